package mail

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/unicode/norm"
)

// Message is a message taken apart.
type Message struct {
	ID, InReplyTo string
	From          mail.Address   // as the message says; no proof
	To            []mail.Address // To, Cc, and to whom it was delivered
	Named         int            // how many of To stand in the field To
	Subject       string
	Date          time.Time // as the message says; zero: it does not
	Text          string    // the written text, composed letters, lines end in \n
	Calendar      []byte    // the first calendar part, or nil
	Files         []File
	Auto          bool // sent by a machine: absence, delivery report, list
	Bounce        bool // says what became of another letter
}

// File is something attached.
type File struct {
	Name string
	Type string // as the message says; no proof
	Data []byte
}

// The bounds of what is read.
const (
	largest   = 25 << 20 // of a message, in bytes
	deepest   = 8        // of parts within parts
	mostParts = 100
)

// ErrMessage tells that a message cannot be taken apart.
var ErrMessage = errors.New("not a message that can be read")

// Read takes a message apart (RFC 5322, RFC 2045 to 2047). Text in a character
// set that is not known is read as far as it is plain.
func Read(r io.Reader) (Message, error) {
	data, err := io.ReadAll(io.LimitReader(r, largest+1))
	if err != nil {
		return Message{}, err
	}
	if len(data) > largest {
		return Message{}, fmt.Errorf("%w: larger than %d bytes", ErrMessage, largest)
	}
	raw, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return Message{}, fmt.Errorf("%w: %w", ErrMessage, err)
	}
	m := Message{
		ID: raw.Header.Get("Message-Id"), InReplyTo: raw.Header.Get("In-Reply-To"), Subject: decode(raw.Header.Get("Subject")),
		Auto: automatic(raw.Header), Bounce: bounce(raw.Header),
	}
	from, err := addresses(raw.Header, "From")
	if err != nil || len(from) != 1 {
		return Message{}, fmt.Errorf("%w: it names %d senders", ErrMessage, len(from))
	}
	m.From = from[0]
	for _, field := range []string{"To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To"} {
		list, err := addresses(raw.Header, field)
		if err == nil {
			m.To = append(m.To, list...)
		}
		if field == "To" {
			m.Named = len(m.To)
		}
	}
	if t, err := raw.Header.Date(); err == nil {
		m.Date = t.UTC()
	}
	p := parts{m: &m}
	if err := p.read(header(raw.Header), raw.Body, 0); err != nil {
		return Message{}, err
	}
	if m.Text == "" {
		m.Text = p.html
	}
	return m, nil
}

// header is what a part says of itself, of a message or of a part within one.
type header map[string][]string

