package trace

import (
	"strings"

	"atlasdesk/backend/lexicon"
	"atlasdesk/backend/text"
)

// code reads a number that is a name: a law, a standard, a version, a phase.
func (r *figureReader) code(i int) (Figure, bool) {
	w, before := r.words[i], r.at(i-1)
	if w.Form != Number {
		if !r.isLabel(i, i) || numerals[w.Key] < 2 {
			return Figure{}, false
		}
		return Figure{First: i, Last: i, Kind: Code, Value: decimal(float64(numerals[w.Key])), Of: []string{before.Stem}, Spelled: true}, true
	}
	f := Figure{First: i, Last: i, Kind: Code, Value: w.Key}
	dots := strings.Count(w.Key, ".")
	switch {
	case strings.ContainsAny(w.Key, "/:"), dots > 1 && !grouped(w.Key, "."), len(w.Key) > 1 && w.Key[0] == '0' && w.Key[1] != '.':
		return f, true
	case r.isLabel(i, i):
		f.Of = []string{before.Stem}
		f.own = documentParts[before.Key] && !r.ofAnother(i)
		return f, true
	case (before.Key == "no" || before.Key == "number") && i > 0 && strings.Trim(r.before(i), ". ") == "":
		f.Of = []string{cmpStem(r.at(i-2), before)}
		return f, true
	}
	f.own = i == 0 && dots == 0 && len(w.Key) < 3 && enumerates(r.before(1))
	return f, f.own
}

func cmpStem(w, otherwise Word) string {
	if w.Stem != "" {
		return w.Stem
	}
	return otherwise.Key
}

// isLabel says whether words[first:last+1] are the number of what is named
// right before them: Phase 2, EstLink 1, Strategy 2.0, section 3. What would be
// counted by them, a plural, makes them a count.
func (r *figureReader) isLabel(first, last int) bool {
	before := r.at(first - 1)
	if first == 0 || r.words[first].Gap != Space || before.Stem == "" || before.Form == Number {
		return false
	}
	if documentParts[before.Key] || labelled[before.Key] {
		return true
	}
	if before.Form < Capital || before.Voice || first == 1 && before.Form == Capital && lexicon.Has(before.Key) || currencies[before.Key] != "" || monthOf(before) > 0 {
		return false
	}
	if strings.ContainsAny(r.before(last+1), "%") || r.unitOf(r.at(last+1)).name != "" || multiplierOf(r.at(last+1)) > 0 {
		return false
	}
	_, head, many := r.counted(last, true)
	return !many || r.at(head).Kind == lexicon.Verb || r.at(last+1).Voice || before.Form == Acronym && len(r.words[first].Key) > 3 && allDigits(r.words[first].Key) // ISO 27001 rules
}

// documentParts number the parts of a text, the layer's own or another's.
var (
	documentParts = lexicon.Set("section chapter step figure table item paragraph appendix annex page")
	labelled      = lexicon.Set("phase stage version article tier generation part class category clause decree order release edition wave round pillar group")
)

// ofAnother says whether the part of a text at word i is one of a named text:
// section 3 of the Act.
func (r *figureReader) ofAnother(i int) bool {
	return r.at(i+1).Key == "of" && (r.at(i+2).Form >= Capital || r.at(i+3).Form >= Capital)
}

// enumerates says whether a mark makes the number before it a list number.
func enumerates(after string) bool {
	return strings.HasPrefix(after, ".") || strings.HasPrefix(after, ")")
}

// ranking reads third, 3rd and twenty-first.
func (r *figureReader) ranking(i int) (Figure, bool) {
	n, last := rankOf(r.words[i]), i
	if tens := numerals[r.words[i].Key]; tens >= 20 && r.at(i+1).Gap == Hyphen && rankOf(r.at(i+1)) > 0 {
		n, last = tens+rankOf(r.at(i+1)), i+1
	}
	next := r.at(last + 1)
	if n == 0 || next.Gap > Hyphen || next.Key == "party" || r.at(i-1).Key == "per" {
		return Figure{}, false
	}
	f := Figure{First: i, Last: last, Kind: Ranking, Value: decimal(float64(n)), Spelled: r.words[i].Form != Ordinal}
	f.Of, f.Through, _ = r.counted(last, true)
	f.own = len(f.Of) == 0 || r.at(i+1).Voice
	return f, true
}

// quantity reads a number with its unit, currency or percent sign, and what it
// counts.
func (r *figureReader) quantity(i int) (Figure, bool) {
	n, ok := r.number(i)
	if !ok {
		return Figure{}, false
	}
	f := Figure{First: i, Last: n.last, Value: n.value, Spelled: n.spelled}
	f.Span = text.Span{Start: r.words[i].Span.Start, End: r.words[n.last].Span.End}
	end := r.measure(&f, &n)
	many := false
	f.Of, f.Through, many = r.counted(end, f.Unit == "" && f.Kind == Quantity)
	if f.Unit != "" && f.Through > end && isQuality(r.words[f.Through]) { // 12 km long
		f.Of, f.Through = nil, end
	}
	f.Through = max(f.Through, end)
	if len(f.Of) == 0 && f.Unit == "" && f.Kind == Quantity && i > 0 && r.words[i].Gap <= Hyphen && r.at(i-1).Stem != "" && r.at(i-1).Form != Number {
		f.Of = []string{r.at(i - 1).Stem}
	}
	f.own = many && f.Unit == "" && len(n.value) < 3 && ownCounting[r.words[f.Through].Key]
	return f, true
}

