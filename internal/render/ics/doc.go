// Package ics writes and reads calendar objects: the invitation, change and
// calling off of a meeting (RFC 5546, iTIP), feeds to which a calendar program
// subscribes (RFC 5545), and the answers that such programs send back.
//
// Times are written in UTC, lines end in CRLF and are folded at 75 octets; so no
// reader needs a table of zones. A feed keeps the identifiers of its events, so
// that a change replaces and never doubles.
package ics
