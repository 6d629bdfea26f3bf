package cli

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"golang.org/x/term"
)

// progress counts what is worked on, and tells a person who waits at a
// terminal.
type progress struct {
	doing, what string // "checking", "packages"
	done, total atomic.Int64
}

// show writes the count to w, if that is a terminal, from a second on and
// until stop is called, which wipes it away.
func (p *progress) show(w io.Writer) (stop func()) {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return func() {}
	}
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		width := 0
		for {
			select {
			case <-tick.C:
				// Spaces wipe where control sequences are not understood.
				width, _ = fmt.Fprintf(w, "\r%s: %d of %d %s", p.doing, p.done.Load(), p.total.Load(), p.what)
			case <-end:
				fmt.Fprintf(w, "\r%*s\r", max(0, width-1), "")
				return
			}
		}
	}()
	return func() { close(end); <-ended }
}
