package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// What a story may say, beside the words of testscript (exec, cp, stdout …):
//
//	office                          start a server over a copy of the example office
//	office new                      found an office of one's own and start its server; its keeper is quantri
//	stop, restart                   end it as an operator does; start it again over the same data
//	api METHOD PATH [BODY] [as LOGIN] [with 'Header: value']…
//	                                ask the API; PATH stands below /api/v1. "! api" wants a fault.
//	                                BODY is JSON in quotes, or @FILE; $NAME in it is filled in
//	cli CODE WORDS…                 run nghisu and want this exit code
//	page LOGIN PATH                 read a page as a person signed in; its text is the output
//	form LOGIN PATH NAME=VALUE…     send a form as a person signed in, "-" as nobody; "! form" wants a fault
//	post                            serve the same books on with a mail server, which keeps what it takes
//	letter ADDRESS WORDS…           wait for a letter to an address with these words in its subject; its
//	                                text is the output, $REPLY its address for answers, $CONFIRM its link
//	deliver FILE                    hand a letter over as a mail server does; $NAME in it is filled in
//	status CODE                     of the last answer
//	is PATH VALUE…                  what the path leads to in the last answer, all of it, in order
//	has PATH VALUE…                 it leads to each of these, among others; "! has": to none of them
//	count PATH N                    how much it leads to
//	keep NAME PATH                  remember the one value that it leads to as $NAME
//	quote NAME FILE [OLD NEW]…      remember a file's text as $NAME, as it stands within a JSON text,
//	                                with each OLD in it replaced
//	flip FILE WORD                  change one bit of the last WORD in a file
//	chop FILE                       cut the second half of a file off
//	schema FILE N                   have a database say that a later program wrote its schema N
//	soon NAME SECONDS               remember the instant so many seconds from now as $NAME
//	account LOGIN PERSON            open a log-in for a person of the record
//	refused CODE CLAUSE… could ROLE…
//	                                the last answer is this refusal, with these clauses and no
//	                                others, and exactly these roles could
//	mark                            remember how far the register goes
//	acts FILE                       since mark exactly these acts entered the register: one a line,
//	                                body, name, log-in (of an assistant: assistant/leader), ground
//	                                (clauses, or the inherent ground)
func storyWords(base *baseOffice) map[string]func(*testscript.TestScript, bool, []string) {
	w := func(f func(s *story, neg bool, args []string)) func(*testscript.TestScript, bool, []string) {
		return func(ts *testscript.TestScript, neg bool, args []string) {
			s, _ := ts.Value(storyKey{}).(*story)
			s.ts, s.common = ts, base
			f(s, neg, args)
		}
	}
	return map[string]func(*testscript.TestScript, bool, []string){
		"office": w((*story).office), "stop": w((*story).stop), "restart": w((*story).restart), "api": w((*story).api),
		"cli": w((*story).cli), "page": w((*story).page), "status": w((*story).hasStatus), "is": w((*story).is),
		"has": w((*story).has), "count": w((*story).count), "keep": w((*story).keep), "refused": w((*story).refused),
		"mark": w((*story).mark), "acts": w((*story).acts), "flip": w((*story).flip), "account": w((*story).account),
		"quote": w((*story).quote), "chop": w((*story).chop), "schema": w((*story).schema),
		"soon": w((*story).soon),
		"post": w((*story).post), "form": w((*story).form), "letter": w((*story).letter), "deliver": w((*story).deliver),
	}
}

// storyKey is where the state of a script lies.
type storyKey struct{}

// story is one run of a script.
type story struct {
	ts     *testscript.TestScript
	common *baseOffice
	now    *office
	tokens map[string]string // of log-ins that the story opened itself
	jars   map[string]*http.Client
	status int
	answer any
	names  map[string]string // log-in → name of the person
	last   string            // newest act at the mark
	sink   *sink             // the mail server of the story

	mailFlags []string // by which the program knows it
}

