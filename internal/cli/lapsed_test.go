package cli

import (
	"bytes"
	"strings"
	"testing"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// A refused command names the loan that ended, in its lines and in JSON.
func TestLapsedLoan(t *testing.T) {
	f := &committee.Fault{Kind: committee.Refused, Code: "may.missing", Args: []string{"meeting.chair"}, Lapsed: &committee.Lapsed{
		Number: 12, Lender: "Trưởng ban", Since: charter.NewDate(2026, 1, 5), Ended: charter.NewDate(2026, 1, 20),
	}}
	const want = "Ủy quyền số 12 của Trưởng ban, từ ngày 2026-01-05, đã hết hạn ngày 2026-01-20."
	for _, args := range [][]string{nil, {"--json"}} {
		var out, err bytes.Buffer
		if code := finish(&Env{Stdout: &out, Stderr: &err, Lang: catalogue.VI}, command{path: "x"}, args, f); code != Refused {
			t.Errorf("%v: exit %d", args, code)
		}
		if !strings.Contains(out.String()+err.String(), want) {
			t.Errorf("%v: %s%s", args, out.String(), err.String())
		}
	}
}
