package keep

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// listing is what a device keeps of one meeting or round.
type listing struct {
	c *ui.Call

	Person committee.PersonID `json:"person"`
	Token  string             `json:"token"` // by which the device asks whether it may keep it
	Now    int64              `json:"now"`   // milliseconds since 1970, by the server's clock
	Days   int                `json:"days"`  // for which it can be read
	Title  string             `json:"title"`
	Line   string             `json:"line"`
	Href   string             `json:"href"`
	Assets []string           `json:"assets"`
	Files  []keptFile         `json:"files"`
	Pages  []keptPage         `json:"pages"`
	Papers []titled           `json:"papers"` // as the list of what is kept links them
	Packs  []titled           `json:"packs"`
	Words  map[string]string  `json:"words"`

	seen map[string]bool // addresses listed
}

// keptFile is a file that never changes under its key: the hash of what it is, or of
// what it is made of.
type keptFile struct {
	URL  string `json:"url"`
	Key  string `json:"key"`
	Name string `json:"name,omitempty"` // under which it is saved
	Size int64  `json:"size"`
}

// keptPage is a page that is fetched anew each time. From is where it is fetched
// when that is not the address under which it is read.
type keptPage struct {
	URL    string            `json:"url"`
	From   string            `json:"from,omitempty"`
	Title  string            `json:"title,omitempty"`
	Action string            `json:"action,omitempty"` // of the form on it that may wait
	Labels map[string]string `json:"labels,omitempty"` // what its choices are called
}

type titled struct {
	Title string `json:"title"`
	Href  string `json:"href"`
}

func newListing(c *ui.Call, secret string) *listing {
	l := &listing{
		c: c, Person: c.By.Person, Token: secret, Now: c.App.Now().UnixMilli(), Days: keptDays, Assets: ui.KeptAssets(),
		Files: []keptFile{}, Papers: []titled{}, Packs: []titled{}, Words: ui.KeptSentences(c.Page), seen: map[string]bool{},
	}
	l.page(keptPage{URL: ui.KeptPath, Title: c.Page.T("keep.list")})
	return l
}

func (l *listing) answer() error { return l.c.JSON(http.StatusOK, l) }

func (l *listing) page(x keptPage) {
	if !l.seen[x.URL] {
		l.seen[x.URL] = true
		l.Pages = append(l.Pages, x)
	}
}

// file lists a file under the hash of what it holds; how tells two drawings of one
// source apart.
func (l *listing) file(url, how, sum, name string, size int64) {
	if !l.seen[url] {
		l.seen[url] = true
		l.Files = append(l.Files, keptFile{URL: url, Key: ui.KeptPath + "/tep/" + how + "-" + sum, Name: name, Size: size})
	}
}

// meeting lists the pages of a meeting and its papers.
func (l *listing) meeting(m app.MeetingPage) {
	p := l.c.Page
	path := ui.MeetingPath(m.Line.ID)
	l.Title, l.Href = m.Line.Title, path
	if l.Title == "" {
		l.Title = p.T("meeting." + string(m.Line.Kind))
	}
	l.Line = p.Say(m.Line.BodyName) + " · " + p.Hours(m.Line.Start, m.Line.End) + " " + p.Day(p.DayOf(m.Line.Start))
	l.page(keptPage{URL: path, Title: l.Title})
	if s := m.Line.State; s == committee.Convened || s == committee.Postponed {
		l.page(keptPage{URL: ui.RoomPath(m.Line.ID, ""), Title: l.Title, Action: ui.RoomPath(m.Line.ID, "y-kien-truoc"), Labels: l.priorLabels(m)})
	}
	if m.Answers.Open {
		labels := map[string]string{}
		for _, k := range []committee.AnswerKind{committee.AnswerAttend, committee.AnswerOnline, committee.AnswerAbsent, committee.AnswerUndecided} {
			labels[string(k)] = p.T("answer." + string(k))
		}
		at := path + "/tra-loi"
		for i, x := range m.Answers.Mine {
			if i == 0 {
				l.page(keptPage{URL: at, Title: l.Title, Action: at, Labels: labels})
			}
			l.page(keptPage{URL: at + "?noi=" + x.Party.Key(), Title: l.Title, Action: at, Labels: labels})
		}
	}
	laid := sha256.New()
	open, size := 0, int64(0)
	for _, x := range m.Papers {
		v := x.Paper.Newest()
		if !x.Open || x.Paper.Withdrawn {
			continue
		}
		l.paper(x, v, false)
		open, size = open+1, size+v.Size
		fmt.Fprintln(laid, x.Paper.ID, v.N, v.SHA256, x.Paper.Item, x.Paper.Title)
	}
	if open == 0 {
		return
	}
	for _, x := range m.Meeting.Agenda { // the pack's table of contents
		fmt.Fprintln(laid, x.ID, x.Number, x.Title)
	}
	fmt.Fprintln(laid, l.Line, p.Lang)
	pack := path + "/bo-tai-lieu/toan-bo.pdf"
	l.file(pack, "bo", hex.EncodeToString(laid.Sum(nil)), "bo-tai-lieu-"+p.DayOf(m.Line.Start).String()+".pdf", size)
	l.Packs = append(l.Packs, titled{p.T("pack.get"), pack})
}

