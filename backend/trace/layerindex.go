package trace

import (
	"slices"

	"atlasdesk/backend/statement"
)

// layerIndex is a layer in the numbers of a package: the part of its index that
// depends on the layer alone, so that an edit of another one leaves it.
type layerIndex struct {
	source []Text
	texts  []*Text // the declared fields first
	rows   []*row  // of each text
	at     []int32 // per text of the source: where it stands in texts
	fields int     // how many of them
}

// row is a text in the numbers of a package. It depends on what the text claims
// alone, so that an edit leaves the rows of all other texts.
type row struct {
	keys  []int32 // without articles, and noKey at the end
	apart []bool  // per key: a comma or more stands before it
	stems []int32 // word by word, none where a word has none

	features, terms, said      []int32
	whole, compounds, initials []int32 // see callings
	short                      []int32 // short forms as written
	shortForms                 []string

	figures []symbolized // of a claim or a field
	limits  []symbolizedLimit
}

const noKey = none

// newLayerIndex numbers the texts of a layer. Those that it shares with what
// the layer was before, if given and in the same numbers, are numbered already.
func newLayerIndex(source []Text, symbols *numbering, before *layerIndex) *layerIndex {
	n := len(source)
	l := &layerIndex{source: source, texts: make([]*Text, 0, n), rows: make([]*row, 0, n), at: make([]int32, n)}
	r := rowReader{symbols: symbols}
	was := make([]*row, n)
	if before != nil {
		before.lend(source, was)
	}
	r.reserve(source, was)
	l.addAll(&r, was, true)
	l.fields = len(l.texts)
	l.addAll(&r, was, false)
	return l
}

// isOf says whether l was made of the very same texts.
func (l *layerIndex) isOf(source []Text) bool {
	return len(l.source) == len(source) && (len(source) == 0 || &l.source[0] == &source[0])
}

// lend finds the rows of texts that l has, too.
func (l *layerIndex) lend(source []Text, rows []*row) {
	_, was := Unchanged(source, l.source)
	for i, old := range was {
		if old >= 0 {
			rows[i] = l.rows[l.at[old]]
		}
	}
}

func (l *layerIndex) addAll(r *rowReader, was []*row, fields bool) {
	for i := range l.source {
		if t := &l.source[i]; (t.Kind == statement.Field) == fields {
			if was[i] == nil {
				was[i] = r.row(t)
			}
			l.at[i] = int32(len(l.texts))
			l.texts, l.rows = append(l.texts, t), append(l.rows, was[i])
		}
	}
}

// rowReader numbers texts. It cuts their lists off a few long ones.
type rowReader struct {
	symbols *numbering
	rows    []row
	keys    []int32
	apart   []bool
	items   []int32 // of the other lists
}

// reserve makes room for the texts that have no row yet.
func (r *rowReader) reserve(source []Text, rows []*row) {
	texts, words := 0, 0
	for i := range source {
		if rows[i] == nil {
			texts++
			words += len(source[i].Words) + 1
		}
	}
	r.rows, r.keys, r.apart, r.items = make([]row, texts), make([]int32, 0, words), make([]bool, 0, words), make([]int32, 0, 3*words)
}

func (r *rowReader) row(t *Text) *row {
	out := &r.rows[0]
	r.rows = r.rows[1:]
	r.addWords(out, t.Words)
	out.features = r.list(t.features)
	out.terms, out.said = r.part(t.terms, t.features, out.features), r.part(t.said, t.features, out.features)
	out.whole, out.compounds, out.initials = r.list(t.callings.whole), r.list(t.callings.compounds), r.list(t.callings.initials)
	if carriesClaims(t) {
		out.figures = make([]symbolized, len(t.Figures))
		for i := range t.Figures {
			out.figures[i] = r.figure(&t.Figures[i])
		}
	}
	out.limits = make([]symbolizedLimit, len(t.limits))
	for i := range t.limits {
		l := &t.limits[i]
		out.limits[i] = symbolizedLimit{r.list(l.thing), r.list(l.denied()), r.list(l.flippable())}
	}
	return out
}

// addWords numbers words; a stem is mostly the word's key.
func (r *rowReader) addWords(out *row, words []Word) {
	keys, apart, stems := len(r.keys), len(r.apart), len(r.items)
	for i := range words {
		w := &words[i]
		key, stem := r.symbols.add(w.Key), int32(none)
		if w.Stem == w.Key {
			stem = key
		} else if w.Stem != "" {
			stem = r.symbols.add(w.Stem)
		}
		r.items = append(r.items, stem)
		if isArticle(*w) {
			continue
		}
		r.keys, r.apart = append(r.keys, key), append(r.apart, w.Gap >= Comma)
		if isShort(*w) {
			out.short, out.shortForms = append(out.short, key), append(out.shortForms, w.Key)
		}
	}
	r.keys, r.apart = append(r.keys, noKey), append(r.apart, true)
	out.keys, out.apart, out.stems = slices.Clip(r.keys[keys:]), r.apart[apart:], slices.Clip(r.items[stems:])
}

func (r *rowReader) list(words []string) []int32 {
	start := len(r.items)
	for _, w := range words {
		r.items = append(r.items, r.symbols.add(w))
	}
	return slices.Clip(r.items[start:])
}

// part lists the numbers of words that stand, in this order, among others that
// are numbered.
func (r *rowReader) part(words, all []string, numbers []int32) []int32 {
	start, at := len(r.items), 0
	for _, w := range words {
		for all[at] != w {
			at++
		}
		r.items = append(r.items, numbers[at])
	}
	return slices.Clip(r.items[start:])
}

func (r *rowReader) figure(f *Figure) symbolized {
	s := symbolized{value: r.symbols.add(f.Value), unit: none, things: r.list(f.Of)}
	if f.Unit != "" {
		s.unit = r.symbols.add(f.Unit)
	}
	start := len(r.items)
	r.items = append(r.items, s.value)
	if f.IsDate() {
		for _, value := range lessExact(f)[1:] {
			r.items = append(r.items, r.symbols.add(value))
		}
	}
	s.values, start = slices.Clip(r.items[start:]), len(r.items)
	for _, w := range f.near {
		r.items = append(r.items, r.symbols.add(w.stem))
	}
	s.nearbies = slices.Clip(r.items[start:])
	return s
}
