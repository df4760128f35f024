package ui

import (
	"strings"
	"testing"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// A refusal shows the loan that ended, with its days as people read them.
func TestLapsedLoan(t *testing.T) {
	f := &committee.Fault{Kind: committee.Refused, Code: "may.missing", Args: []string{"meeting.chair"}, Lapsed: &committee.Lapsed{
		Number: 12, Lender: "Trưởng ban", Since: charter.NewDate(2026, 1, 5), Ended: charter.NewDate(2026, 1, 20), Revoked: true,
	}}
	var b strings.Builder
	if err := Refusal(&Page{Lang: catalogue.VI}, f).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(b.String(), "\u00a0", " ")
	if !strings.Contains(text, "Ủy quyền số 12 của Trưởng ban") || !strings.Contains(text, "đã bị thu hồi từ ngày 21/1/2026") && !strings.Contains(text, "đã bị thu hồi từ ngày 21/01/2026") {
		t.Error(text)
	}
}
