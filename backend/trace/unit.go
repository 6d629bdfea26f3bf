package trace

import "strings"

// unit is what a number is measured in: a name that is equal for units that
// convert into one another, and the factor to it.
type unit struct {
	name   string
	factor float64
}

var units = unitTable()

// unitTable reads name: unit=factor lines. Months and years do not convert: a
// period of 12 months is written so for a reason, while 48 hours are two days.
func unitTable() map[string]unit {
	m := map[string]unit{}
	for line := range strings.Lines(scaledUnits) {
		fields := strings.Fields(line)
		for i, words := range fields[1:] {
			factor := 1.0
			for range i {
				factor *= 1000
			}
			for w := range strings.SplitSeq(words, "|") {
				m[w] = unit{fields[0], factor}
			}
		}
	}
	for line := range strings.Lines(plainUnits) {
		fields := strings.Fields(line)
		for _, w := range fields {
			m[w] = unit{fields[0], 1}
		}
	}
	m["day"], m["week"] = unit{"hour", 24}, unit{"hour", 7 * 24}
	return m
}

// unitOf is the unit that a word is, as it is written: the key of Gbps has
// lost its s.
func (r *figureReader) unitOf(w Word) unit {
	if u, ok := units[w.Key]; ok {
		return u
	}
	return units[strings.ToLower(w.Span.In(r.text))]
}

// Each unit a thousand times the one before it.
const scaledUnits = `w w|watt kw|kilowatt mw|megawatt gw|gigawatt tw|terawatt
wh wh kwh mwh gwh twh
bps bps|bit kbps|kbit|kilobit mbps|mbit|megabit gbps|gbit|gigabit tbps|tbit|terabit
byte byte kb|kilobyte mb|megabyte gb|gigabyte tb|terabyte pb|petabyte eb|exabyte
hz hz|hertz khz|kilohertz mhz|megahertz ghz|gigahertz
v v|volt kv|kilovolt
va va kva mva gva
mm mm|millimeter meter km|kilometer|kms
nm nm|nanometer
gram g kg|kilogram ton|tonne
flops flops|flop kiloflops|kiloflop|kflops megaflops|megaflop|mflops gigaflops|gigaflop|gflops teraflops|teraflop|tflops petaflops|petaflop|pflops exaflops|exaflop|eflops`

const plainUnits = `mile
hectare ha
km2 sqkm
m2 sqm
m3
barrel
second
minute
hour
month
year`

// dimension parts units whose numbers cannot be held against one another; a
// bare number has none.
func dimension(unit string) string {
	switch unit {
	case "":
		return ""
	case "second", "minute", "hour", "month", "year":
		return "time"
	case "w", "wh", "bps", "byte", "hz", "v", "va", "mm", "mile", "nm", "gram", "hectare", "km2", "m2", "m3", "barrel", "flops":
		return "measure"
	}
	return "money"
}

// currencies maps codes and words to one name each. A dollar whose country is
// not said is any country's.
var currencies = currencyTable()

func currencyTable() map[string]string {
	m := map[string]string{
		"usd": "dollar:us", "us$": "dollar:us", "sgd": "dollar:sg", "s$": "dollar:sg", "aud": "dollar:au", "a$": "dollar:au", "cad": "dollar:ca",
		"c$": "dollar:ca", "nzd": "dollar:nz", "nz$": "dollar:nz", "hkd": "dollar:hk", "hk$": "dollar:hk", "twd": "dollar:tw", "nt$": "dollar:tw",
		"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₸": "tenge", "₹": "rupee", "₩": "won", "₽": "ruble", "₺": "lira", "₴": "hryvnia", "₦": "naira", "฿": "baht",
		"₫": "dong", "₪": "shekel", "₱": "peso", "₾": "lari", "₿": "bitcoin", "r$": "reais", "rm": "ringgit",
	}
	for line := range strings.Lines(currencyWords) {
		fields := strings.Fields(line)
		for _, w := range fields {
			m[w] = fields[0]
		}
	}
	return m
}

