//go:build unix

package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver named pgx

	"nghisu/internal/store"
)

// server is a running PostgreSQL: the address of its maintenance database.
type server struct {
	admin string
	err   error
}

var (
	quick   = sync.OnceValue(func() server { return serve(false) })
	durable = sync.OnceValue(func() server { return serve(true) })
	count   atomic.Int64
)

// serve finds the server that tests use, or starts one.
func serve(syncs bool) server {
	if given := os.Getenv("NGHISU_TEST_POSTGRES"); given != "" {
		return server{admin: given}
	}
	admin, err := start(syncs)
	return server{admin: admin, err: err}
}

// pattern makes a database that holds the schema, to copy from: quicker than
// migrating an empty one for each test.
var pattern = sync.OnceValues(func() (string, error) {
	s := quick()
	if s.err != nil {
		return "", s.err
	}
	name := fmt.Sprintf("nghisu_pattern_%d", os.Getpid())
	db, err := sql.Open("pgx", s.admin)
	if err != nil {
		return "", err
	}
	if _, err := db.ExecContext(context.Background(), "create database "+name+" encoding 'UTF8' template template0"); err != nil {
		return "", errors.Join(err, db.Close())
	}
	address, err := named(s.admin, name)
	if err != nil {
		return "", errors.Join(err, db.Close())
	}
	made, err := store.Open(context.Background(), address, store.Options{})
	if err != nil {
		return "", errors.Join(err, db.Close())
	}
	return name, errors.Join(made.Close(), db.Close())
})

// common is the store that tests of single offices share; it goes with the server.
var common = sync.OnceValues(func() (*store.Store, error) {
	name, err := pattern()
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("pgx", quick().admin)
	if err != nil {
		return nil, err
	}
	shared := fmt.Sprintf("nghisu_offices_%d", os.Getpid())
	_, err = db.ExecContext(context.Background(), "create database "+shared+" template "+name)
	if err := errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	address, err := named(quick().admin, shared)
	if err != nil {
		return nil, err
	}
	return store.Open(context.Background(), address, store.Options{})
})

// named is the address of another database of a server.
func named(admin, name string) (string, error) {
	u, err := url.Parse(admin)
	if err != nil {
		return "", fmt.Errorf("NGHISU_TEST_POSTGRES is not an address: %w", err)
	}
	u.Path = "/" + name
	return u.String(), nil
}

// migrated is [Postgres] with the schema already in it.
func migrated(tb testing.TB) string {
	tb.Helper()
	if os.Getenv("NGHISU_TEST_POSTGRES") != "" {
		return Postgres(tb) // a pattern would be left behind in a server that is not ours
	}
	name, err := pattern()
	if err != nil {
		tb.Fatalf("PostgreSQL for tests: %v", err)
	}
	return fresh(tb, quick(), name)
}

// fresh makes a database and drops it when the test ends.
func fresh(tb testing.TB, s server, template string) string {
	tb.Helper()
	if s.err != nil {
		tb.Fatalf("PostgreSQL for tests: %v", s.err)
	}
	db, err := sql.Open("pgx", s.admin)
	if err != nil {
		tb.Fatal(err)
	}
	name := fmt.Sprintf("nghisu_test_%d_%d", os.Getpid(), count.Add(1))
	if _, err := db.ExecContext(context.Background(), "create database "+name+" encoding 'UTF8' template "+template); err != nil {
		tb.Fatalf("create database in %s: %v", s.admin, err)
	}
	tb.Cleanup(func() {
		if _, err := db.ExecContext(context.Background(), "drop database "+name+" with (force)"); err != nil {
			tb.Errorf("drop database: %v", err)
		}
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	address, err := named(s.admin, name)
	if err != nil {
		tb.Fatal(err)
	}
	return address
}

// watch ends the server and removes its directory when this process is gone,
// however it went: its input is a pipe that nobody writes to.
const watch = `trap "" INT TERM HUP
cat >/dev/null
kill -INT "$1" 2>/dev/null
i=0
while kill -0 "$1" 2>/dev/null && [ $i -lt 100 ]; do i=$((i+1)); sleep 0.1; done
kill -KILL "$1" 2>/dev/null
rm -rf "$2"`

// start makes a cluster in a directory of its own, reached by a socket there.
func start(syncs bool) (admin string, err error) {
	bin, err := programs()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "nghisu-pg-")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	as, err := serverUser(dir)
	if err != nil {
		return "", err
	}
	run := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(bin, name), args...)
		cmd.Dir = dir
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: as}
		return cmd
	}
	data := filepath.Join(dir, "data")
	if out, err := run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync").CombinedOutput(); err != nil {
		return "", fmt.Errorf("initdb: %w\n%s", err, out)
	}
	args := []string{"-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "max_connections=200", "-c", "log_min_messages=fatal"}
	if !syncs {
		args = append(args, "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
	}
	pg := run("postgres", args...)
	if err := pg.Start(); err != nil {
		return "", fmt.Errorf("start postgres: %w", err)
	}
	exited := make(chan error, 1)
	go func() { exited <- pg.Wait() }()

	read, write, err := os.Pipe()
	if err != nil {
		return "", errors.Join(err, pg.Process.Kill())
	}
	guard := exec.Command("/bin/sh", "-c", watch, "sh", strconv.Itoa(pg.Process.Pid), dir)
	guard.Stdin = read
	guard.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := guard.Start(); err != nil {
		return "", errors.Join(err, pg.Process.Kill())
	}
	held = append(held, write)
	if err := read.Close(); err != nil {
		return "", err
	}

	admin = "postgres://postgres@/postgres?host=" + url.QueryEscape(dir)
	for range 300 {
		db, err := sql.Open("pgx", admin)
		if err != nil {
			return "", err
		}
		err = db.PingContext(context.Background())
		if cerr := db.Close(); err == nil && cerr == nil {
			return admin, nil
		}
		select {
		case err := <-exited:
			return "", fmt.Errorf("postgres ended at once: %w", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
	return "", errors.New("postgres did not answer within 15 s")
}

// held keeps the pipes open for as long as the process lives.
var held []*os.File

// programs finds the newest installed server.
func programs() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", err
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		found = append(found, filepath.Dir(path))
	}
	found = slices.DeleteFunc(found, func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, "initdb"))
		return err != nil
	})
	if len(found) == 0 {
		return "", errors.New("no PostgreSQL found: install the package postgresql, or name a server in NGHISU_TEST_POSTGRES whose user may create databases")
	}
	slices.Sort(found)
	return found[len(found)-1], nil
}

// serverUser gives the directory to the user that runs the server: PostgreSQL
// refuses to run for root.
func serverUser(dir string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("root cannot run PostgreSQL and there is no user postgres: install the package postgresql: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	if err := os.Chown(dir, int(uid), int(gid)); err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}
