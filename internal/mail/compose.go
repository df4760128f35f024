package mail

import (
	"bytes"
	"fmt"
	"net/mail"
	"strings"
	"time"
	"unicode"

	gomail "github.com/wneessen/go-mail"
	"golang.org/x/text/unicode/norm"
)

// Outgoing is a message to one reader. It is plain text: what people write is
// shown as they wrote it, and nothing is fetched when it is opened.
type Outgoing struct {
	ID        string // without brackets; the same when the message is sent again
	Date      time.Time
	From, To  mail.Address
	ReplyTo   string // the address for answers; empty: From
	InReplyTo string // id of the message that this one goes on from; empty: none
	Subject   string
	Text      string
	Calendar  []byte // an object of iTIP; nil: none
	Method    string // of Calendar
	Files     []File
}

// Bytes writes the message as it goes over the wire (RFC 5322, MIME). What could
// end a header line and begin another is taken out of names and subject.
func (o Outgoing) Bytes() ([]byte, error) {
	m := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP), gomail.WithNoDefaultUserAgent())
	for _, a := range []mail.Address{o.From, o.To, {Address: o.ReplyTo}} {
		if a.Address != "" && !bare(a.Address) {
			return nil, fmt.Errorf("an address cannot stand in a header: %q", a.Address)
		}
	}
	m.FromMailAddress(&mail.Address{Name: oneLine(o.From.Name), Address: o.From.Address})
	m.ToMailAddress(&mail.Address{Name: oneLine(o.To.Name), Address: o.To.Address})
	if o.ReplyTo != "" {
		m.ReplyToMailAddress(&mail.Address{Address: o.ReplyTo})
	}
	m.Subject(oneLine(o.Subject))
	m.SetDateWithValue(o.Date)
	m.SetMessageIDWithValue(o.ID)
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader("X-Auto-Response-Suppress", "OOF, AutoReply")
	if o.InReplyTo != "" {
		m.SetGenHeader(gomail.HeaderInReplyTo, "<"+o.InReplyTo+">")
		m.SetGenHeader(gomail.HeaderReferences, "<"+o.InReplyTo+">")
	}
	m.SetBodyString(gomail.TypeTextPlain, norm.NFC.String(strings.ReplaceAll(o.Text, "\r\n", "\n")))
	if o.Calendar != nil {
		m.AddAlternativeString(gomail.ContentType("text/calendar; method="+o.Method), string(o.Calendar), gomail.WithPartEncoding(gomail.EncodingB64))
	}
	for _, f := range o.Files {
		if err := m.AttachReader(oneLine(f.Name), bytes.NewReader(f.Data), gomail.WithFileContentType(gomail.ContentType(f.Type))); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	_, err := m.WriteTo(&out)
	return out.Bytes(), err
}

// oneLine is a text as a header may hold it: composed letters, no control
// characters, nothing that hides or turns, single blanks.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(s, "")))), " ")
}

// bare reports whether an address is one word with a sign in it, which neither
// ends a line nor a command.
func bare(address string) bool {
	local, domain, ok := strings.Cut(address, "@")
	return ok && local != "" && domain != "" && !strings.ContainsFunc(address, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune("<>\"(),;:\\", r)
	})
}
