package ui

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// FormLimit is the largest form that is read, in bytes.
const FormLimit = 1 << 20

// The names of the fields by which a form keeps its round.
const (
	stepField     = "buoc"
	keyField      = "khoa"
	seenField     = "seen"
	capacityField = "capacity"
)

// FieldFault is one thing to mend: which field, in what words. Field is empty
// when the fault is of the form as a whole.
type FieldFault struct {
	Field, Text string
	words       string // without the name of the field
}

// Form is what the reader has filled in, and what has to be mended. Field names
// are those of the application's inputs (snake_case), parts joined by dots.
type Form struct {
	Values url.Values
	Faults []FieldFault
	Key    string // one-time key that the drawn form carries
	page   *Page
	labels map[string]string // what the page calls its fields
	drawn  []string          // the fields in the order of the page
}

// NewForm is an empty form with values to start from.
func NewForm(p *Page, values url.Values) *Form {
	if values == nil {
		values = url.Values{}
	}
	return &Form{Values: values, Key: NewKey(), page: p}
}

// ReadForm reads a posted form; of a multipart one, files are read as values.
// A form over [FormLimit] is a fault. Read again, it is the same form.
func (c *Call) ReadForm() (*Form, error) {
	if c.form != nil {
		return c.form, nil
	}
	r := c.R
	r.Body = http.MaxBytesReader(c.W, r.Body, FormLimit)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var err error
	if kind == "multipart/form-data" {
		err = r.ParseMultipartForm(FormLimit)
	} else {
		err = r.ParseForm()
	}
	if err != nil {
		var big *http.MaxBytesError
		if errors.As(err, &big) {
			return nil, committee.Wrong("", "form.too-big", strconv.Itoa(FormLimit>>10))
		}
		return nil, committee.Wrong("", "form.broken")
	}
	f := NewForm(c.Page, r.PostForm)
	if r.MultipartForm != nil {
		for name, files := range r.MultipartForm.File {
			if len(files) == 0 || files[0].Size == 0 {
				continue
			}
			file, err := files[0].Open()
			if err != nil {
				return nil, err
			}
			data, err := io.ReadAll(file)
			_ = file.Close()
			if err != nil {
				return nil, err
			}
			f.Values.Set(name, string(data))
		}
	}
	for name, list := range f.Values {
		for i, s := range list {
			if !utf8.ValidString(s) {
				f.Fail(name, "text.not-utf8")
				list[i] = strings.ToValidUTF8(s, "\ufffd")
			}
		}
	}
	c.form = f
	return f, nil
}

// Str gives a field, trimmed.
func (f *Form) Str(name string) string { return strings.TrimSpace(f.Values.Get(name)) }

// Prose gives a field as free text, line ends made one.
func (f *Form) Prose(name string) committee.Prose {
	return committee.Prose(strings.ReplaceAll(f.Str(name), "\r\n", "\n"))
}

// Has reports whether a box is ticked, or a choice was made.
func (f *Form) Has(name string) bool { return f.Values.Get(name) != "" }

