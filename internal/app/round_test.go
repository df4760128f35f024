package app_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/register"
)

// TestRound goes the way of an opinion round in a body that its head decides:
// asked by the power to conclude, answered by members, an agency and an expert,
// over a text that changes, concluded against the majority, and read by each as
// far as that reader may.
func TestRound(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		deputy, member := app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")}
		so1, expert := app.PartyIn{Agency: w.agency["so1"]}, app.PartyIn{Person: w.people["outsider"]}
		in := app.OpenRoundIn{
			Body: bodyC, Title: "Kế hoạch 2020", Questions: []app.QuestionIn{{Text: "Đồng ý không?"}}, Days: 5, Asked: []app.PartyIn{deputy, member, so1, expert},
			Articles: []app.ArticleIn{{Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai"}, {Address: "dieu-10", Text: "Mười"}}, Drafter: app.PartyIn{Seat: w.seatOf("standing-member")},
		}
		_, err := w.app.OpenRound(ctx, w.as("deputy"), in)
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.1", "head")
		r := w.must(w.app.OpenRound(ctx, w.as("secretary"), in))
		if r.Ground.Clauses[0].Address != "quy-che/2.1" || r.Capacity.ID != string(w.seatOf("head")) {
			t.Errorf("opened as %v on %+v", r.Capacity, r.Ground)
		}
		id := committee.RoundID(r.Ref)
		page := w.round("head", id)
		q := page.Questions[0].Question.ID
		if page.Round.Deadline != day("2019-03-27") || page.Chair == "" || page.Line.Asked != 4 || page.Line.DaysLeft != 5 || !slices.Equal(page.Rule.Open, []string{"silence", "weight", "capacity", "deadline"}) {
			t.Errorf("opened: %+v %+v", page.Line, page.Rule)
		}
		if page.Rule.Mode != charter.ModeHead || page.Rule.ModeBy.Address != "quy-che/2.1" {
			t.Errorf("rule %+v", page.Rule)
		}

		// Who is asked answers, in that capacity; who is not does not, and who may not
		// see the round does not learn that there is one.
		r = w.must(w.app.AnswerRound(ctx, w.as("deputy"), slip(id, q, "against", app.CommentIn{Address: "dieu-10", Text: "Chưa đủ vốn"})))
		if r.Ground.Inherent != "asked" || r.Capacity.ID != string(w.seatOf("deputy")) {
			t.Errorf("answered as %v on %+v", r.Capacity, r.Ground)
		}
		_, err = w.app.AnswerRound(ctx, w.as("standing"), slip(id, q, "for"))
		wants(t, err, committee.Refused, "round.not-asked")
		_, err = w.app.AnswerRound(ctx, w.as("member2"), slip(id, q, "for"))
		wants(t, err, committee.NotFound, "round.unknown")
		r = w.must(w.app.AnswerRound(ctx, w.as("lead-so1"), slip(id, q, "for", app.CommentIn{Address: "dieu-2", Text: "Nêu chỉ tiêu"}, app.CommentIn{Place: "Phụ lục 2", Text: "Thêm cột"})))
		if r.Capacity.ID != string(w.leaders["so1"]) || r.Ground.Inherent != "asked" {
			t.Errorf("the agency answered as %v on %+v", r.Capacity, r.Ground)
		}
		// From two devices at once: the second is told.
		_, err = w.app.AnswerRound(ctx, w.as("deputy"), slip(id, q, "for"))
		if f := wants(t, err, committee.Conflict, "slip.changed"); f.Args[0] != "1" || f.Args[1] != "0" {
			t.Errorf("told %v", f.Args)
		}
		// By telephone, through who keeps the papers; confirmed by the party later.
		_, err = w.app.RecordSlips(ctx, w.as("standing"), app.RecordSlipsIn{Round: id, By: expert, How: "telephone", Slips: slip(id, q, "for").Slips})
		if f := fault(err); f == nil || f.Kind != committee.Refused {
			t.Errorf("a member records: %v", err)
		}
		w.at = w.at.Add(2 * time.Hour)
		w.must(w.app.RecordSlips(ctx, w.as("secretary"), app.RecordSlipsIn{Round: id, By: expert, How: "telephone", Slips: slip(id, q, "for").Slips}))
		if page = w.round("secretary", id); page.Questions[0].Others.Recorded != 1 || page.Questions[0].Others.For != 2 || page.Questions[0].Members.Against != 1 {
			t.Errorf("counted %+v %+v", page.Questions[0].Others, page.Questions[0].Members)
		}
		w.must(w.app.ConfirmSlips(ctx, w.as("outsider"), app.ConfirmSlipsIn{Round: id, Slips: []app.ConfirmIn{{Question: q, Revision: 1}}}))

		// The desk and the list tell whom it waits for.
		waits := func(who string) string {
			list, err := w.app.RoundsAwaiting(ctx, w.as(who))
			desk, derr := w.app.Desk(ctx, w.as(who))
			if err != nil || derr != nil {
				t.Fatal(err, derr)
			}
			on := 0
			for _, x := range desk.Await {
				if x.Kind == "round" && x.Ref == string(id) && x.Due == day("2019-03-27") {
					on++
				}
			}
			if on != len(list) {
				t.Errorf("%s: %d on the desk, %d wait", who, on, len(list))
			}
			if len(list) == 0 {
				return ""
			}
			return strconv.Itoa(list[0].Left) + " " + strconv.Itoa(list[0].Stale)
		}
		for who, want := range map[string]string{"member1": "1 0", "deputy": "", "lead-so1": "", "outsider": "", "head": ""} {
			if got := waits(who); got != want {
				t.Errorf("waits for %s: %q, want %q", who, got, want)
			}
		}
		mine, err := w.app.Rounds(ctx, w.as("outsider"), app.RoundFilter{Asked: true, Stage: "open"})
		if err != nil || len(mine.Items) != 1 || mine.Items[0].Answered != 3 || mine.Items[0].Comments != 3 || mine.Items[0].Unanswered != 3 {
			t.Errorf("asked: %+v %v", mine.Items, err)
		}

		// The text changes: who answered before is told which articles, and confirms.
		change := app.ChangeRoundIn{Round: id, Articles: []app.ArticleIn{in.Articles[0], {Address: "dieu-10", Text: "Mười, sửa"}}, Note: "Theo góp ý"}
		_, err = w.app.ChangeRound(ctx, w.as("deputy"), change)
		if f := wants(t, err, committee.Refused, "may.not-holder"); f.Args[0] != "round.change" {
			t.Errorf("refused %v", f.Args)
		}
		w.at = w.at.Add(time.Hour)
		w.must(w.app.ChangeRound(ctx, w.as("head"), change))
		page = w.round("deputy", id)
		if len(page.Stale) != 1 || !slices.Equal(page.Stale[0].Articles, []string{"dieu-10"}) || page.Stale[0].Revision != 1 || waits("deputy") != "0 1" {
			t.Errorf("stale %+v", page.Stale)
		}
		w.must(w.app.ConfirmSlips(ctx, w.as("deputy"), app.ConfirmSlipsIn{Round: id, Slips: []app.ConfirmIn{{Question: q, Revision: 1}}}))
		if page = w.round("head", id); page.StaleCount != 2 || page.Questions[0].Members.Stale() != 0 || page.Questions[0].Others.StaleFor != 2 || len(page.Missing) != 1 {
			t.Errorf("after confirming: %d stale, %+v, missing %v", page.StaleCount, page.Questions[0].Others, page.Missing)
		}

		// After the last day nothing is taken; what was said before it is entered
		// afterwards by who keeps the papers.
		said := w.at
		w.at = time.Date(2019, 3, 28, 2, 0, 0, 0, time.UTC)
		_, err = w.app.AnswerRound(ctx, w.as("member1"), slip(id, q, "against"))
		if f := wants(t, err, committee.Conflict, "round.late"); f.Args[0] != "2019-03-27" || !strings.Contains(f.Args[1], "Người head") {
			t.Errorf("late: %v", f.Args)
		}
		late := w.as("secretary")
		late.ActedAt = said
		w.must(w.app.RecordSlips(ctx, late, app.RecordSlipsIn{Round: id, By: member, How: "telephone", Slips: slip(id, q, "against").Slips}))
		page = w.round("head", id)
		s := page.Round.Slip(q, committee.Party(member))
		if s == nil || !s.At.Equal(said) || !s.Entered.Equal(w.at) || s.Confirmed {
			t.Errorf("entered afterwards: %+v", s)
		}

		// Nothing is concluded while a comment waits; the fault names it.
		conclude := app.ConcludeRoundIn{Round: id, Text: "Thông qua; giao Sở 2", Outcomes: []app.OutcomeIn{{Question: q, Lead: w.agency["so2"], Due: day("2019-06-28")}}}
		_, err = w.app.ConcludeRound(ctx, w.as("head"), conclude)
		if f := wants(t, err, committee.Conflict, "round.unanswered"); f.Args[0] != "3" || !strings.Contains(f.Args[1], "Sở 1 · dieu-2") {
			t.Errorf("unanswered: %v", f.Args)
		}
		var order []string
		var replies []app.ReplyIn
		for _, x := range page.Table {
			order = append(order, x.Row.Comment.Address+x.Row.Comment.Place)
			replies = append(replies, app.ReplyIn{Comment: x.Row.Comment.ID, Kind: committee.Explained, Text: "Vì thế"})
		}
		if strings.Join(order, " ") != "dieu-2 dieu-10 Phụ lục 2" || page.Table[0].Heading != "Mục tiêu" || page.Table[0].Name.VI != "Sở 1" {
			t.Errorf("table %v %+v", order, page.Table[0])
		}
		_, err = w.app.AnswerComments(ctx, w.as("deputy"), app.AnswerCommentsIn{Round: id, Replies: replies})
		if f := fault(err); f == nil || f.Kind != committee.Refused {
			t.Errorf("who did not draft answers: %v", err)
		}
		w.must(w.app.ChargeComments(ctx, w.as("standing"), app.ChargeCommentsIn{
			Round: id, Comments: []committee.CommentID{replies[0].Comment}, To: w.seatOf("deputy"), Due: day("2019-03-29"),
		}))
		w.must(w.app.AnswerComments(ctx, w.as("deputy"), app.AnswerCommentsIn{Round: id, Replies: replies[:1]}))
		w.must(w.app.AnswerComments(ctx, w.as("standing"), app.AnswerCommentsIn{Round: id, Replies: replies[1:]}))
		_, err = w.app.ConcludeRound(ctx, w.as("deputy"), conclude)
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.1", "head")
		r = w.must(w.app.ConcludeRound(ctx, w.as("head"), conclude))
		if r.Ground.Clauses[0].Address != "quy-che/2.1" {
			t.Errorf("concluded on %+v", r.Ground)
		}
		page = w.round("member1", id)
		o := page.Questions[0].Question.Outcome
		if o == nil || !o.AgainstMajority || o.Count.Against != 2 || o.Task == "" || page.Line.Stage != "concluded" || len(page.Table) != 3 || page.Table[0].To == "" {
			t.Errorf("concluded: %+v, table %d", o, len(page.Table))
		}
		task, err := w.app.Task(ctx, w.as("lead-so2"), o.Task)
		if err != nil || task.Task.SourceID != string(o.ID) || task.SourceRound != id || task.Source != "Kế hoạch 2020" {
			t.Errorf("task: %+v %v", task, err)
		}

		if err := w.app.FoldNow(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		var export strings.Builder
		if err := w.app.ExportRegister(ctx, w.keeper, &export); err != nil {
			t.Fatal(err)
		}
		if report, err := register.VerifyExport(strings.NewReader(export.String()), register.Options{}); err != nil || !report.OK {
			t.Errorf("export: %+v %v", report, err)
		}
		if replayed, err := w.app.Replay(ctx, w.office); err != nil || !replayed.OK {
			t.Errorf("replay %+v %v", replayed, err)
		}
	})
}

// TestWhoReadsARound holds what each reader knows of a round, while it runs and
// after its end.
func TestWhoReadsARound(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		deputy, member := app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")}
		id, q := w.openRound("Đợt công khai", func(in *app.OpenRoundIn) { in.Public = true }, deputy, member, app.PartyIn{Agency: w.agency["so1"]})
		secret := "lý do riêng"
		in := slip(id, q, "against", app.CommentIn{Text: "Góp ý của Phó ban"})
		in.Slips[0].Reason = committee.Prose(secret)
		act := w.must(w.app.AnswerRound(ctx, w.as("deputy"), in)).Act
		w.must(w.app.AnswerRound(ctx, w.as("lead-so1"), slip(id, q, "for")))

		// What a reader knows: slips read, rows of the table, counts, who is missing,
		// what the act of the deputy says.
		see := func(who string) string {
			by := w.as(who)
			p, err := w.app.Round(ctx, by, id)
			list, lerr := w.app.Rounds(ctx, by, app.RoundFilter{Body: bodyC})
			if lerr != nil {
				t.Fatal(lerr)
			}
			listed := slices.ContainsFunc(list.Items, func(l app.RoundLine) bool { return l.ID == id })
			if (err == nil) != listed {
				t.Errorf("%s: alone %v, in the list %v", who, err, listed)
			}
			if err != nil {
				wants(t, err, committee.NotFound, "round.unknown")
				return "nothing"
			}
			out := []string{strconv.Itoa(len(p.Round.Slips)), strconv.Itoa(len(p.Table))}
			if p.Questions[0].Members != nil {
				out = append(out, "counts")
			} else if v := p.Questions[0].Tally; strings.ContainsAny(fmt.Sprint(v.Have), "123") || p.Questions[0].Options != nil || p.Parties[0].Left+p.StaleCount > 0 && !p.Parties[0].Mine {
				t.Errorf("%s reads of the count: %+v", who, v)
			}
			if len(p.Missing) > 0 {
				out = append(out, "missing")
			}
			if p.Whole {
				out = append(out, "whole")
			}
			if len(p.Round.Articles) == 0 {
				out = append(out, "outside")
			}
			if a, err := w.app.Act(ctx, by, act); err == nil && strings.Contains(string(a.Input)+a.Leaf, "against") {
				out = append(out, "act")
			}
			for _, s := range p.Round.Slips {
				if s.Reason == secret && who == "lead-so1" {
					t.Error("the agency reads the deputy's reason")
				}
			}
			return strings.Join(out, " ")
		}
		for who, want := range map[string]string{
			"head": "2 1 counts missing whole act", "secretary": "2 1 counts missing whole act", "standing": "2 1 counts missing whole act", "keeper": "2 1 counts missing whole act",
			"deputy": "1 1 act", "member1": "0 0", "lead-so1": "1 0", "lead-so2": "nothing", "outsider": "nothing",
		} {
			if got := see(who); got != want {
				t.Errorf("%s while it runs: %q, want %q", who, got, want)
			}
		}
		w.at = w.at.AddDate(0, 0, 10)
		for who, want := range map[string]string{"member1": "0 0 counts missing", "deputy": "1 1 counts missing act", "outsider": "nothing"} {
			if got := see(who); got != want {
				t.Errorf("%s after the last day: %q, want %q", who, got, want)
			}
		}
		c := w.round("head", id).Table[0].Row.Comment.ID
		w.must(w.app.AnswerComments(ctx, w.as("standing"), app.AnswerCommentsIn{Round: id, Replies: []app.ReplyIn{{Comment: c, Kind: committee.Accepted}}}))
		w.must(w.app.ConcludeRound(ctx, w.as("head"), app.ConcludeRoundIn{Round: id, Text: "Thông qua", Outcomes: []app.OutcomeIn{{Question: q}}}))
		for who, want := range map[string]string{"member1": "0 1 counts missing", "deputy": "1 1 counts missing act", "outsider": "0 0 counts missing outside"} {
			if got := see(who); got != want {
				t.Errorf("%s after the conclusion: %q, want %q", who, got, want)
			}
		}
	})
}

