package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/cli"
	"nghisu/internal/committee"
	"nghisu/internal/store/storetest"
)

// bench is one command line and what it prints.
type bench struct {
	t   *testing.T
	env cli.Env
	out bytes.Buffer
	err bytes.Buffer
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t}
	today, err := charter.ParseDate("2026-04-15")
	if err != nil {
		t.Fatal(err)
	}
	b.env = cli.Env{Stdout: &b.out, Stderr: &b.err, Lang: catalogue.VI, Today: today, Version: "nghisu thử"}
	return b
}

// run carries out a command line and asks for its exit code.
func (b *bench) run(code int, line ...string) *bench {
	b.t.Helper()
	b.out.Reset()
	b.err.Reset()
	if got := cli.Run(context.Background(), &b.env, line); got != code {
		b.t.Errorf("nghisu %s: exit %d, want %d\n%s%s", strings.Join(line, " "), got, code, b.out.String(), b.err.String())
	}
	return b
}

// json reads the one JSON value that was printed, and nothing else.
func (b *bench) json() any {
	b.t.Helper()
	var v any
	d := json.NewDecoder(bytes.NewReader(b.out.Bytes()))
	if err := d.Decode(&v); err != nil {
		b.t.Fatalf("%v: %s", err, b.out.String())
	}
	if d.More() || b.err.Len() > 0 {
		b.t.Errorf("more than one value was printed: %s%s", b.out.String(), b.err.String())
	}
	return v
}

// at gives a member of an object.
func at(t *testing.T, v any, path ...string) any {
	t.Helper()
	for _, p := range path {
		m, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("%v has no %s", v, p)
		}
		if v, ok = m[p]; !ok {
			t.Fatalf("%v has no %s", m, p)
		}
	}
	return v
}

func (b *bench) says(words ...string) {
	b.t.Helper()
	for _, w := range words {
		if !strings.Contains(b.out.String(), w) {
			b.t.Errorf("%q is not in:\n%s", w, b.out.String())
		}
	}
}

const fileC = "charters/ban-chi-dao-nghe-an.yaml"

// TestMay asks who may, and gives the contract's shape and exit codes.
func TestMay(t *testing.T) {
	b := newBench(t)
	v := b.run(0, "charter", "may", fileC, "--role", "head", "--act", "task.assign", "--on", "2019-04-01", "--json").json()
	if at(t, v, "allowed") != true || at(t, v, "reason") != "granted" || at(t, v, "reconstructed") != true {
		t.Errorf("%v", v)
	}
	clauses, _ := at(t, v, "clauses").([]any)
	if len(clauses) == 0 || at(t, clauses[0], "address") != "quy-che/5.1" || at(t, clauses[0], "ref") != "Điều 5 khoản 1" || at(t, clauses[0], "text") == "" {
		t.Errorf("clauses %v", clauses)
	}
	v = b.run(1, "charter", "may", fileC, "--role", "outsider", "--act", "task.assign", "--on", "2019-04-01", "--json").json()
	if at(t, v, "allowed") != false || at(t, v, "reason") != "not-holder" {
		t.Errorf("%v", v)
	}
	for _, key := range []string{"who_could", "missing", "needs", "inferred", "draft", "undated", "seats"} {
		at(t, v, key)
	}
	v = b.run(0, "charter", "may", fileC, "--role", "member", "--role", "head", "--act", "task.assign", "--on", "2019-04-01", "--json").json()
	if seats, _ := at(t, v, "seats").([]any); len(seats) != 2 || at(t, seats[0], "role") != "head" || at(t, seats[0], "allowed") != true || at(t, seats[1], "role") != "member" {
		t.Errorf("seats %v", v)
	}
	b.run(1, "charter", "may", fileC, "--role", "outsider", "--act", "task.assign", "--on", "2019-04-01").says("Không được", "Điều 5 khoản 1", "Người có thể làm")
	b.env.Lang = catalogue.EN
	b.run(1, "charter", "may", fileC, "--role", "outsider", "--act", "task.assign", "--on", "2019-04-01").says("Refused", "Who could")
}

