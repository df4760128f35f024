package web

import (
	"net/http"

	"nghisu/internal/web/ui"
)

// policy lets a page load what lies in the binary and nothing else: no inline
// script or style, no frame around it, no form to elsewhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// safe sets the headers of every answer. Pages are private: nothing on the way
// or in the browser keeps them; static files say otherwise for themselves.
func safe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// sameOrigin refuses forms that another site has a browser send.
func (s *server) sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := &ui.Call{Deps: &s.Deps, W: w, R: r, Page: s.page(r)}
		p := c.Page
		p.Title = p.T("error.conflict")
		s.drawn(c, c.RenderBare(http.StatusForbidden, bareProblem(p, ui.Problem(p, "lock", p.Title, p.T("error.cross")))))
	}))
	return guard.Handler(next)
}
