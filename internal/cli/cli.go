package cli

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// The exit codes of every command.
const (
	Done     = 0
	Refused  = 1 // refused, or a check failed
	WrongUse = 2
	Internal = 3
	TryAgain = 75 // of "mail deliver" alone: sysexits EX_TEMPFAIL
)

// Env is what a command runs on.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Lang           catalogue.Lang
	Today          charter.Date
	Version        string
	// Open opens the books named by a --db value ("" is the configured one) and
	// gives the application, its offices and what closes it.
	Open func(ctx context.Context, db string) (*app.App, []committee.OfficeID, func() error, error)
	// Create is Open for books that may not exist yet.
	Create func(ctx context.Context, db string) (*app.App, func() error, error)
	// Serve and Demo run until their context ends; Bench prints figures.
	Serve, Demo, Bench func(ctx context.Context, args []string) error
	// Deliver takes in the letter on an input.
	Deliver func(ctx context.Context, args []string, in io.Reader) error
}

// command is one line of the table.
type command struct {
	path    string // words after the program's name
	args    string
	vi, en  string
	run     func(ctx context.Context, e *Env, args []string) error
	hasJSON bool
}

// table is every command, in the order in which help shows it.
func table() []command {
	return append(append(append([]command{}, charterCommands...), bookCommands...), serverCommands...)
}

// Run carries out one command line, without the program's name, and gives its
// exit code.
func Run(ctx context.Context, e *Env, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		help(e)
		return Done
	}
	if args[0] == "version" || args[0] == "--version" {
		fmt.Fprintln(e.Stdout, e.Version)
		return Done
	}
	for _, c := range table() {
		words := strings.Fields(c.path)
		if len(args) < len(words) || strings.Join(args[:len(words)], " ") != c.path {
			continue
		}
		rest := args[len(words):]
		err := c.run(ctx, e, rest)
		return finish(e, c, rest, err)
	}
	return finish(e, command{path: args[0]}, args, usage{what: args[0], why: "no such command", todo: "nghisu help"})
}

// Wrong is a command line that cannot be understood: exit code 2.
func Wrong(what, why, todo string) error { return usage{what, why, todo} }

// Again is a failure that may pass: exit code 75, at which mail servers try again.
func Again(err error) error { return again{err} }

type again struct{ error }

// Unwrap gives the failure itself.
func (a again) Unwrap() error { return a.error }

// usage is a command line that cannot be understood: exit code 2.
type usage struct{ what, why, todo string }

// Error implements error.
func (u usage) Error() string { return u.what + ": " + u.why + ": " + u.todo }

// errRefused ends a command with exit code 1 after it has printed its own answer.
var errRefused = errors.New("refused")

// finish turns a command's error into its line and exit code; every edge shows
// the same fault.
func finish(e *Env, c command, args []string, err error) int {
	if err == nil {
		return Done
	}
	if errors.Is(err, errRefused) {
		return Refused
	}
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(e.Stdout, "nghisu %s %s\n", c.path, c.args)
		return Done
	}
	code, f := Internal, faultView{Kind: "internal", Code: "internal", Message: err.Error()}
	var u usage
	var fault *committee.Fault
	switch {
	case errors.As(err, &u):
		code, f = WrongUse, faultView{Kind: "usage", Code: "usage", Message: u.Error(), Field: u.what}
	case errors.As(err, &fault):
		code, f = Refused, viewOf(fault, e.Lang)
		if fault.Kind == committee.Busy {
			code = Internal
		}
	}
	if errors.As(err, new(again)) {
		code = TryAgain
	}
	if wantsJSON(args) {
		printJSON(e.Stdout, map[string]faultView{"fault": f})
		return code
	}
	line := strings.ReplaceAll(f.Message, "\n", " ")
	if f.Field != "" && !strings.HasPrefix(line, f.Field) {
		line = f.Field + ": " + line
	}
	fmt.Fprintf(e.Stderr, "nghisu: %s: %s\n", c.path, line)
	for _, cl := range f.Clauses {
		fmt.Fprintf(e.Stderr, "  %s (%s): %s\n", cl.Ref, cl.Address, cl.Text)
	}
	if f.Lapsed != "" {
		fmt.Fprintf(e.Stderr, "  %s\n", f.Lapsed)
	}
	if len(f.WhoCould) > 0 {
		fmt.Fprintf(e.Stderr, "  %s\n", catalogue.T(e.Lang, "who.could", strings.Join(f.WhoCould, ", ")))
	}
	return code
}

// faultView is a fault as the contract writes it.
type faultView struct {
	Kind     string       `json:"kind"`
	Code     string       `json:"code"`
	Message  string       `json:"message"`
	Field    string       `json:"field"`
	Clauses  []app.Clause `json:"clauses"`
	WhoCould []string     `json:"who_could"`
	Lapsed   string       `json:"lapsed,omitempty"`
}

// viewOf writes a fault in a language.
func viewOf(f *committee.Fault, lang catalogue.Lang) faultView {
	v := faultView{
		Kind: string(f.Kind), Code: f.Code, Field: f.Field,
		Message: catalogue.T(lang, f.Code, f.Args...), Clauses: []app.Clause{}, WhoCould: []string{},
	}
	if f.Lapsed != nil {
		code, args := f.Lapsed.Words()
		v.Lapsed = catalogue.T(lang, code, args...)
	}
	if f.Ruling != nil {
		v.Clauses = clauses(f.Ruling.Clauses, string(lang))
		for _, r := range f.Ruling.WhoCould {
			v.WhoCould = append(v.WhoCould, string(r))
		}
	}
	return v
}

// clauses writes citations as the contract's clauses[].
func clauses(cites []charter.Cite, lang string) []app.Clause {
	out := make([]app.Clause, len(cites))
	for i, c := range cites {
		out[i] = app.Clause{Ref: c.Place.In(lang), Address: c.Address, Document: c.Document, Rule: c.Rule, Text: c.Text.In(lang)}
	}
	return out
}

func wantsJSON(args []string) bool {
	for _, a := range args {
		if a == "--json" || a == "-json" || a == "--json=true" {
			return true
		}
	}
	return false
}

func printJSON(w io.Writer, v any) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		fmt.Fprintln(w, `{"fault":{"kind":"internal"}}`)
	}
}

func help(e *Env) {
	fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "cli.head"))
	for _, c := range table() {
		text := c.vi
		if e.Lang == catalogue.EN {
			text = c.en
		}
		fmt.Fprintf(e.Stdout, "  nghisu %s %s\n      %s\n", c.path, c.args, text)
	}
}