// fail ends the story with what the last answer was.
func (s *story) fail(format string, args ...any) {
	if s.answer != nil {
		text, err := json.MarshalIndent(s.answer, "", "  ")
		s.ts.Check(err)
		if len(text) > shownAnswer {
			text = append(text[:shownAnswer:shownAnswer], "\n…"...)
		}
		s.ts.Logf("[last answer, %d]\n%s", s.status, text)
	}
	s.ts.Fatalf(format, args...)
}

// shownAnswer is how much of an answer a failed story shows, in bytes.
const shownAnswer = 6000

func (s *story) need(args []string, least, most int, usage string) {
	if len(args) < least || (most >= 0 && len(args) > most) {
		s.fail("usage: %s", usage)
	}
}

func (s *story) positive(neg bool) {
	if neg {
		s.fail("this word takes no !")
	}
}

// office starts a server of the story's own.
func (s *story) office(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 0, 1, "office [new]")
	dir := s.ts.MkAbs("office")
	if len(args) == 0 {
		s.ts.Check(s.common.ready())
		s.ts.Check(copyDir(dir, s.common.dir))
		s.start(dir, demoArgs)
	} else {
		s.ts.Check(os.Mkdir(dir, 0o700))
		out, err := exec.Command("nghisu", "office", "found", "--db", database(dir), "--office", "van-phong",
			"--name", "Văn phòng giữ sổ", "--keeper", "Người giữ sổ", "--login", "quantri").CombinedOutput()
		if err != nil {
			s.fail("office found: %v\n%s", err, out)
		}
		s.ts.Setenv("DB", database(dir))
		s.key("quantri")
		s.start(dir, bookArgs)
	}
	s.ts.Defer(func() {
		if err := s.now.stop(); err != nil {
			s.ts.Logf("the server ended with: %v", err)
		}
		s.ts.Logf("[server]\n%s", s.now.log)
	})
}

func (s *story) start(dir string, args func(string) []string) {
	o, err := serve(dir, args)
	s.ts.Check(err)
	s.now = o
	s.jars = map[string]*http.Client{}
	s.ts.Setenv("DB", database(dir))
	s.ts.Setenv("DATA", dir)
	s.ts.Setenv("URL", o.base)
}

func (s *story) stop(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 0, 0, "stop")
	s.ts.Check(s.now.stop())
}

func (s *story) restart(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 0, 0, "restart")
	s.ts.Check(s.now.stop())
	s.start(s.now.dir, s.now.args)
}

// fill puts the story's variables into a text.
func (s *story) fill(text string) string {
	return os.Expand(text, func(name string) string {
		v := s.ts.Getenv(name)
		if v == "" {
			s.fail("$%s is not known", name)
		}
		return v
	})
}

// key makes a program's key for a log-in.
func (s *story) key(login string) {
	out, err := exec.Command("nghisu", "token", "create", "--user", login, "--db", s.ts.Getenv("DB")).Output()
	if err != nil {
		s.fail("token create --user %s: %v: %s", login, err, stderrOf(err))
	}
	if s.tokens == nil {
		s.tokens = map[string]string{}
	}
	s.tokens[login] = strings.Fields(string(out))[0]
}

func (s *story) token(login string) string {
	if t := s.tokens[login]; t != "" {
		return t
	}
	if t := s.common.tokens[login]; t != "" {
		return t
	}
	s.fail("no log-in %q", login)
	return ""
}

// send asks the API and gives the status and the answer's text.
func (s *story) send(method, path, body, login string, headers []string) (int, []byte) {
	if !strings.HasPrefix(path, "/api/") {
		path = "/api/v1" + path
	}
	r, err := http.NewRequest(method, s.now.base+strings.ReplaceAll(path, " ", "%20"), strings.NewReader(body))
	s.ts.Check(err)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if login != "" {
		r.Header.Set("Authorization", "Bearer "+s.token(login))
	}
	for _, h := range headers {
		k, v, _ := strings.Cut(h, ":")
		r.Header.Set(k, strings.TrimSpace(v))
	}
	client := http.Client{Timeout: 30 * time.Second}
	a, err := client.Do(r)
	s.ts.Check(err)
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	s.ts.Check(err)
	return a.StatusCode, text
}

