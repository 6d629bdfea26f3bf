package changelog

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/merge"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
)

// Merge joins two versions of a change log that come from a third one. All are
// decoded texts. A change log is merged as an ordered set, since entries that
// two authors put at one place are no conflict: of entries that both have one
// is kept, and new ones of both sides stand by date, as those of the base do or
// else the newest first. The same holds for sections, by their headings.
//
// Entries are the headings of level 3 in the section for entries, and those in
// other sections that start with a date, as people write them at the end of a
// log. An entry is known by the identity in its mark, which a reader does not see
// and which stays when the title is edited; one written by hand is known by
// its heading. New entries by hand that share a heading and differ are two
// entries. An entry edited on one side takes the edit, one edited on both is
// merged by sentence, and one removed on one side and edited on the other is a
// conflict.
func Merge(base, ours, theirs string) merge.Result {
	b, baseEnd := blocksOf(base)
	o, oursEnd := blocksOf(ours)
	t, theirsEnd := blocksOf(theirs)
	var j joiner
	j.join(b, o, t)
	return j.result(later(baseEnd, oursEnd, theirsEnd))
}

// block is a part of a change log that has an identity: what stands before
// the first section, a section, or an entry.
type block struct {
	key   string
	date  string // of an entry, "2026-11-22"; empty where its heading does not start with one
	body  string // without white space behind it
	gap   string // the white space up to the next block
	last  bool   // of the file, so that gap says nothing
	inner []block
}

// whole is the text of a block and of those in it, without white space behind.
func (b *block) whole() string {
	var out strings.Builder
	b.write(&out)
	return strings.TrimRight(out.String(), whiteSpace)
}

func (b *block) write(out *strings.Builder) {
	out.WriteString(b.body + b.gap)
	for i := range b.inner {
		b.inner[i].write(out)
	}
}

const (
	whiteSpace = " \t\r\n"
	headKey    = "head"     // of what stands before the first section
	sectionKey = "section " // keys of sections start with it
	markedKey  = "entry "   // those of entries with an identity with this
	byHandKey  = "by hand " // and those of others with this
)

var startsWithDate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}\b`)

// blocksOf parts a change log, and returns the white space at its end.
func blocksOf(log string) (out []block, end string) {
	body := strings.TrimRight(log, whiteSpace)
	f := pack.Parse(atlas.ChangeLog, log)
	first, behind := entryRange(f)
	out = []block{{key: headKey}}
	start, into := 0, &out
	finish := func(at int) { // the block that starts at start
		last := &(*into)[len(*into)-1]
		last.body = strings.TrimRight(log[start:at], whiteSpace)
		last.gap = log[start+len(last.body) : at]
		start = at
	}
	for i, s := range f.Sections {
		dated := startsWithDate.MatchString(s.Text) // an entry by hand, wherever it stands
		isEntry := s.Level == entriesLevel+1 && (dated || first < i && i < behind)
		if s.Level == 0 || s.Level > entriesLevel && !isEntry {
			continue
		}
		finish(lineStart(f, i))
		b := block{key: sectionKey + statement.Fold(s.Text)}
		into = &out
		if isEntry {
			into = &out[len(out)-1].inner
			b.key, b.date = entryKey(log[start:], s.Text), startsWithDate.FindString(s.Text)
		}
		*into = append(*into, b)
	}
	finish(len(log))
	last := &(*into)[len(*into)-1]
	last.gap, last.last = "", true
	return out, log[len(body):]
}

func entryKey(written, title string) string {
	if id := markOf(written); id != "" {
		return markedKey + id
	}
	return byHandKey + statement.Fold(title)
}

// tellApart makes the keys of blocks different: equal ones are counted from
// the end, where the oldest entries mostly stand. What is written by hand and
// not in the base is told apart by its text.
func tellApart(blocks []block, inBase map[string]int) {
	seen := map[string]int{}
	for i := range slices.Backward(blocks) {
		b := &blocks[i]
		seen[b.key]++
		n := seen[b.key]
		if strings.HasPrefix(b.key, byHandKey) && inBase != nil && n > inBase[b.key] {
			b.key += "\n" + b.whole()
			seen[b.key]++
			n = seen[b.key]
		}
		b.key += "\n" + strconv.Itoa(n)
	}
}

func occurrences(blocks []block) map[string]int {
	out := map[string]int{}
	for i := range blocks {
		out[blocks[i].key]++
	}
	return out
}

func byKey(blocks []block) map[string]*block {
	out := map[string]*block{}
	for i := range blocks {
		out[blocks[i].key] = &blocks[i]
	}
	return out
}

// joiner collects the merged blocks.
type joiner struct{ out []joined }

type joined struct {
	hunks []merge.Hunk
	gap   string
}

func (j *joiner) join(base, ours, theirs []block) {
	inBase := occurrences(base)
	tellApart(base, nil)
	tellApart(ours, inBase)
	tellApart(theirs, inBase)
	b, o, t := byKey(base), byKey(ours), byKey(theirs)
	for _, key := range order(base, ours, theirs) {
		if b[key] != nil && (o[key] == nil || t[key] == nil) {
			j.removed(b[key], o[key], t[key])
		} else {
			j.block(b[key], o[key], t[key])
		}
	}
}

// block merges a block that both sides have, or one of them as a new one; nil
// stands for none.
func (j *joiner) block(base, ours, theirs *block) {
	parts := [3]block{}
	for i, b := range []*block{base, ours, theirs} {
		if b != nil {
			parts[i] = *b
		}
	}
	b, o, t := parts[0], parts[1], parts[2]
	j.out = append(j.out, joined{merge.Statements(b.body, o.body, t.body).Hunks, gap(base, ours, theirs)})
	j.join(b.inner, o.inner, t.inner)
}

// removed judges a block of the base that one side removed: it goes, unless
// the other side edited it.
func (j *joiner) removed(base, ours, theirs *block) {
	h := merge.Hunk{Conflict: true, Base: base.whole()}
	if ours != nil {
		h.Ours = ours.whole()
	} else {
		h.Theirs = theirs.whole()
	}
	if h.Ours+h.Theirs != h.Base {
		j.out = append(j.out, joined{[]merge.Hunk{h}, between})
	}
}

const between = "\n\n" // blocks where no version says more

// result joins the blocks; end is the white space behind the last one.
func (j *joiner) result(end string) merge.Result {
	var out merge.Result
	for i, b := range j.out {
		if i == len(j.out)-1 {
			b.gap = end
		} else if len(b.hunks) > 0 && !strings.Contains(b.gap, "\n") {
			b.gap = between
		}
		out.Hunks = append(out.Hunks, b.hunks...)
		out.Hunks = append(out.Hunks, merge.Hunk{Text: b.gap})
	}
	return out.Compact()
}

// gap is the white space behind a block. A version says nothing of it where
// the block is its last one, or missing.
func gap(base, ours, theirs *block) string {
	var gaps [3]string
	var known [3]bool
	for i, b := range []*block{base, ours, theirs} {
		if b != nil && !b.last {
			gaps[i], known[i] = b.gap, true
		}
	}
	switch {
	case known[1] && known[2]:
		return later(gaps[0], gaps[1], gaps[2])
	case known[1]:
		return gaps[1]
	case known[2]:
		return gaps[2]
	}
	return between
}

// later is what two sides made of white space: what one changed, or the longer
// of both changes.
func later(base, ours, theirs string) string {
	switch {
	case ours == base:
		return theirs
	case theirs == base || len(ours) > len(theirs):
		return ours
	case len(theirs) > len(ours):
		return theirs
	}
	return max(ours, theirs)
}
