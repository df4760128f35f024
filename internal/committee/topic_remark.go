package committee

import (
	"slices"
	"strconv"
)

// RemarkIn is what somebody says in a working space.
type RemarkIn struct {
	Topic    TopicID
	To       RemarkID
	By       Party
	Person   PersonID
	Text     string
	Mentions []Party
}

// MakeRemark says something in a working space (trao đổi), perhaps in reply, and
// calls those mentioned to it, who must take part.
func MakeRemark(state TopicNow, in RemarkIn, env Env) ([]Event, error) {
	var c check
	t := state.Topic
	if !c.inTopic(t, in.Topic) {
		return c.events()
	}
	if !slices.Contains(t.Parties, in.By) {
		c.fail(Wrong("by", "topic.not-in"))
	}
	if in.To != "" {
		switch to := t.Remark(in.To); {
		case to == nil:
			c.fail(&Fault{Kind: NotFound, Code: "remark.unknown", Field: "to", Args: []string{string(in.To)}})
		case !to.Withdrawn.IsZero():
			c.fail(Clash("remark.withdrawn"))
		}
	}
	if len(in.Mentions) > maxMentions {
		c.fail(Wrong("mentions", "list.too-long", strconv.Itoa(maxMentions), strconv.Itoa(len(in.Mentions))))
	}
	var called []PartyEntry
	for i, p := range in.Mentions {
		if !slices.Contains(t.Parties, p) {
			c.fail(Wrong("mentions."+strconv.Itoa(i+1), "topic.not-in"))
		}
		if !slices.Contains(called, PartyEntry(p)) {
			called = append(called, PartyEntry(p))
		}
	}
	e := RemarkMade{
		Topic: in.Topic, Body: t.Body, To: in.To, By: PartyEntry(in.By), Person: in.Person, Text: c.note("text", in.Text, true),
		Mentions: called, At: env.Now.UnixMicro(),
	}
	if !c.ok() {
		return c.events()
	}
	e.ID = RemarkID(env.NewID())
	return c.events(e)
}

// WithdrawIn takes a remark back.
type WithdrawIn struct {
	Topic  TopicID
	Remark RemarkID
	Person PersonID
	Hosts  bool // the actor keeps the working space in order
	Reason string
}

// WithdrawRemark takes a remark back (rút ý kiến): its own, or, with the reason,
// anybody's by who keeps the working space in order. It keeps its place, without its
// words.
func WithdrawRemark(state TopicNow, in WithdrawIn, env Env) ([]Event, error) {
	var c check
	if !c.inTopic(state.Topic, in.Topic) {
		return c.events()
	}
	r := state.Topic.Remark(in.Remark)
	if r == nil {
		return nil, &Fault{Kind: NotFound, Code: "remark.unknown", Args: []string{string(in.Remark)}}
	}
	own := r.Person == in.Person
	switch {
	case !r.Withdrawn.IsZero():
		c.fail(Clash("remark.withdrawn"))
	case !own && !in.Hosts:
		c.fail(&Fault{Kind: Refused, Code: "remark.not-yours", Body: state.Topic.Body})
	}
	return c.events(RemarkWithdrawn{
		Topic: in.Topic, Body: state.Topic.Body, Remark: in.Remark, At: env.Now.UnixMicro(), Reason: c.note("reason", in.Reason, !own),
	})
}
