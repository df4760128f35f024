package api

import (
	"context"
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// me is who is signed in.
type me struct {
	ID     committee.PersonID `json:"id"`
	Name   string             `json:"name"`
	Keeper bool               `json:"keeper" doc:"Người giữ sổ · keeps the office's books"`
	Seats  []mySeat           `json:"seats"`
	Posts  []myPost           `json:"posts"`
}

// mySeat is one capacity towards a body.
type mySeat struct {
	Capacity string            `json:"capacity" doc:"Để gửi trong đầu mục Capacity · for the header Capacity"`
	Body     committee.BodyKey `json:"body"`
	BodyName string            `json:"body_name"`
	In       string            `json:"in"`
	InName   string            `json:"in_name" doc:"Tên bộ phận · name of the sub-body"`
	Role     charter.Role      `json:"role"`
	Title    string            `json:"title"`
	For      string            `json:"for" doc:"Người được giúp · the leader assisted"`
}

// myPost is one post held today.
type myPost struct {
	ID     committee.PostID `json:"id"`
	Title  string           `json:"title"`
	Agency string           `json:"agency"`
}

func (c *call) me(m app.Me) me {
	return me{
		m.Person, m.Name, m.Keeper,
		each(m.Seats, func(s app.MySeat) mySeat {
			return mySeat{capacityWord(s.Capacity), s.Body, c.say(s.BodyName), s.In, c.say(s.InName), s.Role, c.say(s.Title), s.For}
		}),
		each(m.Posts, func(p app.MyPost) myPost { return myPost{p.Post, c.say(p.Title), c.say(p.Agency)} }),
	}
}

// deskItem is one thing that waits for somebody.
type deskItem struct {
	Kind     string            `json:"kind"`
	What     string            `json:"what"`
	Who      string            `json:"who"`
	Body     committee.BodyKey `json:"body"`
	BodyName string            `json:"body_name"`
	Due      charter.Date      `json:"due"`
	DaysLeft int               `json:"days_left"`
	Ref      string            `json:"ref"`
	Act      charter.Act       `json:"act"`
}

func (c *call) deskItem(d app.DeskItem) deskItem {
	return deskItem{d.Kind, d.What, d.Who, d.Body, c.say(d.BodyName), d.Due, d.DaysLeft, d.Ref, d.Act}
}

// desk is what awaits a person today.
type desk struct {
	On       charter.Date  `json:"on"`
	Await    []deskItem    `json:"await"`
	Meetings []MeetingLine `json:"meetings"`
	Waiting  []deskItem    `json:"waiting"`
	Missed   int           `json:"missed"`
}

// agency is a node of the tree of state organs (cơ quan, đơn vị).
type agency struct {
	ID        committee.AgencyID `json:"id"`
	Parent    committee.AgencyID `json:"parent"`
	Depth     int                `json:"depth"`
	Kind      string             `json:"kind"`
	Code      string             `json:"code"`
	Name      string             `json:"name"`
	Short     string             `json:"short"`
	From      charter.Date       `json:"from"`
	To        charter.Date       `json:"to"`
	Successor committee.AgencyID `json:"successor"`
	Posts     []post             `json:"posts"`
}

// post is a position with who holds it on the day (chức vụ).
type post struct {
	ID     committee.PostID   `json:"id"`
	Kind   string             `json:"kind"`
	Title  string             `json:"title"`
	Leads  bool               `json:"leads"`
	From   charter.Date       `json:"from"`
	To     charter.Date       `json:"to"`
	Person committee.PersonID `json:"person"`
	Holder string             `json:"holder"`
}

func (c *call) agency(n app.AgencyNode) agency {
	a := n.Agency
	return agency{
		a.ID, a.Parent, n.Depth, a.Kind, a.Code, c.say(a.Name), a.Short, a.From, a.To, a.Successor,
		each(n.Posts, func(l app.PostLine) post {
			p := l.Post
			return post{p.ID, p.Kind, c.say(p.Title), p.Leads, p.From, p.To, l.Person, l.Holder}
		}),
	}
}

// person is somebody known to the office.
type person struct {
	ID   committee.PersonID `json:"id"`
	Name string             `json:"name"`
}

// office registers the office itself: its reader, agencies, posts and people.
func (s *server) office() {
	const tag = "office"
	look(s, tag, "me", "/me", "Tôi là ai, có những tư cách nào · Who I am, in which capacities", func(ctx context.Context, c *call, _ *struct{}) (me, error) {
		m, err := s.App.Me(ctx, c.by)
		return c.me(m), err
	})
	look(s, tag, "desk", "/desk", "Việc chờ tôi hôm nay · What awaits me today", func(ctx context.Context, c *call, _ *struct{}) (desk, error) {
		d, err := s.App.Desk(ctx, c.by)
		return desk{d.On, each(d.Await, c.deskItem), each(d.Meetings, c.meetingLine), each(d.Waiting, c.deskItem), d.Missed}, err
	})
	look(s, tag, "list-agencies", "/agencies", "Cây đơn vị trong một ngày · The tree of agencies on a day", func(ctx context.Context, c *call, in *struct {
		On string `query:"on" format:"date"`
	},
	) (page[agency], error) {
		on, err := day(in.On)
		if err != nil {
			return page[agency]{}, err
		}
		list, err := s.App.Agencies(ctx, c.by, on)
		return whole(list, c.agency), err
	})
	look(s, tag, "list-people", "/people", "Tìm người · Find people", func(ctx context.Context, c *call, in *struct {
		Q string `query:"q" maxLength:"200"`
	},
	) (page[person], error) {
		list, err := s.App.People(ctx, c.by, in.Q)
		return whole(list, func(p committee.Person) person { return person(p) }), err
	})
	s.recordOffice()
	s.assign()
}

// recordOffice registers what the keeper of the books records.
func (s *server) recordOffice() {
	const tag = "office"
	act(s, http.MethodPost, tag, "record-agency", "/agencies", "Ghi đơn vị · Record an agency", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Parent committee.AgencyID `json:"parent,omitempty"`
			Kind   string             `json:"kind"`
			Code   string             `json:"code,omitempty"`
			VI     string             `json:"vi"`
			EN     string             `json:"en,omitempty"`
			Short  string             `json:"short,omitempty"`
			From   charter.Date       `json:"from,omitempty" format:"date"`
		}
	},
	) (made, error) {
		b := in.Body
		r, err := s.App.RecordAgency(ctx, c.by, app.AgencyIn{Parent: b.Parent, Kind: b.Kind, Code: b.Code, VI: b.VI, EN: b.EN, Short: b.Short, From: b.From})
		return madeOf(r, ""), err
	})
	act(s, http.MethodPost, tag, "end-agency", "/agencies/{id}/end", "Kết thúc đơn vị · End an agency", 0, func(ctx context.Context, c *call, in *struct {
		ID   committee.AgencyID `path:"id"`
		Body struct {
			To        charter.Date       `json:"to" format:"date"`
			Successor committee.AgencyID `json:"successor,omitempty"`
		}
	},
	) (made, error) {
		r, err := s.App.EndAgency(ctx, c.by, app.EndAgencyIn{ID: in.ID, To: in.Body.To, Successor: in.Body.Successor})
		return madeOf(r, string(in.ID)), err
	})
	act(s, http.MethodPost, tag, "record-post", "/posts", "Ghi chức vụ · Record a post", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Agency committee.AgencyID `json:"agency"`
			Kind   string             `json:"kind"`
			VI     string             `json:"vi"`
			EN     string             `json:"en,omitempty"`
			Leads  bool               `json:"leads,omitempty"`
			From   charter.Date       `json:"from,omitempty" format:"date"`
		}
	},
	) (made, error) {
		b := in.Body
		r, err := s.App.RecordPost(ctx, c.by, app.PostIn{Agency: b.Agency, Kind: b.Kind, VI: b.VI, EN: b.EN, Leads: b.Leads, From: b.From})
		return madeOf(r, ""), err
	})
	act(s, http.MethodPost, tag, "record-person", "/people", "Ghi người · Record a person", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Name string `json:"name"`
		}
	},
	) (made, error) {
		r, err := s.App.RecordPerson(ctx, c.by, app.PersonIn{Name: committee.Prose(in.Body.Name)})
		return madeOf(r, ""), err
	})
}

