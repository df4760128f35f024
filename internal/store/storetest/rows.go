package storetest

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
)

// Rows reads every row of every table of a database past the store, as text by
// table: what somebody finds who has the database in hand.
func Rows(tb testing.TB, address string) map[string][]byte {
	tb.Helper()
	ctx := context.Background()
	driver, source, tables := "pgx", address, "select tablename from pg_tables where schemaname = current_schema()"
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		driver, source, tables = "sqlite", path, "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	read := func(query string) [][]any {
		rows, err := db.QueryContext(ctx, query)
		if err != nil {
			tb.Fatal(err)
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			tb.Fatal(err)
		}
		var out [][]any
		for rows.Next() {
			line := make([]any, len(columns))
			for i := range line {
				line[i] = new(any)
			}
			if err := rows.Scan(line...); err != nil {
				tb.Fatal(err)
			}
			for i := range line {
				line[i] = *line[i].(*any)
			}
			out = append(out, line)
		}
		if err := rows.Err(); err != nil {
			tb.Fatal(err)
		}
		return out
	}
	out := map[string][]byte{}
	for _, table := range read(tables) {
		var text bytes.Buffer
		name := fmt.Sprint(table[0])
		for _, line := range read("select * from " + name) {
			for _, v := range line {
				if b, ok := v.([]byte); ok {
					text.Write(b)
				} else {
					fmt.Fprint(&text, v)
				}
				text.WriteByte('|')
			}
			text.WriteByte('\n')
		}
		out[name] = text.Bytes()
	}
	return out
}
