package file

import "nghisu/internal/charter"

// changeInfo is one change of an amendment as the checks need it.
type changeInfo struct {
	kind      charter.ChangeKind
	address   string
	at        pos
	amendment int
	by        string
	effect    charter.Approx
	added     []reference // addresses that its text brings, its own first
	rules     [2]int      // its rules in index.rules: from, to
}

// amendment reads the changes that one document makes.
func (d *decoder) amendment(n *node, number int) charter.Amendment {
	f, _ := d.fields(n, []string{"by", "effect", "changes"})
	a := charter.Amendment{
		By:     d.key(f.need("by", say{"name the amending document, one of documents", "hãy ghi khóa của văn bản sửa đổi, có trong documents"})),
		Effect: d.date(f.get("effect")),
	}
	effect := a.Effect
	if doc := d.index.documents[a.By]; doc != nil && effect.IsZero() {
		effect = doc.force()
	} else if doc == nil && a.By != "" {
		d.fail(f.n.get("by").pos, CodeUnknown, sayf("there is no document %q", "không có văn bản %q", a.By), offer(a.By, d.index.documentKeys()))
	}
	d.index.amending = true
	for _, item := range d.nodes(f.need("changes", say{"list what it changes", "hãy liệt kê nội dung sửa đổi"})) {
		if d.full(item.pos, len(d.index.changes), maxChanges, say{"changes", "nội dung sửa đổi"}) {
			break
		}
		before, added := len(d.index.rules), len(d.index.added)
		c, info := d.change(item)
		if info == nil {
			continue
		}
		info.amendment, info.by, info.effect = number, a.By, effect
		info.rules = [2]int{before, len(d.index.rules)}
		info.added = d.index.added[added:]
		d.index.changes = append(d.index.changes, info)
		a.Changes = append(a.Changes, c)
	}
	d.index.amending = false
	return a
}

// changeKeys are the keys that name what a change does.
var changeKeys = []string{"replace", "insert", "repeal"}

// change reads one change. What its address names decides which keys it has.
func (d *decoder) change(n *node) (charter.Change, *changeInfo) {
	var c charter.Change
	if n.shape != mapping {
		d.fail(n.pos, CodeValue, say{"a change is expected here", "ở đây phải là một nội dung sửa đổi"}, say{"write replace, insert or repeal with an address", "hãy viết replace, insert hoặc repeal kèm địa chỉ"})
		return c, nil
	}
	word := ""
	for i, k := range changeKeys {
		switch {
		case n.get(k) == nil:
		case word != "":
			d.fail(n.find(k), CodeValue, sayf("%s and %s together", "%s và %s cùng lúc", word, k), say{"write two changes", "hãy viết thành hai nội dung"})
			return c, nil
		default:
			word, c.Kind = k, charter.ChangeKind(i+1)
		}
	}
	if word == "" {
		d.fields(n, changeKeys, []string{"text", "rows", "rules", "points", "article", "part", "title", "clauses", "was"})
		d.fail(n.pos, CodeMissing, say{"replace, insert or repeal is missing", "thiếu replace, insert hoặc repeal"}, addressHint)
		return c, nil
	}
	at := n.get(word)
	c.Address = d.str(fields{d, n}.get(word))
	p, ok := parseAddress(c.Address)
	if c.Address != "" && !ok {
		d.fail(at.pos, CodeValue, sayf("%q is not an address", "%q không phải địa chỉ", c.Address), addressHint)
	}
	if !ok {
		return c, nil
	}
	info := &changeInfo{kind: c.Kind, address: c.Address, at: at.pos}
	d.clause = c.Address
	defer func() { d.clause = "" }()
	if c.Kind == charter.Repeal {
		d.fields(n, []string{"repeal"})
		return c, info
	}
	d.address(c.Address, at)
	d.changed(n, word, p, &c)
	return c, info
}

// changed reads the new text.
func (d *decoder) changed(n *node, word string, p charter.Place, c *charter.Change) {
	allowed := []string{word, "text", "rows", "rules", "was"}
	whole := p.Clause == "" && p.Point == ""
	if p.Point == "" {
		allowed = append(allowed, "points")
	}
	if whole {
		allowed = append(allowed, "article", "part", "title", "clauses")
	}
	f, _ := d.fields(n, allowed)
	if v := f.get("article"); v != nil && whole {
		if s := d.number(v, ""); s != "" && s != p.Article {
			d.fail(v.pos, CodeValue, sayf("the address names article %s", "địa chỉ chỉ Điều %s", p.Article), say{"make them agree", "hãy ghi cho khớp"})
		}
	}
	if n.get("text") == nil && (!whole || n.get("clauses") == nil) {
		d.fail(n.pos, CodeMissing, say{"the new text is missing", "thiếu lời văn mới"}, say{"write text, or clauses for an article", "hãy ghi text, hoặc clauses nếu là điều"})
	}
	c.Text, c.Rows, c.Was = d.text(f.get("text")), d.strings(f.get("rows")), d.was(f.get("was"))
	c.Rules = d.rules(f.get("rules"))
	if p.Point == "" {
		c.Points = d.points(f.get("points"), c.Address)
	}
	if whole {
		c.Part, c.Title = d.str(f.get("part")), d.text(f.get("title"))
		c.Clauses = d.clauses(f.get("clauses"), c.Address)
	}
}
