package history

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math"
	"os"
	"slices"
	"time"
)

// The file of a ChangedPaths is a line that names its version, numbers and
// texts, and the SHA-256 of all before. Numbers are the variable-length ones of
// encoding/binary; a text or a list has its length in front. In order:
//
//	names     a list of texts
//	cut off   32 bytes
//	paths     a list: how many bytes are as in the path before, and the text of the others
//	blobs     a list of 20 bytes each
//	people    a list of two texts each, name and e-mail address
//	commits   a list, each of
//	          20 bytes of hash, the number of the author in people,
//	          seconds and minutes east of Greenwich when it was written, seconds when it was committed,
//	          the subject, a list of edges, each of
//	          how many commits before this one its parent stands, 0 for none,
//	          a list of changes, by path: how far the path's number is from the one before, 1 + the blob's number or 0 for none,
//	          a list of renames: two texts
//
// What cannot be read, for whatever reason, is found out anew.
const changedPathsVersion = "atlas-desk changed paths 1\n"

// changedPathsFiles are the places where the file may be, the best one first.
func (r *Repo) changedPathsFiles() []KeptFile {
	files := []KeptFile{r.Kept("changed-paths")}
	if dir, err := os.UserCacheDir(); err == nil {
		sum := sha256.Sum256([]byte(r.commonDir))
		files = append(files, KeptFile{dir, "changed-paths-" + hex.EncodeToString(sum[:8])})
	}
	return files
}

// loadChangedPaths reads what was found out before for the same names.
func (r *Repo) loadChangedPaths(names []string, cut fingerprint) (*ChangedPaths, bool) {
	for _, file := range r.changedPathsFiles() {
		raw, err := file.Read()
		if err != nil {
			continue
		}
		if p, err := parseChangedPaths(raw); err == nil && slices.Equal(p.names, names) && p.cutOff == cut {
			return p, true
		}
	}
	return nil, false
}

// keepChangedPaths writes the file for the next time, where that is possible.
// Of two programs that write at once one wins: what both know is true.
func (r *Repo) keepChangedPaths(p *ChangedPaths) {
	raw := p.append(nil)
	for _, file := range r.changedPathsFiles() {
		if file.Write(raw) == nil {
			return
		}
	}
}

func (p *ChangedPaths) append(out []byte) []byte {
	people, numbers := p.people()
	out = append(out, changedPathsVersion...)
	out = appendList(out, p.names, appendText)
	out = append(out, p.cutOff[:]...)
	before := ""
	out = appendList(out, p.paths, func(out []byte, path string) []byte {
		same := commonPrefix(before, path)
		before = path
		return appendText(binary.AppendUvarint(out, uint64(same)), path[same:])
	})
	out = appendList(out, p.blobs, func(out []byte, blob Hash) []byte { return append(out, blob[:]...) })
	out = appendList(out, people, func(out []byte, id Identity) []byte { return appendText(appendText(out, id.Name), id.Email) })
	out = binary.AppendUvarint(out, uint64(len(p.commits)))
	for i := range p.commits {
		c := &p.commits[i]
		_, zone := c.When.Zone()
		out = append(out, c.Hash[:]...)
		out = binary.AppendUvarint(out, uint64(numbers[c.Author]))
		out = binary.AppendVarint(out, c.When.Unix())
		out = binary.AppendVarint(out, int64(zone/60))
		out = binary.AppendVarint(out, c.committed)
		out = appendText(out, c.Subject)
		out = appendList(out, c.edges, func(out []byte, e edge) []byte { return e.append(out, i) })
	}
	sum := sha256.Sum256(out)
	return append(out, sum[:]...)
}

// people lists the authors, each once.
func (p *ChangedPaths) people() (list []Identity, numbers map[Identity]int32) {
	numbers = map[Identity]int32{}
	for i := range p.commits {
		number(numbers, &list, p.commits[i].Author)
	}
	return list, numbers
}

// append appends an edge of the commit number at.
func (e *edge) append(out []byte, at int) []byte {
	back := 0
	if e.parent != none {
		back = at - int(e.parent)
	}
	out = binary.AppendUvarint(out, uint64(back))
	before := int32(0)
	out = appendList(out, e.changes, func(out []byte, c pathChange) []byte {
		out = binary.AppendUvarint(out, uint64(c.path-before))
		before = c.path
		return binary.AppendUvarint(out, uint64(c.blob+1))
	})
	return appendList(out, e.renames, func(out []byte, r rename) []byte { return appendText(appendText(out, r.from), r.to) })
}

