package store

// Drawing is a file of an office program drawn as PDF.
type Drawing struct {
	SHA256 string // of the file
	Drawn  string // of the PDF; empty: it could not be drawn
	Size   int64  // of the PDF, in bytes
	Why    string // why it could not
	At     int64  // microseconds UTC
}

// Drawing gives how a file was drawn, and whether it has been tried.
func (tx *Tx) Drawing(sha256 string) (Drawing, bool, error) {
	return one(tx, func(d *Drawing) []any { return []any{&d.SHA256, &d.Drawn, &d.Size, &d.Why, &d.At} },
		"select sha256, drawn, size, why, at from drawing where office = $1 and sha256 = $2", sha256)
}

// KeepDrawing keeps how a file was drawn; a later attempt counts.
func (tx *Tx) KeepDrawing(d Drawing) error {
	return tx.put(`insert into drawing (office, sha256, drawn, size, why, at) values ($1, $2, $3, $4, $5, $6)
		on conflict (office, sha256) do update set drawn = excluded.drawn, size = excluded.size, why = excluded.why, at = excluded.at`,
		d.SHA256, d.Drawn, d.Size, d.Why, d.At)
}

// DropDrawing forgets how a file was drawn, when the file itself is gone.
func (tx *Tx) DropDrawing(sha256 string) error {
	return tx.put("delete from drawing where office = $1 and sha256 = $2", sha256)
}
