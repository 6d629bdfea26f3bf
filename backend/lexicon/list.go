package lexicon

import (
	"sort"
	"strings"
)

// list is a text of lines, each opened by a word of small letters and sorted
// by it. It is searched as it is: nothing is loaded and nothing is allocated
// but where each stride begins.
type list struct {
	text  string
	heads []uint32 // offsets of the first line and of one in every stride
}

const stride = 256 // bytes, some fourteen lines

func newList(text string) list {
	heads := make([]uint32, 1, 1+len(text)/stride)
	for at := stride; at < len(text); at += stride {
		if line := at + strings.IndexByte(text[at:], '\n') + 1; line < len(text) {
			heads = append(heads, uint32(line))
		}
	}
	return list{text, heads}
}

// find looks among the heads first, then from the last one before the word on,
// line by line.
func (l list) find(word string) (line string, ok bool) {
	first := sort.Search(len(l.heads), func(i int) bool { return !l.before(int(l.heads[i]), word) })
	for at := int(l.heads[max(first-1, 0)]); at < len(l.text); {
		end := at + strings.IndexByte(l.text[at:], '\n')
		if !l.before(at, word) {
			line = l.text[at:end]
			entry, _, _ := strings.Cut(line, " ")
			return line, entry == word
		}
		at = end + 1
	}
	return "", false
}

// before says whether the line at an offset stands before a word, of which it
// may be the beginning: what ends an entry sorts before any letter.
func (l list) before(at int, word string) bool {
	return l.text[at:min(at+len(word), len(l.text))] < word
}
