// Package blob is the content store: files of an office, each kept once under
// the SHA-256 of its bytes (kho tệp, theo dấu băm nội dung).
//
// A file comes in as a [Draft]: it is written beside the store, hashed on the
// way, looked at, and only then kept, by a rename that either happens whole or
// not at all. Nothing can be read that was not kept to its last byte. A draft
// that is neither kept nor dropped, because the program ended, is swept by the
// next [Open] after a day.
//
// The books hold the hash, the size and the kind; what lies here is bytes
// without a name. A directory is the store for now; another one, over the
// network, would stand behind the same functions.
//
// It imports the standard library alone.
package blob
