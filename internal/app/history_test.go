package app_test

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

const bodyE = committee.BodyKey("hoi-dong-cio")

// history is what a long life of an office left behind: the ids that later
// commands name.
type history struct {
	coming, sitting          committee.MeetingID // one to come, one that sits today
	done                     committee.MeetingID // one that was closed
	minuted                  committee.MeetingID // one whose minutes are approved
	expanded                 committee.MeetingID // to come, with agencies of outside
	offered, kept2           committee.MatterID  // proposed, and waiting
	foreseen                 committee.MeetingID
	leave                    app.RuleAbsenceIn // an absence that waits for leave
	item                     committee.ItemID  // of the sitting one
	rounds                   roundHistory
	late                     committee.RoundID // over, with a slip that came too late
	topics                   topicHistory
	votes                    voteHistory
	matter                   committee.ItemID  // of the one to come
	paper                    committee.PaperID // laid on that, in two versions
	open, handedIn           committee.TaskID
	delegation               committee.DelegationID
	proposal                 committee.MeetingID
	lost                     app.HandOverIn   // stands in the list of hand-overs
	chair, deputy, councilor committee.SeatID // of body E
	spare                    committee.AgencyID
	spareBody                committee.BodyKey
	staff                    committee.PersonID   // of department 2, in no leading post
	kept                     committee.DecisionID // a decision of body C
	act                      committee.ActID
}

