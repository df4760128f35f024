package web

import (
	"context"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/committee/ballot"
	"nghisu/internal/web/ui"
)

// chamber holds a sitting with an open named vote, an open secret one of which the
// head and the deputy are the tellers, and one that waits for its keys.
func (w *world) chamber() (m committee.MeetingID, items []committee.ItemID, named, secret, waiting committee.VoteID, halves [2]ballot.Half) {
	w.t.Helper()
	ctx := context.Background()
	m = committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Expanded, Title: "Phiên biểu quyết", Start: w.at.Add(-time.Hour), Chair: w.seats["head"],
		Agenda:   []app.ItemIn{{Title: "Kế hoạch năm"}, {Title: "Nhân sự"}, {Title: "Khen thưởng"}, {Title: "Việc khác"}},
		Invitees: []app.InviteeIn{{Seat: w.seats["head"]}, {Seat: w.seats["deputy"]}, {Seat: w.seats["member"]}},
	})).Ref)
	page, err := w.app.Meeting(ctx, w.as("head"), m)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, x := range page.Meeting.Agenda {
		items = append(items, x.ID)
	}
	open := func(i int, in app.OpenVoteIn) committee.VoteID {
		in.Meeting, in.Item, in.Motion = m, items[i], committee.Prose("Thông qua "+page.Meeting.Agenda[i].Title)
		if in.Secret {
			in.Tellers = []app.PartyIn{{Seat: w.seats["head"]}, {Seat: w.seats["deputy"]}}
		}
		return committee.VoteID(w.must(w.app.OpenVote(ctx, w.as("head"), in)).Ref)
	}
	named, secret, waiting = open(0, app.OpenVoteIn{Hidden: true}), open(1, app.OpenVoteIn{Secret: true}), open(2, app.OpenVoteIn{Secret: true})
	for i, who := range []string{"head", "deputy"} {
		if halves[i], err = ballot.NewHalf(); err != nil {
			w.t.Fatal(err)
		}
		w.must(w.app.LayTellerKey(ctx, w.as(who), app.TellerKeyIn{Vote: secret, Public: halves[i].Public()}))
	}
	return m, items, named, secret, waiting, halves
}

// TestVoteStory is a named vote from the form that calls it to its result, through
// the pages: hidden while it runs, the motion repeated, changed, counted.
func TestVoteStory(t *testing.T) {
	w := newWorld(t)
	w.account("pho-ban", "deputy")
	head, lead, deputy, keeper := w.signedIn("truong-ban"), w.signedIn("so-2"), w.signedIn("pho-ban"), w.signedIn("giu-so")
	m, items, _, _, _, _ := w.chamber()
	path := ui.MeetingPath(m) + "/bieu-quyet?muc=" + string(items[3])
	if page := head.get(ui.MeetingPath(m)); !strings.Contains(page.html, "bieu-quyet?muc="+string(items[3])) || strings.Contains(page.html, "bieu-quyet?muc="+string(items[0])) {
		t.Error("the meeting does not offer a vote on the items that have none, and on those alone")
	}
	form := mainForm(t, head.get(path))
	if r := head.post(path, fields(form, "motion", "", "kind", "secret", "until_day", "31/2/2026")); r.StatusCode != http.StatusUnprocessableEntity || len(r.page.All(".error-box li")) != 4 {
		t.Errorf("not all that has to be mended is told at once: %d\n%s", r.StatusCode, r.page.Text())
	}
	check := head.post(path, fields(form, "motion", "Thông qua Đề án", "kind", "named", "hidden", "1"))
	if check.StatusCode != http.StatusOK || !strings.Contains(check.page.Text(), "Thông qua Đề án") {
		t.Fatalf("check page: %d\n%s", check.StatusCode, check.page.Text())
	}
	done := head.post(path, fields(mainForm(t, check), "buoc", "ghi"))
	at, _, _ := strings.Cut(done.Header.Get("Location"), "?")
	if done.StatusCode != http.StatusSeeOther || !strings.HasPrefix(at, ui.VotesPath+"/") {
		t.Fatalf("called: %d %s\n%s", done.StatusCode, at, done.page.Text())
	}
	for _, x := range []struct {
		who    *reader
		option string
	}{{lead, "for"}, {deputy, "for"}, {lead, "against"}} {
		slip := mainForm(t, x.who.get(at+"/bo-phieu"))
		if n := len(slip.All("input[name=option]")); n != 3 {
			t.Errorf("%d choices", n)
		}
		check := x.who.post(at+"/bo-phieu", fields(slip, "option", x.option))
		if !strings.Contains(check.page.One(t, "dl.facts").Text(), "Thông qua Đề án") {
			t.Errorf("the confirmation does not repeat the motion:\n%s", check.page.Text())
		}
		if r := x.who.post(at+"/bo-phieu", fields(mainForm(t, check), "buoc", "ghi")); r.StatusCode != http.StatusSeeOther {
			t.Fatalf("cast: %d\n%s", r.StatusCode, r.page.Text())
		}
	}
	if r := lead.post(at+"/bo-phieu", fields(mainForm(t, lead.get(at+"/bo-phieu")), "option", "")); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("no choice: %d", r.StatusCode)
	}
	if r := head.post(at+"/ghi-ho", fields(mainForm(t, head.get(at+"/ghi-ho")))); r.StatusCode != http.StatusUnprocessableEntity || len(r.page.All(".error-box li")) != 3 {
		t.Errorf("a vote entered empty: %d\n%s", r.StatusCode, r.page.Text())
	}
	if none := keeper.get(at + "/bo-phieu"); none.page.Has("[name=option]") || !strings.Contains(none.page.Text(), "không có phiếu") {
		t.Errorf("whoever has no vote is offered choices:\n%s", none.page.Text())
	}
	if s := deputy.get(at).page.Text(); strings.Contains(s, "Không tán thành") || !strings.Contains(s, "2 trên 3") && !strings.Contains(s, "2 trên 4") && !strings.Contains(s, "2 trên 5") {
		t.Errorf("hidden while it runs:\n%s", s)
	}
	if r := lead.post(at+"/kiem-phieu", fields(mainForm(t, lead.get(at+"/kiem-phieu")))); r.StatusCode != http.StatusForbidden {
		t.Errorf("a member closes: %d", r.StatusCode)
	}
	check = head.post(at+"/kiem-phieu", fields(mainForm(t, head.get(at+"/kiem-phieu"))))
	if r := head.post(at+"/kiem-phieu", fields(mainForm(t, check), "buoc", "ghi")); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("closed: %d\n%s", r.StatusCode, r.page.Text())
	}
	s := deputy.get(at)
	if !strings.Contains(s.page.Text(), "Tán thành") || !strings.Contains(s.page.Text(), "để tham khảo") || !strings.Contains(s.page.Text(), "Điều 2 khoản 1") {
		t.Errorf("the result:\n%s", s.page.Text())
	}
	if page := deputy.get(ui.MeetingPath(m)); !strings.Contains(page.page.Text(), "Đã kiểm phiếu") {
		t.Errorf("the meeting does not tell the result")
	}
}

