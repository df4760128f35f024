package committee

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/charter"
)

var (
	roundSeats = []Seat{
		{ID: "s1", Body: ngheAn.Key, Role: "head", From: day("2019-03-19")},
		{ID: "s2", Body: ngheAn.Key, Role: "deputy", From: day("2019-03-19")},
		{ID: "s3", Body: ngheAn.Key, Role: "member", From: day("2019-03-19")},
		{ID: "s4", Body: ngheAn.Key, Role: "secretary", From: day("2019-03-19")},
	}
	so1    = Party{Agency: "so1"}
	expert = Party{Person: "p9"}
)

func seatParty(id SeatID) Party { return Party{Seat: id} }

// opening is a round that may be opened, and its input.
func opening() (OpenRoundState, OpenRoundIn) {
	st := OpenRoundState{
		Body: &ngheAn, Seats: roundSeats, Parts: []string{"to-cong-tac"}, Agencies: []Agency{{ID: "so1", Name: charter.Text{VI: "Sở 1"}}},
		People: []Person{{ID: "p9", Name: "Chuyên gia 1"}}, Papers: []BoundPaper{{Paper: "t1", Version: 1, SHA256: "aa", Title: "Tờ trình"}},
	}
	return st, OpenRoundIn{
		Body: ngheAn.Key, Title: "Kế hoạch 2020", Matter: "plan", Questions: []QuestionIn{{Text: "Đồng ý dự thảo không?"}},
		Articles: []Article{{Address: "dieu-10", Text: "Mười"}, {Address: "dieu-2", Text: "Hai"}},
		Asked:    []Party{seatParty("s2"), seatParty("s3"), so1, expert}, Deadline: day("2019-06-28"),
		Drafter: Party{Seat: "s4"}, Chair: "s1", Opener: "s1",
	}
}

