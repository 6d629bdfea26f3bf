package trace

// replaced are the statements that an edit took away, by their stems.
type replaced struct {
	texts  []*Text
	having map[string][]int
}

func newReplaced(texts []*Text) replaced {
	r := replaced{texts, map[string][]int{}}
	for i, t := range texts {
		for _, s := range t.terms {
			r.having[s] = append(r.having[s], i)
		}
	}
	return r
}

// by is the statement that t stands in the place of; nil where none is like
// it.
func (r replaced) by(g *Graph, t *Text) *Text {
	score := map[int]float64{}
	best := -1
	for _, s := range t.terms {
		weight := g.evidence.weight(s)
		for _, n := range first32(r.having[s]) {
			score[n] += weight
			if best < 0 || score[n] > score[best] || score[n] == score[best] && n < best {
				best = n
			}
		}
	}
	if best < 0 {
		return nil
	}
	old := r.texts[best]
	if score[best] < sameMatter*min(g.weightOf(t.terms), g.weightOf(old.terms)) {
		return nil
	}
	return old
}

func first32(places []int) []int { return places[:min(len(places), maxPlaces)] }
