package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"nghisu/charters"
	"nghisu/internal/charter"
	"nghisu/internal/charter/file"
	"nghisu/internal/committee/calendar"
)

// charterCommands work on a charter file alone: pure, no database.
var charterCommands = []command{
	{"charter check", "FILE… [--json]", "Kiểm tra tệp quy chế", "Check charter files", charterCheck, true},
	{"charter show", "FILE [--on DATE] [--format text|json]", "Văn bản đang có hiệu lực, quy tắc bên điều khoản", "The text in force, rules beside their clauses", charterShow, false},
	{"charter may", "FILE --role ROLE… --act ACT [--on DATE] [--in SUBBODY] [--object KIND] [--fact KEY=VALUE]… [--json]", "Ai được làm việc gì, theo điều nào", "Who may do what, by which clause", charterMay, true},
	{"charter duties", "FILE --from DATE --to DATE [--fact event.NAME=DATE]… [--json]", "Nghĩa vụ đến hạn giữa hai ngày", "Duties due between two days", charterDuties, true},
	{"charter verdict", "FILE --subject WHAT [--on DATE] [--fact KEY=VALUE]… [--json]", "Đối chiếu thành phần, số người, phiếu, giấy mời với quy chế", "Hold roster, quorum, tally, notice against the text", charterVerdict, true},
	{"charter acts", "[--json]", "Từ vựng: việc, vai, sự kiện", "The vocabulary: acts, roles, facts", charterActs, true},
}

// workday is the shipped reference calendar as the engine takes it.
func workday() func(charter.Date) bool {
	cal := calendar.Vietnam()
	return func(d charter.Date) bool { return cal.IsWorkday(calendar.Day(d)) }
}

// readCharter reads a file, or a bundled charter by its path in the repository
// when no such file lies there.
func readCharter(name string) ([]byte, error) {
	src, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		key := strings.TrimSuffix(strings.TrimPrefix(name, "charters/"), ".yaml")
		if bundled, e := charters.Read(key); e == nil {
			return bundled, nil
		}
	}
	if err != nil {
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = pe.Err
		}
		return nil, usage{what: name, why: err.Error(), todo: "nghisu charter check FILE"}
	}
	return src, nil
}

// load reads, parses and compiles a charter; warnings do not stop it.
func load(e *Env, name string) (*charter.Regulation, error) {
	src, err := readCharter(name)
	if err != nil {
		return nil, err
	}
	c, problems := file.Parse(name, src)
	if c == nil {
		for _, p := range problems {
			if !p.Warning() {
				fmt.Fprintln(e.Stderr, p.In(string(e.Lang)))
			}
		}
		return nil, fmt.Errorf("%s: %w", name, errRefused)
	}
	return charter.Compile(c), nil
}

type problemJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Col     int    `json:"col"`
	Code    string `json:"code"`
	Clause  string `json:"clause"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

func charterCheck(_ context.Context, e *Env, args []string) error {
	fl := newFlags("charter check")
	names, err := fl.words(args, 1, -1)
	if err != nil {
		return err
	}
	all, bad := []problemJSON{}, false
	for _, name := range names {
		src, err := readCharter(name)
		if err != nil {
			return err
		}
		_, problems := file.Parse(name, src)
		bad = bad || problems.Errors()
		for _, p := range problems {
			message, hint := p.Words(string(e.Lang))
			all = append(all, problemJSON{p.File, p.Line, p.Col, string(p.Code), p.Clause, p.Rule, message, hint})
			if !*fl.asJSON {
				fmt.Fprintln(e.Stdout, p.In(string(e.Lang)))
			}
		}
	}
	if *fl.asJSON {
		printJSON(e.Stdout, all)
	}
	if bad {
		return errRefused
	}
	return nil
}

func charterShow(_ context.Context, e *Env, args []string) error {
	fl := newFlags("charter show")
	on := day{e.Today}
	fl.Var(&on, "on", "")
	format := fl.String("format", "text", "")
	names, err := fl.words(args, 1, 1)
	if err != nil {
		return err
	}
	r, err := load(e, names[0])
	if err != nil {
		return err
	}
	docs := r.TextOn(on.Date)
	switch {
	case *format == "json" || *fl.asJSON:
		b, err := file.Show(r.Charter(), docs)
		if err != nil {
			return err
		}
		_, err = e.Stdout.Write(append(b, '\n'))
		return err
	case *format == "text":
		return showText(e, r, docs, on.Date)
	}
	return usage{what: "--format " + *format, why: "text, json", todo: "nghisu help"}
}

// seatJSON is one seat of a ruling.
type seatJSON struct {
	Role    charter.Role `json:"role"`
	Allowed bool         `json:"allowed"`
	Reason  string       `json:"reason"`
	Missing []string     `json:"missing"`
	Clauses any          `json:"clauses"`
}

func charterMay(_ context.Context, e *Env, args []string) error {
	fl := newFlags("charter may")
	on := day{e.Today}
	var roles list
	var known factList
	fl.Var(&on, "on", "")
	fl.Var(&roles, "role", "")
	fl.Var(&known, "fact", "")
	act, in, object := fl.String("act", "", ""), fl.String("in", "", ""), fl.String("object", "", "")
	names, err := fl.words(args, 1, 1)
	if err != nil {
		return err
	}
	if len(roles) == 0 || *act == "" {
		return usage{what: "charter may", why: "--role, --act", todo: "nghisu charter acts"}
	}
	if !charter.KnownAct(charter.Act(*act)) {
		return usage{what: "--act " + *act, why: "no such act", todo: "nghisu charter acts"}
	}
	r, err := load(e, names[0])
	if err != nil {
		return err
	}
	if *in != "" {
		known = append(known, charter.Fact{Key: "in", Value: *in})
	}
	if *object != "" {
		known = append(known, charter.Fact{Key: "object", Value: *object})
	}
	q := charter.Question{Act: charter.Act(*act), On: on.Date, Facts: known}
	for _, role := range roles {
		if !roleOf(r, charter.Role(role), on.Date) {
			return usage{what: "--role " + role, why: "no such role in this charter", todo: "nghisu charter show " + names[0]}
		}
		q.Roles = append(q.Roles, charter.Role(role))
	}
	a := r.May(q)
	if *fl.asJSON {
		seats := make([]seatJSON, len(a.Seats))
		for i, s := range a.Seats {
			seats[i] = seatJSON{s.Role, s.Allowed, string(s.Reason), notNil(s.Missing), clauses(s.Clauses, string(e.Lang))}
		}
		printJSON(e.Stdout, struct {
			Allowed       bool           `json:"allowed"`
			Reason        charter.Reason `json:"reason"`
			Clauses       any            `json:"clauses"`
			WhoCould      []charter.Role `json:"who_could"`
			Missing       []string       `json:"missing"`
			Needs         []string       `json:"needs"`
			Inferred      bool           `json:"inferred"`
			Reconstructed bool           `json:"reconstructed"`
			Draft         bool           `json:"draft"`
			Undated       bool           `json:"undated"`
			Seats         []seatJSON     `json:"seats"`
		}{
			a.Allowed, a.Reason, clauses(a.Clauses, string(e.Lang)), notNil(a.WhoCould), notNil(a.Missing), notNil(a.Needs),
			a.Inferred, a.Reconstructed, a.Draft, a.Undated, seats,
		})
	} else {
		sayRuling(e, r, q, a)
	}
	if !a.Allowed {
		return errRefused
	}
	return nil
}

// roleOf reports whether a role can be asked about: one of the contract's, or
// one that the charter declares or names.
func roleOf(r *charter.Regulation, role charter.Role, on charter.Date) bool {
	if charter.KnownRole(role) {
		return true
	}
	for _, known := range r.Roles(on) {
		if known.Role == role {
			return true
		}
	}
	return false
}

func notNil[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

func charterDuties(_ context.Context, e *Env, args []string) error {
	fl := newFlags("charter duties")
	var from, to day
	var known factList
	fl.Var(&from, "from", "")
	fl.Var(&to, "to", "")
	fl.Var(&known, "fact", "")
	names, err := fl.words(args, 1, 1)
	if err != nil {
		return err
	}
	if from.IsZero() || to.IsZero() || to.Date < from.Date {
		return usage{what: "charter duties", why: "--from DATE --to DATE", todo: "nghisu help"}
	}
	r, err := load(e, names[0])
	if err != nil {
		return err
	}
	list := r.Due(from.Date, to.Date, known, workday())
	if !*fl.asJSON {
		sayDuties(e, list)
		return nil
	}
	type periodJSON struct {
		From charter.Date `json:"from"`
		To   charter.Date `json:"to"`
	}
	type dutyJSON struct {
		Rule    string      `json:"rule"`
		Duty    string      `json:"duty"`
		Who     []string    `json:"who"`
		Due     any         `json:"due"`
		Period  *periodJSON `json:"period"`
		Clauses any         `json:"clauses"`
	}
	out := []dutyJSON{}
	for _, o := range list {
		d := dutyJSON{Rule: o.Rule, Duty: o.What.In(string(e.Lang)), Who: notNil(o.Who), Clauses: clauses(o.Clauses, string(e.Lang))}
		if o.Due.Exact() {
			d.Due = o.Due.From
		} else {
			d.Due = periodJSON{o.Due.From, o.Due.To}
		}
		if o.Period != (charter.Period{}) {
			d.Period = &periodJSON{o.Period.From, o.Period.To}
		}
		out = append(out, d)
	}
	printJSON(e.Stdout, out)
	return nil
}

// subjects are the words of --subject.
var subjects = []string{"roster", "quorum", "tally", "notice", "attendance", "round", "steps"}

func charterVerdict(_ context.Context, e *Env, args []string) error {
	fl := newFlags("charter verdict")
	on := day{e.Today}
	var known factList
	fl.Var(&on, "on", "")
	fl.Var(&known, "fact", "")
	subject := fl.String("subject", "", "")
	names, err := fl.words(args, 1, 1)
	if err != nil {
		return err
	}
	if !strings.Contains(" "+strings.Join(subjects, " ")+" ", " "+*subject+" ") || *subject == "" {
		return usage{what: "--subject " + *subject, why: "one of " + strings.Join(subjects, ", "), todo: "nghisu help"}
	}
	r, err := load(e, names[0])
	if err != nil {
		return err
	}
	v := r.Verdict(*subject, on.Date, known, workday())
	if *fl.asJSON {
		var ok *bool
		if v.OK != charter.Absent {
			yes := v.OK == charter.Yes
			ok = &yes
		}
		printJSON(e.Stdout, struct {
			OK       *bool    `json:"ok"`
			Need     any      `json:"need"`
			Have     any      `json:"have"`
			Unstated []string `json:"unstated"`
			Missing  []string `json:"missing"`
			Then     string   `json:"then"`
			Clauses  any      `json:"clauses"`
		}{ok, v.Need, v.Have, notNil(v.Unstated), notNil(v.Missing), v.Then, clauses(v.Clauses, string(e.Lang))})
	} else {
		sayVerdict(e, *subject, v)
	}
	if v.OK == charter.No {
		return errRefused
	}
	return nil
}

func charterActs(_ context.Context, e *Env, args []string) error {
	fl := newFlags("charter acts")
	if _, err := fl.words(args, 0, 0); err != nil {
		return err
	}
	type word struct {
		Key    string   `json:"key"`
		Values []string `json:"values,omitempty"`
		VI     string   `json:"vi"`
		EN     string   `json:"en"`
	}
	var out struct {
		Acts  []word `json:"acts"`
		Roles []word `json:"roles"`
		Facts []word `json:"facts"`
	}
	for _, w := range charter.Acts() {
		out.Acts = append(out.Acts, word{Key: w.Key, VI: w.VI, EN: w.EN})
	}
	for _, w := range charter.ContractRoles() {
		out.Roles = append(out.Roles, word{Key: w.Key, VI: w.VI, EN: w.EN})
	}
	for _, w := range charter.FactWords() {
		out.Facts = append(out.Facts, word{w.Key, notNil(w.Values), w.VI, w.EN})
	}
	if *fl.asJSON {
		printJSON(e.Stdout, out)
		return nil
	}
	for _, group := range [][]word{out.Acts, out.Roles, out.Facts} {
		for _, w := range group {
			fmt.Fprintf(e.Stdout, "%-32s %-44s %s\n", w.Key, w.VI, w.EN)
		}
		fmt.Fprintln(e.Stdout)
	}
	return nil
}
