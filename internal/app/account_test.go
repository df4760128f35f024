package app_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

const vanPhong committee.OfficeID = "van-phong"

// people is an office with accounts, under a clock that tests move.
type people struct {
	*app.App
	at     time.Time
	keeper app.Actor
	member app.Actor
}

func newPeople(t *testing.T, s *store.Store) *people {
	t.Helper()
	p := &people{at: time.Date(2026, 4, 15, 1, 0, 0, 0, time.UTC)}
	p.App = app.New(s, app.NewKeyring(t.TempDir()), func() time.Time { return p.at }, nil)
	ctx := context.Background()
	by := app.Operator(vanPhong)
	out, err := p.FoundOffice(ctx, by, app.OfficeIn{VI: "Văn phòng", Keeper: "Người giữ sổ", From: 0})
	if err != nil {
		t.Fatal(err)
	}
	p.keeper = app.Actor{Office: vanPhong, Person: committee.PersonID(out.Ref), Via: "web"}
	out, err = p.RecordPerson(ctx, p.keeper, app.PersonIn{Name: "Ủy viên 1"})
	if err != nil {
		t.Fatal(err)
	}
	p.member = app.Actor{Office: vanPhong, Person: committee.PersonID(out.Ref), Via: "web"}
	p.must(t, p.CreateAccount(ctx, by, app.AccountIn{Login: "giu.so", Person: p.keeper.Person, Password: "sông Lam trong xanh"}))
	p.must(t, p.CreateAccount(ctx, p.keeper, app.AccountIn{Login: "Uy.Vien.1", Person: p.member.Person, Password: "núi Quyết bình minh", MustChange: true}))
	return p
}

func (p *people) must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refused checks kind and code of a fault.
func refused(t *testing.T, err error, kind committee.FaultKind, code string) *committee.Fault {
	t.Helper()
	var f *committee.Fault
	if !errors.As(err, &f) || f.Kind != kind || f.Code != code {
		t.Fatalf("got %v, want %s %s", err, kind, code)
	}
	return f
}

func TestSignIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		p, ctx := newPeople(t, open()), context.Background()
		s, err := p.SignIn(ctx, vanPhong, " UY.vien.1", "núi Quyết bình minh", "10.0.0.1")
		p.must(t, err)
		if s.Person != p.member.Person || !s.MustChange || s.Token == "" || !s.Expires.Equal(p.at.Add(8*time.Hour)) {
			t.Errorf("session %+v", s)
		}
		// The same words, their marks written apart, as some keyboards send them.
		if _, err := p.SignIn(ctx, vanPhong, "uy.vien.1", "nu\u0301i Quye\u0302\u0301t bi\u0300nh minh", "10.0.0.1"); err != nil {
			t.Error(err)
		}
		got, err := p.SessionOf(ctx, vanPhong, s.Token)
		p.must(t, err)
		if got.Person != s.Person || got.Token != "" {
			t.Errorf("session %+v", got)
		}
		_, err = p.SessionOf(ctx, "noi-khac", s.Token)
		_ = refused(t, err, committee.SignIn, "signin.expired")
		p.must(t, p.SignOut(ctx, vanPhong, s.Token))
		p.must(t, p.SignOut(ctx, vanPhong, s.Token))
		_, err = p.SessionOf(ctx, vanPhong, s.Token)
		_ = refused(t, err, committee.SignIn, "signin.expired")
	})
}

func TestSignInWrong(t *testing.T) {
	p, ctx := newPeople(t, storetest.Open(t, storetest.SQLite(t), store.Options{})), context.Background()
	for login, password := range map[string]string{"giu.so": "sông Lam", "ai.do": "sông Lam trong xanh", "đỗ": "", "": ""} {
		_, err := p.SignIn(ctx, vanPhong, login, password, "10.0.0.1")
		_ = refused(t, err, committee.SignIn, "signin.wrong")
	}
	_, err := p.SessionOf(ctx, vanPhong, "forged")
	_ = refused(t, err, committee.SignIn, "signin.expired")
	_, err = p.SessionOf(ctx, vanPhong, strings.Repeat("A", 43))
	_ = refused(t, err, committee.SignIn, "signin.expired")
}

