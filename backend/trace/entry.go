package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
)

// Unsupported is a name that evidence.md does not have.
type Unsupported struct {
	Name
	// Entry is the statement of a derived layer above that has the name; nil
	// where none has it.
	Entry *Text
}

// UnsupportedNames returns the names that t asserts and evidence.md does not
// have. A name that metadata.md declares in a field has entered where it may.
func (g *Graph) UnsupportedNames(t *Text) []Unsupported {
	suspects := g.untraced(t, g.index.upstream(atlas.Signals))
	if len(suspects) == 0 {
		return nil
	}
	var out []Unsupported
	missing := g.UntracedNames(t)
	for _, n := range missing {
		out = append(out, Unsupported{n, nil})
	}
	for _, n := range suspects {
		if slices.ContainsFunc(missing, func(m Name) bool { return m.First <= n.Last && n.First <= m.Last }) {
			continue
		}
		if entry := g.entry(t, n); entry != nil && entry.IsClaim() && len(g.UntracedNames(entry)) > 0 {
			out = append(out, Unsupported{n, entry})
		}
	}
	slices.SortStableFunc(out, func(a, b Unsupported) int { return a.First - b.First })
	return out
}

// entry is the first text with a name that some layer above t has: all before
// it do not resolve the name, and with it they do.
func (g *Graph) entry(t *Text, n Name) *Text {
	limit := g.index.upstream(t.Layer)
	words := t.Words[n.First : n.Last+1]
	low, high := g.index.upstream(atlas.Signals), limit
	for low < high {
		if middle := low + (high-low)/2; g.resolves(words, middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	if low == 0 || low > limit || !g.resolves(words, low) {
		return nil
	}
	return g.index.texts[low-1]
}

// FigureEntry is the statement of a derived layer above t that has a figure of
// t which evidence.md has not; nil where evidence.md has it or no layer has.
func (g *Graph) FigureEntry(t *Text, f Figure) *Text {
	var first *Text
	for _, at := range g.figures.above(&g.figures.byValue, g.index.symbols.of(f.Value), t.Layer) {
		if o := &g.figures.places[at]; o.Kind == f.Kind {
			first = o.text
			break
		}
	}
	if first == nil || first.Layer == atlas.Evidence || first.Kind == statement.Field {
		return nil
	}
	if g.Figure(t, f).Verdict != Traced || g.figure(t, f, atlas.Signals).Verdict == Traced {
		return nil
	}
	return first
}
