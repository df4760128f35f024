package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// arrangeItemIn is one item of an agenda as it is to be.
type arrangeItemIn struct {
	ID        committee.ItemID   `json:"id,omitempty" doc:"Để trống: nội dung mới · empty: a new item"`
	Title     string             `json:"title"`
	Kind      string             `json:"kind,omitempty"`
	Lead      committee.SeatID   `json:"lead,omitempty"`
	Presenter string             `json:"presenter,omitempty"`
	Section   int                `json:"section,omitempty" minimum:"0"`
	Minutes   int                `json:"minutes,omitempty" minimum:"0"`
	Recurs    bool               `json:"recurs,omitempty"`
	Closed    bool               `json:"closed,omitempty" doc:"Nội dung kín · confidential"`
	Named     []committee.SeatID `json:"named,omitempty" maxItems:"200"`
	Matter    committee.MatterID `json:"matter,omitempty" doc:"Việc trong danh sách chờ · the matter of the backlog that it deals with"`
}

// matterView is a matter that waits for an agenda (việc chờ đưa vào chương trình).
type matterView struct {
	ID       committee.MatterID    `json:"id"`
	Body     committee.BodyKey     `json:"body"`
	In       string                `json:"in"`
	Title    string                `json:"title"`
	Kind     string                `json:"kind"`
	Note     string                `json:"note"`
	Lead     committee.SeatID      `json:"lead"`
	By       party                 `json:"by"`
	Proposer string                `json:"proposer"`
	State    committee.MatterState `json:"state" enum:"proposed,waiting,refused,placed"`
	Reason   string                `json:"reason,omitempty"`
	From     committee.MeetingID   `json:"from" doc:"Phiên chuyển sang · the meeting from which it was carried over"`
	Meeting  committee.MeetingID   `json:"meeting" doc:"Phiên có việc này trong chương trình · on whose agenda it is"`
	At       time.Time             `json:"at"`
}

func matterOf(l app.MatterLine) matterView {
	return matterView{
		ID: l.ID, Body: l.Body, In: l.In, Title: l.Title, Kind: l.Kind, Note: l.Note, Lead: l.Lead, By: party(l.By), Proposer: l.Proposer,
		State: l.State, Reason: l.Reason, From: l.From, Meeting: l.Meeting, At: l.At,
	}
}

// matterDone is a matter after an act on it.
type matterDone struct {
	matterView
	Done
}

// foreseenView is a meeting of which the date is known by a part alone.
type foreseenView struct {
	ID      committee.MeetingID   `json:"id"`
	Body    committee.BodyKey     `json:"body"`
	In      string                `json:"in"`
	Kind    committee.MeetingKind `json:"kind"`
	Series  string                `json:"series"`
	Title   string                `json:"title"`
	Note    string                `json:"note"`
	Date    partialDate           `json:"date"`
	By      committee.SeatID      `json:"by"`
	Source  committee.MeetingID   `json:"source" doc:"Phiên đã dự kiến · the meeting that foresaw it"`
	Settled committee.MeetingID   `json:"settled" doc:"Phiên đã ấn định; để trống: chưa · the meeting that it became"`
	Dropped bool                  `json:"dropped"`
	Reason  string                `json:"reason,omitempty"`
}

// partialDate is a part of a date, both days included.
type partialDate struct {
	From charter.Date `json:"from" format:"date"`
	To   charter.Date `json:"to" format:"date"`
}

func foreseenOf(l app.ForeseenLine) foreseenView {
	return foreseenView{
		ID: l.ID, Body: l.Body, In: l.In, Kind: l.Kind, Series: l.Series, Title: l.Title, Note: l.Note, Date: partialDate{l.Date.From, l.Date.To}, By: l.By,
		Source: l.Source, Settled: l.Settled, Dropped: l.Dropped, Reason: l.Reason,
	}
}

// foreseenDone is a foreseen meeting after an act on it.
type foreseenDone struct {
	foreseenView
	Done
}