// priorLabels name the items and what can be said on them beforehand.
func (l *listing) priorLabels(m app.MeetingPage) map[string]string {
	p := l.c.Page
	out := map[string]string{"none": p.T("keep.prior-none")}
	for _, say := range []committee.PriorSay{committee.NoObjection, committee.WantsSpeak} {
		out[string(say)] = p.T("prior." + string(say))
	}
	for _, x := range m.Meeting.Agenda {
		out[string(x.ID)] = x.Title
	}
	return out
}

// paper lists one version of a paper: its pages and its file, drawn where it can be
// read in the page. exact says that it is read as that version, not as the newest.
func (l *listing) paper(x app.PaperLine, v committee.PaperVersion, exact bool) {
	id := x.Paper.ID
	l.page(keptPage{URL: ui.PaperPath(id), Title: x.Paper.Title})
	if !x.Readable {
		own := ui.PaperPath(id, "tep", strconv.Itoa(v.N))
		l.file(own, "tep", v.SHA256, v.Name, v.Size)
		l.Papers = append(l.Papers, titled{x.Paper.Title, ui.PaperPath(id)})
		return
	}
	l.file(ui.PaperPath(id, "hinh", strconv.Itoa(v.N)), "hinh", v.SHA256, "", v.Size)
	if strings.HasPrefix(v.MediaType, "image/") || v.MediaType == "application/pdf" { // it is drawn as it is: the same bytes
		l.file(ui.PaperPath(id, "tep", strconv.Itoa(v.N)), "hinh", v.SHA256, v.Name, 0)
	}
	read := ui.PaperPath(id, "doc")
	if exact {
		read += "?ban=" + strconv.Itoa(v.N)
	}
	l.page(keptPage{URL: read, Title: x.Paper.Title, Action: ui.PaperPath(id, "ghi-chu")})
	if at := (titled{x.Paper.Title, read}); !slices.Contains(l.Papers, at) {
		l.Papers = append(l.Papers, at)
	}
}

// waitingRound lists a round if it waits for the reader.
func (l *listing) waitingRound(id committee.RoundID) error {
	r, err := l.c.App.Round(l.c.Ctx(), l.c.By, id)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(r.Parties, func(x app.RoundParty) bool { return x.Mine && x.Left+x.Stale+x.Recorded > 0 }) {
		return l.round(r)
	}
	return nil
}

// round lists a round: its page, the slip of each party for which the reader
// answers, the papers to which it is bound.
func (l *listing) round(r app.RoundPage) error {
	p, id := l.c.Page, r.Line.ID
	l.page(keptPage{URL: ui.RoundPath(id), Title: r.Line.Title})
	labels := map[string]string{}
	blank := "" // a place for a comment on each question: without a network none can be asked for
	for i, q := range r.Round.Questions {
		n := strconv.Itoa(i + 1)
		for _, o := range q.Options {
			word := o.Label
			if word == "" {
				word = p.T("round.position." + string(o.Side))
			}
			labels[n+"."+o.Key] = word
		}
		blank += "&slips." + n + ".comments.1.text="
	}
	first := true
	for _, x := range r.Parties {
		if !x.Mine || r.Line.Stage != stageOpen {
			continue
		}
		at := ui.RoundPath(id, "tra-loi")
		one := keptPage{URL: at + "?noi=" + x.Party.Key(), Title: r.Line.Title, Action: at, Labels: labels}
		one.From = one.URL + blank
		l.page(one)
		if first {
			one.URL, one.From = at, at+"?"+strings.TrimPrefix(blank, "&")
			l.page(one)
			first = false
		}
	}
	for _, b := range r.Round.Papers {
		if b.Title == "" {
			continue // no longer in the reader's sight
		}
		page, err := l.c.App.Paper(l.c.Ctx(), l.c.By, b.Paper)
		if err != nil {
			return err
		}
		if v, ok := page.Line.Paper.Version(b.Version); ok && page.Line.Open && !page.Line.Paper.Withdrawn {
			l.paper(page.Line, v, v.N != page.Line.Paper.Newest().N)
		}
	}
	return nil
}

// deviceLine says since when a device keeps copies, and when it was last in touch.
func deviceLine(p *ui.Page, d app.Device) string {
	return p.T("keep.device", p.Day(p.DayOf(d.Kept)), p.Stamp(d.SeenLast))
}
