package store

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
)

// SQLite plans by what sqlite_stat1 says of each index. Where that table is
// missing it takes any condition on the first column of an index to leave ten
// rows; here that column is the office, which leaves all of them, and a list "of
// one person by number" would be read by going through the office in the order of
// its numbers. So the store lays down the shape of a large office once, for every
// index, whatever the database holds: plans are then the same on a small database
// and a large one, in a test and in production. PostgreSQL counts by itself.
// See docs/decisions/0037-one-shape-of-statistics.md.

// shapeRows is how many rows a table of a large office has, shapeOffices how many
// such offices a database holds.
const (
	shapeRows    = 100_000
	shapeOffices = 10
)

// What a column of an index leaves of the rows that the columns before it left:
// one in so many, and of a number or an instant a handful.
const (
	shapeKinds   = 4   // kinds and states: few values
	shapeBodies  = 20  // bodies
	shapeParties = 200 // people, seats, agencies
	shapeHandful = 10
)

var shapeShare = map[string]int{
	"kind": shapeKinds, "state": shapeKinds, "who": shapeKinds, "thing": shapeKinds, "fill": shapeKinds, "source_kind": shapeKinds, "version": shapeKinds,
	"about": shapeKinds, "name": shapeBodies, "body": shapeBodies,
	"act.body":  1,            // nearly all acts may be one body's: those of a body are read in the order of time, not gathered and sorted
	"job.state": shapeParties, // nearly all are done; nobody asks for those
	"person":    shapeParties, "who_id": shapeParties, "seat": shapeParties, "agency": shapeParties, "accountable": shapeParties, "assigner": shapeParties,
	"seat_delegate.seat": shapeRows, "seat_portfolio.seat": shapeRows, "seat_refill.seat": shapeRows, // few a seat
	"subassigned": shapeParties, "lead_agency": shapeParties, "party": shapeParties, "parent": shapeParties, "from_seat": shapeParties,
}

// shapeSmall are tables of which an office has few rows, whatever its size.
var shapeSmall = map[string]int{
	"office": 1, "structure": 1, "mail_rule": 1, "mailbox": 2, "keeper": 10, "body": shapeBodies, "body_seq": shapeBodies, "log_body": shapeBodies,
	"charter_version": 2 * shapeBodies,
}

// shape is the line of sqlite_stat1 for an index: the rows of its table, and how
// many are left on average by its first column, its first two, and so on.
func shape(table string, unique bool, columns []string) string {
	left := shapeRows
	if n, small := shapeSmall[table]; small {
		left = n
	}
	line := []string{strconv.Itoa(left * shapeOffices)}
	for i, c := range columns {
		share, known := shapeShare[c]
		if own, is := shapeShare[table+"."+c]; is {
			share, known = own, true
		}
		switch {
		case c == "office":
		case unique && i == len(columns)-1:
			left = 1
		case known:
			left = max(1, left/share)
		default:
			left = min(left, shapeHandful)
		}
		line = append(line, strconv.Itoa(left))
	}
	// A condition that leaves out the office is none: no index is read without it.
	return strings.Join(append(line, "noskipscan"), " ")
}

// layShape writes the shape where it is missing. The table is made and filled in
// one transaction: connections that read the schema before read it again.
func layShape(ctx context.Context, db *sql.DB) error {
	var n int
	if err := db.QueryRowContext(ctx, "select count(*) from sqlite_master where name = 'sqlite_stat1'").Scan(&n); err != nil || n > 0 {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after the commit it is nothing
	lines, err := shapeOf(ctx, tx)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "analyze sqlite_master"); err != nil {
		return err
	}
	for chunk := range slices.Chunk(lines, 100*3) {
		values := strings.TrimSuffix(strings.Repeat("(?, ?, ?), ", len(chunk)/3), ", ")
		if _, err := tx.ExecContext(ctx, "insert into sqlite_stat1 (tbl, idx, stat) values "+values, chunk...); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "analyze sqlite_master"); err != nil { // takes in what was written
		return err
	}
	return tx.Commit()
}

// shapeOf gives table, index and line of every index, one after another.
func shapeOf(ctx context.Context, tx *sql.Tx) (lines []any, err error) {
	// The index of a table that lies in the tree of its key is named as the table.
	rows, err := tx.QueryContext(ctx, `select m.name, l.name, l.origin = 'pk' and m.sql like '%without rowid%', l."unique", group_concat(i.name, ' ' order by i.seqno)
		from sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) i
		where m.type = 'table' and m.name not like 'sqlite\_%' escape '\' group by m.name, l.name, l.origin, l."unique"`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var table, index, columns string
		var byKey, unique bool
		if err := rows.Scan(&table, &index, &byKey, &unique, &columns); err != nil {
			return nil, err
		}
		if byKey {
			index = table
		}
		lines = append(lines, table, index, shape(table, unique, strings.Fields(columns)))
	}
	return lines, rows.Err()
}