// agendas registers the agenda of a meeting and what waits for one.
func (s *server) agendas() {
	const tag = "meetings"
	act(s, http.MethodPut, tag, "arrange-agenda", "/meetings/{id}/agenda", "Xây dựng chương trình · Replace the agenda", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Numbering committee.Numbering `json:"numbering,omitempty" enum:",decimal,roman"`
			Sections  []string            `json:"sections,omitempty" maxItems:"20"`
			Items     []arrangeItemIn     `json:"items" maxItems:"100"`
			Seen      int64               `json:"seen,omitempty"`
		}
	},
	) (meetingDone, error) {
		b := in.Body
		x := app.ArrangeIn{Meeting: in.ID, Numbering: b.Numbering, Seen: b.Seen, Sections: each(b.Sections, func(t string) committee.Prose { return committee.Prose(t) })}
		for _, i := range b.Items {
			x.Items = append(x.Items, app.ArrangeItemIn{
				ID: i.ID, Title: committee.Prose(i.Title), Kind: i.Kind, Lead: i.Lead, Presenter: committee.Prose(i.Presenter), Section: i.Section, Minutes: i.Minutes,
				Recurs: i.Recurs, Closed: i.Closed, Named: i.Named, Matter: i.Matter,
			})
		}
		r, err := s.App.ArrangeAgenda(ctx, c.by, x)
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
	look(s, tag, "list-matters", "/bodies/{key}/matters", "Việc chờ đưa vào chương trình · Matters that wait for an agenda", func(ctx context.Context, c *call, in *struct {
		Key committee.BodyKey `path:"key"`
	},
	) (page[matterView], error) {
		b, err := s.App.Backlog(ctx, c.by, in.Key)
		return pageOf(each(b.Items, matterOf), ""), err
	})
	act(s, http.MethodPost, tag, "propose-item", "/bodies/{key}/matters", "Đề xuất nội dung; keep thì đưa thẳng vào danh sách chờ · Propose a matter; with keep it waits at once", 0, func(ctx context.Context, c *call, in *struct {
		Key  committee.BodyKey `path:"key"`
		Body struct {
			In    string           `json:"in,omitempty"`
			Title string           `json:"title"`
			Kind  string           `json:"kind,omitempty"`
			Note  string           `json:"note,omitempty"`
			Keep  bool             `json:"keep,omitempty"`
			Lead  committee.SeatID `json:"lead,omitempty" doc:"Chỉ khi keep · with keep only"`
		}
	},
	) (matterDone, error) {
		b := in.Body
		var r app.Receipt
		var err error
		if b.Keep {
			r, err = s.App.KeepMatter(ctx, c.by, app.KeepMatterIn{Body: in.Key, In: b.In, Title: committee.Prose(b.Title), Kind: b.Kind, Note: committee.Prose(b.Note), Lead: b.Lead})
		} else {
			r, err = s.App.ProposeItem(ctx, c.by, app.ProposeItemIn{Body: in.Key, In: b.In, Title: committee.Prose(b.Title), Kind: b.Kind, Note: committee.Prose(b.Note)})
		}
		return s.matterAfter(ctx, c, committee.MatterID(r.Ref), r, err)
	})
	act(s, http.MethodPost, tag, "judge-item", "/matters/{id}/decision", "Tiếp nhận hoặc không tiếp nhận nội dung đề xuất · Take a proposed matter up or refuse it", 0, func(ctx context.Context, c *call, in *struct {
		ID   committee.MatterID `path:"id"`
		Body struct {
			Accept bool   `json:"accept"`
			Reason string `json:"reason,omitempty" doc:"Cần khi không tiếp nhận · needed when refused"`
		}
	},
	) (matterDone, error) {
		r, err := s.App.JudgeItem(ctx, c.by, app.JudgeItemIn{Matter: in.ID, Accept: in.Body.Accept, Reason: committee.Prose(in.Body.Reason)})
		return s.matterAfter(ctx, c, in.ID, r, err)
	})
	s.foreseen()
}

func (s *server) matterAfter(ctx context.Context, c *call, id committee.MatterID, r app.Receipt, err error) (matterDone, error) {
	if err != nil {
		return matterDone{}, err
	}
	out := matterDone{Done: doneOf(r)}
	b, err := s.App.Backlog(ctx, c.by, r.Body)
	for _, l := range b.Items {
		if l.ID == id {
			out.matterView = matterOf(l)
		}
	}
	out.ID = id
	return out, passOver(err)
}

// foreseen registers meetings of which the date is known by a part alone.
func (s *server) foreseen() {
	const tag = "meetings"
	look(s, tag, "list-foreseen", "/bodies/{key}/foreseen", "Phiên họp dự kiến, chưa ấn định ngày · Meetings foreseen by a part of a date", func(ctx context.Context, c *call, in *struct {
		Key committee.BodyKey `path:"key"`
	},
	) (page[foreseenView], error) {
		l, err := s.App.Foreseen(ctx, c.by, in.Key)
		return pageOf(each(l, foreseenOf), ""), err
	})
	act(s, http.MethodPost, tag, "foresee-meeting", "/bodies/{key}/foreseen", "Dự kiến họp; có id thì sửa · Plan a meeting by a part of a date; with id the plan is changed", 0, func(ctx context.Context, c *call, in *struct {
		Key  committee.BodyKey `path:"key"`
		Body struct {
			ID     committee.MeetingID   `json:"id,omitempty"`
			In     string                `json:"in,omitempty"`
			Kind   committee.MeetingKind `json:"kind" enum:"regular,extraordinary,expanded,working-session"`
			Series string                `json:"series,omitempty"`
			Title  string                `json:"title,omitempty"`
			Note   string                `json:"note,omitempty"`
			From   charter.Date          `json:"from" format:"date"`
			To     charter.Date          `json:"to" format:"date"`
			Source committee.MeetingID   `json:"source,omitempty"`
		}
	},
	) (foreseenDone, error) {
		b := in.Body
		r, err := s.App.ForeseeMeeting(ctx, c.by, app.ForeseeIn{
			ID: b.ID, Body: in.Key, In: b.In, Kind: b.Kind, Series: b.Series, Title: committee.Prose(b.Title), Note: committee.Prose(b.Note), From: b.From, To: b.To, Source: b.Source,
		})
		return s.foreseenAfter(ctx, c, committee.MeetingID(r.Ref), r, err)
	})
	act(s, http.MethodPost, tag, "drop-foreseen", "/foreseen/{id}/cancellation", "Thôi dự kiến họp · Give up a foreseen meeting", 0, func(ctx context.Context, c *call, in *struct {
		ID   committee.MeetingID `path:"id"`
		Body struct {
			Reason string `json:"reason"`
		}
	},
	) (foreseenDone, error) {
		r, err := s.App.DropForeseen(ctx, c.by, app.DropForeseenIn{ID: in.ID, Reason: committee.Prose(in.Body.Reason)})
		return s.foreseenAfter(ctx, c, in.ID, r, err)
	})
}

func (s *server) foreseenAfter(ctx context.Context, c *call, id committee.MeetingID, r app.Receipt, err error) (foreseenDone, error) {
	if err != nil {
		return foreseenDone{}, err
	}
	out := foreseenDone{Done: doneOf(r)}
	list, err := s.App.Foreseen(ctx, c.by, r.Body)
	for _, l := range list {
		if l.ID == id {
			out.foreseenView = foreseenOf(l)
		}
	}
	out.ID = id
	return out, passOver(err)
}