func TestOpenRound(t *testing.T) {
	st, good := opening()
	ev, err := OpenRound(st, good, envOn("2019-06-20"))
	says(t, "good", "", ev, err)
	e := ev[0].(RoundOpened)
	if e.ID == "" || e.Articles[0].Address != "dieu-2" || len(e.Questions[0].Options) != 3 || e.Papers[0].SHA256 != "aa" || len(e.Asked) != 4 || e.Deadline != day("2019-06-28") {
		t.Errorf("%+v", e)
	}
	for _, c := range []struct {
		name, code string
		edit       func(*OpenRoundIn, *OpenRoundState)
	}{
		{"no such body", "body.unknown", func(_ *OpenRoundIn, st *OpenRoundState) { st.Body = nil }},
		{"before the founding", "date.outside-life", func(_ *OpenRoundIn, st *OpenRoundState) {
			st.Body = &Body{Key: ngheAn.Key, From: day("2019-07-01")}
		}},
		{"part", "seat.part-unknown", func(in *OpenRoundIn, _ *OpenRoundState) { in.In = "nhom-9" }},
		{"no title", "text.empty", func(in *OpenRoundIn, _ *OpenRoundState) { in.Title = "" }},
		{"title turned", "text.bidirectional", func(in *OpenRoundIn, _ *OpenRoundState) { in.Title = "a\u202eb" }},
		{"no question", "round.no-question", func(in *OpenRoundIn, _ *OpenRoundState) { in.Questions = nil }},
		{"question over-long", "text.too-long", func(in *OpenRoundIn, _ *OpenRoundState) {
			in.Questions[0].Text = strings.Repeat("dài ", NoteLimit)
		}},
		{"one position alone", "round.options", func(in *OpenRoundIn, _ *OpenRoundState) {
			in.Questions[0].Options = []OptionIn{{"Thông qua", For}}
		}},
		{"no position for", "round.options", func(in *OpenRoundIn, _ *OpenRoundState) {
			in.Questions[0].Options = []OptionIn{{"Khác", Other}, {"Không", Against}}
		}},
		{"position of no side", "position.kind", func(in *OpenRoundIn, _ *OpenRoundState) {
			in.Questions[0].Options = []OptionIn{{"Thông qua", For}, {"Không", "maybe"}}
		}},
		{"a label twice", "list.twice", func(in *OpenRoundIn, _ *OpenRoundState) {
			in.Questions[0].Options = []OptionIn{{"Thông qua", For}, {"Thông qua", Against}}
		}},
		{"own set", "", func(in *OpenRoundIn, _ *OpenRoundState) {
			in.Questions[0].Options = []OptionIn{{"Thông qua", For}, {"Thông qua có sửa", For}, {"Chưa thông qua", Against}}
		}},
		{"nobody asked", "round.nobody", func(in *OpenRoundIn, _ *OpenRoundState) { in.Asked = nil }},
		{"asked twice", "list.twice", func(in *OpenRoundIn, _ *OpenRoundState) { in.Asked = []Party{so1, so1} }},
		{"asked two at once", "round.party-one-of", func(in *OpenRoundIn, _ *OpenRoundState) {
			in.Asked = []Party{{Seat: "s2", Agency: "so1"}}
		}},
		{"a seat that is not there", "seat.not-on-roster", func(in *OpenRoundIn, _ *OpenRoundState) { in.Asked = []Party{{Seat: "s9"}} }},
		{"an agency that is not there", "agency.unknown", func(in *OpenRoundIn, _ *OpenRoundState) { in.Asked = []Party{{Agency: "so9"}} }},
		{"a person who is not there", "person.unknown", func(in *OpenRoundIn, _ *OpenRoundState) { in.Asked = []Party{{Person: "p1"}} }},
		{"no drafter", "round.party-one-of", func(in *OpenRoundIn, _ *OpenRoundState) { in.Drafter = Party{} }},
		{"an expert as drafter", "round.drafter", func(in *OpenRoundIn, _ *OpenRoundState) { in.Drafter = expert }},
		{"an article twice", "list.twice", func(in *OpenRoundIn, _ *OpenRoundState) { in.Articles[1].Address = "dieu-10" }},
		{"an address of no form", "round.address", func(in *OpenRoundIn, _ *OpenRoundState) { in.Articles[0].Address = "Điều 10" }},
		{"a paper twice", "list.twice", func(_ *OpenRoundIn, st *OpenRoundState) { st.Papers = append(st.Papers, st.Papers[0]) }},
		{"no deadline", "round.no-deadline", func(in *OpenRoundIn, _ *OpenRoundState) { in.Deadline = 0 }},
		{"the charter's deadline", "", func(in *OpenRoundIn, st *OpenRoundState) { in.Deadline, st.Least = 0, day("2019-07-01") }},
		{"a deadline gone by", "round.deadline-past", func(in *OpenRoundIn, _ *OpenRoundState) { in.Deadline = day("2019-06-19") }},
		{"a century ahead", "round.deadline-far", func(in *OpenRoundIn, _ *OpenRoundState) { in.Deadline = day("2119-06-19") }},
		{"shorter than the charter's", "round.deadline-short", func(_ *OpenRoundIn, st *OpenRoundState) {
			st.Least, st.Binding = day("2019-07-01"), true
		}},
		{"shorter than a reminder", "", func(_ *OpenRoundIn, st *OpenRoundState) { st.Least = day("2019-07-01") }},
		{"an origin without day", "date.empty", func(in *OpenRoundIn, _ *OpenRoundState) { in.Origin.From = "Bộ trưởng" }},
		{"an origin to come", "round.origin-to-come", func(in *OpenRoundIn, _ *OpenRoundState) {
			in.Origin = Origin{From: "Bộ trưởng", Received: day("2019-06-21")}
		}},
		{"an origin received before it was written", "date.ends-before-start", func(in *OpenRoundIn, _ *OpenRoundState) {
			in.Origin = Origin{From: "Bộ trưởng", Date: day("2019-06-19"), Received: day("2019-06-18")}
		}},
	} {
		st, in := opening()
		c.edit(&in, &st)
		ev, err := OpenRound(st, in, envOn("2019-06-20"))
		says(t, c.name, c.code, ev, err)
	}
}

