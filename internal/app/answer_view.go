package app

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// answerPage tells who has answered the invitation to a meeting. Why somebody does
// not come is told to that party, to whoever the charter names, and to who keeps
// the list; others read that it is so.
func (a *App) answerPage(tx *store.Tx, v *view, m committee.Meeting, r roster) (out AnswerPage, err error) {
	answers, err := tx.InvitationAnswers([]committee.MeetingID{m.ID})
	if err != nil {
		return out, err
	}
	k := &call{view: v, body: m.Body}
	if out.Open = m.State == committee.Convened || m.State == committee.Postponed; out.Open {
		out.Open = a.now().Before(m.Start)
	}
	offers, err := a.offers(v, m.Body, []question{k.recordsAnswers(m)})
	if err != nil {
		return out, err
	}
	if out.Open {
		out.Record = &offers[0]
	}
	keeps := offers[0].Allowed || v.keeper
	mine := v.invitedAs(m, r.seats)
	rules := map[charter.Role]*committee.AttendanceRule{}
	for _, p := range m.Called(r.seats) {
		l := AnswerLine{Party: p}
		var rule *committee.AttendanceRule
		if seat, ok := r.line(p.Seat); ok {
			l.Name, l.Title = seat.Holder, seat.Title
			if rule, ok = rules[seat.Role]; !ok {
				if rule, err = a.attendanceRule(tx, m, seat.Role); err != nil {
					return out, err
				}
				rules[seat.Role] = rule
			}
			if rule != nil && (out.Rule == nil || len(out.Rule.LeaveOf) == 0 && len(rule.LeaveOf) > 0) {
				out.Rule = rule
			}
		} else if g, err := some(p.Agency, tx.Agency); err != nil {
			return out, err
		} else if g != nil {
			l.Name = g.Name.VI
		}
		own := slices.ContainsFunc(mine, func(x asker) bool { return x.Party == p })
		if err := a.answerOf(v, m, r, answers[m.ID], rule, own || keeps, &l); err != nil {
			return out, err
		}
		out.Counts.add(l)
		out.Lines = append(out.Lines, l)
		if own {
			out.Mine = append(out.Mine, MyInvitation{l, rule})
		}
	}
	return out, nil
}

// answerOf puts the answer of a party on its line, with its reason for those who
// may know it, and with whom an absence is told to.
func (a *App) answerOf(v *view, m committee.Meeting, r roster, answers []committee.InvitationAnswer, rule *committee.AttendanceRule, knows bool, l *AnswerLine) error {
	i := slices.IndexFunc(answers, func(x committee.InvitationAnswer) bool { return x.Party == l.Party })
	if i < 0 {
		return nil
	}
	x := answers[i]
	l.Answer, l.Stale = &x, !x.Holds(m)
	if l.Absence = x.Absence(rule); l.Absence != committee.AbsenceTold && !l.Stale {
		l.Clauses, l.Rules = rule.Verdict.Clauses, m.State != committee.Concluded && m.State != committee.Cancelled && v.permits(m, rule, l.Party.Seat) != nil
	}
	if x.Answer == committee.AnswerAbsent && rule != nil {
		for _, part := range []struct {
			roles []charter.Role
			to    *[]string
		}{{rule.ReportTo, &l.Told}, {rule.LeaveOf, &l.Leave}} {
			knows = knows || v.has(m, part.roles)
			for _, id := range told(m, r.seats, part.roles) {
				if seat, ok := r.line(id); ok {
					*part.to = append(*part.to, namedSeat(seat))
				}
			}
			if len(*part.to) == 0 { // no seat: an agency, or in the words of the text
				for _, role := range part.roles {
					*part.to = append(*part.to, rule.Titles[role].VI)
				}
			}
		}
	}
	if !knows {
		x.Reason, l.Told, l.Leave = "", nil, nil
		if x.Leave != nil {
			x.Leave = &committee.LeaveRuling{Granted: x.Leave.Granted, By: x.Leave.By, At: x.Leave.At}
		}
	}
	return nil
}

// namedSeat is a seat's title with its holder.
func namedSeat(s SeatLine) string {
	if s.Holder == "" {
		return s.Title.VI
	}
	return s.Title.VI + " · " + s.Holder
}

// add counts a line.
func (n *AnswerCounts) add(l AnswerLine) {
	if l.Answer == nil || l.Stale {
		n.Silent++
		return
	}
	switch l.Answer.Answer {
	case committee.AnswerAttend:
		n.Attend++
	case committee.AnswerOnline:
		n.Online++
	case committee.AnswerUndecided:
		n.Undecided++
	case committee.AnswerAbsent:
		if len(l.Answer.People) > 0 {
			n.Substitutes++
		} else {
			n.Absent++
		}
	}
}

// expected is how the seats of a meeting would take part by what they answered:
// who has not answered is taken to come, which is the best that can be hoped for.
func expected(m committee.Meeting, roster []committee.Seat, answers []committee.InvitationAnswer) []committee.Invitee {
	var out []committee.Invitee
	for _, p := range m.Called(roster) {
		if p.Seat == "" {
			continue
		}
		i := committee.Invitee{Seat: p.Seat, Present: "present"}
		for _, x := range answers {
			if x.Party == p && x.Holds(m) {
				i.Present = PresenceOf(x)
			}
		}
		out = append(out, i)
	}
	return out
}

// PresenceOf is how who answered so is taken to be there until it is recorded.
func PresenceOf(x committee.InvitationAnswer) string {
	switch {
	case x.Answer == committee.AnswerOnline:
		return "online"
	case x.Answer == committee.AnswerAbsent && len(x.People) > 0:
		return "substitute"
	case x.Answer == committee.AnswerAbsent && x.Leave != nil && !x.Leave.Granted:
		return "absent" // leave was refused
	case x.Answer == committee.AnswerAbsent:
		return "excused"
	}
	return "present"
}

