package committee

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"unicode/utf8"

	"nghisu/internal/charter"
)

// CharterVersion is one text of a body's charter with the days of its force
// (bản quy chế).
type CharterVersion struct {
	Body     BodyKey
	Version  int          // 1, 2, … in order of installation
	Hash     string       // SHA-256 of the file, hex
	Source   []byte       // the charter file
	Draft    bool         // installed as a draft; rulings from it say so
	From, To charter.Date // days on which this version is the body's charter
}

// CharterInstalled puts a charter file in the books: as a draft, or in force
// from a day (ban hành).
type CharterInstalled struct {
	Body     BodyKey      `json:"body"`
	Version  int          `json:"version"`
	Hash     string       `json:"hash"`
	Source   string       `json:"source"` // the file's text; public by nature
	Draft    bool         `json:"draft,omitempty"`
	Replaces int          `json:"replaces,omitempty"` // version whose last day is the day before From
	From     charter.Date `json:"from,omitempty"`
	Decision DecisionID   `json:"decision,omitempty"`
}

// EventName implements [Event].
func (CharterInstalled) EventName() string { return "charter.installed/1" }

var charterEvents = []eventKind{
	kindOf[CharterInstalled](),
}

// CharterLimit is the longest charter file that is installed, in bytes.
const CharterLimit = 2 << 20

// InstallCharterState is what [InstallCharter] needs of the store.
type InstallCharterState struct {
	Body     *Body
	Versions []CharterVersion // every version installed, in any order
	Paper    PaperState
	Changed  Change
}

// InstallCharterIn puts a charter file in the books.
type InstallCharterIn struct {
	Body   BodyKey
	Key    string       // the file's own key, which is that of the body
	Source string       // the file's text, parsed and sound
	Draft  bool         // the file's status is draft
	From   charter.Date // first day; zero: unknown, for a first text
	Paper  PaperIn
	Seen   int64
}

// InstallCharter puts another version of a body's charter in the books (ban
// hành quy chế). The version until then ends the day before: no two texts are
// in force at once. A draft stands in for a text only while the body has none.
func InstallCharter(state InstallCharterState, in InstallCharterIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	decision, out := c.paper(state.Paper, in.Paper, in.Body, in.From, env, DecidePromulgate)
	if !in.Draft && decision == "" {
		c.fail(Wrong("decision", "decision.needed"))
	}
	if !c.ok() {
		return c.events()
	}
	events, fault := installCharter(state, in, decision, env)
	if fault != nil {
		return nil, fault
	}
	return append(out, events...), nil
}

// installCharter checks a version against those installed.
func installCharter(state InstallCharterState, in InstallCharterIn, decision DecisionID, _ Env) ([]Event, *Fault) {
	var c check
	c.seen(in.Seen, state.Changed)
	if in.Key != string(in.Body) {
		c.fail(Wrong("source", "charter.other-body", in.Key, string(in.Body)))
	}
	switch {
	case in.Source == "":
		c.fail(Wrong("source", "text.empty"))
	case len(in.Source) > CharterLimit:
		c.fail(Wrong("source", "charter.too-large", strconv.Itoa(CharterLimit), strconv.Itoa(len(in.Source))))
	case !utf8.ValidString(in.Source):
		c.fail(Wrong("source", "text.not-utf8"))
	}
	if state.Body.Dissolved {
		c.fail(Clash("body.dissolved", state.Body.Name.VI, state.Body.To.String()))
	}
	c.within("from", in.From, state.Body.From, state.Body.To, state.Body.Name.VI)
	sum := sha256.Sum256([]byte(in.Source))
	e := CharterInstalled{
		Body: in.Body, Version: 1, Hash: hex.EncodeToString(sum[:]), Source: in.Source,
		Draft: in.Draft, From: in.From, Decision: decision,
	}
	if len(state.Versions) > 0 {
		c.day("from", in.From)
	}
	for _, v := range state.Versions {
		e.Version = max(e.Version, v.Version+1)
		from, to := v.From.String(), v.To.String()
		switch {
		case !overlap(v.From, v.To, in.From, 0):
		case in.Draft && !v.Draft:
			c.fail(Clash("charter.draft-beside-text", from, to))
		case v.From >= in.From || v.To != 0:
			c.fail(Clash("charter.two-in-force", from, to))
		case v.Hash == e.Hash:
			c.fail(Clash("charter.same-text", from))
		default:
			e.Replaces = v.Version
		}
	}
	if !c.ok() {
		return nil, c.fault
	}
	return []Event{e}, nil
}
