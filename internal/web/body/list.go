package body

import (
	"net/http"

	"nghisu/internal/web/ui"
)

// listPage is the list of bodies.
func listPage(c *ui.Call) error {
	on, err := c.On()
	if err != nil {
		return err
	}
	list, err := c.App.Bodies(c.Ctx(), c.By, on)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Density = "bodies", p.T("nav.bodies"), "day"
	return c.Render(http.StatusOK, listView(p, on, list))
}
