package api

import (
	"context"
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// BodyLine is a body in a list (ban chỉ đạo, ủy ban, hội đồng).
type BodyLine struct {
	Key           committee.BodyKey `json:"key"`
	Name          string            `json:"name"`
	Short         string            `json:"short"`
	Host          string            `json:"host"`
	Level         string            `json:"level"`
	Members       int               `json:"members"`
	From          charter.Date      `json:"from"`
	To            charter.Date      `json:"to"`
	Dissolved     bool              `json:"dissolved"`
	ReEnacted     charter.Date      `json:"reenacted_until"`
	Draft         bool              `json:"draft"`
	Reconstructed bool              `json:"reconstructed"`
	Breach        bool              `json:"breach" doc:"Thành phần trái quy chế · the roster breaks the charter"`
}

func (c *call) bodyLine(b app.BodyLine) BodyLine {
	return BodyLine{
		b.Key, c.say(b.Name), c.say(b.Short), c.say(b.Host), b.Level, b.Members, b.From, b.To, b.Dissolved, b.ReEnacted,
		b.Draft, b.Reconstructed, b.Breach,
	}
}

// rosterRow holds one role against the charter; ok is null where it is open.
type rosterRow struct {
	Role  charter.Role `json:"role"`
	Title string       `json:"title"`
	Have  int          `json:"have"`
	Need  string       `json:"need"`
	OK    *bool        `json:"ok" nullable:"true"`
	Cite  *app.Clause  `json:"clause,omitempty"`
}

func (c *call) rosterRow(r app.RosterRow) rosterRow {
	return rosterRow{r.Role, c.say(r.Title), r.Have, r.Need, tri(r.OK), r.Cite}
}

// subBody is a sub-body of a charter.
type subBody struct {
	Key     string       `json:"key"`
	Name    string       `json:"name"`
	Link    string       `json:"link"`
	Derived bool         `json:"derived"`
	Head    charter.Role `json:"head"`
	Seats   []seat       `json:"seats"`
	Cite    app.Clause   `json:"clause"`
	Offers  []offer      `json:"offers"`
}

// turn is a day on which roster or text changed.
type turn struct {
	Day   charter.Date `json:"day"`
	Label string       `json:"label"`
	Kind  string       `json:"kind"`
}

// Body is a body on a day.
type Body struct {
	ID committee.BodyKey `json:"id"`
	BodyLine
	On        charter.Date   `json:"on"`
	Seats     []seat         `json:"seats"`
	Subs      []subBody      `json:"sub_bodies"`
	Roster    []rosterRow    `json:"roster"`
	Total     rosterRow      `json:"total"`
	Decisions []decisionLine `json:"decisions"`
	Turns     []turn         `json:"turns"`
	Charter   version        `json:"charter"`
	Offers    []offer        `json:"offers"`
	Changed   int64          `json:"changed" doc:"Gửi lại trong seen · to be sent back as seen"`
}

func (c *call) body(p app.BodyPage) Body {
	return Body{
		ID: p.Line.Key, BodyLine: c.bodyLine(p.Line), On: p.On, Seats: each(p.Seats, c.seat),
		Subs: each(p.Subs, func(s app.SubBody) subBody {
			return subBody{s.Key, c.say(s.Name), s.Link, s.Derived, s.Head, each(s.Seats, c.seat), s.Cite, each(s.Offers, c.offer)}
		}),
		Roster: each(p.Roster, c.rosterRow), Total: c.rosterRow(p.Total), Decisions: each(p.Decisions, decisionLineOf),
		Turns:   each(p.Turns, func(t app.Turn) turn { return turn(t) }),
		Charter: c.version(p.Version), Offers: each(p.Offers, c.offer), Changed: p.Changed,
	}
}

// bodyDone is a body after an act on it.
type bodyDone struct {
	Body
	Done
}

// bodies registers the bodies themselves.
func (s *server) bodies() {
	const tag = "bodies"
	look(s, tag, "list-bodies", "/bodies", "Các cơ quan · The bodies", func(ctx context.Context, c *call, in *struct {
		On string `query:"on" format:"date"`
	},
	) (page[BodyLine], error) {
		on, err := day(in.On)
		if err != nil {
			return page[BodyLine]{}, err
		}
		list, err := s.App.Bodies(ctx, c.by, on)
		return whole(list, c.bodyLine), err
	})
	look(s, tag, "get-body", "/bodies/{key}", "Một cơ quan trong một ngày · A body on a day", func(ctx context.Context, c *call, in *OnKey) (Body, error) {
		return s.bodyOn(ctx, c, in)
	})
	act(s, http.MethodPost, tag, "establish-body", "/bodies", "Thành lập · Establish a body", documentLimit, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Key       committee.BodyKey  `json:"key"`
			Host      committee.AgencyID `json:"host,omitempty"`
			Superior  committee.AgencyID `json:"superior,omitempty"`
			Standing  committee.AgencyID `json:"standing,omitempty"`
			Charter   string             `json:"charter" doc:"Văn bản tệp quy chế · text of the charter file"`
			From      charter.Date       `json:"from,omitempty" format:"date"`
			ReEnacted charter.Date       `json:"reenacted_until,omitempty" format:"date"`
			Decision  decisionIn         `json:"decision"`
		}
	},
	) (bodyDone, error) {
		b := in.Body
		r, err := s.App.EstablishBody(ctx, c.by, app.EstablishIn{
			Key: b.Key, Host: b.Host, Superior: b.Superior, Standing: b.Standing, Charter: b.Charter, From: b.From,
			ReEnacted: b.ReEnacted, Decision: b.Decision.in(),
		})
		return s.bodyAfter(ctx, c, b.Key, r, err)
	})
	act(s, http.MethodPost, tag, "dissolve-body", "/bodies/{key}/dissolution", "Giải thể · Dissolve a body", 0, func(ctx context.Context, c *call, in *struct {
		ByKey
		Body struct {
			To       charter.Date `json:"to" format:"date"`
			Decision decisionIn   `json:"decision"`
		}
	},
	) (bodyDone, error) {
		r, err := s.App.DissolveBody(ctx, c.by, app.DissolveIn{Body: in.Key, To: in.Body.To, Decision: in.Body.Decision.in()})
		return s.bodyAfter(ctx, c, in.Key, r, err)
	})
	act(s, http.MethodPost, tag, "invoke-clause", "/bodies/{key}/invocations", "Viện dẫn điều khoản · Invoke a clause", 0, func(ctx context.Context, c *call, in *struct {
		ByKey
		Body struct {
			Address string `json:"address"`
			About   string `json:"about"`
			Reason  string `json:"reason"`
		}
	},
	) (made, error) {
		r, err := s.App.InvokeClause(ctx, c.by, app.InvokeIn{
			Body: in.Key, Address: in.Body.Address, About: committee.Prose(in.Body.About), Reason: committee.Prose(in.Body.Reason),
		})
		return madeOf(r, ""), err
	})
	look(s, tag, "list-refusals", "/bodies/{key}/refusals", "Việc bị từ chối · Refused acts", func(ctx context.Context, c *call, in *struct {
		ByKey
		RefusalsOf
	},
	) (page[refusal], error) {
		list, err := s.App.Refusals(ctx, c.by, in.filter(in.Key))
		return pageOf(each(list.Items, c.refusal), list.Next), err
	})
	look(s, tag, "list-handovers", "/bodies/{key}/handovers", "Việc chờ bàn giao · What waits for hand-over", func(ctx context.Context, c *call, in *ByKey) (page[handOver], error) {
		list, err := s.App.HandOvers(ctx, c.by, in.Key)
		return whole(list, func(h app.HandOverLine) handOver { return handOver{h.Body, h.From, h.Kind, h.Thing, h.What} }), err
	})
}

// handOver is a thing that waits for an heir.
type handOver struct {
	Body  committee.BodyKey `json:"body"`
	From  string            `json:"from"`
	Kind  string            `json:"kind"`
	Thing string            `json:"thing"`
	What  string            `json:"what"`
}

func (s *server) bodyOn(ctx context.Context, c *call, in *OnKey) (Body, error) {
	on, err := day(in.On)
	if err != nil {
		return Body{}, err
	}
	p, err := s.App.Body(ctx, c.by, in.Key, on)
	if err != nil {
		return Body{}, err
	}
	return c.body(p), nil
}

func (s *server) bodyAfter(ctx context.Context, c *call, key committee.BodyKey, r app.Receipt, err error) (bodyDone, error) {
	if err != nil {
		return bodyDone{}, err
	}
	b, err := s.bodyOn(ctx, c, &OnKey{Key: key})
	if err = passOver(err); b.ID == "" {
		b.ID = key
	}
	return bodyDone{b, doneOf(r)}, err
}
