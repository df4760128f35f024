// Package keep serves what a device needs to keep a meeting or an opinion round for
// when there is no network (lưu vào máy này): the list of pages and files, the page
// of what is kept there and waits to be sent, and the question whether it may stay.
// The scripts that keep and show it lie among the assets of ui, since they speak for
// the whole of the origin. See docs/decisions/0027-without-a-network.md.
//
// It may import the application and the parts of the web edge; the web edge
// imports it.
package keep
