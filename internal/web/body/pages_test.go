package body

import (
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/concluding"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

func TestList(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		b := aBody().Line
		plain := app.BodyLine{Key: "ban-b", Name: charter.Text{VI: uitest.Long}, Level: "tỉnh", Members: 3, From: today - 9, To: today - 1, Dissolved: true, Draft: true}
		n := uitest.Shown(t, p, listView(p, today, []app.BodyLine{b, plain}))
		if got := len(n.All(".bodies tbody tr")); got != 2 {
			t.Errorf("%s: %d bodies, want 2", lang, got)
		}
		if got := len(n.All(".bodies .status.late")); got != 1 {
			t.Errorf("%s: %d breaches marked, want 1", lang, got)
		}
		n = uitest.Shown(t, p, listView(p, today, nil))
		if !n.Has(".empty") {
			t.Errorf("%s: an empty list says nothing", lang)
		}
	}
}

func TestOverview(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Shown(t, p, overviewView(p, aBody(), aBoard()))
		if got := len(n.All("svg.org[role=img]")); got != 2 {
			t.Errorf("%s: the picture is drawn %d times, want for wide and for narrow screens", lang, got)
		}
		if got := len(n.All("table.seats tbody tr")); got < 16 {
			t.Errorf("%s: %d rows beside the picture, want a row for each of 16 seats", lang, got)
		}
		if got := len(n.All(".roster tbody tr")); got != 4 {
			t.Errorf("%s: %d rows of the composition, want 3 roles and the total", lang, got)
		}
		if !n.Has("input[type=range]") || !n.Has("form[hx-select=#ngay-xem]") {
			t.Errorf("%s: no slider of days", lang)
		}
		// What is not the reader's stays in sight, with the clause and the way to who could.
		if got := len(n.All(".not-yours")); got != 3 {
			t.Errorf("%s: %d acts said to be another's, want 3", lang, got)
		}
		if !n.Has(".not-yours a.cite") {
			t.Errorf("%s: an act of another's names no clause", lang)
		}
		empty := uitest.Shown(t, p, overviewView(p, app.BodyPage{Line: app.BodyLine{Key: "ban-a", Name: bodyA, From: today + 9}, On: today}, app.Board{From: today, To: today}))
		if empty.Has("svg.org[role=img]") || !empty.Has(".notice") {
			t.Errorf("%s: a day before the founding shows a picture", lang)
		}
	}
}

func TestPictures(t *testing.T) {
	p := uitest.Page(uitest.Langs[0])
	n := uitest.Parse(t, uitest.Draw(t, orgChart(p, aBody())))
	for _, view := range []string{"svg.wide1", "svg.tall"} {
		if got := len(n.All(view + " g.seat")); got != 16+1+1+3 {
			t.Errorf("%s: %d boxes, want 16 seats, the standing agency, and 4 of the parts", view, got)
		}
		if got := len(n.All(view + " g.new")); got != 1 {
			t.Errorf("%s: %d seats stand out as new, want 1", view, got)
		}
		if !n.Has(view+" g.vacant") || !n.Has(view+" g.unit") || !n.Has(view+" g.head") {
			t.Errorf("%s: the vacant seat, the standing agency or the head is not told apart", view)
		}
	}
	if label := n.All("svg.wide1")[0].Attrs["aria-label"]; !strings.Contains(label, "13 Ủy viên") {
		t.Errorf("label %q, want the number of each role", label)
	}
	// No word stands alone on a second line where the lines can be of one length.
	if got := wrap("a", "Thành viên Ban Chỉ đạo", 151, bold, 2); len(got) != 2 || got[0].text != "Thành viên" || got[1].text != "Ban Chỉ đạo" {
		t.Errorf("a title breaks as %v", got)
	}
	if got := wrap("b", uitest.Long, 151, plain, 2); len(got) != 2 || !strings.HasSuffix(got[1].text, "…") {
		t.Errorf("what does not fit breaks as %v", got)
	}
	m := aMeeting(committee.Held)
	r := uitest.Parse(t, uitest.Draw(t, roomChart(p, attendants(m))))
	if got := len(r.All("g.c-l path")); got != 2 {
		t.Errorf("%d absent around the table, want 2", got)
	}
	if got := len(r.All("g.c-p")); got != 1 {
		t.Errorf("%d in the room, want 1", got)
	}
}

