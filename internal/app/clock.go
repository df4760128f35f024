package app

import "time"

// systemClock is the one place that reads the machine's clock for the
// application; everything else is given the instant.
func systemClock() time.Time { return time.Now().UTC() }

// timeOf is an instant as the store keeps it, microseconds UTC; zero is none.
func timeOf(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}
