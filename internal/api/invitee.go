package api

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// inviteeIn calls a seat, an agency, or a guest by name. A text alone is the id
// of a seat of the body, or of an agency.
type inviteeIn struct {
	Seat   committee.SeatID   `json:"seat,omitempty"`
	Agency committee.AgencyID `json:"agency,omitempty"`
	Name   string             `json:"name,omitempty"`
	id     string
}

// UnmarshalJSON reads either form.
func (i *inviteeIn) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte(`"`)) {
		return json.Unmarshal(b, &i.id)
	}
	type object inviteeIn // without this method
	return json.Unmarshal(b, (*object)(i))
}

// Schema describes both forms.
func (i inviteeIn) Schema(huma.Registry) *huma.Schema {
	word := func(says string) *huma.Schema { return &huma.Schema{Type: huma.TypeString, Description: says} }
	s := &huma.Schema{OneOf: []*huma.Schema{
		word("Mã ghế của cơ quan, hoặc mã đơn vị · id of a seat of the body, or of an agency"),
		{Type: huma.TypeObject, AdditionalProperties: false, Properties: map[string]*huma.Schema{
			"seat": word(""), "agency": word(""), "name": word("Khách mời · a guest"),
		}},
	}}
	s.PrecomputeMessages()
	return s
}

// invitees settles what ids stand for.
func (s *server) invitees(ctx context.Context, c *call, body committee.BodyKey, list []inviteeIn) ([]app.InviteeIn, error) {
	var roster []app.SeatLine
	if slices.ContainsFunc(list, func(i inviteeIn) bool { return i.id != "" }) {
		var err error
		if roster, err = s.App.RosterOn(ctx, c.by, body, charter.Date(0)); err != nil {
			return nil, err
		}
	}
	return each(list, func(i inviteeIn) app.InviteeIn {
		out := app.InviteeIn{Seat: i.Seat, Agency: i.Agency, Name: committee.Prose(i.Name)}
		if i.id == "" {
			return out
		}
		if slices.ContainsFunc(roster, func(l app.SeatLine) bool { return string(l.Seat) == i.id }) {
			out.Seat = committee.SeatID(i.id)
		} else {
			out.Agency = committee.AgencyID(i.id)
		}
		return out
	}), nil
}

// calledTo is invitees for a meeting that has been called.
func (s *server) calledTo(ctx context.Context, c *call, id committee.MeetingID, list []inviteeIn) ([]app.InviteeIn, error) {
	p, err := s.App.Meeting(ctx, c.by, id)
	if err != nil {
		return nil, err
	}
	return s.invitees(ctx, c, p.Line.Body, list)
}
