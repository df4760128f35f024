package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// kept is what a device learns that keeps a meeting or a round.
type kept struct {
	Person, Token, Title string
	Now                  int64
	Days                 int
	Assets               []string
	Pages                []struct {
		URL, From, Action string
		Labels            map[string]string
	}
	Words map[string]string
}

// queued posts a form as the script of a device does, for a person.
func (b *reader) queued(path, who string, form url.Values) answer {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodPost, b.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set(ui.QueueHeader, who)
	return b.do(r)
}

// TestKeeping lists what a device keeps of a meeting, with the round of the body that
// waits for the reader, and nothing for who may not see it; then sends what was
// filled in without a network.
func TestKeeping(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.account("pho-ban", "deputy")
	round := w.consultation()
	m := committee.MeetingID(w.must(w.app.Convene(ctx, w.as("head"), app.ConveneIn{
		Body: theBody, Kind: committee.Regular, Title: "Phiên quý I", Start: w.at.Add(72 * time.Hour), Chair: w.seats["head"], Agenda: []app.ItemIn{{Title: "Kế hoạch"}},
	})).Ref)
	at, member := ui.KeptPath+"/phien-hop/"+string(m), w.signedIn("so-2")
	who := string(w.people["lead"])

	r := member.queued(at, who, nil)
	var list kept
	if err := json.Unmarshal([]byte(r.html), &list); err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%d %v\n%s", r.StatusCode, err, r.html)
	}
	urls := map[string]string{}
	for _, p := range list.Pages {
		urls[p.URL] = p.From
		if a := member.get(p.URL); a.StatusCode != http.StatusOK {
			t.Errorf("%s answers %d", p.URL, a.StatusCode)
		}
	}
	for _, u := range []string{
		ui.KeptPath, ui.MeetingPath(m), ui.RoomPath(m, ""), ui.MeetingPath(m) + "/tra-loi", ui.RoundPath(round), ui.RoundPath(round, "tra-loi"),
	} {
		if _, ok := urls[u]; !ok {
			t.Errorf("%s is not kept: %v", u, urls)
		}
	}
	if from := urls[ui.RoundPath(round, "tra-loi")]; !strings.Contains(from, "comments.1.text=") {
		t.Errorf("the slip is kept without a place for a comment: %q", from)
	}
	for _, a := range list.Assets {
		if x := member.get(a); x.StatusCode != http.StatusOK {
			t.Errorf("%s answers %d", a, x.StatusCode)
		}
	}
	if list.Person != who || list.Token == "" || list.Days != 14 || list.Words["shown"] == "" || strings.Contains(strings.Join(list.Assets, " "), "vote") {
		t.Errorf("%+v", list)
	}
	again := member.queued(at, who, url.Values{"may": {list.Token}})
	if !strings.Contains(again.html, list.Token) {
		t.Error("a device that is known is registered anew")
	}
	if x := w.signedIn("nguoi-ngoai").queued(at, string(w.people["outsider"]), nil); x.StatusCode != http.StatusNotFound {
		t.Errorf("an outsider keeps the meeting: %d %s", x.StatusCode, x.html)
	}

	// The device asks whether it may go on; nobody has to be signed in for that.
	nobody := w.reader()
	if x := nobody.post(ui.KeptPath+"/kiem-tra", url.Values{"may": {list.Token}}); x.StatusCode != http.StatusOK || !strings.Contains(x.html, `"now":`) {
		t.Errorf("%d %s", x.StatusCode, x.html)
	}
	if x := nobody.post(ui.KeptPath+"/kiem-tra", url.Values{"may": {"x"}}); x.StatusCode != http.StatusGone || !strings.Contains(x.html, `"ended":true`) {
		t.Errorf("%d %s", x.StatusCode, x.html)
	}

	// What was filled in goes out under the session of who filled it in, and no other.
	path := ui.RoundPath(round, "tra-loi")
	ms := strconv.FormatInt(w.app.Now().Add(-time.Hour).UnixMilli(), 10)
	slip := url.Values{
		"khoa": {"may-1"}, "by": {"seat:" + string(w.seats["member"])}, "version": {"1"}, "slips.1.position": {"against"}, "slips.1.reason": {"Chưa đủ vốn"},
		"slips.1.revision": {"0"}, "dien-luc": {ms}, "lech-luu": {"20"}, "lech-gui": {"30"},
	}
	deputy := w.signedIn("pho-ban")
	for what, x := range map[string]answer{"another's": deputy.queued(path, who, slip), "nobody's": nobody.queued(path, who, slip)} {
		if x.StatusCode != http.StatusUnauthorized || !strings.Contains(x.html, `"fault"`) {
			t.Errorf("under %s session: %d %s", what, x.StatusCode, x.html)
		}
	}
	if x := member.queued(path, who, slip); x.StatusCode != http.StatusConflict || !strings.Contains(x.html, "bản 1") {
		t.Errorf("on the text before: %d %s", x.StatusCode, x.html)
	}
	slip.Set("version", "2")
	slip.Del("slips.1.position")
	if x := member.queued(path, who, slip); x.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(x.html, `"kind":"invalid"`) {
		t.Errorf("without a position: %d %s", x.StatusCode, x.html)
	}
	slip.Set("slips.1.position", "against")
	for range 2 {
		if x := member.queued(path, who, slip); x.StatusCode != http.StatusOK || !strings.Contains(x.html, `"done":`) {
			t.Fatalf("sent: %d %s", x.StatusCode, x.html)
		}
	}
	page, err := w.app.Round(ctx, w.as("lead"), round)
	if err != nil {
		t.Fatal(err)
	}
	s := page.Round.Slip(page.Round.Questions[0].ID, committee.Party{Seat: w.seats["member"]})
	if s == nil || s.Revision != 1 || strconv.FormatInt(s.Filled.At.UnixMilli(), 10) != ms || s.Filled.Kept != 20*time.Millisecond || s.Filled.Sent != 30*time.Millisecond {
		t.Errorf("on record: %+v", s)
	}
	if x := member.get(path); !strings.Contains(x.page.Text(), "khi không có mạng") {
		t.Error("the slip does not say that it was filled in without a network")
	}

	// The words come back to the form as it now is.
	form := member.post(path, url.Values{"by": slip["by"], "slips.1.position": {"other"}, "slips.1.reason": {"Xem lại"}, "buoc": {"sua"}})
	if f := fields(mainForm(t, form)); f.Get("slips.1.revision") != "1" || f.Get("version") != "2" || f.Get("slips.1.reason") != "Xem lại" || f.Get("slips.1.position") != "other" {
		t.Errorf("the form holds %v", f)
	}

	// The worker speaks for the whole of the origin and is asked for anew.
	script := nobody.get(ui.WorkerPath)
	if script.StatusCode != http.StatusOK || script.Header.Get("Cache-Control") != "no-cache" || !strings.HasPrefix(script.Header.Get("Content-Type"), "text/javascript") {
		t.Errorf("%d %v", script.StatusCode, script.Header)
	}
	if x := member.get(ui.SignInPath); !strings.Contains(x.Header.Get("Content-Security-Policy"), "worker-src 'self'") {
		t.Error("the policy of pages does not name workers")
	}
}