// TestSecretVoteStory is a secret vote through the pages: no choice is a field of
// any form, without a script the page says that nothing can be cast, and the
// tellers' keys are asked for, checked and never kept in a form that the browser
// stores.
func TestSecretVoteStory(t *testing.T) {
	w := newWorld(t)
	w.account("pho-ban", "deputy")
	head, lead, deputy := w.signedIn("truong-ban"), w.signedIn("so-2"), w.signedIn("pho-ban")
	_, _, _, secret, waiting, halves := w.chamber()
	at := ui.VotePath(secret)
	page := lead.get(at + "/phieu-kin")
	for _, name := range []string{"option", "choice"} {
		if page.page.Has("[name=" + name + "]") {
			t.Errorf("the form sends the %s in clear", name)
		}
	}
	if !strings.Contains(page.html, "<noscript>") || len(page.page.All("button[data-choice]")) != 3 || page.page.Has("form[data-keep]") {
		t.Errorf("the page of the ballot:\n%s", page.page.Text())
	}
	if s := lead.get(at + "/bo-phieu"); !strings.Contains(s.page.Text(), "phiếu kín") {
		t.Error("the page of a named vote does not lead on")
	}
	for i, who := range []*reader{head, lead, deputy} {
		name := []string{"head", "lead", "deputy"}[i]
		v, err := w.app.Vote(context.Background(), w.as(name), secret)
		if err != nil || len(v.Mine) != 1 {
			t.Fatal(err, v.Mine)
		}
		q := ballot.Question{Office: string(v.Office), Round: string(secret), ID: v.Vote.Hash, Choices: 3}
		sealed, err := ballot.Seal(q, string(v.Mine[0]), ballot.Ballot{Choice: i, Check: "AAAAAAA" + string(rune('A'+i))}, halves[0].Public(), halves[1].Public())
		if err != nil {
			t.Fatal(err)
		}
		if r := who.post(at+"/phieu-kin", fields(mainForm(t, who.get(at+"/phieu-kin")), "sealed", "00ff")); r.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("not sealed: %d", r.StatusCode)
		}
		if r := who.post(at+"/phieu-kin", fields(mainForm(t, who.get(at+"/phieu-kin")), "sealed", hex.EncodeToString(sealed))); r.StatusCode != http.StatusSeeOther {
			t.Fatalf("cast: %d\n%s", r.StatusCode, r.page.Text())
		}
	}
	key := deputy.get(ui.VotePath(waiting, "khoa"))
	if !key.page.Has("[data-teller] [data-make]") || key.page.Has("form[data-keep]") {
		t.Error("the page of the key")
	}
	if none := lead.get(ui.VotePath(waiting, "khoa")); none.page.Has("[data-make]") || !strings.Contains(none.page.Text(), "không có khóa") {
		t.Errorf("whoever counts no ballots is offered a key:\n%s", none.page.Text())
	}
	if r := deputy.post(ui.VotePath(waiting, "khoa"), fields(mainForm(t, key), "public", "00")); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("no key: %d", r.StatusCode)
	}
	count := head.get(at + "/kiem-phieu")
	if count.page.Has("form[data-keep]") {
		t.Error("the browser keeps the halves")
	}
	for _, bad := range []string{"", "0000", strings.Repeat("0", 56)} {
		if r := head.post(at+"/kiem-phieu", fields(mainForm(t, count), "first", halves[0].String(), "second", bad)); r.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("a bad half %q: %d", bad, r.StatusCode)
		}
	}
	if r := head.post(at+"/kiem-phieu", fields(mainForm(t, count), "first", strings.ToLower(halves[1].String()), "second", halves[0].String())); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("opened: %d\n%s", r.StatusCode, r.page.Text())
	}
	s := lead.get(at).page.Text()
	for _, word := range []string{"AAAA AAAA", "AAAA AAAB", "AAAA AAAC", "Ít hơn năm phiếu"} {
		if !strings.Contains(s, word) {
			t.Errorf("the result lacks %q:\n%s", word, s)
		}
	}
}
