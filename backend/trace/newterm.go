package trace

import "atlasdesk/backend/atlas"

// What unknown words must come to among those that an edit wrote: less than in
// a statement that was read before, where a word may sum up what stands above,
// and less still where it left what stood there and only added to it.
var (
	rewritten = measure{0.6, 0.25}
	extended  = measure{0.24, 0.25}
)

// NewTerms finds what an edit made a layer assert, in words that neither the
// layers above nor its committed version have, by the statements that were
// written since. Of one that was changed only the words that it had not before
// count.
func (g *Graph) NewTerms(layer atlas.Layer, committed Layers) map[*Text]Term {
	if len(committed[layer]) == 0 {
		return nil
	}
	added := missing(g.Layers[layer], committed[layer])
	if len(added) == 0 {
		return nil
	}
	out, before := map[*Text]Term{}, newReplaced(missing(committed[layer], g.Layers[layer]), (*Text).stems)
	for _, t := range added {
		if term, ok := g.newTerm(t, before.by(g, t), committed[layer]); ok {
			out[t] = term
		}
	}
	return out
}

// newTerm is the term that t has since it replaced old, which may be nil.
func (g *Graph) newTerm(t, old *Text, committed []Text) (Term, bool) {
	r, all, had := g.termReader(t), rewritten, []string(nil)
	if old != nil {
		had = old.terms
		if extends(t.Words, old.Words) {
			all = extended
		}
	}
	unknown := func(i int) float64 {
		if w := r.unsupported(i); w > 0 && !hasTerm(committed, t.Words[i].Stem) {
			return w
		}
		return 0
	}
	known := func(i int) bool { return r.isKnown(i) && !has(had, t.Words[i].Stem) }
	return r.term(all, unknown, known)
}

// extends says whether words are the old ones and others between them.
func extends(words, old []Word) bool {
	for i := range words {
		if len(old) > 0 && words[i].Key == old[0].Key {
			old = old[1:]
		}
	}
	return len(old) == 0
}

// hasTerm says whether one of the texts has a stem.
func hasTerm(texts []Text, stem string) bool {
	for i := range texts {
		if has(texts[i].terms, stem) {
			return true
		}
	}
	return false
}
