package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// spoil is a way to make a text of an input wrong.
type spoil struct {
	name  string
	value string
	ids   bool // only for what names a thing
}

var spoils = []spoil{
	{name: "over-long", value: strings.Repeat("dài ", 3000)},
	{name: "bidirectional", value: "a\u202eb"},
	{name: "NUL", value: "a\x00b"},
	{name: "bell", value: "a\x07b"},
	{name: "invalid UTF-8", value: "a\xffb"},
	{name: "invalid UTF-8 at the end", value: "Xin ch\xc3"},
	{name: "line separator", value: "a\u2028b"},
	{name: "unknown", value: "01900000-0000-7000-8000-000000000000", ids: true},
	{name: "unknown word", value: "khong-co", ids: true},
	{name: "SQL", value: "' or 1=1 --", ids: true},
}

// named are the types of what names a thing.
var named = map[reflect.Type]bool{
	reflect.TypeFor[committee.BodyKey](): true, reflect.TypeFor[committee.AgencyID](): true, reflect.TypeFor[committee.PostID](): true,
	reflect.TypeFor[committee.PersonID](): true, reflect.TypeFor[committee.SeatID](): true, reflect.TypeFor[committee.DecisionID](): true,
	reflect.TypeFor[committee.DelegationID](): true, reflect.TypeFor[committee.MeetingID](): true, reflect.TypeFor[committee.ItemID](): true,
	reflect.TypeFor[committee.RoundID](): true, reflect.TypeFor[committee.QuestionID](): true, reflect.TypeFor[committee.CommentID](): true,
	reflect.TypeFor[committee.TaskID](): true, reflect.TypeFor[committee.PaperID](): true,
}

// texts lists the texts within a value, each with its path.
func texts(v reflect.Value, path string, visit func(path string, v reflect.Value)) {
	switch v.Kind() {
	case reflect.String:
		visit(path, v)
	case reflect.Pointer:
		if !v.IsNil() {
			texts(v.Elem(), path, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), fmt.Sprintf("%s.%d", path, i), visit)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[app.FileIn]() || v.Type() == reflect.TypeFor[app.Upload]() {
			return // the application writes over the one and makes the other safe; see TestFileNames
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && v.Type().PkgPath() == "nghisu/internal/app" {
				texts(v.Field(i), strings.TrimPrefix(path+"."+v.Type().Field(i).Name, "."), visit)
			}
		}
	}
}

// copied gives a deep copy of an input, in a place where it can be changed.
func copied(t *testing.T, in any) reflect.Value {
	t.Helper()
	b, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	v := reflect.New(reflect.TypeOf(in))
	if err := json.Unmarshal(b, v.Interface()); err != nil {
		t.Fatal(err)
	}
	if was := reflect.ValueOf(in); v.Elem().Kind() == reflect.Struct && was.FieldByName("Upload").IsValid() {
		v.Elem().FieldByName("Upload").Set(was.FieldByName("Upload"))
	}
	return v.Elem()
}

// TestEveryTextOfEveryCommand spoils each text of each input in each way. Every
// time the command is refused with a fault that says what and where, and the
// books stay as they were.
func TestEveryTextOfEveryCommand(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		for _, c := range w.trials(w.live()) {
			t.Run(c.name, func(t *testing.T) {
				before, acts := w.state(), w.acts()
				var paths []string
				texts(copied(t, c.in), "", func(path string, v reflect.Value) { paths = append(paths, path) })
				for _, path := range paths {
					for _, bad := range spoils {
						bent := c
						v := copied(t, c.in)
						skip := false
						texts(v, "", func(p string, f reflect.Value) {
							if p == path {
								skip = bad.ids && (!named[f.Type()] || unused(c.name, path))
								f.SetString(bad.value)
							}
						})
						if skip {
							continue
						}
						bent.in = v.Interface()
						_, err := bent.run(w.app, bent.by)
						f := fault(err)
						switch {
						case err == nil:
							t.Errorf("%s %s: accepted", path, bad.name)
						case f == nil:
							t.Errorf("%s %s: %v is no fault", path, bad.name, err)
						case strings.HasPrefix(bad.name, "invalid UTF-8") && (f.Kind != committee.Invalid || f.Code != "text.not-utf8" || f.Field == ""):
							t.Errorf("%s %s: %v", path, bad.name, err)
						case f.Kind == committee.Refused, f.Kind == committee.Conflict && !bad.ids:
							t.Errorf("%s %s: %v", path, bad.name, err)
						case f.Kind == committee.Invalid && f.Field == "":
							t.Errorf("%s %s: %v names no field", path, bad.name, err)
						}
					}
				}
				if w.acts() != acts || w.state() != before {
					t.Error("the books changed")
				}
			})
		}
	})
}

