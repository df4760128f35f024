package body

import (
	"context"
	"net/url"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// exampleFunc finds a visit that shows a page in a state.
type exampleFunc = func(context.Context, ui.Deps, app.Actor, string) (ui.Visit, error)

// someBody picks a body to show: the reader's own, else the first whose roster
// is filled.
func someBody(ctx context.Context, d ui.Deps, by app.Actor) (app.BodyLine, error) {
	list, err := d.App.Bodies(ctx, by, 0)
	if err != nil || len(list) == 0 {
		return app.BodyLine{}, err
	}
	me, err := d.App.Me(ctx, by)
	if err != nil {
		return app.BodyLine{}, err
	}
	for _, own := range append(me.Seats, app.MySeat{}) {
		for _, b := range list {
			if b.Members > 0 && !b.Dissolved && (own.Body == b.Key || own.Body == "") {
				return b, nil
			}
		}
	}
	return list[0], nil
}

// bodyAt shows a page of a body; it is empty long before the body was founded.
func bodyAt(part string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		b, err := someBody(ctx, d, by)
		if err != nil || b.Key == "" {
			return ui.Visit{}, err
		}
		path := ui.BodyPath(b.Key)
		if part != "" {
			path = ui.BodyPath(b.Key, part)
		}
		if state == "empty" {
			switch part {
			case "nghia-vu":
				path += "?nam=1950"
			case "phien-hop":
				path += "?trang-thai=cancelled"
			default:
				path += "?ngay=1/1/1950"
			}
		}
		return ui.Visit{Path: path}, nil
	}
}

// explorerExample asks a question that is allowed, none, and one that is not.
func explorerExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	b, err := someBody(ctx, d, by)
	if err != nil || b.Key == "" {
		return ui.Visit{}, err
	}
	q := url.Values{"vai": {"head"}, "viec": {"task.assign"}}
	switch state {
	case "empty":
		q = url.Values{}
	case "refused":
		q = url.Values{"vai": {"member"}, "viec": {"body.dissolve"}}
	}
	return ui.Visit{Path: ui.BodyPath(b.Key, "tham-quyen") + "?" + q.Encode()}, nil
}

// formExample shows the form of an act on a body; sent empty, it says what is
// wrong, and sent as it is meant, somebody is refused it.
func formExample(part string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		b, err := someBody(ctx, d, by)
		if err != nil || b.Key == "" {
			return ui.Visit{}, err
		}
		v := ui.Visit{Path: ui.BodyPath(b.Key, part)}
		switch state {
		case "error":
			v.Form = url.Values{"decision.effect": {"31/2/2026"}, "start": {"31/2/2026"}, "since": {"x"}, "from": {"x"}, "seats.1.role": {"member"}, "seats.1.ref": {"?"}}
		case "refused":
			page, err := d.App.Body(ctx, by, b.Key, 0)
			if err != nil || len(page.Seats) < 2 {
				return ui.Visit{}, err
			}
			v.Form = meant(d, page, by.Person)
			switch part { // where these fields are days
			case "thoi":
				v.Form.Set("to", v.Form.Get("since"))
			case "cu-nguoi", "phan-cong":
				v.Form.Set("from", v.Form.Get("since"))
			}
		}
		return v, nil
	}
}

// meant are the forms of all acts on a body filled in as somebody means them.
func meant(d ui.Deps, b app.BodyPage, person committee.PersonID) url.Values {
	today := charter.DateOf(d.App.Now().In(d.Zone))
	day, later := today.String(), (today + 14).String()
	one, two := b.Seats[0], b.Seats[1]
	return url.Values{
		"decision.title": {"Quyết định mẫu"}, "decision.effect": {day}, "kind": {"regular"}, "mode": {"in-person"},
		"seats.1.role": {string(one.Role)}, "seats.1.ref": {""}, "seat.role": {string(two.Role)}, "seat.ref": {""},
		"seat": {string(two.Seat)}, "person": {string(person)}, "fields": {"Lĩnh vực mẫu"}, "since": {day}, "trigger": {"written"},
		"acts": {"meeting.chair"}, "from": {string(one.Seat)}, "to": {string(two.Seat)}, "start": {later}, "start_hour": {"8:00"},
		"address": {"quy-che/1"}, "about": {"Việc mẫu"}, "reason": {"Lý do mẫu"},
	}
}

// lentExample shows how a lent power is taken back, in the first body in which
// one is lent.
func lentExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	list, err := d.App.Bodies(ctx, by, 0)
	if err != nil {
		return ui.Visit{}, err
	}
	for _, b := range list {
		lent, err := d.App.Delegations(ctx, by, b.Key, 0)
		if err != nil {
			return ui.Visit{}, err
		}
		for _, l := range lent {
			if !l.Live {
				continue
			}
			v := ui.Visit{Path: ui.BodyPath(b.Key, "uy-quyen", url.PathEscape(string(l.Delegation.ID)))}
			switch state {
			case "error":
				v.Form = url.Values{"from": {"hôm nào đó"}}
			case "refused":
				v.Form = url.Values{"from": {charter.DateOf(d.App.Now().In(d.Zone)).String()}}
			}
			return v, nil
		}
	}
	return ui.Visit{}, nil
}

// waiting finds the first body in which something waits for an heir.
func waiting(ctx context.Context, d ui.Deps, by app.Actor) (app.HandOverLine, error) {
	bodies, err := d.App.Bodies(ctx, by, 0)
	if err != nil {
		return app.HandOverLine{}, err
	}
	for _, b := range bodies {
		list, err := d.App.HandOvers(ctx, by, b.Key)
		if err != nil || len(list) > 0 {
			return append(list, app.HandOverLine{})[0], err
		}
	}
	return app.HandOverLine{}, nil
}

