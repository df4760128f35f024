package api

import (
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// page is a part of a list; next is null at the end.
type page[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next" nullable:"true" doc:"Con trỏ của trang sau; null: hết · cursor of the next page; null at the end"`
}

func pageOf[T any](items []T, next string) page[T] {
	p := page[T]{Items: some(items)}
	if next != "" {
		p.Next = &next
	}
	return p
}

// whole is a list that comes at once, in the form of a page.
func whole[T, O any](list []T, view func(T) O) page[O] {
	out := make([]O, len(list))
	for i, x := range list {
		out[i] = view(x)
	}
	return pageOf(out, "")
}

// some writes a list that is empty as [], not null.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func each[T, O any](list []T, view func(T) O) []O { return whole(list, view).Items }

// Done is what the answer to an act carries beside the thing: the clauses that
// allowed it, and the act on record.
type Done struct {
	Clauses []app.Clause `json:"clauses"`
	Act     actDone      `json:"act"`
}

// actDone is an act just recorded.
type actDone struct {
	ID       committee.ActID `json:"id"`
	Seq      int64           `json:"seq" doc:"Số trong sổ của cơ quan · number in the body's register"`
	At       time.Time       `json:"at"`
	Capacity string          `json:"capacity" doc:"seat:ID, post:ID, office hoặc none"`
	Ground   ground          `json:"ground"`
}

// ground is why an act was allowed.
type ground struct {
	Reason        string   `json:"reason" enum:"granted,inherent"`
	Role          string   `json:"role,omitempty"`
	Inherent      string   `json:"inherent,omitempty"`
	Inferred      bool     `json:"inferred"`
	Reconstructed bool     `json:"reconstructed"`
	Draft         bool     `json:"draft"`
	Undated       bool     `json:"undated"`
	Warnings      []string `json:"warnings,omitempty"`
}

// made is the answer to an act whose thing is not read back: its id alone.
type made struct {
	ID string `json:"id"`
	Done
}

func doneOf(r app.Receipt) Done {
	return Done{Clauses: some(r.Ground.Clauses), Act: actDone{
		ID: r.Act, Seq: r.Seq, At: r.At, Capacity: capacityWord(r.Capacity), Ground: groundOf(r.Ground),
	}}
}

func madeOf(r app.Receipt, id string) made {
	if id == "" {
		id = r.Ref
	}
	return made{id, doneOf(r)}
}

func groundOf(g app.Ground) ground {
	return ground{g.Reason, g.Role, g.Inherent, g.Inferred, g.Reconstructed, g.Draft, g.Undated, g.Warnings}
}

func capacityWord(c committee.Capacity) string {
	if c.ID == "" {
		return string(c.Kind)
	}
	return string(c.Kind) + ":" + c.ID
}

// verdict is roster, quorum or tally held against the text; ok is null where the
// charter or the facts leave it open.
type verdict struct {
	OK       *bool        `json:"ok" nullable:"true"`
	Need     any          `json:"need"`
	Have     any          `json:"have"`
	Unstated []string     `json:"unstated"`
	Missing  []string     `json:"missing"`
	Then     string       `json:"then"`
	Clauses  []app.Clause `json:"clauses"`
}

func verdictOf(v charter.Verdict, lang catalogue.Lang) verdict {
	return verdict{
		OK: tri(v.OK), Need: v.Need, Have: v.Have, Unstated: some(v.Unstated), Missing: some(v.Missing),
		Then: v.Then, Clauses: app.ClausesOf(v.Clauses, string(lang)),
	}
}

func tri(t charter.Tri) *bool {
	if t != charter.Yes && t != charter.No {
		return nil
	}
	yes := t == charter.Yes
	return &yes
}

// offer is an act that the reader may do with a thing, or who could.
type offer struct {
	Act     charter.Act  `json:"act"`
	Word    string       `json:"word"`
	Allowed bool         `json:"allowed"`
	Clauses []app.Clause `json:"clauses"`
	Code    string       `json:"code,omitempty" doc:"Mã từ chối · code of the refusal"`
	Could   []couldView  `json:"could,omitempty"`
}

func (c *call) offer(o app.Offer) offer {
	out := offer{Act: o.Act, Word: c.say(o.Word), Allowed: o.Allowed, Clauses: some(o.Ground.Clauses)}
	if o.Fault != nil {
		out.Code = o.Fault.Code
		if o.Fault.Ruling != nil {
			out.Clauses = app.ClausesOf(o.Fault.Ruling.Clauses, string(c.lang))
		}
		for _, x := range o.Fault.Could {
			out.Could = append(out.Could, couldView{string(x.Role), c.say(x.Title), some(x.Holders)})
		}
	}
	return out
}

// span is a date known only in part, or a period; an empty end is open or
// unknown.
type span struct {
	From charter.Date `json:"from"`
	To   charter.Date `json:"to"`
}

// dueOf writes a date as the contract does: a day, or the days between which it
// lies.
func dueOf(a charter.Approx) any {
	switch {
	case a.Exact():
		return a.From
	case a.Unstated:
		return "unstated"
	case a.IsZero():
		return nil
	}
	return span{a.From, a.To}
}
