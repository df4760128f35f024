package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// itemsOf reads the agenda of a page, as it is to be arranged anew.
func itemsOf(p app.MeetingPage) []app.ArrangeItemIn {
	var out []app.ArrangeItemIn
	for _, x := range p.Meeting.Agenda {
		if x.ID != "" {
			out = append(out, app.ArrangeItemIn{
				ID: x.ID, Title: committee.Prose(x.Title), Kind: x.Kind, Lead: x.Lead, Presenter: committee.Prose(x.Presenter), Section: x.Section,
				Minutes: x.Minutes, Recurs: x.Recurs, Closed: x.Closed, Named: x.Named, Matter: x.Matter,
			})
		}
	}
	return out
}

// titles reads the agenda of a page: number, title.
func titles(p app.MeetingPage) string {
	var out []string
	for _, x := range p.Meeting.Agenda {
		out = append(out, x.Number+" "+x.Title)
	}
	return strings.Join(out, "; ")
}

// liveAgenda leaves an arranged agenda behind, matters in every state, and meetings
// foreseen: open, settled and given up.
func (w *world) liveAgenda(h *history) {
	w.t.Helper()
	ctx := context.Background()
	propose := func(who, title string) committee.MatterID {
		return committee.MatterID(w.must(w.app.ProposeItem(ctx, w.as(who), app.ProposeItemIn{Body: bodyC, Title: committee.Prose(title), Note: "cần sớm"})).Ref)
	}
	h.offered = propose("member1", "Đề xuất đang chờ")
	taken, refused := propose("deputy", "Đề xuất được nhận"), propose("member1", "Đề xuất không nhận")
	w.must(w.app.JudgeItem(ctx, w.as("head"), app.JudgeItemIn{Matter: taken, Accept: true}))
	w.must(w.app.JudgeItem(ctx, w.as("lead-vp"), app.JudgeItemIn{Matter: refused, Reason: "ngoài thẩm quyền"}))
	h.kept2 = committee.MatterID(w.must(w.app.KeepMatter(ctx, w.as("head"), app.KeepMatterIn{Body: bodyC, Title: "Việc chờ", Lead: w.seatOf("deputy")})).Ref)
	w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{
		Meeting: h.expanded, Numbering: committee.NumberRoman, Sections: []committee.Prose{"Nội dung"},
		Items: []app.ArrangeItemIn{
			{Title: "Nội dung đã nhận", Section: 1, Minutes: 30, Matter: taken},
			{Title: "Nhân sự", Section: 1, Closed: true, Named: []committee.SeatID{w.seatOf("deputy")}},
		},
	}))
	w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: h.coming, Items: itemsOf(w.page("head", h.coming))}))
	foresee := func(title string) committee.MeetingID {
		return committee.MeetingID(w.must(w.app.ForeseeMeeting(ctx, w.as("head"), app.ForeseeIn{
			Body: bodyC, Kind: committee.Regular, Title: committee.Prose(title), From: day("2019-09-21"), To: day("2019-09-30"),
		})).Ref)
	}
	h.foreseen = foresee("Phiên cuối tháng 9")
	settled, dropped := foresee("Phiên sẽ ấn định"), foresee("Phiên thôi dự kiến")
	w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: bodyC, Kind: committee.Regular, Title: "Phiên đã ấn định", Start: time.Date(2019, 9, 25, 1, 0, 0, 0, time.UTC), Chair: w.seatOf("head"), Foreseen: settled,
	}))
	w.must(w.app.DropForeseen(ctx, w.as("head"), app.DropForeseenIn{ID: dropped, Reason: "không còn cần"}))
}

