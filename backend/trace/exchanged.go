package trace

import "atlasdesk/backend/atlas"

// Exchanged is a name of a statement that upstream knows for other things
// than this statement says of it.
type Exchanged struct {
	Name
	At *Text // the evidence that is like what is said here, and not of this name; nil where it is only suspected, see Crossed
}

// What makes two names look exchanged; measured on packages, where names were
// exchanged at random.
const (
	elsewhereShare = 0.45 // of what is said, that a section of the evidence without the name must carry
	aloneShare     = 0.6  // of that, a single statement there
	hereShare      = 0.25 // of what is said, that the statements and sections with the name may carry,
	hereMost       = 0.5  // or so much where
	mostShare      = 0.7  // another section carries that much
	ratio          = 2    // and so many times more
	minSaid        = 0.5  // what is said must weigh so many words that a single evidence statement has
	minSpecific    = 0.5  // of that, what is no verb and no general word
	maxShared      = 2    // names of a statement that may share all that it says
	maxSpread      = 4    // a name in more sections of the evidence belongs to no matter
	maxBroad       = 32   // a statement of the evidence with more terms is an overview
	hardly         = 0.6  // of what is said around a name, that upstream says in texts with the name, makes it suspect
	leastAround    = 0.1  // what is said around a name must weigh so much
	maxTogether    = 6    // names of a statement; where there are more, it brings together whatever there is
	maxListed      = 4    // a derived statement with more names brings together whatever there is
)

// Bounds of what is held against what, so that the time for a statement grows
// with its length.
const (
	maxSaid    = 256 // words before or behind a name that may be said of it
	maxCompany = 32  // names that may share what is said
	maxRow     = 64  // names of a statement that may be one list
)

// Exchanged returns the names of t of which t says what upstream says of
// something else: each name and its words are known, and nothing upstream
// brings them together. Those of which upstream says little of it are suspected.
func (g *Graph) Exchanged(t *Text) []Exchanged {
	var out []Exchanged
	var words []saidWord
	for i, n := range t.Names {
		if t.Denied[n.First] || !isEntity(t, n) || g.isFramework(t.Words[n.First:n.Last+1]) {
			continue
		}
		known, ok := g.contextOf(t, n)
		if !ok {
			continue
		}
		if words == nil {
			words = g.weighWords(t)
		}
		g.scratch.enter(g.index.texts, known)
		at, suspect := g.strayed(t, i), false
		if at == nil && g.atHome(t, n, words) < hardly {
			named := g.entities(t)
			at, suspect = g.elsewhere(t, i, known, named <= maxShared), named <= maxTogether
		}
		if at != nil || suspect {
			out = append(out, Exchanged{n, at})
		}
	}
	return out
}

// elsewhere returns the evidence that says of something else what t says of its
// name number i: by the noun of its own, by what is said of it and of those that
// share that, and by all that t says where it has hardly another name.
func (g *Graph) elsewhere(t *Text, i int, known context, alone bool) *Text {
	n, sharing := t.Names[i], company(t, i)
	at := g.saidElsewhere(t, g.featuresOf(t, n, ownNoun(t, n), t.Names[i:i+1]))
	for _, other := range sharing {
		if other != n {
			known = known.with(g.mentioned(t, other))
		}
	}
	g.scratch.enter(g.index.texts, known)
	if at == nil && len(known.sections) <= maxSpread {
		at = g.saidElsewhere(t, g.featuresOf(t, n, g.saidOf(t, i), sharing))
	}
	if at == nil && alone {
		at = g.saidElsewhere(t, g.featuresOf(t, n, Name{0, min(len(t.Words)-1, maxSaid)}, sharing))
	}
	return at
}

// weighWords weighs the words of t that are known upstream and part of no name;
// the stem of the others is none. The list is good until the next one.
func (g *Graph) weighWords(t *Text) []saidWord {
	limit := g.index.upstream(t.Layer)
	out := g.scratch.words[:0]
	for i, stem := range g.index.rowOf(t).stems {
		w, said := &t.Words[i], saidWord{stem: none}
		if stem != none && !w.Voice && !t.Denied[i] && g.index.hasFeature(stem, limit) && !g.isJurisdictionWord(w) {
			said = saidWord{stem, g.evidence.weights[stem]}
			if general[w.Stem] {
				said.weight *= generalWeight
			}
		}
		out = append(out, said)
	}
	for _, n := range t.Names {
		for i := n.First; i <= n.Last && isEntity(t, n); i++ {
			out[i].stem = none
		}
	}
	g.scratch.words = out
	return out
}

