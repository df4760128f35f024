package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// representative is who comes for a party (người được cử dự, người dự thay).
type representative struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
}

// invitationAnswer is the answer of one called party.
type invitationAnswer struct {
	By       party                `json:"by"`
	Name     string               `json:"name"`
	Title    string               `json:"title,omitempty"`
	Answer   committee.AnswerKind `json:"answer" enum:",attend,online,absent,undecided" doc:"Để trống: chưa trả lời · empty: no answer yet"`
	Stale    bool                 `json:"stale,omitempty" doc:"Trả lời cho giờ cũ · given to the former time"`
	Reason   string               `json:"reason,omitempty" doc:"Chỉ cho người có liên quan · for those concerned only"`
	Channel  string               `json:"channel,omitempty" doc:"web, api, mail, calendar; telephone, paper: ghi hộ · written down"`
	Revision int                  `json:"revision"`
	At       *time.Time           `json:"at" nullable:"true"`
	Entered  *time.Time           `json:"entered_at" nullable:"true"`
	Filled   *filled              `json:"filled,omitempty" doc:"Giờ điền khi không có mạng · when it was filled in without a network"`
	People   []representative     `json:"people"`
	Told     []string             `json:"told,omitempty" doc:"Quy chế cho báo việc vắng đến ai · who is told of the absence, by the text"`
	Leave    []string             `json:"leave_of,omitempty"`

	Absence  committee.AbsenceState `json:"absence,omitempty" enum:"pending,granted,refused" doc:"Khi quy chế đòi được phép vắng · where the text asks for leave"`
	Clauses  []app.Clause           `json:"absence_clauses,omitempty"`
	Rules    bool                   `json:"may_rule,omitempty" doc:"Người gọi cho phép được · the caller gives or refuses it"`
	Ruled    *time.Time             `json:"ruled_at,omitempty"`
	RuledWhy string                 `json:"ruled_reason,omitempty" doc:"Chỉ cho người có liên quan · for those concerned only"`
}

// answerCounts counts the parties called by what they answered.
type answerCounts struct {
	Attend      int `json:"attend"`
	Online      int `json:"online"`
	Substitutes int `json:"substitutes"`
	Absent      int `json:"absent"`
	Undecided   int `json:"undecided"`
	Silent      int `json:"silent"`
}

// answersView is who has answered the invitation to a meeting.
type answersView struct {
	Items  []invitationAnswer `json:"items"`
	Counts answerCounts       `json:"counts"`
	Mine   []party            `json:"mine" doc:"Người gọi trả lời cho những nơi này · for whom the caller answers"`
	Open   bool               `json:"open"`
	Notice []noticeView       `json:"notice" doc:"Thời hạn báo trước theo quy chế · what the text asks of notice"`
}

// noticeView is what a charter asks of one kind of notice.
type noticeView struct {
	What    string       `json:"what" enum:"invitation,agenda,papers"`
	OK      *bool        `json:"ok" nullable:"true"`
	Sent    *string      `json:"sent" nullable:"true" format:"date"`
	By      *string      `json:"by" nullable:"true" format:"date"`
	Lead    string       `json:"lead,omitempty"`
	Excused bool         `json:"excused,omitempty"`
	Clauses []app.Clause `json:"clauses"`
}

// answersDone is the answers after an act on them.
type answersDone struct {
	answersView
	Done
}

func (c *call) answers(p app.MeetingPage) answersView {
	return answersView{
		Counts: answerCounts(p.Answers.Counts), Open: p.Answers.Open,
		Mine: each(p.Answers.Mine, func(x app.MyInvitation) party { return party(x.Party) }),
		Items: each(p.Answers.Lines, func(l app.AnswerLine) invitationAnswer {
			x := invitationAnswer{By: party(l.Party), Name: l.Name, Title: c.say(l.Title), Stale: l.Stale, People: []representative{}, Told: l.Told, Leave: l.Leave, Absence: l.Absence, Rules: l.Rules}
			if len(l.Clauses) > 0 {
				x.Clauses = app.ClausesOf(l.Clauses, string(c.lang))
			}
			if a := l.Answer; a != nil {
				x.Answer, x.Reason, x.Channel, x.Revision, x.At, x.Entered = a.Answer, a.Reason, a.Channel, a.Revision, &a.At, &a.Entered
				x.Filled = filledOf(a.Filled)
				if a.Leave != nil {
					x.Ruled, x.RuledWhy = &a.Leave.At, a.Leave.Reason
				}
				x.People = each(a.People, func(y committee.Representative) representative { return representative(y) })
			}
			return x
		}),
		Notice: each(p.Notices, func(n app.NoticeLine) noticeView {
			x := noticeView{What: n.What, Lead: n.Lead, Excused: n.Excused, Clauses: n.Clauses, OK: tri(n.OK)}
			x.Sent, x.By = dayOrNull(n.Sent), dayOrNull(n.By)
			return x
		}),
	}
}

