package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"

	_ "modernc.org/sqlite" // the driver named sqlite
)

func main() {
	if err := serve(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
	}
}

// serve answers every request with one row: floor FILE HOST:PORT.
func serve(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("two arguments are needed, FILE and HOST:PORT, not %d", len(args))
	}
	db, err := sql.Open("sqlite", "file:"+args[0]+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		return err
	}
	if _, err := db.Exec("create table if not exists line (id integer primary key, words text not null)"); err != nil {
		return err
	}
	if _, err := db.Exec("insert into line (words) values ('Nghị Sự')"); err != nil {
		return err
	}
	st, err := db.Prepare("select words from line where id = $1")
	if err != nil {
		return err
	}
	return http.ListenAndServe(args[1], http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		var words string
		if err := st.QueryRow(1).Scan(&words); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_, _ = fmt.Fprintln(w, words) // a caller that has gone needs no answer
	}))
}
