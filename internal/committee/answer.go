package committee

import (
	"slices"
	"strconv"
	"time"

	"nghisu/internal/charter"
)

// The acts of answering an invitation. No regulation knows the first two; the
// others it may speak of, and then it says whose they are.
const (
	ActAnswer       charter.Act = "invitation.answer" // trả lời dự họp
	ActRecordAnswer charter.Act = "answer.record"     // ghi hộ trả lời dự họp
	ActAbsence      charter.Act = "absence.report"    // báo vắng họp
	ActSubstitute   charter.Act = "substitute.name"   // cử người dự thay
)

// AnswerKind is what is answered to an invitation (trả lời dự họp).
type AnswerKind string

// The answers to an invitation.
const (
	AnswerAttend    AnswerKind = "attend"    // dự họp
	AnswerOnline    AnswerKind = "online"    // dự trực tuyến
	AnswerAbsent    AnswerKind = "absent"    // không dự
	AnswerUndecided AnswerKind = "undecided" // chưa chắc
)

// Comes reports whether who answers so, or somebody for it, takes part.
func (k AnswerKind) Comes() bool { return k == AnswerAttend || k == AnswerOnline }

// Representative is who comes for an agency, or instead of a member (người được
// cử dự họp).
type Representative struct {
	Name  string
	Title string // post and agency, as it is said
}

// InvitationAnswer is the answer of one called party as it stands.
type InvitationAnswer struct {
	Party
	Answer   AnswerKind
	Reason   string
	Channel  string // web, api, mail, calendar: given itself; telephone, paper: written down for the party
	Revision int
	Start    time.Time // of the meeting as it was answered
	At       time.Time
	Entered  time.Time // when it was written down
	By       PersonID  // who gave it or wrote it down
	People   []Representative
	Filled   Filled       // when it was filled in without a network; zero: where it was sent
	Leave    *LeaveRuling // what became of the leave that it needs; nil: nothing yet
}

// Recorded reports whether somebody else wrote the answer down.
func (x InvitationAnswer) Recorded() bool { return x.Channel == "telephone" || x.Channel == "paper" }

// Holds reports whether an answer is to the meeting as it is set now: who said yes
// to one hour has not said yes to another.
func (x InvitationAnswer) Holds(m Meeting) bool { return x.Start.Equal(m.Start) }

// Called lists the parties that a meeting calls: the seats and agencies chosen, or
// the seats of the part that meets while nobody has been chosen. Guests by name
// are no parties: the books know nobody who could answer for them.
func (m Meeting) Called(roster []Seat) []Party {
	var out []Party
	chosen := m.Chosen()
	if len(chosen) == 0 {
		for _, s := range roster {
			if s.In == m.In {
				out = append(out, Party{Seat: s.ID})
			}
		}
		return out
	}
	for _, i := range chosen {
		if i.Seat != "" || i.Agency != "" {
			out = append(out, Party{Seat: i.Seat, Agency: i.Agency})
		}
	}
	return out
}

// AnsweringState is what [AnswerInvitation] and [NameSubstitute] need of the store.
type AnsweringState struct {
	MeetingNow
	Answers []InvitationAnswer
	Rule    *AttendanceRule // what the charter says of who answers; nil: nothing
}

// answer finds the answer of a party.
func (s AnsweringState) answer(p Party) *InvitationAnswer {
	i := slices.IndexFunc(s.Answers, func(x InvitationAnswer) bool { return x.Party == p })
	if i < 0 {
		return nil
	}
	return &s.Answers[i]
}

// maxPeople bounds whom one agency sends to one meeting.
const maxPeople = 20

// AnswerInvitationIn answers an invitation for one party.
type AnswerInvitationIn struct {
	Meeting  MeetingID
	By       Party
	Person   PersonID // who gives it or writes it down
	Answer   AnswerKind
	Reason   string
	Channel  string
	People   []Representative // whom an agency sends, or who comes instead of an absent member
	Revision int              // of the answer looked at; 0: none was looked at
	Filled   Filled
}

