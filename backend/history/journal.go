package history

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// journal is what a transaction leaves on disk for as long as it runs. Hashes
// are in hexadecimal, zeros for none.
type journal struct {
	GitDir  string          `json:"gitDir"` // of the work tree, from the common git folder
	Branch  string          `json:"branch"` // full name
	From    string          `json:"from"`
	To      string          `json:"to"`
	Changes []journalChange `json:"changes"`
	Files   []journalFile   `json:"files,omitempty"`
}

// journalChange is a file of the index.
type journalChange struct {
	Path string         `json:"path"`
	From journalVersion `json:"from"`
	To   journalVersion `json:"to"`
}

type journalVersion struct {
	Blob string            `json:"blob"`
	Mode filemode.FileMode `json:"mode,omitempty"`
}

// journalFile is a file of the work tree, by the bytes that it holds.
type journalFile struct {
	Path string         `json:"path"`
	Was  journalVersion `json:"was"`
	Is   journalVersion `json:"is"`
}

// journal is where the transaction under way is noted.
func (r *Repo) journal() KeptFile { return r.Kept("txn.json") }

func (t *transaction) writeJournal() error {
	gitDir, err := filepath.Rel(t.repo.commonDir, t.repo.gitDir)
	if err != nil {
		return err
	}
	j := journal{
		GitDir: filepath.ToSlash(gitDir),
		Branch: t.from.branch,
		From:   t.from.commit.String(),
		To:     t.to.String(),
	}
	for _, c := range t.changes {
		j.Changes = append(j.Changes, journalChange{c.path, journalVersionOf(c.from), journalVersionOf(c.to)})
	}
	for _, f := range t.files {
		j.Files = append(j.Files, journalFile{f.path, journalVersionOf(f.was), journalVersionOf(f.is)})
	}
	text, err := json.MarshalIndent(j, "", "\t")
	if err != nil {
		return err
	}
	if err := writeDurably(t.repo.journal().Path(), text); err != nil {
		return fmt.Errorf("write the journal: %w", err)
	}
	return nil
}

func journalVersionOf(v version) journalVersion { return journalVersion{v.blob.String(), v.mode} }

func (v journalVersion) version() version { return version{plumbing.NewHash(v.Blob), v.Mode} }

// parseJournal rebuilds what settle needs of a transaction. A journal may come
// with a repository from elsewhere: it must not lead out of the git folder or
// the work tree.
func (r *Repo) parseJournal(text []byte) (*transaction, error) {
	var j journal
	if err := json.Unmarshal(text, &j); err != nil {
		return nil, err
	}
	if !strings.HasPrefix(j.Branch, branches) || plumbing.ReferenceName(j.Branch).Validate() != nil ||
		j.GitDir != "." && (checkPath(j.GitDir) != nil || path.Dir(j.GitDir) != "worktrees") {
		return nil, errors.New("it leads out of the repository")
	}
	if err := cmp.Or(realFolder(r.commonDir, j.GitDir), realFolder(r.commonDir, path.Dir(j.Branch))); err != nil {
		return nil, fmt.Errorf("it leads out of the repository: %w", err)
	}
	gitDir := filepath.Join(r.commonDir, filepath.FromSlash(j.GitDir))
	t := &transaction{
		repo:  &Repo{root: r.workTreeOf(gitDir), gitDir: gitDir, commonDir: r.commonDir, patience: r.patience},
		from:  tip{j.Branch, plumbing.NewHash(j.From)},
		to:    plumbing.NewHash(j.To),
		ahead: true,
	}
	for _, c := range j.Changes {
		t.changes = append(t.changes, change{path: c.Path, from: c.From.version(), to: c.To.version()})
	}
	for _, f := range j.Files {
		if err := checkPath(f.Path); err != nil {
			return nil, err
		}
		t.files = append(t.files, fileWrite{f.Path, f.Was.version(), f.Is.version()})
	}
	return t, nil
}

// realFolder refuses a folder below base, by its slash path, where something on
// the way is no folder of its own: a link leads elsewhere. What does not exist
// leads nowhere.
func realFolder(base, folder string) error {
	at := base
	for part := range strings.SplitSeq(folder, "/") {
		at = filepath.Join(at, part)
		info, err := os.Lstat(at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case at != base && !info.IsDir():
			return fmt.Errorf("%s is a link or a file, and no folder", at)
		}
	}
	return nil
}

// workTreeOf finds the work tree of a git folder of this repository, "" where
// it is gone; see gitrepository-layout(5), "gitdir".
func (r *Repo) workTreeOf(gitDir string) string {
	if gitDir == r.gitDir {
		return r.root
	}
	root := filepath.Dir(r.commonDir)
	if text, err := os.ReadFile(filepath.Join(gitDir, "gitdir")); err == nil {
		root = filepath.Dir(within(gitDir, strings.TrimSpace(string(text))))
	}
	if back, err := gitDirOf(root); err != nil || !sameFolder(back, gitDir) {
		return ""
	}
	return root
}
