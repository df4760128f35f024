// Package admin holds the pages of those who keep the office's books: the tree
// of agencies with their posts and holders on a day, people, assistants,
// keepers, and accounts.
//
// It asks the application and draws with the parts of ui; it knows no other
// package of pages.
package admin
