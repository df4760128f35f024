package mail

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// theirs is the key by which the readers' own mail server signs.
var theirs = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))

// inbox takes in what comes to an office; so.example publishes the key of its
// signatures.
func (o *office) inbox() *Inbox {
	return &Inbox{Desk: o.post.Desk, Now: func() time.Time { return o.at }, Lookup: func(_ context.Context, name string) ([]string, error) {
		if name == "s1._domainkey.so.example" {
			return []string{record("ed25519", theirs.Public())}, nil
		}
		return nil, errors.New("no such host")
	}}
}

// round opens a round to all but the head and lets the letters leave.
func (o *office) round(title string, questions ...string) committee.RoundID {
	o.t.Helper()
	in := app.OpenRoundIn{
		Body: "ban-chi-dao-nghe-an", Title: committee.Prose(title), Days: 5, Drafter: app.PartyIn{Seat: o.seats[0].Seat},
		Asked:    []app.PartyIn{{Seat: o.seats[1].Seat}, {Seat: o.seats[2].Seat}},
		Articles: []app.ArticleIn{{Address: "dieu-1", Text: "Một"}, {Address: "dieu-2", Heading: "Mục tiêu", Text: "Hai"}},
	}
	for _, q := range questions {
		in.Questions = append(in.Questions, app.QuestionIn{Text: committee.Prose(q)})
	}
	r, err := o.app.OpenRound(context.Background(), o.head, in)
	if err != nil {
		o.t.Fatal(err)
	}
	o.pass(time.Minute)
	return committee.RoundID(r.Ref)
}

// letterTo gives the last letter that a server took for somebody, taken apart, and the
// address to which it is answered.
func (p *peer) letterTo(t *testing.T, who string) (Message, string) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := len(p.to) - 1; i >= 0; i-- {
		if p.to[i] == who {
			m := read(t, string(p.taken[i]))
			return m, replyTo(p.taken[i])
		}
	}
	t.Fatalf("nothing was sent to %s", who)
	return Message{}, ""
}

func replyTo(letter []byte) string {
	for line := range strings.Lines(string(letter)) {
		if at, ok := strings.CutPrefix(line, "Reply-To: "); ok {
			return strings.Trim(at, "<>\r\n ")
		}
	}
	return ""
}

// reply is a letter that answers another, as programs send it.
func reply(from, to, subject, text string, fields ...string) string {
	lines := append([]string{
		"From: Phó Chủ tịch <" + from + ">", "To: <" + to + ">", "Subject: Re: " + subject, "Date: Wed, 20 Mar 2019 10:00:00 +0700",
		"Message-ID: <" + fmt.Sprint(len(text), len(to), subject) + "@so.example>", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
	}, fields...)
	return message(append(lines, "", text+"\r\n\r\nVào Thứ Tư, 20 thg 3, 2019 lúc 09:01 Văn phòng <vp@tinh-a.example> đã viết:\r\n> Trả lời ngay bằng thư này: dòng đầu ghi “Đồng ý” hoặc “Không đồng ý”\r\n")...)
}

