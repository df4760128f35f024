package api

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// Deps is what the edge stands on.
type Deps struct {
	App     *app.App
	Office  committee.OfficeID // whose books are served
	Version string             // of the program
	Log     *slog.Logger       // nil: nothing is logged
	Metrics *Metrics           // nil: one of its own
}

// server answers the operations.
type server struct {
	Deps
	api huma.API
}

const (
	prefix = "/api/v1"
	// bodyLimit bounds what is sent; documentLimit bounds what carries a charter.
	bodyLimit     = 256 << 10
	documentLimit = 4 << 20
	description   = "Quy chế của ban chỉ đạo, chạy được: ai được làm gì theo điều nào, việc đã làm và sổ kiểm chứng. " +
		"The regulation of a steering body, made to run. Every refusal is an application/problem+json that cites its clauses and says who could."
)

// New makes the handler of /api/, /healthz, /readyz and /metrics.
func New(d Deps) http.Handler {
	if d.Log == nil {
		d.Log = slog.New(slog.DiscardHandler)
	}
	if d.Metrics == nil {
		d.Metrics = NewMetrics(nil)
	}
	s := &server{Deps: d}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", s.alive)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.HandleFunc("GET /metrics", s.metrics)
	operations := sync.OnceValue(s.operations)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) { operations().ServeHTTP(w, r) })
	return safe(s.caught(mux))
}

// operations builds the handler of /api/ with its description. It takes longer
// than all else at the start of a server, so it waits for the first question.
func (s *server) operations() http.Handler {
	mux := http.NewServeMux()
	c := huma.DefaultConfig("Nghị Sự", s.Version)
	c.Info.Description = description
	c.Info.License = &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"}
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = "/api/openapi", "", ""
	c.CreateHooks = nil // no $schema in answers
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"bearer": {
		Type: "http", Scheme: "bearer", Description: "nghisu token create --user NAME",
	}}
	c.RejectUnknownQueryParameters = true
	c.Transformers = []huma.Transformer{s.plainProblem}
	s.api = humago.New(mux, c)
	s.api.UseMiddleware(s.identify)
	s.register()
	s.settle()
	mux.HandleFunc("/api/", s.nowhere)
	return mux
}

// register makes every operation known, resource by resource.
func (s *server) register() {
	s.bodies()
	s.charters()
	s.seats()
	s.decisions()
	s.meetings()
	s.conclusionsLater()
	s.weeks()
	s.invitationLetters()
	s.minutesKept()
	s.sittings()
	s.votes()
	s.rounds()
	s.topics()
	s.papers()
	s.marks()
	s.packs()
	s.letters()
	s.tray()
	s.tasks()
	s.registers()
	s.office()
	s.accounts()
	s.administration()
}

// settle finishes the description: every operation answers faults alike.
func (s *server) settle() {
	paths := s.api.OpenAPI().Paths
	for _, p := range paths {
		for _, op := range []*huma.Operation{p.Get, p.Post, p.Put, p.Patch, p.Delete} {
			if op == nil {
				continue
			}
			for code, r := range op.Responses {
				if code != "default" && !strings.HasPrefix(code, "2") {
					delete(op.Responses, code)
				}
				if code == "default" {
					r.Description = "Fault: 401, 403, 404, 409, 413, 415, 422, 429, 500, 503"
				}
			}
		}
	}
	for _, schema := range s.api.OpenAPI().Components.Schemas.Map() {
		for _, property := range schema.Properties {
			if property.Type == "array" {
				property.Nullable = false // an empty list is [], in questions and answers
			}
		}
	}
	// What was told of its own error model is not sent.
	for _, name := range []string{"ErrorModel", "ErrorDetail"} {
		delete(s.api.OpenAPI().Components.Schemas.Map(), name)
	}
}

// nowhere answers paths and methods that are not there.
func (s *server) nowhere(w http.ResponseWriter, r *http.Request) {
	s.write(w, r, committee.Missing("api.no-such-path", r.Method, r.URL.Path))
}

// caught answers a panic as an incident. Where an answer has begun there is
// nothing left to say: the connection ends.
func (s *server) caught(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sw := &statusWriter{ResponseWriter: w}
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) || sw.status != 0 {
				s.Log.Error("panic", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				panic(http.ErrAbortHandler)
			}
			s.write(w, r, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}()
		next.ServeHTTP(sw, r)
	})
}

// safe sets the headers of every answer: private, kept by nobody.
func safe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		next.ServeHTTP(w, r)
	})
}