// TestRoundByItsRule asks in body E, whose draft speaks of rounds: who opens,
// who answers, who concludes stand in its clauses; what it leaves open is told.
func TestRoundByItsRule(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		in := app.OpenRoundIn{
			Body: bodyE, Title: "Dự thảo Quy chế", Questions: []app.QuestionIn{{Text: "Góp ý?"}}, Deadline: day("2019-03-29"),
			Asked: []app.PartyIn{{Seat: h.deputy}, {Seat: h.councilor}, {Agency: w.agency["so1"]}},
		}
		_, err := w.app.OpenRound(ctx, w.as("councilor"), in)
		refusedBy(t, err, charter.ReasonNotHolder, "du-thao/2.2", "head")
		r := w.must(w.app.OpenRound(ctx, w.as("chairman"), in))
		id := committee.RoundID(r.Ref)
		q := w.round("chairman", id).Questions[0].Question.ID
		r = w.must(w.app.AnswerRound(ctx, w.as("councilor"), slip(id, q, "for")))
		if r.Ground.Reason != "granted" || r.Ground.Clauses[0].Address != "du-thao/2.2" {
			t.Errorf("answered on %+v", r.Ground)
		}
		w.must(w.app.AnswerRound(ctx, w.as("lead-so1"), slip(id, q, "against")))
		page := w.round("chairman", id)
		x := page.Questions[0]
		if x.Members.For != 1 || x.Others.Against != 1 || x.Silence.OK != charter.Absent || !slices.Contains(x.Silence.Unstated, "round.silence") || page.Rule.Clause.Address != "du-thao/2.2" || page.Rule.Mode != charter.ModeAdvise {
			t.Errorf("%+v %+v", x, page.Rule)
		}
		// A member who was lent the chair concludes a round over which that member
		// presides, and nobody else does.
		w.at = w.at.AddDate(0, 0, 12)
		_, err = w.app.ConcludeRound(ctx, w.as("vice"), app.ConcludeRoundIn{Round: id, Text: "Thống nhất", Outcomes: []app.OutcomeIn{{Question: q}}})
		refusedBy(t, err, charter.ReasonNotHolder, "du-thao/2.2", "meeting-chair")
		w.must(w.app.ConcludeRound(ctx, w.as("chairman"), app.ConcludeRoundIn{Round: id, Text: "Thống nhất", Outcomes: []app.OutcomeIn{{Question: q}}}))
		if replayed, err := w.app.Replay(ctx, w.office); err != nil || !replayed.OK {
			t.Errorf("replay %+v %v", replayed, err)
		}
	})
}