func TestCharterPage(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		c := aCharter()
		n := uitest.Shown(t, p, charterView(p, aBody(), c, NewSpeaker(lang, c.Documents)))
		for _, id := range []string{"quy-che-5", "quy-che-6", "quy-che-6-2", "quy-che-6-2-a"} {
			n.One(t, "#"+id) // the address of each clause leads to it
		}
		if got := len(n.All(".clause .note p")); got < len(spoken) {
			t.Errorf("%s: %d rules in the margin, want %d", lang, got, len(spoken))
		}
		if !n.Has(".notice.warn") {
			t.Errorf("%s: nothing says that the text is a reconstructed draft", lang)
		}
		if !n.Has(".note .tag") {
			t.Errorf("%s: inferred rules are not marked", lang)
		}
		empty := uitest.Shown(t, p, charterView(p, aBody(), app.CharterPage{Key: "ban-a", On: today}, NewSpeaker(lang, nil)))
		if !empty.Has(".empty") {
			t.Errorf("%s: a body without a regulation says nothing", lang)
		}
	}
}

func TestExplorer(t *testing.T) {
	roles := []app.RoleWord{{Role: "head", Title: charter.Text{VI: "Trưởng ban"}}, {Role: "deputy", Title: charter.Text{VI: "Phó Trưởng ban"}}}
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		c := aCharter()
		s := NewSpeaker(lang, c.Documents)
		q := asking{Role: "deputy", Act: "meeting.convene-expanded", On: today, In: "nhom-1", Facts: []charter.Fact{{Key: "delegation", Value: "written"}, {Key: "members", Value: "9"}}}
		out := app.MayOut{
			Roles: roles, Act: charter.ActWord(q.Act).Text(), Role: roles[1].Title, Clauses: []app.Clause{clause}, Could: refuse.Could, On: today,
			Ruling: charter.Ruling{Reason: charter.ReasonMissing, Missing: []string{"delegation=written|absent"}, Needs: []string{"chairing", "delegation", "in", "members", "object", "within-plan"}, Reconstructed: true},
		}
		n := uitest.Shown(t, p, explorerView(p, aBody(), q, out, s))
		if got := len(n.All(".sentence select")); got != 2 {
			t.Errorf("%s: %d lists in the sentence, want 2", lang, got)
		}
		if got := len(n.All(".situation select")) + len(n.All(".situation input")); got != 6 {
			t.Errorf("%s: %d blanks of the situation, want the place and 5 facts", lang, got)
		}
		if !n.Has(".ruling.no .ground") || !n.Has(".ruling .can li") {
			t.Errorf("%s: the refusal quotes no clause or says nobody who could", lang)
		}
		if !n.Has("option[selected][value=written]") {
			t.Errorf("%s: the fact of the address is not chosen", lang)
		}
		out.Ruling = charter.Ruling{Allowed: true, Reason: charter.ReasonGranted, Seats: []charter.SeatRuling{{Role: "head", Allowed: true}, {Role: "deputy"}}}
		q.Role = ""
		n = uitest.Shown(t, p, explorerView(p, aBody(), q, out, s))
		if n.Has(".ruling.no") || !n.Has(".ruling .verdict") {
			t.Errorf("%s: what is allowed is shown as refused", lang)
		}
		uitest.Shown(t, p, explorerView(p, aBody(), asking{On: today}, app.MayOut{Roles: roles}, s))
		uitest.Shown(t, p, explorerView(p, aBody(), asking{On: today}, app.MayOut{}, s))
		m := app.Matrix{On: today, Roles: roles, Rows: []app.MatrixRow{{Act: app.ActWord{Act: "task.assign", Word: charter.ActWord("task.assign").Text()}, Cells: []app.MatrixCell{{Reason: charter.ReasonGranted, Ref: "Điều 6"}, {Reason: charter.ReasonMissing}}}}}
		n = uitest.Shown(t, p, matrixView(p, aBody(), m))
		if got := len(n.All(".matrix tbody td a")); got != 2 {
			t.Errorf("%s: %d cells lead to their question, want 2", lang, got)
		}
		uitest.Shown(t, p, matrixView(p, aBody(), app.Matrix{On: today}))
	}
}

func TestQuestionAddress(t *testing.T) {
	p := uitest.Page(uitest.Langs[0])
	q := asking{Role: "head", Act: "task.assign", On: today, In: "nhom-1", Facts: []charter.Fact{{Key: "object", Value: "a&b"}}}
	want := "/ban/ban-a/tham-quyen?ngay=15%2F04%2F2026&trong=nhom-1&tt-object=a%26b&vai=head&viec=task.assign"
	if got := q.path(p, "ban-a"); got != want {
		t.Errorf("address %s, want %s", got, want)
	}
}

