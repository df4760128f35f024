package store

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

func (tx *Tx) assistantNamed(e committee.AssistantNamed) error {
	err := tx.put(`insert into assistance (office, assistant, kind, id, from_day, to_day) values ($1, $2, $3, $4, $5, 0)
		on conflict (office, assistant, kind, id, from_day) do update set to_day = 0`, e.Assistant, e.Kind, e.ID, e.From)
	return err
}

func (tx *Tx) assistantReleased(e committee.AssistantReleased) error {
	return tx.alter("assistance by "+string(e.Assistant), `update assistance set to_day = $1
		where office = $2 and assistant = $3 and kind = $4 and id = $5 and (to_day = 0 or to_day > $6)`, e.To, tx.office, e.Assistant, e.Kind, e.ID, e.To)
}

func (tx *Tx) keeperNamed(e committee.KeeperNamed) error {
	err := tx.put(`insert into keeper (office, person, from_day, to_day) values ($1, $2, $3, 0)
		on conflict (office, person, from_day) do update set to_day = 0`, e.Person, e.From)
	return err
}

func (tx *Tx) keeperReleased(e committee.KeeperReleased) error {
	return tx.alter("keeper "+string(e.Person), `update keeper set to_day = $1
		where office = $2 and person = $3 and (to_day = 0 or to_day > $4)`, e.To, tx.office, e.Person, e.To)
}

func scanAssistance(a *committee.Assistance) []any {
	return []any{&a.Assistant, &a.Capacity.Kind, &a.Capacity.ID, &a.From, &a.To}
}

const assistanceColumns = "select assistant, kind, id, from_day, to_day from assistance where office = $1"

// Assistances lists for whom a person acts on a day; for "", every assistance of
// the office on that day.
func (tx *Tx) Assistances(person committee.PersonID, on charter.Date) ([]committee.Assistance, error) {
	if person == "" {
		return list(tx, scanAssistance, assistanceColumns+` and from_day <= $2 and (to_day = 0 or to_day >= $2)
			order by assistant, kind, id, from_day`, on)
	}
	return list(tx, scanAssistance, assistanceColumns+` and assistant = $2 and from_day <= $3 and (to_day = 0 or to_day >= $3)
		order by kind, id, from_day`, person, on)
}

// Keepers lists who keeps the office's books on a day.
func (tx *Tx) Keepers(on charter.Date) ([]committee.PersonID, error) {
	return list(tx, func(p *committee.PersonID) []any { return []any{p} }, `select distinct person from keeper
		where office = $1 and from_day <= $2 and (to_day = 0 or to_day >= $2) order by person`, on)
}

// KeepersAll lists the keepers over all time, oldest first.
func (tx *Tx) KeepersAll() ([]committee.Keeper, error) {
	return list(tx, func(k *committee.Keeper) []any { return []any{&k.Person, &k.From, &k.To} },
		"select person, from_day, to_day from keeper where office = $1 order by from_day, person")
}
