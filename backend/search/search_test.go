package search

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"atlasdesk/backend/generate"
	"atlasdesk/backend/text"

	"github.com/google/go-cmp/cmp"
)

func compile(t testing.TB, q Query) *Matcher {
	t.Helper()
	m, err := Compile(q)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestFind(t *testing.T) {
	const source = "The Office of Lakes keeps 17 registers.\nThe offices keep the office.\n"
	for _, c := range []struct {
		query Query
		want  []string // with where they begin
	}{
		{Query{Text: "office"}, []string{"4 Office", "44 office", "61 office"}},
		{Query{Text: "office", Case: true}, []string{"44 office", "61 office"}},
		{Query{Text: "office", Word: true}, []string{"4 Office", "61 office"}},
		{Query{Text: "office", Word: true, Case: true}, []string{"61 office"}},
		{Query{Text: "OFFICE OF LAKES"}, []string{"4 Office of Lakes"}},
		{Query{Text: "."}, []string{"38 .", "67 ."}},
		{Query{Text: ".", Word: true}, []string{"38 .", "67 ."}},
		{Query{Text: `\d+`, Pattern: true}, []string{"26 17"}},
		{Query{Text: `^the`, Pattern: true}, []string{"0 The", "40 The"}},
		{Query{Text: `^the`, Pattern: true, Case: true}, nil},
		{Query{Text: `keeps?`, Pattern: true, Word: true}, []string{"20 keeps", "52 keep"}},
		{Query{Text: `x*`, Pattern: true}, nil},
		{Query{Text: `registers\.\nThe`, Pattern: true}, []string{"29 registers.\nThe"}},
		{Query{Text: "nowhere"}, nil},
	} {
		var got []string
		for _, m := range compile(t, c.query).In(Text{Source: source}, 10).Matches {
			got = append(got, fmt.Sprint(m.Span.Start, " ", m.Span.In(source)))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%+v:\n%s", c.query, diff)
		}
	}
}

func TestCapitalsOfOtherAlphabets(t *testing.T) {
	for source, word := range map[string]string{"ÉTAT": "état", "МИНИСТЕРСТВО": "министерство", "300 \u212a": "k", "ΟΔΟΣ": "οδος"} {
		if found := compile(t, Query{Text: word}).In(Text{Source: source}, 1); len(found.Matches) != 1 {
			t.Errorf("%s is not found in %s", word, source)
		}
	}
	if found := compile(t, Query{Text: "tat", Word: true}).In(Text{Source: "état"}, 1); len(found.Matches) != 0 {
		t.Error("é does not count as a letter")
	}
}

func TestWrongQueries(t *testing.T) {
	for query, want := range map[Query]string{
		{}:                                "there is nothing to look for",
		{Text: strings.Repeat("a", 1001)}: "what to look for is longer than 1000 bytes; use a part of it",
		{Text: "(a", Pattern: true}:       "this is no regular expression: missing closing )",
		{Text: "a**", Pattern: true}:      "this is no regular expression: invalid nested repetition operator: **",
		{Text: "[b-a]", Pattern: true}:    "this is no regular expression: invalid character class range: b-a",
	} {
		if _, err := Compile(query); err == nil || err.Error() != want {
			t.Errorf("%.20q: %v", query.Text, err)
		}
	}
	var bad *PatternError
	if _, err := Compile(Query{Text: "(", Pattern: true}); !errors.As(err, &bad) {
		t.Error("no *PatternError")
	}
}

func TestMoreThanTheLimit(t *testing.T) {
	found := compile(t, Query{Text: "a"}).In(Text{Source: "a a a a a"}, 2)
	if len(found.Matches) != 2 || found.More != 3 {
		t.Errorf("found %d and %d more", len(found.Matches), found.More)
	}
}

func TestReplace(t *testing.T) {
	const source = "From 2019 to 2021."
	for _, c := range []struct {
		query      Query
		with, want string
	}{
		{Query{Text: "20"}, "$1", "From $119 to $121."},
		{Query{Text: `20(\d\d)`, Pattern: true}, "'$1", "From '19 to '21."},
		{Query{Text: `(?P<year>\d+)`, Pattern: true}, "$$${year}a", "From $2019a to $2021a."},
		{Query{Text: " to "}, "", "From 20192021."},
	} {
		got, at := "", 0
		for _, m := range compile(t, c.query).Replace(Text{Source: source}, c.with, 10).Matches {
			got += source[at:m.Span.Start] + m.New
			at = m.Span.End
		}
		if got += source[at:]; got != c.want {
			t.Errorf("%q becomes %q", c.query.Text, got)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("lakes and ", 40)
	for _, c := range []struct {
		source, word string
		statements   []text.Span
		want         string
	}{
		{"One. Two words.\nThree.", "words", []text.Span{{Start: 0, End: 4}, {Start: 5, End: 15}, {Start: 16, End: 22}}, "Two [words]."},
		{"One. Two words.\nThree.", "words", nil, "One. Two [words]."},
		{"A line\nthat goes on.", "goes", []text.Span{{Start: 0, End: 20}}, "A line that [goes] on."},
		{long + "word here", "word", nil, "…and lakes and lakes and lakes and lakes and lakes and [word] here"},
		{"word " + long, "word", nil, "[word] " + strings.TrimSpace(long[:230]) + "…"},
	} {
		e := compile(t, Query{Text: c.word}).In(Text{c.source, c.statements}, 1).Matches[0].Excerpt
		if got := e.Text[:e.Span.Start] + "[" + e.Span.In(e.Text) + "]" + e.Text[e.Span.End:]; got != c.want {
			t.Errorf("%.20q: %q", c.source, got)
		}
	}
}

func TestRateHeadings(t *testing.T) {
	for _, c := range []struct {
		query, heading string
		want           int
		ok             bool
	}{
		{"", "Registers", 0, true},
		{"reg", "Registers", opensHeading, true},
		{"reg", "Public registers", opensWord, true},
		{"gist", "Public registers", inHeading, true},
		{"rur reg", "Registers", inPath + opensHeading, true},
		{"rur", "Registers", inPath, false},
		{"rur lake", "Registers", 0, false},
		{"LAKE sig", "Lake offices", opensHeading + inPath, true},
	} {
		if got, ok := ParseWords(c.query).Rate(c.heading, "Ruritania", "Signals"); got != c.want || ok != c.ok {
			t.Errorf("%q in %q: %d, %v", c.query, c.heading, got, ok)
		}
	}
}

// What is found is what a regular expression finds, and every excerpt holds it.
func FuzzFind(f *testing.F) {
	f.Add("The Office, the office.", "office", false, true)
	f.Add("K\u212a kK\nſS", "k", false, false)
	f.Add("aAaA", "aa", false, false)
	f.Fuzz(func(t *testing.T, source, word string, sensitive, alone bool) {
		if !utf8.ValidString(source) || !utf8.ValidString(word) {
			t.Skip("layers are valid UTF-8")
		}
		m, err := Compile(Query{Text: word, Case: sensitive, Word: alone})
		if err != nil {
			return
		}
		flags := "(?i)"
		if sensitive {
			flags = ""
		}
		found := m.In(Text{Source: source}, len(source)).Matches
		for _, match := range found {
			if e := match.Excerpt; !strings.HasPrefix(oneLine(match.Span.In(source)), e.Span.In(e.Text)) || !utf8.ValidString(e.Text) || e.Span.Len() == 0 {
				t.Errorf("%q is shown as %q", match.Span.In(source), e.Text)
			}
		}
		if want := len(regexp.MustCompile(flags+regexp.QuoteMeta(word)).FindAllString(source, -1)); !alone && len(found) != want {
			t.Errorf("%d and not %d", len(found), want)
		}
	})
}

// FuzzPattern runs patterns that a person may write halfway.
func FuzzPattern(f *testing.F) {
	f.Add("From 2019 to 2021.", `(\d+)`, "$1")
	f.Add("é\n", `(?i)\bÉ$`, "${x}")
	f.Fuzz(func(t *testing.T, source, pattern, with string) {
		m, err := Compile(Query{Text: pattern, Pattern: true})
		if err != nil || !utf8.ValidString(source) {
			return
		}
		at := 0
		for _, match := range m.Replace(Text{Source: source}, with, 100).Matches {
			if match.Span.Start < at || match.Span.Len() == 0 {
				t.Errorf("a match at %v after %d", match.Span, at)
			}
			at = match.Span.End
		}
	})
}

// BenchmarkFind looks through one package of the usual size.
func BenchmarkFind(b *testing.B) {
	var texts []Text
	size := 0
	for _, source := range generate.New(1).Layers {
		texts = append(texts, Text{Source: source})
		size += len(source)
	}
	for name, q := range map[string]Query{
		"rare": {Text: "Zembla office"}, "frequent": {Text: "the"}, "case": {Text: "Office", Case: true},
		"word": {Text: "office", Word: true}, "pattern": {Text: `\d+ (registers|nodes)`, Pattern: true},
	} {
		b.Run(name, func(b *testing.B) {
			m := compile(b, q)
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, t := range texts {
					m.In(t, 50)
				}
			}
		})
	}
}
