package register

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// LeafHeader is the first line of every leaf of version 1, with its newline.
const LeafHeader = "nghi-su/leaf/1\n"

// MaxLeaf is the largest leaf in bytes. Long texts stand in contents, outside
// the leaf; files stand in the blob store and the leaf holds their hash.
const MaxLeaf = 4 << 20

// Act is one thing done (việc đã làm), as it is recorded for good.
type Act struct {
	V         int    // format of the leaf; 1
	Office    string // key of the office whose register this is
	Body      string // key of the body that acted; empty for the office itself
	BodySeq   int64  // place in the body's own sequence, from 1, without gaps
	Also      []BodySeq
	ID        string // UUID in lower case
	At        int64  // when it was done, microseconds since 1970, UTC
	EnteredAt int64  // when it was entered, if later than At; otherwise 0
	Actor     Actor
	Name      string          // act of the vocabulary, such as "meeting.convene"
	Input     json.RawMessage // what was asked; absent when empty
	Facts     json.RawMessage // what the ruling consulted; absent when empty
	Ruling    json.RawMessage // the ruling with its clauses; absent when empty
	Events    []Event         // what changed, in order
	Simulated bool            // made by the demo or the simulator, not by an office
}

// BodySeq is a place in a body's sequence. Act.Also lists the places an act
// takes in other bodies than its own, sorted by body.
type BodySeq struct {
	Body string
	Seq  int64
}

// Actor is who did the act, in which capacity, for whom and by which way.
type Actor struct {
	Party
	OnBehalf Party // whose power was used (ủy quyền); zero when the actor's own
	Via      Via
}

// Party is a person in a capacity.
type Party struct {
	Person   string // id of the person; empty for the system itself
	Capacity Capacity
}

// Capacity is the seat or post in which a person acts (tư cách).
type Capacity struct {
	Kind CapacityKind
	ID   string // id of the seat or post; empty for none
}

// CapacityKind says what a capacity rests on.
type CapacityKind string

// The kinds of capacity.
const (
	NoCapacity CapacityKind = ""       // neither seat nor post
	Seat       CapacityKind = "seat"   // a seat in a body (ghế thành viên)
	Post       CapacityKind = "post"   // a position in an agency (chức vụ)
	Office     CapacityKind = "office" // keeper of the books (người giữ sổ); the id is the office's
)

// Via is the way by which an act reached the office.
type Via string

// The ways of an act.
const (
	ViaWeb  Via = "web"
	ViaAPI  Via = "api"
	ViaCLI  Via = "cli"
	ViaJob  Via = "job"
	ViaDemo Via = "demo"
	ViaMail Via = "mail"
)

// Event is one change of state, under its stored name and version.
type Event struct {
	Type string
	V    int
	Data json.RawMessage
}

// EncodeLeaf gives the exact bytes of an act: the header line, then one
// canonical JSON object. Input, Facts, Ruling and the data of events may come
// in any JSON spelling; their free texts must be sealed (see [Seal]). An act
// that breaks the format is refused with the field and what it should be.
func EncodeLeaf(a Act) ([]byte, error) { return a.encode(nil) }

// encode writes a leaf; seal, where it is given, is applied to every marked
// object of the act's JSON.
func (a *Act) encode(seal func(*value) error) ([]byte, error) {
	v, err := a.tree(seal)
	if err != nil {
		return nil, fmt.Errorf("register: act %s: %w", a.ID, err)
	}
	room := len(LeafHeader) + 1024 + len(a.Input) + len(a.Facts) + len(a.Ruling)
	for _, e := range a.Events {
		room += len(e.Data) + 64
	}
	out := v.appendTo(append(make([]byte, 0, room), LeafHeader...))
	if len(out) > MaxLeaf {
		return nil, fmt.Errorf("register: act %s: the leaf has %d bytes, at most %d fit; keep files in the blob store", a.ID, len(out), MaxLeaf)
	}
	return out, nil
}

// DecodeLeaf reads the bytes of a leaf. It accepts exactly what EncodeLeaf
// writes: encoding the result gives the same bytes again.
func DecodeLeaf(leaf []byte) (Act, error) {
	a, _, err := decodeLeaf(leaf)
	return a, err
}

// decodeLeaf also gives the sealed texts the leaf refers to.
func decodeLeaf(leaf []byte) (Act, []sealRef, error) {
	if len(leaf) > MaxLeaf {
		return Act{}, nil, fmt.Errorf("register: leaf: %d bytes, at most %d are allowed", len(leaf), MaxLeaf)
	}
	body, ok := bytes.CutPrefix(leaf, []byte(LeafHeader))
	if !ok {
		return Act{}, nil, fmt.Errorf("register: leaf: does not begin with %q; a newer version of the program may have written it", strings.TrimSpace(LeafHeader))
	}
	v, err := parseValue(body, true)
	if err != nil {
		return Act{}, nil, fmt.Errorf("register: leaf: %w", err)
	}
	a, refs, err := actOf(v, false)
	if err != nil {
		return Act{}, nil, fmt.Errorf("register: leaf: %w", err)
	}
	return a, refs, nil
}