// play applies events to a round as the store does.
func (r *Round) play(events []Event) {
	for _, e := range events {
		switch x := e.(type) {
		case RoundOpened:
			*r = Round{
				ID: x.ID, Body: x.Body, Title: string(x.Title), Opened: time.UnixMicro(x.Opened).UTC(), Deadline: x.Deadline, Drafter: Party(x.Drafter),
				Chair: x.Chair, Opener: x.Opener, State: RoundOpen, Version: 1,
				Origin: Origin{string(x.Origin.From), x.Origin.Number, x.Origin.Date, x.Origin.Received},
			}
			for i, q := range x.Questions {
				y := Question{ID: q.ID, Order: i + 1, Text: string(q.Text)}
				for _, o := range q.Options {
					y.Options = append(y.Options, Option{o.Key, string(o.Label), o.Side})
				}
				r.Questions = append(r.Questions, y)
			}
			for _, p := range x.Asked {
				r.Asked = append(r.Asked, Party(p))
			}
			r.text(x.Papers, x.Articles)
		case RoundTextChanged:
			r.Version = x.Version
			r.Changes = append(r.Changes, TextChange{x.Version, time.UnixMicro(x.At).UTC(), string(x.Note), x.Changed, x.ChangedPapers})
			r.text(x.Papers, x.Articles)
		case RoundExtended:
			r.Deadline = x.Deadline
		case RoundCancelled:
			r.State = RoundOff
		case RoundConcluded:
			r.State = RoundDone
		case SlipGiven:
			old := r.Slip(x.Question, Party(x.By))
			s := Slip{
				Question: x.Question, By: Party(x.By), Option: x.Option, Position: x.Position, Reason: string(x.Reason), Revision: x.Revision,
				Version: x.Version, At: time.UnixMicro(x.At).UTC(), Entered: time.UnixMicro(x.Entered).UTC(), How: x.How, Confirmed: x.How == "",
			}
			for _, c := range x.Comments {
				y := Comment{ID: c.ID, Address: c.Address, Place: string(c.Place), Text: string(c.Text)}
				if kept := r.comment(c.ID); kept != nil {
					y = *kept
				}
				s.Comments = append(s.Comments, y)
			}
			if old != nil {
				*old = s
			} else {
				r.Slips = append(r.Slips, s)
			}
		case SlipConfirmed:
			s := r.Slip(x.Question, Party(x.By))
			s.Revision, s.Version, s.Confirmed = x.Revision, x.Version, true
		case CommentAnswered:
			r.comment(x.Comment).Reply = Reply{x.Kind, string(x.Text), x.By, time.UnixMicro(x.At).UTC()}
		case CommentCharged:
			c := r.comment(x.Comment)
			c.To, c.Due = x.To, x.Due
		default:
			panic(e.EventName())
		}
	}
}

func (r *Round) text(papers []BoundEntry, articles []ArticleEntry) {
	r.Papers, r.Articles = nil, nil
	for _, p := range papers {
		r.Papers = append(r.Papers, BoundPaper{p.Paper, p.Version, p.SHA256, string(p.Title)})
	}
	for _, a := range articles {
		r.Articles = append(r.Articles, Article{a.Address, string(a.Heading), string(a.Text)})
	}
}

// opened is a round that was opened on 20 June 2019 at nine.
func opened(t *testing.T) RoundNow {
	t.Helper()
	st, in := opening()
	ev, err := OpenRound(st, in, envOn("2019-06-20"))
	says(t, "open", "", ev, err)
	var r Round
	r.play(ev)
	return RoundNow{Round: &r, Seats: roundSeats, Extends: "Trưởng ban"}
}

// step decides an act, plays what came of it and gives the code of its fault.
func (n RoundNow) step(t *testing.T, events []Event, err error) string {
	t.Helper()
	if err == nil {
		n.Round.play(events)
	}
	return code(t, err)
}

func (n RoundNow) answer(t *testing.T, by Party, option string, revision int, env Env, comments ...CommentIn) string {
	t.Helper()
	ev, err := AnswerRound(n, AnswerRoundIn{Round: n.Round.ID, By: by, Answers: []AnswerIn{{
		Question: n.Round.Questions[0].ID, Option: option, Revision: revision, Comments: comments,
	}}}, env)
	return n.step(t, ev, err)
}

// later is a world some hours after nine on a day.
func later(s string, hours int) Env {
	e := envOn(s)
	e.Now = e.Now.Add(time.Duration(hours) * time.Hour)
	e.NewID = func() string { return fmt.Sprintf("%s-%d-%d", s, hours, rand.Int()) }
	return e
}

