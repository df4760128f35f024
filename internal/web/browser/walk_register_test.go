package browser

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"nghisu/internal/web/ui"
)

// TestWalkRegister: an act has a proof that the register holds it; the register
// is exported by one command, verified elsewhere by another, and found out when
// one letter of it was changed.
func TestWalkRegister(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := newTab(t, w.url)
	b.enter(w, secretary)
	b.holdMeeting()
	b.click(vi("receipt.see"))
	b.must(vi("proof.title"), vi("check.ground"))
	// An act is sealed within a second; the page tells of it when looked at again.
	for range 20 {
		if b.has("press", vi("checkpoint.whole")) {
			break
		}
		b.open(b.path())
	}
	b.must(vi("proof.leaf"), vi("proof.root"))
	b.click(vi("checkpoint.whole"))
	b.must("nghi-su-mau")
	b.click(vi("verify.how"))
	b.must("nghisu register verify")

	k := newTab(t, w.url)
	k.enter(w, keeper)
	k.open(ui.RegisterPath)
	k.must(vi("nav.register"))
	root := regexp.MustCompile(`[0-9a-f]{64}|[A-Za-z0-9+/]{43}=`).FindString(k.text())
	if root == "" {
		t.Errorf("the register shows no root: %s", short(k.text(), 800))
	}

	elsewhere := t.TempDir()
	file := filepath.Join(elsewhere, "so.jsonl")
	w.run(t, 0, "register", "export", "--db", w.database(), "--out", file)
	if got := verify(t, w, 0, file); !got.OK || got.Entries < 600 {
		t.Errorf("the export verifies as %+v, want every entry sound", got)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.LastIndex(data[:len(data)/2], []byte(`20`))
	data[at] = '3'
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := verify(t, w, 1, file); got.OK {
		t.Errorf("an export with one letter changed verifies as %+v", got)
	}
}

// report is what the program says of a register.
type report struct {
	OK      bool
	Entries int
	Root    string
}

// verify runs the check of an export without any books at hand.
func verify(t *testing.T, w *world, code int, file string) report {
	t.Helper()
	out := w.run(t, code, "register", "verify", "--export", file, "--json")
	var r report
	if err := json.Unmarshal(out, &r); err != nil {
		t.Fatalf("register verify says %.300s: %v", out, err)
	}
	return r
}

// run runs the program in an empty directory and gives what it printed.
func (w *world) run(t *testing.T, code int, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(books.program, args...)
	cmd.Dir = t.TempDir()
	var out, faults bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &faults
	_ = cmd.Run()
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Fatalf("nghisu %v ends with %d, want %d: %s%s", args, got, code, out.String(), faults.String())
	}
	return out.Bytes()
}
