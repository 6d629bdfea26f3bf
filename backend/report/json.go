package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// JSON writes the run in the schema "atlas-desk/check/1".
func (r *Run) JSON(w io.Writer) error {
	return encode(w, struct {
		Schema   string    `json:"schema"`
		Packages []Package `json:"packages"`
	}{"atlas-desk/check/1", r.Packages})
}

// encode writes v as one line of JSON. The encoder escapes the control
// characters that JSON forbids; those that it allows and a terminal obeys are
// escaped here. They can stand in strings only.
func encode(w io.Writer, v any) error {
	var raw bytes.Buffer
	e := json.NewEncoder(&raw)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	rest := raw.Bytes()
	for {
		i := bytes.IndexFunc(rest, func(r rune) bool { return r != '\n' && commands(r) })
		if i < 0 {
			_, err := w.Write(rest)
			return err
		}
		r, size := utf8.DecodeRune(rest[i:])
		if _, err := w.Write(fmt.Appendf(rest[:i:i], `\u%04x`, r)); err != nil {
			return err
		}
		rest = rest[i+size:]
	}
}
