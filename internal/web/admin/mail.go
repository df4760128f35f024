package admin

import (
	"net/http"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/web/ui"
)

// The addresses of mail.
const (
	mailPath      = ui.AdminPath + "/thu"
	tryPath       = mailPath + "/thu-gui"
	retryPath     = mailPath + "/gui-lai"
	addressesPath = ui.AdminPath + "/dia-chi"
)

func mailRoutes() []ui.Route {
	return []ui.Route{
		{Method: http.MethodGet, Pattern: mailPath, Name: "mail", Handler: mailPage, States: []string{"filled", "refused"}},
		{Method: http.MethodPost, Pattern: tryPath, Name: "mail.try.send", Handler: tryMail},
		{Method: http.MethodPost, Pattern: retryPath, Name: "mail.retry.send", Handler: retryLetter},
		{Method: http.MethodGet, Pattern: addressesPath, Name: "mail.addresses", Handler: addressesPage, States: []string{"filled", "refused"}},
		{Method: http.MethodPost, Pattern: addressesPath, Name: "mail.addresses.send", Handler: setAddress},
		{Method: http.MethodPost, Pattern: boxPath, Name: "mail.box.send", Handler: tryBox},
		{Method: http.MethodPost, Pattern: remindPath, Name: "mail.days.send", Handler: setDays},
		{Method: http.MethodGet, Pattern: ui.TrayPath, Name: "tray", Handler: trayPage, States: []string{"filled", "empty"}, Example: trayListExample},
		{Method: http.MethodGet, Pattern: ui.TrayPath + "/{id}", Name: "tray.letter", Handler: trayLetter, States: []string{"filled"}, Example: trayExample},
		{Method: http.MethodGet, Pattern: ui.TrayPath + "/{id}/tep/{n}", Name: "tray.file", Handler: letterFile, States: []string{"error"}, Example: noLetterFile},
		{Method: http.MethodPost, Pattern: ui.TrayPath + "/{id}", Name: "tray.place.send", Handler: placeLetter},
	}
}

// An address, a trial and another try are no acts of the record: their forms are
// sent once and lead back to the page, which shows what came of them.
func mailPage(c *ui.Call) error {
	return drawMail(c, http.StatusOK, ui.NewForm(c.Page, url.Values{}))
}

func drawMail(c *ui.Call, status int, f *ui.Form) error {
	out, err := c.App.Outgoing(c.Ctx(), c.By)
	if err != nil {
		return err
	}
	box, err := readBox(c)
	if err != nil {
		return err
	}
	list, err := c.App.Letters(c.Ctx(), c.By, "")
	if err != nil {
		return err
	}
	box.count(&list, c.Query("loai"))
	p := c.Page
	p.Section, p.Title, p.Density, p.Faulty = "admin", p.T("mail.title"), "day", len(f.Faults) > 0
	return c.Render(status, mailView(p, f, out, box, list, c.Query("xong")))
}

func tryMail(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	need(f, "to")
	if len(f.Faults) == 0 {
		err = c.App.TryMail(c.Ctx(), c.By, f.Str("to"))
		if err == nil {
			return c.Redirect(mailPath + "?xong=mail.tried")
		}
		if !f.Take(err) {
			return err
		}
	}
	return drawMail(c, http.StatusUnprocessableEntity, f)
}

func retryLetter(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	if err := c.App.RetryLetter(c.Ctx(), c.By, f.Str("letter")); err != nil {
		return err
	}
	return c.Redirect(mailPath + "?xong=mail.again")
}

func addressesPage(c *ui.Call) error {
	return drawAddresses(c, http.StatusOK, ui.NewForm(c.Page, url.Values{}))
}

func drawAddresses(c *ui.Call, status int, f *ui.Form) error {
	list, err := c.App.MailAddresses(c.Ctx(), c.By)
	if err != nil {
		return err
	}
	p := c.Page
	p.Section, p.Title, p.Density, p.Faulty = "admin", p.T("mail.addresses"), "day", len(f.Faults) > 0
	return c.Render(status, addressesView(p, f, list, c.Query("xong")))
}

func setAddress(c *ui.Call) error {
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	err = c.App.SetMailAddress(c.Ctx(), c.By, f.Str("kind"), f.Str("id"), f.Str("address"))
	if err == nil {
		return c.Redirect(addressesPath + "?xong=mail.kept")
	}
	if !f.Take(err) {
		return err
	}
	return drawAddresses(c, http.StatusUnprocessableEntity, f)
}

// mailFacts are the settings of outgoing mail as they may be shown.
func mailFacts(p *ui.Page, out app.Outgoing) []ui.Fact {
	or := func(s, none string) string {
		if s == "" {
			return p.T(none)
		}
		return s
	}
	return []ui.Fact{
		{Label: p.T("mail.server"), Value: out.Server},
		{Label: p.T("mail.tls"), Value: p.T("mail.tls." + out.TLS)},
		{Label: p.T("mail.user"), Value: or(out.User, "mail.user-none")},
		{Label: p.T("mail.from"), Value: out.From},
		{Label: p.T("mail.reply"), Value: or(out.Reply, "mail.reply-none")},
		{Label: p.T("mail.dkim"), Value: or(out.DKIM, "mail.dkim-none")},
	}
}
