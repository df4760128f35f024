package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// minutesPart is one matter of the minutes as they are written.
type minutesPart struct {
	Item committee.ItemID `json:"item" doc:"Để trống: cả phiên · empty: the meeting as a whole"`
	Text string           `json:"text"`
	Rev  int64            `json:"rev"`
	Who  string           `json:"who" doc:"Người viết sau cùng · who wrote last"`
	At   *time.Time       `json:"at" nullable:"true"`
}

// minutesView is the minutes of a meeting with what the caller may do (biên bản).
type minutesView struct {
	Meeting  committee.MeetingID         `json:"meeting"`
	Version  int                         `json:"version" doc:"Số lần duyệt; 0: chưa duyệt · of approval; 0: never"`
	Approved bool                        `json:"approved"`
	By       string                      `json:"by"`
	At       *time.Time                  `json:"at" nullable:"true"`
	Reason   string                      `json:"reason,omitempty" doc:"Vì sao mở lại · why they were reopened"`
	Text     map[committee.ItemID]string `json:"text" doc:"Theo nội dung; khóa trống: cả phiên · by item; the empty key: the meeting as a whole"`
	Parts    []minutesPart               `json:"parts" doc:"Đang viết; chỉ cho người viết và người duyệt · as written; for who writes or approves"`
	Sum      string                      `json:"sum" doc:"Gọi tên đúng văn bản đang duyệt · names the text that is approved"`
	MayWrite bool                        `json:"may_write"`
	Offers   []offer                     `json:"offers"`
}

// minutesDone is the minutes after an act on them.
type minutesDone struct {
	minutesView
	Done
}

func (c *call) minutes(p app.MinutesPage) minutesView {
	st := p.State
	out := minutesView{
		Meeting: p.Meeting.Line.ID, Version: st.Version, Approved: st.Approved, By: st.By, At: instant(st.At), Reason: st.Reason, Text: st.Text,
		Sum: p.Sum, MayWrite: p.MayWrite, Offers: []offer{c.offer(p.Approve), c.offer(p.Reopen)},
		Parts: each(p.Parts, func(x app.MinutesPart) minutesPart {
			return minutesPart{x.Item, x.Text, x.Rev, x.Who, instant(x.At)}
		}),
	}
	if out.Text == nil {
		out.Text = map[committee.ItemID]string{}
	}
	return out
}

// minutesKept registers the minutes of meetings.
func (s *server) minutesKept() {
	const tag = "meetings"
	look(s, tag, "get-minutes", "/meetings/{id}/minutes", "Biên bản · The minutes", func(ctx context.Context, c *call, in *ByMeeting) (minutesView, error) {
		p, err := s.App.Minutes(ctx, c.by, in.ID)
		if err != nil {
			return minutesView{}, err
		}
		return c.minutes(p), nil
	})
	act(s, http.MethodPut, tag, "write-minutes", "/meetings/{id}/minutes", "Viết một phần biên bản; chưa phải việc vào sổ · Write a part of the minutes; no act of the register yet", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Item committee.ItemID `json:"item,omitempty" doc:"Để trống: cả phiên · empty: the meeting as a whole"`
			Text string           `json:"text"`
			Rev  int64            `json:"rev,omitempty" minimum:"0" doc:"Bản đã viết tiếp lên; 0: chưa có · of the text written on; 0: there was none"`
		}
	},
	) (minutesPart, error) {
		b := in.Body
		rev, err := s.App.WriteMinutes(ctx, c.by, app.MinutesIn{Meeting: in.ID, Item: b.Item, Text: b.Text, Rev: b.Rev})
		return minutesPart{Item: b.Item, Text: b.Text, Rev: rev}, err
	})
	act(s, http.MethodPost, tag, "approve-minutes", "/meetings/{id}/minutes/approval", "Duyệt biên bản · Approve the minutes", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Sum  string `json:"sum"`
			Seen int64  `json:"seen,omitempty"`
		}
	},
	) (minutesDone, error) {
		r, err := s.App.ApproveMinutes(ctx, c.by, app.ApproveMinutesIn{Meeting: in.ID, Sum: in.Body.Sum, Seen: in.Body.Seen})
		return s.minutesAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "reopen-minutes", "/meetings/{id}/minutes/reopening", "Mở lại biên bản đã duyệt · Open approved minutes again", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Reason string `json:"reason"`
			Seen   int64  `json:"seen,omitempty"`
		}
	},
	) (minutesDone, error) {
		r, err := s.App.ReopenMinutes(ctx, c.by, app.ReopenMinutesIn{Meeting: in.ID, Reason: committee.Prose(in.Body.Reason), Seen: in.Body.Seen})
		return s.minutesAfter(ctx, c, in.ID, r, err)
	})
}

func (s *server) minutesAfter(ctx context.Context, c *call, id committee.MeetingID, r app.Receipt, err error) (minutesDone, error) {
	if err != nil {
		return minutesDone{}, err
	}
	out := minutesDone{Done: doneOf(r)}
	p, err := s.App.Minutes(ctx, c.by, id)
	if err == nil {
		out.minutesView = c.minutes(p)
	}
	out.Meeting = id
	return out, passOver(err)
}