// List gives the values of a field that may stand more than once, empty ones
// left out.
func (f *Form) List(name string) []string {
	var out []string
	for _, s := range f.Values[name] {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Carries reports whether anything was filled in that can be sent again.
func (f *Form) Carries() bool { return len(fieldNames(f)) > 0 }

// Chosen reports whether a value is among those of a field.
func (f *Form) Chosen(name, value string) bool {
	for _, s := range f.Values[name] {
		if s == value {
			return true
		}
	}
	return false
}

// Lines gives the lines of a field, empty ones left out.
func (f *Form) Lines(name string) []string {
	var out []string
	for _, s := range strings.Split(f.Values.Get(name), "\n") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Int gives a whole number; an empty field is zero, anything else a fault.
func (f *Form) Int(name string) int {
	s := f.Str(name)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		f.Fail(name, "form.number", s)
	}
	return n
}

// Date gives a day; an empty field is no date, one that is no day a fault.
func (f *Form) Date(name string) charter.Date {
	s := f.Str(name)
	if s == "" {
		return 0
	}
	d, ok := ParseDay(s)
	if !ok {
		f.Fail(name, "form.date", s)
	}
	return d
}

// Time gives the instant of a day field and an hour field in the office's zone;
// zero when both are empty.
func (f *Form) Time(day, hour string) time.Time {
	d, s := f.Date(day), f.Str(hour)
	if s == "" && d == 0 {
		return time.Time{}
	}
	if s == "" {
		f.Fail(hour, "form.hour-empty")
		return time.Time{}
	}
	h, m, ok := parseHour(s)
	if !ok {
		f.Fail(hour, "form.hour", s)
		return time.Time{}
	}
	if d == 0 {
		if f.Str(day) == "" {
			f.Fail(day, "date.empty")
		}
		return time.Time{}
	}
	y, mo, dd := d.Split()
	return time.Date(y, mo, dd, h, m, 0, 0, f.page.zone())
}

// Seen is the state that the reader saw when the form was drawn; 0: unknown.
func (f *Form) Seen() int64 {
	n, _ := strconv.ParseInt(f.Values.Get(seenField), 10, 64)
	return n
}

// Capacity is the capacity that the reader chose, or nil.
func (f *Form) Capacity() *committee.Capacity {
	kind, id, _ := strings.Cut(f.Str(capacityField), ":")
	if kind == "" {
		return nil
	}
	return &committee.Capacity{Kind: committee.CapacityKind(kind), ID: id}
}

// Step is where in the round the reader is: "", kiem-tra, ghi or sua.
func (f *Form) Step() string { return f.Values.Get(stepField) }

// Once is the one-time key that came with the form.
func (f *Form) Once() string { return f.Values.Get(keyField) }

// Fail adds a fault to a field, in the words of the catalogue. The first fault
// of a field stands.
func (f *Form) Fail(field, code string, args ...string) {
	for _, x := range f.Faults {
		if x.Field == field && field != "" {
			return
		}
	}
	f.Faults = append(f.Faults, FieldFault{Field: field, Text: f.page.FieldFault(field, code, args...), words: f.page.Fault(code, args...)})
}

// Take adds a fault of the application to the form and says whether it did: an
// input that is wrong, or names what is unknown or taken, belongs beside its
// field.
func (f *Form) Take(err error) bool {
	var fault *committee.Fault
	if !errors.As(err, &fault) {
		return false
	}
	beside := fault.Field != "" && (fault.Kind == committee.NotFound || fault.Kind == committee.Conflict)
	if fault.Kind != committee.Invalid && !beside {
		return false
	}
	f.Fail(fault.Field, fault.Code, fault.Args...)
	return true
}

// Fault gives the words of a field's fault, or nothing.
func (f *Form) Fault(field string) string {
	for _, x := range f.Faults {
		if x.Field == field {
			return x.Text
		}
	}
	return ""
}

// ParseDay reads a day as people write it, 15/4/2026 or 15-04-2026, or as
// addresses do, 2026-04-15.
func ParseDay(s string) (charter.Date, bool) {
	if d, err := charter.ParseDate(s); err == nil {
		return d, d != 0
	}
	parts := strings.Split(strings.NewReplacer("-", "/", ".", "/", " ", "/").Replace(s), "/")
	if len(parts) != 3 || len(parts[2]) != 4 {
		return 0, false
	}
	n := [3]int{}
	for i, part := range parts {
		v, err := strconv.Atoi(part)
		if err != nil || v <= 0 {
			return 0, false
		}
		n[i] = v
	}
	d := charter.NewDate(n[2], time.Month(n[1]), n[0])
	y, m, day := d.Split()
	return d, y == n[2] && int(m) == n[1] && day == n[0] && d != 0
}

// parseHour reads 16:30, 16h30, 16 giờ 30, 1630 or 16.
func parseHour(s string) (hour, minute int, ok bool) {
	s = strings.NewReplacer(" giờ ", ":", "giờ", ":", "h", ":", "H", ":", ".", ":", " phút", "", " ", "").Replace(s)
	if n := len(s); (n == 3 || n == 4) && !strings.Contains(s, ":") { // digits alone: 830, 1630
		s = s[:n-2] + ":" + s[n-2:]
	}
	h, m, two := strings.Cut(strings.TrimSuffix(s, ":"), ":")
	hour, err := strconv.Atoi(h)
	if err != nil || hour < 0 || hour > 23 {
		return 0, 0, false
	}
	if two {
		if minute, err = strconv.Atoi(m); err != nil || minute < 0 || minute > 59 {
			return 0, 0, false
		}
	}
	return hour, minute, true
}

// Label names a field for a fault: "Dòng 3, vai trò".
func (p *Page) Label(field string) string {
	var parts []string
	for _, part := range strings.Split(field, ".") {
		if part == "" {
			continue
		}
		if _, err := strconv.Atoi(part); err == nil {
			word := p.T("field.row", part)
			if len(parts) > 0 {
				word = lowerFirst(word)
			}
			parts = append(parts, word)
			continue
		}
		if has("field." + part) {
			word := p.T("field." + part)
			if len(parts) > 0 && !p.English() {
				word = lowerFirst(word)
			}
			parts = append(parts, word)
		}
	}
	return strings.Join(parts, ", ")
}

// FieldFault writes a fault with the name of its field.
func (p *Page) FieldFault(field, code string, args ...string) string {
	label := p.Label(field)
	if label == "" {
		return p.Fault(code, args...)
	}
	return label + ": " + lowerFirst(p.Fault(code, args...))
}

// Receipted is the address of a page that tells of a receipt.
func Receipted(to string, rec app.Receipt) string { return DonePath(to, rec.Act) }
