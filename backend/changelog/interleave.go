package changelog

import "strings"

// Piece is a stretch of two versions of a text that stand one in the other.
type Piece struct {
	Text string
	Kind LineKind // LineSame, LineRemoved or LineAdded
}

// Interleave puts two versions of a line or of a statement one in the other,
// word by word: what was taken out stands before what came in its place.
// Changed words with nothing but space between them are one change.
func Interleave(before, after string) []Piece {
	words, others := tokens(before), tokens(after)
	var out interleaving
	b, a := 0, 0
	for _, s := range anchored(words, others) {
		out.changed(words[b:s.b], others[a:s.a])
		out.same(words[s.b : s.b+s.n])
		b, a = s.b+s.n, s.a+s.n
	}
	out.changed(words[b:], others[a:])
	out.flush("")
	return out.pieces
}

// interleaving gathers a change until words that stayed end it.
type interleaving struct {
	pieces         []Piece
	removed, added string
	space          string // that stayed, and belongs to the change if that goes on
}

func (i *interleaving) changed(was, is []string) {
	if len(was) == 0 && len(is) == 0 {
		return
	}
	i.removed += i.space + strings.Join(was, "")
	i.added += i.space + strings.Join(is, "")
	i.space = ""
}

func (i *interleaving) same(stayed []string) {
	text := strings.Join(stayed, "")
	if isSpace(text) && i.space == "" && (i.removed != "" || i.added != "") {
		i.space = text
		return
	}
	i.flush(text)
}

// flush ends the change, before some text that stayed.
func (i *interleaving) flush(text string) {
	for _, p := range []Piece{{i.removed, LineRemoved}, {i.added, LineAdded}, {i.space + text, LineSame}} {
		if p.Text != "" {
			i.pieces = append(i.pieces, p)
		}
	}
	i.removed, i.added, i.space = "", "", ""
}
