package exchange

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// ruritania returns the invented page and the layers that it must give.
func ruritania(t testing.TB) (page string, layers map[atlas.Layer]string) {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "ruritania.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	layers = map[atlas.Layer]string{}
	for _, f := range archive.Files {
		if l, ok := atlas.LayerOf(f.Name); ok {
			layers[l] = string(f.Data)
		} else {
			page = string(f.Data)
		}
	}
	return page, layers
}

func TestImport(t *testing.T) {
	page, want := ruritania(t)
	for name, copied := range map[string]string{
		"as copied":           page,
		"blank lines between": strings.ReplaceAll(page, ".\n", ".\n\n"),
		"spaced headings":     spaceHeadings(page),
		"no-break spaces":     strings.ReplaceAll(page, "The ", "The\u00a0"),
		"no last line end":    strings.TrimSuffix(page, "\n"),
	} {
		in, err := Import(copied, "")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if in.Name != "Ruritania" || in.Slug != "ruritania" {
			t.Errorf("%s: name %q, slug %q", name, in.Name, in.Slug)
		}
		if diff := cmp.Diff(want, in.Files); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func spaceHeadings(page string) string {
	for _, n := range "12345678" {
		page = strings.ReplaceAll(page, "\n"+string(n)+".", "\n"+string(n)+". ")
		page = strings.Replace(page, "\n"+string(n)+".  ", "\n"+string(n)+". ", 2)
	}
	return strings.Replace(page, "1.Overview", "1. Overview", 1)
}

func TestImportUnderAnotherName(t *testing.T) {
	page, _ := ruritania(t)
	in, err := Import(page, " North  Ruritania ")
	if err != nil {
		t.Fatal(err)
	}
	if in.Name != "North Ruritania" || in.Slug != "north-ruritania" || !strings.HasPrefix(in.Files[atlas.Evidence], "# North Ruritania - Evidence Layer\n") {
		t.Errorf("%q, %q: %.40q", in.Name, in.Slug, in.Files[atlas.Evidence])
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	page, _ := ruritania(t)
	swap := strings.NewReplacer("3.Signals Layer", "3.Trust Dimensions", "4.Trust Dimensions", "4.Signals Layer")
	for _, c := range []struct{ page, want string }{
		{"", `line 1: the page is empty; copy the whole page, from "1.Overview" on`},
		{" \n\n", `line 1: the page is empty; copy the whole page, from "1.Overview" on`},
		{"\nMenu\n" + page, `line 2: the page begins with "Menu", not with "1.Overview"; leave out what stands before the overview`},
		{strings.Replace(page, "2.Evidence Layer\n", "", 1), `line 23: "3.Signals Layer" stands where "2.Evidence Layer" is due; a page has each part once, in the order of the layers`},
		{swap.Replace(page), `line 24: "3.Trust Dimensions" stands where "3.Signals Layer" is due; a page has each part once, in the order of the layers`},
		{page + "8.Change Log\nAgain.\n", `line 70: "8.Change Log" comes a second time; a page has each part once`},
		{page + "9.Topology\nMore.\n", `line 70: "9.Topology" is no part of a page; its parts are the overview and the seven layers`},
		{strings.Replace(page, "6.Profile", "6.Portrait", 1), `line 52: "6.Portrait" is no part of a page; its parts are the overview and the seven layers`},
		{page[:strings.Index(page, "8.Change Log")], `line 59: the page ends without "8.Change Log"; copy it again to its end`},
		{page[:strings.Index(page, "8.Change Log")] + "8.Change Log\n", `line 60: nothing stands under "8.Change Log"; open the whole page and copy it again`},
		{"1.Overview\n\xff\n", `line 2: this is no text in UTF-8; save the page's text as UTF-8 and import it again`},
		{"1.Overview\na\x00b\n", `line 2: this is no text in UTF-8; save the page's text as UTF-8 and import it again`},
		{strings.ReplaceAll(page, "Ruritania", "it"), `line 1: no sentence of the page says which jurisdiction it is about; give its name`},
	} {
		in, err := Import(c.page, "")
		var at *LineError
		if !errors.As(err, &at) || err.Error() != c.want || in != nil {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

func TestNameIn(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{"The New Strelsau jurisdiction package was created.", "New Strelsau"},
		{"Statement\nTrinidad and Tobago appears in the trust dimensions layer as one.", "Trinidad and Tobago"},
		{"The Netherlands appears in builder mode as one.", "Netherlands"},
		{"This file holds what is documented for the Isle of Zenda, and no more.", "Isle of Zenda"},
		{"For builder interpretation, St. Rassendyll reads as one.", "St. Rassendyll"},
		{"It is documented for Zenda. Hentzau is documented as one. Hentzau currently reads within Atlas as one.", "Hentzau"},
		{"documented for the reader", ""},
	} {
		if got := nameIn(c.page); got != c.want {
			t.Errorf("nameIn(%q) = %q, want %q", c.page, got, c.want)
		}
	}
}

// An overview that is not the profile's is kept, in the profile.
func TestOverviewOfItsOwn(t *testing.T) {
	page, _ := ruritania(t)
	page = strings.Replace(page, "1.Overview\n", "1.Overview\nIt has a third rail. It assigns no rank.\n", 1)
	in, err := Import(page, "")
	if err != nil {
		t.Fatal(err)
	}
	f := pack.Parse(atlas.Profile, in.Files[atlas.Profile])
	var got []string
	for _, b := range f.Sections[1].Blocks {
		got = append(got, b.Seen.Text)
	}
	want := []string{
		"Ruritania currently reads within Atlas as a mountain jurisdiction of two rails. It keeps one harbor on a lake.",
		"It has a third rail.",
		"Scope. This page holds structures documented for Ruritania that Atlas normalizes.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzParsePage takes any text for a page.
func FuzzParsePage(f *testing.F) {
	page, _ := ruritania(f)
	f.Add(page)
	f.Fuzz(comesBack)
}

// FuzzSections takes any text for what stands in every part of a page.
func FuzzSections(f *testing.F) {
	page, _ := ruritania(f)
	f.Add(page)
	f.Add("Head\n> b\n- # c\nKey: value\n---\n•\n1. f\n+ g\n- a. - b - c\nin\nevidence.mdx y\n`d` &amp; <!-- i\n--> *j*")
	f.Add("Region\nEast\n===\n~~~\n[a]: b\n    c\n#\n# #\n\\\nh\\ &am_; &#35;")
	f.Fuzz(func(t *testing.T, body string) {
		page := "1.Overview\n"
		for i := range atlas.Layers() {
			title, _ := titleOf(i + 1)
			page += fmt.Sprintf("%d.%s\n%s\n", i+2, title, body)
		}
		comesBack(t, page)
	})
}

// comesBack checks that what is read of a page comes back from the layers'
// Markdown, character by character but for spaces and marks.
func comesBack(t *testing.T, page string) {
	in, err := Import(page, "Ruritania")
	if err != nil {
		return
	}
	lines, err := linesOf(page)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := partsOf(lines)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range atlas.Layers() {
		file := pack.Parse(l, in.Files[l])
		if file.Title.Text != "Ruritania - "+l.Heading() {
			t.Errorf("%s: title %q", l, file.Title.Text)
		}
		got, want := bare(seen(file)), bare(copied(parts[l+1]))
		switch {
		case l == atlas.Profile && len(got) > len(want):
			continue // the overview's sentences stand among the profile's
		case l == atlas.Metadata:
			const added = "Jurisdiction:Ruritania"
			got, want = strings.Replace(got, added, "", 1), strings.Replace(want, added, "", 1)
		}
		if got != want {
			t.Errorf("%s: %q\nwas read as %q\nin %q", l, want, got, in.Files[l])
		}
	}
}

func seen(f *pack.File) string {
	var out strings.Builder
	for _, s := range f.Sections {
		out.WriteString(s.Text)
		for _, b := range s.Blocks {
			out.WriteString(b.Seen.Text)
		}
	}
	return out.String()
}

// copied is the text of a part without the marks of its items.
func copied(p part) string {
	var out strings.Builder
	for _, l := range p.lines {
		text := l.text
		if _, item, ok := itemOf(text); ok {
			text = item
		}
		out.WriteString(text)
	}
	return out.String()
}

// bare leaves out what reading may add or take: spaces, dashes and backticks.
func bare(s string) string {
	return strings.NewReplacer(" ", "", "-", "", "`", "").Replace(strings.Join(strings.Fields(s), ""))
}

func BenchmarkImport(b *testing.B) {
	page, _ := ruritania(b)
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		if _, err := Import(page, ""); err != nil {
			b.Fatal(err)
		}
	}
}
