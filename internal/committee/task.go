package committee

import (
	"time"

	"nghisu/internal/charter"
)

// TaskState is where a task stands.
type TaskState string

// The states of a task; with the due date they give the four public statuses.
const (
	TaskOpen      TaskState = "open"      // giao, đang làm
	TaskSubmitted TaskState = "submitted" // báo xong, chờ nghiệm thu
	TaskDone      TaskState = "done"      // đã nghiệm thu
)

// TaskStatus is one of the four public statuses of the national tracking.
type TaskStatus string

// The four public statuses.
const (
	DoneOnTime TaskStatus = "done-on-time" // Đã hoàn thành đúng hạn
	DoneLate   TaskStatus = "done-late"    // Đã hoàn thành quá hạn
	InTime     TaskStatus = "in-time"      // Chưa hoàn thành, trong hạn
	Overdue    TaskStatus = "overdue"      // Chưa hoàn thành, quá hạn
)

// Task is an item of work (nhiệm vụ) with one accountable lead (chủ trì).
type Task struct {
	ID           TaskID
	Body         BodyKey
	Title        string
	Lead         AgencyID // unit that leads
	Accountable  SeatID   // the seat that answers for it; follows the seat's holder
	Person       PersonID // the accountable person when no seat answers
	Coordinators []AgencyID
	Due          charter.Date // zero: no date
	FirstDue     charter.Date // the date first set, before extensions
	SourceKind   string       // conclusion, document, duty, other
	SourceID     string
	State        TaskState
	Progress     int // percent
	Note         string
	Assigner     SeatID
	Subassigned  PersonID // focal person named inside the lead's own agency
	Created      time.Time
	Finished     charter.Date // day on which the result was submitted that was accepted
	AskedUntil   charter.Date // an extension asked for and not yet answered
}

// Status gives the public status of a task on a day.
func (t Task) Status(on charter.Date) TaskStatus {
	late := t.Due != 0 && on > t.Due
	if t.State == TaskDone {
		if t.Due != 0 && t.Finished > t.Due {
			return DoneLate
		}
		return DoneOnTime
	}
	if late {
		return Overdue
	}
	return InTime
}

// TaskAssigned gives out a task (giao việc).
type TaskAssigned struct {
	ID           TaskID       `json:"id"`
	Body         BodyKey      `json:"body"`
	Title        Prose        `json:"title"`
	Lead         AgencyID     `json:"lead,omitempty"`
	Accountable  SeatID       `json:"accountable,omitempty"`
	Person       PersonID     `json:"person,omitempty"`
	Coordinators []AgencyID   `json:"coordinators,omitempty"`
	Due          charter.Date `json:"due,omitempty"`
	SourceKind   string       `json:"source_kind,omitempty"`
	SourceID     string       `json:"source_id,omitempty"`
	Assigner     SeatID       `json:"assigner,omitempty"`
}

// TaskUpdated reports progress (cập nhật tiến độ).
type TaskUpdated struct {
	ID       TaskID       `json:"id"`
	Body     BodyKey      `json:"body"`
	Progress int          `json:"progress"`
	Note     Prose        `json:"note,omitempty"`
	Finished charter.Date `json:"finished,omitempty"` // set: reported as finished that day
}

// TaskAccepted closes a task whose result was accepted (nghiệm thu).
type TaskAccepted struct {
	ID   TaskID  `json:"id"`
	Body BodyKey `json:"body"`
	Note Prose   `json:"note,omitempty"`
}

// TaskReturned sends a result back (trả lại).
type TaskReturned struct {
	ID     TaskID  `json:"id"`
	Body   BodyKey `json:"body"`
	Reason Prose   `json:"reason"`
}

// TaskSubassigned names a focal person inside the lead's own agency (giao đầu mối).
type TaskSubassigned struct {
	ID     TaskID   `json:"id"`
	Body   BodyKey  `json:"body"`
	Person PersonID `json:"person"`
}

// TaskUrged is an urging (đôn đốc).
type TaskUrged struct {
	ID   TaskID  `json:"id"`
	Body BodyKey `json:"body"`
	Note Prose   `json:"note,omitempty"`
}

// ExtensionAsked asks for a later date.
type ExtensionAsked struct {
	ID     TaskID       `json:"id"`
	Body   BodyKey      `json:"body"`
	Until  charter.Date `json:"until"`
	Reason Prose        `json:"reason"`
}

// ExtensionGranted sets a later date.
type ExtensionGranted struct {
	ID    TaskID       `json:"id"`
	Body  BodyKey      `json:"body"`
	Until charter.Date `json:"until"`
}

// TaskRevised says anew what a task is, while nothing has been done on it, or gives
// it the day that it lacked.
type TaskRevised struct {
	ID           TaskID       `json:"id"`
	Body         BodyKey      `json:"body"`
	Title        Prose        `json:"title"`
	Lead         AgencyID     `json:"lead,omitempty"`
	Accountable  SeatID       `json:"accountable,omitempty"`
	Person       PersonID     `json:"person,omitempty"`
	Coordinators []AgencyID   `json:"coordinators,omitempty"`
	Due          charter.Date `json:"due,omitempty"`
}

// TaskWithdrawn takes back a task on which nothing has been done (rút việc đã giao).
type TaskWithdrawn struct {
	ID   TaskID  `json:"id"`
	Body BodyKey `json:"body"`
}

// EventName implements [Event].
func (TaskAssigned) EventName() string { return "task.assigned/1" }

// EventName implements [Event].
func (TaskUpdated) EventName() string { return "task.updated/1" }

// EventName implements [Event].
func (TaskAccepted) EventName() string { return "task.accepted/1" }

// EventName implements [Event].
func (TaskReturned) EventName() string { return "task.returned/1" }

// EventName implements [Event].
func (TaskSubassigned) EventName() string { return "task.subassigned/1" }

// EventName implements [Event].
func (TaskUrged) EventName() string { return "task.urged/1" }

// EventName implements [Event].
func (ExtensionAsked) EventName() string { return "extension.asked/1" }

// EventName implements [Event].
func (ExtensionGranted) EventName() string { return "extension.granted/1" }

// EventName implements [Event].
func (TaskRevised) EventName() string { return "task.revised/1" }

// EventName implements [Event].
func (TaskWithdrawn) EventName() string { return "task.withdrawn/1" }

var taskEvents = []eventKind{
	kindOf[TaskAssigned](),
	kindOf[TaskUpdated](),
	kindOf[TaskAccepted](),
	kindOf[TaskReturned](),
	kindOf[TaskSubassigned](),
	kindOf[TaskUrged](),
	kindOf[ExtensionAsked](),
	kindOf[ExtensionGranted](),
	kindOf[TaskRevised](),
	kindOf[TaskWithdrawn](),
}