// atHome is the share of what t says around one of its names that stands upstream
// with the name, which the scratch has entered, in one text or another.
func (g *Graph) atHome(t *Text, n Name, words []saidWord) float64 {
	limit, seen := int32(g.index.upstream(t.Layer)), &g.scratch.stems
	seen.clear()
	all, here := 0.0, 0.0
	for word, closeness := range bound(t, n, nil) {
		w := &words[word]
		if w.stem == none || !seen.add(w.stem) {
			continue
		}
		all += closeness * w.weight
		if g.standsWith(w.stem, limit) {
			here += closeness * w.weight
		}
	}
	if all < leastAround*g.evidence.rarity(1) {
		return 1
	}
	return here / all
}

// standsWith says whether a text before limit has a word and the name that the
// scratch has entered.
func (g *Graph) standsWith(symbol, limit int32) bool {
	for _, at := range g.index.having.of(symbol) {
		if at >= limit {
			break
		}
		if g.scratch.texts.has(at) {
			return true
		}
	}
	return false
}

// saidElsewhere returns the evidence that carries what t says of a name, where
// it is not said anywhere upstream of the name that the scratch has entered.
func (g *Graph) saidElsewhere(t *Text, said said) *Text {
	if said.total < minSaid*g.evidence.rarity(1) || said.specific < minSpecific*g.evidence.rarity(1) {
		return nil
	}
	here := g.saidHere(t, said)
	if here > hereMost*said.total {
		return nil
	}
	top := g.gather(t, said)
	defer g.scratch.release(g.index.texts)
	if here > hereShare*said.total && (top < mostShare*said.total || top < ratio*here) {
		return nil
	}
	return g.mostSaid(elsewhereShare * said.total)
}

// saidHere weighs what upstream says where it speaks of the name.
func (g *Graph) saidHere(t *Text, said said) (here float64) {
	for _, f := range said.list {
		for _, at := range g.index.having.of(f.stem) {
			o := g.index.texts[at]
			if o.Layer >= t.Layer {
				break
			}
			if g.scratch.carries(at, o) {
				here += f.weight
				break
			}
		}
	}
	return here
}

// gather weighs, by text and by section, what the evidence says where it does
// not speak of the name, and returns what the best section carries.
func (g *Graph) gather(t *Text, said said) (top float64) {
	s := &g.scratch
	for _, f := range said.list {
		section := 0 // of the last text, which come in order
		for _, at := range g.index.having.of(f.stem) {
			o := g.index.texts[at]
			if o.Layer >= t.Layer || o.Layer > atlas.Evidence {
				break
			}
			if len(o.terms) > maxBroad || s.carries(at, o) {
				continue
			}
			if s.text[at] == 0 {
				s.touched = append(s.touched, at)
			}
			s.text[at] += f.weight
			if section != o.Section {
				section = o.Section
				s.section[section] += f.weight
				top = max(top, s.section[section])
			}
		}
	}
	return top
}

// mostSaid picks the text that carries most, the first among equals, of those
// that carry enough and stand in a section that does.
func (g *Graph) mostSaid(enough float64) *Text {
	s := &g.scratch
	best, most := int32(-1), 0.0
	for _, at := range s.touched {
		sum := s.text[at]
		if s.section[g.index.texts[at].Section] < enough || sum < aloneShare*enough {
			continue
		}
		if best < 0 || sum > most || sum == most && at < best {
			best, most = at, sum
		}
	}
	if best < 0 {
		return nil
	}
	return g.index.texts[best]
}

// strayed returns evidence on the other names of a list where name number i
// stands among names that a section of the evidence has together, and never
// with it, the name that the scratch has entered.
func (g *Graph) strayed(t *Text, i int) *Text {
	if len(t.Names) > maxRow {
		return nil
	}
	others := 0
	together := map[int][]int32{} // section → texts, one for each other name
	for j, o := range t.Names {
		if j == i || !isEntity(t, o) || g.isJurisdiction(t.Words[o.First:o.Last+1]) {
			continue
		}
		if !listed(t, min(i, j), max(i, j)) {
			return nil
		}
		c, ok := g.contextOf(t, o)
		if !ok || g.scratch.meets(c) {
			return nil
		}
		others++
		for _, m := range c.sections {
			together[m.section] = append(together[m.section], m.text)
		}
	}
	best := int32(-1)
	for _, at := range together {
		if len(at) == others && others >= 2 && (best < 0 || at[0] < best) {
			best = at[0]
		}
	}
	if best < 0 {
		return nil
	}
	return g.index.texts[best]
}
