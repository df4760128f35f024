// Package api is the edge for programs: JSON over HTTP under /api/v1, its
// description as OpenAPI 3.1 at /api/openapi.json, and what watches over a
// server ask (/healthz, /readyz, /metrics).
//
//   - api.go: the handler and its deps; call.go: who asks, and how an operation
//     is registered; problem.go: faults as application/problem+json
//   - input.go, output.go: what inputs and answers have in common
//   - body.go, charter.go, seat.go, decision.go, meeting.go, task.go,
//     register.go, office.go, account.go: the resources, named as in every layer
//   - invitation.go, answer.go, minutes.go, vote.go, sitting.go, agenda.go: what
//     belongs to a meeting; mark.go, pack.go: to its papers
//   - mailbox.go, tray.go: letters that leave and come, calendars
//   - admin.go: lists of people, jobs
//   - health.go, metrics.go: alive, ready, counters
//
// Every operation is one method of app: the edge reads the input, names the
// actor, and writes the answer. It never asks whether somebody may.
//
// What pages can do programs can, but for these, each for its reason:
//
//   - casting and opening secret ballots, and tellers' keys: they are sealed in the
//     voter's own browser, and a program in between would hold them
//     (docs/decisions/0022-secret-votes.md);
//   - signing in, changing the own password and confirming a letter by its link:
//     they prove a person, not a program;
//   - the code on the wall of a meeting: it proves that somebody is in the room;
//   - documents drawn for the printer: a program draws its own from the same values;
//     papers, packs and files that came with letters are given as they are;
//   - trying the mail server or the mailbox: its answer is for whoever sets them up.
//
// It may import app, drafting, identity, register, catalogue, committee, charter and huma.
package api
