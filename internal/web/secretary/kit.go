package secretary

import (
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/render/pdf"
	"nghisu/internal/render/qr"
	"nghisu/internal/web/ui"
)

// kitName is the file of the papers for a power cut.
const kitName = "bo-giay.pdf"

// kitFile gives the papers with which a meeting goes on without power, to whoever enters
// them afterwards or steers the meeting.
func kitFile(c *ui.Call) error {
	if c.Arg("file") != kitName {
		return committee.Missing("page.missing")
	}
	x, err := enteringOf(c)
	if err != nil {
		return err
	}
	if !x.page.Offer.Allowed && !x.page.Steers {
		return x.page.Offer.Fault
	}
	m, err := c.App.Meeting(c.Ctx(), c.By, x.page.Line.ID)
	if err != nil {
		return err
	}
	o, err := drafting.Gather(c.Ctx(), c.App, c.By, m, c.Zone)
	if err != nil {
		return err
	}
	id, at := m.Line.ID, c.Origin()
	kit, err := o.Kit(x.secret, c.Page.Now, drafting.Codes{
		Enter: func() ([][]bool, error) { return qr.Modules(at + byHandPath(id)) },
		Seat:  func(s committee.SeatID) ([][]bool, error) { return qr.Modules(at + rowPath(id, s)) },
		Slip: func(item committee.ItemID, s committee.SeatID) ([][]bool, error) {
			return qr.Modules(at + slipPath(id, item, s))
		},
	})
	if err != nil {
		return err
	}
	data, err := pdf.PaperKit(kit)
	if err != nil {
		return err
	}
	h := c.W.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="`+kitName+`"`)
	_, err = c.W.Write(data)
	return err
}
