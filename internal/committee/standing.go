package committee

import (
	"slices"
	"strings"

	"nghisu/internal/charter"
)

// Standing is one way in which a person stands towards a body on a day: from
// which capacity acts are done, and which role the charter is asked about (tư
// cách của một người đối với một tổ chức).
type Standing struct {
	Capacity
	Role      charter.Role
	In        string // sub-body of the seat; empty: the body itself, or no seat
	Title     charter.Text
	Rank      int      // order in which capacities are tried, smallest first
	Person    PersonID // whose capacity it is: the person's own, or the leader's
	OnBehalf  bool     // the person assists the one whose capacity it is
	StatePost string   // kind of the state post held by whose capacity it is, for conditions on it
}

// The roles of the contract that are no seat of a body.
const (
	RoleSuperior charter.Role = "superior"
	RoleStanding charter.Role = "standing-agency"
	RoleHost     charter.Role = "host-agency"
	RoleAgency   charter.Role = "agency-head"
	RoleOutsider charter.Role = "outsider"
)

// RoleSecretary is the seat that keeps a body's papers (thư ký).
const RoleSecretary charter.Role = "secretary"

// The steps of rank: own seats in the body, then in its sub-bodies, then what a
// leading post gives, other posts, the same on behalf of others, the books.
const (
	rankSub      = 1000
	rankPost     = 2000
	rankPlain    = 2900
	rankOnBehalf = 5000
	rankKeeper   = 9000
	rankNobody   = 9999
)

// roleOrder ranks the roles of the contract that hold seats, for charters that
// state no rank.
var roleOrder = []charter.Role{
	"head", "standing-deputy", "deputy", "standing-member", "group-head", "helper-head", "secretary", "member",
	"group-member", "helper", "clerk", "expert", "consultant",
}

// StandingsIn is what a person's standings towards a body rest on.
type StandingsIn struct {
	Person      PersonID
	Body        Body // zero for acts of the office
	On          charter.Date
	Seats       []Seat   // of the body and its sub-bodies
	Holders     []Holder // of those seats, on the day
	Agencies    []Agency
	Posts       []Post
	Holdings    []Holding    // of the person and of those whom the person assists
	Assistances []Assistance // of the person
	Keepers     []Keeper
	Links       []charter.LinkSpec // of the charter in force: they order the sub-bodies
	Roles       []charter.RoleInfo // of the charter in force: titles and ranks
	// Entered is the day on which an act of an earlier time is entered; zero when
	// the act is done as it is entered. Whoever enters it assists or keeps the books
	// on that day; seats, posts and their holders stay those of the act's own.
	Entered charter.Date
}

// Standings gives every capacity of a person towards a body on a day, by rank:
// the seats that the person holds, what a leading post gives (superior,
// standing or host agency, head of an agency), other posts, the capacities of
// leaders whom the person assists, and the keeping of the books. Whoever has
// none is an outsider.
func Standings(in StandingsIn) []Standing {
	entered := in.On
	if in.Entered != 0 {
		entered = in.Entered
	}
	out := in.bySeats(func(h Holder) bool { return h.Person == in.Person })
	out = append(out, in.byPosts(func(h Holding) bool { return h.Person == in.Person })...)
	for _, a := range in.Assistances {
		if a.Assistant != in.Person || !(charter.Period{From: a.From, To: a.To}).Holds(entered) {
			continue
		}
		for _, s := range in.assisted(a.Capacity) {
			if s.Person == in.Person {
				continue // assisting oneself adds nothing
			}
			s.OnBehalf, s.Rank = true, s.Rank+rankOnBehalf
			out = append(out, s)
		}
	}
	for _, k := range in.Keepers {
		if k.Person == in.Person && (charter.Period{From: k.From, To: k.To}).Holds(entered) {
			out = append(out, Standing{Capacity: Capacity{Kind: ByOffice}, Role: RoleOutsider, Rank: rankKeeper, Person: in.Person})
			break
		}
	}
	if in.Entered != 0 {
		out = slices.DeleteFunc(out, func(s Standing) bool { return !s.Records() })
	}
	if len(out) == 0 {
		out = append(out, Standing{Capacity: Capacity{Kind: ByNone}, Role: RoleOutsider, Rank: rankNobody, Person: in.Person})
	}
	slices.SortStableFunc(out, func(a, b Standing) int { return a.Rank - b.Rank })
	return out
}

// Records reports whether a capacity is one of those from which an act of an
// earlier time is entered (nhập sau): the assistant's for the leader, the
// secretary's, the keeper's. Nobody enters an own act of the past.
func (s Standing) Records() bool {
	return s.OnBehalf || s.Kind == ByOffice || s.Kind == BySeat && s.Role == RoleSecretary
}