// handOversExample shows what waits for an heir in a body; in the reader's own
// nothing may wait.
func handOversExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	if state == "empty" {
		b, err := someBody(ctx, d, by)
		return ui.Visit{Path: ui.BodyPath(b.Key, "ban-giao")}, err
	}
	l, err := waiting(ctx, d, by)
	if err != nil || l.Body == "" {
		return ui.Visit{}, err
	}
	return ui.Visit{Path: ui.BodyPath(l.Body, "ban-giao")}, nil
}

// takeExample shows how a thing that waits is given to a seat; sent without the seat
// it is wrong. Who may not give anything is refused it in the own body.
func takeExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	if state == "empty" || state == "refused" {
		return formExample("ban-giao/giao")(ctx, d, by, state)
	}
	l, err := waiting(ctx, d, by)
	if err != nil || l.Body == "" {
		return ui.Visit{}, err
	}
	v := ui.Visit{Path: handOverPath(l.Body, l)}
	if state == "error" {
		v.Form = url.Values{"from": {string(l.Seat)}, "kind": {l.Kind}, "thing": {l.Thing}}
	}
	return v, nil
}

// evidenceExample shows the form by which a duty's evidence is named.
func evidenceExample(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
	b, err := someBody(ctx, d, by)
	if err != nil || b.Key == "" {
		return ui.Visit{}, err
	}
	today := charter.DateOf(d.App.Now().In(d.Zone))
	board, err := d.App.Duties(ctx, by, b.Key, today.AddMonths(-12), today.AddMonths(12))
	if err != nil || len(board.Lines) == 0 {
		return ui.Visit{}, err
	}
	o := board.Lines[0].Obligation
	v := ui.Visit{Path: evidencePath(b.Key, o)}
	v.Form = url.Values{"rule": {o.Rule}, "due": {o.Due.To.String()}, "kind": {"note"}, "note": {"Chứng cứ mẫu"}, "met": {today.String()}}
	switch state {
	case "filled":
		v.Form = nil
	case "error":
		v.Form.Set("met", "31/2/2026")
	}
	return v, nil
}

// someMeeting picks a meeting to show, one that can still be acted on first.
func someMeeting(ctx context.Context, d ui.Deps, by app.Actor) (app.MeetingLine, error) {
	for _, s := range []committee.MeetingState{committee.Convened, committee.Held, ""} {
		list, err := d.App.Meetings(ctx, by, app.MeetingFilter{State: s, Limit: 1})
		if err != nil {
			return app.MeetingLine{}, err
		}
		if len(list.Items) > 0 {
			return list.Items[0], nil
		}
	}
	return app.MeetingLine{}, nil
}

func meetingExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	m, err := someMeeting(ctx, d, by)
	if err != nil || m.ID == "" {
		return ui.Visit{}, err
	}
	return ui.Visit{Path: ui.MeetingPath(m.ID)}, nil
}

// actExample shows the form of an act on a meeting; sent with a state that is
// long past, it tells of the clash.
func actExample(act string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		m, err := someMeeting(ctx, d, by)
		if err != nil || m.ID == "" {
			return ui.Visit{}, err
		}
		v := ui.Visit{Path: meetingAct(m.ID, act)}
		if act == "y-kien" {
			page, err := d.App.Meeting(ctx, by, m.ID)
			if err != nil || len(agenda(page)) == 0 {
				return ui.Visit{}, err
			}
			v.Path += "?muc=" + string(agenda(page)[0].ID)
		}
		switch state {
		case "error":
			v.Form = url.Values{"start": {"31/2/2026"}, "start_hour": {"25"}, "due": {"x"}, "seen": {"1"}}
		case "refused":
			page, err := d.App.Body(ctx, by, m.Body, 0)
			if err != nil || len(page.Seats) < 2 {
				return ui.Visit{}, err
			}
			v.Form = meant(d, page, by.Person)
			head := string(page.Seats[0].Seat)
			v.Form.Set("how."+head, "present")
			v.Form.Set("position."+head, "for")
			v.Form.Set("chair", head)
			v.Form.Set("text", "Kết luận mẫu")
		}
		return v, nil
	}
}

func decisionExample(ctx context.Context, d ui.Deps, by app.Actor, _ string) (ui.Visit, error) {
	b, err := someBody(ctx, d, by)
	if err != nil || b.Key == "" {
		return ui.Visit{}, err
	}
	list, err := d.App.Decisions(ctx, by, b.Key)
	if err != nil || len(list) == 0 {
		return ui.Visit{}, err
	}
	return ui.Visit{Path: ui.DecisionPath(list[len(list)-1].ID)}, nil
}

// paperExample shows a paper, or the form of an act on it: the first paper of the
// reader's meetings.
func paperExample(part string) exampleFunc {
	return func(ctx context.Context, d ui.Deps, by app.Actor, state string) (ui.Visit, error) {
		list, err := d.App.Meetings(ctx, by, app.MeetingFilter{Limit: 50})
		if err != nil {
			return ui.Visit{}, err
		}
		for _, m := range list.Items {
			papers, err := d.App.Papers(ctx, by, app.PaperFilter{Meeting: m.ID})
			if err != nil {
				return ui.Visit{}, err
			}
			if len(papers) == 0 {
				continue
			}
			if part == "" {
				return ui.Visit{Path: ui.PaperPath(papers[0].Paper.ID)}, nil
			}
			v := ui.Visit{Path: ui.PaperPath(papers[0].Paper.ID, part)}
			switch state {
			case "error":
				v.Form = url.Values{"after": {"1"}}
			case "refused":
				v.Form = url.Values{"note": {"Bản mẫu"}, "reason": {"Lý do mẫu"}, "sight": {string(committee.ForBody)}}
			}
			return v, nil
		}
		return ui.Visit{}, nil
	}
}
