package app

import (
	"atlasdesk/backend/atlas"
	"atlasdesk/backend/trace"
)

// Explanation is what a statement stands on and what stands on it, with the
// reasons. Its statement is empty where the layer has no such one any more.
type Explanation struct {
	Statement string   `json:"statement"`
	Layer     string   `json:"layer"`
	Support   []Tie    `json:"support"` // the evidence that carries it, best first; empty in evidence.md
	Sought    []Sought `json:"sought"`  // what the evidence was searched for, where none carries it
	UsedBy    []Link   `json:"usedBy"`  // the derived statements that stand on it, by layer; only in evidence.md
	Beside    []Tie    `json:"beside"`  // the statements of the other layer that carry it, or that stand on it
}

// Link leads to a statement of another layer.
type Link struct {
	Layer   string  `json:"layer"`
	ID      string  `json:"id"`
	From    int     `json:"from"`
	To      int     `json:"to"`
	Section string  `json:"section"`
	Quote   string  `json:"quote"`
	Score   float64 `json:"score"` // 0 to 1
}

// Tie joins a statement to one of another layer, with what they share.
type Tie struct {
	To          Link     `json:"to"`
	Through     *Link    `json:"through,omitempty"` // the derived statement between the two, where one joins them
	Names       Share    `json:"names"`
	Figures     Share    `json:"figures"`
	Terms       Share    `json:"terms"`
	Constraints Share    `json:"constraints"`
	Shared      []string `json:"shared"` // as written: names, then figures, then words, rarest first
	Here        []Anchor `json:"here"`   // from the beginning of the statement
	There       []Anchor `json:"there"`  // from the beginning of the other one
}

// Share is how many of some things were found.
type Share struct {
	Found int `json:"found"`
	Of    int `json:"of"`
}

// Anchor is a name, a figure or a term that two statements share.
type Anchor struct {
	Kind string `json:"kind"` // "name", "figure" or "term"
	From int    `json:"from"`
	To   int    `json:"to"`
}

// Sought is a name, a figure or a term that the evidence was searched for.
type Sought struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	Times int    `json:"times"` // how many statements of the evidence have it
}

var kinds = map[trace.AnchorKind]string{trace.NameAnchor: "name", trace.FigureAnchor: "figure", trace.TermAnchor: "term"}

// Explain tells what joins a statement of a layer to the evidence and, where
// beside names one, to another layer.
func (d *Documents) Explain(pkg, layer, statement, beside string) (Explanation, error) {
	w, l, err := d.in(layer)
	if err != nil {
		return Explanation{}, err
	}
	checked, err := w.Package(pkg)
	if err != nil {
		return Explanation{}, err
	}
	other, hasOther := atlas.LayerOf(beside)
	x := crossing{checked}
	out := Explanation{Layer: layer, Support: []Tie{}, Sought: []Sought{}, UsedBy: []Link{}, Beside: []Tie{}}
	t := x.find(l, statement)
	if t == nil {
		return out, nil
	}
	out.Statement = statement
	for _, link := range checked.Graph.Dependents(t) {
		out.UsedBy = append(out.UsedBy, x.link(link.To, link.Score))
	}
	if l != atlas.Evidence {
		out.Support = x.support(t, atlas.Evidence)
		if len(out.Support) == 0 {
			out.Sought = x.sought(t)
		}
	}
	switch {
	case !hasOther || other == l:
	case other == atlas.Evidence:
		out.Beside = out.Support
	case other < l:
		out.Beside = x.support(t, other)
	default:
		out.Beside = x.dependents(t, other)
	}
	return out, nil
}

// find is the claim of a layer with this identity; nil where there is none.
func (x crossing) find(layer atlas.Layer, id string) *trace.Text {
	for i := range x.checked.Graph.Layers[layer] {
		if t := &x.checked.Graph.Layers[layer][i]; t.IsClaim() && t.ID.String() == id {
			return t
		}
	}
	return nil
}

func (x crossing) support(t *trace.Text, layer atlas.Layer) []Tie {
	out := []Tie{}
	for _, l := range x.checked.Graph.SupportIn(t, layer) {
		m := x.checked.Graph.Match(t, l.To)
		tie := x.tie(l, m, t, l.To)
		tie.Here, tie.There = x.anchors(t, m.Here), x.anchors(l.To, m.There)
		out = append(out, tie)
	}
	return out
}

func (x crossing) dependents(t *trace.Text, layer atlas.Layer) []Tie {
	out := []Tie{}
	for _, l := range x.checked.Graph.DependentsIn(t, layer) {
		m := x.checked.Graph.Match(l.To, t)
		tie := x.tie(l, m, l.To, t)
		tie.Here, tie.There = x.anchors(t, m.There), x.anchors(l.To, m.Here)
		out = append(out, tie)
	}
	return out
}

// tie is all of one but its anchors; the lower of the two statements rests on
// the upper one.
func (x crossing) tie(l trace.Link, m trace.Match, lower, upper *trace.Text) Tie {
	tie := Tie{To: x.link(l.To, l.Score), Names: Share(m.Names), Figures: Share(m.Figures), Terms: Share(m.Terms), Constraints: Share(m.Constraints),
		Shared: x.checked.Graph.Reasons(lower, upper)}
	if l.Through != nil {
		through := x.link(l.Through, l.Score)
		tie.Through = &through
	}
	return tie
}

func (x crossing) link(t *trace.Text, score float64) Link {
	from, to := x.span(t.Layer.File(), t.Statement.Span)
	return Link{Layer: t.Layer.Key(), ID: t.ID.String(), From: from, To: to, Section: x.section(t), Quote: t.Text, Score: score}
}

func (x crossing) anchors(t *trace.Text, anchors []trace.Anchor) []Anchor {
	out := make([]Anchor, 0, len(anchors))
	start, _ := x.span(t.Layer.File(), t.Statement.Span)
	for _, a := range anchors {
		from, to := x.span(t.Layer.File(), t.Source(a.Span))
		out = append(out, Anchor{kinds[a.Kind], from - start, to - start})
	}
	return out
}

func (x crossing) sought(t *trace.Text) []Sought {
	out := []Sought{}
	for _, s := range x.checked.Graph.Sought(t) {
		out = append(out, Sought{kinds[s.Kind], s.Span.In(t.Text), s.Times})
	}
	return out
}
