package app

import (
	"context"
	"time"

	"nghisu/internal/committee"
	"nghisu/internal/identity"
	"nghisu/internal/store"
)

// KeptFor is how long a page that was kept on a device can be read there without a
// network; each keeping begins anew. See docs/decisions/0027-without-a-network.md.
const KeptFor = 14 * 24 * time.Hour

// keepDevices is after how long out of touch a device is forgotten: its copies can
// long be read no more.
const keepDevices = 3 * KeptFor

// mostDevices bounds on how many devices one reader keeps pages.
const mostDevices = 12

// Device is a device on which a reader keeps copies of pages (máy giữ bản lưu).
type Device struct {
	ID        string
	Name      string // as its browser calls itself
	Kept      time.Time
	SeenLast  time.Time
	TellsNone bool // it is out of touch for longer than its copies can be read
}

// RegisterDevice lets a device keep copies of the reader's pages and gives the
// secret by which it asks, whenever there is a network, whether it still may. Of
// too many devices the one longest out of touch goes.
func (a *App) RegisterDevice(ctx context.Context, by Actor, name string) (secret string, err error) {
	now := a.now().UTC().UnixMicro()
	name = first(name, 120)
	if f := sound(struct {
		Name string `json:"name"`
	}{name}); f != nil {
		return "", f
	}
	secret, hash := identity.NewSession()
	return secret, a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		if _, ok, err := openAccount(tx, by.Person); err != nil || !ok {
			return orMissing(err, &committee.Fault{Kind: committee.SignIn, Code: "signin.expired"})
		}
		list, err := tx.DevicesOf(by.Person)
		if err != nil {
			return err
		}
		for _, d := range list[min(len(list), mostDevices-1):] {
			if _, err := tx.DropDevice(by.Person, d.TokenHash); err != nil {
				return err
			}
		}
		return tx.PutDevice(store.Device{TokenHash: hash, Person: by.Person, Name: name, CreatedAt: now, SeenAt: now})
	})
}

// CheckDevice says for whom a device may keep copies. The fault device.ended tells
// it to wipe them: the office closed the account or set it anew, or the reader took
// the device away.
func (a *App) CheckDevice(ctx context.Context, office committee.OfficeID, secret string) (committee.PersonID, error) {
	over := committee.Missing("device.ended")
	if !identity.IsSession(secret) {
		return "", over
	}
	now := a.now().UTC().UnixMicro()
	var d store.Device
	if err := a.store.Read(ctx, office, func(tx *store.Tx) (err error) {
		var ok bool
		if d, ok, err = tx.Device(identity.HashSecret(secret)); err == nil && ok {
			_, ok, err = openAccount(tx, d.Person)
		}
		if err == nil && !ok {
			err = over
		}
		return err
	}); err != nil {
		return "", err
	}
	if now-d.SeenAt >= seenEvery.Microseconds() {
		if err := a.writeAccount(ctx, office, func(tx *store.Tx) error { return tx.TouchDevice(d.TokenHash, now) }); err != nil {
			return "", err
		}
	}
	return d.Person, nil
}

// Devices lists the devices on which the reader keeps copies.
func (a *App) Devices(ctx context.Context, by Actor) (out []Device, err error) {
	now := a.now().UTC()
	err = a.store.Read(ctx, by.Office, func(tx *store.Tx) error {
		list, err := tx.DevicesOf(by.Person)
		for _, d := range list {
			x := Device{ID: d.TokenHash, Name: d.Name, Kept: time.UnixMicro(d.CreatedAt).UTC(), SeenLast: time.UnixMicro(d.SeenAt).UTC()}
			x.TellsNone = now.Sub(x.SeenLast) > KeptFor
			out = append(out, x)
		}
		return err
	})
	return out, err
}

// RemoveDevice takes a device of the reader away: it wipes its copies when it is
// next in touch (xóa bản lưu trên máy khác).
func (a *App) RemoveDevice(ctx context.Context, by Actor, id string) error {
	if f := soundText("device", id, false); f != nil {
		return f
	}
	return a.writeAccount(ctx, by.Office, func(tx *store.Tx) error {
		ok, err := tx.DropDevice(by.Person, id)
		if err == nil && !ok {
			err = committee.Missing("device.unknown")
		}
		return err
	})
}

// ReleaseDevice takes a device away that asks for it itself, with its secret: it
// has wiped its copies. One that is gone already is no fault.
func (a *App) ReleaseDevice(ctx context.Context, office committee.OfficeID, secret string) error {
	if !identity.IsSession(secret) {
		return nil
	}
	hash := identity.HashSecret(secret)
	return a.writeAccount(ctx, office, func(tx *store.Tx) error {
		d, ok, err := tx.Device(hash)
		if err != nil || !ok {
			return err
		}
		_, err = tx.DropDevice(d.Person, hash)
		return err
	})
}
