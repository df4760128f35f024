package committee

import "time"

// Filled is when an answer was filled in on a device that had no network at that
// moment (thời điểm điền trên máy). It is what the device's clock showed, and that
// clock is in the member's hand: it is a claim beside the time of receipt, never in
// its place. See docs/decisions/0027-without-a-network.md.
type Filled struct {
	At time.Time // as the device's clock showed it; zero: filled in where it was sent
	// By how much the device's clock was ahead of the server's when the page was kept
	// on the device, and when the answer was sent.
	Kept, Sent time.Duration
}

// IsZero reports whether nothing was claimed.
func (f Filled) IsZero() bool { return f.At.IsZero() }

// Told is the claimed time by the server's clock, as far as the sending told how
// far the device's was off.
func (f Filled) Told() time.Time { return f.At.Add(-f.Sent) }

// clockSlack is how exactly two clocks can be held against each other over a
// network.
const clockSlack = 2 * time.Minute

// Off is how far the device's clock was off when the answer was sent, zero where
// that is within what a network allows to measure.
func (f Filled) Off() time.Duration {
	if f.IsZero() || f.Sent.Abs() <= clockSlack {
		return 0
	}
	return f.Sent
}

// Moved reports whether the device's clock was set between the keeping and the
// sending: then the claim is worth less, and pages say so.
func (f Filled) Moved() bool { return !f.IsZero() && (f.Sent-f.Kept).Abs() > clockSlack }

// FilledEntry is a claimed time as it is stored.
type FilledEntry struct {
	At   int64 `json:"at"`             // microseconds UTC by the device's clock
	Kept int64 `json:"kept,omitempty"` // milliseconds by which that clock was ahead when the page was kept
	Sent int64 `json:"sent,omitempty"` // and when the answer was sent
}

// entry writes a claim for the record.
func (f Filled) entry() FilledEntry {
	if f.IsZero() {
		return FilledEntry{}
	}
	return FilledEntry{At: f.At.UnixMicro(), Kept: f.Kept.Milliseconds(), Sent: f.Sent.Milliseconds()}
}

// Claim reads a claim from the record.
func (e FilledEntry) Claim() (f Filled) {
	if e.At != 0 {
		f = Filled{At: time.UnixMicro(e.At).UTC(), Kept: time.Duration(e.Kept) * time.Millisecond, Sent: time.Duration(e.Sent) * time.Millisecond}
	}
	return f
}

// longestSkew bounds how far a clock may be off: a device whose battery was empty
// shows 1970.
const longestSkew = 100 * 365 * 24 * time.Hour

// filled checks a claimed time. What was filled in cannot have been so after it
// was received.
func (c *check) filled(in Filled, env Env) FilledEntry {
	switch {
	case in.IsZero():
		return FilledEntry{}
	case in.Kept.Abs() > longestSkew || in.Sent.Abs() > longestSkew || in.At.Year() < 1970 || in.At.Year() > 2200:
		c.fail(Wrong("filled", "filled.unreadable"))
	case in.Told().After(env.entered().Add(clockSlack)):
		c.fail(Wrong("filled", "filled.to-come"))
	}
	return in.entry()
}
