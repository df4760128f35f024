// Package byhand turns what was written by hand while a meeting went on without the
// program, as in a power cut (giấy tờ phiên họp khi mất điện), into the single acts that
// it tells of, in the order of their own times.
//
// It decides on none of them: each is a command like any other, ruled on at its own
// time. See docs/decisions/0032-paper-in-a-power-cut.md.
package byhand
