package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// ByTopic asks of one working space.
type ByTopic struct {
	ID committee.TopicID `path:"id"`
}

// TopicLine is a working space in a list (chuyên đề).
type TopicLine struct {
	ID       committee.TopicID    `json:"id"`
	Body     committee.BodyKey    `json:"body"`
	BodyName string               `json:"body_name"`
	Title    string               `json:"title"`
	State    committee.TopicState `json:"state" enum:"open,closed"`
	Remarks  int                  `json:"remarks"`
	Newest   time.Time            `json:"newest"`
}

// topicParty is who takes part in a working space.
type topicParty struct {
	Seat   committee.SeatID   `json:"seat,omitempty"`
	Agency committee.AgencyID `json:"agency,omitempty"`
	Person committee.PersonID `json:"person,omitempty"`
	Name   string             `json:"name"`
	Host   bool               `json:"host"`
	Mine   bool               `json:"mine"`
}

// topicLink is a thing to which a working space leads.
type topicLink struct {
	Kind  committee.LinkKind `json:"kind" enum:"meeting,round,task,paper"`
	Ref   string             `json:"ref"`
	Title string             `json:"title,omitempty" readOnly:"true"`
}

// topicRemark is one thing said.
type topicRemark struct {
	ID        committee.RemarkID `json:"id"`
	To        committee.RemarkID `json:"to"`
	By        party              `json:"by"`
	Name      string             `json:"name"`
	Who       string             `json:"who"`
	Text      string             `json:"text" doc:"Rỗng khi đã rút · empty once it was taken back"`
	Calls     []string           `json:"calls"`
	At        time.Time          `json:"at"`
	Withdrawn *time.Time         `json:"withdrawn"`
	Reason    string             `json:"reason"`
}

// Topic is one working space (không gian làm việc theo chuyên đề).
type Topic struct {
	TopicLine
	About   string        `json:"about"`
	Wide    bool          `json:"wide" doc:"Cả cơ quan đọc được · the whole body reads it"`
	Result  string        `json:"result"`
	Parties []topicParty  `json:"parties"`
	Links   []topicLink   `json:"links" doc:"Chỉ những mục người hỏi được xem · only what the caller may see"`
	Papers  []Paper       `json:"papers" doc:"Tài liệu đưa vào chuyên đề · papers laid in it"`
	Said    []topicRemark `json:"said"`
	Offers  []offer       `json:"offers"`
}

// topicDone is a working space after an act on it.
type topicDone struct {
	Topic
	Done
}

// TopicWords is what a working space is made of.
type TopicWords struct {
	Title   string      `json:"title"`
	About   string      `json:"about,omitempty"`
	Wide    bool        `json:"wide,omitempty"`
	Parties []party     `json:"parties,omitempty" maxItems:"1000"`
	Links   []topicLink `json:"links,omitempty" maxItems:"200"`
}

func (b TopicWords) in() app.TopicIn {
	return app.TopicIn{
		Title: committee.Prose(b.Title), About: committee.Prose(b.About), Wide: b.Wide,
		Parties: each(b.Parties, func(p party) app.PartyIn { return app.PartyIn(p) }),
		Links:   each(b.Links, func(l topicLink) committee.TopicLink { return committee.TopicLink{Kind: l.Kind, Ref: l.Ref} }),
	}
}

func (c *call) topicLine(l app.TopicLine) TopicLine {
	return TopicLine{l.ID, l.Body, c.say(l.BodyName), l.Title, l.State, l.Remarks, l.Newest}
}

func (c *call) topic(p app.TopicPage) Topic {
	return Topic{
		TopicLine: c.topicLine(p.Line), About: p.Topic.About, Wide: p.Topic.Wide, Result: p.Topic.Result,
		Parties: each(p.Parties, func(x app.TopicParty) topicParty {
			return topicParty{x.Party.Seat, x.Party.Agency, x.Party.Person, c.say(x.Name), x.Host, x.Mine}
		}),
		Links:  each(p.Links, func(l app.TopicLink) topicLink { return topicLink{l.Kind, l.Ref, l.Title} }),
		Papers: each(p.Papers, c.paper),
		Said:   each(p.Remarks, c.topicRemark), Offers: each(p.Offers, c.offer),
	}
}

func (c *call) topicRemark(r app.TopicRemark) topicRemark {
	out := topicRemark{
		ID: r.ID, To: r.To, By: party(r.By), Name: c.say(r.Name), Who: r.Who, Text: r.Text, Calls: each(r.Mentions, c.say), At: r.At, Reason: r.Reason,
	}
	if !r.Withdrawn.IsZero() {
		out.Withdrawn = &r.Withdrawn
	}
	return out
}

