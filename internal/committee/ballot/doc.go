// Package ballot seals and opens secret ballots (phiếu kín). A ballot is sealed
// in the voter's browser to the keys of two tellers (ban kiểm phiếu), one inside
// the other; the program that gathers the sealed ballots holds neither key, so
// it can read none until both tellers give theirs at the close.
//
// Sealing is HPKE (RFC 9180): DHKEM(P-256, HKDF-SHA256), HKDF-SHA256,
// AES-256-GCM, which every browser can do. Each sealing is bound to the question
// and to the seat, so that a ballot can be neither moved nor copied. All sealed
// ballots are of one length.
//
// What it does not protect against: tellers who put their halves together before
// the close and have the sealed rows; a voter's own device; a program changed by
// who runs it.
//
// Opening is pure: equal rows and keys give an equal result. Only making a key and
// sealing, which browsers do for themselves, draw randomness. The package imports
// the standard library alone.
package ballot
