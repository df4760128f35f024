// Package store keeps the state of the product and is the only package that
// speaks SQL: one text for SQLite and for PostgreSQL. What the engines do
// differently stands in dialect.go.
//
// [Store.Write] queues a command to a writer, which takes up to [Options].Batch
// commands into one transaction, each in a savepoint. [Store.Read] gives one
// read-only snapshot. Both hand out a [Tx], bound to one office: every
// statement has the office as its first argument, every key and every unique
// constraint begins with it, and no transaction spans two.
//
// [Tx.Apply] is the only writer of the state tables; it is a function of the
// event and of [Tx.SetAt] alone, so that replaying the stored events into an
// empty store gives equal rows ([Tx.DumpState]). The other tables (acts, their
// contents, refusals, sight, jobs, accounts, the log) are written by methods of
// their own.
//
// Ids are text, instants whole microseconds UTC, civil days whole days, and a
// zero or an empty text stands for what is absent; JSON that is hashed is kept
// as the bytes that were hashed. Migrations only go forward.
//
// It may import committee, charter, the drivers, goose, uuid and x/text.
package store
