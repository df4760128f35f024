// Package committee is the domain: the office that keeps the books, its tree of
// agencies, its posts and people, the bodies and who sits in them, decisions,
// delegations, meetings, conclusions, tasks and duties.
//
// It is pure. A decide function takes the state that a command loaded, the
// input and an [Env], and gives [Event]s or a [Fault]; nothing here reads a
// clock, a file or a database. What may be done is asked of the charter before
// a decide function runs; a decide function guards what the charter does not
// speak of: that things exist, are in the right state and fit together.
//
// The map of the package: one file for each noun, holding its values and its
// events, with its decide functions there or, where they are many, in files
// named by the verb: office, agency, post, assist · body, promulgate · decision ·
// seat, roster_in, appoint, reconstitute, handover · delegation · meeting,
// convene, attend, conclude · task, assign, progress · duty, board. A decide
// function X takes a state of plain values, an input XIn and the [Env]. Faults
// name what, where and with which values; testdata/faults.golden lists every
// code. What is derived and never stored: roster ([HoldersOn], [DiffRosters]),
// compose ([Compose]), standing ([Standings]), inherent ([Inherent]). The
// checks that many share are in check; how events are stored and read, in event
// and prose. Events carry their stored names, since they are the record;
// nothing else here has tags.
//
// It may import the standard library, internal/charter and its own leaves.
package committee
