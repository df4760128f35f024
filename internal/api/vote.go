package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// ByVote asks of one vote of a meeting.
type ByVote struct {
	ByMeeting
	Vote committee.VoteID `path:"vote"`
}

// Vote is a vote on an item of a meeting. While the result is hidden, counts and
// what others voted are left out.
type Vote struct {
	ID       committee.VoteID    `json:"id"`
	Meeting  committee.MeetingID `json:"meeting"`
	Item     committee.ItemID    `json:"item"`
	Motion   string              `json:"motion"`
	Hash     string              `json:"hash" doc:"Dấu băm của nội dung và phương án; phiếu phải nêu lại · of the motion and the choices; a vote names it"`
	Secret   bool                `json:"secret"`
	Hidden   bool                `json:"hidden"`
	State    committee.VoteState `json:"state" enum:"prepared,open,closed,cancelled"`
	Over     bool                `json:"over" doc:"Đã hết giờ và chưa ghi kết thúc · the set end has come and the close is not on record"`
	Advice   bool                `json:"advice" doc:"Chỉ để tham khảo · binds nobody"`
	Mode     string              `json:"mode" doc:"Cách quyết định theo quy chế; trống: không nêu · how the matter is decided; empty: not stated"`
	ModeBy   []app.Clause        `json:"mode_by"`
	Opened   *time.Time          `json:"opened" nullable:"true"`
	Until    *time.Time          `json:"until" nullable:"true"`
	Options  []voteOption        `json:"options"`
	Voters   []voteVoter         `json:"voters"`
	Tellers  []voteTeller        `json:"tellers"`
	Voted    int                 `json:"voted"`
	Result   *voteResult         `json:"result,omitempty"`
	Offers   []offer             `json:"offers"`
	MaySeats []committee.SeatID  `json:"your_seats" doc:"Ghế mà người gọi biểu quyết · seats from which the caller votes"`
}

// voteOption is one choice, with its count where that may be read.
type voteOption struct {
	Key   string             `json:"key"`
	Label string             `json:"label"`
	Side  committee.Position `json:"side" enum:"for,against,other"`
	Count *int               `json:"count" nullable:"true"`
}

// voteVoter is one who may vote.
type voteVoter struct {
	Seat   committee.SeatID `json:"seat"`
	Name   string           `json:"name"`
	Weight int              `json:"weight"`
	Voted  bool             `json:"voted"`
	Option string           `json:"option" doc:"Trống: chưa bỏ phiếu, phiếu kín hoặc còn ẩn · empty: not voted, secret, or hidden still"`
	How    string           `json:"how"`
}

// voteTeller is one of the two tellers of a secret vote.
type voteTeller struct {
	Name string `json:"name"`
	Laid bool   `json:"laid"`
}

// voteResult is what a vote came to.
type voteResult struct {
	At       time.Time          `json:"at"`
	Recorded time.Time          `json:"recorded"`
	For      int                `json:"for"`
	Against  int                `json:"against"`
	Other    int                `json:"other"`
	Tally    verdict            `json:"tally"`
	Quorum   verdict            `json:"quorum"`
	Ballots  []committee.Ballot `json:"ballots"`
	Void     []committee.SeatID `json:"void"`
	Warning  string             `json:"warning" doc:"few, alike hoặc trống · few, alike or empty"`
	Reason   string             `json:"reason"`
}

// voteDone is a vote after an act on it.
type voteDone struct {
	Vote
	Done
}

func (c *call) vote(p app.VotePage) Vote {
	x := p.Vote
	out := Vote{
		ID: x.ID, Meeting: x.Meeting, Item: x.Item, Motion: x.Motion, Hash: x.Hash, Secret: x.Secret, Hidden: x.Hidden, State: x.State, Over: p.Over,
		Advice: p.Advice(), Mode: string(p.Mode.Mode), Opened: instant(x.Opened), Until: instant(x.Until), Voted: x.Voted(), MaySeats: some(p.Mine),
		Offers: each(p.Offers, c.offer),
	}
	out.ModeBy = []app.Clause{}
	if p.Mode.Clause.Address != "" {
		out.ModeBy = append(out.ModeBy, p.Mode.Clause)
	}
	for i, o := range x.Options {
		y := voteOption{Key: o.Key, Label: o.Label, Side: o.Side}
		if p.Shown && i < len(p.Tally.Counts) {
			y.Count = &p.Tally.Counts[i]
		}
		out.Options = append(out.Options, y)
	}
	out.Voters = each(p.Voters, func(v app.VoterLine) voteVoter {
		y := voteVoter{Seat: v.Seat, Name: v.Name, Weight: v.Weight, Voted: !v.Voter.Cast.IsZero()}
		if v.Cast != nil {
			y.Option, y.How = v.Cast.Option, v.Cast.How
		}
		return y
	})
	out.Tellers = each(p.Tellers, func(t app.TellerLine) voteTeller { return voteTeller{t.Name, t.Public != nil} })
	if r := x.Result; !x.Running() {
		out.Result = &voteResult{
			At: r.At, Recorded: r.Entered, For: r.For, Against: r.Against, Other: r.Other, Tally: verdictOf(p.Verdict, c.lang), Quorum: verdictOf(p.Quorum, c.lang),
			Ballots: some(r.Ballots), Void: some(r.Void), Warning: r.Warning, Reason: r.Reason,
		}
	}
	return out
}

