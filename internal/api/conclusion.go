package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// Conclusion is what the person presiding concluded (kết luận).
type Conclusion struct {
	ID              committee.ConclusionID `json:"id"`
	Item            committee.ItemID       `json:"item"`
	Text            string                 `json:"text"`
	Work            string                 `json:"work" doc:"Việc phải làm, phần còn lại của câu “Giao … chủ trì …” · what is to be done"`
	By              committee.SeatID       `json:"by"`
	Side            committee.Position     `json:"side"`
	For             int                    `json:"for"`
	Against         int                    `json:"against"`
	AgainstMajority bool                   `json:"against_majority" doc:"Khác đa số, nơi quy chế cho người đứng đầu quyết định · against the majority, where the head decides"`
	Lead            committee.AgencyID     `json:"lead" doc:"Đơn vị chủ trì; để trống: không giao việc · the agency that leads"`
	Task            committee.TaskID       `json:"task" doc:"Nhiệm vụ sinh ra; để trống: không có · the task it became"`
	Due             charter.Date           `json:"due"`
}

func conclusionOf(x committee.Conclusion) Conclusion {
	return Conclusion{x.ID, x.Item, x.Text, x.Work, x.By, x.Side, x.For, x.Against, x.AgainstMajority, x.Lead, x.Task, x.Due}
}

// conclusionDone is a conclusion just made.
type conclusionDone struct {
	Conclusion
	Meeting committee.MeetingID `json:"meeting"`
	Done
}

// OwnerIn is who carries a conclusion out, with whom, and by when.
type OwnerIn struct {
	Lead         committee.AgencyID   `json:"lead,omitempty"`
	Accountable  committee.SeatID     `json:"accountable,omitempty"`
	Person       committee.PersonID   `json:"person,omitempty"`
	Coordinators []committee.AgencyID `json:"coordinators,omitempty"`
	Due          charter.Date         `json:"due,omitempty" format:"date"`
}

// concludeIn is a conclusion as it is sent, one at a time.
type concludeIn struct {
	Item  committee.ItemID   `json:"item,omitempty"`
	Text  string             `json:"text,omitempty" doc:"Cần có khi không ghi work · needed unless work is given"`
	Work  string             `json:"work,omitempty"`
	Side  committee.Position `json:"side,omitempty" enum:"for,against"`
	Title string             `json:"title,omitempty" doc:"Tên nhiệm vụ; để trống: phần đầu của text · of the task; empty: the beginning of text"`
	OwnerIn
	Reach string `json:"reach,omitempty" enum:"outside"`
	Seen  int64  `json:"seen,omitempty"`
}

func (b concludeIn) in(id committee.MeetingID) app.ConcludeIn {
	return app.ConcludeIn{
		Meeting: id, Item: b.Item, Text: committee.Prose(b.Text), Work: committee.Prose(b.Work), Side: b.Side, Title: committee.Prose(b.Title), Person: b.Person,
		Lead: b.Lead, Accountable: b.Accountable, Coordinators: b.Coordinators, Due: b.Due, Reach: b.Reach, Seen: b.Seen,
	}
}

// conclusionAfter reads what an act concluded from the act itself: of two
// conclusions made at once each answers its own.
func (s *server) conclusionAfter(ctx context.Context, c *call, id committee.MeetingID, r app.Receipt) (conclusionDone, error) {
	out := conclusionDone{Meeting: id, Done: doneOf(r)}
	p, err := s.App.Act(ctx, c.by, r.Act)
	if err != nil {
		return out, passOver(err)
	}
	for _, line := range p.Events {
		e, err := committee.DecodeEvent(line.Name, line.Data)
		if err != nil {
			return out, err
		}
		switch x := e.(type) {
		case committee.ItemConcluded:
			out.Conclusion = Conclusion{
				ID: x.ID, Item: x.Item, Text: string(x.Text), Work: string(x.Work), By: x.By, Side: x.Side, For: x.For, Against: x.Against,
				AgainstMajority: x.AgainstMajority, Task: x.Task, Lead: out.Lead, Due: max(out.Due, x.Due),
			}
		case committee.TaskAssigned:
			out.Lead, out.Due = x.Lead, x.Due
		}
	}
	return out, nil
}

// proposal is a request to meet; it convenes nothing (đề nghị họp).
type proposal struct {
	ID     committee.MeetingID   `json:"id"`
	Body   committee.BodyKey     `json:"body"`
	Kind   committee.MeetingKind `json:"kind"`
	By     string                `json:"by"`
	Reason string                `json:"reason"`
	At     time.Time             `json:"at"`
	Met    committee.MeetingID   `json:"met" doc:"Phiên họp đáp lại; để trống: còn chờ · the meeting that answered it"`
}

// proposals registers proposals to meet.
func (s *server) proposals() {
	const tag = "meetings"
	look(s, tag, "list-proposals", "/bodies/{key}/proposals", "Đề nghị họp · Proposals to meet", func(ctx context.Context, c *call, in *ByKey) (page[proposal], error) {
		list, err := s.App.Proposals(ctx, c.by, in.Key)
		return whole(list, func(p app.ProposalLine) proposal { return proposal{p.ID, p.Body, p.Kind, p.By, p.Reason, p.At, p.Met} }), err
	})
	act(s, http.MethodPost, tag, "propose-meeting", "/bodies/{key}/proposals", "Đề nghị họp · Propose a meeting", 0, func(ctx context.Context, c *call, in *struct {
		ByKey
		Body struct {
			In     string                `json:"in,omitempty"`
			Kind   committee.MeetingKind `json:"kind" enum:"regular,extraordinary,expanded,working-session"`
			Reason string                `json:"reason"`
			Reach  string                `json:"reach,omitempty" enum:"outside"`
		}
	},
	) (made, error) {
		b := in.Body
		r, err := s.App.ProposeMeeting(ctx, c.by, app.ProposeIn{Body: in.Key, In: b.In, Kind: b.Kind, Reason: committee.Prose(b.Reason), Reach: b.Reach})
		return madeOf(r, ""), err
	})
}
