package trace

import (
	"slices"
	"strings"

	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/text"
)

// Figure is a quantity or a date of a statement. First, Last and Through are
// indexes of Text.Words: the figure itself, and the last word of what it
// counts where that follows it.
type Figure struct {
	First, Last int
	Through     int
	Kind        FigureKind
	Value       string    // normalized: "17", "1250000", "2023-02-06", "2024-Q1"; "-02-06" for a day without a year
	Unit        string    // normalized: "w", "bps", "euro", "year"; empty for a bare number
	Of          []string  // stems of what it counts, the head last; empty for dates
	Spelled     bool      // written in words
	Span        text.Span // in the statement's text, with its currency or percent sign

	factor float64   // of the unit as written, 0 without
	own    bool      // the layer's own counting: "two layers", "Section 3"
	near   []weighed // what the clause says around it, by stem
}

// FigureKind parts figures that can never be equal.
type FigureKind uint8

// The kinds. A Date may lack its day: Value is then "2023-02".
const (
	Quantity FigureKind = iota
	Percent
	Year // or a decade: Value is then "199"
	Date
	Range   // of years: Value is "2023–2025"
	Code    // 43/2011, 24/7, 2.1.4, Phase 2: equal only as a whole
	Ranking // third, 3rd
)

// IsDate says whether the figure is a date, a year or a range of years.
func (f Figure) IsDate() bool { return f.Kind == Year || f.Kind == Date || f.Kind == Range }

// figureReader reads the figures of one statement.
type figureReader struct {
	words []Word
	text  string
}

// Reading order matters: a date's parts would read as quantities.
var figureReaders = []func(r *figureReader, i int) (Figure, bool){
	(*figureReader).date, (*figureReader).yearRange, (*figureReader).year, (*figureReader).code, (*figureReader).ranking, (*figureReader).quantity,
}

// figures reads the figures of a statement from left to right.
func figures(words []Word, text string) []Figure {
	if !anyCan(words, canCount) {
		return nil
	}
	r := &figureReader{words, text}
	var out []Figure
	for i := 0; i < len(words); i++ {
		if words[i].can&canCount == 0 {
			continue
		}
		for _, read := range figureReaders {
			if f, ok := read(r, i); ok {
				r.finish(&f)
				out = append(out, f)
				i = f.Last
				break
			}
		}
	}
	completeRanges(out, words)
	r.surround(out)
	return out
}

// at is the word at i, or one without content where there is none.
func (r *figureReader) at(i int) Word {
	if i < 0 || i >= len(r.words) {
		return Word{Gap: Break}
	}
	return r.words[i]
}

// before is the text between the word before i and word i.
func (r *figureReader) before(i int) string {
	start := 0
	if i > 0 {
		start = r.words[i-1].Span.End
	}
	if i >= len(r.words) {
		return r.text[start:]
	}
	return r.text[start:r.words[i].Span.Start]
}

func (r *figureReader) finish(f *Figure) {
	f.Through = max(f.Through, f.Last)
	if f.Span.End == 0 {
		f.Span = text.Span{Start: r.words[f.First].Span.Start, End: r.words[f.Last].Span.End}
	}
}

// completeRanges lends the first end of a range what only its second end says:
// "10–15 MW" is 10 MW to 15 MW, "3–5 May 2023" is 3 May to 5 May.
func completeRanges(figures []Figure, words []Word) {
	for i := len(figures) - 2; i >= 0; i-- {
		f, next := &figures[i], figures[i+1]
		if f.Kind != Quantity || f.Unit != "" || len(f.Of) > 0 || !joinsEnds(words, f.Last+1, next.First) {
			continue
		}
		switch {
		case next.Kind == Date && len(next.Value) == len("2023-05-05") && atoi(f.Value) >= 1 && atoi(f.Value) <= 31:
			f.Kind, f.Value = Date, next.Value[:len("2023-05-")]+twoDigits(atoi(f.Value))
		case next.Kind == Quantity || next.Kind == Percent:
			f.Kind, f.Unit, f.Of, f.factor = next.Kind, next.Unit, next.Of, next.factor
			n := number{value: f.Value}
			n.scale(f.factor)
			f.Value = n.value
		}
	}
}

// joinsEnds says whether words[from:to] and the gaps around them join the two
// ends of a range.
func joinsEnds(words []Word, from, to int) bool {
	switch to - from {
	case 0:
		return words[to].Gap == Hyphen
	case 1:
		return endJoiners[words[from].Key]
	}
	return false
}

var endJoiners = lexicon.Set("to and or until through")

// sameThing says whether two figures count the same: one's head, its last
// word, is among the other's words.
func sameThing(a, b *Figure) bool {
	if len(a.Of) == 0 || len(b.Of) == 0 {
		return false
	}
	return slices.Contains(b.Of, a.Of[len(a.Of)-1]) || slices.Contains(a.Of, b.Of[len(b.Of)-1])
}

// sameUnit says whether two units are the same, or one of them is not said.
// "dollar" is every country's dollar.
func sameUnit(a, b string) bool {
	return a == "" || b == "" || a == b || strings.HasPrefix(a, b+":") || strings.HasPrefix(b, a+":")
}

// carries says whether a date is said by another one: by itself, by a more
// exact one, or by a range that begins or ends with it.
func (f *Figure) carries(g *Figure) bool {
	switch {
	case strings.HasPrefix(g.Value, "-"):
		return strings.HasSuffix(f.Value, g.Value)
	case g.Kind == Date && strings.ContainsAny(g.Value, "QH"):
		return f.Value == g.Value || f.Kind == Date && inPart(f.Value, g.Value)
	}
	return strings.HasPrefix(f.Value, g.Value) || f.Kind == Range && strings.HasSuffix(f.Value, g.Value)
}

// inPart says whether a date lies in a quarter or half of a year.
func inPart(date, part string) bool {
	year, rest, _ := strings.Cut(part, "-")
	if !strings.HasPrefix(date, year+"-") || len(date) < len("2024-05") {
		return false
	}
	month, n := atoi(date[5:7]), int(rest[1]-'0')
	if rest[0] == 'H' {
		return month > 0 && (month-1)/6+1 == n
	}
	return month > 0 && (month-1)/3+1 == n
}
