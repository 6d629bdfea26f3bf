package provenance

import (
	"errors"
	"strings"

	"atlasdesk/backend/changelog"
	"atlasdesk/backend/markdown"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
)

// Reasons why a statement of an earlier version is not brought back.
var (
	ErrAsItWas = errors.New("the statement stands there already as it was")
	ErrNoPlace = errors.New("the section that the statement stood in is gone, and so is everything beside it; copy its words to where they belong")
)

// Place is where a statement of an earlier version goes.
type Place int

// The places: over what became of the statement, beside what stood beside it,
// or at the end of its section.
const (
	OverSuccessor Place = iota
	BesideNeighbor
	EndOfSection
)

func (p Place) String() string {
	return [...]string{"over its successor", "beside its neighbor", "at the end of its section"}[p]
}

// Restore is the edit of the layer now that brings back the statement number
// at, of the statements in order, of an earlier version then. It fails with
// ErrAsItWas or ErrNoPlace.
func Restore(then, now *pack.File, at int) (text.Edit, Place, error) {
	r := restoring{then: changelog.ReadLayer(then), now: changelog.ReadLayer(now)}
	r.matching, r.at = changelog.Match(r.then, r.now), at
	if after := r.matching.After(at); after != changelog.None {
		edit := text.Edit{Span: span(r.now, after), New: span(r.then, at).In(then.Text)}
		if edit.Span.In(now.Text) == edit.New {
			return text.Edit{}, OverSuccessor, ErrAsItWas
		}
		return edit, OverSuccessor, nil
	}
	for _, place := range []func() (text.Edit, bool){r.inBlock, r.afterBlock, r.beforeBlock} {
		if edit, ok := place(); ok {
			return edit, BesideNeighbor, nil
		}
	}
	if edit, ok := r.endOfSection(); ok {
		return edit, EndOfSection, nil
	}
	return text.Edit{}, EndOfSection, ErrNoPlace
}

// restoring looks for the place of a statement that is gone.
type restoring struct {
	then, now changelog.Reading
	matching  changelog.Matching
	at        int
}

// inBlock puts a sentence beside one of its paragraph or bullet that is still
// there, the one before it rather than the one behind.
func (r *restoring) inBlock() (text.Edit, bool) {
	own := span(r.then, r.at).In(r.then.File.Text)
	for _, other := range r.neighbors() {
		if blockOf(r.then, other) != blockOf(r.then, r.at) {
			continue
		}
		beside := span(r.now, r.matching.After(other))
		if other < r.at {
			return text.Edit{Span: text.Span{Start: beside.End, End: beside.End}, New: " " + own}, true
		}
		return text.Edit{Span: text.Span{Start: beside.Start, End: beside.Start}, New: own + " "}, true
	}
	return text.Edit{}, false
}

// neighbors lists the statements of the same section that are still in it, or
// wherever they are if it is gone, the nearest ones first: those before, and
// then those behind.
func (r *restoring) neighbors() (found []int) {
	section := r.then.Texts[r.at].Section
	home := r.matching.Section(section)
	take := func(i int) {
		after := r.matching.After(i)
		if r.then.Texts[i].Section == section && after != changelog.None && (home == changelog.None || home == r.now.Texts[after].Section) {
			found = append(found, i)
		}
	}
	for i := r.at - 1; i >= 0; i-- {
		take(i)
	}
	for i := r.at + 1; i < len(r.then.Texts); i++ {
		take(i)
	}
	return found
}

// afterBlock puts a block of its own behind the one of the nearest statement
// that stood before it.
func (r *restoring) afterBlock() (text.Edit, bool) {
	for _, other := range r.neighbors() {
		if b := blockOf(r.now, r.matching.After(other)); other < r.at && b != nil {
			end := r.endOf(b)
			return text.Edit{Span: text.Span{Start: end, End: end}, New: r.gap(b) + r.block()}, true
		}
	}
	return text.Edit{}, false
}

