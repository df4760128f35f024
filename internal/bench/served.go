package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// served is a handler that listens on loopback, and a client that keeps a
// connection to it for each of many callers.
type served struct {
	server  *http.Server
	client  *http.Client
	address string
}

// serve begins to listen.
func serve(h http.Handler) (*served, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &served{
		server:  &http.Server{Handler: h, ReadHeaderTimeout: time.Minute},
		client:  &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: slipCallers}},
		address: l.Addr().String(),
	}
	go func() { _ = s.server.Serve(l) }() // ends with close
	return s, nil
}

// post sends JSON in the name of who holds a key, and takes nothing but success.
func (s *served) post(ctx context.Context, path, key string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+s.address+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+key)
	answer, err := s.client.Do(req)
	if err != nil {
		return err
	}
	words, err := io.ReadAll(answer.Body)
	if answer.StatusCode/100 != 2 {
		err = errors.Join(err, fmt.Errorf("%s answers %s: %.200s", path, answer.Status, words))
	}
	return errors.Join(err, answer.Body.Close())
}

func (s *served) close() error {
	s.client.CloseIdleConnections()
	return s.server.Close()
}
