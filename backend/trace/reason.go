package trace

import (
	"cmp"
	"slices"
	"strings"
)

// Reasons names what a derived statement shares with an evidence statement:
// names first as they are written, then figures, then single terms; within
// each the rarest first, six at most.
func (g *Graph) Reasons(t, evidence *Text) []string {
	e := g.evidence
	has := map[string]bool{}
	for _, f := range evidence.features {
		has[f] = true
	}
	var shared []reason
	inName := make([]bool, len(t.Words))
	for _, n := range t.Names {
		if w, ok := e.sharedName(t, n, has); ok {
			shared = append(shared, reason{0, w, t.Written(n.First, n.Last)})
			for i := n.First; i <= n.Last; i++ {
				inName[i] = true
			}
		}
	}
	for _, f := range t.Figures {
		if has[f.Value] {
			shared = append(shared, reason{1, e.weight(f.Value), t.Written(f.First, f.Last)})
		}
	}
	for i, w := range t.Words {
		if !inName[i] && w.Stem != "" && has[w.Stem] && !w.Voice {
			shared = append(shared, reason{2, e.weight(w.Stem), t.Written(i, i)})
		}
	}
	return written(shared)
}

type reason struct {
	class  int
	weight float64
	text   string
}

// sharedName says whether all words of a name stand in the evidence, and how
// rare the rarest is.
func (e *evidenceTable) sharedName(t *Text, n Name, has map[string]bool) (weight float64, ok bool) {
	for _, w := range t.Words[n.First : n.Last+1] {
		if w.Stem == "" {
			continue
		}
		if !has[w.Stem] {
			return 0, false
		}
		weight = max(weight, e.weight(w.Stem))
	}
	return weight, weight > 0
}

func written(shared []reason) []string {
	slices.SortStableFunc(shared, func(a, b reason) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(b.weight, a.weight))
	})
	out := make([]string, 0, maxReasons)
	for _, r := range shared {
		known := slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, r.text) })
		if len(out) < maxReasons && !known {
			out = append(out, r.text)
		}
	}
	return out
}