// assign registers who takes which post, assists whom, and keeps the books.
func (s *server) assign() {
	const tag = "office"
	act(s, http.MethodPost, tag, "take-post", "/posts/{id}/holders", "Nhận chức vụ · Put a person in a post", 0, func(ctx context.Context, c *call, in *struct {
		ID   committee.PostID `path:"id"`
		Body struct {
			Person   committee.PersonID `json:"person"`
			From     charter.Date       `json:"from" format:"date"`
			To       charter.Date       `json:"to,omitempty" format:"date"`
			Decision *decisionIn        `json:"decision,omitempty"`
		}
	},
	) (made, error) {
		b := in.Body
		x := app.TakePostIn{Post: in.ID, Person: b.Person, From: b.From, To: b.To}
		if b.Decision != nil {
			d := b.Decision.in()
			x.Decision = &d
		}
		r, err := s.App.TakePost(ctx, c.by, x)
		return madeOf(r, string(in.ID)), err
	})
	act(s, http.MethodPost, tag, "name-assistant", "/assistants", "Cử hoặc thôi người giúp việc · Name or release an assistant", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Assistant committee.PersonID     `json:"assistant"`
			Kind      committee.CapacityKind `json:"kind" enum:"seat,post"`
			ID        string                 `json:"id"`
			Day       charter.Date           `json:"day" format:"date" doc:"Ngày đầu, hoặc ngày cuối nếu thôi · first day, or last day when released"`
			Release   bool                   `json:"release,omitempty"`
		}
	},
	) (made, error) {
		b := in.Body
		r, err := s.App.NameAssistant(ctx, c.by, app.AssistantIn{Assistant: b.Assistant, Kind: b.Kind, ID: b.ID, Day: b.Day, Release: b.Release})
		return madeOf(r, string(b.Assistant)), err
	})
	act(s, http.MethodPost, tag, "name-keeper", "/keepers", "Cử hoặc thôi người giữ sổ · Name or release a keeper of the books", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Person  committee.PersonID `json:"person"`
			Day     charter.Date       `json:"day" format:"date"`
			Release bool               `json:"release,omitempty"`
		}
	},
	) (made, error) {
		b := in.Body
		r, err := s.App.NameKeeper(ctx, c.by, app.KeeperIn{Person: b.Person, Day: b.Day, Release: b.Release})
		return madeOf(r, string(b.Person)), err
	})
}
