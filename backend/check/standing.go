package check

import (
	"sort"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// Standing lists, for each text of a layer, the findings that count and stand on
// any of it. The texts are in the order in which they are written.
func Standing(findings []Diagnostic, l atlas.Layer, texts []trace.Text) [][]Diagnostic {
	out := make([][]Diagnostic, len(texts))
	for _, d := range findings {
		if d.File != l.File() || !d.Counts() {
			continue
		}
		end := max(d.Span.End, d.Span.Start+1)
		first := sort.Search(len(texts), func(i int) bool { return texts[i].Statement.Span.End > d.Span.Start })
		for i := first; i < len(texts) && texts[i].Statement.Span.Start < end; i++ {
			out[i] = append(out[i], d)
		}
	}
	return out
}
