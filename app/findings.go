package app

import (
	"errors"
	"slices"
	"strings"
	"time"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
	"atlasdesk/backend/history"
	"atlasdesk/backend/workspace"
)

// Findings are bound to the page: those of many packages, which of them are
// new, and waiving them.
type Findings struct{ desk *desk }

// FindingsNews are the findings of the packages that were checked since the
// page asked last.
type FindingsNews struct {
	Last     int               `json:"last"`     // to ask with the next time
	Packages []PackageFindings `json:"packages"` // that were checked since
	IDs      []string          `json:"ids"`      // of all packages there are
}

// PackageFindings are those of one package, in the order of its layers.
type PackageFindings struct {
	Package  string    `json:"package"`
	Findings []Finding `json:"findings"`
}

// CommittedFindings are the findings of a package as it was committed last.
type CommittedFindings struct {
	Compared bool     `json:"compared"` // false: there is no commit to compare with
	IDs      []string `json:"ids"`
}

// RuleText is what the reference says of a rule.
type RuleText struct {
	Name     string        `json:"name"`
	Severity string        `json:"severity"` // by default
	Summary  string        `json:"summary"`
	Why      string        `json:"why"`
	Examples []RuleExample `json:"examples"`
}

// RuleExample is a package in small that shows a rule at work.
type RuleExample struct {
	Title  string         `json:"title"`
	Layers []ExampleLayer `json:"layers"`
}

// ExampleLayer is the text of one layer of an example.
type ExampleLayer struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// News returns the findings of the packages that were checked after the check
// of that number. It never waits for a check.
func (f *Findings) News(last int) (FindingsNews, error) {
	w, err := f.desk.workspace()
	if err != nil {
		return FindingsNews{}, err
	}
	made, last, ids := w.ChecksSince(last)
	out := FindingsNews{Last: last, Packages: []PackageFindings{}, IDs: append([]string{}, ids...)}
	for _, c := range made {
		out.Packages = append(out.Packages, PackageFindings{c.ID, findingsOf(c, c.Findings)})
	}
	return out, nil
}

// Committed returns what was found in a package as it was committed last.
func (f *Findings) Committed(pkg string) (CommittedFindings, error) {
	w, err := f.desk.workspace()
	if err != nil {
		return CommittedFindings{}, err
	}
	ids, compared, err := w.CommittedFindings(pkg)
	return CommittedFindings{compared, append([]string{}, ids...)}, err
}

// Waive accepts a finding of a package for a reason.
func (f *Findings) Waive(pkg, finding, reason, by string) error {
	return f.change(func(w *workspace.Workspace) error {
		return w.Waive(pkg, finding, workspace.Accept{Reason: reason, By: by, Date: time.Now().Format(time.DateOnly)})
	})
}

// Unwaive takes the waiver of a finding back, or the one that it is about.
func (f *Findings) Unwaive(pkg, finding string) error {
	return f.change(func(w *workspace.Workspace) error { return w.Unwaive(pkg, finding) })
}

func (f *Findings) change(change func(*workspace.Workspace) error) error {
	w, err := f.desk.workspace()
	if err != nil {
		return err
	}
	if err := change(w); err != nil {
		return err
	}
	f.desk.tell(changed, w.Seq())
	return nil
}

// Author is who waives, as git knows it; empty where it does not.
func (f *Findings) Author() (Author, error) {
	w, err := f.desk.workspace()
	if err != nil {
		return Author{}, err
	}
	repo, err := history.Open(w.Root())
	if errors.Is(err, history.ErrNoRepository) {
		return Author{}, nil
	}
	if err != nil {
		return Author{}, err
	}
	who, err := repo.Identity()
	if errors.Is(err, history.ErrNoIdentity) {
		return Author{}, nil
	}
	return Author{who.Name, who.Email}, err
}

// Rule returns what the reference says of a rule.
func (f *Findings) Rule(name string) (RuleText, error) {
	rules := check.Rules()
	i := slices.IndexFunc(rules, func(r check.Rule) bool { return r.Name == name })
	if i < 0 {
		return RuleText{}, errors.New("there is no rule “" + name + "”")
	}
	return ruleText(rules[i]), nil
}

func ruleText(r check.Rule) RuleText {
	out := RuleText{Name: r.Name, Severity: r.Severity.String(), Summary: r.Summary, Why: r.Why, Examples: []RuleExample{}}
	for _, e := range []struct {
		title string
		check.Example
	}{{"Where this was committed last", r.Committed}, {"Where this was waived", r.Waived}, {"It finds something here", r.Fires}, {"It finds nothing here", r.Silent}} {
		example := RuleExample{Title: e.title, Layers: []ExampleLayer{}}
		for _, l := range atlas.Layers() {
			if text, ok := e.Example[l]; ok {
				example.Layers = append(example.Layers, ExampleLayer{l.Title(), strings.TrimSpace(text)})
			}
		}
		if len(example.Layers) > 0 {
			out.Examples = append(out.Examples, example)
		}
	}
	return out
}
