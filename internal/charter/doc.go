// Package charter is the engine that runs a working regulation (quy chế): its
// text, the rules that hang on its clauses, and the answers they give.
//
// It takes values and gives values. A [Charter] is what a charter file says;
// [Compile] turns it into a [Regulation], which answers
//
//   - [Regulation.May]: may this person do this act on this day, by which
//     clause, what is missing, who could (thẩm quyền);
//   - [Regulation.Needs]: the facts that such an answer may ask for;
//   - [Regulation.Due]: the duties that fall between two days (nghĩa vụ);
//   - [Regulation.Verdict]: roster, quorum, tally, notice, attendance, round
//     and steps held against the text;
//   - [Regulation.TextOn]: the consolidated text of a day (văn bản hợp nhất).
//
// To change who may do an act, see grant.go (powers), delegate.go, step.go
// (prohibitions and procedure) and may.go (the answer); what a role carries is
// in roles.go, what holds on a day in amend.go and compile.go; duties are in
// due.go and period.go, verdicts in verdict*.go, shares in share.go, the
// vocabulary in words.go and words_acts.go.
//
// The package is pure: no clock, no file, no database, no language but the
// charter's own. It knows no body. It imports the standard library alone.
package charter
