package changelog

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestClass changes one statement of a derived layer.
func TestClass(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		// the same in other words
		{"The NPC runs 17 data centers.", "The NPC runs seventeen data-centres!", ""},
		{"The NPC runs the Instant Rail.", "The Instant Rail is run by the NPC.", ""},
		{"The National Payment Company (NPC) runs the rail.", "The NPC runs the rail.", ""},
		{"The NPC runs the rail.", "The National Payment Company runs the rail.", ""},
		{"The rail signals continuity in Alba.", "Taken together, the evidence signals that the rail continues in Alba.", ""},
		{"The rail signals continuity in Alba.", "Taken together, the evidence signals continuity of the rail in Alba.", ""},
		{"Registers are kept on paper.", "On paper, registers are kept.", ""},
		{"No harbor is documented.", "A harbor is not documented.", ""},
		{"It opened on 3 August 2001.", "It opened on August 3, 2001.", ""},
		{"It holds 1,250 deeds.", "It holds 1250 deeds.", ""},
		{"It covers 40 % of deeds.", "It covers 40 percent of deeds.", ""},
		// figures
		{"The NPC runs 17 data centers.", "The NPC runs 19 data centers.", "“17 data centers” became “19 data centers”"},
		{"It has 17 vaults and 17 masts.", "It has 17 vaults and 19 masts.", "“17 masts” became “19 masts”"},
		{"It has 17 vaults and 19 masts.", "It has 19 vaults and 17 masts.", "“17 vaults” became “19 vaults”, “19 masts” became “17 masts”"},
		{"It has 17 vaults.", "It has vaults.", "“17 vaults” is gone"},
		{"It opened in 2001.", "It opened on 3 August 2001.", "“2001” became “3 August 2001”"},
		{"It is in Phase 2.", "It is in Phase 3.", "“Phase 2” became “Phase 3”"},
		{"Law No 43/2011 applies.", "Law No 44/2011 applies.", "“43/2011” became “44/2011”"},
		{"It covers 40 % of deeds.", "It covers 41 % of deeds.", "“40 %” became “41 %”"},
		{"It covers 40 percent of deeds.", "It covers 40 deeds.", "“40 percent” is gone, “40 deeds” is new"},
		{"The 1st register stands.", "The 2nd register stands.", "“1st register” became “2nd register”"},
		// names
		{"It is run by the NPC.", "It is run by the NPX.", "“NPC” became “NPX”"},
		{"It is run by the Bank of Ruritania.", "It is run by the Bank of Zamunda.", "“Bank of Ruritania” became “Bank of Zamunda”"},
		{"Alba and Brod are served.", "Alba, Brod and Corin are served.", "“Corin” is new"},
		{"Deeds are bound in Alba.", "Maps are bound in Alba.", "“Deeds” became “Maps”"},
		// denials and qualifiers
		{"A harbor is documented.", "A harbor is not documented.", "a denial was added"},
		{"The register stands without paper.", "The register stands on paper.", "the denial was removed"},
		{"It keeps deeds without maps.", "It keeps maps without deeds.", "what is denied changed"},
		{"It serves only Alba.", "It serves Alba.", "“only” is gone"},
		{"It will serve Alba.", "It serves Alba.", "“will” is gone"},
		// terms
		{"The register holds deeds on paper.", "The register holds deeds on vellum.", "“paper” became “vellum”"},
	} {
		layer := func(s string) map[string]string {
			return map[string]string{"profile.md": "# Ruritania - Profile\n\n## Registers\n\nBeside Alba and Brod, the 3rd of May Act rules.\n\n" + s + "\n"}
		}
		changes := Compare(versionOf(layer(c.was)), versionOf(layer(c.is)))
		got, class := "", Observational
		for _, l := range changes.Layers {
			for _, s := range l.Statements {
				got += s.differences()
			}
			class = max(class, l.Class())
		}
		if got != c.want {
			t.Errorf("%s\n%s\ngot  %s\nwant %s", c.was, c.is, got, c.want)
		}
		if want := (map[bool]Class{true: Observational, false: Structural})[c.want == ""]; class != want {
			t.Errorf("%s\n%s\nis %v", c.was, c.is, class)
		}
	}
}