func (s *story) api(neg bool, args []string) {
	const usage = "api METHOD PATH [BODY] [as LOGIN] [with 'Header: value']…"
	s.need(args, 2, -1, usage)
	method, path, rest := args[0], s.fill(args[1]), args[2:]
	var body, login string
	var headers []string
	if len(rest) > 0 && rest[0] != "as" && rest[0] != "with" {
		body = rest[0]
		if name, ok := strings.CutPrefix(body, "@"); ok {
			body = s.ts.ReadFile(name)
		}
		body, rest = s.fill(body), rest[1:]
	}
	for len(rest) >= 2 {
		switch rest[0] {
		case "as":
			login = rest[1]
		case "with":
			headers = append(headers, s.fill(rest[1]))
		default:
			s.fail("usage: %s", usage)
		}
		rest = rest[2:]
	}
	if len(rest) != 0 {
		s.fail("usage: %s", usage)
	}
	status, text := s.send(method, path, body, login, headers)
	s.status = status
	s.take(text)
	if bad := status >= 400; bad != neg {
		s.fail("%s %s answered %d", method, path, status)
	}
}

// take keeps an answer for the words that follow.
func (s *story) take(text []byte) {
	v, err := decode(text)
	if err != nil {
		v = string(text)
	}
	s.answer = v
}

func (s *story) cli(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 2, -1, "cli CODE WORDS…")
	cmd := exec.Command("nghisu", args[1:]...)
	cmd.Dir = s.ts.MkAbs(".")
	cmd.Env = append(os.Environ(), "LANG=", "LC_ALL=")
	var out, bad bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &bad
	err := cmd.Run()
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		s.ts.Check(err)
	}
	_, _ = s.ts.Stdout().Write(out.Bytes())
	_, _ = s.ts.Stderr().Write(bad.Bytes())
	if v, err := decode(out.Bytes()); err == nil {
		s.answer = v
	}
	if want := args[0]; fmt.Sprint(code) != want {
		s.fail("nghisu %s ended with %d, want %s", strings.Join(args[1:], " "), code, want)
	}
}

var (
	unseen = regexp.MustCompile(`(?s)<(script|style|template)\b.*?</(script|style|template)>`)
	tag    = regexp.MustCompile(`<[^>]*>`)
	spaces = regexp.MustCompile(`[\s\p{Z}]+`)
)

// plainPage is the words of a page, in one line.
func plainPage(text []byte) string {
	plain := html.UnescapeString(tag.ReplaceAllString(unseen.ReplaceAllString(string(text), " "), " "))
	return strings.TrimSpace(spaces.ReplaceAllString(plain, " "))
}

// page signs in as people do, and reads a page. Its words are the output, in one
// line, so that a pattern finds a sentence wherever the tags stand.
func (s *story) page(neg bool, args []string) {
	s.need(args, 2, 2, "page LOGIN PATH")
	login, path := args[0], s.fill(args[1])
	a, err := s.client(login).Get(s.now.base + path)
	s.ts.Check(err)
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	s.ts.Check(err)
	s.status = a.StatusCode
	fmt.Fprintln(s.ts.Stdout(), plainPage(text))
	if bad := s.status >= 400; bad != neg {
		s.fail("GET %s answered %d", path, s.status)
	}
}

func (s *story) hasStatus(neg bool, args []string) {
	s.need(args, 1, 1, "status CODE")
	if (fmt.Sprint(s.status) == args[0]) == neg {
		s.fail("the status is %d", s.status)
	}
}

// led is what a path leads to in the last answer.
func (s *story) led(path string) []string {
	list, err := pick(s.answer, s.fill(path))
	s.ts.Check(err)
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = words(v)
	}
	return out
}

func (s *story) is(neg bool, args []string) {
	s.need(args, 1, -1, "is PATH VALUE…")
	got, want := s.led(args[0]), args[1:]
	for i := range want {
		want[i] = s.fill(want[i])
	}
	if slices.Equal(got, want) == neg {
		s.fail("%s leads to %q", args[0], got)
	}
}

