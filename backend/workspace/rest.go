package workspace

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/text"
)

// A package that nobody works on is at rest: of its last check there is what a
// list of packages and of findings shows, and a search needs. What joins its
// statements, nearly all of it, is let go: a hundred packages would hold some
// hundred megabytes of it. It is made again when the package is asked for.

// mostAwake is how many packages without unsaved text are not at rest.
const mostAwake = 3

// tally is what a list shows of a layer.
type tally struct{ traced, claims int }

// resting is what is left of a check besides its findings.
type resting struct {
	tallies      [atlas.ChangeLog + 1]tally
	fingerprints []string // of the findings
}

// atRest is a check without what joins the statements.
func (c *Checked) atRest() *Checked {
	p := *c.Package
	out := &Checked{ID: c.ID, Package: &p, Findings: c.Findings, under: c.under, beside: c.beside}
	out.resting = &resting{fingerprints: c.Fingerprints(c.Findings)}
	for l, layer := range c.Layers {
		if layer == nil {
			continue
		}
		traced, claims := c.Traced(atlas.Layer(l))
		out.resting.tallies[l] = tally{traced, claims}
		p.Files[l] = layer.File.Outline()
		out.Layers[l] = &Layer{File: p.Files[l], Index: layer.Index, spans: layer.Spans(), statements: layer.Statements()}
	}
	return out
}

// fingerprintsOf finds those of some findings among the ones that are kept.
func (r *resting) fingerprintsOf(found, all []check.Diagnostic) []string {
	out := make([]string, len(found))
	for i := range found {
		at := slices.IndexFunc(all, func(d check.Diagnostic) bool {
			return d.Rule == found[i].Rule && d.File == found[i].File && d.Span == found[i].Span && d.Message == found[i].Message
		})
		if at >= 0 {
			out[i] = r.fingerprints[at]
		}
	}
	return out
}

// Spans are where the statements of the layer stand, in their order.
func (l *Layer) Spans() []text.Span {
	if l.spans != nil {
		return l.spans
	}
	out := make([]text.Span, len(l.Texts))
	for i := range l.Texts {
		out[i] = l.Texts[i].Statement.Span
	}
	return out
}

// attend keeps a package awake that somebody has asked for, and puts the one to
// rest that was asked for longest ago.
func (w *Workspace) attend(e *entry) {
	w.awake = slices.DeleteFunc(w.awake, func(o *entry) bool { return o == e })
	w.awake = slices.Insert(w.awake, 0, e)
	for _, o := range w.awake[min(len(w.awake), mostAwake):] {
		o.rest()
	}
	w.awake = w.awake[:min(len(w.awake), mostAwake)]
}

// rest lets go of what only work on the package needs. A package with unsaved
// text stays as it is.
func (e *entry) rest() {
	if e.checked == nil || e.checked.resting != nil || len(e.edits) > 0 {
		return
	}
	e.checked, e.last = e.checked.atRest(), nil
	for _, l := range atlas.Layers() {
		e.layers[l], e.stale[l] = nil, true
		if c := e.committed[l]; c != nil {
			e.committed[l] = &committed{text: c.text, unread: c.unread || len(c.texts) > 0}
		}
	}
}
