package text

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Limit is the largest text, in bytes, that is read as a layer. Real layers
// hold 5 to 25 KB; a file beyond the limit is somebody's accident.
const Limit = 2 << 20

// Reasons why bytes are no text that can be edited.
var (
	ErrTooLarge = fmt.Errorf("larger than %d MB", Limit>>20)
	ErrBinary   = errors.New("not text: it holds a NUL byte")
	ErrEncoding = errors.New("not valid UTF-8")
)

const byteOrderMark = "\ufeff"

// Form is what the bytes of a file say besides its text: the byte order mark
// and how the lines end. The zero Form is UTF-8 with "\n".
type Form struct {
	Mark bool
	// endings holds the ending of every line of the original, in order, and
	// is nil where all lines end with ending.
	endings []string
	lines   []string
	ending  string
}

// Decode reads the bytes of a file as text: without byte order mark and with
// "\n" at the end of each line. The Form gives the bytes back on [Form.Encode].
// It fails with ErrTooLarge, ErrBinary or ErrEncoding.
func Decode(raw []byte) (string, Form, error) {
	switch {
	case len(raw) > Limit:
		return "", Form{}, ErrTooLarge
	case bytes.IndexByte(raw, 0) >= 0:
		return "", Form{}, ErrBinary
	case !utf8.Valid(raw):
		return "", Form{}, ErrEncoding
	}
	source, marked := strings.CutPrefix(string(raw), byteOrderMark)
	if !strings.Contains(source, "\r") {
		return source, Form{Mark: marked}, nil
	}
	lines, endings := splitLines(source)
	form := Form{Mark: marked, ending: dominant(endings)}
	for _, e := range endings {
		if e != form.ending {
			form.endings, form.lines = endings, lines
			break
		}
	}
	return strings.Join(lines, "\n"), form, nil
}

// Encode gives the bytes of a text in the form of the file that it came from.
// In a file of mixed line endings the lines that did not change keep theirs,
// and new lines take the most frequent one.
func (f Form) Encode(text string) []byte {
	var out strings.Builder
	out.Grow(len(text) + len(text)/32)
	if f.Mark {
		out.WriteString(byteOrderMark)
	}
	if f.ending == "" {
		out.WriteString(text)
		return []byte(out.String())
	}
	lines := strings.Split(text, "\n")
	endings := f.endingsFor(lines)
	for i, line := range lines {
		out.WriteString(line)
		if i < len(endings) {
			out.WriteString(endings[i])
		}
	}
	return []byte(out.String())
}

// endingsFor matches lines with the unchanged head and tail of the original.
func (f Form) endingsFor(lines []string) []string {
	out := make([]string, len(lines)-1)
	for i := range out {
		out[i] = f.ending
	}
	if f.endings == nil {
		return out
	}
	head, shorter := 0, min(len(lines), len(f.lines))
	for head < shorter && lines[head] == f.lines[head] {
		head++
	}
	tail := 0
	for tail < shorter-head && lines[len(lines)-1-tail] == f.lines[len(f.lines)-1-tail] {
		tail++
	}
	copy(out, f.endings[:min(head, len(f.endings))])
	if kept := min(tail-1, len(out)); kept > 0 {
		copy(out[len(out)-kept:], f.endings[len(f.endings)-kept:])
	}
	return out
}

// splitLines parts a text at "\n", "\r\n" and lone "\r". There is one line
// more than there are endings.
func splitLines(s string) (lines, endings []string) {
	for {
		i := strings.IndexAny(s, "\r\n")
		if i < 0 {
			return append(lines, s), endings
		}
		end := s[i : i+1]
		if strings.HasPrefix(s[i:], "\r\n") {
			end = "\r\n"
		}
		lines, endings = append(lines, s[:i]), append(endings, end)
		s = s[i+len(end):]
	}
}

func dominant(endings []string) string {
	count := map[string]int{}
	for _, e := range endings {
		count[e]++
	}
	best := "\n"
	for _, e := range []string{"\r\n", "\r"} {
		if count[e] > count[best] {
			best = e
		}
	}
	return best
}
