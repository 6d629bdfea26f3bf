package pack

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
)

// Package is one jurisdiction at one moment. It is immutable.
type Package struct {
	Slug   string
	Name   string // the jurisdiction's, from its titles; of the slug where no title gives it
	Status atlas.Status
	Files  [atlas.ChangeLog + 1]*File // nil where the file is missing
	Others []string                   // names of further files in the folder, sorted
}

// New joins the files of a package folder.
func New(slug string, files []*File, others []string) *Package {
	p := &Package{Slug: slug, Status: atlas.Undeclared, Others: slices.Sorted(slices.Values(others))}
	for _, f := range files {
		p.Files[f.Layer] = f
	}
	p.Name = p.name()
	if field, ok := p.StatusField(); ok {
		if s, known := atlas.StatusOf(field.Value); known {
			p.Status = s
		}
	}
	return p
}

// StatusField is the field of metadata.md that declares the lifecycle status.
func (p *Package) StatusField() (Field, bool) {
	if f := p.Files[atlas.Metadata]; f != nil {
		return f.Field(atlas.StatusFields()...)
	}
	return Field{}, false
}

// name is the one that most titles give, the first of them among equals.
func (p *Package) name() string {
	best, count := atlas.NameOf(p.Slug), map[string]int{}
	var names []string
	for _, f := range p.Files {
		if f == nil {
			continue
		}
		if name, _, ok := SplitTitle(f.Title.Text); ok {
			count[name]++
			names = append(names, name)
		}
	}
	for i, name := range names {
		if i == 0 || count[name] > count[best] {
			best = name
		}
	}
	return best
}

// SplitTitle parts "<Jurisdiction> - <Layer name>" at the last hyphen, en dash
// or em dash that has space around it; without one, at a colon or at a dash
// that has none.
func SplitTitle(title string) (name, layer string, ok bool) {
	for _, separators := range [][]string{{" - ", " – ", " — "}, {": "}, {"—", "–"}} {
		at, end := -1, 0
		for _, s := range separators {
			if i := strings.LastIndex(title, s); i > at {
				at, end = i, i+len(s)
			}
		}
		if at > 0 {
			return strings.TrimSpace(title[:at]), strings.TrimSpace(title[end:]), true
		}
	}
	return "", "", false
}

// IsPackage says whether a folder that holds these files is a package: two of
// the layers, or evidence.md alone.
func IsPackage(names []string) bool {
	found := 0
	for _, n := range names {
		if l, ok := atlas.LayerOf(n); ok && l.File() == n {
			if l == atlas.Evidence {
				return true
			}
			found++
		}
	}
	return found >= 2
}
