package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// account is a sign-in name, without its password.
type account struct {
	ID         string             `json:"id"`
	Login      string             `json:"login"`
	Person     committee.PersonID `json:"person"`
	Name       string             `json:"name"`
	Disabled   bool               `json:"disabled"`
	MustChange bool               `json:"must_change"`
	Created    time.Time          `json:"created"`
}

// Token is a program's key (khóa cho phần mềm), without its secret.
type Token struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Created time.Time  `json:"created"`
	Expires *time.Time `json:"expires" nullable:"true"`
	Revoked *time.Time `json:"revoked" nullable:"true"`
}

// officeToken is a key as keepers see it, with whose it is.
type officeToken struct {
	Token
	Person committee.PersonID `json:"person"`
	Holder string             `json:"holder" doc:"Người mà chương trình làm thay · in whose place the program acts"`
	Idle   bool               `json:"idle" doc:"Người này không có tài khoản nào đang mở, khóa không dùng được · no account of the person is open, so the key opens nothing"`
}

func tokenOf(t app.Token) Token {
	at := func(x time.Time) *time.Time {
		if x.IsZero() {
			return nil
		}
		return &x
	}
	return Token{t.ID, t.Name, t.Created, at(t.Expires), at(t.Revoked)}
}

// tokenMade is a key just made: the one time that its secret is shown.
type tokenMade struct {
	ID     string `json:"id"`
	Secret string `json:"secret"`
	Token  Token  `json:"token"`
}

// accounts registers accounts and programs' keys; they stand outside of the
// register.
func (s *server) accounts() {
	const tag = "accounts"
	look(s, tag, "list-accounts", "/accounts", "Tài khoản của văn phòng, cho người giữ sổ · The office's accounts, for its keepers", func(ctx context.Context, c *call, _ *struct{}) (page[account], error) {
		list, err := s.App.Accounts(ctx, c.by)
		return whole(list, func(a app.Account) account {
			return account{a.Login, a.Login, a.Person, a.Name, a.Disabled, a.MustChange, a.Created}
		}), err
	})
	act(s, http.MethodPost, tag, "create-account", "/accounts", "Mở tài khoản · Open an account", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Login      string             `json:"login"`
			Person     committee.PersonID `json:"person"`
			Password   string             `json:"password" format:"password"`
			MustChange bool               `json:"must_change,omitempty"`
		}
	},
	) (accountMade, error) {
		b := in.Body
		err := s.App.CreateAccount(ctx, c.by, app.AccountIn{Login: b.Login, Person: b.Person, Password: b.Password, MustChange: b.MustChange})
		return accountMade{b.Login, b.Person}, err
	})
	look(s, tag, "list-tokens", "/tokens", "Khóa của các chương trình tôi dùng · The keys of my programs", func(ctx context.Context, c *call, _ *struct{}) (page[Token], error) {
		list, err := s.App.Tokens(ctx, c.by)
		return whole(list, tokenOf), err
	})
	look(s, tag, "list-office-tokens", "/accounts/tokens", "Khóa của các chương trình trong văn phòng, cho người giữ sổ · The keys of the office's programs, for its keepers", func(ctx context.Context, c *call, in *struct {
		Slice
		Person committee.PersonID `query:"person"`
	},
	) (page[officeToken], error) {
		list, err := s.App.OfficeTokens(ctx, c.by, app.TokenFilter{Person: in.Person, After: in.Cursor, Limit: in.Limit})
		return pageOf(each(list.Items, func(t app.OfficeToken) officeToken {
			return officeToken{tokenOf(t.Token), t.Person, t.Holder, t.Idle}
		}), list.Next), err
	})
	act(s, http.MethodPost, tag, "revoke-office-token", "/accounts/tokens/{id}/revocation", "Thu hồi khóa của bất kỳ ai, cho người giữ sổ · Take anybody's key back, for keepers", 0, func(ctx context.Context, c *call, in *struct {
		ID string `path:"id"`
	},
	) (revoked, error) {
		return revoked{in.ID, true}, s.App.RevokeOfficeToken(ctx, c.by, in.ID)
	})
	act(s, http.MethodPost, tag, "create-token", "/tokens", "Xin khóa cho một chương trình · Make a key for a program", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Name    string    `json:"name"`
			Expires time.Time `json:"expires,omitempty"`
		}
	},
	) (tokenMade, error) {
		secret, t, err := s.App.CreateToken(ctx, c.by, app.TokenIn{Name: in.Body.Name, Expires: in.Body.Expires})
		return tokenMade{t.ID, secret, tokenOf(t)}, err
	})
	act(s, http.MethodPost, tag, "revoke-token", "/tokens/{id}/revocation", "Thu hồi khóa · Take a key back", 0, func(ctx context.Context, c *call, in *struct {
		ID string `path:"id"`
	},
	) (revoked, error) {
		return revoked{in.ID, true}, s.App.RevokeToken(ctx, c.by, in.ID)
	})
}

// accountMade is an account just opened.
type accountMade struct {
	ID     string             `json:"id"`
	Person committee.PersonID `json:"person"`
}

// revoked says that a key was taken back.
type revoked struct {
	ID      string `json:"id"`
	Revoked bool   `json:"revoked"`
}