// TestWrongUse exits with 2 and says on one line what, why and what to do.
func TestWrongUse(t *testing.T) {
	b := newBench(t)
	for _, line := range [][]string{
		{"dance"},
		{"charter"},
		{"charter", "may", fileC},
		{"charter", "may", fileC, "--role", "king", "--act", "task.assign"},
		{"charter", "may", fileC, "--role", "head", "--act", "dance"},
		{"charter", "may", fileC, "--role", "head", "--act", "task.assign", "--fact", "urgent"},
		{"charter", "may", fileC, "--role", "head", "--act", "task.assign", "--on", "1/4/2019"},
		{"charter", "may", "no-such-file.yaml", "--role", "head", "--act", "task.assign"},
		{"charter", "check"},
		{"charter", "check", "no-such-file.yaml"},
		{"charter", "show", fileC, "--colour"},
		{"charter", "duties", fileC, "--from", "2026-05-01", "--to", "2026-04-01"},
		{"charter", "verdict", fileC, "--subject", "weather"},
		{"charter", "verdict", fileC},
		{"register", "export"},
		{"register", "verify", "--export", "no-such-file"},
		{"register", "verify", "--export", "x", "--db", "sqlite:y"},
		{"register", "verify", "--key", "x"},
		{"register", "verify", "more"},
		{"token", "create"},
		{"token", "create", "--user", "x", "--days", "-1"},
		{"account", "reset"},
		{"office", "found", "--office", "x"},
	} {
		b.run(2, line...)
		if text := b.err.String(); !strings.HasPrefix(text, "nghisu: ") || strings.Count(text, "\n") != 1 || strings.Count(text, ": ") < 3 || b.out.Len() > 0 {
			t.Errorf("%v: %q %q", line, b.err.String(), b.out.String())
		}
		if v := b.run(2, append(line, "--json")...).json(); at(t, v, "fault", "kind") != "usage" || at(t, v, "fault", "message") == "" {
			t.Errorf("%v: %v", line, v)
		}
		for _, key := range []string{"code", "field", "clauses", "who_could"} {
			at(t, b.json(), "fault", key)
		}
	}
}

func TestHelp(t *testing.T) {
	b := newBench(t)
	b.run(0).says("nghisu charter may", "nghisu serve", "nghisu token create", "Kiểm chứng sổ")
	b.run(0, "help")
	b.run(0, "version").says("nghisu thử")
	b.run(0, "charter", "may", "-h").says("--role ROLE")
	b.run(0, "replay", "--help").says("nghisu replay")
	b.env.Lang = catalogue.EN
	b.run(0, "--help").says("Verify a register")
}

