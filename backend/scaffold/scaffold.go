// Package scaffold writes a new jurisdiction package: headings and prompts,
// and no content.
package scaffold

import (
	"fmt"
	"strings"

	"atlasdesk/backend/atlas"
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

// New returns the texts of the seven layers of a new package with status
// draft. Under each heading stands a prompt as a comment, so that the package
// makes no statement yet. It fails with a *NameError where slug is none.
func New(slug string) (map[atlas.Layer]string, error) {
	if !atlas.IsSlug(slug) {
		return nil, &NameError{Name: slug, Suggestion: atlas.SlugOf(slug)}
	}
	files := map[atlas.Layer]string{}
	for _, l := range atlas.Layers() {
		files[l] = layer(l, atlas.NameOf(slug))
	}
	return files, nil
}

func layer(l atlas.Layer, name string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "# %s - %s\n", name, l.Heading())
	if l.IsDerived() {
		fmt.Fprintf(&out, "\n%s\n", l.Constraint())
	}
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
