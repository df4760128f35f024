package room

import (
	"fmt"
	"net"
	"net/http"
	"testing"
	"time"
)

// pipes are lines without any buffer: what nobody reads is not written.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	c, open := <-p
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}
func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.TCPAddr{} }

// TestSlowReader lets a reader go who takes nothing, and no one who does.
func TestSlowReader(t *testing.T) {
	said := make(chan bool, 2)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		l := newLine(w, 200*time.Millisecond)
		said <- l.say(": ok\n\n")
	})}
	l := make(pipes)
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { close(l); _ = server.Close() })
	for _, reads := range []bool{true, false} {
		near, far := net.Pipe()
		l <- far
		if _, err := fmt.Fprint(near, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		if reads {
			go func() {
				b := make([]byte, 512)
				for {
					if _, err := near.Read(b); err != nil {
						return
					}
				}
			}()
		}
		select {
		case ok := <-said:
			if ok != reads {
				t.Errorf("a reader who reads: %v, was told: %v", reads, ok)
			}
		case <-time.After(10 * time.Second):
			t.Errorf("a reader who reads: %v, is waited for", reads)
		}
		_ = near.Close()
	}
}
