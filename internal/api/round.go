package api

import (
	"context"
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// ByRound asks of one opinion round.
type ByRound struct {
	ID committee.RoundID `path:"id"`
}

// roundDone is a round after an act on it.
type roundDone struct {
	Round
	Done
}

// questionIn is one question as it is sent.
type questionIn struct {
	Text    string     `json:"text"`
	Options []optionIn `json:"options,omitempty" maxItems:"10" doc:"Để trống: đồng ý, không đồng ý, ý kiến khác · empty: for, against, other"`
}

// optionIn is one position of a body's own set.
type optionIn struct {
	Label string             `json:"label"`
	Side  committee.Position `json:"side" enum:"for,against,other"`
}

// boundIn names one version of a paper.
type boundIn struct {
	Paper   committee.PaperID `json:"paper"`
	Version int               `json:"version,omitempty" minimum:"0" doc:"Để trống: bản mới nhất · empty: the newest"`
}

// openIn opens an opinion round.
type openIn struct {
	Body      committee.BodyKey `json:"body"`
	In        string            `json:"in,omitempty"`
	Matter    string            `json:"matter,omitempty"`
	Authority string            `json:"authority,omitempty" doc:"Việc thuộc thẩm quyền của ai · in whose power the matter lies"`
	Title     string            `json:"title,omitempty"`
	Questions []questionIn      `json:"questions,omitempty" maxItems:"50"`
	Papers    []boundIn         `json:"papers,omitempty" maxItems:"100"`
	Articles  []roundArticle    `json:"articles,omitempty" maxItems:"400"`
	Asked     []party           `json:"asked,omitempty" maxItems:"1000"`
	Deadline  charter.Date      `json:"deadline,omitempty" format:"date"`
	Days      int               `json:"days,omitempty" doc:"Số ngày làm việc, thay cho deadline · working days, instead of deadline"`
	Drafter   party             `json:"drafter,omitzero"`
	Chair     committee.SeatID  `json:"chair,omitempty"`
	Origin    originIn          `json:"origin,omitzero" doc:"Văn bản xin ý kiến của nơi khác · a request from outside the body"`
	Public    bool              `json:"public,omitempty"`
	Urgent    bool              `json:"urgent,omitempty"`
	Item      committee.ItemID  `json:"item,omitempty" doc:"Nội dung chương trình họp có dự thảo; tên, câu hỏi, tài liệu, nơi được hỏi để trống thì theo nội dung ấy · the item of an agenda on which the draft stands; what is left open follows from it"`
}

// originIn is the request from outside as it is sent.
type originIn struct {
	From     string       `json:"from,omitempty"`
	Number   string       `json:"number,omitempty"`
	Date     charter.Date `json:"date,omitempty" format:"date"`
	Received charter.Date `json:"received,omitempty" format:"date"`
}

func (b openIn) in() app.OpenRoundIn {
	return app.OpenRoundIn{
		Body: b.Body, In: b.In, Matter: b.Matter, Authority: b.Authority, Title: committee.Prose(b.Title), Deadline: b.Deadline, Days: b.Days,
		Papers: boundsIn(b.Papers), Articles: articlesIn(b.Articles), Drafter: app.PartyIn(b.Drafter), Chair: b.Chair, Public: b.Public, Urgent: b.Urgent, Item: b.Item,
		Asked:  each(b.Asked, func(p party) app.PartyIn { return app.PartyIn(p) }),
		Origin: app.OriginIn{From: committee.Prose(b.Origin.From), Number: b.Origin.Number, Date: b.Origin.Date, Received: b.Origin.Received},
		Questions: each(b.Questions, func(q questionIn) app.QuestionIn {
			return app.QuestionIn{Text: committee.Prose(q.Text), Options: each(q.Options, func(o optionIn) app.OptionIn {
				return app.OptionIn{Label: committee.Prose(o.Label), Side: o.Side}
			})}
		}),
	}
}

func boundsIn(list []boundIn) []app.BoundIn {
	return each(list, func(b boundIn) app.BoundIn { return app.BoundIn(b) })
}

func articlesIn(list []roundArticle) []app.ArticleIn {
	return each(list, func(a roundArticle) app.ArticleIn {
		return app.ArticleIn{Address: a.Address, Heading: committee.Prose(a.Heading), Text: committee.Prose(a.Text)}
	})
}

// rounds registers opinion rounds from the opening to the conclusion.
func (s *server) rounds() {
	const tag = "rounds"
	look(s, tag, "list-rounds", "/rounds", "Các đợt lấy ý kiến · Opinion rounds", func(ctx context.Context, c *call, in *struct {
		Slice
		Of    committee.BodyKey `query:"body"`
		State app.RoundStage    `query:"state" enum:"open,closed,concluded,cancelled"`
		Asked bool              `query:"asked" doc:"Chỉ các đợt hỏi tôi · only those that ask the caller"`
	},
	) (page[RoundLine], error) {
		l, err := s.App.Rounds(ctx, c.by, app.RoundFilter{Body: in.Of, Stage: in.State, Asked: in.Asked, Cursor: in.Cursor, Limit: in.Limit})
		return pageOf(each(l.Items, c.roundLine), l.Next), err
	})
	look(s, tag, "get-round", "/rounds/{id}", "Một đợt lấy ý kiến · An opinion round", func(ctx context.Context, c *call, in *ByRound) (Round, error) {
		p, err := s.App.Round(ctx, c.by, in.ID)
		if err != nil {
			return Round{}, err
		}
		return c.round(p), nil
	})
	look(s, tag, "get-round-table", "/rounds/{id}/table", "Bảng tổng hợp, tiếp thu, giải trình · Received, accepted, explained", func(ctx context.Context, c *call, in *ByRound) (page[tableRow], error) {
		_, table, err := s.App.RoundTable(ctx, c.by, in.ID)
		return whole(table, c.tableRow), err
	})
	act(s, http.MethodPost, tag, "open-round", "/rounds", "Mở đợt lấy ý kiến · Open an opinion round", 4<<20, func(ctx context.Context, c *call, in *struct{ Body openIn }) (roundDone, error) {
		r, err := s.App.OpenRound(ctx, c.by, in.Body.in())
		return s.roundAfter(ctx, c, committee.RoundID(r.Ref), r, err)
	})
	act(s, http.MethodPut, tag, "change-round-text", "/rounds/{id}/text", "Sửa văn bản xin ý kiến; hai danh sách thay trọn · Change the text; both lists are whole", 4<<20, func(ctx context.Context, c *call, in *struct {
		ByRound
		Body struct {
			Papers   []boundIn      `json:"papers,omitempty" maxItems:"100"`
			Articles []roundArticle `json:"articles,omitempty" maxItems:"400"`
			Note     string         `json:"note,omitempty"`
			Seen     int64          `json:"seen,omitempty"`
		}
	},
	) (roundDone, error) {
		b := in.Body
		r, err := s.App.ChangeRound(ctx, c.by, app.ChangeRoundIn{
			Round: in.ID, Papers: boundsIn(b.Papers), Articles: articlesIn(b.Articles), Note: committee.Prose(b.Note), Seen: b.Seen,
		})
		return s.roundAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "extend-round", "/rounds/{id}/extension", "Gia hạn · Give more time", 0, func(ctx context.Context, c *call, in *struct {
		ByRound
		Body struct {
			Deadline charter.Date `json:"deadline,omitempty" format:"date"`
			Days     int          `json:"days,omitempty" doc:"Số ngày làm việc kể từ hạn cũ · working days from the deadline that was"`
			Reason   string       `json:"reason,omitempty"`
			Seen     int64        `json:"seen,omitempty"`
		}
	},
	) (roundDone, error) {
		b := in.Body
		r, err := s.App.ExtendRound(ctx, c.by, app.ExtendRoundIn{Round: in.ID, Deadline: b.Deadline, Days: b.Days, Reason: committee.Prose(b.Reason), Seen: b.Seen})
		return s.roundAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "cancel-round", "/rounds/{id}/cancellation", "Hủy · Call a round off", 0, func(ctx context.Context, c *call, in *struct {
		ByRound
		Body struct {
			Reason string `json:"reason"`
			Seen   int64  `json:"seen,omitempty"`
		}
	},
	) (roundDone, error) {
		r, err := s.App.CancelRound(ctx, c.by, app.CancelRoundIn{Round: in.ID, Reason: committee.Prose(in.Body.Reason), Seen: in.Body.Seen})
		return s.roundAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "conclude-round", "/rounds/{id}/conclusion", "Kết luận; nội dung có lead thì thành nhiệm vụ · Conclude; an outcome with a lead becomes a task", 0, func(ctx context.Context, c *call, in *struct {
		ByRound
		Body concludeRoundIn
	},
	) (roundDone, error) {
		r, err := s.App.ConcludeRound(ctx, c.by, in.Body.in(in.ID))
		return s.roundAfter(ctx, c, in.ID, r, err)
	})
	s.slips()
	s.lateSlips()
}

// outcomeIn is what is concluded on one question, as it is sent.
type outcomeIn struct {
	Question committee.QuestionID `json:"question"`
	Text     string               `json:"text,omitempty"`
	Side     committee.Position   `json:"side,omitempty" enum:"for,against"`
	Title    string               `json:"title,omitempty"`
	OwnerIn
}

// concludeRoundIn concludes a round on every question.
type concludeRoundIn struct {
	Text        string      `json:"text"`
	Outcomes    []outcomeIn `json:"outcomes" maxItems:"50"`
	Reply       string      `json:"reply,omitempty" doc:"Lời trả lời nơi xin ý kiến; để trống: chính kết luận · to who asked from outside; empty: the conclusion"`
	ReplyNumber string      `json:"reply_number,omitempty"`
	Seen        int64       `json:"seen,omitempty"`
}

func (b concludeRoundIn) in(id committee.RoundID) app.ConcludeRoundIn {
	return app.ConcludeRoundIn{
		Round: id, Text: committee.Prose(b.Text), Reply: committee.Prose(b.Reply), ReplyNumber: b.ReplyNumber, Seen: b.Seen,
		Outcomes: each(b.Outcomes, func(o outcomeIn) app.OutcomeIn {
			return app.OutcomeIn{
				Question: o.Question, Text: committee.Prose(o.Text), Side: o.Side, Title: committee.Prose(o.Title), Lead: o.Lead,
				Accountable: o.Accountable, Person: o.Person, Coordinators: o.Coordinators, Due: o.Due,
			}
		}),
	}
}

// roundAfter reads a round after an act on it.
func (s *server) roundAfter(ctx context.Context, c *call, id committee.RoundID, r app.Receipt, err error) (roundDone, error) {
	if err != nil {
		return roundDone{}, err
	}
	out := roundDone{Done: doneOf(r)}
	p, err := s.App.Round(ctx, c.by, id)
	if err == nil {
		out.Round = c.round(p)
	}
	out.ID = id
	return out, passOver(err)
}
