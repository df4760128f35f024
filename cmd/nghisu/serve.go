package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"nghisu/internal/api"
	"nghisu/internal/app"
	"nghisu/internal/blob"
	"nghisu/internal/cli"
	"nghisu/internal/committee"
	"nghisu/internal/jobs"
	"nghisu/internal/mail"
	"nghisu/internal/render/foreign"
	"nghisu/internal/web"
	"nghisu/internal/web/ui"
)

// How long things may take. What is answered is small, so that a slow reader
// may not hold a connection for long.
const (
	headerTime   = 10 * time.Second
	readTime     = 60 * time.Second
	writeTime    = 60 * time.Second
	idleTime     = 2 * time.Minute
	stopTime     = 15 * time.Second // for requests under way when the server stops
	headerLength = 64 << 10
)

// serve runs the server until its context ends.
func (p *program) serve(ctx context.Context, args []string) error {
	s, err := readSettings("serve", args)
	if err != nil {
		return err
	}
	if err := exists(s.db); err != nil {
		return err
	}
	log := newLog(p.stderr, s.log)
	st, err := openStore(ctx, s.db)
	if err != nil {
		return err
	}
	a := app.New(st, app.NewKeyring(s.keys), nil, log)
	office, err := chosen(ctx, a, s.office)
	if err == nil {
		err = keepFiles(a, s.files, s.draws, log)
	}
	shown := site{settings: s, office: office, log: log}
	if err == nil {
		shown.post, err = openPost(ctx, a, office, s)
	}
	if err == nil {
		shown.box, err = openBox(a, s.mail.box)
	}
	if err == nil {
		err = p.listen(ctx, a, shown)
	}
	return errors.Join(err, st.Close())
}

// keepFiles opens the directory of the files that people send. The disk dates
// them by the machine's clock, whatever day a demonstration stands at. Office
// files are drawn by the LibreOffice named, or the one on the path; where there
// is none they are offered as they are.
func keepFiles(a *app.App, dir, draws string, log *slog.Logger) error {
	files, err := blob.Open(dir, time.Now)
	if err != nil {
		return cli.Wrong("--files "+dir, err.Error(), "nghisu help")
	}
	a.KeepFiles(files, 0)
	if draws == "none" {
		return nil
	}
	drawer, err := foreign.Find(draws)
	switch {
	case err == nil:
		a.DrawOffice(drawer)
	case draws != "":
		return cli.Wrong("--libreoffice "+draws, err.Error(), "nghisu serve --libreoffice none")
	default:
		log.Info("Office files are offered as they are", "why", err)
	}
	return nil
}

// newLog writes the log. No secret is ever given to it: neither passwords nor
// keys, nor what people wrote.
func newLog(w io.Writer, format string) *slog.Logger {
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}

// chosen is the office to serve: the one named, or the only one.
func chosen(ctx context.Context, a *app.App, name string) (committee.OfficeID, error) {
	offices, err := a.Offices(ctx)
	if err != nil {
		return "", err
	}
	var names []string
	for _, o := range offices {
		if string(o) == name || name == "" && len(offices) == 1 {
			return o, nil
		}
		names = append(names, string(o))
	}
	if len(names) == 0 {
		return "", cli.Wrong("serve", "no office is kept here yet", "nghisu office found")
	}
	return "", cli.Wrong("--office "+name, "one of "+strings.Join(names, ", "), "nghisu serve --office "+names[0])
}

// site is what one server shows.
type site struct {
	settings
	office committee.OfficeID
	log    *slog.Logger
	logins []ui.DemoLogin // of the demonstration
	says   string         // printed below the address
	post   *mail.Post     // nil: no letters leave
	box    *mail.Mailbox  // nil: none is read
}

// handler puts the edges together: programs under /api/, watchers beside it,
// people everywhere else.
func (p *program) handler(ctx context.Context, a *app.App, s site) (http.Handler, error) {
	info, err := a.OfficeInfo(ctx, s.office)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(info.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone of %s: %w", s.office, err)
	}
	metrics := api.NewMetrics(time.Now)
	// The API draws up its description as it is made, which the first page need not
	// wait for.
	programs := sync.OnceValue(func() http.Handler {
		return api.New(api.Deps{App: a, Office: s.office, Version: version(), Log: s.log, Metrics: metrics})
	})
	mux := http.NewServeMux()
	for _, path := range []string{"/api/", "/healthz", "/readyz", "/metrics"} {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { programs().ServeHTTP(w, r) })
	}
	// The list of pages is made beside the rest of the start.
	pages := sync.OnceValue(func() http.Handler {
		return web.New(ui.Deps{
			App: a, Office: s.office, Name: info.Name, Zone: zone, Demo: s.logins, Log: s.log, Secure: s.secure,
		})
	})
	go pages()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { pages().ServeHTTP(w, r) })
	var h http.Handler = mux
	if s.secure {
		h = onlyTLS(h)
	}
	return behind(s.proxies, metrics.Measure(h)), nil
}

// onlyTLS tells browsers never to come without TLS again.
func onlyTLS(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age=31536000")
		next.ServeHTTP(w, r)
	})
}

// listen answers requests, folds the register and does the jobs until ctx ends;
// then it lets requests under way finish and folds a last time.
func (p *program) listen(ctx context.Context, a *app.App, s site) error {
	h, err := p.handler(ctx, a, s)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", s.addr)
	if err != nil {
		return fmt.Errorf("--addr %s: %w", s.addr, err)
	}
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: headerLength, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	server.RegisterOnShutdown(a.StopWatching) // streams would be waited for
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := a.RunSequencer(work); err != nil {
			s.log.Error("sequencer", "err", err)
		}
	})
	var also []jobs.Kind
	if s.post != nil {
		also = append(also, jobs.Kind{Name: app.LetterJob, Do: s.post.Deliver})
	}
	wg.Go(func() { jobs.New(a, s.log, also...).Run(work) })
	if s.box != nil {
		inbox, err := inboxOf(s.settings)
		if err != nil {
			stop()
			wg.Wait()
			return errors.Join(err, l.Close())
		}
		wg.Go(func() { inbox.Watch(work, a, s.office, *s.box, s.log) })
	}

	fmt.Fprintf(p.stdout, "http://%s\n%s", l.Addr(), s.says)
	s.log.Info("serving", "addr", l.Addr().String(), "office", s.office, "version", version())
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err = <-done:
	case <-ctx.Done():
		s.log.Info("stopping")
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		if err = server.Shutdown(last); err != nil {
			err = errors.Join(err, server.Close())
		}
	}
	stop()
	wg.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, a.FoldNow(context.WithoutCancel(ctx), s.office))
}
