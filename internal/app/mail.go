package app

import (
	"context"
	"net/mail"
	"strings"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Outgoing is how letters leave, as far as it may be shown: no password and no
// key is among it.
type Outgoing struct {
	Server string // host and port
	TLS    string // starttls, tls, none
	User   string // empty: it signs in as nobody
	From   string // the office's address
	Reply  string // domain of the addresses for answers; empty: none are made
	DKIM   string // domain and selector of the signature; empty: unsigned
	// Try sends a letter of trial and gives what the server said.
	Try func(ctx context.Context, office committee.OfficeID, to string) error
}

// SendLetters says how letters leave. It is called once, before the application
// serves; without it no letter is ever written (không gửi thư).
func (a *App) SendLetters(out Outgoing) { a.outgoing = &out }

// Outgoing tells how letters leave, for who keeps the books; nil: none do.
func (a *App) Outgoing(ctx context.Context, by Actor) (out *Outgoing, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error { return a.keepsAccounts(tx, by) })
	if err == nil && a.outgoing != nil {
		shown := *a.outgoing
		out = &shown
	}
	return out, err
}

// TryMail sends a letter of trial to an address; what the server refuses is a
// fault in its own words.
func (a *App) TryMail(ctx context.Context, by Actor, to string) error {
	out, err := a.Outgoing(ctx, by)
	if err != nil {
		return err
	}
	if out == nil || out.Try == nil {
		return committee.Clash("mail.none")
	}
	address, f := mailAddress("to", to)
	if f != nil {
		return f
	}
	if err := out.Try(ctx, by.Office, address); err != nil {
		return committee.Wrong("to", "mail.try-failed", err.Error())
	}
	return nil
}

// mailAddress reads an address that somebody wrote: one, bare, without a name.
func mailAddress(field, s string) (string, *committee.Fault) {
	s = strings.TrimSpace(s)
	a, err := mail.ParseAddress(s)
	if err != nil || a.Name != "" || a.Address != s || len(s) > 254 || strings.ContainsAny(s, " \t\r\n<>\"") || strings.ContainsFunc(s, func(r rune) bool { return r > '~' }) {
		return "", committee.Wrong(field, "mail.address", s)
	}
	return strings.ToLower(s), nil
}

// AddressLine is where the letters to a person or an agency go.
type AddressLine struct {
	Kind    string // person, agency
	ID      string
	Name    charter.Text
	Address string // empty: none is known
}

// MailAddresses lists the people and agencies of the office with their addresses,
// for who keeps the books.
func (a *App) MailAddresses(ctx context.Context, by Actor) (out []AddressLine, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		known, err := addressesOf(tx)
		if err != nil {
			return err
		}
		people, err := tx.People("")
		if err != nil {
			return err
		}
		for _, p := range people {
			out = append(out, AddressLine{store.MailPerson, string(p.ID), charter.Text{VI: p.Name, EN: p.Name}, known[store.MailPerson+"/"+string(p.ID)]})
		}
		agencies, err := tx.Agencies()
		for _, g := range agencies {
			out = append(out, AddressLine{store.MailAgency, string(g.ID), g.Name, known[store.MailAgency+"/"+string(g.ID)]})
		}
		return err
	})
	return out, err
}

// SetMailAddress keeps where the letters to a person or an agency go; an empty
// address is forgotten. Like an account it is no act of the record.
func (a *App) SetMailAddress(ctx context.Context, by Actor, kind, id, address string) error {
	if address != "" {
		var f *committee.Fault
		if address, f = mailAddress("address", address); f != nil {
			return f
		}
	}
	return unreadable(a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		var ok bool
		var err error
		switch kind {
		case store.MailPerson:
			_, ok, err = tx.Person(committee.PersonID(id))
		case store.MailAgency:
			_, ok, err = tx.Agency(committee.AgencyID(id))
		}
		if err != nil || !ok {
			return orMissing(err, committee.Missing("mail.party-unknown", id))
		}
		return tx.PutMailAddress(store.MailAddress{Kind: kind, ID: id, Address: address})
	}))
}

// addressesOf gives every address by kind and id.
func addressesOf(tx *store.Tx) (map[string]string, error) {
	list, err := tx.MailAddresses()
	out := make(map[string]string, len(list))
	for _, a := range list {
		out[a.Kind+"/"+a.ID] = a.Address
	}
	return out, err
}

// LetterLine is a letter with what became of it.
type LetterLine struct {
	ID, Kind, Object string
	Name, Address    string
	State            string
	Attempts         int
	Why              string // what the mail server said last
	Created, Done    time.Time
}

func letterLine(l store.Letter) LetterLine {
	return LetterLine{
		ID: l.ID, Kind: l.Kind, Object: l.Object, Name: l.Name, Address: l.Address, State: l.State, Attempts: l.Attempts, Why: l.LastErr,
		Created: timeOf(l.Created), Done: timeOf(l.Done),
	}
}

// Letters lists the letters of the office, the newest first, for who keeps the
// books; a state narrows the list.
func (a *App) Letters(ctx context.Context, by Actor, state string) (out []LetterLine, err error) {
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		list, err := tx.Letters(store.LetterFilter{State: state, Limit: 200})
		for _, l := range list {
			out = append(out, letterLine(l))
		}
		return err
	})
	return out, err
}
