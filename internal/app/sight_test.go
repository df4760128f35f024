package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// sees lists what of some things a person sees, asked one by one and in lists
// alike: where the two differ, it says so.
func (w *world) sees(name string, body committee.BodyKey, m committee.MeetingID, task committee.TaskID, act committee.ActID, index int64) string {
	w.t.Helper()
	ctx, by := context.Background(), w.as(name)
	var out []string
	note := func(what string, alone bool, listed ...bool) {
		if alone {
			out = append(out, what)
		}
		for i, l := range listed {
			if l != alone {
				out = append(out, fmt.Sprintf("%s(list %d: %v)", what, i, l))
			}
		}
	}
	open := func(err error) bool {
		if f := fault(err); err != nil && (f == nil || f.Kind != committee.NotFound && f.Kind != committee.Refused) {
			w.t.Fatalf("%s: %v", name, err)
		}
		return err == nil
	}
	_, err := w.app.Meeting(ctx, by, m)
	meetings, lerr := w.app.Meetings(ctx, by, app.MeetingFilter{Body: body, Limit: 100})
	all, aerr := w.app.Meetings(ctx, by, app.MeetingFilter{Limit: 100})
	is := func(l app.MeetingLine) bool { return l.ID == m }
	note("meeting", open(err), open(lerr) && slices.ContainsFunc(meetings.Items, is), open(aerr) && slices.ContainsFunc(all.Items, is))

	_, err = w.app.Task(ctx, by, task)
	tasks, lerr := w.app.Tasks(ctx, by, app.TaskFilter{Body: body, Limit: 100})
	whole, aerr := w.app.Tasks(ctx, by, app.TaskFilter{Limit: 100})
	isTask := func(l app.TaskLine) bool { return l.ID == task }
	counted := 0
	for _, n := range tasks.Counts {
		counted += n
	}
	note("task", open(err), open(lerr) && slices.ContainsFunc(tasks.Items, isTask), open(aerr) && slices.ContainsFunc(whole.Items, isTask))
	if counted != len(tasks.Items) {
		out = append(out, fmt.Sprintf("%d of %d tasks", len(tasks.Items), counted))
	}

	_, err = w.app.Act(ctx, by, act)
	note("act", open(err))
	_, err = w.app.Proof(ctx, by, index)
	list, lerr := w.app.Register(ctx, by, app.RegisterFilter{Body: body})
	note("register", open(lerr), open(err))
	for _, r := range list.Items {
		if r.Body != body {
			out = append(out, "acts of "+string(r.Body))
			break
		}
	}
	_, err = w.app.Register(ctx, by, app.RegisterFilter{})
	note("office", open(err))
	refusals, err := w.app.Refusals(ctx, by, app.RefusalFilter{Body: body})
	open(err)
	note("refusals", slices.ContainsFunc(refusals.Items, func(l app.RefusalLine) bool { return l.Person == "Người deputy" || l.Person == "Người vice" }))
	proposals, err := w.app.Proposals(ctx, by, body)
	open(err)
	note("proposals", len(proposals) > 0)
	lost, err := w.app.HandOvers(ctx, by, body)
	open(err)
	note("handovers", len(lost) > 0)
	note("export", open(w.app.ExportRegister(ctx, by, &strings.Builder{})))
	return strings.Join(out, " ")
}

