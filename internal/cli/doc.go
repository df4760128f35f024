// Package cli is the command line: one file a group of commands, one table.
//
// It is an edge: it knows app, the charter engine and the catalogue, and never
// the store; what it runs on is handed in by cmd/nghisu through [Env].
//
// With --json a command prints one JSON value on standard output and nothing
// else. Exit codes: 0 done, 1 refused or a check failed, 2 wrong use, 3
// internal.
package cli
