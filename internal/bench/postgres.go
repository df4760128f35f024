package bench

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
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver named pgx
)

// cluster is the PostgreSQL server to measure on: one that was named, or one
// made for the run and ended after it. It waits for the disk at every commit.
type cluster struct {
	admin string
	made  int
	end   func() error
}

// openCluster reaches the server of the settings, or makes one from the programs
// on the machine. Without either the error says so.
func openCluster(ctx context.Context, s settings) (*cluster, error) {
	if s.postgres != "" {
		return &cluster{admin: s.postgres, end: func() error { return nil }}, nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return nil, errors.New("no PostgreSQL here: install the package postgresql, or name a server with --postgres")
	}
	slices.Sort(found)
	bin := filepath.Dir(found[len(found)-1])
	dir, err := os.MkdirTemp("", "nghisu-bench-pg-")
	if err != nil {
		return nil, err
	}
	as, err := owner(dir)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	command := func(name string, args ...string) *exec.Cmd {
		c := exec.Command(filepath.Join(bin, name), args...)
		c.Dir = dir
		c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: as, Pdeathsig: syscall.SIGINT}
		return c
	}
	data := filepath.Join(dir, "data")
	if out, err := command("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync").CombinedOutput(); err != nil {
		return nil, errors.Join(fmt.Errorf("initdb: %w: %s", err, out), os.RemoveAll(dir))
	}
	server := command("postgres", "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "max_connections=200", "-c", "log_min_messages=fatal")
	if err := server.Start(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	c := &cluster{admin: "postgres://postgres@/postgres?host=" + url.QueryEscape(dir)}
	c.end = func() error {
		err := server.Process.Signal(syscall.SIGINT)
		_ = server.Wait() // an ended server answers with a status of its own
		return errors.Join(err, os.RemoveAll(dir))
	}
	if err := c.wait(ctx); err != nil {
		return nil, errors.Join(err, c.end())
	}
	return c, nil
}

// wait asks until the server answers.
func (c *cluster) wait(ctx context.Context) error {
	db, err := sql.Open("pgx", c.admin)
	if err != nil {
		return err
	}
	defer db.Close()
	for range 300 {
		if err = db.PingContext(ctx); err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("the server did not answer within 15 s: %w", err)
}

// fresh makes a database and gives its address and what drops it.
func (c *cluster) fresh(ctx context.Context) (address string, drop func() error, err error) {
	db, err := sql.Open("pgx", c.admin)
	if err != nil {
		return "", nil, err
	}
	c.made++
	name := fmt.Sprintf("nghisu_bench_%d_%d", os.Getpid(), c.made)
	if _, err := db.ExecContext(ctx, "create database "+name+" encoding 'UTF8' template template0"); err != nil {
		return "", nil, errors.Join(err, db.Close())
	}
	u, err := url.Parse(c.admin)
	if err != nil {
		return "", nil, errors.Join(err, db.Close())
	}
	u.Path = "/" + name
	return u.String(), func() error {
		_, err := db.ExecContext(context.WithoutCancel(ctx), "drop database "+name+" with (force)")
		return errors.Join(err, db.Close())
	}, nil
}

// owner gives a directory to the user that runs the server, which refuses to run
// for root; nil when this process is nobody special.
func owner(dir string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("root cannot run PostgreSQL and there is no user postgres: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, os.Chown(dir, int(uid), int(gid))
}