// TestWhoSeesWhat holds every list and object against who asks.
func TestWhoSeesWhat(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		h := w.live()
		// Staff of the agencies; a leader of both bodies, and who assists the seat
		// in one of them.
		for _, n := range []string{"staff-so2", "staff-so1", "both", "aide", "aide-post"} {
			w.person(n)
		}
		hire := func(agency, name string) {
			post := committee.PostID(w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: w.agency[agency], Kind: "specialist", VI: "Chuyên viên"})).Ref)
			w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: post, Person: w.people[name], From: day("2019-01-01")}))
		}
		hire("so2", "staff-so2")
		hire("so1", "staff-so1")
		w.must(w.app.AppointSeat(ctx, w.keeper, app.AppointIn{Body: bodyC, Seat: w.sits("member", "both"), Decision: decision("31/QĐ-UBND", "Cử", "2019-03-22")}))
		w.must(w.app.AppointSeat(ctx, w.keeper, app.AppointIn{Body: bodyE, Seat: w.sits("member", "both"), Decision: decision("32/QĐ-UBND", "Cử", "2019-03-22")}))
		var seat committee.SeatID
		for _, l := range w.roster(bodyC) {
			if l.Person == w.people["both"] {
				seat = l.Seat
			}
		}
		w.must(w.app.NameAssistant(ctx, w.keeper, app.AssistantIn{Assistant: w.people["aide"], Kind: committee.BySeat, ID: string(seat), Day: day("2019-03-22")}))
		w.must(w.app.NameAssistant(ctx, w.keeper, app.AssistantIn{Assistant: w.people["aide-post"], Kind: committee.ByPost, ID: string(w.leaders["so2"]), Day: day("2019-03-22")}))

		// Something of each kind in each body.
		refuse := func(who string, body committee.BodyKey) {
			if _, err := w.app.Convene(ctx, w.as(who), app.ConveneIn{Body: body, Kind: committee.Expanded, Start: w.at.Add(time.Hour)}); fault(err) == nil {
				t.Fatalf("%s convened: %v", who, err)
			}
		}
		refuse("deputy", bodyC)
		refuse("vice", bodyE)
		m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
			Body: bodyC, Kind: committee.Regular, Title: "Phiên có Sở 1", Start: w.at.Add(time.Hour), Chair: w.seatOf("head"), Invitees: []app.InviteeIn{{Agency: w.agency["so1"]}},
		})).Ref)
		given := w.must(w.app.AssignTask(ctx, w.as("head"), app.TaskIn{Body: bodyC, Title: "Việc của Sở 2", Lead: w.agency["so2"], Coordinators: []committee.AgencyID{w.agency["so1"]}}))
		council := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("chairman"), app.ConveneIn{Body: bodyE, Kind: committee.Regular, Start: w.at.Add(time.Hour)})).Ref)
		other := w.must(w.app.AssignTask(ctx, w.as("chairman"), app.TaskIn{Body: bodyE, Title: "Việc của Hội đồng", Lead: w.agency["vp"]}))
		if err := w.app.FoldNow(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		index := func(id committee.ActID) int64 {
			page, err := w.app.Act(ctx, w.keeper, id)
			if err != nil || page.Proof == nil {
				t.Fatalf("act %+v %v", page.Record, err)
			}
			return page.Proof.Index
		}
		const (
			everything = "meeting task act register office refusals proposals handovers export"
			member     = "meeting task act register refusals proposals handovers"
		)
		for _, c := range []struct{ name, inC, inE string }{
			{"keeper", everything, "meeting task act register office refusals export"},
			{"head", member, ""},
			{"deputy", member, ""},
			{"standing", member, ""},
			{"member1", member, ""},
			{"to-truong", member, ""}, // the working group is of the body
			{"staff", member, ""},     // sent by department 2
			{"secretary", member, ""}, // assists the head
			{"aide", member, ""},      // assists that seat, and not the person
			{"aide-post", "task", ""}, // assists who leads department 2
			{"both", member, "meeting task act register refusals"},
			{"lead-so2", "task", ""},
			{"staff-so2", "task", ""},
			{"lead-so1", "meeting task", ""}, // called to the meeting, works along
			{"staff-so1", "meeting task", ""},
			{"lead-vp", member, "meeting task act register refusals"},   // hosts both
			{"lead-ubnd", member, "meeting task act register refusals"}, // above both
			{"chairman", "", "meeting task act register refusals"},
			{"councilor", "", "meeting task act register refusals"},
			{"member2", "", ""}, // has left
			{"outsider", "", ""},
			{"newcomer", "", ""},
		} {
			if got := w.sees(c.name, bodyC, m, committee.TaskID(given.Ref), given.Act, index(given.Act)); got != c.inC {
				t.Errorf("%s sees of body C: %q, want %q", c.name, got, c.inC)
			}
			if got := w.sees(c.name, bodyE, council, committee.TaskID(other.Ref), other.Act, index(other.Act)); got != c.inE {
				t.Errorf("%s sees of body E: %q, want %q", c.name, got, c.inE)
			}
		}
		// What one did oneself is never hidden from oneself.
		mine, err := w.app.Refusals(ctx, w.as("outsider"), app.RefusalFilter{Body: bodyC})
		if err != nil || len(mine.Items) != 0 {
			t.Errorf("an outsider's refusals %v %v", mine, err)
		}
		refuse("outsider", bodyC)
		if mine, err = w.app.Refusals(ctx, w.as("outsider"), app.RefusalFilter{Body: bodyC}); err != nil || len(mine.Items) != 1 {
			t.Errorf("an outsider's own refusals %v %v", mine, err)
		}
		_ = h
	})
}

