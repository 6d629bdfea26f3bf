package settings

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"atlasdesk/backend/text"

	"go.yaml.in/yaml/v4"
)

// top is what a new file begins with.
func (f *format[T]) top() string {
	return f.head + "version: " + blocksVersion + "\n" + f.list + ":\n"
}

// add is the edit that writes a block into the text of a file, which may be
// empty, at its place in the order. One about the same is replaced. Comments
// and the look of the file stay. It fails where the file is wrong, and where it
// is written so that only a person can add to it.
func (f *format[T]) add(name, source string, one *T) (text.Edit, error) {
	before := f.read(source)
	if err := before.err(name); err != nil {
		return text.Edit{}, err
	}
	edit, ok := before.add(one)
	_, err := f.checked(name, edit.Apply(source), ok, append(before.without(one), *one))
	return edit, err
}

// remove is the edit that takes a block out of the text of a file. It fails as
// add does.
func (f *format[T]) remove(name, source string, one *T) (text.Edit, error) {
	before := f.read(source)
	if err := before.err(name); err != nil {
		return text.Edit{}, err
	}
	edit, ok := before.remove(one)
	_, err := f.checked(name, edit.Apply(source), ok, before.without(one))
	return edit, err
}

// change is the text of a file without some blocks, and with others, as remove
// and add make it, in about the time of one, and its blocks. What is not there
// need not be dropped.
func (f *format[T]) change(name, source string, drop, add []T) (changed string, after []T, err error) {
	if source != "" && !strings.HasSuffix(source, "\n") {
		source += "\n"
	}
	b := f.read(source)
	if err := b.err(name); err != nil {
		return "", nil, err
	}
	want := b.with(drop, add)
	add = slices.SortedFunc(slices.Values(add), func(a, b T) int { return f.order(&a, &b) })
	if len(b.found) == 0 && len(add) > 0 {
		edit, ok := b.add(&add[0])
		if !ok {
			return "", nil, f.byHand(name)
		}
		b, add = f.read(edit.Apply(source)), add[1:]
	}
	changed, ok := b.change(drop, add)
	after, err = f.checked(name, changed, ok, want)
	return changed, after, err
}

// with are the blocks after a change.
func (b *blocks[T]) with(drop, add []T) []T {
	other := map[string]bool{}
	for _, some := range [][]T{drop, add} {
		for i := range some {
			other[b.key(&some[i])] = true
		}
	}
	return append(slices.DeleteFunc(b.all(), func(o T) bool { return other[b.key(&o)] }), add...)
}

// change makes all edits at once: no two of them meet.
func (b *blocks[T]) change(drop, add []T) (string, bool) {
	added := map[string]bool{}
	var edits []text.Edit
	for i := range add {
		edit, ok := b.add(&add[i])
		if !ok {
			return b.source, false
		}
		added[b.key(&add[i])] = true
		edits = append(edits, edit)
	}
	for i := range b.found {
		if key := b.key(&b.found[i].is); i != b.about[key] && added[key] { // the same once more
			edits = append(edits, text.Edit{Span: b.lines(placesIn(b.source), i)})
		}
	}
	for i := range drop {
		if _, there := b.about[b.key(&drop[i])]; !there || added[b.key(&drop[i])] {
			continue
		}
		edit, ok := b.remove(&drop[i])
		if !ok {
			return b.source, false
		}
		edits = append(edits, edit)
	}
	slices.SortStableFunc(edits, func(a, b text.Edit) int { return cmp.Or(a.Span.Start-b.Span.Start, a.Span.End-b.Span.End) })
	var out strings.Builder
	at := 0
	for _, e := range edits {
		out.WriteString(b.source[at:e.Span.Start] + e.New)
		at = e.Span.End
	}
	out.WriteString(b.source[at:])
	return out.String(), true
}

// checked are the blocks of a changed file. It fails where they are not what is
// wanted.
func (f *format[T]) checked(name, changed string, ok bool, want []T) ([]T, error) {
	if ok {
		after, err := f.parse(name, changed)
		if err == nil && slices.EqualFunc(f.sorted(after), f.sorted(want), func(a, b *T) bool { return f.equal(a, b) }) {
			return after, nil
		}
	}
	return nil, f.byHand(name)
}

func (f *format[T]) byHand(name string) error {
	return fmt.Errorf("%s is written in a way that only a person can change; write each %s as a block that begins with a dash", name, f.one)
}

