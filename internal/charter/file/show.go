package file

import (
	"bytes"
	"encoding/json"

	"nghisu/internal/charter"
)

// Show gives the JSON view of a consolidated text (văn bản hợp nhất): the head
// of the charter, then the documents with articles, clauses and points, each
// with its address, its place in words ("ref") and its rules as they stand in
// the file, key by key in order. docs is the text of one day, as the charter's
// engine gives it. The same text always gives the same bytes.
func Show(c *charter.Charter, docs []charter.Document) ([]byte, error) {
	status := "in-force"
	if c.Draft {
		status = "draft"
	}
	documents := make([]value, len(docs))
	for i := range docs {
		documents[i] = showDocument(&docs[i])
	}
	r := newRecord().put("key", free(c.Key)).put("title", textValue(c.Title)).put("status", plainWord(status)).
		put("reconstructed", truthValue(c.Reconstructed)).put("note", textValue(c.Note)).put("sources", always(c.Sources)).
		put("unstated", present(always(c.Unstated))).put("documents", present(listOf(documents)))
	var b bytes.Buffer
	if err := writeJSON(&b, r.value); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// present keeps an empty list where one is always shown.
func present(v value) value {
	v.form = several
	return v
}

func truthValue(b bool) value {
	if b {
		return yes(true)
	}
	return value{form: literal, text: "false"}
}

func showDocument(d *charter.Document) value {
	articles := make([]value, len(d.Articles))
	for i := range d.Articles {
		a := &d.Articles[i]
		p := charter.Place{Article: a.Number}
		r := showPlace(newRecord().put("article", free(a.Number)), d.Key, p).put("part", free(a.Part)).
			put("title", textValue(a.Title)).put("text", textValue(a.Text)).put("rows", always(a.Rows)).put("was", free(a.Was)).
			put("rules", encodeRules(a.Rules)).put("points", showPoints(d.Key, p, a.Points))
		clauses := make([]value, len(a.Clauses))
		for j := range a.Clauses {
			c := &a.Clauses[j]
			q := charter.Place{Article: a.Number, Clause: c.Number}
			clauses[j] = showPlace(newRecord().put("clause", free(c.Number)), d.Key, q).put("text", textValue(c.Text)).
				put("rows", always(c.Rows)).put("was", free(c.Was)).put("rules", encodeRules(c.Rules)).
				put("points", showPoints(d.Key, q, c.Points)).done()
		}
		articles[i] = r.put("clauses", listOf(clauses)).done()
	}
	return documentHead(d).put("articles", present(listOf(articles))).done()
}

func showPoints(document string, p charter.Place, list []charter.Point) value {
	items := make([]value, len(list))
	for i := range list {
		x := &list[i]
		p.Point = x.Letter
		items[i] = showPlace(newRecord().put("point", free(x.Letter)), document, p).put("text", textValue(x.Text)).
			put("rows", always(x.Rows)).put("was", free(x.Was)).put("rules", encodeRules(x.Rules)).done()
	}
	return listOf(items)
}

// showPlace puts the address and the place in words.
func showPlace(r *record, document string, p charter.Place) *record {
	return r.put("address", free(p.Address(document))).put("ref", free(p.In("vi")))
}

// writeJSON writes a value, keys in its order.
func writeJSON(b *bytes.Buffer, v value) error {
	switch v.form {
	case literal:
		b.WriteString(v.text)
	case several:
		b.WriteByte('[')
		for i, item := range v.items {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := writeJSON(b, item); err != nil {
				return err
			}
		}
		b.WriteByte(']')
	case keyed:
		b.WriteByte('{')
		for i, p := range v.keys {
			if i > 0 {
				b.WriteByte(',')
			}
			if err := writeJSONText(b, p.key); err != nil {
				return err
			}
			b.WriteByte(':')
			if err := writeJSON(b, p.value); err != nil {
				return err
			}
		}
		b.WriteByte('}')
	case nothing:
		b.WriteString("null")
	default:
		return writeJSONText(b, v.text)
	}
	return nil
}

// writeJSONText writes a string without turning < > & into escapes.
func writeJSONText(b *bytes.Buffer, s string) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the encoder ends with a line feed
	return nil
}
