package provenance

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/generate"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
)

func searching(l atlas.Layer) *search {
	return &search{layer: l}
}

// Reading the sections that differ finds the same statements, in the same
// sections, as reading all of the text, and what is not read is the same.
func agrees(t *testing.T, l atlas.Layer, was, is string) {
	t.Helper()
	s := searching(l).step(was, is)
	s.compare()
	now, then := pack.Parse(l, is), pack.Parse(l, was)
	// What opens a file is its constraint, and may be a statement further down.
	opening := then.Constraint.In(was) == now.Constraint.In(is)
	if a, b := outside(then, s.lines[0]), outside(now, s.lines[1]); opening && !slices.Equal(a, b) {
		t.Errorf("outside of the lines that differ, %v:\n%q\n%q", s.lines, a, b)
	}
	if was[:s.was.span.Start] != is[:s.is.span.Start] || was[s.was.span.End:] != is[s.is.span.End:] {
		t.Fatalf("the rest differs: %v, %v", s.was.span, s.is.span)
	}
	for _, part := range []struct {
		*part
		file *pack.File
	}{{&s.was, then}, {&s.is, now}} {
		read := map[int]string{}
		for _, u := range part.Texts {
			if c := part.file.Constraint; u.Kind != statement.Heading && (c.Len() == 0 || !c.Contains(part.start(u.Statement.Span))) {
				read[part.start(u.Statement.Span)] = part.File.Sections[u.Section].Text + ": " + u.Text
			}
		}
		for _, all := range statement.Of(part.file) {
			if all.Kind == statement.Heading || all.Span.Start < part.span.Start || all.Span.Start >= part.span.End {
				continue
			}
			if got, want := read[all.Span.Start], part.file.Sections[all.Section].Text+": "+all.Text; got != want {
				t.Errorf("at %d in %v: got %q, want %q", all.Span.Start, part.span, got, want)
			}
			delete(read, all.Span.Start)
		}
		if len(read) > 0 {
			t.Errorf("read %v besides", read)
		}
	}
}

// outside lists the statements that do not begin in a span.
func outside(f *pack.File, span text.Span) (list []string) {
	for _, s := range statement.Of(f) {
		if s.Kind != statement.Heading && (s.Span.Start < span.Start || s.Span.Start >= span.End) {
			at := s.Span.Start
			if at >= span.End {
				at -= span.End
			}
			list = append(list, fmt.Sprint(at, f.Sections[s.Section].Text, ": ", s.Text))
		}
	}
	return list
}

func FuzzStep(f *testing.F) {
	sections := "# A - Signals Layer\n\nB.\n\n## One\n\n- C.\n\n## Two\n\nD. E.\n\n## Three\n\n- F.\n\n## Four\n\n- G.\n- H.\n\n## Five\n\nI derives from evidence.md.\n\n## Six\n\n- J.\n"
	f.Add(sections, strings.Replace(sections, "- G.", "- K.", 1))
	f.Add(sections, strings.Replace(sections, "- F.\n", "- F.\n\n```\n## No\n```\n", 1))
	f.Add(sections, strings.Replace(sections, "- F.\n", "- F.\n\n<!-- entry: x -->\n", 1))
	f.Add(sections, strings.Replace(sections, "## Five", "#Five", 1))
	f.Add(sections, strings.Replace(sections, "## Five", "# Five", 1))
	f.Fuzz(func(t *testing.T, was, is string) { agrees(t, atlas.Signals, was, is) })
}

func TestStepsReadWhatDiffers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	skipped, all := 0, 0
	for seed := range uint64(4) {
		p := generate.New(seed)
		for _, l := range atlas.Layers() {
			lines := strings.SplitAfter(p.Layers[l], "\n")
			for range 6 {
				at := random.IntN(len(lines))
				changed := append(append(append([]string{}, lines[:at]...), []string{"- Another line.\n", "", "## Anew\n\nText.\n"}[random.IntN(3)]), lines[at+random.IntN(2):]...)
				is := strings.Join(changed, "")
				agrees(t, l, p.Layers[l], is)
				lines, _ := differing(p.Layers[l], is)
				skipped, all = skipped+len(is)-lines[1].Len(), all+len(is)
			}
		}
	}
	if 10*(all-skipped) > all {
		t.Errorf("only %d of %d bytes were not read", skipped, all)
	}
}
