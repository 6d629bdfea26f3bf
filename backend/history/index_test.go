package history

import (
	"maps"
	"slices"
	"strconv"

	"bytes"
	"crypto/sha1"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing/filemode"

	"atlasdesk/backend/gittest"
)

// What git wrote comes back bit by bit, apart from the caches.
func TestIndexRoundTrip(t *testing.T) {
	for _, version := range []string{"2", "4"} {
		dir := fixture(t)
		for i := range 300 {
			write(t, dir, fmt.Sprintf("many/%x.md", i*i), "x")
		}
		git(t, dir, "add", ".")
		long := strings.Repeat("long/", 900) + "name.md" // over 12 bits of length
		git(t, dir, "update-index", "--add", "--cacheinfo", "100644,"+git(t, dir, "rev-parse", "HEAD:note.txt")+","+long)
		git(t, dir, "update-index", "--index-version", version)
		data := []byte(read(t, filepath.Join(dir, ".git", "index")))
		x, err := parseIndex(data)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "entries", len(x.entries), 305)
		out := x.encode()
		if body := out[:len(out)-checksumSize]; !bytes.HasPrefix(data, body) {
			t.Errorf("version %s: the entries are not as they were", version)
		}
	}
}

func TestOffsets(t *testing.T) {
	for _, n := range []int{0, 1, 127, 128, 129, 16511, 16512, 1 << 20} {
		out := appendOffset(nil, n)
		value, size := parseOffset(append(out, 0x7f))
		if value != n || size != len(out) {
			t.Errorf("%d became %d in %d of %d bytes", n, value, size, len(out))
		}
	}
}

func TestSmudge(t *testing.T) {
	written := time.Unix(1000, 500e6)
	at := func(seconds, nano, size uint32) stat {
		var s stat
		s.setWord(wordMTime, seconds)
		s.setWord(wordMTimeNano, nano)
		s.setWord(wordSize, size)
		return s
	}
	for _, test := range []struct {
		name      string
		entry, is stat
		smudged   bool
	}{
		{"an earlier second", at(999, 1, 5), at(1000, 7, 5), false},
		{"the same second, unchanged", at(1000, 1, 5), at(1000, 1, 5), false},
		{"the same second, changed", at(1000, 1, 5), at(1000, 7, 5), true},
		{"the same second, gone", at(1000, 1, 5), stat{}, true},
		{"just before the index", at(1000, 499e6, 5), at(1000, 499e6, 5), true},
		{"after the index", at(1001, 1, 5), at(1001, 1, 5), true},
		{"no nanoseconds", at(1000, 0, 5), at(1000, 0, 5), true},
	} {
		x := &index{entries: []indexEntry{{name: "a", stat: test.entry}}}
		x.smudge(written, func(string) stat { return test.is })
		equal(t, test.name, x.entries[0].stat.word(wordSize) == 0, test.smudged)
	}
}

// FuzzIndex feeds index files with a right checksum. What can be read must not
// change by being written and read again.
func FuzzIndex(f *testing.F) {
	dir := fixture(f)
	for _, version := range []string{"2", "4"} {
		git(f, dir, "update-index", "--index-version", version)
		data, err := os.ReadFile(filepath.Join(dir, ".git", "index"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:len(data)-checksumSize])
	}
	git(f, dir, "update-index", "--split-index")
	f.Add([]byte("DIRC\x00\x00\x00\x02\x00\x00\x00\x00TREE\x00\x00\x00\x00REUC\x00\x00\x00\x01x"))
	f.Fuzz(func(t *testing.T, body []byte) {
		sum := sha1.Sum(body)
		x, err := parseIndex(append(bytes.Clone(body), sum[:]...))
		var refused *RefusedError
		if err != nil {
			if !errors.Is(err, errIndex) && !errors.As(err, &refused) {
				t.Errorf("unclear error: %v", err)
			}
			return
		}
		once := x.encode()
		again, err := parseIndex(once)
		if err != nil {
			t.Fatalf("written and not readable: %v", err)
		}
		if !bytes.Equal(once, again.encode()) {
			t.Error("writing twice differs")
		}
	})
}

// Git takes the trees of folders from the index. Those that we leave there must
// be the ones that it would write itself, whatever was committed before.
func TestCachedTreesAreRight(t *testing.T) {
	dir := fixture(t)
	r := open(t, dir)
	random := rand.New(rand.NewPCG(1, 2))
	names := []string{"note.txt", "packages/one/facts.md", "packages/one/deep/er/x.md", "packages/two/facts.md", "packages/three/facts.md", "zoo/a.md"}
	for n := range 40 {
		var files []File
		for _, i := range random.Perm(len(names))[:1+random.IntN(3)] {
			f := save(t, r, names[i], fmt.Sprint(n))
			if _, err := r.ReadFile(names[i]); err == nil && random.IntN(2) == 0 {
				f.Deleted = true
				remove(t, dir, names[i])
			}
			files = append(files, f)
		}
		commit(t, r, files...)
		known := func() map[string]Hash {
			x, _, err := readIndex(filepath.Join(dir, ".git", "index"))
			if err != nil {
				t.Fatal(err)
			}
			return x.cachedTrees()
		}
		for folder, tree := range known() {
			equal(t, "tree of "+folder, tree.String(), git(t, dir, "rev-parse", "HEAD:"+strings.TrimSuffix(folder, "/")))
		}
		equal(t, "tree", git(t, dir, "write-tree"), git(t, dir, "rev-parse", "HEAD^{tree}"))
		if len(known()) == 0 {
			t.Fatal("no folder is known after write-tree, so this test shows nothing")
		}
		equal(t, "status", status(t, dir), "")
	}
	sound(t, dir)
}

