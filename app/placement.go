package app

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// placement is where the window stands and how large it is, in the pixels of
// the window system. The zero placement is none.
type placement struct {
	X         int  `json:"x"`
	Y         int  `json:"y"`
	Width     int  `json:"width"`
	Height    int  `json:"height"`
	Maximised bool `json:"maximised"`
}

// The window when nothing is known of it, and the least that it shrinks to.
var (
	usual = placement{Width: 1360, Height: 860}
	least = placement{Width: 720, Height: 480}
)

// size is how large the window opens: as it was, where that was possible.
func (p placement) size() (width, height int) {
	if p.Width < least.Width || p.Height < least.Height {
		return usual.Width, usual.Height
	}
	return p.Width, p.Height
}

// onto moves a placement onto a screen of this size, and makes it smaller where
// it does not fit: the screen may be another one than the last time.
func (p placement) onto(width, height int) placement {
	if width <= 0 || height <= 0 {
		return p // nothing is known of the screen
	}
	p.Width, p.Height = min(p.Width, width), min(p.Height, height)
	p.X = max(0, min(p.X, width-p.Width))
	p.Y = max(0, min(p.Y, height-p.Height))
	return p
}

// restore puts the window where it was. Wails centres a window when it shows
// it, so this waits until it is shown: its size is known from then on.
func (p placement) restore(ctx context.Context) {
	if p == (placement{}) || p.Maximised {
		return
	}
	runtime.WindowGetSize(ctx)
	screens, err := runtime.ScreenGetAll(ctx)
	if err != nil {
		return // it stays in the middle
	}
	for _, s := range screens {
		if s.IsCurrent {
			fitted := p.onto(s.Size.Width, s.Size.Height)
			if fitted.Width != p.Width || fitted.Height != p.Height {
				runtime.WindowSetSize(ctx, fitted.Width, fitted.Height)
			}
			runtime.WindowSetPosition(ctx, fitted.X, fitted.Y)
			return
		}
	}
}

// now is the placement of the window. A window that fills the screen, or is not
// on it, keeps the size and the position that it comes back to.
func (p placement) now(ctx context.Context) placement {
	switch {
	case runtime.WindowIsMaximised(ctx):
		p.Maximised = true
		return p
	case !runtime.WindowIsNormal(ctx):
		return p
	}
	var now placement
	now.X, now.Y = runtime.WindowGetPosition(ctx)
	now.Width, now.Height = runtime.WindowGetSize(ctx)
	return now
}
