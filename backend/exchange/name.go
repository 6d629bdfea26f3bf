package exchange

import (
	"regexp"
	"strings"
)

// naming are the sentences by which published pages name their jurisdiction.
var naming = phrases(
	`[Tt]he NAME jurisdiction package\b`,
	`\bdocumented for (?:the )?NAME\b`,
	`NAME appears in (?:the )?[a-z]+(?: [a-z]+)? (?:layer|mode)\b`,
	`\bFor builder interpretation, (?:the )?NAME reads as\b`,
	`NAME currently reads within Atlas\b`,
	`NAME is documented as\b`,
)

func phrases(patterns ...string) []*regexp.Regexp {
	const name = `((?:St\. )?\p{Lu}[\p{L}'’-]*(?: (?:(?:of|and|the|de|du|da|do|la|del) )*\p{Lu}[\p{L}'’-]*)*)`
	out := make([]*regexp.Regexp, len(patterns))
	for i, p := range patterns {
		out[i] = regexp.MustCompile(strings.Replace(p, "NAME", name, 1))
	}
	return out
}

// nameIn finds the jurisdiction's name: what most of the naming sentences say,
// and of equals the first. It is empty where there is no such sentence.
func nameIn(page string) string {
	votes := map[string]int{}
	best := ""
	for _, phrase := range naming {
		for _, m := range phrase.FindAllStringSubmatch(page, -1) {
			name := strings.TrimPrefix(m[1], "The ")
			votes[name]++
			if votes[name] > votes[best] {
				best = name
			}
		}
	}
	return best
}
