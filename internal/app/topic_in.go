package app

import (
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// TopicIn is the words and lists of a working space; both lists are whole.
type TopicIn struct {
	Title   committee.Prose       `json:"title"`
	About   committee.Prose       `json:"about,omitempty"`
	Wide    bool                  `json:"wide,omitempty"` // the whole body reads it
	Parties []PartyIn             `json:"parties,omitempty"`
	Links   []committee.TopicLink `json:"links,omitempty"`
}

// OpenTopicIn opens a working space.
type OpenTopicIn struct {
	Body committee.BodyKey `json:"body"`
	TopicIn
}

// ArrangeTopicIn sets a working space in order.
type ArrangeTopicIn struct {
	Topic committee.TopicID `json:"topic"`
	TopicIn
}

// CloseTopicIn ends a working space.
type CloseTopicIn struct {
	Topic  committee.TopicID `json:"topic"`
	Result committee.Prose   `json:"result"`
}

// RemarkIn says something in a working space, perhaps in reply. By may be left out
// by who takes part in one capacity.
type RemarkIn struct {
	Topic    committee.TopicID  `json:"topic"`
	To       committee.RemarkID `json:"to,omitempty"`
	By       PartyIn            `json:"by,omitzero"`
	Text     committee.Prose    `json:"text"`
	Mentions []PartyIn          `json:"mentions,omitempty"`
}

// WithdrawRemarkIn takes a remark back.
type WithdrawRemarkIn struct {
	Topic  committee.TopicID  `json:"topic"`
	Remark committee.RemarkID `json:"remark"`
	Reason committee.Prose    `json:"reason,omitempty"`
}

// TopicFilter narrows a list of working spaces.
type TopicFilter struct {
	Body   committee.BodyKey
	State  committee.TopicState
	Cursor string
	Limit  int
}

// TopicLine is a working space in a list.
type TopicLine struct {
	ID       committee.TopicID
	Body     committee.BodyKey
	BodyName charter.Text
	Title    string
	State    committee.TopicState
	Remarks  int
	Newest   time.Time
}

// TopicList is a page of working spaces.
type TopicList struct {
	Items []TopicLine
	Next  string // cursor; empty at the end
	May   bool   // the reader may open one in the body that was asked for
}

// TopicParty is who takes part in a working space.
type TopicParty struct {
	Party committee.Party
	Name  charter.Text
	Mine  bool // the reader acts for it
	Host  bool
}

// TopicLink is a thing to which a working space leads, as far as the reader sees it.
type TopicLink struct {
	committee.TopicLink
	Title string
}

// TopicRemark is one remark as the reader sees it: what was withdrawn is without its
// words.
type TopicRemark struct {
	committee.Remark
	Name     charter.Text   // as whom it was said
	Who      string         // who said it
	Mentions []charter.Text // who is called to it
	Mine     bool           // the reader said it
	Depth    int            // 0, or 1 for a reply
}

// TopicPage is one working space, as far as the reader may know it.
type TopicPage struct {
	Line    TopicLine
	Topic   committee.Topic // without remarks and links; see below
	Inside  bool            // the reader takes part, or keeps it in order
	Parties []TopicParty
	Links   []TopicLink
	Papers  []PaperLine   // laid in it, the oldest first
	MayLay  bool          // the reader may lay one
	Remarks []TopicRemark // replies behind what they reply to
	Offers  []Offer
}
