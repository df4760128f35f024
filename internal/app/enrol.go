package app

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/identity"
	"nghisu/internal/store"
)

// EnrolIn enters people with their posts, accounts and addresses at once, as it was
// written down: words, not ids.
type EnrolIn struct {
	From  charter.Date
	Lines []EnrolLineIn
}

// EnrolLineIn is one person of a list.
type EnrolLineIn struct {
	Name, Login, Address string // without a login no account is opened
	Agency               string // its code, short name or name
	Post                 string // title
}

// EnrolLine is a line of a list as it was understood, with what stands against it.
type EnrolLine struct {
	EnrolLineIn
	Known  committee.PersonID // somebody of that name whom the books know; empty: a new person
	Agency committee.Agency   // zero: none
	Faults []*committee.Fault
}

// EnrolSlip is what is handed to one person on paper: how to sign in the first time
// (phiếu đăng nhập lần đầu). The password stands nowhere else.
type EnrolSlip struct{ Name, Post, Agency, Login, Password string }

// enrolled is what of a list goes on record: neither sign-in names nor addresses.
type enrolled struct {
	From  charter.Date     `json:"from"`
	Lines []enrolledPerson `json:"lines"`
}

type enrolledPerson struct {
	Person committee.PersonID `json:"person,omitempty"`
	Name   committee.Prose    `json:"name,omitempty"`
	Agency committee.AgencyID `json:"agency,omitempty"`
	Post   string             `json:"post,omitempty"`
}

func (in enrolled) domain() committee.EnrolPeopleIn {
	out := committee.EnrolPeopleIn{From: in.From}
	for _, l := range in.Lines {
		out.Lines = append(out.Lines, committee.EnrolLine{Person: l.Person, Name: string(l.Name), Agency: l.Agency, Post: l.Post})
	}
	return out
}

// PreviewEnrolment tells how a list is understood and what stands against each of
// its lines, for who keeps the books. Nothing is written.
func (a *App) PreviewEnrolment(ctx context.Context, by Actor, in EnrolIn) (out []EnrolLine, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		out, _, err = a.understood(tx, v, in)
		return err
	})
	return out, err
}

// understood finds what the words of a list stand for.
func (a *App) understood(tx *store.Tx, v *view, in EnrolIn) (out []EnrolLine, rec enrolled, err error) {
	agencies, err := tx.Agencies()
	if err != nil {
		return nil, rec, err
	}
	people, err := tx.People("")
	if err != nil {
		return nil, rec, err
	}
	accounts, err := tx.Accounts()
	if err != nil {
		return nil, rec, err
	}
	named, logins := map[string][]committee.PersonID{}, map[string]bool{}
	for _, p := range people {
		named[store.Fold(p.Name)] = append(named[store.Fold(p.Name)], p.ID)
	}
	has := map[committee.PersonID]string{}
	for _, x := range accounts {
		logins[x.Login], has[x.Person] = true, x.Login
	}
	rec.From = dayOr(in.From, v.on)
	twice := map[string]bool{}
	for i, l := range in.Lines {
		x := EnrolLine{EnrolLineIn: l}
		fail := func(f *committee.Fault) { x.Faults = append(x.Faults, f) }
		for _, text := range []string{l.Name, l.Login, l.Address, l.Agency, l.Post} {
			if f := soundText("lines."+strconv.Itoa(i+1), text, false); f != nil {
				fail(f)
			}
		}
		switch same := named[store.Fold(l.Name)]; {
		case strings.TrimSpace(l.Name) == "" || len(same) == 0:
		case len(same) > 1:
			fail(committee.Wrong("name", "enrol.two-of-name", l.Name))
		default:
			if x.Known = same[0]; has[x.Known] != "" && l.Login != "" {
				fail(committee.Wrong("login", "enrol.has-account", has[x.Known]))
			}
		}
		if f := a.loginFree(&x, logins); f != nil {
			fail(f)
		}
		if l.Address != "" {
			if to, f := mailAddress("address", l.Address); f != nil {
				fail(f)
			} else {
				x.Address = to
			}
		}
		if twice[store.Fold(l.Name)] && strings.TrimSpace(l.Name) != "" {
			fail(committee.Wrong("name", "list.twice", l.Name))
		}
		twice[store.Fold(l.Name)] = true
		if g, f := agencyOfWords(agencies, l.Agency, rec.From); f != nil {
			fail(f)
		} else if g != nil {
			x.Agency = *g
		}
		p := enrolledPerson{Person: x.Known, Agency: x.Agency.ID, Post: l.Post}
		if x.Known == "" {
			p.Name = committee.Prose(l.Name)
		}
		if l.Post != "" && l.Agency == "" {
			fail(committee.Wrong("agency", "enrol.post-where"))
		}
		if len(x.Faults) == 0 {
			st, err := enrolState(tx, []enrolledPerson{p})
			if err != nil {
				return nil, rec, err
			}
			one := enrolled{From: rec.From, Lines: []enrolledPerson{p}}
			if _, err := committee.EnrolPeople(st, one.domain(), committee.Env{Today: v.on, Now: a.now(), NewID: tx.NewID, Zone: a.zoneOf(tx.Office())}); err != nil {
				var f *committee.Fault
				if !errors.As(err, &f) {
					return nil, rec, err
				}
				fail(f)
			}
		}
		out, rec.Lines = append(out, x), append(rec.Lines, p)
	}
	return out, rec, nil
}