func (s *story) has(neg bool, args []string) {
	s.need(args, 2, -1, "has PATH VALUE…")
	got := s.led(args[0])
	for _, want := range args[1:] {
		if slices.Contains(got, s.fill(want)) == neg {
			s.fail("%s leads to %q", args[0], got)
		}
	}
}

func (s *story) count(neg bool, args []string) {
	s.need(args, 2, 2, "count PATH N")
	if got := s.led(args[0]); (fmt.Sprint(len(got)) == args[1]) == neg {
		s.fail("%s leads to %d: %q", args[0], len(got), got)
	}
}

func (s *story) keep(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 2, 2, "keep NAME PATH")
	got := s.led(args[1])
	if len(got) != 1 || got[0] == "" {
		s.fail("%s leads to %q, not to one value", args[1], got)
	}
	s.ts.Setenv(args[0], got[0])
}

func (s *story) quote(neg bool, args []string) {
	s.positive(neg)
	if len(args) < 2 || len(args)%2 != 0 {
		s.fail("usage: quote NAME FILE [OLD NEW]…")
	}
	text := s.ts.ReadFile(args[1])
	for pair := range slices.Chunk(args[2:], 2) {
		if !strings.Contains(text, pair[0]) {
			s.fail("%s does not hold %q", args[1], pair[0])
		}
		text = strings.ReplaceAll(text, pair[0], pair[1])
	}
	quoted, err := json.Marshal(text)
	s.ts.Check(err)
	s.ts.Setenv(args[0], string(quoted[1:len(quoted)-1]))
}

func (s *story) refused(neg bool, args []string) {
	s.positive(neg)
	cut := slices.Index(args, "could")
	if len(args) < 2 || cut < 1 {
		s.fail("usage: refused CODE CLAUSE… could ROLE…")
	}
	if s.status != http.StatusForbidden {
		s.fail("the status is %d, not 403", s.status)
	}
	for _, x := range []struct {
		path string
		want []string
	}{
		{"kind", []string{"refused"}}, {"code", args[:1]}, {"clauses[].address", args[1:cut]}, {"who_could[]", args[cut+1:]},
	} {
		if got := s.led(x.path); !slices.Equal(got, x.want) {
			s.fail("%s is %q, want %q", x.path, got, x.want)
		}
	}
}

// account opens a log-in for a person of the record, with a program's key.
func (s *story) account(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 2, 2, "account LOGIN PERSON")
	login, person := args[0], s.fill(args[1])
	body, err := json.Marshal(map[string]string{"login": login, "person": person, "password": password})
	s.ts.Check(err)
	if status, text := s.send("POST", "/accounts", string(body), "quantri", nil); status >= 400 {
		s.fail("account %s: %d %s", login, status, text)
	}
	s.key(login)
	s.names = nil
}

// registered reads the newest acts of the whole register, as the keeper.
func (s *story) registered(cursor string) (items []any, next string) {
	status, text := s.send("GET", "/register?newest=true&limit=50&after="+url.QueryEscape(cursor), "", "quantri", nil)
	v, err := decode(text)
	if status != http.StatusOK || err != nil {
		s.fail("the register answered %d: %s", status, text)
	}
	items, _ = pick(v, "items[]")
	if n, _ := pick(v, "next"); len(n) == 1 && n[0] != nil {
		next = words(n[0])
	}
	return items, next
}

func one(v any, path string) string {
	got, err := pick(v, path)
	if err != nil || len(got) != 1 {
		return ""
	}
	return words(got[0])
}

func (s *story) mark(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 0, 0, "mark")
	items, _ := s.registered("")
	if len(items) == 0 {
		s.fail("the register is empty")
	}
	s.last = one(items[0], "id")
}