// TestSignInLocks proves that guessing is slowed, that the right password does
// not pass meanwhile, and that a hundred tries at once are a hundred.
func TestSignInLocks(t *testing.T) {
	p, ctx := newPeople(t, storetest.Open(t, storetest.SQLite(t), store.Options{})), context.Background()
	var wg sync.WaitGroup
	var mu sync.Mutex
	codes := map[string]int{}
	for range 12 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err := p.SignIn(ctx, vanPhong, "giu.so", "đoán mò lần nữa", "10.0.0.1")
			var f *committee.Fault
			if errors.As(err, &f) {
				mu.Lock()
				codes[f.Code]++
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	if codes["signin.wrong"] != 5 || codes["signin.locked"] != 7 {
		t.Errorf("answers %v", codes)
	}
	_, err := p.SignIn(ctx, vanPhong, "giu.so", "sông Lam trong xanh", "10.0.0.2")
	if f := refused(t, err, committee.Busy, "signin.locked"); f.Args[0] != "1" {
		t.Errorf("wait %v", f.Args)
	}
	// Another name goes on, and after the wait so does this one.
	if _, err := p.SignIn(ctx, vanPhong, "uy.vien.1", "núi Quyết bình minh", "10.0.0.1"); err != nil {
		t.Error(err)
	}
	p.at = p.at.Add(time.Minute)
	if _, err := p.SignIn(ctx, vanPhong, "giu.so", "sông Lam trong xanh", "10.0.0.2"); err != nil {
		t.Error(err)
	}
	if _, err := p.SignIn(ctx, vanPhong, "giu.so", "sông Lam", "10.0.0.2"); err == nil {
		t.Error("signed in")
	} else {
		_ = refused(t, err, committee.SignIn, "signin.wrong")
	}
}

func TestSessionEnds(t *testing.T) {
	p, ctx := newPeople(t, storetest.Open(t, storetest.SQLite(t), store.Options{})), context.Background()
	s, err := p.SignIn(ctx, vanPhong, "giu.so", "sông Lam trong xanh", "")
	p.must(t, err)
	began := p.at
	for range 5 { // used again and again, it goes on …
		p.at = p.at.Add(4*time.Hour + 30*time.Minute)
		if _, err := p.SessionOf(ctx, vanPhong, s.Token); err != nil {
			t.Fatalf("after %v: %v", p.at.Sub(began), err)
		}
	}
	p.at = began.Add(24 * time.Hour) // … for a day
	_, err = p.SessionOf(ctx, vanPhong, s.Token)
	_ = refused(t, err, committee.SignIn, "signin.expired")

	s, err = p.SignIn(ctx, vanPhong, "giu.so", "sông Lam trong xanh", "")
	p.must(t, err)
	p.at = p.at.Add(8 * time.Hour) // unused, for eight hours
	_, err = p.SessionOf(ctx, vanPhong, s.Token)
	_ = refused(t, err, committee.SignIn, "signin.expired")
	_, err = p.SignIn(ctx, vanPhong, "khong.co", "sai", "203.0.113.7")
	_ = refused(t, err, committee.SignIn, "signin.wrong")
	p.at = p.at.Add(48 * time.Hour)
	gone, err := p.Forget(ctx, vanPhong)
	p.must(t, err)
	if gone.Sessions != 2 || gone.Failures != 2 {
		t.Errorf("%d sessions and %d counts of failures forgotten, want 2 and 2", gone.Sessions, gone.Failures)
	}
}

func TestPreferences(t *testing.T) {
	p, ctx := newPeople(t, storetest.Open(t, storetest.SQLite(t), store.Options{})), context.Background()
	s, err := p.SignIn(ctx, vanPhong, "giu.so", "sông Lam trong xanh", "")
	p.must(t, err)
	_ = refused(t, p.SetPreferences(ctx, vanPhong, s.Token, app.Preferences{Lang: "fr"}), committee.Invalid, "account.lang")
	p.must(t, p.SetPreferences(ctx, vanPhong, s.Token, app.Preferences{Lang: "en", Theme: "dark", Capacity: &committee.Capacity{Kind: committee.BySeat, ID: "x"}}))
	got, err := p.SignIn(ctx, vanPhong, "giu.so", "sông Lam trong xanh", "")
	p.must(t, err)
	if got.Lang != "en" || got.Theme != "dark" || got.Capacity == nil || got.Capacity.ID != "x" {
		t.Errorf("session %+v", got)
	}
}

func TestChangePassword(t *testing.T) {
	p, ctx := newPeople(t, storetest.Open(t, storetest.SQLite(t), store.Options{})), context.Background()
	const old = "núi Quyết bình minh"
	here, err := p.SignIn(ctx, vanPhong, "uy.vien.1", old, "")
	p.must(t, err)
	there, err := p.SignIn(ctx, vanPhong, "uy.vien.1", old, "")
	p.must(t, err)
	_ = refused(t, p.ChangePassword(ctx, p.member, "sai rồi nhé bạn", "một câu khác hẳn"), committee.Invalid, "password.wrong-old")
	_ = refused(t, p.ChangePassword(ctx, p.member, old, old), committee.Invalid, "password.same")
	_ = refused(t, p.ChangePassword(ctx, p.member, old, "ngắn"), committee.Invalid, "password.short")
	_ = refused(t, p.ChangePassword(ctx, p.member, old, "uy-vien-1-"), committee.Invalid, "password.is-login")
	p.must(t, p.ChangePassword(ctx, p.member, old, "một câu khác hẳn", here.Token))
	got, err := p.SessionOf(ctx, vanPhong, here.Token)
	p.must(t, err)
	if got.MustChange {
		t.Error("the password must still be changed")
	}
	_, err = p.SessionOf(ctx, vanPhong, there.Token)
	_ = refused(t, err, committee.SignIn, "signin.expired")
	_, err = p.SignIn(ctx, vanPhong, "uy.vien.1", old, "")
	_ = refused(t, err, committee.SignIn, "signin.wrong")
}

func TestAccountsAreTheKeepers(t *testing.T) {
	p, ctx := newPeople(t, storetest.Open(t, storetest.SQLite(t), store.Options{})), context.Background()
	in := app.AccountIn{Login: "moi", Person: p.member.Person, Password: "một câu khác hẳn"}
	_ = refused(t, p.CreateAccount(ctx, p.member, in), committee.Refused, "account.keeper-only")
	_ = refused(t, p.CreateAccount(ctx, app.Actor{Office: vanPhong, Via: "web"}, in), committee.Refused, "account.keeper-only")
	_ = refused(t, p.CreateAccount(ctx, p.keeper, app.AccountIn{Login: "giu.so", Person: p.member.Person, Password: in.Password}), committee.Conflict, "account.exists")
	_ = refused(t, p.CreateAccount(ctx, p.keeper, app.AccountIn{Login: "moi", Person: "ai", Password: in.Password}), committee.Invalid, "person.unknown")
	_ = refused(t, p.CreateAccount(ctx, p.keeper, app.AccountIn{Login: "moi", Person: p.member.Person, Password: "1234567890"}), committee.Invalid, "password.common")
	_, err := p.Accounts(ctx, p.member)
	_ = refused(t, err, committee.Refused, "account.keeper-only")
	list, err := p.Accounts(ctx, p.keeper)
	p.must(t, err)
	if len(list) != 2 || list[1].Login != "uy.vien.1" || list[1].Name != "Ủy viên 1" || !list[1].MustChange {
		t.Errorf("accounts %+v", list)
	}

	s, err := p.SignIn(ctx, vanPhong, "uy.vien.1", "núi Quyết bình minh", "")
	p.must(t, err)
	_ = refused(t, p.DisableAccount(ctx, p.member, "uy.vien.1", true), committee.Refused, "account.keeper-only")
	p.must(t, p.DisableAccount(ctx, p.keeper, "uy.vien.1", true))
	_, err = p.SessionOf(ctx, vanPhong, s.Token)
	_ = refused(t, err, committee.SignIn, "signin.expired")
	_, err = p.SignIn(ctx, vanPhong, "uy.vien.1", "núi Quyết bình minh", "")
	_ = refused(t, err, committee.SignIn, "signin.disabled")
	p.must(t, p.DisableAccount(ctx, p.keeper, "uy.vien.1", false))
	p.must(t, p.ResetPassword(ctx, p.keeper, "uy.vien.1", "đặt lại cho dễ nhớ"))
	s, err = p.SignIn(ctx, vanPhong, "uy.vien.1", "đặt lại cho dễ nhớ", "")
	if err != nil || !s.MustChange {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestTokens(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		p, ctx := newPeople(t, open()), context.Background()
		_, _, err := p.CreateToken(ctx, p.member, app.TokenIn{Login: "giu.so", Name: "trộm"})
		_ = refused(t, err, committee.Refused, "account.keeper-only")
		_, _, err = p.CreateToken(ctx, p.member, app.TokenIn{Name: " "})
		_ = refused(t, err, committee.Invalid, "token.name")
		_, _, err = p.CreateToken(ctx, p.member, app.TokenIn{Name: "cũ", Expires: p.at})
		_ = refused(t, err, committee.Invalid, "token.past")
		_, _, err = p.CreateToken(ctx, app.Operator(vanPhong), app.TokenIn{Login: "ai.do", Name: "x"})
		_ = refused(t, err, committee.NotFound, "account.unknown")

		secret, made, err := p.CreateToken(ctx, app.Operator(vanPhong), app.TokenIn{Login: "uy.vien.1", Name: "báo cáo", Expires: p.at.Add(time.Hour)})
		p.must(t, err)
		by, err := p.TokenActor(ctx, vanPhong, secret)
		p.must(t, err)
		if by.Person != p.member.Person || by.Office != vanPhong || by.Via != "api" {
			t.Errorf("actor %+v", by)
		}
		for _, forged := range []string{"", "nghisu_", secret + "A", "nghisu_" + strings.Repeat("A", 43)} {
			_, err := p.TokenActor(ctx, vanPhong, forged)
			_ = refused(t, err, committee.SignIn, "token.forged")
		}
		_, err = p.TokenActor(ctx, "noi-khac", secret)
		_ = refused(t, err, committee.SignIn, "token.forged")
		_ = refused(t, p.RevokeToken(ctx, p.keeper, made.ID), committee.NotFound, "token.unknown")
		p.must(t, p.RevokeToken(ctx, p.member, made.ID))
		p.must(t, p.RevokeToken(ctx, p.member, made.ID))
		_, err = p.TokenActor(ctx, vanPhong, secret)
		_ = refused(t, err, committee.SignIn, "token.revoked")

		secret, _, err = p.CreateToken(ctx, p.member, app.TokenIn{Name: "một giờ", Expires: p.at.Add(time.Hour)})
		p.must(t, err)
		list, err := p.Tokens(ctx, p.member)
		p.must(t, err)
		if len(list) != 2 {
			t.Errorf("tokens %+v", list)
		}
		p.at = p.at.Add(time.Hour)
		_, err = p.TokenActor(ctx, vanPhong, secret)
		_ = refused(t, err, committee.SignIn, "token.expired")

		secret, _, err = p.CreateToken(ctx, p.member, app.TokenIn{Name: "còn mãi"})
		p.must(t, err)
		p.must(t, p.DisableAccount(ctx, p.keeper, "uy.vien.1", true))
		_, err = p.TokenActor(ctx, vanPhong, secret)
		_ = refused(t, err, committee.SignIn, "token.revoked")
	})
}

func TestHealth(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		p, ctx := newPeople(t, s), context.Background()
		p.must(t, p.Ready(ctx))
		p.at = p.at.Add(3 * time.Second)
		lag, err := p.FoldLag(ctx, vanPhong)
		p.must(t, err)
		if lag.Acts != 2 || lag.Oldest != 3*time.Second {
			t.Errorf("lag %+v", lag)
		}
		p.must(t, p.FoldNow(ctx, vanPhong))
		if lag, err = p.FoldLag(ctx, vanPhong); err != nil || lag != (app.FoldLag{}) {
			t.Errorf("lag %+v, %v", lag, err)
		}
		if h := p.Health(); h.Commands == 0 || h.Engine != s.Engine() {
			t.Errorf("health %+v", h)
		}
	})
}
