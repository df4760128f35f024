package app

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// reader is who is written to for a party: who holds the seat, the agency, the
// expert in person.
type reader struct {
	party, about  string // as letters keep them
	name, address string
}

// readerOf finds who is written to for a party on a day; false when nobody holds
// the seat, or there is no address.
func (a *App) readerOf(tx *store.Tx, known map[string]string, p committee.Party, on charter.Date) (reader, bool, error) {
	person := p.Person
	if p.Seat != "" {
		list, err := tx.HoldersOf([]committee.SeatID{p.Seat}, on)
		if err != nil || len(list) == 0 || list[0].Person == "" {
			return reader{}, false, err
		}
		person = list[0].Person
	}
	return readerAt(tx, known, partyKey(person, p.Agency), p.Key())
}

func readerAt(tx *store.Tx, known map[string]string, party, about string) (reader, bool, error) {
	r := reader{party: party, about: about, address: known[party]}
	if r.address == "" {
		return r, false, nil
	}
	var err error
	r.name, err = nameOf(tx, party)
	return r, err == nil, err
}

// staffAround are those who help a party (người giúp việc, đầu mối): who assists the
// seat or its holder's posts, and the agency whose delegate sits there.
func (a *App) staffAround(tx *store.Tx, known map[string]string, p committee.Party, on charter.Date) (out []reader, err error) {
	if p.Seat == "" {
		return nil, nil
	}
	var parties []string
	holders, err := tx.HoldersOf([]committee.SeatID{p.Seat}, on)
	if err != nil {
		return nil, err
	}
	all, err := tx.Assistances("", on)
	if err != nil {
		return nil, err
	}
	for _, x := range all {
		of := x.Capacity.Kind == committee.BySeat && x.Capacity.ID == string(p.Seat)
		for _, h := range holders {
			of = of || x.Capacity.Kind == committee.ByPost && h.Post != "" && x.Capacity.ID == string(h.Post)
		}
		if of {
			parties = append(parties, partyKey(x.Assistant, ""))
		}
	}
	seat, err := some(p.Seat, tx.Seat)
	if err != nil {
		return nil, err
	}
	if seat != nil && seat.Fill.Kind == committee.FillDelegate {
		parties = append(parties, partyKey("", committee.AgencyID(seat.Fill.Ref)))
	}
	slices.Sort(parties)
	for _, party := range slices.Compact(parties) {
		r, ok, err := readerAt(tx, known, party, p.Key())
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, r)
		}
	}
	return out, nil
}

// staffMay reports whether a letter on a thing may go to one of a party's staff. Who
// assists sees what the party does; an agency's mailbox is read by all of its
// office, and is told of a task that the body does not see only where the agency
// has a part in it.
func staffMay(tx *store.Tx, what store.Letter, r reader) (bool, error) {
	kind, id, _ := cutParty(r.party)
	if what.Kind != LetterTaskOverdue || kind != store.MailAgency {
		return true, nil
	}
	list, err := tx.Audiences("task", what.Object)
	return slices.ContainsFunc(list, func(x store.Audience) bool {
		return x.Who == store.ToBody || x.Who == store.ToPublic || x.Who == store.ToAgency && x.ID == id
	}), err
}

// person is the one written to; empty for an agency.
func (r reader) person() committee.PersonID {
	kind, id, _ := cutParty(r.party)
	if kind != store.MailPerson {
		return ""
	}
	return committee.PersonID(id)
}

// letter is a letter of a kind on a thing to a reader.
func (r reader) letter(kind, object string, version int64, sender committee.PersonID) store.Letter {
	return store.Letter{Kind: kind, Object: object, Version: version, Party: r.party, About: r.about, Name: r.name, Address: r.address, Sender: sender}
}

// writesLetters reports whether letters follow from an act: where letters leave at
// all, and not for what was done earlier or is re-enacted.
func (k *call) writesLetters() bool {
	return k.a.outgoing != nil && k.entered == 0 && !k.by.Simulated
}

// roundLetters writes to everybody who is asked, that a round was opened or that
// its text has changed.
func (k *call) roundLetters(events []committee.Event) error {
	if !k.writesLetters() {
		return nil
	}
	for _, e := range events {
		var id committee.RoundID
		version := int64(1)
		switch x := e.(type) {
		case committee.RoundOpened:
			id = x.ID
		case committee.RoundTextChanged:
			id, version = x.Round, int64(x.Version)
		default:
			continue
		}
		r, ok, err := k.tx.RoundFrame(id)
		if err != nil || !ok {
			return err
		}
		known, err := addressesOf(k.tx)
		if err != nil {
			return err
		}
		for _, p := range r.Asked {
			to, ok, err := k.a.readerOf(k.tx, known, p, k.on)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			if _, err := writeLetter(k.tx, to.letter(LetterRound, string(id), version, k.by.Person), k.env.Entered, committee.InvitationPause); err != nil {
				return err
			}
		}
	}
	return nil
}

