package api

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// MeetingLine is a meeting in a list (phiên họp).
type MeetingLine struct {
	ID       committee.MeetingID    `json:"id"`
	Body     committee.BodyKey      `json:"body"`
	BodyName string                 `json:"body_name"`
	In       string                 `json:"in"`
	Kind     committee.MeetingKind  `json:"kind"`
	Series   string                 `json:"series"`
	Title    string                 `json:"title"`
	Start    time.Time              `json:"start"`
	End      *time.Time             `json:"end" nullable:"true"`
	Place    string                 `json:"place"`
	Mode     string                 `json:"mode"`
	State    committee.MeetingState `json:"state" enum:"convened,postponed,cancelled,held,concluded"`
	ChairWho string                 `json:"chair_who"`
}

func (c *call) meetingLine(l app.MeetingLine) MeetingLine {
	m := MeetingLine{
		l.ID, l.Body, c.say(l.BodyName), l.In, l.Kind, l.Series, l.Title, l.Start, nil, l.Place, l.Mode, l.State, l.Chair,
	}
	if !l.End.IsZero() {
		m.End = &l.End
	}
	return m
}

// item is one matter of an agenda with what became of it.
type item struct {
	ID          committee.ItemID   `json:"id"`
	Order       int                `json:"order"`
	Number      string             `json:"number"`
	Section     int                `json:"section"`
	Title       string             `json:"title"`
	Kind        string             `json:"kind"`
	Lead        committee.SeatID   `json:"lead"`
	Presenter   string             `json:"presenter,omitempty"`
	Minutes     int                `json:"minutes"`
	Begins      *time.Time         `json:"begins" nullable:"true" doc:"Dự kiến · projected"`
	Ends        *time.Time         `json:"ends" nullable:"true"`
	Late        bool               `json:"late,omitempty"`
	Closed      bool               `json:"closed,omitempty" doc:"Nội dung kín · confidential"`
	Recurs      bool               `json:"recurs,omitempty"`
	Matter      committee.MatterID `json:"matter,omitempty"`
	Positions   []position         `json:"positions"`
	Conclusions []Conclusion       `json:"conclusions"`
	Tally       *verdict           `json:"tally,omitempty"`
	Mode        charter.Mode       `json:"mode,omitempty" doc:"Cách quyết định theo quy chế · how the text has it decided"`
}

// position is one member's position.
type position struct {
	Seat     committee.SeatID   `json:"seat"`
	Position committee.Position `json:"position" enum:"for,against,other"`
	Reason   string             `json:"reason,omitempty"`
}

// invitee is who is called, and how they took part.
type invitee struct {
	Seat    committee.SeatID   `json:"seat,omitempty"`
	Agency  committee.AgencyID `json:"agency,omitempty"`
	Name    string             `json:"name,omitempty"`
	Present string             `json:"present,omitempty"`

	// Uncalled marks a seat that came without having been called.
	Uncalled bool `json:"uncalled,omitempty"`
}

// Meeting is one meeting whole.
type Meeting struct {
	MeetingLine
	Chair      committee.SeatID    `json:"chair"`
	Convener   committee.SeatID    `json:"convener"`
	Proposal   committee.MeetingID `json:"proposal"`
	Afterwards bool                `json:"afterwards"`
	Urgent     bool                `json:"urgent"`
	Numbering  committee.Numbering `json:"numbering" enum:",decimal,roman"`
	Sections   []string            `json:"sections"`
	Agenda     []item              `json:"agenda"`
	Invitees   []invitee           `json:"invitees"`
	Seats      []seat              `json:"seats"`
	Quorum     verdict             `json:"quorum"`
	Offers     []offer             `json:"offers"`
	Acts       []actRecord         `json:"acts"`
	Changed    int64               `json:"changed"`
}

func (c *call) meeting(p app.MeetingPage) Meeting {
	m := p.Meeting
	return Meeting{
		MeetingLine: c.meetingLine(p.Line), Chair: m.Chair, Convener: m.Convener, Proposal: m.Proposal, Afterwards: m.Afterwards,
		Urgent: m.Urgent, Numbering: m.Numbering, Sections: some(m.Sections),
		Agenda: each(m.Agenda, func(x committee.Item) item {
			out := item{
				ID: x.ID, Order: x.Order, Number: x.Number, Section: x.Section, Title: x.Title, Kind: x.Kind, Lead: x.Lead, Mode: p.Modes[x.ID].Mode,
				Presenter: x.Presenter, Minutes: x.Minutes, Begins: instantOrNull(x.Begins), Ends: instantOrNull(x.Ends), Late: x.Late, Closed: x.Closed,
				Recurs: x.Recurs, Matter: x.Matter,
				Positions:   each(x.Positions, func(y committee.Stand) position { return position(y) }),
				Conclusions: each(x.Conclusions, conclusionOf),
			}
			if t, ok := p.Tally[x.ID]; ok {
				v := verdictOf(t, c.lang)
				out.Tally = &v
			}
			return out
		}),
		Invitees: each(m.Invitees, func(x committee.Invitee) invitee { return invitee(x) }),
		Seats:    each(p.Seats, c.seat), Quorum: verdictOf(p.Quorum, c.lang), Offers: each(p.Offers, c.offer),
		Acts: each(p.Acts, c.actRecord), Changed: p.Changed,
	}
}

