package app

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// LeaveSaid is what became of the leave that an absence needs, as a letter tells it.
type LeaveSaid struct {
	Meeting committee.Meeting // without its agenda
	Who     string            // whose absence it is
	Own     bool              // it goes to who asked
	Granted bool
	Reason  string // of a refusal; for who asked alone
}

// leaveLetters writes to who asked for leave that it was given or refused, and to
// whom the charter has absences told and the secretary, who keep the list.
func leaveLetters(k *call, events []committee.Event) error {
	if !k.writesLetters() {
		return nil
	}
	for _, e := range events {
		x, ok := e.(committee.AbsenceRuled)
		if !ok {
			continue
		}
		m, err := some(x.Meeting, k.tx.Meeting)
		if err != nil || m == nil {
			return err
		}
		seats, err := k.tx.Seats(m.Body, k.a.dayOf(k.tx, m.Start))
		if err != nil {
			return err
		}
		roles := []charter.Role{committee.RoleSecretary}
		if i := slices.IndexFunc(seats, func(s committee.Seat) bool { return s.ID == x.Seat }); i >= 0 {
			rule, err := k.a.attendanceRule(k.tx, *m, seats[i].Role)
			if err != nil {
				return err
			}
			if rule != nil {
				roles = append(roles, rule.ReportTo...)
			}
		}
		if err := k.leaveLettersTo(x, append([]committee.SeatID{x.Seat}, told(*m, seats, roles)...)); err != nil {
			return err
		}
	}
	return nil
}

// leaveLettersTo writes to the holders of seats, once to each, and not to who ruled.
func (k *call) leaveLettersTo(x committee.AbsenceRuled, seats []committee.SeatID) error {
	known, err := addressesOf(k.tx)
	if err != nil {
		return err
	}
	written := map[string]bool{partyKey(k.by.Person, ""): true}
	for _, seat := range seats {
		to, ok, err := k.a.readerOf(k.tx, known, committee.Party{Seat: seat}, k.on)
		if err != nil {
			return err
		}
		if !ok || written[to.party] {
			continue
		}
		written[to.party] = true
		to.about = committee.Party{Seat: x.Seat}.Key()
		if _, err := writeLetter(k.tx, to.letter(LetterLeave, string(x.Meeting), x.At, k.by.Person), k.env.Entered, committee.InvitationPause); err != nil {
			return err
		}
	}
	return nil
}

// fillLeave reads what a letter on leave tells of. One that was ruled on anew, or an
// answer that was changed meanwhile, overtakes it.
func (a *App) fillLeave(tx *store.Tx, l store.Letter, out *Letter) (bool, error) {
	m, err := some(committee.MeetingID(l.Object), tx.Meeting)
	if err != nil || m == nil {
		return false, err
	}
	seat := partyOfKey(l.About).Seat
	answers, err := tx.InvitationAnswers([]committee.MeetingID{m.ID})
	if err != nil {
		return false, err
	}
	list := answers[m.ID]
	i := slices.IndexFunc(list, func(x committee.InvitationAnswer) bool { return x.Party == committee.Party{Seat: seat} })
	if i < 0 || list[i].Leave == nil || list[i].Leave.At.UnixMicro() != l.Version || list[i].Answer != committee.AnswerAbsent || !list[i].Holds(*m) {
		return false, nil
	}
	x := list[i]
	on := a.dayOf(tx, m.Start)
	out.Leave = &LeaveSaid{Meeting: *m, Granted: x.Leave.Granted}
	out.Leave.Meeting.Agenda = nil
	if out.Leave.Who, err = a.seatName(tx, seat, on); err != nil {
		return false, err
	}
	names, err := bodyNames(tx)
	if err != nil {
		return false, err
	}
	out.BodyName = names[m.Body]
	holder, ok, err := a.readerOf(tx, map[string]string{l.Party: l.Address}, committee.Party{Seat: seat}, on)
	if out.Leave.Own = err == nil && ok && holder.party == l.Party; out.Leave.Own {
		out.Leave.Reason = x.Leave.Reason
	}
	return true, err
}
