package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
)

// Lost is a constraint that a layer carried when it was committed last and
// does not any more.
type Lost struct {
	Old   *Text // the statement that carried it
	Limit Limit // of Old
	Up    *Text // the statement above that still has it; nil where none ever said it in so many words
	Near  *Text // the statement of the layer that stands in its place; nil where none does
}

// maxLost bounds what is said of a layer that has lost nearly all.
const maxLost = 64

// LostConstraints finds what layer carried in its committed version, does not
// carry now, and the layers above still have.
func (g *Graph) LostConstraints(layer atlas.Layer, committed Layers) []Lost {
	removed := missing(committed[layer], g.Layers[layer])
	if len(removed) == 0 {
		return nil
	}
	added := missing(g.Layers[layer], committed[layer])
	now, edited := g.Carrying(g.Layers[layer]), g.carrying(slices.DeleteFunc(slices.Clone(added), func(t *Text) bool { return len(t.limits) == 0 && !t.bounding }))
	var out []Lost
	for _, old := range removed {
		if len(out) == maxLost {
			break
		}
		for _, l := range old.Constraints() {
			if edited.carries(l, carriedByOne, true) || now.carries(l, carriedBefore, false) {
				continue
			}
			if up, stands := g.stillAbove(l, layer, committed); stands {
				out = append(out, Lost{old, l, up, g.inPlaceOf(old, added, layer, committed)})
				break
			}
		}
	}
	return out
}

// edited lists the claims of a layer that its committed version, where there is
// one, has not, and those that it has alone.
func (g *Graph) edited(layer atlas.Layer, committed Layers) (added, removed []*Text) {
	if len(committed[layer]) == 0 {
		return nil, nil
	}
	return missing(g.Layers[layer], committed[layer]), missing(committed[layer], g.Layers[layer])
}

// missing lists the claims of before that after has not.
func missing(before, after []Text) []*Text {
	for len(before) > 0 && len(after) > 0 && before[0].ID == after[0].ID {
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1].ID == after[len(after)-1].ID {
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	if len(before) == 0 {
		return nil
	}
	kept := make(map[statement.ID]bool, len(after))
	for i := range after {
		kept[after[i].ID] = true
	}
	var out []*Text
	for i := range before {
		if t := &before[i]; t.IsClaim() && !kept[t.ID] {
			out = append(out, t)
		}
	}
	return out
}

// inPlaceOf is the new statement most like old, or the last statement before it
// that still stands.
func (g *Graph) inPlaceOf(old *Text, added []*Text, layer atlas.Layer, committed Layers) (near *Text) {
	share := alike
	for _, t := range added {
		if s := g.shareOf(old.terms, t.terms); s > share {
			near, share = t, s
		}
	}
	if near != nil {
		return near
	}
	standing := map[statement.ID]*Text{}
	for i := range g.Layers[layer] {
		t := &g.Layers[layer][i]
		standing[t.ID] = t
	}
	for i := range committed[layer] {
		t := &committed[layer][i]
		if t.ID == old.ID {
			break
		}
		if now := standing[t.ID]; now != nil && t.Kind != statement.Source {
			near = now
		}
	}
	return near
}

// stillAbove says whether a constraint stands above layer, and where. One that
// the layers above had and have lost does not, nor does an absence of what they
// assert. One that the layer found by itself stands as long as they leave it.
func (g *Graph) stillAbove(l Limit, layer atlas.Layer, committed Layers) (*Text, bool) {
	limit := g.index.upstream(layer)
	best, share := (*Text)(nil), stillThere
	for _, t := range g.index.texts[:limit] {
		if t.IsClaim() && t.bounds() {
			if s := g.shareOf(l.thing, g.contraries.forms.both(t.terms)); s >= share && (best == nil || s > share) {
				best, share = t, s
			}
		}
	}
	if best != nil {
		return best, true
	}
	for _, up := range layer.Upstream() {
		for i := range committed[up] {
			if t := &committed[up][i]; t.IsClaim() && t.bounds() && g.shareOf(l.thing, t.terms) >= stillThere {
				return nil, false
			}
		}
	}
	return nil, l.Kind != Absent || !g.assertedWith(l.thing, l.context, sameSubject, limit)
}

const (
	stillThere = 0.4 // how much of a constraint a statement above must say
	alike      = 0.4 // how much of a statement the one in its place must say
)

// shareOf is how much of the stems a sorted list has, by weight.
func (g *Graph) shareOf(stems, list []string) float64 {
	total, shared := 0.0, 0.0
	for _, s := range stems {
		w := g.evidence.weight(s)
		total += w
		if _, has := slices.BinarySearch(list, s); has {
			shared += w
		}
	}
	if total == 0 {
		return 0
	}
	return shared / total
}
