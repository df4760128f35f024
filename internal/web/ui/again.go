package ui

// Again asks for the form to be drawn anew with what was read, and nothing
// more: a button of the form changed its lines.
func (f *Form) Again() { f.Values.Set(stepField, "sua") }