// TestMatch says which statements are taken for versions of one.
func TestMatch(t *testing.T) {
	for _, c := range []struct{ name, was, is, want string }{
		{"a line moves", "- One vault.\n- Two masts.\n- Three deeds.", "- Three deeds.\n- One vault.\n- Two masts.", "reordered"},
		{"one of two equal lines goes", "- One vault.\n- Some mast.\n- One vault.", "- One vault.\n- Some mast.", "observational: removed “One vault”"},
		{"an equal line comes", "- One vault.", "- One vault.\n- One vault.", "observational: added “One vault”"},
		{"words of voice alone come", "One vault stands.", "One vault stands. Together the evidence signals continuity.", "observational: added “Together the evidence signals continuity”"},
		{"a sentence comes before", "The vault holds deeds.", "The mast carries lamps. The vault holds deeds.", "structural: added “The mast carries lamps”"},
		{"the nearest of two is the same", "- The vault in Alba holds deeds.\n- The vault in Brod holds deeds.",
			"- The vault in Alba holds maps.\n- The vault in Brod holds deeds.", "structural: “deeds” became “maps”, in “The vault in Alba holds maps”"},
		{"nothing in common", "Deeds are bound.", "Lamps burn.", "structural: added “Lamps burn”; structural: removed “Deeds are bound”"},
		{"bullets become a paragraph", "- The vault holds deeds.\n- The mast carries lamps.", "The vault holds deeds. The mast carries lamps.", ""},
		{"moved and edited", "The vault in Alba holds seven paper deeds.\n\n## Else\n\nLamps burn.", "Nothing else.\n\n## Else\n\nLamps burn. The vault in Alba holds nine paper deeds.",
			"structural: added the constraint “Nothing else”; structural: moved here from “Section”, “seven paper deeds” became “nine paper deeds”, in “The vault in Alba holds nine paper deeds”"},
	} {
		layer := func(s string) map[string]string {
			return map[string]string{"profile.md": "# Ruritania - Profile\n\n## Section\n\n" + s + "\n"}
		}
		changes := Compare(versionOf(layer(c.was)), versionOf(layer(c.is)))
		var got []string
		for _, l := range changes.Layers {
			if l.Reordered {
				got = append(got, "reordered")
			}
			for i := range l.Statements {
				got = append(got, l.Statements[i].Class.String()+": "+statementBullet(&l.Statements[i]))
			}
		}
		if joined := strings.Join(got, "; "); joined != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, joined, c.want)
		}
	}
}

