package statement

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// Each case is one paragraph; "|" stands where a sentence must end.
var cases = []string{
	"One sentence.|Another one!|A third?",
	"No stop at the end",
	"The bank opened a branch in St. Petersburg in 2011.|It closed later.",
	"It follows Law No. 43/2011 on registers.|The answer is no.|Nothing else.",
	"Example Pay Inc. runs the rail.|Example Pay Inc.|The rail is national.",
	"The U.S. Department publishes it in the U.S.|The text is short.",
	"Several forms, e.g. Mobile cards, i.e. Tokens, occur.",
	"Dr. Example of Registry JSC. wrote it.",
	"Access goes through eesti.ee and eGov.kz daily.|eGov Mobile adds more.|evidence.md records it.",
	"The A.I. Verify toolkit is open.|Alem.ai hosts it 24/7.",
	"It grew by 3.5 percent to 1.25 million.|12 cities take part.",
	"Section 3.1. The rule applies",
	"1. First item of the list",
	`The law "On Data. In Force." binds all.|It is new.`,
	"It ended (see the note. And more.) in June.|Then it began.",
	"A decree (No. 8.) came.|“Two words.”|Then more.",
	"Registered on 3 August 2001.|Since 2001-08-03 and 31/10/2011 it acts.",
	"Act No 43/2011 binds.|August 3, 2001 is the date.",
	"Signed by J. Example in Jan. 2024.|Signed again.",
	"Open at 5 p.m. The end",
	"Wait... what follows is small.|Really?!|Yes.",
	"It has an (unclosed bracket.|It goes on.",
	"Deutsch ist anders.|Ärzte lesen.|“Quoted” start.",
	"Ends with a stop.\u00a0Next",
}

func TestSentences(t *testing.T) {
	for _, c := range cases {
		paragraph := strings.ReplaceAll(c, "|", " ")
		want := strings.Split(c, "|")
		if strings.Contains(c, "p.m.") {
			want = []string{"Open at 5 p.m.", "The end"}
		}
		if strings.Contains(c, "\u00a0") {
			want = []string{"Ends with a stop.", "Next"}
		}
		var got []string
		for _, s := range Sentences(paragraph) {
			got = append(got, s.In(paragraph))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s", paragraph, diff)
		}
	}
}

func FuzzSentences(f *testing.F) {
	for _, c := range cases {
		f.Add(c)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		var kept strings.Builder
		end := 0
		for _, span := range Sentences(s) {
			if span.Start < end || span.End > len(s) || span.Start >= span.End {
				t.Fatalf("%q: %v after %d", s, span, end)
			}
			end = span.End
			kept.WriteString(span.In(s))
		}
		if squeeze(kept.String()) != squeeze(s) {
			t.Fatalf("%q became %q", s, kept.String())
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func BenchmarkSentences(b *testing.B) {
	paragraph := strings.Repeat(strings.Join(cases, " "), 20)
	b.SetBytes(int64(len(paragraph)))
	for b.Loop() {
		Sentences(paragraph)
	}
}