func TestAnswerRound(t *testing.T) {
	n := opened(t)
	q := n.Round.Questions[0].ID
	ask := func(in AnswerRoundIn, env Env) string {
		t.Helper()
		if in.Round == "" {
			in.Round = n.Round.ID
		}
		ev, err := AnswerRound(n, in, env)
		return n.step(t, ev, err)
	}
	one := func(by Party, a AnswerIn) AnswerRoundIn {
		if a.Question == "" {
			a.Question = q
		}
		if a.Option == "" {
			a.Option = "for"
		}
		return AnswerRoundIn{By: by, Answers: []AnswerIn{a}}
	}
	env := later("2019-06-21", 0)
	two := one(seatParty("s2"), AnswerIn{})
	two.Answers = append(two.Answers, AnswerIn{Question: q, Option: "against"})
	for _, c := range []struct {
		name, want string
		in         AnswerRoundIn
		env        Env
	}{
		{"two positions", "slip.twice", two, env},
		{"no position at all", "slip.empty", AnswerRoundIn{By: seatParty("s2")}, env},
		{"unknown question", "question.unknown", one(seatParty("s2"), AnswerIn{Question: "q9"}), env},
		{"unknown position", "slip.position", one(seatParty("s2"), AnswerIn{Option: "maybe"}), env},
		{"not asked", "round.not-asked", one(seatParty("s1"), AnswerIn{}), env},
		{"a seat that ended yesterday", "seat.not-on-roster", one(seatParty("s3"), AnswerIn{}), env},
		{"after the last day", "round.late", one(seatParty("s2"), AnswerIn{}), later("2019-06-29", 0)},
		{"before it was opened", "round.not-begun", one(seatParty("s2"), AnswerIn{}), later("2019-06-20", -1)},
		{"a revision that was never", "slip.revision", one(seatParty("s2"), AnswerIn{Revision: 3}), env},
		{"reason over-long", "text.too-long", one(seatParty("s2"), AnswerIn{Reason: strings.Repeat("dài ", NoteLimit)}), env},
		{"reason turned", "text.bidirectional", one(seatParty("s2"), AnswerIn{Reason: "a\u2067b"}), env},
		{"comment without words", "text.empty", one(seatParty("s2"), AnswerIn{Comments: []CommentIn{{Address: "dieu-2"}}}), env},
		{"comment on no article", "comment.no-such-article", one(seatParty("s2"), AnswerIn{Comments: []CommentIn{{Address: "dieu-3", Text: "x"}}}), env},
		{"comment on two places", "comment.two-places", one(seatParty("s2"), AnswerIn{Comments: []CommentIn{{Address: "dieu-2", Place: "Phụ lục", Text: "x"}}}), env},
		{"a comment twice", "list.twice", one(seatParty("s2"), AnswerIn{Comments: []CommentIn{{Place: "Phụ lục", Text: "x"}, {Place: "Phụ lục", Text: "x"}}}), env},
		{"by an unknown way", "slip.how", AnswerRoundIn{By: seatParty("s2"), How: "dream", Answers: []AnswerIn{{Question: q, Option: "for"}}}, env},
		{"of an unknown round", "round.unknown", AnswerRoundIn{Round: "r9"}, env},
	} {
		was := n
		switch c.name {
		case "a seat that ended yesterday":
			n.Seats = n.Seats[:2]
		case "of an unknown round":
			n.Round = nil
		}
		if got := ask(c.in, c.env); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		n = was
	}
	if len(n.Round.Slips) != 0 {
		t.Fatalf("slips of refused answers: %+v", n.Round.Slips)
	}

	// One slip, changed until the last day; the second device is told.
	if got := n.answer(t, seatParty("s2"), "for", 0, env, CommentIn{Address: "dieu-2", Text: "Bỏ chữ thừa"}, CommentIn{Text: "Chung"}); got != "" {
		t.Fatal(got)
	}
	first := n.Round.Slips[0].Comments
	ev, err := AnswerComments(n, AnswerCommentsIn{Round: n.Round.ID, By: "p4", Replies: []ReplyIn{{Comment: first[0].ID, Kind: Accepted}}}, env)
	n.step(t, ev, err)
	ev, err = AnswerRound(n, oneAnswer(n, seatParty("s2"), "against", 0), later("2019-06-21", 1))
	if f := faultOf(err); f == nil || f.Code != "slip.changed" || f.Kind != Conflict || !slices.Equal(f.Args, []string{"1", "0"}) || len(ev) > 0 {
		t.Errorf("second device: %v", err)
	}
	if got := n.answer(t, seatParty("s2"), "against", 1, later("2019-06-28", 14), CommentIn{Address: "dieu-2", Text: "Bỏ chữ thừa"}, CommentIn{Text: "Khác"}); got != "" {
		t.Fatal(got)
	}
	s := n.Round.Slips[0]
	if s.Revision != 2 || s.Position != Against || s.Comments[0].ID != first[0].ID || s.Comments[0].Reply.Kind != Accepted || s.Comments[1].ID == first[1].ID || s.Comments[1].Reply.Kind != "" {
		t.Errorf("changed slip: %+v", s)
	}
	// What is entered afterwards does not replace what was given later.
	in := oneAnswer(n, seatParty("s2"), "for", 2)
	in.How = "telephone"
	ev, err = AnswerRound(n, in, later("2019-06-27", 0))
	says(t, "older than the slip", "slip.newer", ev, err)
	// After the last day nothing is taken until there is more time; what was said
	// before it and is entered afterwards is.
	after := later("2019-07-01", 0)
	if got := n.answer(t, so1, "for", 0, after); got != "round.late" {
		t.Error(got)
	}
	entered := later("2019-06-28", 2)
	entered.Entered = after.Now
	in = oneAnswer(n, so1, "other", 0)
	in.How = "telephone"
	ev, err = AnswerRound(n, in, entered)
	if got := n.step(t, ev, err); got != "" {
		t.Error(got)
	}
	s = *n.Round.Slip(q, so1)
	if s.Confirmed || !s.Entered.Equal(after.Now) || !s.At.Equal(entered.Now) {
		t.Errorf("recorded: %+v", s)
	}
	ev, err = ExtendRound(n, ExtendRoundIn{Round: n.Round.ID, Deadline: day("2019-06-28")}, after)
	says(t, "not later", "round.not-later", ev, err)
	ev, err = ExtendRound(n, ExtendRoundIn{Round: n.Round.ID, Deadline: day("2019-06-30")}, after)
	says(t, "into the past", "round.deadline-past", ev, err)
	ev, err = ExtendRound(n, ExtendRoundIn{Round: n.Round.ID, Deadline: day("2019-07-05")}, after)
	n.step(t, ev, err)
	ev, err = ConfirmSlips(n, ConfirmSlipsIn{Round: n.Round.ID, By: so1, Slips: []ConfirmIn{{q, 1}}}, after)
	if got := n.step(t, ev, err); got != "" || !n.Round.Slip(q, so1).Confirmed || n.Round.Slip(q, so1).Revision != 2 {
		t.Errorf("confirmed: %q %+v", got, n.Round.Slip(q, so1))
	}
	ev, err = ConfirmSlips(n, ConfirmSlipsIn{Round: n.Round.ID, By: so1, Slips: []ConfirmIn{{q, 2}}}, after)
	says(t, "confirmed twice", "slip.stands", ev, err)
	ev, err = ConfirmSlips(n, ConfirmSlipsIn{Round: n.Round.ID, By: expert, Slips: []ConfirmIn{{q, 0}}}, after)
	says(t, "nothing to confirm", "slip.none", ev, err)
	// Called off, with the reason; then nothing more.
	ev, err = CancelRound(n, CancelRoundIn{Round: n.Round.ID, By: "s1"}, after)
	says(t, "no reason", "text.empty", ev, err)
	ev, err = CancelRound(n, CancelRoundIn{Round: n.Round.ID, By: "s1", Reason: "Sai bản"}, after)
	n.step(t, ev, err)
	if got := n.answer(t, so1, "for", 2, after); got != "round.cancelled" {
		t.Error(got)
	}
}

