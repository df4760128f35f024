package committee

import (
	"strings"
	"testing"

	"nghisu/internal/charter"
)

func TestEstablishBody(t *testing.T) {
	st := EstablishBodyState{Host: &boMinistry, Superior: &boMinistry, Standing: &infoCentre}
	good := EstablishBodyIn{
		Key: boNoiVu.Key, Name: boNoiVu.Name, Host: "bnv", Superior: "bnv", Standing: "tttt", From: day("2021-01-01"),
		Paper:   PaperIn{New: &RecordDecisionIn{Title: "Thành lập Ban Chỉ đạo"}},
		Charter: &InstallCharterIn{Key: string(boNoiVu.Key), Source: "format: nghi-su/charter/1"},
	}
	ev, err := EstablishBody(st, good, envOn("2021-09-01"))
	says(t, "good", "", ev, err)
	if got := names(ev); got != "decision.recorded body.established charter.installed" {
		t.Error(got)
	}
	text := only[CharterInstalled](ev)[0]
	if text.From != good.From || text.Version != 1 || text.Decision != "id-1" || len(text.Hash) != 64 || text.Body != good.Key {
		t.Errorf("%+v", text)
	}
	for _, c := range []struct {
		name, code string
		edit       func(*EstablishBodyIn, *EstablishBodyState)
	}{
		{"unknown day", "", func(in *EstablishBodyIn, _ *EstablishBodyState) { in.From = 0 }},
		{"key", "key.form", func(in *EstablishBodyIn, _ *EstablishBodyState) { in.Key = "Ban chỉ đạo" }},
		{"exists", "body.exists", func(_ *EstablishBodyIn, st *EstablishBodyState) { st.Body = &boNoiVu }},
		{"no paper", "decision.needed", func(in *EstablishBodyIn, _ *EstablishBodyState) { in.Paper = PaperIn{} }},
		{"host", "agency.unknown", func(_ *EstablishBodyIn, st *EstablishBodyState) { st.Host = nil }},
		{"host not yet there", "date.outside-life", func(_ *EstablishBodyIn, st *EstablishBodyState) {
			st.Host = &Agency{ID: "bnv", From: day("2021-02-01")}
		}},
		{"another body's charter", "charter.other-body", func(in *EstablishBodyIn, _ *EstablishBodyState) {
			in.Charter = &InstallCharterIn{Key: "ban-chi-dao-nghe-an", Source: "x"}
		}},
		{"re-enacted backwards", "date.ends-before-start", func(in *EstablishBodyIn, _ *EstablishBodyState) { in.ReEnacted = day("2020-01-01") }},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := EstablishBody(s, in, envOn("2021-09-01"))
		says(t, c.name, c.code, ev, err)
	}
}

func TestInstallCharter(t *testing.T) {
	first := CharterVersion{Version: 1, Hash: "aa", From: day("2021-01-01")}
	st := InstallCharterState{Body: &boNoiVu, Versions: []CharterVersion{first}}
	good := InstallCharterIn{Body: boNoiVu.Key, Key: string(boNoiVu.Key), Source: "văn bản 2", From: day("2022-03-01"), Paper: qd913()}
	ev, err := InstallCharter(st, good, envOn("2022-03-01"))
	says(t, "good", "", ev, err)
	if v := only[CharterInstalled](ev)[0]; v.Version != 2 || v.Replaces != 1 {
		t.Errorf("%+v", v)
	}
	for _, c := range []struct {
		name, code string
		edit       func(*InstallCharterIn, *InstallCharterState)
	}{
		{"before founding", "date.outside-life", func(in *InstallCharterIn, _ *InstallCharterState) { in.From = day("2020-12-31") }},
		{"two in force", "charter.two-in-force", func(in *InstallCharterIn, _ *InstallCharterState) { in.From = first.From }},
		{"inside an ended version", "charter.two-in-force", func(in *InstallCharterIn, st *InstallCharterState) {
			v := first
			v.To = day("2023-01-01")
			st.Versions = []CharterVersion{v}
		}},
		{"draft beside a text", "charter.draft-beside-text", func(in *InstallCharterIn, _ *InstallCharterState) { in.Draft = true }},
		{"text after a draft", "", func(_ *InstallCharterIn, st *InstallCharterState) {
			st.Versions = []CharterVersion{{Version: 1, Draft: true, From: day("2021-01-01")}}
		}},
		{"no day", "date.empty", func(in *InstallCharterIn, _ *InstallCharterState) { in.From = 0 }},
		{"no paper", "decision.needed", func(in *InstallCharterIn, _ *InstallCharterState) { in.Paper = PaperIn{} }},
		{"too large", "charter.too-large", func(in *InstallCharterIn, _ *InstallCharterState) { in.Source = strings.Repeat("x", CharterLimit+1) }},
		{"seen before", "changed.meanwhile", func(in *InstallCharterIn, st *InstallCharterState) { in.Seen, st.Changed.Seq = 3, 4 }},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := InstallCharter(s, in, envOn("2022-03-01"))
		says(t, c.name, c.code, ev, err)
	}
}

func TestDissolveBody(t *testing.T) {
	st := DissolveBodyState{
		Body:  &boNoiVu,
		Seats: []Seat{{ID: "s1", Role: "head"}, {ID: "s2", Role: "helper-head", In: "to", Fill: Fill{FillSeat, "s1"}}},
		Open:  []Hanging{{Seat: "s1", Kind: HangTask, Thing: "t1"}, {Seat: "s1", Kind: HangSeat, Thing: "s2"}},
	}
	in := DissolveBodyIn{Body: boNoiVu.Key, To: day("2025-03-31"), Paper: PaperIn{New: &RecordDecisionIn{Title: "Giải thể Ban Chỉ đạo"}}}
	ev, err := DissolveBody(st, in, envOn("2025-03-31"))
	says(t, "good", "", ev, err)
	if got := names(ev); got != "decision.recorded seat.ended seat.ended handed.over body.dissolved" {
		t.Error(got)
	}
	same(t, "listed", only[HandedOver](ev), []HandedOver{{Body: boNoiVu.Key, From: "s1", Kind: HangTask, Thing: "t1"}})
	gone := boNoiVu
	gone.Dissolved, gone.To = true, day("2025-03-01")
	st.Body = &gone
	ev, err = DissolveBody(st, in, envOn("2025-03-31"))
	says(t, "twice", "body.dissolved", ev, err)
}

