package app

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/search"
	"atlasdesk/backend/text"
	"atlasdesk/backend/workspace"
)

// Search is bound to the page: what stands where in the layers of all packages,
// unsaved text included.
type Search struct {
	desk *desk

	mu     sync.Mutex
	cancel context.CancelFunc // ends the search that runs
}

// SearchQuery is what to look for.
type SearchQuery struct {
	Text    string `json:"text"`
	Case    bool   `json:"case"`    // capitals and small letters differ
	Word    bool   `json:"word"`    // whole words only
	Pattern bool   `json:"pattern"` // Text is a regular expression of RE2
	Package string `json:"package"` // look through this one; empty for all
	Replace bool   `json:"replace"` // say what replaces each match, and leave none out
	With    string `json:"with"`    // what replaces it; in a pattern $1 or ${name} stands for a group
}

// SearchPage is a part of what was found: packages after that of the page
// before.
type SearchPage struct {
	Found    []SearchPackage `json:"found"`
	Searched int             `json:"searched"` // packages that were looked through for this page
	Next     string          `json:"next"`     // where the next page goes on; empty at the end
}

// SearchPackage is what was found in one package.
type SearchPackage struct {
	Package string        `json:"package"`
	Name    string        `json:"name"`
	Layers  []SearchLayer `json:"layers"`
}

// SearchLayer is what was found in one layer.
type SearchLayer struct {
	Layer   string        `json:"layer"`
	Title   string        `json:"title"`
	Matches []SearchMatch `json:"matches"`
	More    int           `json:"more"` // matches that are not listed
}

// SearchMatch is one place. Start and End are where the match stands in the
// excerpt.
type SearchMatch struct {
	From    int    `json:"from"`
	To      int    `json:"to"`
	Line    int    `json:"line"`
	Excerpt string `json:"excerpt"` // the statement, or a part of it, on one line
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Old     string `json:"old"` // the text at From..To, where it is to be replaced
	New     string `json:"new"` // what replaces it
}

// What one page holds at most, so that each is there at once.
const (
	pageTime    = 60 * time.Millisecond
	pageMatches = 200
	layerLimit  = 30
)

// Find looks through packages in their order, after the one that the page
// before ended with (empty for the first), until there is enough for a page. A
// search that still runs is ended by the next one. It fails with the code
// "query" where a pattern is wrong.
func (s *Search) Find(q SearchQuery, after string) (SearchPage, error) {
	w, err := s.desk.workspace()
	if err != nil {
		return SearchPage{}, err
	}
	m, err := search.Compile(search.Query{Text: q.Text, Case: q.Case, Word: q.Word, Pattern: q.Pattern})
	if err != nil {
		return SearchPage{}, err
	}
	ctx, done := s.begin()
	defer done()
	return look(ctx, w, m, q, after)
}

// Cancel ends the search that runs.
func (s *Search) Cancel() { s.end() }

func (s *Search) begin() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		s.cancel()
	}
	s.cancel = cancel
	return ctx, cancel
}

func (s *Search) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		s.cancel()
	}
}

func look(ctx context.Context, w *workspace.Workspace, m *search.Matcher, q SearchQuery, after string) (SearchPage, error) {
	page := SearchPage{Found: []SearchPackage{}}
	ids := w.IDs()
	if q.Package != "" {
		ids = []string{q.Package}
	}
	first, known := slices.BinarySearch(ids, after)
	if known {
		first++
	}
	began, matches := time.Now(), 0
	for i, id := range ids[first:] {
		found, n, err := lookIn(ctx, w, m, q, id)
		if err != nil {
			return page, err
		}
		if page.Searched++; n > 0 {
			page.Found = append(page.Found, found)
		}
		if matches += n; first+i+1 < len(ids) && (matches >= pageMatches || time.Since(began) > pageTime) {
			page.Next = id
			break
		}
	}
	return page, nil
}

// lookIn looks through one package and says how many matches it lists; one that
// vanished meanwhile has none.
func lookIn(ctx context.Context, w *workspace.Workspace, m *search.Matcher, q SearchQuery, id string) (found SearchPackage, matches int, err error) {
	found = SearchPackage{Package: id, Name: nameOf(w, id), Layers: []SearchLayer{}}
	layers, err := w.Layers(id)
	if err != nil {
		return found, 0, nil
	}
	for l, layer := range layers {
		if ctx.Err() != nil {
			return found, 0, ctx.Err()
		}
		if layer == nil {
			continue
		}
		var in search.Found
		if q.Replace {
			in = m.Replace(statementsOf(layer), q.With, text.Limit)
		} else {
			in = m.In(statementsOf(layer), layerLimit)
		}
		if len(in.Matches) > 0 {
			matches += len(in.Matches)
			found.Layers = append(found.Layers, foundIn(atlas.Layer(l), layer, in, q.Replace))
		}
	}
	return found, matches, nil
}

