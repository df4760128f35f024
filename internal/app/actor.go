package app

import (
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Actor is who asks or acts, and through which edge. It is a parameter of every
// method and never hides in a context.
type Actor struct {
	Office   committee.OfficeID
	Person   committee.PersonID
	Capacity *committee.Capacity // the capacity chosen; nil: the first that is allowed, by rank
	Via      string              // web, api, cli, job, demo
	// ActedAt is the time of the act when it is entered afterwards (nhập sau);
	// zero: now. The time of entry is always kept beside it. Only who assists the
	// one who acted, the secretary and the keeper may; see afterwards.go.
	ActedAt time.Time
	// Paper is the number and day of the signed paper from which an act is entered
	// afterwards (theo giấy); empty: none. It is recorded with what was asked.
	Paper     string
	Key       string // Idempotency-Key; empty: none
	Dry       bool   // ask and decide, write nothing: what a check-your-answers page shows
	Simulated bool   // an act of the re-enactment, marked in its leaf

	// rehearsal is a transaction that is rolled back: acts are carried out in it one
	// after another, to tell what would become of them; see byhand.go.
	rehearsal *store.Tx
}

// writes reports whether what the actor does is to stay.
func (by Actor) writes() bool { return !by.Dry && by.rehearsal == nil }

// Receipt is what a command answers: the act on record and its ground.
type Receipt struct {
	Act      committee.ActID    `json:"act"`
	Body     committee.BodyKey  `json:"body,omitempty"`
	Seq      int64              `json:"seq"`
	At       time.Time          `json:"at"`
	Ref      string             `json:"ref,omitempty"` // id of the thing made or acted on
	Capacity committee.Capacity `json:"capacity"`
	Ground   Ground             `json:"ground"`
}

// Ground is the reason for which an act was allowed, as pages, answers and the
// register show it.
type Ground struct {
	Reason        string   `json:"reason"` // granted, or inherent
	Role          string   `json:"role,omitempty"`
	Clauses       []Clause `json:"clauses,omitempty"`
	Inherent      string   `json:"inherent,omitempty"` // relation on which an act that no charter speaks of was allowed
	Inferred      bool     `json:"inferred,omitempty"`
	Reconstructed bool     `json:"reconstructed,omitempty"`
	Draft         bool     `json:"draft,omitempty"`
	Undated       bool     `json:"undated,omitempty"`
	// Recorded keeps the contributions of rules whose force is reminder: what
	// would have refused, shown and on record.
	Warnings []string `json:"warnings,omitempty"`
}

// Clause is a cited clause as answers carry it (contract: clauses[]).
type Clause struct {
	Ref      string `json:"ref"`
	Address  string `json:"address"`
	Document string `json:"document"`
	Rule     string `json:"rule"`
	Text     string `json:"text"`
}