// isQuality says whether a word is no thing but says how a thing is.
func isQuality(w Word) bool {
	return !w.Many && w.Form == Lower && (w.Kind == lexicon.Adjective || w.Kind == lexicon.Adverb)
}

// ownCounting are the things that the layers count of themselves.
var ownCounting = lexicon.Set("layer signal file statement section reading package dimension claim constraint gap exclusion entry bullet sentence theme interpretation")

// measure reads what a number is measured in, before or behind it, and returns
// the last word of that.
func (r *figureReader) measure(f *Figure, n *number) (end int) {
	if r.percent(f) {
		return r.percentEnd(f.Last)
	}
	if name, start := r.currencyBefore(f.First); name != "" {
		f.Unit, f.Span.Start = name, start
		if r.at(f.Last+1).Key == "m" {
			n.scale(1e6)
			f.Value, f.Last = n.value, f.Last+1
			f.Span.End = r.words[f.Last].Span.End
		}
		return f.Last
	}
	if name, word, at := r.currencyAfter(f.Last); name != "" {
		f.Unit, f.Span.End = name, at
		return word
	}
	u, end := units[n.suffix], f.Last
	if next := r.at(f.Last + 1); u.name == "" && next.Gap <= Hyphen && !(next.Key == "second" && !next.Many) {
		if u = r.unitOf(next); next.Key == "m" {
			u = units["meter"]
		}
		if u.name != "" {
			end++
		}
	}
	if u.name == "" {
		return f.Last
	}
	f.Unit, f.factor = u.name, u.factor
	n.scale(u.factor)
	f.Value = n.value
	return end
}

// percent finds a percent sign or word behind a number.
func (r *figureReader) percent(f *Figure) bool {
	between := r.before(f.Last + 1)
	trimmed := strings.TrimLeft(between, " \u00a0\u202f")
	if strings.HasPrefix(trimmed, "%") {
		f.Kind, f.Span.End = Percent, f.Span.End+len(between)-len(trimmed)+1
		return true
	}
	end := r.percentEnd(f.Last)
	if end == f.Last {
		return false
	}
	f.Kind, f.Span.End = Percent, r.words[end].Span.End
	return true
}

// percentEnd is the last word of "percent" or "per cent" behind word last.
func (r *figureReader) percentEnd(last int) int {
	switch next := r.at(last + 1); {
	case next.Gap > Hyphen:
		return last
	case next.Key == "percent", next.Key == "pct":
		return last + 1
	case next.Key == "per" && r.at(last+2).Key == "cent":
		return last + 2
	}
	return last
}

// maxCounted is how many words say what a figure counts.
const maxCounted = 4

// counted finds what a quantity counts: the words behind word last, or behind
// "of", up to a mark or a function word. A plural among them is the head, and
// what follows it is the sentence going on ("17 data centers support"); so are
// a voice word ("point network signals") and a verb. through is the last of
// those words that follow directly. Behind a unit or a percent sign, which
// leave it bare no longer, a voice word is the sentence going on, too.
func (r *figureReader) counted(last int, bare bool) (of []string, through int, many bool) {
	through = last
	i := last + 1
	behindOf := r.at(i).Key == "of" && r.gap(i) == Space
	if behindOf {
		for i++; isDeterminer(r.at(i)) && i < last+5; i++ {
		}
	}
	voiceOnly := ""
	for ; i < len(r.words) && len(of) < maxCounted; i++ {
		w := r.words[i]
		if r.gap(i) >= Slash || w.Stem == "" || w.Form == Number || !bare && !behindOf && w.Voice {
			break
		}
		if len(of) > 0 && (w.Voice || w.Kind == lexicon.Verb && !w.Many) {
			break
		}
		if w.Voice && !w.Many {
			voiceOnly = w.Stem
			continue
		}
		of = append(of, w.Stem)
		if !behindOf {
			through = i
		}
		if many = w.Many; many {
			break
		}
	}
	if len(of) == 0 && voiceOnly != "" {
		of = append(of, voiceOnly)
	}
	return of, through, many
}

// gap is what stands before word i, the sign of a percentage or a currency
// aside.
func (r *figureReader) gap(i int) Gap {
	g := r.at(i).Gap
	if g == Break && i > 0 && i < len(r.words) && strings.Trim(r.before(i), "% \u00a0\u202f€$£¥") == "" {
		return Space
	}
	return g
}

// isDeterminer says whether a word may stand between "of" and what is counted:
// the, its, about, or a total.
func isDeterminer(w Word) bool {
	return w.Gap == Space && (w.Form == Number || leadsToCounted[w.Key])
}

var leadsToCounted = lexicon.Set("the a an its their all these those this that our his her such about around some approximately")
