package app_test

import (
	"bytes"
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// TestConfidentialItemsAreNowhere asks every question that there is, as everybody who
// may not see a confidential item: neither its title, nor what is put to the vote on
// it, written about it, concluded or said of it stands in any answer, be it of the
// meeting, the vote, the sitting, the register, a calendar, the morning letter or the
// tray. Who may see it reads each of these somewhere, so that the test would notice.
func TestConfidentialItemsAreNowhere(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		n := w.named(h)
		const mark = "zqkín"
		kinds := []string{mark + "-nội-dung", mark + "-biểu-quyết", mark + "-biên-bản", mark + "-kết-luận", mark + "-tài-liệu", mark + "-người-trình"}
		m := w.expanded("Phiên có nội dung kín", "so1")
		w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: m, Items: []app.ArrangeItemIn{
			{Title: "Việc thường"}, {Title: mark + "-nội-dung", Presenter: mark + "-người-trình", Closed: true, Recurs: true, Named: []committee.SeatID{w.seatOf("deputy")}}, {Title: "Việc khác"},
		}}))
		closed := w.page("head", m).Meeting.Agenda[1].ID
		paper := committee.PaperID(w.must(w.app.LayPaper(ctx, w.as("head"), app.LayPaperIn{
			Title: mark + "-tài-liệu", Kind: committee.Submission, Meeting: m, Item: closed, Sight: committee.ForBody, Upload: sends("x.png", picture(43)),
		})).Ref)
		w.invited(m)
		hidden := w.people
		may := []string{"head", "deputy", "secretary"} // who presides, who assists there, who is named
		readers := []app.Actor{w.keeper}
		for name := range hidden {
			if !slices.Contains(may, name) && name != "keeper" {
				readers = append(readers, w.as(name))
			}
		}
		before := w.acts()
		ask := func(when string, named names) {
			t.Helper()
			door := reflect.TypeFor[*app.App]()
			for _, by := range readers {
				table := asked(by, named, &bytes.Buffer{})
				table["Refusals"] = []any{by, app.RefusalFilter{Body: bodyC}}
				table["Register"] = []any{by, app.RegisterFilter{Body: bodyC, Limit: 200}}
				table["Tray"] = []any{by, store.IncomingTray}
				for i := range door.NumMethod() {
					name := door.Method(i).Name
					if isCommand(door.Method(i)) || slices.Contains(housebound, name) || dear[name] || writes[name] {
						continue
					}
					answer, err := call(w.app, name, table[name])
					if f := fault(err); f != nil {
						answer += strings.Join(f.Args, " ")
					}
					if i := strings.Index(answer, mark); i >= 0 {
						t.Errorf("%s: %s shows %s: …%s…", when, name, by.Person, answer[max(0, i-80):min(len(answer), i+60)])
					}
				}
			}
		}
		n.meeting, n.paper = m, paper
		ask("before", n)

		// The sitting: the item is taken up, spoken on, voted on by name, concluded.
		w.at = w.page("head", m).Line.Start.Add(time.Minute)
		w.must(w.app.Arrive(ctx, w.as("head"), app.ArriveIn{Meeting: m, How: "present"}))
		w.must(w.app.Arrive(ctx, w.as("deputy"), app.ArriveIn{Meeting: m, How: "present"}))
		w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: m, Item: closed}))
		w.must(w.app.AskFloor(ctx, w.as("deputy"), app.SittingSeatIn{Meeting: m}))
		n.vote = committee.VoteID(w.must(w.app.OpenVote(ctx, w.as("head"), app.OpenVoteIn{Meeting: m, Item: closed, Motion: mark + "-biểu-quyết"})).Ref)
		ask("while it is voted on", n)
		w.must(w.app.CloseVote(ctx, w.as("head"), app.CloseVoteIn{Vote: n.vote}))
		w.must(w.app.RecordPositions(ctx, w.as("head"), app.PositionsIn{Meeting: m, Item: w.page("head", m).Meeting.Agenda[0].ID, Positions: []app.PositionIn{{Seat: w.seatOf("deputy"), Position: committee.For}}}))
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: m, Item: closed, Text: mark + "-kết-luận"}))
		if _, err := w.app.WriteMinutes(ctx, w.as("head"), app.MinutesIn{Meeting: m, Item: closed, Text: mark + "-biên-bản"}); err != nil {
			t.Fatal(err)
		}
		ask("after", n)
		page, err := w.app.Minutes(ctx, w.as("head"), m)
		if err != nil {
			t.Fatal(err)
		}
		w.must(w.app.ApproveMinutes(ctx, w.as("head"), app.ApproveMinutesIn{Meeting: m, Sum: page.Sum}))
		ask("once the minutes are approved", n)

		// Each act of it, and the calendars of the body and of each reader.
		acts, err := w.app.Register(ctx, w.as("head"), app.RegisterFilter{Body: bodyC, Limit: 200})
		if err != nil {
			t.Fatal(err)
		}
		seen := ""
		for _, a := range acts.Items[:min(len(acts.Items), int(w.acts()-before))] {
			n.act = a.ID
			for _, by := range readers {
				answer, _ := call(w.app, "Act", []any{by, n.act})
				if strings.Contains(answer, mark) {
					t.Errorf("the act %s shows %s what is confidential", a.Act.Act, by.Person)
				}
			}
			answer, _ := call(w.app, "Act", []any{w.as("head"), n.act})
			seen += answer
		}
		for _, by := range readers {
			for _, in := range []app.CalendarIn{{}, {Body: bodyC}} {
				if err := w.app.CreateAccount(ctx, w.keeper, app.AccountIn{Login: "lich-" + string(by.Person)[30:], Person: by.Person, Password: "mot mat khau dai cho lich"}); err != nil && fault(err) == nil {
					t.Fatal(err)
				}
				secret, err := w.app.OpenCalendar(ctx, by, in)
				if err != nil {
					continue // who may not open one
				}
				if answer, _ := call(w.app, "Calendar", []any{w.office, secret}); strings.Contains(answer, mark) {
					t.Errorf("the calendar %+v of %s shows what is confidential", in, by.Person)
				}
			}
		}
		for _, name := range []string{"Meeting", "Votes", "Minutes", "Papers", "Sitting"} {
			answer, _ := call(w.app, name, asked(w.as("head"), n, &bytes.Buffer{})[name])
			seen += answer
		}
		for _, kind := range kinds {
			if !strings.Contains(seen, kind) {
				t.Errorf("nothing was asked that could show %s", kind)
			}
		}
	})
}

// writes are the methods that are no commands and change something.
var writes = map[string]bool{
	"ClaimJobs": true, "CloseCalendar": true, "ConfirmLetter": true, "CreateToken": true, "Draw": true, "DropMark": true, "ErrandOf": true, "ExportOffice": true, "ExportRegister": true,
	"FailJob": true, "FinishJob": true, "FoldNow": true, "Forget": true, "LetterDone": true, "NoteMailbox": true, "OpenCalendar": true, "PlaceLetter": true, "PutMark": true, "RevokeToken": true, "RevokeOfficeToken": true,
	"ScheduleDaily": true, "SetMailAddress": true, "SetMailWish": true, "SetPreferences": true, "SetReminderDays": true, "SignOut": true, "SweepFiles": true, "TakeIn": true, "TakeLetter": true,
	"WriteDigests": true, "WriteReminders": true, "WriteMinutes": true, "TryMail": true, "RetryLetter": true, "CloseDueVote": true, "PutJobAside": true, "RetryJob": true, "Enrol": true, "Replay": true,
	"Watch": true, "SessionOf": true, "Calendar": true, "LetterToConfirm": true, "TokenActor": true,
}