// votingCharter has a group that decides by the count of its slips: five working
// days, silence as said, more than half of the members.
func votingCharter(key committee.BodyKey, silence, force string) string {
	return smallCharter(key) + `              - {id: hop, power: [meeting.convene, meeting.chair], by: head}
          - clause: 2
            text: {vi: Tổ biểu quyết bằng phiếu., en: The group votes by slips.}
            rules:
              - id: lay-y-kien
                round: any
                open-by: head
                of: member
                deadline: 5 working-days
                silence: ` + silence + `
                weight: counts
                capacity: official
                conclude-by: head
                force: ` + force + `
              - {id: bieu-quyet, decision: any, mode: vote, pass: more than 1/2 of all-members}
`
}

// TestRoundThatBinds asks in a group whose charter states all of it: the
// deadline, what silence means, in which capacity members answer, and that the
// slips count.
func TestRoundThatBinds(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		build := func(key committee.BodyKey, silence, force string) (seats []committee.SeatID) {
			w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
				Key: key, Charter: votingCharter(key, silence, force), From: day("2019-01-02"), Decision: decision("", "Thành lập tổ", "2019-01-02"),
			}))
			w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{
				Body: key, Decision: decision("", "Thành phần "+string(key), "2019-01-03"),
				Seats: []app.SeatIn{w.sits("head", "head"), w.sits("member", "deputy"), w.sits("member", "member1"), w.sits("member", "member2")},
			}))
			for _, l := range w.roster(key) {
				seats = append(seats, l.Seat)
			}
			return seats
		}
		open := func(key committee.BodyKey, deadline string, asked ...committee.SeatID) (app.Receipt, error) {
			in := app.OpenRoundIn{Body: key, Title: "Phương án", Questions: []app.QuestionIn{{Text: "Đồng ý?"}}}
			if deadline != "" {
				in.Deadline = day(deadline)
			}
			for _, s := range asked {
				in.Asked = append(in.Asked, app.PartyIn{Seat: s})
			}
			return w.app.OpenRound(ctx, w.as("head"), in)
		}
		seats := build("to-khong", "none", "enforced")
		_, err := open("to-khong", "2019-03-26", seats[1:]...)
		if f := wants(t, err, committee.Refused, "round.deadline-short"); f.Verdict == nil || f.Verdict.Clauses[0].Address != "quy-che/1.2" || f.Args[0] != "2019-03-27" {
			t.Errorf("short: %+v", f)
		}
		_, err = open("to-khong", "", seats...)
		if f := wants(t, err, committee.Refused, "round.not-entitled"); f.Field != "asked.1" || f.Ruling == nil || f.Ruling.Clauses[0].Address != "quy-che/1.2" {
			t.Errorf("the head among those asked: %+v", f)
		}
		id := committee.RoundID(w.must(open("to-khong", "", seats[1:]...)).Ref)
		p := w.round("head", id)
		q := p.Questions[0].Question.ID
		if p.Round.Deadline != day("2019-03-27") || p.Round.Capacity != "official" || len(p.Rule.Open) != 0 || !p.Rule.Binds || p.Rule.Short {
			t.Errorf("opened: %+v %+v", p.Round, p.Rule)
		}
		w.must(w.app.AnswerRound(ctx, w.as("deputy"), slip(id, q, "for")))
		w.must(w.app.AnswerRound(ctx, w.as("member1"), slip(id, q, "for")))
		w.at = w.at.AddDate(0, 0, 10)
		if p = w.round("head", id); p.Questions[0].Tally.OK != charter.No || p.Questions[0].Tally.Need != 3 || p.Questions[0].Silence.OK != charter.No {
			t.Errorf("two of four: %+v", p.Questions[0].Tally)
		}
		conclude := app.ConcludeRoundIn{Round: id, Text: "Thông qua", Outcomes: []app.OutcomeIn{{Question: q}}}
		_, err = w.app.ConcludeRound(ctx, w.as("head"), conclude)
		if f := wants(t, err, committee.Refused, "conclusion.against-count"); f.Verdict == nil || f.Verdict.Clauses[0].Address != "quy-che/1.2" {
			t.Errorf("against the count: %+v", f.Verdict)
		}
		conclude.Outcomes[0].Side = committee.Against
		w.must(w.app.ConcludeRound(ctx, w.as("head"), conclude))

		// Where silence is consent, the one who is silent stands for; and a deadline
		// that the charter only reminds of may be shorter, and is shown so.
		seats = build("to-im", "consent", "reminder")
		id = committee.RoundID(w.must(open("to-im", "2019-04-01", seats[1:]...)).Ref)
		p = w.round("head", id)
		q = p.Questions[0].Question.ID
		if !p.Rule.Short || p.Rule.Least != day("2019-04-05") {
			t.Errorf("short by a reminder: %+v", p.Rule)
		}
		w.must(w.app.AnswerRound(ctx, w.as("deputy"), slip(id, q, "for")))
		w.must(w.app.AnswerRound(ctx, w.as("member1"), slip(id, q, "for")))
		w.at = w.at.AddDate(0, 0, 10)
		if p = w.round("head", id); p.Questions[0].Tally.OK != charter.Yes || p.Questions[0].Silence.OK != charter.Yes || p.Questions[0].Members.Silent != 1 {
			t.Errorf("silence is consent: %+v", p.Questions[0])
		}
		w.must(w.app.ConcludeRound(ctx, w.as("head"), app.ConcludeRoundIn{Round: id, Text: "Thông qua", Outcomes: []app.OutcomeIn{{Question: q}}}))

		// A seat that ended yesterday answers no more.
		id = committee.RoundID(w.must(open("to-im", "2019-04-30", seats[1:]...)).Ref)
		q = w.round("head", id).Questions[0].Question.ID
		w.must(w.app.EndSeat(ctx, w.keeper, app.EndSeatIn{Body: "to-im", Seat: seats[3], To: charter.DateOf(w.at), Decision: decision("", "Thôi tham gia", charter.DateOf(w.at).String())}))
		w.must(w.app.AnswerRound(ctx, w.as("member2"), slip(id, q, "for"))) // on its last day
		w.at = w.at.AddDate(0, 0, 1)
		again := slip(id, q, "against")
		again.Slips[0].Revision = 1
		_, err = w.app.AnswerRound(ctx, w.as("member2"), again)
		if f := fault(err); f == nil || f.Kind != committee.NotFound && f.Kind != committee.Refused {
			t.Errorf("a seat that ended yesterday: %v", err)
		}
	})
}

