package provenance

import (
	"errors"
	"io/fs"
	"testing"

	"atlasdesk/backend/atlas"
)

// The package as a commit has it, also where its folder had another name then.
func TestPackageAt(t *testing.T) {
	dir := fresh(t)
	commit(t, dir, "places/old/signals.md", "# A\n\nOne.\n", "one")
	git(t, dir, "mv", "places/old", "places/ruritania")
	git(t, dir, "commit", "-q", "-m", "renamed")
	commit(t, dir, "places/ruritania/profile.md", "# A\n\nTwo.\n", "two")
	commit(t, dir, "places/ruritania/evidence.md", "\xff\xfe\x00", "no text")
	p := past(t, dir)
	for _, c := range []struct {
		revision, signals, profile string
		fault                      bool
	}{{"HEAD~3", "# A\n\nOne.\n", "", false}, {"HEAD~2", "# A\n\nOne.\n", "", false}, {"HEAD~1", "# A\n\nOne.\n", "# A\n\nTwo.\n", false}, {"HEAD", "# A\n\nOne.\n", "# A\n\nTwo.\n", true}} {
		at, err := p.repo.Resolve(c.revision)
		if err != nil {
			t.Fatal(err)
		}
		found, err := p.PackageAt(at.Hash, folder)
		if err != nil {
			t.Fatalf("%s: %v", c.revision, err)
		}
		text := func(l atlas.Layer) string {
			f, err := Layer(found, l)
			if err != nil {
				return ""
			}
			return f.Text
		}
		if text(atlas.Signals) != c.signals || text(atlas.Profile) != c.profile {
			t.Errorf("%s: %q, %q", c.revision, text(atlas.Signals), text(atlas.Profile))
		}
		_, err = Layer(found, atlas.Evidence)
		if err == nil || errors.Is(err, ErrNoLayer) == c.fault {
			t.Errorf("%s: evidence: %v", c.revision, err)
		}
	}
	if _, err := p.PackageAt(p.Tip(), "places/elsewhere"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("elsewhere: %v", err)
	}
	if PackageOf(map[string][]byte{"notes.md": nil}) != nil {
		t.Error("notes make a package")
	}
}
