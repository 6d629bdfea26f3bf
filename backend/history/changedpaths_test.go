package history

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing"

	"atlasdesk/backend/gittest"
)

var interesting = []string{"facts.md", "rules.md"}

func changedPaths(t testing.TB, dir string) *ChangedPaths {
	t.Helper()
	p, err := open(t, dir).ChangedPaths(t.Context(), interesting, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// logged lists what our history of a folder says, as git prints it.
func logged(p *ChangedPaths, folder string) (list []string) {
	for _, touch := range p.Log(folder) {
		list = append(list, touch.Commit.Hash.String()+" "+touch.Commit.Subject)
	}
	return list
}

// gitLog lists what git's history of the same files says.
func gitLog(t testing.TB, dir, folder string) []string {
	t.Helper()
	args := []string{"log", "--format=%H %s", "--"}
	for _, name := range interesting {
		args = append(args, filepath.ToSlash(filepath.Join(folder, name)))
	}
	return splitOutput(git(t, dir, args...))
}

func splitOutput(out string) []string {
	return slices.DeleteFunc(strings.Split(out, "\n"), func(line string) bool { return line == "" })
}

func sameHistory(t testing.TB, dir string, folders ...string) {
	t.Helper()
	p := changedPaths(t, dir)
	latest := p.Latest(folders)
	for _, folder := range folders {
		want := gitLog(t, dir, folder)
		if got := logged(p, folder); !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", folder, got, want)
		}
		c, ok := latest[folder]
		if got := c.Hash.String() + " " + c.Subject; ok != (len(want) > 0) || ok && got != want[0] {
			t.Errorf("the last commit of %s: %q, %v; want the first of %q", folder, got, ok, want)
		}
	}
}

// invented writes a history of random commits on several branches, with merges
// that take any file from any side, for git-fast-import(1).
func invented(seed uint64, commits int) string {
	random := rand.New(rand.NewPCG(seed, 0))
	var out strings.Builder
	files := []string{"facts.md", "packages/one/facts.md", "packages/one/rules.md", "packages/two/facts.md", "packages/two/note.txt", "packages/two/deep/rules.md"}
	trees := []map[string]string{{}} // by mark; 0 is no commit
	for mark := 1; mark <= commits; mark++ {
		parents := []int{max(0, mark-1-random.IntN(3))}
		if random.IntN(3) == 0 && mark > 4 {
			if other := mark - 1 - random.IntN(4); !slices.Contains(parents, other) {
				parents = append(parents, other)
			}
		}
		tree := map[string]string{}
		for _, file := range files {
			content := trees[parents[random.IntN(len(parents))]][file]
			if random.IntN(5) == 0 {
				content = fmt.Sprintf("version %d\n", mark)
			}
			if random.IntN(20) > 0 && content != "" {
				tree[file] = content
			}
		}
		trees = append(trees, tree)
		subject := fmt.Sprintf("Commit %d", mark)
		fmt.Fprintf(&out, "commit refs/heads/work\nmark :%d\ncommitter Ada <ada@example.org> %d +0200\ndata %d\n%s\n", mark, 1_700_000_000+60*mark+random.IntN(180), len(subject), subject)
		for i, parent := range parents {
			if parent > 0 {
				fmt.Fprintf(&out, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], parent)
			}
		}
		out.WriteString("deleteall\n")
		for _, file := range files {
			if content, ok := tree[file]; ok {
				fmt.Fprintf(&out, "M 100644 inline %s\ndata %d\n%s\n", file, len(content), content)
			}
		}
	}
	return out.String()
}

func fastImport(t testing.TB, dir, stream string) {
	t.Helper()
	gittest.Feed(t, dir, strings.NewReader(stream), "fast-import", "--quiet", "--force")
}

func TestChangedPathsAreThoseOfGit(t *testing.T) {
	for seed := range uint64(25) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			dir := fresh(t)
			git(t, dir, "symbolic-ref", "HEAD", "refs/heads/work")
			fastImport(t, dir, invented(seed, 60))
			sameHistory(t, dir, ".", "packages/one", "packages/two", "packages/two/deep", "packages", "nowhere")
		})
	}
}

