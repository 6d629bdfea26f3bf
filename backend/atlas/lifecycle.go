package atlas

import (
	"regexp"
	"slices"
	"strings"
)

// Status is a package's lifecycle status, as metadata.md declares it.
type Status string

// The statuses in the order that a package passes them; deprecated may follow
// any of them.
const (
	Undeclared       Status = "undeclared"
	Draft            Status = "draft"
	EvidenceAttached Status = "evidence-attached"
	CorridorAttached Status = "corridor-attached"
	Complete         Status = "complete"
	Canonical        Status = "canonical"
	Superseded       Status = "superseded"
	Deprecated       Status = "deprecated"
)

var statuses = []Status{Draft, EvidenceAttached, CorridorAttached, Complete, Canonical, Superseded, Deprecated}

// Statuses lists what may be declared.
func Statuses() []Status { return slices.Clone(statuses) }

// StatusOf reads a declared status; letter case, and "_" or a space for "-", do
// not matter.
func StatusOf(declared string) (Status, bool) {
	s := Status(strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(strings.Trim(declared, " .`*"))))
	return s, slices.Contains(statuses, s)
}

// IsWithdrawn says whether a package is no longer kept up: what it lacks, nobody
// will add.
func (s Status) IsWithdrawn() bool { return s == Superseded || s == Deprecated }

// AtLeast says whether s has reached t in the order of the lifecycle.
func (s Status) AtLeast(t Status) bool {
	return slices.Index(statuses, s) >= slices.Index(statuses, t) && slices.Contains(statuses, s)
}

// StatusFields are the field names that carry the status, normalized as
// [FieldKey] does.
func StatusFields() []string {
	return []string{"metadata status", "normalization status"}
}

// FieldKey normalizes a field name: lower case, with spaces for "_" and "-".
func FieldKey(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '\t'
	}), " ")
}

var slug = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)

// IsSlug says whether name can name a package folder: lower-case letters,
// digits and hyphens, 63 at most, not a device name of Windows.
func IsSlug(name string) bool {
	return slug.MatchString(name) && !strings.HasSuffix(name, "-") && !slices.Contains(devices, name)
}

var devices = []string{"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"}

// NameOf makes a jurisdiction's name of its slug: "new-mexico" is "New Mexico".
func NameOf(slug string) string {
	words := strings.Split(slug, "-")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}
