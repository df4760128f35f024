package app_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/charters"
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// world is an office with body C (Nghệ An) in it and a clock that tests move.
type world struct {
	t       testing.TB
	app     *app.App
	office  committee.OfficeID
	at      time.Time
	keeper  app.Actor
	people  map[string]committee.PersonID
	seats   map[charter.Role][]committee.SeatID
	agency  map[string]committee.AgencyID
	leaders map[string]committee.PostID
}

const bodyC = committee.BodyKey("ban-chi-dao-nghe-an")

func day(s string) charter.Date {
	d, err := charter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// eachWorld runs a test in a fresh world on each engine.
func eachWorld(t *testing.T, fn func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		w := &world{t: t, office: "nghe-an", people: map[string]committee.PersonID{}, agency: map[string]committee.AgencyID{}, leaders: map[string]committee.PostID{}}
		w.at = time.Date(2019, 3, 20, 2, 0, 0, 0, time.UTC)
		w.app = app.New(open(), app.NewKeyring(t.TempDir()), func() time.Time { return w.at }, nil)
		w.found()
		fn(t, w)
	})
}

func (w *world) must(r app.Receipt, err error) app.Receipt {
	w.t.Helper()
	if err != nil {
		var f *committee.Fault
		if errors.As(err, &f) {
			w.t.Fatalf("%v %v ruling %+v", f, f.Args, f.Ruling)
		}
		w.t.Fatal(err)
	}
	return r
}

func (w *world) as(name string) app.Actor {
	return app.Actor{Office: w.office, Person: w.people[name], Via: "api"}
}

func (w *world) found() {
	ctx := context.Background()
	bare := app.Actor{Office: w.office, Via: "cli"}
	r := w.must(w.app.FoundOffice(ctx, bare, app.OfficeIn{VI: "Văn phòng UBND tỉnh", EN: "Provincial office", Keeper: "Người giữ sổ", From: day("2019-01-01")}))
	w.keeper = app.Actor{Office: w.office, Person: committee.PersonID(r.Ref), Via: "cli"}
	w.people["keeper"] = w.keeper.Person
	for _, g := range []struct{ key, parent, kind, name string }{
		{"ubnd", "", "province", "Ủy ban nhân dân tỉnh"},
		{"vp", "ubnd", "office", "Văn phòng UBND tỉnh"},
		{"so1", "ubnd", "department", "Sở 1"},
		{"so2", "ubnd", "department", "Sở 2"},
	} {
		r := w.must(w.app.RecordAgency(ctx, w.keeper, app.AgencyIn{Parent: w.agency[g.parent], Kind: g.kind, VI: g.name}))
		w.agency[g.key] = committee.AgencyID(r.Ref)
		p := w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: w.agency[g.key], Kind: "head", VI: "Người đứng đầu " + g.name, Leads: true}))
		w.leaders[g.key] = committee.PostID(p.Ref)
		w.person("lead-" + g.key)
		w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: w.leaders[g.key], Person: w.people["lead-"+g.key], From: day("2019-01-01")}))
	}
	for _, n := range []string{"head", "deputy", "standing", "member1", "member2", "to-truong", "secretary", "outsider"} {
		w.person(n)
	}
	src, err := charters.Read(string(bodyC))
	if err != nil {
		w.t.Fatal(err)
	}
	w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
		Key: bodyC, Host: w.agency["vp"], Superior: w.agency["ubnd"], Standing: w.agency["vp"], Charter: string(src), From: day("2019-03-19"),
		Decision: app.DecisionIn{Title: "Quyết định thành lập", DateFrom: day("2019-03-19"), DateTo: day("2019-03-19")},
	}))
	seat := func(role charter.Role, fill committee.FillKind, ref string) app.SeatIn {
		return app.SeatIn{Role: role, Fill: fill, Ref: ref}
	}
	person := func(n string) string { return string(w.people[n]) }
	lines := []app.SeatIn{
		seat("head", committee.FillPerson, person("head")), seat("deputy", committee.FillPerson, person("deputy")),
		seat("standing-member", committee.FillPerson, person("standing")), seat("member", committee.FillPerson, person("member1")),
		seat("member", committee.FillDelegate, string(w.agency["so2"])),
	}
	helper := seat("helper-head", committee.FillPerson, person("to-truong"))
	helper.In = "to-cong-tac"
	w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{
		Body: bodyC, Seats: append(lines, helper),
		Decision: app.DecisionIn{Number: "1/QĐ-UBND", Title: "Kiện toàn", DateFrom: day("2019-03-19"), DateTo: day("2019-03-19"), Effect: day("2019-03-19")},
	}))
	w.reseat()
	w.must(w.app.NameAssistant(ctx, w.keeper, app.AssistantIn{
		Assistant: w.people["secretary"], Kind: committee.BySeat, ID: string(w.seats["head"][0]), Day: day("2019-03-20"),
	}))
}