func appendList[T any](out []byte, list []T, item func([]byte, T) []byte) []byte {
	out = binary.AppendUvarint(out, uint64(len(list)))
	for _, v := range list {
		out = item(out, v)
	}
	return out
}

func appendText(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

func commonPrefix(a, b string) (n int) {
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

var errChangedPaths = errors.New("this is no file of changed paths, or a damaged one")

// parseChangedPaths is the inverse of append. It takes memory and time in
// proportion to the file, whatever that holds.
func parseChangedPaths(raw []byte) (*ChangedPaths, error) {
	end := len(raw) - sha256.Size
	if end < 0 || sha256.Sum256(raw[:end]) != [sha256.Size]byte(raw[end:]) {
		return nil, errChangedPaths
	}
	return readChangedPaths(string(raw[:end]))
}

func readChangedPaths(body string) (*ChangedPaths, error) {
	d := &decoding{rest: body}
	if d.take(len(changedPathsVersion)) != changedPathsVersion {
		return nil, errChangedPaths
	}
	p := &ChangedPaths{names: list(d, 1, d.text)}
	copy(p.cutOff[:], d.take(len(p.cutOff)))
	before := ""
	p.paths = list(d, 2, func() string {
		same := d.number(len(before))
		before = before[:same] + d.text()
		return before
	})
	p.blobs = list(d, len(Hash{}), d.hash)
	people := list(d, 2, func() Identity { return Identity{d.text(), d.text()} })
	d.paths, d.blobs = len(p.paths), len(p.blobs)
	p.commits = list(d, len(Hash{}), func() recorded {
		c := d.commit(people)
		d.commits++
		return c
	})
	p.at = make(map[Hash]int32, len(p.commits))
	for i := range p.commits {
		p.at[p.commits[i].Hash] = int32(i)
	}
	if d.failed || d.rest != "" || len(p.at) != len(p.commits) {
		return nil, errChangedPaths
	}
	return p, nil
}

// decoding reads the format. After something that does not belong there
// everything is empty.
type decoding struct {
	rest    string
	failed  bool
	paths   int // how many of each there are
	blobs   int
	commits int
}

func (d *decoding) take(n int) string {
	if n > len(d.rest) {
		d.failed, d.rest = true, ""
		return ""
	}
	taken := d.rest[:n]
	d.rest = d.rest[n:]
	return taken
}

// number reads a number of at most most.
func (d *decoding) number(most int) int {
	n, shift := uint64(0), 0
	for i := 0; i < len(d.rest) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(d.rest[i]&0x7f) << shift
		if shift += 7; d.rest[i] < 0x80 {
			d.rest = d.rest[i+1:]
			if n > uint64(most) {
				break
			}
			return int(n)
		}
	}
	d.failed, d.rest = true, ""
	return 0
}

// signed reads a number of either sign.
func (d *decoding) signed() int64 {
	n := uint64(d.number(math.MaxInt64))
	return int64(n>>1) ^ -int64(n&1)
}

func (d *decoding) text() string { return d.take(d.number(len(d.rest))) }

func (d *decoding) hash() (h Hash) {
	copy(h[:], d.take(len(h)))
	return h
}

// list reads a list of things that take at least size bytes each.
func list[T any](d *decoding, size int, item func() T) []T {
	out := make([]T, 0, d.number(len(d.rest)/size))
	for range cap(out) {
		if d.failed {
			return nil
		}
		out = append(out, item())
	}
	return out
}

func (d *decoding) commit(people []Identity) (c recorded) {
	c.Hash = d.hash()
	if author := d.number(math.MaxInt32); author < len(people) {
		c.Author = people[author]
	}
	seconds, minutes := d.signed(), d.signed()
	c.When = time.Unix(seconds, 0).In(time.FixedZone("", int(minutes)*60))
	c.committed = d.signed()
	c.Subject = d.text()
	c.edges = list(d, 3, d.edge)
	d.failed = d.failed || len(c.edges) == 0
	return c
}

func (d *decoding) edge() edge {
	e := edge{parent: none}
	if back := d.number(d.commits); back > 0 {
		e.parent = int32(d.commits - back)
	}
	path := 0
	e.changes = list(d, 2, func() pathChange {
		path += d.number(d.paths)
		d.failed = d.failed || path >= d.paths
		return pathChange{int32(path), int32(d.number(d.blobs)) - 1}
	})
	e.renames = list(d, 2, func() rename { return rename{d.text(), d.text()} })
	return e
}
