package check

import (
	"fmt"
	"strings"

	"atlasdesk/backend/pack"
	"atlasdesk/backend/text"
)

func mergeConflicts(p *pass) {
	for _, f := range p.files() {
		for _, c := range f.Conflicts {
			p.report(conflictFinding(f, c))
		}
	}
}

func conflictFinding(f *pack.File, c pack.Conflict) Diagnostic {
	d := Diagnostic{File: f.Layer.File(), Span: lineAt(f, c.Marks[0])}
	if !c.Whole() {
		line := d.Span.In(f.Text)
		d.Message = fmt.Sprintf("“%s” is a line that git wrote about a merge and no part of the layer; it cannot be told which lines belong to it", short(line))
		d.Fixes = []Fix{keeping(f, c, "Remove the line")}
		return d
	}
	ours, theirs := versionName("the first version", c.Ours), versionName("the second version", c.Theirs)
	d.Message = fmt.Sprintf("two versions of this stand here, since git could not join them: choose %s or %s", ours, theirs)
	for _, mark := range c.Marks[1:] {
		d.Related = append(d.Related, Related{f.Layer.File(), lineAt(f, mark), "a line that git wrote"})
	}
	d.Fixes = []Fix{
		keeping(f, c, "Keep "+ours, c.Ours.Span),
		keeping(f, c, "Keep "+theirs, c.Theirs.Span),
		keeping(f, c, "Keep both", c.Ours.Span, c.Theirs.Span),
	}
	return d
}

// lineAt is a line without its ending.
func lineAt(f *pack.File, line text.Span) text.Span {
	return spanAt(line.Start, strings.TrimSuffix(line.In(f.Text), "\n"))
}

func versionName(place string, v pack.Version) string {
	if v.Name == "" {
		return place
	}
	return place + " (“" + short(v.Name) + "”)"
}

// short cuts what git calls a version, which can hold the message of a commit.
func short(name string) string {
	const most = 40
	if r := []rune(name); len(r) > most {
		return strings.TrimSpace(string(r[:most])) + "…"
	}
	return name
}

// keeping is the fix that removes a conflict but for some of its versions,
// which are given in their order.
func keeping(f *pack.File, c pack.Conflict, title string, kept ...text.Span) Fix {
	fix := Fix{Title: title}
	at := c.Span().Start
	for _, keep := range append(kept, text.Span{Start: c.Span().End, End: c.Span().End}) {
		if keep.Start > at {
			fix.Edits = append(fix.Edits, Edit{f.Layer.File(), text.Edit{Span: text.Span{Start: at, End: keep.Start}}})
		}
		at = keep.End
	}
	return fix
}
