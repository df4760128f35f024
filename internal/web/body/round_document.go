package body

import (
	"strings"

	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/xlsx"
	"nghisu/internal/web/ui"
)

// roundDocument gives the table of a round, received, accepted, explained, as a
// document or a spreadsheet, made of what the reader may see of it.
func roundDocument(c *ui.Call) error {
	r, err := roundOf(c)
	if err != nil {
		return err
	}
	name, ending, _ := strings.Cut(c.Arg("file"), ".")
	if name != "tong-hop" || !r.Insider {
		return committee.Missing("page.missing")
	}
	o := drafting.Consultation{Round: r, Zone: c.Zone}
	if o.Body, err = c.App.Body(c.Ctx(), c.By, r.Line.Body, c.Page.Today()); err != nil {
		return err
	}
	if ending == "xlsx" {
		data, err := xlsx.Render("Tổng hợp", o.Heading(), o.Table())
		return giveFile(c, data, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", c.Arg("file"), err)
	}
	for _, f := range formats {
		if f.ending == ending {
			data, err := f.render(drafting.Comparison(o))
			return giveFile(c, data, f.kind, c.Arg("file"), err)
		}
	}
	return committee.Missing("page.missing")
}
