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
	"nghisu/internal/blob"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// world is an office with body C (Nghệ An) in it and a clock that tests move.
type world struct {
	t        testing.TB
	app      *app.App
	store    *store.Store
	keys     string // directory of the keyring
	files    *blob.Store
	filesDir string
	office   committee.OfficeID
	zone     string // of the office; empty: the default
	at       time.Time
	keeper   app.Actor
	people   map[string]committee.PersonID
	seats    map[charter.Role][]committee.SeatID
	agency   map[string]committee.AgencyID
	leaders  map[string]committee.PostID
}

const bodyC = committee.BodyKey("ban-chi-dao-nghe-an")

func day(s string) charter.Date {
	d, err := charter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// eachWorld runs a test in an office of its own on each engine; with -short on the
// embedded one alone.
func eachWorld(t *testing.T, fn func(t *testing.T, w *world)) {
	if testing.Short() { // under the race detector: what goroutines share here lies above the engines
		storetest.First(t, func(t *testing.T, open func() *store.Store) { fn(t, newWorld(t, open(), "nghe-an")) })
		return
	}
	storetest.EachOffice(t, func(t *testing.T, s *store.Store, key string) { fn(t, newWorld(t, s, committee.OfficeID(key))) })
}

// newWorld founds an office in a store, which may keep others already.
func newWorld(t testing.TB, s *store.Store, office committee.OfficeID) *world {
	return newWorldIn(t, s, office, "")
}

// newWorldIn is [newWorld] for an office in a zone of its own.
func newWorldIn(t testing.TB, s *store.Store, office committee.OfficeID, zone string) *world {
	w := &world{
		zone: zone, t: t, store: s, keys: t.TempDir(), office: office,
		people: map[string]committee.PersonID{}, agency: map[string]committee.AgencyID{}, leaders: map[string]committee.PostID{},
	}
	w.at = time.Date(2019, 3, 20, 2, 0, 0, 0, time.UTC)
	w.app = app.New(s, app.NewKeyring(w.keys), func() time.Time { return w.at }, nil)
	w.filesDir = t.TempDir()
	files, err := blob.Open(w.filesDir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	w.app.KeepFiles(files, 1<<20)
	w.files = files
	w.found()
	return w
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
	r := w.must(w.app.FoundOffice(ctx, bare, app.OfficeIn{VI: "Văn phòng UBND tỉnh", EN: "Provincial office", Zone: w.zone, Keeper: "Người giữ sổ", From: day("2019-01-01")}))
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

// fault gives the fault that an error is, or nil.
func fault(err error) *committee.Fault {
	var f *committee.Fault
	if !errors.As(err, &f) {
		return nil
	}
	return f
}

// wants asks for a fault of a kind and code.
func wants(t testing.TB, err error, kind committee.FaultKind, code string) *committee.Fault {
	t.Helper()
	f := fault(err)
	if f == nil || f.Kind != kind || f.Code != code {
		t.Errorf("got %v, want %s: %s", err, kind, code)
		return &committee.Fault{}
	}
	return f
}

// state writes down every state table of the office.
func (w *world) state() string {
	w.t.Helper()
	var b strings.Builder
	if err := w.store.Read(context.Background(), w.office, func(tx *store.Tx) error { return tx.DumpState(&b) }); err != nil {
		w.t.Fatal(err)
	}
	return b.String()
}

// acts counts the acts on record.
func (w *world) acts() (n int64) {
	w.t.Helper()
	err := w.store.Read(context.Background(), w.office, func(tx *store.Tx) error {
		all, err := tx.Sequences()
		n = 0
		for _, s := range all {
			n += s
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// bundled reads a bundled charter.
func (w *world) bundled(key committee.BodyKey) string {
	w.t.Helper()
	src, err := charters.Read(string(key))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(src)
}

// seatOf gives the first seat of a role in body C today.
func (w *world) seatOf(role charter.Role) committee.SeatID { return w.seats[role][0] }

// decision is a document of a day.
func decision(number, title, on string) app.DecisionIn {
	return app.DecisionIn{Number: number, Title: committee.Prose(title), DateFrom: day(on), DateTo: day(on), Effect: day(on)}
}

// line is a roster line.
func (w *world) line(role charter.Role, fill committee.FillKind, ref string) app.SeatIn {
	return app.SeatIn{Role: role, Fill: fill, Ref: ref}
}

// sits is a roster line of a named person.
func (w *world) sits(role charter.Role, name string) app.SeatIn {
	return w.line(role, committee.FillPerson, string(w.people[name]))
}

// roster gives who sits in a body today.
func (w *world) roster(body committee.BodyKey) []app.SeatLine {
	w.t.Helper()
	lines, err := w.app.RosterOn(context.Background(), w.keeper, body, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	return lines
}

// meet convenes an expanded meeting of body C by its head.
func (w *world) meet(title string, start time.Time, chair committee.SeatID) committee.MeetingID {
	w.t.Helper()
	r := w.must(w.app.Convene(context.Background(), w.as("head"), app.ConveneIn{
		Body: bodyC, Kind: committee.Expanded, Title: committee.Prose(title), Start: start, Chair: chair,
		Agenda: []app.ItemIn{{Title: "Nội dung 1"}}, Invitees: invite(chair),
	}))
	return committee.MeetingID(r.Ref)
}

// invite calls a seat; nobody when there is none.
func invite(seats ...committee.SeatID) []app.InviteeIn {
	var out []app.InviteeIn
	for _, s := range seats {
		if s != "" {
			out = append(out, app.InviteeIn{Seat: s})
		}
	}
	return out
}

// task gives out a task of body C by its head.
func (w *world) task(title string, in app.TaskIn) committee.TaskID {
	w.t.Helper()
	in.Body, in.Title = bodyC, committee.Prose(title)
	r := w.must(w.app.AssignTask(context.Background(), w.as("head"), in))
	return committee.TaskID(r.Ref)
}
