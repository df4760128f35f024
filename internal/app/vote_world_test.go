package app_test

import (
	"context"
	"os"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/committee/ballot"
)

const council = committee.BodyKey("collegiate-council")

// counts adds the appraisal council, where the count decides, with ten members
// and a secretary, and convenes a sitting of today with an item of each matter.
func (w *world) counts(matters ...string) (seats map[string]committee.SeatID, m committee.MeetingID, items map[string]committee.ItemID) {
	w.t.Helper()
	ctx := context.Background()
	src, err := os.ReadFile("../../charters/testdata/general/collegiate-council.yaml")
	if err != nil {
		w.t.Fatal(err)
	}
	w.at = time.Date(2024, 6, 10, 2, 0, 0, 0, time.UTC)
	w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
		Key: council, Host: w.agency["vp"], Superior: w.agency["ubnd"], Charter: string(src), From: day("2024-02-01"), Decision: decision("15/QĐ-VD", "Thành lập", "2024-02-01"),
	}))
	members := []struct {
		name string
		role charter.Role
	}{
		{"chair", "head"}, {"vice-chair", "deputy"}, {"reviewer1", "reviewer"}, {"reviewer2", "reviewer"}, {"m1", "member"}, {"m2", "member"}, {"m3", "member"}, {"m4", "member"}, {"m5", "member"}, {"m6", "member"}, {"clerk-c", "secretary"},
	}
	var lines []app.SeatIn
	for _, x := range members {
		w.person(x.name)
		lines = append(lines, w.sits(x.role, x.name))
	}
	w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{Body: council, Decision: decision("16/QĐ-VD", "Thành phần", "2024-02-01"), Seats: lines}))
	seats = map[string]committee.SeatID{}
	for _, l := range w.roster(council) {
		for _, x := range members {
			if w.people[x.name] == l.Person {
				seats[x.name] = l.Seat
			}
		}
	}
	in := app.ConveneIn{Body: council, Kind: committee.Regular, Title: "Phiên thẩm định", Start: w.at.Add(-time.Hour), Chair: seats["chair"]}
	for _, k := range matters {
		in.Agenda = append(in.Agenda, app.ItemIn{Title: committee.Prose("Mục " + k), Kind: k})
	}
	for _, x := range members {
		in.Invitees = append(in.Invitees, app.InviteeIn{Seat: seats[x.name]})
	}
	m = committee.MeetingID(w.must(w.app.Convene(ctx, w.as("chair"), in)).Ref)
	page, err := w.app.Meeting(ctx, w.as("chair"), m)
	if err != nil {
		w.t.Fatal(err)
	}
	items = map[string]committee.ItemID{}
	for _, x := range page.Meeting.Agenda {
		items[x.Kind] = x.ID
	}
	return seats, m, items
}

// callVote calls a vote by who presides.
func (w *world) callVote(who string, in app.OpenVoteIn) committee.VoteID {
	w.t.Helper()
	return committee.VoteID(w.must(w.app.OpenVote(context.Background(), w.as(who), in)).Ref)
}

// vote reads a vote as somebody.
func (w *world) vote(who string, id committee.VoteID) app.VotePage {
	w.t.Helper()
	p, err := w.app.Vote(context.Background(), w.as(who), id)
	if err != nil {
		w.t.Fatalf("%s reads the vote: %v", who, err)
	}
	return p
}

// votes casts a named vote for somebody.
func (w *world) votes(who string, id committee.VoteID, option string) {
	w.t.Helper()
	w.must(w.app.CastVote(context.Background(), w.as(who), app.CastVoteIn{Vote: id, Option: option, Hash: w.vote(who, id).Vote.Hash}))
}

// onDesk holds how often a vote waits on the desk of each.
func (w *world) onDesk(want map[string]int, kind string, id committee.VoteID) {
	w.t.Helper()
	for who, n := range want {
		d, err := w.app.Desk(context.Background(), w.as(who))
		if err != nil {
			w.t.Fatal(err)
		}
		got := 0
		for _, x := range d.Await {
			if x.Ref == string(id) {
				got++
				if x.Kind != kind || x.What == "" || x.Due == 0 {
					w.t.Errorf("%s: the vote on the desk is %+v", who, x)
				}
			}
		}
		if got != n {
			w.t.Errorf("%s: the vote waits %d times on the desk, want %d", who, got, n)
		}
	}
}

