package room

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// How the stream is kept.
const (
	heartbeat = 20 * time.Second // a line now and then, so that nobody between thinks it dead
	patience  = 10 * time.Second // a reader who takes nothing for so long is let go
	signedFor = time.Minute      // how often it is asked whether the reader is signed in
)

// stream tells a page that something of its meeting changed, as server-sent events
// (text/event-stream). It carries the place in the body's sequence and what kind of
// thing it was, never the thing: the page asks for itself and is shown what its
// reader may see. A reader who comes back with the last place is told all since.
func stream(c *ui.Call) error {
	if !c.Page.SignedIn() || c.MustChange {
		// A page that reads streams cannot follow to the sign-in.
		c.W.WriteHeader(http.StatusUnauthorized)
		return nil
	}
	after, err := strconv.ParseInt(c.R.Header.Get("Last-Event-ID"), 10, 64)
	if err != nil || after < 0 {
		after, _ = strconv.ParseInt(c.Query("tu"), 10, 64)
	}
	w, err := c.App.Watch(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")), max(after, 0))
	if err != nil {
		return err
	}
	defer w.Close()
	h := c.W.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no")
	c.W.WriteHeader(http.StatusOK)
	out := newLine(c.W, patience)
	check := time.NewTicker(signedFor)
	defer check.Stop()
	if !out.say("retry: 1000\n: ok\n\n") {
		return nil
	}
	for {
		change, err := next(c.Ctx(), w)
		var fault *committee.Fault
		switch {
		case err == nil:
			if !out.say(fmt.Sprintf("id: %d\nevent: doi\ndata: %s\n\n", change.Seq, strings.Join(change.What, " "))) {
				return nil
			}
		case errors.Is(err, context.DeadlineExceeded) && c.Ctx().Err() == nil:
			if !out.say(": con day\n\n") {
				return nil
			}
		case errors.As(err, &fault):
			out.say("event: het-quyen\ndata: -\n\n")
			return nil
		default:
			return nil // the reader has gone, or the process stops
		}
		select {
		case <-check.C:
			if _, err := c.App.SessionOf(c.Ctx(), c.Office, c.Token); err != nil {
				out.say("event: het-quyen\ndata: -\n\n")
				return nil
			}
		default:
		}
	}
}

// next waits for a change, at most until the next heartbeat.
func next(ctx context.Context, w *app.Watch) (app.Change, error) {
	ctx, cancel := context.WithTimeout(ctx, heartbeat)
	defer cancel()
	return w.Next(ctx)
}

// line is the way to a reader.
type line struct {
	w        http.ResponseWriter
	rc       *http.ResponseController
	patience time.Duration
	tired    *time.Timer
}

func newLine(w http.ResponseWriter, patience time.Duration) line {
	l := line{w: w, rc: http.NewResponseController(w), patience: patience}
	l.tired = time.AfterFunc(patience, func() {
		_ = l.rc.SetWriteDeadline(time.Unix(1, 0)) // what is being written fails
	})
	l.tired.Stop()
	// The server's own limits are for requests that end.
	_ = l.rc.SetReadDeadline(time.Time{})
	_ = l.rc.SetWriteDeadline(time.Time{})
	return l
}

// say writes to the reader and waits no longer than it is patient. It reports
// whether the reader is still there.
func (l line) say(s string) bool {
	l.tired.Reset(l.patience)
	defer l.tired.Stop()
	if _, err := l.w.Write([]byte(s)); err != nil {
		return false
	}
	return l.rc.Flush() == nil
}
