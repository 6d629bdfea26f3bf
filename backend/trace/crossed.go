package trace

import "slices"

// Suspect is a name of a statement of which upstream says little of what the
// statement says.
type Suspect struct {
	Name
	Text *Text
}

// Crossed is a suspect that stands where another one belongs, which stands where
// this one belongs. At is where upstream says of the other what is said here.
type Crossed struct {
	Suspect
	Other Suspect
	At    *Text
}

// What makes two suspects cross; measured on packages, where names were
// exchanged at random.
const (
	leastCrossed = 0.1  // that upstream must say more with the two exchanged, see closeness
	staysCrossed = 0.4  // of that, that upstream may say with the two as they stand
	leastEach    = 0.05 // by which it may say less at one of the two places
	maxSuspects  = 128  // of a layer
	maxCrossed   = 128  // pairs of a layer that are weighed
)

// Crossed finds, among the suspects of a layer, pairs that have changed places,
// and lists both of each in the order of the first.
func (g *Graph) Crossed(suspects []Suspect) (out []Crossed) {
	suspects = suspects[:min(len(suspects), maxSuspects)]
	known := make([][]int32, len(suspects))
	for i, s := range suspects {
		texts := g.mentioned(s.Text, s.Name).texts
		known[i] = texts[:min(len(texts), maxSpots)]
	}
	weighed := 0
	for i := range suspects {
		for j := i + 1; j < len(suspects) && weighed < maxCrossed; j++ {
			if g.supports(suspects[i].Text, known[j]) && g.supports(suspects[j].Text, known[i]) {
				out = append(out, g.cross(suspects[i], suspects[j])...)
				weighed++
			}
		}
	}
	return out
}

// supports says whether t rests on one of the texts.
func (g *Graph) supports(t *Text, texts []int32) bool {
	return slices.ContainsFunc(g.Support(t), func(l Link) bool { return slices.Contains(texts, g.index.numberOf(l.To)) })
}

// cross weighs two names as they stand, and exchanged.
func (g *Graph) cross(a, b Suspect) []Crossed {
	atA := replacement{text: a.Text, old: b.Text, now: a.Name, was: b.Name, entity: true}
	atB := replacement{text: b.Text, old: a.Text, now: b.Name, was: a.Name, entity: true}
	if !g.fitsBetter(a, b) || !g.fitsBetter(b, a) || inRow(a.Text, &atA) || inRow(b.Text, &atB) {
		return nil
	}
	x := g.weighSwap(&atA)
	if x.at == nil || x.gain() < -leastEach {
		return nil
	}
	y := g.weighSwap(&atB)
	if y.at == nil || y.gain() < -leastEach || x.gain()+y.gain() < leastCrossed || x.now+y.now > staysCrossed*(x.was+y.was) {
		return nil
	}
	return []Crossed{{a, b, x.at}, {b, a, y.at}}
}

// fitsBetter says whether upstream has more of what is said around a with the name
// of b than with that of a, wherever in a text.
func (g *Graph) fitsBetter(a, b Suspect) bool {
	words := g.weighWords(a.Text)
	g.scratch.enter(g.index.texts, g.mentioned(a.Text, a.Name))
	is := g.atHome(a.Text, a.Name, words)
	g.scratch.enter(g.index.texts, g.mentioned(b.Text, b.Name))
	return g.atHome(a.Text, a.Name, words) > is
}
