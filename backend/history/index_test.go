package history

import (
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
