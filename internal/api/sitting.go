package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Sitting is a meeting while it runs (diễn biến phiên họp).
type Sitting struct {
	Meeting committee.MeetingID `json:"meeting"`
	Running bool                `json:"running" doc:"Đã tới ngày họp và chưa bế mạc · its day has come and it is not closed"`
	Seq     int64               `json:"seq" doc:"Thứ tự trong sổ của ban mà câu trả lời này đã kể tới · place in the body's sequence that this tells of"`
	Current committee.ItemID    `json:"current" doc:"Nội dung đang bàn; trống: không có · the item in hand; empty: none"`
	Items   []sittingItem       `json:"items"`
	Present []sittingSeat       `json:"present"`
	Floor   []speech            `json:"floor" doc:"Ai phát biểu, ai chờ · who speaks and who waits, in order"`
	Quorum  verdict             `json:"quorum" doc:"Tại thời điểm này · at this moment"`
}

// sittingItem is one item with its time and what is said of it beforehand.
type sittingItem struct {
	ID       committee.ItemID `json:"id"`
	Number   string           `json:"number" doc:"Số trong chương trình, như nhau với mọi người · its number on the agenda, the same for everybody"`
	Title    string           `json:"title"`
	Used     int64            `json:"used_seconds"`
	Planned  int64            `json:"planned_seconds" doc:"0: không định trước · 0: nobody planned it"`
	Done     bool             `json:"concluded"`
	Passable bool             `json:"passable" doc:"Không ai đề nghị phát biểu · nobody flags it"`
	Priors   []priorSaid      `json:"priors"`
}

type priorSaid struct {
	Seat committee.SeatID   `json:"seat"`
	Say  committee.PriorSay `json:"say" enum:"no-objection,speak"`
}

// sittingSeat is one seat that is expected or came.
type sittingSeat struct {
	Seat  committee.SeatID `json:"seat"`
	How   string           `json:"how" doc:"present, online, substitute; trống: không có mặt · empty: not there"`
	Since *time.Time       `json:"since" nullable:"true"`
}

// speech is who speaks or waits for the floor.
type speech struct {
	Seat  committee.SeatID `json:"seat"`
	Item  committee.ItemID `json:"item"`
	Asked time.Time        `json:"asked"`
	Given *time.Time       `json:"given" nullable:"true"`
}

func (c *call) sitting(p app.SittingPage) Sitting {
	out := Sitting{
		Meeting: p.Line.ID, Running: p.Running, Seq: p.Seq, Current: p.Sitting.Current(), Quorum: verdictOf(p.Quorum, c.lang),
		Items: []sittingItem{}, Present: []sittingSeat{}, Floor: []speech{},
	}
	for _, x := range p.Items() {
		i := sittingItem{
			ID: x.ID, Number: x.Number, Title: x.Title, Used: int64(p.Sitting.Used(x.ID, p.At).Seconds()), Planned: int64(p.Planned(x.ID).Seconds()),
			Done: len(x.Conclusions) > 0, Passable: slices.Contains(p.Passable, x.ID), Priors: []priorSaid{},
		}
		for _, y := range p.Sitting.Priors {
			if y.Item == x.ID {
				i.Priors = append(i.Priors, priorSaid{y.Seat, y.Say})
			}
		}
		out.Items = append(out.Items, i)
	}
	for _, x := range p.Expected {
		out.Present = append(out.Present, sittingSeat{x.Seat.Seat, x.How, orNull(x.Since)})
	}
	for _, x := range p.Sitting.Floor {
		if x.Ended.IsZero() {
			out.Floor = append(out.Floor, speech{x.Seat, x.Item, x.Asked, orNull(x.Given)})
		}
	}
	return out
}

