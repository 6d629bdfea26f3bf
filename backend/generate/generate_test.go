package generate

import (
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

func TestPackagesAreWholeAndAlike(t *testing.T) {
	names := map[string]bool{}
	for seed := range uint64(60) {
		p := New(seed)
		if p != New(seed) {
			t.Errorf("seed %d gives two packages", seed)
		}
		size := 0
		for _, l := range atlas.Layers() {
			size += len(p.Layers[l])
		}
		if size < 65_000 || size > 90_000 {
			t.Errorf("seed %d: %d bytes, not about 75,000", seed, size)
		}
		if names[p.Slug] || !atlas.IsSlug(p.Slug) {
			t.Errorf("seed %d: %q is taken or no slug", seed, p.Slug)
		}
		names[p.Slug] = true
	}
}

// mostFindings is how many warnings and errors a package may have: they are
// there to make the engine work and not to keep it busy with reports.
const mostFindings = 20

func TestPackagesAreNearlyClean(t *testing.T) {
	const packages = 12
	for seed := range uint64(packages) {
		p := New(seed)
		found := findings(p)
		for _, d := range found {
			t.Logf("%s %s %s: %s", p.Slug, d.File, d.Rule, d.Message)
		}
		if len(found) > mostFindings {
			t.Errorf("seed %d: %d warnings and errors, more than %d", seed, len(found), mostFindings)
		}
	}
}

// findings are the warnings and errors of a package.
func findings(p Package) (out []check.Diagnostic) {
	var files []*pack.File
	var layers trace.Layers
	for _, l := range atlas.Layers() {
		f := pack.Parse(l, p.Layers[l])
		files = append(files, f)
		layers[l] = trace.Read(statement.Of(f), f.Headings(), nil)
	}
	read := pack.New(p.Slug, files, nil)
	for _, d := range check.Run(read, trace.NewGraph(layers, read.Name, nil), trace.Layers{}, check.Rules()) {
		if d.Severity >= check.Warning {
			out = append(out, d)
		}
	}
	return out
}
