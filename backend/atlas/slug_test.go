package atlas

import "testing"

func TestSlugOf(t *testing.T) {
	for name, want := range map[string]string{
		"Kazakhstan": "kazakhstan", "New Mexico": "new-mexico", "Côte d’Ivoire": "cote-divoire",
		"Bosnia & Herzegovina": "bosnia-herzegovina", "  -- ": "", "Ελλάδα": "", "com1": "",
	} {
		if got := SlugOf(name); got != want {
			t.Errorf("SlugOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzSlugOf(f *testing.F) {
	f.Add("New Mexico")
	f.Fuzz(func(t *testing.T, name string) {
		slug := SlugOf(name)
		if slug != "" && !IsSlug(slug) {
			t.Errorf("SlugOf(%q) = %q, which is no slug", name, slug)
		}
		if IsSlug(name) && slug != name {
			t.Errorf("the slug %q became %q", name, slug)
		}
	})
}
