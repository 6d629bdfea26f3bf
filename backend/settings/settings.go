// Package settings reads what a workspace asks of the engine: other severities
// for rules, other spellings of names, words that carry no claim, and what is
// no package. It is a file of YAML that people write, so whatever is wrong in
// it is said with its place and never passed by. Beside it are the files that
// the program writes for people: waivers, and what reviewers said.
//
// The formats are described in docs/settings.md and docs/review.md.
package settings

import (
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/check"
	"atlasdesk/backend/trace"
)

// Folder holds what belongs to a workspace as a whole, beside its packages;
// File, in it, the settings.
const (
	Folder = ".atlas-desk"
	File   = Folder + "/config.yaml"
)

// Limit is how large a file of settings may be, in bytes.
const Limit = 64 << 10

// Settings are those of one workspace. They are immutable; the zero value has
// none.
type Settings struct {
	Aliases    []trace.Alias // in the order of the file
	VoiceWords []string      // besides those of the format
	severities map[string]check.Severity
	leaveOut   []pattern
}

// Weigh gives rules the severities of the workspace, see [check.Weigh].
func (s *Settings) Weigh(rules []check.Rule) []check.Rule { return check.Weigh(rules, s.severities) }

// Severity is what the workspace gives a rule or a family by this very name; ok
// is false where it says nothing of it.
func (s *Settings) Severity(name string) (severity check.Severity, ok bool) {
	severity, ok = s.severities[name]
	return severity, ok
}

// LeavesOut says whether a file or folder is not to be read as part of a
// package. path leads to it, with slashes, from the folder that holds
// [Folder].
func (s *Settings) LeavesOut(path string) bool {
	return slices.ContainsFunc(s.leaveOut, func(p pattern) bool { return p.covers(path) })
}

// Fault is one thing that is wrong in the settings. Line and column count from
// 1, the column in code points.
type Fault struct {
	Line, Column int
	Message      string
}

// Error is all that is wrong in a file of settings, in the order of the file.
type Error struct {
	Path   string // of the file
	Faults []Fault
}

// Error gives each fault a line, as compilers do.
func (e *Error) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = fmt.Sprintf("%s:%d:%d: %s", e.Path, f.Line, f.Column, f.Message)
	}
	return strings.Join(lines, "\n")
}