func TestInvokeClause(t *testing.T) {
	in := InvokeClauseIn{Body: boNoiVu.Key, Address: "quy-che/2.5", About: "Phối hợp chặt chẽ", Reason: "Cần số liệu của đơn vị khác."}
	ev, err := InvokeClause(InvokeClauseState{Body: &boNoiVu, Known: true}, in, envOn("2022-01-04"))
	says(t, "good", "", ev, err)
	ev, err = InvokeClause(InvokeClauseState{Body: &boNoiVu}, in, envOn("2022-01-04"))
	says(t, "no such clause", "clause.unknown", ev, err)
	in.Reason = ""
	ev, err = InvokeClause(InvokeClauseState{Body: &boNoiVu, Known: true}, in, envOn("2022-01-04"))
	says(t, "no reason", "text.empty", ev, err)
}

func TestDelegatePower(t *testing.T) {
	head := Seat{ID: "s1", Body: "hoi-dong-cio", Role: "head", From: day("2011-08-12")}
	member := Seat{ID: "s5", Body: "hoi-dong-cio", Role: "member", From: day("2011-08-12")}
	holder := func(r charter.Role) charter.Holders { return charter.Holders{Any: []charter.Holder{{Role: r}}} }
	st := DelegatePowerState{
		Body: &Body{Key: "hoi-dong-cio"}, From: &head, To: &member,
		FromRoles: []charter.Role{"head", "all-members"}, ToRoles: []charter.Role{"member", "all-members"},
		Rules: []charter.DelegationSpec{{Acts: []charter.Act{"meeting.chair"}, From: holder("head"), To: holder("member"), Trigger: []string{"written"}}},
	}
	good := DelegatePowerIn{
		Body: "hoi-dong-cio", From: "s1", To: "s5", Acts: []charter.Act{"meeting.chair"}, Trigger: "written",
		Since: day("2011-10-01"), Until: day("2011-10-31"), Scope: "Chủ trì phiên họp tháng 10",
	}
	ev, err := DelegatePower(st, good, envOn("2011-09-30"))
	says(t, "good", "", ev, err)
	for _, c := range []struct {
		name, code string
		edit       func(*DelegatePowerIn, *DelegatePowerState)
	}{
		{"unstated act", "delegation.unstated", func(in *DelegatePowerIn, _ *DelegatePowerState) { in.Acts = []charter.Act{"task.assign"} }},
		{"not the lender", "delegation.not-holder", func(_ *DelegatePowerIn, st *DelegatePowerState) { st.FromRoles = []charter.Role{"deputy"} }},
		{"not the borrower", "delegation.not-holder", func(_ *DelegatePowerIn, st *DelegatePowerState) { st.ToRoles = []charter.Role{"clerk"} }},
		{"other way", "delegation.other-trigger", func(in *DelegatePowerIn, _ *DelegatePowerState) { in.Trigger = "absent" }},
		{"backwards", "date.ends-before-start", func(in *DelegatePowerIn, _ *DelegatePowerState) { in.Until = day("2011-09-30") }},
		{"itself", "delegation.to-itself", func(in *DelegatePowerIn, st *DelegatePowerState) { in.To, st.To = "s1", &head }},
		{"nothing", "delegation.no-act", func(in *DelegatePowerIn, _ *DelegatePowerState) { in.Acts = nil }},
		{"act twice", "list.twice", func(in *DelegatePowerIn, _ *DelegatePowerState) { in.Acts = append(in.Acts, in.Acts[0]) }},
		{"before the seat", "date.outside-life", func(in *DelegatePowerIn, _ *DelegatePowerState) { in.Since = day("2011-08-01") }},
		{"already", "delegation.already", func(in *DelegatePowerIn, st *DelegatePowerState) {
			st.Live = []Delegation{{From: "s1", To: "s5", Acts: in.Acts, Since: day("2011-10-15")}}
		}},
		{"revoked before", "", func(in *DelegatePowerIn, st *DelegatePowerState) {
			st.Live = []Delegation{{From: "s1", To: "s5", Acts: in.Acts, Since: day("2011-09-01"), Revoked: day("2011-10-01")}}
		}},
		{"held meeting", "meeting.state", func(in *DelegatePowerIn, st *DelegatePowerState) {
			in.Meeting, st.Meeting = "m1", &Meeting{ID: "m1", Body: "hoi-dong-cio", State: Held}
		}},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := DelegatePower(s, in, envOn("2011-09-30"))
		says(t, c.name, c.code, ev, err)
	}

	d := Delegation{ID: "d1", Body: "hoi-dong-cio", Since: day("2011-10-01"), Until: day("2011-10-31")}
	for _, c := range []struct{ from, code string }{
		{"2011-10-15", ""}, {"2011-10-14", "delegation.revoked-in-past"}, {"2011-11-01", "delegation.over"},
	} {
		ev, err := RevokePower(RevokePowerState{Delegation: &d}, RevokePowerIn{Body: "hoi-dong-cio", ID: "d1", From: day(c.from)}, envOn("2011-10-15"))
		says(t, c.from, c.code, ev, err)
	}
}