// meetingDone is a meeting after an act on it.
type meetingDone struct {
	Meeting
	Done
}

// ByMeeting asks of one meeting.
type ByMeeting struct {
	ID committee.MeetingID `path:"id"`
}

// presence is how one seat took part.
type presence struct {
	Seat committee.SeatID `json:"seat"`
	How  string           `json:"how" enum:"present,online,substitute,absent,excused"`
}

// itemIn is one matter of an agenda as it is sent.
type itemIn struct {
	Title string           `json:"title"`
	Kind  string           `json:"kind,omitempty"`
	Lead  committee.SeatID `json:"lead,omitempty"`
	// Documents names papers of the item by id.
	Documents []string `json:"documents,omitempty" maxItems:"100"`
}

// conveneIn calls a meeting.
type conveneIn struct {
	Body     committee.BodyKey     `json:"body"`
	In       string                `json:"in,omitempty"`
	Kind     committee.MeetingKind `json:"kind" enum:"regular,extraordinary,expanded,working-session"`
	Series   string                `json:"series,omitempty"`
	Title    string                `json:"title,omitempty"`
	Start    time.Time             `json:"start"`
	End      time.Time             `json:"end,omitempty"`
	Place    string                `json:"place,omitempty"`
	Mode     string                `json:"mode,omitempty" enum:"in-person,online,mixed"`
	Chair    committee.SeatID      `json:"chair,omitempty"`
	Proposal committee.MeetingID   `json:"proposal,omitempty"`
	Agenda   []itemIn              `json:"agenda,omitempty" maxItems:"100"`
	Invitees []inviteeIn           `json:"invitees,omitempty" maxItems:"500"`
	Urgent   bool                  `json:"urgent,omitempty"`
	Reach    string                `json:"reach,omitempty" enum:"outside"`
	Foreseen committee.MeetingID   `json:"foreseen,omitempty" doc:"Phiên dự kiến được ấn định · the foreseen meeting that it settles"`
}

func (s *server) conveneIn(ctx context.Context, c *call, b conveneIn) (app.ConveneIn, error) {
	for i, x := range b.Agenda {
		if len(x.Documents) > 0 { // no document has been recorded by this version
			return app.ConveneIn{}, committee.Wrong(fmt.Sprintf("agenda.%d.documents", i), "api.document-unknown", x.Documents[0])
		}
	}
	called, err := s.invitees(ctx, c, b.Body, b.Invitees)
	return app.ConveneIn{
		Body: b.Body, In: b.In, Kind: b.Kind, Series: b.Series, Title: committee.Prose(b.Title), Start: b.Start, End: b.End,
		Place: committee.Prose(b.Place), Mode: b.Mode, Chair: b.Chair, Proposal: b.Proposal, Urgent: b.Urgent, Reach: b.Reach, Foreseen: b.Foreseen,
		Agenda: each(b.Agenda, func(i itemIn) app.ItemIn {
			return app.ItemIn{Title: committee.Prose(i.Title), Kind: i.Kind, Lead: i.Lead}
		}),
		Invitees: called,
	}, err
}

