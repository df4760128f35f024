package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/web/ui"
)

// letters lets letters leave, and gives those that are due now.
func (w *world) letters() (out []app.Letter) {
	w.t.Helper()
	ctx := context.Background()
	w.at = w.at.Add(time.Minute)
	jobs, err := w.app.ClaimJobs(ctx, office, []string{app.LetterJob}, time.Minute, 50)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, j := range jobs {
		l, ok, err := w.app.TakeLetter(ctx, office, j.Key)
		if err != nil {
			w.t.Fatal(err)
		}
		if ok {
			out = append(out, l)
		}
		if _, err := w.app.LetterDone(ctx, office, j.Key, 1, app.Delivered, ""); err != nil {
			w.t.Fatal(err)
		}
	}
	return out
}

// mailed gives people addresses and lets letters leave.
func (w *world) mailed() {
	w.t.Helper()
	w.app.SendLetters(app.Outgoing{Server: "mail.x.vn:587", TLS: "starttls"})
	for _, key := range []string{"deputy", "lead"} {
		if err := w.app.SetMailAddress(context.Background(), w.as("keeper"), store.MailPerson, string(w.people[key]), key+"@x.vn"); err != nil {
			w.t.Fatal(err)
		}
	}
}

// come takes a letter in that answers one of ours.
func (w *world) come(digest string, l app.Letter, edit func(*app.Incoming)) app.IncomingLine {
	w.t.Helper()
	in := app.Incoming{
		Digest: digest, Source: "imap", From: l.Address, Name: "Giám đốc Sở 2", Subject: "Re: " + digest, Text: "Đồng ý\nvì <b>rõ</b>", Received: w.at, Proof: app.ProofNone,
		Kind: app.InAnswer, Letter: l.ID, Files: []string{"góp ý.docx"},
	}
	edit(&in)
	x, err := w.app.TakeIn(context.Background(), office, in)
	if err != nil {
		w.t.Fatal(err)
	}
	return x
}

