package store

import (
	"context"
	"fmt"
)

// Scrub drives out of the engine's files what was deleted from them. On SQLite
// deleted rows are overwritten where they lay (secure_delete); what is left is
// the write-ahead log, which is emptied once no reader needs it. On PostgreSQL
// the table of sealed ballots is written anew. What a disk, a copy of the files,
// an archive of the server's log or a follower keeps is beyond it:
// docs/decisions/0022-secret-votes.md.
func (s *Store) Scrub(ctx context.Context) error {
	if s.write == nil {
		return nil
	}
	l, err := s.write.get(ctx)
	if err != nil {
		return err
	}
	if s.engine == Postgres {
		if _, err := l.exec(ctx, "vacuum full sealed_ballot"); err != nil {
			s.write.discard(l)
			return err
		}
		s.write.put(l)
		return nil
	}
	rows, err := l.query(ctx, "pragma wal_checkpoint(truncate)")
	if err != nil {
		s.write.discard(l)
		return err
	}
	var busy, pages, moved int
	for rows.Next() {
		err = rows.Scan(&busy, &pages, &moved)
	}
	if closing := rows.Close(); err == nil {
		err = closing
	}
	s.write.put(l)
	if err == nil && busy != 0 {
		err = fmt.Errorf("store: the log is still read: %d of %d pages moved", moved, pages)
	}
	return err
}
