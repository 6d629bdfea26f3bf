package exchange

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/markdown"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"

	"github.com/google/go-cmp/cmp"
)

// shared opens the folder of published texts, which is no part of the project.
func shared(t *testing.T) *os.Root {
	t.Helper()
	dir := "."
	for range 8 {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Join(dir, "..")
	}
	root, err := os.OpenRoot(filepath.Join(dir, "..", "shared"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("no published texts to read: ../shared is not present")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root
}

func published(t *testing.T) string {
	t.Helper()
	raw, err := shared(t).ReadFile("seeds/kazakhstan-page.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestPublishedPageSections(t *testing.T) {
	in, err := Import(published(t), "")
	if err != nil {
		t.Fatal(err)
	}
	if in.Name != "Kazakhstan" || in.Slug != "kazakhstan" {
		t.Errorf("name %q, slug %q", in.Name, in.Slug)
	}
	type shape struct{ Sections, Items, Constraints int }
	want := map[atlas.Layer]shape{
		atlas.Evidence:        {9, 9, 0},
		atlas.Signals:         {12, 8, 1},
		atlas.TrustDimensions: {12, 8, 1},
		atlas.Metadata:        {13, 66, 1},
		atlas.Profile:         {12, 0, 1},
		atlas.BuilderMode:     {11, 0, 1},
		atlas.ChangeLog:       {9, 0, 0},
	}
	got := map[atlas.Layer]shape{}
	for _, l := range atlas.Layers() {
		f := pack.Parse(l, in.Files[l])
		s := shape{Sections: len(f.Sections) - 1}
		for _, section := range f.Sections {
			for _, b := range section.Blocks {
				if b.Kind == markdown.Item {
					s.Items++
				}
				if b.Role == pack.Constraint {
					s.Constraints++
				}
			}
		}
		got[l] = s
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPublishedPageCode(t *testing.T) {
	in, err := Import(published(t), "")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(in.Files[atlas.Signals], " infrastructure in `evidence.md` signal dependence on ") {
		t.Error("the sentence that was broken around evidence.md is not one sentence")
	}
	glued := regexp.MustCompile("[^`]\\b(evidence|signals|trust-dimensions|metadata|profile|builder-mode|change-log)\\.md|\\.md[^`]")
	for l, text := range in.Files {
		for _, m := range glued.FindAllString(text, -1) {
			t.Errorf("%s: %q is no code", l, m)
		}
	}
}

// What the page says is parted here by other means than the reader's: all
// that follows a line end and is no list item, heading or capital is joined.
func TestPublishedPageLosesAndDoublesNothing(t *testing.T) {
	page := published(t)
	in, err := Import(page, "")
	if err != nil {
		t.Fatal(err)
	}
	want, twice := map[string]int{}, map[string]int{}
	text := strings.NewReplacer("\nevidence.md", " evidence.md ", ". - ", ".\n- ").Replace(page)
	first, layers, _ := strings.Cut(text, "\n2.Evidence Layer\n")
	count(want, layers)
	count(twice, first)
	delete(twice, "1.Overview")
	delete(twice, "Scope.")
	for sentence := range twice {
		if want[squeeze(sentence)] == 0 {
			want[squeeze(sentence)], want["Scope."] = 1, 1
		}
	}
	for n := range want {
		if regexp.MustCompile(`^\d\.[A-Z]`).MatchString(n) {
			delete(want, n)
		}
	}
	got := map[string]int{}
	for _, l := range atlas.Layers() {
		for _, s := range statement.Of(pack.Parse(l, in.Files[l])) {
			got[squeeze(s.Text)]++
		}
		f := pack.Parse(l, in.Files[l])
		count(got, strings.ReplaceAll(f.Constraint.In(f.Text), "`", ""))
	}
	delete(got, squeeze("Jurisdiction: Kazakhstan")) // the field that import adds
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(got) < 300 {
		t.Errorf("only %d different statements", len(got))
	}
}

func count(into map[string]int, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimPrefix(line, "- ")
		for _, s := range statement.Sentences(line) {
			into[squeeze(s.In(line))]++
		}
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// A page made of any published package, as a browser's copy would give it,
// must give the package's sections and words back.
func TestPagesOfPublishedPackages(t *testing.T) {
	root := shared(t)
	for _, slug := range []string{"colorado", "estonia", "singapore"} {
		files := map[atlas.Layer]*pack.File{}
		page := "1.Overview\nScope\n"
		for i, l := range atlas.Layers() {
			raw, err := root.ReadFile("packages/" + slug + "/" + l.File())
			if err != nil {
				t.Fatal(err)
			}
			files[l] = pack.Parse(l, string(raw))
			page += fmt.Sprintf("%d.%s\n%s", i+2, l.Heading(), copyOf(files[l]))
		}
		in, err := Import(page, "")
		if err != nil {
			t.Fatalf("%s: %v", slug, err)
		}
		if in.Slug != slug {
			t.Errorf("%s: slug %q", slug, in.Slug)
		}
		for l, f := range files {
			got := pack.Parse(l, in.Files[l])
			if diff := cmp.Diff(headings(f), headings(got)); diff != "" {
				t.Errorf("%s %s\n%s", slug, l, diff)
			}
			// The title is the page's own, the overview's one word was added.
			a, b := bare(seen(f)), strings.Replace(bare(seen(got)), "Scope", "", 1)
			if l != atlas.Profile {
				b = bare(seen(got))
			}
			if diff := cmp.Diff(a, b); diff != "" {
				t.Errorf("%s %s\n%s", slug, l, diff)
			}
		}
	}
}

// copyOf is a layer as the plain text of its page.
func copyOf(f *pack.File) string {
	var out strings.Builder
	for _, s := range f.Sections {
		if s.Text != "" {
			out.WriteString(s.Text + "\n")
		}
		for _, b := range s.Blocks {
			mark := ""
			if b.Kind == markdown.Item {
				mark = "- "
			}
			if b.Role != pack.FieldBlock && b.Seen.Text != "" {
				out.WriteString(mark + b.Seen.Text + "\n")
				continue
			}
			for _, l := range b.Lines {
				out.WriteString(mark + strings.TrimSpace(l.In(f.Text)) + "\n")
				mark = ""
			}
		}
	}
	return out.String()
}

func headings(f *pack.File) []string {
	var out []string
	for _, s := range f.Sections[1:] {
		out = append(out, s.Text)
	}
	return out
}
