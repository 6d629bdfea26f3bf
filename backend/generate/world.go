package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// world is what a package is about: the facts of every domain and what is
// missing there.
type world struct {
	random       *rand.Rand
	jurisdiction string
	neighbors    [2]string
	cities       [6]string
	sections     []section
	used         map[string]bool // names that are taken
}

// section is a domain with its facts.
type section struct {
	domain
	facts   []fact
	sources []string // titles
	missing string
}

// fact is what an institution published, with the values of its placeholders.
type fact struct {
	kind
	fill *strings.Replacer
}

// factsEach is how many facts a domain has; eleven make a package of 75 KB.
const factsEach = 11

func newWorld(seed uint64) *world {
	w := &world{random: rand.New(rand.NewPCG(seed, 1)), used: map[string]bool{}}
	w.jurisdiction = w.coin(2) + seedSyllables(seed) + pick(w.random, landEndings)
	for i := range w.neighbors {
		w.neighbors[i] = w.coin(2) + pick(w.random, landEndings)
	}
	for i := range w.cities {
		w.cities[i] = w.coin(1) + pick(w.random, cityEndings)
	}
	for _, d := range domains {
		w.sections = append(w.sections, w.section(d))
	}
	return w
}

// seedSyllables writes a seed as a part of a name, so that names differ.
func seedSyllables(seed uint64) string {
	var out strings.Builder
	for n := uint64(len(syllables)); seed > 0; seed /= n {
		out.WriteString(strings.ToLower(syllables[seed%n]))
	}
	return out.String()
}

// coin makes a name of syllables that is not taken.
func (w *world) coin(length int) string {
	for {
		var name strings.Builder
		for range length {
			name.WriteString(strings.ToLower(pick(w.random, syllables)))
		}
		s := strings.ToUpper(name.String()[:1]) + name.String()[1:]
		if !w.used[s] {
			w.used[s] = true
			return s
		}
		length = min(length+1, 4)
	}
}

// institution is a body with its acronym.
type institution struct{ name, acronym string }

func (w *world) institution(d domain) institution {
	for {
		words := []string{pick(w.random, ranks), pick(w.random, d.subjects), pick(w.random, bodies)}
		acronym := words[0][:1] + words[1][:1] + words[2][:1] + w.jurisdiction[:1] + strings.ToUpper(pick(w.random, syllables)[1:2])
		name := strings.Join(words, " ")
		if !w.used[acronym] && !w.used[name] {
			w.used[acronym], w.used[name] = true, true
			return institution{name, acronym}
		}
	}
}

func (w *world) section(d domain) section {
	s := section{domain: d, missing: pick(w.random, d.missing)}
	bodies := [3]institution{w.institution(d), w.institution(d), w.institution(d)}
	for i := range factsEach {
		body := bodies[i%len(bodies)]
		k := kinds[i%len(kinds)]
		product := w.coin(2) + pick(w.random, productEndings)
		source := body.name
		if i >= len(bodies) {
			body.name = body.acronym
		} else {
			body.name += " (" + body.acronym + ")"
		}
		s.facts = append(s.facts, fact{k, w.fill(s, body, product)})
		s.sources = append(s.sources, source+", "+product+" page")
	}
	return s
}

// fill draws the values of a fact's placeholders. Each value is drawn once, so
// that every layer says the same.
func (w *world) fill(s section, body institution, product string) *strings.Replacer {
	r := w.random
	count := 3 + r.IntN(900)
	day, month, year := 1+r.IntN(28), pick(r, months), 1998+r.IntN(26)
	first := r.IntN(len(w.cities))
	return strings.NewReplacer(
		"{body}", body.name, "{states}", pick(r, statements), "{acronym}", body.acronym, "{product}", product,
		"{units}", pick(r, s.units), "{service}", pick(r, s.services), "{topic}", s.topic,
		"{n}", fmt.Sprint(count), "{percent}", fmt.Sprint(11+r.IntN(85)), "{thousands}", fmt.Sprintf("%d,%03d", 1+r.IntN(90), r.IntN(1000)),
		"{date}", fmt.Sprintf("%d %s %d", day, month, year), "{date-us}", fmt.Sprintf("%s %d, %d", month, day, year),
		"{year}", fmt.Sprint(year), "{law}", fmt.Sprintf("%d/%d", 2+r.IntN(200), year), "{hours}", fmt.Sprint(6+6*r.IntN(12)),
		"{city}", w.cities[first], "{city2}", w.cities[(first+1+r.IntN(len(w.cities)-1))%len(w.cities)],
		"{neighbor}", pick(r, w.neighbors[:]), "{place}", w.jurisdiction,
	)
}
