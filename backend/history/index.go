package history

import (
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing/filemode"
)

// index is git's staging area as gitformat-index(5) lays it out, kept so that
// what is not changed is written back bit by bit, flags this package does not
// know included. (go-git's codec forgets the assume-valid flag.)
//
// Of the extensions resolve-undo is kept, and the trees of folders in which
// nothing changed; the others are caches that git makes anew and that a changed
// entry would make wrong.
type index struct {
	version     uint32
	entries     []indexEntry    // by name, then stage
	resolveUndo []byte          // the extension with its header
	cacheTree   []byte          // the extension without it; see cachedTrees
	forgotten   map[string]bool // folders of it that are not known any more
}

// indexEntry is a path in the index.
type indexEntry struct {
	stat     stat
	hash     Hash
	flags    uint16 // without the length of the name
	extended uint16 // only with flagExtended
	name     string // slash path
}

// stat is what the index remembers about a file to tell quickly whether it
// changed: ten big-endian 32 bit words. All zero makes git look at the content.
type stat [40]byte

// The words of a stat.
const (
	wordCTime = iota
	wordCTimeNano
	wordMTime
	wordMTimeNano
	wordDev
	wordIno
	wordMode
	wordUID
	wordGID
	wordSize
)

func (s *stat) word(i int) uint32       { return binary.BigEndian.Uint32(s[4*i:]) }
func (s *stat) setWord(i int, v uint32) { binary.BigEndian.PutUint32(s[4*i:], v) }

// The bits of an entry's flags and extended flags.
const (
	flagAssumeValid = 0x8000
	flagExtended    = 0x4000
	flagStage       = 0x3000
	flagNameLength  = 0x0fff

	extendedSkipWorktree = 0x4000
	extendedIntentToAdd  = 0x2000
)

func (e *indexEntry) stage() int { return int(e.flags & flagStage >> 12) }

func (e *indexEntry) mode() filemode.FileMode { return filemode.FileMode(e.stat.word(wordMode)) }

const (
	headerSize   = 12
	checksumSize = sha1.Size
	fixedSize    = len(stat{}) + len(Hash{}) + 2 // of an entry, before extended flags and name
)

var errIndex = errors.New("the index is damaged; `git status` says more, and removing the index file followed by `git reset` makes a new one")

// readIndex reads an index file and the time it was written, which says what
// in it is racy. A missing file is an empty index.
func readIndex(path string) (*index, time.Time, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &index{version: 2}, time.Time{}, nil
	}
	if err != nil {
		return nil, time.Time{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, time.Time{}, err
	}
	x, err := parseIndex(data)
	return x, info.ModTime(), err
}

// parseIndex reads versions 2 to 4.
func parseIndex(data []byte) (*index, error) {
	if len(data) < headerSize+checksumSize || string(data[:4]) != "DIRC" {
		return nil, errIndex
	}
	body, sum := data[:len(data)-checksumSize], data[len(data)-checksumSize:]
	// With index.skipHash git writes zeros for a checksum.
	if real := sha1.Sum(body); !bytes.Equal(sum, real[:]) && !bytes.Equal(sum, make([]byte, checksumSize)) {
		return nil, errIndex
	}
	x := &index{version: binary.BigEndian.Uint32(data[4:])}
	if x.version < 2 || x.version > 4 {
		return nil, refuse(fmt.Sprintf("the index has version %d", x.version), "Commit with git itself.")
	}
	rest, names := body[headerSize:], string(body[headerSize:]) // which the names are parts of
	previous := ""
	count := binary.BigEndian.Uint32(data[8:])
	x.entries = make([]indexEntry, 0, min(int(count), len(rest)/fixedSize))
	for range count {
		e, size := parseEntry(rest, names, x.version, previous)
		if size == 0 {
			return nil, errIndex
		}
		x.entries = append(x.entries, e)
		rest, names, previous = rest[size:], names[size:], e.name
	}
	return x, x.parseExtensions(rest)
}

