package api

import (
	"context"
	"net/http"
	"slices"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// seat is a place in a body with who sits in it on the day (ghế thành viên).
type seat struct {
	ID       committee.SeatID   `json:"id"`
	In       string             `json:"in"`
	Role     charter.Role       `json:"role"`
	Title    string             `json:"title"`
	Order    int                `json:"order"`
	Fill     committee.FillKind `json:"fill"`
	Ref      string             `json:"ref"`
	Person   committee.PersonID `json:"person" doc:"Để trống: khuyết · empty: vacant"`
	Holder   string             `json:"holder"`
	Through  string             `json:"through"`
	Regime   string             `json:"regime"`
	Fields   []string           `json:"fields"`
	Places   []string           `json:"places"`
	From     charter.Date       `json:"from"`
	To       charter.Date       `json:"to"`
	Decision string             `json:"decision"`
	New      bool               `json:"new"`
}

func (c *call) seat(l app.SeatLine) seat {
	return seat{
		l.Seat, l.In, l.Role, c.say(l.Title), l.Order, l.Fill, l.Ref, l.Person, l.Holder, c.say(l.Through), l.Regime,
		some(l.Fields), some(l.Places), l.From, l.To, l.Decision, l.New,
	}
}

// delegation is a power lent in writing (ủy quyền).
type delegation struct {
	ID      committee.DelegationID `json:"id"`
	From    committee.SeatID       `json:"from"`
	To      committee.SeatID       `json:"to"`
	FromWho string                 `json:"from_who"`
	ToWho   string                 `json:"to_who"`
	Acts    []actWord              `json:"acts"`
	Trigger string                 `json:"trigger"`
	Scope   string                 `json:"scope"`
	Meeting committee.MeetingID    `json:"meeting"`
	Since   charter.Date           `json:"since"`
	Until   charter.Date           `json:"until"`
	Revoked charter.Date           `json:"revoked"`
	Live    bool                   `json:"live"`
}

func (c *call) delegation(l app.DelegationLine) delegation {
	d := l.Delegation
	return delegation{
		d.ID, d.From, d.To, l.From, l.To,
		each(l.Acts, func(w app.ActWord) actWord { return actWord{w.Act, c.say(w.Word)} }),
		d.Trigger, d.Scope, d.Meeting, d.Since, d.Until, d.Revoked, l.Live,
	}
}

// BySeat asks of one seat of a body.
type BySeat struct {
	ByKey
	Seat committee.SeatID `path:"seat"`
}

// seats registers the roster and lent powers.
func (s *server) seats() {
	const tag = "seats"
	look(s, tag, "list-seats", "/bodies/{key}/seats", "Danh sách thành viên trong một ngày · The roster on a day", func(ctx context.Context, c *call, in *struct {
		OnKey
		In string `query:"in" maxLength:"64" doc:"Chỉ một bộ phận; để trống: cả ban, mỗi ghế ghi bộ phận của nó · one sub-body alone; empty: all, each seat with its own"`
	},
	) (page[seat], error) {
		on, err := day(in.On)
		if err != nil {
			return page[seat]{}, err
		}
		list, err := s.App.RosterOn(ctx, c.by, in.Key, on)
		if in.In != "" {
			list = slices.DeleteFunc(list, func(l app.SeatLine) bool { return l.In != in.In })
		}
		return whole(list, c.seat), err
	})
	act(s, http.MethodPost, tag, "appoint-seat", "/bodies/{key}/seats", "Bổ sung thành viên · Open one seat", 0, func(ctx context.Context, c *call, in *struct {
		ByKey
		Body struct {
			Seat     seatIn     `json:"seat"`
			Decision decisionIn `json:"decision"`
		}
	},
	) (made, error) {
		r, err := s.App.AppointSeat(ctx, c.by, app.AppointIn{Body: in.Key, Seat: in.Body.Seat.in(), Decision: in.Body.Decision.in()})
		return madeOf(r, ""), err
	})
	act(s, http.MethodPost, tag, "end-seat", "/bodies/{key}/seats/{seat}/end", "Thôi thành viên · End a seat", 0, func(ctx context.Context, c *call, in *struct {
		BySeat
		Body struct {
			To       charter.Date     `json:"to" format:"date" doc:"Ngày cuối · last day"`
			Heir     committee.SeatID `json:"heir,omitempty"`
			Decision *decisionIn      `json:"decision,omitempty"`
		}
	},
	) (made, error) {
		r, err := s.App.EndSeat(ctx, c.by, app.EndSeatIn{
			Body: in.Key, Seat: in.Seat, To: in.Body.To, Heir: in.Body.Heir, Decision: in.Body.Decision.in(),
		})
		return madeOf(r, string(in.Seat)), err
	})
	act(s, http.MethodPost, tag, "name-delegate", "/bodies/{key}/seats/{seat}/delegate", "Cử người vào ghế của cơ quan · Name an agency's delegate", 0, func(ctx context.Context, c *call, in *struct {
		BySeat
		Body struct {
			Person committee.PersonID `json:"person"`
			From   charter.Date       `json:"from" format:"date"`
		}
	},
	) (made, error) {
		r, err := s.App.NameDelegate(ctx, c.by, app.DelegateIn{Body: in.Key, Seat: in.Seat, Person: in.Body.Person, From: in.Body.From})
		return madeOf(r, string(in.Seat)), err
	})
	act(s, http.MethodPost, tag, "assign-portfolio", "/bodies/{key}/seats/{seat}/portfolio", "Phân công lĩnh vực, địa bàn · Assign fields and localities", 0, func(ctx context.Context, c *call, in *struct {
		BySeat
		Body struct {
			Fields []string     `json:"fields,omitempty"`
			Places []string     `json:"places,omitempty"`
			From   charter.Date `json:"from" format:"date"`
		}
	},
	) (made, error) {
		b := in.Body
		r, err := s.App.AssignPortfolio(ctx, c.by, app.PortfolioIn{Body: in.Key, Seat: in.Seat, Fields: b.Fields, Places: b.Places, From: b.From})
		return madeOf(r, string(in.Seat)), err
	})
	act(s, http.MethodPost, tag, "take-over", "/bodies/{key}/handovers", "Nhận bàn giao · Take over what an ended seat left", 0, func(ctx context.Context, c *call, in *struct {
		ByKey
		Body struct {
			From  committee.SeatID   `json:"from,omitempty" doc:"Để trống: việc do một người chịu trách nhiệm · empty: a task for which a person answered"`
			Kind  committee.HangKind `json:"kind"`
			Thing string             `json:"thing"`
			To    committee.SeatID   `json:"to"`
		}
	},
	) (made, error) {
		b := in.Body
		r, err := s.App.TakeOver(ctx, c.by, app.HandOverIn{Body: in.Key, From: b.From, Kind: b.Kind, Thing: b.Thing, To: b.To})
		return madeOf(r, b.Thing), err
	})
	s.delegations()
}

// delegations registers lent powers.
func (s *server) delegations() {
	const tag = "delegations"
	look(s, tag, "list-delegations", "/bodies/{key}/delegations", "Ủy quyền trong một ngày · Powers lent on a day", func(ctx context.Context, c *call, in *OnKey) (page[delegation], error) {
		on, err := day(in.On)
		if err != nil {
			return page[delegation]{}, err
		}
		list, err := s.App.Delegations(ctx, c.by, in.Key, on)
		return whole(list, c.delegation), err
	})
	act(s, http.MethodPost, tag, "delegate-power", "/bodies/{key}/delegations", "Ủy quyền · Lend powers in writing", 0, func(ctx context.Context, c *call, in *struct {
		ByKey
		Body struct {
			From    committee.SeatID    `json:"from"`
			To      committee.SeatID    `json:"to"`
			Acts    []charter.Act       `json:"acts"`
			Trigger string              `json:"trigger" enum:"written,assigned,absent"`
			Scope   string              `json:"scope,omitempty"`
			Meeting committee.MeetingID `json:"meeting,omitempty"`
			Since   charter.Date        `json:"since" format:"date"`
			Until   charter.Date        `json:"until,omitempty" format:"date"`
		}
	},
	) (made, error) {
		b := in.Body
		r, err := s.App.DelegatePower(ctx, c.by, app.LendIn{
			Body: in.Key, From: b.From, To: b.To, Acts: b.Acts, Trigger: b.Trigger, Scope: committee.Prose(b.Scope),
			Meeting: b.Meeting, Since: b.Since, Until: b.Until,
		})
		return madeOf(r, ""), err
	})
	act(s, http.MethodPost, tag, "revoke-power", "/bodies/{key}/delegations/{id}/revocation", "Thu hồi ủy quyền · Take a lent power back", 0, func(ctx context.Context, c *call, in *struct {
		ByKey
		ID   committee.DelegationID `path:"id"`
		Body struct {
			From charter.Date `json:"from" format:"date" doc:"Ngày đầu không còn hiệu lực · first day no longer in force"`
		}
	},
	) (made, error) {
		r, err := s.App.RevokePower(ctx, c.by, app.RevokeIn{Body: in.Key, ID: in.ID, From: in.Body.From})
		return madeOf(r, string(in.ID)), err
	})
}
