package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"atlasdesk/backend/report"
	"atlasdesk/backend/share"

	"golang.org/x/term"
)

// transferBar tells a person who waits at a terminal how far a transfer is.
type transferBar struct {
	to    io.Writer
	shown time.Time
	width int
}

// betweenShows is how often the terminal is written to, at most.
const betweenShows = 100 * time.Millisecond

// report shows how far the transfer is. One goroutine at a time calls it.
func (b *transferBar) report(p share.Progress) {
	file, ok := b.to.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) || time.Since(b.shown) < betweenShows {
		return
	}
	b.wipe()
	b.shown = time.Now()
	b.width, _ = fmt.Fprintf(b.to, "\r%s: %d of %d", report.Line(p.Phase), p.Done, p.Total)
}

// wipe takes away what was shown. Spaces wipe where control sequences are not
// understood.
func (b *transferBar) wipe() {
	if b.width > 0 {
		fmt.Fprintf(b.to, "\r%*s\r", b.width, "")
		b.width = 0
	}
}
