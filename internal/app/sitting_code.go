package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// codeTime is how long one code of presence is shown (mã điểm danh); it is taken
// for as long again, since whoever scanned it still has to sign in.
const codeTime = 2 * time.Minute

// PresenceCode gives the code that stands in the room for everybody to scan: it is
// the meeting's own, and good for a few minutes. It opens nothing: who scans it has
// to be signed in, and says with it only to have seen it.
func (a *App) PresenceCode(ctx context.Context, by Actor, id committee.MeetingID) (code string, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := a.meetingFor(tx, v, id); err != nil {
			return err
		}
		code, err = a.presenceCode(by.Office, id, a.now())
		return err
	})
	return code, err
}

// CodeExpired is the fault of a code of presence that was shown too long ago.
const CodeExpired = "presence.code-expired"

// presenceCode makes the code of an instant from the office's secret key, which
// every process has.
func (a *App) presenceCode(office committee.OfficeID, id committee.MeetingID, at time.Time) (string, error) {
	pair, err := a.keys.pair(office)
	if err != nil {
		return "", err
	}
	m := hmac.New(sha256.New, []byte("nghisu presence code/1\n"+pair.signer))
	fmt.Fprintf(m, "%s\n%s\n%d", office, id, at.Unix()/int64(codeTime/time.Second))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:12]), nil
}

// shown asks that a code was shown in the room a moment ago.
func (a *App) shown(office committee.OfficeID, id committee.MeetingID, code string, at time.Time) error {
	for _, t := range []time.Time{at, at.Add(-codeTime)} {
		want, err := a.presenceCode(office, id, t)
		if err != nil {
			return err
		}
		if hmac.Equal([]byte(want), []byte(code)) {
			return nil
		}
	}
	return committee.Wrong("code", CodeExpired)
}