// deskAnswers adds the meetings to come that the reader has not answered, and the
// absences that the reader is told of by the charter.
func (a *App) deskAnswers(tx *store.Tx, v *view, coming []committee.Meeting, lines []MeetingLine, out *Desk) error {
	var ids []committee.MeetingID
	for _, m := range coming {
		if m.State != committee.Held && a.now().Before(m.Start) {
			ids = append(ids, m.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	called, err := tx.Called(ids)
	if err != nil {
		return err
	}
	answers, err := tx.InvitationAnswers(ids)
	if err != nil {
		return err
	}
	for i, m := range coming {
		if !slices.Contains(ids, m.ID) {
			continue
		}
		m.Invitees = called[m.ID]
		if err := a.deskMeeting(tx, v, m, lines[i], answers[m.ID], out); err != nil {
			return err
		}
	}
	return nil
}

func (a *App) deskMeeting(tx *store.Tx, v *view, m committee.Meeting, line MeetingLine, answers []committee.InvitationAnswer, out *Desk) error {
	day := a.dayOf(tx, m.Start)
	seats, err := tx.Seats(m.Body, day)
	if err != nil {
		return err
	}
	item := DeskItem{
		Kind: "answer", What: m.Title, Who: line.Chair, Body: m.Body, BodyName: line.BodyName, Due: day,
		DaysLeft: a.workdaysBetween(v.on, day), Ref: string(m.ID), Act: committee.ActAnswer, At: m.Start,
	}
	for _, x := range v.invitedAs(m, seats) {
		if !slices.ContainsFunc(answers, func(y committee.InvitationAnswer) bool { return y.Party == x.Party && y.Holds(m) }) {
			out.Await = append(out.Await, item)
			break
		}
	}
	for _, x := range answers {
		if x.Answer != committee.AnswerAbsent || x.Seat == "" || !x.Holds(m) {
			continue
		}
		k := slices.IndexFunc(seats, func(s committee.Seat) bool { return s.ID == x.Seat })
		if k < 0 {
			continue
		}
		rule, err := a.attendanceRule(tx, m, seats[k].Role)
		if err != nil || rule == nil {
			return err
		}
		if v.standingOf(m.Body, x.Seat) != nil {
			wait := item // the own, or that of who is assisted
			wait.Act, wait.Who = committee.ActLeave, titlesOf(rule, rule.LeaveOf)
			switch x.Absence(rule) {
			case committee.AbsencePending:
				wait.Kind = "leave"
				out.Waiting = append(out.Waiting, wait)
			case committee.AbsenceGranted:
				wait.Kind = "leave-given"
				out.Waiting = append(out.Waiting, wait)
			case committee.AbsenceRefused:
				wait.Kind = "leave-refused"
				out.Await = append(out.Await, wait)
			}
			continue
		}
		switch {
		case x.Absence(rule) == committee.AbsencePending && v.permits(m, rule, x.Seat) != nil:
			item.Kind, item.Act = "leave", committee.ActLeave
		case v.has(m, rule.ReportTo) || x.Absence(rule) == committee.AbsenceTold && v.has(m, rule.LeaveOf):
			item.Kind, item.Act = "absence", committee.ActAbsence
		default:
			continue
		}
		if item.Who, err = a.seatName(tx, x.Seat, day); err != nil {
			return err
		}
		out.Await = append(out.Await, item)
	}
	return nil
}

// titlesOf names roles in the words of the charter.
func titlesOf(rule *committee.AttendanceRule, roles []charter.Role) string {
	var out []string
	for _, r := range roles {
		out = append(out, rule.Titles[r].VI)
	}
	return strings.Join(out, ", ")
}

// answerCounts counts the answers to meetings of a list.
func (a *App) answerCounts(tx *store.Tx, list []committee.Meeting, called map[committee.MeetingID][]committee.Invitee) (map[committee.MeetingID]AnswerCounts, error) {
	var ids []committee.MeetingID
	for _, m := range list {
		ids = append(ids, m.ID)
	}
	answers, err := tx.InvitationAnswers(ids)
	if err != nil {
		return nil, err
	}
	out := map[committee.MeetingID]AnswerCounts{}
	for _, m := range list {
		m.Invitees = called[m.ID]
		var seats []committee.Seat
		if len(m.Chosen()) == 0 {
			if seats, err = tx.Seats(m.Body, a.dayOf(tx, m.Start)); err != nil {
				return nil, err
			}
		}
		var n AnswerCounts
		for _, p := range m.Called(seats) {
			l := AnswerLine{Party: p}
			for i, x := range answers[m.ID] {
				if x.Party == p {
					l.Answer, l.Stale = &answers[m.ID][i], !x.Holds(m)
				}
			}
			n.add(l)
		}
		out[m.ID] = n
	}
	return out, nil
}

// answerActs are the acts of which only some read more than that they were done.
var answerActs = []string{string(committee.ActLeave), string(committee.ActAnswer), string(committee.ActAbsence), string(committee.ActRecordAnswer)}

// withheldAnswer reports whether an act tells why somebody does not come, which
// this reader may not know.
func (a *App) withheldAnswer(v *view, row store.ActRow) (bool, error) {
	if row.RefKind != "meeting" || !slices.Contains(answerActs, row.Name) || row.Person == v.by.Person || row.OnBehalf == v.by.Person || v.keeper {
		return false, nil
	}
	m, ok, err := v.tx.Meeting(committee.MeetingID(row.Ref))
	if err != nil || !ok {
		return true, err
	}
	k, err := v.callOn(m.Body)
	if err != nil {
		return true, err
	}
	_, f := a.rule(k, k.recordsAnswers(m))
	return f != nil, nil
}
