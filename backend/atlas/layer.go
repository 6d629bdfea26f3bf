// Package atlas is the Atlas jurisdiction package format as values: the seven
// layers and what each may derive from, the lifecycle, the section skeletons,
// the voice of each layer and the conclusions that none may draw.
//
// It knows nothing of files or texts. When the format changes, this package
// changes and the code that reads these values does not.
package atlas

import "slices"

// Layer is one of the seven layers of a package, in the order of derivation.
type Layer int

// The layers in order. Every layer but the change log may derive from all
// layers before it; the change log records them all.
const (
	Evidence Layer = iota
	Signals
	TrustDimensions
	Metadata
	Profile
	BuilderMode
	ChangeLog
)

type layer struct {
	key, title, heading string
	// constraint opens the layer's derivation constraint, except for what
	// follows from the upstream layers.
	constraint string
}

var layers = [...]layer{
	Evidence:        {"evidence", "Evidence", "Evidence Layer", ""},
	Signals:         {"signals", "Signals", "Signals Layer", "Signal derivation constraint: signals derive"},
	TrustDimensions: {"trust-dimensions", "Trust dimensions", "Trust Dimensions", "Trust derivation constraint: trust dimensions derive"},
	Metadata:        {"metadata", "Metadata", "Metadata", "Metadata derivation constraint: this file derives"},
	Profile:         {"profile", "Profile", "Profile", "Profile derivation constraint: the profile derives"},
	BuilderMode:     {"builder-mode", "Builder mode", "Builder Mode", "Builder-mode derivation constraint: this file derives"},
	ChangeLog:       {"change-log", "Change log", "Change Log", ""},
}

// Layers lists the seven layers in order.
func Layers() []Layer {
	return []Layer{Evidence, Signals, TrustDimensions, Metadata, Profile, BuilderMode, ChangeLog}
}

// Derived lists the layers that carry a derivation constraint: all but the
// evidence and the change log.
func Derived() []Layer { return Layers()[Signals:ChangeLog] }

// Key names the layer in files, scripts and calls: "trust-dimensions".
func (l Layer) Key() string { return layers[l].key }

// String is the key.
func (l Layer) String() string { return l.Key() }

// File is the layer's file name: "trust-dimensions.md".
func (l Layer) File() string { return layers[l].key + ".md" }

// Title is the layer's name for people: "Trust dimensions".
func (l Layer) Title() string { return layers[l].title }

// Heading is the layer's part of its H1: "Trust Dimensions".
func (l Layer) Heading() string { return layers[l].heading }

// Upstream lists the layers that l may derive from.
func (l Layer) Upstream() []Layer { return Layers()[:l] }

// Downstream lists the layers that may derive from l, without the change log.
func (l Layer) Downstream() []Layer {
	if l >= BuilderMode {
		return nil
	}
	return Layers()[l+1 : ChangeLog]
}

// IsDerived says whether the layer needs a derivation constraint.
func (l Layer) IsDerived() bool { return l > Evidence && l < ChangeLog }

// LayerOf finds the layer with this key or file name.
func LayerOf(name string) (Layer, bool) {
	i := slices.IndexFunc(Layers(), func(l Layer) bool { return l.Key() == name || l.File() == name })
	return Layer(max(i, 0)), i >= 0
}

// Published says whether a file beside the layers is one of the outputs that
// are made from them.
func Published(slug, file string) bool {
	return slices.Contains([]string{"README.md", "index.html", slug + ".json", slug + ".manifest.json"}, file)
}

// Reserved says whether the format keeps a file name for later.
func Reserved(file string) bool {
	return slices.Contains([]string{"adjacency.md", "corridor-overrides.md", "federal-overlays.md", "international-interfaces.md"}, file)
}
