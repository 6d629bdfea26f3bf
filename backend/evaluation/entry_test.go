package evaluation

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/changelog"
	"atlasdesk/backend/check"
	"atlasdesk/backend/generate"
	"atlasdesk/backend/pack"
	"atlasdesk/backend/trace"
	"atlasdesk/backend/workspace"
)

// TestEntriesTrace writes the change-log entry of labelled edits, each package
// others than the one before, and of random ones, and finds out that it passes the rules itself: a package with
// the entry has the findings that it has without.
func TestEntriesTrace(t *testing.T) {
	written := 0
	for _, half := range halves {
		for i, p := range readPackages(t, half) {
			r := rand.New(rand.NewPCG(uint64(i), 9))
			for _, c := range everyNth(p.cases, i%sampled) {
				edited, _, err := c.apply(p.layers[c.layer].File.Text)
				if err != nil {
					t.Fatal(err)
				}
				layers := p.layers
				layers[c.layer] = workspace.ReadLayer(c.layer, edited, nil, p.layers[c.layer])
				written += p.record(t, fmt.Sprint("line ", c.line), layers)
			}
			for n := range randomEdits {
				written += p.record(t, fmt.Sprint("random edit ", n), p.randomly(r))
			}
		}
	}
	if t.Logf("%d entries", written); written < 200 {
		t.Error("too few entries to show anything")
	}
}

// TestEntriesTraceInGenerated does the same for whole packages of usual size.
func TestEntriesTraceInGenerated(t *testing.T) {
	for seed := range uint64(4) {
		made := generate.New(seed)
		p := &clean{name: made.Slug, rules: check.Rules()}
		for l := range p.layers {
			p.layers[l] = workspace.ReadLayer(atlas.Layer(l), made.Layers[l], nil, nil)
			p.texts[l] = p.layers[l].Texts
		}
		r := rand.New(rand.NewPCG(seed, 10))
		for n := range randomEdits / 2 {
			p.record(t, fmt.Sprint("random edit ", n), p.randomly(r))
		}
	}
}

const (
	sampled     = 4 // of so many labelled edits one is tried
	randomEdits = 8 // versions of a package that are made at random
)

func everyNth(cases []labelled, first int) (out []labelled) {
	for i := first; i < len(cases); i += sampled {
		out = append(out, cases[i])
	}
	return out
}

// record writes the entry for a version of a package, and returns how many
// there were to write.
func (p *clean) record(t *testing.T, what string, layers workspace.Layers) int {
	t.Helper()
	now := p.version(layers)
	changes := changelog.Compare(p.version(p.layers), now)
	if changes.Empty() {
		return 0
	}
	entry := changelog.Entry(&changes, changelog.Meta{ID: "e1", Date: "2026-11-22"})
	without, later := p.findings(layers, p.texts), p.findings(layers, textsOf(layers))
	log := changelog.Insert(layers[atlas.ChangeLog].File.Text, now.Package.Name, entry)
	layers[atlas.ChangeLog] = workspace.ReadLayer(atlas.ChangeLog, log, nil, nil)
	raised := added(without, p.findings(layers, p.texts))
	raised = append(raised, added(later, p.findings(layers, textsOf(layers)))...) // when it is committed
	for _, d := range raised {
		t.Errorf("%s, %s: the entry raises %s in %s: %s\n%s", p.name, what, d.Rule, d.File, d.Message, entry)
	}
	return 1
}

func (p *clean) version(layers workspace.Layers) changelog.Version {
	var files []*pack.File
	for _, l := range layers {
		files = append(files, l.File)
	}
	read := pack.New(p.name, files, nil)
	return changelog.Version{Package: read, Graph: trace.NewGraph(textsOf(layers), read.Name, nil)}
}

func textsOf(layers workspace.Layers) (out trace.Layers) {
	for i, l := range layers {
		out[i] = l.Texts
	}
	return out
}

// findings are those of every severity, with a version as the last committed
// one.
func (p *clean) findings(layers workspace.Layers, committed trace.Layers) []check.Diagnostic {
	v := p.version(layers)
	return check.Run(v.Package, v.Graph, committed, p.rules)
}

