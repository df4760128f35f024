// Package file reads and writes charter files, format nghi-su/charter/1: YAML
// with the text of a regulation in order and each rule beside its clause.
//
// [Parse] gives a [charter.Charter], or every error at once with file, line
// and column, the clause and the rule; [Write] gives the canonical file back;
// [Show] gives the JSON view of a consolidated text.
//
// It may import charter, the YAML library and the standard library. It reads
// no file and knows no clock: callers bring the bytes.
package file
