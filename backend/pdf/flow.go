package pdf

import (
	"context"
	"strings"
)

// The spaces above blocks, in points.
const (
	apart      = 7.0 // of a paragraph
	apartTight = 3.0 // of an item of a list
)

// above is the space above a heading, by its level from 1.
var above = []float64{22, 22, 16, 12, 10, 10}

// flow puts blocks below one another, page after page.
type flow struct {
	*sheet
	levels []int // of the headings that are open in the outline
}

// block draws the first of the blocks that are left.
func (f *flow) block(ctx context.Context, left []block) {
	b := &left[0]
	f.space(b.above(), f.start(left))
	if b.name != "" {
		f.pdf.SetLink(f.anchor(b.name), f.y, -1)
	}
	switch b.kind {
	case heading:
		f.heading(b)
	case ruler:
		f.rule(f.x(b), f.y, f.width(b), hair)
	case table:
		f.table(ctx, b)
	default:
		f.text(b)
	}
}

// space leaves a space, and turns the page where what comes then does not begin
// on it well.
func (f *flow) space(high, needed float64) {
	if f.fresh() {
		return
	}
	if !f.fits(high + needed) {
		f.turn()
		return
	}
	f.y += high
}

// start is how much of the page the first of some blocks needs to begin well: a
// heading has something below it, and so has a line that ends with a colon.
func (f *flow) start(left []block) (high float64) {
	for i := range left {
		b := &left[i]
		if i > 0 {
			high += b.above()
		}
		switch {
		case (b.kind == heading || f.leads(b)) && high < (bottom-top)/2:
			high += f.height(b)
			continue
		case b.kind == table:
			high += 4 * size * leading
		case b.kind != heading && b.kind != ruler && f.long(b):
			high += 2 * size * leading
		default:
			high += size * leading
		}
		return high
	}
	return high
}

// height is how high the lines of a block are.
func (f *flow) height(b *block) (high float64) {
	for _, l := range f.lines(b) {
		high += l.size * leading
	}
	return high + b.below()
}

// long says whether a block may have more than one line.
func (f *flow) long(b *block) bool {
	letters := 0
	for _, r := range b.runs {
		if letters += len(r.text); letters > 60 || r.end || r.kept {
			return true
		}
	}
	return false
}

// leads says whether a block is a line that leads to the next block.
func (f *flow) leads(b *block) bool {
	if b.kind != paragraph || f.long(b) {
		return false
	}
	for i := len(b.runs) - 1; i >= 0; i-- {
		if said := strings.TrimSpace(b.runs[i].text); said != "" && b.runs[i].look.size >= size {
			return strings.HasSuffix(said, ":")
		}
	}
	return false
}

func (f *flow) lines(b *block) []line {
	return f.fonts.broken(f.fonts.words(b.runs), f.width(b))
}

func (f *flow) x(b *block) float64     { return left + b.indent }
func (f *flow) width(b *block) float64 { return right - left - b.indent }

// above is the space above a block.
func (b *block) above() float64 {
	switch {
	case b.kind == heading:
		return above[min(b.level, len(above))-1]
	case b.kind == ruler:
		return 2 * apart
	case b.tight:
		return apartTight
	}
	return apart
}

// below is the room below a heading for the line under it.
func (b *block) below() float64 {
	if b.level <= 2 {
		return 4
	}
	return 0
}

func (f *flow) heading(b *block) {
	f.outline(b)
	f.text(b)
	if room := b.below(); room > 0 {
		f.y += room
		f.rule(f.x(b), f.y-1, f.width(b), hair)
	}
}

// outline notes a heading in the outline, no more than one level below the one
// before.
func (f *flow) outline(b *block) {
	for len(f.levels) > 0 && f.levels[len(f.levels)-1] >= b.level {
		f.levels = f.levels[:len(f.levels)-1]
	}
	f.wear(look{face: upright, size: size, ink: text})
	f.pdf.Bookmark(plain(b.title), len(f.levels), f.y)
	f.levels = append(f.levels, b.level)
}

// text draws the lines of a block. No line of it is alone on a page.
func (f *flow) text(b *block) {
	lines := f.lines(b)
	if b.marker != "" && len(lines) == 0 {
		lines = []line{{size: size}}
	}
	for i, l := range lines {
		high := l.size * leading
		last := len(lines)-i == 2 && i > 0 && !f.fits(high+lines[i+1].size*leading)
		if !f.fresh() && (!f.fits(high) || last) {
			f.turn()
		}
		f.beside(b, high)
		f.line(l, f.x(b), f.y)
		if i == 0 && b.marker != "" {
			f.marker(b, l.size)
		}
		f.y += high
	}
}

// beside draws what is beside and behind a line.
func (f *flow) beside(b *block, high float64) {
	if b.kind == code {
		f.fill(f.x(b)-6, f.y, f.width(b)+12, high+0.2, tint)
	}
	for _, x := range b.bars {
		f.fill(left+x, f.y-1, 2, high+2, hair)
	}
}

// marker draws the marker of an item, to the left of its first line.
func (f *flow) marker(b *block, size float64) {
	words := f.fonts.words([]run{{text: b.marker, look: look{face: upright, size: size, ink: muted}}})
	for _, l := range f.fonts.broken(words, pageWidth) {
		l.size = size
		f.line(l, f.x(b)-6-l.width, f.y)
	}
}
