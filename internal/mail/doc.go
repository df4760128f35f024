// Package mail sends the letters of an office and reads those that come back: an
// opinion, a report on a task or the answer to an invitation, given by replying to
// a message (clause E9).
//
// What leaves is composed ([Outgoing]), signed ([Signer]) and handed over once
// ([Server.Send]); [Post] does so for the letters that wait
// (docs/decisions/0020-mail.md).
//
// What comes in is hostile: it is bounded, decoded by what it says of itself, and
// claims nothing until its sender is proved. [Read] takes a message apart,
// [Reply] finds what was written anew, [Position] what the first line says,
// [Desk.Open] whom the address that it was sent to was made for.
package mail
