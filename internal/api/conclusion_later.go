package api

import (
	"context"
	"net/http"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// ByConclusion asks of one conclusion of a meeting.
type ByConclusion struct {
	ID         committee.MeetingID    `path:"id"`
	Conclusion committee.ConclusionID `path:"conclusion"`
}

// openConclusion is a conclusion that nobody carries out yet, or by no day.
type openConclusion struct {
	Conclusion
	Meeting MeetingLine `json:"meeting"`
	Title   string      `json:"item_title" doc:"Nội dung; để trống: cả phiên · empty: the meeting as a whole"`
	Settles bool        `json:"settles" doc:"Người gọi được giao việc này · the caller may give it out"`
}

// reviseIn is a conclusion as it shall read; what is left out is taken away.
type reviseIn struct {
	Text  string             `json:"text,omitempty" doc:"Cần có khi không ghi work · needed unless work is given"`
	Work  string             `json:"work,omitempty"`
	Side  committee.Position `json:"side,omitempty" enum:"for,against"`
	Title string             `json:"title,omitempty"`
	OwnerIn
	Reason string `json:"reason,omitempty" doc:"Cần có khi phiên đã kết thúc · needed once the meeting was closed"`
	Reach  string `json:"reach,omitempty" enum:"outside"`
	Seen   int64  `json:"seen,omitempty"`
}

// settleIn gives a conclusion who carries it out, or the day that it lacks.
type settleIn struct {
	OwnerIn
	Reach string `json:"reach,omitempty" enum:"outside"`
	Seen  int64  `json:"seen,omitempty"`
}

// conclusionsLater registers what becomes of a conclusion after it was made.
func (s *server) conclusionsLater() {
	const tag, one = "meetings", "/meetings/{id}/conclusions/{conclusion}"
	look(s, tag, "list-open-conclusions", "/bodies/{key}/open-conclusions", "Kết luận chưa có người làm hoặc chưa có hạn · Conclusions without an owner or a date", func(ctx context.Context, c *call, in *ByKey) (page[openConclusion], error) {
		list, err := s.App.OpenConclusions(ctx, c.by, in.Key)
		return whole(list, func(x app.OpenConclusion) openConclusion {
			return openConclusion{conclusionOf(x.Conclusion), c.meetingLine(x.Meeting), x.Item, x.Settles}
		}), err
	})
	act(s, http.MethodPut, tag, "revise-conclusion", one, "Sửa, đính chính kết luận · Revise or correct a conclusion", 0, func(ctx context.Context, c *call, in *struct {
		ByConclusion
		Body reviseIn
	},
	) (meetingDone, error) {
		b := in.Body
		r, err := s.App.ReviseConclusion(ctx, c.by, app.ReviseIn{
			Meeting: in.ID, Conclusion: in.Conclusion, Text: committee.Prose(b.Text), Work: committee.Prose(b.Work), Side: b.Side, Title: committee.Prose(b.Title),
			Person: b.Person, Lead: b.Lead, Accountable: b.Accountable, Coordinators: b.Coordinators, Due: b.Due, Reason: committee.Prose(b.Reason), Reach: b.Reach, Seen: b.Seen,
		})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "settle-conclusion", one+"/assignment", "Giao người làm, thời hạn cho kết luận · Say who carries it out and by when", 0, func(ctx context.Context, c *call, in *struct {
		ByConclusion
		Body settleIn
	},
	) (meetingDone, error) {
		b := in.Body
		r, err := s.App.SettleConclusion(ctx, c.by, app.SettleIn{
			Meeting: in.ID, Conclusion: in.Conclusion, Person: b.Person, Lead: b.Lead, Accountable: b.Accountable, Coordinators: b.Coordinators, Due: b.Due, Reach: b.Reach, Seen: b.Seen,
		})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "withdraw-conclusion", one+"/withdrawal", "Rút kết luận khi phiên chưa kết thúc · Take a conclusion back while the meeting lasts", 0, func(ctx context.Context, c *call, in *struct {
		ByConclusion
		Body struct {
			Reach string `json:"reach,omitempty" enum:"outside"`
			Seen  int64  `json:"seen,omitempty"`
		}
	},
	) (meetingDone, error) {
		r, err := s.App.WithdrawConclusion(ctx, c.by, app.WithdrawConclusionIn{Meeting: in.ID, Conclusion: in.Conclusion, Reach: in.Body.Reach, Seen: in.Body.Seen})
		return s.meetingAfter(ctx, c, in.ID, r, err)
	})
}
