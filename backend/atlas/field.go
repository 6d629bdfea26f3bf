package atlas

import "slices"

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
