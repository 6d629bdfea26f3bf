package preview

import (
	"strconv"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// cited numbers the evidence that the page refers to.
type cited struct {
	numbers map[*trace.Text]int // from 1
	texts   []*trace.Text
}

// mostCited is how many evidence statements are named behind a statement: what
// carries less than they do says little.
const mostCited = 3

// notes writes what stands behind a statement: where it stands, the evidence that
// carries it, and the findings about it.
func (w *writer) notes(n int) {
	if w.noted[n] {
		return
	}
	w.noted[n] = true
	t := &w.texts[n]
	if w.options.Places && t.Kind != statement.Heading {
		w.raw(` <span class="place">[`, t.Layer.Key(), "\u00a0", strconv.Itoa(w.index.Line(t.Statement.Span.Start)), "]</span>")
	}
	if w.options.Footnotes && t.Layer != atlas.Evidence {
		w.references(t)
	}
	if w.options.Findings {
		for _, d := range w.found[n] {
			w.mark(d)
		}
	}
}

func (w *writer) references(t *trace.Text) {
	links := w.source.Graph.Support(t)
	for i, l := range links[:min(len(links), mostCited)] {
		if i > 0 {
			w.raw(`<sup>, </sup>`)
		}
		number := strconv.Itoa(w.cited.number(l.To))
		w.raw(`<sup><a href="#evidence-`, number, `" aria-label="evidence `, number, `">`, number, `</a></sup>`)
	}
}

// number is the number of an evidence statement.
func (c *cited) number(t *trace.Text) int {
	if c.numbers == nil {
		c.numbers = map[*trace.Text]int{}
	}
	n, known := c.numbers[t]
	if !known {
		c.texts = append(c.texts, t)
		n = len(c.texts)
		c.numbers[t] = n
	}
	return n
}

// footnotes writes the evidence that was referred to.
func (w *writer) footnotes() {
	if len(w.cited.texts) == 0 {
		return
	}
	w.raw("<section class=\"footnotes\">\n")
	w.heading(2, "The evidence that carries this")
	w.raw("<ol>\n")
	for i, t := range w.cited.texts {
		w.raw(`<li id="evidence-`, strconv.Itoa(i+1), `">`)
		w.opensStatement(t)
		w.plain(t.Text)
		w.raw("</span>")
		if section := w.source.Package.Files[t.Layer].Sections[t.Section].Text; section != "" {
			w.raw(` <span class="section">`)
			w.plain(section)
			w.raw("</span>")
		}
		w.raw("</li>\n")
	}
	w.raw("</ol>\n</section>\n")
}

// look is how a finding is marked.
type look struct{ sign, word string }

var looks = map[check.Severity]look{check.Error: {"⬣", "Error"}, check.Warning: {"▲", "Warning"}, check.Info: {"○", "Note"}}

func (w *writer) mark(d check.Diagnostic) {
	said := looks[d.Severity].word + ": " + d.Message
	w.raw(` <span class="mark `, d.Severity.String(), `" role="img" aria-label="`)
	w.plain(said)
	w.raw(`" title="`)
	w.plain(said)
	w.raw(`">`, looks[d.Severity].sign, "</span>")
}
