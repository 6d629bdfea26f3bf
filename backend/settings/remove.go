package settings

import (
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/text"

	"go.yaml.in/yaml/v4"
)

// RemoveAlias is the edit that takes back that also means the same as name.
// Comments and the look of the file stay. It fails where the file is wrong,
// where nothing of the kind is declared, and where the file is written so that
// only a person can change it.
func RemoveAlias(path, source, name, also string) (text.Edit, error) {
	before, err := Parse(path, source)
	if err != nil {
		return text.Edit{}, err
	}
	_, section := child((&reader{}).load(source), "aliases")
	key, others := child(section, name)
	i := spelledAt(others, also)
	if i < 0 {
		return text.Edit{}, fmt.Errorf("“%s” is not declared to mean “%s”", also, name)
	}
	edit := text.Edit{}
	if at := placesIn(source); len(others.Content) == 1 {
		edit = at.withoutEntry(section, key)
	} else {
		edit = at.withoutItem(others, i)
	}
	if !saysAfter(edit, source, before.without([]string{aliasFact(name, also)})) {
		return text.Edit{}, fmt.Errorf("take back that “%s” means “%s”: %s is written in a way that only a person can change; remove it under aliases by hand", also, name, path)
	}
	return edit, nil
}

func spelledAt(list *yaml.Node, spelling string) int {
	if list == nil {
		return -1
	}
	return slices.IndexFunc(list.Content, func(n *yaml.Node) bool { return n.Value == spelling })
}

// withoutEntry removes a key of a mapping with its value.
func (p places) withoutEntry(mapping, key *yaml.Node) text.Edit {
	i := slices.Index(mapping.Content, key)
	return p.without(mapping, i, i+1)
}

// withoutItem removes one item of a list.
func (p places) withoutItem(list *yaml.Node, i int) text.Edit { return p.without(list, i, i) }

// without removes nodes first to last of a collection: from a block the lines
// that they stand in, from brackets one comma with them.
func (p places) without(of *yaml.Node, first, last int) text.Edit {
	start, end := p.start(of.Content[first]), p.after(of.Content[last])
	switch {
	case of.Style&yaml.FlowStyle == 0:
		start = strings.LastIndexByte(p.source[:start], '\n') + 1
		if n := strings.IndexByte(p.source[end:], '\n'); n >= 0 {
			end += n + 1
		} else {
			end = len(p.source)
		}
	case last+1 < len(of.Content):
		end = p.start(of.Content[last+1])
	case first > 0:
		start = p.after(of.Content[first-1])
	}
	return text.Edit{Span: text.Span{Start: start, End: end}}
}

// start is where a node begins.
func (p places) start(n *yaml.Node) int {
	return p.index.Offset(text.Position{Line: n.Line, Column: n.Column})
}

// after is where a node ends.
func (p places) after(n *yaml.Node) int {
	switch {
	case n.Kind == yaml.ScalarNode:
		return p.scalarSpan(n).End
	case n.Style&yaml.FlowStyle != 0:
		from := p.start(n) + 1
		if len(n.Content) > 0 {
			from = p.after(n.Content[len(n.Content)-1])
		}
		if close := strings.IndexAny(p.source[from:], "]}"); close >= 0 {
			return from + close + 1
		}
		return len(p.source)
	case len(n.Content) > 0:
		return p.after(n.Content[len(n.Content)-1])
	}
	return p.start(n)
}

// scalarSpan is where a scalar on one line stands, with its quotes.
func (p places) scalarSpan(n *yaml.Node) text.Span {
	start := p.start(n)
	rest := p.source[start:]
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return text.Span{Start: start, End: start + quoted(rest, '"', '\\')}
	case n.Style&yaml.SingleQuotedStyle != 0:
		return text.Span{Start: start, End: start + quoted(rest, '\'', 0)}
	}
	return text.Span{Start: start, End: min(start+len(n.Value), len(p.source))}
}

// quoted is how long the text in quotes is that s begins with. A quote in it
// stands behind escape, or twice.
func quoted(s string, quote, escape byte) int {
	for i := 1; i < len(s); i++ {
		switch {
		case escape != 0 && s[i] == escape, escape == 0 && s[i] == quote && i+1 < len(s) && s[i+1] == quote:
			i++
		case s[i] == quote:
			return i + 1
		}
	}
	return len(s)
}
