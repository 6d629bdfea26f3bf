package trace

import (
	"strconv"
	"strings"
)

// number is a number as read: its value, in digits, and its last word.
type number struct {
	value   string
	last    int
	spelled bool
	suffix  string // what is written together with the digits: the "MW" of 300MW
}

// number reads 17, 1,250, 1 250, 1.5 million, 3m, twenty-one, a dozen and two
// hundred and forty-eight.
func (r *figureReader) number(i int) (number, bool) {
	w := r.words[i]
	if w.Form != Number && w.Form != Mixed {
		return r.spelledNumber(i)
	}
	digits := w.Key
	n := number{last: i}
	if w.Form == Mixed {
		end := strings.IndexFunc(digits, func(c rune) bool { return (c < '0' || c > '9') && !strings.ContainsRune(".,'’", c) })
		if end <= 0 || units[digits[end:]].name == "" && shortMultipliers[digits[end:]] == 0 {
			return n, false
		}
		digits, n.suffix = digits[:end], digits[end:]
	} else {
		digits, n.last = r.groups(i)
	}
	value, ok := plainDigits(digits)
	if !ok {
		return n, false
	}
	n.value = value
	n.scale(shortMultipliers[n.suffix])
	if shortMultipliers[n.suffix] > 0 {
		n.suffix = ""
	}
	for range maxMultipliers {
		next := r.at(n.last + 1)
		factor := multiplierOf(next)
		if factor == 0 || next.Gap > Hyphen || n.suffix != "" {
			break
		}
		n.scale(factor)
		n.last++
	}
	return n, true
}

// Limits of a number, so that a line of nothing but number words costs no
// more than its length.
const (
	maxGroups      = 6  // of three digits behind the first
	maxMultipliers = 2  // a thousand million
	maxSpelled     = 16 // words
)

// groups joins thousands that spaces part: 1 250 000.
func (r *figureReader) groups(i int) (digits string, last int) {
	digits, last = r.words[i].Key, i
	if len(digits) > 3 || digits[0] == '0' || !allDigits(digits) || r.at(i-1).Form >= Capital && r.at(i).Gap == Space {
		return digits, last
	}
	for next := r.at(last + 1); last-i < maxGroups && next.Form == Number && next.Gap == Space && len(next.Key) == 3 && allDigits(next.Key); next = r.at(last + 1) {
		digits, last = digits+next.Key, last+1
	}
	return digits, last
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// plainDigits takes the separators out of a number in digits. A mark parts
// thousands where groups of three follow it throughout (and in 12,34,567),
// otherwise a comma is a decimal one. 1.250 is not certain, and read as it is
// in English.
func plainDigits(s string) (string, bool) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "'", ""), "’", "")
	switch {
	case strings.Count(s, ".") > 1 && grouped(s, "."):
		s = strings.ReplaceAll(s, ".", "")
	case grouped(s, ","):
		s = strings.ReplaceAll(s, ",", "")
	case strings.Count(s, ",") == 1 && !strings.Contains(s, "."):
		s = strings.Replace(s, ",", ".", 1)
	}
	whole, fraction, decimal := strings.Cut(s, ".")
	if whole == "" || !allDigits(whole) || !allDigits(fraction) {
		return "", false
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if fraction = strings.TrimRight(fraction, "0"); decimal && fraction != "" {
		return whole + "." + fraction, true
	}
	return whole, true
}

// grouped says whether mark parts a number into thousands: groups of three, or
// of two before the last as in India.
func grouped(s, mark string) bool {
	whole, _, _ := strings.Cut(s, ".")
	if mark == "." {
		whole = s
	}
	if !strings.Contains(whole, mark) {
		return false
	}
	groups := strings.Split(whole, mark)
	if len(groups[0]) < 1 || len(groups[0]) > 3 || len(groups[len(groups)-1]) != 3 {
		return false
	}
	for _, g := range groups[1 : len(groups)-1] {
		if len(g) != 3 && len(g) != 2 {
			return false
		}
	}
	return true
}

// scale multiplies by a power of ten that shifts the decimal point, or by
// twelve.
func (n *number) scale(factor float64) {
	if factor == 0 || factor == 1 {
		return
	}
	value, err := strconv.ParseFloat(n.value, 64)
	if err != nil {
		return
	}
	n.value = decimal(value * factor)
}

// decimal writes a number in digits, free of what binary fractions add.
func decimal(value float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(value, 'g', 15, 64), 64)
	if err != nil {
		rounded = value
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// spelledNumber reads a number in words. "one" and "a" alone are none: they
// mostly are articles.
func (r *figureReader) spelledNumber(i int) (number, bool) {
	if r.words[i].Gap == Hyphen && r.at(i-1).Form != Lower {
		return number{}, false
	}
	total, part, at := 0.0, 0.0, i
	if multiplierOf(r.words[i]) > 0 {
		if before := r.at(i - 1).Key; r.words[i].Key != "dozen" && before != "a" && before != "per" || r.words[i].Gap > Space {
			return number{}, false
		}
		part = 1
	}
	for ; at < len(r.words) && at-i < maxSpelled; at++ {
		w := r.words[at]
		if at > i && w.Gap > Hyphen {
			break
		}
		if value := numerals[w.Key]; value > 0 && w.Form != Number && !w.Many && fits(value, int(part)) {
			part += float64(value)
		} else if factor := multiplierOf(w); factor > 0 && part > 0 {
			if part *= factor; factor >= 1000 {
				total, part = total+part, 0
			}
		} else if at == i || w.Key != "and" || multiplierOf(r.words[at-1]) == 0 || numerals[r.at(at+1).Key] == 0 || r.at(at+1).Form == Number {
			break
		}
	}
	value := total + part
	if value == 0 || value == 1 {
		return number{}, false
	}
	return number{value: decimal(value), last: at - 1, spelled: true}, true
}

// fits says whether a number word may follow what was read of a number below
// a thousand: twenty-one, two hundred forty.
func fits(value, part int) bool {
	switch {
	case part == 0:
		return true
	case value < 10:
		return part%100 == 0 || part%100 >= 20 && part%10 == 0
	}
	return part%100 == 0
}

// multiplierOf is the factor that a word multiplies by, 0 for none.
func multiplierOf(w Word) float64 {
	if w.Many || w.can&canCount == 0 {
		return 0
	}
	return multipliers[w.Key]
}

// rankOf is the number of an ordinal, in digits or words, 0 for none.
func rankOf(w Word) int {
	if w.Form == Ordinal {
		return atoi(w.Key[:len(w.Key)-2])
	}
	if w.Many || w.can&canCount == 0 {
		return 0
	}
	return rankings[w.Key]
}

var (
	numerals    = spelled()
	rankings    = rankWords()
	multipliers = map[string]float64{
		"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
		"mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "trn": 1e12, "tn": 1e12,
	}
	shortMultipliers = map[string]float64{"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12}
)

const (
	spelledBelowTwenty = `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`
	spelledTens        = `twenty thirty forty fifty sixty seventy eighty ninety`
)

func spelled() map[string]int {
	m := numbered(1, spelledBelowTwenty)
	for i, w := range strings.Fields(spelledTens) {
		m[w] = 20 + 10*i
	}
	return m
}

func rankWords() map[string]int {
	return numbered(1, `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
 sixteenth seventeenth eighteenth nineteenth twentieth`)
}
