package trace

// replaced are the statements that an edit took away, by those of their stems
// that count.
type replaced struct {
	texts  []*Text
	stems  func(*Text) []string // sorted
	having map[string][]int
}

func newReplaced(texts []*Text, stems func(*Text) []string) replaced {
	r := replaced{texts, stems, map[string][]int{}}
	for i, t := range texts {
		for _, s := range stems(t) {
			r.having[s] = append(r.having[s], i)
		}
	}
	return r
}

// by is the statement that t stands in the place of; nil where none is like
// it.
func (r replaced) by(g *Graph, t *Text) *Text {
	score := map[int]float64{}
	best, stems := -1, r.stems(t)
	for _, s := range stems {
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
	if score[best] < sameMatter*min(g.weightOf(stems), g.weightOf(r.stems(old))) {
		return nil
	}
	return old
}

// stems are all terms of a statement.
func (t *Text) stems() []string { return t.terms }

func first32(places []int) []int { return places[:min(len(places), maxPlaces)] }
