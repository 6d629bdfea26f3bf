package trace

import (
	"strconv"
	"strings"

	"atlasdesk/backend/lexicon"
)

// date reads a day, a month, a quarter or a half of a year, in any order.
func (r *figureReader) date(i int) (Figure, bool) {
	for _, read := range []func(*figureReader, int) (string, int){
		(*figureReader).monthFirst, (*figureReader).dayFirst, (*figureReader).yearFirst, (*figureReader).marked, (*figureReader).partOfYear,
	} {
		if value, last := read(r, i); value != "" {
			return Figure{First: i, Last: last, Kind: Date, Value: value}, true
		}
	}
	return Figure{}, false
}

// monthFirst reads August 3, 2001, August 3 and August 2001.
func (r *figureReader) monthFirst(i int) (value string, last int) {
	month := monthOf(r.at(i))
	if month == 0 {
		return "", 0
	}
	next := i + 1
	day := dayOf(r.at(next))
	if day > 0 && r.follows(next) {
		if year := yearOf(r.at(next + 1)); year > 0 && r.follows(next+1) {
			return dayValue(year, month, day), next + 1
		}
		return "-" + twoDigits(month) + "-" + twoDigits(day), next
	}
	if r.at(next).Key == "of" {
		next++
	}
	if year := yearOf(r.at(next)); year > 0 && r.follows(next) {
		return monthValue(year, month), next
	}
	return "", 0
}

// follows says whether word i goes on with the date before it: nothing stands
// between, or a comma, or the full stop of an abbreviation.
func (r *figureReader) follows(i int) bool {
	return r.at(i).Gap <= Comma || strings.TrimSpace(r.before(i)) == "." && len(r.at(i-1).Key) <= len("sept")
}

// dayFirst reads 3 August 2001, 3rd of August 2001 and 3 August.
func (r *figureReader) dayFirst(i int) (value string, last int) {
	day, next := dayOf(r.at(i)), i+1
	if r.at(next).Key == "of" {
		next++
	}
	month := monthOf(r.at(next))
	if day == 0 || month == 0 || r.at(next).Gap > Slash {
		return "", 0
	}
	if year := yearOf(r.at(next + 1)); year > 0 && r.follows(next+1) {
		return dayValue(year, month, day), next + 1
	}
	return "-" + twoDigits(month) + "-" + twoDigits(day), next
}

// yearFirst reads 2001-08-03 and 2001-08.
func (r *figureReader) yearFirst(i int) (value string, last int) {
	year, month := yearOf(r.at(i)), atoi(r.at(i+1).Key)
	if year == 0 || r.at(i+1).Gap != Hyphen || len(r.at(i+1).Key) != 2 || month < 1 || month > 12 {
		return "", 0
	}
	if day := atoi(r.at(i + 2).Key); r.at(i+2).Gap == Hyphen && len(r.at(i+2).Key) == 2 && day >= 1 && day <= 31 {
		return dayValue(year, month, day), i + 2
	}
	if isYear(r.at(i).Key) && century(r.at(i).Key)+r.at(i+1).Key > r.at(i).Key {
		return "", 0 // 2011-12 is a range of years
	}
	return monthValue(year, month), i + 1
}

// marked reads 31/10/2011, 31.10.2011, 2011/10/31 and, where nothing else is
// possible, 10/31/2011.
func (r *figureReader) marked(i int) (value string, last int) {
	key := r.words[i].Key
	if r.words[i].Form != Number {
		return "", 0
	}
	for _, mark := range []string{"/", "."} {
		if strings.Count(key, mark) != 2 {
			continue
		}
		p := strings.Split(key, mark)
		if len(p[0]) == 4 {
			p[0], p[2] = p[2], p[0]
		}
		day, month, year := atoi(p[0]), atoi(p[1]), atoi(p[2])
		if month > 12 && day <= 12 {
			day, month = month, day
		}
		if len(p[2]) == 4 && day >= 1 && day <= 31 && month >= 1 && month <= 12 && year >= firstYear && year <= lastYear {
			return dayValue(year, month, day), i
		}
	}
	return "", 0
}

// partOfYear reads Q1 2024, 2024 Q1, H1 2024 and "first quarter of 2024".
func (r *figureReader) partOfYear(i int) (value string, last int) {
	if part := partKey(r.at(i)); part != "" {
		if year := yearOf(r.at(i + 1)); year > 0 && r.at(i+1).Gap <= Comma {
			return strconv.Itoa(year) + "-" + part, i + 1
		}
	}
	if part := partKey(r.at(i + 1)); part != "" && yearOf(r.at(i)) > 0 && r.at(i+1).Gap <= Hyphen {
		return r.at(i).Key + "-" + part, i + 1
	}
	n, next := rankOf(r.at(i)), i+2
	if r.at(next).Key == "of" {
		next++
	}
	letter, year := partsOfYear[r.at(i+1).Key], yearOf(r.at(next))
	if n == 0 || year == 0 || letter == "" || n > 4 || letter == "H" && n > 2 {
		return "", 0
	}
	return strconv.Itoa(year) + "-" + letter + strconv.Itoa(n), next
}

