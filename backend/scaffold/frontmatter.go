package scaffold

import (
	"regexp"
	"slices"
	"strings"

	"atlasdesk/backend/markdown"
)

// front are the keys of front matter that tell what an entry in a list of
// sources tells, in the order in which they count.
var front = []struct {
	keys []string
	of   func(*Source) *string
}{
	{[]string{"title"}, func(s *Source) *string { return &s.Title }},
	{[]string{"institution", "publisher", "organization", "organisation", "author", "authors"}, func(s *Source) *string { return &s.Institution }},
	{[]string{"date", "published", "year"}, func(s *Source) *string { return &s.Date }},
	{[]string{"url", "address", "link", "source"}, func(s *Source) *string { return &s.Address }},
}

// mostFront is how many lines front matter may have.
const mostFront = 200

var frontLine = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_-]*):(?:[ \t]+(.*?))?[ \t]*$`)

// takeFrontMatter takes lines "key: value" between two lines "---" off the
// start of a text, and what they tell for the fields that are empty.
func (s *Settled) takeFrontMatter(body string) string {
	values, keys, rest, ok := frontMatter(body)
	if !ok {
		return body
	}
	var told []string
	for _, f := range front {
		for _, key := range f.keys {
			field := f.of(&s.Source)
			if *field == "" && values[key] != "" && (f.keys[0] != "url" || isAddress(values[key])) {
				*field = values[key]
				told = append(told, key)
			}
		}
	}
	left := slices.DeleteFunc(keys, func(key string) bool { return slices.Contains(told, key) })
	if len(told) > 0 {
		s.note("Its front matter told its %s.", strings.Join(told, ", "))
	}
	if len(left) > 0 {
		s.note("Of its front matter this was left out: %s.", strings.Join(left, ", "))
	}
	return rest
}

// frontMatter reads front matter. Lines that belong to a key above them, as
// those of a list, are part of it.
func frontMatter(body string) (values map[string]string, keys []string, rest string, ok bool) {
	inside, found := strings.CutPrefix(body, "---\n")
	if !found {
		return nil, nil, "", false
	}
	values = map[string]string{}
	for range mostFront {
		line, after, more := strings.Cut(inside, "\n")
		if trimmed := strings.TrimRight(line, " \t"); trimmed == "---" || trimmed == "..." {
			return values, keys, after, len(keys) > 0
		}
		switch m := frontLine.FindStringSubmatch(line); {
		case m != nil:
			key := strings.ToLower(m[1])
			values[key] = unquoted(m[2])
			keys = append(keys, key)
		case len(keys) == 0 || line != "" && !strings.ContainsAny(line[:1], " \t-#"):
			return nil, nil, "", false
		}
		if !more {
			break
		}
		inside = after
	}
	return nil, nil, "", false
}

func unquoted(value string) string {
	for _, quote := range []string{`"`, `'`} {
		if len(value) >= 2 && strings.HasPrefix(value, quote) && strings.HasSuffix(value, quote) {
			return value[1 : len(value)-1]
		}
	}
	return value
}

// takeTitle takes a level-1 heading off the start of a text that is its title.
func (s *Settled) takeTitle(body string) string {
	blocks := markdown.Parse(body)
	if len(blocks) == 0 || blocks[0].Kind != markdown.Heading || blocks[0].Level != 1 {
		return body
	}
	first := blocks[0]
	title := oneLine(markdown.See(body, first.Lines).Text)
	if before := strings.Trim(body[:first.Lines[0].Start], " \t\n"); strings.Trim(before, "#") != "" || title == "" || strings.Contains(title, markdown.Separator) {
		return body // it stands inside a list or a quotation, or holds an address
	}
	if s.Title != "" && oneLine(s.Title) != title {
		return body
	}
	s.Title = title
	if strings.HasPrefix(strings.TrimLeft(body, " \t\n"), "#") {
		_, rest, _ := strings.Cut(body[first.Span.End:], "\n")
		return rest
	}
	return body[underlined(body, first.Span.End):]
}
