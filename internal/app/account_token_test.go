package app_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestOfficeTokens shows a keeper everybody's keys, page by page and narrowed to one
// person, lets the keeper take one back, and lets nobody else do either.
func TestOfficeTokens(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		p, ctx := newPeople(t, open()), context.Background()
		if list, err := p.OfficeTokens(ctx, p.keeper, app.TokenFilter{}); err != nil || len(list.Items)+len(list.Holders) != 0 {
			t.Fatalf("keys of an office that has none: %+v %v", list, err)
		}
		var last, secret string
		for i := range 5 {
			by := p.member
			if i == 2 {
				by = p.keeper
			}
			s, made, err := p.CreateToken(ctx, by, app.TokenIn{Name: fmt.Sprint("phần mềm ", i), Expires: p.at.Add(time.Duration(i+1) * time.Hour)})
			p.must(t, err)
			last, secret = made.ID, s
			p.at = p.at.Add(time.Minute * time.Duration(i%2)) // some are made at one instant
		}
		for _, by := range []app.Actor{p.member, {Office: vanPhong, Via: "web"}, {Office: "noi-khac", Person: p.keeper.Person, Via: "web"}} {
			list, err := p.OfficeTokens(ctx, by, app.TokenFilter{Person: by.Person})
			_ = refused(t, err, committee.Refused, "account.keeper-only")
			if len(list.Items)+len(list.Holders) != 0 {
				t.Errorf("%+v is shown %+v", by, list)
			}
			_ = refused(t, p.RevokeOfficeToken(ctx, by, last), committee.Refused, "account.keeper-only")
		}

		seen, pages := map[string]bool{}, 0
		for f := (app.TokenFilter{Limit: 2}); ; pages++ {
			list, err := p.OfficeTokens(ctx, p.keeper, f)
			p.must(t, err)
			for _, x := range list.Items {
				if seen[x.ID] || x.Holder == "" || x.Idle || x.Expired {
					t.Errorf("key %+v", x)
				}
				seen[x.ID] = true
			}
			if len(list.Holders) != 2 {
				t.Errorf("%d holders, want 2", len(list.Holders))
			}
			if f.After = list.Next; f.After == "" {
				break
			}
		}
		if len(seen) != 5 || pages != 2 {
			t.Errorf("%d keys, and %d pages before the last", len(seen), pages)
		}
		_, err := p.OfficeTokens(ctx, p.keeper, app.TokenFilter{After: "không phải con trỏ"})
		_ = refused(t, err, committee.Invalid, "store.bad-cursor")
		list, err := p.OfficeTokens(ctx, app.Operator(vanPhong), app.TokenFilter{Person: p.member.Person})
		if err != nil || len(list.Items) != 4 || list.Items[0].ID != last || list.Items[0].Holder != "Ủy viên 1" {
			t.Errorf("one person's keys: %+v %v", list.Items, err)
		}

		_, err = p.TokenActor(ctx, vanPhong, secret)
		p.must(t, err)
		_ = refused(t, p.RevokeOfficeToken(ctx, p.keeper, "không có"), committee.NotFound, "token.none-such")
		p.must(t, p.RevokeOfficeToken(ctx, p.keeper, last))
		first := p.at
		p.at = p.at.Add(time.Hour)
		p.must(t, p.RevokeOfficeToken(ctx, p.keeper, last)) // again: its instant stays
		_, err = p.TokenActor(ctx, vanPhong, secret)
		_ = refused(t, err, committee.SignIn, "token.revoked")
		p.must(t, p.DisableAccount(ctx, p.keeper, "uy.vien.1", true))
		list, err = p.OfficeTokens(ctx, p.keeper, app.TokenFilter{Person: p.member.Person})
		p.must(t, err)
		for i, x := range list.Items {
			if !x.Idle || (x.ID == last) != x.Revoked.Equal(first) || x.Expired != (i == 3) {
				t.Errorf("%d: key %+v", i, x)
			}
		}
	})
}
