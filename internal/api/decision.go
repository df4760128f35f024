package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// decisionLine is a decision in a list (quyết định).
type decisionLine struct {
	ID       committee.DecisionID   `json:"id"`
	Body     committee.BodyKey      `json:"body"`
	Kind     committee.DecisionKind `json:"kind"`
	Number   string                 `json:"number" doc:"Để trống: chưa rõ · empty: unknown"`
	Title    string                 `json:"title"`
	Date     any                    `json:"date"`
	Effect   charter.Date           `json:"effect"`
	SignedBy string                 `json:"signed_by"`
	Corrects committee.DecisionID   `json:"corrects"`
	Opened   int                    `json:"opened"`
	Closed   int                    `json:"closed"`
}

func decisionLineOf(d app.DecisionLine) decisionLine {
	return decisionLine{d.ID, d.Body, d.Kind, d.Number, d.Title, dueOf(d.Date), d.Effect, d.SignedBy, d.Corrects, d.Opened, d.Closed}
}

// decision is a decision with what it changed.
type decision struct {
	ID       committee.DecisionID `json:"id"`
	Decision decisionLine         `json:"decision"`
	Opened   []seat               `json:"seats_opened"`
	Closed   []seat               `json:"seats_closed"`
	Diff     diff                 `json:"diff"`
	Act      *actRecord           `json:"act,omitempty"`
}

// seated is a seat with who sits in it, in a comparison.
type seated struct {
	Seat   committee.SeatID   `json:"seat"`
	In     string             `json:"in"`
	Role   charter.Role       `json:"role"`
	Title  string             `json:"title"`
	Person committee.PersonID `json:"person"`
	Holder string             `json:"holder"`
}

// seatedPair is one person in both rosters.
type seatedPair struct {
	Old seated `json:"old"`
	New seated `json:"new"`
}

// diff is who entered, left, changed role or stayed.
type diff struct {
	Entered []seated     `json:"entered"`
	Left    []seated     `json:"left"`
	Changed []seatedPair `json:"changed"`
	Kept    []seatedPair `json:"kept"`
}

func (c *call) seated(s committee.Seated) seated {
	return seated{s.Seat.ID, s.Seat.In, s.Seat.Role, c.say(s.Seat.Title), s.Holder.Person, s.Holder.Name}
}

func (c *call) diff(d committee.RosterDiff) diff {
	pair := func(p committee.SeatedPair) seatedPair { return seatedPair{c.seated(p.Old), c.seated(p.New)} }
	return diff{each(d.Entered, c.seated), each(d.Left, c.seated), each(d.Changed, pair), each(d.Kept, pair)}
}

// preview is a kiện toàn before it is done.
type preview struct {
	Allowed bool         `json:"allowed"`
	Diff    diff         `json:"diff"`
	Old     []seat       `json:"old"`
	New     []seat       `json:"new"`
	Roster  []rosterRow  `json:"roster"`
	Verdict verdict      `json:"verdict"`
	Ground  *ground      `json:"ground,omitempty"`
	Clauses []app.Clause `json:"clauses"`
	Fault   *problem     `json:"fault,omitempty"`
}

// reconstituteIn is a kiện toàn as it is sent.
type reconstituteIn struct {
	ByKey
	Body struct {
		Decision decisionIn `json:"decision"`
		Seats    []seatIn   `json:"seats" minItems:"1" maxItems:"500"`
		Parts    []string   `json:"parts,omitempty" doc:"Bộ phận được thay; để trống: các bộ phận nêu trong seats · sub-bodies replaced"`
		Seen     int64      `json:"seen,omitempty"`
	}
}

func (in *reconstituteIn) in() app.ReconstituteIn {
	return app.ReconstituteIn{
		Body: in.Key, Decision: in.Body.Decision.in(), Seats: each(in.Body.Seats, seatIn.in), Parts: in.Body.Parts, Seen: in.Body.Seen,
	}
}

// decisions registers decisions and kiện toàn.
func (s *server) decisions() {
	const tag = "decisions"
	look(s, tag, "list-decisions", "/bodies/{key}/decisions", "Các quyết định của một cơ quan · The decisions of a body", func(ctx context.Context, c *call, in *ByKey) (page[decisionLine], error) {
		list, err := s.App.Decisions(ctx, c.by, in.Key)
		return whole(list, decisionLineOf), err
	})
	look(s, tag, "get-decision", "/decisions/{id}", "Một quyết định và điều nó thay đổi · A decision and what it changed", func(ctx context.Context, c *call, in *struct {
		ID committee.DecisionID `path:"id"`
	},
	) (decision, error) {
		p, err := s.App.Decision(ctx, c.by, in.ID)
		if err != nil {
			return decision{}, err
		}
		out := decision{p.Line.ID, decisionLineOf(p.Line), each(p.Opened, c.seat), each(p.Closed, c.seat), c.diff(p.Diff), nil}
		if p.Act != nil {
			r := c.actRecord(*p.Act)
			out.Act = &r
		}
		return out, nil
	})
	act(s, http.MethodPost, tag, "reconstitute", "/bodies/{key}/reconstitution", "Kiện toàn: một quyết định thay danh sách · One decision replaces a roster", 0, func(ctx context.Context, c *call, in *reconstituteIn) (bodyDone, error) {
		r, err := s.App.Reconstitute(ctx, c.by, in.in())
		return s.bodyAfter(ctx, c, in.Key, r, err)
	})
	operate(s, huma.Operation{
		OperationID: "preview-reconstitution", Method: http.MethodPost, Path: "/bodies/{key}/reconstitution/preview", DefaultStatus: http.StatusOK,
		Summary: "Xem trước kiện toàn, chưa ghi gì · See it before it is done", Tags: []string{tag},
	}, func(ctx context.Context, c *call, in *reconstituteIn) (preview, error) {
		p, err := s.App.PreviewReconstitute(ctx, c.by, in.in())
		if err != nil {
			return preview{}, err
		}
		out := preview{
			Allowed: p.Fault == nil, Diff: c.diff(p.Diff), Old: each(p.Old, c.seat), New: each(p.New, c.seat),
			Roster: each(p.Rows, c.rosterRow), Verdict: verdictOf(p.Verdict, c.lang), Clauses: some(p.Ground.Clauses),
		}
		if p.Fault != nil {
			out.Fault = s.problem(ctx, c.lang, p.Fault)
			out.Clauses = out.Fault.Clauses
			return out, nil
		}
		g := groundOf(p.Ground)
		out.Ground = &g
		return out, nil
	})
}
