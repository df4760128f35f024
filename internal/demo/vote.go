package demo

import (
	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/committee/ballot"
)

// The slips of the two tellers of the sample secret vote. They stand here so that
// whoever looks at the demonstration can open its ballots; slips of a real vote
// stand on paper alone.
const (
	slipFirst  = "6E2C QHYC KFH9 RFV1 PV8P DQ1P TP7A 63D0 4S2C XA9F B1A0 R0JQ ZDP8 KDAX"
	slipSecond = "ECWA Q33R P3GC 5C0W RVSJ 0Z0G WW48 NFY0 9P46 H5YH B9C0 0J3S GHZF 6XXG"
)

// votesE is a sitting of the council (E) near the last day, in which votes run: a
// named one, a secret one that takes ballots, and one that waits for its keys.
// They are advice: the council has no count that binds.
func (s *sim) votesE() {
	head, deputy := s.head(bodyE), s.nth(bodyE, "", "deputy", 0)
	if head.Person == "" || deputy.Person == "" {
		return
	}
	now := s.clock.Now().UTC()
	in := app.ConveneIn{
		Body: bodyE, Kind: committee.Regular, Title: "Phiên biểu quyết mẫu", Start: now, Place: "Trụ sở Bộ", Chair: head.Seat,
		Agenda: []app.ItemIn{{Title: "Danh mục nền tảng số dùng chung"}, {Title: "Giới thiệu chuyên gia vào tổ tư vấn"}, {Title: "Đề xuất khen thưởng"}},
	}
	for _, l := range s.seats(bodyE) {
		if l.In == "" && l.Person != "" {
			in.Invitees = append(in.Invitees, app.InviteeIn{Seat: l.Seat})
		}
	}
	var m committee.MeetingID
	var items []committee.ItemID
	for _, e := range s.made(s.done(s.app.Convene(s.ctx, s.by(head.Person), in))) {
		if x, ok := e.(committee.MeetingConvened); ok {
			m = x.ID
			for _, i := range x.Agenda {
				items = append(items, i.ID)
			}
		}
	}
	if len(items) < 3 {
		return
	}
	call := func(i int, motion string, secret bool) committee.VoteID {
		x := app.OpenVoteIn{Meeting: m, Item: items[i], Motion: committee.Prose(motion), Secret: secret, Hidden: true}
		if secret {
			x.Tellers = []app.PartyIn{{Seat: head.Seat}, {Seat: deputy.Seat}}
		}
		return committee.VoteID(s.done(s.app.OpenVote(s.ctx, s.by(head.Person), x)).Ref)
	}
	named := call(0, "Thống nhất kiến nghị ban hành Danh mục nền tảng số dùng chung", false)
	s.voteE(named, s.nth(bodyE, "", "member", 2), "for")
	s.voteE(named, s.nth(bodyE, "", "member", 3), "against")
	secret := call(1, "Giới thiệu Chuyên gia 1 vào tổ tư vấn", true)
	s.keyE(secret, head, slipFirst)
	s.keyE(secret, deputy, slipSecond)
	call(2, "Đề xuất khen thưởng Sở 1 và Sở 2", true)
}

// voteE is the named vote of one seat.
func (s *sim) voteE(id committee.VoteID, seat app.SeatLine, option string) {
	if s.err != nil || seat.Person == "" {
		return
	}
	v, err := s.app.Vote(s.ctx, s.by(seat.Person), id)
	if err != nil {
		s.err = err
		return
	}
	s.done(s.app.CastVote(s.ctx, s.by(seat.Person), app.CastVoteIn{Vote: id, Seat: seat.Seat, Option: option, Hash: v.Vote.Hash}))
}

// keyE lays the public half of a teller's slip.
func (s *sim) keyE(id committee.VoteID, seat app.SeatLine, slip string) {
	h, err := ballot.ReadHalf(slip)
	if err != nil {
		s.err = err
		return
	}
	s.done(s.app.LayTellerKey(s.ctx, s.by(seat.Person), app.TellerKeyIn{Vote: id, By: app.PartyIn{Seat: seat.Seat}, Public: h.Public()}))
}
