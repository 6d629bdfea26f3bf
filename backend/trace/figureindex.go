package trace

import (
	"iter"
	"slices"

	"atlasdesk/backend/atlas"
)

// figureIndex answers which figures of a package have a value, count a thing
// or stand by a word, and which lists have a length. Places are in the order of
// the layers.
type figureIndex struct {
	places []place
	first  []int32                    // per text: its first place
	before [atlas.ChangeLog + 1]int32 // per layer: how many places stand above it

	byValue postings // a date also by every less exact date
	byThing postings
	byNear  postings // dates, shares and measures alone: what they are of is often not said beside them
	byUnit  postings // measures that do not say of what

	lists map[int][]*Text // per length
}

// place is a figure with its statement, in symbols.
type place struct {
	*Figure
	text   *Text
	number int32 // of the text
	symbolized
}

// symbolized are the symbols of what a figure says.
type symbolized struct {
	value, unit int32   // unit is none where it has none
	values      []int32 // its own, and those of less exact dates
	things      []int32 // of Figure.Of
	nearbies    []int32 // of Figure.near
}

// maxPlaces bounds how many places one figure is held against, so that the
// time for a package grows with its size and not with its square.
const maxPlaces = 128

func newFigureIndex(index *index) *figureIndex {
	figures := 0
	for _, r := range index.rows {
		figures += len(r.figures)
	}
	x := &figureIndex{places: make([]place, 0, figures), first: make([]int32, 0, len(index.texts)+1), lists: map[int][]*Text{}}
	for n, l := range index.layers {
		x.before[n] = int32(len(x.places))
		x.addLayer(l)
	}
	x.first = append(x.first, int32(len(x.places)))
	symbols := index.symbols.len()
	x.byValue = newPostings(symbols, x.each(func(p *place) []int32 { return p.values }))
	x.byThing = newPostings(symbols, x.each(func(p *place) []int32 { return p.things }))
	x.byNear = newPostings(symbols, x.each((*place).loose))
	x.byUnit = newPlaces(symbols, x.units())
	x.addBullets(index.texts)
	return x
}

// addLayer adds the places and lists of the next layer.
func (x *figureIndex) addLayer(l *layerIndex) {
	for i, t := range l.texts {
		n := int32(len(x.first))
		x.first = append(x.first, int32(len(x.places)))
		if !carriesClaims(t) {
			continue
		}
		figures := l.rows[i].figures
		for k := range figures {
			x.places = append(x.places, place{&t.Figures[k], t, n, figures[k]})
		}
		for _, n := range t.lists {
			x.lists[n] = append(x.lists[n], t)
		}
	}
}

// each yields the symbols of every place that are asked for.
func (x *figureIndex) each(of func(*place) []int32) iter.Seq2[int, []int32] {
	return func(yield func(place int, symbols []int32) bool) {
		for n := range x.places {
			if !yield(n, of(&x.places[n])) {
				return
			}
		}
	}
}

// units are the symbols of the places' units.
func (x *figureIndex) units() []int32 {
	out := make([]int32, len(x.places))
	for n := range x.places {
		out[n] = x.places[n].unit
	}
	return out
}

// loose is what stands by a figure by which that is found.
func (p *place) loose() []int32 {
	if hasLooseThing(p.Figure) {
		return p.nearbies
	}
	return nil
}

// of lists the places of text number n.
func (x *figureIndex) of(n int32) []place { return x.places[x.first[n]:x.first[n+1]] }

// maxDates is how many dates of a supporting statement are considered.
const maxDates = 16

// datesOf offers the first dates of text number n.
func (x *figureIndex) datesOf(n int32, offer func(*place)) {
	offered := 0
	for places := x.of(n); len(places) > 0 && offered < maxDates; places = places[1:] {
		if p := &places[0]; p.IsDate() {
			offer(p)
			offered++
		}
	}
}

// above lists the places with a symbol that stand above a layer, as many as one
// figure is held against.
func (x *figureIndex) above(by *postings, symbol int32, layer atlas.Layer) []int32 {
	places := by.of(symbol)
	end, _ := slices.BinarySearch(places, x.before[layer])
	return places[:min(end, maxPlaces)]
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
			x.lists[n] = append(x.lists[n], head)
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
	for _, texts := range x.lists {
		slices.SortStableFunc(texts, func(a, b *Text) int { return int(a.Layer) - int(b.Layer) })
	}
}

// listsAbove lists the statements above a layer that have a list of so many
// items.
func (x *figureIndex) listsAbove(items int, layer atlas.Layer) []*Text {
	texts := x.lists[items]
	end, _ := slices.BinarySearchFunc(texts, layer, func(t *Text, l atlas.Layer) int { return int(t.Layer) - int(l) })
	return texts[:min(end, maxPlaces)]
}
