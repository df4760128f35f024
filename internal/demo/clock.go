package demo

import (
	"sync"
	"time"
)

// Clock is a clock that is set, not read off a machine: the application of a
// re-enactment is made with [Clock.Now], so that every act carries its simulated
// instant. It may be used from several goroutines.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// Now gives the instant that was set last.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set moves the clock to an instant.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t.UTC()
}
