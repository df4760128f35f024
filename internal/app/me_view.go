package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// Me says who is signed in, and from which capacities the person may act.
func (a *App) Me(ctx context.Context, by Actor) (out Me, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		out, err = a.me(tx, v)
		return err
	})
	return out, err
}

func (a *App) me(tx *store.Tx, v *view) (Me, error) {
	p, ok, err := tx.Person(v.by.Person)
	if err == nil && !ok {
		err = committee.Missing("person.unknown", string(v.by.Person))
	}
	out := Me{Person: v.by.Person, Name: p.Name, Keeper: v.keeper}
	if err != nil {
		return out, err
	}
	bodies, err := tx.Bodies(v.on)
	if err != nil {
		return out, err
	}
	for _, b := range bodies {
		list, err := v.in(b.Key)
		if err != nil {
			return out, err
		}
		for _, s := range list {
			if s.Kind != committee.BySeat && (s.Kind != committee.ByPost || s.Role == committee.RoleAgency || s.Role == committee.RoleOutsider) {
				continue
			}
			m := MySeat{Capacity: s.Capacity, Body: b.Key, BodyName: b.Name, In: s.In, Role: s.Role, Title: s.Title}
			if s.In != "" {
				if m.InName, err = v.partName(b.Key, s.In); err != nil {
					return out, err
				}
			}
			if s.OnBehalf {
				names, err := tx.Names([]committee.PersonID{s.Person})
				if err != nil {
					return out, err
				}
				m.For = names[s.Person]
			}
			out.Seats = append(out.Seats, m)
		}
	}
	posts, err := tx.PostsOf(v.by.Person, v.on)
	if err != nil {
		return out, err
	}
	for _, x := range posts {
		g, err := some(x.Agency, tx.Agency)
		if err != nil {
			return out, err
		}
		m := MyPost{Post: x.ID, Title: x.Title}
		if g != nil {
			m.Agency = g.Name
		}
		out.Posts = append(out.Posts, m)
	}
	return out, nil
}

// partName gives the name of a sub-body by the charter of the day.
func (v *view) partName(body committee.BodyKey, part string) (charter.Text, error) {
	reg, err := v.charter(body)
	if err != nil || reg == nil {
		return charter.Text{}, err
	}
	for _, l := range reg.Links(v.on) {
		if l.Key == part {
			return l.Spec.Name, nil
		}
	}
	return charter.Text{}, nil
}

// deskRows bounds each list of the desk: it is one screen, not a report.
const deskRows = 40

// Desk is what awaits the reader: what to decide, to report, to accept; the
// meetings to come; and what waits for others.
func (a *App) Desk(ctx context.Context, by Actor) (out Desk, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		out.On = v.on
		if out.Me, err = a.me(tx, v); err != nil {
			return err
		}
		w, err := v.viewer()
		if err != nil {
			return err
		}
		if err := a.deskVotes(tx, v, w, &out); err != nil {
			return err
		}
		if err := a.deskMeetings(tx, v, &w, &out); err != nil {
			return err
		}
		if err := a.deskTasks(tx, v, &w, &out); err != nil {
			return err
		}
		if err := a.deskRounds(tx, v, w, &out); err != nil {
			return err
		}
		if err := a.deskTopics(tx, v, w, &out); err != nil {
			return err
		}
		if err := a.deskMatters(tx, v, &out); err != nil {
			return err
		}
		return a.deskBodies(tx, v, &out)
	})
	return out, err
}

// deskMeetings adds the meetings to come, and those held that wait for the
// reader's conclusion.
func (a *App) deskMeetings(tx *store.Tx, v *view, w *store.Viewer, out *Desk) error {
	now := a.now().UTC()
	page, _, err := tx.Meetings(store.MeetingFilter{From: instant(v.on, a.zoneOf(tx.Office())).UnixMicro(), Viewer: w, Limit: 10})
	if err != nil {
		return err
	}
	var coming []committee.Meeting
	for _, m := range page {
		if m.State == committee.Convened || m.State == committee.Postponed || m.State == committee.Held {
			coming = append(coming, m)
		}
	}
	if out.Meetings, err = a.meetingLines(tx, coming); err != nil {
		return err
	}
	if err := a.inHand(tx, v, out.Meetings); err != nil {
		return err
	}
	if err := a.deskAnswers(tx, v, coming, out.Meetings, out); err != nil {
		return err
	}
	for _, state := range []committee.MeetingState{committee.Convened, committee.Held} {
		past, _, err := tx.Meetings(store.MeetingFilter{State: state, To: now.UnixMicro(), Viewer: w, Newest: true, Limit: deskRows})
		if err != nil {
			return err
		}
		lines, err := a.meetingLines(tx, past)
		if err != nil {
			return err
		}
		for i, m := range past {
			if v.standingOf(m.Body, m.Chair) == nil {
				continue
			}
			out.Await = append(out.Await, DeskItem{
				Kind: "conclude", What: m.Title, Who: lines[i].Chair, Body: m.Body, BodyName: lines[i].BodyName,
				Due: a.dayOf(tx, m.Start), DaysLeft: a.workdaysBetween(v.on, a.dayOf(tx, m.Start)), Ref: string(m.ID), Act: "meeting.conclude",
			})
		}
	}
	return nil
}

