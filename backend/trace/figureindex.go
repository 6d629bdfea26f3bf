package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
)

// figureIndex answers which figures of a package have a value, count a thing,
// are dates, or are the length of a list. Every list is in the order of the
// layers.
type figureIndex struct {
	byValue map[string][]place
	byStem  map[string][]place
	dates   []place
	lists   map[int][]place
}

// place is a figure with its statement; the figure of a list is empty.
type place struct {
	Figure
	text *Text
}

// maxPlaces bounds how many places one figure is held against, so that the
// time for a package grows with its size and not with its square.
const maxPlaces = 256

func newFigureIndex(texts []*Text) *figureIndex {
	x := &figureIndex{byValue: map[string][]place{}, byStem: map[string][]place{}, lists: map[int][]place{}}
	for _, t := range texts {
		if !carriesClaims(t) {
			continue
		}
		for _, f := range t.Figures {
			if f.IsDate() {
				x.dates = append(x.dates, place{f, t})
				continue
			}
			x.byValue[f.Value] = append(x.byValue[f.Value], place{f, t})
			for _, stem := range f.Of {
				x.byStem[stem] = append(x.byStem[stem], place{f, t})
			}
		}
		for _, n := range t.lists {
			x.lists[n] = append(x.lists[n], place{text: t})
		}
	}
	return x
}

func (x *figureIndex) withValue(value string, layer atlas.Layer) []place {
	return above(x.byValue[value], layer)
}
func (x *figureIndex) counting(stem string, layer atlas.Layer) []place {
	return above(x.byStem[stem], layer)
}
func (x *figureIndex) datesAbove(layer atlas.Layer) []place     { return above(x.dates, layer) }
func (x *figureIndex) listsOf(n int, layer atlas.Layer) []place { return above(x.lists[n], layer) }

// above cuts places, which are in the order of the layers, before a layer.
func above(places []place, layer atlas.Layer) []place {
	end, _ := slices.BinarySearchFunc(places, layer, func(p place, l atlas.Layer) int { return int(p.text.Layer) - int(l) })
	return places[:min(end, maxPlaces)]
}
