package check

import (
	"iter"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// Memory is what one run found of each statement, so that the next run over the
// package looks again only where something that the answer depends on has
// changed. It is immutable once the run is over.
type Memory struct {
	graph     *trace.Graph
	name, own string // the jurisdiction's name, and by what it is recognized
	committed trace.Layers
	past      *trace.Past // of committed, nil where nobody asked

	unsupported           kept[[]trace.Unsupported]
	figures               kept[[]resolved]
	entries               kept[[]entry]
	terms                 kept[[]trace.Term]
	exchanged             kept[[]trace.Exchanged]
	flipped, contradicted kept[[]trace.Contrary]
	drawn                 kept[[]drawn]
	interpreted           kept[[]trace.Name]
	framing               kept[bool]

	crossed  [atlas.ChangeLog + 1]crossings
	carrying [atlas.ChangeLog + 1]*trace.Carrying
	parts    map[partOf]bool
	declared map[string][]declaredWord // the words of metadata.md, nil where nobody asked
}

// kept are the answers to one question for the texts of each layer; nil where
// nobody asked.
type kept[T any] [atlas.ChangeLog + 1][]T

// question is what is asked of each claim, and where the answers are kept.
type question[T any] struct {
	kept   func(*Memory) *kept[T]
	look   func(*pass, *trace.Text) T
	local  bool // the answer depends on the text and the jurisdiction's name alone
	fields bool // it is asked of declared fields, too
}

// ask yields the claims of some layers, each with the answer.
func (q question[T]) ask(p *pass, layers ...atlas.Layer) iter.Seq2[*trace.Text, T] {
	return func(yield func(*trace.Text, T) bool) {
		for _, l := range layers {
			now := &q.kept(p.now)[l]
			if *now == nil {
				*now = q.answers(p, l)
			}
			for i, answer := range *now {
				if t := &p.graph.Layers[l][i]; q.concerns(t) && !yield(t, answer) {
					return
				}
			}
		}
	}
}

func (q question[T]) concerns(t *trace.Text) bool {
	return t.IsClaim() || q.fields && t.Kind == statement.Field
}

func (q question[T]) answers(p *pass, layer atlas.Layer) []T {
	var before []T
	if p.before != nil && (q.local && p.own == p.before.own || !q.local && p.sameAbove(layer)) {
		before = q.kept(p.before)[layer]
	}
	if before == nil {
		return q.lookAgain(p, layer, nil, nil)
	}
	same, was := p.unchanged(layer)
	if same {
		return before
	}
	return q.lookAgain(p, layer, before, was)
}

// lookAgain answers for each text, for those that were there before as before.
func (q question[T]) lookAgain(p *pass, layer atlas.Layer, before []T, was []int) []T {
	texts := p.graph.Layers[layer]
	out := make([]T, len(texts))
	for i := range texts {
		switch {
		case was != nil && was[i] >= 0:
			out[i] = before[was[i]]
		case q.concerns(&texts[i]):
			out[i] = q.look(p, &texts[i])
		}
	}
	return out
}

// sameness is what of a layer is as it was in the run before.
type sameness struct {
	asked, above bool
	found, texts bool
	was          []int // per text: where it stood in the layer, -1 for a new one
}

// sameAbove says whether a layer can rest on the very same texts as before.
func (p *pass) sameAbove(layer atlas.Layer) bool {
	s := &p.same[layer]
	if !s.asked {
		s.asked, s.above = true, p.graph.SameAbove(p.before.graph, layer)
	}
	return s.above
}

// unchanged says whether a layer is the same as before, and if not, where each
// of its texts stood.
func (p *pass) unchanged(layer atlas.Layer) (same bool, was []int) {
	s := &p.same[layer]
	if !s.found {
		s.found = true
		s.texts, s.was = trace.Unchanged(p.graph.Layers[layer], p.before.graph.Layers[layer])
	}
	return s.texts, s.was
}
