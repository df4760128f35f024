// Package secretary holds what the secretary prepares around a meeting: who sits
// where, and name plates.
package secretary
