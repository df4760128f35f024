package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// A round on an item that becomes confidential is no longer there for who does not
// see the item; those asked keep its last day and their own slips, and nothing that
// it says. Opened again, the item shows the round as before.
func TestRoundOnItemThatCloses(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.mailed()
		const mark = "zqkín"
		m := w.meet("Phiên sau", w.at.Add(20*24*time.Hour), w.seatOf("head"))
		agenda := func(closed bool) {
			t.Helper()
			in := app.ArrangeIn{Meeting: m}
			for _, x := range w.page("head", m).Meeting.Agenda {
				in.Items = append(in.Items, app.ArrangeItemIn{ID: x.ID, Title: committee.Prose(x.Title)})
			}
			if len(in.Items) == 0 {
				in.Items = []app.ArrangeItemIn{{Title: "Nội dung"}}
			}
			if in.Items[0].Closed = closed; closed {
				in.Items[0].Named = []committee.SeatID{w.seatOf("deputy")}
			}
			w.must(w.app.ArrangeAgenda(ctx, w.as("head"), in))
		}
		agenda(false)
		item := w.page("head", m).Meeting.Agenda[0].ID
		own := w.lay("head", app.LayPaperIn{Title: mark + "-tài-liệu", Kind: committee.Submission, Body: bodyC, Sight: committee.ForCalled, Upload: sends("x.png", picture(51))})
		id, q := w.openRound(mark+"-đợt", func(in *app.OpenRoundIn) {
			in.Item, in.Public = item, true
			in.Questions = []app.QuestionIn{{Text: mark + "-hỏi"}}
			in.Articles = []app.ArticleIn{{Address: "dieu-1", Text: mark + "-điều"}}
			in.Papers = []app.BoundIn{{Paper: own, Version: 1}}
		}, app.PartyIn{Seat: w.seatOf("deputy")}, app.PartyIn{Seat: w.seatOf("member")}, app.PartyIn{Agency: w.agency["so1"]})
		answered := w.must(w.app.AnswerRound(ctx, w.as("member1"), slip(id, q, "against", app.CommentIn{Address: "dieu-1", Text: "lời của tôi"})))
		comment := w.round("head", id).Round.Slips[0].Comments[0].ID
		w.must(w.app.AnswerComments(ctx, w.as("standing"), app.AnswerCommentsIn{Round: id, Replies: []app.ReplyIn{{Comment: comment, Kind: "accepted", Text: mark + "-giải-trình"}}}))
		last := w.round("head", id).Line.Deadline

		// everything gathers what a reader is told of rounds, in all places.
		everything := func(who string) string {
			t.Helper()
			out := ""
			for name, args := range map[string][]any{
				"Rounds": {w.as(who), app.RoundFilter{}}, "Round": {w.as(who), id}, "RoundsAwaiting": {w.as(who)}, "Desk": {w.as(who)}, "Meeting": {w.as(who), m},
				"Register": {w.as(who), app.RegisterFilter{Body: bodyC, Limit: 200}}, "Act": {w.as(who), answered.Act}, "Week": {w.as(who), last, bodyC},
				"SlipsOf": {w.as(who), id, app.PartyIn{}}, "Paper": {w.as(who), own}, "RoundTable": {w.as(who), id},
			} {
				if who == "keeper" && name == "Paper" {
					continue // no paper of the item: of the body, whose books are kept
				}
				answer, err := call(w.app, name, args)
				if f := fault(err); err != nil && f == nil {
					t.Fatalf("%s: %v", name, err)
				} else if f != nil {
					answer = strings.Join(f.Args, " ")
				}
				out += name + ": " + answer + "\n"
			}
			return out
		}
		for _, who := range []string{"head", "deputy", "member1", "lead-so1", "standing"} {
			if !strings.Contains(everything(who), mark) {
				t.Errorf("%s reads nothing of the open round", who)
			}
		}
		waits := func(who string) bool {
			t.Helper()
			list, err := w.app.RoundsAwaiting(ctx, w.as(who))
			if err != nil {
				t.Fatal(err)
			}
			return slices.ContainsFunc(list, func(x app.RoundWaiting) bool { return x.Line.ID == id })
		}
		if !waits("lead-so1") || !waits("deputy") {
			t.Error("the round waits for nobody")
		}

		agenda(true)
		for who, sees := range map[string]bool{"head": true, "deputy": true, "secretary": true, "member1": false, "lead-so1": false, "standing": false, "member2": false, "keeper": false} {
			if all := everything(who); strings.Contains(all, mark) != sees {
				i := max(strings.Index(all, mark), 0)
				t.Errorf("%s reads it: %v …%s…", who, !sees, all[max(0, i-200):min(len(all), i+80)])
			}
		}
		if waits("lead-so1") || !waits("deputy") {
			t.Error("it waits for who cannot answer, or not for who can")
		}
		// Those asked keep what is theirs.
		p := w.round("member1", id)
		if !p.Line.Veiled || p.Line.Deadline != last || len(p.Round.Slips) != 1 || p.Round.Slips[0].Comments[0].Text != "lời của tôi" || len(p.Parties) != 1 {
			t.Errorf("the member keeps %+v", p)
		}
		if p := w.round("lead-so1", id); !p.Line.Veiled || len(p.Round.Slips) != 0 || len(p.Round.Papers)+len(p.Round.Articles)+len(p.Offers)+len(p.Acts) != 0 {
			t.Errorf("the agency keeps %+v", p)
		}
		list, err := w.app.Rounds(ctx, w.as("lead-so1"), app.RoundFilter{Asked: true})
		if err != nil || !slices.ContainsFunc(list.Items, func(l app.RoundLine) bool { return l.ID == id && l.Veiled && l.Meeting == "" }) {
			t.Errorf("the round is not listed for who is asked: %v %+v", err, list.Items)
		}
		for _, who := range []string{"standing", "keeper", "member2", "outsider"} {
			if _, err := w.app.Round(ctx, w.as(who), id); fault(err) == nil || fault(err).Kind != committee.NotFound {
				t.Errorf("%s is told of the round: %v", who, err)
			}
		}
		_, err = w.app.AnswerRound(ctx, w.as("member1"), slip(id, q, "for"))
		wants(t, err, committee.Conflict, "round.veiled")
		_, err = w.app.AnswerRound(ctx, w.as("member2"), slip(id, q, "for"))
		wants(t, err, committee.NotFound, "round.unknown")
		if _, err := w.app.OpenPaper(ctx, w.as("lead-so1"), own, 0, false); fault(err) == nil {
			t.Errorf("the agency opens the paper of the round: %v", err)
		}
		if r, err := w.app.Act(ctx, w.as("member1"), answered.Act); err != nil || len(r.Events) == 0 {
			t.Errorf("the member's own answer is withheld: %v", err)
		}
		// A calendar keeps the day, a letter is not written.
		w.address(store.MailAgency, string(w.agency["so1"]), "so1@example.gov.vn")
		if err := w.app.CreateAccount(ctx, w.keeper, app.AccountIn{Login: "so-1", Person: w.people["lead-so1"], Password: "mot mat khau dai cho lich"}); err != nil {
			t.Fatal(err)
		}
		secret, err := w.app.OpenCalendar(ctx, w.as("lead-so1"), app.CalendarIn{})
		if err != nil {
			t.Fatal(err)
		}
		if answer, err := call(w.app, "Calendar", []any{w.office, secret}); err != nil || strings.Contains(answer, mark) || !strings.Contains(answer, string(id)) {
			t.Errorf("the calendar of who is asked: %v %s", err, answer)
		}

		// Answered by who sees it, concluded: its task is not for the whole body, and a
		// public conclusion not for everybody.
		w.must(w.app.AnswerRound(ctx, w.as("deputy"), slip(id, q, "for")))
		w.at = w.at.Add(14 * 24 * time.Hour)
		w.must(w.app.ConcludeRound(ctx, w.as("head"), app.ConcludeRoundIn{
			Round: id, Text: mark + "-kết-luận", Outcomes: []app.OutcomeIn{{Question: q, Text: mark + "-kết-luận", Side: "for", Lead: w.agency["so2"]}},
		}))
		for _, who := range []string{"member1", "standing", "keeper", "outsider", "lead-so1"} {
			if all := everything(who); strings.Contains(all, mark) {
				t.Errorf("%s reads the conclusion", who)
			}
		}
		tasks, err := w.app.Tasks(ctx, w.as("member1"), app.TaskFilter{})
		if err != nil || strings.Contains(fmt.Sprintf("%+v", tasks), mark) {
			t.Errorf("a member reads the task of a confidential item: %v", err)
		}
	})
}

