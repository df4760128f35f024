package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/cli"
	"nghisu/internal/demo"
	"nghisu/internal/web/ui"
)

// madeDemo is what is kept beside the demonstration's books: up to which day
// they were made, and its log-ins.
type madeDemo struct {
	Until  charter.Date `json:"until"`
	Logins []demoLogin  `json:"logins"`
}

type demoLogin struct {
	Login string       `json:"login"`
	Title charter.Text `json:"title"`
	Try   charter.Text `json:"try"`
}

// demo serves the example office, which it makes first where there is none.
func (p *program) demo(ctx context.Context, args []string) error {
	fs := flag.NewFlagSet("demo", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	data, addr, until := fs.String("data", "./demo-data", ""), fs.String("addr", "127.0.0.1:8080", ""), fs.String("until", "", "")
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return cli.Wrong("demo", strings.ReplaceAll(err.Error(), "-", ""), "nghisu help")
	}
	if fs.NArg() > 0 {
		return cli.Wrong("demo", fs.Arg(0), "nghisu help")
	}
	// Without a day, the example lives up to yesterday: today is the visitor's.
	last := today() - 1
	if *until != "" {
		d, err := charter.ParseDate(*until)
		if err != nil {
			return cli.Wrong("--until "+*until, "YYYY-MM-DD", "nghisu help")
		}
		last = d
	}
	log := newLog(p.stderr, "text")
	made, err := p.makeDemo(ctx, *data, last)
	if err != nil {
		return err
	}
	now := time.Now
	if *until != "" {
		if made.Until != last {
			return cli.Wrong("--until "+*until, "this data was made until "+made.Until.String(), "--until "+made.Until.String()+", or another --data DIR")
		}
		stopped := endOf(last)
		now = func() time.Time { return stopped }
	}
	st, err := openStore(ctx, "sqlite:"+filepath.Join(*data, demoFile))
	if err != nil {
		return err
	}
	s := site{settings: settings{addr: *addr}, office: demo.Office, log: log, says: p.sayLogins(made.Logins)}
	for _, l := range made.Logins {
		s.logins = append(s.logins, ui.DemoLogin{Login: l.Login, Password: demo.DemoPassword, What: l.Title})
	}
	a := app.New(st, app.NewKeyring(filepath.Join(*data, "keys")), now, log)
	if err := keepFiles(a, filepath.Join(*data, "files"), "", log); err != nil {
		return errors.Join(err, st.Close())
	}
	return errors.Join(p.listen(ctx, a, s), st.Close())
}

// The files of a demonstration's directory.
const (
	demoFile = "nghisu.db"
	demoNote = "demo.json"
)

// endOf is the moment at which a demonstration stands that was made until a day.
func endOf(d charter.Date) time.Time {
	y, m, day := d.Split()
	zone, err := time.LoadLocation(app.DefaultZone)
	if err != nil {
		zone = time.FixedZone("+07", 7*3600)
	}
	return time.Date(y, m, day, 18, 0, 0, 0, zone)
}

// makeDemo reads what a directory holds, or makes the example office in it. It
// is made beside its place and moved there when it is whole, so that one that
// was interrupted begins anew.
func (p *program) makeDemo(ctx context.Context, dir string, until charter.Date) (made madeDemo, err error) {
	text, err := os.ReadFile(filepath.Join(dir, demoNote))
	if err == nil {
		return made, json.Unmarshal(text, &made)
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return made, cli.Wrong("--data "+dir, err.Error(), "nghisu help")
	}
	if files, err := os.ReadDir(dir); err == nil && len(files) > 0 {
		return made, cli.Wrong("--data "+dir, "the directory holds something else", "name an empty or new one")
	}
	part := filepath.Clean(dir) + ".part"
	if err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o700)); err != nil {
		return made, cli.Wrong("--data "+dir, err.Error(), "nghisu help")
	}
	fmt.Fprintln(p.stderr, catalogue.T(p.lang, "demo.building", dir))
	if made, err = p.fillDemo(ctx, part, until); err != nil {
		return made, errors.Join(err, os.RemoveAll(part))
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return made, err
	}
	return made, os.Rename(part, dir)
}

func (p *program) fillDemo(ctx context.Context, dir string, until charter.Date) (made madeDemo, err error) {
	st, err := openStore(ctx, "sqlite:"+filepath.Join(dir, demoFile))
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	clock := &demo.Clock{}
	a := app.New(st, app.NewKeyring(filepath.Join(dir, "keys")), clock.Now, slog.New(slog.DiscardHandler))
	if err := keepFiles(a, filepath.Join(dir, "files"), "", slog.New(slog.DiscardHandler)); err != nil {
		return made, err
	}
	r, err := demo.Build(ctx, a, clock, until)
	if err != nil {
		// Not the visitor's fault: the error is told whole, with day and act, and
		// not as the refusal that it wraps.
		return made, errors.New(err.Error())
	}
	made.Until = r.Until
	for _, l := range r.Logins {
		err := a.CreateAccount(ctx, app.Operator(demo.Office), app.AccountIn{Login: l.Login, Person: l.Person, Password: demo.DemoPassword})
		if err != nil {
			return made, fmt.Errorf("account %s: %w", l.Login, err)
		}
		made.Logins = append(made.Logins, demoLogin{l.Login, l.Title, l.Try})
	}
	if err := a.FoldNow(ctx, demo.Office); err != nil {
		return made, err
	}
	text, err := json.MarshalIndent(made, "", "  ")
	if err != nil {
		return made, err
	}
	return made, os.WriteFile(filepath.Join(dir, demoNote), append(text, '\n'), 0o600)
}

// sayLogins lists the log-ins for whoever started the demonstration.
func (p *program) sayLogins(list []demoLogin) string {
	var b strings.Builder
	fmt.Fprintln(&b, catalogue.T(p.lang, "demo.logins", demo.DemoPassword))
	for _, l := range list {
		fmt.Fprintf(&b, "  %-18s %s: %s\n", l.Login, l.Title.In(string(p.lang)), l.Try.In(string(p.lang)))
	}
	return b.String()
}
