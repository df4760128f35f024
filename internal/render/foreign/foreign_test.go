package foreign

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"nghisu/internal/render/docx"
	"nghisu/internal/render/paper"
	"nghisu/internal/render/papertest"
)

func drawer(t *testing.T) *Drawer {
	t.Helper()
	d, err := Find("")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDraw(t *testing.T) {
	p := paper.Paper{Issuer: "BAN CHỈ ĐẠO", Kind: "BÁO CÁO", Subject: "Kết quả", Body: []paper.Block{paper.Text("Nội dung báo cáo quý IV.")}}
	data, err := docx.Render(p)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := drawer(t).Draw(context.Background(), bytes.NewReader(data), "docx", &out); err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, w := range papertest.Words(t, out.Bytes()) {
		words = append(words, w.Text)
	}
	if text := strings.Join(words, " "); !strings.Contains(text, "Nội dung báo cáo quý IV.") {
		t.Errorf("drawn: %s", text)
	}
	file := filepath.Join(t.TempDir(), "drawn.pdf")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	fonts, err := exec.Command("pdffonts", file).Output()
	if lines := strings.Split(strings.TrimSpace(string(fonts)), "\n"); err != nil || len(lines) < 3 || strings.Count(string(fonts), "LiberationSerif") != len(lines)-2 {
		t.Errorf("%v typefaces: %s", err, fonts)
	}
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "nghisu-draw-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestAbsent(t *testing.T) {
	if _, err := Find("no-such-program"); !errors.Is(err, ErrAbsent) {
		t.Error(err)
	}
}

// A program that does not end is ended, with all that it started.
func TestHanging(t *testing.T) {
	program := filepath.Join(t.TempDir(), "hang")
	if err := os.WriteFile(program, []byte("#!/bin/sh\nsleep 100 & wait\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	d, err := Find(program)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	start := time.Now()
	if err := d.Draw(ctx, strings.NewReader("x"), "docx", &bytes.Buffer{}); !errors.Is(err, ErrUndrawn) || time.Since(start) > 20*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
}

// A document that names a picture elsewhere does not have it fetched.
func TestNothingFetched(t *testing.T) {
	var asked atomic.Int32
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	s.Listener.Close()
	s.Listener = at
	s.Start()
	defer s.Close()
	page := `<html><body>Trước <img src="` + s.URL + `/a.png"> sau</body></html>`
	var out bytes.Buffer
	if err := drawer(t).Draw(context.Background(), strings.NewReader(page), "html", &out); err != nil {
		t.Fatal(err)
	}
	if asked.Load() != 0 {
		t.Errorf("it was fetched %d times", asked.Load())
	}
}
