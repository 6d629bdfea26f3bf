package settings

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"atlasdesk/backend/check"

	"github.com/google/go-cmp/cmp"
)

const waiversName = ".atlas-desk/waivers.yaml"

const digits = "00112233445566778899aabbccddeeff"

const oneWaiver = `version: 1
waivers:
  - package: ruritania
    layer: signals
    rule: trace/untraced-name
    words: The Harbour Board signals it.
    reason: "It is the old name: see the register."
    by: A. Reviewer
    date: 2026-02-03
    finding: 00112233445566778899aabbccddeeff
    text: 00112233445566778899aabbccddeeff
`

func waiver(pkg, layer, words string) PackageWaiver {
	return PackageWaiver{pkg, check.Waiver{Rule: "trace/untraced-name", Layer: layer, Words: words, About: check.Identity{Finding: digits, Text: digits},
		Reason: "It is the old name: see the register.", By: "A. Reviewer", Date: "2026-02-03"}}
}

func TestParseWaivers(t *testing.T) {
	got, err := ParseWaivers(waiversName, oneWaiver)
	if err != nil {
		t.Fatal(err)
	}
	want := []check.Waiver{waiver("ruritania", "signals", "The Harbour Board signals it.").Waiver}
	if d := cmp.Diff(want, got.Of("ruritania")); d != "" {
		t.Error(d)
	}
	if got.Of("sylvania") != nil || (*Waivers)(nil).Of("ruritania") != nil {
		t.Error("another package has waivers")
	}
	for _, source := range []string{"", "# nothing yet\n", "version: 1\n", "version: 1\nwaivers:\n", "version: 1\nwaivers: []\n"} {
		if w, err := ParseWaivers(waiversName, source); err != nil || len(w.all) > 0 {
			t.Errorf("%q: %v, %v", source, w, err)
		}
	}
}

func TestFaultsOfWaivers(t *testing.T) {
	swap := func(old, new string) string { return strings.Replace(oneWaiver, old, new, 1) }
	for _, c := range []struct{ source, want string }{
		{swap("version: 1\n", ""), "1:1: the file does not say its version"},
		{swap("version: 1", "version: 2"), "1:10: this is version 2 of the format, and version 1 is read here"},
		{swap("waivers:", "waiver:"), "2:1: “waiver” is no key of the file; did you mean “waivers”?"},
		{"version: 1\nwaivers: yes\n", "2:10: waivers are a list"},
		{"version: 1\nwaivers: [a]\n", "2:11: a waiver is a block of keys: package, layer,"},
		{"- a\n", "1:1: the file of waivers has two keys"},
		{swap("reason:", "reson:"), "7:5: “reson” is no key of a waiver; did you mean “reason”?"},
		{swap(`    reason: "It is the old name: see the register."`+"\n", ""), "3:5: this waiver has no reason"},
		{swap(`"It is the old name: see the register."`, "' '"), "7:13: the reason of a waiver is a few words"},
		{swap("package: ruritania", "package: ../ruritania"), "3:14: “../ruritania” is not a slash path"},
		{swap("layer: signals", "layer: signals.md"), "4:12: “signals.md” is not the key of a layer"},
		{swap("trace/untraced-name", "trace/untraced-nam"), "5:11: “trace/untraced-nam” is not the name of a rule"},
		{swap("trace/untraced-name", "waiver/stale"), "5:11: “waiver/stale” is not the name of a rule that can be waived"},
		{swap("2026-02-03", "2026-02-30"), "9:11: “2026-02-30” is not a day"},
		{swap(digits, "x"), "10:14: “x” is not 32 hexadecimal digits"},
		{oneWaiver + "<<<<<<< ours\n=======\n", "1: this is not YAML"},
		{"waivers: &a []\nversion: 1\n", "1:10: anchors"},
		{strings.Repeat("# long\n", WaiversLimit/7+1), "1:1: the waivers are larger than 1024 KB"},
	} {
		_, err := ParseWaivers(waiversName, c.source)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), waiversName+":") {
			t.Errorf("%.80q: got %v, want %s", c.source, err, c.want)
		}
	}
}

// Waivers are put in order whatever order they come in, and comments stay with
// what they are about.
func TestAddWaivers(t *testing.T) {
	all := []PackageWaiver{waiver("sylvania", "", "All of it."), waiver("ruritania", "profile", "B."), waiver("ruritania", "evidence", "C."), waiver("ruritania", "profile", "A.")}
	source := ""
	for i, w := range all {
		w.About.Text = strings.Repeat(string(rune('a'+i)), 32)
		edit, err := AddWaiver(waiversName, source, w)
		if err != nil {
			t.Fatal(err)
		}
		source = strings.ReplaceAll(edit.Apply(source), `  - package: sylvania`, "  # about the last\n  - package: sylvania")
		source = strings.ReplaceAll(source, "  # about the last\n  # about the last\n", "  # about the last\n")
	}
	var order []string
	for line := range strings.Lines(source) {
		if key, words, _ := strings.Cut(strings.TrimSpace(line), ": "); key == "words" || strings.HasPrefix(key, "# about") {
			order = append(order, words+key)
		}
	}
	if want := []string{"C.words", "A.words", "B.words", "# about the last", "All of it.words"}; !slices.Equal(order, want) {
		t.Errorf("order %q in\n%s", order, source)
	}
	if !strings.HasPrefix(source, waivers().top()) {
		t.Errorf("the head is missing:\n%s", source)
	}
}

