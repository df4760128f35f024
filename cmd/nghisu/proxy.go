package main

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// behind takes the reader's address from X-Forwarded-For when the request comes
// from a proxy that is trusted: the last address there that is no such proxy.
// From anybody else the header says nothing.
func behind(proxies []netip.Prefix, next http.Handler) http.Handler {
	if len(proxies) == 0 {
		return next
	}
	trusted := func(a netip.Addr) bool {
		for _, p := range proxies {
			if p.Contains(a.Unmap()) {
				return true
			}
		}
		return false
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from, err := netip.ParseAddrPort(r.RemoteAddr)
		if err != nil || !trusted(from.Addr()) {
			next.ServeHTTP(w, r)
			return
		}
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		for i := len(hops) - 1; i >= 0; i-- {
			a, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
			if err != nil {
				break
			}
			r.RemoteAddr = net.JoinHostPort(a.Unmap().String(), "0")
			if !trusted(a) {
				break
			}
		}
		next.ServeHTTP(w, r)
	})
}
