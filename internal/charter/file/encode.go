package file

import (
	"strings"

	"nghisu/internal/charter"
)

// encode gives a whole charter as its file stands.
func encode(c *charter.Charter) value {
	r := newRecord().put("format", plainWord(format)).put("key", free(c.Key)).put("title", textValue(c.Title))
	status := "in-force"
	if c.Draft {
		status = "draft"
	}
	r.put("status", plainWord(status)).put("reconstructed", yes(c.Reconstructed)).put("note", textValue(c.Note)).
		put("sources", always(c.Sources)).put("unstated", always(c.Unstated))
	documents := make([]value, len(c.Documents))
	for i := range c.Documents {
		documents[i] = encodeDocument(&c.Documents[i])
	}
	amendments := make([]value, len(c.Amendments))
	for i, a := range c.Amendments {
		changes := make([]value, len(a.Changes))
		for j := range a.Changes {
			changes[j] = encodeChange(&a.Changes[j])
		}
		amendments[i] = newRecord().put("by", free(a.By)).put("effect", dateValue(a.Effect)).put("changes", blocks(changes)).done()
	}
	return r.put("documents", blocks(documents)).put("amendments", blocks(amendments)).done()
}

func encodeDocument(d *charter.Document) value {
	articles := make([]value, len(d.Articles))
	for i := range d.Articles {
		a := &d.Articles[i]
		articles[i] = newRecord().put("article", numberValue(a.Number)).put("part", free(a.Part)).put("title", textValue(a.Title)).
			put("text", textValue(a.Text)).put("rows", always(a.Rows)).put("was", free(a.Was)).put("rules", encodeRules(a.Rules)).
			put("points", encodePoints(a.Points)).put("clauses", encodeClauses(a.Clauses)).done()
	}
	return documentHead(d).put("articles", blocks(articles)).done()
}

// documentHead is a document without its articles.
func documentHead(d *charter.Document) *record {
	return newRecord().put("document", free(d.Key)).put("kind", free(d.Kind)).put("title", textValue(d.Title)).
		put("number", free(d.Number)).put("date", dateValue(d.Date)).put("signed-by", textValue(d.SignedBy)).
		put("effect", dateValue(d.Effect)).put("ends", dateValue(d.Ends)).put("url", free(d.URL)).
		put("official", yes(d.Official)).put("note", textValue(d.Note))
}

func encodeClauses(list []charter.Clause) value {
	items := make([]value, len(list))
	for i := range list {
		c := &list[i]
		items[i] = newRecord().put("clause", numberValue(c.Number)).put("text", textValue(c.Text)).put("rows", always(c.Rows)).
			put("was", free(c.Was)).put("rules", encodeRules(c.Rules)).put("points", encodePoints(c.Points)).done()
	}
	return blocks(items)
}

func encodePoints(list []charter.Point) value {
	items := make([]value, len(list))
	for i := range list {
		p := &list[i]
		items[i] = newRecord().put("point", free(p.Letter)).put("text", textValue(p.Text)).put("rows", always(p.Rows)).
			put("was", free(p.Was)).put("rules", encodeRules(p.Rules)).done()
	}
	return blocks(items)
}

func encodeChange(c *charter.Change) value {
	r := newRecord()
	if c.Kind >= charter.Replace && c.Kind <= charter.Repeal {
		r.put(changeKeys[c.Kind-1], free(c.Address))
	}
	return r.put("part", free(c.Part)).put("title", textValue(c.Title)).put("text", textValue(c.Text)).put("rows", always(c.Rows)).
		put("was", free(c.Was)).put("rules", encodeRules(c.Rules)).put("points", encodePoints(c.Points)).
		put("clauses", encodeClauses(c.Clauses)).done()
}

// numberValue writes 4 as a number and 4a as a word.
func numberValue(s string) value {
	if decimal(s) {
		return value{form: literal, text: s}
	}
	return free(s)
}

func encodeRules(list []charter.Rule) value {
	items := make([]value, len(list))
	for i := range list {
		items[i] = encodeRule(&list[i])
	}
	return blocks(items)
}

// encodeRule gives a rule as it stands in the file: its id, its kind with its
// parameters, then the common ones.
func encodeRule(r *charter.Rule) value {
	out := newRecord().put("id", free(r.ID))
	encodeSpec(out, r.Spec)
	out.put("valid", newRecord().put("from", dateValue(r.Valid.From)).put("to", dateValue(r.Valid.To)).done()).
		put("in", frees(r.In))
	switch r.Force {
	case charter.Reminder:
		out.put("force", plainWord("reminder"))
	case charter.Record:
		out.put("force", plainWord("record"))
	}
	out.put("unless", frees(r.Unless)).put("rows", always(r.Rows))
	if r.Inferred {
		out.put("basis", plainWord("inferred"))
	}
	return out.put("note", textValue(r.Note)).done()
}

// paramsValue builds back the mapping that params took apart.
func paramsValue(list []charter.Param) value {
	r := newRecord()
	for i := 0; i < len(list); {
		head, _, nested := strings.Cut(list[i].Key, ".")
		j := i
		var below []charter.Param
		var words []value
		for ; j < len(list); j++ {
			h, rest, n := strings.Cut(list[j].Key, ".")
			if h != head || n != nested {
				break
			}
			if nested {
				below = append(below, charter.Param{Key: rest, Value: list[j].Value})
			} else {
				words = append(words, free(list[j].Value))
			}
		}
		if nested {
			r.put(head, paramsValue(below))
		} else {
			r.put(head, oneOrMore(words))
		}
		i = j
	}
	return r.done()
}

// inputsValue writes the papers that a sitting needs, one key to an item.
func inputsValue(list []charter.Param) value {
	items := make([]value, len(list))
	for i, p := range list {
		if p.Key == "" {
			items[i] = free(p.Value)
		} else {
			items[i] = newRecord().put(p.Key, free(p.Value)).done()
		}
	}
	return listOf(items)
}

// productValue writes what a duty makes: a word, or keys with values.
func productValue(list []charter.Param) value {
	if len(list) == 1 && list[0].Key == "" {
		return free(list[0].Value)
	}
	return paramsValue(list)
}
