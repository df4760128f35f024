package reading

import (
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// shown is a paper as it is read: which version, whether as a picture or page by
// page, and the reader's own marks.
type shown struct {
	paper   app.PaperPage
	version committee.PaperVersion
	marks   []app.Mark
}

// picture reports whether a version is a picture.
func (s shown) picture() bool { return strings.HasPrefix(s.version.MediaType, "image/") }

// file is the address from which the version is drawn.
func (s shown) file() string {
	return ui.PaperPath(s.paper.Line.Paper.ID, "hinh", strconv.Itoa(s.version.N))
}

// readPage shows a paper in the page: the newest version, or the one asked for.
func readPage(c *ui.Call) error {
	n, _ := strconv.Atoi(c.Query("ban"))
	s, err := shownOf(c, n)
	if err != nil {
		return err
	}
	f := ui.NewForm(c.Page, url.Values{"page": {max(c.Query("trang"), "1")}})
	return draw(c, http.StatusOK, s, f)
}

func draw(c *ui.Call, status int, s shown, f *ui.Form) error {
	p := c.Page
	p.Title, p.Faulty = p.T("do.read")+": "+s.paper.Line.Paper.Title, len(f.Faults) > 0
	return c.Render(status, readView(p, s, f))
}

// shownOf loads a paper with the version to show.
func shownOf(c *ui.Call, n int) (s shown, err error) {
	id := committee.PaperID(c.Arg("id"))
	if s.paper, err = c.App.Paper(c.Ctx(), c.By, id); err != nil {
		return s, err
	}
	paper := s.paper.Line.Paper
	if !s.paper.Line.Open {
		return s, committee.Missing("paper.unknown", string(id))
	}
	s.version = paper.Newest()
	if n > 0 {
		v, ok := paper.Version(n)
		if !ok {
			return s, committee.Missing("paper.no-version", strconv.Itoa(n))
		}
		s.version = v
	}
	if err := c.Under("meetings", paper.Body, c.Page.Today()); err != nil {
		return s, err
	}
	s.marks, err = c.App.Marks(c.Ctx(), c.By, id)
	return s, err
}

// drawn gives a version as it is drawn in the page: a PDF or a picture, for the
// page's own scripts; opened by itself nothing in it runs.
func drawn(c *ui.Call) error {
	n, err := strconv.Atoi(c.Arg("version"))
	if err != nil || n <= 0 {
		return committee.Missing("page.missing")
	}
	part := c.R.Header.Get("Range")
	r, err := c.App.OpenReading(c.Ctx(), c.By, committee.PaperID(c.Arg("id")), n, part == "" || strings.HasPrefix(part, "bytes=0-"))
	if err != nil {
		return err
	}
	defer r.File.Close()
	h := c.W.Header()
	h.Set("Content-Type", r.Kind.Media())
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "tai-lieu." + string(r.Kind)}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-cache")
	_ = http.NewResponseController(c.W).SetWriteDeadline(time.Time{}) // a large file on a slow line
	http.ServeContent(c.W, c.R, "", r.Version.At, r.File)
	return nil
}

// putMark keeps a note or a highlight of the reader's own. A script that asks for
// the list alone gets it.
func putMark(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	in := app.MarkIn{
		Paper: committee.PaperID(c.Arg("id")), ID: f.Str("id"), Version: f.Int("version"), Page: f.Int("page"), Quote: f.Prose("quote"),
		Before: f.Str("before"), After: f.Str("after"), Words: f.Prose("words"),
	}
	by := c.By
	by.Key = f.Once()
	err = c.App.PutMark(c.Ctx(), by, in)
	if err != nil && !c.Queued && f.Take(err) {
		s, err := shownOf(c, in.Version)
		if err != nil {
			return err
		}
		return draw(c, http.StatusUnprocessableEntity, s, f)
	}
	return marked(c, f, err)
}

// dropMark takes away a mark of the reader's own.
func dropMark(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	return marked(c, f, c.App.DropMark(c.Ctx(), c.By, committee.PaperID(c.Arg("id")), f.Str("id")))
}

// marked answers after the reader's marks have changed.
func marked(c *ui.Call, f *ui.Form, err error) error {
	if err != nil {
		return err
	}
	if c.R.Header.Get("X-Part") == "" {
		return c.Redirect(ui.PaperPath(committee.PaperID(c.Arg("id")), "doc") + "?" + url.Values{"ban": {f.Str("version")}, "trang": {f.Str("page")}}.Encode() + "#ghi-chu")
	}
	s, err := shownOf(c, f.Int("version"))
	if err != nil {
		return err
	}
	c.W.Header().Set("Content-Type", "text/html; charset=utf-8")
	return markList(c.Page, s).Render(c.Ctx(), c.W)
}
