package app

import "time"

// systemClock is the one place that reads the machine's clock for the
// application; everything else is given the instant.
func systemClock() time.Time { return time.Now().UTC() }
