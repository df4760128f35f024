package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// TestInvite: the keeper enters addresses and tries the mail server; the head sees
// who would receive what, sends, and takes it back; a member is refused with the
// clause.
func TestInvite(t *testing.T) {
	ctx, say := context.Background(), func(key string, args ...string) string { return catalogue.T(catalogue.VI, key, args...) }
	w := newWorld(t)
	r := w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Regular, Title: "Phiên quý II", Start: charter.NewDate(2019, 4, 3).Time().Add(2 * 3600e9), Chair: w.seats["head"],
		Invitees: []app.InviteeIn{{Seat: w.seats["member"]}, {Seat: w.seats["deputy"]}},
	}))
	page := ui.MeetingPath(committee.MeetingID(r.Ref))
	head, keeper := w.signedIn("truong-ban"), w.signedIn("giu-so")
	if got := head.get(page + "/gui-moi").page.Text(); !strings.Contains(got, say("invite.draft")) {
		t.Errorf("where no letters leave: %s", got)
	}
	if got := head.post(page+"/gui-moi", url.Values{"khoa": {"1"}}); got.StatusCode != http.StatusConflict {
		t.Errorf("sending where no letters leave: %d", got.StatusCode)
	}
	var tried []string
	w.app.SendLetters(app.Outgoing{Server: "mail.x.vn:587", TLS: "starttls", Try: func(_ context.Context, _ committee.OfficeID, to string) error { tried = append(tried, to); return nil }})

	addresses := ui.AdminPath + "/dia-chi"
	if got := head.get(addresses); got.StatusCode != http.StatusForbidden {
		t.Errorf("the head reads the addresses: %d", got.StatusCode)
	}
	set := func(address string) answer {
		return keeper.post(addresses, url.Values{"kind": {"person"}, "id": {string(w.people["lead"])}, "address": {address}})
	}
	if got := set("không phải"); got.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(got.page.Text(), say("mail.address", "không phải")) {
		t.Errorf("an address that is none: %d", got.StatusCode)
	}
	if got := set("so2@x.vn"); got.StatusCode != http.StatusSeeOther || !strings.Contains(keeper.get(got.Header.Get("Location")).html, "so2@x.vn") {
		t.Errorf("an address: %d", got.StatusCode)
	}
	if got := keeper.post(ui.AdminPath+"/thu/thu-gui", url.Values{"to": {"ai@x.vn"}}); got.StatusCode != http.StatusSeeOther || len(tried) != 1 {
		t.Errorf("the trial: %d, tried %v", got.StatusCode, tried)
	}

	form := head.get(page + "/gui-moi")
	for _, want := range []string{"so2@x.vn", say("invite.by-mail", "1"), say("invite.by-phone", "1")} {
		if !strings.Contains(form.page.Text(), want) {
			t.Errorf("the page before sending lacks %q: %s", want, form.page.Text())
		}
	}
	values := fields(mainForm(t, form))
	if got := head.post(page+"/gui-moi", values); got.StatusCode != http.StatusSeeOther {
		t.Fatalf("sending: %d %s", got.StatusCode, got.page.Text())
	}
	if got := head.post(page+"/gui-moi", values); got.StatusCode != http.StatusSeeOther {
		t.Errorf("the same press twice: %d", got.StatusCode)
	}
	letters := func(state string) int {
		list, err := w.app.Letters(ctx, w.as("keeper"), state)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if letters("waiting") != 1 || !strings.Contains(keeper.get(ui.AdminPath+"/thu").page.Text(), "so2@x.vn") {
		t.Errorf("%d letters wait", letters("waiting"))
	}
	if got := w.signedIn("so-2").get(page); strings.Contains(got.html, "so2@x.vn") || strings.Contains(got.page.Text(), say("invite.undo")) {
		t.Error("a member sees an address, or can take back")
	}
	shown := head.get(page)
	undo := url.Values{}
	for _, f := range shown.page.All("form") {
		if strings.HasSuffix(f.Attrs["action"], "/lay-lai-moi") {
			undo = fields(f)
		}
	}
	if got := head.post(page+"/lay-lai-moi", undo); got.StatusCode != http.StatusSeeOther || letters("recalled") != 1 || letters("waiting") != 0 {
		t.Errorf("taking back: %d %s", got.StatusCode, got.page.Text())
	}
	if text := head.get(page).page.Text(); !strings.Contains(text, say("invite.recalled")) || strings.Contains(text, say("invite.undo-until", "")) {
		t.Errorf("after taking back: %s", text)
	}
}
