package web

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"nghisu/charters"
	"nghisu/internal/app"
	"nghisu/internal/blob"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store/storetest"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

const (
	office   = committee.OfficeID("tinh-a")
	theBody  = committee.BodyKey("ban-chi-dao-nghe-an")
	password = "một câu dài dễ nhớ của tỉnh A"
)

// world is an office with one body, served over HTTP.
type world struct {
	t      testing.TB
	app    *app.App
	deps   ui.Deps
	server *httptest.Server
	at     time.Time
	people map[string]committee.PersonID
	agency map[string]committee.AgencyID
	seats  map[charter.Role]committee.SeatID
	task   committee.TaskID
}

func newWorld(t testing.TB) *world {
	w := &world{
		t: t, at: time.Date(2019, 3, 20, 2, 0, 0, 0, time.UTC),
		people: map[string]committee.PersonID{}, agency: map[string]committee.AgencyID{}, seats: map[charter.Role]committee.SeatID{},
	}
	s := storetest.New(t)
	w.app = app.New(s, app.NewKeyring(t.TempDir()), func() time.Time { return w.at }, nil)
	files, err := blob.Open(t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	w.app.KeepFiles(files, 1<<20)
	w.deps = ui.Deps{
		App: w.app, Office: office, Name: charter.Text{VI: "Văn phòng UBND tỉnh A", EN: "Office of province A"},
		Zone: time.FixedZone("+07", 7*3600), Demo: []ui.DemoLogin{{Login: "truong-ban", Password: password, What: charter.Text{VI: "Trưởng ban", EN: "Head"}}},
	}
	w.found()
	w.server = httptest.NewServer(New(w.deps))
	t.Cleanup(w.server.Close)
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
	ctx, first := context.Background(), charter.NewDate(2019, 1, 1)
	r := w.must(w.app.FoundOffice(ctx, app.Actor{Office: office, Via: "cli"}, app.OfficeIn{VI: "Văn phòng UBND tỉnh A", Keeper: "Người giữ sổ 1", From: first}))
	keeper := app.Actor{Office: office, Person: committee.PersonID(r.Ref), Via: "cli"}
	w.people["keeper"] = keeper.Person
	for key, name := range map[string]string{"head": "Chủ tịch 1", "deputy": "Phó Chủ tịch 1", "lead": "Giám đốc Sở 2", "outsider": "Chuyên viên 9"} {
		r := w.must(w.app.RecordPerson(ctx, keeper, app.PersonIn{Name: committee.Prose(name)}))
		w.people[key] = committee.PersonID(r.Ref)
	}
	for _, g := range []struct{ key, parent, kind, name string }{
		{"ubnd", "", "province", "Ủy ban nhân dân tỉnh A"}, {"vp", "ubnd", "office", "Văn phòng UBND tỉnh A"}, {"so2", "ubnd", "department", "Sở 2"},
	} {
		r := w.must(w.app.RecordAgency(ctx, keeper, app.AgencyIn{Parent: w.agency[g.parent], Kind: g.kind, VI: g.name}))
		w.agency[g.key] = committee.AgencyID(r.Ref)
	}
	post := w.must(w.app.RecordPost(ctx, keeper, app.PostIn{Agency: w.agency["so2"], Kind: "director", VI: "Giám đốc Sở 2", Leads: true}))
	w.must(w.app.TakePost(ctx, keeper, app.TakePostIn{Post: committee.PostID(post.Ref), Person: w.people["lead"], From: first}))
	src, err := charters.Read(string(theBody))
	if err != nil {
		w.t.Fatal(err)
	}
	start := charter.NewDate(2019, 3, 19)
	decision := app.DecisionIn{Number: "1/QĐ-UBND", Title: "Quyết định thành lập", DateFrom: start, DateTo: start, Effect: start}
	w.must(w.app.EstablishBody(ctx, keeper, app.EstablishIn{
		Key: theBody, Host: w.agency["vp"], Superior: w.agency["ubnd"], Standing: w.agency["vp"], Charter: string(src), From: start, Decision: decision,
	}))
	decision.Number, decision.Title = "2/QĐ-UBND", "Quyết định kiện toàn"
	w.must(w.app.Reconstitute(ctx, keeper, app.ReconstituteIn{Body: theBody, Decision: decision, Seats: []app.SeatIn{
		{Role: "head", Fill: committee.FillPerson, Ref: string(w.people["head"])},
		{Role: "deputy", Fill: committee.FillPerson, Ref: string(w.people["deputy"])},
		{Role: "member", Fill: committee.FillPerson, Ref: string(w.people["lead"])},
	}}))
	roster, err := w.app.RosterOn(ctx, keeper, theBody, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range roster {
		w.seats[s.Role] = s.Seat
	}
	r = w.must(w.app.AssignTask(ctx, w.as("head"), app.TaskIn{
		Body: theBody, Title: "Rà soát phần mềm dùng chung", Lead: w.agency["so2"], Accountable: w.seats["member"], Due: start + 60,
	}))
	w.task = committee.TaskID(r.Ref)
	for login, key := range map[string]string{"giu-so": "keeper", "truong-ban": "head", "so-2": "lead", "nguoi-ngoai": "outsider"} {
		if err := w.app.CreateAccount(ctx, keeper, app.AccountIn{Login: login, Person: w.people[key], Password: password}); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) as(key string) app.Actor {
	return app.Actor{Office: office, Person: w.people[key], Via: "web"}
}

// reader is a browser: it keeps cookies and follows no redirect by itself.
type reader struct {
	*world
	http *http.Client
}

func (w *world) reader() *reader {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return &reader{w, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// signedIn is a browser in which somebody has signed in.
func (w *world) signedIn(login string) *reader {
	w.t.Helper()
	b := w.reader()
	r := b.post(ui.SignInPath, url.Values{"login": {login}, "password": {password}})
	if r.StatusCode != http.StatusSeeOther {
		w.t.Fatalf("sign-in of %s: status %d\n%s", login, r.StatusCode, r.page.Text())
	}
	return b
}

// answer is a response with its page read back.
type answer struct {
	*http.Response
	html string
	page *uitest.Node
}

func (b *reader) do(r *http.Request) answer {
	b.t.Helper()
	res, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	a := answer{Response: res, html: string(body)}
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") && res.StatusCode != http.StatusSeeOther {
		a.page = uitest.Parse(b.t, a.html)
	} else {
		a.page = &uitest.Node{}
	}
	return a
}

func (b *reader) get(path string) answer {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, b.server.URL+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(r)
}

func (b *reader) post(path string, form url.Values) answer {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodPost, b.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(r)
}

// fields are the values that a form of a page would send, with some replaced.
func fields(form *uitest.Node, pairs ...string) url.Values {
	out := url.Values{}
	for _, tag := range []string{"input", "textarea"} {
		for _, n := range form.All(tag) {
			switch n.Attrs["type"] {
			case "checkbox", "radio":
				if _, on := n.Attrs["checked"]; !on {
					continue
				}
			}
			value := n.Attrs["value"]
			if tag == "textarea" {
				value = n.Text()
			}
			out.Add(n.Attrs["name"], value)
		}
	}
	for _, n := range form.All("select") {
		for _, o := range n.All("option[selected]") {
			out.Add(n.Attrs["name"], o.Attrs["value"])
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		out.Set(pairs[i], pairs[i+1])
	}
	return out
}

// main is the form that a page is about.
func mainForm(t testing.TB, a answer) *uitest.Node {
	t.Helper()
	for _, f := range a.page.All("main form") {
		if f.Attrs["method"] == "post" && f.Attrs["action"] != ui.ViewPath {
			return f
		}
	}
	t.Fatalf("no form on the page:\n%s", a.page.Text())
	return nil
}
