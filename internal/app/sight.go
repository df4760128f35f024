package app

import (
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// viewer is what a reader may see: what is meant for the person, the seats and
// bodies the person acts in, and the agencies the person leads or serves. Who
// assists a leader sees what the assisted seat or post does, and no more of that
// leader's.
func (v *view) viewer() (store.Viewer, error) {
	w := store.Viewer{Person: v.by.Person}
	var err error
	if v.by.Person != "" {
		w, err = keep(v, keptKey{kind: "viewer", of: string(v.by.Person), on: v.on}, v.viewing)
	}
	w.Keeper = v.keeper
	return w, err
}

// viewing reads what makes a person a viewer.
func (v *view) viewing() (store.Viewer, error) {
	w := store.Viewer{Person: v.by.Person}
	seats, err := v.tx.SeatsOf(v.by.Person, v.on)
	if err != nil {
		return w, err
	}
	posts, err := v.postsOf(v.by.Person)
	if err != nil {
		return w, err
	}
	for _, x := range posts {
		w.Agencies = append(w.Agencies, x.Agency)
	}
	assisted, err := v.assisted(&w)
	if err != nil {
		return w, err
	}
	for _, s := range append(seats, assisted...) {
		w.Seats = append(w.Seats, s.ID)
		w.Bodies = append(w.Bodies, s.Body)
	}
	if err := v.inherited(&w); err != nil {
		return w, err
	}
	bodies, err := v.tx.Bodies(v.on)
	if err != nil {
		return w, err
	}
	for _, b := range bodies {
		for _, g := range w.Agencies {
			if g == b.Superior || g == b.Standing || g == b.Host {
				w.Bodies = append(w.Bodies, b.Key)
			}
		}
	}
	w.Seats, w.Agencies, w.Bodies = slices.Clip(w.Seats), slices.Clip(w.Agencies), slices.Clip(w.Bodies)
	return w, nil
}

// assisted lists the seats that the person assists today, and those held through
// the posts that the person assists, whose agencies it adds. A seat or post that
// nobody holds has no leader to assist.
func (v *view) assisted(w *store.Viewer) ([]committee.Seat, error) {
	list, err := v.tx.Assistances(v.by.Person, v.on)
	if err != nil {
		return nil, err
	}
	var out []committee.Seat
	for _, x := range list {
		switch x.Capacity.Kind {
		case committee.BySeat:
			leader, err := v.personIn(committee.SeatID(x.Capacity.ID), v.on)
			if err != nil {
				return nil, err
			}
			seat, err := some(committee.SeatID(x.Capacity.ID), v.tx.Seat)
			if err != nil {
				return nil, err
			}
			if seat != nil && leader != "" {
				out = append(out, *seat)
			}
		case committee.ByPost:
			seats, err := v.throughPost(committee.PostID(x.Capacity.ID), w)
			if err != nil {
				return nil, err
			}
			out = append(out, seats...)
		}
	}
	return out, nil
}

// throughPost lists the seats that the holder of a post holds through it, and
// adds the post's agency to what is seen.
func (v *view) throughPost(id committee.PostID, w *store.Viewer) ([]committee.Seat, error) {
	post, err := some(id, v.tx.Post)
	if err != nil || post == nil {
		return nil, err
	}
	of, err := v.staffOf(post.Agency)
	if err != nil {
		return nil, err
	}
	var out []committee.Seat
	for _, h := range of.holdings {
		if h.Post != id || !(charter.Period{From: h.From, To: h.To}).Holds(v.on) {
			continue
		}
		w.Agencies = append(w.Agencies, post.Agency)
		seats, err := v.tx.SeatsOf(h.Person, v.on)
		if err != nil {
			return nil, err
		}
		ids := make([]committee.SeatID, len(seats))
		for i, s := range seats {
			ids[i] = s.ID
		}
		holders, err := v.tx.HoldersOf(ids, v.on)
		if err != nil {
			return nil, err
		}
		for _, s := range seats {
			if slices.ContainsFunc(holders, func(x committee.Holder) bool { return x.Seat == s.ID && x.Post == id }) {
				out = append(out, s)
			}
		}
	}
	return out, nil
}

// inherited adds the agencies that ended and whose heir the reader serves: what
// they were given is the heir's.
func (v *view) inherited(w *store.Viewer) error {
	if len(w.Agencies) == 0 {
		return nil
	}
	all, err := v.allAgencies()
	if err != nil {
		return err
	}
	own := slices.Clone(w.Agencies)
	for _, g := range all {
		if g.Successor != "" && g.To != 0 && g.To < v.on && slices.Contains(own, committee.Heir(all, g.ID, v.on)) {
			w.Agencies = append(w.Agencies, g.ID)
		}
	}
	return nil
}

// heir gives the agency that stands in an agency's place on the day: itself, or
// who took over from it.
func (v *view) heir(id committee.AgencyID) (committee.AgencyID, error) {
	if id == "" {
		return "", nil
	}
	all, err := v.allAgencies()
	if err != nil {
		return "", err
	}
	return committee.Heir(all, id, v.on), nil
}

// meetingSight lets the body see its meetings, and those called from outside
// the one they are called to.
func meetingSight(k *call, events []committee.Event) error {
	call := func(id committee.MeetingID, body committee.BodyKey, list []committee.InviteeEntry) error {
		if err := k.tx.AddAudience("meeting", string(id), store.ToBody, string(body), 1); err != nil {
			return err
		}
		for _, i := range list {
			var err error
			switch {
			case i.Seat != "":
				err = k.tx.AddAudience("meeting", string(id), store.ToSeat, string(i.Seat), 1)
			case i.Agency != "":
				err = k.tx.AddAudience("meeting", string(id), store.ToAgency, string(i.Agency), 1)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	for _, e := range events {
		var err error
		switch x := e.(type) {
		case committee.MeetingConvened:
			err = call(x.ID, x.Body, nil)
		case committee.AttendeesChosen:
			if err = call(x.Meeting, x.Body, x.Invitees); err == nil {
				err = k.showPapers(x.Meeting)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// taskReaders are the body, unless its matter is confidential, the lead, the
// coordinators and whoever answers.
func taskReaders(body committee.BodyKey, closed bool, lead committee.AgencyID, seat committee.SeatID, person committee.PersonID, helpers []committee.AgencyID) []store.Audience {
	if closed {
		body = ""
	}
	lines := []store.Audience{
		{Who: store.ToBody, ID: string(body)},
		{Who: store.ToAgency, ID: string(lead)},
		{Who: store.ToSeat, ID: string(seat)},
		{Who: store.ToPerson, ID: string(person)},
	}
	for _, c := range helpers {
		lines = append(lines, store.Audience{Who: store.ToAgency, ID: string(c)})
	}
	lines = slices.DeleteFunc(lines, func(l store.Audience) bool { return l.ID == "" })
	for i := range lines {
		lines[i].Level = 1
	}
	return lines
}

// taskSight lets the body, the lead, the coordinators and whoever answers see a
// task, and writes to who answers.
func taskSight(k *call, events []committee.Event) error {
	closed, err := k.closedTask(events)
	if err != nil {
		return err
	}
	for _, e := range events {
		switch x := e.(type) {
		case committee.TaskAssigned:
			if err := k.tx.AddAudiences("task", string(x.ID), taskReaders(x.Body, closed, x.Lead, x.Accountable, x.Person, x.Coordinators)); err != nil {
				return err
			}
		case committee.TaskRevised:
			if err := k.tx.ReplaceAudience("task", string(x.ID), taskReaders(x.Body, closed, x.Lead, x.Accountable, x.Person, x.Coordinators)); err != nil {
				return err
			}
		case committee.TaskWithdrawn:
			if err := k.tx.ReplaceAudience("task", string(x.ID), nil); err != nil {
				return err
			}
		case committee.TaskSubassigned:
			if err := k.tx.AddAudience("task", string(x.ID), store.ToPerson, string(x.Person), 1); err != nil {
				return err
			}
		}
	}
	return k.taskLetters(events)
}