// loginFree brings a sign-in name into its form and asks that nobody has it.
func (a *App) loginFree(x *EnrolLine, taken map[string]bool) *committee.Fault {
	if x.Login == "" {
		return nil
	}
	login, err := identity.Login("login", x.Login)
	var f *committee.Fault
	if errors.As(err, &f) {
		return f
	}
	if taken[login] {
		return &committee.Fault{Kind: committee.Conflict, Code: "account.exists", Field: "login", Args: []string{login}}
	}
	taken[login], x.Login = true, login
	return nil
}

// agencyOfWords finds the agency that a word names: its code, short name or name.
func agencyOfWords(list []committee.Agency, word string, on charter.Date) (*committee.Agency, *committee.Fault) {
	if strings.TrimSpace(word) == "" {
		return nil, nil
	}
	var found []committee.Agency
	for _, g := range list {
		same := string(g.ID) == word || g.Code != "" && strings.EqualFold(g.Code, word)
		for _, name := range []string{g.Name.VI, g.Name.EN, g.Short} {
			same = same || name != "" && store.Fold(name) == store.Fold(word)
		}
		if same && (charter.Period{From: g.From, To: g.To}).Holds(on) {
			found = append(found, g)
		}
	}
	switch len(found) {
	case 0:
		return nil, committee.Wrong("agency", "enrol.no-agency", word)
	case 1:
		return &found[0], nil
	}
	return nil, committee.Wrong("agency", "enrol.two-agencies", word)
}

func enrolState(tx *store.Tx, lines []enrolledPerson) (st committee.EnrolPeopleState, err error) {
	seen := map[committee.AgencyID]bool{}
	for _, l := range lines {
		p, err := some(l.Person, tx.Person)
		if err != nil {
			return st, err
		}
		if p != nil {
			st.People = append(st.People, *p)
		}
		if l.Agency == "" || seen[l.Agency] {
			continue
		}
		seen[l.Agency] = true
		g, err := some(l.Agency, tx.Agency)
		if err != nil {
			return st, err
		}
		if g != nil {
			st.Agencies = append(st.Agencies, *g)
		}
		posts, err := tx.Posts(l.Agency)
		if err != nil {
			return st, err
		}
		for _, p := range posts {
			held, err := tx.Holdings(p.ID)
			if err != nil {
				return st, err
			}
			st.Holdings = append(st.Holdings, held...)
		}
		st.Posts = append(st.Posts, posts...)
	}
	return st, nil
}

