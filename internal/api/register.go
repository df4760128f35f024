package api

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// actRecord is one act of the register (việc đã làm).
type actRecord struct {
	ID        committee.ActID   `json:"id"`
	Body      committee.BodyKey `json:"body"`
	BodyName  string            `json:"body_name"`
	Seq       int64             `json:"seq"`
	Act       charter.Act       `json:"act"`
	Word      string            `json:"word"`
	At        time.Time         `json:"at"`
	EnteredAt time.Time         `json:"entered_at"`
	Person    string            `json:"person"`
	Capacity  string            `json:"capacity"`
	OnBehalf  string            `json:"on_behalf"`
	Clauses   []app.Clause      `json:"clauses"`
	Ground    ground            `json:"ground"`
	Simulated bool              `json:"simulated"`
	Entry     *int64            `json:"entry" nullable:"true" doc:"Số mục của sổ; null: chưa niêm · entry of the log; null until sealed"`
	RefKind   string            `json:"ref_kind"`
	Ref       string            `json:"ref"`
	Via       string            `json:"via"`
}

func (c *call) actRecord(r app.ActRecord) actRecord {
	out := actRecord{
		r.ID, r.Body, c.say(r.BodyName), r.Seq, r.Act.Act, c.say(r.Act.Word), r.At, r.EnteredAt, r.Person, c.say(r.Capacity),
		r.OnBehalf, some(r.Ground.Clauses), groundOf(r.Ground), r.Simulated, nil, r.RefKind, r.Ref, r.Via,
	}
	if r.Index >= 0 {
		out.Entry = &r.Index
	}
	return out
}

// registerPage is a part of the register with the newest checkpoint.
type registerPage struct {
	Items      []actRecord `json:"items"`
	Next       *string     `json:"next" nullable:"true"`
	Size       int64       `json:"size" doc:"Số mục đã niêm · entries sealed"`
	Root       string      `json:"root"`
	Checkpoint string      `json:"checkpoint" doc:"Điểm niêm mới nhất, có chữ ký · the newest checkpoint, a signed note"`
}

// proof shows that the register of a size holds an entry.
type proof struct {
	Entry      int64    `json:"entry"`
	Size       int64    `json:"size"`
	LeafHash   string   `json:"leaf_hash"`
	Hashes     []string `json:"hashes"`
	Root       string   `json:"root"`
	Checkpoint string   `json:"checkpoint"`
}

func proofOf(p app.Proof) proof {
	return proof{p.Index, p.Size, p.LeafHash, some(p.Hashes), p.Root, p.Checkpoint}
}

// actPage is one act whole.
type actPage struct {
	ID     committee.ActID `json:"id"`
	Record actRecord       `json:"record"`
	Facts  []string        `json:"facts"`
	Input  any             `json:"input"`
	Events []event         `json:"events"`
	Leaf   string          `json:"leaf" doc:"Đúng từng byte đã niêm · the exact bytes that are sealed"`
	Proof  *proof          `json:"proof,omitempty"`
}

// event is what an act changed.
type event struct {
	Name string `json:"name"`
	Data any    `json:"data"`
}

// said gives a stored value as people read it: its texts, which the register
// keeps beside its leaves, stand in their places as plain texts.
func said(stored json.RawMessage) any {
	var v any
	d := json.NewDecoder(bytes.NewReader(stored))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil // an act without an input
	}
	return plainWords(v)
}

func plainWords(v any) any {
	switch x := v.(type) {
	case []any:
		for i := range x {
			x[i] = plainWords(x[i])
		}
	case map[string]any:
		var words committee.Prose
		if b, err := json.Marshal(x); err == nil && words.UnmarshalJSON(b) == nil {
			return string(words)
		}
		for k := range x {
			x[k] = plainWords(x[k])
		}
	}
	return v
}

// refusal is a refused act.
type refusal struct {
	At       time.Time         `json:"at"`
	Person   string            `json:"person"`
	Body     committee.BodyKey `json:"body"`
	Act      charter.Act       `json:"act"`
	Word     string            `json:"word"`
	Reason   charter.Reason    `json:"reason"`
	Code     string            `json:"code"`
	Clauses  []string          `json:"clauses" doc:"Địa chỉ điều khoản · addresses of clauses"`
	WhoCould []string          `json:"who_could"`
	Via      string            `json:"via"`
}

