// Package mail reads the letters that come back to an office: an opinion, a report
// on a task or the answer to an invitation, given by replying to a message (clause
// E9).
//
// What comes in is hostile: it is bounded, decoded by what it says of itself, and
// claims nothing until its sender is proved. [Read] takes a message apart,
// [Reply] finds what was written anew, [Position] what the first line says,
// [Desk.Open] whom the address that it was sent to was made for.
package mail
