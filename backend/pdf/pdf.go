// Package pdf draws a page of package preview as a PDF, from the same HTML that
// the window shows: what is not in there is not in here either. Nothing is
// fetched, and the only actions in it are links to the web, to mailboxes, and to
// other places of the document.
//
// It is written with go-pdf/fpdf, which is kept up, under the MIT licence, and
// embeds of each font only the letters that are used. The fonts are Liberation
// Sans (OFL 1.1), Go Mono (BSD) and, for what these lack, DejaVu Sans (its own
// free licence), from modules that carry their licences.
//
// The same document gives the same bytes, whatever the machine and the hour.
package pdf

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Document is what is drawn.
type Document struct {
	Title    string
	HTML     string // of a preview.Page that stands alone
	Language string // as BCP 47 has it
	Foot     string // at the foot of every page: what this is, and of when
	Draft    string // why it is no more than a draft, at the foot of every page; empty where it is a release
	Made     time.Time
}

// Drawn is a document as PDF.
type Drawn struct {
	Raw   []byte
	Pages int
	// Missing are the characters that no font has, in their order. Each is shown
	// as “�”.
	Missing []rune
}

// Draw draws a document. It stops early only where the context ends.
func Draw(ctx context.Context, d Document) (Drawn, error) {
	blocks, err := read(d.HTML)
	if err != nil {
		return Drawn{}, fmt.Errorf("draw “%s” as PDF: %w", d.Title, err)
	}
	s, err := newSheet(d)
	if err != nil {
		return Drawn{}, fmt.Errorf("draw “%s” as PDF: %w", d.Title, err)
	}
	f := flow{sheet: s}
	for i := range blocks {
		if err := ctx.Err(); err != nil {
			return Drawn{}, err
		}
		f.block(ctx, blocks[i:])
	}
	if err := ctx.Err(); err != nil {
		return Drawn{}, err
	}
	s.stamp(d)
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return Drawn{}, fmt.Errorf("draw “%s” as PDF: %w", d.Title, err)
	}
	return Drawn{out.Bytes(), s.pdf.PageCount(), slices.Sorted(maps.Keys(s.fonts.missing))}, nil
}

// newSheet begins the first page.
func newSheet(d Document) (*sheet, error) {
	p := fpdf.New("P", "pt", "A4", "")
	p.SetCatalogSort(true)
	p.SetAutoPageBreak(false, 0)
	p.SetMargins(0, 0, 0)
	p.SetCreationDate(orEpoch(d.Made))
	p.SetModificationDate(orEpoch(d.Made))
	p.SetTitle(plain(d.Title), true)
	p.SetLang(d.Language)
	p.SetCreator("Atlas Desk", true)
	p.SetProducer("Atlas Desk", true)
	fonts, err := newFonts(p)
	if err != nil {
		return nil, err
	}
	s := &sheet{pdf: p, fonts: fonts, anchors: map[string]int{}}
	s.turn()
	return s, p.Error()
}

// orEpoch keeps the clock of the machine out of a document without a date.
func orEpoch(t time.Time) time.Time {
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.UTC()
}
