package gitcommand

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"atlasdesk/backend/history"
	"atlasdesk/backend/store"

	"github.com/adrg/xdg"
	"github.com/rogpeppe/go-internal/lockedfile"
)

// Trust is which repositories a person trusts, kept in one file outside of all
// of them. It may be used by several goroutines and processes.
type Trust struct{ file string }

// TrustIn keeps trust in the file of this name; its folder need not exist.
func TrustIn(file string) *Trust { return &Trust{file} }

// UserTrust keeps trust in the configuration folder of the user.
func UserTrust() *Trust { return TrustIn(filepath.Join(xdg.ConfigHome, "atlas-desk", "trusted.json")) }

// UntrustedError says that nobody agreed yet to what a repository brings.
type UntrustedError struct {
	Folder string // root of the work tree
	Risks  []Risk // those that nobody agreed to
	Lapsed bool   // the repository was trusted, and brings the risks since
}

func (e *UntrustedError) Error() string {
	if len(e.Risks) == 0 {
		return e.Folder + " is not trusted yet, so git is not called there; trust it if you know where it comes from"
	}
	lines := []string{e.Folder + " is not trusted, so git is not called there; it brings:"}
	if e.Lapsed {
		lines[0] = e.Folder + " brings something new since you trusted it, so git is not called there:"
	}
	for _, r := range e.Risks {
		lines = append(lines, "  "+r.String())
	}
	return strings.Join(append(lines, "Trust it only if you know all of this and where it comes from."), "\n")
}

// record is the trust in one work tree of one repository. A work tree that
// merely claims to belong to a trusted repository is another one.
type record struct {
	Repository string   `json:"repository"` // real path of the common git folder
	Folder     string   `json:"folder"`     // real path of the work tree
	Agreed     []string `json:"agreed"`     // what it brought when the person agreed
}

func (r record) sameAs(o record) bool { return r.Repository == o.Repository && r.Folder == o.Folder }

// Git returns git for a repository that a person trusts. It fails with an
// [*UntrustedError] where nobody agreed, or the repository brings more by now
// than somebody agreed to.
func (t *Trust) Git(p Program, repo *history.Repo) (*Git, error) {
	if err := t.check(repo); err != nil {
		return nil, err
	}
	return &Git{p, repo, t}, nil
}

// check fails with an [*UntrustedError] where somebody has to be asked.
func (t *Trust) check(repo *history.Repo) error {
	now, risks, err := recordOf(repo)
	if err != nil {
		return err
	}
	all, err := t.read()
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, now.sameAs)
	if at < 0 {
		return &UntrustedError{Folder: repo.Root(), Risks: risks}
	}
	agreed := func(r Risk) bool { return slices.Contains(all[at].Agreed, r.key()) }
	if risks = slices.DeleteFunc(risks, agreed); len(risks) > 0 {
		return &UntrustedError{Folder: repo.Root(), Risks: risks, Lapsed: true}
	}
	return nil
}

// Grant trusts the repository as it is, and the risks that a person has seen,
// which are those of [Inspect]. It fails when the repository brings others by
// now.
func (t *Trust) Grant(repo *history.Repo, seen []Risk) error {
	now, risks, err := recordOf(repo)
	if err != nil {
		return err
	}
	for _, r := range risks {
		if !slices.Contains(seen, r) {
			return fmt.Errorf("trust %s: it changed meanwhile, look again: %s", repo.Root(), r)
		}
	}
	return t.change(func(all []record) []record {
		return append(slices.DeleteFunc(all, now.sameAs), now)
	})
}

// GrantSeen trusts the repository where a person has seen each of the risks, as
// lines of [Risk.String].
func (t *Trust) GrantSeen(repo *history.Repo, risks []Risk, seen []string) error {
	return t.Grant(repo, slices.DeleteFunc(risks, func(r Risk) bool { return !slices.Contains(seen, r.String()) }))
}

// Trusted is a work tree that a person trusts.
type Trusted struct {
	Repository string // real path of the common git folder
	Folder     string // real path of the work tree
}

// All lists what is trusted, by the folders, whether or not it is still there.
func (t *Trust) All() ([]Trusted, error) {
	all, err := t.read()
	var out []Trusted
	for _, r := range all {
		out = append(out, Trusted{r.Repository, r.Folder})
	}
	slices.SortFunc(out, func(a, b Trusted) int {
		return cmp.Or(strings.Compare(a.Folder, b.Folder), strings.Compare(a.Repository, b.Repository))
	})
	return out, err
}

// Withdraw forgets the trust in a work tree, which need not be there.
func (t *Trust) Withdraw(repository, folder string) error {
	gone := record{Repository: repository, Folder: folder}
	return t.change(func(all []record) []record { return slices.DeleteFunc(all, gone.sameAs) })
}

// Revoke forgets the trust in the repository.
func (t *Trust) Revoke(repo *history.Repo) error {
	now, _, err := recordOf(repo)
	if err != nil {
		return err
	}
	return t.change(func(all []record) []record { return slices.DeleteFunc(all, now.sameAs) })
}

func recordOf(repo *history.Repo) (record, []Risk, error) {
	common, err := filepath.EvalSymlinks(repo.CommonDir())
	if err != nil {
		return record{}, nil, fmt.Errorf("find the repository: %w", err)
	}
	risks, err := Inspect(repo)
	if err != nil {
		return record{}, nil, fmt.Errorf("look at what %s brings: %w", repo.Root(), err)
	}
	r := record{Repository: common, Folder: repo.Root(), Agreed: []string{}}
	for _, risk := range risks {
		r.Agreed = append(r.Agreed, risk.key())
	}
	return r, risks, nil
}

func (t *Trust) read() ([]record, error) {
	text, err := os.ReadFile(t.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []record
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	if err != nil {
		return nil, fmt.Errorf("read which repositories are trusted: %s: %w; correct or remove that file", t.file, err)
	}
	return all, nil
}

func (t *Trust) change(f func([]record) []record) error {
	if err := os.MkdirAll(filepath.Dir(t.file), 0o700); err != nil {
		return err
	}
	done, err := lockedfile.MutexAt(t.file + ".lock").Lock()
	if err != nil {
		return fmt.Errorf("keep which repositories are trusted: %w", err)
	}
	defer done()
	all, err := t.read()
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(f(all), "", "\t")
	if err == nil {
		err = store.Replace(t.file, append(text, '\n'), 0o600)
	}
	if err != nil {
		return fmt.Errorf("keep which repositories are trusted: %w", err)
	}
	return nil
}