// signedBy gives a letter with the signature of a domain.
func signedBy(t *testing.T, domain string, letter string) string {
	t.Helper()
	data, err := (Signer{Domain: domain, Selector: "s1", Key: theirs}).Sign([]byte(letter))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// take takes a letter in and gives what became of it.
func (o *office) take(letter string) app.IncomingLine {
	o.t.Helper()
	x, err := o.inbox().Take(context.Background(), o.app, tinh, []byte(letter), o.at, "imap")
	if err != nil {
		o.t.Fatal(err)
	}
	return x
}

// slips are the slips of a round, as the head reads them.
func (o *office) slips(id committee.RoundID) []committee.Slip {
	o.t.Helper()
	p, err := o.app.Round(context.Background(), o.head, id)
	if err != nil {
		o.t.Fatal(err)
	}
	return p.Round.Slips
}

// TestAnswerByReply proves the whole way: a round opens, its letter says how to
// answer, the reply is taken apart, proved, put on record and acknowledged.
func TestAnswerByReply(t *testing.T) {
	p := &peer{}
	o := newOffice(t, startPeer(t, p, Plain))
	id := o.round("Dự thảo kế hoạch", "Đồng ý với dự thảo không?")
	asked, to := p.letterTo(t, "deputy@so.example")
	for _, want := range []string{"Dự thảo kế hoạch", "Đồng ý với dự thảo không?", "“Đồng ý” hoặc “Không đồng ý” hoặc “Ý kiến khác”", "27/3/2019", "Điều 2:", "https://vp.tinh-a.example/lay-y-kien/" + string(id)} {
		if !strings.Contains(asked.Text, want) {
			t.Errorf("the letter lacks %q:\n%s", want, asked.Text)
		}
	}
	letter := reply("deputy@so.example", to, asked.Subject, "Không đồng ý, vì thiếu kinh phí\r\nĐiều 2: nêu rõ chỉ tiêu\r\ntừng năm\r\n\r\nĐiều 9: bỏ\r\n")
	signed := signedBy(t, "so.example", letter)
	if x := o.take(signed); x.State != store.IncomingCounted || x.Proof != app.ProofPass {
		t.Fatalf("%+v %v", x, x.Fault)
	}
	list := o.slips(id)
	if len(list) != 1 || list[0].Position != committee.Against || list[0].Reason != "vì thiếu kinh phí" || len(list[0].Comments) != 2 ||
		list[0].Comments[0].Address != "dieu-2" || list[0].Comments[0].Text != "nêu rõ chỉ tiêu\ntừng năm" || list[0].Comments[1].Place != "Điều 9" {
		t.Fatalf("%+v", list)
	}
	// Read again, by another way, with what the way added: still once.
	if x := o.take("Received: from a by b\r\n" + strings.ReplaceAll(signed, "\r\n", "\n")); x.State != store.IncomingCounted || o.slips(id)[0].Revision != 1 {
		t.Errorf("taken twice: %+v", x)
	}
	o.pass(time.Minute)
	ack, none := p.letterTo(t, "deputy@so.example")
	if !strings.HasPrefix(ack.Subject, "Đã ghi nhận: Dự thảo kế hoạch") || none != "" || !strings.Contains(ack.Text, "Không đồng ý") || !strings.Contains(ack.Text, "Góp ý Điều 2: nêu rõ chỉ tiêu") {
		t.Errorf("acknowledged: %q\n%s", ack.Subject, ack.Text)
	}
	// Unsigned: asked to confirm, with the way to do so.
	asked, to = p.letterTo(t, "member@so.example")
	if x := o.take(reply("member@so.example", to, asked.Subject, "Đồng ý")); x.State != store.IncomingWaiting || len(o.slips(id)) != 1 {
		t.Fatalf("%+v", x)
	}
	o.pass(time.Minute)
	request, _ := p.letterTo(t, "member@so.example")
	_, code, ok := strings.Cut(request.Text, "https://vp.tinh-a.example"+ConfirmPath)
	if code, _, _ = strings.Cut(code, "\n"); !ok || o.app.ConfirmLetter(context.Background(), tinh, code) != nil || len(o.slips(id)) != 2 {
		t.Errorf("the request to confirm:\n%s", request.Text)
	}
}

// TestSenders proves what is made of each way in which a letter may come.
func TestSenders(t *testing.T) {
	p := &peer{}
	o := newOffice(t, startPeer(t, p, Plain))
	id := o.round("Dự thảo", "Đồng ý không?")
	asked, to := p.letterTo(t, "deputy@so.example")
	good := reply("deputy@so.example", to, asked.Subject, "Đồng ý")
	forged := signedBy(t, "so.example", good)
	other := *o.post.Desk
	other.Key = bytes.Repeat([]byte{4}, 32)
	secret := Errand{Thing: "ballot/1", Party: "person/1", Expiry: o.at.Add(time.Hour)}
	for name, c := range map[string]struct {
		letter, kind, state, why string
		proof                    app.SenderProof
	}{
		"unsigned":                 {good, app.InAnswer, store.IncomingWaiting, "", app.ProofNone},
		"changed on the way":       {strings.Replace(forged, "Đồng ý\r\n", "Không đồng ý\r\n", 1), app.InAnswer, store.IncomingWaiting, "", app.ProofFail},
		"signed by another":        {signedBy(t, "khac.example", good), app.InAnswer, store.IncomingWaiting, "", app.ProofNone},
		"a sender forged":          {strings.Replace(forged, "deputy@so.example", "head@so.example", 1), app.InAnswer, store.IncomingWaiting, "", app.ProofFail},
		"another sender":           {signedBy(t, "so.example", reply("ai@so.example", to, "x", "Đồng ý")), app.InAnswer, store.IncomingWaiting, "", app.ProofPass},
		"an address of nobody":     {signedBy(t, "so.example", reply("deputy@so.example", other.Address(1, Errand{}), "x", "Đồng ý")), app.InStranger, store.IncomingTray, "", app.ProofPass},
		"a secret vote":            {signedBy(t, "so.example", reply("deputy@so.example", o.post.Desk.Address(77, secret), "x", "Đồng ý")), app.InStranger, store.IncomingTray, "", app.ProofPass},
		"the bare address":         {signedBy(t, "so.example", reply("deputy@so.example", "tra-loi@tinh-a.example", "x", "Đồng ý")), app.InStranger, store.IncomingTray, "", app.ProofPass},
		"two positions":            {signedBy(t, "so.example", reply("deputy@so.example", to, "2", "Đồng ý và không đồng ý")), app.InAnswer, store.IncomingTray, "inbox.two-positions", app.ProofPass},
		"two positions, two lines": {signedBy(t, "so.example", reply("deputy@so.example", to, "2", "Đồng ý\r\nKhông đồng ý")), app.InAnswer, store.IncomingTray, "inbox.two-positions", app.ProofPass},
		"no position":              {signedBy(t, "so.example", reply("deputy@so.example", to, "3", "Tôi xem sau")), app.InAnswer, store.IncomingTray, "inbox.unclear", app.ProofPass},
		"nothing new":              {signedBy(t, "so.example", reply("deputy@so.example", to, "4", "")), app.InAnswer, store.IncomingTray, "inbox.unclear", app.ProofPass},
		"an absence":               {reply("deputy@so.example", to, "Vắng mặt", "Đồng ý", "Auto-Submitted: auto-replied"), app.InAuto, store.IncomingAside, "", app.ProofNone},
		"not delivered":            {message("From: mailer-daemon@so.example", "To: <"+to+">", "Subject: Undelivered", "Auto-Submitted: auto-replied", "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "", "--b", "Content-Type: text/plain", "", "Đồng ý", "--b--"), app.InBounce, store.IncomingTray, "", app.ProofNone},
		"marked secret":            {signedBy(t, "so.example", reply("deputy@so.example", to, "5", "MẬT\r\nĐồng ý")), app.InSecret, store.IncomingTray, "inbox.secret", app.ProofNone},
		"broken":                   {"From: a\r\n", app.InUnreadable, store.IncomingTray, "inbox.unreadable", app.ProofNone},
		"without a sender":         {message("To: <"+to+">", "", "Đồng ý"), app.InUnreadable, store.IncomingTray, "inbox.unreadable", app.ProofNone},
	} {
		x := o.take(c.letter)
		why := ""
		if x.Fault != nil {
			why = x.Fault.Code
		}
		if x.Kind != c.kind || x.State != c.state || why != c.why || x.Proof != c.proof {
			t.Errorf("%s: %s %s %s %s, want %s %s %s %s", name, x.Kind, x.State, why, x.Proof, c.kind, c.state, c.why, c.proof)
		}
		if c.kind == app.InSecret && (x.Text != "" || x.Subject != "" || len(x.Files) != 0) {
			t.Errorf("%s: it is kept: %+v", name, x)
		}
	}
	if n := len(o.slips(id)); n != 0 {
		t.Errorf("%d of them count", n)
	}
	// The address added on the way proves nothing of who was meant.
	added := signedBy(t, "so.example", reply("deputy@so.example", "ban-khac@so.example", "6", "Đồng ý"))
	if x := o.take("Delivered-To: " + to + "\r\n" + added); x.State != store.IncomingWaiting || x.Proof != app.ProofNone {
		t.Errorf("replayed: %+v", x)
	}
	// A letter with two of our addresses answers neither.
	_, second := p.letterTo(t, "member@so.example")
	if x := o.take(signedBy(t, "so.example", reply("deputy@so.example", to+">, <"+second, "7", "Đồng ý"))); x.Kind != app.InStranger {
		t.Errorf("two addresses: %+v", x)
	}
	// A round that is over takes none, and says so.
	o.at = o.at.Add(30 * 24 * time.Hour)
	if x := o.take(signedBy(t, "so.example", reply("deputy@so.example", to, "8", "Đồng ý"))); x.Fault == nil || x.Fault.Code != "round.late" {
		t.Errorf("after the last day: %+v", x)
	}
	o.pass(time.Minute)
	if m, _ := p.letterTo(t, "deputy@so.example"); !strings.HasPrefix(m.Subject, "Chưa ghi nhận được") || !strings.Contains(m.Text, "Lý do: ") {
		t.Errorf("answered: %q\n%s", m.Subject, m.Text)
	}
	for i, to := range p.to {
		if to != "deputy@so.example" && to != "member@so.example" {
			t.Errorf("letter %d goes to %s", i, to)
		}
	}
}

// TestForms proves that what one and the same answer looks like in the programs of
// the world is read alike.
func TestForms(t *testing.T) {
	p := &peer{}
	o := newOffice(t, startPeer(t, p, Plain))
	id := o.round("Dự thảo", "Đồng ý không?")
	_, to := p.letterTo(t, "deputy@so.example")
	head := func(fields ...string) string {
		return message(append([]string{"From: <deputy@so.example>", "To: <" + to + ">", "Subject: x", "MIME-Version: 1.0"}, fields...)...)
	}
	n := 0
	for name, letter := range map[string]string{
		"quoted-printable": head("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "Kh=C3=B4ng =C4=91=E1=BB=93ng =C3=BD", ""),
		"base64":           head("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", "S2jDtG5nIMSR4buTbmcgw70=", ""),
		"windows-1258":     head("Content-Type: text/plain; charset=windows-1258", "Content-Transfer-Encoding: 8bit", "", "Kh\xf4ng \xf0\xf4\xccng y\xec", ""),
		"html alone":       head("Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", "<div>Không đồng ý</div><div class=gmail_quote>Vào Thứ Tư lúc 09:01 Văn phòng &lt;vp@tinh-a.example&gt; đã viết:<blockquote>Đồng ý</blockquote></div>", ""),
		"english":          head("Content-Type: text/plain", "", "I disagree.", ""),
		"outlook":          head("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", "Không đồng ý", "________________________________", "Từ: Văn phòng <vp@tinh-a.example>", "Đồng ý", ""),
	} {
		if x := o.take(signedBy(t, "so.example", letter)); x.State != store.IncomingCounted {
			t.Errorf("%s: %+v %v", name, x, x.Fault)
			continue
		}
		n++
		if s := o.slips(id); len(s) != 1 || s[0].Position != committee.Against || s[0].Revision != n {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// TestReportByReply proves that progress on a task is reported by answering its
// letter.
func TestReportByReply(t *testing.T) {
	p := &peer{}
	o := newOffice(t, startPeer(t, p, Plain))
	r, err := o.app.AssignTask(context.Background(), o.head, app.TaskIn{Body: "ban-chi-dao-nghe-an", Title: "Xây dựng đề án", Accountable: o.seats[1].Seat, Due: o.seats[1].From + 30})
	if err != nil {
		t.Fatal(err)
	}
	o.pass(time.Minute)
	asked, to := p.letterTo(t, "deputy@so.example")
	if !strings.Contains(asked.Text, "Xây dựng đề án") || !strings.Contains(asked.Text, "“60%”") {
		t.Errorf("the letter:\n%s", asked.Text)
	}
	if x := o.take(signedBy(t, "so.example", reply("deputy@so.example", to, "x", "60%\r\nĐã lấy ý kiến các sở"))); x.State != store.IncomingCounted {
		t.Fatalf("%+v %v", x, x.Fault)
	}
	task, err := o.app.Task(context.Background(), o.head, committee.TaskID(r.Ref))
	if err != nil || task.Task.Progress != 60 || task.Task.Note != "Đã lấy ý kiến các sở" {
		t.Errorf("%+v %v", task.Task, err)
	}
	if x := o.take(signedBy(t, "so.example", reply("deputy@so.example", to, "x", "Cảm ơn văn phòng"))); x.State != store.IncomingTray || x.Fault == nil || x.Fault.Code != "inbox.no-progress" {
		t.Errorf("thanks: %+v", x)
	}
}

// TestNoLongerCalledByMail proves that who is no longer called is sent a calendar's
// CANCEL for the same entry, and nobody else is.
func TestNoLongerCalledByMail(t *testing.T) {
	p := &peer{}
	o := newOffice(t, startPeer(t, p, Plain))
	m := o.meeting("Phiên quý II")
	o.invite(m)
	first := strings.Fields(python(t, calendarScript, p.taken[slices.Index(p.to, "member@so.example")]))
	if _, err := o.app.ChooseAttendees(context.Background(), o.head, app.AttendeesIn{Meeting: m, Invitees: []app.InviteeIn{{Seat: o.seats[1].Seat}}}); err != nil {
		t.Fatal(err)
	}
	o.invite(m)
	if p.count() != 3 || p.to[2] != "member@so.example" {
		t.Fatalf("%d letters, to %v", p.count(), p.to)
	}
	l := read(t, string(p.taken[2]))
	said := strings.Fields(python(t, calendarScript, p.taken[2]))
	if !strings.HasPrefix(l.Subject, "Không còn trong thành phần mời: Phiên quý II") || len(l.Files) != 0 ||
		said[0] != "CANCEL" || said[2] != first[2] || said[4] != first[4] || said[5] != "mailto:member@so.example" {
		t.Errorf("%q: calendar %v after %v", l.Subject, said, first)
	}
}

// TestMailbox proves that a mailbox of a real server is read as letters arrive, each
// once, over both kinds of TLS, and read again from the start when it is numbered
// anew without anything counting twice.
func TestMailbox(t *testing.T) {
	for _, security := range []Security{TLS, StartTLS} {
		p := &peer{}
		o := newOffice(t, startPeer(t, p, Plain))
		id := o.round("Dự thảo", "Đồng ý không?")
		_, to := p.letterTo(t, "deputy@so.example")
		box := dovecot(t, security)
		inbox, ctx := o.inbox(), context.Background()
		wrong := box.Mailbox
		wrong.Password = "sai"
		if _, err := wrong.Count(ctx); err == nil {
			t.Errorf("%s: a wrong password opens it", security)
		}
		wrong = box.Mailbox
		wrong.Config = nil
		if _, err := wrong.Count(ctx); err == nil {
			t.Errorf("%s: a certificate of nobody is trusted", security)
		}
		box.put(message("From: la@mail.example", "To: x@y.example", "Subject: Chào", "", "Xin chào"))
		box.put("\x00\xff rác")
		if n, err := box.Count(ctx); n != 2 || err != nil {
			t.Errorf("%s: %d letters, %v", security, n, err)
		}
		work, stop := context.WithCancel(ctx)
		done := make(chan struct{})
		go func() {
			inbox.Watch(work, o.app, tinh, box.Mailbox, slog.New(slog.DiscardHandler))
			close(done)
		}()
		count := func(state string) int {
			list, err := o.app.Tray(ctx, o.keeper, state)
			if err != nil {
				t.Fatal(err)
			}
			return len(list)
		}
		until := func(what string, is func() bool) {
			t.Helper()
			for range 200 {
				if is() {
					return
				}
				time.Sleep(50 * time.Millisecond)
			}
			t.Fatalf("%s: %s did not come", security, what)
		}
		until("what lay there", func() bool { return count(store.IncomingTray) == 2 })
		begun := time.Now()
		box.put(signedBy(t, "so.example", reply("deputy@so.example", to, "x", "Đồng ý")))
		until("a new letter", func() bool { return len(o.slips(id)) == 1 })
		t.Logf("%s: a new letter is on record after %v", security, time.Since(begun).Round(time.Millisecond))
		// What somebody presses in a calendar comes by the same mailbox.
		m := o.meeting("Phiên quý II")
		o.invite(m)
		_, calendar := p.letterTo(t, "member@so.example")
		uid, number := p.sequence(t, "member@so.example")
		box.put(signedBy(t, "so.example", pressed("member@so.example", calendar, uid, number, "ACCEPTED")))
		until("the answer of a calendar", func() bool {
			page, err := o.app.Meeting(ctx, o.head, m)
			return err == nil && page.Answers.Counts.Attend == 1
		})
		stop()
		<-done
		// The program died before it noted how far it came.
		at, err := o.app.MailboxRead(ctx, tinh, box.Place())
		if err != nil || at.UID != 4 {
			t.Errorf("%s: read as far as %+v, %v", security, at, err)
		}
		if err := o.app.NoteMailbox(ctx, tinh, box.Place(), app.Bookmark{Validity: at.Validity + 1, UID: 99}, ""); err != nil {
			t.Fatal(err)
		}
		if err := inbox.Look(ctx, o.app, tinh, box.Mailbox); err != nil || count(store.IncomingTray) != 2 || o.slips(id)[0].Revision != 1 {
			t.Errorf("%s: read anew: %v, %d in the tray", security, err, count(store.IncomingTray))
		}
	}
}

// TestHostileLetters proves that no letter of the corpus, nor any cut of one, stops
// the reader or counts.
func TestHostileLetters(t *testing.T) {
	p := &peer{}
	o := newOffice(t, startPeer(t, p, Plain))
	id := o.round("Dự thảo", "Đồng ý không?")
	_, to := p.letterTo(t, "deputy@so.example")
	files, err := filepath.Glob("testdata/hostile/*.eml")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d letters, %v", len(files), err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		letter := strings.ReplaceAll(string(data), "REPLY-ADDRESS", to)
		for _, part := range []string{letter, letter[:len(letter)/2], letter[len(letter)/3:]} {
			if x := o.take(part); x.State == store.IncomingCounted {
				t.Errorf("%s counts: %+v", f, x)
			}
		}
	}
	deep := "From: a@x.vn\r\nTo: <" + to + ">\r\n"
	for i := range 300 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	huge := message("From: a@x.vn", "To: <"+to+">", "", "") + strings.Repeat("Đồng ý\r\n", largest/8)
	many := message("From: a@x.vn", "To: <"+to+">", "Content-Type: multipart/mixed; boundary=b", "", "") + strings.Repeat("--b\r\n\r\nĐồng ý\r\n", 5000)
	for name, letter := range map[string]string{"deep": deep, "huge": huge, "many": many, "long line": message("From: a@x.vn", "To: <"+to+">", "", strings.Repeat("Đồng ý ", 1<<20))} {
		begun := time.Now()
		if x := o.take(letter); x.State == store.IncomingCounted || len(x.Text) > 4*mostWords+10 {
			t.Errorf("%s: %s, %d bytes kept", name, x.State, len(x.Text))
		}
		if d := time.Since(begun); d > 10*time.Second {
			t.Errorf("%s takes %v", name, d)
		}
	}
	if n := len(o.slips(id)); n != 0 {
		t.Errorf("%d slips", n)
	}
}
