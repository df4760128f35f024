package bench

import (
	"database/sql"
	"errors"
	"net/http"
	"runtime"
)

// ballots is the floor of P12: bare net/http and one prepared statement that puts
// one row, with commits that those who wait share. It knows neither rights nor
// history.
type ballots struct {
	db    *sql.DB
	put   *sql.Stmt
	queue chan ballot
	over  chan struct{}
}

// ballot is one row on its way.
type ballot struct {
	voter string
	done  chan error
}

// together is how many ballots share a commit at the most.
const together = 64

// newBallots opens the floor on an empty database of an engine.
func newBallots(e engine) (b *ballots, drop func() error, err error) {
	address, drop, err := e.fresh()
	if err != nil {
		return nil, nil, err
	}
	b = &ballots{queue: make(chan ballot, together), over: make(chan struct{})}
	if b.db, err = direct(address, 1); err != nil {
		return nil, nil, errors.Join(err, drop())
	}
	if _, err = b.db.Exec("create table ballot (voter text primary key, choice text not null)"); err == nil {
		b.put, err = b.db.Prepare("insert into ballot (voter, choice) values ($1, 'for')")
	}
	if err != nil {
		return nil, nil, errors.Join(err, b.db.Close(), drop())
	}
	go b.write()
	return b, drop, nil
}

// ServeHTTP puts the ballot that the query names and answers when it is on the disk.
func (b *ballots) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x := ballot{r.URL.Query().Get("voter"), make(chan error, 1)}
	b.queue <- x
	if err := <-x.done; err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// write commits what waits, again and again, until the queue is closed.
func (b *ballots) write() {
	defer close(b.over)
	for x := range b.queue {
		batch := []ballot{x}
		for range gathering {
			for len(b.queue) > 0 && len(batch) < together {
				batch = append(batch, <-b.queue)
			}
			runtime.Gosched()
		}
		err := b.commit(batch)
		for _, x := range batch {
			x.done <- err
		}
	}
}

// gathering is how often others may run before a batch is committed.
const gathering = 8

func (b *ballots) commit(batch []ballot) error {
	tx, err := b.db.Begin()
	if err != nil {
		return err
	}
	st := tx.Stmt(b.put)
	for i := 0; err == nil && i < len(batch); i++ {
		_, err = st.Exec(batch[i].voter)
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// close ends the floor, when nobody asks it any more.
func (b *ballots) close() error {
	close(b.queue)
	<-b.over
	return errors.Join(b.put.Close(), b.db.Close())
}
