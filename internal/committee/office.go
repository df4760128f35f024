package committee

import "nghisu/internal/charter"

// Office is the ministry, province or agency that keeps the books (văn phòng
// nơi giữ sổ): the unit of tenancy, of export and of the register.
type Office struct {
	ID   OfficeID
	Name charter.Text
	Zone string // IANA name, Asia/Ho_Chi_Minh unless it says otherwise
}

// OfficeFounded begins an office.
type OfficeFounded struct {
	Office OfficeID `json:"office"`
	VI     string   `json:"vi"`
	EN     string   `json:"en,omitempty"`
	Zone   string   `json:"zone"`
}

// EventName implements [Event].
func (OfficeFounded) EventName() string { return "office.founded/1" }

var officeEvents = []eventKind{
	kindOf[OfficeFounded](),
}

// DefaultZone is the zone of an office that names none.
const DefaultZone = "Asia/Ho_Chi_Minh"

// FoundOfficeState is what [FoundOffice] needs of the store.
type FoundOfficeState struct {
	Exists bool // the store already keeps this office
}

// FoundOfficeIn founds an office with its first keeper of the books.
type FoundOfficeIn struct {
	Office OfficeID
	Name   charter.Text
	Zone   string // IANA name; empty: [DefaultZone]
	Keeper string // display name of the first keeper
	From   charter.Date
}

// FoundOffice begins an office in an empty store: the office, one person, and
// that person as keeper of the books, since an office without a keeper could
// never record anything.
func FoundOffice(state FoundOfficeState, in FoundOfficeIn, env Env) ([]Event, error) {
	var c check
	c.key("office", string(in.Office))
	name := c.name("vi", in.Name, true)
	keeper := c.line("keeper", in.Keeper, nameLimit, true)
	if in.Zone == "" {
		in.Zone = DefaultZone
	}
	if !isZone(in.Zone) {
		c.fail(Wrong("zone", "office.zone-form", in.Zone))
	}
	if state.Exists {
		c.fail(Clash("office.exists", string(in.Office)))
	}
	if in.From == 0 {
		in.From = env.Today
	}
	if !c.ok() {
		return c.events()
	}
	person := PersonID(env.NewID())
	return c.events(
		OfficeFounded{Office: in.Office, VI: name.VI, EN: name.EN, Zone: in.Zone},
		PersonRecorded{ID: person, Name: Prose(keeper)},
		KeeperNamed{Person: person, From: in.From},
	)
}

// isZone reports whether a word has the form of an IANA zone name. Whether the
// zone exists is for the caller to look up.
func isZone(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '/' || s[len(s)-1] == '/' {
		return false
	}
	for i := range len(s) {
		b := s[i]
		letter := b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
		if !letter && (b < '0' || b > '9') && b != '/' && b != '_' && b != '-' && b != '+' {
			return false
		}
	}
	return true
}
