package charter

// TextOn gives the consolidated text of a day (văn bản hợp nhất): the documents
// in force with the articles, clauses and points in force, each with the rules
// in force beside it, in the order of the text. Former addresses are kept.
func (r *Regulation) TextOn(on Date) []Document {
	var out []Document
	for _, in := range r.instruments {
		if on < in.from || on > in.to {
			continue
		}
		d := *in.doc
		d.Articles = nil
		for _, u := range in.articles {
			if u.holds(on) {
				d.Articles = append(d.Articles, u.article(on))
			}
		}
		out = append(out, d)
	}
	return out
}

func (u *unit) holds(d Date) bool { return d >= u.from && d <= u.to }

func (u *unit) article(on Date) Article {
	a := Article{
		Number: u.number, Part: u.part, Title: u.title, Text: u.text, Rows: u.rows, Was: u.was,
		Rules: u.rulesOn(on), Points: u.pointsOn(on),
	}
	for _, k := range u.kids {
		if k.level == levelClause && k.holds(on) {
			a.Clauses = append(a.Clauses, Clause{
				Number: k.number, Text: k.text, Rows: k.rows, Was: k.was, Rules: k.rulesOn(on), Points: k.pointsOn(on),
			})
		}
	}
	return a
}

func (u *unit) pointsOn(on Date) []Point {
	var out []Point
	for _, k := range u.kids {
		if k.level == levelPoint && k.holds(on) {
			out = append(out, Point{Letter: k.number, Text: k.text, Rows: k.rows, Was: k.was, Rules: k.rulesOn(on)})
		}
	}
	return out
}

func (u *unit) rulesOn(on Date) []Rule {
	var out []Rule
	for _, p := range u.placed {
		if p.holds(on) {
			out = append(out, *p.rule)
		}
	}
	return out
}

// ClauseOn gives the wording at an address on a day; the cite names no rule.
// It is false when nothing stands there that day.
func (r *Regulation) ClauseOn(address string, on Date) (Cite, bool) {
	key, _, ok := ParseAddress(address)
	in := r.instrument(key)
	if !ok || in == nil {
		return Cite{}, false
	}
	return in.clauseOn(in.articles, address, on)
}

func (in *instrument) clauseOn(list []*unit, address string, on Date) (Cite, bool) {
	for _, u := range list {
		if !u.holds(on) {
			continue
		}
		if u.address == address {
			text := u.text
			if text.IsZero() {
				text = u.title
			}
			return Cite{Address: address, Document: in.doc.Key, Place: u.place, Text: text}, true
		}
		if c, ok := in.clauseOn(u.kids, address, on); ok {
			return c, true
		}
	}
	return Cite{}, false
}
