package demo

import (
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// matter is one item of an agenda and what becomes of it.
type matter struct {
	title     string
	contested bool   // most members are against, and the chair adopts it all the same
	work      string // title of the task that the conclusion gives out; empty: none
	days      int    // days until it is due
}

// sitting is a meeting to be called and held.
type sitting struct {
	body     committee.BodyKey
	in       string
	kind     committee.MeetingKind
	series   string
	title    string
	start    time.Time
	place    string
	mode     string
	convener committee.PersonID // who calls it
	chair    committee.SeatID   // who presides
	choose   bool               // the convener names who is called
	agencies []string           // agencies of outside that are called
	guests   []string
	matters  []matter
	proposal committee.MeetingID
	recorder committee.PersonID // who keeps the minutes; empty: the chair
	called   func(committee.MeetingID)
	idle     bool // it is called and not held: it will be moved or called off
}

// convene calls a meeting now and plans how it is held.
func (s *sim) convene(m sitting) {
	in := app.ConveneIn{
		Body: m.body, In: m.in, Kind: m.kind, Series: m.series, Title: committee.Prose(m.title), Start: m.start.UTC(),
		End: m.start.Add(3 * time.Hour).UTC(), Place: committee.Prose(m.place), Mode: m.mode, Chair: m.chair, Proposal: m.proposal,
	}
	for _, x := range m.matters {
		in.Agenda = append(in.Agenda, app.ItemIn{Title: committee.Prose(x.title)})
	}
	if m.choose {
		in.Invitees = s.invitees(m)
	}
	r := s.done(s.app.Convene(s.ctx, s.by(m.convener), in))
	id := committee.MeetingID(r.Ref)
	var items []committee.ItemID
	for _, e := range s.made(r) {
		if x, ok := e.(committee.MeetingConvened); ok {
			for _, i := range x.Agenda {
				items = append(items, i.ID)
			}
		}
	}
	if m.called != nil {
		m.called(id)
	}
	if s.err == nil {
		s.papers(&m, id, items)
	}
	if !m.idle {
		s.hold(&m, id, items)
	}
}

// invitees are the seats of the part that meets, and those of outside.
func (s *sim) invitees(m sitting) []app.InviteeIn {
	var out []app.InviteeIn
	for _, l := range s.seats(m.body) {
		if l.In == m.in && l.Person != "" {
			out = append(out, app.InviteeIn{Seat: l.Seat})
		}
	}
	for _, g := range m.agencies {
		out = append(out, app.InviteeIn{Agency: s.agency(g)})
	}
	for _, g := range m.guests {
		out = append(out, app.InviteeIn{Name: committee.Prose(g)})
	}
	return out
}

// hold plans a sitting: presence, each matter with positions and conclusion, the
// close.
func (s *sim) hold(m *sitting, id committee.MeetingID, items []committee.ItemID) {
	s.sittings[id] = m
	minutes := func(n int) time.Time { return m.start.Add(time.Duration(n) * time.Minute) }
	recorder := func() app.Actor {
		if m.recorder != "" {
			return s.by(m.recorder)
		}
		return s.by(s.holder(m.body, m.chair))
	}
	var present []app.SeatLine
	s.plan(minutes(5), "presence of "+m.title, func() {
		in := app.PresenceIn{Meeting: id}
		for _, l := range s.seats(m.body) {
			if l.In != m.in || l.Person == "" {
				continue
			}
			how := s.attendance(m, l)
			in.Present = append(in.Present, app.PresentIn{Seat: l.Seat, How: how})
			if how == "present" || how == "online" {
				present = append(present, l)
			}
		}
		s.done(s.app.RecordPresence(s.ctx, recorder(), in))
	})
	for i, item := range items {
		x := m.matters[i]
		s.plan(minutes(30+40*i), "positions of "+m.title, func() {
			s.done(s.app.RecordPositions(s.ctx, recorder(), app.PositionsIn{
				Meeting: id, Item: item, Positions: s.positions(present, m.chair, x.contested),
			}))
		})
		s.plan(minutes(50+40*i), "conclusion of "+m.title, func() { s.conclude(m, id, item, x, present) })
	}
	s.plan(minutes(60+40*len(items)), "close of "+m.title, func() {
		s.done(s.app.CloseMeeting(s.ctx, recorder(), app.CloseIn{Meeting: id}))
		s.notice(m, id)
	})
}

// noticeAfter are the working days after which one meeting after another makes its
// conclusions known: mostly within the five of the law, now and then late; 0: never.
var noticeAfter = []int{3, 2, 5, 4, 1, 3, 7, 2, 4, 5, 3, 2, 0, 4, 3, 5, 1, 9, 4, 2, 3}

// notice plans the notice of a meeting's conclusions (thông báo kết luận), where
// general law makes it owe one.
func (s *sim) notice(m *sitting, id committee.MeetingID) {
	if s.err != nil {
		return
	}
	page, err := s.app.Meeting(s.ctx, s.books(), id)
	if err != nil {
		s.err = err
		return
	}
	if page.Notice == nil {
		return
	}
	owed := page.Notice.Obligation
	after := noticeAfter[s.notices%len(noticeAfter)]
	if s.notices++; after == 0 {
		return
	}
	s.plan(at(s.app.AfterWorkdays(s.today(), after), 15, 30), "notice of "+m.title, func() {
		in := app.EvidenceIn{
			Body: m.body, Rule: owed.Rule, Due: owed.Due.To, Kind: "note", Note: "Đã ban hành thông báo kết luận, gửi các thành viên (mẫu).", Met: s.today(),
		}
		// Who keeps the minutes sees to it, else who presided, else the head.
		for _, who := range []committee.PersonID{m.recorder, s.holder(m.body, m.chair), s.head(m.body).Person} {
			if who == "" {
				continue
			}
			by := s.by(who)
			by.Dry = true
			if _, err := s.app.RecordEvidence(s.ctx, by, in); err == nil {
				s.done(s.app.RecordEvidence(s.ctx, s.by(who), in))
				return
			}
		}
	})
}

// attendance draws how a seat takes part; who presides is there.
func (s *sim) attendance(m *sitting, l app.SeatLine) string {
	n := s.rng.IntN(100)
	switch {
	case l.Seat == m.chair:
		return "present"
	case n < 74:
		if m.mode == "online" {
			return "online"
		}
		return "present"
	case n < 82 && m.mode != "":
		return "online"
	case n < 87:
		return "substitute"
	case n < 96:
		return "excused"
	}
	return "absent"
}

// reasons are what members give for standing against a matter.
var reasons = []committee.Prose{
	"Chưa bố trí được kinh phí trong năm", "Thời hạn quá gấp", "Cần lấy thêm ý kiến các đơn vị",
	"Chưa rõ đơn vị chủ trì", "Trùng với nhiệm vụ đã giao",
}

// positions draws where those present stand; the chair does not vote on what the
// chair will conclude.
func (s *sim) positions(present []app.SeatLine, chair committee.SeatID, contested bool) []app.PositionIn {
	var out []app.PositionIn
	for _, l := range present {
		if l.Seat == chair {
			continue
		}
		n := s.rng.IntN(100)
		p := app.PositionIn{Seat: l.Seat, Position: committee.For}
		switch {
		case contested && n < 78, !contested && n < 10:
			p.Position, p.Reason = committee.Against, reasons[s.rng.IntN(len(reasons))]
		case n >= 92:
			p.Position, p.Reason = committee.Other, "Đề nghị làm rõ thêm trước khi triển khai"
		}
		out = append(out, p)
	}
	return out
}

// conclude writes the chair's conclusion; with work it becomes a task.
func (s *sim) conclude(m *sitting, id committee.MeetingID, item committee.ItemID, x matter, present []app.SeatLine) {
	chair := s.holder(m.body, m.chair)
	text := "Thống nhất: " + x.title + "."
	if x.contested {
		text = "Ghi nhận các ý kiến chưa tán thành; người chủ trì quyết định triển khai: " + x.title + "."
	}
	in := app.ConcludeIn{Meeting: id, Item: item, Text: committee.Prose(text), Side: committee.For}
	lead, ok := app.SeatLine{}, false
	if x.work != "" {
		lead, ok = s.pick(present, m.chair)
	}
	if ok {
		in.Title, in.Accountable, in.Lead = committee.Prose(x.work), lead.Seat, s.leadOf(lead)
		in.Due = s.workday(s.today() + charter.Date(x.days))
	}
	r := s.done(s.app.Conclude(s.ctx, s.by(chair), in))
	if !ok {
		return
	}
	for _, e := range s.made(r) {
		if t, is := e.(committee.TaskAssigned); is {
			s.follow(t)
		}
	}
}

// pick draws who answers for a task among those present, the chair left out.
func (s *sim) pick(present []app.SeatLine, chair committee.SeatID) (app.SeatLine, bool) {
	var list []app.SeatLine
	for _, l := range present {
		if l.Seat != chair && l.Role != "deputy" {
			list = append(list, l)
		}
	}
	if len(list) == 0 {
		return app.SeatLine{}, false
	}
	return list[s.rng.IntN(len(list))], true
}

// leadOf gives the agency behind a seat, or none.
func (s *sim) leadOf(l app.SeatLine) committee.AgencyID {
	switch l.Fill {
	case committee.FillDelegate:
		return committee.AgencyID(l.Ref)
	case committee.FillPost:
		return s.agencyOf[committee.PostID(l.Ref)]
	default:
		return ""
	}
}
