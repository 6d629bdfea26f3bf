package app

import (
	"context"
	"sync"
	"time"
)

// firstPaint holds back what can wait until the page has painted what is open
// for the first time: the webview needs the processor until then.
type firstPaint struct {
	once sync.Once
	seen chan struct{} // nil where no page will paint
}

// patience is how long a page that does not paint is waited for, as one in a
// hidden window.
const patience = 2 * time.Second

func newFirstPaint() firstPaint { return firstPaint{seen: make(chan struct{})} }

func (p *firstPaint) happened() {
	if p.seen != nil {
		p.once.Do(func() { close(p.seen) })
	}
}

// await waits for it, no longer than the context lasts.
func (p *firstPaint) await(ctx context.Context) {
	if p.seen == nil {
		return
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	select {
	case <-p.seen:
	case <-ctx.Done():
	}
}
