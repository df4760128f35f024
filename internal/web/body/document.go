package body

import (
	"net/http"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/docx"
	"nghisu/internal/render/ics"
	"nghisu/internal/render/paper"
	"nghisu/internal/render/pdf"
	"nghisu/internal/web/ui"
)

// draft is a document that a meeting's page offers; its name is that of its file.
type draft struct {
	name    string
	compose func(drafting.Occasion) paper.Paper
	held    bool // only of a meeting that was held
}

// drafts are the documents of a meeting (văn bản của phiên họp).
var drafts = []draft{
	{"giay-moi", drafting.Invitation, false},
	{"danh-sach-du-hop", drafting.AttendanceList, false},
	{"kich-ban-dieu-hanh", drafting.Script, false},
	{"bien-ban", drafting.Minutes, true},
	{"thong-bao-ket-luan", drafting.Notice, true},
}

// formats are the forms in which a document is given.
var formats = []struct {
	ending, kind string
	render       func(paper.Paper) ([]byte, error)
}{
	{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx.Render},
	{"pdf", "application/pdf", pdf.Render},
}

// draftsOf are the documents that a meeting has in its state.
func draftsOf(m app.MeetingPage) []draft {
	var out []draft
	held := m.Line.State == committee.Held || m.Line.State == committee.Concluded
	for _, d := range drafts {
		if held || !d.held {
			out = append(out, d)
		}
	}
	return out
}

// documentPath is the address of a document of a meeting.
func documentPath(id committee.MeetingID, file string) string {
	return ui.MeetingPath(id) + "/xuat/" + file
}

// meetingDocument gives a document of the meeting as a file, drafted from what the
// reader may see of it.
func meetingDocument(c *ui.Call) error {
	m, err := meetingOf(c)
	if err != nil {
		return err
	}
	name, ending, _ := strings.Cut(c.Arg("file"), ".")
	if name == "lich" && ending == "ics" {
		desk := drafting.Desk{Lang: c.Page.Lang, Zone: c.Zone}
		data, err := ics.Feed(m.Line.Title, []ics.Event{desk.Entry(m.Line, m.Changed, c.App.Now())})
		return giveFile(c, data, "text/calendar; charset=utf-8", c.Arg("file"), err)
	}
	compose, ok := composer(m, name)
	for _, f := range formats {
		if !ok || f.ending != ending {
			continue
		}
		o, err := drafting.Gather(c.Ctx(), c.App, c.By, m, c.Zone)
		if err != nil {
			return err
		}
		data, err := f.render(compose(o))
		return giveFile(c, data, f.kind, c.Arg("file"), err)
	}
	return committee.Missing("page.missing")
}

// composer finds what composes a document by its name: one of [drafts], or what
// the minutes hold of one item: trich-….
func composer(m app.MeetingPage, name string) (func(drafting.Occasion) paper.Paper, bool) {
	if item, ok := strings.CutPrefix(name, "trich-"); ok {
		for _, x := range m.Meeting.Agenda {
			if string(x.ID) == item && item != "" && len(x.Conclusions)+len(x.Positions) > 0 {
				return func(o drafting.Occasion) paper.Paper {
					p, _ := drafting.Extract(o, x.ID)
					return p
				}, true
			}
		}
	}
	for _, d := range draftsOf(m) {
		if d.name == name {
			return d.compose, true
		}
	}
	return nil, false
}

// giveFile answers with a file, unless making it failed.
func giveFile(c *ui.Call, data []byte, kind, name string, err error) error {
	if err != nil {
		return err
	}
	h := c.W.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	c.W.WriteHeader(http.StatusOK)
	_, err = c.W.Write(data)
	return err
}
