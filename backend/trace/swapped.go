package trace

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"
)

// Swapped are words of a statement that an edit put in the place of others:
// upstream says of those, at At, what the statement says now.
type Swapped struct {
	Exchanged
	Text *Text
	For  string // what stood there, as it was written
}

// Limits of what is taken for a swap.
const (
	maxEdited  = 64   // statements of a layer; where more were edited, it was rewritten
	maxSwapped = 128  // replacements of a layer that are weighed
	leastGain  = 0.02 // that upstream must say more of what stood there, see closeness
)

// Swapped compares the statements of a layer that changed since they were
// committed with those that they replaced, in the order of the layer. A name
// that upstream knows for what is said in its new place was put right.
func (g *Graph) Swapped(layer atlas.Layer, committed Layers) (out []Swapped) {
	added, removed := g.edited(layer, committed)
	if len(added) == 0 || len(removed) == 0 || len(added) > maxEdited {
		return nil
	}
	all := g.replacedIn(added, removed)
	all = all[:min(len(all), maxSwapped)]
	swaps := make([]swap, len(all))
	for i := range all {
		if crossed(all, i) >= 0 || all[i].entity {
			swaps[i] = g.weighSwap(&all[i])
		}
	}
	for i, s := range swaps {
		gain := s.gain()
		if other := crossed(all, i); other >= 0 {
			gain += swaps[other].gain()
		}
		if r := &all[i]; gain > leastGain && s.at != nil {
			out = append(out, Swapped{Exchanged{r.now, s.at}, r.text, r.old.Written(r.was.First, r.was.Last)})
		}
	}
	return out
}

// replacedIn pairs what was added with what was removed, and lists what stands
// in the place of something else.
func (g *Graph) replacedIn(added, removed []*Text) (out []replacement) {
	replaced := newReplaced(removed, (*Text).withoutNames)
	for i, t := range added {
		old := replaced.by(g, t)
		if old == nil && len(added) == len(removed) {
			old = removed[i]
		}
		if old != nil {
			out = append(out, g.replacements(t, old)...)
		}
	}
	return out
}

// withoutNames are the distinct stems of what is no name, sorted.
func (t *Text) withoutNames() []string {
	isName := make([]bool, len(t.Words))
	for _, n := range t.Names {
		for i := n.First; i <= n.Last; i++ {
			isName[i] = isEntity(t, n)
		}
	}
	stems := make([]string, 0, len(t.Words))
	for i := range t.Words {
		if isTerm(&t.Words[i]) && !isName[i] {
			stems = append(stems, t.Words[i].Stem)
		}
	}
	slices.Sort(stems)
	return slices.Compact(stems)
}

// crossed is the replacement the other way round; -1 for none.
func crossed(all []replacement, i int) int {
	return slices.IndexFunc(all, func(o replacement) bool { return o.with == all[i].instead && o.instead == all[i].with })
}

// swap is what upstream says of a replacement: how much of what is said there
// it says of what stands there, and of what stood there, and where it says most
// of that; nil where the two are the same. See closeness.
type swap struct {
	now, was float64
	at       *Text
}

func (s swap) gain() float64 { return s.was - s.now }

func (g *Graph) weighSwap(r *replacement) (s swap) {
	now, was := r.text.Words[r.now.First:r.now.Last+1], r.old.Words[r.was.First:r.was.Last+1]
	limit := g.index.upstream(r.text.Layer)
	if r.text.Denied[r.now.First] || g.isFramework(now) || g.isFramework(was) {
		return swap{}
	}
	said := g.sayingOf(r, limit)
	if !r.entity {
		return g.weighPhrases(now, was, said)
	}
	if !g.known(now, limit) {
		return swap{}
	}
	s.now, _ = g.closeness(now, said)
	s.was, s.at = g.closeness(was, said)
	if s.gain() > 0 && g.isSame(now, was, limit) {
		return swap{}
	}
	return s
}

// weighPhrases is weighSwap for what is no name: word by word.
func (g *Graph) weighPhrases(now, was []Word, said saying) (s swap) {
	said.place = ""
	for i := range now {
		is, _ := g.closeness(now[i:i+1], said)
		s.now += is / float64(len(now))
	}
	for i := range was {
		is, at := g.closeness(was[i:i+1], said)
		s.was += is / float64(len(was))
		if s.at == nil {
			s.at = at
		}
	}
	return s
}