// AnswerInvitation takes the answer of a called party, changed as often as it
// likes until the meeting begins. An agency names whom it sends; an absent member
// says why and, where the charter allows it, who comes instead.
func AnswerInvitation(state AnsweringState, in AnswerInvitationIn, env Env) ([]Event, error) {
	var c check
	if !c.answering(state, in.Meeting, in.By, env) {
		return c.events()
	}
	m := *state.Meeting
	switch in.Answer {
	case AnswerAttend, AnswerAbsent, AnswerUndecided:
	case AnswerOnline:
		if m.Mode == "in-person" {
			c.fail(Clash("answer.no-online"))
		}
	default:
		c.fail(Wrong("answer", "answer.kind", string(in.Answer)))
	}
	need := in.Answer == AnswerAbsent
	switch in.Channel {
	case "web", "api", "telephone", "paper":
	case "mail", "calendar": // a press on a calendar's button carries no words
		need = false
	default:
		c.fail(Wrong("channel", "answer.channel", in.Channel))
	}
	old := state.answer(in.By)
	if old != nil {
		env = env.NotBefore(old.At)
	}
	revision := c.answerRevision(old, in.Revision, env)
	e := InvitationAnswered{
		Meeting: m.ID, Body: m.Body, By: PartyEntry(in.By), Answer: in.Answer, Reason: c.note("reason", in.Reason, need), Channel: in.Channel,
		Revision: revision, Start: micro(m.Start), At: env.Now.UnixMicro(), Entered: env.entered().UnixMicro(), Person: in.Person,
		Filled: c.filled(in.Filled, env),
	}
	if in.By.Agency != "" {
		e.People = c.representatives(in.People)
		if len(in.People) > 0 && !in.Answer.Comes() {
			c.fail(Wrong("people", "answer.people-stay"))
		}
		return c.events(e)
	}
	switch {
	case in.Answer != AnswerAbsent && len(in.People) > 0:
		c.fail(Wrong("people", "substitute.not-absent"))
	case in.Answer == AnswerAbsent && len(in.People) == 0:
		c.substituteNeeded(state.Rule)
	}
	out := []Event{e}
	if len(in.People) > 0 {
		out = append(out, c.substitute(state, in.By.Seat, in.People, in.Person))
	}
	return c.events(out...)
}

// answering asks that a meeting can still be answered by a party.
func (c *check) answering(state AnsweringState, id MeetingID, by Party, env Env) bool {
	if !c.found(state.Meeting, id, Convened, Postponed, Held) {
		return false
	}
	m := *state.Meeting
	switch {
	case !env.Now.Before(m.Start):
		c.fail(Clash("answer.begun"))
	case !slices.Contains(m.Called(state.Seats), by):
		c.fail(Wrong("by", "answer.not-called"))
	}
	return c.ok()
}

// answerRevision guards against two devices, and against what is entered
// afterwards replacing what was said later; it gives the revision of the answer.
func (c *check) answerRevision(old *InvitationAnswer, seen int, env Env) int {
	switch {
	case old == nil:
		return 1
	case seen != 0 && seen != old.Revision:
		c.fail(Clash("answer.changed"))
	case old.At.After(env.Now):
		c.fail(Clash("answer.newer"))
	}
	return old.Revision + 1
}

// representatives checks whom an agency sends, or who comes instead of a member.
func (c *check) representatives(list []Representative) []RepresentativeEntry {
	if len(list) > maxPeople {
		c.fail(Wrong("people", "list.too-long", strconv.Itoa(maxPeople), strconv.Itoa(len(list))))
		return nil
	}
	var out []RepresentativeEntry
	seen := map[Representative]bool{}
	for i, x := range list {
		at := "people." + strconv.Itoa(i+1) + "."
		e := RepresentativeEntry{
			Name: Prose(c.line(at+"name", x.Name, nameLimit, true)), Title: Prose(c.line(at+"title", x.Title, nameLimit, false)),
		}
		if seen[x] {
			c.fail(Wrong(at+"name", "list.twice", x.Name))
		}
		seen[x] = true
		out = append(out, e)
	}
	return out
}

// InvitationAnswered is a party's answer to an invitation. It takes the place of
// the earlier one, with whom the party had named.
type InvitationAnswered struct {
	Meeting  MeetingID             `json:"meeting"`
	Body     BodyKey               `json:"body"`
	By       PartyEntry            `json:"by"`
	Answer   AnswerKind            `json:"answer"`
	Reason   Prose                 `json:"reason,omitempty"`
	Channel  string                `json:"channel"`
	Revision int                   `json:"revision"`
	Start    int64                 `json:"start"` // of the meeting as it was answered, microseconds UTC
	At       int64                 `json:"at"`
	Entered  int64                 `json:"entered"`
	Person   PersonID              `json:"person,omitempty"` // who gave it or wrote it down
	People   []RepresentativeEntry `json:"people,omitempty"`
	Filled   FilledEntry           `json:"filled,omitzero"` // the time claimed by a device that had no network
}

// RepresentativeEntry is who comes, as it is stored.
type RepresentativeEntry struct {
	Name  Prose `json:"name"`
	Title Prose `json:"title,omitempty"`
}

// EventName implements [Event].
func (InvitationAnswered) EventName() string { return "invitation.answered/1" }

var answerEvents = []eventKind{kindOf[InvitationAnswered](), kindOf[SubstituteNamed](), kindOf[AbsenceRuled]()}
