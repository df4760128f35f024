// Package topic serves working spaces by topic: who takes part, what they lead to,
// what is said (không gian làm việc theo chuyên đề).
//
// It may import the application and the parts of the web edge; the web edge
// imports it.
package topic
