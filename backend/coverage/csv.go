package coverage

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"atlasdesk/backend/check"
)

// CSV writes the matrix as a table for a spreadsheet (RFC 4180, in UTF-8): a
// line for each row with how many derived statements of each column rest on it.
func (m *Matrix) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	// Its first error is the one that Error returns.
	_ = out.Write(m.header())
	for i := range m.Rows {
		_ = out.Write(m.record(&m.Rows[i]))
	}
	out.Flush()
	return out.Error()
}

func (m *Matrix) header() []string {
	cells := []string{"Line", "Section"}
	if m.Shape.Sections {
		cells = append(cells, "Evidence statements", "Used")
	} else {
		cells = append(cells, "Evidence")
	}
	for i := range m.Columns {
		cells = append(cells, harmless(m.Columns[i].Title))
	}
	return append(cells, "Use", "Worst finding")
}

func (m *Matrix) record(r *Row) []string {
	cells := []string{strconv.Itoa(r.Line), harmless(r.Section)}
	if m.Shape.Sections {
		cells = append(cells, strconv.Itoa(r.Records), strconv.Itoa(r.Used))
	} else {
		cells = append(cells, harmless(r.Text))
	}
	for _, c := range r.Cells {
		cells = append(cells, strconv.Itoa(c.Count()))
	}
	worst := ""
	if s := r.Worst(); s != check.Off {
		worst = s.String()
	}
	return append(cells, string(r.Use()), worst)
}

// harmless keeps a spreadsheet from taking a text for a formula, as OWASP's
// "CSV Injection" asks: an apostrophe before what may begin one. White space is
// one space, and what a terminal would obey is shown as a sign.
func harmless(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsSpace(r) && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if first, _ := utf8.DecodeRuneInString(text); text != "" && strings.ContainsRune("=+-@|%＝＋－＠", first) {
		return "'" + text
	}
	return text
}