// unused reports whether an act does not look at a field: a focal person is
// named by one act on a task alone.
func unused(name, path string) bool {
	return strings.HasPrefix(name, "ActOnTask/") && name != "ActOnTask/task.subassign" && path == "Person"
}

// wrong is an input that must be refused, and how.
type wrong struct {
	name  string
	by    app.Actor
	in    any
	kind  committee.FaultKind
	code  string
	field string
}

// method is the command that takes an input of some type.
func method(in any) string {
	door := reflect.TypeFor[*app.App]()
	for i := range door.NumMethod() {
		if m := door.Method(i); isCommand(m) && m.Type.In(3) == reflect.TypeOf(in) {
			return m.Name
		}
	}
	panic(fmt.Sprintf("no command takes %T", in))
}

// TestBadInput holds what is wrong in a way of its own: days out of order or
// before the founding, charters that do not hold together, numbers out of
// bounds, instants that a finger slipped on.
func TestBadInput(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		h := w.live()
		paper := decision("77/QĐ-UBND", "Quyết định mới", "2019-03-22")
		early := paper
		early.Effect = day("2019-03-18") // body C was founded on the 19th
		later := paper
		later.DateFrom, later.DateTo = day("2019-04-30"), day("2019-04-30")
		turned := paper
		turned.DateFrom, turned.DateTo = day("2019-03-20"), day("2019-03-19")
		half := paper
		half.DateTo = 0
		number := paper
		number.Number = "khong phai so"
		twice := decision("1/QĐ-UBND", "Kiện toàn khác", "2019-03-20")
		twice.Effect = day("2019-03-22")
		newcomer := w.sits("member", "newcomer")
		appoint := func(d app.DecisionIn, s app.SeatIn) app.AppointIn {
			return app.AppointIn{Body: bodyC, Seat: s, Decision: d}
		}
		convene := func(start, end time.Time) app.ConveneIn {
			return app.ConveneIn{Body: bodyC, Kind: committee.Regular, Start: start, End: end}
		}
		text := func(key committee.BodyKey, source string) app.EstablishIn {
			return app.EstablishIn{Key: key, Charter: source, From: day("2019-03-22"), Decision: paper}
		}
		tree := func(in app.AgencyIn) app.AgencyIn { in.Kind, in.VI = "department", "Sở lạ"; return in }
		assign := func(in app.TaskIn) app.TaskIn {
			in.Body, in.Title, in.Lead = bodyC, "Việc", w.agency["so2"]
			return in
		}
		whole := smallCharter("to-moi")
		kt := func(seats ...app.SeatIn) app.ReconstituteIn {
			return app.ReconstituteIn{Body: bodyC, Decision: paper, Seats: seats}
		}
		head, member := w.seatOf("head"), w.seatOf("member")
		seat := func(ref string) app.SeatIn { return app.SeatIn{Role: "member", Fill: committee.FillSeat, Ref: ref} }
		list := []wrong{
			{"an effect before the founding", w.keeper, appoint(early, newcomer), committee.Invalid, "date.outside-life", "from"},
			{"a roster before the founding", w.keeper, app.ReconstituteIn{Body: bodyC, Decision: early, Seats: []app.SeatIn{newcomer}}, committee.Invalid, "date.outside-life", "from"},
			{"a paper signed tomorrow", w.keeper, appoint(later, newcomer), committee.Invalid, "decision.date-to-come", "decision.date_from"},
			{"a paper whose days are turned", w.keeper, appoint(turned, newcomer), committee.Invalid, "date.ends-before-start", "decision.date_to"},
			{"half a date", w.keeper, appoint(half, newcomer), committee.Invalid, "date.half", "decision.date_from"},
			{"a number of no form", w.keeper, appoint(number, newcomer), committee.Invalid, "decision.number-form", "decision.number"},
			{"a number given already", w.keeper, app.ReconstituteIn{Body: bodyC, Decision: twice, Seats: []app.SeatIn{w.sits("head", "head")}}, committee.Conflict, "decision.twice", ""},
			{"no day at all", w.keeper, appoint(app.DecisionIn{Title: "Cử"}, newcomer), committee.Invalid, "date.empty", "from"},
			{"no paper", w.keeper, app.AppointIn{Body: bodyC, Seat: newcomer, Decision: app.DecisionIn{Effect: day("2019-03-22")}}, committee.Invalid, "text.empty", "decision.title"},
			{"a seat ended before it began", w.keeper, app.EndSeatIn{Body: bodyC, Seat: member, To: day("2019-03-01"), Decision: paper}, committee.Invalid, "date.ends-before-start", "to"},
			{"a body ended before it began", w.keeper, app.DissolveIn{Body: bodyC, To: day("2019-03-01"), Decision: paper}, committee.Invalid, "date.ends-before-start", "to"},
			{"a body ended twice", w.keeper, app.DissolveIn{Body: h.spareBody, To: day("2019-03-22"), Decision: paper}, committee.Conflict, "body.dissolved", ""},
			{"a body of a used key", w.keeper, text(h.spareBody, smallCharter(h.spareBody)), committee.Conflict, "body.exists", ""},
			{"a body re-enacted until before it began", w.keeper, app.EstablishIn{Key: "to-moi", Charter: whole, From: day("2019-03-22"), ReEnacted: day("2019-03-01"), Decision: paper}, committee.Invalid, "date.ends-before-start", "reenacted"},
			{"the post taken before the holder until now", w.keeper, app.TakePostIn{Post: w.leaders["so1"], Person: w.people["newcomer"], From: day("2018-12-31")}, committee.Conflict, "post.overlap", ""},
			{"a post left before it is taken", w.keeper, app.TakePostIn{Post: w.leaders["so1"], Person: w.people["newcomer"], From: day("2018-01-02"), To: day("2018-01-01")}, committee.Invalid, "date.ends-before-start", "to"},
			{"an agency before its parent", w.keeper, tree(app.AgencyIn{Parent: w.agency["cu"], From: day("2019-03-20")}), committee.Invalid, "date.outside-life", "from"},
			{"an agency its own heir", w.keeper, app.EndAgencyIn{ID: w.agency["so1"], To: day("2019-03-22"), Successor: w.agency["so1"]}, committee.Invalid, "agency.succeeds-itself", "successor"},
			{"an agency with children and no heir", w.keeper, app.EndAgencyIn{ID: w.agency["ubnd"], To: day("2019-03-22")}, committee.Conflict, "agency.has-children", ""},
			{"a portfolio before the seat", w.as("head"), app.PortfolioIn{Body: bodyC, Seat: member, From: day("2019-03-01")}, committee.Invalid, "date.outside-life", "from"},
			{"a delegate before the seat", w.as("lead-so2"), app.DelegateIn{Body: bodyC, Seat: w.seats["member"][1], Person: w.people["lead-so2"], From: day("2019-01-05")}, committee.Invalid, "date.outside-life", "from"},
			{"a delegate of another agency", w.as("lead-so2"), app.DelegateIn{Body: bodyC, Seat: w.seats["member"][1], Person: w.people["lead-so1"], From: day("2019-03-22")}, committee.Invalid, "delegate.not-of-agency", "person"},
			{"powers lent before the seat", w.as("chairman"), app.LendIn{Body: bodyE, From: h.chair, To: h.councilor, Acts: []charter.Act{"meeting.chair"}, Trigger: "written", Since: day("2018-12-31")}, committee.Invalid, "date.outside-life", "since"},
			{"powers lent until before their beginning", w.as("chairman"), app.LendIn{Body: bodyE, From: h.chair, To: h.councilor, Acts: []charter.Act{"meeting.chair"}, Trigger: "written", Since: day("2019-04-02"), Until: day("2019-04-01")}, committee.Invalid, "date.ends-before-start", "until"},
			{"powers taken back yesterday", w.as("chairman"), app.RevokeIn{Body: bodyE, ID: h.delegation, From: day("2019-03-21")}, committee.Invalid, "delegation.revoked-in-past", "from"},
			{"a person in two seats", w.keeper, kt(w.sits("head", "head"), w.sits("member", "head")), committee.Conflict, "seat.overlap", "seats.2"},
			{"seats in a circle", w.keeper, kt(seat("#2"), seat("#1")), committee.Conflict, "seat.cycle", ""},
			{"a seat filled by itself", w.keeper, kt(seat("#1")), committee.Conflict, "seat.cycle", ""},
			{"a seat filled by a line that is not there", w.keeper, kt(seat("#9")), committee.Invalid, "seat.filling-unknown", "seats.1.ref"},
			{"an empty roster", w.keeper, kt(), committee.Invalid, "roster.empty", "seats"},
			{"a role that the charter does not know", w.keeper, kt(w.sits("vua", "head")), committee.Invalid, "seat.role-unknown", "seats.1.role"},
			{"a charter of another body", w.keeper, text("to-moi", smallCharter("to-khac")), committee.Invalid, "charter.other-body", "source"},
			{"a charter of ten megabytes", w.keeper, text("to-moi", whole+"#"+strings.Repeat(" dài", 2<<20)), committee.Invalid, "charter.too-long", "charter"},
			{"a version of ten megabytes", w.as("lead-ubnd"), app.CharterIn{Body: bodyC, Source: whole + "#" + strings.Repeat("x", 10<<20), From: day("2019-03-22"), Decision: paper}, committee.Invalid, "charter.too-long", "source"},
			{"a charter that is no text", w.keeper, text("to-moi", "\x00\x01\x02"), committee.Invalid, "charter.unsound", "charter"},
			{"an empty charter", w.keeper, text("to-moi", ""), committee.Invalid, "charter.unsound", "charter"},
			{"a charter cut short", w.keeper, text("to-moi", whole[:len(whole)/2]), committee.Invalid, "charter.unsound", "charter"},
			{"a charter with a key twice", w.keeper, text("to-moi", whole+"key: to-moi\n"), committee.Invalid, "charter.unsound", "charter"},
			{"a rule that stands in for none", w.keeper, text("to-moi", strings.Replace(whole, "id: thanh-vien, role: member", "id: thanh-vien, replaces: khong-co, role: member", 1)), committee.Invalid, "charter.unsound", "charter"},
			{"a power of a role that is not there", w.keeper, text("to-moi", strings.Replace(whole, "rules:", "rules:\n              - {id: q, power: meeting.convene, by: nguoi-la}", 1)), committee.Invalid, "charter.unsound", "charter"},
			{"an impossible count", w.keeper, text("to-moi", strings.Replace(whole, "rank: 1, count: unstated", "rank: 1, count: 5..2", 1)), committee.Invalid, "charter.unsound", "charter"},
			{"the same rule twice", w.keeper, text("to-moi", strings.Replace(whole, "id: thanh-vien", "id: to-truong", 1)), committee.Invalid, "charter.unsound", "charter"},
			{"groups within one another in a circle", w.keeper, text("to-moi", strings.Replace(whole, "rules:", "rules:\n              - {id: a, link: sub-body, key: a, name: {vi: A}, in: b}\n              - {id: b, link: sub-body, key: b, name: {vi: B}, in: a}", 1)), committee.Invalid, "charter.unsound", "charter"},
			{"two texts in force at once", w.as("lead-ubnd"), app.CharterIn{Body: bodyC, Source: w.bundled(bodyC) + "# hai\n", From: day("2019-03-19"), Decision: paper}, committee.Conflict, "charter.two-in-force", ""},
			{"a text before the founding", w.as("lead-ubnd"), app.CharterIn{Body: bodyC, Source: w.bundled(bodyC) + "# hai\n", From: day("2019-03-01"), Decision: paper}, committee.Invalid, "date.outside-life", "from"},
			{"a meeting without a time", w.as("head"), convene(time.Time{}, time.Time{}), committee.Invalid, "date.empty", "start"},
			{"a meeting that ends before it begins", w.as("head"), convene(w.at.Add(2*time.Hour), w.at.Add(time.Hour)), committee.Invalid, "meeting.end-before-start", "end"},
			{"a meeting of two months", w.as("head"), convene(w.at, w.at.AddDate(0, 2, 0)), committee.Invalid, "meeting.too-long", "end"},
			{"a meeting in the year 2999", w.as("head"), convene(time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC), time.Time{}), committee.Invalid, "meeting.too-far", "start"},
			{"a meeting before the founding", w.as("head"), convene(time.Date(2019, 3, 1, 0, 0, 0, 0, time.UTC), time.Time{}), committee.Invalid, "date.outside-life", "start"},
			{"a meeting in the year 1", w.as("head"), convene(time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), time.Time{}), committee.Invalid, "date.outside-life", "start"},
			{"a meeting moved into the past", w.as("head"), app.MoveIn{Meeting: h.coming, Start: w.at.Add(-time.Hour)}, committee.Invalid, "meeting.moved-into-past", "start"},
			{"presence before the day", w.as("head"), app.PresenceIn{Meeting: h.coming, Present: []app.PresentIn{{Seat: head, How: "present"}}}, committee.Conflict, "meeting.not-begun", ""},
			{"one seat present twice", w.as("head"), app.PresenceIn{Meeting: h.sitting, Present: []app.PresentIn{{Seat: head, How: "present"}, {Seat: head, How: "online"}}}, committee.Invalid, "list.twice", "present.2.seat"},
			{"a seat of another body present", w.as("head"), app.PresenceIn{Meeting: h.sitting, Present: []app.PresentIn{{Seat: h.chair, How: "present"}}}, committee.Invalid, "seat.not-on-roster", "present.1.seat"},
			{"a seat of another body in the chair", w.as("head"), app.ChairIn{Meeting: h.coming, Chair: h.chair}, committee.Invalid, "seat.not-on-roster", "chair"},
			{"a task due yesterday", w.as("head"), assign(app.TaskIn{Due: day("2019-03-21")}), committee.Invalid, "task.due-in-past", "due"},
			{"a task of two who answer", w.as("head"), assign(app.TaskIn{Accountable: member, Person: h.staff}), committee.Invalid, "task.two-accountable", "accountable"},
			{"a task of a seat of another body", w.as("head"), assign(app.TaskIn{Accountable: h.chair}), committee.Invalid, "seat.not-on-roster", "accountable"},
			{"progress beyond the whole", w.as("lead-so2"), app.TaskActIn{ID: h.open, Act: "task.update", Progress: 101}, committee.Invalid, "task.progress", "progress"},
			{"progress below nothing", w.as("lead-so2"), app.TaskActIn{ID: h.open, Act: "task.update", Progress: -1}, committee.Invalid, "task.progress", "progress"},
			{"an extension that is none", w.as("lead-so2"), app.TaskActIn{ID: h.open, Act: "task.request-extension", Until: day("2019-05-01"), Note: "x"}, committee.Invalid, "task.not-later", "until"},
			{"an act on a task that is none", w.as("head"), app.TaskActIn{ID: h.open, Act: "meeting.convene"}, committee.Invalid, "task.act", "act"},
			{"evidence of tomorrow", w.keeper, evidence(w, day("2019-03-23")), committee.Invalid, "date.to-come", "met"},
			{"the last keeper released", w.keeper, app.KeeperIn{Person: w.keeper.Person, Day: day("2019-03-22"), Release: true}, committee.Conflict, "keeper.last", ""},
			{"the office founded again", app.Operator(w.office), app.OfficeIn{VI: "Văn phòng", Keeper: "Người"}, committee.Conflict, "office.exists", ""},
			{"an office of a bad key", app.Operator("Văn phòng"), app.OfficeIn{VI: "Văn phòng", Keeper: "Người"}, committee.Invalid, "key.form", "office"},
			{"an office in the zone of whatever machine", app.Operator("moi"), app.OfficeIn{VI: "Văn phòng", Keeper: "Người", Zone: "Local"}, committee.Invalid, "office.zone-form", "zone"},
			{"an office in no zone", app.Operator("moi"), app.OfficeIn{VI: "Văn phòng", Keeper: "Người", Zone: "Asia/Khong_Co"}, committee.Invalid, "office.zone-form", "zone"},
		}
		before, acts := w.state(), w.acts()
		for _, c := range list {
			_, err := trial{name: method(c.in), by: c.by, in: c.in}.run(w.app, c.by)
			f := fault(err)
			if f == nil || f.Kind != c.kind || f.Code != c.code || f.Field != c.field {
				t.Errorf("%s: got %v, want %s: %s: %s", c.name, err, c.kind, c.code, c.field)
			}
		}
		if w.acts() != acts || w.state() != before {
			t.Error("the books changed")
		}
	})
}

// evidence is a document that met the first duty of body C on a day.
func evidence(w *world, met charter.Date) app.EvidenceIn {
	board, err := w.app.Duties(context.Background(), w.keeper, bodyC, day("2019-01-01"), day("2020-12-31"))
	if err != nil {
		w.t.Fatal(err)
	}
	o := board.Lines[0].Obligation
	return app.EvidenceIn{Body: bodyC, Rule: o.Rule, Due: o.Due.To, Kind: "document", Ref: "33/BC", Met: met}
}