// tree builds the JSON of an act and checks it by reading it back.
func (a *Act) tree(seal func(*value) error) (value, error) {
	if a.V != 1 {
		return value{}, fmt.Errorf("format %d is unknown; this program writes 1", a.V)
	}
	m := []member{
		{"office", stringOf(a.Office)},
		{"seq", intOf(a.BodySeq)},
		{"id", stringOf(a.ID)},
		{"at", intOf(a.At)},
		{"act", stringOf(a.Name)},
		{"actor", a.Actor.tree()},
	}
	if a.Body != "" {
		m = append(m, member{"body", stringOf(a.Body)})
	}
	if len(a.Also) > 0 {
		also := value{kind: kindArray}
		for _, s := range a.Also {
			also.items = append(also.items, object(member{"body", stringOf(s.Body)}, member{"seq", intOf(s.Seq)}))
		}
		m = append(m, member{"also", also})
	}
	if a.EnteredAt != 0 {
		m = append(m, member{"entered_at", intOf(a.EnteredAt)})
	}
	for _, f := range []struct {
		key string
		raw json.RawMessage
	}{{"input", a.Input}, {"facts", a.Facts}, {"ruling", a.Ruling}} {
		if len(f.raw) == 0 {
			continue
		}
		v, err := parsed(f.raw, seal)
		if err != nil {
			return value{}, within(f.key, err)
		}
		m = append(m, member{f.key, v})
	}
	if len(a.Events) > 0 {
		events := value{kind: kindArray}
		for i, e := range a.Events {
			data, err := parsed(e.Data, seal)
			if err != nil {
				return value{}, within(fmt.Sprintf("event %d", i), err)
			}
			events.items = append(events.items, object(member{"type", stringOf(e.Type)}, member{"v", intOf(int64(e.V))}, member{"data", data}))
		}
		m = append(m, member{"events", events})
	}
	if a.Simulated {
		m = append(m, member{"simulated", trueValue()})
	}
	v := object(m...)
	_, _, err := actOf(v, true)
	return v, err
}

// parsed reads one JSON value and seals it.
func parsed(raw json.RawMessage, seal func(*value) error) (value, error) {
	v, err := parseValue(raw, false)
	if err == nil && seal != nil {
		err = walk(&v, seal)
	}
	return v, err
}

func (a *Actor) tree() value {
	m := append(a.Party.members(), member{"via", stringOf(string(a.Via))})
	if a.OnBehalf != (Party{}) {
		m = append(m, member{"on_behalf", object(a.OnBehalf.members()...)})
	}
	return object(m...)
}

func (p *Party) members() []member {
	var m []member
	if p.Person != "" {
		m = append(m, member{"person", stringOf(p.Person)})
	}
	if p.Capacity != (Capacity{}) {
		m = append(m, member{"capacity", object(member{"kind", stringOf(string(p.Capacity.Kind))}, member{"id", stringOf(p.Capacity.ID)})})
	}
	return m
}

// actOf reads an act from its JSON and checks every field; the sealed texts
// found on the way are returned in the order of their first appearance. Where it
// is only to check, the act comes without its JSON.
func actOf(v value, check bool) (Act, []sealRef, error) {
	f := fields{path: "", left: v.members}
	if v.kind != kindObject {
		return Act{}, nil, errors.New("not a JSON object")
	}
	a := Act{V: 1}
	a.Office = f.text("office", true, isKey)
	a.Body = f.text("body", false, isKey)
	a.BodySeq = f.number("seq", true)
	a.ID = f.text("id", true, isUUID)
	a.At = f.number("at", true)
	a.EnteredAt = f.number("entered_at", false)
	a.Name = f.text("act", true, isName)
	if actor, ok := f.object("actor", true); ok {
		a.Actor.Party = actor.party()
		a.Actor.Via = Via(actor.text("via", true, isVia))
		if behalf, ok := actor.object("on_behalf", false); ok {
			a.Actor.OnBehalf = behalf.party()
			if a.Actor.OnBehalf == (Party{}) {
				behalf.fail("on_behalf", "is empty; leave it out")
			}
			behalf.end()
			actor.err = errors.Join(actor.err, behalf.err)
		}
		actor.end()
		f.err = errors.Join(f.err, actor.err)
	}
	for i, also := range f.array("also") {
		o := fields{path: fmt.Sprintf("also[%d].", i), left: also.members}
		s := BodySeq{Body: o.text("body", true, isKey), Seq: o.number("seq", true)}
		if o.end(); i > 0 && s.Body <= a.Also[i-1].Body || s.Body == a.Body {
			o.fail("body", "bodies must be sorted, each once, without the act's own")
		}
		a.Also = append(a.Also, s)
		f.err = errors.Join(f.err, o.err)
	}
	refs := refReader{act: a.ID, check: check}
	a.Input = f.json("input", false, &refs)
	a.Facts = f.json("facts", false, &refs)
	a.Ruling = f.json("ruling", false, &refs)
	for i, ev := range f.array("events") {
		o := fields{path: fmt.Sprintf("events[%d].", i), left: ev.members}
		e := Event{Type: o.text("type", true, isName), V: int(o.number("v", true))}
		e.Data = o.json("data", true, &refs)
		o.end()
		a.Events = append(a.Events, e)
		f.err = errors.Join(f.err, o.err)
	}
	if s, ok := f.take("simulated"); ok {
		if a.Simulated = s.kind == kindBool && s.num != 0; !a.Simulated {
			f.fail("simulated", "is true or left out")
		}
	}
	if a.EnteredAt != 0 && a.EnteredAt <= a.At {
		f.fail("entered_at", "must be later than \"at\"; leave it out when the act was entered as it was done")
	}
	f.end()
	return a, refs.found, errors.Join(f.err, refs.err)
}
