package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/check"
)

// Reference writes the rules as one page of Markdown, with a table of them
// at its top.
func Reference(w io.Writer, rules []check.Rule) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "# Rules\n\n| Rule | Severity | Fires when |\n| --- | --- | --- |\n")
	for _, r := range rules {
		// The page's own link to a heading leaves the slash out.
		fmt.Fprintf(out, "| [%s](#%s) | %s | %s |\n", r.Name, strings.ReplaceAll(r.Name, "/", ""), r.Severity, strings.ReplaceAll(r.Summary, "|", `\|`))
	}
	for _, r := range rules {
		fmt.Fprintf(out, "\n## %s\n\n%s", r.Name, markdown(r))
	}
	return out.Flush()
}

// markdown is what the reference says under a rule's heading.
func markdown(r check.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Severity: %s\n\n%s %s\n", r.Severity, r.Summary, r.Why)
	for _, e := range examples(r) {
		fmt.Fprintf(&b, "\n%s:\n", e.title)
		for _, l := range e.layers {
			fmt.Fprintf(&b, "\n    %s\n        %s\n", l.file, strings.ReplaceAll(l.text, "\n", "\n        "))
		}
	}
	return b.String()
}

// plainText is the same without marks.
func plainText(r check.Rule) string {
	var b strings.Builder
	p := &page{Writer: bufio.NewWriter(&b)}
	p.explanation(r)
	_ = p.Flush() // to memory, which takes everything
	return b.String()
}

// List writes the rules by family, a summary each.
func List(w io.Writer, rules []check.Rule, s Screen) error {
	p := &page{bufio.NewWriter(w), s}
	widest := 0
	for _, r := range rules {
		widest = max(widest, len(r.Name))
	}
	family := ""
	for _, r := range rules {
		if family != "" && family != r.Family() {
			p.line()
		}
		family = r.Family()
		p.entry(r, widest)
	}
	return p.Flush()
}

func (p *page) entry(r check.Rule, widest int) {
	label := fmt.Sprintf("%-*s  %-9s", widest, r.Name, r.Severity)
	for i, line := range wrap(r.Summary, p.room(len(label))) {
		if i > 0 {
			p.line(strings.Repeat(" ", len(label)), line)
			continue
		}
		p.line(p.paint(bold, label[:widest]), p.paint(paints[r.Severity], label[widest:]), line)
	}
}

// Explain writes what each of the rules is for, with examples.
func Explain(w io.Writer, rules []check.Rule, s Screen) error {
	p := &page{bufio.NewWriter(w), s}
	for i, r := range rules {
		if i > 0 {
			p.line()
		}
		p.line(p.paint(bold, r.Name), "  ", p.paint(paints[r.Severity], r.Severity.String()))
		p.line()
		p.explanation(r)
	}
	return p.Flush()
}

func (p *page) explanation(r check.Rule) {
	for _, paragraph := range []string{r.Summary, r.Why} {
		for _, line := range wrap(paragraph, p.Width) {
			p.line(line)
		}
	}
	for _, e := range examples(r) {
		p.line()
		p.line(p.paint(bold, e.title+":"))
		for _, l := range e.layers {
			p.line("  ", p.paint(dim, l.file))
			for paragraph := range strings.SplitSeq(l.text, "\n") {
				p.indented("    ", paragraph)
			}
		}
	}
}

func (p *page) indented(indent, paragraph string) {
	if paragraph == "" {
		p.line()
		return
	}
	p.hanging(indent, "", paragraph)
}

type example struct {
	title  string
	layers []struct{ file, text string }
}

// examples are those that a rule has, their layers in order.
func examples(r check.Rule) (out []example) {
	for _, e := range []struct {
		title string
		check.Example
	}{{"The version committed last", r.Committed}, {"The version that was waived", r.Waived}, {"Fires", r.Fires}, {"Stays silent", r.Silent}} {
		if len(e.Example) == 0 {
			continue
		}
		shown := example{title: e.title}
		for _, l := range atlas.Layers() {
			if text, ok := e.Example[l]; ok {
				shown.layers = append(shown.layers, struct{ file, text string }{l.File(), text})
			}
		}
		out = append(out, shown)
	}
	return out
}