// bySeats gives the standings of the seats whose holders are wanted.
func (in StandingsIn) bySeats(wanted func(Holder) bool) []Standing {
	var out []Standing
	for _, h := range in.Holders {
		if h.Person == "" || !wanted(h) {
			continue
		}
		i := slices.IndexFunc(in.Seats, func(s Seat) bool { return s.ID == h.Seat })
		if i < 0 || !in.Seats[i].Live(in.On) {
			continue
		}
		s := in.Seats[i]
		title, rank := in.role(s.Role)
		if !s.Title.IsZero() {
			title = s.Title
		}
		if s.In != "" {
			rank += rankSub + 10*in.part(s.In)
		}
		out = append(out, Standing{
			Capacity: Capacity{Kind: BySeat, ID: string(s.ID)}, Role: s.Role, In: s.In, Title: title, Rank: rank,
			Person: h.Person, StatePost: in.statePost(h.Person, h.Post),
		})
	}
	return out
}

// byPosts gives the standings of the posts whose holdings are wanted.
func (in StandingsIn) byPosts(wanted func(Holding) bool) []Standing {
	var out []Standing
	for _, h := range in.Holdings {
		if !wanted(h) || !(charter.Period{From: h.From, To: h.To}).Holds(in.On) {
			continue
		}
		i := slices.IndexFunc(in.Posts, func(p Post) bool { return p.ID == h.Post })
		if i < 0 {
			continue
		}
		p := in.Posts[i]
		s := Standing{
			Capacity: Capacity{Kind: ByPost, ID: string(p.ID)}, Title: p.Title, Person: h.Person, StatePost: p.Kind,
		}
		for k, role := range in.postRoles(p) {
			s.Role, s.Rank = role, rankPost+100*k
			if role == RoleOutsider {
				s.Rank = rankPlain
			}
			out = append(out, s)
		}
	}
	return out
}

// postRoles gives the roles that a post brings towards the body. Only who leads
// an agency stands for it; others of its staff act by assisting.
func (in StandingsIn) postRoles(p Post) []charter.Role {
	if in.Body.Key == "" {
		return []charter.Role{RoleOutsider}
	}
	out := in.namedRoles(p)
	if !p.Leads {
		if len(out) == 0 {
			out = append(out, RoleOutsider)
		}
		return out
	}
	for _, x := range []struct {
		agency AgencyID
		role   charter.Role
	}{{in.Body.Superior, RoleSuperior}, {in.Body.Standing, RoleStanding}, {in.Body.Host, RoleHost}} {
		if x.agency != "" && Heir(in.Agencies, x.agency, in.On) == p.Agency {
			out = append(out, x.role)
		}
	}
	if len(out) == 0 {
		out = append(out, RoleAgency)
	}
	return out
}

// namedRoles gives the roles outside the body that its charter names by a post:
// "Chủ tịch Ủy ban nhân dân Thành phố" is whoever holds the post of that name.
func (in StandingsIn) namedRoles(p Post) []charter.Role {
	var out []charter.Role
	for _, r := range in.Roles {
		if !r.Outside || charter.KnownRole(r.Role) {
			continue
		}
		if strings.EqualFold(r.Title.VI, p.Title.VI) || slices.Contains(r.Holder.Posts, p.Kind) || slices.Contains(r.Holder.Posts, p.Title.VI) {
			out = append(out, r.Role)
		}
	}
	return out
}

// assisted gives the standings of the leader behind a capacity that is assisted.
func (in StandingsIn) assisted(c Capacity) []Standing {
	switch c.Kind {
	case BySeat:
		return in.bySeats(func(h Holder) bool { return string(h.Seat) == c.ID })
	case ByPost:
		out := in.bySeats(func(h Holder) bool { return string(h.Post) == c.ID })
		return append(out, in.byPosts(func(h Holding) bool { return string(h.Post) == c.ID })...)
	}
	return nil
}

// role gives a role's title and rank.
func (in StandingsIn) role(role charter.Role) (charter.Text, int) {
	for _, r := range in.Roles {
		if r.Role == role {
			if r.Rank != 0 {
				return r.Title, r.Rank
			}
			return r.Title, defaultRank(role)
		}
	}
	return charter.Text{VI: string(role)}, defaultRank(role)
}

// defaultRank ranks a role of which the charter states no rank.
func defaultRank(role charter.Role) int {
	if i := slices.Index(roleOrder, role); i >= 0 {
		return i + 1
	}
	return len(roleOrder) + 1
}

// part orders the sub-bodies as the charter names them.
func (in StandingsIn) part(key string) int {
	if i := slices.IndexFunc(in.Links, func(l charter.LinkSpec) bool { return l.Key == key }); i >= 0 {
		return i + 1
	}
	return len(in.Links) + 1
}

// statePost gives the kind of the post through which a seat is held, or else of
// the person's highest post: one that leads before one that does not.
func (in StandingsIn) statePost(person PersonID, through PostID) string {
	kind, leads := "", false
	for _, h := range in.Holdings {
		if h.Person != person || !(charter.Period{From: h.From, To: h.To}).Holds(in.On) {
			continue
		}
		for _, p := range in.Posts {
			switch {
			case p.ID != h.Post:
			case p.ID == through:
				return p.Kind
			case kind == "" || p.Leads && !leads:
				kind, leads = p.Kind, p.Leads
			}
		}
	}
	return kind
}