// parseEntry reads the entry that data begins with, whose text is the same. Its
// size is 0 if there is none.
func parseEntry(data []byte, text string, version uint32, previous string) (e indexEntry, size int) {
	if len(data) < fixedSize {
		return e, 0
	}
	at := copy(e.stat[:], data)
	at += copy(e.hash[:], data[at:])
	e.flags = binary.BigEndian.Uint16(data[at:]) &^ flagNameLength
	at += 2
	if e.flags&flagExtended != 0 {
		if len(data) < at+2 {
			return e, 0
		}
		e.extended = binary.BigEndian.Uint16(data[at:])
		at += 2
	}
	prefix := ""
	if version == 4 {
		cut, n := parseOffset(data[at:])
		if n == 0 || cut > len(previous) {
			return e, 0
		}
		at += n
		prefix = previous[:len(previous)-cut]
	}
	length := bytes.IndexByte(data[at:], 0)
	if length < 0 {
		return e, 0
	}
	e.name = prefix + text[at:at+length]
	at += length
	if version == 4 {
		return e, at + 1
	}
	at = padded(at)
	if at > len(data) {
		return e, 0
	}
	return e, at
}

// padded is the size of an entry of versions 2 and 3, which end in one to
// eight zeros so that the next begins at a multiple of eight.
func padded(size int) int { return size&^7 + 8 }

// parseOffset reads the variable-width number of version 4; n is 0 if there is
// none.
func parseOffset(data []byte) (value, n int) {
	for i, c := range data {
		if i > 4 {
			break
		}
		value = value<<7 | int(c&0x7f)
		if c&0x80 == 0 {
			return value, i + 1
		}
		value++
	}
	return 0, 0
}

func appendOffset(out []byte, value int) []byte {
	digits := []byte{byte(value & 0x7f)}
	for value >>= 7; value > 0; value >>= 7 {
		value--
		digits = append(digits, 0x80|byte(value&0x7f))
	}
	slices.Reverse(digits)
	return append(out, digits...)
}

// parseExtensions keeps what encode writes back and refuses what changes the
// meaning of the entries: extensions whose names begin in lower case.
func (x *index) parseExtensions(data []byte) error {
	for len(data) > 0 {
		if len(data) < 8 {
			return errIndex
		}
		name, size := string(data[:4]), int(binary.BigEndian.Uint32(data[4:]))
		if size > len(data)-8 {
			return errIndex
		}
		switch {
		case name == "link":
			return refuse("the index is split in two files", "Run `git update-index --no-split-index`.")
		case name == "sdir":
			return refuse("the index is sparse", "Run `git sparse-checkout reapply --no-sparse-index`.")
		case name[0] < 'A' || name[0] > 'Z':
			return refuse(fmt.Sprintf("the index has the extension %q", name), "Commit with git itself.")
		case name == "REUC":
			x.resolveUndo = data[:8+size]
		case name == "TREE":
			x.cacheTree = data[8 : 8+size]
		}
		data = data[8+size:]
	}
	return nil
}

// encode is the content of an index file.
func (x *index) encode() []byte {
	out := append(make([]byte, 0, x.size()), "DIRC"...)
	out = binary.BigEndian.AppendUint32(out, x.version)
	out = binary.BigEndian.AppendUint32(out, uint32(len(x.entries)))
	previous := ""
	for i := range x.entries {
		out = x.entries[i].append(out, x.version, previous)
		previous = x.entries[i].name
	}
	out = append(x.appendCacheTree(out), x.resolveUndo...)
	sum := sha1.Sum(out)
	return append(out, sum[:]...)
}

// size is at least how many bytes encode writes.
func (x *index) size() int {
	size := headerSize + len(x.cacheTree) + len(x.resolveUndo) + checksumSize
	for i := range x.entries {
		size += padded(fixedSize + 2 + len(x.entries[i].name))
	}
	return size
}

func (e *indexEntry) append(out []byte, version uint32, previous string) []byte {
	start := len(out)
	out = append(out, e.stat[:]...)
	out = append(out, e.hash[:]...)
	out = binary.BigEndian.AppendUint16(out, e.flags|uint16(min(len(e.name), flagNameLength)))
	if e.flags&flagExtended != 0 {
		out = binary.BigEndian.AppendUint16(out, e.extended)
	}
	if version == 4 {
		shared := sharedPrefix(previous, e.name)
		out = appendOffset(out, len(previous)-shared)
		out = append(out, e.name[shared:]...)
		return append(out, 0)
	}
	out = append(out, e.name...)
	return append(out, zeros[:padded(len(out)-start)-(len(out)-start)]...)
}

const zeros = "\x00\x00\x00\x00\x00\x00\x00\x00"

func sharedPrefix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// find returns the place of a path and whether it is there, at stage 0.
func (x *index) find(name string) (int, bool) {
	return slices.BinarySearchFunc(x.entries, name, func(e indexEntry, name string) int {
		if c := strings.Compare(e.name, name); c != 0 {
			return c
		}
		return e.stage()
	})
}
