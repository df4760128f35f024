package app

import (
	"context"

	"nghisu/internal/committee"
)

// TakeLateSlips lets the slips of a party count that came after the last day and say
// that they were filled in before (nhận phiếu đến muộn). It is for whoever keeps the
// papers of the round, never for the party itself.
func (a *App) TakeLateSlips(ctx context.Context, by Actor, in TakeLateSlipsIn) (Receipt, error) {
	return do(ctx, a, by, roundCommand(func(in TakeLateSlipsIn) committee.RoundID { return in.Round },
		func(k *call, st committee.RoundNow, _ TakeLateSlipsIn) question { return k.recordsSlips(*st.Round) },
		func(k *call, st committee.RoundNow, in TakeLateSlipsIn) ([]committee.Event, error) {
			party := committee.Party(in.By)
			return committee.TakeLateSlips(st, committee.TakeLateSlipsIn{
				Round: in.Round, By: party, Own: k.standingAs(st.Round.Body, party) != nil,
			}, k.env)
		}), in)
}
