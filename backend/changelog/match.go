package changelog

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// pair is a statement before and after; one of them is nil where it has no
// partner.
type pair struct {
	before, after  *trace.Text
	same           bool // both read the same
	moved          bool // to another section
	repeated       bool // without partner, and the layer has the same statement once more
	section, place int  // for the order of the layer
}

// headings are a section's before and after it was renamed; folded while they
// are compared.
type headings struct{ was, is string }

// matching finds out which statements of two versions of a layer are the
// same, from the surest evidence to the weakest.
type matching struct {
	was, is       *pack.File
	before, after []keyed
	partner       []int // of each after: its index in before, -1 without one
	taken         []bool
	renamed       []headings
	sections      map[string]string // folded heading → the one it has now, where renamed
}

// keyed is a statement with what it is matched by.
type keyed struct {
	*trace.Text
	index   int    // in its layer
	heading string // folded
	folded  string
}

// match pairs the statements that takes says are to be paired.
func match(was, is Reading, takes func(Reading, *trace.Text) bool) *matching {
	m := &matching{was: was.File, is: is.File, before: was.keyed(takes), after: is.keyed(takes), sections: map[string]string{}}
	m.taken = make([]bool, len(m.before))
	m.partner = slices.Repeat([]int{-1}, len(m.after))
	m.rename()
	m.byKey(func(t *keyed) string { return t.ID.String() })
	m.byKey(func(t *keyed) string { return m.heading(t) + "\x00" + t.folded })
	m.byKey(func(t *keyed) string { return t.folded })
	m.byKey(m.fieldKey)
	m.bySimilarity(alikeWithin, func(b, a *keyed) bool { return m.heading(b) == a.heading })
	m.bySimilarity(alikeAcross, func(_, _ *keyed) bool { return true })
	return m
}

// keyed lists the statements that takes picks.
func (r Reading) keyed(takes func(Reading, *trace.Text) bool) []keyed {
	var out []keyed
	for i := range r.Texts {
		if t := &r.Texts[i]; takes(r, t) {
			out = append(out, keyed{t, i, statement.Fold(r.File.Sections[t.Section].Text), statement.Fold(t.Text)})
		}
	}
	return out
}

// recorded picks what a change log records changes of: the statements and the
// entries of source lists, without those of its own entries.
func recorded() func(Reading, *trace.Text) bool {
	entries := map[*pack.File]map[int]bool{}
	return func(r Reading, t *trace.Text) bool {
		if t.Kind != statement.Claim && t.Kind != statement.Source {
			return false
		}
		if entries[r.File] == nil {
			entries[r.File] = entrySections(r.File)
		}
		return !entries[r.File][t.Section]
	}
}

// fieldKey is the name of a field in its section, empty for anything else.
func (m *matching) fieldKey(t *keyed) string {
	if t.Kind != statement.Field {
		return ""
	}
	name, _, _ := strings.Cut(t.folded, ":")
	return m.heading(t) + "\x00" + name
}

// heading is the section of a statement, by its present name.
func (m *matching) heading(t *keyed) string {
	if now, ok := m.sections[t.heading]; ok {
		return now
	}
	return t.heading
}

// rename finds sections that have another heading and at least half of their
// statements, those that kept most first.
func (m *matching) rename() {
	gone, fresh := without(m.was, m.is), without(m.is, m.was)
	had, has := sizes(m.before), sizes(m.after)
	shared := m.shared()
	found := slices.SortedFunc(maps.Keys(shared), func(a, b headings) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a.was, b.was), cmp.Compare(a.is, b.is))
	})
	before := map[string]string{}
	for _, h := range found {
		_, wasTaken := m.sections[h.was]
		_, isTaken := before[h.is]
		if gone[h.was] && fresh[h.is] && !wasTaken && !isTaken && 2*shared[h] >= min(had[h.was], has[h.is]) {
			m.sections[h.was], before[h.is] = h.is, h.was
		}
	}
	written := map[string]string{}
	for _, was := range m.was.Headings() {
		written[statement.Fold(was)] = was
	}
	for _, is := range m.is.Headings() {
		if was, ok := before[statement.Fold(is)]; ok {
			m.renamed = append(m.renamed, headings{written[was], is})
			delete(before, statement.Fold(is))
		}
	}
}