// faultOf gives the fault that an error is, or nil.
func faultOf(err error) *Fault {
	var f *Fault
	errors.As(err, &f)
	return f
}

// oneAnswer is one answer to the first question.
func oneAnswer(n RoundNow, by Party, option string, revision int) AnswerRoundIn {
	return AnswerRoundIn{Round: n.Round.ID, By: by, Answers: []AnswerIn{{Question: n.Round.Questions[0].ID, Option: option, Revision: revision}}}
}

func TestChangeRoundText(t *testing.T) {
	n := opened(t)
	q := n.Round.Questions[0].ID
	n.answer(t, seatParty("s2"), "for", 0, later("2019-06-21", 0))
	change := func(env Env, papers []BoundPaper, articles ...Article) string {
		ev, err := ChangeRoundText(n, ChangeRoundTextIn{Round: n.Round.ID, Papers: papers, Articles: articles, Note: "Sửa"}, env)
		return n.step(t, ev, err)
	}
	same2, ten := Article{Address: "dieu-2", Text: "Hai"}, Article{Address: "dieu-10", Text: "Mười"}
	if got := change(later("2019-06-22", 0), n.Round.Papers, same2, ten); got != "round.same-text" {
		t.Error(got)
	}
	ten.Text = "Mười, sửa"
	if got := change(later("2019-06-22", 0), n.Round.Papers, ten, same2, Article{Address: "dieu-11", Text: "Mới"}); got != "" {
		t.Error(got)
	}
	if got := change(later("2019-06-21", 0), nil, ten); got != "round.text-newer" {
		t.Error(got)
	}
	newer := []BoundPaper{{Paper: "t1", Version: 2, SHA256: "bb", Title: "Tờ trình"}}
	if got := change(later("2019-06-23", 0), newer, ten, same2, Article{Address: "dieu-11", Text: "Mới"}); got != "" {
		t.Error(got)
	}
	if got := change(later("2019-06-24", 0), newer, ten, same2); got != "" { // dieu-11 goes
		t.Error(got)
	}
	s := n.Round.Slip(q, seatParty("s2"))
	articles, papers := n.Round.ChangedSince(s.Version)
	if !n.Round.Stale(*s) || !slices.Equal(articles, []string{"dieu-10", "dieu-11"}) || !slices.Equal(papers, []PaperID{"t1"}) {
		t.Errorf("stale %v: %v %v", n.Round.Stale(*s), articles, papers)
	}
	// An answer given between two changes and entered afterwards is bound to the
	// text of its own time.
	in := oneAnswer(n, seatParty("s3"), "against", 0)
	in.How = "paper"
	ev, err := AnswerRound(n, in, later("2019-06-22", 5))
	n.step(t, ev, err)
	if got := n.Round.Slip(q, seatParty("s3")).Version; got != 2 {
		t.Errorf("bound to version %d", got)
	}
	count := n.Round.Count(q, Members)
	if count.For != 1 || count.StaleFor != 1 || count.Against != 1 || count.StaleAgainst != 1 || count.Silent != 0 || count.Recorded != 1 {
		t.Errorf("%+v", count)
	}
	ev, err = ConfirmSlips(n, ConfirmSlipsIn{Round: n.Round.ID, By: seatParty("s2"), Slips: []ConfirmIn{{q, 1}}}, later("2019-06-25", 0))
	if got := n.step(t, ev, err); got != "" || n.Round.Stale(*n.Round.Slip(q, seatParty("s2"))) {
		t.Error("still stale", got)
	}
	if c := n.Round.Count(q, Others); c.Asked != 2 || c.Silent != 2 {
		t.Errorf("others %+v", c)
	}
}