// Enrol enters a list of people (nhập danh sách): the people and their posts as one
// act of the record, and in the same transaction their accounts, each with a password
// for once, and their addresses. A line against which anything stands refuses all.
func (a *App) Enrol(ctx context.Context, by Actor, in EnrolIn) (rec Receipt, slips []EnrolSlip, err error) {
	var lines []EnrolLine
	var record enrolled
	if err := a.read(ctx, by, func(tx *store.Tx, v *view) (err error) {
		if err := a.keepsAccounts(tx, by); err != nil {
			return err
		}
		lines, record, err = a.understood(tx, v, in)
		return err
	}); err != nil {
		return rec, nil, err
	}
	var accounts []store.Account
	for i, l := range lines {
		if len(l.Faults) > 0 {
			return rec, nil, committee.Wrong("lines", "enrol.lines", strconv.Itoa(i+1))
		}
		acc := store.Account{Login: l.Login, Person: l.Known, MustChange: true}
		if l.Login != "" {
			s := EnrolSlip{Name: l.Name, Post: l.Post, Agency: l.Agency.Name.VI, Login: l.Login, Password: identity.NewPassword()}
			if acc.PasswordHash, err = identity.Hash(ctx, s.Password); err != nil {
				return rec, nil, err
			}
			slips = append(slips, s)
		}
		accounts = append(accounts, acc)
	}
	rec, err = do(ctx, a, by, a.enrolCommand(lines, accounts), record)
	if err != nil {
		return rec, nil, err
	}
	a.log.Info("accounts opened", "office", by.Office, "count", len(slips), "by", by.Person)
	return rec, slips, nil
}

func (a *App) enrolCommand(lines []EnrolLine, accounts []store.Account) command[enrolled, committee.EnrolPeopleState] {
	return command[enrolled, committee.EnrolPeopleState]{
		load: func(tx *store.Tx, _ *call, in enrolled) (committee.EnrolPeopleState, error) {
			return enrolState(tx, in.Lines)
		},
		ask: func(*call, committee.EnrolPeopleState, enrolled) question {
			q := office("person.record")
			q.name = "people.enrol"
			return q
		},
		also: func(k *call, _ committee.EnrolPeopleState, in enrolled) *committee.Fault {
			if !slices.ContainsFunc(in.Lines, func(l enrolledPerson) bool { return l.Post != "" }) {
				return nil
			}
			for _, act := range []charter.Act{"post.record", "posting.make"} {
				if _, f := a.rule(k, office(act)); f != nil {
					return f
				}
			}
			return nil
		},
		decide: func(k *call, st committee.EnrolPeopleState, in enrolled) ([]committee.Event, error) {
			return committee.EnrolPeople(st, in.domain(), k.env)
		},
		sight: func(k *call, events []committee.Event) error { return openEnrolled(k, events, lines, accounts) },
	}
}

// openEnrolled opens the accounts of a list and keeps its addresses: neither is of
// the record. The people recorded come in the order of the lines that name new ones.
func openEnrolled(k *call, events []committee.Event, lines []EnrolLine, accounts []store.Account) error {
	var fresh []committee.PersonID
	for _, e := range events {
		if p, ok := e.(committee.PersonRecorded); ok {
			fresh = append(fresh, p.ID)
		}
	}
	for i, acc := range accounts {
		if acc.Person == "" {
			acc.Person, fresh = fresh[0], fresh[1:]
		}
		if acc.Login != "" {
			_, taken, err := k.tx.Account(acc.Login)
			if err != nil {
				return err
			}
			if taken {
				return &committee.Fault{Kind: committee.Conflict, Code: "account.exists", Field: "lines", Args: []string{acc.Login}}
			}
			acc.CreatedAt = k.env.Entered.UnixMicro()
			if err := k.tx.PutAccount(acc); err != nil {
				return err
			}
		}
		if to := lines[i].Address; to != "" {
			if err := k.tx.PutMailAddress(store.MailAddress{Kind: store.MailPerson, ID: string(acc.Person), Address: to}); err != nil {
				return err
			}
		}
	}
	return nil
}
