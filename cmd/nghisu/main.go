package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // zones in the binary: it runs where there are none

	"nghisu/internal/app"
	"nghisu/internal/bench"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run carries out one command line and gives its exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	p := &program{stdout: stdout, stderr: stderr, lang: catalogue.Parse(os.Getenv("NGHISU_LANG"))}
	return cli.Run(ctx, &cli.Env{
		Stdin: os.Stdin, Stdout: stdout, Stderr: stderr, Lang: p.lang, Today: today(), Version: version(),
		Open: p.open, Create: p.create, Serve: p.serve, Demo: p.demo, Deliver: p.deliver,
		Bench: func(ctx context.Context, args []string) error {
			err := bench.Run(ctx, stdout, args...)
			var u *bench.UsageError
			if errors.As(err, &u) {
				return cli.Wrong("bench", u.What, "nghisu help")
			}
			return err
		},
	}, args)
}

// program is what the commands share: where they write, in which language.
type program struct {
	stdout, stderr io.Writer
	lang           catalogue.Lang
}

// today is the civil day of this moment in the usual zone.
func today() charter.Date {
	now := time.Now()
	if zone, err := time.LoadLocation(app.DefaultZone); err == nil {
		now = now.In(zone)
	}
	return charter.DateOf(now)
}

// version is the version that the build was given, or the commit it was made of.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "nghisu"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "dev"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && v == "dev" {
			v += "-" + s.Value[:min(len(s.Value), 12)]
		}
	}
	return "nghisu " + v
}
