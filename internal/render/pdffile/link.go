package pdffile

import "strings"

// annotations copies what lies on a page: links, marks, filled fields. What would
// run something is left out; a link by name becomes one by place, since names of
// two files may be alike.
func (c *Copier) annotations(p Page) Array {
	list, _ := c.f.Get(p.Dict["Annots"]).(Array)
	var out Array
	for _, o := range list {
		d, ok := c.f.Get(o).(Dict)
		if !ok {
			continue
		}
		clean := make(Dict, len(d))
		for _, k := range d.keys() {
			switch k {
			case "AA", "A", "Dest", "P", "Parent", "Popup", "IRT", "StructParent": // run something, point elsewhere, or are put right below
			default:
				clean[k] = c.copied(d[k])
			}
		}
		if to := c.place(d["Dest"]); to != nil {
			clean["Dest"] = to
		}
		switch a, _ := c.f.Get(d["A"]).(Dict); c.f.Get(a["S"]) {
		case Name("GoTo"):
			if to := c.place(a["D"]); to != nil {
				clean["Dest"] = to
			}
		case Name("URI"):
			clean["A"] = Dict{"S": Name("URI"), "URI": c.f.Get(a["URI"])}
		}
		out = append(out, c.w.Add(clean))
	}
	return out
}

// place gives where a link leads, when it leads to a page that is copied.
func (c *Copier) place(o Object) Object {
	var to Array
	switch x := c.f.Get(o).(type) {
	case Array:
		to = x
	case Name:
		to = c.named(string(x))
	case String:
		to = c.named(plainText(x))
	}
	if len(to) == 0 {
		return nil
	}
	r, ok := to[0].(Ref)
	if !ok {
		return nil
	}
	page, ok := c.refs[r.Num]
	if !ok {
		return nil
	}
	out := Array{page}
	for _, e := range to[1:] {
		switch v := c.f.Get(e).(type) {
		case nil, Number, Name:
			out = append(out, v)
		}
	}
	return out
}

// named finds a place by its name.
func (c *Copier) named(name string) Array {
	if c.names == nil {
		c.names = map[string]Array{}
		root, _ := c.f.Get(c.f.trailer["Root"]).(Dict)
		old, _ := c.f.Get(root["Dests"]).(Dict)
		for k, v := range old {
			c.keep(string(k), v)
		}
		tree, _ := c.f.Get(root["Names"]).(Dict)
		c.tree(tree["Dests"], 0)
	}
	return c.names[name]
}

// keep notes a named place: an array, or a dictionary that holds one.
func (c *Copier) keep(name string, o Object) {
	switch x := c.f.Get(o).(type) {
	case Array:
		c.names[name] = x
	case Dict:
		if a, ok := c.f.Get(x["D"]).(Array); ok {
			c.names[name] = a
		}
	}
}

// tree reads a tree of names (ISO 32000-1, 7.9.6).
func (c *Copier) tree(o Object, depth int) {
	d, ok := c.f.Get(o).(Dict)
	if !ok || depth > 20 || len(c.names) > 100_000 {
		return
	}
	pairs, _ := c.f.Get(d["Names"]).(Array)
	for i := 0; i+1 < len(pairs); i += 2 {
		if s, ok := c.f.Get(pairs[i]).(String); ok {
			c.keep(plainText(s), pairs[i+1])
		}
	}
	kids, _ := c.f.Get(d["Kids"]).(Array)
	for _, k := range kids {
		c.tree(k, depth+1)
	}
}

// plainText gives the bytes of a string.
func plainText(s String) string {
	if len(s) < 2 {
		return ""
	}
	in := s[1 : len(s)-1]
	var out []byte
	if s[0] == '<' {
		high, odd := byte(0), false
		for i := range len(in) {
			v, ok := hexDigit(in[i])
			switch {
			case !ok:
			case odd:
				out, odd = append(out, high<<4|v), false
			default:
				high, odd = v, true
			}
		}
		if odd {
			out = append(out, high<<4)
		}
		return string(out)
	}
	for i := 0; i < len(in); i++ {
		if in[i] != '\\' || i+1 == len(in) {
			out = append(out, in[i])
			continue
		}
		i++
		switch e := in[i]; {
		case e >= '0' && e <= '7':
			n := 0
			for k := 0; k < 3 && i < len(in) && in[i] >= '0' && in[i] <= '7'; k++ {
				n = n*8 + int(in[i]-'0')
				i++
			}
			i--
			out = append(out, byte(n))
		case e == '\n':
		case e == '\r':
			if i+1 < len(in) && in[i+1] == '\n' {
				i++
			}
		default:
			if at := strings.IndexByte("nrtbf", e); at >= 0 {
				e = "\n\r\t\b\f"[at]
			}
			out = append(out, e)
		}
	}
	return string(out)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}
