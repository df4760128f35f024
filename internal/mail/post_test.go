package mail

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nghisu/charters"
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/jobs"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

const tinh committee.OfficeID = "tinh-a"

// office is an office with body C, whose letters leave by a server.
type office struct {
	t      *testing.T
	app    *app.App
	post   *Post
	runner *jobs.Runner
	at     time.Time
	keeper app.Actor
	head   app.Actor
	seats  []app.SeatLine
}

func newOffice(t *testing.T, s Server) *office {
	t.Helper()
	ctx := context.Background()
	o := &office{t: t, at: time.Date(2019, 3, 20, 2, 0, 0, 0, time.UTC)}
	now := func() time.Time { return o.at }
	o.app = app.New(storetest.New(t), app.NewKeyring(filepath.Join(t.TempDir(), "keys")), now, nil)
	day := charter.NewDate(2019, 3, 19)
	r, err := o.app.FoundOffice(ctx, app.Operator(tinh), app.OfficeIn{VI: "Văn phòng UBND tỉnh A", Keeper: "Người giữ sổ", From: day})
	if err != nil {
		t.Fatal(err)
	}
	keeper := app.Actor{Office: tinh, Person: committee.PersonID(r.Ref), Via: "web"}
	o.keeper = keeper
	must := func(r app.Receipt, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r.Ref
	}
	agency := committee.AgencyID(must(o.app.RecordAgency(ctx, keeper, app.AgencyIn{Kind: "province", VI: "Ủy ban nhân dân tỉnh A"})))
	const key = committee.BodyKey("ban-chi-dao-nghe-an")
	source, err := charters.Read(string(key))
	if err != nil {
		t.Fatal(err)
	}
	paper := app.DecisionIn{Title: "Quyết định", DateFrom: day, DateTo: day, Effect: day}
	must(o.app.EstablishBody(ctx, keeper, app.EstablishIn{Key: key, Host: agency, Standing: agency, Charter: string(source), From: day, Decision: paper}))
	var seats []app.SeatIn
	for _, x := range []struct {
		role charter.Role
		name string
	}{{"head", "Chủ tịch 1"}, {"deputy", `Phó Chủ tịch "Hai"`}, {"member", "Giám đốc Sở Thông tin và Truyền thông"}} {
		id := committee.PersonID(must(o.app.RecordPerson(ctx, keeper, app.PersonIn{Name: committee.Prose(x.name)})))
		seats = append(seats, app.SeatIn{Role: x.role, Fill: committee.FillPerson, Ref: string(id)})
		if err := o.app.SetMailAddress(ctx, keeper, store.MailPerson, string(id), string(x.role)+"@so.example"); err != nil {
			t.Fatal(err)
		}
		if x.role == "head" {
			o.head = app.Actor{Office: tinh, Person: id, Via: "web"}
		}
	}
	must(o.app.Reconstitute(ctx, keeper, app.ReconstituteIn{Body: key, Seats: seats, Decision: paper}))
	if o.seats, err = o.app.RosterOn(ctx, keeper, key, 0); err != nil {
		t.Fatal(err)
	}
	o.post = &Post{
		Server: s, From: "vp@tinh-a.example", Now: now, Zone: time.FixedZone("+07", 7*3600), Links: "https://vp.tinh-a.example/",
		Desk:   &Desk{Local: "tra-loi", Domain: "tinh-a.example", Key: bytes.Repeat([]byte{3}, 32)},
		Signer: &Signer{Domain: "tinh-a.example", Selector: "s1", Key: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{5}, 32))},
	}
	o.app.SendLetters(app.Outgoing{})
	o.runner = jobs.New(o.app, nil, jobs.Kind{Name: app.LetterJob, Do: o.post.Deliver})
	return o
}