// What we do to an index is what git does to it, in every version of the format.
func TestIndexAgainstGit(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	dir := fixture(t)
	blob := parse(t, git(t, dir, "rev-parse", "HEAD:note.txt"))
	other := parse(t, git(t, dir, "rev-parse", "HEAD:packages/one/facts.md"))
	names := []string{"a", "a-b/x", "a.b", "a/b", "a/b.c", "aa", "b/" + strings.Repeat("long/", 900) + "x", "ä/ö.md", "note.txt", "packages/one/new.md",
		"packages/one/rules.md", "z z/\"q\"", "zz/\x01"}
	file := filepath.Join(dir, ".git", "index")
	for n := range 12 {
		format := strconv.Itoa(2 + n%3)
		git(t, dir, "read-tree", "HEAD")
		git(t, dir, "update-index", "--index-version", format)
		if format != "2" {
			git(t, dir, "update-index", "--skip-worktree", "packages/two/facts.md")
		}
		before := read(t, file)
		var changes []change
		var info strings.Builder
		taken := map[string]bool{}
		for _, i := range random.Perm(len(names))[:1+random.IntN(6)] {
			to := someVersion(random, blob, other)
			if conflicting(taken, names[i]) {
				continue
			}
			taken[names[i]] = true
			changes = append(changes, change{path: names[i], to: to})
			if to.there() {
				fmt.Fprintf(&info, "%o %s\t%s\x00", uint32(to.mode), to.blob, names[i])
			} else {
				fmt.Fprintf(&info, "0 %s\t%s\x00", Hash{}, names[i])
			}
		}
		gittest.Feed(t, dir, strings.NewReader(info.String()), "update-index", "-z", "--index-info")
		want := git(t, dir, "ls-files", "-z", "--stage", "-t")

		x, err := parseIndex([]byte(before))
		if err != nil {
			t.Fatal(err)
		}
		for i := range changes { // as they stand before
			if at, found := x.find(changes[i].path); found {
				changes[i].from = version{x.entries[at].hash, x.entries[at].mode()}
			}
		}
		changes = slices.DeleteFunc(changes, func(c change) bool { return c.from == c.to })
		x.stage(changes, func(change) stat { return stat{} })
		write(t, dir, ".git/index", string(x.encode()))
		equal(t, "index of version "+format, git(t, dir, "ls-files", "-z", "--stage", "-t"), want)
		git(t, dir, "write-tree", "--missing-ok")

		x.unstage(changes)
		write(t, dir, ".git/index", string(x.encode()))
		again, err := parseIndex([]byte(before))
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "taken back", listed(x), listed(again))
	}
}

// someVersion is one of two contents with either mode, or no file.
func someVersion(random *rand.Rand, blobs ...Hash) version {
	if random.IntN(4) == 0 {
		return version{}
	}
	return version{blobs[random.IntN(len(blobs))], []filemode.FileMode{filemode.Regular, filemode.Executable}[random.IntN(2)]}
}

// conflicting says whether a name is a folder of one that is taken, or the
// other way round.
func conflicting(taken map[string]bool, name string) bool {
	for other := range taken {
		if strings.HasPrefix(other, name+"/") || strings.HasPrefix(name, other+"/") {
			return true
		}
	}
	return false
}

func listed(x *index) string {
	var out strings.Builder
	for i := range x.entries {
		e := &x.entries[i]
		fmt.Fprintf(&out, "%v %s %d %x %q\n", e.mode(), e.hash, e.stage(), e.extended, e.name)
	}
	return out.String()
}

// FuzzCachedTrees feeds the extension TREE. What is understood of it must come
// back when it is written, and nothing must take long.
func FuzzCachedTrees(f *testing.F) {
	dir := fixture(f)
	data, err := os.ReadFile(filepath.Join(dir, ".git", "index"))
	if err != nil {
		f.Fatal(err)
	}
	x, err := parseIndex(data)
	if err != nil || len(x.cachedTrees()) == 0 {
		f.Fatalf("git left no trees: %v", err)
	}
	f.Add(x.cacheTree)
	f.Add([]byte("\x00-1 1\na\x00-1 2\nb\x00-1 0\nc\x00-1 0\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		x := &index{version: 2, cacheTree: data}
		out := x.appendCacheTree(nil)
		if len(out) == 0 {
			return
		}
		again := &index{version: 2, cacheTree: out[8:]}
		if !maps.Equal(x.cachedTrees(), again.cachedTrees()) {
			t.Error("other trees came back")
		}
		if !bytes.Equal(again.appendCacheTree(nil), out) {
			t.Error("writing twice differs")
		}
		x.forget("a/b")
		if trees := (&index{version: 2, cacheTree: x.appendCacheTree(nil)[8:]}).cachedTrees(); trees[""] != (Hash{}) || trees["a/"] != (Hash{}) {
			t.Errorf("not forgotten: %v", trees)
		}
	})
}
