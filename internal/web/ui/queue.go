package ui

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// KeptPath is the page of what is kept on the reader's device for when there is no
// network, and of what waits there to be sent.
const KeptPath = "/tren-may"

// QueueHeader names the person whose device sends what it had queued without a
// network. What is sent so is answered in JSON, and only to that person.
const QueueHeader = "X-Queue"

// The fields by which a device tells when a form was filled in: milliseconds since
// 1970 by its own clock, and by how many that clock was ahead of the server's when
// the page was kept and when the form was sent.
const (
	filledField   = "dien-luc"
	keptSkewField = "lech-luu"
	sentSkewField = "lech-gui"
)

// Filled is when a device that had no network says that the form was filled in;
// zero for every other form.
func (f *Form) Filled() app.FilledIn {
	ms := func(name string) int64 {
		n, _ := strconv.ParseInt(f.Str(name), 10, 64) // a script wrote it; what it did not write is nothing
		return n
	}
	at := ms(filledField)
	if at == 0 {
		return app.FilledIn{}
	}
	return app.FilledIn{At: time.UnixMilli(at).UTC(), Kept: ms(keptSkewField), Sent: ms(sentSkewField)}
}

// told is what a device is answered: where the act is shown, or what is wrong.
type told struct {
	Done  string     `json:"done,omitempty"`
	Fault *toldFault `json:"fault,omitempty"`
}

type toldFault struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// TellFault answers a device's form with what is wrong.
func (c *Call) TellFault(status int, kind, text string) error {
	return c.JSON(status, told{Fault: &toldFault{kind, text}})
}

// JSON answers a script of the page.
func (c *Call) JSON(status int, v any) error {
	c.W.Header().Set("Content-Type", "application/json; charset=utf-8")
	c.W.WriteHeader(status)
	return gone(c, json.NewEncoder(c.W).Encode(v))
}

// FilledWords says when something was filled in without a network and when it was
// received, and how far the device's clock was off; empty where it was sent at once.
func FilledWords(p *Page, f committee.Filled, received time.Time) string {
	if f.IsZero() {
		return ""
	}
	s := p.T("filled.words", p.Stamp(f.Told()), p.Stamp(received))
	if off := f.Off(); off != 0 {
		s += " " + p.T("filled.off", strconv.Itoa(int(off.Abs().Round(time.Minute).Minutes())))
	}
	if f.Moved() {
		s += " " + p.T("filled.moved")
	}
	return s
}

// Worker serves the script that keeps pages for when there is no network. It lies at
// the root, since it speaks for the whole of the origin, and is asked for anew each
// time: a browser replaces its copy when it differs.
func Worker(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	_, _ = w.Write(worker())
}
