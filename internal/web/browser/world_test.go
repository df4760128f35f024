package browser

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/demo"
	"nghisu/internal/demo/demotest"
	"nghisu/internal/store"
	"nghisu/internal/web/ui"
)

// lastDay is the day at whose end the demonstration's clock stands still.
const lastDay = "2026-11-20"

// The five bodies.
const (
	bodyA = "to-cong-tac-ubqg-cpdt"
	bodyB = "ban-chi-dao-bo-noi-vu"
	bodyC = "ban-chi-dao-nghe-an"
	bodyD = "ban-chi-dao-ha-noi"
	bodyE = "hoi-dong-cio"
)

// sideBySide is how many tests run at a time: they wait for pages more than they work.
const sideBySide = "4"

// TestMain ends the browser and removes the books when all tests are done.
func TestMain(m *testing.M) {
	if err := flag.Set("test.parallel", sideBySide); err != nil {
		panic(err)
	}
	code := m.Run()
	stopChromium()
	if books.dir != "" {
		_ = os.RemoveAll(books.dir)
	}
	os.Exit(code)
}

// books is the program as it is built, and the demonstration's data that it made
// once in this test process; every world gets a copy.
var books struct {
	once    sync.Once
	dir     string
	program string
	data    string
	problem error
}

// makeBooks builds the program and has it make the demonstration. Who works on
// these tests saves the second half: NGHISU_BOOKS names a directory that
// `nghisu demo` has made up to the same day.
func makeBooks() {
	fail := func(err error) { books.problem = err }
	var err error
	if books.dir, err = os.MkdirTemp("", "nghisu-browser-"); err != nil {
		fail(err)
		return
	}
	books.program, books.data = filepath.Join(books.dir, "nghisu"), filepath.Join(books.dir, "data")
	build := exec.Command("go", "build", "-o", books.program, "nghisu/cmd/nghisu")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		fail(fmt.Errorf("go build: %w\n%s", err, out))
		return
	}
	if made := os.Getenv("NGHISU_BOOKS"); made != "" {
		books.data = made
		return
	}
	s, err := startServer(books.data)
	if err != nil {
		fail(err)
		return
	}
	fail(errors.Join(demotest.AwaitDrawings(databaseIn(books.data)), s.stop()))
}

// server is the program while it serves.
type server struct {
	cmd  *exec.Cmd
	url  string
	done chan struct{}

	mu     sync.Mutex
	out    strings.Builder
	faults []string
}

// startServer runs `nghisu demo` over a directory, on an address of its choice.
func startServer(data string) (*server, error) { return startServerAt(data, "127.0.0.1:0") }

// startServerAt is [startServer] on a given address, for a server that comes back.
func startServerAt(data, address string) (*server, error) {
	return startServerOn(data, address, lastDay)
}

// startServerOn is [startServerAt] on another day.
func startServerOn(data, address, on string) (*server, error) {
	s := &server{done: make(chan struct{})}
	s.cmd = exec.Command(books.program, "demo", "--data", data, "--addr", address, "--until", on)
	stdout, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	stderr, err := s.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	serves := make(chan string, 1)
	var read sync.WaitGroup
	read.Go(func() { s.read(stdout, serves) })
	read.Go(func() { s.errors(stderr) })
	go func() { read.Wait(); close(s.done) }()
	select {
	case s.url = <-serves:
		return s, nil
	case <-s.done:
		_ = s.cmd.Wait()
		return nil, fmt.Errorf("nghisu demo ended: %s", strings.Join(s.faults, "\n"))
	case <-time.After(5 * time.Minute):
		return nil, errors.Join(errors.New("nghisu demo does not begin to serve"), s.stop())
	}
}

func (s *server) read(r io.Reader, address chan<- string) {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		s.mu.Lock()
		s.out.WriteString(lines.Text() + "\n")
		s.mu.Unlock()
		if u := strings.TrimSpace(lines.Text()); strings.HasPrefix(u, "http://") {
			select {
			case address <- u:
			default:
			}
		}
	}
}

// errors keeps what the server complains of.
func (s *server) errors(r io.Reader) {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if l := lines.Text(); !strings.Contains(l, "level=INFO") {
			s.mu.Lock()
			s.faults = append(s.faults, l)
			s.mu.Unlock()
		}
	}
}

func (s *server) printed() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.String()
}

// says tells whether the program prints a word, waiting for it until a limit.
func (s *server) says(word string, limit time.Duration) bool {
	for end := time.Now().Add(limit); !strings.Contains(s.printed(), word); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

// stop asks the server to end and waits for it.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	<-s.done
	return s.cmd.Wait()
}

// world is the office served on loopback from books of its own.
type world struct {
	*server
	dir string
}

// newWorld copies the books and serves them. An error that the server logs
// fails the test.
func newWorld(t *testing.T) *world {
	t.Helper()
	books.once.Do(makeBooks)
	if books.problem != nil {
		t.Fatalf("the demonstration's books: %v", books.problem)
	}
	w := &world{dir: filepath.Join(t.TempDir(), "data")}
	if err := copyTree(w.dir, books.data); err != nil {
		t.Fatal(err)
	}
	var err error
	if w.server, err = startServer(w.dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.stop(); err != nil {
			t.Errorf("the server ends with %v", err)
		}
		for _, s := range w.faults {
			if !strings.Contains(s, "level=WARN") {
				t.Errorf("the server complains: %s", s)
			}
		}
	})
	return w
}

func copyTree(to, from string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o600)
	})
}

// database is the address of a world's books for the command line.
func (w *world) database() string { return databaseIn(w.dir) }

func databaseIn(dir string) string { return "sqlite:" + filepath.Join(dir, "nghisu.db") }

// deps opens the books of a world beside its server, to look up what pages can
// be shown.
func (w *world) deps(t *testing.T) ui.Deps {
	t.Helper()
	s, err := store.Open(context.Background(), w.database(), store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	y, m, d := 2026, time.November, 20
	now := time.Date(y, m, d, 18, 0, 0, 0, zone)
	return ui.Deps{App: app.New(s, app.NewKeyring(filepath.Join(w.dir, "keys")), func() time.Time { return now }, nil), Office: demo.Office, Zone: zone}
}

// zone is the office's.
var zone = time.FixedZone("+07", 7*3600)

// sessionCookie is the cookie that a browser keeps without TLS.
const sessionCookie = "nghisu_session"

// session signs somebody in without a browser and gives the secret of the
// session.
func (w *world) session(t *testing.T, login string) string {
	t.Helper()
	form := url.Values{"login": {login}, "password": {demo.DemoPassword}}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.PostForm(w.url+ui.SignInPath, form)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	for _, c := range resp.Cookies() {
		if c.Name == sessionCookie && c.Value != "" {
			return c.Value
		}
	}
	t.Fatalf("%s is not let in: %s", login, resp.Status)
	return ""
}

// enter signs a reader in without the form, for tests of other things.
func (b *tab) enter(w *world, login string) {
	b.t.Helper()
	b.name = "-" + login
	b.cookie(sessionCookie, w.session(b.t, login))
}
