package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
	"atlasdesk/backend/workspace"
)

// fingerprints tells the findings of one package apart such that a finding
// keeps its own while other text comes, goes or moves: by rule, package, file
// and the words it stands on, and by its number among those that share all
// four. No position is in it.
//
// What stands outside every statement (a title, a missing section) has no
// words of its own and is known by its message.
type fingerprints struct {
	slug  string
	count map[string]int
}

func (f *fingerprints) of(d check.Diagnostic, identity string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{d.Rule, f.slug, d.File, identity}, "\x00")))
	id := hex.EncodeToString(sum[:16])
	f.count[id]++
	return fmt.Sprintf("%s:%d", id, f.count[id])
}

// inStatement says whether a statement, other than a heading, holds the
// offset.
func inStatement(l *workspace.Layer, offset int) bool {
	i, exact := slices.BinarySearchFunc(l.Texts, offset, func(t trace.Text, at int) int { return t.Statement.Span.Start - at })
	if !exact {
		i--
	}
	return i >= 0 && l.Texts[i].Kind != statement.Heading && l.Texts[i].Statement.Span.Contains(offset)
}

// sourceOf is the layer behind a file, nil where there is none or it could
// not be read.
func sourceOf(c *workspace.Checked, file string) *workspace.Layer {
	l, ok := atlas.LayerOf(file)
	if !ok || c.Layers[l] == nil || c.Layers[l].File.Fault != nil {
		return nil
	}
	return c.Layers[l]
}
