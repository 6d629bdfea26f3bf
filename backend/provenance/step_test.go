package provenance

import (
	"math/rand/v2"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/generate"
	"atlasdesk/backend/history"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

func searching(l atlas.Layer) *search {
	var plain *trace.Vocabulary
	return &search{layer: l, reader: plain.NewReader(), sought: map[*history.FileVersion][]sought{}}
}

// Reading the sections that differ finds the same statements, in the same
// sections, as reading all of the text, and what is not read is the same.
func agrees(t *testing.T, l atlas.Layer, was, is string) {
	t.Helper()
	s := searching(l).step(was, is)
	s.compare()
	now, then := pack.Parse(l, is), pack.Parse(l, was)
	if was[:s.was.span.Start] != is[:s.is.span.Start] || was[s.was.span.End:] != is[s.is.span.End:] {
		t.Fatalf("the rest differs: %v, %v", s.was.span, s.is.span)
	}
	for _, part := range []struct {
		*part
		file *pack.File
	}{{&s.was, then}, {&s.is, now}} {
		read := map[int]string{}
		for _, u := range part.Texts {
			if u.Kind != statement.Heading && u.Statement.Span.Start >= part.filled {
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
	for seed := range uint64(12) {
		p := generate.New(seed)
		for _, l := range atlas.Layers() {
			lines := strings.SplitAfter(p.Layers[l], "\n")
			for range 10 {
				at := random.IntN(len(lines))
				changed := append(append(append([]string{}, lines[:at]...), []string{"- Another line.\n", "", "## Anew\n\nText.\n"}[random.IntN(3)]), lines[at+random.IntN(2):]...)
				is := strings.Join(changed, "")
				agrees(t, l, p.Layers[l], is)
				a, _ := differing(p.Layers[l], is)
				skipped, all = skipped+len(p.Layers[l])-a.Len(), all+len(p.Layers[l])
			}
		}
	}
	if 2*skipped < all {
		t.Errorf("only %d of %d bytes were not read", skipped, all)
	}
}