// TestMailboxPages: a letter that proves little is confirmed by the link that was
// sent; one that cannot be told is placed from the tray by who keeps the papers;
// nobody else reads either; and people choose what they are sent.
func TestMailboxPages(t *testing.T) {
	ctx, say := context.Background(), func(key string, args ...string) string { return catalogue.T(catalogue.VI, key, args...) }
	w := newWorld(t)
	w.mailed()
	r := w.must(w.app.OpenRound(ctx, w.as("head"), app.OpenRoundIn{
		Body: theBody, Title: "Dự thảo quy chế", Days: 5, Drafter: app.PartyIn{Seat: w.seats["member"]}, Questions: []app.QuestionIn{{Text: "Đồng ý không?"}},
		Asked: []app.PartyIn{{Seat: w.seats["deputy"]}, {Seat: w.seats["member"]}},
	}))
	id := committee.RoundID(r.Ref)
	page, err := w.app.Round(ctx, w.as("head"), id)
	if err != nil {
		t.Fatal(err)
	}
	q := page.Round.Questions[0].ID
	sent := map[string]app.Letter{}
	for _, l := range w.letters() {
		sent[l.Address] = l
	}
	w.come("chưa chắc", sent["lead@x.vn"], func(in *app.Incoming) {
		in.Slips = []app.SlipIn{{Question: q, Position: "for", Reason: "vì <b>rõ</b>", Comments: []app.CommentIn{{Place: "Phụ lục", Text: "bỏ"}}}}
	})
	unclear := w.come("không rõ", sent["deputy@x.vn"], func(in *app.Incoming) { in.Why = "inbox.unclear" })
	w.come("thư lạ", app.Letter{Address: "la@mail.vn"}, func(in *app.Incoming) { in.Kind = app.InStranger })

	head, keeper, outsider, nobody := w.signedIn("truong-ban"), w.signedIn("giu-so"), w.signedIn("nguoi-ngoai"), w.reader()
	code := ""
	for _, l := range w.letters() {
		if l.Kind == app.LetterConfirm {
			code = l.Code
		}
	}
	link := confirmPath + code
	for range 2 { // looking confirms nothing
		got := nobody.get(link)
		for _, want := range []string{"Dự thảo quy chế", "Đồng ý không?", say("letter.position.for"), "vì <b>rõ</b>", "Phụ lục", say("confirm.do")} {
			if !strings.Contains(got.page.Text(), want) {
				t.Errorf("the page to confirm lacks %q: %s", want, got.page.Text())
			}
		}
	}
	slips := func() int {
		t.Helper()
		p, err := w.app.Round(ctx, w.as("head"), id)
		if err != nil {
			t.Fatal(err)
		}
		return len(p.Round.Slips)
	}
	if slips() != 0 {
		t.Error("it counts before it is confirmed")
	}
	if got := nobody.post(link, url.Values{}); got.StatusCode != http.StatusOK || slips() != 1 || !strings.Contains(got.page.Text(), say("confirm.done")) {
		t.Errorf("confirmed: %d, %d slips", got.StatusCode, slips())
	}
	if got := nobody.post(link, url.Values{}); got.StatusCode != http.StatusConflict {
		t.Errorf("confirmed twice: %d", got.StatusCode)
	}
	if got := nobody.get(confirmPath + "khong-co"); got.StatusCode != http.StatusNotFound {
		t.Errorf("a link that leads nowhere: %d", got.StatusCode)
	}

	// The tray.
	for who, n := range map[*reader]int{keeper: 2, head: 1, outsider: 0} {
		if got := len(who.get(ui.TrayPath).page.All("tbody tr")); got != n {
			t.Errorf("a reader of %d letters sees %d", n, got)
		}
	}
	at := ui.TrayPath + "/" + unclear.ID
	if got := outsider.get(at); got.StatusCode != http.StatusNotFound {
		t.Errorf("a letter for an outsider: %d", got.StatusCode)
	}
	got := head.get(at)
	for _, want := range []string{"vì <b>rõ</b>", "góp ý.docx", say("inbox.unclear"), say("tray.proof.none"), "Đồng ý không?", "deputy@x.vn"} {
		if !strings.Contains(got.page.Text(), want) {
			t.Errorf("the letter lacks %q: %s", want, got.page.Text())
		}
	}
	w.visit(head, "the letter", ui.Visit{Path: at})
	if got := head.post(at, url.Values{"viec": {"round"}, "round": {string(id)}, "by": {"seat:" + string(w.seats["deputy"])}}); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("placed without a position: %d", got.StatusCode)
	}
	if got := head.post(at, url.Values{"viec": {"round"}, "round": {string(id)}, "by": {"seat:" + string(w.seats["deputy"])}, "position.1": {"for"}, "reason.1": {"theo thư"}}); got.StatusCode != http.StatusSeeOther || slips() != 2 {
		t.Errorf("placed: %d, %d slips: %s", got.StatusCode, slips(), got.page.Text())
	}
	list, err := w.app.Tray(ctx, w.as("keeper"), store.IncomingTray)
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v %v", list, err)
	}
	at = ui.TrayPath + "/" + list[0].ID
	if got := keeper.post(at, url.Values{"viec": {"thing"}, "place": {"meeting:không-có"}}); got.StatusCode != http.StatusNotFound && got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("placed with nothing: %d", got.StatusCode)
	}
	if got := keeper.post(at, url.Values{"viec": {"aside"}, "note": {"Quảng cáo"}}); got.StatusCode != http.StatusSeeOther || !strings.Contains(keeper.get(ui.TrayPath+"?muc=aside").page.Text(), "thư lạ") {
		t.Errorf("put aside: %d", got.StatusCode)
	}
	for _, state := range []string{"tray", "waiting", "counted", "placed", "aside"} {
		w.visit(keeper, "the tray", ui.Visit{Path: ui.TrayPath + "?muc=" + state})
	}

	// What people want, and on which days the office reminds.
	wish := ui.MePath + "/thu"
	if got := outsider.get(wish); len(got.page.All("input[checked]")) != 2 || !strings.Contains(got.page.Text(), say("wish.address-none")) {
		t.Errorf("wishes: %s", got.page.Text())
	}
	if got := outsider.post(wish, url.Values{"reminders": {"1"}}); got.StatusCode != http.StatusSeeOther || len(outsider.get(wish).page.All("input[checked]")) != 1 {
		t.Errorf("wishes kept: %d", got.StatusCode)
	}
	days := ui.AdminPath + "/thu/nhac"
	for text, want := range map[string]int{"5, 2": http.StatusSeeOther, "hai": http.StatusUnprocessableEntity, "40": http.StatusUnprocessableEntity, "": http.StatusSeeOther} {
		if got := keeper.post(days, url.Values{"days": {text}}); got.StatusCode != want {
			t.Errorf("days %q: %d", text, got.StatusCode)
		}
	}
	if got := head.post(days, url.Values{"days": {"1"}}); got.StatusCode != http.StatusForbidden {
		t.Errorf("the head sets the days: %d", got.StatusCode)
	}
	box := ui.AdminPath + "/thu/hop-thu"
	if got := keeper.post(box, nil); got.StatusCode != http.StatusConflict && got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("tried without a mailbox: %d", got.StatusCode)
	}
	keeper.post(ui.ViewPath, url.Values{"lang": {"vi"}})
	w.app.ReadLetters(app.MailboxLine{Place: "van-thu@mail.x.vn:993/INBOX", Try: func(context.Context) (int, error) { return 7, nil }})
	if got := keeper.post(box, nil); got.StatusCode != http.StatusSeeOther || !strings.Contains(keeper.get(got.Header.Get("Location")).page.Text(), say("mail.box-tried", "7")) {
		t.Errorf("tried: %d", got.StatusCode)
	}
	w.visit(keeper, "mail", ui.Visit{Path: ui.AdminPath + "/thu?loai=round.request"})
}
