package exchange

import (
	"regexp"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
)

// Imported is a package that was read from a published page.
type Imported struct {
	Name  string                 // the jurisdiction's
	Slug  string                 // made of the name; empty where it gives none
	Files map[atlas.Layer]string // Markdown
}

// Import reads a published page, decoded as text.Decode does, into the seven
// layers. The jurisdiction's name is the given one, or where that is empty the
// one that the page's sentences give. Errors are of type *LineError.
//
// The overview of a page repeats the profile's overview. What it says beyond
// the layers, such as its scope line, comes to the end of the profile's first
// section, so that every sentence is kept and none is there twice. Of the
// identity fields, which a copy loses, only the name is known: it is written
// under the empty identity heading. The lifecycle status stays undeclared,
// since the page does not hold it.
func Import(page, name string) (*Imported, error) {
	p, err := ParsePage(page)
	if err != nil {
		return nil, err
	}
	if name = strings.Join(strings.Fields(name), " "); name != "" {
		p.Name = name
	}
	if p.Name == "" {
		return nil, lineError(1, "no sentence of the page says which jurisdiction it is about; give its name")
	}
	p.keepOverview()
	p.identify()
	in := &Imported{Name: p.Name, Slug: atlas.SlugOf(p.Name), Files: map[atlas.Layer]string{}}
	for _, l := range atlas.Layers() {
		in.Files[l] = p.Markdown(l)
	}
	return in, nil
}

// keepOverview moves into the profile what the overview says and no layer does.
func (p *Page) keepOverview() {
	known := p.sentences()
	profile := p.Layers[atlas.Profile]
	first := &profile[min(1, len(profile)-1)] // the first with a heading, if any has one
	for _, b := range p.Overview {
		if b.Text = beyond(b.Text, known); b.Text != "" {
			first.Blocks = append(first.Blocks, b)
		}
	}
	p.Overview = nil
}

func (p *Page) sentences() map[string]bool {
	known := map[string]bool{}
	for _, sections := range p.Layers {
		for _, b := range flatten(sections) {
			for _, s := range statement.Sentences(b.Text) {
				known[s.In(b.Text)] = true
			}
		}
	}
	return known
}

var label = regexp.MustCompile(`^\p{Lu}[\p{L}-]*[.:]$`)

// beyond returns the sentences of a paragraph that are not known. A label such
// as "Scope." is kept with the sentence that it stands before.
func beyond(paragraph string, known map[string]bool) string {
	var kept []string
	for _, s := range statement.Sentences(paragraph) {
		if sentence := s.In(paragraph); !known[sentence] {
			kept = append(kept, sentence)
		}
	}
	if len(kept) == 1 && label.MatchString(kept[0]) {
		return ""
	}
	return strings.Join(kept, " ")
}

var identity = regexp.MustCompile(`(?i)^(jurisdiction )?identity$`)

// identify writes the name under an identity heading that has lost its fields.
func (p *Page) identify() {
	for i := range p.Layers[atlas.Metadata] {
		s := &p.Layers[atlas.Metadata][i]
		if identity.MatchString(s.Heading) && len(s.Blocks) == 0 {
			s.Blocks = []Block{{Kind: Field, Text: "Jurisdiction: " + p.Name}}
			return
		}
	}
}
