package committee

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"nghisu/internal/charter"
)

// day reads a date; tests write them as the law does in ISO form.
func day(s string) charter.Date {
	d, err := charter.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// envOn is a world on a day at nine in the morning of Hà Nội, with ids that
// count upwards.
func envOn(s string) Env {
	zone := time.FixedZone("ICT", 7*3600)
	n := 0
	return Env{
		Now: day(s).Time().Add(2 * time.Hour), Today: day(s), Zone: zone,
		NewID: func() string { n++; return fmt.Sprintf("id-%d", n) },
	}
}

// at gives an instant of a day in Hà Nội.
func at(s string, hour int) time.Time {
	return day(s).Time().Add(time.Duration(hour-7) * time.Hour)
}

// code gives the code of a fault, or "" for no error.
func code(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	var f *Fault
	if !errors.As(err, &f) || f == nil {
		t.Fatalf("%v is no fault", err)
	}
	return f.Code
}

// says fails unless an outcome has the code wanted; a fault brings no events.
func says(t *testing.T, name, want string, events []Event, err error) {
	t.Helper()
	if got := code(t, err); got != want {
		t.Errorf("%s: fault %q (%v), want %q", name, got, err, want)
	}
	if err != nil && len(events) > 0 {
		t.Errorf("%s: events beside a fault", name)
	}
	if err == nil && len(events) == 0 {
		t.Errorf("%s: no events", name)
	}
}

// names lists the stored names of events, without versions.
func names(events []Event) string {
	var out []string
	for _, e := range events {
		n, _, _ := strings.Cut(e.EventName(), "/")
		out = append(out, n)
	}
	return strings.Join(out, " ")
}

// only gives the events of one type.
func only[T Event](events []Event) []T {
	var out []T
	for _, e := range events {
		if x, ok := e.(T); ok {
			out = append(out, x)
		}
	}
	return out
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

var (
	boNoiVu = Body{
		Key: "ban-chi-dao-bo-noi-vu", From: day("2021-01-01"),
		Name: charter.Text{VI: "Ban Chỉ đạo xây dựng Chính phủ điện tử, chuyển đổi số của Bộ Nội vụ"},
		Host: "bnv", Superior: "bnv", Standing: "tttt",
	}
	boMinistry = Agency{ID: "bnv", Kind: "ministry", Name: charter.Text{VI: "Bộ Nội vụ"}}
	infoCentre = Agency{ID: "tttt", Parent: "bnv", Kind: "unit", Name: charter.Text{VI: "Trung tâm Thông tin"}}
	personnel  = Agency{ID: "tccb", Parent: "bnv", Kind: "unit", Name: charter.Text{VI: "Vụ Tổ chức cán bộ"}}
)

// qd913 is the decision of the kiện toàn of 2021.
func qd913() PaperIn {
	return PaperIn{New: &RecordDecisionIn{
		Number: "Số: 913/QĐ-BNV", Title: "Kiện toàn Ban Chỉ đạo xây dựng Chính phủ điện tử, chuyển đổi số của Bộ Nội vụ",
		Date: charter.Day(day("2021-08-30")), SignedBy: "Bộ trưởng",
	}}
}
