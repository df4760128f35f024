package admin

import (
	"net/http"
	"net/url"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/render/pdf"
	"nghisu/internal/render/xlsx"
	"nghisu/internal/web/ui"
)

// The addresses of lists of people.
const (
	enrolPath = ui.PeoplePath + "/danh-sach"
	slipsPath = ui.PeoplePath + "/phieu"
)

// mostList is how large a file with a list may be, in bytes.
const mostList = 5 << 20

func enrolRoutes() []ui.Route {
	return []ui.Route{
		{Method: http.MethodGet, Pattern: enrolPath, Name: "people.list", Handler: enrolPage, States: []string{"filled", "refused"}},
		{Method: http.MethodPost, Pattern: enrolPath, Name: "people.list.send", Handler: enrol},
		{Method: http.MethodPost, Pattern: slipsPath, Name: "people.slips.send", Handler: slipsFile},
	}
}

// columns are the cells of a list in the order in which they stand without a head,
// with the words by which a head names them.
var columns = [][]string{
	{"họ và tên", "họ tên", "tên", "name", "full name"},
	{"tên đăng nhập", "tài khoản", "đăng nhập", "login", "account"},
	{"thư điện tử", "địa chỉ thư", "email", "e-mail"},
	{"đơn vị", "cơ quan", "agency", "unit"},
	{"chức vụ", "post", "title"},
}

// enrolled is a list as it is shown before it is entered.
type enrolShown struct {
	lines  []app.EnrolLine
	rows   []int // in which each stands
	faulty int
	text   string // the list again, to be sent with the act
}

func enrolPage(c *ui.Call) error {
	return drawEnrol(c, http.StatusOK, ui.NewForm(c.Page, url.Values{"from": {c.Page.Date(c.Page.Today())}}), nil)
}

func drawEnrol(c *ui.Call, status int, f *ui.Form, shown *enrolShown) error {
	if shown == nil { // asked before anything is filled in
		if _, err := c.App.PreviewEnrolment(c.Ctx(), c.By, app.EnrolIn{}); err != nil {
			return err
		}
	}
	p := c.Page
	p.Section, p.Title, p.Density, p.Faulty = "admin", p.T("enrol.title"), "day", len(f.Faults) > 0
	return c.Render(status, enrolView(p, f, shown))
}

// enrol shows a list as it is understood, and enters it once that was looked at.
func enrol(c *ui.Call) error {
	f, file, err := c.ReadUpload("file", mostList)
	if err != nil {
		return err
	}
	data := file
	if data == nil {
		data = []byte(f.Values.Get("list"))
	}
	in := app.EnrolIn{From: f.Date("from")}
	shown := &enrolShown{}
	if file != nil {
		if err := app.CheckTable(f.Str("file-name"), file); err != nil {
			if !f.Take(err) {
				return err
			}
			return drawEnrol(c, http.StatusUnprocessableEntity, f, nil)
		}
	}
	rows, err := xlsx.Read(data)
	switch {
	case err != nil:
		f.Fail("list", "enrol.no-table")
	default:
		in.Lines, shown.rows = listed(rows)
		if len(in.Lines) == 0 {
			f.Fail("list", "enrol.empty")
		}
	}
	if len(f.Faults) > 0 {
		return drawEnrol(c, http.StatusUnprocessableEntity, f, nil)
	}
	if shown.lines, err = c.App.PreviewEnrolment(c.Ctx(), c.By, in); err != nil {
		return err
	}
	for _, l := range shown.lines {
		if len(l.Faults) > 0 {
			shown.faulty++
		}
	}
	if shown.text = listText(in.Lines); file != nil { // what is mended is the text
		f.Values.Set("list", shown.text)
	}
	if f.Str("viec") != "ghi" || shown.faulty > 0 {
		return drawEnrol(c, http.StatusOK, f, shown)
	}
	_, slips, err := c.App.Enrol(c.Ctx(), c.By, in)
	if err != nil {
		if !f.Take(err) {
			return err
		}
		return drawEnrol(c, http.StatusUnprocessableEntity, f, shown)
	}
	p := c.Page
	p.Section, p.Title, p.Density = "admin", p.T("enrol.done"), "day"
	c.W.Header().Set("Cache-Control", "no-store") // passwords stand on it
	return c.Render(http.StatusOK, slipsView(p, len(in.Lines), slips, slipsText(slips)))
}

// listed takes the people out of the rows of a list, and the rows in which they
// stand, from 1. A first row of headings says in which order the cells stand.
func listed(rows [][]string) (out []app.EnrolLineIn, at []int) {
	order := []int{0, 1, 2, 3, 4}
	for i, r := range rows {
		if strings.Join(r, "") == "" {
			continue
		}
		if heads, ok := headings(r); ok && len(out) == 0 {
			order = heads
			continue
		}
		cell := func(n int) string {
			if k := order[n]; k >= 0 && k < len(r) {
				return r[k]
			}
			return ""
		}
		out, at = append(out, app.EnrolLineIn{Name: cell(0), Login: cell(1), Address: cell(2), Agency: cell(3), Post: cell(4)}), append(at, i+1)
	}
	return out, at
}

// headings tells in which cell of a row each column is named; false when the row
// names no people.
func headings(row []string) ([]int, bool) {
	order := []int{-1, -1, -1, -1, -1}
	for k, cell := range row {
		for n, words := range columns {
			for _, w := range words {
				if order[n] < 0 && strings.EqualFold(strings.TrimSpace(cell), w) {
					order[n] = k
				}
			}
		}
	}
	return order, order[0] >= 0
}

// listText writes a list again as cells with tabs between.
func listText(list []app.EnrolLineIn) string {
	var b strings.Builder
	for _, l := range list {
		b.WriteString(strings.Join([]string{l.Name, l.Login, l.Address, l.Agency, l.Post}, "\t") + "\n")
	}
	return b.String()
}

func slipsText(list []app.EnrolSlip) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(strings.Join([]string{s.Name, s.Login, s.Password, s.Agency, s.Post}, "\t") + "\n")
	}
	return b.String()
}

// slipsFile draws the slips that the page before shows: nothing of them is kept
// here, so they come with the question.
func slipsFile(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if !c.Page.Me.Keeper {
		return &committee.Fault{Kind: committee.Refused, Code: "account.keeper-only"}
	}
	rows, err := xlsx.Read([]byte(f.Values.Get("slips")))
	if err != nil {
		return committee.Wrong("", "form.broken")
	}
	p := c.Page
	var list []pdf.Slip
	for _, r := range rows {
		if len(r) < 5 {
			continue
		}
		note := r[4]
		if note != "" && r[3] != "" {
			note += ", "
		}
		list = append(list, pdf.Slip{
			Head: p.T("enrol.slip"), Name: r[0], Note: note + r[3],
			Lines: [][2]string{{p.T("enrol.slip-where"), c.Origin()}, {p.T("field.login"), r[1]}, {p.T("enrol.slip-password"), r[2]}},
			Foot:  p.T("enrol.slip-foot"),
		})
	}
	data, err := pdf.Slips(p.T("enrol.slip"), list)
	if err != nil {
		return err
	}
	h := c.W.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", ui.Attachment("phieu-dang-nhap.pdf"))
	h.Set("Cache-Control", "no-store")
	_, err = c.W.Write(data)
	return err
}
