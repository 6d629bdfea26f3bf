package settings

import (
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/text"

	"go.yaml.in/yaml/v4"
)

// waiversHead begins a new file of waivers.
const waiversHead = "# Findings that a person accepts, and why; see “Waivers” in the manual of Atlas Desk.\nversion: " + waiversVersion + "\nwaivers:\n"

// AddWaiver is the edit that writes a waiver into the text of a file of
// waivers, which may be empty, at its place in the order. One about the same
// is replaced. Comments and the look of the file stay. It fails where the file
// is wrong, and where it is written so that only a person can add to it.
func AddWaiver(name, source string, w PackageWaiver) (text.Edit, error) {
	before, err := ParseWaivers(name, source)
	if err != nil {
		return text.Edit{}, err
	}
	want := append(before.without(&w), w)
	edit, ok := readWaivers(source).add(source, &w)
	return checked(name, source, edit, ok, want)
}

// RemoveWaiver is the edit that takes a waiver out of the text of a file of
// waivers. It fails as [AddWaiver] does.
func RemoveWaiver(name, source string, w PackageWaiver) (text.Edit, error) {
	before, err := ParseWaivers(name, source)
	if err != nil {
		return text.Edit{}, err
	}
	edit, ok := readWaivers(source).remove(source, &w)
	return checked(name, source, edit, ok, before.without(&w))
}

// checked lets an edit pass that makes the waivers wanted of a source.
func checked(name, source string, edit text.Edit, ok bool, want []PackageWaiver) (text.Edit, error) {
	if !ok {
		return text.Edit{}, errWaiverByHand(name)
	}
	after, err := ParseWaivers(name, edit.Apply(source))
	if err != nil || !slices.Equal(sortedWaivers(after.all), sortedWaivers(want)) {
		return text.Edit{}, errWaiverByHand(name)
	}
	return edit, nil
}

func errWaiverByHand(name string) error {
	return fmt.Errorf("%s is written in a way that only a person can change; write each waiver as a block that begins with a dash", name)
}

// same says whether two waivers are about the same.
func same(a, b *PackageWaiver) bool {
	return a.Package == b.Package && a.Rule == b.Rule && a.Layer == b.Layer && a.About == b.About
}

func (w *Waivers) without(one *PackageWaiver) []PackageWaiver {
	return slices.DeleteFunc(slices.Clone(w.all), func(o PackageWaiver) bool { return same(&o, one) })
}

func sortedWaivers(all []PackageWaiver) []PackageWaiver {
	return slices.SortedStableFunc(slices.Values(all), func(a, b PackageWaiver) int { return compareWaivers(&a, &b) })
}

// add inserts a block before the first waiver that comes after w, or in the
// place of one about the same.
func (r *waiversReader) add(source string, w *PackageWaiver) (text.Edit, bool) {
	at := placesIn(source)
	switch {
	case strings.TrimSpace(source) == "":
		return text.Edit{Span: text.Span{End: len(source)}, New: waiversHead + block(w, 2)}, true
	case r.list == nil || isEmpty(r.list):
		return r.first(at, w)
	case r.list.Style&yaml.FlowStyle != 0:
		return r.unfold(at, w)
	}
	indent := r.list.Column - 1
	for i := range r.found {
		switch before := &r.found[i].PackageWaiver; {
		case same(before, w):
			return text.Edit{Span: r.lines(source, i), New: block(w, indent)}, true
		case compareWaivers(w, before) < 0:
			return insert(r.above(at, i), block(w, indent)), true
		}
	}
	return insertLines(source, r.lines(source, len(r.found)-1).End, block(w, indent)), true
}

// above is where a waiver goes that comes before the i-th: comments above that
// one are about it.
func (r *waiversReader) above(at places, i int) int {
	if i == 0 {
		return at.line(r.key.Line + 1)
	}
	return r.lines(at.source, i-1).End
}

