package demo

import (
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// task is what the re-enactment knows of a task that it follows.
type task struct {
	id       committee.TaskID
	body     committee.BodyKey
	answers  committee.SeatID
	assigner committee.SeatID
	lead     committee.AgencyID
	due      charter.Date
	focal    committee.PersonID
	state    committee.TaskState
}

// open reports whether a task is still worked on: holidays may push a report
// past the day on which the result was handed in.
func (t *task) open() bool { return t.state == committee.TaskOpen }

// assign gives out a task outside a meeting and follows it; nil when the run is
// about to end by an error.
func (s *sim) assign(by app.Actor, body committee.BodyKey, object, title string, to app.SeatLine, days int) *task {
	r := s.done(s.app.AssignTask(s.ctx, by, app.TaskIn{
		Body: body, Object: object, Title: committee.Prose(title), Lead: s.leadOf(to), Accountable: to.Seat,
		Due: s.workday(s.today() + charter.Date(days)), Source: &app.SourceIn{Kind: "other"},
	}))
	for _, e := range s.made(r) {
		if t, is := e.(committee.TaskAssigned); is {
			return s.follow(t)
		}
	}
	return nil
}

// follow plans the life of a task: reports, and an end that is in time, late,
// returned once, or never.
func (s *sim) follow(e committee.TaskAssigned) *task {
	t := &task{id: e.ID, body: e.Body, answers: e.Accountable, assigner: e.Assigner, lead: e.Lead, due: e.Due, state: committee.TaskOpen}
	s.tasks[t.id] = t
	given := s.today()
	span := int(e.Due - given)
	when := func(percent int) time.Time {
		return at(s.workday(given+charter.Date(1+span*percent/100)), 8+s.rng.IntN(8), s.rng.IntN(60))
	}
	progress := func(percent, stands int, note string) {
		s.plan(when(percent), "progress of a task", func() { s.report(t, stands, note) })
	}
	if s.chance(30) {
		s.plan(when(5), "focal person of a task", func() { s.subassign(t) })
	}
	progress(20+s.rng.IntN(15), 20+s.rng.IntN(20), "Đã xây dựng kế hoạch thực hiện.")
	if s.chance(70) {
		progress(50+s.rng.IntN(15), 50+s.rng.IntN(20), "Đang phối hợp các đơn vị liên quan.")
	}
	switch n := s.rng.IntN(100); {
	case n < 56:
		s.finish(t, when(70+s.rng.IntN(25)), false)
	case n < 66:
		s.finish(t, when(75+s.rng.IntN(15)), true)
	case n < 78: // more time asked for, mostly given
		s.plan(when(85), "extension of a task", func() { s.extend(t) })
		s.finish(t, when(110+s.rng.IntN(25)), false)
	case n < 90: // late
		s.plan(when(103), "urging a task", func() { s.urge(t) })
		s.finish(t, when(112+s.rng.IntN(40)), false)
	default: // never done
		s.plan(when(104), "urging a task", func() { s.urge(t) })
		s.plan(when(140), "urging a task", func() { s.urge(t) })
	}
	return t
}

// speaker is who reports on a task: its focal person, or whoever sits in the
// seat that answers. Nobody, while the seat is empty.
func (s *sim) speaker(t *task) committee.PersonID {
	if t.focal != "" {
		return t.focal
	}
	return s.holder(t.body, t.answers)
}

func (s *sim) act(by committee.PersonID, in app.TaskActIn) {
	s.done(s.app.ActOnTask(s.ctx, s.by(by), in))
}

func (s *sim) report(t *task, stands int, note string) {
	if p := s.speaker(t); p != "" && t.open() {
		s.act(p, app.TaskActIn{ID: t.id, Act: "task.update", Progress: stands, Note: committee.Prose(note)})
	}
}

// subassign names a focal person of the lead agency where there is one.
func (s *sim) subassign(t *task) {
	p := s.holder(t.body, t.answers)
	if p == "" || t.lead == "" || !t.open() {
		return
	}
	for _, key := range focalPosts {
		focal, known := s.people[key]
		if known && focal != p && s.agencyOf[s.posts[key]] == t.lead {
			s.act(p, app.TaskActIn{ID: t.id, Act: "task.subassign", Person: focal})
			t.focal = focal
			return
		}
	}
}

// focalPosts are the posts of the tables whose holders are focal persons.
var focalPosts = []string{
	"vpcp.dau-moi", "cuc-cntt.dau-moi", "bnv-1.dau-moi",
	"na-khcn.dau-moi", "na-nv.dau-moi", "na-tc.dau-moi", "na-tp.dau-moi", "na-yt.dau-moi", "na-gd.dau-moi",
	"hn-khcn.dau-moi", "hn-nv.dau-moi", "hn-tc.dau-moi", "hn-tp.dau-moi", "hn-yt.dau-moi", "hn-gd.dau-moi",
}

// finish plans that the result is handed in and judged by who gave the task.
func (s *sim) finish(t *task, when time.Time, back bool) {
	s.plan(when, "result of a task", func() {
		p := s.speaker(t)
		if p == "" || !t.open() {
			return
		}
		s.act(p, app.TaskActIn{ID: t.id, Act: "task.update", Finished: true, Note: "Đã hoàn thành, gửi kết quả."})
		t.state = committee.TaskSubmitted
		s.plan(at(s.workday(s.today()+2), 9, s.rng.IntN(60)), "judging a result", func() { s.judge(t, back) })
	})
}

func (s *sim) judge(t *task, back bool) {
	by := s.holder(t.body, t.assigner)
	if by == "" {
		return // a task given from a post waits for its giver
	}
	if !back {
		s.act(by, app.TaskActIn{ID: t.id, Act: "task.accept", Note: "Đạt yêu cầu."})
		t.state = committee.TaskDone
		return
	}
	s.act(by, app.TaskActIn{ID: t.id, Act: "task.return", Note: "Chưa có số liệu kèm theo, đề nghị bổ sung."})
	t.state = committee.TaskOpen
	s.finish(t, at(s.workday(s.today()+5), 10, s.rng.IntN(60)), false)
}

// extend asks for more time; two times in three it is given.
func (s *sim) extend(t *task) {
	p := s.holder(t.body, t.answers)
	if p == "" || !t.open() || s.today() > t.due {
		return
	}
	until := s.workday(t.due + 15)
	s.act(p, app.TaskActIn{ID: t.id, Act: "task.request-extension", Until: until, Note: "Cần thêm thời gian lấy ý kiến các đơn vị."})
	if !s.chance(66) {
		return
	}
	s.plan(s.clock.Now().Add(5*time.Hour), "more time for a task", func() {
		if by := s.holder(t.body, t.assigner); by != "" && t.open() {
			s.act(by, app.TaskActIn{ID: t.id, Act: "task.grant-extension", Until: until})
			t.due = until
		}
	})
}

// urge urges a task. In Nghệ An the text gives urging to the heads of
// departments and localities, each in the own sphere; elsewhere who gave the
// task urges it.
func (s *sim) urge(t *task) {
	by := s.holder(t.body, t.assigner)
	if t.body == bodyC {
		by = s.leader(t.lead)
	}
	if by != "" && t.open() {
		s.act(by, app.TaskActIn{ID: t.id, Act: "task.urge", Note: "Đã quá hạn, đề nghị báo cáo tiến độ và hoàn thành."})
	}
}

// handed keeps up with the seats to which an act handed things over, and gives
// what it only listed to the seat that takes over from the one that ended.
func (s *sim) handed(events []committee.Event, heir func(from committee.SeatID) committee.SeatID) {
	for _, e := range events {
		h, is := e.(committee.HandedOver)
		if !is {
			continue
		}
		to := h.To
		if to == "" && heir != nil {
			if to = heir(h.From); to != "" {
				s.done(s.app.TakeOver(s.ctx, s.books(), app.HandOverIn{Body: h.Body, From: h.From, Kind: h.Kind, Thing: h.Thing, To: to}))
			}
		}
		t := s.tasks[committee.TaskID(h.Thing)]
		if m := s.sittings[committee.MeetingID(h.Thing)]; m != nil && h.Kind == committee.HangChair && to != "" {
			m.chair = to
		}
		switch {
		case t == nil || to == "":
		case h.Kind == committee.HangTask:
			t.answers = to
		case h.Kind == committee.HangAssigner:
			t.assigner = to
		}
	}
}
