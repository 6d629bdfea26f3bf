package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is a cut of the letters.
type face int

const (
	upright face = iota
	bold
	mono
	signs // what the others lack
	faces
)

// cuts are the fonts by face: the name that fpdf knows each by, and its file.
var cuts = [faces]struct {
	name string
	file []byte
}{
	{"upright", liberationsansregular.TTF},
	{"bold", liberationsansbold.TTF},
	{"mono", gomono.TTF},
	{"signs", dejavusanscondensed.TTF},
}

// replacement stands for a character that no font has.
const replacement = utf8.RuneError

// plane is how many characters the tables of fpdf hold: those of the basic
// multilingual plane.
const plane = 1 << 16

// fonts knows which characters each face has, and how wide they are.
type fonts struct {
	faces   [faces]*metrics
	missing map[rune]bool // characters that no face has, so far
}

func newFonts(p *fpdf.Fpdf) (*fonts, error) {
	f := &fonts{missing: map[rune]bool{}}
	for i, cut := range cuts {
		m, err := newMetrics(cut.file)
		if err != nil {
			return nil, err
		}
		f.faces[i] = m
		p.AddUTF8FontFromBytes(cut.name, "", slices.Clone(cut.file)) // which it writes into
	}
	return f, p.Error()
}

// metrics are the widths of the characters of a font, looked up once each.
type metrics struct {
	font   *sfnt.Font
	buffer sfnt.Buffer
	em     fixed.Int26_6
	known  []float32 // by character, of a font of size 1; 0 not looked up, lacking where there is none
}

const lacking = -1

func newMetrics(file []byte) (*metrics, error) {
	f, err := sfnt.Parse(file)
	if err != nil {
		return nil, err
	}
	return &metrics{font: f, em: fixed.I(int(f.UnitsPerEm())), known: make([]float32, plane)}, nil
}

// width is how wide a character is; ok is false where the font lacks it.
func (m *metrics) width(r rune) (w float64, ok bool) {
	if r < 0 || r >= plane {
		return 0, false
	}
	if m.known[r] == 0 {
		m.known[r] = m.lookUp(r)
	}
	return max(0, float64(m.known[r])), m.known[r] != lacking
}

func (m *metrics) lookUp(r rune) float32 {
	glyph, err := m.font.GlyphIndex(&m.buffer, r)
	if err != nil || glyph == 0 {
		return lacking
	}
	advance, err := m.font.GlyphAdvance(&m.buffer, glyph, m.em, font.HintingNone)
	if err != nil || advance <= 0 {
		return 1e-9 // of a mark that stands on the letter before
	}
	return float32(advance) / float32(m.em)
}

// glyph is the character to draw for another one, the face that has it, and its
// width at size 1. Characters that are never seen have none: ok is false.
func (f *fonts) glyph(r rune, wanted face) (drawn rune, in face, width float64, ok bool) {
	if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
		return 0, 0, 0, false
	}
	if w, has := f.faces[wanted].width(r); has && !unicode.IsControl(r) {
		return r, wanted, w, true
	}
	if w, has := f.faces[signs].width(r); has && !unicode.IsControl(r) {
		return r, signs, w, true
	}
	f.missing[r] = true
	w, _ := f.faces[signs].width(replacement)
	return replacement, signs, w, true
}

// plain is a text as fpdf can write it outside the page.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case r >= plane:
			return replacement
		}
		return r
	}, strings.ToValidUTF8(s, string(replacement)))
}