// An agenda is arranged until the sitting begins by who calls or presides; then by
// who presides alone, and what is added then is late.
func TestArrangeAgenda(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := w.expanded("Phiên có chương trình")
		in := app.ArrangeIn{
			Meeting: m, Numbering: committee.NumberDecimal, Sections: []committee.Prose{"Khai mạc", "Nội dung"},
			Items: []app.ArrangeItemIn{
				{Title: "Thông qua chương trình", Section: 1, Minutes: 10},
				{Title: "Kế hoạch", Section: 2, Minutes: 45, Lead: w.seatOf("deputy")},
				{Title: "Góp ý", Section: 2, Presenter: "Chuyên gia 1"},
			},
		}
		for _, who := range []string{"member1", "deputy", "lead-so1", "outsider"} {
			if _, err := w.app.ArrangeAgenda(ctx, w.as(who), in); fault(err) == nil || fault(err).Kind != committee.Refused {
				t.Errorf("%s arranges the agenda: %v", who, err)
			}
		}
		r := w.must(w.app.ArrangeAgenda(ctx, w.as("secretary"), in))
		if r.Ground.Inherent != "assists-chair" {
			t.Errorf("on %+v", r.Ground)
		}
		p := w.page("head", m)
		if got := titles(p); got != "1.1 Thông qua chương trình; 2.1 Kế hoạch; 2.2 Góp ý" {
			t.Error(got)
		}
		x := p.Meeting.Agenda[1]
		if !x.Begins.Equal(p.Line.Start.Add(10*time.Minute)) || !x.Ends.Equal(p.Line.Start.Add(55*time.Minute)) || p.Meeting.Agenda[2].Presenter != "Chuyên gia 1" {
			t.Errorf("%+v", x)
		}
		// Two people at once: the second is told.
		in.Items, in.Seen = itemsOf(p), 1
		_, err := w.app.ArrangeAgenda(ctx, w.as("head"), in)
		wants(t, err, committee.Conflict, "changed.meanwhile")

		w.at = p.Line.Start.Add(time.Minute)
		in.Seen, in.Items = 0, append(in.Items, app.ArrangeItemIn{Title: "Việc phát sinh", Section: 2})
		_, err = w.app.ArrangeAgenda(ctx, w.keeper, in)
		if f := fault(err); f == nil || f.Kind != committee.Refused {
			t.Errorf("the keeper adds an item at the sitting: %v", err)
		}
		w.must(w.app.ArrangeAgenda(ctx, w.as("head"), in))
		p = w.page("head", m)
		if last := p.Meeting.Agenda[3]; !last.Late || last.Number != "2.3" || p.Meeting.Agenda[0].Late {
			t.Errorf("%+v", p.Meeting.Agenda)
		}
	})
}

// A confidential item is seen by those named, who leads it and who presides, on
// every edge: page, papers, what was concluded, the task, the acts.
func TestConfidentialItem(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := w.expanded("Phiên có nội dung kín", "so1")
		w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: m, Items: []app.ArrangeItemIn{
			{Title: "Việc thường"}, {Title: "Nhân sự kín", Closed: true, Named: []committee.SeatID{w.seatOf("deputy")}, Lead: w.seatOf("standing-member")}, {Title: "Việc khác"},
		}}))
		closed := w.page("head", m).Meeting.Agenda[1].ID
		paper := committee.PaperID(w.must(w.app.LayPaper(ctx, w.as("head"), app.LayPaperIn{
			Title: "Tờ trình kín", Kind: committee.Submission, Meeting: m, Item: closed, Sight: committee.ForBody, Upload: sends("kín.png", picture(41)),
		})).Ref)
		w.at = w.page("head", m).Line.Start.Add(time.Minute)
		w.must(w.app.RecordPositions(ctx, w.as("head"), app.PositionsIn{Meeting: m, Item: closed, Positions: []app.PositionIn{{Seat: w.seatOf("deputy"), Position: committee.For, Reason: "lời kín"}}}))
		r := w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: m, Item: closed, Text: "Kết luận kín", Lead: w.agency["so2"]}))
		var task committee.TaskID
		for _, x := range w.page("head", m).Meeting.Agenda {
			for _, c := range x.Conclusions {
				task = c.Task
			}
		}
		for who, sees := range map[string]bool{
			"head": true, "deputy": true, "standing": true, "secretary": true,
			"member1": false, "lead-so1": false, "lead-vp": false, "keeper": false, "to-truong": false,
		} {
			p, err := w.app.Meeting(ctx, w.as(who), m)
			if err != nil {
				t.Fatalf("%s: %v", who, err)
			}
			want := "1 Việc thường; 3 Việc khác"
			if sees {
				want = "1 Việc thường; 2 Nhân sự kín; 3 Việc khác"
			}
			if got := titles(p); got != want {
				t.Errorf("%s reads the agenda %q", who, got)
			}
			if has := slices.ContainsFunc(p.Papers, func(l app.PaperLine) bool { return l.Paper.ID == paper }); has != sees {
				t.Errorf("%s sees the paper on the page: %v", who, has)
			}
			list, err := w.app.Papers(ctx, w.as(who), app.PaperFilter{Meeting: m})
			if has := slices.ContainsFunc(list, func(l app.PaperLine) bool { return l.Paper.ID == paper }); err != nil || has != sees {
				t.Errorf("%s sees the paper in the list: %v %v", who, has, err)
			}
			if _, err := w.app.Paper(ctx, w.as(who), paper); (err == nil) != sees {
				t.Errorf("%s reads the paper: %v", who, err)
			}
			if f, err := w.app.OpenPaper(ctx, w.as(who), paper, 0, false); (err == nil) != sees {
				t.Errorf("%s opens the file: %v", who, err)
			} else if err == nil {
				f.File.Close()
			}
			if _, err := w.app.Task(ctx, w.as(who), task); who == "member1" && err == nil {
				t.Errorf("%s reads the task", who)
			}
			act, err := w.app.Act(ctx, w.as(who), r.Act)
			if told := strings.Contains(string(act.Input), "Kết luận kín") || strings.Contains(act.Leaf, "Kết luận kín"); err == nil && told != sees {
				t.Errorf("%s reads the act: %v", who, told)
			}
		}
		// Who does not see it does not touch it, nor lose it by arranging the rest.
		_, err := w.app.RecordPositions(ctx, w.keeper, app.PositionsIn{Meeting: m, Item: closed, Positions: []app.PositionIn{{Seat: w.seatOf("head"), Position: committee.Against}}})
		wants(t, err, committee.NotFound, "item.unknown")
	})
}

