package markdown

import (
	"sort"
	"strings"
	"unicode/utf8"

	"atlasdesk/backend/text"
)

// Separator stands in the plain text where something that a reader does not
// read as words parts two of them: an address, or a comment inside a line. It
// is Unicode's INVISIBLE SEPARATOR, which shows nothing and is neither a
// space nor part of a word.
const Separator = "\u2063"

// Visible is what a reader sees of a stretch of source, as plain text that
// knows where each of its bytes stands.
type Visible struct {
	Text string
	runs []run
}

// run says that Text[plain:] up to the next run stands at source[source:],
// byte by byte, or, where whole is not 0, all of it on whole bytes there.
type run struct{ plain, source, whole int }

// Source converts a span of the plain text to the span of source it stands
// on. Marks between its first and last byte are inside the result, and so are
// all of an entity, an escape or an address of which it holds a byte.
func (v Visible) Source(s text.Span) text.Span {
	first := v.place(s.Start)
	if s.Start >= s.End {
		return text.Span{Start: first.Start, End: first.Start}
	}
	return text.Span{Start: first.Start, End: v.place(s.End - 1).End}
}

func (v Visible) place(plain int) text.Span {
	i := sort.Search(len(v.runs), func(i int) bool { return v.runs[i].plain > plain }) - 1
	if i < 0 {
		return text.Span{}
	}
	r := v.runs[i]
	if r.whole > 0 {
		return text.Span{Start: r.source, End: r.source + r.whole}
	}
	at := r.source + plain - r.plain
	return text.Span{Start: at, End: at + 1}
}

// See takes the inline marks off a block's lines. Lines are joined by one
// space. Not seen are comments, tags, the addresses of links and images, the
// labels of references and footnotes, and link reference definitions. A web
// or mail address says nothing either: a [Separator] stands for it, so that
// "Key: address" still has a value, but not where a sentence begins. Entities
// are seen as what they stand for.
func See(source string, lines []text.Span) Visible {
	w := writer{source: source, lastClose: -1, defining: true}
	if len(lines) > 0 {
		block := text.Span{Start: lines[0].Start, End: lines[len(lines)-1].End}
		w.plain.Grow(block.Len())
		if written := block.In(source); strings.Contains(written, "-->") {
			w.lastClose = block.Start + strings.LastIndex(written, "-->")
		}
	}
	for i, span := range lines {
		if i > 0 {
			w.stand(run{w.plain.Len(), lines[i-1].End, 1}, " ")
		}
		w.line(span)
	}
	return Visible{w.plain.String(), w.runs}
}

type writer struct {
	source    string
	plain     strings.Builder
	runs      []run
	breaks    bool // the next byte does not follow the last one in the source
	last      byte // the last byte seen that is no space; 0 at the beginning
	defining  bool // all lines so far were link reference definitions
	inComment bool // an HTML comment goes on from the line before
	parted    bool // a comment stands behind the last byte
	lastClose int  // where the block's last comment ends; -1 without one
}

// line writes what is seen of source[span]. Every step moves on by at least
// one byte, and no byte is searched over more than a bounded number of times,
// so that the pass is linear.
func (w *writer) line(span text.Span) {
	l := lineOf(span.In(w.source))
	w.defining = w.defining && isDefinition(l.text)
	if w.defining {
		return
	}
	for i := 0; i < len(l.text); {
		n, seen := w.read(l, i, span.Start+i)
		w.write(span.Start+i, n, seen)
		i += n
	}
	w.breaks = true
}

// read returns how many bytes at l.text[i:], which stands at source[at:],
// belong together, and as what they are seen. Behind a comment it goes letter
// by letter.
func (w *writer) read(l *line, i, at int) (n int, seen string) {
	s := l.text[i:]
	if w.inComment {
		return w.comment(s), ""
	}
	if n := l.address(i); n > 0 {
		return n, w.standIn()
	}
	switch s[0] {
	case '\\':
		if len(s) > 1 && isPunct(s[1]) {
			return 2, s[1:2]
		}
	case '&':
		if n, seen := entity(s); n > 0 {
			return n, seen
		}
	case '<':
		if strings.HasPrefix(s, "<!--") && at+len("<!--") <= w.lastClose {
			w.inComment, w.parted = true, true
			return len("<!--"), ""
		}
	}
	if n := l.mark(i); n > 0 {
		return n, ""
	}
	_, n = utf8.DecodeRuneInString(s)
	if !w.parted {
		n += l.untouched(i + n)
	}
	return n, s[:n]
}

// comment is how much of s the comment takes that has begun.
func (w *writer) comment(s string) int {
	end := strings.Index(s, "-->")
	if end < 0 {
		return len(s)
	}
	w.inComment = false
	return end + len("-->")
}

// standIn is what is seen of an address.
func (w *writer) standIn() string {
	if w.last == 0 || strings.IndexByte(".!?", w.last) >= 0 {
		return ""
	}
	return Separator
}

// write adds what is seen of the n bytes at source[at:]. A comment parts the
// words on its sides and does nothing elsewhere; its separator stands on the
// first letter behind it.
func (w *writer) write(at, n int, seen string) {
	if seen == "" {
		w.breaks = true
		return
	}
	if words := strings.TrimRight(seen, " \t"); words != "" {
		if w.parted && isWord(w.last) && isWord(seen[0]) {
			w.stand(run{w.plain.Len(), at, n}, Separator)
		}
		w.parted, w.last = false, words[len(words)-1]
	}
	switch {
	case seen != w.source[at:at+n]:
		w.stand(run{w.plain.Len(), at, n}, seen)
	case w.breaks || len(w.runs) == 0:
		w.stand(run{w.plain.Len(), at, 0}, seen)
		w.breaks = false
	default:
		w.plain.WriteString(seen)
	}
}

// stand writes a text that opens a run. Nothing may follow on a run that
// stands on its source as a whole.
func (w *writer) stand(r run, seen string) {
	w.runs = append(w.runs, r)
	w.plain.WriteString(seen)
	w.breaks = true
}