// live makes every event that there is happen at least once and leaves things
// of every kind in every state.
func (w *world) live() history {
	w.t.Helper()
	ctx := context.Background()
	var h history
	id := func(r app.Receipt) string { return r.Ref }

	// The office: staff, another keeper, a unit that ends with its post.
	for _, n := range []string{"staff", "clerk", "second", "chairman", "vice", "councilor", "newcomer"} {
		w.person(n)
	}
	h.staff = w.people["staff"]
	post := committee.PostID(id(w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: w.agency["so2"], Kind: "specialist", VI: "Chuyên viên Sở 2"}))))
	w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: post, Person: h.staff, From: day("2019-01-01")}))
	w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{
		Post: post, Person: w.people["clerk"], From: day("2018-01-01"), To: day("2018-06-30"),
		Decision: &app.DecisionIn{Number: "5/QĐ-SO2", Title: "Điều động", DateFrom: day("2018-01-01"), DateTo: day("2018-01-01")},
	}))
	w.must(w.app.NameKeeper(ctx, w.keeper, app.KeeperIn{Person: w.people["second"], Day: day("2019-03-01")}))
	w.must(w.app.NameKeeper(ctx, w.keeper, app.KeeperIn{Person: w.people["second"], Day: day("2019-03-10"), Release: true}))
	w.must(w.app.NameAssistant(ctx, w.as("lead-so1"), app.AssistantIn{Assistant: w.people["clerk"], Kind: committee.ByPost, ID: string(w.leaders["so1"]), Day: day("2019-03-01")}))
	w.must(w.app.NameAssistant(ctx, w.as("lead-so1"), app.AssistantIn{Assistant: w.people["clerk"], Kind: committee.ByPost, ID: string(w.leaders["so1"]), Day: day("2019-03-19"), Release: true}))
	for _, n := range []string{"cu", "le"} {
		w.agency[n] = committee.AgencyID(id(w.must(w.app.RecordAgency(ctx, w.keeper, app.AgencyIn{Parent: w.agency["so1"], Kind: "unit", VI: "Phòng " + n, Code: "H40." + strings.ToUpper(n)}))))
	}
	p := committee.PostID(id(w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: w.agency["cu"], Kind: "head", VI: "Trưởng phòng", Leads: true}))))
	w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: p, Person: w.people["clerk"], From: day("2019-01-01")}))
	w.must(w.app.EndAgency(ctx, w.keeper, app.EndAgencyIn{ID: w.agency["cu"], To: day("2019-03-15"), Successor: w.agency["so1"]}))
	h.spare = w.agency["le"]

	// Another body, whose draft lets its head lend the chair.
	w.must(w.app.EstablishBody(ctx, w.as("lead-ubnd"), app.EstablishIn{
		Key: bodyE, Host: w.agency["vp"], Superior: w.agency["ubnd"], Charter: w.bundled(bodyE), From: day("2019-01-02"),
		Decision: decision("1235/QĐ-BTTTT", "Quyết định thành lập Hội đồng", "2019-01-02"),
	}))
	w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{
		Body: bodyE, Decision: decision("2/QĐ-UBND", "Thành phần Hội đồng", "2019-01-03"),
		Seats: []app.SeatIn{w.sits("head", "chairman"), w.sits("deputy", "vice"), w.sits("member", "councilor")},
	}))
	for _, l := range w.roster(bodyE) {
		switch l.Role {
		case "head":
			h.chair = l.Seat
		case "deputy":
			h.deputy = l.Seat
		default:
			h.councilor = l.Seat
		}
	}
	lend := app.LendIn{Body: bodyE, From: h.chair, To: h.councilor, Acts: []charter.Act{"meeting.chair"}, Trigger: "written", Since: day("2019-03-01"), Until: day("2019-03-31"), Scope: "Chủ trì khi vắng"}
	first := committee.DelegationID(id(w.must(w.app.DelegatePower(ctx, w.as("chairman"), lend))))
	w.must(w.app.RevokePower(ctx, w.as("chairman"), app.RevokeIn{Body: bodyE, ID: first, From: day("2019-03-20")}))
	lend.Since = day("2019-03-20")
	h.delegation = committee.DelegationID(id(w.must(w.app.DelegatePower(ctx, w.as("chairman"), lend))))

	// A body that ends.
	h.spareBody = "to-thu"
	w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
		Key: h.spareBody, Charter: smallCharter(h.spareBody), From: day("2019-01-02"), Decision: decision("", "Thành lập tổ", "2019-01-02"),
	}))
	w.must(w.app.AppointSeat(ctx, w.keeper, app.AppointIn{Body: h.spareBody, Seat: w.sits("head", "chairman"), Decision: decision("", "Cử tổ trưởng", "2019-01-05")}))
	w.must(w.app.InstallCharter(ctx, w.keeper, app.CharterIn{
		Body: h.spareBody, Source: smallCharter(h.spareBody) + "note: {vi: Bản hai.}\n", From: day("2019-02-01"), Decision: decision("", "Quy chế sửa đổi", "2019-02-01"),
	}))
	w.must(w.app.DissolveBody(ctx, w.keeper, app.DissolveIn{Body: h.spareBody, To: day("2019-03-01"), Decision: decision("", "Giải thể tổ", "2019-03-01")}))

	// Seats of body C.
	w.must(w.app.AssignPortfolio(ctx, w.as("head"), app.PortfolioIn{Body: bodyC, Seat: w.seatOf("member"), Fields: []string{"hạ tầng"}, Places: []string{"huyện 1"}, From: day("2019-03-20")}))
	w.must(w.app.NameDelegate(ctx, w.as("lead-so2"), app.DelegateIn{Body: bodyC, Seat: w.seats["member"][1], Person: h.staff, From: day("2019-03-20")}))
	r := w.must(w.app.AppointSeat(ctx, w.keeper, app.AppointIn{Body: bodyC, Seat: w.sits("member", "member2"), Decision: decision("9/QĐ-UBND", "Cử thành viên", "2019-03-20")}))
	h.act = r.Act
	w.reseat()
	leaving := w.seats["member"][2]
	h.lost = app.HandOverIn{Body: bodyC, From: leaving, Kind: committee.HangTask, To: w.seatOf("deputy")}
	h.lost.Thing = string(w.task("Việc của người sắp thôi", app.TaskIn{Accountable: leaving}))
	second := w.task("Việc thứ hai của người sắp thôi", app.TaskIn{Accountable: leaving})
	late, question := w.openRound("Đợt có phiếu đến muộn", func(in *app.OpenRoundIn) { in.Days = 1 }, app.PartyIn{Seat: w.seatOf("member")})
	filled := w.at.Add(time.Hour)
	w.at = w.at.AddDate(0, 0, 2)
	tooLate := slip(late, question, "for")
	tooLate.Version, tooLate.Filled, h.late = 1, app.FilledIn{At: filled}, late
	w.must(w.app.AnswerRound(ctx, w.as("member1"), tooLate))
	w.must(w.app.EndSeat(ctx, w.keeper, app.EndSeatIn{Body: bodyC, Seat: leaving, To: day("2019-03-21"), Decision: decision("10/QĐ-UBND", "Thôi tham gia", "2019-03-21")}))
	w.must(w.app.TakeOver(ctx, w.keeper, app.HandOverIn{Body: bodyC, From: leaving, Kind: committee.HangTask, Thing: string(second), To: w.seatOf("deputy")}))
	w.must(w.app.InvokeClause(ctx, w.as("member1"), app.InvokeIn{Body: bodyC, Address: "quy-che/2.5", About: "Phối hợp", Reason: "Cần dữ liệu của Sở 1"}))
	w.reseat()

	// Meetings: proposed, moved, called off, chaired by another, held and closed.
	h.proposal = committee.MeetingID(id(w.must(w.app.ProposeMeeting(ctx, w.as("standing"), app.ProposeIn{Body: bodyC, Kind: committee.Extraordinary, Reason: "Có việc gấp"}))))
	off := w.meet("Phiên sẽ hủy", w.at.Add(48*time.Hour), w.seatOf("head"))
	w.must(w.app.CancelMeeting(ctx, w.as("head"), app.CancelIn{Meeting: off, Reason: "Trùng lịch"}))
	h.coming = w.meet("Phiên sắp tới", w.at.Add(72*time.Hour), w.seatOf("head"))
	w.must(w.app.MoveMeeting(ctx, w.as("head"), app.MoveIn{Meeting: h.coming, Start: w.at.Add(96 * time.Hour), Reason: "Dời một ngày"}))
	done := w.meet("Phiên đã họp", w.at.Add(time.Hour), w.seatOf("head"))
	h.sitting = w.meet("Phiên đang họp", w.at.Add(2*time.Hour), w.seatOf("head"))
	w.at = w.at.Add(3 * time.Hour)
	council := committee.MeetingID(id(w.must(w.app.Convene(ctx, w.as("chairman"), app.ConveneIn{Body: bodyE, Kind: committee.Regular, Start: w.at.Add(time.Hour), Chair: h.chair}))))
	w.must(w.app.TakeChair(ctx, w.as("chairman"), app.ChairIn{Meeting: council, Chair: h.deputy}))
	w.must(w.app.ChooseAttendees(ctx, w.as("head"), app.AttendeesIn{Meeting: done, Invitees: append(invite(w.seatOf("head"), w.seatOf("deputy")), app.InviteeIn{Agency: w.agency["so1"]}, app.InviteeIn{Name: "Chuyên gia 1"})}))
	w.must(w.app.RecordPresence(ctx, w.as("head"), app.PresenceIn{Meeting: done, Present: []app.PresentIn{{Seat: w.seatOf("head"), How: "present"}, {Seat: w.seatOf("deputy"), How: "excused"}}}))
	page, err := w.app.Meeting(ctx, w.as("head"), done)
	if err != nil {
		w.t.Fatal(err)
	}
	item := page.Meeting.Agenda[0].ID
	w.must(w.app.RecordPositions(ctx, w.as("head"), app.PositionsIn{Meeting: done, Item: item, Positions: []app.PositionIn{{Seat: w.seatOf("deputy"), Position: committee.Against, Reason: "chưa đủ vốn"}}}))
	w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: done, Item: item, Text: "Thông qua; giao Sở 2", Lead: w.agency["so2"], Coordinators: []committee.AgencyID{w.agency["so1"]}, Due: day("2019-06-28")}))
	h.done = done
	for _, work := range []string{"khảo sát", "viết lại", "việc rút lại"} {
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{Meeting: done, Work: committee.Prose(work), Due: day("2019-09-30")}))
	}
	said := w.conclusions(done)
	w.must(w.app.ReviseConclusion(ctx, w.as("head"), app.ReviseIn{Meeting: done, Conclusion: said[3].ID, Work: "việc rút lại", Lead: w.agency["so2"]}))
	w.must(w.app.ReviseConclusion(ctx, w.as("head"), app.ReviseIn{Meeting: done, Conclusion: said[3].ID, Work: "việc sẽ rút", Lead: w.agency["so2"], Coordinators: []committee.AgencyID{w.agency["so1"]}}))
	w.must(w.app.WithdrawConclusion(ctx, w.as("head"), app.WithdrawConclusionIn{Meeting: done, Conclusion: said[3].ID}))
	w.must(w.app.SettleConclusion(ctx, w.as("head"), app.SettleIn{Meeting: done, Conclusion: said[1].ID, Lead: w.agency["so2"]}))
	w.must(w.app.ArrangeSeating(ctx, w.as("head"), app.SeatingIn{Meeting: done, Shape: committee.ShapeU, Places: []app.InviteeIn{{Seat: w.seatOf("head")}, {Name: "Chuyên gia 1"}}}))
	w.must(w.app.CloseMeeting(ctx, w.as("head"), app.CloseIn{Meeting: done}))
	page, err = w.app.Meeting(ctx, w.as("head"), h.sitting)
	if err != nil {
		w.t.Fatal(err)
	}
	h.item = page.Meeting.Agenda[0].ID

	// A meeting that runs: somebody came and left, spoke and was done, an item was
	// left and taken up again.
	running, items := w.running()
	own := app.SittingSeatIn{Meeting: running}
	w.must(w.app.Arrive(ctx, w.as("member1"), app.ArriveIn{Meeting: running, How: "present"}))
	w.must(w.app.Depart(ctx, w.as("member1"), own))
	w.must(w.app.AskFloor(ctx, w.as("head"), own))
	w.must(w.app.GiveFloor(ctx, w.as("head"), app.SittingSeatIn{Meeting: running, Seat: w.seatOf("head")}))
	w.must(w.app.EndFloor(ctx, w.as("head"), own))
	w.must(w.app.StatePrior(ctx, w.as("standing"), app.PriorIn{Meeting: running, Item: items[1], Say: committee.NoObjection}))
	w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: running}))
	w.must(w.app.TakeUp(ctx, w.as("head"), app.TakeUpIn{Meeting: running, Item: items[0]}))

	// Papers: in two versions, shown to the body; and one that was taken back.
	if page, err = w.app.Meeting(ctx, w.as("head"), h.coming); err != nil {
		w.t.Fatal(err)
	}
	h.matter = page.Meeting.Agenda[0].ID
	lay := app.LayPaperIn{Title: "Tờ trình Nội dung 1", Kind: committee.Submission, Meeting: h.coming, Item: h.matter, Upload: sends("tờ trình.png", picture(1))}
	h.paper = committee.PaperID(id(w.must(w.app.LayPaper(ctx, w.as("head"), lay))))
	w.must(w.app.AddVersion(ctx, w.as("secretary"), app.AddVersionIn{Paper: h.paper, After: 1, Note: "sửa Điều 2", Upload: sends("bản 2.png", picture(2))}))
	w.must(w.app.ShowPaper(ctx, w.as("head"), app.ShowPaperIn{Paper: h.paper, Sight: committee.ForBody}))
	lay.Title, lay.Kind, lay.Upload = "Phụ lục nhầm", committee.Annex, sends("phụ lục.png", picture(3))
	wrong := committee.PaperID(id(w.must(w.app.LayPaper(ctx, w.as("head"), lay))))
	w.must(w.app.WithdrawPaper(ctx, w.as("head"), app.WithdrawPaperIn{Paper: wrong, Reason: "nhầm tệp"}))

	w.liveAnswers(&h)
	w.liveAgenda(&h)
	w.liveLeave(&h)

	h.rounds = w.liveRounds(h.paper)
	h.topics = w.liveTopics(h)

	// Tasks in every state.
	h.open = w.task("Việc đang làm", app.TaskIn{Lead: w.agency["so2"], Due: day("2019-05-31")})
	h.handedIn = w.task("Việc chờ nghiệm thu", app.TaskIn{Lead: w.agency["so2"], Due: day("2019-05-31")})
	step := func(who string, in app.TaskActIn) { w.must(w.app.ActOnTask(ctx, w.as(who), in)) }
	step("lead-so2", app.TaskActIn{ID: h.open, Act: "task.update", Progress: 30, Note: "đang làm"})
	step("lead-so2", app.TaskActIn{ID: h.open, Act: "task.subassign", Person: h.staff})
	step("lead-so2", app.TaskActIn{ID: h.open, Act: "task.urge", Note: "nhanh hơn"})
	step("lead-so2", app.TaskActIn{ID: h.open, Act: "task.request-extension", Until: day("2019-06-28"), Note: "thiếu người"})
	step("head", app.TaskActIn{ID: h.open, Act: "task.grant-extension", Until: day("2019-06-14")})
	step("lead-so2", app.TaskActIn{ID: h.open, Act: "task.request-extension", Until: day("2019-06-28"), Note: "vẫn thiếu người"})
	finish := app.TaskActIn{ID: h.handedIn, Act: "task.update", Finished: true, Note: "xong"}
	step("lead-so2", finish)
	step("head", app.TaskActIn{ID: h.handedIn, Act: "task.return", Note: "chưa đủ"})
	step("lead-so2", finish)
	over := w.task("Việc đã xong", app.TaskIn{Lead: w.agency["so2"]})
	finish.ID = over
	step("lead-so2", finish)
	step("head", app.TaskActIn{ID: over, Act: "task.accept", Note: "tốt"})

	// A duty met.
	board, err := w.app.Duties(ctx, w.keeper, bodyC, day("2019-01-01"), day("2020-12-31"))
	if err != nil || len(board.Lines) == 0 {
		w.t.Fatalf("duties %v %v", board, err)
	}
	o := board.Lines[0].Obligation
	w.must(w.app.RecordEvidence(ctx, w.keeper, app.EvidenceIn{Body: bodyC, Rule: o.Rule, Due: o.Due.To, Kind: "document", Ref: "12/BC-BCĐ", Met: day("2019-03-22")}))

	w.liveInvitations()
	h.minuted = w.liveMinutes()
	h.votes = w.liveVotes()

	decisions, err := w.app.Decisions(ctx, w.keeper, bodyC)
	if err != nil {
		w.t.Fatal(err)
	}
	h.kept = decisions[0].ID
	return h
}