// endOf is where a block ends that stands there now, with the bullets below it.
func (r *restoring) endOf(b *pack.Block) int {
	end := b.Span.End
	for _, s := range r.now.File.Sections {
		for i := range s.Blocks {
			if below := &s.Blocks[i]; below.Span.Start >= end && b.Level > 0 {
				if below.Level <= b.Level {
					return end
				}
				end = below.Span.End
			}
		}
	}
	return end
}

// beforeBlock puts a block of its own in front of the one of the nearest
// statement that stood behind it.
func (r *restoring) beforeBlock() (text.Edit, bool) {
	for _, other := range r.neighbors() {
		if b := blockOf(r.now, r.matching.After(other)); other > r.at && b != nil {
			start := lineStart(r.now.File.Text, b.Span.Start)
			return text.Edit{Span: text.Span{Start: start, End: start}, New: r.block() + r.gap(b)}, true
		}
	}
	return text.Edit{}, false
}

// endOfSection puts a block of its own behind all that the section holds now.
func (r *restoring) endOfSection() (text.Edit, bool) {
	at := r.matching.Section(r.then.Texts[r.at].Section)
	if at == changelog.None {
		return text.Edit{}, false
	}
	section := &r.now.File.Sections[at]
	end := section.Span.End
	if section.Text == "" {
		end = r.now.File.Title.Span.End
	}
	gap := "\n\n"
	if n := len(section.Blocks); n > 0 {
		end, gap = section.Blocks[n-1].Span.End, r.gap(&section.Blocks[n-1])
	}
	end += strings.IndexByte(r.now.File.Text[end:]+"\n", '\n')
	return text.Edit{Span: text.Span{Start: end, End: end}, New: gap + r.block()}, true
}

// gap is what parts the statement's block from another: two bullets stand on
// lines of their own, and all else has an empty line between.
func (r *restoring) gap(other *pack.Block) string {
	if own := blockOf(r.then, r.at); own != nil && own.Kind == markdown.Item && other.Kind == markdown.Item {
		return "\n"
	}
	return "\n\n"
}

// block is the statement as a block of its own: with its bullet, if it had one.
func (r *restoring) block() string {
	own := span(r.then, r.at).In(r.then.File.Text)
	b := blockOf(r.then, r.at)
	if b == nil || b.Kind != markdown.Item {
		return own
	}
	marker := r.then.File.Text[lineStart(r.then.File.Text, b.Span.Start):b.Span.Start]
	return marker + own
}

func lineStart(source string, at int) int { return strings.LastIndexByte(source[:at], '\n') + 1 }

// blockOf is the block that a statement stands in, nil for a heading.
func blockOf(r changelog.Reading, at int) *pack.Block {
	t := &r.Texts[at]
	blocks := r.File.Sections[t.Section].Blocks
	for i := range blocks {
		if b := &blocks[i]; t.Kind != statement.Heading && b.Span.Start <= t.Statement.Span.Start && t.Statement.Span.End <= b.Span.End {
			return b
		}
	}
	return nil
}

// marks are what may stand around the words of a sentence and belongs to them.
const marks = "*_`~"

// span is the source of a statement with the marks around it: all of its block
// where it is alone there.
func span(r changelog.Reading, at int) text.Span {
	s, b := r.Texts[at].Statement.Span, blockOf(r, at)
	if b == nil {
		return s
	}
	alone := true
	for _, i := range []int{at - 1, at + 1} {
		alone = alone && (i < 0 || i >= len(r.Texts) || blockOf(r, i) != b)
	}
	if alone {
		return b.Span
	}
	for s.Start > b.Span.Start && strings.IndexByte(marks, r.File.Text[s.Start-1]) >= 0 {
		s.Start--
	}
	for s.End < b.Span.End && strings.IndexByte(marks, r.File.Text[s.End]) >= 0 {
		s.End++
	}
	return s
}
