// Package check holds the rules. A rule is a value: its name, what it is for,
// an example that makes it fire and one that leaves it silent, and the
// function that looks. The rule reference is printed from these values, and
// their examples are run as tests.
package check

import (
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
	"atlasdesk/backend/trace"
)

// Severity is how much a finding matters.
type Severity int

// The severities. An Error blocks a commit unless a reason is given.
const (
	Info Severity = iota
	Warning
	Error
)

var severityNames = [...]string{"info", "warning", "error"}

// Off is in place of the severity of a rule that a workspace does not want to
// hear of. No finding has it.
const Off Severity = -1

func (s Severity) String() string {
	if s == Off {
		return "off"
	}
	return severityNames[s]
}

// SeverityOf reads a severity's name.
func SeverityOf(name string) (Severity, bool) {
	i := slices.Index(severityNames[:], name)
	return Severity(max(i, 0)), i >= 0
}

// Rule is one thing that is looked for.
type Rule struct {
	Name     string   // "trace/untraced-name"
	Severity Severity // the default; what a package lacks weighs less before it is declared complete
	Summary  string   // when it fires, in one sentence
	Why      string   // why that matters to a reader of the package
	Fires    Example
	Silent   Example
	// Committed is the version before Fires, for a rule that compares the two.
	Committed Example
	// Waived is the version in which all that Fires has was waived, for the
	// rule about waivers.
	Waived Example
	run    func(*pass)

	weight *Severity // in a workspace that gives the rule another; see Weigh
}

// Family is the part of the name that related rules share: "trace".
func (r Rule) Family() string {
	family, _, _ := strings.Cut(r.Name, "/")
	return family
}

// Example is a package in small: the text of the layers that matter.
type Example map[atlas.Layer]string

// Diagnostic is one finding. It is the one shape of every finding.
type Diagnostic struct {
	Rule     string
	Severity Severity
	File     string // name within the package; empty for the package as a whole
	Span     text.Span
	Message  string // one sentence, without line numbers
	Related  []Related
	Fixes    []Fix
	Alias    Alias // that would settle the finding, too; empty for none

	Waived *Waiver // that accepts the finding; nil where nobody did
	Stale  *Waiver // that the finding is about; nil for all others
}

// Counts says whether a finding counts: nobody waived it.
func (d *Diagnostic) Counts() bool { return d.Waived == nil }

// Related is a place that explains a finding.
type Related struct {
	File    string
	Span    text.Span
	Message string
}

// Fix is a change that would settle a finding.
type Fix struct {
	Title string
	Edits []Edit
}

// Alias is a declaration for the settings of a workspace: Also means the same
// as Name, which stands upstream.
type Alias struct{ Name, Also string }

// Title says what declaring the alias does, as a Fix does.
func (a Alias) Title() string {
	return fmt.Sprintf("Declare “%s” to mean “%s”", a.Also, a.Name)
}

// Edit is one replacement of a fix.
type Edit struct {
	File string
	text.Edit
}

// Rules lists all rules in the order of the reference.
func Rules() []Rule {
	return slices.Concat(traceRules(), conclusionRules(), changeLogRules(), packageRules(), waiverRules())
}

// Run checks a package with the given rules and returns the findings in the
// order of layers, then places, then rules. The same package gives the same
// findings. committed are the layers of the last committed version, empty
// where there is none.
func Run(p *pack.Package, g *trace.Graph, committed trace.Layers, rules []Rule) []Diagnostic {
	found, _ := Again(nil, p, g, committed, rules)
	return found
}

// Again is Run over a package of which before remembers an earlier version,
// read with the same vocabulary; nil for none.
func Again(before *Memory, p *pack.Package, g *trace.Graph, committed trace.Layers, rules []Rule) ([]Diagnostic, *Memory) {
	own := ownKey(p.Name)
	pass := &pass{pkg: p, graph: g, committed: committed, own: own, before: before, now: &Memory{graph: g, name: p.Name, own: own, committed: committed, parts: map[partOf]bool{}}}
	for i := range rules {
		pass.rule = &rules[i]
		rules[i].run(pass)
	}
	slices.SortStableFunc(pass.out, inOrder)
	return pass.out, pass.now
}

// fileOrder puts the package as a whole first, then the layers, then other
// files.
func fileOrder(file string) int {
	if file == "" {
		return -1
	}
	if l, ok := atlas.LayerOf(file); ok {
		return int(l)
	}
	return len(atlas.Layers())
}

// pass is one run of rules over a package; rule is the one that looks now.
type pass struct {
	pkg       *pack.Package
	graph     *trace.Graph
	committed trace.Layers
	rule      *Rule
	out       []Diagnostic

	own         string // by which the jurisdiction's name is recognized
	before, now *Memory
	same        [atlas.ChangeLog + 1]sameness

	turns     []trace.Turned    // since the last commit; found by the first rule that asks
	concluded []concluded       // found by the first rule that asks
	sections  []evidenceSection // of evidence.md, put together by the first rule that asks
}

// report adds a finding with the rule's own severity.
func (p *pass) report(d Diagnostic) { p.reportAs(p.rule.Severity, d) }

func (p *pass) reportAs(s Severity, d Diagnostic) {
	d.Rule, d.Severity = p.rule.Name, p.rule.weigh(s)
	p.out = append(p.out, d)
}

// claims yields the checked statements of the given layers.
func (p *pass) claims(layers []atlas.Layer) func(yield func(*trace.Text) bool) {
	return func(yield func(*trace.Text) bool) {
		for _, l := range layers {
			for i := range p.graph.Layers[l] {
				if t := &p.graph.Layers[l][i]; t.IsClaim() && !yield(t) {
					return
				}
			}
		}
	}
}