// unfold makes the first block of a list that is written as “[]”.
func (r *waiversReader) unfold(at places, w *PackageWaiver) (text.Edit, bool) {
	start := at.index.Offset(text.Position{Line: r.list.Line, Column: r.list.Column})
	if r.root.Style&yaml.FlowStyle != 0 || !strings.HasPrefix(at.source[start:], "[]") {
		return text.Edit{}, false
	}
	return text.Edit{Span: text.Span{Start: start, End: start + 2}, New: "\n" + strings.TrimSuffix(block(w, r.key.Column+1), "\n")}, true
}

// first adds the first waiver of a file that has other text.
func (r *waiversReader) first(at places, w *PackageWaiver) (text.Edit, bool) {
	switch {
	case r.key == nil && r.root == nil: // comments alone
		return insertLines(at.source, len(at.source), strings.TrimPrefix(waiversHead, firstLine(waiversHead))+block(w, 2)), true
	case r.root.Style&yaml.FlowStyle != 0:
		return text.Edit{}, false
	case r.key == nil:
		return insertLines(at.source, len(at.source), "waivers:\n"+block(w, 2)), true
	case r.list.Value != "" || r.list.Line != r.key.Line && r.list.Line != 0:
		return text.Edit{}, false // as “~” or in another line
	}
	return insertLines(at.source, at.line(r.key.Line+1), block(w, r.key.Column+1)), true
}

func firstLine(s string) string { return s[:strings.IndexByte(s, '\n')+1] }

// remove takes out the lines of a waiver.
func (r *waiversReader) remove(source string, w *PackageWaiver) (text.Edit, bool) {
	if r.list == nil || r.list.Style&yaml.FlowStyle != 0 {
		return text.Edit{}, false
	}
	for i := range r.found {
		if same(&r.found[i].PackageWaiver, w) {
			return text.Edit{Span: r.lines(source, i)}, true
		}
	}
	return text.Edit{}, false
}

// lines are those of the i-th waiver, with their endings. Comments and empty
// lines at its end belong to what follows.
func (r *waiversReader) lines(source string, i int) text.Span {
	at := placesIn(source)
	start, end := at.line(r.found[i].line), len(source)
	if i+1 < len(r.found) {
		end = at.line(r.found[i+1].line)
	} else if next := r.below(); next > 0 {
		end = at.line(next)
	}
	for end > start {
		last := strings.LastIndexByte(strings.TrimSuffix(source[:end], "\n"), '\n') + 1
		if line := strings.TrimSpace(source[last:end]); line != "" && line[0] != '#' {
			break
		}
		end = last
	}
	return text.Span{Start: start, End: end}
}

// below is the line of the first key after the list; 0 where there is none.
func (r *waiversReader) below() int {
	for i := 0; i < len(r.root.Content); i += 2 {
		if line := r.root.Content[i].Line; line > r.key.Line {
			return line
		}
	}
	return 0
}

// line is where a line begins, counted from 1; the end where there is none.
func (p places) line(n int) int {
	at := 0
	for range n - 1 {
		length := strings.IndexByte(p.source[at:], '\n')
		if length < 0 {
			return len(p.source)
		}
		at += length + 1
	}
	return at
}

// insertLines inserts lines at a place that is the start of one, or the end of
// a text that may lack its last ending.
func insertLines(source string, at int, lines string) text.Edit {
	if at > 0 && source[at-1] != '\n' {
		lines = "\n" + lines
	}
	return insert(at, lines)
}

// block writes a waiver as lines of the list.
func block(w *PackageWaiver, indent int) string {
	var b strings.Builder
	mark := "- "
	for _, f := range (&waiversReader{}).fields(w) {
		if *f.value == "" {
			continue
		}
		value := *f.value
		if !f.bare {
			value = scalar(value)
		}
		fmt.Fprintf(&b, "%s%s%s: %s\n", strings.Repeat(" ", indent), mark, f.key, value)
		mark = "  "
	}
	return b.String()
}
