package changelog

import (
	"strings"

	"atlasdesk/backend/check"
)

// WithReason adds to an entry, perhaps edited by its author, why it is
// committed in spite of errors. Without a reason the entry is returned as it
// is.
func WithReason(entry, reason string, overridden []check.Diagnostic) string {
	e := entryWriter{}
	e.line(strings.TrimSpace(entry))
	e.gap()
	e.override(reason, overridden)
	return strings.TrimSpace(e.String())
}