// TestDue says which layers stand on a change.
func TestDue(t *testing.T) {
	base := map[string]string{
		"evidence.md": "# Ruritania - Evidence\n\n## Vaults\n\nThe Deeds Board states that the vault of Alba holds parchment. The Lamp Office states that masts carry lanterns.\n",
		"signals.md":  "# Ruritania - Signals\n\n## Vaults\n\nParchment in the vault of Alba signals continuity of the Deeds Board. Lanterns on masts signal the Lamp Office.\n",
		"profile.md":  "# Ruritania - Profile\n\n## Vaults\n\nThe vault of Alba is read as a parchment environment.\n",
	}
	for _, c := range []struct {
		name string
		edit map[string][2]string
		want string
	}{
		{"nothing", nil, ""},
		{"evidence altered", map[string][2]string{"evidence.md": {"of Alba holds parchment", "of Alba holds vellum"}}, "signals 1, profile 1"},
		{"evidence reworded", map[string][2]string{"evidence.md": {"that the vault of Alba holds parchment", "that parchment in the vault of Alba holds"}}, ""},
		{"evidence and the signal altered together", map[string][2]string{"evidence.md": {"of Alba holds parchment", "of Alba holds vellum"}, "signals.md": {"Parchment", "Vellum"}}, "profile 1"},
		{"a signal altered", map[string][2]string{"signals.md": {"Parchment", "Vellum"}}, "profile 1"},
		{"another signal altered", map[string][2]string{"signals.md": {"Lanterns", "Candles"}}, ""},
		{"evidence goes", map[string][2]string{"evidence.md": {" The Lamp Office states that masts carry lanterns.", ""}}, "signals 1"},
		{"evidence comes that carries nothing more", map[string][2]string{"evidence.md": {"lanterns.", "lanterns. The parchment of the vault of Alba is stated to be bound."}}, ""},
		{"the last layer altered", map[string][2]string{"profile.md": {"parchment", "vellum"}}, ""},
	} {
		after := map[string]string{}
		for name, s := range base {
			after[name] = s
			if e, ok := c.edit[name]; ok {
				after[name] = strings.Replace(s, e[0], e[1], 1)
			}
		}
		var got []string
		for _, d := range Compare(versionOf(base), versionOf(after)).Due {
			got = append(got, fmt.Sprintf("%s %d", d.Layer, len(d.Statements)))
		}
		if joined := strings.Join(got, ", "); joined != c.want {
			t.Errorf("%s: got %q, want %q", c.name, joined, c.want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	before := versionOf(map[string]string{"evidence.md": "# Ruritania - Evidence\n\nA vault stands.\n", "signals.md": "# Ruritania - Signals\n\nA vault signals.\n"})
	broken := versionOf(map[string]string{"evidence.md": "# Ruritania - Evidence\n\nA vault stands.\n", "signals.md": ""})
	broken.Package.Files[atlas.Signals].Fault = os.ErrInvalid
	changes := Compare(before, broken)
	if len(changes.Layers) != 1 || changes.Layers[0].State != Unreadable || len(changes.Layers[0].Statements) > 0 {
		t.Errorf("got %+v", changes.Layers)
	}
	if again := Compare(broken, broken); !again.Empty() {
		t.Errorf("unreadable twice: %+v", again.Layers)
	}
}

// TestSame runs every story many times: maps must not show through.
func TestSame(t *testing.T) {
	stories, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range stories {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first := ""
		for range 20 {
			s := storyOf(archive)
			changes := Compare(s.before, s.after)
			got := Message(&changes) + "\n" + Entry(&changes, Meta{ID: "a", Date: "2026-11-22"})
			if first == "" {
				first = got
			}
			if diff := cmp.Diff(first, got); diff != "" {
				t.Fatalf("%s differs from run to run:\n%s", file, diff)
			}
			same := Compare(s.before, s.before)
			if !same.Empty() || len(same.Due) > 0 {
				t.Fatalf("%s: a version differs from itself: %+v", file, same)
			}
		}
	}
}

func TestMessageLength(t *testing.T) {
	long := "# " + strings.Repeat("Very ", 12) + "Long Republic - Profile\n\n## Vaults\n\n"
	for _, c := range []struct{ was, is, want string }{
		{long + "It has 17 vaults.", long + "It has 19 vaults.", strings.Repeat("Very ", 12) + "Lo…: changed"},
		{"# Ruritania - Profile\n\nEvery vault, mast, lantern, ferry, mill and deed on the river is run by the Bank of the United Villages of the Alba Valley Region.", "# Ruritania - Profile\n\nEvery vault, mast, lantern, ferry, mill and deed on the river is run by the Office of the Combined Parishes of the Brod Forest Country.",
			"Ruritania: profile, one name changed"},
	} {
		changes := Compare(versionOf(map[string]string{"profile.md": c.was}), versionOf(map[string]string{"profile.md": c.is}))
		got := Message(&changes)
		if len([]rune(got)) > maxSubject {
			t.Errorf("%q is longer than %d characters", got, maxSubject)
		}
		if c.want != "" && got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func FuzzCompare(f *testing.F) {
	stories, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range stories {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		s := storyOf(archive)
		if s.before.file(atlas.Evidence) != nil && s.after.file(atlas.Evidence) != nil {
			f.Add(s.before.file(atlas.Evidence).Text, s.after.file(atlas.Evidence).Text)
		}
	}
	f.Fuzz(func(t *testing.T, was, is string) {
		before := versionOf(map[string]string{"evidence.md": was, "signals.md": is, "metadata.md": was, "change-log.md": was})
		after := versionOf(map[string]string{"evidence.md": is, "signals.md": was, "metadata.md": is, "change-log.md": is})
		changes := Compare(before, after)
		entry := Entry(&changes, Meta{ID: "fuzz", Date: "2026-11-22"})
		if strings.Count(entry, "\n### ") > 0 || !strings.HasPrefix(entry, "### ") || strings.Count(entry, "<!--") != 1+strings.Count(entry, `\<!--`) {
			t.Errorf("the entry holds what is no part of it:\n%s", entry)
		}
		if m := Message(&changes); len([]rune(m)) > maxSubject || strings.ContainsAny(m, "\r\n") {
			t.Errorf("message %q", m)
		}
		if again := Compare(after, after); !again.Empty() {
			t.Errorf("a version differs from itself: %+v", again.Layers)
		}
	})
}

// BenchmarkCompare compares two versions of a package of 75 KB in which one
// evidence statement and one signal differ, and writes the entry.
func BenchmarkCompare(b *testing.B) {
	before, after := bulk(75_000, "17"), bulk(75_000, "19")
	b.ReportAllocs()
	for b.Loop() {
		changes := Compare(before, after)
		Entry(&changes, Meta{ID: "a", Date: "2026-11-22"})
	}
}

// BenchmarkCompareRewritten compares two packages that have nothing in common.
func BenchmarkCompareRewritten(b *testing.B) {
	before, after := bulk(75_000, "17"), bulk(75_000, "19")
	for _, l := range atlas.Layers() {
		after.Graph.Layers[l], before.Graph.Layers[l] = before.Graph.Layers[l], after.Graph.Layers[l]
	}
	rewritten := versionOf(map[string]string{"evidence.md": strings.ReplaceAll(after.file(atlas.Evidence).Text, "lantern", "candle"),
		"signals.md": strings.ReplaceAll(after.file(atlas.Signals).Text, "Vault", "Mast")})
	b.ReportAllocs()
	for b.Loop() {
		changes := Compare(before, rewritten)
		Entry(&changes, Meta{ID: "a", Date: "2026-11-22"})
	}
}

// bulk makes a package of about so many bytes in six layers.
func bulk(size int, figure string) Version {
	files := map[string]string{}
	for _, l := range atlas.Layers()[:atlas.ChangeLog] {
		var s strings.Builder
		fmt.Fprintf(&s, "# Ruritania - %s\n", l.Heading())
		for i := 0; s.Len() < size/6; i++ {
			if i%8 == 0 {
				fmt.Fprintf(&s, "\n## Section %c%c\n\n", 'A'+i%26, 'a'+i/8%26)
			}
			fmt.Fprintf(&s, "The Vault %c%c of the Deeds Board states that lantern %s%d stands by mast w%dord in Alba and holds parchment of kind k%dx. ", 'A'+i%26, 'a'+i*7%26, map[bool]string{true: "7", false: ""}[i%3 == 0], i, i*31%97, i*17%89)
		}
		if l <= atlas.Signals {
			s.WriteString("\n\n## Reach\n\nThe Deeds Board states that " + figure + " ferries cross the river.\n")
		}
		files[l.File()] = s.String()
	}
	return versionOf(files)
}