// A paper that is narrowed after a round had bound it is not read through the round
// any more, nor named there; one that was bound when it was narrow already is.
func TestRoundOfPaperThatIsNarrowed(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		paper := w.lay("head", app.LayPaperIn{Title: "Tờ trình", Kind: committee.Submission, Body: bodyC, Sight: committee.ForBody, Upload: sends("x.png", picture(52))})
		w.later(time.Minute)
		id, _ := w.openRound("Đợt", func(in *app.OpenRoundIn) { in.Papers = []app.BoundIn{{Paper: paper, Version: 1}} },
			app.PartyIn{Seat: w.seatOf("member")}, app.PartyIn{Agency: w.agency["so1"]})
		look := func(when string, sees map[string]bool) {
			t.Helper()
			for who, sees := range sees {
				if _, err := w.app.Paper(ctx, w.as(who), paper); (err == nil) != sees {
					t.Errorf("%s: %s reads the paper: %v", when, who, err)
				}
				if got := w.round(who, id).Round.Papers[0].Title == "Tờ trình"; got != sees {
					t.Errorf("%s: the round names the paper to %s: %v", when, who, got)
				}
				if w.round(who, id).Round.Papers[0].SHA256 == "" {
					t.Errorf("%s: what slips rest on is gone", when)
				}
			}
		}
		look("bound", map[string]bool{"head": true, "member1": true, "lead-so1": true})
		w.later(time.Minute)
		w.must(w.app.ShowPaper(ctx, w.as("head"), app.ShowPaperIn{Paper: paper, Sight: committee.ForCalled}))
		look("narrowed", map[string]bool{"head": true, "member1": false, "lead-so1": false})
		w.later(time.Minute)
		w.must(w.app.ShowPaper(ctx, w.as("head"), app.ShowPaperIn{Paper: paper, Sight: committee.ForBody}))
		look("widened", map[string]bool{"head": true, "member1": true, "lead-so1": true})
		w.later(time.Minute)
		w.must(w.app.ShowPaper(ctx, w.as("head"), app.ShowPaperIn{Paper: paper, Sight: committee.ForCalled}))
		w.later(time.Minute)
		id, _ = w.openRound("Đợt hai", func(in *app.OpenRoundIn) { in.Papers = []app.BoundIn{{Paper: paper, Version: 1}} }, app.PartyIn{Agency: w.agency["so1"]})
		look("bound when it was narrow", map[string]bool{"head": true, "lead-so1": true})
		w.replays()
	})
}

