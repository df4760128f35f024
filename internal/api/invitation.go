package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// guest is who is called to a meeting, with where the letter goes.
type guest struct {
	Seat    committee.SeatID   `json:"seat,omitempty"`
	Person  committee.PersonID `json:"person,omitempty"`
	Agency  committee.AgencyID `json:"agency,omitempty"`
	Name    string             `json:"name"`
	Title   string             `json:"title,omitempty"`
	Address string             `json:"address,omitempty" doc:"Chỉ cho người mời; trống: báo bằng điện thoại · for who invites; empty: to be told by telephone"`
	Told    bool               `json:"told" doc:"Đã mời đúng như hiện nay · invited to the meeting as it is now"`
}

// letter is one letter to one party, with what became of it.
type letter struct {
	ID       string     `json:"id"`
	Kind     string     `json:"kind"`
	Object   string     `json:"object"`
	Name     string     `json:"name"`
	Address  string     `json:"address"`
	State    string     `json:"state" enum:"waiting,sending,sent,failed,unsure,recalled,overtaken"`
	Attempts int        `json:"attempts"`
	Why      string     `json:"why,omitempty" doc:"Máy chủ thư trả lời · what the mail server said"`
	Created  time.Time  `json:"created"`
	Done     *time.Time `json:"done" nullable:"true"`
}

func letterOf(l app.LetterLine) letter {
	return letter{l.ID, l.Kind, l.Object, l.Name, l.Address, l.State, l.Attempts, l.Why, l.Created, instant(l.Done)}
}

// sending is one sending of invitations.
type sending struct {
	ID       committee.InvitationID `json:"id"`
	Version  int64                  `json:"version"`
	Start    time.Time              `json:"start"`
	At       time.Time              `json:"at"`
	Cancels  bool                   `json:"cancels"`
	Dropped  bool                   `json:"dropped" doc:"Báo thôi mời · tells some that they are no longer called"`
	Recalled bool                   `json:"recalled"`
	Until    *time.Time             `json:"recall_until" nullable:"true" doc:"Lấy lại được trước lúc này · it can be taken back before then"`
	Letters  []letter               `json:"letters"`
}

// invitations is what sending the invitations would do, and what was sent.
type invitations struct {
	Sends  bool      `json:"sends" doc:"Văn phòng có gửi thư · letters leave this office"`
	Due    int       `json:"due" doc:"Số thư sẽ gửi · letters that would leave"`
	Guests []guest   `json:"guests"`
	Gone   []guest   `json:"gone" doc:"Đã mời, nay không còn mời, chưa được báo · no longer called and not told so"`
	Offers []offer   `json:"offers" doc:"Trống: không gửi được nữa · empty: nothing can be sent any more"`
	Sent   []sending `json:"sent" doc:"Mới nhất trước · the newest first"`
}

// invitationsDone is the invitations after an act on them.
type invitationsDone struct {
	invitations
	Done
}

func (c *call) invitations(p app.InvitePage) invitations {
	view := func(g app.Guest) guest {
		return guest{g.Seat, g.Person, g.Agency, g.Name, c.say(g.Title), g.Address, g.Told}
	}
	out := invitations{Sends: p.Sends, Due: p.Due(), Guests: each(p.Guests, view), Gone: each(p.Gone, view)}
	out.Offers = []offer{}
	if p.Offer != nil {
		out.Offers = append(out.Offers, c.offer(*p.Offer))
	}
	out.Sent = each(p.Sent, func(l app.InvitationLine) sending {
		x := l.Invitation
		return sending{x.ID, x.Version, x.Start, x.At, x.Cancels, x.Dropped, x.Recalled, instant(l.Until), each(l.Letters, letterOf)}
	})
	return out
}

// invitationLetters registers the sending of invitations.
func (s *server) invitationLetters() {
	const tag = "meetings"
	look(s, tag, "get-invitations", "/meetings/{id}/invitations", "Ai sẽ nhận giấy mời, đã gửi gì · Who would be invited, and what was sent", func(ctx context.Context, c *call, in *ByMeeting) (invitations, error) {
		p, err := s.App.Invitations(ctx, c.by, in.ID)
		return c.invitations(p), err
	})
	act(s, http.MethodPost, tag, "send-invitations", "/meetings/{id}/invitations", "Gửi giấy mời, giấy mời sửa, giấy báo hủy · Send the invitations, their change or the calling off", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Body struct {
			Seen int64 `json:"seen,omitempty"`
		}
	},
	) (invitationsDone, error) {
		r, err := s.App.SendInvitations(ctx, c.by, app.InviteIn{Meeting: in.ID, Seen: in.Body.Seen})
		return s.invitationsAfter(ctx, c, in.ID, r, err)
	})
	act(s, http.MethodPost, tag, "recall-invitations", "/meetings/{id}/invitations/{invitation}/recall", "Lấy lại giấy mời chưa đi · Take invitations back before they leave", 0, func(ctx context.Context, c *call, in *struct {
		ByMeeting
		Invitation committee.InvitationID `path:"invitation"`
	},
	) (invitationsDone, error) {
		r, err := s.App.RecallInvitations(ctx, c.by, app.RecallIn{Meeting: in.ID, Invitation: in.Invitation})
		return s.invitationsAfter(ctx, c, in.ID, r, err)
	})
}

func (s *server) invitationsAfter(ctx context.Context, c *call, id committee.MeetingID, r app.Receipt, err error) (invitationsDone, error) {
	if err != nil {
		return invitationsDone{}, err
	}
	out := invitationsDone{Done: doneOf(r)}
	p, err := s.App.Invitations(ctx, c.by, id)
	out.invitations = c.invitations(p)
	return out, passOver(err)
}
