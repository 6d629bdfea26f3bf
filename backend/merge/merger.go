package merge

import "strings"

// merger turns pieces into numbers, equal ones into equal numbers, and back.
type merger struct {
	pieces []string
	ids    map[string]int32
}

func (u unit) merge(base, ours, theirs string) Result {
	m := merger{ids: map[string]int32{}}
	b, o, t := m.read(u.split(base)), m.read(u.split(ours)), m.read(u.split(theirs))
	found := regions(
		side{ids: o, edits: edits(u.align(b, o), len(o))},
		side{ids: t, edits: edits(u.align(b, t), len(t))}, u.beside)
	m.protect(b, o, t, found)
	return m.result(b, found, ending(ours))
}

func (m *merger) read(pieces []string) []int32 {
	out := make([]int32, len(pieces))
	for i, p := range pieces {
		id, known := m.ids[p]
		if !known {
			id = int32(len(m.pieces))
			m.ids[p] = id
			m.pieces = append(m.pieces, p)
		}
		out[i] = id
	}
	return out
}

func (m *merger) text(ids []int32) string {
	var out strings.Builder
	for _, id := range ids {
		out.WriteString(m.pieces[id])
	}
	return out.String()
}

// result writes the regions and what stands between them; newline is how the
// lines of the text end.
func (m *merger) result(base []int32, found []region, newline string) Result {
	var out Result
	var standing []int32 // since the last conflict
	flush := func() {
		if text := m.text(standing); text != "" {
			out.Hunks = append(out.Hunks, Hunk{Text: text})
		}
		standing = nil
	}
	at := 0
	for _, r := range found {
		standing = append(standing, base[at:r.from]...)
		if at = r.to; !r.conflict {
			standing = append(standing, r.agreed()...)
			continue
		}
		flush()
		h := Hunk{Conflict: true, Base: m.text(base[r.from:r.to]), Ours: m.text(r.ours), Theirs: m.text(r.theirs)}
		h.Joint = h.joint(m.isWhole(base, r), newline)
		out.Hunks = append(out.Hunks, h)
	}
	standing = append(standing, base[at:]...)
	flush()
	return out
}

// isWhole says whether a region begins and ends where lines do.
func (m *merger) isWhole(base []int32, r region) bool {
	begins := r.from <= 1 || endsLine(m.pieces[base[r.from-1]])
	ends := r.to >= len(base)-1 || startsLine(m.pieces[base[r.to]])
	return begins && ends
}

// joint parts both versions of a conflict, where their own white space does
// not.
func (h Hunk) joint(whole bool, newline string) string {
	switch {
	case h.Ours == "" || h.Theirs == "" || endsLine(h.Ours) || startsLine(h.Theirs):
		return ""
	case whole:
		return newline
	case strings.TrimRight(h.Ours, blanks) != h.Ours || strings.TrimLeft(h.Theirs, blanks) != h.Theirs:
		return ""
	}
	return " "
}

const blanks = " \t"

// endsLine says whether nothing but blanks stands behind the last line ending.
func endsLine(s string) bool {
	s = strings.TrimRight(s, blanks)
	return s != "" && (s[len(s)-1] == '\n' || s[len(s)-1] == '\r')
}

// startsLine says whether nothing but blanks stands before a line ending.
func startsLine(s string) bool {
	s = strings.TrimLeft(s, blanks)
	return s != "" && (s[0] == '\n' || s[0] == '\r')
}

// ending is the first line ending of a text, "\n" where it has none.
func ending(s string) string {
	end := lineEnd(s, 0)
	body := strings.TrimRight(s[:end], "\r\n")
	if len(body) == end {
		return "\n"
	}
	return s[len(body):end]
}
