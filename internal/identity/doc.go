// Package identity holds the rules by which a person proves who they are:
// passwords, the secrets of sessions and of programs, and the brake on guessing.
//
//   - password.go: hashing with argon2id, bounded in parallel, and what a
//     password must be; common.go: those that everybody tries first
//   - secret.go: random secrets of which only the hash is kept
//   - limit.go: how long a name and an address wait after wrong passwords
//
// It keeps nothing and reads no clock: the store counts attempts and holds
// hashes, app brings both together (docs/decisions/0009-accounts-outside-replay.md).
//
// It may import committee, charter, argon2id, x/crypto and x/sync.
package identity
