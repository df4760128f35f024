package app

import (
	"slices"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// viewer is what a reader may see: what is meant for the person, the seats and
// bodies the person acts in, and the agencies the person leads or serves.
func (v *view) viewer() (store.Viewer, error) {
	w := store.Viewer{Person: v.by.Person, Keeper: v.keeper}
	if v.by.Person == "" {
		return w, nil
	}
	add := func(p committee.PersonID) error {
		seats, err := v.tx.SeatsOf(p, v.on)
		if err != nil {
			return err
		}
		for _, s := range seats {
			w.Seats = append(w.Seats, s.ID)
			w.Bodies = append(w.Bodies, s.Body)
		}
		posts, err := v.tx.PostsOf(p, v.on)
		for _, x := range posts {
			w.Agencies = append(w.Agencies, x.Agency)
		}
		return err
	}
	if err := add(v.by.Person); err != nil {
		return w, err
	}
	assisted, err := v.assisted()
	if err != nil {
		return w, err
	}
	for _, p := range assisted {
		if err := add(p); err != nil {
			return w, err
		}
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
	return w, nil
}

// assisted lists the leaders whom the person assists today.
func (v *view) assisted() ([]committee.PersonID, error) {
	list, err := v.tx.Assistances(v.by.Person, v.on)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	var out []committee.PersonID
	var seats []committee.SeatID
	for _, x := range list {
		switch x.Capacity.Kind {
		case committee.BySeat:
			seats = append(seats, committee.SeatID(x.Capacity.ID))
		case committee.ByPost:
			holdings, err := v.tx.Holdings(committee.PostID(x.Capacity.ID))
			if err != nil {
				return nil, err
			}
			for _, h := range holdings {
				if h.From <= v.on && (h.To == 0 || h.To >= v.on) {
					out = append(out, h.Person)
				}
			}
		}
	}
	holders, err := v.tx.HoldersOf(seats, v.on)
	for _, h := range holders {
		if h.Person != "" {
			out = append(out, h.Person)
		}
	}
	return out, err
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
			err = call(x.Meeting, x.Body, x.Invitees)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// taskSight lets the body, the lead, the coordinators and whoever answers see a
// task.
func taskSight(k *call, events []committee.Event) error {
	for _, e := range events {
		switch x := e.(type) {
		case committee.TaskAssigned:
			lines := []store.Audience{
				{Who: store.ToBody, ID: string(x.Body)}, {Who: store.ToAgency, ID: string(x.Lead)},
				{Who: store.ToSeat, ID: string(x.Accountable)}, {Who: store.ToPerson, ID: string(x.Person)},
			}
			for _, c := range x.Coordinators {
				lines = append(lines, store.Audience{Who: store.ToAgency, ID: string(c)})
			}
			lines = slices.DeleteFunc(lines, func(l store.Audience) bool { return l.ID == "" })
			for i := range lines {
				lines[i].Level = 1
			}
			if err := k.tx.AddAudiences("task", string(x.ID), lines); err != nil {
				return err
			}
		case committee.TaskSubassigned:
			if err := k.tx.AddAudience("task", string(x.ID), store.ToPerson, string(x.Person), 1); err != nil {
				return err
			}
		}
	}
	return nil
}
