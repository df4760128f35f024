package api

import (
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// OnKey asks of one body on a day.
type OnKey struct {
	Key committee.BodyKey `path:"key"`
	On  string            `query:"on" format:"date" doc:"Ngày xem; để trống: hôm nay · the day; empty: today"`
}

// ByKey asks of one body.
type ByKey struct {
	Key committee.BodyKey `path:"key"`
}

// Slice asks for a part of a list.
type Slice struct {
	Cursor string `query:"cursor" maxLength:"500"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// day reads a date of an address, which huma has checked; empty is none.
func day(s string) (charter.Date, error) {
	if s == "" {
		return 0, nil
	}
	d, err := charter.ParseDate(s)
	if err != nil {
		return 0, committee.Wrong("", "api.date", s)
	}
	return d, nil
}

// days reads two dates of an address.
func days(from, to string) (a, b charter.Date, err error) {
	if a, err = day(from); err == nil {
		b, err = day(to)
	}
	return a, b, err
}

// facts reads KEY:VALUE pairs. A value may hold a colon.
func facts(list []string) ([]charter.Fact, error) {
	var out []charter.Fact
	for _, f := range list {
		k, v, ok := strings.Cut(f, ":")
		if !ok || k == "" || v == "" {
			return nil, committee.Wrong("fact", "api.fact", f)
		}
		out = append(out, charter.Fact{Key: k, Value: v})
	}
	return out, nil
}

// decisionIn is the document behind an act.
type decisionIn struct {
	Number   string               `json:"number,omitempty"`
	Title    string               `json:"title"`
	DateFrom charter.Date         `json:"date_from,omitempty" format:"date"`
	DateTo   charter.Date         `json:"date_to,omitempty" format:"date"`
	Effect   charter.Date         `json:"effect" format:"date"`
	SignedBy string               `json:"signed_by,omitempty"`
	Corrects committee.DecisionID `json:"corrects,omitempty"`
}

func (d *decisionIn) in() app.DecisionIn {
	if d == nil {
		return app.DecisionIn{}
	}
	return app.DecisionIn{
		Number: d.Number, Title: committee.Prose(d.Title), DateFrom: d.DateFrom, DateTo: d.DateTo, Effect: d.Effect,
		SignedBy: committee.Prose(d.SignedBy), Corrects: d.Corrects,
	}
}

// seatIn is one line of a roster.
type seatIn struct {
	In       string             `json:"in,omitempty" doc:"Mã bộ phận · sub-body"`
	Role     charter.Role       `json:"role"`
	VI       string             `json:"vi,omitempty"`
	EN       string             `json:"en,omitempty"`
	Fill     committee.FillKind `json:"fill" enum:"person,post,delegate,seat,vacant"`
	Ref      string             `json:"ref,omitempty" doc:"Người, chức vụ, cơ quan hoặc ghế · person, post, agency or seat"`
	Regime   string             `json:"regime,omitempty" enum:"part-time,full-time"`
	Fields   []string           `json:"fields,omitempty"`
	Places   []string           `json:"places,omitempty"`
	Delegate committee.PersonID `json:"delegate,omitempty"`
}

func (s seatIn) in() app.SeatIn { return app.SeatIn(s) }
