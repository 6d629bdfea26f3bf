package trace

import (
	"cmp"
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
)

// AnchorKind is a kind of what statements are joined by.
type AnchorKind int

// The kinds, the most telling first.
const (
	NameAnchor AnchorKind = iota
	FigureAnchor
	TermAnchor
)

// Anchor is a name, a figure or a term of a statement, in whose Text it stands.
type Anchor struct {
	Kind AnchorKind
	Span text.Span
}

// Share is how many of some things were found.
type Share struct{ Found, Of int }

// Match is what one statement shares with another that it rests on.
type Match struct {
	// Names, Figures and Terms are those of the statement that the other has,
	// a term counting once.
	Names, Figures, Terms Share
	// Constraints are those of the other that have to travel and that the
	// statement or its layer carries.
	Constraints Share
	// Here and There are the anchors that both have, as they stand in the
	// statement and in the other, in order.
	Here, There []Anchor
}

// Match compares t, a claim, with a statement of a layer above it, anchor by
// anchor.
func (g *Graph) Match(t, up *Text) Match {
	m := matching{t: t, up: up, here: make([]bool, len(t.Words)), inName: make([]bool, len(t.Words)), there: make([]bool, len(up.Words))}
	for _, n := range t.Names {
		if n = m.withoutOpening(n); n.First <= n.Last {
			words := t.Words[n.First : n.Last+1]
			m.name(n, g.otherForms(words), !g.isFramework(words))
		}
	}
	for i := range t.Figures {
		m.figure(&t.Figures[i])
	}
	m.terms()
	m.out.Constraints = g.constraintsKept(t, up)
	inOrder := func(a, b Anchor) int { return cmp.Compare(a.Span.Start, b.Span.Start) }
	slices.SortFunc(m.out.Here, inOrder)
	slices.SortFunc(m.out.There, inOrder)
	return m.out
}

// matching is a Match in the making.
type matching struct {
	t, up       *Text
	here, there []bool // per word: it belongs to an anchor
	inName      []bool // per word: it belongs to a name that the other has not as a whole, so that it does not count
	out         Match
}

// withoutOpening takes the first word off a name where its capital may be owed
// to its place, unless the other statement has it with that word.
func (m *matching) withoutOpening(n Name) Name {
	words := m.t.Words
	if !words[n.First].English || !opens(words, n.First, m.t.Text) || n.First < n.Last && len(spots(m.up, words[n.First:n.Last+1])) > 0 {
		return n
	}
	for n.First++; n.First <= n.Last && joiners[words[n.First].Key]; n.First++ {
	}
	return n
}

// name looks for a name under any of its forms, or else for the parts of it
// that "and" joins, all of them. The jurisdiction's own name does not count.
func (m *matching) name(n Name, forms [][]Word, counts bool) {
	if counts {
		m.out.Names.Of++
	}
	words := m.t.Words[n.First : n.Last+1]
	places := spots(m.up, words)
	for _, form := range forms {
		places = append(places, spots(m.up, form)...)
	}
	if len(places) == 0 {
		for part := range partsOf(words) {
			found := spots(m.up, part)
			if len(found) == 0 {
				fill(m.inName[n.First : n.Last+1])
				return
			}
			places = append(places, found...)
		}
	}
	if counts {
		m.out.Names.Found++
	}
	m.mark(&m.out.Here, m.here, NameAnchor, n, m.t.Span(n.First, n.Last))
	for _, p := range places {
		m.mark(&m.out.There, m.there, NameAnchor, p, m.up.Span(p.First, p.Last))
	}
}

// figure looks for a figure: the same value, in the same unit where both say
// one, or a date that says it.
func (m *matching) figure(f *Figure) {
	if f.own {
		return
	}
	m.out.Figures.Of++
	found := false
	for i := range m.up.Figures {
		o := &m.up.Figures[i]
		if f.Value == o.Value && sameUnit(f.Unit, o.Unit) || f.IsDate() && o.IsDate() && o.carries(f) {
			found = true
			m.mark(&m.out.There, m.there, FigureAnchor, wordsOf(m.up, o), o.Span)
		}
	}
	if !found {
		fill(m.here[f.First : f.Last+1])
		return
	}
	m.out.Figures.Found++
	m.mark(&m.out.Here, m.here, FigureAnchor, wordsOf(m.t, f), f.Span)
}

