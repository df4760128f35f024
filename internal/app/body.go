package app

import (
	"context"

	"nghisu/internal/charter"
	"nghisu/internal/charter/file"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// ofBody is the bodies of an act of one body.
func ofBody[In any](key func(In) committee.BodyKey) locks[In] { return locks[In]{known: key} }

// readSource parses a charter file that a command brings. Its errors are a
// fault of the input field, with the line of the first.
func readSource(field string, key committee.BodyKey, source string) (*charter.Regulation, error) {
	if len(source) > committee.CharterLimit {
		return nil, committee.Wrong(field, "charter.too-long")
	}
	c, problems := file.Parse(string(key)+".yaml", []byte(source))
	if c == nil {
		for _, p := range problems {
			if !p.Warning() {
				return nil, committee.Wrong(field, "charter.unsound", p.In("vi"), p.In("en"))
			}
		}
		return nil, committee.Wrong(field, "charter.unsound", "", "")
	}
	return charter.Compile(c), nil
}

// founding is the state of [App.EstablishBody].
type founding struct {
	committee.EstablishBodyState
	reg *charter.Regulation
}

// EstablishBody begins a body with its charter (thành lập). The charter that it
// brings says who may; where it is silent, the keeper records the document of
// the authority that founded it.
func (a *App) EstablishBody(ctx context.Context, by Actor, in EstablishIn) (Receipt, error) {
	return do(ctx, a, by, command[EstablishIn, founding]{
		bodies: ofBody(func(in EstablishIn) committee.BodyKey { return in.Key }),
		load: func(tx *store.Tx, _ *call, in EstablishIn) (st founding, err error) {
			if st.reg, err = readSource("charter", in.Key, in.Charter); err != nil {
				return st, err
			}
			if st.Body, err = some(in.Key, tx.Body); err != nil {
				return st, err
			}
			if st.Host, err = some(in.Host, tx.Agency); err != nil {
				return st, err
			}
			if st.Superior, err = some(in.Superior, tx.Agency); err != nil {
				return st, err
			}
			if st.Standing, err = some(in.Standing, tx.Agency); err != nil {
				return st, err
			}
			st.Paper, err = paperState(tx, &in.Decision, "")
			st.Paper.Record.Body = &committee.Body{Key: in.Key}
			return st, err
		},
		ask: func(_ *call, st founding, in EstablishIn) question {
			return question{
				act: "body.establish", body: in.Key, reg: st.reg, recorded: true,
				founded: &committee.Body{Key: in.Key, Host: in.Host, Superior: in.Superior, Standing: in.Standing},
			}
		},
		decide: func(k *call, st founding, in EstablishIn) ([]committee.Event, error) {
			return committee.EstablishBody(st.EstablishBodyState, committee.EstablishBodyIn{
				Key: in.Key, Name: nameIn(st.reg, k.on), Host: in.Host, Superior: in.Superior, Standing: in.Standing,
				From: in.From, ReEnacted: in.ReEnacted, Paper: paperIn(&in.Decision, in.Key, committee.DecideEstablish),
				Charter: &committee.InstallCharterIn{
					Body: in.Key, Key: st.reg.Charter().Key, Source: in.Charter, Draft: st.reg.Charter().Draft, From: in.From,
				},
			}, k.env)
		},
		ref: func(in EstablishIn, _ []committee.Event) ref { return ref{"body", string(in.Key)} },
	}, in)
}

// nameIn gives the body's name (tên gọi) as a charter states it: on a day, or on
// the text's first day when it is not in force yet. Only a text that names no
// body lends it its own title.
func nameIn(reg *charter.Regulation, on charter.Date) charter.Text {
	days := []charter.Date{on}
	if first, ok := reg.Effect(); ok {
		days = append(days, first)
	}
	for _, d := range days {
		if id, _, ok := reg.Identity(d); ok && !id.Name.IsZero() {
			return id.Name
		}
	}
	return reg.Charter().Title
}

// installing is the state of [App.InstallCharter].
type installing struct {
	committee.InstallCharterState
	reg *charter.Regulation
}

// InstallCharter puts another version of a body's charter in force (ban hành
// quy chế), or the first one. The new text says who may promulgate it when the
// body has none or the old one is silent.
func (a *App) InstallCharter(ctx context.Context, by Actor, in CharterIn) (Receipt, error) {
	return do(ctx, a, by, command[CharterIn, installing]{
		bodies: ofBody(func(in CharterIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, _ *call, in CharterIn) (st installing, err error) {
			if st.reg, err = readSource("source", in.Body, in.Source); err != nil {
				return st, err
			}
			if st.Body, err = some(in.Body, tx.Body); err != nil {
				return st, err
			}
			if st.Versions, err = tx.CharterVersions(in.Body); err != nil {
				return st, err
			}
			st.Paper, err = paperState(tx, &in.Decision, in.Body)
			return st, err
		},
		ask: func(k *call, st installing, in CharterIn) question {
			q := question{act: "charter.promulgate", body: in.Body, recorded: true}
			if k.reg == nil {
				q.reg = st.reg
			}
			return q
		},
		decide: func(k *call, st installing, in CharterIn) ([]committee.Event, error) {
			return committee.InstallCharter(st.InstallCharterState, committee.InstallCharterIn{
				Body: in.Body, Key: st.reg.Charter().Key, Source: in.Source, Draft: st.reg.Charter().Draft, From: in.From,
				Paper: paperIn(&in.Decision, in.Body, committee.DecidePromulgate),
			}, k.env)
		},
		ref: func(in CharterIn, _ []committee.Event) ref { return ref{"charter", string(in.Body)} },
	}, in)
}

// DissolveBody ends a body and its seats (giải thể).
func (a *App) DissolveBody(ctx context.Context, by Actor, in DissolveIn) (Receipt, error) {
	return do(ctx, a, by, command[DissolveIn, committee.DissolveBodyState]{
		bodies: ofBody(func(in DissolveIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in DissolveIn) (st committee.DissolveBodyState, err error) {
			if st.Body, err = some(in.Body, tx.Body); err != nil {
				return st, err
			}
			if st.Seats, err = seatsBeyond(tx, in.Body, in.To); err != nil {
				return st, err
			}
			if st.Open, err = k.hangings(st.Seats, in.To+1); err != nil {
				return st, err
			}
			st.Paper, err = paperState(tx, &in.Decision, in.Body)
			return st, err
		},
		ask: func(_ *call, _ committee.DissolveBodyState, in DissolveIn) question {
			return question{act: "body.dissolve", body: in.Body, recorded: true}
		},
		decide: func(k *call, st committee.DissolveBodyState, in DissolveIn) ([]committee.Event, error) {
			return committee.DissolveBody(st, committee.DissolveBodyIn{
				Body: in.Body, To: in.To, Paper: paperIn(&in.Decision, in.Body, committee.DecideDissolve),
			}, k.env)
		},
		ref: func(in DissolveIn, _ []committee.Event) ref { return ref{"body", string(in.Body)} },
	}, in)
}

// InvokeClause keeps on record who leaned on a clause, and why (viện dẫn).
func (a *App) InvokeClause(ctx context.Context, by Actor, in InvokeIn) (Receipt, error) {
	return do(ctx, a, by, command[InvokeIn, committee.InvokeClauseState]{
		bodies: ofBody(func(in InvokeIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in InvokeIn) (st committee.InvokeClauseState, err error) {
			if st.Body, err = some(in.Body, tx.Body); err != nil {
				return st, err
			}
			if k.reg != nil {
				_, st.Known = k.reg.ClauseOn(in.Address, k.on)
			}
			return st, nil
		},
		ask: func(k *call, _ committee.InvokeClauseState, in InvokeIn) question {
			return question{act: "clause.invoke", body: in.Body, relation: committee.Relation{Seated: k.seated(in.Body)}}
		},
		decide: func(k *call, st committee.InvokeClauseState, in InvokeIn) ([]committee.Event, error) {
			return committee.InvokeClause(st, committee.InvokeClauseIn{
				Body: in.Body, Address: in.Address, About: string(in.About), Reason: string(in.Reason),
			}, k.env)
		},
		ref: func(in InvokeIn, _ []committee.Event) ref { return ref{"clause", in.Address} },
	}, in)
}
