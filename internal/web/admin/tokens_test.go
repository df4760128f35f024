package admin

import (
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui/uitest"
)

// TestTokensView shows keys in every state, offers to revoke what is in force or
// merely over, and keeps the filter through a press.
func TestTokensView(t *testing.T) {
	made := time.Date(2026, 4, 1, 2, 0, 0, 0, time.UTC)
	list := app.OfficeTokenList{
		Next:    "trang-sau",
		Holders: []committee.Person{{ID: "uv1", Name: "Ủy viên 1"}},
		Items: []app.OfficeToken{
			{Token: app.Token{ID: "k1", Name: uitest.Long, Created: made}, Holder: uitest.Long},
			{Token: app.Token{ID: "k2", Name: "báo cáo", Created: made, Expires: made.AddDate(1, 0, 0)}, Holder: "Ủy viên 1"},
			{Token: app.Token{ID: "k3", Name: "lịch", Created: made, Expires: made.AddDate(0, 0, 1), Expired: true}, Holder: "Ủy viên 1"},
			{Token: app.Token{ID: "k4", Name: "thư", Created: made}, Holder: "Ủy viên 1", Idle: true},
			{Token: app.Token{ID: "k5", Name: "cũ", Created: made, Revoked: made.AddDate(0, 0, 3)}, Holder: "Ủy viên 1", Idle: true},
		},
	}
	for _, lang := range uitest.Langs {
		p := uitest.Page(lang)
		n := uitest.Shown(t, p, tokensView(p, list, app.TokenFilter{Person: "uv1"}, true))
		if got := len(n.All("tbody .status")); got != 5 || !n.Has("[role=status]") {
			t.Errorf("%s: %d states of keys, want 5, and what was done", lang, got)
		}
		if got := len(n.All("tbody button")); got != 4 {
			t.Errorf("%s: %d keys can be revoked, want 4", lang, got)
		}
		if got := len(n.All("tbody input[name=nguoi][value=uv1]")); got != 4 {
			t.Errorf("%s: %d presses keep the person, want 4", lang, got)
		}
		if !n.Has(".pager a[rel=next]") || !n.Has("#loc-nguoi option[value=uv1]") {
			t.Errorf("%s: no way to the next page, or to one person's keys", lang)
		}
		if n := uitest.Shown(t, p, tokensView(p, app.OfficeTokenList{}, app.TokenFilter{}, false)); n.Has("tbody") || n.Has("form.filters") {
			t.Errorf("%s: an office without keys shows a list", lang)
		}
	}
}