func TestWaiversAreEditedInPlace(t *testing.T) {
	w := waiver("ruritania", "signals", "The Harbour Board signals it.")
	w.Reason = "Another reason"
	other := waiver("sylvania", "signals", "It.")
	for _, c := range []struct{ name, source, want string }{
		{"one about the same is replaced", "# ours\n" + oneWaiver + "  # the end\n", "# ours\n" + strings.Replace(oneWaiver, `"It is the old name: see the register."`, "Another reason", 1) + "  # the end\n"},
		{"after the last, which lacks its line ending", strings.TrimSuffix(strings.Replace(oneWaiver, "package: ruritania", "package: atlantis", 1), "\n"), ""},
		{"in a list without indentation", "version: 1\nwaivers:\n" + waivers().written(&other, 0), "version: 1\nwaivers:\n" + waivers().written(&w, 0) + waivers().written(&other, 0)},
		{"in an empty list", "version: 1\nwaivers: [] # none yet\n", "version: 1\nwaivers: \n" + strings.TrimSuffix(waivers().written(&w, 2), "\n") + " # none yet\n"},
		{"below an empty key", "waivers: # none\n\nversion: 1\n", "waivers: # none\n" + waivers().written(&w, 2) + "\nversion: 1\n"},
		{"in a file of comments", "# ours\n", "# ours\nversion: 1\nwaivers:\n" + waivers().written(&w, 2)},
		{"above another key", "waivers:\n" + waivers().written(&other, 2) + "\n# of the format\nversion: 1\n", "waivers:\n" + waivers().written(&w, 2) + waivers().written(&other, 2) + "\n# of the format\nversion: 1\n"},
	} {
		edit, err := AddWaiver(waiversName, c.source, w)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := edit.Apply(c.source)
		if c.want != "" && got != c.want {
			t.Errorf("%s:\n%s", c.name, cmp.Diff(c.want, got))
		}
		removal, err := RemoveWaiver(waiversName, got, w)
		if err != nil {
			t.Errorf("%s: remove it again: %v", c.name, err)
			continue
		}
		if left, err := ParseWaivers(waiversName, removal.Apply(got)); err != nil || slices.ContainsFunc(left.all, func(o PackageWaiver) bool { return waivers().key(&o) == waivers().key(&w) }) {
			t.Errorf("%s: it is still there, %v:\n%s", c.name, err, removal.Apply(got))
		}
	}
}

// A file that only a person can change is left alone.
func TestWaiversThatOnlyAPersonCanChange(t *testing.T) {
	w := waiver("ruritania", "signals", "It.")
	flow := "{package: ruritania, rule: trace/untraced-name, words: w, reason: r, by: b, date: 2026-02-03, finding: " + digits + "}"
	for _, source := range []string{"{version: 1}\n", "version: 1\nwaivers: [" + flow + "]\n", "version: 1\nwaivers: ~\n", "version: 3\n"} {
		if _, err := AddWaiver(waiversName, source, w); err == nil {
			t.Errorf("%q was changed", source)
		}
	}
	w.About.Text = ""
	if _, err := RemoveWaiver(waiversName, oneWaiver, w); err == nil {
		t.Error("what is not there was removed")
	}
}

func FuzzWaivers(f *testing.F) {
	f.Add(oneWaiver, "It.", "A reason")
	f.Add("version: 1\nwaivers:\n- package: .\n", "“a”: b\n- c", "# none")
	f.Add("waivers: []\nversion: 1", "", "yes")
	f.Fuzz(func(t *testing.T, source, words, reason string) {
		before, err := ParseWaivers(waiversName, source)
		w := waiver("ruritania", "signals", words)
		w.Reason = reason
		edit, addErr := AddWaiver(waiversName, source, w)
		if addErr != nil {
			return
		}
		if err != nil {
			t.Fatal("a faulty file was changed")
		}
		after, err := ParseWaivers(waiversName, edit.Apply(source))
		if err != nil || !slices.Contains(after.all, w) || len(after.all) < len(before.all) {
			t.Fatalf("%v in\n%s", err, edit.Apply(source))
		}
	})
}

// The manual shows what is read.
func TestManualShowsWaivers(t *testing.T) {
	page, err := os.ReadFile(filepath.FromSlash("../../docs/settings.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(page), "```yaml\nversion: ")
	example, _, _ := strings.Cut(rest, "```")
	if w, err := ParseWaivers(waiversName, "version: "+example); !found || err != nil || len(w.all) != 1 {
		t.Errorf("found %v, %v, %v", found, err, w)
	}
}
