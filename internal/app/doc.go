// Package app is the one door: every change of state and every question, from
// a browser, the API, the command line or a job, is a method of [App].
//
// A command passes [do] once: load, may, decide, apply, record, in one
// transaction. A query reads one snapshot and is filtered by the same question
// as the acts. Methods have the shape (ctx, Actor, In) (Out, error); a foreseen
// refusal is a *committee.Fault, the same for every edge.
//
// Inputs carry JSON tags because they are recorded with the act; free text in
// them is committee.Prose, so that the register's leaf holds only its digest.
//
// It may import store, register, committee, charter, charter/file and identity's
// values; never an edge.
package app
