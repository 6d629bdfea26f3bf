package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
)

// fixture is a folder with one small package.
func fixture(t *testing.T) (*Workspace, string) {
	t.Helper()
	root := t.TempDir()
	for name, content := range map[string]string{
		"evidence.md": "# Ruritania - Evidence Layer\n\nThe office states that it keeps 17 registers.\n",
		"signals.md":  "# Ruritania - Signals\r\n\r\nThe 17 registers signal continuity.\r\n",
	} {
		put(t, root, "ruritania/"+name, content)
	}
	w, err := Open(root)
	if err != nil {
		t.Fatal(err)
	}
	return w, w.Root()
}

func put(t testing.TB, root, name, content string) {
	t.Helper()
	file := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, root, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func rulesOf(c *Checked, family string) (out []string) {
	for _, d := range c.Findings {
		if strings.HasPrefix(d.Rule, family) {
			out = append(out, d.Rule)
		}
	}
	return out
}

func document(t *testing.T, w *Workspace, l atlas.Layer) Document {
	t.Helper()
	d, err := w.Document("ruritania", l)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// base is the revision that the document stands on.
func base(w *Workspace, l atlas.Layer) string {
	d, err := w.Document("ruritania", l)
	if err != nil {
		return ""
	}
	return d.Base
}

func TestEditIsCheckedAndSavedInItsForm(t *testing.T) {
	w, root := fixture(t)
	d := document(t, w, atlas.Signals)
	wrong := strings.Replace(d.Text, "17", "19", 1)
	c, _, err := w.Edit("ruritania", atlas.Signals, wrong, base(w, atlas.Signals), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := rulesOf(c, "trace/"); len(got) != 1 || got[0] != "trace/figure-disagrees" {
		t.Errorf("findings of the wrong figure: %q", got)
	}
	if got := w.Unsaved("ruritania"); len(got) != 1 || got[0] != atlas.Signals {
		t.Errorf("unsaved: %v", got)
	}
	if _, err := w.Save("ruritania", atlas.Signals, wrong, d.Base); err != nil {
		t.Fatal(err)
	}
	if got := get(t, root, "ruritania/signals.md"); got != "# Ruritania - Signals\r\n\r\nThe 19 registers signal continuity.\r\n" {
		t.Errorf("saved %q", got)
	}
	if len(w.Unsaved("ruritania")) != 0 {
		t.Error("saved text still counts as unsaved")
	}
}

func TestTypingItBackIsNoEdit(t *testing.T) {
	w, _ := fixture(t)
	d := document(t, w, atlas.Signals)
	for i, text := range []string{d.Text + "x", d.Text} {
		if _, _, err := w.Edit("ruritania", atlas.Signals, text, base(w, atlas.Signals), i+1); err != nil {
			t.Fatal(err)
		}
	}
	if len(w.Unsaved("ruritania")) != 0 {
		t.Error("the disk's own text counts as unsaved")
	}
}

func TestOldVersionIsIgnored(t *testing.T) {
	w, _ := fixture(t)
	if _, _, err := w.Edit("ruritania", atlas.Signals, "new", base(w, atlas.Signals), 7); err != nil {
		t.Fatal(err)
	}
	c, version, err := w.Edit("ruritania", atlas.Signals, "old", base(w, atlas.Signals), 6)
	if err != nil || version != 7 || c.Layers[atlas.Signals].File.Text != "new" {
		t.Errorf("version %d, text %q, %v", version, c.Layers[atlas.Signals].File.Text, err)
	}
}

// An edit that comes late does not bring back what a newer one, a save or
// letting go has settled.
func TestLateEditIsIgnored(t *testing.T) {
	type step = func(w *Workspace, d Document) error
	edit := func(version int, more string) step {
		return func(w *Workspace, d Document) error {
			_, _, err := w.Edit("ruritania", atlas.Signals, d.Text+more, base(w, atlas.Signals), version)
			return err
		}
	}
	save := func(w *Workspace, d Document) error {
		_, err := w.Save("ruritania", atlas.Signals, d.Text+"abc", d.Base)
		return err
	}
	discard := func(w *Workspace, d Document) error {
		_, err := w.Discard("ruritania", atlas.Signals, 5)
		return err
	}
	for _, c := range []struct {
		name  string
		steps []step
		more  string
	}{
		{"typed back", []step{edit(1, "a"), edit(3, ""), edit(2, "ab")}, ""},
		{"never unsaved", []step{edit(3, ""), edit(2, "ab")}, ""},
		{"saved", []step{edit(5, "abc"), save, edit(4, "ab")}, "abc"},
		{"let go", []step{edit(5, "abc"), discard, edit(4, "ab")}, ""},
	} {
		w, _ := fixture(t)
		d := document(t, w, atlas.Signals)
		for _, step := range c.steps {
			if err := step(w, d); err != nil {
				t.Fatal(err)
			}
		}
		if got := document(t, w, atlas.Signals); got.Text != d.Text+c.more || got.Edited {
			t.Errorf("%s: the document is %+v", c.name, got)
		}
	}
}

// The incremental check of a random walk of edits is the check from scratch.
func TestIncrementalIsFromScratch(t *testing.T) {
	w, _ := fixture(t)
	text := document(t, w, atlas.Signals).Text
	edits := []string{"The Office keeps 19 registers. ", "\n\n## More\n\n- a bullet\n", "Zamunda runs it. ", "<!-- ", "**", "\n\nIt does not:\n\n- rank\n"}
	for i := range 300 {
		if at := (i * 7919) % (len(text) + 1); i%5 == 4 && at+9 < len(text) {
			text = strings.ToValidUTF8(text[:at]+text[at+9:], "")
		} else {
			text = strings.ToValidUTF8(text[:at]+edits[i%len(edits)]+text[at:], "")
		}
		c, _, err := w.Edit("ruritania", atlas.Signals, text, base(w, atlas.Signals), i+1)
		if err != nil {
			t.Fatal(err)
		}
		fresh := c.Layers
		fresh[atlas.Signals] = ReadLayer(atlas.Signals, text, nil, nil)
		want := Check(Source{ID: c.ID, Slug: "ruritania", Layers: fresh}, plain)
		if a, b := describe(c), describe(want); a != b {
			t.Fatalf("after edit %d:\n%s\nfrom scratch:\n%s", i, a, b)
		}
	}
}

func describe(c *Checked) string {
	var b strings.Builder
	for _, d := range c.Findings {
		b.WriteString(d.Rule + " " + d.File + " " + d.Message + " " + fmt.Sprint(c.Index(d.File).Range(d.Span)) + "\n")
	}
	return b.String()
}

func TestOutsideChangeToCleanFile(t *testing.T) {
	w, root := fixture(t)
	put(t, root, "ruritania/signals.md", "# Ruritania - Signals\n\nAnother text.\n")
	put(t, root, "sylvania/evidence.md", "# Sylvania - Evidence Layer\n")
	changed, err := w.Refresh()
	if err != nil || !changed {
		t.Fatal(changed, err)
	}
	if d := document(t, w, atlas.Signals); !strings.Contains(d.Text, "Another text.") || d.Base != d.Disk {
		t.Errorf("the document still holds %q", d.Text)
	}
	if got := w.IDs(); len(got) != 2 {
		t.Errorf("packages: %q", got)
	}
	if changed, err := w.Refresh(); changed || err != nil {
		t.Errorf("nothing changed, and Refresh says %v, %v", changed, err)
	}
}

func TestUnsavedTextOutlivesItsFolder(t *testing.T) {
	w, root := fixture(t)
	if _, _, err := w.Edit("ruritania", atlas.Signals, "kept", base(w, atlas.Signals), 1); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(root, "ruritania")); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	if d := document(t, w, atlas.Signals); d.Text != "kept" || d.Disk != "" {
		t.Errorf("the document is %+v", d)
	}
	if _, err := w.Discard("ruritania", atlas.Signals, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	if got := w.IDs(); len(got) != 0 {
		t.Errorf("packages: %q", got)
	}
}

func TestBadFilesAreFindings(t *testing.T) {
	w, root := fixture(t)
	put(t, root, "ruritania/profile.md", "a\x00b")
	put(t, root, "ruritania/metadata.md", "caf\xe9")
	put(t, root, "ruritania/builder-mode.md", strings.Repeat("long ", 1<<20))
	put(t, root, "ruritania/trust-dimensions.md", "")
	if _, err := w.Refresh(); err != nil {
		t.Fatal(err)
	}
	c, err := w.Package("ruritania")
	if err != nil {
		t.Fatal(err)
	}
	if got := rulesOf(c, "package/encoding"); len(got) != 3 {
		t.Errorf("unreadable layers: %q", got)
	}
	if got := rulesOf(c, "package/empty-layer"); len(got) != 1 {
		t.Errorf("empty layers: %q", got)
	}
	if d := document(t, w, atlas.Profile); d.ReadOnly == "" {
		t.Error("a binary file can be edited")
	}
}

func TestCreateRefuses(t *testing.T) {
	w, root := fixture(t)
	for _, name := range []string{"ruritania", "Ruritania", "New Mexico", "../x", ""} {
		if _, err := w.Create(name); err == nil {
			t.Errorf("%q was created", name)
		}
	}
	id, err := w.Create("new-mexico")
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.Package(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range c.Findings {
		if d.Severity > 0 {
			t.Errorf("a new package has a finding: %s", d.Message)
		}
	}
	if got, want := get(t, root, "ruritania/evidence.md"), "# Ruritania - Evidence Layer\n\nThe office states that it keeps 17 registers.\n"; got != want {
		t.Errorf("a refused package changed another: %q", got)
	}
}

func TestImportRefuses(t *testing.T) {
	w, root := fixture(t)
	put(t, root, "large.txt", strings.Repeat("long ", 1<<20))
	for page, want := range map[string]string{
		"large.txt":   "larger than 2 MB",
		"nowhere.txt": "give the path of a published page",
		"ruritania":   "it is not a file",
	} {
		if _, err := w.Import(filepath.Join(root, page)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", page, err, want)
		}
	}
}
