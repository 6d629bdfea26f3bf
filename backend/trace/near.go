package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/text"
)

// maxNear is how many names are suggested for one that is unknown.
const maxNear = 3

// Near returns up to three names upstream that may be meant by n, the
// likeliest first: for an acronym acronyms, for a name of several words those
// that differ in few of them.
func (g *Graph) Near(t *Text, n Name) []string {
	near := nearest{want: t.Words[n.First : n.Last+1], written: strings.ToLower(t.Written(n.First, n.Last))}
	seen := map[string]bool{}
	for _, up := range g.index.texts[:g.index.upstream(t.Layer)] {
		for _, name := range up.Names {
			for _, part := range splitAt(up.Words[name.First:name.Last+1], conjunctions) {
				near.consider(up, part, seen)
			}
		}
	}
	return near.names()
}

// nearest collects the names nearest to one.
type nearest struct {
	want    []Word
	written string
	found   []spelling
}

type spelling struct {
	name     string
	distance float64
}

// consider takes a name in, or the acronyms of it where one is wanted.
func (c *nearest) consider(up *Text, name []Word, seen map[string]bool) {
	if len(name) == 0 {
		return
	}
	if len(c.want) == 1 && isShort(c.want[0]) {
		for i := range name {
			if isShort(name[i]) {
				c.add(name[i].Span.In(up.Text), name[i:i+1], seen)
			}
		}
		return
	}
	if len(name) == 1 && isShort(name[0]) {
		return
	}
	c.add(up.Text[name[0].Span.Start:name[len(name)-1].Span.End], name, seen)
}

func (c *nearest) add(written string, words []Word, seen map[string]bool) {
	if seen[written] {
		return
	}
	seen[written] = true
	if d, ok := c.distance(written, words); ok {
		c.found = append(c.found, spelling{written, d})
	}
}

// distance is the share of letters that differ, or the share of words where
// that is smaller. It says whether the two are near at all.
func (c *nearest) distance(written string, words []Word) (d float64, ok bool) {
	longer := max(len(c.written), len(written))
	limit := 1 + longer/4
	letters := text.Distance(c.written, strings.ToLower(written), limit)
	d, ok = float64(letters)/float64(longer), letters < limit
	if len(c.want) > 1 && len(words) > 1 {
		if w := differing(c.want, words); w <= 0.5 && (!ok || w < d) {
			d, ok = w, true
		}
	}
	return d, ok
}

// differing is the share of words that only one of two names has.
func differing(a, b []Word) float64 {
	shared := 0
	for _, w := range a {
		if !joiners[w.Key] && slices.ContainsFunc(b, func(o Word) bool { return o.Key == w.Key }) {
			shared++
		}
	}
	return 1 - float64(shared)/float64(max(len(a), len(b)))
}

func (c *nearest) names() []string {
	slices.SortStableFunc(c.found, func(a, b spelling) int {
		switch {
		case a.distance < b.distance:
			return -1
		case a.distance > b.distance:
			return 1
		}
		return 0
	})
	out := make([]string, 0, maxNear)
	for _, f := range c.found[:min(len(c.found), maxNear)] {
		out = append(out, f.name)
	}
	return out
}
