package app

import (
	"time"

	"nghisu/internal/committee"
)

// FilledIn is when an answer was filled in on a device that had no network, by
// that device's clock (thời điểm điền trên máy). It stands beside the time of
// receipt, by which alone a deadline is judged.
type FilledIn struct {
	At time.Time `json:"at"`
	// Milliseconds by which the device's clock was ahead of the server's when the
	// page was kept on the device, and when the answer was sent.
	Kept int64 `json:"kept_skew,omitempty"`
	Sent int64 `json:"sent_skew,omitempty"`
}

// claim gives the domain's value; what does not fit a length of time is left for
// the domain to refuse.
func (in FilledIn) claim() committee.Filled {
	const most = int64(1) << 42 // milliseconds: some 139 years
	long := func(ms int64) time.Duration { return time.Duration(min(max(ms, -most), most)) * time.Millisecond }
	if in.At.IsZero() {
		return committee.Filled{}
	}
	return committee.Filled{At: in.At.UTC(), Kept: long(in.Kept), Sent: long(in.Sent)}
}
