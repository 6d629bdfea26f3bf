package workspace

import (
	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// baseline are the findings of a package as it was committed last.
type baseline struct {
	under        *Options
	of           committedLayers
	fingerprints []string
}

// CommittedFindings are the fingerprints of what is found in a package as it
// was committed last, by the settings of now and without any waiver; none
// where it was not. They are found once for every commit. compared is false
// where there is no commit to compare with.
func (w *Workspace) CommittedFindings(id string) (fingerprints []string, compared bool, err error) {
	w.mu.Lock()
	e, err := w.entry(id)
	if err != nil {
		w.mu.Unlock()
		return nil, false, err
	}
	o := w.options.Load()
	w.check(e) // under these options, which looks up what is committed
	known, of, slug := e.baseline, e.committed, e.checked.Package.Slug
	w.mu.Unlock()
	switch {
	case o.committed == nil || o.commit == "":
		return nil, false, nil
	case known != nil && known.under == o && sameTexts(known.of, of):
		return known.fingerprints, true, nil
	}
	found := &baseline{o, of, fingerprintsOf(id, slug, of, o)} // aside: an edit does not wait for it
	w.mu.Lock()
	defer w.mu.Unlock()
	e.baseline = found
	return found.fingerprints, true, nil
}

// fingerprintsOf checks what was committed, against itself.
func fingerprintsOf(id, slug string, of committedLayers, o *Options) []string {
	var layers Layers
	var texts trace.Layers
	for _, l := range atlas.Layers() {
		if of[l] != nil && of[l].text != "" {
			layers[l] = o.ReadLayer(l, of[l].text, nil, nil)
			texts[l] = layers[l].Texts
		}
	}
	c := Check(Source{ID: id, Slug: slug, Layers: layers, Committed: texts}, o.withWaivers(nil, ""))
	return c.Fingerprints(c.Findings)
}

// ChecksSince returns the checks that were made after the n-th, of packages
// as they stand, the number of the last one, and the packages there are.
func (w *Workspace) ChecksSince(n int) (made []*Checked, last int, ids []string) {
	ids = w.IDs()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, id := range ids {
		if e := w.packages[id]; e != nil && e.checked != nil && e.number > n {
			made = append(made, e.checked)
		}
	}
	return made, w.checks, ids
}
