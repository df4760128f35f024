package app

import (
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// refused makes the fault of a refusal, with today's holders of who could.
func (a *App) refused(k *call, q question, r charter.Ruling) *committee.Fault {
	f := &committee.Fault{Kind: committee.Refused, Code: "may." + string(r.Reason), Args: []string{string(q.called())}, Body: q.body, Ruling: &r}
	reg := k.reg
	if q.reg != nil {
		reg = q.reg
	}
	if reg != nil && !k.brief {
		could, err := couldDo(k.tx, reg, q.body, r.WhoCould, q.chair, k.on)
		if err != nil {
			a.log.Error("who could", "err", err)
		}
		f.Could = could
		if f.Lapsed, err = k.lapsed(q); err != nil {
			a.log.Error("lapsed loans", "err", err)
		}
	}
	return f
}

// couldDo names the roles that could, with who holds their seats on the day; who
// presides over the meeting is known by the seat of its chair, if there is one.
func couldDo(tx *store.Tx, reg *charter.Regulation, body committee.BodyKey, roles []charter.Role, chair committee.SeatID, on charter.Date) ([]committee.Could, error) {
	if len(roles) == 0 {
		return nil, nil
	}
	seats, err := tx.Seats(body, on)
	if err != nil {
		return nil, err
	}
	holders, err := tx.Holders(body, on)
	if err != nil {
		return nil, err
	}
	sits := map[committee.SeatID]string{}
	for _, h := range holders {
		sits[h.Seat] = h.Name
	}
	outside := map[charter.Role]bool{}
	for _, r := range reg.Roles(on) {
		outside[r.Role] = r.Outside
	}
	out := make([]committee.Could, len(roles))
	for i, r := range roles {
		out[i] = committee.Could{Role: r, Title: reg.RoleTitle(r, on), Outside: outside[r]}
		if r == "meeting-chair" && sits[chair] != "" {
			out[i].Holders = []string{sits[chair]}
		}
		var seated bool
		for _, s := range seats {
			if s.Role != r {
				continue
			}
			seated = true
			if sits[s.ID] != "" {
				out[i].Holders = append(out[i].Holders, sits[s.ID])
			}
		}
		out[i].Outside = out[i].Outside && !seated
		out[i].Vacant = seated && len(out[i].Holders) == 0
	}
	return out, nil
}