// Who calls a meeting and does not see an item of it arranges the others around it.
func TestArrangeAroundHidden(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("deputy"), app.ConveneIn{
			Body: bodyC, Kind: committee.Extraordinary, Title: "Do Phó Trưởng ban triệu tập", Start: w.at.Add(100 * time.Hour), Chair: w.seatOf("head"),
		})).Ref)
		w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: m, Items: []app.ArrangeItemIn{{Title: "Mở"}, {Title: "Kín", Closed: true}}}))
		p := w.page("deputy", m)
		if got := titles(p); got != "1 Mở" {
			t.Fatal(got)
		}
		w.must(w.app.ArrangeAgenda(ctx, w.as("deputy"), app.ArrangeIn{Meeting: m, Items: append([]app.ArrangeItemIn{{Title: "Mới"}}, itemsOf(p)...)}))
		if got := titles(w.page("head", m)); got != "1 Mới; 2 Kín; 3 Mở" {
			t.Error(got)
		}
	})
}

// A matter is proposed, taken up or refused with the reason, put on an agenda, and
// carried over when the meeting does not get to it.
func TestMattersFromProposalToAgenda(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		propose := func(who, title, kind string) (app.Receipt, error) {
			return w.app.ProposeItem(ctx, w.as(who), app.ProposeItemIn{Body: bodyC, Title: committee.Prose(title), Kind: kind})
		}
		// Mechanisms and policies are the agencies' to propose, by the charter; a member
		// proposes a matter that it does not speak of.
		r := w.must(propose("lead-so1", "Cơ chế chia sẻ dữ liệu", "co-che"))
		if len(r.Ground.Clauses) == 0 || r.Ground.Clauses[0].Rule != "de-xuat-co-che" {
			t.Errorf("%+v", r.Ground)
		}
		_, err := propose("member1", "Cơ chế khác", "co-che")
		if f := fault(err); f == nil || f.Kind != committee.Refused || f.Ruling.Reason != charter.ReasonNotHolder || f.Could[0].Role != "agency-head" {
			t.Errorf("a member proposes a mechanism: %v", err)
		}
		r = w.must(propose("member1", "Việc của thành viên", ""))
		if r.Ground.Inherent != "seated" {
			t.Errorf("%+v", r.Ground)
		}
		if _, err := propose("outsider", "Việc của người ngoài", ""); fault(err) == nil || fault(err).Kind != committee.Refused {
			t.Errorf("an outsider proposes: %v", err)
		}
		backlog := func(who string) app.Backlog {
			t.Helper()
			b, err := w.app.Backlog(ctx, w.as(who), bodyC)
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		find := func(who, title string) app.MatterLine {
			t.Helper()
			for _, l := range backlog(who).Items {
				if l.Title == title {
					return l
				}
			}
			return app.MatterLine{}
		}
		mechanism, own := find("head", "Cơ chế chia sẻ dữ liệu"), find("head", "Việc của thành viên")
		if mechanism.Proposer != "Sở 1" || mechanism.By.Agency != w.agency["so1"] || !find("lead-so1", "Cơ chế chia sẻ dữ liệu").Mine {
			t.Errorf("%+v", mechanism)
		}
		if n := len(backlog("lead-so1").Items); n != 1 {
			t.Errorf("an agency of outside reads %d matters of the body", n)
		}
		for _, who := range []string{"member1", "lead-so1", "outsider"} {
			if _, err := w.app.JudgeItem(ctx, w.as(who), app.JudgeItemIn{Matter: own.ID, Accept: true}); fault(err) == nil || fault(err).Kind != committee.Refused {
				t.Errorf("%s takes it up: %v", who, err)
			}
		}
		desk := func(who, kind string) bool {
			d, err := w.app.Desk(ctx, w.as(who))
			if err != nil {
				t.Fatal(err)
			}
			return slices.ContainsFunc(append(d.Await, d.Waiting...), func(i app.DeskItem) bool { return i.Kind == kind && i.Ref == string(own.ID) })
		}
		if !desk("lead-vp", "matter") || !desk("head", "matter") || desk("member1", "matter") {
			t.Error("the proposal does not wait for the standing agency and the head")
		}
		r = w.must(w.app.JudgeItem(ctx, w.as("lead-vp"), app.JudgeItemIn{Matter: mechanism.ID, Accept: true}))
		if r.Ground.Inherent != "bureau" {
			t.Errorf("%+v", r.Ground)
		}
		w.must(w.app.JudgeItem(ctx, w.as("head"), app.JudgeItemIn{Matter: own.ID, Reason: "đã có trong kế hoạch"}))
		if !desk("member1", "matter-refused") || find("member1", "Việc của thành viên").Reason != "đã có trong kế hoạch" {
			t.Error("the proposer is not told")
		}
		// On an agenda, and off it again when the meeting is called off.
		m := w.expanded("Phiên 1")
		place := func(m committee.MeetingID) {
			w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: m, Items: []app.ArrangeItemIn{{Title: committee.Prose(mechanism.Title), Matter: mechanism.ID}, {Title: "Việc xong"}}}))
		}
		place(m)
		if x := find("head", mechanism.Title); x.State != committee.MatterPlaced || x.Meeting != m {
			t.Errorf("%+v", x)
		}
		w.must(w.app.CancelMeeting(ctx, w.as("head"), app.CancelIn{Meeting: m}))
		if x := find("head", mechanism.Title); x.State != committee.MatterWaiting || x.Meeting != "" {
			t.Errorf("after the meeting was called off: %+v", x)
		}
		m = w.expanded("Phiên 2")
		offers, err := w.app.AgendaOffers(ctx, w.as("head"), m)
		if err != nil || len(offers.Backlog) != 1 || offers.Backlog[0].ID != mechanism.ID {
			t.Errorf("offered %+v %v", offers, err)
		}
		if none, err := w.app.AgendaOffers(ctx, w.as("member1"), m); err != nil || none.Backlog != nil {
			t.Errorf("a member is offered %+v %v", none, err)
		}
		place(m)
		w.at = w.page("head", m).Line.Start.Add(time.Minute)
		w.must(w.app.RecordPresence(ctx, w.as("head"), app.PresenceIn{Meeting: m, Present: []app.PresentIn{{Seat: w.seatOf("head"), How: "present"}}}))
		agenda := w.page("head", m).Meeting.Agenda
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: m, Item: agenda[1].ID, Text: "Xong"}))
		w.must(w.app.CloseMeeting(ctx, w.as("head"), app.CloseIn{Meeting: m, Carry: []committee.ItemID{agenda[0].ID}}))
		if x := find("head", mechanism.Title); x.State != committee.MatterWaiting || x.From != m {
			t.Errorf("not carried over: %+v", x)
		}
		next := w.expanded("Phiên 3")
		if offers, err = w.app.AgendaOffers(ctx, w.as("head"), next); err != nil || offers.Minutes == nil || offers.Minutes.ID != m {
			t.Errorf("the minutes of the last meeting: %+v %v", offers.Minutes, err)
		}
	})
}

