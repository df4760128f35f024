package committee

// OnAgenda completes a round about a draft that stands on an agenda (dự thảo trong
// chương trình họp): what the asker leaves open follows from the item and from who
// is called to the meeting.
func (in OpenRoundIn) OnAgenda(m Meeting) OpenRoundIn {
	item := m.item(in.Item)
	if item == nil || m.Body != in.Body {
		return in // refused by [OpenRound]
	}
	if in.Title == "" {
		in.Title = item.Title
	}
	if len(in.Questions) == 0 {
		in.Questions = []QuestionIn{{Text: item.Title}}
	}
	if in.In == "" {
		in.In = m.In
	}
	if in.Drafter == (Party{}) {
		in.Drafter.Seat = item.Lead
	}
	if len(in.Asked) == 0 {
		for _, i := range m.Chosen() {
			if p := (Party{Seat: i.Seat, Agency: i.Agency}); p.Key() != "" {
				in.Asked = append(in.Asked, p)
			}
		}
	}
	return in
}

// onAgenda checks that a round can be about an item of an agenda, and gives the
// meeting. Comments are taken before the sitting and on its day, when the asker sets
// no other and the charter asks for no more time.
func (c *check) onAgenda(state OpenRoundState, in *OpenRoundIn, env Env) MeetingID {
	if in.Item == "" {
		return ""
	}
	m := state.Meeting
	var item *Item
	if m != nil && m.Body == in.Body {
		item = m.item(in.Item)
	}
	switch {
	case item == nil:
		c.fail(Missing("item.unknown", string(in.Item)))
		return ""
	case m.State == Cancelled:
		c.fail(Clash("round.meeting-off", item.Title))
	case item.Closed:
		// Whoever sits in the body sees a round; a confidential item is not the body's.
		c.fail(Clash("round.item-closed", item.Title))
	case len(item.Conclusions) > 0:
		c.fail(Clash("round.item-concluded", item.Title))
	}
	if day := env.Day(m.Start); in.Deadline == 0 && day >= env.Today {
		in.Deadline = max(day, state.Least)
	}
	return m.ID
}