// What was kept is completed, and never wrong, wherever the branch goes.
func TestChangedPathsFollowTheBranch(t *testing.T) {
	dir := fixture(t)
	commitFile := func(t *testing.T, dir, name, content string) {
		write(t, dir, name, content)
		git(t, dir, "add", ".")
		git(t, dir, "commit", "-q", "-m", "Write "+content)
	}
	linked := filepath.Join(t.TempDir(), "linked")
	clone := filepath.Join(t.TempDir(), "clone")
	steps := []struct {
		name, dir string
		make      func()
	}{
		{"the first time", dir, func() {}},
		{"the tip moved on", dir, func() { commitFile(t, dir, "packages/one/facts.md", "second") }},
		{"the tip was amended", dir, func() {
			write(t, dir, "packages/one/facts.md", "third")
			git(t, dir, "commit", "-q", "-a", "--amend", "-m", "Third")
		}},
		{"a file went", dir, func() { git(t, dir, "rm", "-q", "packages/two/facts.md"); git(t, dir, "commit", "-q", "-m", "Remove") }},
		{"it came back", dir, func() { git(t, dir, "revert", "--no-edit", "HEAD") }},
		{"only the mode changed", dir, func() {
			git(t, dir, "update-index", "--chmod=+x", "packages/two/facts.md")
			git(t, dir, "commit", "-q", "-m", "Mode")
		}},
		{"HEAD is detached", dir, func() { git(t, dir, "checkout", "-q", "-f", "--detach", "HEAD~1") }},
		{"another branch", dir, func() {
			git(t, dir, "checkout", "-q", "-f", "-b", "other")
			commitFile(t, dir, "packages/two/facts.md", "other")
		}},
		{"merged", dir, func() {
			git(t, dir, "checkout", "-q", "main")
			git(t, dir, "merge", "-q", "-X", "theirs", "--no-edit", "other")
		}},
		{"packed", dir, func() { git(t, dir, "gc", "-q"); commitFile(t, dir, "packages/one/rules.md", "packed") }},
		{"a linked work tree", linked, func() {
			git(t, dir, "worktree", "add", "-q", "-b", "linked", linked, "HEAD~1")
			commitFile(t, linked, "packages/one/rules.md", "linked")
		}},
		{"a shallow clone", clone, func() { git(t, dir, "clone", "-q", "--depth", "2", "file://"+dir, clone) }},
		{"deepened", clone, func() { git(t, clone, "fetch", "-q", "--unshallow") }},
		{"an orphan", dir, func() {
			git(t, dir, "checkout", "-q", "--orphan", "orphan")
			git(t, dir, "commit", "-q", "-m", "Anew")
		}},
	}
	for _, s := range steps {
		s.make()
		t.Run(s.name, func(t *testing.T) { sameHistory(t, s.dir, "packages/one", "packages/two") })
	}
}

func TestChangedPathsBeforeTheFirstCommit(t *testing.T) {
	p := changedPaths(t, fresh(t))
	if list := p.Log("packages/one"); len(list) > 0 || !p.Tip().IsZero() {
		t.Errorf("a repository without commits has %v", list)
	}
}

func TestChangedPathsNameTheFiles(t *testing.T) {
	dir := fixture(t)
	write(t, dir, "packages/one/facts.md", "ours")
	git(t, dir, "commit", "-q", "-am", "Facts")
	git(t, dir, "checkout", "-q", "-b", "side", "HEAD~1")
	write(t, dir, "packages/one/rules.md", "theirs")
	write(t, dir, "note.txt", "theirs")
	git(t, dir, "commit", "-q", "-am", "Rules")
	git(t, dir, "checkout", "-q", "main")
	git(t, dir, "merge", "-q", "--no-edit", "side")
	var got []string
	for _, touch := range changedPaths(t, dir).Log("packages/one") {
		got = append(got, fmt.Sprint(touch.Commit.Subject, touch.Files))
	}
	slices.Sort(got[1:3]) // of the same second
	equal(t, "touches", strings.Join(got, "\n"), "Merge branch 'side'[]\nFacts[facts.md]\nRules[rules.md]\nBegin[facts.md rules.md]")
}

func TestChangedPathsFollowARenamedFolder(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "mv", "packages/one", "packages/first")
	write(t, dir, "packages/first/rules.md", "edited while it was renamed")
	git(t, dir, "commit", "-q", "-am", "Rename")
	write(t, dir, "packages/first/facts.md", "second")
	git(t, dir, "commit", "-q", "-am", "Edit")
	var got []string
	for _, touch := range changedPaths(t, dir).Log("packages/first") {
		got = append(got, touch.Commit.Subject+" "+touch.Folder)
	}
	equal(t, "touches", strings.Join(got, "\n"), "Edit packages/first\nRename packages/first\nBegin packages/one")
	if got := logged(changedPaths(t, dir), "packages/one"); len(got) != 2 {
		t.Errorf("the folder that is gone has %q", got)
	}
}

