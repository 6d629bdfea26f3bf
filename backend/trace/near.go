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
	if g.nameList == nil {
		g.nameList = newNameList(g.index.texts)
	}
	near := nearest{want: t.Words[n.First : n.Last+1], written: strings.ToLower(t.Written(n.First, n.Last))}
	known := g.nameList.names
	if len(near.want) == 1 && isShort(near.want[0]) {
		known = g.nameList.short
	}
	for i := range known {
		if known[i].text >= g.index.upstream(t.Layer) {
			break
		}
		near.consider(&known[i])
	}
	return near.names()
}

// nameList holds the names of a package as they are written, each once: its
// acronyms, and its names but for single acronyms.
type nameList struct{ short, names []listedName }

type listedName struct {
	written, lower string
	words          []Word
	text           int // the first that has it
}

func newNameList(texts []*Text) *nameList {
	out := &nameList{}
	short, names := map[string]bool{}, make(map[string]bool, len(texts))
	for n, t := range texts {
		add := func(to *[]listedName, seen map[string]bool, words []Word) {
			written := t.Text[words[0].Span.Start:words[len(words)-1].Span.End]
			if !seen[written] {
				seen[written] = true
				*to = append(*to, listedName{written, strings.ToLower(written), words, n})
			}
		}
		for _, name := range t.Names {
			for part := range partsOf(t.Words[name.First : name.Last+1]) {
				for i := range part {
					if isShort(part[i]) {
						add(&out.short, short, part[i:i+1])
					}
				}
				if len(part) > 1 || len(part) == 1 && !isShort(part[0]) {
					add(&out.names, names, part)
				}
			}
		}
	}
	return out
}

// nearest collects the names nearest to one.
type nearest struct {
	want    []Word
	written string
	found   []suggestion
}

type suggestion struct {
	name     string
	distance float64
}

func (c *nearest) consider(name *listedName) {
	if d, ok := c.distance(name); ok {
		c.found = append(c.found, suggestion{name.written, d})
	}
}

// distance is the share of letters that differ, or the share of words where
// that is smaller. It says whether the two are near at all.
func (c *nearest) distance(name *listedName) (d float64, ok bool) {
	longer := max(len(c.written), len(name.written))
	limit := 1 + longer/4
	letters := text.Distance(c.written, name.lower, limit)
	d, ok = float64(letters)/float64(longer), letters < limit
	if len(c.want) > 1 && len(name.words) > 1 {
		if w := differing(c.want, name.words); w <= 0.5 && (!ok || w < d) {
			d, ok = w, true
		}
	}
	return d, ok
}

// differing is the share of words that only one of two names has; small words
// do not count.
func differing(a, b []Word) float64 {
	shared, inA, inB := 0, 0, 0
	for _, w := range a {
		if joiners[w.Key] {
			continue
		}
		inA++
		if slices.ContainsFunc(b, func(o Word) bool { return o.Key == w.Key }) {
			shared++
		}
	}
	for _, w := range b {
		if !joiners[w.Key] {
			inB++
		}
	}
	return 1 - float64(shared)/float64(max(inA, inB))
}

func (c *nearest) names() []string {
	slices.SortStableFunc(c.found, func(a, b suggestion) int {
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
