// Package charters carries the charter files that come with the program and
// the JSON Schema of their format, all built into the binary. It reads them by
// key and knows nothing of what they say: charter/file parses them.
//
// It may import the standard library only.
package charters
