package trace

import (
	"slices"
	"strconv"
	"strings"
)

// Figure is a quantity or a date of a statement. First, Last and Through are
// indexes of Text.Words: the figure itself, and the last word of what it
// counts.
type Figure struct {
	First, Last int
	Through     int
	Kind        FigureKind
	Value       string   // normalized: "17", "1250000", "2023-02-06"
	Of          []string // stems of what it counts; empty for dates
	Spelled     bool     // written in words

	around []string // stems of the terms nearby, sorted
}

// FigureKind parts figures that can never be equal.
type FigureKind uint8

// The kinds. A Date may lack its day: Value is then "2023-02".
const (
	Quantity FigureKind = iota
	Percent
	Year
	Date
	Range // of years: Value is "2023–2025"
	Code  // 43/2011, 24/7, 2.1.4: equal only as a whole
)

// IsDate says whether the figure is a date, a year or a range of years.
func (f Figure) IsDate() bool { return f.Kind == Year || f.Kind == Date || f.Kind == Range }

// carries says whether a date is said by another one: by itself, by a more
// exact one, or by a range that begins or ends with it.
func (f Figure) carries(g Figure) bool {
	return strings.HasPrefix(f.Value, g.Value) || f.Kind == Range && strings.HasSuffix(f.Value, g.Value)
}

// Reading order matters: a date's parts would read as quantities.
var figureReaders = []func(words []Word, i int, text string) (Figure, bool){readDate, readRange, readYear, readCode, readQuantity}

// figures reads the figures of a statement from left to right.
func figures(words []Word, text string) []Figure {
	var out []Figure
	for i := 0; i < len(words); i++ {
		if words[i].Form != Number && spelledNumbers[words[i].Key] == 0 && monthOf(words[i]) == 0 {
			continue
		}
		for _, read := range figureReaders {
			if f, ok := read(words, i, text); ok {
				f.around = around(words, f)
				out = append(out, f)
				i = f.Last
				break
			}
		}
	}
	return out
}

// window is how many words around a figure say what it is about.
const window = 5

func around(words []Word, f Figure) []string {
	return terms(words[max(0, f.First-window):min(len(words), f.Last+1+window)])
}

// monthOf is the month that a word names, 0 for none; "may" is none.
func monthOf(w Word) int {
	if w.Form != Capital {
		return 0
	}
	return months[w.Key]
}

// readDate reads 3 August 2001, August 3, 2001, August 2001, 2001-08-03 and
// 31/10/2011.
func readDate(words []Word, i int, _ string) (Figure, bool) {
	w := func(n int) Word {
		if i+n < len(words) {
			return words[i+n]
		}
		return Word{}
	}
	date := func(last int, year, month, day int) (Figure, bool) {
		if month < 1 || month > 12 || day < 0 || day > 31 || year < 1000 || year > 2999 {
			return Figure{}, false
		}
		value := strconv.Itoa(year) + "-" + twoDigits(month)
		if day > 0 {
			value += "-" + twoDigits(day)
		}
		return Figure{First: i, Last: i + last, Through: i + last, Kind: Date, Value: value}, true
	}
	if month := monthOf(words[i]); month > 0 {
		if f, ok := date(2, number(w(2)), month, number(w(1))); ok && number(w(1)) > 0 {
			return f, true
		}
		return date(1, number(w(1)), month, 0)
	}
	if month := monthOf(w(1)); month > 0 && number(words[i]) > 0 {
		return date(2, number(w(2)), month, number(words[i]))
	}
	if w(1).Gap == Hyphen && w(2).Gap == Hyphen && len(words[i].Key) == 4 {
		return date(2, number(words[i]), number(w(1)), number(w(2)))
	}
	for _, sep := range []string{"/", "."} {
		if p := strings.Split(words[i].Key, sep); len(p) == 3 && len(p[2]) == 4 {
			return date(0, atoi(p[2]), atoi(p[1]), atoi(p[0]))
		}
	}
	return Figure{}, false
}

func twoDigits(n int) string { return strconv.Itoa(100 + n)[1:] }

