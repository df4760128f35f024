// Package desk holds the pages of daily work: my desk, tasks and the acts on
// them, the register and its proofs, refusals, and the meetings of all bodies.
//
// It asks the application and draws with the parts of ui; it knows no other
// package of pages.
package desk