// taskLetters writes to whoever answers for a task that was given out.
func (k *call) taskLetters(events []committee.Event) error {
	if !k.writesLetters() {
		return nil
	}
	for _, e := range events {
		x, ok := e.(committee.TaskAssigned)
		if !ok {
			continue
		}
		known, err := addressesOf(k.tx)
		if err != nil {
			return err
		}
		to, ok, err := k.a.readerOf(k.tx, known, taskParty(x.Accountable, x.Person, x.Lead), k.on)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if _, err := writeLetter(k.tx, to.letter(LetterTask, string(x.ID), 1, k.by.Person), k.env.Entered, committee.InvitationPause); err != nil {
			return err
		}
	}
	return nil
}

// taskParty is who answers for a task: the seat, the person, else the agency that
// leads.
func taskParty(seat committee.SeatID, person committee.PersonID, lead committee.AgencyID) committee.Party {
	switch {
	case seat != "":
		return committee.Party{Seat: seat}
	case person != "":
		return committee.Party{Person: person}
	}
	return committee.Party{Agency: lead}
}

// partyOfKey reads a party from its one word; the zero one when it is none.
func partyOfKey(key string) (p committee.Party) {
	switch kind, id, _ := strings.Cut(key, ":"); kind {
	case "seat":
		p.Seat = committee.SeatID(id)
	case "agency":
		p.Agency = committee.AgencyID(id)
	case "person":
		p.Person = committee.PersonID(id)
	}
	return p
}

// awaits reports whether a round waits for a party: a question without an answer,
// or one given on an older text or written down by somebody else.
func awaits(r committee.Round, slip func(committee.QuestionID, committee.Party) *committee.Slip, p committee.Party) bool {
	return slices.ContainsFunc(r.Questions, func(q committee.Question) bool {
		s := slip(q.ID, p)
		return s == nil || r.Stale(*s) || !s.Confirmed
	})
}

// fillRound reads the round of a letter. What was answered meanwhile is not
// reminded of.
func (a *App) fillRound(tx *store.Tx, l store.Letter, out *Letter) (bool, error) {
	r, ok, err := tx.RoundFrame(committee.RoundID(l.Object))
	if err != nil || !ok {
		return false, err
	}
	on, err := a.today(tx, a.now())
	if err != nil {
		return false, err
	}
	p := partyOfKey(l.About)
	if r, err = tx.RoundOwn(r, []committee.Party{p}, false); err != nil { // each letter asks of one party
		return false, err
	}
	stands := r.State == committee.RoundOpen && slices.Contains(r.Asked, p)
	switch l.Kind {
	case LetterRound:
		stands = stands && !r.Closed(on) && l.Version == int64(r.Version)
	case LetterRoundReminder:
		stands = stands && !r.Closed(on) && awaits(r, r.Slip, p) && l.Version/stepsADay == int64(r.Deadline)
	case LetterRoundOverdue:
		stands = stands && r.Closed(on) && awaits(r, r.Slip, p) && l.Version == int64(r.Deadline)
	}
	hidden, err := veilsFrom(tx, r, p)
	if err != nil || hidden {
		return false, err
	}
	if err := veilLetter(tx, &r); err != nil {
		return false, err
	}
	r.Slips = nil
	out.Round = &r
	return stands, a.fillNames(tx, r.Body, on, l, out)
}

// fillTask reads the task of a letter. What is done or moved meanwhile is not
// reminded of.
func (a *App) fillTask(tx *store.Tx, l store.Letter, out *Letter) (bool, error) {
	t, ok, err := tx.Task(committee.TaskID(l.Object))
	if err != nil || !ok {
		return false, err
	}
	on, err := a.today(tx, a.now())
	if err != nil {
		return false, err
	}
	out.Task = &t
	stands := t.State == committee.TaskOpen
	switch l.Kind {
	case LetterTaskReminder:
		stands = stands && l.Version/stepsADay == int64(t.Due)
	case LetterTaskOverdue:
		stands = stands && l.Version == int64(t.Due) && t.Due < on
	}
	return stands, a.fillNames(tx, t.Body, on, l, out)
}

// fillNames names the body of a letter's thing, and the party for whom it is meant
// when it goes to somebody else.
func (a *App) fillNames(tx *store.Tx, body committee.BodyKey, on charter.Date, l store.Letter, out *Letter) error {
	names, err := bodyNames(tx)
	if err != nil {
		return err
	}
	out.BodyName = names[body]
	known := map[string]string{l.Party: l.Address}
	p := partyOfKey(l.About)
	to, ok, err := a.readerOf(tx, known, p, on)
	if err != nil || ok && to.party == l.Party {
		return err
	}
	name, err := a.partyName(tx, p, on)
	out.For = name.VI
	return err
}
