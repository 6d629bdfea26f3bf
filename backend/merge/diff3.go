package merge

import (
	"slices"
	"strings"
)

// edit replaces the pieces [from, to) of the base by those [sideFrom, sideTo)
// of a side.
type edit struct{ from, to, sideFrom, sideTo int }

func (e edit) inserts() bool { return e.from == e.to }

// edits are the stretches between what is aligned.
func edits(a alignment, side int) []edit {
	var out []edit
	open := edit{}
	for i, j := range append(a, side) {
		if j == none {
			continue
		}
		open.to, open.sideTo = i, j
		if open.from < open.to || open.sideFrom < open.sideTo {
			out = append(out, open)
		}
		open = edit{from: i + 1, sideFrom: j + 1}
	}
	return out
}

// region is a stretch of the base that one side or both edited, and what each
// version has there. Edits of both sides that get in each other's way are in
// one region.
type region struct {
	from, to         int // in the base
	ours, theirs     []int32
	byOurs, byTheirs bool // who edited it
	conflict         bool
}

// side is one version as it is read along the base.
type side struct {
	ids   []int32
	edits []edit // that are not read yet
	shift int    // index in the side less that in the base, behind the edits read
}

// take reads the edits that overlap the stretch [from, to) or, in general,
// touch it, and returns to where it reaches with them.
func (s *side) take(from, to int, beside bool) (reach int, any bool) {
	for len(s.edits) > 0 {
		e := s.edits[0]
		touches := e.from == to && (!beside || e.inserts() || from == to)
		if e.from >= to && !touches {
			break
		}
		s.edits, s.shift = s.edits[1:], e.sideTo-e.to
		to, any = max(to, e.to), true
	}
	return to, any
}

// regions pairs the edits of both sides, in order. Edits that touch share a
// region unless beside says that they may stand beside each other; an
// insertion may not, for nothing says which comes first.
func regions(ours, theirs side, beside bool) []region {
	var out []region
	for len(ours.edits) > 0 || len(theirs.edits) > 0 {
		out = append(out, readRegion(&ours, &theirs, beside))
	}
	return out
}

func readRegion(ours, theirs *side, beside bool) region {
	r := region{from: first(ours.edits, theirs.edits)}
	r.to = r.from
	oursFrom, theirsFrom := r.from+ours.shift, r.from+theirs.shift
	for {
		var a, b bool
		r.to, a = ours.take(r.from, r.to, beside)
		r.to, b = theirs.take(r.from, r.to, beside)
		if !a && !b {
			break
		}
		r.byOurs, r.byTheirs = r.byOurs || a, r.byTheirs || b
	}
	r.ours = ours.ids[oursFrom : r.to+ours.shift]
	r.theirs = theirs.ids[theirsFrom : r.to+theirs.shift]
	r.conflict = r.byOurs && r.byTheirs && !slices.Equal(r.ours, r.theirs)
	return r
}

// first is where the next edit of either side starts.
func first(ours, theirs []edit) int {
	if len(ours) == 0 || len(theirs) > 0 && theirs[0].from < ours[0].from {
		return theirs[0].from
	}
	return ours[0].from
}

// agreed is what stands in a region without conflict.
func (r *region) agreed() []int32 {
	if r.byOurs {
		return r.ours
	}
	return r.theirs
}

// protect makes conflicts of the regions that drop a piece which both sides
// still have, as where each removed another one of two equal pieces. Gaps and
// blank lines need no protection.
func (m *merger) protect(base, ours, theirs []int32, found []region) {
	stands := map[int32]bool{}
	add := func(ids []int32) {
		for _, id := range ids {
			stands[id] = true
		}
	}
	at := 0
	for _, r := range found {
		add(base[at:r.from])
		if at = r.to; r.conflict {
			add(r.ours)
			add(r.theirs)
		} else {
			add(r.agreed())
		}
	}
	add(base[at:])
	lost := m.lost(stands, ours, theirs)
	for i := range found {
		r := &found[i]
		r.conflict = r.conflict || r.byOurs != r.byTheirs && slices.ContainsFunc(base[r.from:r.to], func(id int32) bool { return lost[id] })
	}
}

// lost are the pieces of both sides that stand nowhere.
func (m *merger) lost(stands map[int32]bool, ours, theirs []int32) map[int32]bool {
	inOurs, out := map[int32]bool{}, map[int32]bool{}
	for _, id := range ours {
		inOurs[id] = !stands[id]
	}
	for _, id := range theirs {
		if inOurs[id] && strings.TrimSpace(m.pieces[id]) != "" {
			out[id] = true
		}
	}
	return out
}
