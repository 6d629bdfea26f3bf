package trace

import "strings"

// markQuoted marks the words between quotation marks, typographic ones by
// pairs and straight ones in turn. A mark that is not closed quotes nothing.
func markQuoted(out []bool, words []Word, text string) {
	opened, straight := -1, false
	for i := range words {
		w := &words[i]
		if w.Gap < Break {
			continue // than which a quotation mark is no less
		}
		from := 0
		if i > 0 {
			from = words[i-1].Span.End
		}
		for _, r := range text[from:w.Span.Start] {
			closes := r == '”' || r == '"' && straight
			switch {
			case closes && opened >= 0:
				fill(out[opened:i])
				opened, straight = -1, false
			case r == '“' || r == '"':
				opened, straight = i, r == '"'
			}
		}
	}
	if len(words) > 0 && opened >= 0 && strings.ContainsAny(text[words[len(words)-1].Span.End:], "”\"") {
		fill(out[opened:])
	}
}
