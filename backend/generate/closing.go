package generate

import (
	"fmt"
	"strings"

	"atlasdesk/backend/atlas"
)

// missing lists what is documented in no domain.
func (w *world) missing() (out []string) {
	for _, s := range w.sections {
		out = append(out, s.missing)
	}
	return out
}

// unread names an institution of which not every page could be read.
func (w *world) unread() string { return w.sections[4].facts[0].fill.Replace("{acronym}") }

func paragraphClosing(w *world, l atlas.Layer) string {
	var out strings.Builder
	fmt.Fprintf(&out, "## %s\n\n", constraintHeading(l))
	for _, m := range w.missing() {
		fmt.Fprintf(&out, "- A %s is not documented here.\n", m)
	}
	fmt.Fprintf(&out, "\n%sSeveral %s pages were only partially retrievable.\n", gapHeading(l), w.unread())
	return out.String()
}

func bulletClosing(w *world, l atlas.Layer) string {
	var out strings.Builder
	fmt.Fprintf(&out, "## %s\n\n", constraintHeading(l))
	for _, m := range w.missing() {
		fmt.Fprintf(&out, "- No %s is documented.\n", m)
	}
	fmt.Fprintf(&out, "\n%s- %s pages were only partially retrievable.\n", gapHeading(l), w.unread())
	return out.String()
}

func classifiedClosing(w *world, l atlas.Layer) string {
	var out strings.Builder
	out.WriteString("## Structural Exclusions\n\n")
	for i, m := range w.missing() {
		if i%2 == 0 {
			fmt.Fprintf(&out, "- Not classified as a %s jurisdiction.\n", m)
		} else {
			fmt.Fprintf(&out, "- No %s is documented.\n", m)
		}
	}
	fmt.Fprintf(&out, "- no rankings\n\n%s- %s pages were only partially retrievable.\n", gapHeading(l), w.unread())
	return out.String()
}

func usClosing(w *world, l atlas.Layer) string {
	return fmt.Sprintf("## Structural exclusions\n\nThis file does not support characterizing %s as having any of the following:\n\n- a %s\n\n## Evidence gaps\n\n- pages of %s that were only partially retrievable\n",
		w.jurisdiction, strings.Join(w.missing(), "\n- a "), w.unread())
}

func constraintHeading(l atlas.Layer) string {
	if l == atlas.Evidence {
		return "Structural exclusions"
	}
	return "Constraint boundary"
}

// gapHeading parts the gaps from the exclusions where a layer must do so.
func gapHeading(l atlas.Layer) string {
	if l == atlas.Evidence {
		return "## Evidence gaps\n\n"
	}
	return ""
}

func lineFields(w *world) string {
	return fmt.Sprintf("## Jurisdiction identity\n\nJurisdiction: %s  \nMetadata status: evidence-attached  \n", w.jurisdiction)
}

func bulletFields(w *world) string {
	return fmt.Sprintf("## Jurisdiction Identity\n\n- Country: %s\n- Metadata status: evidence-attached\n", w.jurisdiction)
}

func yamlFields(w *world) string {
	return fmt.Sprintf("## Jurisdiction Classification\n\n```yaml\ncountry: %s\nnormalization_status: evidence-attached\n```\n", w.jurisdiction)
}

func headingFields(w *world) string {
	return fmt.Sprintf("## Jurisdiction\n\n%s\n\n## Metadata status\n\nevidence-attached\n", w.jurisdiction)
}
