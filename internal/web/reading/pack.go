package reading

import (
	"net/http"
	"strings"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/ui"
)

// packFile gives the papers of a meeting as one PDF: toan-bo.pdf, moi.pdf for what
// the reader has not opened, muc-….pdf for one item.
func packFile(c *ui.Call) error {
	m, err := c.App.Meeting(c.Ctx(), c.By, committee.MeetingID(c.Arg("id")))
	if err != nil {
		return err
	}
	var of drafting.PackOf
	name, ok := strings.CutSuffix(c.Arg("file"), ".pdf")
	item, one := strings.CutPrefix(name, "muc-")
	switch {
	case !ok:
		return committee.Missing("page.missing")
	case name == "moi":
		of.New = true
	case one:
		of.Item = committee.ItemID(item)
		if !has(m, of.Item) {
			return committee.Missing("page.missing")
		}
	case name != "toan-bo":
		return committee.Missing("page.missing")
	}
	out, err := drafting.Bind(c.Ctx(), c.App, c.By, m, of, c.Page.Lang, c.Zone)
	if err != nil {
		return err
	}
	defer func() { _ = out.Close() }() // swept with the machine's temporary files otherwise
	h := c.W.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="bo-tai-lieu-`+c.Page.DayOf(m.Line.Start).String()+"-"+name+`.pdf"`)
	_ = http.NewResponseController(c.W).SetWriteDeadline(time.Time{}) // a large file on a slow line
	http.ServeContent(c.W, c.R, "", time.Time{}, out)
	return nil
}

// has reports whether an item stands on the agenda that the reader sees.
func has(m app.MeetingPage, id committee.ItemID) bool {
	for _, x := range m.Meeting.Agenda {
		if x.ID == id {
			return true
		}
	}
	return false
}
