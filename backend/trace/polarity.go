package trace

import "strings"

// denied finds out, word by word, what a statement denies. It follows
// tracing.md: polarity is judged clause by clause. A verb's negation ("is not
// documented", "does not assign") denies its whole clause; "without", "rather
// than" and their like deny what follows, up to the next clause.
func denied(words []Word, text string, leadIn bool) []bool {
	out := make([]bool, len(words))
	if leadIn {
		deny(out)
		return out
	}
	for start, before := 0, 0; start < len(words); {
		end := clauseEnd(words, text, start)
		denyClause(words[start:end], out[start:end])
		if _, kind := cueAt(words, start); kind != noCue && isLabel(words, text, start) {
			deny(out[before:start])
		}
		before, start = start, end
	}
	return out
}

// clauseEnd is the index behind the clause that starts at word start: a
// clause ends at a strong mark, or before a word that turns the sentence.
func clauseEnd(words []Word, text string, start int) int {
	for i := start + 1; i < len(words); i++ {
		if turns[words[i].Key] && words[i].Form == Lower {
			return i
		}
		if words[i].Gap == Break && endsClause(text[words[i-1].Span.End:words[i].Span.Start]) {
			return i
		}
	}
	return len(words)
}

func endsClause(between string) bool {
	for _, r := range between {
		switch r {
		case ';', '.', '?', '!', ':', '—', '–':
			return true
		}
	}
	return false
}

func denyClause(words []Word, out []bool) {
	for i := range words {
		length, kind := cueAt(words, i)
		switch kind {
		case wholeClause:
			deny(out)
			return
		case following:
			deny(out[i+length:])
			return
		}
	}
}

func deny(out []bool) {
	for i := range out {
		out[i] = true
	}
}

// isLabel says whether the clause before words[start] is the label of what
// follows: "routing core: not evidenced".
func isLabel(words []Word, text string, start int) bool {
	return start > 0 && strings.Contains(text[words[start-1].Span.End:words[start].Span.Start], ":")
}

type cue int

const (
	noCue cue = iota
	wholeClause
	following
)

// cueAt reads a cue of denial at words[i].
func cueAt(words []Word, i int) (length int, kind cue) {
	if i+1 < len(words) {
		pair := words[i].Key + " " + words[i+1].Key
		if pair == "not only" {
			return 0, noCue
		}
		if denyingPairs[pair] {
			return 2, following
		}
	}
	switch {
	case denyingVerbs[words[i].Key]:
		return 1, wholeClause
	case denyingWords[words[i].Key]:
		return 1, following
	}
	return 0, noCue
}

var (
	turns        = wordSet("but while whereas although though however yet nevertheless")
	denyingVerbs = wordSet("not never cannot isn't doesn't don't didn't wasn't weren't aren't won't undocumented unevidenced unestablished")
	denyingWords = wordSet(`no none neither nor without beyond absence absent lack lacking exclude excluded excluding avoid avoided
 avoiding omit omitted incomplete unavailable unsupported prohibit prohibited refuse decline`)
	denyingPairs = map[string]bool{
		"rather than": true, "instead of": true, "remains outside": true, "remain outside": true, "left out": true,
		"free of": true, "short of": true, "stop short": true,
	}
)