// TestRoundPapers binds a round to versions of papers by the hashes of the books:
// those asked read them, and a new version makes slips stale by its name.
func TestRoundPapers(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		bound := func(list ...app.BoundIn) func(*app.OpenRoundIn) {
			return func(in *app.OpenRoundIn) { in.Papers, in.Articles, in.Public = list, nil, true }
		}
		paper, err := w.app.Paper(ctx, w.as("head"), h.paper)
		if err != nil {
			t.Fatal(err)
		}
		reads := func(who string, want bool) {
			t.Helper()
			if _, err := w.app.Paper(ctx, w.as(who), h.paper); (err == nil) != want {
				t.Errorf("%s reads the paper: %v", who, err)
			}
		}
		w.person("stranger")
		w.person("asked")
		reads("asked", false)
		id, q := w.openRound("Xin ý kiến tờ trình", bound(app.BoundIn{Paper: h.paper, Version: 1}), app.PartyIn{Person: w.people["asked"]})
		p := w.round("asked", id)
		first, _ := paper.Line.Paper.Version(1)
		if len(p.Round.Papers) != 1 || p.Round.Papers[0].SHA256 != first.SHA256 || p.Round.Papers[0].Version != 1 || p.Round.Papers[0].Title != paper.Line.Paper.Title {
			t.Errorf("bound to %+v", p.Round.Papers)
		}
		reads("asked", true)
		reads("stranger", false)
		w.must(w.app.AnswerRound(ctx, w.as("asked"), slip(id, q, "for")))
		change := app.ChangeRoundIn{Round: id, Papers: []app.BoundIn{{Paper: h.paper, Version: 1}}}
		w.at = w.at.Add(time.Hour)
		_, err = w.app.ChangeRound(ctx, w.as("head"), change)
		wants(t, err, committee.Invalid, "round.same-text")
		change.Papers[0].Version = 0 // the newest
		w.must(w.app.ChangeRound(ctx, w.as("head"), change))
		if p = w.round("asked", id); len(p.Stale) != 1 || !slices.Equal(p.Stale[0].Papers, []string{paper.Line.Paper.Title}) || p.Round.Papers[0].Version != 2 {
			t.Errorf("stale %+v, bound to %+v", p.Stale, p.Round.Papers)
		}
		w.must(w.app.ConfirmSlips(ctx, w.as("asked"), app.ConfirmSlipsIn{Round: id, Slips: []app.ConfirmIn{{Question: q, Revision: 1}}}))
		w.must(w.app.ConcludeRound(ctx, w.as("head"), app.ConcludeRoundIn{Round: id, Text: "Thông qua", Outcomes: []app.OutcomeIn{{Question: q}}}))
		// The round is public now; its papers are not.
		if p = w.round("stranger", id); p.Insider || len(p.Round.Papers) != 0 || p.Questions[0].Question.Outcome == nil {
			t.Errorf("a stranger reads %+v", p)
		}
		reads("stranger", false)

		open := func(list ...app.BoundIn) error {
			in := app.OpenRoundIn{Body: bodyC, Title: "Đợt", Days: 5, Questions: []app.QuestionIn{{Text: "?"}}, Asked: []app.PartyIn{{Seat: w.seatOf("deputy")}}}
			bound(list...)(&in)
			_, err := w.app.OpenRound(ctx, w.as("head"), in)
			return err
		}
		wants(t, open(app.BoundIn{Paper: "khong-co"}), committee.NotFound, "paper.unknown")
		wants(t, open(app.BoundIn{Paper: h.paper, Version: 9}), committee.Invalid, "round.paper-version")
		wants(t, open(app.BoundIn{Paper: h.paper}, app.BoundIn{Paper: h.paper, Version: 1}), committee.Invalid, "list.twice")
		w.must(w.app.WithdrawPaper(ctx, w.as("head"), app.WithdrawPaperIn{Paper: h.paper, Reason: "nhầm"}))
		wants(t, open(app.BoundIn{Paper: h.paper}), committee.Conflict, "round.paper-withdrawn")
	})
}

