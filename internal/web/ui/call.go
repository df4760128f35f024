package ui

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/hex"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Call is one request with all that its handler needs: who asks, on which page,
// of which application.
type Call struct {
	*Deps
	W    http.ResponseWriter
	R    *http.Request
	Page *Page
	By   app.Actor
	// MustChange says that the reader has to set a password of their own first.
	MustChange bool
	Token      string              // the secret of the reader's session
	Last       *committee.Capacity // the capacity last chosen; nil: none
	Queued     bool                // sent by a device that had queued it without a network: answered in JSON
	form       *Form               // the form of the request, once read
}

// Ctx is the request's context.
func (c *Call) Ctx() context.Context { return c.R.Context() }

// Origin is the address of this server as the reader's browser knows it.
func (c *Call) Origin() string {
	if c.Secure {
		return "https://" + c.R.Host
	}
	return "http://" + c.R.Host
}

// Query gives a value of the address.
func (c *Call) Query(name string) string { return c.R.URL.Query().Get(name) }

// Arg gives a part of the path: {id}.
func (c *Call) Arg(name string) string { return c.R.PathValue(name) }

// On is the day that the reader looks at: ?ngay=, or today. A day that cannot
// be read is a fault.
func (c *Call) On() (charter.Date, error) {
	s := c.Query("ngay")
	if s == "" {
		return c.Page.Today(), nil
	}
	d, ok := ParseDay(s)
	if !ok {
		return 0, committee.Wrong("ngay", "form.date", s)
	}
	return d, nil
}

// Render answers with a page in the shell.
func (c *Call) Render(status int, body templ.Component) error {
	return c.write(status, Layout(c.Page, body))
}

// Under puts the page under a body, as the body stands on a day.
func (c *Call) Under(section string, key committee.BodyKey, on charter.Date) error {
	c.Page.Section = section
	bodies, err := c.App.Bodies(c.Ctx(), c.By, on)
	for _, b := range bodies {
		if b.Key == key {
			c.Page.In(b)
		}
	}
	return err
}

// RenderBare answers with a page without the spine: sign-in, notices to people
// who are not signed in.
func (c *Call) RenderBare(status int, body templ.Component) error {
	return c.write(status, Bare(c.Page, body))
}

// pages are buffers for pages on their way out: a page is drawn whole before
// its first byte leaves, so that an error never follows half a page.
var pages = sync.Pool{New: func() any { return new(bytes.Buffer) }}

func (c *Call) write(status int, page templ.Component) error {
	buf, _ := pages.Get().(*bytes.Buffer)
	buf.Reset()
	defer pages.Put(buf)
	if err := page.Render(c.Ctx(), buf); err != nil {
		return err
	}
	h := c.W.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(c.Page.Lang))
	h.Set("Vary", "Accept-Encoding")
	if buf.Len() > packet && strings.Contains(c.R.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		c.W.WriteHeader(status)
		return gone(c, squeeze(c.W, buf.Bytes()))
	}
	c.W.WriteHeader(status)
	_, err := c.W.Write(buf.Bytes())
	return gone(c, err)
}

// packet is the size under which compressing a page gains nothing.
const packet = 1400

// squeezers are compressors at rest.
var squeezers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// squeeze writes a page compressed. Pages hold no lasting secret beside what the
// reader wrote: the session is in a cookie, the keys of forms are good once.
func squeeze(w io.Writer, page []byte) error {
	z, _ := squeezers.Get().(*gzip.Writer)
	defer squeezers.Put(z)
	z.Reset(w)
	if _, err := z.Write(page); err != nil {
		return err
	}
	return z.Close()
}

// gone passes over the error of writing to a reader who has left.
func gone(c *Call, err error) error {
	if err != nil && c.Ctx().Err() != nil {
		return nil // the reader has gone
	}
	return err
}

// Redirect sends the reader on after a form was taken (303).
func (c *Call) Redirect(to string) error {
	if c.Queued {
		return c.JSON(http.StatusOK, told{Done: to})
	}
	http.Redirect(c.W, c.R, to, http.StatusSeeOther)
	return nil
}

// NewKey mints a key under which a form is taken once.
func NewKey() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the process instead
	return hex.EncodeToString(b[:])
}
