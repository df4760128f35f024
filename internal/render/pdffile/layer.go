package pdffile

// Layers are the layers of a file (optional content; ISO 32000-1, 8.11): all of
// them, and those that are not shown unless asked for.
type Layers struct{ All, Off Array }

// Layers copies the layers of a file, so that what was hidden in it stays hidden.
func (c *Copier) Layers() Layers {
	root, _ := c.f.Get(c.f.trailer["Root"]).(Dict)
	props, _ := c.f.Get(root["OCProperties"]).(Dict)
	usual, _ := c.f.Get(props["D"]).(Dict)
	all, _ := c.f.Get(props["OCGs"]).(Array)
	off, _ := c.f.Get(usual["OFF"]).(Array)
	if c.f.Get(usual["BaseState"]) == Name("OFF") {
		off = nil
		on, _ := c.f.Get(usual["ON"]).(Array)
		shown := map[Object]bool{}
		for _, o := range on {
			if r, ok := o.(Ref); ok {
				shown[r] = true
			}
		}
		for _, o := range all {
			if r, ok := o.(Ref); ok && !shown[r] {
				off = append(off, o)
			}
		}
	}
	var out Layers
	for _, o := range all {
		if to, ok := c.copied(o).(Ref); ok {
			out.All = append(out.All, to)
		}
	}
	for _, o := range off {
		if to, ok := c.copied(o).(Ref); ok {
			out.Off = append(out.Off, to)
		}
	}
	c.drain()
	return out
}