// smallCharter is the text of a body of which nothing is stated.
func smallCharter(key committee.BodyKey) string {
	return fmt.Sprintf(`format: nghi-su/charter/1
key: %s
title: {vi: Quy chế thử, en: Trial charter}
status: in-force
documents:
  - document: quy-che
    kind: regulation
    title: {vi: Quy chế, en: Regulation}
    number: unstated
    date: 2019-01-01
    effect: 2019-01-01
    articles:
      - article: 1
        title: {vi: Thành phần, en: Members}
        clauses:
          - clause: 1
            text: {vi: Tổ có Tổ trưởng và thành viên., en: The group has a head and members.}
            rules:
              - {id: to-truong, role: head, title: {vi: Tổ trưởng, en: Head}, rank: 1, count: unstated}
              - {id: thanh-vien, role: member, title: {vi: Thành viên, en: Member}, rank: 2, count: unstated}
`, key)
}

// TestEveryEventReplays makes every event there is happen, and asks that the
// acts alone give the same state and the same root.
func TestEveryEventReplays(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		w.live()
		ctx := context.Background()
		happened := map[string]bool{}
		if err := w.app.FoldNow(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		err := w.store.Read(ctx, w.office, func(tx *store.Tx) error {
			acts, err := tx.LogActs(0, 1000)
			if err != nil {
				return err
			}
			for _, x := range acts {
				page, err := w.app.Act(ctx, w.keeper, x.ID)
				if err != nil {
					return err
				}
				for _, e := range page.Events {
					happened[e.Name] = true
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		var missing []string
		for _, e := range committee.EventTypes() {
			if !happened[e.EventName()] {
				missing = append(missing, e.EventName())
			}
			delete(happened, e.EventName())
		}
		sort.Strings(missing)
		if len(missing) > 0 || len(happened) > 0 {
			t.Errorf("events that never happened: %v; unknown ones: %v", missing, happened)
		}
		before := w.state()
		replayed, err := w.app.Replay(ctx, w.office)
		if err != nil || !replayed.OK || replayed.Acts != w.acts() {
			t.Errorf("replay of %d acts: %+v %v", w.acts(), replayed, err)
		}
		if w.state() != before {
			t.Error("a replay changed the books")
		}
		report, err := w.app.VerifyRegister(ctx, w.keeper)
		if err != nil || !report.OK || report.Entries != w.acts() {
			t.Errorf("register %+v %v", report, err)
		}
	})
}
