package api

import (
	"context"
	"net/http"
	"time"
)

// alive answers that the process runs. It asks nothing of the store, so that a
// database that is away does not get the process killed.
func (s *server) alive(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n")) // whoever asked has gone
}

// readyWithin is how long the store may take to answer.
const readyWithin = 3 * time.Second

// ready answers whether requests can be served: the store is read and written.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), readyWithin)
	defer cancel()
	done := make(chan error, 1) // a writer that hangs must not hold the answer
	go func() { done <- s.App.Ready(ctx) }()
	var err error
	select {
	case err = <-done:
	case <-ctx.Done():
		err = ctx.Err()
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	text := "ready\n"
	if err != nil {
		s.Log.Error("not ready", "err", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		text = "the store cannot be read or written\n"
	}
	_, _ = w.Write([]byte(text)) // whoever asked has gone
}