// orNull is an instant that may be none.
func orNull(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// sittingActIn is what an act on a running meeting takes; which fields count
// depends on the act.
type sittingActIn struct {
	Seat  committee.SeatID   `json:"seat,omitempty" doc:"Trống: ghế của người gọi · empty: the caller's own"`
	How   string             `json:"how,omitempty" enum:"present,online,substitute"`
	Code  string             `json:"code,omitempty"`
	Item  committee.ItemID   `json:"item,omitempty"`
	Items []committee.ItemID `json:"items,omitempty" maxItems:"60"`
	Say   committee.PriorSay `json:"say,omitempty" enum:"no-objection,speak"`
	Text  string             `json:"text,omitempty"`
	// Of prior.state alone.
	Filled filled `json:"filled,omitzero" doc:"Giờ điền trên máy khi không có mạng · when it was filled in without a network"`
}

// sittingActs are the acts on a running meeting, by name.
var sittingActs = map[charter.Act]func(ctx context.Context, a *app.App, by app.Actor, id committee.MeetingID, in sittingActIn) (app.Receipt, error){
	"presence.arrive": func(ctx context.Context, a *app.App, by app.Actor, id committee.MeetingID, in sittingActIn) (app.Receipt, error) {
		return a.Arrive(ctx, by, app.ArriveIn{Meeting: id, Seat: in.Seat, How: in.How, Code: in.Code})
	},
	"presence.leave": onSeat((*app.App).Depart),
	"floor.ask":      onSeat((*app.App).AskFloor),
	"floor.give":     onSeat((*app.App).GiveFloor),
	"floor.end":      onSeat((*app.App).EndFloor),
	"prior.state": func(ctx context.Context, a *app.App, by app.Actor, id committee.MeetingID, in sittingActIn) (app.Receipt, error) {
		return a.StatePrior(ctx, by, app.PriorIn{Meeting: id, Item: in.Item, Seat: in.Seat, Say: in.Say, Filled: in.Filled.in()})
	},
	"item.take-up": func(ctx context.Context, a *app.App, by app.Actor, id committee.MeetingID, in sittingActIn) (app.Receipt, error) {
		if in.Item == "" {
			return app.Receipt{}, committee.Missing("item.unknown", "")
		}
		return a.TakeUp(ctx, by, app.TakeUpIn{Meeting: id, Item: in.Item})
	},
	"item.leave": func(ctx context.Context, a *app.App, by app.Actor, id committee.MeetingID, _ sittingActIn) (app.Receipt, error) {
		return a.TakeUp(ctx, by, app.TakeUpIn{Meeting: id})
	},
	"items.pass": func(ctx context.Context, a *app.App, by app.Actor, id committee.MeetingID, in sittingActIn) (app.Receipt, error) {
		return a.PassItems(ctx, by, app.PassIn{Meeting: id, Items: in.Items, Text: committee.Prose(in.Text)})
	},
}

// onSeat makes an act that takes a seat alone.
func onSeat(do func(*app.App, context.Context, app.Actor, app.SittingSeatIn) (app.Receipt, error)) func(context.Context, *app.App, app.Actor, committee.MeetingID, sittingActIn) (app.Receipt, error) {
	return func(ctx context.Context, a *app.App, by app.Actor, id committee.MeetingID, in sittingActIn) (app.Receipt, error) {
		return do(a, ctx, by, app.SittingSeatIn{Meeting: id, Seat: in.Seat})
	}
}

// sittingDone is the answer to an act on a running meeting.
type sittingDone struct {
	Done
	Sitting
}

// sittings registers meetings while they run.
func (s *server) sittings() {
	const tag = "meetings"
	look(s, tag, "get-sitting", "/meetings/{id}/sitting", "Diễn biến phiên họp · A meeting while it runs", func(ctx context.Context, c *call, in *ByMeeting) (Sitting, error) {
		p, err := s.App.Sitting(ctx, c.by, in.ID)
		if err != nil {
			return Sitting{}, err
		}
		return c.sitting(p), nil
	})
	act(s, http.MethodPatch, tag, "act-on-sitting", "/meetings/{id}/sitting", "Đến, rời, phát biểu, vào nội dung, ý kiến trước, thông qua cả cụm · Act on a running meeting", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Act   charter.Act  `json:"act"`
			Input sittingActIn `json:"input,omitempty"`
		}
	},
	) (sittingDone, error) {
		do := sittingActs[in.Body.Act]
		if do == nil {
			return sittingDone{}, committee.Wrong("act", "sitting.act", string(in.Body.Act))
		}
		r, err := do(ctx, s.App, c.by, in.ID, in.Body.Input)
		if err != nil {
			return sittingDone{}, err
		}
		out := sittingDone{Done: doneOf(r)}
		p, err := s.App.Sitting(ctx, c.by, in.ID)
		if err == nil {
			out.Sitting = c.sitting(p)
		}
		out.Meeting = in.ID
		return out, passOver(err)
	})
}
