package app

import (
	"sync"
	"time"
)

const (
	// garbage is how much may lie about, in percent of what is in use, before it
	// is collected: the window is open all day beside other programs.
	garbage = 50
	// rest is how long after the last check memory is given back to the system.
	// What checks need meanwhile is a multiple of what is kept.
	rest = 3 * time.Second
	// settling is how long after the last key the list is told what the text has
	// made of the review.
	settling = time.Second
)

// pause does one thing once nobody has asked for it for a while.
type pause struct {
	mu    sync.Mutex
	later *time.Timer
}

func (p *pause) ask(wait time.Duration, act func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.later == nil {
		p.later = time.AfterFunc(wait, act)
		return
	}
	p.later.Reset(wait)
}
