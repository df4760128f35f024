package api

import (
	"context"
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// slipIn is the answer to one question as it is sent.
type slipIn struct {
	Question committee.QuestionID `json:"question"`
	Position string               `json:"position" doc:"Khóa của phương án · key of the option"`
	Reason   string               `json:"reason,omitempty"`
	Comments []commentIn          `json:"comments,omitempty" maxItems:"200"`
	Revision int                  `json:"revision,omitempty" minimum:"0" doc:"Lần sửa của phiếu đang xem; 0: phiếu đầu · of the slip looked at; 0 for the first"`
}

// commentIn is a comment as it is sent.
type commentIn struct {
	Address string `json:"address,omitempty"`
	Place   string `json:"place,omitempty"`
	Text    string `json:"text"`
}

// confirmIn stands by one slip.
type confirmIn struct {
	Question committee.QuestionID `json:"question"`
	Revision int                  `json:"revision" minimum:"0"`
}

// replyIn is the drafter's answer to one comment, as it is sent.
type replyIn struct {
	Comment committee.CommentID `json:"comment"`
	Kind    committee.ReplyKind `json:"kind" enum:"accepted,partly,explained"`
	Text    string              `json:"text,omitempty"`
}

func slipsIn(list []slipIn) []app.SlipIn {
	return each(list, func(x slipIn) app.SlipIn {
		return app.SlipIn{
			Question: x.Question, Position: x.Position, Reason: committee.Prose(x.Reason), Revision: x.Revision,
			Comments: each(x.Comments, func(y commentIn) app.CommentIn {
				return app.CommentIn{Address: y.Address, Place: committee.Prose(y.Place), Text: committee.Prose(y.Text)}
			}),
		}
	})
}

// slipsDone is what a party has answered in a round, after an act on it. Who writes
// it down for a party gets the round with it; who answers for a party gets the slips
// that it gave: to read the whole round after each of ten thousand answers would cost more
// than taking them.
type slipsDone struct {
	*Round
	ID       committee.RoundID `json:"id"`
	Body     committee.BodyKey `json:"body"`
	Title    string            `json:"title"`
	Deadline charter.Date      `json:"deadline" format:"date"`
	Version  int               `json:"version" doc:"Bản của văn bản · version of the text"`
	By       party             `json:"by"`
	Slips    []slip            `json:"slips" doc:"Các phiếu của nơi này về các vấn đề vừa trả lời; khi ghi hộ: các phiếu được đọc · the slips of this party on the questions answered; written down for it: those that the reader may read"`
	Done
}

// slipsNow answers an act of a party on its slips with these.
func slipsNow(x committee.Round, r app.Receipt) slipsDone {
	out := slipsDone{ID: x.ID, Body: x.Body, Title: x.Title, Deadline: x.Deadline, Version: x.Version, Slips: each(x.Slips, slipOf), Done: doneOf(r)}
	if len(x.Asked) > 0 {
		out.By = party(x.Asked[0])
	}
	return out
}

// slipsRecorded answers an act on slips that was done for a party.
func (s *server) slipsRecorded(ctx context.Context, c *call, id committee.RoundID, by party, r app.Receipt, err error) (slipsDone, error) {
	x, err := s.roundAfter(ctx, c, id, r, err)
	return slipsDone{&x.Round, id, x.Body, x.Title, x.Deadline, x.Version, by, x.Slips, x.Done}, err
}

// slips registers what is answered in a round, and what the drafter answers.
func (s *server) slips() {
	const tag = "rounds"
	act(s, http.MethodPost, tag, "answer-round", "/rounds/{id}/slips", "Trả lời; có how thì là ghi hộ · Answer; with how it is written down for the party", 0, func(ctx context.Context, c *call, in *struct {
		ByRound
		Body struct {
			By    party    `json:"by,omitzero" doc:"Để trống: nơi duy nhất mà người gọi trả lời thay · empty: the only party for which the caller answers"`
			How   string   `json:"how,omitempty" enum:"telephone,paper,meeting"`
			Slips []slipIn `json:"slips" maxItems:"50"`
			// What a device that had no network adds.
			Version int    `json:"version,omitempty" minimum:"0" doc:"Bản của văn bản đã xem; khác bản hiện nay thì không nhận · of the text looked at; another one is refused"`
			Filled  filled `json:"filled,omitzero" doc:"Giờ điền trên máy khi không có mạng, ghi bên cạnh giờ nhận · when it was filled in without a network, kept beside the time of receipt"`
		}
	},
	) (slipsDone, error) {
		b := in.Body
		if b.How != "" {
			r, err := s.App.RecordSlips(ctx, c.by, app.RecordSlipsIn{Round: in.ID, By: app.PartyIn(b.By), How: b.How, Slips: slipsIn(b.Slips)})
			return s.slipsRecorded(ctx, c, in.ID, b.By, r, err)
		}
		out, err := s.App.GiveSlips(ctx, c.by, app.AnswerRoundIn{Round: in.ID, By: app.PartyIn(b.By), Slips: slipsIn(b.Slips), Version: b.Version, Filled: b.Filled.in()})
		return slipsNow(out.Round, out.Receipt), err
	})
	act(s, http.MethodPost, tag, "confirm-slips", "/rounds/{id}/confirmations", "Xác nhận phiếu · Stand by slips", 0, func(ctx context.Context, c *call, in *struct {
		ByRound
		Body struct {
			By    party       `json:"by,omitzero"`
			Slips []confirmIn `json:"slips" maxItems:"50"`
		}
	},
	) (slipsDone, error) {
		x := app.ConfirmSlipsIn{Round: in.ID, By: app.PartyIn(in.Body.By)}
		for _, y := range in.Body.Slips {
			x.Slips = append(x.Slips, app.ConfirmIn(y))
		}
		r, err := s.App.ConfirmSlips(ctx, c.by, x)
		if err != nil {
			return slipsDone{}, err
		}
		now, err := s.App.SlipsOf(ctx, c.by, in.ID, app.PartyIn(in.Body.By))
		return slipsNow(now, r), passOver(err)
	})
	act(s, http.MethodPost, tag, "answer-comments", "/rounds/{id}/answers", "Tiếp thu, giải trình · Answer comments", 0, func(ctx context.Context, c *call, in *struct {
		ByRound
		Body struct {
			Answers []replyIn `json:"answers" maxItems:"500"`
		}
	},
	) (roundDone, error) {
		x := app.AnswerCommentsIn{Round: in.ID}
		for _, y := range in.Body.Answers {
			x.Replies = append(x.Replies, app.ReplyIn{Comment: y.Comment, Kind: y.Kind, Text: committee.Prose(y.Text)})
		}
		r, err := s.App.AnswerComments(ctx, c.by, x)
		return s.roundAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "charge-comments", "/rounds/{id}/charges", "Giao trả lời góp ý · Charge with the answers to comments", 0, func(ctx context.Context, c *call, in *struct {
		ByRound
		Body struct {
			Comments []committee.CommentID `json:"comments" maxItems:"500"`
			To       committee.SeatID      `json:"to"`
			Due      charter.Date          `json:"due,omitempty" format:"date"`
		}
	},
	) (roundDone, error) {
		b := in.Body
		r, err := s.App.ChargeComments(ctx, c.by, app.ChargeCommentsIn{Round: in.ID, Comments: b.Comments, To: b.To, Due: b.Due})
		return s.roundAfter(ctx, c, in.ID, r, err)
	})
}
