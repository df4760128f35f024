package committee

import (
	"slices"
	"strconv"

	"nghisu/internal/charter"
)

// AssignTaskState is what [AssignTask] needs of the store.
type AssignTaskState struct {
	Body     *Body
	Agencies []Agency  // the lead and the coordinators that the input names
	Seats    []Seat    // seats of the body and its sub-bodies that live today
	Parts    []string  // sub-bodies that the charter names
	Members  []Seat    // when the input names a sub-body: the seats that sit in it today
	Person   *Person   // when the input names one
	Posts    []Post    // posts of the lead agency
	Holdings []Holding // who holds them
}

// AssignTaskIn gives out a task.
type AssignTaskIn struct {
	Body         BodyKey
	In           string // sub-body in which it is given; empty: the body itself
	Title        string
	Lead         AgencyID // unit that leads; empty only when a seat answers
	Accountable  SeatID   // the seat that answers
	Person       PersonID // or the person who answers, when no seat does
	Coordinators []AgencyID
	Due          charter.Date
	SourceKind   string // conclusion, document, duty, other or empty
	SourceID     string
	Assigner     SeatID
}

// AssignTask gives out a task (giao việc) with exactly one who answers for it:
// a seat of the body, or a person. Where neither is named, it is the seat that
// the lead agency fills, and else whoever leads that agency. A task given in a
// sub-body is answered for by one of its own seats: its head decides for it and
// for nobody beyond it.
func AssignTask(state AssignTaskState, in AssignTaskIn, env Env) ([]Event, error) {
	var c check
	if state.Body == nil {
		return nil, Missing("body.unknown", string(in.Body))
	}
	e := c.task(state, in, env)
	return c.events(e)
}

// task checks a task and makes its event.
func (c *check) task(state AssignTaskState, in AssignTaskIn, env Env) TaskAssigned {
	title := c.title("title", in.Title, true)
	if in.Lead == "" && in.Accountable == "" {
		c.fail(Wrong("lead", "task.no-lead"))
	}
	for i, id := range append([]AgencyID{in.Lead}, in.Coordinators...) {
		field := "lead"
		if i > 0 {
			field = "coordinators." + strconv.Itoa(i)
		} else if id == "" {
			continue
		}
		k := slices.IndexFunc(state.Agencies, func(a Agency) bool { return a.ID == id })
		if k < 0 {
			c.fail(&Fault{Kind: NotFound, Code: "agency.unknown", Field: field, Args: []string{string(id)}})
			continue
		}
		a := state.Agencies[k]
		c.within(field, env.Today, a.From, a.To, a.Name.VI)
		if i > 0 && (id == in.Lead || slices.Contains(in.Coordinators[:i-1], id)) {
			c.fail(Wrong(field, "task.coordinates-twice", a.Name.VI))
		}
	}
	if in.In != "" && !slices.Contains(state.Parts, in.In) {
		c.fail(Wrong("in", "seat.part-unknown", in.In))
	}
	seat, person := c.accountable(state, in, env.Today)
	if in.In != "" && !slices.ContainsFunc(state.Members, func(s Seat) bool { return s.ID == seat }) {
		c.fail(Wrong("accountable", "task.outside-part", in.In))
	}
	if in.Due != 0 && in.Due < env.Today {
		c.fail(Wrong("due", "task.due-in-past", in.Due.String(), env.Today.String()))
	}
	switch in.SourceKind {
	case "", "other":
	case "conclusion", "document", "duty":
		if in.SourceID == "" {
			c.fail(Wrong("source", "task.source-empty", in.SourceKind))
		}
	default:
		c.fail(Wrong("source", "task.source", in.SourceKind))
	}
	source := c.line("source", in.SourceID, nameLimit, false)
	c.seated("assigner", in.Assigner, state.Seats)
	if !c.ok() {
		return TaskAssigned{}
	}
	return TaskAssigned{
		ID: TaskID(env.NewID()), Body: in.Body, Title: title, Lead: in.Lead, Accountable: seat, Person: person,
		Coordinators: in.Coordinators, Due: in.Due, SourceKind: in.SourceKind, SourceID: source, Assigner: in.Assigner,
	}
}

// accountable settles who answers for a task: exactly one.
func (c *check) accountable(state AssignTaskState, in AssignTaskIn, on charter.Date) (SeatID, PersonID) {
	switch {
	case in.Accountable != "" && in.Person != "":
		c.fail(Wrong("accountable", "task.two-accountable"))
	case in.Accountable != "":
		c.seated("accountable", in.Accountable, state.Seats)
		return in.Accountable, ""
	case in.Person != "":
		if state.Person == nil {
			c.fail(Missing("person.unknown", string(in.Person)))
		}
		return "", in.Person
	case in.Lead != "":
		seat, person := answers(state, in.Lead, on)
		if seat == "" && person == "" {
			c.fail(Wrong("accountable", "task.no-accountable"))
		}
		return seat, person
	}
	return "", ""
}

// answers finds who answers for an agency in a body: the seat filled by its
// delegate, else by its leading post, else by another of its posts, else the
// person who leads it.
func answers(state AssignTaskState, lead AgencyID, on charter.Date) (SeatID, PersonID) {
	best, rank := SeatID(""), 4
	seats := state.Seats
	if len(state.Members) > 0 {
		seats = state.Members
	}
	for _, s := range seats {
		r := 4
		switch s.Fill.Kind {
		case FillDelegate:
			if s.Fill.Ref == string(lead) {
				r = 1
			}
		case FillPost:
			for _, p := range state.Posts {
				if string(p.ID) == s.Fill.Ref && p.Agency == lead {
					r = 3
					if p.Leads {
						r = 2
					}
				}
			}
		}
		if s.Live(on) && r < rank {
			best, rank = s.ID, r
		}
	}
	if best != "" {
		return best, ""
	}
	for _, p := range state.Posts {
		if p.Agency != lead || !p.Leads {
			continue
		}
		for _, h := range state.Holdings {
			if h.Post == p.ID && (charter.Period{From: h.From, To: h.To}).Holds(on) {
				return "", h.Person
			}
		}
	}
	return "", ""
}

// SubassignTaskState is what [SubassignTask] needs of the store.
type SubassignTaskState struct {
	TaskNow
	Person   *Person
	Agencies []Agency  // the lead agency and all beneath it
	Posts    []Post    // their posts
	Holdings []Holding // the person's holdings
}

// SubassignTaskIn names a focal person.
type SubassignTaskIn struct {
	Task   TaskID
	Person PersonID
	Seen   int64
}

// SubassignTask names a focal person inside the lead's own agency (giao đầu
// mối). Who answers for the task stays the same.
func SubassignTask(state SubassignTaskState, in SubassignTaskIn, env Env) ([]Event, error) {
	var c check
	t := c.open(state.TaskNow, in.Task, in.Seen, TaskOpen, TaskSubmitted)
	if t == nil {
		return c.events()
	}
	switch {
	case state.Person == nil:
		c.fail(Missing("person.unknown", string(in.Person)))
	case t.Lead == "":
		c.fail(Clash("task.no-lead"))
	case !Serves(in.Person, t.Lead, env.Today, state.Agencies, state.Posts, state.Holdings):
		c.fail(Wrong("person", "task.person-not-of-lead", state.Person.Name))
	case t.Subassigned == in.Person:
		c.fail(Clash("task.subassigned-already", state.Person.Name))
	}
	return c.events(TaskSubassigned{ID: in.Task, Body: t.Body, Person: in.Person})
}
