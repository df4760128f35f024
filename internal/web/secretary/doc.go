// Package secretary holds what the secretary prepares around a meeting and enters after
// it: who sits where, name plates, the papers for a power cut and what was written on them.
package secretary
