package atlas

import (
	"regexp"
	"slices"
)

// Topology fields that the corridor-attached status asks for: the US form and
// the global form.
var (
	USTopology     = []string{"corridor group", "foundation layer", "topology completion layer"}
	GlobalTopology = []string{"corridor alignment"}
)

var headingFields = slices.Concat(USTopology, GlobalTopology, StatusFields(), []string{
	"jurisdiction", "jurisdiction type", "country", "state", "name", "slug", "region",
	"corridor role", "primary coordination cities", "surface assignment status", "last updated",
})

// IsField says whether a heading of metadata.md is a field's name.
func IsField(heading string) bool { return slices.Contains(headingFields, FieldKey(heading)) }

// IsTopologyHeading says whether a heading of metadata.md declares a place in
// the topology, in the words of a field: "Corridor role classification".
func IsTopologyHeading(heading string) bool { return topologyHeading.MatchString(heading) }

var topologyHeading = regexp.MustCompile(`(?i)\b(corridor|topology)\b`)
