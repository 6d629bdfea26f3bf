package evaluation

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"atlasdesk/backend/check"
)

var details = flag.Bool("details", false, "show the failures of the held-out half, too")

// bound is what a class of edits expects and how well the engine must do.
type bound struct {
	rules    []string // any of them, unless a case names its own
	harmless bool
	// least is the share of the class's defects that must be found, or of its
	// harmless edits that must stay silent.
	least float64
	// less is how much less may be found of a package that was never
	// committed.
	less float64
}

// bounds has the classes of tracing.md, section 4, each with what the engine
// has reached.
var bounds = map[string]bound{
	"foreign-name":     {rules: []string{"trace/untraced-name"}, least: 0.96},
	"acronym":          {rules: []string{"trace/untraced-name"}, least: 0.96},
	"figure":           {rules: figureRules, least: 0.96},
	"evidence-figure":  {rules: figureRules, least: 0.95},
	"conclusion":       {least: 0.96},
	"absence":          {least: 0.96, less: 0.14},
	"claim":            {rules: []string{"trace/untraced-term", "trace/weak-support", "trace/contradicts-boundary"}, least: 0.97, less: 0.12},
	"dropped":          {rules: []string{"trace/dropped-constraint"}, least: 0.96, less: 0.96}, // needs to know that there was one
	"evidence-deleted": {rules: []string{"trace/untraced-name", "trace/untraced-figure", "trace/untraced-term", "trace/weak-support"}, least: 0.95},
	"swapped":          {rules: []string{"trace/weak-support", "trace/figure-disagrees", "trace/untraced-figure"}, least: 0.98, less: 0.23},

	"compound":    {harmless: true, least: 0.91},
	"markup":      {harmless: true, least: 1},
	"repeated":    {harmless: true, least: 1},
	"reordered":   {harmless: true, least: 1},
	"disclaimer":  {harmless: true, least: 0.90},
	"spelt-out":   {harmless: true, least: 0.76},
	"number-form": {harmless: true, least: 1},
	"restated":    {harmless: true, least: 0.97},
	"spelling":    {harmless: true, least: 1},
	"plural":      {harmless: true, least: 0.91},
	"derivation":  {harmless: true, least: 0.96},
	"synthesis":   {harmless: true, least: 0.96},
	"voice":       {harmless: true, least: 0.91},
	// Two sentences made one, or one made two.
	"merged": {harmless: true, least: 0.93},
}

var figureRules = []string{"trace/figure-disagrees", "trace/untraced-figure"}

// Over all classes, and on the packages as they are.
const (
	mostAlarms  = 0.01 // share of the harmless edits
	mostOnClean = 28   // warnings and errors of the unedited packages
)

// halves are the folders of testdata. Only the first may be read while tuning.
var halves = []string{"tuning", "held-out"}

func readPackages(t *testing.T, half string) (packages []*clean) {
	t.Helper()
	folders, err := os.ReadDir(filepath.Join("testdata", half))
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		packages = append(packages, readPackage(t, half, folder.Name()))
	}
	return packages
}

func TestEvaluation(t *testing.T) {
	packages := map[string][]*clean{}
	for _, half := range halves {
		packages[half] = readPackages(t, half)
	}
	t.Run("the clean package is committed", func(t *testing.T) {
		evaluate(t, packages).hold(t, func(b bound) float64 { return b.least })
	})
	t.Run("nothing is committed", func(t *testing.T) {
		for half := range packages {
			for i, p := range packages[half] {
				packages[half][i] = p.alone()
			}
		}
		evaluate(t, packages).hold(t, func(b bound) float64 { return b.least - b.less })
	})
}

// evaluate judges every case of the packages by half, and prints what came out.
func evaluate(t *testing.T, packages map[string][]*clean) *score {
	var out strings.Builder
	s := newScore()
	for _, half := range halves {
		for _, p := range packages[half] {
			s.onClean += len(p.found)
			if len(p.found) > 0 {
				fmt.Fprintf(&out, "%s: %d warnings and errors without any edit\n", p.name, len(p.found))
			}
			for _, d := range p.found {
				s.show(&out, half, "  "+describe(p, d))
			}
			for _, c := range p.cases {
				if missing := s.add(t, half, p, c); missing != "" {
					s.show(&out, half, fmt.Sprintf("%s/cases.txt:%d [%s] %s", p.name, c.line, c.class, missing))
				}
			}
		}
	}
	t.Logf("\n%s\n%s", out.String(), s)
	return s
}

func describe(p *clean, d check.Diagnostic) string {
	place := ""
	if l, ok := layerOf(d.File); ok {
		place = fmt.Sprintf(":%d", p.layers[l].Index.Position(d.Span.Start).Line)
	}
	return fmt.Sprintf("%s%s %s: %s", d.File, place, d.Rule, d.Message)
}

// tally counts the cases of a class in one half; good is how many came out as
// they should.
type tally struct{ cases, good int }