func TestDutiesAndPlan(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		s := NewSpeaker(lang, nil)
		n := uitest.Shown(t, p, dutiesView(p, aBody(), aBoard(), "", 2026, s, templ.NopComponent))
		if got := len(n.All(".duty")); got != 4 {
			t.Errorf("%s: %d duties, want 4", lang, got)
		}
		n = uitest.Shown(t, p, dutiesView(p, aBody(), aBoard(), committee.DutyMiss, 2026, s, templ.NopComponent))
		if got := len(n.All(".duty .status.late")); got != 1 {
			t.Errorf("%s: %d missed duties, want 1", lang, got)
		}
		uitest.Shown(t, p, dutiesView(p, aBody(), app.Board{}, "", 2026, s, templ.NopComponent))
		board := aBoard()
		lines := []app.PlanLine{{Obligation: board.Lines[1].Obligation, State: committee.DutyMiss}, {Obligation: board.Lines[2].Obligation, State: committee.DutyDone, Meetings: []app.MeetingLine{aMeeting(committee.Held).Line}}}
		n = uitest.Shown(t, p, planView(p, aBody(), 2026, lines, months(p, 2026, lines, lines[1].Meetings), []app.ForeseenLine{{Foreseen: committee.Foreseen{ID: "du-kien-1", Kind: committee.Regular, Date: charter.Approx{From: charter.NewDate(2026, 9, 21), To: charter.NewDate(2026, 9, 30)}, Note: "sau khi có số liệu"}}}))
		if got := len(n.All(".months li")); got != 12 {
			t.Errorf("%s: %d months, want 12", lang, got)
		}
		uitest.Shown(t, p, planView(p, aBody(), 2026, nil, months(p, 2026, nil, nil), nil))
	}
}

func TestDecisions(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		b := aBody()
		n := uitest.Shown(t, p, decisionsView(p, b, newest(b.Decisions, 9)))
		if got := n.All("tbody tr th")[0].Text(); !strings.Contains(got, "913/QĐ-UBND") {
			t.Errorf("%s: first line %q, want the newest decision", lang, got)
		}
		uitest.Shown(t, p, decisionsView(p, b, nil))
		seated := func(n int, role charter.Role, name string) committee.Seated {
			return committee.Seated{Seat: committee.Seat{ID: "s", Role: role, Title: charter.Text{VI: string(role)}}, Holder: committee.Holder{Person: "x", Name: name}}
		}
		d := app.DecisionPage{Line: b.Decisions[1], Diff: committee.RosterDiff{
			Entered: []committee.Seated{seated(1, "member", "Giám đốc Sở 3")}, Left: []committee.Seated{seated(2, "member", uitest.Long), {Seat: committee.Seat{Role: "member"}}},
			Changed: []committee.SeatedPair{{Old: seated(3, "member", "Giám đốc Sở 5"), New: seated(3, "deputy", "Giám đốc Sở 5")}},
			Kept:    []committee.SeatedPair{{Old: seated(4, "head", "Chủ tịch 1"), New: seated(4, "head", "Chủ tịch 1")}},
		}, Act: &aMeeting(committee.Held).Acts[0]}
		d.Line.Corrects = "q1"
		n = uitest.Shown(t, p, decisionView(p, b, d))
		if len(n.All(".difference ins")) != 2 || len(n.All(".difference del")) != 3 {
			t.Errorf("%s: %d in and %d out, want 2 and 3 with the change of role", lang, len(n.All(".difference ins")), len(n.All(".difference del")))
		}
		uitest.Shown(t, p, decisionView(p, app.BodyPage{}, app.DecisionPage{Line: app.DecisionLine{ID: "q", Kind: committee.DecidePosting}}))
	}
}

func TestPowersAndHandOvers(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		c := aCharter()
		list := []app.DelegationLine{
			{Delegation: committee.Delegation{ID: "u1", Acts: []charter.Act{"meeting.chair"}, Scope: uitest.Long, Since: today}, From: "Trưởng ban", To: "Ủy viên", Acts: []app.ActWord{{Act: "meeting.chair", Word: charter.ActWord("meeting.chair").Text()}}, Live: true},
			{Delegation: committee.Delegation{ID: "u2", Since: today - 9, Until: today - 1}, From: "Trưởng ban", To: "Phó Trưởng ban"},
		}
		n := uitest.Shown(t, p, powersView(p, aBody(), list, lendable(p, c)))
		if got := len(n.All("tbody a.btn")); got != 1 {
			t.Errorf("%s: %d powers can be taken back, want the one in force", lang, got)
		}
		if !n.Has("#duoc-uy-quyen") || len(lendable(p, c)) != 1 {
			t.Errorf("%s: %d rules of delegation, want 1", lang, len(lendable(p, c)))
		}
		uitest.Shown(t, p, powersView(p, aBody(), nil, nil))
		left := []app.HandOverLine{{Body: "ban-a", Seat: "ghe-9", From: "Ủy viên, Giám đốc Sở 9", Kind: "task", Thing: "t1", What: uitest.Long}}
		n = uitest.Shown(t, p, handOversView(p, aBody(), left))
		if got := len(n.All("tbody tr")); got != 1 {
			t.Errorf("%s: %d things to hand over, want 1", lang, got)
		}
		uitest.Shown(t, p, handOversView(p, aBody(), nil))
	}
}

