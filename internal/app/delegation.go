package app

import (
	"context"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// DelegatePower lends powers from one seat to another in writing (ủy quyền), as
// far as a delegation rule of the charter lets the lender's role lend them.
func (a *App) DelegatePower(ctx context.Context, by Actor, in LendIn) (Receipt, error) {
	return do(ctx, a, by, command[LendIn, committee.DelegatePowerState]{
		bodies: ofBody(func(in LendIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, k *call, in LendIn) (st committee.DelegatePowerState, err error) {
			if st.Body, err = some(in.Body, tx.Body); err != nil {
				return st, err
			}
			if st.From, err = some(in.From, tx.Seat); err != nil {
				return st, err
			}
			if st.To, err = some(in.To, tx.Seat); err != nil {
				return st, err
			}
			if k.reg != nil {
				st.FromRoles, st.ToRoles = rolesOf(k.reg, st.From, k.on), rolesOf(k.reg, st.To, k.on)
				for _, r := range k.reg.Rules(k.on) {
					if spec, ok := r.Rule.Spec.(charter.DelegationSpec); ok {
						st.Rules = append(st.Rules, spec)
					}
				}
			}
			live, err := tx.Delegations(in.Body, k.on)
			if err != nil {
				return st, err
			}
			for _, d := range live {
				if d.From == in.From && d.To == in.To {
					st.Live = append(st.Live, d)
				}
			}
			st.Meeting, err = some(in.Meeting, tx.Meeting)
			return st, err
		},
		ask: func(k *call, st committee.DelegatePowerState, in LendIn) question {
			q := question{act: "power.delegate", body: in.Body}
			if s := k.standingOf(in.Body, in.From); s != nil {
				q.relation.Lender, q.relation.Standing = true, s
			}
			return q
		},
		decide: func(k *call, st committee.DelegatePowerState, in LendIn) ([]committee.Event, error) {
			return committee.DelegatePower(st, committee.DelegatePowerIn{
				Body: in.Body, From: in.From, To: in.To, Acts: in.Acts, Trigger: in.Trigger, Scope: string(in.Scope),
				Meeting: in.Meeting, Since: in.Since, Until: in.Until,
			}, k.env)
		},
		ref: func(_ LendIn, ev []committee.Event) ref {
			return ref{"delegation", madeID(ev, func(e committee.PowerDelegated) committee.DelegationID { return e.ID })}
		},
	}, in)
}

// rolesOf gives every role that a seat carries: its own, what that one also is,
// and the words of the text that stand for it.
func rolesOf(reg *charter.Regulation, s *committee.Seat, on charter.Date) []charter.Role {
	if s == nil {
		return nil
	}
	out := []charter.Role{s.Role, "all-members"}
	for _, r := range reg.Roles(on) {
		if r.Role == s.Role {
			out = append(out, r.Is...)
		}
	}
	switch s.Role {
	case "standing-deputy":
		out = append(out, "deputy")
	case "standing-member":
		out = append(out, "member")
	}
	for _, r := range reg.Rules(on) {
		spec, ok := r.Rule.Spec.(charter.TermSpec)
		if !ok {
			continue
		}
		for _, x := range spec.AnyOf {
			if x == s.Role {
				out = append(out, spec.Term)
			}
		}
	}
	return out
}

// RevokePower takes a lent power back (thu hồi ủy quyền).
func (a *App) RevokePower(ctx context.Context, by Actor, in RevokeIn) (Receipt, error) {
	return do(ctx, a, by, command[RevokeIn, committee.RevokePowerState]{
		bodies: ofBody(func(in RevokeIn) committee.BodyKey { return in.Body }),
		load: func(tx *store.Tx, _ *call, in RevokeIn) (st committee.RevokePowerState, err error) {
			if st.Delegation, err = some(in.ID, tx.Delegation); err != nil || st.Delegation == nil {
				return st, orMissing(err, committee.Missing("delegation.unknown", string(in.ID)))
			}
			return st, nil
		},
		ask: func(k *call, st committee.RevokePowerState, in RevokeIn) question {
			q := question{act: "power.revoke", body: in.Body}
			if s := k.standingOf(in.Body, st.Delegation.From); s != nil {
				q.relation.Lender, q.relation.Standing = true, s
			}
			return q
		},
		decide: func(k *call, st committee.RevokePowerState, in RevokeIn) ([]committee.Event, error) {
			return committee.RevokePower(st, committee.RevokePowerIn{Body: in.Body, ID: in.ID, From: in.From}, k.env)
		},
		ref: func(in RevokeIn, _ []committee.Event) ref { return ref{"delegation", string(in.ID)} },
	}, in)
}