func (w *world) person(name string) {
	r := w.must(w.app.RecordPerson(context.Background(), w.keeper, app.PersonIn{Name: committee.Prose("Người " + name)}))
	w.people[name] = committee.PersonID(r.Ref)
}

// reseat reads who sits today.
func (w *world) reseat() {
	lines, err := w.app.RosterOn(context.Background(), w.keeper, bodyC, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	w.seats = map[charter.Role][]committee.SeatID{}
	for _, l := range lines {
		w.seats[l.Role] = append(w.seats[l.Role], l.Seat)
	}
}

// refusedBy asks that an act was refused by a ruling that cites a clause.
func refusedBy(t *testing.T, err error, reason charter.Reason, clause string, could ...charter.Role) {
	t.Helper()
	var f *committee.Fault
	if !errors.As(err, &f) || f.Kind != committee.Refused || f.Ruling == nil {
		t.Fatalf("got %v, want a refusal", err)
	}
	if f.Ruling.Reason != reason {
		t.Errorf("reason %s, want %s", f.Ruling.Reason, reason)
	}
	if clause != "" && !slices.ContainsFunc(f.Ruling.Clauses, func(c charter.Cite) bool { return c.Address == clause }) {
		t.Errorf("clauses %v lack %s", f.Ruling.Clauses, clause)
	}
	if len(could) > 0 && !slices.Equal(f.Ruling.WhoCould, could) {
		t.Errorf("who could: %v, want %v", f.Ruling.WhoCould, could)
	}
}

// TestWalk goes the way of the demo's visitor: a refusal with its clause, a
// meeting, positions, a conclusion against the majority, the task, its end.
func TestWalk(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		start := time.Date(2019, 3, 25, 1, 0, 0, 0, time.UTC)
		_, err := w.app.Convene(ctx, w.as("deputy"), app.ConveneIn{Body: bodyC, Kind: committee.Expanded, Title: "Họp mở rộng", Start: start})
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/4.4", "head")
		refusals, err := w.app.Refusals(ctx, w.keeper, bodyC)
		if err != nil || len(refusals) != 1 || refusals[0].Clauses[0] != "quy-che/4.4" {
			t.Fatalf("refusals %+v %v", refusals, err)
		}

		all := []app.InviteeIn{{Seat: w.seats["head"][0]}, {Seat: w.seats["deputy"][0]}, {Seat: w.seats["member"][0]}}
		r := w.must(w.app.Convene(ctx, w.as("secretary"), app.ConveneIn{
			Body: bodyC, Kind: committee.Expanded, Title: "Họp mở rộng", Start: start, Chair: w.seats["head"][0],
			Agenda: []app.ItemIn{{Title: "Kế hoạch năm"}}, Invitees: all,
		}))
		if r.Ground.Clauses[0].Address != "quy-che/4.4" || r.Capacity.ID != string(w.seats["head"][0]) {
			t.Errorf("receipt %+v", r)
		}
		id := committee.MeetingID(r.Ref)
		w.at = start.Add(time.Hour)
		page, err := w.app.Meeting(ctx, w.as("member1"), id)
		if err != nil {
			t.Fatal(err)
		}
		item := page.Meeting.Agenda[0].ID
		w.must(w.app.RecordPresence(ctx, w.as("secretary"), app.PresenceIn{Meeting: id, Present: []app.PresentIn{
			{Seat: w.seats["head"][0], How: "present"}, {Seat: w.seats["deputy"][0], How: "present"}, {Seat: w.seats["member"][0], How: "online"},
		}}))
		w.must(w.app.RecordPositions(ctx, w.as("secretary"), app.PositionsIn{Meeting: id, Item: item, Positions: []app.PositionIn{
			{Seat: w.seats["deputy"][0], Position: committee.Against}, {Seat: w.seats["member"][0], Position: committee.Against, Reason: "chưa đủ vốn"},
		}}))
		_, err = w.app.Conclude(ctx, w.as("member1"), app.ConcludeIn{Meeting: id, Item: item, Text: "Đồng ý"})
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/2.1", "head")
		w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{
			Meeting: id, Item: item, Text: "Thông qua kế hoạch; giao Sở 2 chủ trì.", Side: committee.For, Lead: w.agency["so2"], Due: day("2019-06-28"),
		}))
		page, err = w.app.Meeting(ctx, w.as("head"), id)
		if err != nil {
			t.Fatal(err)
		}
		c := page.Meeting.Agenda[0].Conclusions[0]
		if !c.AgainstMajority || c.Against != 2 || c.Task == "" {
			t.Errorf("conclusion %+v", c)
		}
		if _, err := w.app.Meeting(ctx, w.as("outsider"), id); err == nil {
			t.Error("an outsider sees the meeting")
		}
		task, err := w.app.Task(ctx, w.as("lead-so2"), c.Task)
		if err != nil {
			t.Fatal(err)
		}
		w.must(w.app.ActOnTask(ctx, w.as("lead-so2"), app.TaskActIn{ID: c.Task, Act: "task.update", Progress: 50, Seen: task.Changed}))
		_, err = w.app.ActOnTask(ctx, w.as("lead-so2"), app.TaskActIn{ID: c.Task, Act: "task.update", Progress: 10, Seen: task.Changed})
		var f *committee.Fault
		if !errors.As(err, &f) || f.Code != "changed.meanwhile" {
			t.Errorf("second tab: %v", err)
		}
		w.must(w.app.ActOnTask(ctx, w.as("lead-so2"), app.TaskActIn{ID: c.Task, Act: "task.update", Progress: 100, Finished: true}))
		_, err = w.app.ActOnTask(ctx, w.as("outsider"), app.TaskActIn{ID: c.Task, Act: "task.accept"})
		if !errors.As(err, &f) || (f.Kind != committee.Refused && f.Kind != committee.NotFound) {
			t.Errorf("an outsider accepts: %v", err)
		}
		w.must(w.app.ActOnTask(ctx, w.as("head"), app.TaskActIn{ID: c.Task, Act: "task.accept"}))

		if err := w.app.FoldNow(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		var export strings.Builder
		if err := w.app.ExportRegister(ctx, w.keeper, &export); err != nil {
			t.Fatal(err)
		}
		report, err := register.VerifyExport(strings.NewReader(export.String()), register.Options{})
		if err != nil || !report.OK {
			t.Errorf("export: %+v %v", report, err)
		}
		if strings.Contains(export.String(), "bị bỏ") || report.Entries == 0 {
			t.Errorf("entries %d", report.Entries)
		}
		replayed, err := w.app.Replay(ctx, w.office)
		if err != nil || !replayed.OK {
			t.Errorf("replay %+v %v", replayed, err)
		}
		desk, err := w.app.Desk(ctx, w.as("secretary"))
		if err != nil || desk.Me.Name == "" {
			t.Errorf("desk %+v %v", desk, err)
		}
	})
}
