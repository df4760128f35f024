package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// actName is the name of an act as charters write it.
func actName(s string) charter.Act { return charter.Act(s) }

// topicFault words for a working space what is said of a round.
func topicFault(err error) error {
	var f *committee.Fault
	if errors.As(err, &f) && f.Code == "round.not-asked" {
		g := *f
		g.Code = "topic.not-in"
		return &g
	}
	return err
}

// topicFor reads a working space that the reader may see; another does not exist for
// the reader.
func topicFor(tx *store.Tx, v *view, id committee.TopicID) (committee.Topic, error) {
	t, ok, err := tx.Topic(id)
	if err != nil {
		return t, err
	}
	level := 0
	if ok {
		if level, err = v.sees("topic", string(id)); err != nil {
			return t, err
		}
	}
	if level == 0 {
		return committee.Topic{}, committee.Missing("topic.unknown", string(id))
	}
	return t, nil
}

// sees gives the level at which the reader sees a thing.
func (v *view) sees(kind, id string) (int, error) {
	w, err := v.viewer()
	if err != nil {
		return 0, err
	}
	return v.tx.CanSee(w, kind, id)
}

// linked finds the body and the name of a thing to which a working space leads, as
// the reader may see it; another is not there.
func (a *App) linked(tx *store.Tx, v *view, l committee.TopicLink) (body committee.BodyKey, title string, err error) {
	switch l.Kind {
	case committee.LinkMeeting:
		m, err := a.meetingFor(tx, v, committee.MeetingID(l.Ref))
		return m.Body, m.Title, err
	case committee.LinkRound:
		r, ok, err := tx.RoundHead(committee.RoundID(l.Ref))
		if err == nil && ok {
			if level, err := v.sightOfRound(r); err != nil || level > 0 {
				return r.Body, r.Title, err
			}
		}
		return "", "", orMissing(err, committee.Missing("round.unknown", l.Ref))
	case committee.LinkTask:
		t, ok, err := tx.Task(committee.TaskID(l.Ref))
		if err == nil && ok {
			if level, err := v.sees("task", l.Ref); err != nil || level > 0 {
				return t.Body, t.Title, err
			}
		}
		return "", "", orMissing(err, committee.Missing("task.unknown", l.Ref))
	case committee.LinkPaper:
		p, err := a.paperFor(tx, v, committee.PaperID(l.Ref), seesLine)
		return p.Body, p.Title, err
	}
	return "", "", committee.Wrong("links", "topic.link-kind", string(l.Kind))
}

// Topics lists the working spaces that the reader sees, those in which something was
// said last first.
func (a *App) Topics(ctx context.Context, by Actor, f TopicFilter) (out TopicList, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		w, err := v.viewer()
		if err != nil {
			return err
		}
		page, next, err := tx.Topics(store.TopicFilter{Body: f.Body, State: f.State, Viewer: &w, Cursor: f.Cursor, Limit: f.Limit})
		if err != nil {
			return err
		}
		out.Next = next
		names, err := bodyNames(tx)
		for _, t := range page {
			out.Items = append(out.Items, topicLine(t.Topic, names[t.Body], t.Remarks, t.Newest))
		}
		if _, known := names[f.Body]; err == nil && known {
			out.May, err = a.mayOpenTopic(v, f.Body)
		}
		return err
	})
	return out, err
}

// mayOpenTopic asks whether the reader may open a working space in a body.
func (a *App) mayOpenTopic(v *view, body committee.BodyKey) (bool, error) {
	reg, err := a.regulation(v.tx, body, v.on)
	if err != nil {
		return false, err
	}
	k := &call{view: v, body: body, reg: reg, env: committee.Env{Today: v.on}, brief: true}
	_, fault := a.rule(k, k.backlogQuestion(committee.ActOpenTopic, body, "", "topic"))
	return fault == nil, nil
}

func topicLine(t committee.Topic, body charter.Text, remarks int, newest int64) TopicLine {
	return TopicLine{ID: t.ID, Body: t.Body, BodyName: body, Title: t.Title, State: t.State, Remarks: remarks, Newest: time.UnixMicro(newest).UTC()}
}

// Topic is one working space whole.
func (a *App) Topic(ctx context.Context, by Actor, id committee.TopicID) (out TopicPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		t, err := topicFor(tx, v, id)
		if err != nil {
			return err
		}
		return a.topicPage(tx, v, t, &out)
	})
	return out, err
}

