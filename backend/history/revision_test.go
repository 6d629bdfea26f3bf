package history

import (
	"crypto/sha1"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestResolve asks the git program what each revision is.
func TestResolve(t *testing.T) {
	dir := fresh(t)
	for _, message := range []string{"one", "two", "three"} {
		git(t, dir, "commit", "-q", "--allow-empty", "-m", message)
	}
	git(t, dir, "tag", "light", "HEAD~1")
	git(t, dir, "tag", "-a", "-m", "noted", "heavy", "HEAD~2")
	git(t, dir, "tag", "-a", "-m", "again", "twice", "heavy")
	git(t, dir, "switch", "-q", "-c", "team/side", "HEAD~1")
	git(t, dir, "commit", "-q", "--allow-empty", "-m", "aside")
	git(t, dir, "switch", "-q", "main")
	git(t, dir, "merge", "-q", "--no-ff", "-m", "joined", "team/side")
	git(t, dir, "update-ref", "refs/remotes/origin/main", "HEAD~1")
	git(t, dir, "pack-refs", "--all")
	git(t, dir, "tag", "loose")
	r := open(t, dir)
	whole, tag := git(t, dir, "rev-parse", "HEAD"), git(t, dir, "rev-parse", "heavy")
	for _, name := range []string{"HEAD", "@", "main", "heads/main", "refs/heads/main", "team/side", "light", "heavy", "twice", "loose", "tags/heavy", "origin/main",
		whole, whole[:7], strings.ToUpper(whole[:9]), tag, tag[:8], "HEAD~", "HEAD~1", "HEAD~3", "HEAD^", "HEAD^2", "HEAD^2~1", "HEAD^^", "HEAD^0", "HEAD~0", "heavy^0", "main^2^", "@~2",
		"", "gone", "HEAD~4", "HEAD^3", "heavy~1", "HEAD~x", "~1", "main..light", "HEAD:", "../heads/main", "refs/heads", "-n", "abcd", strings.Repeat("0", 40)} {
		want, wantErr := tryGit(dir, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
		got, err := r.Resolve(name)
		if (err != nil) != (wantErr != nil) || err == nil && got.Hash.String() != want {
			t.Errorf("%q is %s, %v; git says %s, %v", name, got.Hash, err, want, wantErr)
		}
	}
	for _, name := range []string{"HEAD@{0}", "main@{yesterday}", "HEAD:file", ":/one", "HEAD^{/one}", "^main", "gone"} {
		if got, err := r.Resolve(name); !errors.Is(err, ErrRevision) {
			t.Errorf("%q is %s, %v; want ErrRevision", name, got.Hash, err)
		}
	}
	if got, err := open(t, fresh(t)).Resolve("HEAD"); !errors.Is(err, ErrRevision) {
		t.Errorf("HEAD without a commit is %s, %v; want ErrRevision", got.Hash, err)
	}
}

// TestResolveAmbiguous has two commits whose hashes share their first digits.
func TestResolveAmbiguous(t *testing.T) {
	dir := fixture(t)
	tree := git(t, dir, "rev-parse", "HEAD^{tree}")
	made := map[string]string{} // by the first digits
	for i := 0; ; i++ {
		commit := fmt.Sprintf("tree %s\nauthor Ada <ada@example.org> 1 +0000\ncommitter Ada <ada@example.org> 1 +0000\n\n%d\n", tree, i)
		digits := fmt.Sprintf("%x", sha1.Sum(fmt.Appendf(nil, "commit %d\x00%s", len(commit), commit)))[:shortest]
		if made[digits] == "" {
			made[digits] = commit
			continue
		}
		for n, content := range []string{made[digits], commit} {
			file := fmt.Sprint("commit", n)
			write(t, dir, file, content)
			git(t, dir, "hash-object", "-t", "commit", "-w", file)
		}
		if got, err := open(t, dir).Resolve(digits); err == nil || !strings.Contains(err.Error(), "2 commits start with it") {
			t.Errorf("%s is %s, %v", digits, got.Hash, err)
		}
		return
	}
}

func TestReadTreeAt(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	commit(t, r, save(t, r, "packages/one/facts.md", "second\n"))
	first, err := r.Resolve("HEAD~1")
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.ReadTreeAt(first.Hash, "packages/one")
	if err != nil || len(files) != 2 || string(files["facts.md"]) != "first packages/one/facts.md\n" {
		t.Errorf("%q, %v", files, err)
	}
}

func FuzzResolve(f *testing.F) {
	dir := fixture(f)
	r := open(f, dir)
	for _, name := range []string{"HEAD~1^2", "main", "refs/heads/main", "@", "12ab", "a..b", "HEAD@{1}", "../../x", "~", "^0"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if c, err := r.Resolve(name); err == nil && c.Hash.IsZero() {
			t.Errorf("%q is a commit without hash", name)
		}
	})
}

// The first parent, none of the first commit, and none where a clone ends.
func TestParent(t *testing.T) {
	dir := fixture(t)
	git(t, dir, "commit", "-q", "--allow-empty", "-m", "two")
	git(t, dir, "switch", "-q", "-c", "side", "HEAD~1")
	git(t, dir, "commit", "-q", "--allow-empty", "-m", "aside")
	git(t, dir, "switch", "-q", "main")
	git(t, dir, "merge", "-q", "--no-ff", "-m", "joined", "side")
	shallow := t.TempDir()
	git(t, shallow, "clone", "-q", "--depth", "1", "file://"+dir, ".")
	for _, c := range []struct {
		dir, of, want string
	}{{dir, "HEAD", "HEAD^1"}, {dir, "HEAD~1", "HEAD~2"}, {dir, "side~1", ""}, {shallow, "HEAD", ""}} {
		r := open(t, c.dir)
		of, err := r.Resolve(c.of)
		if err != nil {
			t.Fatal(err)
		}
		got, ok, err := r.Parent(of.Hash)
		if err != nil || ok != (c.want != "") || ok && got.Hash.String() != git(t, c.dir, "rev-parse", c.want) {
			t.Errorf("of %s: %v, %v, %v", c.of, got, ok, err)
		}
	}
}