// without lists the folded headings of f that other has not.
func without(f, other *pack.File) map[string]bool {
	out := map[string]bool{}
	for _, h := range f.Headings() {
		out[statement.Fold(h)] = true
	}
	for _, h := range other.Headings() {
		delete(out, statement.Fold(h))
	}
	return out
}

func sizes(texts []keyed) map[string]int {
	out := map[string]int{}
	for i := range texts {
		out[texts[i].heading]++
	}
	return out
}

// shared counts, for sections before and after, the statements that they have
// in common. A statement that stood in several sections tells nothing.
func (m *matching) shared() map[headings]int {
	stood := map[string]string{}
	for i := range m.before {
		b := &m.before[i]
		if other, ok := stood[b.folded]; ok && other != b.heading {
			stood[b.folded] = several
			continue
		}
		stood[b.folded] = b.heading
	}
	out := map[headings]int{}
	for i := range m.after {
		a := &m.after[i]
		if was, ok := stood[a.folded]; ok && was != a.heading {
			out[headings{was, a.heading}]++
		}
	}
	return out
}

// several is no heading: those are folded.
const several = "\n"

// byKey pairs what has the same kind and key, in order. Without a key nothing
// is paired.
func (m *matching) byKey(key func(*keyed) string) {
	type kindAndKey struct {
		statement.Kind
		key string
	}
	free := map[kindAndKey][]int{}
	for i := range m.before {
		if !m.taken[i] {
			k := kindAndKey{m.before[i].Kind, key(&m.before[i])}
			if k.key != "" {
				free[k] = append(free[k], i)
			}
		}
	}
	for j := range m.after {
		if m.partner[j] >= 0 {
			continue
		}
		k := kindAndKey{m.after[j].Kind, key(&m.after[j])}
		if list := free[k]; len(list) > 0 {
			m.join(list[0], j)
			free[k] = list[1:]
		}
	}
}

func (m *matching) join(before, after int) { m.partner[after], m.taken[before] = before, true }

// reordered says whether the statements that stayed in their sections stand
// in another order.
func (m *matching) reordered() bool {
	last := map[string]int{}
	for j, i := range m.partner {
		if i < 0 || m.moved(i, j) {
			continue
		}
		if i < last[m.after[j].heading] {
			return true
		}
		last[m.after[j].heading] = i
	}
	return false
}

func (m *matching) moved(before, after int) bool {
	return m.heading(&m.before[before]) != m.after[after].heading
}

// pairs lists all statements by section; within one, those that are there now
// come first, in order, and then those that are gone. Sections that are gone
// come last.
func (m *matching) pairs() []pair {
	had, has := folds(m.before), folds(m.after)
	var out []pair
	for j := range m.after {
		a := &m.after[j]
		p := pair{after: a.Text, section: a.Section, place: j}
		if i := m.partner[j]; i >= 0 {
			p.before, p.moved = m.before[i].Text, m.moved(i, j)
			p.same = m.before[i].folded == a.folded
		} else {
			p.repeated = had[a.folded]
		}
		out = append(out, p)
	}
	sections := map[string]int{}
	for i, h := range slices.Backward(m.is.Headings()) {
		sections[statement.Fold(h)] = i
	}
	for i := range m.before {
		b := &m.before[i]
		if m.taken[i] {
			continue
		}
		section, ok := sections[m.heading(b)]
		if !ok {
			section = len(m.is.Sections) + b.Section
		}
		out = append(out, pair{before: b.Text, repeated: has[b.folded], section: section, place: len(m.after) + i})
	}
	slices.SortStableFunc(out, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.section, b.section), cmp.Compare(a.place, b.place))
	})
	return out
}

func folds(texts []keyed) map[string]bool {
	out := map[string]bool{}
	for _, t := range texts {
		out[t.folded] = true
	}
	return out
}
