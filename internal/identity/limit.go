package identity

import (
	"net/netip"
	"time"
)

// Brake slows the guessing of passwords: after a number of failures in a row
// each further try has to wait, twice as long each time.
type Brake struct {
	Free   int           // failures that cost nothing
	First  time.Duration // the first wait
	Most   time.Duration // the longest wait
	Forget time.Duration // quiet time after which the count begins anew
}

// The brakes. One name is guarded closely. One address may be a whole ministry
// behind one gateway, so it is slowed late and never for long.
var (
	ByLogin  = Brake{Free: 5, First: time.Minute, Most: 15 * time.Minute, Forget: time.Hour}
	ByRemote = Brake{Free: 50, First: 5 * time.Second, Most: time.Minute, Forget: 10 * time.Minute}
)

// Wait tells how long a name or address has to wait, counted from now, after so
// many failures of which the last was at an instant; 0 when it may try.
func (b Brake) Wait(failures int, last, now time.Time) time.Duration {
	since := now.Sub(last)
	if failures < b.Free || since >= b.Forget {
		return 0
	}
	pause := b.Most
	if n := failures - b.Free; n < 16 {
		pause = min(b.First<<n, b.Most)
	}
	if since < 0 { // the clock was set back: never wait longer than the pause
		since = 0
	}
	return max(pause-since, 0)
}

// AddressKey is the name under which the failures of an address are counted,
// beside those of sign-in names, which never hold a space. Addresses of version
// 6 are counted by network, since one reader has a whole one.
func AddressKey(remote string) string {
	if a, err := netip.ParseAddr(remote); err == nil && a.Is6() && !a.Is4In6() && !a.IsLoopback() {
		if network, err := a.WithZone("").Prefix(64); err == nil {
			return "from " + network.String()
		}
	}
	return "from " + remote
}