// half makes a teller's key and lays its public part.
func (w *world) half(who string, id committee.VoteID) ballot.Half {
	w.t.Helper()
	h, err := ballot.NewHalf()
	if err != nil {
		w.t.Fatal(err)
	}
	w.must(w.app.LayTellerKey(context.Background(), w.as(who), app.TellerKeyIn{Vote: id, Public: h.Public()}))
	return h
}

// sealed is a secret ballot as somebody's browser makes it.
func (w *world) sealed(who string, id committee.VoteID, choice int, word string) app.CastBallotIn {
	w.t.Helper()
	p := w.vote(who, id)
	q := ballot.Question{Office: string(p.Office), Round: string(id), ID: p.Vote.Hash, Choices: len(p.Vote.Options)}
	data, err := ballot.Seal(q, string(p.Mine[0]), ballot.Ballot{Choice: choice, Check: word}, p.Tellers[0].Public, p.Tellers[1].Public)
	if err != nil {
		w.t.Fatal(err)
	}
	return app.CastBallotIn{Vote: id, Hash: p.Vote.Hash, Sealed: data}
}

// voteHistory is what a long life left behind of votes.
type voteHistory struct {
	named, secret, waiting committee.VoteID // open, open, and without keys
	hash, secretHash       string
}

// newPublic makes the public half of a teller's key.
func newPublic(t testing.TB) []byte {
	t.Helper()
	h, err := ballot.NewHalf()
	if err != nil {
		t.Fatal(err)
	}
	return h.Public()
}

// liveVotes leaves votes in every state behind: named and secret ones that run, one
// that waits for its keys, counted ones, and one that was called off.
func (w *world) liveVotes() (h voteHistory) {
	w.t.Helper()
	ctx := context.Background()
	r := w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: bodyC, Kind: committee.Expanded, Title: "Phiên có biểu quyết", Start: w.at.Add(-time.Minute), Chair: w.seatOf("head"),
		Agenda: []app.ItemIn{{Title: "Một"}, {Title: "Hai"}, {Title: "Ba"}, {Title: "Bốn"}, {Title: "Năm"}, {Title: "Sáu"}}, Invitees: invite(w.seatOf("head"), w.seatOf("deputy")),
	}))
	m := committee.MeetingID(r.Ref)
	page, err := w.app.Meeting(ctx, w.as("head"), m)
	if err != nil {
		w.t.Fatal(err)
	}
	on := func(i int, in app.OpenVoteIn) committee.VoteID {
		in.Meeting, in.Item, in.Motion = m, page.Meeting.Agenda[i].ID, "Biểu quyết thử"
		if in.Secret {
			in.Tellers = []app.PartyIn{{Seat: w.seatOf("deputy")}, {Seat: w.seatOf("member")}}
		}
		return w.callVote("head", in)
	}
	h.named = on(0, app.OpenVoteIn{Hidden: true})
	w.votes("member1", h.named, "against")
	h.secret = on(1, app.OpenVoteIn{Secret: true})
	w.half("deputy", h.secret)
	w.half("member1", h.secret)
	w.must(w.app.CastBallot(ctx, w.as("head"), w.sealed("head", h.secret, 0, "AAAAAAAA")))
	h.waiting = on(2, app.OpenVoteIn{Secret: true})
	done := on(3, app.OpenVoteIn{})
	w.votes("member1", done, "for")
	w.must(w.app.CloseVote(ctx, w.as("head"), app.CloseVoteIn{Vote: done}))
	counted := on(4, app.OpenVoteIn{Secret: true})
	x, y := w.half("deputy", counted), w.half("member1", counted)
	w.must(w.app.CastBallot(ctx, w.as("head"), w.sealed("head", counted, 1, "BBBBBBBB")))
	w.must(w.app.CloseVote(ctx, w.as("deputy"), app.CloseVoteIn{Vote: counted, First: x, Second: y}))
	off := on(5, app.OpenVoteIn{})
	w.must(w.app.CallOffVote(ctx, w.as("head"), app.CallOffVoteIn{Vote: off, Reason: "Nêu sai"}))
	h.hash, h.secretHash = w.vote("head", h.named).Vote.Hash, w.vote("head", h.secret).Vote.Hash
	return h
}