func (t tally) share() float64 { return float64(t.good) / float64(max(t.cases, 1)) }

// ruled counts what one rule reported: on defects that expect it, on other
// defects, where it may be right too, and on harmless edits, where it is wrong.
type ruled struct{ expected, beside, alarms int }

// score is the sum of the evaluation.
type score struct {
	classes map[string]map[string]*tally // class, half
	rules   map[string]*ruled
	onClean int // warnings and errors without any edit
}

func newScore() *score {
	s := &score{classes: map[string]map[string]*tally{}, rules: map[string]*ruled{}}
	for class := range bounds {
		s.classes[class] = map[string]*tally{}
		for _, half := range halves {
			s.classes[class][half] = &tally{}
		}
	}
	return s
}

// show writes a line about a half, if that half may be shown.
func (s *score) show(out *strings.Builder, half, line string) {
	if half == halves[0] || *details {
		fmt.Fprintln(out, line)
	}
}

// add judges one case and says in what it failed.
func (s *score) add(t *testing.T, half string, p *clean, c labelled) (failure string) {
	o, err := p.try(c)
	if err != nil {
		t.Errorf("%s/%s/cases.txt:%d: %v", half, p.name, c.line, err)
		return ""
	}
	for _, d := range o.raised {
		r := s.rules[d.Rule]
		if r == nil {
			r = &ruled{}
			s.rules[d.Rule] = r
		}
		switch {
		case bounds[c.class].harmless:
			r.alarms++
		case slices.Contains(c.rules, d.Rule):
			r.expected++
		default:
			r.beside++
		}
	}
	tally := s.classes[c.class][half]
	tally.cases++
	switch {
	case bounds[c.class].harmless && len(o.raised) > 0:
		return "raises " + list(o.raised)
	case !bounds[c.class].harmless && !o.found:
		return strings.TrimSpace("is missed " + list(o.raised))
	}
	tally.good++
	return ""
}

func list(raised []check.Diagnostic) string {
	var out []string
	for _, d := range raised {
		out = append(out, fmt.Sprintf("%s in %s: %s", d.Rule, d.File, d.Message))
	}
	return strings.Join(out, "; ")
}

func (s *score) sum(class string) (sum tally) {
	for _, t := range s.classes[class] {
		sum.cases += t.cases
		sum.good += t.good
	}
	return sum
}

// hold fails where a class is below its bound, by what at least must come out as
// it should.
func (s *score) hold(t *testing.T, least func(bound) float64) {
	for _, class := range slices.Sorted(maps.Keys(bounds)) {
		sum := s.sum(class)
		if sum.cases < 10 {
			t.Errorf("%s has %d cases, which say nothing", class, sum.cases)
		}
		if least := least(bounds[class]); sum.share() < least {
			t.Errorf("%s: %d of %d as they should be, which is less than %.2f", class, sum.good, sum.cases, least)
		}
	}
	if alarms := 1 - s.all(true).share(); alarms > mostAlarms {
		t.Errorf("%.3f of the harmless edits raise an alarm, more than %.3f", alarms, mostAlarms)
	}
	if s.onClean > mostOnClean {
		t.Errorf("the unedited packages have %d warnings and errors, more than %d", s.onClean, mostOnClean)
	}
}

// all sums the classes of defects or of harmless edits.
func (s *score) all(harmless bool) (all tally) {
	for class, b := range bounds {
		if b.harmless == harmless {
			sum := s.sum(class)
			all.cases += sum.cases
			all.good += sum.good
		}
	}
	return all
}

func (s *score) String() string {
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	for _, harmless := range []bool{false, true} {
		title := "defects found"
		if harmless {
			title = "harmless edits without alarm"
		}
		fmt.Fprintf(w, "\n%s\t%s\t%s\tshare\n", title, halves[0], halves[1])
		var all [3]tally
		for _, class := range slices.Sorted(maps.Keys(bounds)) {
			if bounds[class].harmless != harmless {
				continue
			}
			row := [3]tally{*s.classes[class][halves[0]], *s.classes[class][halves[1]], s.sum(class)}
			for i := range row {
				all[i].cases += row[i].cases
				all[i].good += row[i].good
			}
			fmt.Fprintf(w, "%s\t%d/%d\t%d/%d\t%.3f\n", class, row[0].good, row[0].cases, row[1].good, row[1].cases, row[2].share())
		}
		fmt.Fprintf(w, "all\t%d/%d\t%d/%d\t%.3f\n", all[0].good, all[0].cases, all[1].good, all[1].cases, all[2].share())
	}
	fmt.Fprintf(w, "\nrule\texpected\tbeside\talarms\tprecision\n")
	for _, rule := range slices.Sorted(maps.Keys(s.rules)) {
		r := s.rules[rule]
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.3f\n", rule, r.expected, r.beside, r.alarms, float64(r.expected+r.beside)/float64(r.expected+r.beside+r.alarms))
	}
	w.Flush()
	return out.String()
}