func (s *server) topicAfter(ctx context.Context, c *call, id committee.TopicID, r app.Receipt, err error) (topicDone, error) {
	if err != nil {
		return topicDone{}, err
	}
	out := topicDone{Done: doneOf(r)}
	p, err := s.App.Topic(ctx, c.by, id)
	if err == nil {
		out.Topic = c.topic(p)
	}
	out.ID = id
	return out, passOver(err)
}

// topics registers working spaces by topic.
func (s *server) topics() {
	const tag = "topics"
	look(s, tag, "list-topics", "/topics", "Các chuyên đề · Working spaces", func(ctx context.Context, c *call, in *struct {
		Slice
		Of    committee.BodyKey    `query:"body"`
		State committee.TopicState `query:"state" enum:"open,closed"`
	},
	) (page[TopicLine], error) {
		l, err := s.App.Topics(ctx, c.by, app.TopicFilter{Body: in.Of, State: in.State, Cursor: in.Cursor, Limit: in.Limit})
		return pageOf(each(l.Items, c.topicLine), l.Next), err
	})
	look(s, tag, "get-topic", "/topics/{id}", "Một chuyên đề · A working space", func(ctx context.Context, c *call, in *ByTopic) (Topic, error) {
		p, err := s.App.Topic(ctx, c.by, in.ID)
		if err != nil {
			return Topic{}, err
		}
		return c.topic(p), nil
	})
	act(s, http.MethodPost, tag, "open-topic", "/topics", "Mở chuyên đề · Open a working space", 1<<20, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Body committee.BodyKey `json:"body"`
			TopicWords
		}
	},
	) (topicDone, error) {
		r, err := s.App.OpenTopic(ctx, c.by, app.OpenTopicIn{Body: in.Body.Body, TopicIn: in.Body.in()})
		return s.topicAfter(ctx, c, committee.TopicID(r.Ref), r, err)
	})
	act(s, http.MethodPut, tag, "arrange-topic", "/topics/{id}", "Sửa chuyên đề; hai danh sách thay trọn · Set it in order; both lists are whole", 1<<20, func(ctx context.Context, c *call, in *struct {
		ByTopic
		Body TopicWords
	},
	) (topicDone, error) {
		r, err := s.App.ArrangeTopic(ctx, c.by, app.ArrangeTopicIn{Topic: in.ID, TopicIn: in.Body.in()})
		return s.topicAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "make-remark", "/topics/{id}/remarks", "Trao đổi · Say something", 0, func(ctx context.Context, c *call, in *struct {
		ByTopic
		Body struct {
			To    committee.RemarkID `json:"to,omitempty"`
			By    party              `json:"by,omitzero" doc:"Để trống khi chỉ tham gia với một tư cách · empty for who takes part in one capacity"`
			Text  string             `json:"text"`
			Calls []party            `json:"calls,omitempty" maxItems:"50" doc:"Nhắc đến · who is called to it"`
		}
	},
	) (topicDone, error) {
		b := in.Body
		r, err := s.App.MakeRemark(ctx, c.by, app.RemarkIn{
			Topic: in.ID, To: b.To, By: app.PartyIn(b.By), Text: committee.Prose(b.Text), Mentions: each(b.Calls, func(p party) app.PartyIn { return app.PartyIn(p) }),
		})
		return s.topicAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "withdraw-remark", "/topics/{id}/withdrawal", "Rút ý kiến · Take a remark back", 0, func(ctx context.Context, c *call, in *struct {
		ByTopic
		Body struct {
			Remark committee.RemarkID `json:"remark"`
			Reason string             `json:"reason,omitempty"`
		}
	},
	) (topicDone, error) {
		r, err := s.App.WithdrawRemark(ctx, c.by, app.WithdrawRemarkIn{Topic: in.ID, Remark: in.Body.Remark, Reason: committee.Prose(in.Body.Reason)})
		return s.topicAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "close-topic", "/topics/{id}/closing", "Kết thúc chuyên đề · Close a working space", 0, func(ctx context.Context, c *call, in *struct {
		ByTopic
		Body struct {
			Result string `json:"result"`
		}
	},
	) (topicDone, error) {
		r, err := s.App.CloseTopic(ctx, c.by, app.CloseTopicIn{Topic: in.ID, Result: committee.Prose(in.Body.Result)})
		return s.topicAfter(ctx, c, in.ID, r, err)
	})
}