func (a *App) topicPage(tx *store.Tx, v *view, t committee.Topic, out *TopicPage) error {
	names, err := bodyNames(tx)
	if err != nil {
		return err
	}
	mine := v.askers(committee.Round{Body: t.Body, Asked: t.Parties})
	out.Inside = len(mine) > 0
	parties := map[committee.Party]charter.Text{}
	name := func(p committee.Party) (charter.Text, error) {
		if n, known := parties[p]; known {
			return n, nil
		}
		n, err := a.partyName(tx, p, v.on)
		parties[p] = n
		return n, err
	}
	for _, p := range t.Parties {
		x := TopicParty{Party: p, Host: p == t.Host}
		if x.Name, err = name(p); err != nil {
			return err
		}
		for _, m := range mine {
			x.Mine = x.Mine || m.Party == p
		}
		out.Parties = append(out.Parties, x)
	}
	for _, l := range t.Links {
		_, title, err := a.linked(tx, v, l)
		var fault *committee.Fault
		if errors.As(err, &fault) && fault.Kind == committee.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		out.Links = append(out.Links, TopicLink{l, title})
	}
	if err := a.topicRemarks(tx, v, t, name, out); err != nil {
		return err
	}
	newest := t.Opened
	stand := 0
	papers, err := tx.Papers(store.PaperFilter{Topic: t.ID})
	if err != nil {
		return err
	}
	if out.Papers, err = a.paperLines(tx, v, papers, nil); err != nil {
		return err
	}
	for _, r := range t.Remarks {
		if newest = r.At; r.Withdrawn.IsZero() {
			stand++
		}
	}
	out.Line = topicLine(t, names[t.Body], stand, newest.UnixMicro())
	if t.State == committee.TopicOpen {
		k, err := v.callOn(t.Body)
		if err != nil {
			return err
		}
		list := []question{k.hostsTopic(committee.ActArrangeTopic, t), k.hostsTopic(committee.ActCloseTopic, t)}
		if out.Inside {
			list = append(list, k.takesPart(committee.ActRemark, t, mine[0]))
		}
		if out.Offers, err = a.offers(v, t.Body, list); err != nil {
			return err
		}
		if out.MayLay, err = a.mayOnPaper(v, t.Body, committee.ActLayPaper, func(k *call, q *question) {
			k.relatePlace(q, committee.LayPaperState{Topic: &t}, "")
		}); err != nil {
			return err
		}
	}
	t.Remarks, t.Links = nil, nil
	out.Topic = t
	return nil
}

// topicRemarks puts replies behind what they reply to, and takes out the words of
// what was withdrawn.
func (a *App) topicRemarks(tx *store.Tx, v *view, t committee.Topic, name func(committee.Party) (charter.Text, error), out *TopicPage) error {
	var people []committee.PersonID
	seen := map[committee.PersonID]bool{}
	head := map[committee.RemarkID]committee.RemarkID{} // the remark that begins its thread
	for _, r := range t.Remarks {
		if !seen[r.Person] {
			seen[r.Person] = true
			people = append(people, r.Person)
		}
		head[r.ID] = r.ID
		if r.To != "" {
			head[r.ID] = head[r.To]
		}
	}
	who, err := tx.Names(people)
	if err != nil {
		return err
	}
	threads := map[committee.RemarkID][]TopicRemark{}
	for _, r := range t.Remarks {
		x := TopicRemark{Remark: r, Who: who[r.Person], Mine: r.Person == v.by.Person}
		if x.Name, err = name(r.By); err != nil {
			return err
		}
		for _, p := range r.Mentions {
			n, err := name(p)
			if err != nil {
				return err
			}
			x.Mentions = append(x.Mentions, n)
		}
		if !r.Withdrawn.IsZero() {
			x.Text, x.Mentions = "", nil
		}
		if r.To != "" {
			x.Depth = 1
		}
		threads[head[r.ID]] = append(threads[head[r.ID]], x)
	}
	for _, r := range t.Remarks {
		if head[r.ID] == r.ID {
			out.Remarks = append(out.Remarks, threads[r.ID]...)
		}
	}
	return nil
}

// TopicRead notes that the reader has read a working space: what mentions the reader
// there no longer waits. It is no act.
func (a *App) TopicRead(ctx context.Context, by Actor, id committee.TopicID) error {
	waits := false
	err := a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := topicFor(tx, v, id); err != nil {
			return err
		}
		w, err := v.viewer()
		if err != nil {
			return err
		}
		list, err := tx.MentionsOf(by.Person, parties(w))
		waits = slices.ContainsFunc(list, func(m store.Mentioned) bool { return m.Topic == id })
		return err
	})
	if err != nil || !waits {
		return err
	}
	now := a.now().UnixMicro()
	return a.writeAccount(ctx, by.Office, func(tx *store.Tx) error { return tx.ReadTopic(id, by.Person, now) })
}

// deskTopics adds the working spaces in which the reader is mentioned: one line
// each, however often.
func (a *App) deskTopics(tx *store.Tx, v *view, w store.Viewer, out *Desk) error {
	list, err := tx.MentionsOf(v.by.Person, parties(w))
	if err != nil || len(list) == 0 {
		return err
	}
	names, err := bodyNames(tx)
	if err != nil {
		return err
	}
	for _, m := range list[:min(len(list), deskRows)] {
		level, err := tx.CanSee(w, "topic", string(m.Topic))
		if err != nil {
			return err
		}
		if level == 0 {
			continue
		}
		out.Await = append(out.Await, DeskItem{
			Kind: "topic", What: m.Title, Who: itoa(m.Times), Body: m.Body, BodyName: names[m.Body], Ref: string(m.Topic), Act: committee.ActRemark,
		})
	}
	return nil
}

// withheldTopic reports whether an act tells of a working space that the reader does
// not see.
func (v *view) withheldTopic(row store.ActRow) (bool, error) {
	level, err := v.sees("topic", row.Ref)
	return level == 0, err
}

// withheldTopicPaper reports whether an act tells of a paper that lies in a working
// space which the reader does not see.
func (v *view) withheldTopicPaper(row store.ActRow) (bool, error) {
	p, err := some(committee.PaperID(row.Ref), v.tx.Paper)
	if err != nil || p == nil || p.Topic == "" {
		return false, err
	}
	level, err := v.sees("topic", string(p.Topic))
	return level == 0, err
}
