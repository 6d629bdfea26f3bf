// Package preview shows layers as a reader of the published page sees them, as
// HTML in which every sentence knows where it stands.
//
// The HTML is written here, tag by tag, and not taken from the text: there is no
// raw HTML in it, nothing that runs and nothing that is fetched. An image is
// shown as its words and its address, a link as its text and its address.
package preview

import (
	"slices"
	"strconv"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/exchange"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// Source is a package that was checked.
type Source struct {
	Package  *pack.Package
	Graph    *trace.Graph
	Findings []check.Diagnostic
}

// Options say what is shown beside the text.
type Options struct {
	Footnotes bool // behind each statement the evidence that carries it
	Findings  bool // behind each statement the findings about it
	Places    bool // behind each statement its layer and line, as the command history takes them
	// Standalone is for a file: web and mail addresses can be followed, and
	// statements do not say where they stand.
	Standalone bool
}

// Page is what is shown.
type Page struct {
	Title   string
	HTML    string // of a body, without the body's own tag
	Places  []Place
	Outline []Heading
}

// Place is where in the package something on the page stands. The page names it
// by its index, in the attribute data-place.
type Place struct {
	Layer atlas.Layer
	ID    string // of the statement
	Span  text.Span
}

// Heading is a heading of the page.
type Heading struct {
	Level int    // from 1
	Text  string // as a reader sees it
	ID    string // of its element
}

// Layer shows one layer.
func Layer(s Source, l atlas.Layer, o Options) Page {
	w := newWriter(s, o)
	if f := w.readable(l); f != nil {
		w.render(f, text.Span{End: len(f.Text) + 1})
	}
	return w.page(s.Package.Name + " - " + l.Heading())
}

// Whole shows the package as a published page has it: an overview, which is that
// of the profile, and the layers under numbered headings.
func Whole(s Source, o Options) Page {
	w := newWriter(s, o)
	w.heading(1, s.Package.Name)
	w.shift = 1
	for i, title := range exchange.Parts() {
		w.raw("<section>\n")
		w.heading(2, strconv.Itoa(i+1)+". "+title)
		if i == 0 {
			w.overview()
		} else if f := w.readable(atlas.Layer(i - 1)); f != nil {
			w.render(f, text.Span{End: len(f.Text) + 1})
		}
		w.raw("</section>\n")
	}
	return w.page(s.Package.Name)
}

// readable is a layer that can be shown; where there is none, the page says so.
func (w *writer) readable(l atlas.Layer) *pack.File {
	f := w.source.Package.Files[l]
	switch {
	case f == nil:
		w.note("There is no " + l.File() + " yet.")
	case f.Fault != nil:
		w.note(l.File() + " cannot be read: " + f.Fault.Error() + ".")
	default:
		return f
	}
	return nil
}

// overview shows the section of the profile that the published page begins with.
func (w *writer) overview() {
	f := w.source.Package.Files[atlas.Profile]
	if f == nil || len(f.Sections) < 2 {
		w.note("The profile has no overview yet.")
		return
	}
	chosen := max(1, slices.IndexFunc(f.Sections, func(s pack.Section) bool { return strings.Contains(strings.ToLower(s.Text), "overview") }))
	extent := text.Span{Start: f.Sections[chosen].Span.End, End: len(f.Text) + 1}
	if chosen+1 < len(f.Sections) {
		extent.End = f.Sections[chosen+1].Span.Start
	}
	w.render(f, extent)
}