func TestAncestors(t *testing.T) {
	dir := fresh(t)
	git(t, dir, "symbolic-ref", "HEAD", "refs/heads/work")
	fastImport(t, dir, invented(4, 40))
	p := changedPaths(t, dir)
	all := splitOutput(git(t, dir, "rev-list", "HEAD"))
	for _, from := range []string{all[0], all[len(all)/2], all[len(all)-1]} {
		includes, ok := p.Ancestors(plumbing.NewHash(from))
		if !ok {
			t.Fatal(from)
		}
		ancestors := splitOutput(git(t, dir, "rev-list", from))
		for _, c := range all {
			if got, want := includes(plumbing.NewHash(c)), slices.Contains(ancestors, c); got != want {
				t.Errorf("%s from %s: got %v", from, c, got)
			}
		}
	}
	if _, ok := p.Ancestors(Hash{1}); ok {
		t.Error("an unknown commit is an ancestor")
	}
}

// keptFile is where the changed paths of a repository are kept.
func keptFile(dir string) string { return filepath.Join(dir, ".git", "atlas-desk", "changed-paths") }

func TestDamagedChangedPathsAreFoundAnew(t *testing.T) {
	dir := fixture(t)
	changedPaths(t, dir)
	whole := read(t, keptFile(dir))
	for name, damaged := range map[string]string{
		"empty": "", "cut": whole[:len(whole)/2], "another version": strings.Replace(whole, "paths 1", "paths 2", 1),
		"a byte changed": strings.Replace(whole, "facts", "fakts", 1), "longer": whole + "x",
	} {
		write(t, dir, ".git/atlas-desk/changed-paths", damaged)
		sameHistory(t, dir, "packages/one", "packages/two")
		if read(t, keptFile(dir)) != whole {
			t.Errorf("%s: not written anew", name)
		}
	}
}

func TestChangedPathsForOtherNames(t *testing.T) {
	dir := fixture(t)
	changedPaths(t, dir)
	p, err := open(t, dir).ChangedPaths(t.Context(), []string{"note.txt"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "touches of the root", len(p.Log(".")), 1)
	equal(t, "touches of a package", len(p.Log("packages/one")), 0)
}

// A folder of git that cannot be written is read all the same, and the user's
// cache keeps what was found out.
func TestChangedPathsOfAReadOnlyRepository(t *testing.T) {
	dir := fixture(t)
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	write(t, dir, ".git/atlas-desk", "a file in place of the folder")
	sameHistory(t, dir, "packages/one")
	kept, err := filepath.Glob(filepath.Join(cache, "atlas-desk", "changed-paths-*"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %v, %v", kept, err)
	}
	before, err := os.Stat(kept[0])
	if err != nil {
		t.Fatal(err)
	}
	sameHistory(t, dir, "packages/one")
	if after, err := os.Stat(kept[0]); err != nil || !os.SameFile(before, after) {
		t.Errorf("it was found out a second time: %v", err)
	}
}

func TestStraysAreDropped(t *testing.T) {
	dir := fixture(t)
	for i := range 5 {
		write(t, dir, "packages/one/facts.md", fmt.Sprint(i))
		git(t, dir, "commit", "-q", "-am", "Stray")
	}
	changedPaths(t, dir)
	before := read(t, keptFile(dir))
	git(t, dir, "reset", "-q", "--hard", "HEAD~5")
	write(t, dir, "packages/one/facts.md", "instead")
	git(t, dir, "commit", "-q", "-am", "Instead")
	sameHistory(t, dir, "packages/one")
	if after := read(t, keptFile(dir)); len(after) >= len(before) {
		t.Errorf("%d bytes were kept, %d before", len(after), len(before))
	}
	sameHistory(t, dir, "packages/one", "packages/two")
}

func TestChangedPathsAreCanceled(t *testing.T) {
	dir := fresh(t)
	git(t, dir, "symbolic-ref", "HEAD", "refs/heads/work")
	fastImport(t, dir, invented(1, 3*atOnce))
	ctx, cancel := context.WithCancel(t.Context())
	var told []int
	_, err := open(t, dir).ChangedPaths(ctx, interesting, func(done, _ int) { told = append(told, done); cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v after %v", err, told)
	}
	if _, err := os.Stat(keptFile(dir)); err == nil {
		t.Error("a part was kept")
	}
	told = nil
	total := 0
	if _, err = open(t, dir).ChangedPaths(t.Context(), interesting, func(done, all int) { told, total = append(told, done), all }); err != nil {
		t.Fatal(err)
	}
	if len(told) < 2 || !slices.IsSorted(told) || told[len(told)-1] != total {
		t.Errorf("told %v of %d", told, total)
	}
}

func TestChangedPathsByManyAtOnce(t *testing.T) {
	dir := fresh(t)
	git(t, dir, "symbolic-ref", "HEAD", "refs/heads/work")
	fastImport(t, dir, invented(2, 300))
	want := gitLog(t, dir, "packages/one")
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 3 {
				os.Remove(keptFile(dir))
				if got := logged(changedPaths(t, dir), "packages/one"); !slices.Equal(got, want) {
					t.Errorf("got %q, want %q", got, want)
				}
			}
		})
	}
	all.Wait()
	left, _ := filepath.Glob(keptFile(dir) + ".*")
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestMissingFolderObject(t *testing.T) {
	dir := fixture(t)
	hash := git(t, dir, "rev-parse", "HEAD:packages")
	if err := os.Remove(filepath.Join(dir, ".git", "objects", hash[:2], hash[2:])); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, dir).ChangedPaths(t.Context(), interesting, nil); err == nil || !strings.Contains(err.Error(), hash) {
		t.Errorf("got %v", err)
	}
}

