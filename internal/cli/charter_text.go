package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
)

// showText prints a consolidated text for people: articles in order, each rule
// as a short line beside its clause.
func showText(e *Env, r *charter.Regulation, docs []charter.Document, on charter.Date) error {
	lang := string(e.Lang)
	c := r.Charter()
	fmt.Fprintf(e.Stdout, "%s\n%s\n", c.Title.In(lang), strings.Join(flagWords(e, c.Draft, c.Reconstructed, false, false), " · "))
	fmt.Fprintln(e.Stdout, on)
	for _, d := range docs {
		number := d.Number
		if number == "" || number == "unstated" {
			number = catalogue.T(e.Lang, "number.unknown")
		}
		fmt.Fprintf(e.Stdout, "\n%s (%s, %s)\n", d.Title.In(lang), d.Key, number)
		for _, a := range d.Articles {
			if a.Part != "" {
				fmt.Fprintf(e.Stdout, "\n%s\n", a.Part)
			}
			fmt.Fprintf(e.Stdout, "\nĐiều %s. %s\n", a.Number, a.Title.In(lang))
			showClause(e, "", a.Text, a.Rules, a.Points, lang)
			for _, cl := range a.Clauses {
				showClause(e, cl.Number+". ", cl.Text, cl.Rules, cl.Points, lang)
			}
		}
	}
	return nil
}

func showClause(e *Env, head string, text charter.Text, rules []charter.Rule, points []charter.Point, lang string) {
	if !text.IsZero() {
		fmt.Fprintf(e.Stdout, "  %s%s\n", head, strings.TrimSpace(text.In(lang)))
	}
	for _, rule := range rules {
		fmt.Fprintf(e.Stdout, "      ‖ %s: %s\n", rule.Spec.Kind(), rule.ID)
	}
	for _, p := range points {
		showClause(e, p.Letter+") ", p.Text, p.Rules, nil, lang)
	}
}

// flagWords names what must be known of an answer's ground.
func flagWords(e *Env, draft, reconstructed, inferred, undated bool) []string {
	var out []string
	for _, f := range []struct {
		on  bool
		key string
	}{{draft, "draft"}, {reconstructed, "reconstructed"}, {inferred, "inferred"}, {undated, "undated"}} {
		if f.on {
			out = append(out, catalogue.T(e.Lang, f.key))
		}
	}
	return out
}

// sayRuling prints an authority question's answer for people.
func sayRuling(e *Env, r *charter.Regulation, q charter.Question, a charter.Ruling) {
	lang := string(e.Lang)
	verdict := "ruling.no"
	if a.Allowed {
		verdict = "ruling.yes"
	}
	roles := make([]string, len(q.Roles))
	for i, role := range q.Roles {
		roles[i] = r.RoleTitle(role, q.On).In(lang)
	}
	fmt.Fprintf(e.Stdout, "%s: %s, %s\n", catalogue.T(e.Lang, verdict), strings.Join(roles, " + "), charter.ActWord(q.Act).Text().In(lang))
	if !a.Allowed {
		fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "may."+string(a.Reason)))
	}
	sayClauses(e, a.Clauses)
	if len(a.Missing) > 0 {
		fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "missing", strings.Join(a.Missing, "; ")))
	}
	if len(a.WhoCould) > 0 {
		could := make([]string, len(a.WhoCould))
		for i, role := range a.WhoCould {
			could[i] = r.RoleTitle(role, q.On).In(lang)
		}
		fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "who.could", strings.Join(could, ", ")))
	}
	if flags := flagWords(e, a.Draft, a.Reconstructed, a.Inferred, a.Undated); len(flags) > 0 {
		fmt.Fprintln(e.Stdout, strings.Join(flags, " · "))
	}
}

func sayClauses(e *Env, cites []charter.Cite) {
	for _, c := range cites {
		fmt.Fprintf(e.Stdout, "  %s (%s): %s\n", c.Place.In(string(e.Lang)), c.Address, strings.TrimSpace(c.Text.In(string(e.Lang))))
	}
}

func sayDuties(e *Env, list []charter.Obligation) {
	for _, o := range list {
		due := o.Due.From.String()
		if !o.Due.Exact() {
			due += " … " + o.Due.To.String()
		}
		ref := ""
		if len(o.Clauses) > 0 {
			ref = o.Clauses[0].Place.In(string(e.Lang))
		}
		fmt.Fprintf(e.Stdout, "%-24s %s · %s · %s\n", due, o.What.In(string(e.Lang)), strings.Join(o.Who, ", "), ref)
	}
}

func sayVerdict(e *Env, subject string, v charter.Verdict) {
	word := map[charter.Tri]string{charter.Yes: "verdict.yes", charter.No: "verdict.no", charter.Absent: "verdict.open"}[v.OK]
	fmt.Fprintf(e.Stdout, "%s: %s\n", subject, catalogue.T(e.Lang, word))
	need, _ := json.Marshal(v.Need)
	have, _ := json.Marshal(v.Have)
	fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "need.have", string(need), string(have)))
	if len(v.Missing) > 0 {
		fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "missing", strings.Join(v.Missing, "; ")))
	}
	if len(v.Unstated) > 0 {
		fmt.Fprintln(e.Stdout, catalogue.T(e.Lang, "left.open", strings.Join(v.Unstated, ", ")))
	}
	sayClauses(e, v.Clauses)
}