// TestSightFollows hands posts, seats and agencies over: whoever comes sees what
// was there before, whoever leaves does not.
func TestSightFollows(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.live()
		// A seat that a post fills.
		w.must(w.app.AppointSeat(ctx, w.keeper, app.AppointIn{
			Body: bodyC, Seat: w.line("member", committee.FillPost, string(w.leaders["so1"])), Decision: decision("33/QĐ-UBND", "Cử", "2019-03-22"),
		}))
		var seat committee.SeatID
		for _, l := range w.roster(bodyC) {
			if l.Ref == string(w.leaders["so1"]) {
				seat = l.Seat
			}
		}
		task := w.task("Việc của ghế theo chức vụ", app.TaskIn{Accountable: seat})
		lead := w.task("Việc của Sở 1", app.TaskIn{Lead: w.agency["le"], Person: w.people["clerk"]})
		see := func(who string, id committee.TaskID, want bool) {
			t.Helper()
			_, err := w.app.Task(ctx, w.as(who), id)
			if (err == nil) != want || err != nil && fault(err) == nil {
				t.Errorf("%s sees the task: %v, want %v (%v)", who, err == nil, want, err)
			}
		}
		mayUpdate := func(who string, id committee.TaskID, want bool) {
			t.Helper()
			by := w.as(who)
			by.Dry = true
			_, err := w.app.ActOnTask(ctx, by, app.TaskActIn{ID: id, Act: "task.update", Progress: 10})
			if (err == nil) != want || err != nil && fault(err) == nil {
				t.Errorf("%s updates the task: %v, want %v (%v)", who, err == nil, want, err)
			}
		}
		see("lead-so1", task, true)
		mayUpdate("lead-so1", task, true)
		see("newcomer", task, false)
		w.at = w.at.AddDate(0, 0, 1)
		w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: w.leaders["so1"], Person: w.people["newcomer"], From: day("2019-03-23")}))
		see("newcomer", task, true)
		mayUpdate("newcomer", task, true)
		see("lead-so1", task, false)
		mayUpdate("lead-so1", task, false)
		page, err := w.app.Task(ctx, w.as("newcomer"), task)
		if err != nil || !strings.Contains(page.Line.Accountable, "Người newcomer") {
			t.Errorf("who answers: %q %v", page.Line.Accountable, err)
		}
		mine, err := w.app.Tasks(ctx, w.as("newcomer"), app.TaskFilter{Mine: true})
		if err != nil || !slices.ContainsFunc(mine.Items, func(l app.TaskLine) bool { return l.ID == task }) {
			t.Errorf("the newcomer's own tasks %+v %v", mine.Items, err)
		}

		// An agency that ends: its heir's people see and do what it was given.
		w.person("chief")
		post := committee.PostID(w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: w.agency["le"], Kind: "head", VI: "Trưởng phòng", Leads: true})).Ref)
		w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: post, Person: w.people["chief"], From: day("2019-03-01")}))
		see("chief", lead, true)
		mayUpdate("chief", lead, true)
		see("lead-so2", lead, false)
		w.must(w.app.EndAgency(ctx, w.keeper, app.EndAgencyIn{ID: w.agency["le"], To: day("2019-03-23"), Successor: w.agency["so2"]}))
		w.at = w.at.AddDate(0, 0, 1)
		see("chief", lead, false)
		mayUpdate("chief", lead, false)
		see("lead-so2", lead, true)
		mayUpdate("lead-so2", lead, true)
		list, err := w.app.Tasks(ctx, w.as("lead-so2"), app.TaskFilter{Body: bodyC})
		if err != nil || !slices.ContainsFunc(list.Items, func(l app.TaskLine) bool { return l.ID == lead }) {
			t.Errorf("the heir's tasks: %v", err)
		}

		// A delegate who is replaced.
		seat = w.seats["member"][1]
		sent := w.task("Việc của đại diện", app.TaskIn{Accountable: seat})
		see("staff", sent, true)
		w.must(w.app.NameDelegate(ctx, w.as("lead-so2"), app.DelegateIn{Body: bodyC, Seat: seat, Person: w.people["lead-so2"], From: day("2019-03-24")}))
		see("staff", sent, false)
		see("lead-so2", sent, true)
		// An assistant who is released.
		see("secretary", sent, true)
		w.must(w.app.NameAssistant(ctx, w.keeper, app.AssistantIn{Assistant: w.people["secretary"], Kind: committee.BySeat, ID: string(w.seatOf("head")), Day: day("2019-03-24"), Release: true}))
		w.at = w.at.AddDate(0, 0, 1)
		see("secretary", sent, false)
		desk, err := w.app.Desk(ctx, w.as("secretary"))
		if err != nil || len(desk.Await)+len(desk.Meetings)+len(desk.Waiting) != 0 {
			t.Errorf("the desk of one who was released: %+v %v", desk, err)
		}
		// A body that ends keeps its books open to those above it and to its last members.
		w.must(w.app.DissolveBody(ctx, w.keeper, app.DissolveIn{Body: bodyC, To: day("2019-03-25"), Decision: decision("40/QĐ-UBND", "Giải thể", "2019-03-25")}))
		w.at = w.at.AddDate(0, 0, 1)
		see("member1", sent, false)
		if _, err := w.app.Register(ctx, w.keeper, app.RegisterFilter{Body: bodyC}); err != nil {
			t.Errorf("the keeper reads the register of a body that ended: %v", err)
		}
		if got := charter.DateOf(w.at); got != day("2019-03-26") {
			t.Errorf("the clock stands at %v", got)
		}
	})
}
