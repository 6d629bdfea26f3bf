package preview

import (
	"bufio"
	"bytes"
	"html"
	"sort"
	"strconv"

	"atlasdesk/backend/check"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"

	gm "github.com/yuin/goldmark/renderer/html"
)

// writer writes a page. All of a statement stands in one element, whatever
// emphasis begins or ends inside it: open tags are closed before the statement
// ends, and opened again in the next one.
type writer struct {
	source  Source
	options Options
	buffer  bytes.Buffer
	out     *bufio.Writer // to the buffer
	shift   int           // of the levels of headings
	places  []Place
	outline []Heading
	cited   cited

	// of the layer that is being written
	file  *pack.File
	bytes []byte // its text
	index *text.Index
	texts []trace.Text
	found [][]check.Diagnostic // on each of its texts
	noted map[int]bool         // texts behind which the notes were written

	at      int      // the text that is open; none for none
	inline  []string // the inline elements that surround what is written
	written int      // how many of them are open
}

const none = -1

func newWriter(s Source, o Options) *writer {
	w := &writer{source: s, options: o, at: none}
	w.out = bufio.NewWriter(&w.buffer)
	return w
}

// page ends the page.
func (w *writer) page(title string) Page {
	w.footnotes()
	_ = w.out.Flush() // to memory, which takes everything
	return Page{Title: title, HTML: w.buffer.String(), Places: w.places, Outline: w.outline}
}

// render writes the part of a layer whose blocks begin in the extent.
func (w *writer) render(f *pack.File, extent text.Span) {
	w.file, w.bytes, w.texts, w.noted = f, []byte(f.Text), w.source.Graph.Layers[f.Layer], map[int]bool{}
	if w.options.Places {
		w.index = text.NewIndex(f.Text)
	}
	w.found = check.Standing(w.source.Findings, f.Layer, w.texts)
	for n := parse(w.bytes).FirstChild(); n != nil; n = n.NextSibling() {
		if start := startOf(n); start >= extent.Start && start < extent.End && !w.isTitle(n, start) {
			w.block(n)
		}
	}
}

// raw writes HTML; nothing of a package comes here.
func (w *writer) raw(parts ...string) {
	for _, s := range parts {
		_, _ = w.out.WriteString(s)
	}
}

// plain writes a text as it is, into no statement.
func (w *writer) plain(s string) { w.raw(html.EscapeString(s)) }

// note writes what the page says itself.
func (w *writer) note(s string) {
	w.raw(`<p class="note">`)
	w.plain(s)
	w.raw("</p>\n")
}

// heading writes a heading of the page itself.
func (w *writer) heading(level int, title string) {
	w.raw(w.opensHeading(level, title))
	w.plain(title)
	w.raw("</h", strconv.Itoa(level), ">\n")
}

// opensHeading notes a heading in the outline and returns its tag.
func (w *writer) opensHeading(level int, title string) string {
	id := "heading-" + strconv.Itoa(len(w.outline)+1)
	w.outline = append(w.outline, Heading{level, title, id})
	return "<h" + strconv.Itoa(level) + ` id="` + id + `">`
}

// stretch writes a part of the layer's text, each part of it in its statement.
// How it is escaped is up to write.
func (w *writer) stretch(s text.Span, write func(part []byte)) {
	for s.Start < s.End {
		part := s
		n, boundary := w.textAt(s.Start)
		part.End = min(part.End, boundary)
		w.enter(n)
		w.openInline()
		write(w.bytes[part.Start:part.End])
		s.Start = part.End
	}
}

// textAt is the statement that a place belongs to, or none, and where the next
// one begins or this one ends.
func (w *writer) textAt(place int) (n, boundary int) {
	i := sort.Search(len(w.texts), func(i int) bool { return w.texts[i].Statement.Span.End > place })
	switch {
	case i == len(w.texts):
		return none, len(w.bytes)
	case w.texts[i].Statement.Span.Start > place:
		return none, w.texts[i].Statement.Span.Start
	}
	return i, w.texts[i].Statement.Span.End
}

// enter makes a statement the one that is written into.
func (w *writer) enter(n int) {
	if n == w.at {
		return
	}
	w.closeInline()
	if w.at != none {
		w.raw("</span>")
		w.notes(w.at)
	}
	w.at = n
	if n != none {
		w.opensStatement(&w.texts[n])
	}
}

// opensStatement opens the element of a statement.
func (w *writer) opensStatement(t *trace.Text) {
	if w.options.Standalone {
		w.raw("<span>")
		return
	}
	w.places = append(w.places, Place{t.Layer, t.ID.String(), t.Statement.Span})
	w.raw(`<span class="statement" data-place="`, strconv.Itoa(len(w.places)-1), `">`)
}

// within writes what an inline element surrounds.
func (w *writer) within(element string, content func()) {
	w.inline = append(w.inline, element)
	content()
	last := len(w.inline) - 1
	if w.written > last {
		w.raw("</", w.inline[last], ">")
		w.written = last
	}
	w.inline = w.inline[:last]
}

// openInline opens the elements that surround what is about to be written.
func (w *writer) openInline() {
	for ; w.written < len(w.inline); w.written++ {
		w.raw("<", w.inline[w.written], ">")
	}
}

func (w *writer) closeInline() {
	for ; w.written > 0; w.written-- {
		w.raw("</", w.inline[w.written-1], ">")
	}
}

// asText writes source with its entities and escapes resolved; asCode as it is.
func (w *writer) asText(part []byte) { gm.DefaultWriter.Write(w.out, part) }
func (w *writer) asCode(part []byte) { gm.DefaultWriter.RawWrite(w.out, part) }

// words writes a text that stands at a place, into the statement there.
func (w *writer) words(place int, s string) {
	if n, _ := w.textAt(place); n != none {
		w.enter(n)
	}
	w.openInline()
	w.plain(s)
}
