package app

import (
	"context"
	"slices"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// InviteIn sends the invitations to a meeting; nobody is named: they go to all who
// are called and can be written to.
type InviteIn struct {
	Meeting committee.MeetingID `json:"meeting"`
	Seen    int64               `json:"seen,omitempty"`
}

// RecallIn takes invitations back before they leave.
type RecallIn struct {
	Meeting    committee.MeetingID    `json:"meeting"`
	Invitation committee.InvitationID `json:"invitation"`
}

// Guest is who is called to a meeting, with where the letter goes.
type Guest struct {
	committee.Addressee
	Name    string // of the person or the agency
	Title   charter.Text
	Address string // empty: none is known, to be told by telephone
	Told    bool   // of the meeting as it is now
}

// InvitePage is what sending the invitations would do, and what was sent.
type InvitePage struct {
	Guests []Guest          // who is called, in the order of the roster
	Gone   []Guest          // who was invited, is no longer called and has not been told so
	Sends  bool             // letters leave this office at all
	Offer  *Offer           // nil: nothing can be sent in the meeting's state
	Sent   []InvitationLine // the newest first
}

// Due counts those to whom a letter would go now.
func (p InvitePage) Due() (n int) {
	for _, g := range p.Guests {
		if g.Address != "" && !g.Told {
			n++
		}
	}
	for _, g := range p.Gone {
		if g.Address != "" {
			n++
		}
	}
	return n
}

// InvitationLine is one sending of invitations with its letters.
type InvitationLine struct {
	Invitation committee.Invitation
	Letters    []LetterLine
	Until      time.Time // it can be taken back before then; zero: no more
}

// called gives who is called to a meeting.
func (a *App) called(tx *store.Tx, m committee.Meeting) ([]Guest, error) {
	r, err := a.rosterOn(tx, m.Body, a.dayOf(tx, m.Start))
	if err != nil {
		return nil, err
	}
	return calledOf(tx, m, r.lines)
}

// calledOf gives who is called to a meeting, each once: who holds a seat of the
// roster of its day, agencies, and guests by name. A list that nobody chose is the
// roster.
func calledOf(tx *store.Tx, m committee.Meeting, roster []SeatLine) ([]Guest, error) {
	list := m.Chosen()
	chosen := func(s SeatLine) bool {
		if len(list) == 0 {
			return s.In == m.In
		}
		return slices.ContainsFunc(list, func(x committee.Invitee) bool { return x.Seat == s.Seat })
	}
	var out []Guest
	seen := map[committee.PersonID]bool{}
	for _, s := range roster {
		if !chosen(s) || s.Person != "" && seen[s.Person] {
			continue
		}
		seen[s.Person] = true
		g := Guest{Name: s.Holder, Title: s.Title}
		if s.Person != "" {
			g.Addressee = committee.Addressee{Seat: s.Seat, Person: s.Person}
		}
		out = append(out, g)
	}
	for _, x := range list {
		switch {
		case x.Agency != "":
			agency, err := some(x.Agency, tx.Agency)
			if err != nil {
				return nil, err
			}
			g := Guest{Addressee: committee.Addressee{Agency: x.Agency}}
			if agency != nil {
				g.Name = agency.Name.VI
			}
			out = append(out, g)
		case x.Name != "":
			out = append(out, Guest{Name: x.Name})
		}
	}
	known, err := addressesOf(tx)
	for i, g := range out {
		if g.Addressee != (committee.Addressee{}) {
			out[i].Address = known[partyOf(g.Addressee)]
		}
	}
	return out, err
}

// reachable are those of a list who can be written to.
func reachable(list []Guest) (to []committee.Addressee) {
	for _, g := range list {
		if g.Address != "" {
			to = append(to, g.Addressee)
		}
	}
	return to
}

// everyone are those of a list to whom a letter could go at all.
func everyone(list []Guest) (to []committee.Addressee) {
	for _, g := range list {
		if g.Addressee != (committee.Addressee{}) {
			to = append(to, g.Addressee)
		}
	}
	return to
}

// droppedOf names those who were invited and are no longer called, with where the
// letter that says so goes.
func droppedOf(tx *store.Tx, list []committee.Addressee) (out []Guest, err error) {
	known, err := addressesOf(tx)
	if err != nil {
		return nil, err
	}
	for _, x := range list {
		g := Guest{Addressee: x, Address: known[partyOf(x)]}
		if g.Name, err = nameOf(tx, partyOf(x)); err != nil {
			return nil, err
		}
		out = append(out, g)
	}
	return out, nil
}

// nameOf names a party of letters.
func nameOf(tx *store.Tx, party string) (string, error) {
	kind, id, _ := cutParty(party)
	if kind == store.MailAgency {
		g, err := some(committee.AgencyID(id), tx.Agency)
		if err != nil || g == nil {
			return "", err
		}
		return g.Name.VI, nil
	}
	names, err := tx.Names([]committee.PersonID{committee.PersonID(id)})
	return names[committee.PersonID(id)], err
}

// inviting is the state of [App.SendInvitations].
type inviting struct {
	committee.InviteState
	guests []Guest
}

func (a *App) loadInviting(tx *store.Tx, k *call, id committee.MeetingID) (st inviting, err error) {
	if st.MeetingNow, err = meetingNow(tx, k, id); err != nil {
		return st, err
	}
	if st.Sent, err = tx.Invitations(id); err != nil {
		return st, err
	}
	st.guests, err = a.called(tx, *st.Meeting)
	return st, err
}

// inviteCommand is the part that both acts on invitations share.
func inviteCommand[In any](a *App, name charter.Act, id func(In) committee.MeetingID, decide func(k *call, st inviting, in In) ([]committee.Event, error)) command[In, inviting] {
	return command[In, inviting]{
		bodies: locks[In]{find: func(tx *store.Tx, in In) ([]committee.BodyKey, error) { return bodyOfMeeting(tx, id(in)) }},
		load:   func(tx *store.Tx, k *call, in In) (inviting, error) { return a.loadInviting(tx, k, id(in)) },
		ask: func(k *call, st inviting, _ In) question {
			q := k.inviteQuestion(*st.Meeting)
			q.name = name
			return q
		},
		decide: decide,
		ref:    func(in In, _ []committee.Event) ref { return ref{"meeting", string(id(in))} },
		sight:  a.writeLetters,
	}
}

func (k *call) inviteQuestion(m committee.Meeting) question {
	q := question{act: committee.ActInvite, body: m.Body, in: m.In, chair: m.Chair, meeting: m.ID}
	k.relateMeeting(&q, m)
	return q
}

// SendInvitations sends the invitations to a meeting, or tells of its change or
// that it was called off (gửi giấy mời). The letters wait a while, so that it can
// be taken back. An office from which no letters leave refuses.
func (a *App) SendInvitations(ctx context.Context, by Actor, in InviteIn) (Receipt, error) {
	return do(ctx, a, by, inviteCommand(a, committee.ActInvite, func(in InviteIn) committee.MeetingID { return in.Meeting },
		func(k *call, st inviting, in InviteIn) ([]committee.Event, error) {
			if a.outgoing == nil {
				return nil, committee.Clash("mail.none")
			}
			return committee.Invite(st.InviteState, committee.InviteIn{Meeting: in.Meeting, To: reachable(st.guests), Called: everyone(st.guests), Seen: in.Seen}, k.env)
		}), in)
}

// RecallInvitations takes invitations back before they leave (hoàn tác).
func (a *App) RecallInvitations(ctx context.Context, by Actor, in RecallIn) (Receipt, error) {
	return do(ctx, a, by, inviteCommand(a, committee.ActRecallInvitation, func(in RecallIn) committee.MeetingID { return in.Meeting },
		func(k *call, st inviting, in RecallIn) ([]committee.Event, error) {
			return committee.RecallInvitation(st.InviteState, committee.RecallInvitationIn{Meeting: in.Meeting, Invitation: in.Invitation}, k.env)
		}), in)
}

// writeLetters writes what follows from an act on invitations: a letter for each
// party and the job that sends it, or their end.
func (a *App) writeLetters(k *call, events []committee.Event) error {
	for _, e := range events {
		switch x := e.(type) {
		case committee.InvitationSent:
			if err := a.writeInvitation(k, x, false); err != nil {
				return err
			}
		case committee.InvitationWithdrawn:
			told := committee.InvitationSent{ID: x.ID, Meeting: x.Meeting, Version: x.Version, To: x.To}
			if err := a.writeInvitation(k, told, true); err != nil {
				return err
			}
		case committee.InvitationRecalled:
			if err := k.tx.RecallLetters(string(x.ID), k.env.Now.UnixMicro()); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeInvitation writes the letters of a sending; dropped says that its readers
// are no longer called.
func (a *App) writeInvitation(k *call, x committee.InvitationSent, dropped bool) error {
	m, _, err := k.tx.Meeting(x.Meeting)
	if err != nil {
		return err
	}
	guests, err := a.called(k.tx, m)
	if dropped && err == nil {
		guests, err = droppedOf(k.tx, x.To)
	}
	if err != nil {
		return err
	}
	for _, g := range guests {
		if !slices.Contains(x.To, g.Addressee) || g.Address == "" {
			continue
		}
		l := store.Letter{
			Kind: LetterInvitation, Object: string(x.Meeting), Version: x.Version, Sending: string(x.ID), Party: partyOf(g.Addressee),
			Name: g.Name, Address: g.Address, Sender: k.by.Person,
		}
		if _, err := writeLetter(k.tx, l, k.env.Entered, committee.InvitationPause); err != nil {
			return err
		}
	}
	return nil
}

// Invitations tells what sending the invitations to a meeting would do and what
// was sent. Addresses and letters are for those who may invite.
func (a *App) Invitations(ctx context.Context, by Actor, id committee.MeetingID) (out InvitePage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		m, err := a.meetingFor(tx, v, id)
		if err != nil {
			return err
		}
		r, err := a.rosterOn(tx, m.Body, a.dayOf(tx, m.Start))
		if err != nil {
			return err
		}
		out, err = a.invitePage(tx, v, m, r.lines)
		return err
	})
	return out, err
}

func (a *App) invitePage(tx *store.Tx, v *view, m committee.Meeting, roster []SeatLine) (out InvitePage, err error) {
	st := committee.InviteState{MeetingNow: committee.MeetingNow{Meeting: &m}}
	if st.Sent, err = tx.Invitations(m.ID); err != nil {
		return out, err
	}
	k := &call{view: v, body: m.Body}
	offers, err := a.offers(v, m.Body, []question{k.inviteQuestion(m)})
	if err != nil {
		return out, err
	}
	out.Sends = a.outgoing != nil
	open := m.State == committee.Convened || m.State == committee.Postponed || m.State == committee.Cancelled && len(st.Sent) > 0
	if open && (m.State == committee.Cancelled || !m.Start.Before(a.now())) {
		out.Offer = &offers[0]
	}
	may := offers[0].Allowed || v.keeper
	if out.Guests, err = calledOf(tx, m, roster); err != nil {
		return out, err
	}
	due := st.Uninvited(reachable(out.Guests))
	for i, g := range out.Guests {
		out.Guests[i].Told = g.Address != "" && !slices.Contains(due, g.Addressee)
		if !may {
			out.Guests[i].Address = ""
		}
	}
	if out.Gone, err = droppedOf(tx, st.Uncalled(everyone(out.Guests))); err != nil {
		return out, err
	}
	letters := map[string][]LetterLine{}
	if !may {
		for i := range out.Gone {
			out.Gone[i].Address = ""
		}
	} else {
		list, err := tx.Letters(store.LetterFilter{Kind: LetterInvitation, Object: string(m.ID), Limit: 1000})
		if err != nil {
			return out, err
		}
		for _, l := range list {
			letters[l.Sending] = append(letters[l.Sending], letterLine(l))
		}
	}
	for _, x := range slices.Backward(st.Sent) {
		l := InvitationLine{Invitation: x, Letters: letters[string(x.ID)]}
		if until := x.At.Add(committee.InvitationPause); offers[0].Allowed && !x.Recalled && a.now().Before(until) {
			l.Until = until
		}
		out.Sent = append(out.Sent, l)
	}
	return out, nil
}
