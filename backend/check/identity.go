package check

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// Identity is what a finding is about. No position is in it: it stays the same
// while other text comes, goes or moves.
type Identity struct {
	// Finding tells findings of a package apart, hex: by rule, package, file
	// and the words that they stand on. What stands outside every statement (a
	// title, a missing section) has no words of its own and is known by its
	// message.
	Finding string
	// Text is of the statements of its file that the finding stands on, hex;
	// empty outside of statements.
	Text string
	// Evidence is of the statements of other files that explain it, hex; empty
	// where there are none.
	Evidence string
}

// Reading is a package as findings were found in it.
type Reading struct {
	Package *pack.Package
	Graph   *trace.Graph
}

// Fingerprints tells the findings of one package apart: each is the Finding of
// its identity, and its number among those that share that.
func (r Reading) Fingerprints(found []Diagnostic) []string {
	out, count := make([]string, len(found)), map[string]int{}
	for i := range found {
		id := r.finding(&found[i])
		count[id]++
		out[i] = fmt.Sprintf("%s:%d", id, count[id])
	}
	return out
}

// Identity is what a finding of the package is about.
func (r Reading) Identity(d *Diagnostic) Identity {
	own, others := r.statements(d)
	return Identity{r.finding(d), hashed(own), hashed(others)}
}

func (r Reading) finding(d *Diagnostic) string {
	identity := d.Message
	if t := r.statementAt(d.File, d.Span); t != nil {
		identity = statement.Fold(d.Span.In(r.fileOf(d.File).Text))
	}
	return hash(d.Rule, r.Package.Slug, d.File, identity)
}

// statements are the folded statements that a finding stands on, in its own
// file and in others, each once and sorted: order is a position too.
func (r Reading) statements(d *Diagnostic) (own, others []string) {
	if t := r.statementAt(d.File, d.Span); t != nil {
		own = append(own, statement.Fold(t.Text))
	}
	for _, related := range d.Related {
		t := r.statementAt(related.File, related.Span)
		switch {
		case t == nil:
		case related.File == d.File:
			own = append(own, statement.Fold(t.Text))
		default:
			others = append(others, related.File+" "+statement.Fold(t.Text))
		}
	}
	return distinct(own), distinct(others)
}

func distinct(s []string) []string {
	slices.Sort(s)
	return slices.Compact(s)
}

// InStatement says whether a place of a file, not an empty one, stands in a
// statement that is no heading.
func (r Reading) InStatement(file string, s text.Span) bool { return r.statementAt(file, s) != nil }

func (r Reading) statementAt(file string, s text.Span) *trace.Text {
	f := r.fileOf(file)
	if f == nil || s.Len() == 0 {
		return nil
	}
	texts := r.Graph.Layers[f.Layer]
	i, exact := slices.BinarySearchFunc(texts, s.Start, func(t trace.Text, at int) int { return t.Statement.Span.Start - at })
	if !exact {
		i--
	}
	if i < 0 || texts[i].Kind == statement.Heading || !texts[i].Statement.Span.Contains(s.Start) {
		return nil
	}
	return &texts[i]
}

// fileOf is the layer of a file's name, nil where there is none that could be
// read.
func (r Reading) fileOf(name string) *pack.File {
	l, ok := atlas.LayerOf(name)
	if !ok || l.File() != name || r.Package.Files[l] == nil || r.Package.Files[l].Fault != nil {
		return nil
	}
	return r.Package.Files[l]
}

// hashed is empty for nothing.
func hashed(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return hash(parts...)
}

func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