// sorted are blocks in whatever order they came.
func (f *format[T]) sorted(all []T) []*T {
	out := make([]*T, len(all))
	for i := range all {
		out[i] = &all[i]
	}
	slices.SortStableFunc(out, func(a, b *T) int {
		if c := f.order(a, b); c != 0 {
			return c
		}
		return strings.Compare(f.key(a), f.key(b))
	})
	return out
}

// equal says whether two blocks say the same; nil stands for none.
func (f *format[T]) equal(a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return reflect.DeepEqual(a, b) || f.written(a, 0) == f.written(b, 0)
}

func (b *blocks[T]) without(one *T) []T {
	return b.with([]T{*one}, nil)
}

// add inserts a block before the first that comes after it, or in the place of
// one about the same.
func (b *blocks[T]) add(one *T) (text.Edit, bool) {
	at := placesIn(b.source)
	switch {
	case strings.TrimSpace(b.source) == "":
		return text.Edit{Span: text.Span{End: len(b.source)}, New: b.top() + b.written(one, 2)}, true
	case b.nodes == nil || isEmpty(b.nodes):
		return b.first(at, one)
	case b.nodes.Style&yaml.FlowStyle != 0:
		return b.unfold(at, one)
	}
	indent := b.nodes.Column - 1
	if i, again := b.about[b.key(one)]; again {
		return text.Edit{Span: b.lines(at, i), New: b.written(one, indent)}, true
	}
	for i := range b.found {
		if b.order(one, &b.found[i].is) < 0 {
			return insert(b.above(at, i), b.written(one, indent)), true
		}
	}
	return insertLines(b.source, b.lines(at, len(b.found)-1).End, b.written(one, indent)), true
}

// above is where a block goes that comes before the i-th: comments above that
// one are about it.
func (b *blocks[T]) above(at places, i int) int {
	if i == 0 {
		return at.line(b.name.Line + 1)
	}
	return b.lines(at, i-1).End
}

// unfold makes the first block of a list that is written as “[]”.
func (b *blocks[T]) unfold(at places, one *T) (text.Edit, bool) {
	start := at.start(b.nodes)
	if b.root.Style&yaml.FlowStyle != 0 || !strings.HasPrefix(at.source[start:], "[]") {
		return text.Edit{}, false
	}
	return text.Edit{Span: text.Span{Start: start, End: start + 2}, New: "\n" + strings.TrimSuffix(b.written(one, b.name.Column+1), "\n")}, true
}

// first adds the first block of a file that has other text.
func (b *blocks[T]) first(at places, one *T) (text.Edit, bool) {
	switch {
	case b.name == nil && b.root == nil: // comments alone
		return insertLines(at.source, len(at.source), strings.TrimPrefix(b.top(), b.head)+b.written(one, 2)), true
	case b.root.Style&yaml.FlowStyle != 0:
		return text.Edit{}, false
	case b.name == nil:
		return insertLines(at.source, len(at.source), b.list+":\n"+b.written(one, 2)), true
	case b.nodes.Value != "" || b.nodes.Line != b.name.Line && b.nodes.Line != 0:
		return text.Edit{}, false // as “~” or in another line
	}
	return insertLines(at.source, at.line(b.name.Line+1), b.written(one, b.name.Column+1)), true
}

// remove takes out the lines of a block.
func (b *blocks[T]) remove(one *T) (text.Edit, bool) {
	i, there := b.about[b.key(one)]
	if !there || b.nodes.Style&yaml.FlowStyle != 0 {
		return text.Edit{}, false
	}
	return text.Edit{Span: b.lines(placesIn(b.source), i)}, true
}

// lines are those of the i-th block, with their endings. Comments and empty
// lines at its end belong to what follows.
func (b *blocks[T]) lines(at places, i int) text.Span {
	start, end := at.line(b.found[i].line), len(at.source)
	if i+1 < len(b.found) {
		end = at.line(b.found[i+1].line)
	} else if next := b.below(); next > 0 {
		end = at.line(next)
	}
	for end > start {
		last := strings.LastIndexByte(strings.TrimSuffix(at.source[:end], "\n"), '\n') + 1
		if line := strings.TrimSpace(at.source[last:end]); line != "" && line[0] != '#' {
			break
		}
		end = last
	}
	return text.Span{Start: start, End: end}
}

// below is the line of the first key after the list; 0 where there is none.
func (b *blocks[T]) below() int {
	for i := 0; i < len(b.root.Content); i += 2 {
		if line := b.root.Content[i].Line; line > b.name.Line {
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