// TestAnsweringForOthers answers through who assists a member, who serves in an
// agency or assists its leader, and asks which of several parties is meant.
func TestAnsweringForOthers(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		for _, n := range []string{"aide", "clerk", "staff"} {
			w.person(n)
		}
		assist := func(name string, kind committee.CapacityKind, id string) {
			w.must(w.app.NameAssistant(ctx, w.keeper, app.AssistantIn{Assistant: w.people[name], Kind: kind, ID: id, Day: day("2019-03-20")}))
		}
		assist("aide", committee.BySeat, string(w.seatOf("member")))
		assist("clerk", committee.ByPost, string(w.leaders["so1"]))
		post := committee.PostID(w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: w.agency["so2"], Kind: "specialist", VI: "Chuyên viên"})).Ref)
		w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: post, Person: w.people["staff"], From: day("2019-01-01")}))
		member, so1, so2 := app.PartyIn{Seat: w.seatOf("member")}, app.PartyIn{Agency: w.agency["so1"]}, app.PartyIn{Agency: w.agency["so2"]}
		id, q := w.openRound("Đợt hỏi nhiều nơi", nil, member, so1, so2, app.PartyIn{Person: w.people["staff"]})

		answers := func(who, capacity, onBehalf string, by app.PartyIn) {
			t.Helper()
			in := slip(id, q, "for")
			in.By = by
			r := w.must(w.app.AnswerRound(ctx, w.as(who), in))
			page, err := w.app.Act(ctx, w.keeper, r.Act)
			if err != nil || r.Capacity.ID != capacity || page.Record.OnBehalf != onBehalf || page.Record.Person != "Người "+who {
				t.Errorf("%s answered as %v for %q: %v", who, r.Capacity, page.Record.OnBehalf, err)
			}
		}
		answers("aide", string(w.seatOf("member")), "Người member1", app.PartyIn{})
		answers("clerk", string(w.leaders["so1"]), "Người lead-so1", app.PartyIn{})
		_, err := w.app.AnswerRound(ctx, w.as("staff"), slip(id, q, "for"))
		wants(t, err, committee.Invalid, "round.which-party")
		answers("staff", string(post), "", so2)
		answers("staff", "", "", app.PartyIn{Person: w.people["staff"]})
		in := slip(id, q, "against")
		in.By = so1
		_, err = w.app.AnswerRound(ctx, w.as("staff"), in)
		wants(t, err, committee.Refused, "round.not-asked")
		if p := w.round("head", id); len(p.Missing) != 0 || p.Line.Answered != 4 {
			t.Errorf("missing %v, answered %d", p.Missing, p.Line.Answered)
		}
	})
}
