// Package vote holds the pages of votes on the items of a meeting: a vote is
// called, cast by name or sealed in the voter's browser, opened by two tellers,
// and shown with its result and the clause that it was held against.
//
// It asks the application and draws with the parts of ui; it knows no other
// package of pages. What other pages show of a vote is in ui.
package vote
