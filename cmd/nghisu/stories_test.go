package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"nghisu/internal/demo/demotest"
)

// storyDay is the day on which the stories play: the clock of the example office
// stands at its end, so that every story finds the same past.
const storyDay = "2026-09-30"

// password is that of every log-in of the example office.
const password = "nghi-su-2026!"

// TestStories runs every script of testdata/stories against a server of its own
// over its own copy of the example office. What a script may say is in
// story_words_test.go.
func TestStories(t *testing.T) {
	base := &baseOffice{dir: filepath.Join(t.TempDir(), "base")}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "stories"),
		Cmds:                storyWords(base),
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			root, err := filepath.Abs(filepath.Join("..", ".."))
			e.Setenv("ROOT", root)
			e.Setenv("TODAY", storyDay)
			e.Setenv("HOME", e.WorkDir)
			e.Values[storyKey{}] = &story{}
			return err
		},
	})
}

// baseOffice is the example office as all stories find it, made by the program
// itself, once.
type baseOffice struct {
	dir    string
	once   sync.Once
	err    error
	tokens map[string]string // log-in → a program's key
}

// ready makes the office on the first call.
func (b *baseOffice) ready() error {
	b.once.Do(func() { b.err = b.make() })
	return b.err
}

// storyLogins are the log-ins under which the stories act.
var storyLogins = []string{
	"quantri", "nguoingoai",
	"truongban.nghean", "photruongban.nghean", "uyvien-tt.nghean", "uyvien.nghean", "thuky.nghean", "dau-moi.nghean", "totruong.nghean",
	"totruong.tocongtac", "topho.tocongtac", "chuyengia.tocongtac", "thuky.tocongtac",
	"truongban.noivu", "photruongban.noivu", "donvi.noivu", "thuky.noivu",
	"truongban.hanoi", "photruongban.hanoi", "uyvien-tt.hanoi", "thuky.hanoi",
	"chutich.hoidong", "phochutich.hoidong", "thanhvien.hoidong", "thuky.hoidong",
}

func (b *baseOffice) make() error {
	s, err := serve(b.dir, demoArgs)
	if err != nil {
		return err
	}
	if err := errors.Join(demotest.AwaitDrawings(database(b.dir)), s.stop()); err != nil {
		return err
	}
	b.tokens = map[string]string{}
	for _, login := range storyLogins {
		out, err := exec.Command("nghisu", "token", "create", "--user", login, "--db", database(b.dir)).Output()
		if err != nil {
			return fmt.Errorf("token create --user %s: %w: %s", login, err, stderrOf(err))
		}
		lines := strings.Fields(string(out))
		if len(lines) == 0 {
			return fmt.Errorf("token create --user %s: no key printed", login)
		}
		b.tokens[login] = lines[0]
	}
	return nil
}

func stderrOf(err error) string {
	var e *exec.ExitError
	if errors.As(err, &e) {
		return string(e.Stderr)
	}
	return ""
}

// database is the address of the database in a data directory of the demo.
func database(dir string) string {
	found, _ := filepath.Glob(filepath.Join(dir, "*.db"))
	if len(found) == 0 {
		found = []string{filepath.Join(dir, "nghisu.db")}
	}
	return "sqlite:" + found[0]
}

// office is a running server of one story.
type office struct {
	dir  string
	args func(dir string) []string
	base string // http://127.0.0.1:PORT
	cmd  *exec.Cmd
	log  *tail
	over chan error
}

// tail keeps what a server says, for reports and for its address.
type tail struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// demoArgs serve the example office, made first where a directory is empty;
// bookArgs serve an office of its own.
func demoArgs(dir string) []string {
	return []string{"demo", "--data", dir, "--addr", "127.0.0.1:0", "--until", storyDay}
}

func bookArgs(dir string) []string {
	return []string{"serve", "--db", database(dir), "--addr", "127.0.0.1:0"}
}

// serve starts the server of a directory on a free port of the loopback and
// waits until it answers.
func serve(dir string, args func(dir string) []string) (*office, error) {
	s := &office{dir: dir, args: args, log: &tail{}, over: make(chan error, 1)}
	s.cmd = exec.Command("nghisu", args(dir)...)
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd.Stderr = s.log
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if at := address.FindString(lines.Text()); at != "" {
				select {
				case found <- at:
				default:
				}
			}
		}
		s.over <- s.cmd.Wait()
	}()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	select {
	case s.base = <-found:
	case err := <-s.over:
		return nil, fmt.Errorf("the server ended: %w\n%s", err, s.log)
	case <-ctx.Done():
		_ = s.stop()
		return nil, fmt.Errorf("the server gave no address\n%s", s.log)
	}
	for {
		r, err := http.Get(s.base + "/readyz")
		if err == nil {
			_, _ = io.Copy(io.Discard, r.Body)
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return s, nil
			}
		}
		select {
		case err := <-s.over:
			return nil, fmt.Errorf("the server ended: %w\n%s", err, s.log)
		case <-ctx.Done():
			_ = s.stop()
			return nil, fmt.Errorf("the server never was ready\n%s", s.log)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// stop ends the server as an operator does, and waits for it.
func (s *office) stop() error {
	if s.cmd == nil || s.cmd.Process == nil {
		return nil
	}
	_ = s.cmd.Process.Signal(syscall.SIGTERM) // gone already: Wait says so
	select {
	case err := <-s.over:
		s.cmd = nil
		return err
	case <-time.After(20 * time.Second):
		_ = s.cmd.Process.Kill()
		s.cmd = nil
		return errors.New("the server did not end within 20 s of SIGTERM")
	}
}

// copyDir copies the files of a data directory.
func copyDir(to, from string) error {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	list, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, f := range list {
		at, was := filepath.Join(to, f.Name()), filepath.Join(from, f.Name())
		if f.IsDir() {
			err = copyDir(at, was)
		} else {
			err = copyFile(at, was)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func copyFile(to, from string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, info.Mode())
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		_ = out.Close()
		return err
	}
	return out.Close()
}
