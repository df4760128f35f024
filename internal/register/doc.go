// Package register makes the register of an office (sổ) provable: it writes
// acts as leaves, folds leaves into a Merkle log, signs checkpoints of the log,
// and writes and verifies exports that an outsider can check without us.
//
//   - leaf.go: an act and its exact bytes; canon.go: the JSON they are made of (parse.go, fields.go)
//   - seal.go: free text and personal data, kept beside the leaf and erasable
//   - log.go: folding and proofs; checkpoint.go: signed heads of the log
//   - export.go, read.go: the file for outsiders; verify.go, locate.go, report.go:
//     checking it; proof.go: the proof of a single entry
//
// The formats are fixed by docs/decisions/0006-register-leaf-and-log.md and by
// the vectors in testdata; bytes once recorded never change.
//
// The package keeps nothing and reads no clock: the store holds leaves, hashes,
// contents and checkpoints, and hands them in. It imports the standard library
// and golang.org/x/mod/sumdb (tlog, note), nothing else.
package register
