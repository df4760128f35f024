package app

import (
	"strings"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// PartyIn is who is asked, or who answers: a seat, an agency or an expert in
// person.
type PartyIn struct {
	Seat   committee.SeatID   `json:"seat,omitempty"`
	Agency committee.AgencyID `json:"agency,omitempty"`
	Person committee.PersonID `json:"person,omitempty"`
}

// PartyOf reads a party as [committee.Party.Key] writes it; anything else is none.
func PartyOf(s string) PartyIn {
	kind, id, _ := strings.Cut(s, ":")
	switch kind {
	case "seat":
		return PartyIn{Seat: committee.SeatID(id)}
	case "agency":
		return PartyIn{Agency: committee.AgencyID(id)}
	case "person":
		return PartyIn{Person: committee.PersonID(id)}
	}
	return PartyIn{}
}

// QuestionIn is one question of a round; without options it offers agreeing, not
// agreeing and another opinion.
type QuestionIn struct {
	Text    committee.Prose `json:"text"`
	Options []OptionIn      `json:"options,omitempty"`
}

// OptionIn is one position of a body's own set.
type OptionIn struct {
	Label committee.Prose    `json:"label"`
	Side  committee.Position `json:"side"`
}

// BoundIn names one version of a paper; version 0 is the newest.
type BoundIn struct {
	Paper   committee.PaperID `json:"paper"`
	Version int               `json:"version,omitempty"`
}

// ArticleIn is one article of a text written into a round.
type ArticleIn struct {
	Address string          `json:"address"`
	Heading committee.Prose `json:"heading,omitempty"`
	Text    committee.Prose `json:"text"`
}

// OriginIn is the request from outside that a round answers.
type OriginIn struct {
	From     committee.Prose `json:"from,omitempty"`
	Number   string          `json:"number,omitempty"`
	Date     charter.Date    `json:"date,omitempty"`
	Received charter.Date    `json:"received,omitempty"`
}

// OpenRoundIn opens an opinion round. The deadline is a day, or so many working
// days from today; neither: the charter's.
type OpenRoundIn struct {
	Body      committee.BodyKey `json:"body"`
	In        string            `json:"in,omitempty"`
	Matter    string            `json:"matter,omitempty"`    // matter class of the charter
	Authority string            `json:"authority,omitempty"` // in whose power the matter lies
	Title     committee.Prose   `json:"title"`
	Questions []QuestionIn      `json:"questions"`
	Papers    []BoundIn         `json:"papers,omitempty"`
	Articles  []ArticleIn       `json:"articles,omitempty"`
	Asked     []PartyIn         `json:"asked"`
	Deadline  charter.Date      `json:"deadline,omitempty"`
	Days      int               `json:"days,omitempty"` // working days
	Drafter   PartyIn           `json:"drafter,omitzero"`
	Chair     committee.SeatID  `json:"chair,omitempty"`
	Origin    OriginIn          `json:"origin,omitzero"`
	Public    bool              `json:"public,omitempty"`
	Urgent    bool              `json:"urgent,omitempty"`
	// Item puts the round on an item of an agenda: title, question, text and who is
	// asked follow from it where they are left open.
	Item committee.ItemID `json:"item,omitempty"`
}

// ChangeRoundIn lays a new text before the parties; both lists are whole.
type ChangeRoundIn struct {
	Round    committee.RoundID `json:"round"`
	Papers   []BoundIn         `json:"papers,omitempty"`
	Articles []ArticleIn       `json:"articles,omitempty"`
	Note     committee.Prose   `json:"note,omitempty"`
	Seen     int64             `json:"seen,omitempty"`
}

// ExtendRoundIn gives more time.
type ExtendRoundIn struct {
	Round    committee.RoundID `json:"round"`
	Deadline charter.Date      `json:"deadline,omitempty"`
	Days     int               `json:"days,omitempty"` // working days from the deadline that was
	Reason   committee.Prose   `json:"reason,omitempty"`
	Seen     int64             `json:"seen,omitempty"`
}

// CancelRoundIn calls a round off.
type CancelRoundIn struct {
	Round  committee.RoundID `json:"round"`
	Reason committee.Prose   `json:"reason"`
	Seen   int64             `json:"seen,omitempty"`
}

// CommentIn is what a slip says on one place of the text.
type CommentIn struct {
	Address string          `json:"address,omitempty"`
	Place   committee.Prose `json:"place,omitempty"`
	Text    committee.Prose `json:"text"`
}

// SlipIn is the answer to one question. Revision is that of the slip which it
// replaces, 0 for the first.
type SlipIn struct {
	Question committee.QuestionID `json:"question"`
	Position string               `json:"position"` // key of the option
	Reason   committee.Prose      `json:"reason,omitempty"`
	Comments []CommentIn          `json:"comments,omitempty"`
	Revision int                  `json:"revision,omitempty"`
}

// AnswerRoundIn answers questions of a round. By may be left out by whoever
// answers for one party alone.
type AnswerRoundIn struct {
	Round committee.RoundID `json:"round"`
	By    PartyIn           `json:"by,omitzero"`
	Slips []SlipIn          `json:"slips"`
	// Version is that of the text which the party had before it; 0: not told.
	Version int      `json:"version,omitempty"`
	Filled  FilledIn `json:"filled,omitzero"`
}

// RecordSlipsIn writes down an answer that came otherwise.
type RecordSlipsIn struct {
	Round committee.RoundID `json:"round"`
	By    PartyIn           `json:"by"`
	How   string            `json:"how"` // telephone, paper, meeting
	Slips []SlipIn          `json:"slips"`
}

// TakeLateSlipsIn lets the late slips of a party count.
type TakeLateSlipsIn struct {
	Round committee.RoundID `json:"round"`
	By    PartyIn           `json:"by"`
}

// ConfirmIn stands by one slip.
type ConfirmIn struct {
	Question committee.QuestionID `json:"question"`
	Revision int                  `json:"revision"`
}

// ConfirmSlipsIn stands by slips.
type ConfirmSlipsIn struct {
	Round committee.RoundID `json:"round"`
	By    PartyIn           `json:"by,omitzero"`
	Slips []ConfirmIn       `json:"slips"`
}

// ReplyIn answers one comment.
type ReplyIn struct {
	Comment committee.CommentID `json:"comment"`
	Kind    committee.ReplyKind `json:"kind"` // accepted, partly, explained
	Text    committee.Prose     `json:"text,omitempty"`
}

// AnswerCommentsIn is the drafter's answer to comments.
type AnswerCommentsIn struct {
	Round   committee.RoundID `json:"round"`
	Replies []ReplyIn         `json:"answers"`
}

// ChargeCommentsIn charges a seat with the answers to comments.
type ChargeCommentsIn struct {
	Round    committee.RoundID     `json:"round"`
	Comments []committee.CommentID `json:"comments"`
	To       committee.SeatID      `json:"to"`
	Due      charter.Date          `json:"due,omitempty"`
}

// OutcomeIn concludes on one question; with a lead it becomes a task.
type OutcomeIn struct {
	Question     committee.QuestionID `json:"question"`
	Text         committee.Prose      `json:"text,omitempty"`
	Side         committee.Position   `json:"side,omitempty"`  // adopted (for, the default) or not (against)
	Title        committee.Prose      `json:"title,omitempty"` // of the task; empty: the beginning of the conclusion
	Person       committee.PersonID   `json:"person,omitempty"`
	Lead         committee.AgencyID   `json:"lead,omitempty"`
	Accountable  committee.SeatID     `json:"accountable,omitempty"`
	Coordinators []committee.AgencyID `json:"coordinators,omitempty"`
	Due          charter.Date         `json:"due,omitempty"`
}

// ConcludeRoundIn concludes a round on every question.
type ConcludeRoundIn struct {
	Round       committee.RoundID `json:"round"`
	Text        committee.Prose   `json:"text"`
	Outcomes    []OutcomeIn       `json:"outcomes"`
	Reply       committee.Prose   `json:"reply,omitempty"` // to the origin; empty: the conclusion
	ReplyNumber string            `json:"reply_number,omitempty"`
	Seen        int64             `json:"seen,omitempty"`
}
