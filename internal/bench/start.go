package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// program is a started server.
type program struct {
	cmd  *exec.Cmd
	took time.Duration // from its start to its first answer
}

// start runs a program that is to answer at an address and waits for its first
// answer, at most for a while.
func start(ctx context.Context, wait time.Duration, path, name string, args ...string) (*program, error) {
	p := &program{cmd: exec.Command(name, args...)}
	var words strings.Builder
	p.cmd.Stderr = &limited{to: &words, left: 4000}
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	begin := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	client := http.Client{
		Timeout:       time.Second,
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for ctx.Err() == nil && time.Since(begin) < wait {
		answer, err := client.Get(path)
		if err == nil {
			_, err = io.Copy(io.Discard, answer.Body)
			err = errors.Join(err, answer.Body.Close())
			if err == nil && answer.StatusCode < 500 {
				p.took = time.Since(begin)
				return p, nil
			}
		}
		if p.cmd.Process.Signal(syscall.Signal(0)) != nil {
			break
		}
		time.Sleep(time.Millisecond)
	}
	err := fmt.Errorf("%s %s gave no answer at %s within %s", name, strings.Join(args, " "), path, wait)
	return nil, errors.Join(err, p.end(), errors.New(words.String()), ctx.Err())
}

// limited keeps the first bytes of what a program says and drops the rest.
type limited struct {
	to   *strings.Builder
	left int
}

// Write implements [io.Writer].
func (l *limited) Write(b []byte) (int, error) {
	n := min(len(b), l.left)
	l.left -= n
	l.to.Write(b[:n])
	return len(b), nil
}

// end stops a program, kindly first.
func (p *program) end() error {
	if err := p.cmd.Process.Signal(syscall.SIGINT); err != nil {
		return nil // it has ended by itself
	}
	done := make(chan struct{})
	go func() { _ = p.cmd.Wait(); close(done) }() // its status says only that it was stopped
	select {
	case <-done:
		return nil
	case <-time.After(10 * time.Second):
		return p.cmd.Process.Kill()
	}
}

// resident is the memory that a program holds, in MB.
func (p *program) resident() (float64, error) {
	b, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.cmd.Process.Pid), "status"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
			return kb * 1024 / 1e6, err
		}
	}
	return 0, errors.New("the machine does not say how much memory a program holds")
}

// freeAddress gives a local address that nobody listens at.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// module finds the folder of the sources, which the floor and the builds of P9
// need; empty where the program runs without them.
func module() string {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	file := strings.TrimSpace(string(out))
	if err != nil || filepath.Base(file) != "go.mod" {
		return ""
	}
	b, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(b), "module nghisu\n") {
		return ""
	}
	return filepath.Dir(file)
}

// program names the binary to start: the given one, or this one.
func (s settings) program() (string, error) {
	if s.binary != "" {
		return filepath.Abs(s.binary)
	}
	return os.Executable()
}