func TestConcludeRound(t *testing.T) {
	build := func() (ConcludeRoundState, ConcludeRoundIn) {
		n := opened(t)
		n.answer(t, seatParty("s2"), "against", 0, later("2019-06-21", 0), CommentIn{Address: "dieu-10", Text: "b"}, CommentIn{Place: "Phụ lục 10", Text: "d"}, CommentIn{Text: "e"})
		n.answer(t, so1, "for", 0, later("2019-06-21", 1), CommentIn{Address: "dieu-2", Text: "a"}, CommentIn{Place: "Phụ lục 2", Text: "c"})
		return ConcludeRoundState{RoundNow: n, Names: map[Party]string{so1: "Sở 1"}}, ConcludeRoundIn{
			Round: n.Round.ID, By: "s1", Text: "Thông qua kế hoạch.", Outcomes: []OutcomeIn{{Question: n.Round.Questions[0].ID}},
		}
	}
	st, in := build()
	var words []string
	for _, x := range st.Round.Table() {
		words = append(words, x.Comment.Text)
	}
	if got := strings.Join(words, ""); got != "abcde" {
		t.Errorf("the table runs %s", got)
	}
	env := later("2019-06-29", 0)
	ev, err := ConcludeRound(st, in, later("2019-06-28", 0))
	says(t, "while it runs", "round.running", ev, err)
	ev, err = ConcludeRound(st, in, env)
	if f := faultOf(err); f == nil || f.Code != "round.unanswered" || f.Args[0] != "5" || !strings.HasPrefix(f.Args[1], "Sở 1 · dieu-2; · dieu-10; Sở 1 · Phụ lục 2") {
		t.Errorf("unanswered: %+v %v", err, ev)
	}
	settle := func(st ConcludeRoundState, env Env) {
		var replies []ReplyIn
		for i, x := range st.Round.Table() {
			kind := []ReplyKind{Accepted, Partly, Explained}[i%3]
			replies = append(replies, ReplyIn{Comment: x.Comment.ID, Kind: kind, Text: "Vì thế."})
		}
		ev, err := AnswerComments(st.RoundNow, AnswerCommentsIn{Round: st.Round.ID, By: "p4", Replies: replies}, env)
		if got := st.step(t, ev, err); got != "" {
			t.Fatal(got)
		}
	}
	settle(st, env)
	ev, err = ConcludeRound(st, in, env)
	says(t, "good", "", ev, err)
	x := ev[0].(RoundConcluded).Outcomes[0]
	if x.Side != For || x.Against != 1 || x.For != 0 || x.Silent != 1 || !x.AgainstMajority || x.Asked != 2 {
		t.Errorf("%+v", x)
	}
	lead := Agency{ID: "so1", Name: charter.Text{VI: "Sở 1"}}
	for _, c := range []struct {
		name, code string
		edit       func(*ConcludeRoundState, *ConcludeRoundIn)
	}{
		{"a member", "conclusion.not-presiding", func(_ *ConcludeRoundState, in *ConcludeRoundIn) { in.By = "s3" }},
		{"whom the charter allows", "", func(st *ConcludeRoundState, in *ConcludeRoundIn) {
			in.By, st.Deciders = "s3", []charter.Role{"member"}
		}},
		{"whoever presides", "", func(st *ConcludeRoundState, in *ConcludeRoundIn) { in.By, st.Round.Chair = "s3", "s3" }},
		{"no words", "text.empty", func(_ *ConcludeRoundState, in *ConcludeRoundIn) { in.Text = "" }},
		{"a question left", "round.question-left", func(_ *ConcludeRoundState, in *ConcludeRoundIn) { in.Outcomes = nil }},
		{"a question twice", "list.twice", func(_ *ConcludeRoundState, in *ConcludeRoundIn) {
			in.Outcomes = append(in.Outcomes, in.Outcomes[0])
		}},
		{"an unknown question", "question.unknown", func(_ *ConcludeRoundState, in *ConcludeRoundIn) { in.Outcomes[0].Question = "q9" }},
		{"a reply to nobody", "round.no-origin", func(_ *ConcludeRoundState, in *ConcludeRoundIn) { in.Reply = "Kính gửi" }},
		{"against the count", "conclusion.against-count", func(st *ConcludeRoundState, _ *ConcludeRoundIn) { st.Mode = charter.ModeVote }},
		{"with the count", "", func(st *ConcludeRoundState, in *ConcludeRoundIn) {
			st.Mode, in.Outcomes[0].Side = charter.ModeVote, Against
		}},
		{"a threshold not reached", "conclusion.against-count", func(st *ConcludeRoundState, in *ConcludeRoundIn) {
			st.Mode = charter.ModeVote
			st.Tally = map[QuestionID]charter.Verdict{in.Outcomes[0].Question: {OK: charter.No}}
		}},
		{"silence is consent", "", func(st *ConcludeRoundState, _ *ConcludeRoundIn) { st.Mode, st.Consents = charter.ModeVote, true }},
		{"a task", "", func(st *ConcludeRoundState, in *ConcludeRoundIn) {
			in.Outcomes[0].Given = Given{Lead: "so1", Accountable: "s2", Due: day("2019-07-31")}
			st.Assign = map[QuestionID]AssignTaskState{in.Outcomes[0].Question: {Body: &ngheAn, Agencies: []Agency{lead}, Seats: roundSeats}}
		}},
		{"two tabs", "changed.meanwhile", func(st *ConcludeRoundState, in *ConcludeRoundIn) { in.Seen, st.Changed = 1, Change{Seq: 2} }},
	} {
		st, in := build()
		settle(st, env)
		c.edit(&st, &in)
		ev, err := ConcludeRound(st, in, env)
		says(t, c.name, c.code, ev, err)
		if c.name == "a task" && (names(ev) != "round.concluded task.assigned" || ev[0].(RoundConcluded).Outcomes[0].Task != ev[1].(TaskAssigned).ID || ev[1].(TaskAssigned).Title != "Thông qua kế hoạch.") {
			t.Errorf("%+v", ev)
		}
	}
	// Everybody has answered on the text in force: no need to wait.
	st, in = build()
	early := later("2019-06-22", 0)
	st.answer(t, seatParty("s3"), "for", 0, early)
	st.answer(t, expert, "for", 0, early)
	settle(st, early)
	ev, err = ConcludeRound(st, in, early)
	says(t, "nobody is left", "", ev, err)
	e, err := ChangeRoundText(st.RoundNow, ChangeRoundTextIn{Round: st.Round.ID, Articles: []Article{{Address: "dieu-2", Text: "Khác"}}}, later("2019-06-22", 1))
	st.step(t, e, err)
	ev, err = ConcludeRound(st, in, later("2019-06-22", 2))
	says(t, "all are stale", "round.running", ev, err)
	// An outside request is answered with the conclusion, or in words of its own.
	st, in = build()
	settle(st, env)
	st.Round.Origin = Origin{From: "Bộ trưởng", Received: day("2019-06-18")}
	ev, err = ConcludeRound(st, in, env)
	says(t, "origin", "", ev, err)
	if got := ev[0].(RoundConcluded).Reply; got != "Thông qua kế hoạch." {
		t.Errorf("reply %q", got)
	}
}

