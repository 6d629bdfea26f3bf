package changelog

import (
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
)

// WithReason adds to an entry, perhaps edited by its author, why it is
// committed in spite of errors. Without a reason or without errors the entry
// is returned as it is, and so is one that says it already.
func WithReason(entry, reason string, overridden []check.Diagnostic) string {
	entry = strings.TrimSpace(entry)
	if strings.TrimSpace(reason) == "" || len(overridden) == 0 {
		return entry
	}
	e := entryWriter{}
	e.override(reason, overridden)
	why := strings.TrimSpace(e.String())
	if strings.Contains(entry, why) {
		return entry
	}
	return entry + "\n\n" + why
}

// override records what was overridden, so that a later check can tell what
// is known from what is new.
func (e *entryWriter) override(reason string, overridden []check.Diagnostic) {
	e.line("Committed in spite of " + count(len(overridden), "error") + ", for this reason: " + quote(reason) + ".")
	e.gap()
	var errors []string
	for _, d := range overridden[:min(len(overridden), maxFindings)] {
		errors = append(errors, finding(d))
	}
	if more := len(overridden) - maxFindings; more > 0 {
		errors = append(errors, "besides, "+count(more, "further error"))
	}
	e.bullets(errors)
}

// maxFindings is how many overridden findings an entry lists.
const maxFindings = 20

func finding(d check.Diagnostic) string {
	place := "the package"
	if l, ok := atlas.LayerOf(d.File); ok {
		place = file(l)
	} else if d.File != "" {
		place = quote(d.File)
	}
	return place + ", `" + d.Rule + "`: " + quote(d.Message)
}