// deskTasks adds the tasks that the reader answers for, those whose result or
// extension waits for the reader, and those given out that wait for others.
func (a *App) deskTasks(tx *store.Tx, v *view, w *store.Viewer, out *Desk) error {
	open := []committee.TaskState{committee.TaskOpen}
	for _, part := range []struct {
		kind string
		act  charter.Act
		f    store.TaskFilter
		to   *[]DeskItem
	}{
		{"task", "task.update", store.TaskFilter{Accountable: w.Seats, Person: v.by.Person, States: open}, &out.Await},
		{"accept", "task.accept", store.TaskFilter{Assigner: w.Seats, States: []committee.TaskState{committee.TaskSubmitted}}, &out.Await},
		{"extension", "task.grant-extension", store.TaskFilter{Assigner: w.Seats, States: open, Asked: true}, &out.Await},
		{"task", "task.urge", store.TaskFilter{Assigner: w.Seats, States: open}, &out.Waiting},
	} {
		if len(w.Seats) == 0 && part.kind != "task" {
			continue
		}
		if len(part.f.Assigner) == 0 && len(part.f.Accountable) == 0 && part.f.Person == "" {
			continue
		}
		part.f.On, part.f.Limit = v.on, deskRows
		list, _, err := tx.Tasks(part.f)
		if err != nil {
			return err
		}
		lines, err := a.taskLines(tx, list, v.on)
		if err != nil {
			return err
		}
		for _, l := range lines {
			*part.to = append(*part.to, DeskItem{
				Kind: part.kind, What: l.Title, Who: l.Accountable, Body: l.Body, BodyName: l.BodyName, Due: l.Due,
				DaysLeft: l.DaysLeft, Ref: string(l.ID), Act: part.act,
			})
		}
	}
	return nil
}

// deskBodies adds, for each body in which the reader acts: proposals to meet
// that the reader may answer, things that wait for hand-over, duties about to
// fall due, and how many were missed this year.
func (a *App) deskBodies(tx *store.Tx, v *view, out *Desk) error {
	seen := map[committee.BodyKey]bool{}
	year, _, _ := v.on.Split()
	for _, s := range out.Me.Seats {
		if seen[s.Body] || s.Capacity.Kind != committee.BySeat {
			continue
		}
		seen[s.Body] = true
		if err := a.deskProposals(tx, v, s, out); err != nil {
			return err
		}
		lost, err := tx.HandOvers(s.Body)
		if err != nil {
			return err
		}
		for _, h := range lost {
			out.Waiting = append(out.Waiting, DeskItem{
				Kind: "handover", What: string(h.Kind), Body: s.Body, BodyName: s.BodyName, Ref: h.Thing, Act: "handover.take",
			})
		}
		b, err := a.board(tx, v, s.Body, charter.NewDate(year, 1, 1), charter.NewDate(year, 12, 31))
		if err != nil {
			return err
		}
		out.Missed += b.Missed
		for _, l := range slices.Concat(b.Lines, b.Law) {
			if l.State != committee.DutyDue || l.DaysLeft > 10 {
				continue
			}
			out.Await = append(out.Await, DeskItem{
				Kind: "duty", What: l.Obligation.What.VI, Body: s.Body, BodyName: s.BodyName, Due: l.Obligation.Due.To,
				DaysLeft: l.DaysLeft, Ref: l.Obligation.Rule, Act: "duty.evidence",
			})
		}
	}
	return nil
}

// deskProposals adds the open proposals to meet that the reader may answer by
// convening.
func (a *App) deskProposals(tx *store.Tx, v *view, s MySeat, out *Desk) error {
	list, err := tx.Proposals(s.Body)
	if err != nil {
		return err
	}
	for _, p := range list {
		if p.Answered != "" {
			continue
		}
		offers, err := a.offers(v, s.Body, []question{{act: conveneActs[p.Kind], body: s.Body, in: p.In}})
		if err != nil {
			return err
		}
		who, err := a.seatName(tx, p.By, v.on)
		if err != nil {
			return err
		}
		item := DeskItem{Kind: "proposal", What: p.Reason, Who: who, Body: s.Body, BodyName: s.BodyName, Ref: string(p.ID), Act: offers[0].Act}
		if offers[0].Allowed {
			out.Await = append(out.Await, item)
		} else {
			out.Waiting = append(out.Waiting, item)
		}
	}
	return nil
}