// meetings registers meetings from the call to the conclusion.
func (s *server) meetings() {
	const tag = "meetings"
	look(s, tag, "list-meetings", "/meetings", "Các phiên họp · Meetings", func(ctx context.Context, c *call, in *struct {
		Slice
		Of    committee.BodyKey      `query:"body"`
		From  string                 `query:"from" format:"date"`
		To    string                 `query:"to" format:"date"`
		State committee.MeetingState `query:"state" enum:"convened,postponed,cancelled,held,concluded"`
	},
	) (page[MeetingLine], error) {
		from, to, err := days(in.From, in.To)
		if err != nil {
			return page[MeetingLine]{}, err
		}
		l, err := s.App.Meetings(ctx, c.by, app.MeetingFilter{
			Body: in.Of, From: from, To: to, State: in.State, Cursor: in.Cursor, Limit: in.Limit,
		})
		return pageOf(each(l.Items, c.meetingLine), l.Next), err
	})
	look(s, tag, "get-meeting", "/meetings/{id}", "Một phiên họp · A meeting", func(ctx context.Context, c *call, in *ByMeeting) (Meeting, error) {
		p, err := s.App.Meeting(ctx, c.by, in.ID)
		if err != nil {
			return Meeting{}, err
		}
		return c.meeting(p), nil
	})
	act(s, http.MethodPost, tag, "convene", "/meetings", "Triệu tập; kind chọn thẩm quyền được hỏi · Convene; kind picks the act asked for", 0, func(ctx context.Context, c *call, in *struct{ Body conveneIn }) (meetingDone, error) {
		x, err := s.conveneIn(ctx, c, in.Body)
		if err != nil {
			return meetingDone{}, err
		}
		r, err := s.App.Convene(ctx, c.by, x)
		return s.meetingAfter(ctx, c, committee.MeetingID(r.Ref), r, err)
	})
	act(s, http.MethodPut, tag, "choose-attendees", "/meetings/{id}/attendees", "Chọn thành phần dự họp · Choose who attends", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Invitees []inviteeIn `json:"invitees" maxItems:"500"`
			Seen     int64       `json:"seen,omitempty"`
		}
	},
	) (meetingDone, error) {
		called, err := s.calledTo(ctx, c, in.ID, in.Body.Invitees)
		if err != nil {
			return meetingDone{}, err
		}
		r, err := s.App.ChooseAttendees(ctx, c.by, app.AttendeesIn{Meeting: in.ID, Invitees: called, Seen: in.Body.Seen})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPut, tag, "take-chair", "/meetings/{id}/chair", "Chủ trì · Take the chair", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Chair committee.SeatID `json:"chair,omitempty"`
			Seen  int64            `json:"seen,omitempty"`
		}
	},
	) (meetingDone, error) {
		r, err := s.App.TakeChair(ctx, c.by, app.ChairIn{Meeting: in.ID, Chair: in.Body.Chair, Seen: in.Body.Seen})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "move-meeting", "/meetings/{id}/postponement", "Hoãn, dời · Postpone", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Start  time.Time `json:"start"`
			End    time.Time `json:"end,omitempty"`
			Reason string    `json:"reason,omitempty"`
			Seen   int64     `json:"seen,omitempty"`
		}
	},
	) (meetingDone, error) {
		b := in.Body
		r, err := s.App.MoveMeeting(ctx, c.by, app.MoveIn{Meeting: in.ID, Start: b.Start, End: b.End, Reason: committee.Prose(b.Reason), Seen: b.Seen})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "cancel-meeting", "/meetings/{id}/cancellation", "Hủy · Call a meeting off", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Reason string `json:"reason,omitempty"`
			Seen   int64  `json:"seen,omitempty"`
		}
	},
	) (meetingDone, error) {
		r, err := s.App.CancelMeeting(ctx, c.by, app.CancelIn{Meeting: in.ID, Reason: committee.Prose(in.Body.Reason), Seen: in.Body.Seen})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
	s.sitting()
	s.invitationAnswers()
	s.leaves()
	s.agendas()
	s.proposals()
}

// sitting registers what happens at a meeting.
func (s *server) sitting() {
	const tag = "meetings"
	act(s, http.MethodPut, tag, "record-presence", "/meetings/{id}/presence", "Ghi người dự · Record who was there", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Present []presence `json:"present" maxItems:"500"`
			Seen    int64      `json:"seen,omitempty"`
		}
	},
	) (meetingDone, error) {
		list := each(in.Body.Present, func(p presence) app.PresentIn { return app.PresentIn(p) })
		r, err := s.App.RecordPresence(ctx, c.by, app.PresenceIn{Meeting: in.ID, Present: list, Seen: in.Body.Seen})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPut, tag, "record-positions", "/meetings/{id}/positions", "Ghi ý kiến về một nội dung · Record positions on one item", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Item      committee.ItemID `json:"item"`
			Positions []position       `json:"positions" maxItems:"500"`
			Seen      int64            `json:"seen,omitempty"`
		}
	},
	) (meetingDone, error) {
		r, err := s.App.RecordPositions(ctx, c.by, app.PositionsIn{
			Meeting: in.ID, Item: in.Body.Item, Seen: in.Body.Seen,
			Positions: each(in.Body.Positions, func(p position) app.PositionIn {
				return app.PositionIn{Seat: p.Seat, Position: p.Position, Reason: committee.Prose(p.Reason)}
			}),
		})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "conclude", "/meetings/{id}/conclusions", "Kết luận; có lead thì thành nhiệm vụ · Conclude; with a lead it becomes a task", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body concludeIn
	},
	) (conclusionDone, error) {
		r, err := s.App.Conclude(ctx, c.by, in.Body.in(in.ID))
		if err != nil {
			return conclusionDone{}, err
		}
		return s.conclusionAfter(ctx, c, in.ID, r)
	})
	act(s, http.MethodPost, tag, "close-meeting", "/meetings/{id}/close", "Kết thúc phiên họp · Close a meeting", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Carry []committee.ItemID `json:"carry,omitempty" maxItems:"100" doc:"Nội dung chưa kết luận, chuyển sang phiên sau · items kept for a later agenda"`
			Seen  int64              `json:"seen,omitempty"`
		}
	},
	) (meetingDone, error) {
		r, err := s.App.CloseMeeting(ctx, c.by, app.CloseIn{Meeting: in.ID, Carry: in.Body.Carry, Seen: in.Body.Seen})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
}

func (s *server) meetingAfter(ctx context.Context, c *call, id committee.MeetingID, r app.Receipt, err error) (meetingDone, error) {
	if err != nil {
		return meetingDone{}, err
	}
	out := meetingDone{Done: doneOf(r)}
	p, err := s.App.Meeting(ctx, c.by, id)
	if err == nil {
		out.Meeting = c.meeting(p)
	}
	out.ID = id
	return out, passOver(err)
}

// instantOrNull is an instant, null where there is none.
func instantOrNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
