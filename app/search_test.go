package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/search"

	"github.com/google/go-cmp/cmp"
)

// searched is a window on small packages, each with a word of its own.
func searched(t *testing.T, packages int) (window, *Search) {
	t.Helper()
	folder := t.TempDir()
	for i := range packages {
		at := filepath.Join(folder, fmt.Sprintf("p%04d", i))
		if err := os.MkdirAll(at, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, content := range map[string]string{
			"evidence.md": fmt.Sprintf("# P%d - Evidence Layer\n\n## Public registers\n\nThe office 😀 keeps %d registers. It keeps lakes.\n", i, i),
			"signals.md":  "# P - Signals\n\n## Register signals\n\nRegisters signal order.\n",
		} {
			if err := os.WriteFile(filepath.Join(at, name), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	w := openWindowOn(t, folder)
	return w, &Search{desk: w.desk}
}

func TestSearchFindsUnsavedText(t *testing.T) {
	w, s := searched(t, 2)
	documents := Documents{w.desk}
	doc, err := documents.Read("p0001", "signals")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := documents.Edit("p0001", "signals", doc.Text+"The office is new.\n", doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	page, err := s.Find(SearchQuery{Text: "OFFICE"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range page.Found {
		for _, l := range p.Layers {
			for _, m := range l.Matches {
				text, err := documents.Read(p.Package, l.Layer)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, fmt.Sprintf("%s %s:%d %s in “%s”", p.Package, l.Layer, m.Line, utf16Slice(text.Text, m.From, m.To), m.Excerpt))
			}
		}
	}
	want := []string{
		"p0000 evidence:5 office in “The office 😀 keeps 0 registers.”",
		"p0001 evidence:5 office in “The office 😀 keeps 1 registers.”",
		"p0001 signals:6 office in “The office is new.”",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSearchInPages(t *testing.T) {
	_, s := searched(t, 260)
	for _, only := range []string{"", "p0007"} {
		found, searched, pages := 0, 0, 0
		for after := ""; pages == 0 || after != ""; pages++ {
			page, err := s.Find(SearchQuery{Text: "office", Package: only}, after)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range page.Found {
				if p.Package <= after {
					t.Errorf("%s is found again", p.Package)
				}
				found++
			}
			searched += page.Searched
			after = page.Next
		}
		want := 260
		if only != "" {
			want = 1
		}
		if found != want || searched != want {
			t.Errorf("of %d packages %d were looked through and %d found", want, searched, found)
		}
		if only == "" && pages < 2 {
			t.Error("everything came in one page")
		}
	}
}

func TestSearchTellsWhatReplacesAMatch(t *testing.T) {
	_, s := searched(t, 1)
	page, err := s.Find(SearchQuery{Text: `keeps (\w+)`, Pattern: true, Package: "p0000", Replace: true, With: "holds $1"}, "")
	if err != nil || len(page.Found) != 1 {
		t.Fatalf("%+v, %v", page, err)
	}
	var got []string
	for _, m := range page.Found[0].Layers[0].Matches {
		got = append(got, m.Old+" → "+m.New)
	}
	if diff := cmp.Diff([]string{"keeps 0 → holds 0", "keeps lakes → holds lakes"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSearchRefusesAWrongPattern(t *testing.T) {
	_, s := searched(t, 1)
	_, err := s.Find(SearchQuery{Text: "(", Pattern: true}, "")
	var pattern *search.PatternError
	if !errors.As(err, &pattern) || faultOf(err).Code != "query" {
		t.Errorf("%v: %+v", err, faultOf(err))
	}
}

func TestHeadings(t *testing.T) {
	_, s := searched(t, 3)
	out, err := s.Headings("regi", "p0002", 4)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range out.Headings {
		got = append(got, strings.Join([]string{h.Package, h.Layer, h.Text}, " "))
	}
	want := []string{"p0002 signals Register signals", "p0000 signals Register signals", "p0001 signals Register signals", "p0002 evidence Public registers"}
	if diff := cmp.Diff(want, got); diff != "" || out.More != 2 {
		t.Errorf("%s\nand %d more", diff, out.More)
	}
}

func TestAnalysisHasTheHeadings(t *testing.T) {
	w, _ := searched(t, 1)
	analysis, err := (&Documents{w.desk}).Analysis("p0000", "evidence")
	if err != nil {
		t.Fatal(err)
	}
	want := []Section{{"P0 - Evidence Layer", 1, 2, 21}, {"Public registers", 2, 26, 42}}
	if diff := cmp.Diff(want, analysis.Sections); diff != "" {
		t.Error(diff)
	}
}
