// Package statement parts a layer into statements, the units of tracing: one
// sentence of a paragraph or of a bullet.
package statement

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/markdown"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
)

// Kind says what a statement may be used for.
type Kind int

// Only claims are statements in the sense of the format, counted and checked;
// the others are upstream text that a claim may rest on.
const (
	Claim   Kind = iota
	Field        // the value of an identity or classification field
	Source       // an entry of a source list: lends names only
	Heading      // a section heading: lends names only
)

// Statement is one unit of tracing.
type Statement struct {
	Layer   atlas.Layer
	Kind    Kind
	Section int       // index of pack.File.Sections
	ID      ID        // stays the same while layer, section and normalized text do
	Span    text.Span // in the source
	Text    string    // as a reader sees it
	LeadIn  string    // the sentence ending in a colon that this bullet stands under
	seen    markdown.Visible
	at      int // where Text begins in seen
}

// ID tells a statement from the others of its layer.
type ID struct {
	hash   uint64
	repeat int // how many statements before it have the same hash
}

func (id ID) String() string {
	s := strconv.FormatUint(id.hash, 36)
	if id.repeat > 0 {
		s += "." + strconv.Itoa(id.repeat+1)
	}
	return s
}

// Source converts a span of Text to the span of source that it stands on.
func (s *Statement) Source(span text.Span) text.Span {
	return s.seen.Source(text.Span{Start: s.at + span.Start, End: s.at + span.End})
}

// maxDepth is how deep lists are told apart.
const maxDepth = 6

// Of returns the statements of a file in order.
func Of(f *pack.File) []Statement {
	likely := 1 + len(f.Text)/usual
	r := reader{file: f, out: make([]Statement, 0, likely), seen: make(map[uint64]int, likely)}
	for i, section := range f.Sections {
		r.open(i)
		r.heading(i, section)
		var leadIns [maxDepth + 1]string // by depth: the sentence ending in a colon above the bullets there
		for _, b := range section.Blocks {
			depth := min(b.Level, maxDepth)
			if b.Kind == markdown.Paragraph {
				depth = 0
				leadIns = [maxDepth + 1]string{}
			}
			r.block(i, b, strings.TrimSpace(leadIns[max(depth-1, 0)]))
			leadIns[depth] = ""
			if depth > 0 {
				leadIns[depth] = leadIns[depth-1] // what lies deeper stands under the same
			}
			if b.Role == pack.Body && strings.HasSuffix(b.Seen.Text, ":") {
				leadIns[depth] = r.out[len(r.out)-1].Text
			}
		}
	}
	return r.out
}

type reader struct {
	file *pack.File
	out  []Statement
	seen map[uint64]int // how often a hash occurred

	section uint64 // the hash of what is the same for all identities of a section
	folded  []byte // scratch
}

// usual is how many bytes of a layer there mostly are to a statement.
const usual = 80

func (r *reader) open(section int) {
	h := add(fnvBasis, append([]byte(r.file.Layer.Key()), 0))
	r.section = add(h, append(r.fold(r.file.Sections[section].Text), 0))
}

func (r *reader) fold(s string) []byte {
	r.folded = appendFolded(r.folded[:0], s)
	return r.folded
}

func (r *reader) heading(section int, s pack.Section) {
	if s.Text != "" {
		seen := markdown.See(r.file.Text, []text.Span{s.Span})
		r.add(Statement{Kind: Heading, Section: section, seen: seen}, text.Span{End: len(seen.Text)})
	}
}

func (r *reader) block(section int, b pack.Block, leadIn string) {
	s := Statement{Section: section, seen: b.Seen}
	switch b.Role {
	case pack.SourceList:
		s.Kind = Source
	case pack.FieldBlock:
		s.Kind = Field
	case pack.Body:
		if b.Kind == markdown.Item {
			s.LeadIn = leadIn
		}
		for _, sentence := range Sentences(b.Seen.Text) {
			r.add(s, sentence)
		}
		return
	default:
		return
	}
	r.add(s, text.Span{End: len(b.Seen.Text)})
}

func (r *reader) add(s Statement, span text.Span) {
	s.Layer, s.Text, s.at = r.file.Layer, span.In(s.seen.Text), span.Start
	if strings.TrimSpace(s.Text) == "" {
		return
	}
	s.Span = s.seen.Source(span)
	s.ID = r.identify(&s)
	r.out = append(r.out, s)
}

// identify hashes the layer, the section's heading, the kind and the folded
// text.
func (r *reader) identify(s *Statement) ID {
	h := add(add(r.section, []byte{byte(s.Kind)}), r.fold(s.Text))
	n := r.seen[h]
	r.seen[h] = n + 1
	return ID{h, n}
}

// Constants of the hash FNV-1a of 64 bits (Fowler, Noll and Vo).
const (
	fnvBasis uint64 = 14695981039346656037
	fnvPrime uint64 = 1099511628211
)

// add goes on with a hash.
func add(hash uint64, bytes []byte) uint64 {
	for _, b := range bytes {
		hash = (hash ^ uint64(b)) * fnvPrime
	}
	return hash
}

// Fold normalizes a text for comparison: lower case, plain quotes and dashes,
// single spaces, no full stop at the end.
func Fold(s string) string { return string(appendFolded(make([]byte, 0, len(s)), s)) }

// appendFolded appends the folded text in one pass over its characters.
func appendFolded(out []byte, s string) []byte {
	start, spaced := len(out), false
	for _, r := range s {
		if r < utf8.RuneSelf {
			r = rune(plainASCII[r])
		} else if r = plain(r); r == nothing {
			continue
		}
		if r == ' ' {
			spaced = true
			continue
		}
		if spaced && len(out) > start {
			out = append(out, ' ')
		}
		spaced = false
		out = utf8.AppendRune(out, r)
	}
	if len(out) > start && out[len(out)-1] == '.' {
		out = out[:len(out)-1]
	}
	return out
}

// nothing stands for a character that is not seen.
const nothing = -1

// plainASCII are the characters of ASCII as [plain] takes them.
var plainASCII = func() (out [utf8.RuneSelf]byte) {
	for c := range out {
		out[c] = byte(plain(rune(c)))
	}
	return out
}()

// plain is what a character is taken for: a letter for the small one, quotes
// and dashes for plain ones, white space and a separator for a space.
func plain(r rune) rune {
	switch r {
	case '‘', '’', '‚':
		return '\''
	case '“', '”', '„', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—', '−':
		return '-'
	case '\u00ad', '\u200b':
		return nothing
	case '\u2063':
		return ' '
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return unicode.ToLower(r)
}