// instant is a time that may be none.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// voteIn calls a vote.
type voteIn struct {
	Item    committee.ItemID `json:"item"`
	Motion  string           `json:"motion"`
	Options []optionIn       `json:"options,omitempty" maxItems:"10" doc:"Để trống: tán thành, không tán thành, ý kiến khác · empty: for, against, other"`
	Secret  bool             `json:"secret,omitempty"`
	Hidden  bool             `json:"hidden,omitempty"`
	Tellers []party          `json:"tellers,omitempty" maxItems:"2"`
	Until   time.Time        `json:"until,omitzero"`
}

// votes registers votes on the items of a meeting. A secret ballot is cast and
// opened in browsers alone.
func (s *server) votes() {
	const tag = "meetings"
	look(s, tag, "list-votes", "/meetings/{id}/votes", "Các cuộc biểu quyết của phiên họp · Votes of a meeting", func(ctx context.Context, c *call, in *ByMeeting) (page[Vote], error) {
		list, err := s.App.Votes(ctx, c.by, in.ID)
		return whole(list, c.vote), err
	})
	look(s, tag, "get-vote", "/meetings/{id}/votes/{vote}", "Một cuộc biểu quyết · A vote", func(ctx context.Context, c *call, in *ByVote) (Vote, error) {
		p, err := s.voteOf(ctx, c, in)
		if err != nil {
			return Vote{}, err
		}
		return c.vote(p), nil
	})
	act(s, http.MethodPost, tag, "open-vote", "/meetings/{id}/votes", "Mở biểu quyết · Call a vote", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body voteIn
	},
	) (voteDone, error) {
		b := in.Body
		r, err := s.App.OpenVote(ctx, c.by, app.OpenVoteIn{
			Meeting: in.ID, Item: b.Item, Motion: committee.Prose(b.Motion), Secret: b.Secret, Hidden: b.Hidden, Until: b.Until,
			Options: each(b.Options, func(o optionIn) app.OptionIn {
				return app.OptionIn{Label: committee.Prose(o.Label), Side: o.Side}
			}),
			Tellers: each(b.Tellers, func(p party) app.PartyIn { return app.PartyIn(p) }),
		})
		return s.voteAfter(ctx, c, committee.VoteID(r.Ref), r, err)
	})
	act(s, http.MethodPost, tag, "cast-vote", "/meetings/{id}/votes/{vote}/casts", "Biểu quyết; có how thì là ghi hộ. Phiếu kín chỉ bỏ trên trang web · Vote; with how it is entered on behalf. A secret ballot is cast on its page alone", 0,
		func(ctx context.Context, c *call, in *struct {
			ByVote
			Body struct {
				Option string           `json:"option"`
				Hash   string           `json:"hash"`
				Seat   committee.SeatID `json:"seat,omitempty" doc:"Để trống: ghế duy nhất của người gọi · empty: the only seat of the caller"`
				How    string           `json:"how,omitempty" enum:"telephone,paper"`
			}
		},
		) (voteDone, error) {
			if _, err := s.voteOf(ctx, c, &in.ByVote); err != nil {
				return voteDone{}, err
			}
			b := in.Body
			var r app.Receipt
			var err error
			if b.How != "" {
				r, err = s.App.RecordVote(ctx, c.by, app.RecordVoteIn{Vote: in.Vote, Seat: b.Seat, Option: b.Option, Hash: b.Hash, How: b.How})
			} else {
				r, err = s.App.CastVote(ctx, c.by, app.CastVoteIn{Vote: in.Vote, Seat: b.Seat, Option: b.Option, Hash: b.Hash})
			}
			return s.voteAfter(ctx, c, in.Vote, r, err)
		})
	act(s, http.MethodPost, tag, "close-vote", "/meetings/{id}/votes/{vote}/closing", "Kết thúc và kiểm phiếu biểu quyết công khai · Close and count a named vote", 0, func(ctx context.Context, c *call, in *ByVote) (voteDone, error) {
		if _, err := s.voteOf(ctx, c, in); err != nil {
			return voteDone{}, err
		}
		r, err := s.App.CloseVote(ctx, c.by, app.CloseVoteIn{Vote: in.Vote})
		return s.voteAfter(ctx, c, in.Vote, r, err)
	})
	act(s, http.MethodPost, tag, "cancel-vote", "/meetings/{id}/votes/{vote}/cancellation", "Hủy cuộc biểu quyết · Call a vote off", 0, func(ctx context.Context, c *call, in *struct {
		ByVote
		Body struct {
			Reason string `json:"reason"`
		}
	},
	) (voteDone, error) {
		if _, err := s.voteOf(ctx, c, &in.ByVote); err != nil {
			return voteDone{}, err
		}
		r, err := s.App.CallOffVote(ctx, c.by, app.CallOffVoteIn{Vote: in.Vote, Reason: committee.Prose(in.Body.Reason)})
		return s.voteAfter(ctx, c, in.Vote, r, err)
	})
}

// voteOf reads a vote of the meeting that the path names.
func (s *server) voteOf(ctx context.Context, c *call, in *ByVote) (app.VotePage, error) {
	p, err := s.App.Vote(ctx, c.by, in.Vote)
	if err == nil && p.Vote.Meeting != in.ID {
		err = committee.Missing("vote.unknown", string(in.Vote))
	}
	return p, err
}

func (s *server) voteAfter(ctx context.Context, c *call, id committee.VoteID, r app.Receipt, err error) (voteDone, error) {
	if err != nil {
		return voteDone{}, err
	}
	out := voteDone{Done: doneOf(r)}
	p, err := s.App.Vote(ctx, c.by, id)
	if err == nil {
		out.Vote = c.vote(p)
	}
	out.ID = id
	return out, passOver(err)
}