// isSame says whether two names denote the same, or one is part of the other.
func (g *Graph) isSame(a, b []Word, limit int) bool {
	for _, x := range append(g.otherForms(a), a) {
		for _, y := range append(g.otherForms(b), b) {
			if joined(x) == joined(y) || hasWords(x, y) || hasWords(y, x) {
				return true
			}
		}
	}
	return g.areApposed(a, b, limit) || g.areApposed(b, a, limit)
}

func hasWords(words, part []Word) bool {
	part = withoutArticles(part)
	for i := range words {
		if _, ok := standsAt(words, i, part); ok {
			return true
		}
	}
	return false
}

// areApposed says whether b stands in parentheses behind a upstream.
func (g *Graph) areApposed(a, b []Word, limit int) bool {
	b = withoutArticles(b)
	for _, number := range g.speaking(a, limit) {
		t := g.index.texts[number]
		for _, n := range spots(t, a) {
			next := n.Last + 1
			if _, ok := standsAt(t.Words, next, b); ok && t.Text[t.Words[next].Span.Start-1] == '(' {
				return true
			}
		}
	}
	return false
}

// sayingOf is what a statement says of a run of words, but for those words and
// the ones that stood there. Where the two stand in one row, that is only the
// noun that follows.
func (g *Graph) sayingOf(r *replacement, limit int) saying {
	t := r.text
	said, only := saying{place: placeOf(t, r.now), limit: limit}, Name{0, len(t.Words) - 1}
	if inRow(t, r) {
		said.place, only = "", ownNoun(t, r.now)
	}
	var sharing []Name
	if i := slices.Index(t.Names, t.whole(r.now)); i >= 0 {
		sharing = company(t, i)
	}
	own := r.ownStems()
	stems, nth := g.index.rowOf(t).stems, map[int32]int{}
	for word, closeness := range bound(t, r.now, sharing) {
		w, symbol := &t.Words[word], g.symbolAt(t, stems, word)
		if symbol == none || word < only.First || word > only.Last || w.Voice || t.Denied[word] || !g.index.hasFeature(symbol, limit) || g.isJurisdictionWord(w) || slices.Contains(own, w.Stem) {
			continue
		}
		weight := closeness * g.evidence.weights[symbol] / g.evidence.rarity(1)
		if general[w.Stem] {
			weight *= generalWeight
		}
		i, known := nth[symbol]
		if !known {
			i, said.words = len(said.words), append(said.words, saidWord{symbol, 0})
			nth[symbol] = i
		}
		said.words[i].weight = max(said.words[i].weight, weight)
	}
	return said
}

// whole is the name that a run is part of ("Alba and Brod"), if it is of any.
func (t *Text) whole(run Name) Name {
	if n, ok := t.nameAt(run.First); ok && run.Last <= n.Last {
		return n
	}
	return run
}

// ownStems are the stems of the two runs, and of what came and went with them
// in one name.
func (r *replacement) ownStems() []string {
	now, was := r.text.whole(r.now), r.old.whole(r.was)
	came, went := stemsOf(r.text.Words, now.First, now.Last+1), stemsOf(r.old.Words, was.First, was.Last+1)
	own := slices.Concat(stemsOf(r.text.Words, r.now.First, r.now.Last+1), stemsOf(r.old.Words, r.was.First, r.was.Last+1))
	for _, s := range slices.Concat(came, went) {
		if !slices.Contains(came, s) || !slices.Contains(went, s) {
			own = append(own, s)
		}
	}
	return own
}

// inRow says whether what stood in the place of a run stands in one row with
// it: nothing but items and commas is between the two.
func inRow(t *Text, r *replacement) bool {
	for _, other := range spots(t, r.old.Words[r.was.First:r.was.Last+1]) {
		a, b := r.now, other
		if b.First < a.First {
			a, b = b, a
		}
		if a.Last < b.First && isRow(t, a.Last+1, b.First) {
			return true
		}
	}
	return false
}

// isRow says whether words[from:to], between two items, go on with the row.
func isRow(t *Text, from, to int) bool {
	joins := false
	for i := from; i <= to; i++ {
		w := &t.Words[i]
		if w.Gap > Comma {
			return false
		}
		joins = joins || w.Gap == Comma
		if i == to {
			break
		}
		if n, ok := t.nameAt(i); ok && n.First < i {
			continue
		}
		joins = joins || conjunctions[w.Key]
		if leadsTo[w.Key] || w.Voice || auxiliaries[w.Key] || relatives[w.Key] || w.Form == Lower && w.Kind == lexicon.Verb {
			return false
		}
	}
	return joins
}
