package app

import (
	"runtime/debug"
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
)

// memory gives back what is not needed, once nothing has been checked for a
// while.
type memory struct {
	mu    sync.Mutex
	later *time.Timer
}

// used says that something was checked.
func (m *memory) used() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.later == nil {
		m.later = time.AfterFunc(rest, debug.FreeOSMemory)
		return
	}
	m.later.Reset(rest)
}
