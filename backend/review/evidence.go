package review

import (
	"slices"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/trace"
)

// evidence is what the evidence of a package reads today, and what became of
// the evidence that sign-offs rest on.
type evidence struct {
	now    map[string]*trace.Text // by the folded text
	became map[string]*trace.Text // what reads otherwise now, by the folded text that it had
}

func newEvidence(p *pack.Package, g *trace.Graph, records []Record) *evidence {
	e := &evidence{map[string]*trace.Text{}, map[string]*trace.Text{}}
	claims := claimsOf(g.Layers[atlas.Evidence])
	for _, t := range claims {
		e.now[statement.Fold(t.Text)] = t
	}
	var gone []string
	recorded := map[string]bool{}
	for i := range records {
		for _, was := range records[i].Evidence {
			key := statement.Fold(was)
			if e.now[key] == nil && !recorded[key] {
				gone = append(gone, was)
			}
			recorded[key] = true
		}
	}
	e.follow(gone, claims, recorded)
	return e
}

// follow finds what became of evidence that is not there any more, among what
// no sign-off rests on.
func (e *evidence) follow(gone []string, claims []*trace.Text, recorded map[string]bool) {
	if len(gone) == 0 {
		return
	}
	// One section on either side: of the evidence of a sign-off none is known.
	file := &pack.File{Layer: atlas.Evidence, Sections: []pack.Section{{}}}
	was, is := changelog.Reading{File: file}, changelog.Reading{File: file}
	for _, words := range gone {
		was.Texts = append(was.Texts, textOf(atlas.Evidence, 0, words))
	}
	var fresh []*trace.Text
	for _, t := range claims {
		if !recorded[statement.Fold(t.Text)] {
			one := *t
			one.Section = 0
			fresh, is.Texts = append(fresh, t), append(is.Texts, one)
		}
	}
	m := changelog.Match(was, is)
	for i, words := range gone {
		if after := m.After(i); after != changelog.None {
			e.became[statement.Fold(words)] = fresh[after]
		}
	}
}

// lapsed says whether any evidence of a sign-off reads otherwise now.
func (e *evidence) lapsed(r *Record) bool {
	return slices.ContainsFunc(r.Evidence, func(was string) bool { return e.now[statement.Fold(was)] == nil })
}

// grounds joins what a statement rests on today, best first, with what it
// rested on when it was signed, if it was.
func (e *evidence) grounds(support []trace.Link, signed *Record) (out []Ground) {
	at := map[*trace.Text]int{}
	for _, l := range support {
		if _, twice := at[l.To]; !twice {
			at[l.To] = len(out)
			out = append(out, Ground{Now: l.To, Carries: true})
		}
	}
	if signed == nil {
		return out
	}
	for _, was := range signed.Evidence {
		now := e.now[statement.Fold(was)]
		if now == nil {
			now = e.became[statement.Fold(was)]
		}
		if i, carries := at[now]; carries && out[i].Was == "" {
			out[i].Was = was
			continue
		}
		out = append(out, Ground{Now: now, Was: was})
	}
	return out
}
