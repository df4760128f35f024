package store

import "nghisu/internal/committee"

// Device is a device on which a reader keeps copies of pages for when there is no
// network (máy giữ bản lưu).
type Device struct {
	TokenHash string
	Person    committee.PersonID
	Name      string // as its browser calls itself
	CreatedAt int64  // microseconds UTC
	SeenAt    int64
}

const deviceColumns = "select token_hash, person, name, created_at, seen_at from device where office = $1"

func scanDevice(d *Device) []any {
	return []any{&d.TokenHash, &d.Person, &d.Name, &d.CreatedAt, &d.SeenAt}
}

// PutDevice adds a device.
func (tx *Tx) PutDevice(d Device) error {
	_, err := tx.exec("insert into device (office, token_hash, person, name, created_at, seen_at) values ($1, $2, $3, $4, $5, $6)",
		d.TokenHash, d.Person, d.Name, d.CreatedAt, d.SeenAt)
	return err
}

// Device gives the device with a token's hash.
func (tx *Tx) Device(tokenHash string) (d Device, ok bool, err error) {
	return one(tx, scanDevice, deviceColumns+" and token_hash = $2", tokenHash)
}

// DevicesOf lists a person's devices, the one seen last first.
func (tx *Tx) DevicesOf(person committee.PersonID) ([]Device, error) {
	return list(tx, scanDevice, deviceColumns+" and person = $2 order by seen_at desc, token_hash", person)
}

// TouchDevice notes that a device was in touch.
func (tx *Tx) TouchDevice(tokenHash string, seen int64) error {
	_, err := tx.update("update device set seen_at = $1 where office = $2 and token_hash = $3", seen, tx.office, tokenHash)
	return err
}

// DropDevice takes a device of a person away and reports whether there was one.
func (tx *Tx) DropDevice(person committee.PersonID, tokenHash string) (bool, error) {
	n, err := tx.exec("delete from device where office = $1 and person = $2 and token_hash = $3", person, tokenHash)
	return n > 0, err
}

// DropDevicesOf takes all devices of a person away.
func (tx *Tx) DropDevicesOf(person committee.PersonID) error {
	_, err := tx.exec("delete from device where office = $1 and person = $2", person)
	return err
}

// ForgetDevices drops the devices that were not in touch since an instant and
// counts them.
func (tx *Tx) ForgetDevices(before int64) (int64, error) {
	return tx.exec("delete from device where office = $1 and seen_at < $2", before)
}