// Items that recur are offered to the next meeting of the series.
func TestRecurringItems(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		meet := func(hours time.Duration) committee.MeetingID {
			return committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
				Body: bodyC, Kind: committee.Regular, Series: "regular", Start: w.at.Add(hours * time.Hour), Chair: w.seatOf("head"),
			})).Ref)
		}
		first, second := meet(24), meet(48)
		w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: first, Items: []app.ArrangeItemIn{
			{Title: "Tình hình nhiệm vụ", Recurs: true, Minutes: 20}, {Title: "Một lần"}, {Title: "Nhân sự", Recurs: true, Closed: true},
		}}))
		offers, err := w.app.AgendaOffers(ctx, w.as("head"), second)
		if err != nil || len(offers.Recurring) != 1 || offers.Recurring[0].Title != "Tình hình nhiệm vụ" || offers.Recurring[0].Minutes != 20 || offers.Recurring[0].ID != "" {
			t.Errorf("%+v %v", offers, err)
		}
	})
}

// E10: a date known by a part of a month is kept as such, shown as what it is, and
// settled later by convening.
func TestForeseenMeeting(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		in := app.ForeseeIn{Body: bodyC, Kind: committee.Regular, Title: "Phiên cuối tháng 9", From: day("2019-09-21"), To: day("2019-09-30")}
		_, err := w.app.ForeseeMeeting(ctx, w.as("member1"), in)
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.1", "head")
		id := committee.MeetingID(w.must(w.app.ForeseeMeeting(ctx, w.as("head"), in)).Ref)
		weeks := func(who, on string) int {
			t.Helper()
			x, err := w.app.Week(ctx, w.as(who), day(on), "")
			if err != nil {
				t.Fatal(err)
			}
			return len(x.Foreseen)
		}
		if weeks("member1", "2019-09-16") != 1 || weeks("member1", "2019-09-30") != 1 || weeks("member1", "2019-10-07") != 0 || weeks("outsider", "2019-09-23") != 0 {
			t.Error("a week that the span does not touch tells of it, or one that it touches does not")
		}
		list, err := w.app.Foreseen(ctx, w.as("member1"), bodyC)
		if err != nil || len(list) != 1 || list[0].Date.From != in.From || list[0].Date.To != in.To || !strings.Contains(list[0].Proposer, "Người head") {
			t.Errorf("%+v %v", list, err)
		}
		if list, err := w.app.Foreseen(ctx, w.as("outsider"), bodyC); err != nil || len(list) != 0 {
			t.Errorf("an outsider reads %+v %v", list, err)
		}
		if err := w.app.CreateAccount(ctx, w.keeper, app.AccountIn{Login: "uv1", Person: w.people["member1"], Password: "mật khẩu đủ dài"}); err != nil {
			t.Fatal(err)
		}
		secret, err := w.app.OpenCalendar(ctx, w.as("member1"), app.CalendarIn{Body: bodyC})
		if err != nil {
			t.Fatal(err)
		}
		if c, err := w.app.Calendar(ctx, w.office, secret); err != nil || len(c.Foreseen) != 1 {
			t.Errorf("the feed: %+v %v", c.Foreseen, err)
		}
		m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
			Body: bodyC, Kind: committee.Regular, Start: time.Date(2019, 9, 27, 1, 0, 0, 0, time.UTC), Chair: w.seatOf("head"), Foreseen: id,
		})).Ref)
		if list, err = w.app.Foreseen(ctx, w.as("member1"), bodyC); err != nil || list[0].Settled != m || weeks("member1", "2019-09-23") != 0 {
			t.Errorf("after it was settled: %+v %v", list, err)
		}
		_, err = w.app.DropForeseen(ctx, w.as("head"), app.DropForeseenIn{ID: id, Reason: "thôi"})
		wants(t, err, committee.Conflict, "foreseen.settled")
	})
}
