package trace

import "atlasdesk/backend/statement"

// layerIndex is a layer in the numbers of a package: the part of its index that
// depends on the layer alone, so that an edit of another one leaves it.
type layerIndex struct {
	source []Text
	texts  []*Text // the declared fields first
	fields int     // how many of them

	// Lists of symbols, one for each text. Keys leave articles out and end with
	// noKey; stems are word by word, none where a word has none.
	keys, stems, terms, said, features lists
	apart                              []bool // per key: a comma or more stands before it

	whole, compounds, initials lists // see callings
	short                      lists // short forms as written,
	shortForms                 []string

	figures []symbolized // of the claims and fields
}

const noKey = -1

func newLayerIndex(source []Text, symbols *numbering) *layerIndex {
	words := 0
	for i := range source {
		words += len(source[i].Words) + 1
	}
	n := len(source)
	l := &layerIndex{
		source: source, texts: make([]*Text, 0, n), apart: make([]bool, 0, words),
		keys: newLists(n, words), stems: newLists(n, words), terms: newLists(n, words/2), said: newLists(n, words/2), features: newLists(n, words/2),
		whole: newLists(n, 2*n), compounds: newLists(n, 2*n), initials: newLists(n, n), short: newLists(n, n),
	}
	l.addAll(symbols, true)
	l.fields = len(l.texts)
	l.addAll(symbols, false)
	return l
}

// isOf says whether l was made of the very same texts.
func (l *layerIndex) isOf(source []Text) bool {
	return len(l.source) == len(source) && (len(source) == 0 || &l.source[0] == &source[0])
}

func (l *layerIndex) addAll(symbols *numbering, fields bool) {
	for i := range l.source {
		if t := &l.source[i]; (t.Kind == statement.Field) == fields {
			l.texts = append(l.texts, t)
			l.addWords(t.Words, symbols)
			l.addFeatures(t, symbols)
			if carriesClaims(t) {
				for i := range t.Figures {
					l.figures = append(l.figures, symbolize(&t.Figures[i], symbols))
				}
			}
			addAll(&l.whole, t.callings.whole, symbols)
			addAll(&l.compounds, t.callings.compounds, symbols)
			addAll(&l.initials, t.callings.initials, symbols)
		}
	}
}

func addAll(l *lists, words []string, symbols *numbering) {
	for _, w := range words {
		l.add(symbols.add(w))
	}
	l.end()
}

func (l *layerIndex) addWords(words []Word, symbols *numbering) {
	for i := range words {
		w := &words[i]
		key := symbols.add(w.Key)
		switch w.Stem {
		case "":
			l.stems.add(none)
		case w.Key:
			l.stems.add(key)
		default:
			l.stems.add(symbols.add(w.Stem))
		}
		if isArticle(*w) {
			continue
		}
		l.keys.add(key)
		l.apart = append(l.apart, w.Gap >= Comma)
		if isShort(*w) {
			l.short.add(key)
			l.shortForms = append(l.shortForms, w.Key)
		}
	}
	l.keys.add(noKey)
	l.apart = append(l.apart, true)
	l.keys.end()
	l.stems.end()
	l.short.end()
}

// addFeatures numbers the features, which include the terms, which include
// what is said; all are sorted.
func (l *layerIndex) addFeatures(t *Text, symbols *numbering) {
	terms, said := t.terms, t.said
	for _, f := range t.features {
		s := symbols.add(f)
		l.features.add(s)
		if len(terms) > 0 && terms[0] == f {
			l.terms.add(s)
			terms = terms[1:]
		}
		if len(said) > 0 && said[0] == f {
			l.said.add(s)
			said = said[1:]
		}
	}
	l.features.end()
	l.terms.end()
	l.said.end()
}
