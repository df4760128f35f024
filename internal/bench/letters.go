package bench

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync/atomic"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/jobs"
	"nghisu/internal/mail"
)

// The targets of P14.
const (
	lettersWithin = 60.0 // seconds for a thousand invitations
	deskBeside    = 2.0  // times as long as alone
	manyLetters   = 1000
	fewLetters    = 40 // at the smallest scale, which proves that the row runs
)

// measureLetters is P14: a thousand invitations, each with its document and its
// calendar entry, handed to a mail server on loopback, and the desk of a leader
// meanwhile.
func measureLetters(ctx context.Context, s settings, r *Report) error {
	return onEngines(ctx, "P14", s, r, func(e engine) (err error) {
		st, err := open(ctx, e, s, s.scale.bodies)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, st.close()) }()
		n := manyLetters
		if s.scale.name == "tiny" {
			n = fewLetters
		}
		server, err := listenLetters()
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, server.Close()) }()
		return letters(ctx, e, st.office, server, n, r)
	})
}

func letters(ctx context.Context, e engine, o *office, server *letterServer, n int, r *Report) error {
	if err := o.call(ctx, n); err != nil {
		return err
	}
	post := &mail.Post{
		Server: mail.Server{Address: server.Addr().String(), Security: mail.Plain}, From: "vp@do-dac.example", Zone: time.UTC, Now: o.clock,
		Desk: &mail.Desk{Local: "tra-loi", Domain: "do-dac.example", Key: bytes.Repeat([]byte{1}, 32)},
	}
	runner := jobs.New(o.app, nil, jobs.Kind{Name: app.LetterJob, Do: post.Deliver})
	alone, err := o.desks(ctx, nil)
	if err != nil {
		return err
	}
	o.ahead.Add(int64(committee.InvitationPause + time.Second)) // nobody waits for the half minute in which they can be taken back
	over := make(chan error)
	begun := time.Now()
	var took time.Duration
	go func() {
		err := runner.Once(ctx)
		took = time.Since(begun)
		over <- err
	}()
	beside, err := o.desks(ctx, over)
	if err != nil {
		return err
	}
	if got := server.taken.Load(); got != int64(n) {
		return fmt.Errorf("%d of %d letters arrived", got, n)
	}
	secs, ratio := took.Seconds(), beside/alone
	r.add(Figure{
		Row: "P14", What: fmt.Sprintf("%d invitations with PDF and calendar, to loopback", n), Engine: e.name, Unit: "s",
		Ours: secs, Target: "≤ 60 s", Met: secs <= lettersWithin,
	})
	r.add(Figure{
		Row: "P14", What: "p95 of a leader's desk meanwhile", Engine: e.name, Unit: "ms",
		Ours: beside, Baseline: alone, BaselineName: "alone", Ratio: ratio, Target: "ratio ≤ 2", Met: ratio <= deskBeside,
	})
	return nil
}

// call calls so many agencies to a meeting and sends the invitations.
func (o *office) call(ctx context.Context, n int) error {
	b := o.bodies[0]
	o.app.SendLetters(app.Outgoing{})
	f := founder{ctx: ctx, o: o, keeper: o.keeper}
	in := app.ConveneIn{
		Body: b.key, Kind: committee.Expanded, Title: "Hội nghị toàn tỉnh", Start: o.clock().Add(72 * time.Hour), Place: "Hội trường", Chair: b.chair,
		Agenda: []app.ItemIn{{Title: "Báo cáo"}, {Title: "Thảo luận"}, {Title: "Kết luận"}},
	}
	for i := range n {
		id := f.agency("", fmt.Sprintf("Đơn vị được mời %d", i+1))
		if f.err == nil {
			f.err = o.app.SetMailAddress(ctx, o.keeper, "agency", string(id), fmt.Sprintf("don-vi-%d@so.example", i+1))
		}
		in.Invitees = append(in.Invitees, app.InviteeIn{Agency: id})
	}
	m := committee.MeetingID(f.done(o.app.Convene(ctx, b.head, in)))
	f.done(o.app.SendInvitations(ctx, b.head, app.InviteIn{Meeting: m}))
	return f.err
}

// desks reads the desk of a leader again and again, for a while or until work ends,
// and gives the 95th percentile in milliseconds.
func (o *office) desks(ctx context.Context, over <-chan error) (float64, error) {
	const least = 100
	var took []time.Duration
	for i := 0; ; i++ {
		if over == nil && i == least {
			break
		}
		select {
		case err := <-over:
			return ms(percentile(took, 0.95)), err
		default:
		}
		start := time.Now()
		if _, err := o.app.Desk(ctx, o.bodies[i%len(o.bodies)].head); err != nil {
			if over != nil {
				err = errors.Join(err, <-over)
			}
			return 0, err
		}
		took = append(took, time.Since(start))
		time.Sleep(5 * time.Millisecond) // a reader, not a load
	}
	return ms(percentile(took, 0.95)), nil
}

// letterServer is a mail server that takes everything and keeps nothing.
type letterServer struct {
	net.Listener
	taken atomic.Int64
}

func listenLetters() (*letterServer, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &letterServer{Listener: l}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	return s, nil
}

// talk is the least of SMTP that hands a letter over.
func (s *letterServer) talk(c net.Conn) {
	defer func() { _ = c.Close() }()
	in := bufio.NewReader(c)
	say := func(line string) { _, _ = c.Write([]byte(line + "\r\n")) }
	say("220 do-dac")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch word := strings.ToUpper(strings.TrimSpace(line)); {
		case word == "DATA":
			say("354 go on")
			for line != ".\r\n" {
				if line, err = in.ReadString('\n'); err != nil {
					return
				}
			}
			s.taken.Add(1)
			say("250 taken")
		case word == "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}
