package file

import "nghisu/internal/charter"

// Parse reads a charter file. The name stands before each problem. Every error
// is reported at once; the charter is nil when any error stands, and warnings
// come with a charter. Parse reads bytes from anywhere: it is bounded in time
// and memory and does not panic.
func Parse(name string, src []byte) (*charter.Charter, Problems) {
	root, problems := tree(name, src)
	if root == nil {
		return nil, problems.sorted()
	}
	d := decoder{name: name, problems: problems}
	c := d.charter(root)
	if c != nil {
		d.check(c, root)
	}
	out := d.problems.sorted()
	if out.Errors() {
		return nil, out
	}
	return c, out
}
