package evaluation

import (
	"fmt"
	"slices"
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/text"
)

// labelled is one case: an edit and what must come of it.
type labelled struct {
	line   int // in cases.txt, for people who look it up
	class  string
	layer  atlas.Layer
	rules  []string // any of them; none for a harmless edit
	edits  []edit
	anchor []string // lower case; on an edit of the evidence only
}

// edit is one change of a text; mark is that of the notation.
type edit struct {
	mark       byte
	text, with string
}

// parseCases reads cases.txt. Anything that it does not know is an error.
func parseCases(source string) (out []labelled, err error) {
	for i, line := range strings.Split(source, "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		if strings.HasPrefix(line, "[") {
			c, err := parseHead(line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", i+1, err)
			}
			c.line = i + 1
			out = append(out, c)
			continue
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("line %d: an edit before the first case", i+1)
		}
		if err := out[len(out)-1].add(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return out, nil
}

func parseHead(line string) (labelled, error) {
	class, rest, closed := strings.Cut(line[1:], "] ")
	file, rules, explicit := strings.Cut(rest, ": ")
	c := labelled{class: class, rules: strings.Fields(rules)}
	layer, isLayer := atlas.LayerOf(file)
	b, known := bounds[class]
	switch {
	case !closed || !isLayer || layer.File() != file:
		return c, fmt.Errorf("%q names no class and file", line)
	case !known:
		return c, fmt.Errorf("%q is no class", class)
	case !explicit:
		c.rules = b.rules
	}
	c.layer = layer
	if b.harmless != (len(c.rules) == 0) {
		return c, fmt.Errorf("%q must expect a rule if it is a defect and none if it is harmless", line)
	}
	return c, nil
}

// add takes a line of a case below its head.
func (c *labelled) add(line string) error {
	if len(line) < 3 || line[1] != ' ' {
		return fmt.Errorf("%q is no edit", line)
	}
	mark, rest := line[0], line[2:]
	last := len(c.edits) - 1
	switch {
	case mark == '@':
		c.anchor = strings.Split(strings.ToLower(rest), "|")
	case mark == '-' || mark == '=' || mark == '~' && (last < 0 || c.edits[last].mark != '~' || c.edits[last].with != ""):
		c.edits = append(c.edits, edit{mark: mark, text: rest})
	case last < 0:
		return fmt.Errorf("%q edits nothing", line)
	case mark == '+' && c.edits[last].mark != '~' && c.edits[last].with != "":
		c.edits[last].with += "\n" + rest
	case mark == '+' && c.edits[last].mark != '~', mark == '~':
		c.edits[last].with = rest
	default:
		return fmt.Errorf("%q is no edit", line)
	}
	return nil
}

// apply makes the edits and returns the lines, counted from 1, that they
// touch. Where a line was deleted, these are the lines beside it.
func (c *labelled) apply(source string) (edited string, lines []int, err error) {
	edited = source
	var touched []text.Span
	for _, e := range c.edits {
		change, err := e.on(edited)
		if err != nil {
			return "", nil, err
		}
		for i := range touched {
			if touched[i].Start >= change.Span.End {
				shift := len(change.New) - change.Span.Len()
				touched[i].Start += shift
				touched[i].End += shift
			}
		}
		edited = edited[:change.Span.Start] + change.New + edited[change.Span.End:]
		touched = append(touched, text.Span{Start: change.Span.Start, End: change.Span.Start + len(change.New)})
	}
	return edited, linesOf(edited, touched), nil
}

func linesOf(source string, touched []text.Span) (lines []int) {
	for _, s := range touched {
		first := 1 + strings.Count(source[:s.Start], "\n")
		last := first + strings.Count(strings.TrimSuffix(s.In(source), "\n"), "\n")
		if s.Len() == 0 && strings.HasSuffix(source[:s.Start], "\n") {
			first--
		}
		for l := first; l <= last; l++ {
			lines = append(lines, l)
		}
	}
	return lines
}

// on finds what the edit replaces, and by what.
func (e edit) on(source string) (text.Edit, error) {
	at, err := only(source, e.text)
	if err != nil {
		return text.Edit{}, err
	}
	line := lineOf(source, at)
	switch {
	case e.mark == '=':
		return text.Edit{Span: text.Span{Start: line.End, End: line.End}, New: e.with + "\n"}, nil
	case e.mark == '~':
		return exchange(source, e)
	case e.with == "" && line.In(source) == e.text+"\n":
		return text.Edit{Span: line}, nil
	}
	return text.Edit{Span: at, New: e.with}, nil
}

// exchange swaps two lines or sections.
func exchange(source string, e edit) (text.Edit, error) {
	var parts []text.Span
	for _, s := range []string{e.text, e.with} {
		at, err := only(source, s)
		if err != nil {
			return text.Edit{}, err
		}
		part := lineOf(source, at)
		if marks, _, ok := strings.Cut(s, " "); ok && strings.Trim(marks, "#") == "" {
			part.End = len(source)
			if next := strings.Index(source[at.End:], "\n"+marks+" "); next >= 0 {
				part.End = at.End + next + 1
			}
		}
		parts = append(parts, part)
	}
	slices.SortFunc(parts, func(a, b text.Span) int { return a.Start - b.Start })
	a, b := parts[0], parts[1]
	if a.End > b.Start {
		return text.Edit{}, fmt.Errorf("%q and %q overlap", e.text, e.with)
	}
	return text.Edit{Span: text.Span{Start: a.Start, End: b.End}, New: b.In(source) + source[a.End:b.Start] + a.In(source)}, nil
}

// only finds the one place of a text.
func only(source, s string) (text.Span, error) {
	if n := strings.Count(source, s); n != 1 {
		return text.Span{}, fmt.Errorf("%q occurs %d times and not once", s, n)
	}
	at := strings.Index(source, s)
	return text.Span{Start: at, End: at + len(s)}, nil
}

// lineOf is the line, with its end, that holds the start of a place.
func lineOf(source string, at text.Span) text.Span {
	end := len(source)
	if n := strings.IndexByte(source[at.Start:], '\n'); n >= 0 {
		end = at.Start + n + 1
	}
	return text.Span{Start: strings.LastIndexByte(source[:at.Start], '\n') + 1, End: end}
}
