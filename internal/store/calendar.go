package store

import "nghisu/internal/committee"

// Calendar is a calendar to which a person subscribes (lịch đăng ký theo dõi); the
// secret of its address is kept as a hash alone.
type Calendar struct {
	TokenHash string
	ID        string
	Person    committee.PersonID
	Body      committee.BodyKey // empty: the person's own
	CreatedAt int64             // microseconds UTC, as the two below
	RevokedAt int64             // 0: in force
	ReadAt    int64             // last fetched; 0: never
}

const calendarColumns = "select token_hash, id, person, body, created_at, revoked_at, read_at from calendar where office = $1"

func scanCalendar(c *Calendar) []any {
	return []any{&c.TokenHash, &c.ID, &c.Person, &c.Body, &c.CreatedAt, &c.RevokedAt, &c.ReadAt}
}

// AddCalendar keeps a new calendar.
func (tx *Tx) AddCalendar(c Calendar) error {
	_, err := tx.exec(`insert into calendar (office, token_hash, id, person, body, created_at, revoked_at, read_at)
		values ($1, $2, $3, $4, $5, $6, 0, 0)`, c.TokenHash, c.ID, c.Person, c.Body, c.CreatedAt)
	return err
}

// Calendar finds the calendar of an address, revoked ones too.
func (tx *Tx) Calendar(hash string) (Calendar, bool, error) {
	return one(tx, scanCalendar, calendarColumns+" and token_hash = $2", hash)
}

// CalendarsOf lists a person's calendars in force, the newest first.
func (tx *Tx) CalendarsOf(person committee.PersonID) ([]Calendar, error) {
	return list(tx, scanCalendar, calendarColumns+" and person = $2 and revoked_at = 0 order by created_at desc, id", person)
}

// RevokeCalendar closes one of a person's calendars; one that is closed already
// is an error.
func (tx *Tx) RevokeCalendar(person committee.PersonID, id string, at int64) error {
	return tx.change("calendar "+id, "update calendar set revoked_at = $1 where office = $2 and person = $3 and id = $4 and revoked_at = 0",
		at, tx.office, person, id)
}

// CalendarRead notes when a calendar was fetched.
func (tx *Tx) CalendarRead(hash string, at int64) error {
	return tx.change("calendar", "update calendar set read_at = $1 where office = $2 and token_hash = $3", at, tx.office, hash)
}
