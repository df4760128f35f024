package drafting

import (
	"context"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Gather puts together what the documents of a meeting are made of, as somebody
// may see it.
func Gather(ctx context.Context, a *app.App, by app.Actor, m app.MeetingPage, zone *time.Location) (Occasion, error) {
	day := charter.DateOf(m.Line.Start.In(zone))
	o := Occasion{Meeting: m, Zone: zone, Units: map[committee.AgencyID]string{}}
	var err error
	if o.Body, err = a.Body(ctx, by, m.Line.Body, day); err != nil {
		return o, err
	}
	tree, err := a.Agencies(ctx, by, day)
	for _, g := range tree {
		o.Units[g.Agency.ID] = g.Agency.Name.VI
	}
	return o, err
}

// Title is what the meeting is called in a sentence.
func (o Occasion) Title() string { return o.title() }

// Moment is an instant in the words of documents.
func (o Occasion) Moment(t time.Time) string { return o.moment(t) }

// Agenda are the matters of the meeting itself, in order.
func (o Occasion) Agenda() []committee.Item { return o.agenda() }