// acts compares what entered the register since the mark with the lines of a
// file; "-" is no act at all. The mark moves on.
func (s *story) acts(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 1, 1, "acts FILE|-")
	if s.last == "" {
		s.fail("no mark was set")
	}
	want := []string{}
	if args[0] != "-" {
		for line := range strings.Lines(s.ts.ReadFile(args[0])) {
			if line = strings.Join(strings.Fields(line), " "); line != "" && line[0] != '#' {
				want = append(want, line)
			}
		}
	}
	got, newest := s.since()
	if !slices.Equal(got, want) {
		s.fail("the register has since the mark:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	s.last = newest
}

// since gives the acts after the mark, oldest first, and the newest id. Numbers
// of one body must follow one another.
func (s *story) since() (lines []string, newest string) {
	newest = s.last
	var list []any
	for cursor := ""; ; {
		items, next := s.registered(cursor)
		for _, x := range items {
			if one(x, "id") == s.last {
				next = ""
				break
			}
			list = append(list, x)
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	slices.Reverse(list)
	seen := map[string]int{}
	for _, x := range list {
		newest = one(x, "id")
		body := one(x, "body")
		seq, err := strconv.Atoi(one(x, "seq"))
		s.ts.Check(err)
		if was, ok := seen[body]; ok && seq != was+1 {
			s.fail("%s: number %d follows %d", body, seq, was)
		}
		seen[body] = seq
		ground := "inherent:" + one(x, "ground.inherent")
		if one(x, "ground.reason") == "granted" {
			cites, _ := pick(x, "clauses[].address")
			var at []string
			for _, c := range cites {
				at = append(at, words(c))
			}
			ground = strings.Join(at, ",")
		}
		if body == "" {
			body = "office"
		}
		who := s.loginOf(one(x, "person"))
		if leader := one(x, "on_behalf"); leader != "" {
			who += "/" + s.loginOf(leader)
		}
		lines = append(lines, strings.Join([]string{body, one(x, "act"), who, ground}, " "))
	}
	return lines, newest
}

// loginOf names a person by a log-in.
func (s *story) loginOf(name string) string {
	if s.names == nil {
		status, text := s.send("GET", "/accounts", "", "quantri", nil)
		v, err := decode(text)
		if status != http.StatusOK || err != nil {
			s.fail("the accounts answered %d: %s", status, text)
		}
		s.names = map[string]string{}
		items, _ := pick(v, "items[]")
		for _, x := range items {
			s.names[one(x, "name")] = one(x, "login")
		}
	}
	if login := s.names[name]; login != "" {
		return login
	}
	return "?" + name
}

// flip changes one bit of the last place where a file holds a word.
func (s *story) flip(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 2, 2, "flip FILE WORD")
	name := s.ts.MkAbs(args[0])
	text, err := os.ReadFile(name)
	s.ts.Check(err)
	at := bytes.LastIndex(text, []byte(args[1]))
	if at < 0 {
		s.fail("%s does not hold %q", args[0], args[1])
	}
	text[at] ^= 1
	s.ts.Check(os.WriteFile(name, text, 0o600))
}

// chop cuts the second half of a file off.
func (s *story) chop(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 1, 1, "chop FILE")
	name := s.ts.MkAbs(args[0])
	info, err := os.Stat(name)
	s.ts.Check(err)
	s.ts.Check(os.Truncate(name, info.Size()/2))
}

// schema makes a database one of a later program.
func (s *story) schema(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 2, 2, "schema FILE N")
	db, err := sql.Open("sqlite", s.ts.MkAbs(args[0]))
	s.ts.Check(err)
	_, err = db.Exec("insert into goose_db_version (version_id, is_applied) values ($1, true)", args[1])
	s.ts.Check(errors.Join(err, db.Close()))
}

// soon remembers an instant to come, by the machine's clock.
func (s *story) soon(neg bool, args []string) {
	s.positive(neg)
	s.need(args, 2, 2, "soon NAME SECONDS")
	n, err := strconv.Atoi(args[1])
	s.ts.Check(err)
	s.ts.Setenv(args[0], time.Now().Add(time.Duration(n)*time.Second).UTC().Format(time.RFC3339Nano))
}