func (h header) get(field string) string {
	if v := h[field]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// addresses reads an address field; a missing one has none.
func addresses(h mail.Header, field string) ([]mail.Address, error) {
	if h.Get(field) == "" {
		return nil, nil
	}
	parser := mail.AddressParser{WordDecoder: words}
	list, err := parser.ParseList(h.Get(field))
	var out []mail.Address
	for _, a := range list {
		out = append(out, mail.Address{Name: norm.NFC.String(a.Name), Address: strings.ToLower(a.Address)})
	}
	return out, err
}

// words reads what stands encoded in a header, in every character set of the web.
var words = &mime.WordDecoder{CharsetReader: func(set string, r io.Reader) (io.Reader, error) {
	enc, err := htmlindex.Get(set)
	if err != nil {
		return r, nil //nolint:nilerr // read as far as it is plain
	}
	return enc.NewDecoder().Reader(r), nil
}}

func decode(s string) string {
	out, err := words.DecodeHeader(s)
	if err != nil {
		out = s
	}
	return norm.NFC.String(strings.ToValidUTF8(out, "�"))
}

// automatic reports whether a machine sent a message (RFC 3834, section 2), also
// where its program marks that by the subject alone.
func automatic(h mail.Header) bool {
	auto := strings.ToLower(strings.TrimSpace(h.Get("Auto-Submitted")))
	if absent(h.Get("Subject")) {
		return true
	}
	switch strings.ToLower(strings.TrimSpace(h.Get("Precedence"))) {
	case "bulk", "junk", "list", "auto_reply":
		return true
	}
	return auto != "" && auto != "no" || h.Get("X-Autoreply") != "" || h.Get("X-Autorespond") != "" || h.Get("List-Id") != "" ||
		strings.TrimSpace(h.Get("Return-Path")) == "<>" || strings.HasPrefix(strings.ToLower(h.Get("Content-Type")), "multipart/report")
}

// absences begin the subject of what a mail program answers while its owner is
// away (trả lời tự động). A reply written by hand begins with "Re:".
var absences = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^\s*(\[?(tự động trả lời|trả lời tự động|thư trả lời tự động|thư tự động|automatic reply|auto[- ]?reply|autoreply|auto-response|out of office)\]?)\s*([:\-–(].*)?$`)
})

// absent reports whether a subject is that of an absence.
func absent(subject string) bool {
	if s, err := words.DecodeHeader(subject); err == nil {
		subject = s
	}
	return absences().MatchString(norm.NFC.String(subject))
}

// bounce reports whether a message says that another did not arrive (RFC 3464).
func bounce(h mail.Header) bool {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	return err == nil && kind == "multipart/report" && strings.EqualFold(params["report-type"], "delivery-status")
}

// parts gathers what lies in a message.
type parts struct {
	m     *Message
	html  string
	count int
}

// read reads one part and those within it.
func (p *parts) read(h header, body io.Reader, depth int) error {
	if p.count++; p.count > mostParts || depth > deepest {
		return fmt.Errorf("%w: too many parts", ErrMessage)
	}
	kind, params, err := mime.ParseMediaType(h.get("Content-Type"))
	if err != nil {
		kind, params = "text/plain", map[string]string{}
	}
	if strings.HasPrefix(kind, "multipart/") {
		return p.within(multipart.NewReader(body, params["boundary"]), depth)
	}
	data, err := io.ReadAll(plainly(h.get("Content-Transfer-Encoding"), body))
	if err != nil && len(data) == 0 {
		return nil // a part that is broken is no reason to lose the others
	}
	disposition, dparams, _ := mime.ParseMediaType(h.get("Content-Disposition"))
	name := decode(cmp.Or(dparams["filename"], params["name"]))
	switch {
	case kind == "text/calendar" && p.m.Calendar == nil:
		p.m.Calendar = data
	case disposition == "attachment" || name != "" || !strings.HasPrefix(kind, "text/"):
		p.m.Files = append(p.m.Files, File{Name: name, Type: kind, Data: data})
	case kind == "text/html":
		if p.html == "" {
			p.html = tidy(withoutTags(letters(data, params["charset"])))
		}
	case p.m.Text == "":
		p.m.Text = tidy(letters(data, params["charset"]))
	}
	return nil
}

// within reads the parts of a part. What stands after a break is lost; what stood
// before it is kept.
func (p *parts) within(r *multipart.Reader, depth int) error {
	for {
		part, err := r.NextRawPart()
		if err != nil {
			return nil //nolint:nilerr // the end, or a message that was cut
		}
		if err := p.read(header(part.Header), part, depth+1); err != nil {
			return err
		}
	}
}

// plainly takes a transfer encoding off.
func plainly(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}

// letters brings a text into UTF-8 and composed letters. Windows-1258 writes tones
// apart; they are put together again.
func letters(data []byte, set string) string {
	if enc, err := htmlindex.Get(cmp.Or(set, "utf-8")); err == nil {
		if out, err := enc.NewDecoder().Bytes(data); err == nil {
			data = out
		}
	}
	return norm.NFC.String(strings.ToValidUTF8(string(data), "�"))
}

// tidy ends lines in \n alone and takes out what is not seen.
func tidy(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0':
			return ' '
		case r < ' ' && r != '\n' && r != '\t', r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufeff':
			return -1
		}
		return r
	}, s))
}
