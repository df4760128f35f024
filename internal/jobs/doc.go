// Package jobs does the work that waits: it claims jobs through app, does them
// and says how they ended. Several nodes may run it; a job is claimed by one.
//
// It is an edge: it knows app and never the store, reads no clock and keeps
// nothing.
package jobs
