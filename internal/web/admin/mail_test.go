package admin

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

// TestMailPages proves that the settings, each state of a letter and the way to
// send again stand on the page, and that an address cannot make it say more.
func TestMailPages(t *testing.T) {
	at := time.Date(2026, 4, 15, 1, 0, 0, 0, time.UTC)
	var letters []app.LetterLine
	for i, state := range []string{"waiting", "sending", "sent", "failed", "unsure", "recalled", "overtaken"} {
		letters = append(letters, app.LetterLine{ID: state, Name: "Giám đốc Sở", Address: "so@tinh.example", State: state, Attempts: i, Why: "550 no such mailbox <x>", Created: at})
	}
	letters[0].Name = uitest.Long
	out := &app.Outgoing{Server: "mail.tinh.example:587", TLS: "starttls", From: "vp@tinh.example", DKIM: "s1._domainkey.tinh.example"}
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		f := ui.NewForm(p, url.Values{"to": {"x"}})
		f.Fail("to", "mail.address", "x")
		for i := range letters {
			letters[i].Kind = app.LetterKinds()[i]
		}
		box := boxShown{box: &app.MailboxLine{Place: "van-thu@mail.tinh.example:993/INBOX", Looked: at, Failed: "sai mật khẩu <x>"}, days: "3, 1"}
		all := slices.Clone(letters)
		box.count(&all, "")
		n := uitest.Shown(t, p, mailView(p, f, out, box, letters, "mail.tried"))
		if len(n.All(".chip")) != 8 || !strings.Contains(n.Text(), "van-thu@mail.tinh.example:993/INBOX") || !strings.Contains(n.Text(), "sai mật khẩu <x>") {
			t.Errorf("%s: the mailbox and the kinds", lang)
		}
		one := slices.Clone(letters)
		if box.count(&one, app.LetterRound); len(one) != 1 || one[0].Kind != app.LetterRound {
			t.Errorf("%s: of one kind %d letters", lang, len(one))
		}
		if got := len(n.All("tbody .status")); got != 7 || !n.Has("[role=status]") || len(n.All("tbody form")) != 2 || !n.Has("[aria-invalid=true]") {
			t.Errorf("%s: %d states, %d ways to send again", lang, got, len(n.All("tbody form")))
		}
		if !strings.Contains(n.Text(), "mail.tinh.example:587") || !strings.Contains(n.Text(), p.T("mail.reply-none")) {
			t.Errorf("%s: the settings are not shown", lang)
		}
		n = uitest.Shown(t, p, mailView(p, ui.NewForm(p, nil), nil, boxShown{days: "3, 1"}, nil, "<script>"))
		if n.Has("[role=status]") || n.Has("[name=to]") || !strings.Contains(n.Text(), p.T("mail.letters-none")) {
			t.Errorf("%s: where no letters leave", lang)
		}
		f = ui.NewForm(p, url.Values{"kind": {"person"}, "id": {"1"}, "address": {"sai"}})
		f.Fail("address", "mail.address", "sai")
		n = uitest.Shown(t, p, addressesView(p, f, []app.AddressLine{{Kind: "person", ID: "1", Name: charter.Text{VI: "Chuyên viên 1"}}, {Kind: "agency", ID: "1", Name: charter.Text{VI: uitest.Long}, Address: "so@tinh.example"}}, "mail.kept"))
		if len(n.All("[name=address]")) != 2 || len(n.All("[aria-invalid=true]")) != 1 {
			t.Errorf("%s: addresses and their faults", lang)
		}
	}
}
