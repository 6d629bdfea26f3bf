package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"atlasdesk/backend/report"
	"atlasdesk/backend/share"

	"golang.org/x/term"
)

// transferBar tells a person who waits at a terminal how far a transfer is.
type transferBar struct {
	to io.Writer

	mu    sync.Mutex
	shown time.Time
	width int
}

// betweenShows is how often the terminal is written to, at most.
const betweenShows = 100 * time.Millisecond

// report shows how far the transfer is.
func (b *transferBar) report(p share.Progress) {
	b.mu.Lock()
	defer b.mu.Unlock()
	file, ok := b.to.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) || time.Since(b.shown) < betweenShows {
		return
	}
	b.clear()
	b.shown = time.Now()
	b.width, _ = fmt.Fprintf(b.to, "\r%s: %d of %d", report.Line(p.Phase), p.Done, p.Total)
}

// wipe takes away what was shown.
func (b *transferBar) wipe() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
}

// clear overwrites with spaces: control sequences are not understood everywhere.
func (b *transferBar) clear() {
	if b.width > 0 {
		fmt.Fprintf(b.to, "\r%*s\r", b.width, "")
		b.width = 0
	}
}