// invitationAnswers registers what is answered to an invitation.
func (s *server) invitationAnswers() {
	const tag = "meetings"
	look(s, tag, "get-answers", "/meetings/{id}/answers", "Trả lời dự họp, thời hạn báo trước · Answers to the invitation, and notice", func(ctx context.Context, c *call, in *ByMeeting) (answersView, error) {
		p, err := s.App.Meeting(ctx, c.by, in.ID)
		return c.answers(p), err
	})
	act(s, http.MethodPost, tag, "answer-invitation", "/meetings/{id}/answers", "Trả lời dự họp; có channel thì là ghi hộ · Answer an invitation; with channel it is written down for the party", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			By       party                `json:"by,omitzero" doc:"Để trống: nơi duy nhất mà người gọi trả lời thay · empty: the only party for which the caller answers"`
			Answer   committee.AnswerKind `json:"answer" enum:"attend,online,absent,undecided"`
			Reason   string               `json:"reason,omitempty" doc:"Cần khi không dự · needed when absent"`
			Channel  string               `json:"channel,omitempty" enum:"telephone,paper"`
			People   []representative     `json:"people,omitempty" maxItems:"20" doc:"Đơn vị cử ai; hoặc ai dự thay · whom an agency sends, or who comes instead"`
			Revision int                  `json:"revision,omitempty" minimum:"0"`
			Filled   filled               `json:"filled,omitzero" doc:"Giờ điền trên máy khi không có mạng · when it was filled in without a network"`
		}
	},
	) (answersDone, error) {
		b := in.Body
		x := app.AnswerIn{Meeting: in.ID, By: app.PartyIn(b.By), Answer: b.Answer, Reason: committee.Prose(b.Reason), Channel: b.Channel, Revision: b.Revision, Filled: b.Filled.in()}
		for _, y := range b.People {
			x.People = append(x.People, app.RepresentativeIn{Name: committee.Prose(y.Name), Title: committee.Prose(y.Title)})
		}
		r, err := s.App.AnswerInvitation(ctx, c.by, x)
		return s.answersAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "name-substitute", "/meetings/{id}/substitutes", "Cử người dự thay · Name who comes instead", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Seat  committee.SeatID `json:"seat"`
			Name  string           `json:"name"`
			Title string           `json:"title,omitempty"`
		}
	},
	) (answersDone, error) {
		b := in.Body
		r, err := s.App.NameSubstitute(ctx, c.by, app.SubstituteIn{Meeting: in.ID, Seat: b.Seat, Name: committee.Prose(b.Name), Title: committee.Prose(b.Title)})
		return s.answersAfter(ctx, c, in.ID, r, err)
	})
}

// leaves registers what is given or refused to who asks not to come.
func (s *server) leaves() {
	act(s, http.MethodPost, "meetings", "rule-absence", "/meetings/{id}/leaves", "Cho phép hoặc không cho phép vắng, bởi người quy chế nêu · Give or refuse leave of absence, by whoever the text names", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Seat     committee.SeatID `json:"seat"`
			Granted  bool             `json:"granted"`
			Reason   string           `json:"reason,omitempty" doc:"Cần khi không cho phép · needed when it is refused"`
			Revision int              `json:"revision,omitempty" minimum:"0"`
		}
	},
	) (answersDone, error) {
		b := in.Body
		r, err := s.App.RuleAbsence(ctx, c.by, app.RuleAbsenceIn{Meeting: in.ID, Seat: b.Seat, Granted: b.Granted, Reason: committee.Prose(b.Reason), Revision: b.Revision})
		return s.answersAfter(ctx, c, in.ID, r, err)
	})
}

func (s *server) answersAfter(ctx context.Context, c *call, id committee.MeetingID, r app.Receipt, err error) (answersDone, error) {
	if err != nil {
		return answersDone{}, err
	}
	out := answersDone{Done: doneOf(r)}
	p, err := s.App.Meeting(ctx, c.by, id)
	if err == nil {
		out.answersView = c.answers(p)
	}
	return out, passOver(err)
}

// dayOrNull is a day, null where there is none.
func dayOrNull(d charter.Date) *string {
	if d == 0 {
		return nil
	}
	s := d.String()
	return &s
}
