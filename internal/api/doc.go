// Package api is the edge for programs: JSON over HTTP under /api/v1, its
// description as OpenAPI 3.1 at /api/openapi.json, and what watches over a
// server ask (/healthz, /readyz, /metrics).
//
//   - api.go: the handler and its deps; call.go: who asks, and how an operation
//     is registered; problem.go: faults as application/problem+json
//   - input.go, output.go: what inputs and answers have in common
//   - body.go, charter.go, seat.go, decision.go, meeting.go, task.go,
//     register.go, office.go, account.go: the resources, named as in every layer
//   - health.go, metrics.go: alive, ready, counters
//
// Every operation is one method of app: the edge reads the input, names the
// actor, and writes the answer. It never asks whether somebody may.
//
// It may import app, identity, register, catalogue, committee, charter and huma.
package api