// meeting convenes a meeting of a title to which all but the head are called.
func (o *office) meeting(title string) committee.MeetingID {
	o.t.Helper()
	r, err := o.app.Convene(context.Background(), o.head, app.ConveneIn{
		Body: "ban-chi-dao-nghe-an", Kind: committee.Expanded, Title: committee.Prose(title), Start: o.at.Add(72 * time.Hour), Place: "Phòng họp số 1", Chair: o.seats[0].Seat,
		Agenda: []app.ItemIn{{Title: "Kế hoạch năm"}}, Invitees: []app.InviteeIn{{Seat: o.seats[1].Seat}, {Seat: o.seats[2].Seat}},
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return committee.MeetingID(r.Ref)
}

// invite sends the invitations and lets time pass until they have left.
func (o *office) invite(m committee.MeetingID) {
	o.t.Helper()
	if _, err := o.app.SendInvitations(context.Background(), o.head, app.InviteIn{Meeting: m}); err != nil {
		o.t.Fatal(err)
	}
	o.pass(time.Minute)
}

func (o *office) pass(d time.Duration) {
	o.t.Helper()
	o.at = o.at.Add(d)
	if err := o.runner.Once(context.Background()); err != nil {
		o.t.Fatal(err)
	}
}

// states are the states of a meeting's letters.
func (o *office) states(m committee.MeetingID) map[string]int {
	o.t.Helper()
	p, err := o.app.Invitations(context.Background(), o.head, m)
	if err != nil {
		o.t.Fatal(err)
	}
	out := map[string]int{}
	for _, s := range p.Sent {
		for _, l := range s.Letters {
			out[l.State]++
		}
	}
	return out
}

// TestInvitationByMail proves that an invitation, its change and its calling off
// reach the reader as text, document and calendar entry, from an address that
// proves who answers.
func TestInvitationByMail(t *testing.T) {
	p := &peer{}
	o := newOffice(t, startPeer(t, p, StartTLS))
	m := o.meeting(`Phiên họp "quý II"`)
	o.invite(m)
	if _, err := o.app.MoveMeeting(context.Background(), o.head, app.MoveIn{Meeting: m, Start: o.at.Add(100 * time.Hour)}); err != nil {
		t.Fatal(err)
	}
	o.invite(m)
	if _, err := o.app.CancelMeeting(context.Background(), o.head, app.CancelIn{Meeting: m}); err != nil {
		t.Fatal(err)
	}
	o.invite(m)
	o.pass(time.Hour)
	if p.count() != 6 || o.states(m)[store.LetterSent] != 6 {
		t.Fatalf("%d letters arrived, states %v", p.count(), o.states(m))
	}
	first := map[string]string{}   // the id of the first letter, by reader
	last := map[string][2]string{} // sequence and organiser of the last letter, by reader
	public := record("ed25519", ed25519.NewKeyFromSeed(bytes.Repeat([]byte{5}, 32)).Public())
	for i, data := range p.taken {
		l := read(t, string(data))
		if said := python(t, dkimScript, data, public); said != "True" {
			t.Errorf("letter %d: signature %s", i, said)
		}
		begins := []string{"Giấy mời: ", "Thay đổi: ", "Hủy họp: "}[i/2]
		if !strings.HasPrefix(l.Subject, begins+`Phiên họp "quý II", `) || len(l.To) != 1 || l.To[0].Address != p.to[i] {
			t.Errorf("letter %d: %q to %v", i, l.Subject, l.To)
		}
		if l.InReplyTo != first[p.to[i]] {
			t.Errorf("letter %d goes on from %q, want %q", i, l.InReplyTo, first[p.to[i]])
		}
		if first[p.to[i]] == "" {
			first[p.to[i]] = l.ID
		}
		for _, want := range []string{"Kính gửi: " + l.To[0].Name, "Phòng họp số 1", "https://vp.tinh-a.example/phien-hop/" + string(m)} {
			if !strings.Contains(l.Text, want) {
				t.Errorf("letter %d lacks %q:\n%s", i, want, l.Text)
			}
		}
		if files := len(l.Files); files != 1 && i < 4 || files != 0 && i >= 4 || i < 4 && !bytes.HasPrefix(l.Files[0].Data, []byte("%PDF-")) {
			t.Errorf("letter %d: %d files", i, len(l.Files))
		}
		head, _, _ := bytes.Cut(data, []byte("\r\n\r\n"))
		if strings.Contains(string(head), "\nBcc:") {
			t.Errorf("letter %d has a copy nobody ordered:\n%s", i, head)
		}
		said := strings.Fields(python(t, calendarScript, data))
		method := []string{"REQUEST", "REQUEST", "CANCEL"}[i/2]
		if said[0] != method || said[1] != method || said[2] != string(m)+"@nghi-su" || said[5] != "mailto:"+p.to[i] {
			t.Errorf("letter %d: calendar %v", i, said)
		}
		if was, ok := last[p.to[i]]; ok && (len(said[3]) < len(was[0]) || len(said[3]) == len(was[0]) && said[3] <= was[0] || said[4] != was[1]) {
			t.Errorf("letter %d: sequence and organiser %v after %v", i, said[3:5], was)
		}
		last[p.to[i]] = [2]string{said[3], said[4]}
		if _, ok := o.post.Desk.Ref(strings.TrimPrefix(said[4], "mailto:")); !ok {
			t.Errorf("letter %d: %s is no address for answers", i, said[4])
		}
	}
}

// calendarScript reads the calendar part of a message by icalendar.
const calendarScript = `
import sys, email, email.policy, icalendar
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
for p in m.walk():
    if p.get_content_type() == "text/calendar":
        c = icalendar.Calendar.from_ical(p.get_payload(decode=True))
        e = c.walk("VEVENT")[0]
        assert p.get_param("method") == c["METHOD"]
        print(c["METHOD"], p.get_param("method"), e["UID"], e["SEQUENCE"], e["ORGANIZER"], e["ATTENDEE"])
`

// TestLettersTriedAgain proves that a server that is busy is asked again after
// growing pauses and gets each letter once, and that one who breaks off after the
// end gets none twice.
func TestLettersTriedAgain(t *testing.T) {
	p := &peer{rcptErr: answer(450, "greylisted, try later")}
	o := newOffice(t, startPeer(t, p, Plain))
	m := o.meeting("Phiên một")
	o.invite(m)
	if got := o.states(m); got[store.LetterWaiting] != 2 || p.count() != 0 {
		t.Errorf("put off: %v", got)
	}
	page, err := o.app.Invitations(context.Background(), o.head, m)
	if err != nil {
		t.Fatal(err)
	}
	if why := page.Sent[0].Letters[0].Why; !strings.Contains(why, "greylisted") {
		t.Errorf("why: %q", why)
	}
	p.mu.Lock()
	p.rcptErr = nil
	p.mu.Unlock()
	for range 4 {
		o.pass(10 * time.Second)
	}
	if got := o.states(m); got[store.LetterSent] != 2 || p.count() != 2 {
		t.Errorf("taken later: %v, %d arrived", got, p.count())
	}

	p.hangUp = true
	n := o.meeting("Phiên hai")
	o.invite(n)
	for range 4 {
		o.pass(time.Hour)
	}
	if got := o.states(n); got[store.LetterUnsure] != 2 || p.count() != 4 {
		t.Errorf("broken off: %v, %d arrived", got, p.count())
	}

	p.hangUp, p.rcptErr = false, answer(550, "no such mailbox")
	x := o.meeting("Phiên ba")
	o.invite(x)
	o.pass(24 * time.Hour)
	if got := o.states(x); got[store.LetterFailed] != 2 || p.count() != 4 {
		t.Errorf("refused: %v, %d arrived", got, p.count())
	}
}

// TestTry proves that the letter of trial arrives, and that the server's words
// come back when it does not.
func TestTry(t *testing.T) {
	p := &peer{}
	post := &Post{Server: startPeer(t, p, TLS), From: "vp@tinh-a.example", Now: time.Now}
	if err := post.Try(context.Background(), "Văn phòng", "ai@x.example"); err != nil || p.count() != 1 {
		t.Fatalf("%v, %d arrived", err, p.count())
	}
	if m := read(t, string(p.taken[0])); m.Subject != "Thư thử của Văn phòng" || m.Calendar != nil {
		t.Errorf("%+v", m)
	}
	p.dataErr = answer(554, "not from there")
	if err := post.Try(context.Background(), "Văn phòng", "ai@x.example"); err == nil || !strings.Contains(err.Error(), "not from there") {
		t.Errorf("%v", err)
	}
}
