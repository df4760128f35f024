package crash

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/register"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// TestMain makes the test program a writer when it is started as one.
func TestMain(m *testing.M) {
	if address := os.Getenv(asWriter); address != "" {
		fmt.Fprintln(os.Stderr, write(address, os.Getenv(writerKeys)))
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// acknowledged is an act that the writer said was done.
type acknowledged struct {
	act  committee.ActID
	body committee.BodyKey
	seq  int64
}

// roundsOf is how often one database is written to and its writer killed.
const roundsOf = 20

// TestKilled kills a writing process at random instants: 20 times on each
// engine, 1,000 times when NGHISU_LONG is set.
func TestKilled(t *testing.T) {
	databases := 1
	if os.Getenv("NGHISU_LONG") != "" {
		databases = 1000 / roundsOf
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	storetest.EachAddress(t, func(t *testing.T, fresh func() string) {
		acts := 0
		for range databases {
			acts += killed(t, rnd, fresh())
		}
		if acts < databases*roundsOf {
			t.Errorf("only %d acts in %d rounds: nothing was under load", acts, databases*roundsOf)
		}
	})
}

// killed writes to one database and kills the writer, again and again. It gives
// how many acts were acknowledged.
func killed(t *testing.T, rnd *rand.Rand, address string) int {
	ctx, keys := context.Background(), t.TempDir()
	opened(t, address, keys, func(a *app.App, _ *store.Store) {
		if err := found(ctx, a); err != nil {
			t.Fatal(err)
		}
	})
	var all []acknowledged
	folded := int64(0)
	for round := range roundsOf {
		said := written(t, rnd, address, keys)
		all = append(all, said...)
		opened(t, address, keys, func(a *app.App, s *store.Store) {
			size := logSize(t, s)
			if size < folded {
				t.Fatalf("round %d: the log had %d entries and has %d", round, folded, size)
			}
			whole(t, s, said)
			settled(t, address)
			if err := a.FoldNow(ctx, office); err != nil {
				t.Fatalf("round %d: the log does not go on: %v", round, err)
			}
			report, err := a.VerifyRegister(ctx, app.Operator(office))
			if err != nil || !report.OK {
				t.Fatalf("round %d: register %+v %v", round, report, err)
			}
			folded = report.Entries
			sequences(t, s, folded)
			if round%5 == 4 {
				whole(t, s, all)
				if replayed, err := a.Replay(ctx, office); err != nil || !replayed.OK || replayed.Acts != folded {
					t.Fatalf("round %d: replay %+v %v", round, replayed, err)
				}
			}
		})
	}
	t.Logf("%d acts acknowledged, %d on record, %d rounds", len(all), folded, roundsOf)
	return len(all)
}

// opened opens the database as the next start of the program does.
func opened(t *testing.T, address, keys string, fn func(a *app.App, s *store.Store)) {
	t.Helper()
	s, err := store.Open(context.Background(), address, store.Options{})
	if err != nil {
		t.Fatalf("open after a kill: %v", err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	fn(app.New(s, app.NewKeyring(keys), nil, nil), s)
}

// written starts a writer, kills it at a random instant and gives what it had
// acknowledged. One time in four the instant may fall before its first act.
func written(t *testing.T, rnd *rand.Rand, address, keys string) []acknowledged {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asWriter+"="+address, writerKeys+"="+keys)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	kill := func() {
		// An error says that it ended by itself, which Wait tells.
		_ = cmd.Process.Kill()
	}
	wait := time.Duration(rnd.Int64N(int64(250 * time.Millisecond)))
	early := rnd.IntN(4) == 0
	if early {
		time.AfterFunc(wait, kill)
	}
	// A writer that hangs is killed as well, and found out by what it lacks.
	limit := time.AfterFunc(30*time.Second, kill)
	defer limit.Stop()
	var said []acknowledged
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if len(said) == 0 && !early {
			time.AfterFunc(wait, kill)
		}
		f := strings.Fields(lines.Text())
		seq, err := strconv.ParseInt(f[len(f)-1], 10, 64)
		if len(f) != 3 || err != nil {
			t.Fatalf("the writer says %q", lines.Text())
		}
		if f[1] == "-" {
			f[1] = ""
		}
		said = append(said, acknowledged{committee.ActID(f[0]), committee.BodyKey(f[1]), seq})
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Fatalf("the writer ended by itself: %v\n%s", err, complaint.String())
	}
	if !early && len(said) == 0 {
		t.Fatalf("the writer acknowledged nothing\n%s", complaint.String())
	}
	return said
}

// settled waits until the server has let go of the dead writer. What the writer had
// sent before it died may still be committed until then, acknowledged to nobody;
// it would come between the folding and the count.
func settled(t *testing.T, address string) {
	t.Helper()
	if strings.HasPrefix(address, "sqlite:") {
		return // what a dead process held of a file is gone with it
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		var busy int
		if err := db.QueryRowContext(context.Background(), `select count(*) from pg_stat_activity
			where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid() and state <> 'idle'`).Scan(&busy); err != nil {
			t.Fatal(err)
		}
		if busy == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%d sessions of a dead writer are still at work", busy)
		}
	}
}

// whole asks that acts are on record with their leaf, their place and every text.
func whole(t *testing.T, s *store.Store, list []acknowledged) {
	t.Helper()
	err := s.Read(context.Background(), office, func(tx *store.Tx) error {
		for _, x := range list {
			row, ok, err := tx.Act(x.act)
			if err != nil {
				return err
			}
			if !ok || row.Body != x.body || row.BodySeq != x.seq {
				return fmt.Errorf("act %s, acknowledged as %q %d, is lost: %+v", x.act, x.body, x.seq, row)
			}
			act, err := register.DecodeLeaf(row.Leaf)
			if err != nil {
				return err
			}
			if act.ID != string(x.act) || act.BodySeq != x.seq || len(act.Events) == 0 {
				return fmt.Errorf("act %s has another's leaf: %+v", x.act, act)
			}
			texts, err := register.ContentIDs(row.Leaf)
			if err != nil {
				return err
			}
			kept, err := tx.ContentOf(x.act)
			if err != nil {
				return err
			}
			if len(kept) != len(texts) {
				return fmt.Errorf("act %s has %d texts of %d", x.act, len(kept), len(texts))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sequences asks that every body's acts run 1, 2, 3 … up to its sequence, and
// that the log holds them all.
func sequences(t *testing.T, s *store.Store, entries int64) {
	t.Helper()
	err := s.Read(context.Background(), office, func(tx *store.Tx) error {
		last, err := tx.Sequences()
		if err != nil {
			return err
		}
		total := int64(0)
		for body, n := range last {
			for seq := int64(0); seq < n; {
				acts, err := tx.ActsSince(body, seq, 500)
				if err != nil {
					return err
				}
				if len(acts) == 0 {
					return fmt.Errorf("body %q: sequence %d, acts up to %d", body, n, seq)
				}
				for _, x := range acts {
					if seq++; x.BodySeq != seq {
						return fmt.Errorf("body %q: act %d stands where %d should", body, x.BodySeq, seq)
					}
				}
			}
			total += n
		}
		if total != entries {
			return fmt.Errorf("%d acts, %d entries of the log", total, entries)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// logSize is how many entries the log holds.
func logSize(t *testing.T, s *store.Store) (n int64) {
	t.Helper()
	err := s.Read(context.Background(), office, func(tx *store.Tx) (err error) {
		n, err = tx.LogSize()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
