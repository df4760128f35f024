package store

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// stateTables are the tables that replaying the acts rebuilds.
var stateTables = []string{
	"office", "agency", "post", "person", "holding", "assistance", "keeper",
	"body", "charter_version", "decision", "seat", "seat_delegate", "seat_portfolio", "seat_refill", "handover", "delegation",
	"meeting", "proposal", "agenda_item", "invitee", "stand", "conclusion", "seating", "seating_place",
	"task", "task_coordinator", "evidence",
	"opinion_round", "round_question", "round_asked", "round_text", "round_paper", "round_article", "slip", "slip_comment", "late_slip", "round_outcome",
	"paper", "paper_version", "invitation", "invitation_to", "minutes", "minutes_part",
	"presence", "item_time", "speech", "prior_position",
	"vote", "vote_voter", "vote_teller", "vote_cast",
	"invitation_answer", "representative", "absence_ruling", "agenda_section", "agenda_named", "matter", "foreseen",
	"topic", "topic_party", "topic_link", "remark", "remark_mention",
}

// StateTables names the tables that [Tx.Apply] writes.
func (tx *Tx) StateTables() []string { return slices.Clone(stateTables) }

// Rows gives the office's rows of a state table, each as a line of JSON with the
// columns by name, sorted: the same for the same state on either engine.
func (tx *Tx) Rows(table string) ([]string, error) {
	if !slices.Contains(stateTables, table) {
		return nil, fmt.Errorf("store: %q is not a state table", table)
	}
	if err := tx.usable(); err != nil {
		return nil, err
	}
	text := "select * from " + table + " where office = $1"
	rows, err := tx.link.query(tx.ctx, text, tx.args(nil)...)
	if err != nil {
		return nil, tx.fail(text, err)
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, tx.fail(text, err)
	}
	var lines []string
	for rows.Next() {
		values := make([]any, len(types))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			return nil, tx.fail(text, err)
		}
		line := make(map[string]any, len(types))
		for i, t := range types {
			v := *values[i].(*any)
			if n, ok := v.(int64); ok && strings.HasPrefix(strings.ToUpper(t.DatabaseTypeName()), "BOOL") {
				v = n != 0
			}
			line[t.Name()] = v
		}
		b, err := json.Marshal(line)
		if err != nil {
			return nil, err
		}
		lines = append(lines, string(b))
	}
	if err := rows.Err(); err != nil {
		return nil, tx.fail(text, err)
	}
	slices.Sort(lines)
	return lines, nil
}

// DumpState writes every state table of the office: a line with its name, then
// its rows as [Tx.Rows] gives them. Equal states give equal bytes.
func (tx *Tx) DumpState(w io.Writer) error {
	for _, table := range stateTables {
		lines, err := tx.Rows(table)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(w, "# %s %d\n", table, len(lines)); err != nil {
			return err
		}
		for _, line := range lines {
			if _, err := io.WriteString(w, line+"\n"); err != nil {
				return err
			}
		}
	}
	return nil
}
