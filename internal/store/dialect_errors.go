package store

import (
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
)

// errRowsGone says that rows of body_seq that this node had seen are gone.
var errRowsGone = errors.New("rows of body_seq are gone")

// SQLite's result codes that are asked for.
const (
	sqliteBusy, sqliteLocked, sqliteReadOnly = 5, 6, 8
	sqliteCantOpen, sqliteNotADB             = 14, 26
	sqliteUnique, sqlitePrimaryKey           = 2067, 1555
)

func sqliteCode(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func postgresCode(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// IsDuplicate reports whether an error says that a row with that key exists.
func IsDuplicate(err error) bool {
	code := sqliteCode(err)
	return code == sqliteUnique || code == sqlitePrimaryKey || postgresCode(err) == "23505"
}

// passing reports whether an error may not come again when the command is run
// again: serialization, deadlock, a lock waited for too long, a lost server.
func passing(err error) bool {
	if code := sqliteCode(err) & 0xff; code == sqliteBusy || code == sqliteLocked {
		return true
	}
	switch code := postgresCode(err); {
	case code == "40001", code == "40P01", code == "55P03", strings.HasPrefix(code, "08"), strings.HasPrefix(code, "57P"):
		return true
	case code != "":
		return false
	}
	var connect *pgconn.ConnectError
	return errors.As(err, &connect) || pgconn.SafeToRetry(err) || unanswered(err) || errors.Is(err, errRowsGone)
}
