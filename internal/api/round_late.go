package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// lateSlip is a slip that came after the last day and counts for nothing yet.
type lateSlip struct {
	Question committee.QuestionID `json:"question"`
	By       party                `json:"by"`
	Position string               `json:"position"`
	Side     committee.Position   `json:"side" enum:"for,against,other"`
	Reason   string               `json:"reason"`
	Comments []comment            `json:"comments"`
	Version  int                  `json:"version"`
	At       time.Time            `json:"at" doc:"Giờ nhận · when it was received"`
	Filled   *filled              `json:"filled"`
}

func lateOf(s committee.LateSlip) lateSlip {
	return lateSlip{
		s.Question, party(s.By), s.Option, s.Position, s.Reason,
		each(s.Comments, func(x committee.Comment) comment { return comment{x.ID, x.Address, x.Place, x.Text} }),
		s.Version, s.At, filledOf(s.Filled),
	}
}

// lateSlips registers how late slips are taken.
func (s *server) lateSlips() {
	act(s, http.MethodPost, "rounds", "take-late-slips", "/rounds/{id}/late", "Nhận phiếu đến muộn · Let late slips count", 0, func(ctx context.Context, c *call, in *struct {
		ByRound
		Body struct {
			By party `json:"by"`
		}
	},
	) (roundDone, error) {
		r, err := s.App.TakeLateSlips(ctx, c.by, app.TakeLateSlipsIn{Round: in.ID, By: app.PartyIn(in.Body.By)})
		return s.roundAfter(ctx, c, in.ID, r, err)
	})
}
