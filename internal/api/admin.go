package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// enrolLineIn is one person of a list.
type enrolLineIn struct {
	Name    string `json:"name"`
	Login   string `json:"login,omitempty" doc:"Để trống: không mở tài khoản · empty: no account is opened"`
	Address string `json:"address,omitempty" doc:"Thư điện tử · e-mail"`
	Agency  string `json:"agency,omitempty" doc:"Mã, tên tắt hoặc tên · code, short name or name"`
	Post    string `json:"post,omitempty"`
}

// enrolLine is a line as it was understood.
type enrolLine struct {
	Line     enrolLineIn        `json:"line"`
	Person   committee.PersonID `json:"person" doc:"Người đã có trong sổ; trống: người mới · known already; empty: a new one"`
	AgencyID committee.AgencyID `json:"agency_id"`
	Faults   []enrolFault       `json:"faults"`
}

type enrolFault struct {
	Code    string `json:"code"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

// enrolIn is a list of people.
type enrolIn struct {
	From  charter.Date  `json:"from,omitempty" format:"date" doc:"Ngày giữ chức vụ; trống: hôm nay · first day in the posts; empty: today"`
	Lines []enrolLineIn `json:"lines" maxItems:"300"`
}

func (in enrolIn) in() app.EnrolIn {
	return app.EnrolIn{From: in.From, Lines: each(in.Lines, func(l enrolLineIn) app.EnrolLineIn { return app.EnrolLineIn(l) })}
}

// enrolDone is a list that was entered: the one time that passwords are shown.
type enrolDone struct {
	ID    string     `json:"id"`
	Slips []slipView `json:"slips"`
	Done
}

// slipView is how one person signs in the first time.
type slipView struct {
	Name     string `json:"name"`
	Post     string `json:"post"`
	Agency   string `json:"agency"`
	Login    string `json:"login"`
	Password string `json:"password" doc:"Dùng một lần; phải đổi khi đăng nhập · for once; to be changed at sign-in"`
}

// jobLine is work that waits, runs or failed.
type jobLine struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	Key      string    `json:"key"`
	State    string    `json:"state" enum:"ready,running,done,dead,aside"`
	Due      time.Time `json:"due"`
	Attempts int       `json:"attempts"`
	Why      string    `json:"why"`
}

// jobDone is a job after something was done with it.
type jobDone struct {
	ID    string `json:"id"`
	State string `json:"state" enum:"ready,aside"`
}

// administration registers what keepers of the books look after.
func (s *server) administration() {
	const tag = "accounts"
	operate(s, huma.Operation{
		OperationID: "preview-enrolment", Method: http.MethodPost, Path: "/people/enrolment/preview", DefaultStatus: http.StatusOK,
		Summary: "Xem trước danh sách người, chưa ghi gì · How a list of people is understood", Tags: []string{tag},
	}, func(ctx context.Context, c *call, in *struct{ Body enrolIn }) (page[enrolLine], error) {
		list, err := s.App.PreviewEnrolment(ctx, c.by, in.Body.in())
		return whole(list, func(l app.EnrolLine) enrolLine {
			return enrolLine{enrolLineIn(l.EnrolLineIn), l.Known, l.Agency.ID, each(l.Faults, func(f *committee.Fault) enrolFault {
				return enrolFault{f.Code, f.Field, catalogue.T(c.lang, f.Code, f.Args...)}
			})}
		}), err
	})
	act(s, http.MethodPost, tag, "enrol", "/people/enrolment", "Ghi danh sách người: một việc, kèm tài khoản và mật khẩu dùng một lần · Enter a list of people: one act, with accounts", 0, func(ctx context.Context, c *call, in *struct{ Body enrolIn }) (enrolDone, error) {
		r, slips, err := s.App.Enrol(ctx, c.by, in.Body.in())
		return enrolDone{string(r.Act), each(slips, func(x app.EnrolSlip) slipView { return slipView(x) }), doneOf(r)}, err
	})
	act(s, http.MethodPost, tag, "reset-password", "/accounts/{login}/password", "Đặt lại mật khẩu; phải đổi khi đăng nhập · Give an account another password", 0, func(ctx context.Context, c *call, in *struct {
		ByLogin
		Body struct {
			Password string `json:"password" format:"password"`
		}
	},
	) (loginDone, error) {
		return loginDone{in.Login}, s.App.ResetPassword(ctx, c.by, in.Login, in.Body.Password)
	})
	act(s, http.MethodPut, tag, "disable-account", "/accounts/{login}/disabled", "Khóa hoặc mở lại tài khoản · Close or reopen an account", 0, func(ctx context.Context, c *call, in *struct {
		ByLogin
		Body struct {
			Disabled bool `json:"disabled"`
		}
	},
	) (loginDone, error) {
		return loginDone{in.Login}, s.App.DisableAccount(ctx, c.by, in.Login, in.Body.Disabled)
	})
	look(s, tag, "list-jobs", "/jobs", "Việc của máy, cho người giữ sổ · Work of the machine, for keepers", func(ctx context.Context, c *call, in *struct {
		State string `query:"state" enum:"ready,running,done,dead,aside" default:"dead"`
	},
	) (page[jobLine], error) {
		list, err := s.App.Jobs(ctx, c.by, in.State)
		return whole(list.Items, func(j app.JobLine) jobLine { return jobLine(j) }), err
	})
	act(s, http.MethodPost, tag, "retry-job", "/jobs/{id}/retry", "Làm ngay · Do it now", 0, func(ctx context.Context, c *call, in *ByJob) (jobDone, error) {
		return jobDone{in.ID, "ready"}, s.App.RetryJob(ctx, c.by, in.ID)
	})
	act(s, http.MethodPost, tag, "put-job-aside", "/jobs/{id}/aside", "Để riêng · Put it aside", 0, func(ctx context.Context, c *call, in *ByJob) (jobDone, error) {
		return jobDone{in.ID, "aside"}, s.App.PutJobAside(ctx, c.by, in.ID)
	})
}

// ByLogin asks of one account.
type ByLogin struct {
	Login string `path:"login"`
}

// ByJob asks of one job.
type ByJob struct {
	ID string `path:"id"`
}

// loginDone is an account after something was done with it.
type loginDone struct {
	ID string `json:"id"`
}
