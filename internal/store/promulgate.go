package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// The version that is replaced has its last day on the day before.
func (tx *Tx) charterInstalled(e committee.CharterInstalled) error {
	if e.Replaces != 0 && e.From != 0 {
		if err := tx.alter("charter of "+string(e.Body), `update charter_version set to_day = $1
			where office = $2 and body = $3 and version = $4`, e.From-1, tx.office, e.Body, e.Replaces); err != nil {
			return err
		}
	}
	err := tx.put(`insert into charter_version (office, body, version, hash, source, draft, from_day, to_day, decision)
		values ($1, $2, $3, $4, $5, $6, $7, 0, $8)
		on conflict (office, body, version) do update set hash = excluded.hash, source = excluded.source,
		draft = excluded.draft, from_day = excluded.from_day, decision = excluded.decision`,
		e.Body, e.Version, e.Hash, e.Source, e.Draft, e.From, e.Decision)
	return err
}

const charterColumns = "select body, version, hash, source, draft, from_day, to_day from charter_version where office = $1 and body = $2"

func scanCharter(v *committee.CharterVersion) []any {
	return []any{&v.Body, &v.Version, &v.Hash, &v.Source, &v.Draft, &v.From, &v.To}
}

// CharterVersions lists the versions of a body's charter, in order of
// installation.
func (tx *Tx) CharterVersions(body committee.BodyKey) ([]committee.CharterVersion, error) {
	return list(tx, scanCharter, charterColumns+" order by version", body)
}

// CharterOn gives the version that is a body's charter on a day. A text without
// a first day holds always, since its day is unknown; a draft without one is in
// the books only.
func (tx *Tx) CharterOn(body committee.BodyKey, on charter.Date) (v committee.CharterVersion, ok bool, err error) {
	return one(tx, scanCharter, charterColumns+` and from_day <= $3 and (from_day <> 0 or not draft) and (to_day = 0 or to_day >= $3)
		order by from_day desc, version desc limit 1`, body, on)
}

// CharterHash is [Tx.CharterOn] for the hash of the file alone, which spares
// whoever has it already the reading of its text.
func (tx *Tx) CharterHash(body committee.BodyKey, on charter.Date) (hash string, ok bool, err error) {
	return one(tx, func(h *string) []any { return []any{h} }, `select hash from charter_version where office = $1 and body = $2
		and from_day <= $3 and (from_day <> 0 or not draft) and (to_day = 0 or to_day >= $3) order by from_day desc, version desc limit 1`, body, on)
}
