package app

import (
	"context"
	"slices"

	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// charterLines lists the versions of a body's charter.
func (a *App) charterLines(tx *store.Tx, key committee.BodyKey) ([]CharterLine, error) {
	all, err := tx.CharterVersions(key)
	if err != nil {
		return nil, err
	}
	out := make([]CharterLine, len(all))
	for i, v := range all {
		reg, err := a.compiled(v.Hash, string(key), v.Source)
		if err != nil {
			return nil, err
		}
		c := reg.Charter()
		out[i] = CharterLine{
			Version: v.Version, Hash: v.Hash, From: v.From, To: v.To, Draft: c.Draft, Reconstructed: c.Reconstructed, Title: c.Title,
		}
	}
	return out, nil
}

// CharterOn gives the consolidated text of a day, each rule beside its clause.
func (a *App) CharterOn(ctx context.Context, by Actor, key committee.BodyKey, on charter.Date) (out CharterPage, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := needBody(tx, key); err != nil {
			return err
		}
		out.Key, out.On = key, dayOr(on, v.on)
		if out.Versions, err = a.charterLines(tx, key); err != nil {
			return err
		}
		reg, err := a.regulation(tx, key, out.On)
		if err != nil {
			return err
		}
		for _, x := range out.Versions {
			if x.From != 0 {
				out.Turns = append(out.Turns, x.From)
			}
			if (charter.Period{From: x.From, To: x.To}).Holds(out.On) {
				out.Version = x
			}
		}
		if reg == nil {
			return nil
		}
		c := reg.Charter()
		out.Title, out.Unstated = c.Title, c.Unstated
		out.Documents = reg.TextOn(out.On)
		for _, r := range reg.Rules(out.On) {
			out.Undated = out.Undated || r.Undated
		}
		for _, d := range c.Documents {
			if d.Effect.Exact() {
				out.Turns = append(out.Turns, d.Effect.From)
			}
		}
		slices.Sort(out.Turns)
		out.Turns = slices.Compact(out.Turns)
		return nil
	})
	return out, err
}

// CharterSource gives the file of one version of a body's charter, 0 the newest.
func (a *App) CharterSource(ctx context.Context, by Actor, key committee.BodyKey, version int) (out []byte, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, _ *view) error {
		all, err := tx.CharterVersions(key)
		if err != nil {
			return err
		}
		for _, v := range all {
			if v.Version == version || version == 0 {
				out = v.Source
			}
		}
		if out == nil {
			return committee.Missing("charter.unknown", string(key))
		}
		return nil
	})
	return out, err
}

// May answers one authority question: for a role, or for the caller.
func (a *App) May(ctx context.Context, by Actor, key committee.BodyKey, in MayIn) (out MayOut, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := needBody(tx, key); err != nil {
			return err
		}
		out.On = dayOr(in.On, v.on)
		if in.Act != "" && !charter.KnownAct(in.Act) {
			return committee.Wrong("act", "may.unknown-act", string(in.Act))
		}
		reg, err := a.regulation(tx, key, out.On)
		if err != nil {
			return err
		}
		if reg == nil {
			return &committee.Fault{Kind: committee.NotFound, Code: "charter.none", Body: key}
		}
		out.Roles = roleWords(reg, out.On)
		out.Act = actText(in.Act)
		if in.Act == "" {
			return nil
		}
		q := question{act: in.Act, body: key, in: in.In, facts: in.Facts}
		k := &call{view: v, body: key, reg: reg, env: committee.Env{Today: out.On}}
		if in.Role != "" {
			if !slices.ContainsFunc(out.Roles, func(r RoleWord) bool { return r.Role == in.Role }) {
				return committee.Wrong("role", "may.unknown-role", string(in.Role))
			}
			out.Role = reg.RoleTitle(in.Role, out.On)
			facts := in.Facts
			if in.In != "" {
				facts = append([]charter.Fact{{Key: "in", Value: in.In}}, facts...)
			}
			out.Ruling = reg.May(charter.Question{Roles: []charter.Role{in.Role}, Act: in.Act, On: out.On, Facts: facts})
		} else if out.Ruling, err = a.rulingFor(k, reg, q, out.On); err != nil {
			return err
		}
		out.Clauses = ClausesOf(out.Ruling.Clauses, "vi")
		out.Could, err = couldDo(tx, reg, key, out.Ruling.WhoCould, "", out.On)
		return err
	})
	return out, err
}

