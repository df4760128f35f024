package browser

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/blob"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/demo"
	"nghisu/internal/store"
	"nghisu/internal/web/ui"
)

// bodyL is a council whose regulation asks for leave of who does not come and lets a
// member send somebody instead: none of the five bodies has such rules.
const bodyL committee.BodyKey = "collegiate-council"

// The longest that people write: a title with a word that has no place to break, and a
// reason of two thousand characters.
var (
	longTitle  = strings.Repeat("Thẩm định đề án chuyển đổi số ", 8) + strings.Repeat("x", 60)
	longReason = strings.TrimSpace(strings.Repeat("Đi công tác theo kế hoạch của tỉnh. ", 60))[:2000]
)

// writing is the books of a world that is not served, open to be written in.
type writing struct {
	t      *testing.T
	app    *app.App
	people map[string]committee.PersonID // by login
}

// leaving adds to the books of a world what no demonstration shows: the council with
// its meetings, and keys, calendars and devices of the secretary. The server rests
// meanwhile: nothing of what it keeps in memory grows old.
func leaving(t *testing.T, w *world) {
	t.Helper()
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(context.Background(), w.database(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.November, 20, 18, 0, 0, 0, zone)
	x := writing{t: t, app: app.New(s, app.NewKeyring(filepath.Join(w.dir, "keys")), func() time.Time { return now }, nil), people: map[string]committee.PersonID{}}
	files, err := blob.Open(filepath.Join(w.dir, "files"), x.app.Now)
	if err != nil {
		t.Fatal(err)
	}
	x.app.KeepFiles(files, 0)
	accounts, err := x.app.Accounts(context.Background(), app.Operator(demo.Office))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range accounts {
		x.people[a.Login] = a.Person
	}
	seats := x.found()
	x.asking(seats, "Phiên thẩm định đề án kho dữ liệu dùng chung", "Đi công tác theo kế hoạch của tỉnh", now.AddDate(0, 0, 6).Add(-10*time.Hour))
	x.asking(seats, longTitle, longReason, now.AddDate(0, 0, 5).Add(-10*time.Hour))
	x.ownThings()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if w.server, err = startServer(w.dir); err != nil {
		t.Fatal(err)
	}
}

// by is somebody with a log-in as an actor.
func (x writing) by(login string) app.Actor {
	return app.Actor{Office: demo.Office, Person: x.people[login], Via: "web"}
}

func (x writing) done(r app.Receipt, err error) app.Receipt {
	x.t.Helper()
	if err != nil {
		x.t.Fatalf("the books do not take it: %v", err)
	}
	return r
}

// found establishes the council and fills it with people of the province, whose own
// committee comes first among their bodies, and with members who never sign in; two
// seats are vacant.
func (x writing) found() map[charter.Role][]committee.SeatID {
	x.t.Helper()
	ctx, keeps := context.Background(), x.by(keeper)
	text, err := os.ReadFile("../../../charters/testdata/general/" + string(bodyL) + ".yaml")
	if err != nil {
		x.t.Fatal(err)
	}
	from := charter.NewDate(2026, 11, 2)
	decision := func(title string) app.DecisionIn {
		return app.DecisionIn{Title: committee.Prose(title), DateFrom: from, DateTo: from, Effect: from}
	}
	x.done(x.app.EstablishBody(ctx, keeps, app.EstablishIn{Key: bodyL, Charter: string(text), From: from, Decision: decision("Quyết định thành lập Hội đồng thẩm định liên ngành")}))
	in := app.ReconstituteIn{Body: bodyL, Decision: decision("Danh sách Hội đồng thẩm định liên ngành")}
	sits := func(role charter.Role, person committee.PersonID) {
		in.Seats = append(in.Seats, app.SeatIn{Role: role, Fill: committee.FillPerson, Ref: string(person)})
	}
	stays := func(role charter.Role) {
		in.Seats = append(in.Seats, app.SeatIn{Role: role, Fill: committee.FillVacant})
	}
	sits("head", x.people[headC])
	sits("deputy", x.people[deputyC])
	sits("reviewer", x.people[standingC])
	stays("reviewer")
	sits("member", x.people[memberC])
	stays("member")
	for _, name := range []string{"Ủy viên 3 (mẫu)", "Ủy viên 4 (mẫu)", "Ủy viên 5 (mẫu)", "Ủy viên 6 (mẫu)"} {
		sits("member", committee.PersonID(x.done(x.app.RecordPerson(ctx, keeps, app.PersonIn{Name: committee.Prose(name)})).Ref))
	}
	sits("secretary", x.people[secretary])
	x.done(x.app.Reconstitute(ctx, keeps, in))
	lines, err := x.app.RosterOn(ctx, keeps, bodyL, 0)
	if err != nil {
		x.t.Fatal(err)
	}
	out := map[charter.Role][]committee.SeatID{}
	for _, l := range lines {
		out[l.Role] = append(out[l.Role], l.Seat)
	}
	return out
}

// asking convenes a meeting to which two members and a reviewer say not to come; the
// reviewer may send nobody.
func (x writing) asking(seats map[charter.Role][]committee.SeatID, title, reason string, start time.Time) {
	x.t.Helper()
	ctx := context.Background()
	in := app.ConveneIn{
		Body: bodyL, Kind: committee.Regular, Title: committee.Prose(title), Start: start, Place: "Phòng họp số 2", Chair: seats["head"][0],
		Agenda: []app.ItemIn{{Title: committee.Prose(title)}},
	}
	for _, role := range []charter.Role{"head", "deputy", "reviewer", "member", "secretary"} {
		for _, s := range seats[role] {
			in.Invitees = append(in.Invitees, app.InviteeIn{Seat: s})
		}
	}
	m := committee.MeetingID(x.done(x.app.Convene(ctx, x.by(headC), in)).Ref)
	for _, login := range []string{memberC, standingC} {
		x.done(x.app.AnswerInvitation(ctx, x.by(login), app.AnswerIn{Meeting: m, Answer: committee.AnswerAbsent, Reason: committee.Prose(reason)}))
	}
}

// ownThings gives the secretary and the keeper keys of programs, a calendar and a
// device that keeps pages.
func (x writing) ownThings() {
	x.t.Helper()
	ctx := context.Background()
	for _, login := range []string{secretary, keeper} {
		if _, _, err := x.app.CreateToken(ctx, x.by(login), app.TokenIn{Name: "Đưa lịch họp lên cổng thông tin"}); err != nil {
			x.t.Fatal(err)
		}
	}
	if _, err := x.app.OpenCalendar(ctx, x.by(secretary), app.CalendarIn{}); err != nil {
		x.t.Fatal(err)
	}
	if _, err := x.app.RegisterDevice(ctx, x.by(secretary), "Máy tính phòng họp"); err != nil {
		x.t.Fatal(err)
	}
}

// long are the pages of the meeting with the longest words, which no route names.
func long(t *testing.T, w *world) []visit {
	t.Helper()
	deps := w.deps(t)
	var out []visit
	for _, s := range sessions(t, w, deps) {
		for _, page := range map[string][]string{headC: {"", "/cho-vang"}, memberC: {"/tra-loi", "/du-thay"}}[s.login] {
			list, err := deps.App.Meetings(context.Background(), s.actor, app.MeetingFilter{State: committee.Convened, Limit: 50})
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range list.Items {
				if m.Title == longTitle {
					out = append(out, visit{route: "longest" + strings.ReplaceAll(page, "/", "."), state: "filled", Visit: ui.Visit{Path: ui.MeetingPath(m.ID) + page}, reader: s.login, token: s.token})
				}
			}
		}
	}
	if len(out) != 4 {
		t.Fatalf("%d pages of the meeting with the longest words, want 4", len(out))
	}
	return out
}
