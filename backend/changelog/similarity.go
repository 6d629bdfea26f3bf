package changelog

import (
	"cmp"
	"slices"

	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// Shares of the words of two statements from which on they are two versions
// of one: within a section, and across.
const (
	alikeWithin = 0.5
	alikeAcross = 0.75
)

type candidate struct {
	before, after int
	share         float64
	apart         int // how far from each other in order
}

// bySimilarity pairs the statements that are most alike first. Among equals
// those nearest in order win.
func (m *matching) bySimilarity(least float64, may func(before, after *keyed) bool) {
	found := m.candidates(least, may)
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.apart, b.apart),
			cmp.Compare(a.before, b.before), cmp.Compare(a.after, b.after))
	})
	for _, c := range found {
		if !m.taken[c.before] && m.partner[c.after] < 0 {
			m.join(c.before, c.after)
		}
	}
}

// maxComparisons bounds the time that a rewritten layer takes; beyond it,
// statements are only compared with those at about the same place.
const maxComparisons = 1 << 18

func (m *matching) candidates(least float64, may func(before, after *keyed) bool) []candidate {
	var gone, fresh []int
	for i := range m.before {
		if !m.taken[i] {
			gone = append(gone, i)
		}
	}
	for j := range m.after {
		if m.partner[j] < 0 {
			fresh = append(fresh, j)
		}
	}
	if len(gone) == 0 || len(fresh) == 0 {
		return nil
	}
	had, has := featuresOf(m.was, m.before, gone), featuresOf(m.is, m.after, fresh)
	reach := maxComparisons / len(gone)
	var out []candidate
	for n, i := range gone {
		middle := n * len(fresh) / len(gone)
		from, to := max(0, middle-reach), min(len(fresh), middle+reach)
		for k := from; k < to; k++ {
			b, a := &m.before[i], &m.after[fresh[k]]
			if b.Kind != a.Kind || !may(b, a) {
				continue
			}
			if share := alike(had[n], has[k]); share >= least {
				out = append(out, candidate{i, fresh[k], share, max(middle-k, k-middle)})
			}
		}
	}
	return out
}

// alike is the share of two sorted lists that both have (Dice's coefficient).
func alike(a, b []string) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			shared, i, j = shared+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

// featuresOf lists the features of some statements of a file.
func featuresOf(f *pack.File, all []keyed, some []int) [][]string {
	var unread []statement.Statement
	for _, i := range some {
		if len(all[i].Words) == 0 {
			unread = append(unread, all[i].Statement)
		}
	}
	read := trace.Read(unread, f.Headings(), nil)
	out := make([][]string, len(some))
	for n, i := range some {
		t := all[i].Text
		if len(t.Words) == 0 {
			t, read = &read[0], read[1:]
		}
		out[n] = features(t)
	}
	return out
}

// features are the distinct stems and numbers, sorted, of the words of content; of a statement in words of voice alone,
// those.
func features(t *trace.Text) []string {
	var out, voice []string
	for _, w := range t.Words {
		switch {
		case w.Voice:
			voice = append(voice, w.Key)
		case w.Stem != "":
			out = append(out, w.Stem)
		case w.Form == trace.Number:
			out = append(out, w.Key)
		}
	}
	if len(out) == 0 {
		out = voice
	}
	slices.Sort(out)
	return slices.Compact(out)
}