func statementsOf(l *workspace.Layer) search.Text {
	return search.Text{Source: l.File.Text, Statements: l.Spans()}
}

func foundIn(l atlas.Layer, layer *workspace.Layer, in search.Found, replace bool) SearchLayer {
	out := SearchLayer{Layer: l.Key(), Title: l.Title(), Matches: []SearchMatch{}, More: in.More}
	for _, m := range in.Matches {
		excerpt := text.NewIndex(m.Excerpt.Text)
		match := SearchMatch{From: layer.Index.UTF16(m.Span.Start), To: layer.Index.UTF16(m.Span.End), Line: layer.Index.Line(m.Span.Start),
			Excerpt: m.Excerpt.Text, Start: excerpt.UTF16(m.Excerpt.Span.Start), End: excerpt.UTF16(m.Excerpt.Span.End)}
		if replace {
			match.Old, match.New = m.Span.In(layer.File.Text), m.New
		}
		out.Matches = append(out.Matches, match)
	}
	return out
}

// nameOf is the name of a package, as far as it is known without a check.
func nameOf(w *workspace.Workspace, id string) string {
	if c, _ := w.Peek(id); c != nil {
		return c.Package.Name
	}
	return id
}

// SearchHeadings are headings that hold the words of a query.
type SearchHeadings struct {
	Headings []SearchHeading `json:"headings"` // best first
	More     int             `json:"more"`     // that are not listed
}

// SearchHeading is a heading of a layer.
type SearchHeading struct {
	Package string `json:"package"`
	Name    string `json:"name"` // of the package
	Layer   string `json:"layer"`
	Title   string `json:"title"` // of the layer
	Text    string `json:"text"`
	From    int    `json:"from"`
	To      int    `json:"to"`
}

// Headings finds headings below the titles by words that stand in them, or, all
// but one, in the names of their package and layer. It lists as many as limit
// says, those of the package pkg first among equals.
func (s *Search) Headings(query, pkg string, limit int) (SearchHeadings, error) {
	w, err := s.desk.workspace()
	if err != nil {
		return SearchHeadings{}, err
	}
	rated := ratedHeadings(w, search.ParseWords(query), pkg)
	out := SearchHeadings{Headings: []SearchHeading{}, More: max(0, len(rated)-limit)}
	for _, r := range rated[:len(rated)-out.More] {
		out.Headings = append(out.Headings, r.heading(w))
	}
	return out, nil
}

// rated is a heading that was found; what crosses is made of those few that do.
type rated struct {
	id     string
	layer  atlas.Layer
	read   *workspace.Layer
	index  int // of the section
	rating int
	here   bool // in the package that is open
}

func ratedHeadings(w *workspace.Workspace, words search.Words, pkg string) (out []rated) {
	for _, id := range w.IDs() {
		layers, err := w.Layers(id)
		if err != nil {
			continue // it vanished meanwhile
		}
		name := nameOf(w, id)
		for l, read := range layers {
			if read == nil {
				continue
			}
			for i, section := range read.File.Sections {
				if rating, ok := words.Rate(section.Text, name, atlas.Layer(l).Title()); ok && section.Text != "" {
					out = append(out, rated{id, atlas.Layer(l), read, i, rating, id == pkg})
				}
			}
		}
	}
	slices.SortStableFunc(out, compareRated)
	return out
}

func compareRated(a, b rated) int {
	switch {
	case a.rating != b.rating:
		return b.rating - a.rating
	case a.here != b.here && a.here:
		return -1
	case a.here != b.here:
		return 1
	}
	return 0
}

func (r rated) heading(w *workspace.Workspace) SearchHeading {
	h := r.read.File.Sections[r.index].Heading
	return SearchHeading{Package: r.id, Name: nameOf(w, r.id), Layer: r.layer.Key(), Title: r.layer.Title(), Text: strings.TrimSpace(h.Text),
		From: r.read.Index.UTF16(h.Span.Start), To: r.read.Index.UTF16(h.Span.End)}
}