func TestCommentsOfDrafter(t *testing.T) {
	n := opened(t)
	env := later("2019-06-21", 0)
	n.answer(t, so1, "for", 0, env, CommentIn{Text: "a"})
	id := n.Round.Slips[0].Comments[0].ID
	for _, c := range []struct {
		name, code string
		in         AnswerCommentsIn
	}{
		{"none", "comment.no-reply", AnswerCommentsIn{}},
		{"unknown", "comment.unknown", AnswerCommentsIn{Replies: []ReplyIn{{"x", Accepted, ""}}}},
		{"explained in no words", "text.empty", AnswerCommentsIn{Replies: []ReplyIn{{id, Explained, ""}}}},
		{"no such answer", "comment.reply-kind", AnswerCommentsIn{Replies: []ReplyIn{{id, "later", "x"}}}},
		{"twice", "list.twice", AnswerCommentsIn{Replies: []ReplyIn{{id, Accepted, ""}, {id, Explained, "x"}}}},
		{"good", "", AnswerCommentsIn{Replies: []ReplyIn{{id, Accepted, ""}}}},
	} {
		c.in.Round = n.Round.ID
		ev, err := AnswerComments(n, c.in, env)
		says(t, c.name, c.code, ev, err)
	}
	ev, err := ChargeComments(n, ChargeCommentsIn{Round: n.Round.ID, Comments: []CommentID{id}, To: "s4", Due: day("2019-06-25")}, env)
	says(t, "charge", "", ev, err)
	n.step(t, ev, err)
	if c := n.Round.comment(id); c.To != "s4" || c.Due != day("2019-06-25") {
		t.Errorf("%+v", c)
	}
	ev, err = ChargeComments(n, ChargeCommentsIn{Round: n.Round.ID, Comments: []CommentID{id}, To: "s9"}, env)
	says(t, "charge a stranger", "seat.not-on-roster", ev, err)
	ev, err = ChargeComments(n, ChargeCommentsIn{Round: n.Round.ID, Comments: []CommentID{id}, To: "s4", Due: day("2019-06-20")}, env)
	says(t, "charge for yesterday", "task.due-in-past", ev, err)
}

func TestCompareAddresses(t *testing.T) {
	want := []string{"dieu-1", "dieu-2", "dieu-2.1.a", "dieu-2.1.b", "dieu-2.10", "dieu-02", "dieu-10", "muc-1/dieu-1", "muc-a", "muc-c", "muc-d", "phu-luc"}
	sections := []string{"muc-i", "muc-ii", "muc-iv", "muc-v", "muc-v.2", "muc-viii/khoan-1", "muc-ix", "muc-x", "muc-xiv", "muc-xix", "muc-xxxix", "phu-luc-v", "phu-luc-ix"}
	for n := range 100 {
		want := want
		if n%2 == 1 {
			want = sections
		}
		got := slices.Clone(want)
		rand.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, CompareAddresses)
		if !slices.Equal(got, want) {
			t.Fatalf("%v", got)
		}
	}
	if CompareAddresses("dieu-2", "dieu-2") != 0 {
		t.Error("an address differs from itself")
	}
}