// wordsOf are the words that a figure is written with, its unit included.
func wordsOf(t *Text, f *Figure) Name {
	n := Name{f.First, f.Last}
	for n.First > 0 && t.Words[n.First-1].Span.Start >= f.Span.Start {
		n.First--
	}
	for n.Last+1 < len(t.Words) && t.Words[n.Last+1].Span.End <= f.Span.End {
		n.Last++
	}
	return n
}

// terms looks for the words that are part of no name and of no figure that was
// found.
func (m *matching) terms() {
	counts := map[string]bool{} // the stems, and whether they count
	for i := range m.t.Words {
		if w := &m.t.Words[i]; !m.here[i] && isTerm(w) {
			counts[w.Stem] = counts[w.Stem] || !m.inName[i]
		}
	}
	known := map[string]bool{}
	for i := range m.up.Words {
		w := &m.up.Words[i]
		if _, sought := counts[w.Stem]; sought && isTerm(w) {
			known[w.Stem] = true
			m.mark(&m.out.There, m.there, TermAnchor, Name{i, i}, w.Span)
		}
	}
	for stem, does := range counts {
		if does {
			m.out.Terms.Of++
		}
		if does && known[stem] {
			m.out.Terms.Found++
		}
	}
	for i := range m.t.Words {
		if w := &m.t.Words[i]; known[w.Stem] && isTerm(w) {
			m.mark(&m.out.Here, m.here, TermAnchor, Name{i, i}, w.Span)
		}
	}
}

// mark adds an anchor that covers no word of another one.
func (m *matching) mark(out *[]Anchor, taken []bool, kind AnchorKind, n Name, span text.Span) {
	if !slices.Contains(taken[n.First:n.Last+1], true) {
		fill(taken[n.First : n.Last+1])
		*out = append(*out, Anchor{kind, span})
	}
}

// constraintsKept counts the constraints of an evidence statement that t or the
// rest of its layer carries.
func (g *Graph) constraintsKept(t, up *Text) (kept Share) {
	if up.Layer != atlas.Evidence || !up.limiting {
		return kept
	}
	own, layer := g.carrying([]*Text{t}), (*Carrying)(nil)
	for _, l := range up.Constraints() {
		kept.Of++
		if own.carries(l, carriedByOne, true) {
			kept.Found++
			continue
		}
		if layer == nil {
			layer = g.Carrying(g.Layers[t.Layer])
		}
		if layer.carries(l, carriedByOne, true) {
			kept.Found++
		}
	}
	return kept
}

// Sought is an anchor of a statement, and how many evidence statements have
// it.
type Sought struct {
	Anchor
	Times int
}

// maxSought is how many terms are listed of a statement: a reader wants to know
// what it was held against, not all of its words.
const maxSought = 6

// Sought lists what support was looked for by in the evidence: the names and
// figures of t, then the rarest of its terms.
func (g *Graph) Sought(t *Text) []Sought {
	var out, terms []Sought
	limit := g.index.upstream(atlas.Signals)
	inName := make([]bool, len(t.Words))
	for _, n := range t.Names {
		if words := t.Words[n.First : n.Last+1]; n.First < n.Last || !words[0].English || !opens(t.Words, n.First, t.Text) {
			fill(inName[n.First : n.Last+1])
			out = append(out, Sought{Anchor{NameAnchor, t.Span(n.First, n.Last)}, len(g.index.mentions(nil, words, limit))})
		}
	}
	for i := range t.Figures {
		if f := &t.Figures[i]; !f.own {
			out = append(out, Sought{Anchor{FigureAnchor, f.Span}, len(g.evidence.having.of(g.index.symbols.of(f.Value)))})
		}
	}
	known := map[string]bool{}
	for i := range t.Words {
		if w := &t.Words[i]; isTerm(w) && !inName[i] && !known[w.Stem] {
			known[w.Stem] = true
			terms = append(terms, Sought{Anchor{TermAnchor, w.Span}, len(g.evidence.having.of(g.index.symbols.of(w.Stem)))})
		}
	}
	slices.SortStableFunc(terms, func(a, b Sought) int { return cmp.Compare(a.Times, b.Times) })
	return append(out, terms[:min(len(terms), maxSought)]...)
}
