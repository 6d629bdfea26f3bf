package trace

import (
	"strings"

	"atlasdesk/backend/atlas"
	"atlasdesk/backend/lexicon"

	"github.com/kljensen/snowball/english"
)

// american folds British spellings. The endings are those that differ
// regularly; words that only look alike are too long or too short to match.
func american(w string) string {
	if a, ok := spellings[w]; ok {
		return a
	}
	for _, ending := range []string{"s", "ed", "ing", "able", "er", "ers"} {
		if base, ok := strings.CutSuffix(w, ending); ok && strings.HasSuffix(base, "our") && spellings[base] != "" {
			return spellings[base] + ending
		}
	}
	for _, e := range britishEndings {
		if stem, ok := strings.CutSuffix(w, e[0]); ok && len(stem) > 3 {
			return stem + e[1]
		}
	}
	return w
}

// derivations are endings that the lexicon's words may take and that Porter's
// algorithm leaves: interconnector, prosecutorial, verifiability.
var derivations = []string{"or", "ors", "er", "ers", "ial", "al", "ic", "ical", "ness", "ity", "wide", "like", "able", "ability", "abilities", "less"}

// stemOf is what the lexicon knows of a word; where it lacks the word
// (tokenization), its stem by Porter's second algorithm, or the family of
// that.
func stemOf(word string) lexicon.Entry {
	if known, ok := lexicon.Find(word); ok {
		return known
	}
	stem := english.Stem(word, false)
	for _, basic := range []string{stem, stem + "e"} {
		if known, ok := lexicon.Find(basic); ok {
			return lexicon.Entry{Family: known.Family, Kind: lexicon.Abstract}
		}
	}
	for _, basic := range underived(word) {
		if known, ok := lexicon.Find(basic); ok {
			return lexicon.Entry{Family: known.Family, Kind: lexicon.Abstract}
		}
	}
	return lexicon.Entry{Family: stem}
}

// underived lists what a word may derive from.
func underived(word string) (out []string) {
	for _, suffix := range derivations {
		if base, ok := strings.CutSuffix(word, suffix); ok && len(base) > 3 {
			out = append(out, base, base+"e", strings.TrimSuffix(base, "i")+"y")
		}
	}
	for _, prefix := range []string{"un", "re", "non", "pre", "inter"} {
		if base, ok := strings.CutPrefix(word, prefix); ok && len(base) > 3 {
			out = append(out, base)
		}
	}
	return out
}

var britishEndings = [][2]string{
	{"isation", "ization"}, {"isations", "izations"}, {"ise", "ize"}, {"ised", "ized"}, {"ises", "izes"}, {"ising", "izing"},
	{"metre", "meter"}, {"metres", "meters"}, {"litre", "liter"}, {"litres", "liters"}, {"yse", "yze"}, {"ysed", "yzed"}, {"ysing", "yzing"}, {"elled", "eled"}, {"elling", "eling"},
}

var spellings = map[string]string{
	"centre": "center", "centres": "centers", "centred": "centered", "metre": "meter", "metres": "meters", "fibre": "fiber", "fibres": "fibers",
	"licence": "license", "licences": "licenses", "defence": "defense", "offence": "offense", "programme": "program", "programmes": "programs",
	"catalogue": "catalog", "catalogues": "catalogs", "behaviour": "behavior", "labour": "labor", "neighbour": "neighbor",
	"colour": "color", "favour": "favor", "harbour": "harbor", "honour": "honor", "endeavour": "endeavor", "rumour": "rumor", "vapour": "vapor", "armour": "armor", "parlour": "parlor",

	"cheque": "check", "cheques": "checks", "judgement": "judgment", "grey": "gray", "ageing": "aging", "enrol": "enroll", "fulfil": "fulfill",
}

// singular takes off the regular plural ending.
func singular(w string) string {
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s"), strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "sses"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

// country makes the adjective of a place equal to the place: Asian and Asia,
// European and Europe, Finnish and Finland.
func country(w string) string {
	if name, ok := countries[w]; ok {
		w = name
	} else if stem, ok := strings.CutSuffix(w, "an"); ok && len(stem) >= 3 && strings.ContainsAny(stem[len(stem)-1:], "ie") {
		w = stem + "a"
	}
	if len(w) > 4 && strings.HasSuffix(w, "ea") {
		return w[:len(w)-1]
	}
	return w
}

// countries maps adjectives and inhabitants to the folded country, and the
// country to itself.
var countries = func() map[string]string {
	m := map[string]string{}
	for demonym, name := range atlas.Demonyms() {
		m[demonym], m[singular(name)] = singular(name), singular(name)
	}
	return m
}()

// functionWords carry no content of their own.
var functionWords = lexicon.Set(`aboard albeit alongside amid amidst anybody anyone anything anywhere apart aside astride atop away back barring beneath beside besides beyond
 concerning considering despite else elsewhere everybody everyone everything everywhere except excluding following forth hence hereby herein hitherto including insofar lest likewise
 meanwhile minus moreover namely nobody nothing nowhere notwithstanding opposite otherwise pending per perhaps plus regarding respectively round save somebody someone something
 somehow sometimes somewhere thereby therein throughout underneath unless unlike upwards versus vis whatever whatsoever whence whenever whereas whereby wherein whereupon wherever
 whichever whoever whomever worth a about above across after against all along also although always am among an and another any are aren't around as at
 be became because become becomes been before being below between both but by can cannot could did do does doing done down during each either else
 ever every few for from further had has have having he her here hers him his how i if in inside instead into is isn't it its itself just less
 many may me might more most much must my neither nevertheless no nor not now of off often on once one only onto or other others our out outside over
 own per rather same several shall she should since so some still such than that the their them themselves then there therefore these they this those
 through throughout thus to together too toward towards under until up upon us very via was we were what when where whether which while who whom
 whose why will with within without would yet you your`)