func TestChangedPathsFormat(t *testing.T) {
	dir := fresh(t)
	git(t, dir, "symbolic-ref", "HEAD", "refs/heads/work")
	fastImport(t, dir, invented(3, 40))
	p := changedPaths(t, dir)
	raw := p.append(nil)
	again, err := parseChangedPaths(raw)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "written again", string(again.append(nil)), string(raw))
	again.tip = p.tip
	for i, touch := range p.Log("packages/one") {
		other := again.Log("packages/one")[i]
		if !touch.Commit.When.Equal(other.Commit.When) || touch.Commit.When.Format(time.RFC3339) != other.Commit.When.Format(time.RFC3339) || touch.Commit.Author != other.Commit.Author {
			t.Errorf("%v became %v", touch, other)
		}
	}
}

func FuzzChangedPaths(f *testing.F) {
	p := newChangedPaths(interesting, commitSet{{1}: true}.fingerprint())
	p.paths, p.blobs = []string{"a/facts.md", "a/rules.md"}, []Hash{{2}}
	p.commits = []recorded{
		{Commit: Commit{Hash{1}, Identity{"Ada", "ada@example.org"}, noon, "Begin"}, edges: []edge{{none, []pathChange{{0, 0}, {1, none}}, []rename{{"b", "a"}}}}},
		{Commit: Commit{Hash{2}, Identity{"Ada", "ada@example.org"}, noon, "Edit"}, edges: []edge{{0, []pathChange{{1, 0}}, nil}, {none, nil, nil}}},
	}
	raw := p.append(nil)
	f.Add(string(raw[:len(raw)-len(p.cutOff)]))
	f.Add(changedPathsVersion)
	f.Fuzz(func(t *testing.T, body string) {
		p, err := readChangedPaths(body)
		if err != nil {
			return
		}
		for at := range p.commits {
			p.tip = p.commits[at].Hash
			p.Log("a")
		}
		again, err := parseChangedPaths(p.append(nil))
		if err != nil || len(again.commits) != len(p.commits) {
			t.Errorf("what was read is not read again: %v", err)
		}
	})
}

func FuzzTreeDiff(f *testing.F) {
	f.Add([]byte("100644 facts.md\x00"+strings.Repeat("a", 20)), []byte("40000 facts.md\x00"+strings.Repeat("b", 20)))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		trees := map[Hash][]byte{{1}: a, {2}: b}
		d := treeDiff{names: interesting, read: func(h Hash) ([]byte, error) {
			defer delete(trees, h) // no folder is within itself
			return trees[h], nil
		}}
		if d.folder("", Hash{1}, Hash{2}) == nil && len(d.found) > len(a)+len(b) {
			t.Errorf("%d differences in %d bytes", len(d.found), len(a)+len(b))
		}
		d.renames()
	})
}
