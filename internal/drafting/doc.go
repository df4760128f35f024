// Package drafting composes the documents of a meeting (văn bản của phiên họp) and
// of an opinion round (đợt lấy ý kiến) from what the books hold of them: the
// invitation, the minutes, the notice of conclusions, the table of comments. What the books do not know, as the number and the day of signing,
// is left as room to write.
//
// A document composed here is a draft: nothing is recorded by making it, and
// signing it is an act of its own. It says no more than its reader may see, since
// it is made of the pages that the reader was given.
//
// It may import app, the domain and [nghisu/internal/render/paper]; edges import it.
package drafting
