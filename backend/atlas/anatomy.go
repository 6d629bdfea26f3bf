package atlas

import "regexp"

// Part is a section that a layer must have, under whatever name it goes.
type Part struct {
	Name     string         // what it is, for people
	Headings *regexp.Regexp // headings that it goes by
	Layers   []Layer
}

// Parts lists the sections that the format asks for, with the headings that
// published packages give them.
func Parts() []Part { return parts }

var parts = []Part{
	{"structural exclusions", regexp.MustCompile(`(?i)\b(exclusions?|constraints?|limitations?)\b`), []Layer{Evidence}},
	{"evidence gaps or boundary", regexp.MustCompile(`(?i)\b(gaps?|boundary|limitations?)\b`), []Layer{Evidence}},
	{"constraint section", regexp.MustCompile(`(?i)\b(constraints?|exclusions?|limitations?|boundary|gaps?)\b`), Derived()},
	{"summary statement", regexp.MustCompile(`(?i)\b(summary|conclusion)\b`), Derived()},
}
