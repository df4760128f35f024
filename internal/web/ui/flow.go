package ui

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/committee"
)

// Act is one formal act as pages lead through it: form, check, confirm, receipt.
type Act struct {
	Title  string            // what the form is, and what is checked
	Up     []Link            // the pages above the form, outermost first; none: the body's name leads back
	Button string            // short verb of the confirming button
	Body   committee.BodyKey // whose charter grounds it; empty: the office's own act
	// Fill gives a new form its first values; nil: none.
	Fill func(f *Form)
	// Form draws the fields; the shell of the form and its faults are drawn
	// around it.
	Form func(f *Form) templ.Component
	// Read takes the fields into the input that Do will send, and adds faults
	// of form: a date that is none. What the application rules on is its own.
	Read func(f *Form)
	// Facts are the answers that the check page repeats.
	Facts func(f *Form) []Fact
	// Beside draws what the check page shows between the answers and the ground:
	// a difference, a verdict; nil: nothing.
	Beside func(f *Form) templ.Component
	// Ways draws the ways on under a refusal; nil: none but back to the form.
	Ways func(f *Form) templ.Component
	// Do sends the act. With by.Dry set nothing is written.
	Do func(ctx context.Context, by app.Actor) (app.Receipt, error)
	// Next is the page that tells of the receipt; nil: the act's page in the
	// register.
	Next func(rec app.Receipt) string
	// Direct leaves the check page out: acts of one field, done many times a day.
	Direct bool
	// Past says that the act may have taken place earlier and be entered afterwards: the
	// form then asks when (thời điểm diễn ra).
	Past bool
	// Multipart says that the form carries a file.
	Multipart bool
}

// Fact is one line of what the reader checks before an act.
type Fact struct {
	Label string
	Value string
	Law   bool // the words of a motion, a conclusion, a reason: set in serif
}

// Act serves the form of a formal act (GET) and takes it (POST).
func (c *Call) Act(a Act) error {
	c.Page.Title, c.Page.Slim = a.Title, true
	if c.R.Method != http.MethodPost {
		f := NewForm(c.Page, nil)
		for name, v := range c.R.URL.Query() {
			f.Values[name] = v
		}
		f.Values.Del(stepField)
		f.Values.Del(keyField)
		if a.Fill != nil {
			a.Fill(f)
		}
		return c.drawForm(http.StatusOK, a, f)
	}
	f, err := c.ReadForm()
	if err != nil {
		return err
	}
	a.Read(f)
	var acted time.Time
	if a.Past {
		acted = f.Acted()
	}
	switch {
	case f.Step() == "sua":
		f.Faults = nil
		return c.drawForm(http.StatusOK, a, f)
	case len(f.Faults) > 0 && c.Queued:
		return c.TellFault(http.StatusUnprocessableEntity, string(committee.Invalid), f.Faults[0].Text)
	case len(f.Faults) > 0:
		return c.drawForm(http.StatusUnprocessableEntity, a, f)
	}
	by := c.By
	by.Capacity, by.ActedAt = f.Capacity(), acted
	if a.Past {
		by.Paper = f.Paper()
	}
	if f.Step() == "ghi" || a.Direct {
		by.Key = f.Once()
		rec, err := a.Do(c.Ctx(), by)
		if err != nil {
			return c.actFailed(a, f, err)
		}
		to := ActPath(rec.Act)
		if a.Next != nil {
			to = a.Next(rec)
		}
		return c.Redirect(Receipted(to, rec))
	}
	by.Dry = true
	rec, err := a.Do(c.Ctx(), by)
	if err != nil {
		return c.actFailed(a, f, err)
	}
	return c.Render(http.StatusOK, checkPage(c.Page, a, f, rec))
}

// actFailed draws what becomes of a refused, wrong or clashing act; the
// reader's words are kept.
func (c *Call) actFailed(a Act, f *Form, err error) error {
	if c.Queued {
		return err
	}
	if f.Take(err) {
		return c.drawForm(http.StatusUnprocessableEntity, a, f)
	}
	var fault *committee.Fault
	if !errors.As(err, &fault) {
		return err
	}
	switch fault.Kind {
	case committee.Refused:
		return c.Render(http.StatusForbidden, refusedPage(c.Page, a, f, fault))
	case committee.Conflict:
		return c.Render(http.StatusConflict, clashPage(c.Page, a, f, fault))
	}
	return err
}

func (c *Call) drawForm(status int, a Act, f *Form) error {
	c.Page.Faulty = len(f.Faults) > 0
	return c.Render(status, FormPage(c.Page, a, f, a.Form(f)))
}

// has reports whether the catalogue knows a key.
func has(key string) bool { return catalogue.Has(key) }

// lowerFirst begins a text with a small letter, unless it begins with a name in
// capitals.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError || strings.HasPrefix(s, "U+") {
		return s
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// UpperFirst begins a text with a capital letter: a word in the middle of a
// sentence becomes a title.
func UpperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Swap makes a form that asks (method get) change one part of its page in place,
// where there is a script: target is the part, also are others that tell of the
// same. The address follows; without a script the page loads whole.
func Swap(path, target string, also ...string) templ.Attributes {
	a := templ.Attributes{"hx-get": path, "hx-target": target, "hx-select": target, "hx-swap": "outerHTML", "hx-push-url": "true"}
	if len(also) > 0 {
		a["hx-select-oob"] = strings.Join(also, ",")
	}
	return a
}
