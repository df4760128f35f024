package committee

import (
	"testing"

	"nghisu/internal/charter"
)

func TestNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"913/QĐ-BNV": "913/QĐ-BNV", "Số: 913/QĐ-BNV": "913/QĐ-BNV", "Số:\u00a01235/QĐ-BTTTT": "1235/QĐ-BTTTT",
		"913/QÐ-BNV": "913/QĐ-BNV", "24/QĐ-UBQGCĐS": "24/QĐ-UBQGCĐS", "198/QĐ-TCTTTg": "198/QĐ-TCTTTg",
		"30/2020/NĐ-CP": "30/2020/NĐ-CP", "1531/QĐ-BNN-PC": "1531/QĐ-BNN-PC", "15a/QĐ-UBND": "15a/QĐ-UBND",
		"05/BNV-VP": "05/BNV-VP", "148/2025/QH15": "148/2025/QH15", "351/2017/UBTVQH14": "351/2017/UBTVQH14", "57-NQ/TW": "57-NQ/TW",
	} {
		if got := CleanNumber(in); got != want || !IsNumber(got) {
			t.Errorf("%q → %q, %v", in, got, IsNumber(got))
		}
	}
	for _, in := range []string{"913", "QĐ-BNV", "913/", "913//QĐ", "913/QĐ BNV", "913-QĐ-BNV", "x913/QĐ-BNV", "913456/QĐ-BNV"} {
		if IsNumber(CleanNumber(in)) {
			t.Errorf("%q is taken for a number", in)
		}
	}
}

func TestRecordDecision(t *testing.T) {
	good := *qd913().New
	good.Body, good.Kind = boNoiVu.Key, DecideReconstitute
	st := RecordDecisionState{Body: &boNoiVu}
	ev, err := RecordDecision(st, good, envOn("2021-09-01"))
	says(t, "good", "", ev, err)
	same(t, "event", ev[0], DecisionRecorded{
		ID: "id-1", Body: boNoiVu.Key, Kind: DecideReconstitute, Number: "913/QĐ-BNV",
		Title:    "Kiện toàn Ban Chỉ đạo xây dựng Chính phủ điện tử, chuyển đổi số của Bộ Nội vụ",
		DateFrom: day("2021-08-30"), DateTo: day("2021-08-30"), SignedBy: "Bộ trưởng",
	})
	for _, c := range []struct {
		name, code string
		edit       func(*RecordDecisionIn, *RecordDecisionState)
	}{
		{"unknown number", "", func(in *RecordDecisionIn, _ *RecordDecisionState) { in.Number = "" }},
		{"known by its month", "", func(in *RecordDecisionIn, _ *RecordDecisionState) {
			in.Date = charter.Approx{From: day("2021-08-01"), To: day("2021-08-31")}
		}},
		{"unknown date", "", func(in *RecordDecisionIn, _ *RecordDecisionState) { in.Date = charter.Approx{} }},
		{"half a date", "date.half", func(in *RecordDecisionIn, _ *RecordDecisionState) { in.Date.To = 0 }},
		{"date backwards", "date.ends-before-start", func(in *RecordDecisionIn, _ *RecordDecisionState) { in.Date.To = day("2021-08-01") }},
		{"date to come", "decision.date-to-come", func(in *RecordDecisionIn, _ *RecordDecisionState) { in.Date = charter.Day(day("2021-09-02")) }},
		{"number", "decision.number-form", func(in *RecordDecisionIn, _ *RecordDecisionState) { in.Number = "913" }},
		{"kind", "decision.kind", func(in *RecordDecisionIn, _ *RecordDecisionState) { in.Kind = "wish" }},
		{"title", "text.empty", func(in *RecordDecisionIn, _ *RecordDecisionState) { in.Title = " " }},
		{"body", "body.unknown", func(_ *RecordDecisionIn, st *RecordDecisionState) { st.Body = nil }},
		{"corrects nothing", "decision.unknown", func(in *RecordDecisionIn, _ *RecordDecisionState) { in.Corrects = "d0" }},
		{"corrects another's", "decision.corrects-other-body", func(in *RecordDecisionIn, st *RecordDecisionState) {
			in.Corrects, st.Corrected = "d0", &Decision{ID: "d0", Body: "x"}
		}},
		{"twice", "decision.twice", func(in *RecordDecisionIn, st *RecordDecisionState) {
			st.Same = []Decision{{Body: in.Body, Kind: in.Kind, Number: "913/QĐ-BNV", Date: charter.Day(day("2021-01-02"))}}
		}},
		{"same number in another year", "", func(in *RecordDecisionIn, st *RecordDecisionState) {
			st.Same = []Decision{{Body: in.Body, Kind: in.Kind, Number: "913/QĐ-BNV", Date: charter.Day(day("2020-01-02"))}}
		}},
	} {
		in, s := good, st
		c.edit(&in, &s)
		ev, err := RecordDecision(s, in, envOn("2021-09-01"))
		says(t, c.name, c.code, ev, err)
	}
}
