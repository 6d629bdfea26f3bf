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

// comparison says how like the figures of others are to one. Places come
// statement by statement, so the statements are compared once.
type comparison struct {
	g     *Graph
	f     *place
	text  *Text // the statement compared last
	whole float64
}

func (c *comparison) with(o *place) likeness {
	if c.text != o.text {
		c.text, c.whole = o.text, c.g.likenessOf(c.f.number, o.number)
	}
	return likeness{c.g.nearness(c.f, o), c.whole}
}

// likenessOf adds up the terms that two texts share.
func (g *Graph) likenessOf(a, b int32) (sum float64) {
	s := &g.scratch
	if s.entered != a {
		s.entered = a
		s.terms.clear()
		for _, term := range firstTerms(g.index.rows[a].terms) {
			s.terms.add(term)
		}
	}
	once := g.evidence.rarity(1)
	for _, term := range firstTerms(g.index.rows[b].terms) {
		if s.terms.has(term) {
			sum += g.evidence.weights[term] / once
		}
	}
	return sum
}

// firstTerms cuts what no sentence has so many of.
func firstTerms(terms []int32) []int32 { return terms[:min(len(terms), maxTerms)] }

// nearness adds up the words that stand by both of two figures.
func (g *Graph) nearness(a, b *place) (sum float64) {
	s, once := &g.scratch, g.evidence.rarity(1)
	if s.figure != a {
		s.figure = a
		s.nearbies.clear()
		for i, stem := range a.nearbies {
			s.nearbies.add(stem)
			s.nthNearby[stem] = int32(i)
		}
	}
	for i, stem := range b.nearbies {
		if s.nearbies.has(stem) {
			sum += g.evidence.weights[stem] / once * min(a.near[s.nthNearby[stem]].weight, b.near[i].weight)
		}
	}
	return sum
}

// rareness is 1 for a stem that a single evidence statement has, and less for
// others.
func (g *Graph) rareness(stem string) float64 { return g.evidence.weight(stem) / g.evidence.rarity(1) }

// sharedSubject is the rarest word or count that stands by both of two
// figures, as the upstream statement writes it, with the whole name that it is
// part of.
func (g *Graph) sharedSubject(f *Figure, other candidate) string {
	best, weight := "", 0.0
	for w := range sharedNear(f.near, other.Figure.near) {
		if rare := g.rareness(w.stem) * w.weight; rare > weight {
			best, weight = w.stem, rare
		}
	}
	if best == "" {
		return ""
	}
	o := other.text
	from, to := max(0, other.First-around), min(len(o.Words), other.Last+around)
	for i := firstFigure(o.Figures, from); i < len(o.Figures) && o.Figures[i].First < to; i++ {
		if f := &o.Figures[i]; f.Value == best {
			return f.Whole(o).In(o.Text)
		}
	}
	at := slices.IndexFunc(o.Words[from:to], func(w Word) bool { return w.Stem == best })
	if at < 0 {
		return ""
	}
	at += from
	n, _ := slices.BinarySearchFunc(o.Names, at, func(n Name, at int) int { return n.Last - at })
	if n < len(o.Names) && o.Names[n].First <= at {
		return o.Written(o.Names[n].First, o.Names[n].Last)
	}
	return o.Written(at, at)
}

// around is how many words before and behind a figure its subject is sought.
const around = 48

// firstFigure is the index of the first figure that ends at a word or behind
// it.
func firstFigure(figures []Figure, word int) int {
	i, _ := slices.BinarySearchFunc(figures, word, func(f Figure, word int) int { return f.Last - word })
	return i
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

// maxTerms is how many terms of a statement are held against those of another;
// no sentence has as many.
const maxTerms = 256

// shared yields what two sorted lists share.
func shared(a, b []string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		a, b := a[:min(len(a), maxTerms)], b[:min(len(b), maxTerms)]
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
