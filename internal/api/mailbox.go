package api

import (
	"context"
	"net/http"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// mailWish is what somebody is sent.
type mailWish struct {
	Address   string `json:"address" doc:"Trống: không gửi được · empty: nothing can be sent"`
	Sends     bool   `json:"sends" doc:"Văn phòng có gửi thư · letters leave this office"`
	Digest    bool   `json:"digest" doc:"Thư buổi sáng · the morning letter"`
	Reminders bool   `json:"reminders"`
}

// mailAddress is where the letters to a person or an agency go.
type mailAddress struct {
	Kind    string `json:"kind" enum:"person,agency"`
	ID      string `json:"id"`
	Name    string `json:"name"`
	Address string `json:"address" doc:"Trống: chưa có · empty: none is known"`
}

// reminderDays are the working days before a last day on which the office reminds.
type reminderDays struct {
	Days []int `json:"days" maxItems:"10"`
}

// calendarFeed is a calendar that the caller has opened, without its address.
type calendarFeed struct {
	ID       string            `json:"id"`
	Of       committee.BodyKey `json:"body" doc:"Trống: lịch riêng của người gọi · empty: the caller's own"`
	BodyName string            `json:"body_name"`
	Created  time.Time         `json:"created"`
	Read     *time.Time        `json:"read" nullable:"true" doc:"Được tải lần cuối · last fetched"`
}

// calendarMade is the address of a calendar: the one time that it is shown.
type calendarMade struct {
	Path string `json:"path" doc:"Đường dẫn dưới địa chỉ của văn phòng; ai biết thì đọc được lịch này · below the office's address; who knows it reads this calendar"`
}

// calendarPath is where a calendar is fetched; its secret follows.
const calendarPath = "/lich/"

// letters registers letters that leave, what somebody is sent, and calendars.
func (s *server) letters() {
	const tag = "letters"
	wish := func(ctx context.Context, c *call, err error) (mailWish, error) {
		if err != nil {
			return mailWish{}, err
		}
		w, err := s.App.MailWish(ctx, c.by)
		return mailWish(w), err
	}
	look(s, tag, "get-mail-wish", "/me/mail", "Tôi được gửi thư gì · What the caller is sent", func(ctx context.Context, c *call, _ *struct{}) (mailWish, error) {
		return wish(ctx, c, nil)
	})
	act(s, http.MethodPut, tag, "set-mail-wish", "/me/mail", "Chọn nhận thư gì · Choose what one is sent", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Digest    bool `json:"digest"`
			Reminders bool `json:"reminders"`
		}
	},
	) (mailWish, error) {
		return wish(ctx, c, s.App.SetMailWish(ctx, c.by, app.MailWish{Digest: in.Body.Digest, Reminders: in.Body.Reminders}))
	})
	days := func(ctx context.Context, c *call, err error) (reminderDays, error) {
		if err != nil {
			return reminderDays{}, err
		}
		list, err := s.App.ReminderDays(ctx, c.by)
		return reminderDays{some(list)}, err
	}
	look(s, tag, "get-reminder-days", "/mail/reminders", "Nhắc trước mấy ngày làm việc, cho người giữ sổ · Days on which the office reminds, for its keepers", func(ctx context.Context, c *call, _ *struct{}) (reminderDays, error) {
		return days(ctx, c, nil)
	})
	act(s, http.MethodPut, tag, "set-reminder-days", "/mail/reminders", "Đặt ngày nhắc; danh sách trống: như thường · Set the days; an empty list: the usual ones", 0, func(ctx context.Context, c *call, in *struct{ Body reminderDays }) (reminderDays, error) {
		return days(ctx, c, s.App.SetReminderDays(ctx, c.by, in.Body.Days))
	})
	addresses := func(ctx context.Context, c *call, err error) (page[mailAddress], error) {
		if err != nil {
			return page[mailAddress]{}, err
		}
		list, err := s.App.MailAddresses(ctx, c.by)
		return whole(list, func(a app.AddressLine) mailAddress { return mailAddress{a.Kind, a.ID, c.say(a.Name), a.Address} }), err
	}
	look(s, tag, "list-mail-addresses", "/mail/addresses", "Địa chỉ thư, cho người giữ sổ · Addresses of letters, for keepers", func(ctx context.Context, c *call, _ *struct{}) (page[mailAddress], error) {
		return addresses(ctx, c, nil)
	})
	act(s, http.MethodPut, tag, "set-mail-address", "/mail/addresses", "Đặt địa chỉ thư; trống: bỏ · Set an address; empty: forget it", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Kind    string `json:"kind" enum:"person,agency"`
			ID      string `json:"id"`
			Address string `json:"address"`
		}
	},
	) (page[mailAddress], error) {
		b := in.Body
		return addresses(ctx, c, s.App.SetMailAddress(ctx, c.by, b.Kind, b.ID, b.Address))
	})
	look(s, tag, "list-letters", "/mail/letters", "Thư đi, mới nhất trước, cho người giữ sổ · Letters that leave, the newest first, for keepers", func(ctx context.Context, c *call, in *struct {
		State string `query:"state" enum:"waiting,sending,sent,failed,unsure,recalled,overtaken"`
	},
	) (page[letter], error) {
		list, err := s.App.Letters(ctx, c.by, in.State)
		return whole(list, letterOf), err
	})
	act(s, http.MethodPost, tag, "retry-letter", "/mail/letters/{id}/retry", "Gửi lại thư không đi được · Send a letter once more", 0, func(ctx context.Context, c *call, in *ByLetter) (page[letter], error) {
		if err := s.App.RetryLetter(ctx, c.by, in.ID); err != nil {
			return page[letter]{}, err
		}
		list, err := s.App.Letters(ctx, c.by, "waiting")
		return whole(list, letterOf), err
	})
	s.calendars()
}

// calendars registers the calendars that somebody follows.
func (s *server) calendars() {
	const tag = "letters"
	list := func(ctx context.Context, c *call, err error) (page[calendarFeed], error) {
		if err != nil {
			return page[calendarFeed]{}, err
		}
		own, err := s.App.Calendars(ctx, c.by)
		return whole(own, func(l app.CalendarLine) calendarFeed {
			return calendarFeed{l.ID, l.Body, c.say(l.BodyName), l.Created, instant(l.Read)}
		}), err
	}
	look(s, tag, "list-calendars", "/me/calendars", "Lịch tôi đã mở · The calendars that the caller has opened", func(ctx context.Context, c *call, _ *struct{}) (page[calendarFeed], error) {
		return list(ctx, c, nil)
	})
	act(s, http.MethodPost, tag, "open-calendar", "/me/calendars", "Mở lịch theo dõi; đường dẫn chỉ hiện một lần · Open a calendar; its address is shown this once", 0, func(ctx context.Context, c *call, in *struct {
		Body struct {
			Of committee.BodyKey `json:"body,omitempty" doc:"Để trống: lịch riêng · empty: one's own"`
		}
	},
	) (calendarMade, error) {
		secret, err := s.App.OpenCalendar(ctx, c.by, app.CalendarIn{Body: in.Body.Of})
		return calendarMade{calendarPath + secret + ".ics"}, err
	})
	act(s, http.MethodDelete, tag, "close-calendar", "/me/calendars/{id}", "Đóng lịch: đường dẫn hết dùng được · Close a calendar: its address leads nowhere", 0, func(ctx context.Context, c *call, in *struct {
		ID string `path:"id"`
	},
	) (page[calendarFeed], error) {
		return list(ctx, c, s.App.CloseCalendar(ctx, c.by, in.ID))
	})
}
