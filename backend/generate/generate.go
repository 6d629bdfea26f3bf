// Package generate writes jurisdiction packages about places that do not
// exist, for benchmarks and tests: whole ones, in the four dialects of the
// published ones, where every derived layer rests on its evidence.
package generate

import (
	"math/rand/v2"
	"strings"

	"atlasdesk/backend/atlas"
)

// Package is a generated package.
type Package struct {
	Slug string
	Name string
	// Layers are the texts of the seven layers, about 75 KB in all.
	Layers [atlas.ChangeLog + 1]string
}

// New writes the package of a seed. The same seed gives the same package, and
// different seeds give packages of different names.
func New(seed uint64) Package {
	w := newWorld(seed)
	d := dialects[w.random.IntN(len(dialects))]
	p := Package{Slug: strings.ToLower(w.jurisdiction), Name: w.jurisdiction}
	for _, l := range atlas.Layers() {
		p.Layers[l] = d.write(l, w)
	}
	return p
}

// pick draws one of several.
func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
