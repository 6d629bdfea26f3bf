package app

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// cut is the text between two positions of a JavaScript string.
func cut(text string, from, to int) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[from:to]))
}

func TestExplain(t *testing.T) {
	documents := Documents{openWindow(t).desk}
	texts, analyses := map[string]string{}, map[string]Analysis{}
	for _, layer := range []string{"evidence", "signals", "profile"} {
		doc, err := documents.Read(pkg, layer)
		if err != nil {
			t.Fatal(err)
		}
		texts[layer] = doc.Text
		if analyses[layer], err = documents.Analysis(pkg, layer); err != nil {
			t.Fatal(err)
		}
	}
	joined := map[string]int{}
	for _, pair := range [][2]string{{"signals", "evidence"}, {"profile", "evidence"}, {"profile", "signals"}, {"signals", "profile"}, {"evidence", "signals"}} {
		layer, beside := pair[0], pair[1]
		for _, s := range analyses[layer].Statements {
			x, err := documents.Explain(pkg, layer, s.ID, beside)
			if err != nil || x.Statement != s.ID {
				t.Fatalf("%s %s: %+v, %v", layer, s.ID, x, err)
			}
			if len(x.UsedBy) != s.Users || (len(x.Support) > 0) != (s.Score > 0) {
				t.Errorf("%s %q: %d users, %d supports, %d sought, and the analysis %+v", layer, cut(texts[layer], s.From, s.To), len(x.UsedBy), len(x.Support), len(x.Sought), s)
			}
			for _, tie := range x.Beside {
				joined[layer+" "+beside]++
				checkTie(t, cut(texts[layer], s.From, s.To), cut(texts[beside], tie.To.From, tie.To.To), tie)
			}
		}
	}
	if len(joined) != 5 {
		t.Errorf("of five pairs of layers these are joined: %v", joined)
	}
}

// checkTie holds the anchors of two statements against their texts: what is
// marked in one of them has something marked in the other.
func checkTie(t *testing.T, here, there string, tie Tie) {
	t.Helper()
	for text, anchors := range map[string][]Anchor{here: tie.Here, there: tie.There} {
		for _, a := range anchors {
			if word := cut(text, a.From, a.To); word != strings.TrimSpace(word) || word == "" {
				t.Errorf("%q is no anchor of %q", word, text)
			}
		}
	}
	if len(tie.Here) == 0 || len(tie.There) == 0 {
		t.Errorf("%d anchors in %q, %d in %q", len(tie.Here), here, len(tie.There), there)
	}
}

func TestExplainWhatIsGone(t *testing.T) {
	documents := Documents{openWindow(t).desk}
	if x, err := documents.Explain(pkg, "signals", "gone", "evidence"); err != nil || x.Statement != "" || x.Support == nil || x.Beside == nil {
		t.Errorf("a statement that is gone: %+v, %v", x, err)
	}
	if _, err := documents.Explain("nowhere", "signals", "gone", "evidence"); err == nil {
		t.Error("a package that is not there explains something")
	}
}

func TestChangedStatements(t *testing.T) {
	w := openWindow(t)
	documents := Documents{w.desk}
	git(t, w.folder, "init", "--quiet")
	git(t, w.folder, "add", ".")
	git(t, w.folder, "-c", "user.name=A. Author", "-c", "user.email=author@example.org", "commit", "--quiet", "--message=All")
	changed := func() (out []string) {
		analysis, err := documents.Analysis(pkg, "signals")
		if err != nil {
			t.Fatal(err)
		}
		doc, err := documents.Read(pkg, "signals")
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range analysis.Statements {
			if s.Changed {
				out = append(out, cut(doc.Text, s.From, s.To))
			}
		}
		return out
	}
	doc, err := documents.Read(pkg, "signals")
	if err != nil {
		t.Fatal(err)
	}
	text := doc.Text + "\nA new sentence stands here.\n"
	if _, err := documents.Edit(pkg, "signals", text, doc.Base, 1); err != nil {
		t.Fatal(err)
	}
	w.await(t, "the new statement", func() bool {
		return strings.Join(changed(), "|") == "A new sentence stands here."
	})
}

func TestStatementsBehindTheirEvidence(t *testing.T) {
	w := openWindow(t)
	documents := Documents{w.desk}
	git(t, w.folder, "init", "--quiet")
	git(t, w.folder, "add", ".")
	git(t, w.folder, "-c", "user.name=A. Author", "-c", "user.email=author@example.org", "commit", "--quiet", "--message=All")
	version := 0
	edit := func(layer, was, is string) {
		t.Helper()
		doc, err := documents.Read(pkg, layer)
		if err != nil || !strings.Contains(doc.Text, was) {
			t.Fatalf("%s does not say %q, %v", layer, was, err)
		}
		version++
		if _, err := documents.Edit(pkg, layer, strings.Replace(doc.Text, was, is, 1), doc.Base, version); err != nil {
			t.Fatal(err)
		}
	}
	behind := func() (users, behind int) {
		analysis, err := documents.Analysis(pkg, "evidence")
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range analysis.Statements {
			if s.Changed {
				return s.Users, s.Behind
			}
			if s.Behind != 0 {
				t.Errorf("%+v has not changed", s)
			}
		}
		return 0, 0
	}
	edit("evidence", "17 data centers", "18 data centers")
	w.await(t, "the evidence that changed", func() bool { users, behind := behind(); return users > 1 && users == behind })
	users, _ := behind()
	edit("signals", "17 data centers", "18 data centers")
	if now, left := behind(); now != users || left != users-1 {
		t.Errorf("of %d statements %d are behind when one of %d was mended", now, left, users)
	}
}
