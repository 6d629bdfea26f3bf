package check

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

func traceRules() []Rule {
	return slices.Concat(nameRules(), figureRules(), termRules(), supportRules(), boundaryRules(), constraintRules(), evidenceRules())
}

// judged lists the derived layers that can be held against those above them:
// evidence.md must be there, and no layer above may be unreadable.
func (p *pass) judged() []atlas.Layer {
	if e := p.pkg.Files[atlas.Evidence]; e == nil || e.Empty() {
		return nil
	}
	for _, l := range atlas.Derived() {
		for _, up := range l.Upstream() {
			if f := p.pkg.Files[up]; f != nil && f.Fault != nil {
				return atlas.Derived()[:l-atlas.Signals]
			}
		}
	}
	return atlas.Derived()
}

// written is the source under a span.
func (p *pass) written(l atlas.Layer, s text.Span) string { return s.In(p.pkg.Files[l].Text) }

// lookedIn names the files that were searched for a statement of layer.
func lookedIn(layer atlas.Layer) string { return "looked in " + fileList(layer.Upstream()) }

func quoteList(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "“" + n + "”"
	}
	return strings.Join(quoted, " or ")
}

// maxQuoted is how many words a message quotes.
const maxQuoted = 8

// excerpt is what t says in words[first:last+1], cut where that is long: a
// message quotes an anchor and no whole statement.
func excerpt(t *trace.Text, first, last int) string {
	if last-first < maxQuoted {
		return strings.TrimSuffix(t.Written(first, last), ".")
	}
	return t.Written(first, first+maxQuoted-3) + " …"
}