func TestMeetingPage(t *testing.T) {
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		for _, state := range []committee.MeetingState{committee.Convened, committee.Postponed, committee.Held, committee.Concluded, committee.Cancelled} {
			n := uitest.Shown(t, p, meetingView(p, aMeeting(state), nil, &telling{}))
			if got := len(n.All(".agenda > li")) + len(n.All("ol.agenda li h3")); got < 2 {
				t.Errorf("%s, %s: %d items", lang, state, got)
			}
			if state == committee.Concluded && n.Has(".btn.main") {
				t.Errorf("%s: a closed meeting offers acts", lang)
			}
		}
		whole := aMeeting(committee.Held)
		whole.Meeting.Agenda = append(whole.Meeting.Agenda, committee.Item{Order: 3, Conclusions: []committee.Conclusion{{ID: "k2", Text: "Các cơ quan báo cáo trước ngày 30/4.", By: "ghe-1"}}})
		n := uitest.Shown(t, p, meetingView(p, whole, map[committee.AgencyID]string{"so-9": "Sở Tài chính"}, &telling{}))
		if got := len(n.All("ol.agenda li h3")); got != 2 {
			t.Errorf("%s: %d items on the agenda, want 2: the meeting as a whole is none", lang, got)
		}
		if got := n.Text(); !strings.Contains(got, p.T("conclusion.whole")) || !strings.Contains(got, "Các cơ quan báo cáo") || !strings.Contains(got, "Sở\u00a0Tài chính") && !strings.Contains(got, "Sở Tài chính") {
			t.Errorf("%s: a conclusion on the whole, or the name of an agency called, is not shown", lang)
		}
		if !n.Has("svg.room[role=img]") || !n.Has("svg.meter") {
			t.Errorf("%s: no picture of who is there, or of the quorum", lang)
		}
		if !n.Has(".not-yours") {
			t.Errorf("%s: a conclusion of another's is not said to be so", lang)
		}
		bare := app.MeetingPage{Line: app.MeetingLine{ID: "m2", Body: "ban-a", BodyName: bodyA, Kind: committee.Session, State: committee.Convened}}
		uitest.Shown(t, p, meetingView(p, bare, nil, &telling{}))
		list := app.MeetingList{Items: []app.MeetingLine{aMeeting(committee.Held).Line, bare.Line}, Next: "x"}
		asks := []app.ProposalLine{{ID: "d1", Body: "ban-a", Kind: committee.Extraordinary, By: "Ủy viên Thường trực", Reason: uitest.Long, At: p.Now}, {ID: "d2", Met: "m1"}}
		n = uitest.Shown(t, p, meetingsView(p, aBody(), list, asks, committee.Held))
		if got := len(n.All("#de-nghi")); got != 1 {
			t.Errorf("%s: %d panels of proposals, want 1", lang, got)
		}
		if got := len(n.All(".offers .btn")) + len(n.All(".offers .not-yours")); got != 5 {
			t.Errorf("%s: %d ways to meet, want 5 in sight", lang, got)
		}
		uitest.Shown(t, p, meetingsView(p, aBody(), app.MeetingList{}, nil, ""))
	}
}

// TestMeetingNextStep: the one filled button at the head is what comes next: sending
// the invitations before the day, then going in, or concluding for who concludes.
func TestMeetingNextStep(t *testing.T) {
	p := uitest.Page(catalogue.VI)
	next := func(m app.MeetingPage) string {
		list := uitest.Parse(t, uitest.Draw(t, meetingView(p, m, nil, &telling{}))).All(".page-head .btn.main")
		if len(list) != 1 {
			return strconv.Itoa(len(list))
		}
		return list[0].Attrs["href"]
	}
	m := aMeeting(committee.Convened)
	m.Invited.Offer = &app.Offer{Allowed: true}
	if got := next(m); got != ui.RoomPath("m1", "") {
		t.Errorf("a member's next step once it has begun is %s", got)
	}
	for i := range m.Offers {
		m.Offers[i].Allowed = true
	}
	if got := next(m); got != meetingAct("m1", "ket-luan") {
		t.Errorf("the chair's next step once it has begun is %s", got)
	}
	m.Line.Start = p.Now.AddDate(0, 0, 2)
	if got := next(m); got != meetingAct("m1", "gui-moi") {
		t.Errorf("the next step before the day is %s", got)
	}
	m.Invited.Sent = []app.InvitationLine{{}}
	if got := next(m); got != "0" {
		t.Errorf("with the invitations out the next step is %s", got)
	}
}