// TestCheck gives errors with their places; warnings alone are sound.
func TestCheck(t *testing.T) {
	b := newBench(t)
	for _, key := range []string{"to-cong-tac-ubqg-cpdt", "ban-chi-dao-bo-noi-vu", "ban-chi-dao-nghe-an", "ban-chi-dao-ha-noi", "hoi-dong-cio"} {
		b.run(0, "charter", "check", "charters/"+key+".yaml")
	}
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	if err := os.WriteFile(bad, []byte("format: nghi-su/charter/1\nkey: thu\nstatus: strange\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	list, _ := b.run(1, "charter", "check", bad, "--json").json().([]any)
	if len(list) == 0 {
		t.Fatal("no problem was told")
	}
	for _, key := range []string{"file", "line", "col", "code", "clause", "rule", "message", "hint"} {
		at(t, list[0], key)
	}
	b.run(1, "charter", "check", bad).says(bad + ":")
	if list, ok := b.run(0, "charter", "check", fileC, "--json").json().([]any); !ok {
		t.Errorf("no list: %v", list)
	}
	b.run(1, "charter", "show", bad)
}

func TestShow(t *testing.T) {
	b := newBench(t)
	b.run(0, "charter", "show", fileC).says("Điều 5.", "‖ power: giao-viec", "dựng lại")
	b.run(2, "charter", "show", fileC, "--format", "pdf")
	if v := b.run(0, "charter", "show", fileC, "--format", "json").json(); v == nil {
		t.Error("nothing shown")
	}
}

func TestDuties(t *testing.T) {
	b := newBench(t)
	const fileA = "charters/to-cong-tac-ubqg-cpdt.yaml"
	list, _ := b.run(0, "charter", "duties", fileA, "--from", "2026-01-01", "--to", "2026-03-31", "--json").json().([]any)
	if len(list) == 0 {
		t.Fatal("nothing falls due")
	}
	last := ""
	for _, d := range list {
		for _, key := range []string{"rule", "duty", "who", "due", "period", "clauses"} {
			at(t, d, key)
		}
		due, ok := at(t, d, "due").(string)
		if !ok {
			due, _ = at(t, d, "due", "to").(string)
		}
		if due < "2026-01-01" || due < last {
			t.Errorf("due %q after %q", due, last)
		}
		last = due
	}
	if list, ok := b.run(0, "charter", "duties", fileA, "--from", "1990-01-01", "--to", "1990-01-02", "--json").json().([]any); !ok || len(list) != 0 {
		t.Errorf("%v", list)
	}
	b.run(0, "charter", "duties", fileA, "--from", "2026-01-01", "--to", "2026-03-31").says("2026-")
}

// TestVerdict exits 0 for yes and for open, 1 for no.
func TestVerdict(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct {
		code int
		want any
		line []string
	}{
		{0, nil, []string{fileC, "--subject", "quorum", "--fact", "present=3"}},
		{0, true, []string{"charters/ban-chi-dao-bo-noi-vu.yaml", "--subject", "roster", "--on", "2021-09-01", "--fact", "head=1", "--fact", "deputy=1", "--fact", "member=14"}},
		{1, false, []string{"charters/ban-chi-dao-bo-noi-vu.yaml", "--subject", "roster", "--on", "2021-09-01", "--fact", "head=1", "--fact", "deputy=1", "--fact", "member=13"}},
	} {
		v := b.run(c.code, append([]string{"charter", "verdict", "--json"}, c.line...)...).json()
		if at(t, v, "ok") != c.want {
			t.Errorf("%v: %v", c.line, v)
		}
		for _, key := range []string{"need", "have", "unstated", "missing", "then", "clauses"} {
			at(t, v, key)
		}
		b.run(c.code, append([]string{"charter", "verdict"}, c.line...)...)
	}
}

func TestActs(t *testing.T) {
	b := newBench(t)
	v := b.run(0, "charter", "acts", "--json").json()
	for list, least := range map[string]int{"acts": 60, "roles": 20, "facts": 10} {
		l, _ := at(t, v, list).([]any)
		if len(l) < least {
			t.Errorf("%d %s", len(l), list)
		}
		for _, key := range []string{"key", "vi", "en"} {
			at(t, l[0], key)
		}
	}
	b.run(0, "charter", "acts").says("meeting.convene")
}

// keep gives the bench books in a new database.
func (b *bench) keep() *app.App {
	b.t.Helper()
	s := storetest.New(b.t)
	a := app.New(s, app.NewKeyring(b.t.TempDir()), nil, nil)
	done := func() error { return nil }
	b.env.Open = func(ctx context.Context, _ string) (*app.App, []committee.OfficeID, func() error, error) {
		offices, err := a.Offices(ctx)
		return a, offices, done, err
	}
	b.env.Create = func(context.Context, string) (*app.App, func() error, error) { return a, done, nil }
	return a
}

// TestBooks founds an office, makes keys, exports and verifies, and finds what
// was tampered with.
func TestBooks(t *testing.T) {
	b := newBench(t)
	a := b.keep()
	b.run(2, "replay")
	if !strings.Contains(b.err.String(), "nghisu office found") {
		t.Errorf("%s", b.err.String())
	}
	found := []string{"office", "found", "--office", "van-phong", "--name", "Văn phòng", "--keeper", "Người giữ sổ", "--login", "giu.so", "--json"}
	v := b.run(0, found...).json()
	password, _ := at(t, v, "password").(string)
	ctx := context.Background()
	s, err := a.SignIn(ctx, "van-phong", "giu.so", password, "")
	if err != nil || !s.MustChange {
		t.Fatalf("%+v, %v", s, err)
	}
	if v := b.run(1, found...).json(); at(t, v, "fault", "code") != "office.exists" || at(t, v, "fault", "kind") != "conflict" {
		t.Errorf("%v", v)
	}
	again, _ := at(t, b.run(0, "account", "reset", "--user", "giu.so", "--json").json(), "password").(string)
	if _, err := a.SignIn(ctx, "van-phong", "giu.so", again, ""); err != nil || again == password {
		t.Errorf("reset: %v", err)
	}
	b.run(1, "account", "reset", "--user", "ai.do")

	b.run(0, "token", "create", "--user", "giu.so")
	if by, err := a.TokenActor(ctx, "van-phong", strings.TrimSpace(b.out.String())); err != nil || by.Person != s.Person {
		t.Errorf("%+v, %v", by, err)
	}
	v = b.run(0, "token", "create", "--user", "giu.so", "--days", "30", "--json").json()
	if at(t, v, "token") == "" || at(t, v, "expires") == nil || at(t, v, "id") == "" {
		t.Errorf("%v", v)
	}
	if v := b.run(1, "token", "create", "--user", "ai.do", "--json").json(); at(t, v, "fault", "code") != "account.unknown" || at(t, v, "fault", "kind") != "not-found" {
		t.Errorf("%v", v)
	}
	b.run(2, "token", "create", "--user", "giu.so", "--office", "noi-khac")

	file := filepath.Join(t.TempDir(), "so.export")
	v = b.run(0, "register", "export", "--out", file, "--json").json()
	if at(t, v, "ok") != true || at(t, v, "entries") != 1.0 {
		t.Errorf("%v", v)
	}
	b.run(0, "register", "verify").says("1 mục")
	v = b.run(0, "register", "verify", "--export", file, "--json").json()
	if at(t, v, "ok") != true || at(t, v, "first_bad") != nil || at(t, v, "root") == "" {
		t.Errorf("%v", v)
	}
	b.run(0, "replay").says("khớp")
	if v := b.run(0, "replay", "--json").json(); at(t, v, "ok") != true || at(t, v, "acts") != 1.0 || at(t, v, "differences") == nil {
		t.Errorf("%v", v)
	}

	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte("Văn phòng"), []byte("Văn phong"), 1)
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	v = b.run(1, "register", "verify", "--export", file, "--json").json()
	if at(t, v, "ok") != false || at(t, v, "first_bad") != 0.0 {
		t.Errorf("%v", v)
	}
	b.run(1, "register", "verify", "--export", file).says("Sổ sai, từ mục 0")
	b.run(1, "register", "verify", "--export", file, "--key", "nothing")
	b.run(2, "register", "export", "--out", filepath.Join(t.TempDir(), "no", "such", "dir"))
}

// TestInternal exits with 3 where the program itself fails.
func TestInternal(t *testing.T) {
	b := newBench(t)
	b.env.Open = func(context.Context, string) (*app.App, []committee.OfficeID, func() error, error) {
		return nil, nil, nil, &committee.Fault{Kind: committee.Busy, Code: "store.locked", Field: "sổ.db"}
	}
	b.run(3, "replay")
	if text := b.err.String(); !strings.HasPrefix(text, "nghisu: replay: sổ.db: Một tiến trình khác") || strings.Count(text, "\n") != 1 {
		t.Errorf("%q", text)
	}
	if v := b.run(3, "replay", "--json").json(); at(t, v, "fault", "code") != "store.locked" {
		t.Errorf("%v", v)
	}
	b.run(3, "serve")
	b.run(3, "bench", "--json")
}