// rulingFor asks for every standing of the caller and gives the first that is
// allowed, else the most telling refusal, with all of them listed.
func (a *App) rulingFor(k *call, reg *charter.Regulation, q question, on charter.Date) (charter.Ruling, error) {
	standings, err := k.in(q.body)
	if err != nil {
		return charter.Ruling{}, err
	}
	var best charter.Ruling
	var seats []charter.SeatRuling
	for i := range standings {
		s := &standings[i]
		if elsewhere(reg, s.In, q.in, on) {
			continue
		}
		r := reg.May(charter.Question{Roles: []charter.Role{s.Role}, Act: q.act, On: on, Facts: q.factsFor(k, s)})
		seats = append(seats, charter.SeatRuling{Role: s.Role, Allowed: r.Allowed, Reason: r.Reason, Missing: r.Missing, Clauses: r.Clauses})
		if best.Reason == "" || (!best.Allowed && (r.Allowed || weight(r.Reason) > weight(best.Reason))) {
			best = r
		}
	}
	best.Seats = seats
	return best, nil
}

// roleWords lists the roles that a charter knows, with the contract's that stand
// outside it.
func roleWords(reg *charter.Regulation, on charter.Date) []RoleWord {
	var out []RoleWord
	seen := map[charter.Role]bool{}
	for _, r := range reg.Roles(on) {
		if r.Role == "all-members" || seen[r.Role] {
			continue
		}
		seen[r.Role] = true
		w := RoleWord{Role: r.Role, Title: r.Title}
		if len(r.In) > 0 {
			w.In = r.In[0]
		}
		out = append(out, w)
	}
	for _, r := range []charter.Role{"superior", "standing-agency", "agency-head", "outsider"} {
		if !seen[r] {
			out = append(out, RoleWord{Role: r, Title: reg.RoleTitle(r, on)})
		}
	}
	return out
}

// Matrix is who may do what on a day: every act that the charter gives somebody,
// against every role.
func (a *App) Matrix(ctx context.Context, by Actor, key committee.BodyKey, on charter.Date) (out Matrix, err error) {
	err = a.read(ctx, by, func(tx *store.Tx, v *view) error {
		if _, err := needBody(tx, key); err != nil {
			return err
		}
		out.On = dayOr(on, v.on)
		reg, err := a.regulation(tx, key, out.On)
		if err != nil || reg == nil {
			return err
		}
		out.Roles = roleWords(reg, out.On)
		for _, w := range charter.Acts() {
			row := MatrixRow{Act: wordOf(charter.Act(w.Key)), Cells: make([]MatrixCell, len(out.Roles))}
			spoken := false
			for i, r := range out.Roles {
				var facts []charter.Fact
				if r.In != "" {
					facts = []charter.Fact{{Key: "in", Value: r.In}}
				}
				q := charter.Question{Roles: []charter.Role{r.Role}, Act: row.Act.Act, On: out.On}
				a := reg.May(q)
				if !a.Allowed && facts != nil {
					q.Facts = facts
					if b := reg.May(q); b.Allowed || weight(b.Reason) > weight(a.Reason) {
						a = b
					}
				}
				row.Cells[i] = MatrixCell{Reason: a.Reason, Missing: a.Missing}
				if len(a.Clauses) > 0 {
					row.Cells[i].Ref = a.Clauses[0].Place.In("vi")
				}
				spoken = spoken || a.Allowed || a.Reason == charter.ReasonMissing || a.Reason == charter.ReasonStep
			}
			if spoken {
				out.Rows = append(out.Rows, row)
			}
		}
		return nil
	})
	return out, err
}