const currencyWords = `dollar
euro eur
pound gbp
yen jpy
yuan cny rmb renminbi
tenge kzt
rupee inr
won krw
ruble rub rouble
lira try
hryvnia uah
naira ngn
baht thb
dong vnd
shekel ils
peso mxn php clp cop ars
lari gel
reais brl
ringgit myr
rupiah idr
franc chf
krona sek
krone nok dkk
zloty pln
forint huf
koruna czk
dirham aed mad
riyal sar qar
rial omr
dinar kwd bhd rsd
shilling kes ugx tzs
cedi ghs
rand zar
taka bdt
lek all
leu ron mdl
lev bgn
som kgs
manat azn
dram amd
tugrik mnt
kyat mmk
kip lak
rwf
birr etb`

// currencyBefore finds the currency written before word i: €3, US$3, USD 3,
// and where it begins in the text.
func (r *figureReader) currencyBefore(i int) (name string, start int) {
	between := r.before(i)
	end := r.words[i].Span.Start
	trimmed := strings.TrimRight(between, " \u00a0\u202f")
	for symbol, name := range symbolsIn(trimmed) {
		if !strings.HasSuffix(trimmed, symbol) {
			continue
		}
		start := end - len(between) + len(trimmed) - len(symbol)
		if w := r.at(i - 1); i > 0 && w.Span.End == start {
			if own := currencies[strings.ToLower(w.Span.In(r.text))+symbol]; own != "" {
				return own, w.Span.Start
			}
		}
		return name, start
	}
	if w := r.at(i - 1); w.Form == Acronym && r.words[i].Gap == Space && currencies[w.Key] != "" {
		return currencies[w.Key], w.Span.Start
	}
	return "", 0
}

// currencyAfter finds the currency written behind word last: 3 €, 3 tenge, and
// where it ends in the text; word is its last word.
func (r *figureReader) currencyAfter(last int) (name string, word, end int) {
	at := r.words[last].Span.End
	between := r.before(last + 1)
	trimmed := strings.TrimLeft(between, " \u00a0\u202f")
	for symbol, name := range symbolsIn(trimmed) {
		// before another number the sign is that one's
		if strings.HasPrefix(trimmed, symbol) && (r.at(last+1).Form != Number || strings.HasSuffix(between, " ")) {
			return name, last, at + len(between) - len(trimmed) + len(symbol)
		}
	}
	next := r.at(last + 1)
	if next.Gap <= Hyphen && isMoney(next) {
		return currencies[next.Key], last + 1, next.Span.End
	}
	if after := r.at(last + 2); next.Gap == Space && next.Form >= Capital && after.Gap == Space && after.Form == Lower && isMoney(after) {
		return countryMoney(currencies[after.Key], next.Key), last + 2, after.Span.End // 3 million US dollars
	}
	return "", last, 0
}

// isMoney says whether a word behind a number is its currency: a code in
// capitals, or a name. Codes in small letters are English words (all, try).
func isMoney(w Word) bool {
	name := currencies[w.Key]
	return name != "" && (w.Form == Acronym || w.Form == Lower && (w.Key == name || len(w.Key) > 3))
}

func countryMoney(name, country string) string {
	if own := currencies[country+"$"]; name == "dollar" && own != "" {
		return own
	}
	return name
}

var symbols = currencySymbols()

// symbolsIn are the symbols that may stand in what parts two words: none, where
// nothing but a space does.
func symbolsIn(between string) map[string]string {
	if between == "" {
		return nil
	}
	return symbols
}

// currencySymbols are those that are no letters.
func currencySymbols() map[string]string {
	m := map[string]string{}
	for symbol, name := range currencies {
		if strings.Trim(symbol, "abcdefghijklmnopqrstuvwxyz") == symbol {
			m[symbol] = name
		}
	}
	delete(m, "")
	return m
}