func (c *call) refusal(r app.RefusalLine) refusal {
	return refusal{r.At, r.Person, r.Body, r.Act.Act, c.say(r.Act.Word), r.Reason, r.Code, some(r.Clauses), some(r.WhoCould), r.Via}
}

// RefusalsOf narrows a list of refusals.
type RefusalsOf struct {
	Slice
	Person committee.PersonID `query:"person"`
	Clause string             `query:"clause" maxLength:"200" doc:"Địa chỉ điều khoản đã từ chối, hoặc điều chứa nó · address of the clause that refused, or of one above it"`
}

func (f RefusalsOf) filter(body committee.BodyKey) app.RefusalFilter {
	return app.RefusalFilter{Body: body, Person: f.Person, Clause: f.Clause, After: f.Cursor, Limit: f.Limit}
}

// registers registers the register of acts.
func (s *server) registers() {
	const tag = "register"
	look(s, tag, "list-all-refusals", "/refusals", "Việc bị từ chối: cả văn phòng cho người giữ sổ, của mình cho mọi người · Refused acts: of the office for its keepers, one's own for everybody", func(ctx context.Context, c *call, in *RefusalsOf) (page[refusal], error) {
		list, err := s.App.Refusals(ctx, c.by, in.filter(""))
		return pageOf(each(list.Items, c.refusal), list.Next), err
	})
	look(s, tag, "list-register", "/register", "Sổ đăng ký, việc cũ trước · The register, oldest first", func(ctx context.Context, c *call, in *struct {
		After  string            `query:"after" maxLength:"500" doc:"Con trỏ next của trang trước · next of the page before"`
		Cursor string            `query:"cursor" maxLength:"500" doc:"Như after · the same as after"`
		Limit  int               `query:"limit" minimum:"1" maximum:"200" default:"50"`
		Of     committee.BodyKey `query:"body" doc:"Để trống: cả văn phòng, cho người giữ sổ · empty: the whole office, for its keepers"`
		Act    charter.Act       `query:"act"`
		Kind   string            `query:"ref_kind"`
		Ref    string            `query:"ref"`
		Newest bool              `query:"newest" doc:"Việc mới trước · newest first"`
	},
	) (registerPage, error) {
		after := in.After
		if after == "" {
			after = in.Cursor
		}
		l, err := s.App.Register(ctx, c.by, app.RegisterFilter{
			Body: in.Of, RefKind: in.Kind, Ref: in.Ref, Name: in.Act, Oldest: !in.Newest, After: after, Limit: in.Limit,
		})
		p := pageOf(each(l.Items, c.actRecord), l.Next)
		return registerPage{p.Items, p.Next, l.Size, l.Root, l.Checkpoint}, err
	})
	look(s, tag, "get-proof", "/register/proof", "Chứng minh một mục nằm trong sổ · The proof that the register holds an entry", func(ctx context.Context, c *call, in *struct {
		Entry string `query:"entry" required:"true" doc:"Số mục · number of the entry"`
	},
	) (proof, error) {
		n, err := strconv.ParseInt(in.Entry, 10, 64)
		if err != nil {
			return proof{}, committee.Wrong("entry", "api.entry", in.Entry)
		}
		p, err := s.App.Proof(ctx, c.by, n)
		return proofOf(p), err
	})
	look(s, tag, "get-act", "/acts/{id}", "Một việc đã làm, nguyên vẹn · An act on record, whole", func(ctx context.Context, c *call, in *struct {
		ID committee.ActID `path:"id"`
	},
	) (actPage, error) {
		p, err := s.App.Act(ctx, c.by, in.ID)
		if err != nil {
			return actPage{}, err
		}
		out := actPage{
			ID: p.Record.ID, Record: c.actRecord(p.Record), Input: said(p.Input), Leaf: p.Leaf, Facts: each(p.Facts, func(f charter.Fact) string { return f.Key + ":" + f.Value }),
			Events: each(p.Events, func(e app.EventLine) event { return event{e.Name, said(e.Data)} }),
		}
		if p.Proof != nil {
			x := proofOf(*p.Proof)
			out.Proof = &x
		}
		return out, nil
	})
}
