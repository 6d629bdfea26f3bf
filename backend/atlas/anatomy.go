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
	{"structural exclusions", regexp.MustCompile(`(?i)\bexclusions?\b|\bstructural (constraints?|limitations?)\b|^(constraints?|limitations?)\b|\bnot (documented|evidenced|established|supported)\b`), []Layer{Evidence}},
	{"evidence gaps or boundary", regexp.MustCompile(`(?i)\b(gaps?|boundary|limitations?)\b`), []Layer{Evidence}},
	{"constraint section", regexp.MustCompile(`(?i)\b(constraints?|exclusions?|limitations?|boundary|gaps?)\b`), Derived()},
	{"summary statement", regexp.MustCompile(`(?i)\b(summary|conclusion)\b`), Derived()},
}

// IsFraming says whether a section of evidence.md speaks of the file itself,
// of what it leaves out or of where it ends, so that its statements rest on no
// source and nothing rests on them.
func IsFraming(heading string) bool { return framing.MatchString(heading) }

var framing = regexp.MustCompile(`(?i)\b(exclusions?|constraints?|limitations?|gaps?|boundary|boundaries|scope|methods?|methodology|summary|overview|purpose|about|notes?|sources?|references|left out|not documented)\b`)

// IsSourceHeading says whether a heading opens a list of sources.
func IsSourceHeading(heading string) bool {
	return len(heading) <= maxSourceHeading && sourceHeading.MatchString(heading)
}

// maxSourceHeading is more than a heading of sources can have, in bytes: most
// of what is asked for is a paragraph.
const maxSourceHeading = 64

var sourceHeading = regexp.MustCompile(`(?i)^((list of )?sources?( list| cited| consulted)?|references|bibliography):?$`)
