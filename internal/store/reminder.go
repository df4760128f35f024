package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// MailWish is what a person wants to be sent.
type MailWish struct {
	Person    committee.PersonID
	Digest    bool // what awaits the person, in the morning (thư tổng hợp)
	Reminders bool // before a day that falls due (thư nhắc)
}

// MailWishes lists what people chose; who chose nothing is sent all.
func (tx *Tx) MailWishes() ([]MailWish, error) {
	return list(tx, func(w *MailWish) []any { return []any{&w.Person, &w.Digest, &w.Reminders} },
		"select person, digest, reminders from mail_wish where office = $1 order by person")
}

// PutMailWish keeps what a person wants to be sent.
func (tx *Tx) PutMailWish(w MailWish) error {
	_, err := tx.exec(`insert into mail_wish (office, person, digest, reminders) values ($1, $2, $3, $4)
		on conflict (office, person) do update set digest = excluded.digest, reminders = excluded.reminders`, w.Person, w.Digest, w.Reminders)
	return err
}

// ReminderDays gives on how many working days before a last day the office
// reminds; false when it chose none.
func (tx *Tx) ReminderDays() ([]int, bool, error) {
	return one(tx, func(days *[]int) []any { return []any{jsonList[int]{days}} }, "select days from mail_rule where office = $1")
}

// PutReminderDays keeps the office's choice.
func (tx *Tx) PutReminderDays(days []int) error {
	text, err := words(days)
	if err != nil {
		return err
	}
	_, err = tx.exec("insert into mail_rule (office, days) values ($1, $2) on conflict (office) do update set days = excluded.days", text)
	return err
}

// RoundsToAnswer lists the ids of rounds that are open and whose last day lies
// between two days.
func (tx *Tx) RoundsToAnswer(from, to charter.Date) ([]committee.RoundID, error) {
	return list(tx, func(id *committee.RoundID) []any { return []any{id} },
		"select id from opinion_round where office = $1 and state = 'open' and deadline >= $2 and deadline <= $3 order by deadline, id", from, to)
}

// TasksToDo lists tasks that are open and due between two days.
func (tx *Tx) TasksToDo(from, to charter.Date) ([]committee.Task, error) {
	return list(tx, scanTask, taskColumns+" and t.state = 'open' and t.due_order >= $2 and t.due_order <= $3 order by t.due_order, t.id", from, to)
}

// NextJob gives when the first job of some kinds falls due; 0 when none waits.
func (tx *Tx) NextJob(kinds []string) (int64, error) {
	var q statement
	q.add("select run_at from job where office = $1 and state in ('ready', 'running') and ")
	in(&q, "kind", kinds)
	q.add(" order by run_at limit 1")
	at, _, err := one(tx, func(at *int64) []any { return []any{at} }, q.text.String(), q.args...)
	return at, err
}
