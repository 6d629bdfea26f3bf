package text

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestPositionCountsCodePoints(t *testing.T) {
	x := NewIndex("a😀é\nb\n")
	for _, c := range []struct {
		offset int
		want   Position
	}{
		{-1, Position{1, 1}}, {0, Position{1, 1}}, {1, Position{1, 2}}, {5, Position{1, 3}},
		{7, Position{1, 4}}, {8, Position{2, 1}}, {9, Position{2, 2}}, {10, Position{3, 1}}, {99, Position{3, 1}},
	} {
		if got := x.Position(c.offset); got != c.want {
			t.Errorf("Position(%d) = %v, want %v", c.offset, got, c.want)
		}
	}
}

func TestUTF16(t *testing.T) {
	s := strings.Repeat("a😀é\nb", 300)
	x := NewIndex(s)
	for i := range s {
		if got, want := x.UTF16(i), len(utf16.Encode([]rune(s[:i]))); got != want {
			t.Fatalf("UTF16(%d) = %d, want %d", i, got, want)
		}
	}
}

func TestDecodeGivesBytesBack(t *testing.T) {
	for _, raw := range []string{
		"", "a", "a\nb\n", "a\r\nb\r\n", "\ufeffa\r\nb", "a\r\nb\nc\r\n", "\n\r\n\r", "a\rb", "\ufeff",
	} {
		text, form, err := Decode([]byte(raw))
		if err != nil || strings.ContainsAny(text, "\r\ufeff") {
			t.Errorf("Decode(%q) = %q, %v", raw, text, err)
		}
		if got := form.Encode(text); string(got) != raw {
			t.Errorf("Encode(Decode(%q)) = %q", raw, got)
		}
	}
}

func TestEncodeKeepsEndingsOfUntouchedLines(t *testing.T) {
	text, form, err := Decode([]byte("a\r\nb\nc\r\nd\ne\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := form.Encode(strings.Replace(text, "c", "C\nnew", 1))
	if want := "a\r\nb\nC\r\nnew\r\nd\ne\r\n"; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct {
		raw  []byte
		want error
	}{
		{bytes.Repeat([]byte("a"), Limit+1), ErrTooLarge},
		{[]byte("a\x00b"), ErrBinary},
		{[]byte{0xff, 'a'}, ErrEncoding},
	} {
		if _, _, err := Decode(c.raw); !errors.Is(err, c.want) {
			t.Errorf("got %v, want %v", err, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("a\r\nb\rc\n"), "a\nX\nc\n")
	f.Fuzz(func(t *testing.T, raw []byte, edited string) {
		text, form, err := Decode(raw)
		if err != nil {
			return
		}
		if got := form.Encode(text); !bytes.Equal(got, raw) {
			t.Fatalf("%q came back as %q", raw, got)
		}
		if strings.ContainsAny(edited, "\r\x00") || !strings.HasPrefix(edited, "x") {
			return
		}
		back, _, err := Decode(form.Encode(edited))
		if err == nil && back != edited {
			t.Fatalf("%q was saved as %q", edited, back)
		}
	})
}

// Marks do not change what a position is, wherever the text has wide runes.
func TestPositionInLongLines(t *testing.T) {
	source := strings.Repeat("é😀 plain, ", 300) + "\n" + strings.Repeat("a", 2*stride) + "\n" + strings.Repeat("😀\n", stride)
	x := NewIndex(source)
	line, column := 1, 1
	for at, r := range source {
		if got, want := x.Position(at), (Position{line, column}); got != want || x.Line(at) != line {
			t.Fatalf("offset %d: %v, line %d, want %v", at, got, x.Line(at), want)
		}
		if column++; r == '\n' {
			line, column = line+1, 1
		}
	}
	for offset, want := range map[int]int{-1: 1, len(source): line, len(source) + 9: line} {
		if got := x.Line(offset); got != want {
			t.Errorf("offset %d is on line %d, want %d", offset, got, want)
		}
	}
}

// BenchmarkPosition asks for the end of a line of a megabyte.
func BenchmarkPosition(b *testing.B) {
	x := NewIndex(strings.Repeat("word ", 1<<18))
	for b.Loop() {
		x.Position(1 << 20)
	}
}
