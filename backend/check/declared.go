package check

import (
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// isDeclared says whether a statement only repeats what metadata.md declares,
// where it may: profile and builder mode its labels, metadata.md the names and
// values of its own topology fields, the change log the lifecycle status.
func (p *pass) isDeclared(c atlas.Conclusion, t *trace.Text, n trace.Name) bool {
	switch t.Layer {
	case atlas.Profile, atlas.BuilderMode:
		return p.repeats(t, n, func(m *trace.Text) bool { return true })
	case atlas.Metadata:
		return c.Fields && p.declaresTopology() && (isFieldName(t, n) || p.isLabelOfTopology(t) || p.repeats(t, n, func(m *trace.Text) bool { return !m.IsClaim() }))
	case atlas.ChangeLog:
		return c.Key == "lifecycle" && p.tellsStatus(t)
	}
	return false
}

// declaresTopology says whether metadata.md has one of the fields in which a
// place in the topology is declared.
func (p *pass) declaresTopology() bool {
	f := p.pkg.Files[atlas.Metadata]
	for _, keys := range [][]string{atlas.USTopology, atlas.GlobalTopology} {
		if _, ok := f.Field(keys...); ok {
			return true
		}
	}
	return false
}

// isFieldName says whether the phrase is no more than the name of what the
// topology fields declare, as in "corridor placement".
func isFieldName(t *trace.Text, n trace.Name) bool {
	return fieldNames[keysOf(t.Words[n.First:n.Last+1])]
}

// isLabelOfTopology says whether t stands under a heading that declares a
// place in the topology: "Corridor role classification".
func (p *pass) isLabelOfTopology(t *trace.Text) bool {
	return atlas.IsTopologyHeading(p.pkg.Files[atlas.Metadata].Sections[t.Section].Text)
}

var fieldNames = func() map[string]bool {
	m := map[string]bool{}
	for _, of := range []string{"corridor", "topology"} {
		for _, name := range []string{"placement", "assignment", "role", "position"} {
			m[of+" "+name] = true
		}
	}
	return m
}()

// repeats says whether the last words of the phrase stand in metadata.md, in
// a text that counts, and the words before them only lead up to them: "serves
// as a transit hub" repeats "transit hub".
func (p *pass) repeats(t *trace.Text, n trace.Name, counts func(*trace.Text) bool) bool {
	for first := n.First; first <= n.Last; first++ {
		for _, at := range p.declaredAt(t.Words[first].Key) {
			if !at.text.Denied[at.word] && counts(at.text) && standsAt(at.text, at.word, t.Words[first:n.Last+1]) {
				return true
			}
		}
		if !leadsUp[t.Words[first].Key] && t.Words[first].Form != trace.Capital {
			return false
		}
	}
	return false
}

// declaredWord is where a word stands in metadata.md.
type declaredWord struct {
	text *trace.Text
	word int
}

// declaredAt lists where metadata.md has a word.
func (p *pass) declaredAt(key string) []declaredWord {
	if p.now.declared == nil {
		p.now.declared = p.declaredWords()
	}
	at := p.now.declared[key]
	return at[:min(len(at), maxDeclared)]
}

// declaredWords reads the words of metadata.md, unless the run before did.
func (p *pass) declaredWords() map[string][]declaredWord {
	if p.before != nil && p.before.declared != nil {
		if same, _ := p.unchanged(atlas.Metadata); same {
			return p.before.declared
		}
	}
	out := map[string][]declaredWord{}
	for i := range p.graph.Layers[atlas.Metadata] {
		m := &p.graph.Layers[atlas.Metadata][i]
		for w := range m.Words {
			out[m.Words[w].Key] = append(out[m.Words[w].Key], declaredWord{m, w})
		}
	}
	return out
}

// maxDeclared bounds how many places a phrase is held against.
const maxDeclared = 256

// leadsUp are words before a label in a sentence that repeats it.
var leadsUp = keySet(strings.Fields(`is as a an the act function functions serve serves operate operates read reads appear appears placed place
 belong belongs sit sits position positioned located within in into to of`))

// tellsStatus says whether the statement speaks of the status that the
// package declares, in metadata.md or in a field of the change log.
func (p *pass) tellsStatus(t *trace.Text) bool {
	status := p.pkg.Status
	if f, ok := p.pkg.Files[atlas.ChangeLog].Field(atlas.StatusFields()...); ok && status == atlas.Undeclared {
		status, _ = atlas.StatusOf(f.Value)
	}
	return status != "" && indexOf(t, trace.Words(string(status))) >= 0
}

// indexOf finds words one after another in t; -1 where they are not.
func indexOf(t *trace.Text, words []trace.Word) int {
	for first := 0; first+len(words) <= len(t.Words); first++ {
		if standsAt(t, first, words) {
			return first
		}
	}
	return -1
}

func standsAt(t *trace.Text, first int, words []trace.Word) bool {
	return first+len(words) <= len(t.Words) &&
		slices.EqualFunc(t.Words[first:first+len(words)], words, func(a, b trace.Word) bool { return a.Key == b.Key })
}

func keysOf(words []trace.Word) string {
	keys := make([]string, len(words))
	for i, w := range words {
		keys[i] = w.Key
	}
	return strings.Join(keys, " ")
}
