package trace

import (
	"slices"
	"strings"
)

// byStatement is what a word that two statements share counts beside one that
// stands by both figures.
const byStatement = 0.2

// likeness says how alike are what one statement says of a figure and what
// another says of its own: the words around both, and those of both
// statements, each by its rarity in the evidence (1 for a word that a single
// statement has).
type likeness struct{ near, whole float64 }

func (l likeness) sum() float64 { return l.near + byStatement*l.whole }

func (g *Graph) likeness(t *Text, f *Figure, o *place) (l likeness) {
	one := g.evidence.rarity(1)
	for w, v := range sharedNear(f.near, o.near) {
		l.near += g.evidence.weight(w.stem) / one * min(w.weight, v.weight)
	}
	for stem := range shared(t.terms, o.text.terms) {
		l.whole += g.evidence.weight(stem) / one
	}
	return l
}

// sharedSubject is the rarest word or count that stands by both of two
// figures, as the upstream statement writes it, with the whole name that it is
// part of.
func (g *Graph) sharedSubject(f *Figure, other candidate) string {
	best, weight := "", 0.0
	for w := range sharedNear(f.near, other.Figure.near) {
		if rare := g.evidence.weight(w.stem) * w.weight; rare > weight {
			best, weight = w.stem, rare
		}
	}
	if best == "" {
		return ""
	}
	o := other.text
	for i := range o.Figures {
		if f := &o.Figures[i]; f.Value == best {
			return f.Whole(o).In(o.Text)
		}
	}
	at := slices.IndexFunc(o.Words, func(w Word) bool { return w.Stem == best })
	if at < 0 {
		return ""
	}
	for _, n := range o.Names {
		if n.First <= at && at <= n.Last {
			return o.Written(n.First, n.Last)
		}
	}
	return o.Written(at, at)
}

// sharedNear yields the stems that two surroundings share.
func sharedNear(a, b []weighed) func(yield func(weighed, weighed) bool) {
	return func(yield func(weighed, weighed) bool) {
		for len(a) > 0 && len(b) > 0 {
			switch c := strings.Compare(a[0].stem, b[0].stem); {
			case c < 0:
				a = a[1:]
			case c > 0:
				b = b[1:]
			default:
				if !yield(a[0], b[0]) {
					return
				}
				a, b = a[1:], b[1:]
			}
		}
	}
}

// related says whether two statements speak of the same thing: they share two
// terms.
func related(a, b *Text) bool { return common(a.terms, b.terms) >= 2 }

// common counts what two sorted lists share.
func common(a, b []string) (n int) {
	for range shared(a, b) {
		n++
	}
	return n
}

// shared yields what two sorted lists share.
func shared(a, b []string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for len(a) > 0 && len(b) > 0 {
			switch c := strings.Compare(a[0], b[0]); {
			case c < 0:
				a = a[1:]
			case c > 0:
				b = b[1:]
			default:
				if !yield(a[0]) {
					return
				}
				a, b = a[1:], b[1:]
			}
		}
	}
}
