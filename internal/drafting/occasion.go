package drafting

import (
	"cmp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/render/paper"
)

// Occasion is a meeting as its documents need it.
type Occasion struct {
	Meeting app.MeetingPage
	Body    app.BodyPage                  // on the meeting's day
	Units   map[committee.AgencyID]string // agencies that are called or carry something out
	Zone    *time.Location
	Tables  []app.RoundPage // what was said on drafts of the agenda, for packs
}

// begin is a document of the body, without its kind and text: head, symbol,
// signature of who presides.
func (o Occasion) begin(abbreviation string) paper.Paper {
	p := paper.Paper{Issuer: o.Body.Line.Name.VI, Symbol: abbreviation, Language: "vi"}
	if host := o.Body.Line.Host.VI; host != p.Issuer {
		p.Parent = host
	}
	if short := initials(o.Body.Line.Short.VI); short != "" {
		p.Symbol += "-" + short
	}
	return p
}

// initials are the first letters of the words of a name in capitals: "Ban Chỉ đạo"
// is BCĐ. How agencies abbreviate is theirs to decide (Decree 30/2020/NĐ-CP, Annex
// I, II.3); this is what most do.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(name) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLetter(r) {
			b.WriteRune(unicode.ToUpper(r))
		}
	}
	return b.String()
}

// chair is the seat that presides, and whether one does.
func (o Occasion) chair() (app.SeatLine, bool) { return o.seat(o.Meeting.Meeting.Chair) }

func (o Occasion) seat(id committee.SeatID) (app.SeatLine, bool) {
	for _, s := range o.Meeting.Seats {
		if s.Seat == id && id != "" {
			return s, true
		}
	}
	return app.SeatLine{}, false
}

// signature is the place of who presides to sign: the head by the title, a deputy
// for the head (KT.), others by their own title (Decree 30/2020/NĐ-CP, article 13).
func (o Occasion) signature() paper.Signature {
	s, ok := o.chair()
	if !ok {
		return paper.Signature{Capacity: []string{o.titleOf("head")}}
	}
	sig := paper.Signature{Capacity: []string{s.Title.VI}, Name: s.Holder}
	if head := o.titleOf("head"); strings.HasSuffix(string(s.Role), "deputy") && head != "" {
		sig.Capacity = []string{"KT. " + head, s.Title.VI}
	}
	if s.Fill == committee.FillPost {
		sig.Office = s.Through.VI
	}
	return sig
}

// titleOf is the title of the first seat of a role in the body itself.
func (o Occasion) titleOf(role charter.Role) string {
	for _, s := range o.Meeting.Seats {
		if s.Role == role && s.In == "" {
			return s.Title.VI
		}
	}
	return ""
}

// title is what the meeting is called in a sentence.
func (o Occasion) title() string {
	return cmp.Or(o.Meeting.Line.Title, kinds[o.Meeting.Line.Kind])
}

// sitting is what the meeting is called within a sentence: a title that says what
// it is as it stands, any other behind the kind.
func (o Occasion) sitting() string {
	title := o.Meeting.Line.Title
	for _, noun := range []string{"phiên", "buổi", "cuộc", "hội nghị", "hội thảo"} {
		if strings.HasPrefix(strings.ToLower(title), noun+" ") {
			return lower(title)
		}
	}
	kind := lower(kinds[o.Meeting.Line.Kind])
	if title == "" {
		return kind
	}
	return kind + " “" + title + "”"
}

// kinds are the kinds of meeting as documents name them.
var kinds = map[committee.MeetingKind]string{
	committee.Regular: "Phiên họp định kỳ", committee.Extraordinary: "Phiên họp bất thường",
	committee.Expanded: "Phiên họp mở rộng", committee.Session: "Buổi làm việc",
}

// named is a seat with its holder, as a list of those present names it: the title
// in the body, the name, the post through which the seat is held.
func named(s app.SeatLine) string {
	out := s.Title.VI
	if s.Holder != "" {
		out += ": " + s.Holder
	}
	if through := s.Through.VI; through != "" && through != s.Holder && !strings.HasPrefix(s.Holder, through) {
		out += ", " + through
	}
	return out
}

// place is where the meeting is held.
func (o Occasion) place() string {
	where := o.Meeting.Line.Place
	switch o.Meeting.Line.Mode {
	case "online":
		return join("Họp trực tuyến", where)
	case "mixed":
		return join(where, "kết hợp trực tuyến")
	}
	return cmp.Or(where, blank)
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ", " + b
}

// blank is room to write.
const blank = "………………………………"

// agenda are the matters of the meeting itself, in order.
func (o Occasion) agenda() []committee.Item {
	var out []committee.Item
	for _, x := range o.Meeting.Meeting.Agenda {
		if x.ID != "" {
			out = append(out, x)
		}
	}
	return out
}

// whole are the conclusions on the meeting as a whole.
func (o Occasion) whole() []committee.Conclusion {
	for _, x := range o.Meeting.Meeting.Agenda {
		if x.ID == "" {
			return x.Conclusions
		}
	}
	return nil
}
