package app

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// OfficeIn founds an office in an empty store.
type OfficeIn struct {
	VI     string          `json:"vi"`
	EN     string          `json:"en,omitempty"`
	Zone   string          `json:"zone,omitempty"` // IANA name; empty: [DefaultZone]
	Keeper committee.Prose `json:"keeper"`         // display name of the first keeper of the books
	From   charter.Date    `json:"from"`
}

// AgencyIn adds an agency to the tree.
type AgencyIn struct {
	Parent committee.AgencyID `json:"parent,omitempty"`
	Kind   string             `json:"kind"`
	Code   string             `json:"code,omitempty"`
	VI     string             `json:"vi"`
	EN     string             `json:"en,omitempty"`
	Short  string             `json:"short,omitempty"`
	From   charter.Date       `json:"from,omitempty"`
}

// EndAgencyIn ends an agency on its last day, with or without a successor.
type EndAgencyIn struct {
	ID        committee.AgencyID `json:"id"`
	To        charter.Date       `json:"to"`
	Successor committee.AgencyID `json:"successor,omitempty"`
}

// PostIn adds a post to an agency.
type PostIn struct {
	Agency committee.AgencyID `json:"agency"`
	Kind   string             `json:"kind"`
	VI     string             `json:"vi"`
	EN     string             `json:"en,omitempty"`
	Leads  bool               `json:"leads,omitempty"`
	From   charter.Date       `json:"from,omitempty"`
}

// PersonIn adds a person.
type PersonIn struct {
	Name committee.Prose `json:"name"`
}

// TakePostIn puts a person in a post from a day.
type TakePostIn struct {
	Post     committee.PostID   `json:"post"`
	Person   committee.PersonID `json:"person"`
	From     charter.Date       `json:"from"`
	To       charter.Date       `json:"to,omitempty"` // last day of a past holding that is entered
	Decision *DecisionIn        `json:"decision,omitempty"`
}

// AssistantIn lets a person act for a leader, or ends it when Release is set.
type AssistantIn struct {
	Assistant committee.PersonID     `json:"assistant"`
	Kind      committee.CapacityKind `json:"kind"`
	ID        string                 `json:"id"`
	Day       charter.Date           `json:"day"` // first day, or last day when released
	Release   bool                   `json:"release,omitempty"`
}

// KeeperIn names or releases a keeper of the books.
type KeeperIn struct {
	Person  committee.PersonID `json:"person"`
	Day     charter.Date       `json:"day"`
	Release bool               `json:"release,omitempty"`
}
