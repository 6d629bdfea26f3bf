// Package scaffold writes a new jurisdiction package: headings and prompts, the
// sources that its author has already, as they read, and no other content.
package scaffold

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/markdown"
	"atlasdesk/backend/text"
)

// NameError is a name that cannot name a package folder.
type NameError struct {
	Name       string
	Suggestion string // a slug like it; empty where nothing of it can be kept
}

func (e *NameError) Error() string {
	const rule = "lower-case letters, digits and hyphens, 63 at most, such as %q"
	example := e.Suggestion
	if example == "" {
		example = "new-mexico"
	}
	return fmt.Sprintf("%q cannot name a package: a name is "+rule, e.Name, example)
}

// Outline is what a new package is made of.
type Outline struct {
	Name    string // of the jurisdiction, as the titles give it
	Slug    string // of the folder
	Sources []Source
	Begun   []atlas.Layer // the layers that are begun; the evidence always is
}

// New returns the texts of the seven layers of a new package with status
// draft. Under each heading stands a prompt as a comment, so that the package
// makes no statement yet. It fails with a *NameError where slug is none.
func New(slug string) (map[atlas.Layer]string, error) {
	return Outline{Name: atlas.NameOf(slug), Slug: slug, Begun: atlas.Layers()}.Files()
}

// Files returns the texts of the layers that are begun: those of [New], and in
// the evidence a section for each source. It fails with a *NameError, an
// [errors.Join] of what is wrong with the name, with the choice of layers and
// with each source, or where the evidence is larger than a layer may be.
func (o Outline) Files() (map[atlas.Layer]string, error) {
	if !atlas.IsSlug(o.Slug) {
		return nil, &NameError{Name: o.Slug, Suggestion: atlas.SlugOf(o.Slug)}
	}
	settled, err := settle(o.Sources)
	if err = errors.Join(NameFault(o.Name), layersFault(o.Begun), err); err != nil {
		return nil, err
	}
	name := markdown.Escape(oneLine(o.Name))
	files := map[atlas.Layer]string{atlas.Evidence: layer(atlas.Evidence, name, sections(settled))}
	for _, l := range o.Begun {
		if l != atlas.Evidence {
			files[l] = layer(l, name, "")
		}
	}
	if len(files[atlas.Evidence]) > text.Limit {
		return nil, fmt.Errorf("the evidence would be %w, which no layer may be; leave a source out, and make a package of its own for it", text.ErrTooLarge)
	}
	return files, nil
}

func settle(sources []Source) (out []Settled, all error) {
	for i, s := range sources {
		settled, err := s.Settle()
		if err != nil {
			all = errors.Join(all, fmt.Errorf("source %d: %w", i+1, err))
		}
		out = append(out, settled)
	}
	return out, all
}

// longestName is longer than any jurisdiction's name, in bytes.
const longestName = 200

// NameFault says what keeps a text from being the name of a jurisdiction.
func NameFault(name string) error {
	switch {
	case strings.TrimSpace(name) == "":
		return errors.New("a package needs the name of its jurisdiction")
	case len(name) > longestName:
		return fmt.Errorf("the name is longer than %d bytes", longestName)
	}
	return lineFault("the name", name)
}

// layersFault refuses a layer that would derive from one that is not begun.
func layersFault(begun []atlas.Layer) error {
	for _, l := range begun {
		if !l.IsDerived() {
			continue
		}
		for _, above := range l.Upstream() {
			if above != atlas.Evidence && !slices.Contains(begun, above) {
				return fmt.Errorf("%s derives from %s, which is not begun", l.File(), above.File())
			}
		}
	}
	return nil
}

// layer is a layer's title, its derivation constraint, its opening, and a
// prompt under each heading that the format foresees.
func layer(l atlas.Layer, name, opening string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s - %s\n", name, l.Heading())
	if l.IsDerived() {
		fmt.Fprintf(&out, "\n%s\n", l.Constraint())
	}
	out.WriteString(opening)
	for i, s := range l.Skeleton() {
		fmt.Fprintf(&out, "\n## %s\n", s.Heading)
		if l == atlas.Metadata && i == 0 {
			// Two spaces at the end break the line where Markdown is shown.
			fmt.Fprintf(&out, "\nJurisdiction: %s  \nMetadata status: %s  \n", name, atlas.Draft)
		}
		fmt.Fprintf(&out, "\n<!-- %s -->\n", s.Prompt)
	}
	return out.String()
}
