package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/statement"
	"atlasdesk/backend/text"
)

// Waiver is a finding that a person accepts. It holds while the finding, the
// statement and what is said of it elsewhere are what they were.
type Waiver struct {
	Rule  string
	Layer string // key of the layer; empty for the package as a whole
	Words string // the statement as it was, or the message, for people: never compared
	About Identity

	Reason, By string
	Date       string // 2006-01-02
}

// WaivedAt says who waived and when, in words.
func (w *Waiver) WaivedAt() string { return fmt.Sprintf("waived by %s on %s", w.By, w.Date) }

// maxWords is how many characters of a statement a waiver quotes.
const maxWords = 200

// Waiver is one that accepts a finding of the package, without a reason yet.
func (r Reading) Waiver(d *Diagnostic) Waiver {
	words := d.Message
	if t := r.statementAt(d.File, d.Span); t != nil {
		words = t.Text
	}
	if short := []rune(words); len(short) > maxWords {
		words = string(short[:maxWords-2]) + " …"
	}
	w := Waiver{Rule: d.Rule, Words: strings.Join(strings.Fields(words), " "), About: r.Identity(d)}
	if l, ok := atlas.LayerOf(d.File); ok {
		w.Layer = l.Key()
	}
	return w
}

// RemoveWaiver is the title of what settles a finding about a waiver.
const RemoveWaiver = "Remove the waiver"

// staleWaiver is the name of the rule about waivers.
const staleWaiver = "waiver/stale"

func waiverRules() []Rule {
	return []Rule{{
		Name: staleWaiver, Severity: Warning, run: func(*pass) {}, // judged by Waive, when all others have looked
		Summary: "A waiver no longer applies: what it accepts is gone, or the statement or its evidence has changed since.",
		Why:     "A person accepted one finding about these very words, beside this very evidence. What was not looked at is not accepted, and a waiver that accepts nothing hides what may come later.",
		Waived: Example{
			atlas.Evidence: "The Registry Office states that it keeps 17 registers.",
			atlas.Signals:  "The office's 19 registers signal continuity.",
		},
		Fires: Example{
			atlas.Evidence: "The Registry Office states that it keeps 17 registers.",
			atlas.Signals:  "The office's 19 registers signal a long continuity.",
		},
		Silent: Example{
			atlas.Evidence: "The observatory states that it publishes tide tables. The Registry Office states that it keeps 17 registers.",
			atlas.Signals:  "## Registers\n\nThe office's 19 registers signal continuity.",
		},
	}}
}

// Waive marks the findings that waivers accept, and adds one for each waiver
// that accepts none, where its rule is one of those that looked.
func Waive(r Reading, found []Diagnostic, waivers []Waiver, rules []Rule) []Diagnostic {
	if len(waivers) == 0 {
		return found
	}
	out := slices.Clone(found)
	used := make([]bool, len(waivers))
	byAbout := map[Identity][]int{}
	for i := range waivers {
		byAbout[waivers[i].About] = append(byAbout[waivers[i].About], i)
	}
	for i := range out {
		for _, w := range byAbout[r.Identity(&out[i])] {
			out[i].Waived, used[w] = &waivers[w], true
		}
	}
	out = append(out, r.stale(out, waivers, used, rules)...)
	slices.SortStableFunc(out, inOrder)
	return out
}

// stale tells of the waivers that were not used. Where a layer cannot be read
// nobody knows what holds.
func (r Reading) stale(found []Diagnostic, waivers []Waiver, used []bool, rules []Rule) (out []Diagnostic) {
	own := slices.IndexFunc(rules, func(rule Rule) bool { return rule.Name == staleWaiver })
	if own < 0 || !r.readable() {
		return nil
	}
	now := r.today(found)
	for i := range waivers {
		w := &waivers[i]
		if used[i] || !slices.ContainsFunc(rules, func(rule Rule) bool { return rule.Name == w.Rule }) {
			continue
		}
		d := Diagnostic{Rule: staleWaiver, Severity: rules[own].weigh(Warning), Stale: w}
		d.File, d.Span, d.Message = now.lapsed(w)
		out = append(out, d)
	}
	return out
}

// today is what a waiver may have been about.
type today struct {
	Reading
	found      map[string]*Diagnostic          // those that are not waived, by the Finding of their identities
	statements map[string]map[string]text.Span // by file and the Text of an identity; of files that were asked for
}

func (r Reading) today(found []Diagnostic) today {
	t := today{r, map[string]*Diagnostic{}, map[string]map[string]text.Span{}}
	for i := range found {
		if d := &found[i]; d.Waived == nil {
			t.found[r.finding(d)] = d
		}
	}
	return t
}

// still is where the statement of a waiver stands, though nothing is found in
// it any more; the start of the file where it is gone too.
func (t today) still(file string, w *Waiver) text.Span {
	f := t.fileOf(file)
	if f == nil {
		return text.Span{}
	}
	if t.statements[file] == nil {
		t.statements[file] = map[string]text.Span{}
		for i := range t.Graph.Layers[f.Layer] {
			s := &t.Graph.Layers[f.Layer][i]
			t.statements[file][hash(statement.Fold(s.Text))] = s.Statement.Span
		}
	}
	return t.statements[file][w.About.Text]
}

// readable says whether every layer is text, and there is evidence.
func (r Reading) readable() bool {
	e := r.Package.Files[atlas.Evidence]
	return e != nil && !e.Empty() && !slices.ContainsFunc(atlas.Layers(), func(l atlas.Layer) bool {
		f := r.Package.Files[l]
		return f != nil && f.Fault != nil
	})
}

// lapsed says where a waiver has lapsed and why: where its finding is, or its
// statement, or else at the start of the file.
func (t today) lapsed(w *Waiver) (file string, at text.Span, why string) {
	l, ok := atlas.LayerOf(w.Layer)
	if ok && t.Package.Files[l] != nil {
		file = l.File()
	}
	now := t.found[w.About.Finding]
	what := fmt.Sprintf("“%s”, %s for %s", w.Words, w.WaivedAt(), w.Rule)
	switch {
	case now == nil:
		return file, t.still(file, w), what + ", is no longer found: the waiver accepts nothing"
	case w.About.Text != t.Identity(now).Text:
		return now.File, now.Span, what + ", reads otherwise now: the waiver no longer counts"
	}
	return now.File, now.Span, what + ", stands beside other evidence now: the waiver no longer counts"
}

// inOrder is the order of findings: layers, then places, then rules.
func inOrder(a, b Diagnostic) int {
	return cmp.Or(cmp.Compare(fileOrder(a.File), fileOrder(b.File)), strings.Compare(a.File, b.File),
		cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End),
		strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
}