// number is the value of a word of digits, 0 for every other word.
func number(w Word) int {
	if w.Form != Number && w.Form != Ordinal {
		return 0
	}
	return atoi(strings.TrimRight(w.Key, "stndrh"))
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// readRange reads 2023–2025, 2023 to 2025, 2023–25 and 2023/24.
func readRange(words []Word, i int, _ string) (Figure, bool) {
	from, to, last := words[i].Key, "", i
	if a, b, ok := strings.Cut(from, "/"); ok {
		from, to = a, b
	} else if i+1 < len(words) && words[i+1].Gap == Hyphen {
		to, last = words[i+1].Key, i+1
	} else if i+2 < len(words) && words[i+1].Key == "to" && words[i+2].Gap == Space {
		to, last = words[i+2].Key, i+2
	}
	if len(to) == 2 && len(from) == 4 {
		to = from[:2] + to
	}
	if !isYear(from) || !isYear(to) || from >= to {
		return Figure{}, false
	}
	return Figure{First: i, Last: last, Through: last, Kind: Range, Value: from + "–" + to}, true
}

func isYear(s string) bool { return len(s) == 4 && atoi(s) >= 1800 && atoi(s) <= 2100 }

// readYear takes four digits from 1800 to 2100 for a year.
func readYear(words []Word, i int, _ string) (Figure, bool) {
	if words[i].Form != Number || !isYear(words[i].Key) {
		return Figure{}, false
	}
	return Figure{First: i, Last: i, Through: i, Kind: Year, Value: words[i].Key}, true
}

// readCode reads a number that is a name: a law, a standard, a version.
func readCode(words []Word, i int, _ string) (Figure, bool) {
	key := words[i].Key
	if strings.ContainsAny(key, "/:") || strings.Count(key, ".") > 1 || len(key) > 1 && key[0] == '0' && key[1] != '.' {
		return Figure{First: i, Last: i, Through: i, Kind: Code, Value: key}, true
	}
	return Figure{}, false
}

// readQuantity reads 17, 1,250, 1.5 million, 40 %, seventeen and twenty-one.
func readQuantity(words []Word, i int, text string) (Figure, bool) {
	value, last, spelled, ok := quantity(words, i)
	if !ok {
		return Figure{}, false
	}
	for last+1 < len(words) && words[last+1].Gap <= Hyphen {
		factor := multipliers[words[last+1].Key]
		if factor == 0 {
			break
		}
		value, last = value*factor, last+1
		value, last = withRemainder(words, value, last)
	}
	f := Figure{First: i, Last: last, Value: strconv.FormatFloat(value, 'f', -1, 64), Spelled: spelled}
	if i > 0 && last == i && words[i].Gap == Space && words[i-1].Form >= Capital && strings.Contains(words[i].Key, ".") {
		f.Value = words[i].Key // a version: 2.0 is not 2
	}
	after := text[words[last].Span.End:]
	if strings.HasPrefix(strings.TrimLeft(after, " \u00a0"), "%") {
		f.Kind = Percent
	} else if last+1 < len(words) && (words[last+1].Key == "percent" || words[last+1].Key == "per" && last+2 < len(words) && words[last+2].Key == "cent") {
		f.Kind = Percent
	}
	f.Of, f.Through = counted(words, i, last)
	return f, true
}

// withRemainder adds the number behind a multiplier: two hundred [and]
// forty-eight.
func withRemainder(words []Word, value float64, last int) (float64, int) {
	next := last + 1
	if next < len(words) && words[next].Key == "and" {
		next++
	}
	if next >= len(words) || words[next].Form == Number || multipliers[words[last].Key] != 100 {
		return value, last
	}
	if rest, end, _, ok := quantity(words, next); ok && rest < 100 {
		return value + rest, end
	}
	return value, last
}

func quantity(words []Word, i int) (value float64, last int, spelled, ok bool) {
	if words[i].Form == Number {
		value, err := strconv.ParseFloat(strings.ReplaceAll(words[i].Key, ",", ""), 64)
		return value, i, false, err == nil
	}
	n, known := spelledNumbers[words[i].Key]
	if !known || words[i].Gap == Hyphen {
		return 0, i, false, false
	}
	last = i
	if n >= 20 && i+1 < len(words) && words[i+1].Gap <= Hyphen {
		if unit := spelledUnit(words[i+1].Key); unit > 0 {
			n, last = n+unit, i+1
		}
	}
	return float64(n), last, true, true
}

// spelledUnit is the number of a word from one to nine, 0 for others. "one"
// alone is no figure: it mostly means "a".
func spelledUnit(key string) int {
	if key == "one" {
		return 1
	}
	if n := spelledNumbers[key]; n < 10 {
		return n
	}
	return 0
}

// counted finds what a quantity counts, and the last word of that: the words
// behind it up to a mark or a function word, at most three. A plural among
// them is the head, and what follows it is the sentence going on ("17 data
// centers support"); so is a voice word ("point network signals"). With
// nothing behind it, the word before counts ("Phase 2").
func counted(words []Word, first, last int) (of []string, through int) {
	through = last
	for i := last + 1; i < len(words) && i <= last+3; i++ {
		w := words[i]
		if w.Gap >= Slash || w.Stem == "" || w.Form == Number || len(of) > 0 && w.Voice {
			break
		}
		of, through = append(of, w.Stem), i
		if w.Many {
			break
		}
	}
	if len(of) == 0 && first > 0 && words[first].Gap <= Hyphen && words[first-1].Stem != "" {
		of = append(of, words[first-1].Stem)
	}
	return of, through
}

// sameThing says whether two figures count the same: one's head, its last
// word, is among the other's words.
func sameThing(a, b Figure) bool {
	if len(a.Of) == 0 || len(b.Of) == 0 {
		return false
	}
	return slices.Contains(b.Of, a.Of[len(a.Of)-1]) || slices.Contains(a.Of, b.Of[len(b.Of)-1])
}

var (
	months         = monthNames()
	spelledNumbers = spelled()
	multipliers    = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
)

func numbered(from int, words string) map[string]int {
	m := map[string]int{}
	for i, w := range strings.Fields(words) {
		m[w] = from + i
	}
	return m
}

func monthNames() map[string]int {
	m := numbered(1, "january february march april may june july august september october november december")
	for name, n := range numbered(1, "jan feb mar apr may jun jul aug sep oct nov dec") {
		m[name] = n
	}
	m["sept"] = 9
	return m
}

func spelled() map[string]int {
	m := numbered(2, "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		m[w] = 20 + 10*i
	}
	return m
}
