package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
)

// figureIndex answers which figures of a package have a value, count a thing
// or stand by a word, and which lists have a length. Every list is in the
// order of the layers.
type figureIndex struct {
	byValue map[string][]*place // a date also by every less exact date
	byThing map[string][]*place
	byNear  map[string][]*place // dates, shares and measures alone: what they are of is often not said beside them
	byUnit  map[string][]*place // measures that do not say of what
	lists   map[int][]*place
	dates   map[int32][]*place // per text, the first few

	places []place // of all figures, text by text
	first  []int32 // per text: its first place
	near   []int32 // of all places, the symbols of what stands by them
}

// place is a figure with its statement; the figure of a list is empty.
type place struct {
	*Figure
	text     *Text
	number   int32   // of the text
	nearbies []int32 // the symbols of what stands by the figure
}

// maxPlaces bounds how many places one figure is held against, so that the
// time for a package grows with its size and not with its square.
const maxPlaces = 128

func newFigureIndex(index *index) *figureIndex {
	figures, near := 0, 0
	for _, t := range index.texts {
		figures += len(t.Figures)
		for i := range t.Figures {
			near += len(t.Figures[i].near)
		}
	}
	x := &figureIndex{
		byValue: make(map[string][]*place, figures), byThing: make(map[string][]*place, figures), byNear: make(map[string][]*place, figures),
		byUnit: map[string][]*place{}, lists: map[int][]*place{}, dates: map[int32][]*place{},
		places: make([]place, 0, figures), first: make([]int32, len(index.texts)+1), near: make([]int32, 0, near),
	}
	for n, t := range index.texts {
		x.first[n] = int32(len(x.places))
		if !carriesClaims(t) {
			continue
		}
		for i := range t.Figures {
			x.places = append(x.places, place{&t.Figures[i], t, int32(n), x.symbolsOf(t.Figures[i].near, index.symbols)})
			x.add(&x.places[len(x.places)-1])
		}
		for _, n := range t.lists {
			x.lists[n] = append(x.lists[n], &place{Figure: &Figure{}, text: t})
		}
	}
	x.first[len(index.texts)] = int32(len(x.places))
	x.addBullets(index.texts)
	return x
}

func (x *figureIndex) symbolsOf(near []weighed, symbols *numbering) []int32 {
	from := len(x.near)
	for _, w := range near {
		x.near = append(x.near, symbols.add(w.stem))
	}
	return x.near[from:]
}

// of lists the places of text number n.
func (x *figureIndex) of(n int32) []place { return x.places[x.first[n]:x.first[n+1]] }

func (x *figureIndex) add(p *place) {
	if p.IsDate() {
		for _, value := range lessExact(p.Figure) {
			x.byValue[value] = append(x.byValue[value], p)
		}
		if dates := x.dates[p.number]; len(dates) < maxDates {
			x.dates[p.number] = append(dates, p)
		}
	} else {
		x.byValue[p.Value] = append(x.byValue[p.Value], p)
	}
	for _, stem := range p.Of {
		x.byThing[stem] = append(x.byThing[stem], p)
	}
	if p.Unit != "" {
		x.byUnit[p.Unit] = append(x.byUnit[p.Unit], p)
	}
	if hasLooseThing(p.Figure) {
		for _, w := range p.near {
			x.byNear[w.stem] = append(x.byNear[w.stem], p)
		}
	}
}

// hasLooseThing says whether what a figure is of is found by its surroundings.
func hasLooseThing(f *Figure) bool { return f.IsDate() || f.Kind == Percent || f.Unit != "" }

// lessExact lists the values of the dates that a date carries.
func lessExact(f *Figure) []string {
	v := f.Value
	out := []string{v}
	switch {
	case f.Kind == Range:
		return append(out, v[:4], v[len(v)-4:])
	case f.Kind == Year && len(v) == 4:
		return append(out, v[:3])
	case f.Kind == Year || v[0] == '-':
		return out
	}
	out = append(out, v[:4], v[:3])
	if v[5] == 'Q' || v[5] == 'H' {
		return out
	}
	month := atoi(v[5:7])
	out = append(out, v[:5]+"Q"+string(rune('1'+(month-1)/3)), v[:5]+"H"+string(rune('1'+(month-1)/6)))
	if len(v) > len("2024-05") {
		out = append(out, v[:7], v[4:])
	}
	return out
}

// addBullets counts the bullets under one lead-in as a list of the lead-in.
func (x *figureIndex) addBullets(texts []*Text) {
	var head *Text
	n := 0
	end := func() {
		if head != nil && n > 1 {
			x.lists[n] = append(x.lists[n], &place{Figure: &Figure{}, text: head})
		}
		head, n = nil, 0
	}
	for i, t := range texts {
		switch {
		case t.LeadIn == "" || !carriesClaims(t):
			end()
		case head != nil && head.Statement.Text == t.LeadIn && head.Section == t.Section && head.Layer == t.Layer:
			n++
		default:
			end()
			if i > 0 && texts[i-1].Statement.Text == t.LeadIn {
				head, n = texts[i-1], 1
			}
		}
	}
	end()
	for _, places := range x.lists {
		slices.SortStableFunc(places, func(a, b *place) int { return int(a.text.Layer) - int(b.text.Layer) })
	}
}

// above cuts places, which are in the order of the layers, before a layer.
func above(places []*place, layer atlas.Layer) []*place {
	end, _ := slices.BinarySearchFunc(places, layer, func(p *place, l atlas.Layer) int { return int(p.text.Layer) - int(l) })
	return places[:min(end, maxPlaces)]
}