var partsOfYear = map[string]string{"quarter": "Q", "half": "H"}

// partKey is Q1 to Q4, H1 or H2, or nothing.
func partKey(w Word) string {
	if w.Form != Mixed || len(w.Key) != 2 {
		return ""
	}
	switch key := strings.ToUpper(w.Key); key {
	case "Q1", "Q2", "Q3", "Q4", "H1", "H2":
		return key
	}
	return ""
}

// yearRange reads 2023–2025, 2023 to 2025, between 2023 and 2025, 2023–25,
// 2023/24 and FY2023/24.
func (r *figureReader) yearRange(i int) (Figure, bool) {
	from, to, last := yearKey(r.at(i)), "", i
	if a, b, ok := strings.Cut(from, "/"); ok {
		from, to = a, b
	} else if next := r.at(i + 1); next.Gap == Hyphen || next.Gap == Break && spacedDash(r.before(i+1)) {
		to, last = next.Key, i+1
	} else if next.Gap == Space && (rangeWords[next.Key] || next.Key == "and" && r.at(i-1).Key == "between") {
		to, last = yearKey(r.at(i+2)), i+2
	}
	if len(to) == 2 && len(from) == 4 {
		to = century(from) + to
	}
	if !isYear(from) || !isYear(to) {
		return Figure{}, false
	}
	return Figure{First: i, Last: last, Kind: Range, Value: from + "–" + to}, true
}

func spacedDash(between string) bool {
	switch strings.TrimSpace(between) {
	case "-", "–", "—":
		return true
	}
	return false
}

var rangeWords = lexicon.Set("to until till through")

func century(year string) string { return year[:2] }

// year takes four digits from 1800 to 2100 for a year, unless a unit or a
// currency makes them a quantity. 1990s is a decade.
func (r *figureReader) year(i int) (Figure, bool) {
	w := r.words[i]
	key := yearKey(w)
	if decade, ok := strings.CutSuffix(key, "0s"); ok && isYear(decade+"0") {
		return Figure{First: i, Last: i, Kind: Year, Value: decade}, true
	}
	if !isYear(key) {
		return Figure{}, false
	}
	if q, ok := r.quantity(i); ok && (q.Kind == Percent || q.Last > i || dimension(q.Unit) == "measure" || q.Span.Start < w.Span.Start) {
		return Figure{}, false
	}
	return Figure{First: i, Last: i, Kind: Year, Value: key}, true
}

// The years that are read as such.
const (
	firstYear = 1800
	lastYear  = 2100
)

// yearKey is the key of a word without the mark of a fiscal year.
func yearKey(w Word) string {
	if w.Form == Mixed {
		return strings.TrimPrefix(w.Key, "fy")
	}
	return w.Key
}

func isYear(s string) bool { return len(s) == 4 && atoi(s) >= firstYear && atoi(s) <= lastYear }

func yearOf(w Word) int {
	if (w.Form == Number || w.Form == Mixed) && isYear(yearKey(w)) {
		return atoi(yearKey(w))
	}
	return 0
}

// dayOf is a day of the month in digits or as an ordinal, 0 for none.
func dayOf(w Word) int {
	n := rankOf(w)
	if w.Form == Number {
		n = atoi(w.Key)
	}
	if n < 1 || n > 31 {
		return 0
	}
	return n
}

// monthOf is the month that a word names, 0 for none; "may" is none.
func monthOf(w Word) int {
	if w.Form != Capital && w.Form != Acronym {
		return 0
	}
	return months[w.Key]
}

func monthValue(year, month int) string { return strconv.Itoa(year) + "-" + twoDigits(month) }

func dayValue(year, month, day int) string { return monthValue(year, month) + "-" + twoDigits(day) }

func twoDigits(n int) string { return strconv.Itoa(100 + n)[1:] }

func atoi(s string) int {
	if s == "" || s[0] > '9' {
		return 0 // without the error that strconv would make of it
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

var months = monthNames()

func monthNames() map[string]int {
	m := numbered(1, "january february march april may june july august september october november december")
	for name, n := range numbered(1, "jan feb mar apr may jun jul aug sep oct nov dec") {
		m[name] = n
	}
	m["sept"] = 9
	return m
}

func numbered(from int, words string) map[string]int {
	m := map[string]int{}
	for i, w := range strings.Fields(words) {
		m[w] = from + i
	}
	return m
}
