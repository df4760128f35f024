package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nghisu/charters"
	"nghisu/internal/api"
	"nghisu/internal/app"
	"nghisu/internal/blob"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/identity"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

const (
	office = committee.OfficeID("nghe-an")
	bodyC  = "ban-chi-dao-nghe-an"
)

// world is an office with body C in it, served to programs, under a clock that
// tests move.
type world struct {
	t      *testing.T
	app    *app.App
	store  *store.Store
	url    string
	at     time.Time
	log    *bytes.Buffer
	keeper app.Actor
	people map[string]committee.PersonID
	seats  map[charter.Role][]committee.SeatID
	agency map[string]committee.AgencyID
	post   committee.PostID
	tokens map[string]string
}

func day(s string) charter.Date {
	d, err := charter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func eachWorld(t *testing.T, fn func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) { fn(t, newWorld(t, open())) })
}

func sqliteWorld(t *testing.T) *world {
	return newWorld(t, storetest.New(t))
}

func newWorld(t *testing.T, s *store.Store) *world {
	w := &world{
		t: t, store: s, log: &bytes.Buffer{}, at: time.Date(2019, 3, 20, 2, 0, 0, 0, time.UTC), people: map[string]committee.PersonID{},
		agency: map[string]committee.AgencyID{}, seats: map[charter.Role][]committee.SeatID{}, tokens: map[string]string{},
	}
	w.app = app.New(s, app.NewKeyring(t.TempDir()), func() time.Time { return w.at }, nil)
	files, err := blob.Open(filepath.Join(t.TempDir(), "files"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	w.app.KeepFiles(files, 1<<20)
	w.found()
	m := api.NewMetrics(nil)
	h := m.Measure(api.New(api.Deps{
		App: w.app, Office: office, Version: "thử", Metrics: m, Log: slog.New(slog.NewTextHandler(w.log, nil)),
	}))
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	w.url = server.URL
	return w
}

func (w *world) must(r app.Receipt, err error) app.Receipt {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func (w *world) found() {
	ctx := context.Background()
	r := w.must(w.app.FoundOffice(ctx, app.Operator(office), app.OfficeIn{VI: "Văn phòng UBND tỉnh", Keeper: "Người giữ sổ", From: day("2019-01-01")}))
	w.keeper = app.Actor{Office: office, Person: committee.PersonID(r.Ref), Via: "cli"}
	w.people["keeper"] = w.keeper.Person
	for _, g := range []struct{ key, parent, kind, name string }{
		{"ubnd", "", "province", "Ủy ban nhân dân tỉnh"}, {"so1", "ubnd", "department", "Sở 1"}, {"so2", "ubnd", "department", "Sở 2"},
	} {
		r := w.must(w.app.RecordAgency(ctx, w.keeper, app.AgencyIn{Parent: w.agency[g.parent], Kind: g.kind, VI: g.name}))
		w.agency[g.key] = committee.AgencyID(r.Ref)
	}
	for _, n := range []string{"head", "deputy", "member", "giam-doc", "outsider"} {
		r := w.must(w.app.RecordPerson(ctx, w.keeper, app.PersonIn{Name: committee.Prose("Người " + n)}))
		w.people[n] = committee.PersonID(r.Ref)
	}
	r = w.must(w.app.RecordPost(ctx, w.keeper, app.PostIn{Agency: w.agency["so1"], Kind: "head", VI: "Giám đốc Sở 1", Leads: true}))
	w.post = committee.PostID(r.Ref)
	w.must(w.app.TakePost(ctx, w.keeper, app.TakePostIn{Post: w.post, Person: w.people["giam-doc"], From: day("2019-01-01")}))
	src, err := charters.Read(bodyC)
	if err != nil {
		w.t.Fatal(err)
	}
	paper := app.DecisionIn{Title: "Quyết định thành lập", DateFrom: day("2019-03-19"), DateTo: day("2019-03-19"), Effect: day("2019-03-19")}
	w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
		Key: bodyC, Host: w.agency["ubnd"], Superior: w.agency["ubnd"], Charter: string(src), From: day("2019-03-19"), Decision: paper,
	}))
	sits := func(role charter.Role, name string) app.SeatIn {
		return app.SeatIn{Role: role, Fill: committee.FillPerson, Ref: string(w.people[name])}
	}
	paper.Title = "Kiện toàn"
	w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{
		Body: bodyC, Decision: paper, Seats: []app.SeatIn{sits("head", "head"), sits("deputy", "deputy"), sits("member", "member")},
	}))
	lines, err := w.app.RosterOn(ctx, w.keeper, bodyC, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, l := range lines {
		w.seats[l.Role] = append(w.seats[l.Role], l.Seat)
	}
	w.grant()
}