// randomly edits some lines of some layers.
func (p *clean) randomly(r *rand.Rand) workspace.Layers {
	out := p.layers
	for range 1 + r.IntN(4) {
		l := r.IntN(len(out))
		lines := strings.Split(out[l].File.Text, "\n")
		for range 1 + r.IntN(3) {
			alterations[r.IntN(len(alterations))](r, lines)
		}
		out[l] = workspace.ReadLayer(atlas.Layer(l), strings.Join(lines, "\n"), nil, nil)
	}
	return out
}

// alterations are what an author does to the lines of a layer.
var alterations = []func(r *rand.Rand, lines []string){
	func(r *rand.Rand, lines []string) { lines[r.IntN(len(lines))] = "" },
	func(r *rand.Rand, lines []string) {
		a, b := r.IntN(len(lines)), r.IntN(len(lines))
		lines[a], lines[b] = lines[b], lines[a]
	},
	func(r *rand.Rand, lines []string) {
		lines[r.IntN(len(lines))] += " The Harbour Board ranks first with 41 berths."
	},
	func(r *rand.Rand, lines []string) {
		lines[r.IntN(len(lines))] += "\n\n- No berth is documented, and builders should prefer the northern port.\n"
	},
	func(r *rand.Rand, lines []string) {
		at := r.IntN(len(lines))
		words := strings.Fields(lines[at])
		if len(words) > 3 {
			words[r.IntN(len(words))] = []string{"not", "2031", "Northport", "best", "without", "“", "*", "[x](y)"}[r.IntN(8)]
			lines[at] = strings.Join(words, " ")
		}
	},
	func(r *rand.Rand, lines []string) {
		at := r.IntN(len(lines))
		lines[at] = strings.ReplaceAll(lines[at], " is ", " is not ")
	},
}

// TestLayoutIsNoChange wraps the prose of every layer anew and exchanges items
// of lists: neither changes a statement.
func TestLayoutIsNoChange(t *testing.T) {
	for _, half := range halves {
		for i, p := range readPackages(t, half) {
			r := rand.New(rand.NewPCG(uint64(i), 11))
			layers := p.layers
			for l := range layers {
				text := exchanged(r, wrapped(r, layers[l].File.Text))
				layers[l] = workspace.ReadLayer(atlas.Layer(l), text, nil, nil)
			}
			changes := changelog.Compare(p.version(p.layers), p.version(layers))
			if len(changes.Layers) == 0 {
				t.Errorf("%s: nothing was wrapped", p.name)
			}
			for _, l := range changes.Layers {
				for _, s := range l.Statements {
					t.Errorf("%s, %s: %q", p.name, l.Layer.File(), s.Text().Text)
				}
			}
			if changes.Class() != changelog.Observational || len(changes.Due) > 0 {
				t.Errorf("%s: layout is %s, and %d layers are due for review", p.name, changes.Class(), len(changes.Due))
			}
		}
	}
}

// inProse is a space between two words of a sentence, where a line may end.
var inProse = regexp.MustCompile(`[a-z,] [a-z]`)

func wrapped(r *rand.Rand, s string) string {
	out := []byte(s)
	for _, at := range inProse.FindAllStringIndex(s, -1) {
		line, _, _ := strings.Cut(s[strings.LastIndexByte(s[:at[0]], '\n')+1:], "\n")
		if r.IntN(8) == 0 && 'A' <= line[0] && line[0] <= 'Z' && !strings.Contains(line, ": ") { // no heading, item or field
			out[at[0]+1] = '\n'
		}
	}
	return string(out)
}

// exchanged exchanges neighbouring items of lists.
func exchanged(r *rand.Rand, s string) string {
	lines := strings.Split(s, "\n")
	for i := 1; i < len(lines); i++ {
		if strings.HasPrefix(lines[i-1], "- ") && strings.HasPrefix(lines[i], "- ") && r.IntN(3) == 0 {
			lines[i-1], lines[i] = lines[i], lines[i-1]
		}
	}
	return strings.Join(lines, "\n")
}
