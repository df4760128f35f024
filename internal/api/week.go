package api

import (
	"context"
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// weekMeeting is a meeting of the week with who is called to it.
type weekMeeting struct {
	MeetingLine
	Members  int      `json:"members"`
	Agencies []string `json:"agencies"`
	Guests   []string `json:"guests"`
}

// Week is the schedule of a week (lịch công tác tuần), Monday to Sunday.
type Week struct {
	From     charter.Date  `json:"from"`
	To       charter.Date  `json:"to"`
	Meetings []weekMeeting `json:"meetings"`
	Tasks    []TaskLine    `json:"tasks" doc:"Việc đến hạn trong tuần · tasks due in the week"`
	Rounds   []RoundLine   `json:"rounds" doc:"Đợt lấy ý kiến hết hạn trong tuần · opinion rounds whose last day it is"`
}

// seatingPlace is a place in a seating plan.
type seatingPlace struct {
	Seat   committee.SeatID   `json:"seat,omitempty"`
	Agency committee.AgencyID `json:"agency,omitempty"`
	Name   string             `json:"name,omitempty"`
}

// Seating is who sits where in a meeting (sơ đồ chỗ ngồi).
type Seating struct {
	Shape  committee.SeatingShape `json:"shape"`
	Places []seatingPlace         `json:"places" doc:"Theo thứ tự từ ghế chủ trì · from who presides on"`
	Set    bool                   `json:"set" doc:"Đã có người xếp; nếu không, theo thứ bậc · somebody arranged it; else by precedence"`
}

// seatingDone is a seating plan after it was arranged.
type seatingDone struct {
	Seating
	Meeting committee.MeetingID `json:"meeting"`
	Done
}

func seatingOf(p app.SeatingPage) Seating {
	return Seating{p.Meeting.Shape, each(p.Meeting.Places, func(x committee.InviteeEntry) seatingPlace {
		return seatingPlace{x.Seat, x.Agency, string(x.Name)}
	}), p.Set}
}

// weeks registers the schedule of a week and who sits where.
func (s *server) weeks() {
	const tag = "meetings"
	look(s, tag, "get-week", "/week", "Lịch công tác tuần · The schedule of a week", func(ctx context.Context, c *call, in *struct {
		On string            `query:"on" format:"date" doc:"Một ngày trong tuần; để trống: tuần này · a day of it; empty: this week"`
		Of committee.BodyKey `query:"body"`
	},
	) (Week, error) {
		on, err := day(in.On)
		if err != nil {
			return Week{}, err
		}
		w, err := s.App.Week(ctx, c.by, on, in.Of)
		return Week{w.From, w.To, each(w.Meetings, func(m app.WeekMeeting) weekMeeting {
			return weekMeeting{c.meetingLine(m.MeetingLine), m.Members, each(m.Agencies, c.say), some(m.Guests)}
		}), each(w.Tasks, c.taskLine), each(w.Rounds, c.roundLine)}, err
	})
	look(s, tag, "get-seating", "/meetings/{id}/seating", "Sơ đồ chỗ ngồi · Who sits where", func(ctx context.Context, c *call, in *ByMeeting) (Seating, error) {
		p, err := s.App.Seating(ctx, c.by, in.ID)
		return seatingOf(p), err
	})
	act(s, http.MethodPut, tag, "arrange-seating", "/meetings/{id}/seating", "Xếp chỗ ngồi · Say who sits where", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Shape  committee.SeatingShape `json:"shape"`
			Places []seatingPlace         `json:"places" maxItems:"1000"`
			Seen   int64                  `json:"seen,omitempty"`
		}
	},
	) (seatingDone, error) {
		r, err := s.App.ArrangeSeating(ctx, c.by, app.SeatingIn{
			Meeting: in.ID, Shape: in.Body.Shape, Seen: in.Body.Seen,
			Places: each(in.Body.Places, func(p seatingPlace) app.InviteeIn {
				return app.InviteeIn{Seat: p.Seat, Agency: p.Agency, Name: committee.Prose(p.Name)}
			}),
		})
		if err != nil {
			return seatingDone{}, err
		}
		out := seatingDone{Meeting: in.ID, Done: doneOf(r)}
		p, err := s.App.Seating(ctx, c.by, in.ID)
		if err == nil {
			out.Seating = seatingOf(p)
		}
		return out, passOver(err)
	})
}