// grant gives everybody a key. Accounts are written without their passwords'
// hashes, which are dear and here never asked for.
func (w *world) grant() {
	err := w.store.Write(context.Background(), office, nil, func(tx *store.Tx) error {
		for name, id := range w.people {
			secret, hash := identity.NewToken()
			w.tokens[name] = secret
			if err := tx.PutAccount(store.Account{Login: name, Person: id}); err != nil {
				return err
			}
			if err := tx.AddToken(store.APIToken{ID: "khoa-" + name, TokenHash: hash, Person: id, Name: "thử"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// reply is what the server answered.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	body   []byte
	json   any
}

// call asks for method and path as somebody, "" being nobody. headers come in
// pairs.
func (w *world) call(as, request string, body any, headers ...string) reply {
	w.t.Helper()
	method, path, _ := strings.Cut(request, " ")
	if strings.HasPrefix(path, "/v1") {
		path = "/api" + path
	}
	var send io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		send = strings.NewReader(b)
	default:
		text, err := json.Marshal(b)
		if err != nil {
			w.t.Fatal(err)
		}
		send = bytes.NewReader(text)
	}
	r, err := http.NewRequest(method, w.url+path, send)
	if err != nil {
		w.t.Fatal(err)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if as != "" {
		secret, ok := w.tokens[as]
		if !ok {
			secret = as
		}
		r.Header.Set("Authorization", "Bearer "+secret)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer answer.Body.Close()
	out := reply{t: w.t, status: answer.StatusCode, header: answer.Header}
	if out.body, err = io.ReadAll(answer.Body); err != nil {
		w.t.Fatal(err)
	}
	if strings.Contains(answer.Header.Get("Content-Type"), "json") {
		if err := json.Unmarshal(out.body, &out.json); err != nil {
			w.t.Fatalf("%s: %v: %s", request, err, out.body)
		}
	}
	return out
}

// ok asks for a success and gives the answer.
func (w *world) ok(as, request string, body any, headers ...string) reply {
	w.t.Helper()
	r := w.call(as, request, body, headers...)
	if r.status >= 300 {
		w.t.Fatalf("%s as %s: %d %.600s", request, as, r.status, r.body)
	}
	return r
}

// fault asks for a fault of a status and code.
func (w *world) fault(status int, code, as, request string, body any, headers ...string) reply {
	w.t.Helper()
	r := w.call(as, request, body, headers...)
	if r.status != status || r.str("code") != code || r.header.Get("Content-Type") != "application/problem+json" {
		w.t.Errorf("%s as %q: %d %.600s, want %d %s", request, as, r.status, r.body, status, code)
		return r
	}
	for _, field := range []string{"kind", "message", "title", "type"} {
		if r.str(field) == "" || strings.HasPrefix(r.str(field), "[") {
			w.t.Errorf("%s: the fault lacks %s: %s", request, field, r.body)
		}
	}
	for _, field := range []string{"clauses", "who_could"} {
		if _, ok := r.at(field).([]any); !ok {
			w.t.Errorf("%s: the fault lacks the list %s: %s", request, field, r.body)
		}
	}
	return r
}

// at gives a value by its path: items.0.id; nil when there is none.
func (r reply) at(path string) any {
	v := r.json
	for part := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[part]
		case []any:
			var n int
			if _, err := fmt.Sscan(part, &n); err != nil || n >= len(x) {
				return nil
			}
			v = x[n]
		default:
			return nil
		}
	}
	return v
}

func (r reply) str(path string) string {
	s, _ := r.at(path).(string)
	return s
}

func (r reply) len(path string) int {
	l, _ := r.at(path).([]any)
	return len(l)
}
