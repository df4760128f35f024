package secretary

import (
	"math"
	"net/url"
	"slices"
	"testing"

	"github.com/a-h/templ"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/drafting"
	"nghisu/internal/web/ui"
	"nghisu/internal/web/ui/uitest"
)

func aPlan() *seated {
	m := app.MeetingPage{
		Line:  app.MeetingLine{ID: "m1", Body: "ban-a", Title: "Phiên họp quý II"},
		Seats: []app.SeatLine{{Seat: "s1", Title: charter.Text{VI: "Trưởng ban"}, Holder: "Ủy viên 1"}, {Seat: "s2", Title: charter.Text{VI: "Thành viên"}, Holder: uitest.Long}},
	}
	x := &seated{occasion: drafting.Occasion{Meeting: m, Units: map[committee.AgencyID]string{"so-1": "Sở 1"}}}
	x.page.Meeting = committee.Seating{Shape: committee.ShapeU, Places: []committee.InviteeEntry{{Seat: "s1"}, {Seat: "s2"}, {Agency: "so-1"}, {Name: "Chuyên gia 1"}}}
	return x
}

// The places are moved by buttons, and the form keeps who sits where.
func TestSeatingForm(t *testing.T) {
	for _, lang := range uitest.Langs {
		p, x := uitest.Page(lang), aPlan()
		f := ui.NewForm(p, url.Values{})
		write(f, x.page.Meeting)
		for _, press := range []string{"len:3", "len:1", "xuong:4", "ve", "len:x"} {
			s := read(f)
			if !move(&s, press) {
				t.Errorf("%s: no press", press)
			}
			write(f, s)
		}
		s := read(f)
		if len(s.Places) != 4 || s.Places[1].Agency != "so-1" || s.Places[2].Seat != "s2" || s.Places[3].Name != "Chuyên gia 1" {
			t.Errorf("places %+v", s.Places)
		}
		if move(&s, "") {
			t.Error("nothing was pressed")
		}
		f.Fail("places.2", "seating.twice")
		page := templ.Join(templ.Raw("<h1>x</h1><form method=\"post\" action=\"/x\">"), seatingForm(p, f, x, s), templ.Raw("</form>"))
		n := uitest.Shown(t, p, page)
		if got := len(n.All(".seat-plan rect")); got != 4 {
			t.Errorf("%s: %d places drawn", lang, got)
		}
		if at := "#" + ui.FieldID("places.2"); !n.Has(at) || n.One(t, at).Text() == "" {
			t.Errorf("%s: the fault is not told", lang)
		}
		uitest.Shown(t, p, seatingView(p, x))
	}
}

// However many sit in a room, no place of the plan lies on another, and every name
// fits its two lines.
func TestPlanFits(t *testing.T) {
	for _, shape := range committee.SeatingShapes {
		for n := range 60 {
			spots := drafting.Spots(shape, n)
			deep := depth(spots)
			for i, a := range spots {
				for _, b := range spots[:i] {
					if math.Abs(a.X-b.X)*1000 < placeWide && math.Abs(a.Y-b.Y)*deep < placeHigh {
						t.Errorf("%s of %d: places %v and %v overlap", shape, n, a, b)
					}
				}
			}
		}
	}
	for name, want := range map[string][]string{
		"":          nil,
		"Ủy viên 1": {"Ủy viên 1"},
		"Chánh Văn phòng Ủy ban nhân dân xã": {"Chánh Văn phòng", "Ủy ban nhân…"},
		"Giám đốc Sở Khoa học và Công nghệ":  {"Giám đốc Sở", "Khoa học và…"},
	} {
		if got := short(name); !slices.Equal(got, want) {
			t.Errorf("%q in %q, want %q", name, got, want)
		}
	}
}
