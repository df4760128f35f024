// Package room holds the pages of a meeting while it runs: of who attends, of who
// presides, and of the wall; and the stream by which they follow it.
package room
