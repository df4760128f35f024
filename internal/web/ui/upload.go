package ui

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"time"
	"unicode/utf8"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// readUpload reads a posted form up to its file, which it leaves to be read from
// the connection as the act takes it: no file is ever held in memory. The file is
// the form's last field. The form is then the one that [Call.ReadForm] gives.
func (c *Call) readUpload(field string) (app.Upload, error) {
	kind, params, _ := mime.ParseMediaType(c.R.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		_, err := c.ReadForm()
		return app.Upload{}, err
	}
	// A large file on a slow line takes longer than a page may; who sends it has
	// signed in.
	lines := http.NewResponseController(c.W)
	_ = lines.SetReadDeadline(time.Time{}) // a connection without deadlines has none to lift
	_ = lines.SetWriteDeadline(time.Time{})
	c.R.Body = http.MaxBytesReader(c.W, c.R.Body, c.App.FileLimit()+FormLimit)
	in := multipart.NewReader(c.R.Body, params["boundary"])
	values, size := url.Values{}, 0
	for {
		part, err := in.NextRawPart()
		switch {
		case errors.Is(err, io.EOF):
			c.form = NewForm(c.Page, values)
			return app.Upload{}, nil
		case err != nil:
			return app.Upload{}, brokenForm(err)
		case part.FormName() == field && part.FileName() != "":
			c.form = NewForm(c.Page, values)
			return app.Upload{Name: fileName(part), Data: part}, nil
		case part.FileName() != "" || part.FormName() == field:
			continue // a file that nobody asked for, or none chosen
		}
		data, err := io.ReadAll(io.LimitReader(part, FormLimit))
		if err != nil {
			return app.Upload{}, brokenForm(err)
		}
		if size += len(data); size > FormLimit || !utf8.Valid(data) {
			return app.Upload{}, committee.Wrong("", "form.broken")
		}
		values.Add(part.FormName(), string(data))
	}
}

// Upload serves the form of an act that takes a file (GET) and takes it (POST).
// There is no page to check before it is recorded: the file would have to be
// sent twice.
func (c *Call) Upload(a Act, do func(ctx context.Context, by app.Actor, f *Form, up app.Upload) (app.Receipt, error)) error {
	a.Direct, a.Multipart = true, true
	if c.R.Method != http.MethodPost {
		return c.Act(a)
	}
	up, err := c.readUpload("file")
	if err != nil {
		return c.drained(err)
	}
	var form *Form
	a.Read = func(f *Form) { form = f }
	a.Do = func(ctx context.Context, by app.Actor) (app.Receipt, error) {
		rec, err := do(ctx, by, form, up)
		return rec, c.drained(err)
	}
	return c.Act(a)
}

// ReadUpload reads a posted form that may carry a small file, and gives both: for
// what is shown again before it is done.
func (c *Call) ReadUpload(field string, most int64) (*Form, []byte, error) {
	up, err := c.readUpload(field)
	if err != nil {
		return nil, nil, c.drained(err)
	}
	f, err := c.ReadForm()
	if err != nil || up.Data == nil {
		return f, nil, err
	}
	data, err := io.ReadAll(io.LimitReader(up.Data, most+1))
	if err != nil {
		return nil, nil, brokenForm(err)
	}
	if int64(len(data)) > most {
		return nil, nil, c.drained(committee.Wrong(field, "file.too-large", strconv.FormatInt(most>>20, 10)))
	}
	f.Values.Set(field+"-name", up.Name)
	return f, data, nil
}

// fileName is the name that a file claims, as the sender wrote it: the standard
// reader would cut a path by the rules of this machine and not of the sender's.
func fileName(part *multipart.Part) string {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return part.FileName()
	}
	return params["filename"]
}

// brokenForm words the error of a form that broke off on the way, or was larger
// than any may be.
func brokenForm(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return committee.Wrong("file", "file.too-large", strconv.FormatInt((big.Limit-FormLimit)>>20, 10))
	}
	return committee.Wrong("", "form.broken")
}

// drained reads what is left of a request whose file was refused: browsers show
// the answer only when they have sent all.
func (c *Call) drained(err error) error {
	if err != nil {
		_, _ = io.Copy(io.Discard, c.R.Body)
	}
	var big *http.MaxBytesError
	if errors.As(err, &big) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, multipart.ErrMessageTooLarge) {
		return brokenForm(err)
	}
	return err
}

// Attachment names a file to be kept: in letters that every browser reads, and in
// its own (RFC 6266, RFC 5987).
func Attachment(name string) string {
	if s := mime.FormatMediaType("attachment", map[string]string{"filename": name}); s != "" {
		return s
	}
	return "attachment"
}