// TestForeignWays: what is not the reader's is said once, folded away, and not on
// every item anew.
func TestForeignWays(t *testing.T) {
	p := uitest.Page(catalogue.VI)
	m := aMeeting(committee.Held)
	n := uitest.Parse(t, uitest.Draw(t, agendaPanel(p, m)))
	if got := len(n.All("details .not-yours")); got != 1 {
		t.Errorf("%d acts are said not to be the reader's, want the conclusion once", got)
	}
	for _, item := range n.All(".agenda > li") {
		if strings.Contains(item.Text(), p.T("offer.not-yours")) {
			t.Errorf("an item says again what is not the reader's: %s", item.Text())
		}
	}
	for i := range m.Offers {
		m.Offers[i].Allowed = true
	}
	if uitest.Parse(t, uitest.Draw(t, agendaPanel(p, m))).Has(".not-yours") {
		t.Error("who may all is told of what is not the reader's")
	}
}

// TestGapNames: a few names stand in the sentence, many are one press away.
func TestGapNames(t *testing.T) {
	p := uitest.Page(catalogue.VI)
	m := aMeeting(committee.Convened)
	m.Gaps = []app.Gap{{Kind: app.GapSilent, Who: []string{"Sở 1", "Sở 2", "Sở 3", "Sở 4"}}, {Kind: app.GapPapers, Who: []string{"Việc khác"}}}
	n := uitest.Parse(t, uitest.Draw(t, gapsPanel(p, m)))
	if got := len(n.All("details li")); got != 4 {
		t.Errorf("%d names are folded away, want the four that have not answered", got)
	}
	if !strings.Contains(n.Text(), p.T("gap.papers")+": Việc") {
		t.Errorf("the item without papers is not named in the sentence: %s", n.Text())
	}
}

func TestAgainstMajority(t *testing.T) {
	m := aMeeting(committee.Held)
	item := m.Meeting.Agenda[0]
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Parse(t, uitest.Draw(t, sideNote(p, m, item, committee.For)))
		if !n.Has(".notice.warn a.cite") {
			t.Errorf("%s: a conclusion against the majority is not said to be lawful by a clause", lang)
		}
		if got := uitest.Draw(t, sideNote(p, m, item, committee.Against)); strings.Contains(got, "notice") {
			t.Errorf("%s: a conclusion with the majority is warned of", lang)
		}
	}
	if item := (committee.Item{}); concluding.Against(item, committee.For) || concluding.Against(item, "") {
		t.Error("an item without positions has no majority to go against")
	}
}

// TestMarkChanged: after a kiện toàn that opens every seat anew, only those stand
// out to which somebody else came, whether the way there changed or not.
func TestMarkChanged(t *testing.T) {
	seat := func(id, ref, person string) app.SeatLine {
		return app.SeatLine{Seat: committee.SeatID(id), Role: "member", Fill: committee.FillPost, Ref: ref, Person: committee.PersonID(person), New: true}
	}
	b := app.BodyPage{Seats: []app.SeatLine{seat("g4", "p1", "a"), seat("g5", "p2", "later"), seat("g6", "p3", "c"), seat("g7", "p4", "d")}}
	before := []app.SeatLine{seat("g1", "p1", "a"), seat("g2", "p2", "b"), seat("g3", "p3", "x")}
	after := []app.SeatLine{seat("g4", "p1", "a"), seat("g5", "p2", "b"), seat("g6", "p3", "c"), seat("g7", "p4", "d")}
	markChanged(&b, before, after)
	for i, want := range []bool{false, false, true, true} {
		if b.Seats[i].New != want {
			t.Errorf("seat %s stands out: %v, want %v", b.Seats[i].Seat, b.Seats[i].New, want)
		}
	}
	b.Seats[0].New = true
	markChanged(&b, nil, after)
	if b.Seats[0].New {
		t.Error("on the first roster every seat stands out")
	}
}