// The pages of a list of rounds hold what the reader may know to be there: each but the
// last is full, none is empty, and together they are the whole list, once.
func TestVeiledRoundsInPages(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := w.meet("Phiên sau", w.at.Add(30*24*time.Hour), w.seatOf("head"))
		arrange := func(closed bool) {
			t.Helper()
			in := app.ArrangeIn{Meeting: m}
			for i := range 9 {
				in.Items = append(in.Items, app.ArrangeItemIn{Title: committee.Prose(fmt.Sprint("Nội dung ", i)), Closed: closed})
			}
			for i, x := range w.page("head", m).Meeting.Agenda {
				in.Items[i].ID = x.ID
			}
			w.must(w.app.ArrangeAgenda(ctx, w.as("head"), in))
		}
		arrange(false)
		items := w.page("head", m).Meeting.Agenda
		member, other := app.PartyIn{Seat: w.seatOf("member")}, app.PartyIn{Agency: w.agency["so1"]}
		// Open for all, gone from who is not asked, veiled for who is: in runs longer than
		// a page, at both ends too.
		n := map[rune]int{}
		for i, kind := range "ggghohggggvoohvvgogvggg" {
			n[kind]++
			w.openRound(fmt.Sprint("Đợt ", i), func(in *app.OpenRoundIn) {
				in.Days = 2 + i/3 // some end on one day
				if kind == 'g' || kind == 'v' {
					in.Item = items[i%len(items)].ID
				}
			}, map[rune]app.PartyIn{'g': other, 'v': member, 'o': other, 'h': member}[kind])
		}
		arrange(true)
		for _, f := range []app.RoundFilter{{}, {Oldest: true}, {Asked: true}, {Body: bodyC, Stage: "open"}} {
			f.Limit = 100
			whole, err := w.app.Rounds(ctx, w.as("member1"), f)
			if err != nil || whole.Next != "" {
				t.Fatalf("%v %q", err, whole.Next)
			}
			veiled := 0
			for _, l := range whole.Items {
				if l.Veiled {
					veiled++
				}
			}
			if want := n['v'] + n['h']; veiled != n['v'] || f.Asked && len(whole.Items) < want || !f.Asked && len(whole.Items) < want+n['o'] || len(whole.Items) > want+n['o']+3 {
				t.Errorf("%+v: %d rounds, %d veiled", f, len(whole.Items), veiled)
			}
			for _, limit := range []int{2, 3, len(whole.Items)} {
				var walked []app.RoundLine
				f.Limit, f.Cursor = limit, ""
				for {
					page, err := w.app.Rounds(ctx, w.as("member1"), f)
					if err != nil {
						t.Fatal(err)
					}
					walked = append(walked, page.Items...)
					if len(page.Items) == 0 || len(page.Items) > limit || page.Next != "" && len(page.Items) < limit {
						t.Errorf("%+v: a page of %d, more to come: %v", f, len(page.Items), page.Next != "")
					}
					if f.Cursor = page.Next; f.Cursor == "" || len(walked) > len(whole.Items) {
						break
					}
				}
				if !slices.Equal(walked, whole.Items) {
					t.Errorf("%+v: pages of %d hold %d rounds of %d, or others", f, limit, len(walked), len(whole.Items))
				}
			}
		}
	})
}
