package api

import (
	"testing"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// A refusal carries the loan that ended, as data and in words.
func TestLapsedLoan(t *testing.T) {
	l := &committee.Lapsed{ID: "d-1", Number: 12, Lender: "Trưởng ban", Since: charter.NewDate(2026, 1, 5), Ended: charter.NewDate(2026, 1, 20)}
	got := lapsedOf(l, catalogue.VI)
	if got == nil || got.ID != "d-1" || got.Number != 12 || got.Ended != l.Ended || got.Message != "Ủy quyền số 12 của Trưởng ban, từ ngày 2026-01-05, đã hết hạn ngày 2026-01-20." {
		t.Errorf("%+v", got)
	}
	if l.Revoked = true; lapsedOf(l, catalogue.EN).Message != "Delegation 12 of Trưởng ban, since 2026-01-05, has been revoked from 2026-01-21." {
		t.Errorf("%+v", lapsedOf(l, catalogue.EN))
	}
	if lapsedOf(nil, catalogue.VI) != nil {
		t.Error("a loan where there is none")
	}
}
