package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// literal finds a word as it is written.
func literal(word string) func(string, func([]int)) {
	return func(source string, visit func([]int)) {
		for at := 0; ; at += len(word) {
			next := strings.Index(source[at:], word)
			if next < 0 {
				return
			}
			at += next
			visit([]int{at, at + len(word)})
		}
	}
}

// folded finds a word in capitals or small letters, as Unicode's simple folding
// has it. Where no letter can begin the word it only passes by, which is many
// times quicker than a regular expression.
func folded(word string) func(string, func([]int)) {
	runes := []rune(word)
	var opens [256]bool // first bytes of what may begin the word
	first, _ := utf8.DecodeRuneInString(word)
	for r := first; ; {
		opens[string(r)[0]] = true
		if r = unicode.SimpleFold(r); r == first {
			break
		}
	}
	return func(source string, visit func([]int)) {
		for at := 0; at < len(source); {
			if opens[source[at]] {
				if n := foldedPrefix(source[at:], runes); n > 0 {
					visit([]int{at, at + n})
					at += n
					continue
				}
			}
			at++
		}
	}
}

// foldedPrefix is how many bytes of s say the word, 0 where it does not begin
// with it.
func foldedPrefix(s string, word []rune) (n int) {
	for _, want := range word {
		if n == len(s) {
			return 0
		}
		r, size := rune(s[n]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[n:])
		}
		if r != want && !sameLetter(r, want) {
			return 0
		}
		n += size
	}
	return n
}

func sameLetter(a, b rune) bool {
	if a < utf8.RuneSelf && b < utf8.RuneSelf {
		return a|0x20 == b|0x20 && 'a' <= a|0x20 && a|0x20 <= 'z'
	}
	for r := unicode.SimpleFold(a); r != a; r = unicode.SimpleFold(r) {
		if r == b {
			return true
		}
	}
	return false
}
