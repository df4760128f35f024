package store

import (
	"encoding/base64"
	"encoding/json"

	"nghisu/internal/committee"
)

// pageSize bounds a page.
func pageSize(limit int) int {
	switch {
	case limit <= 0:
		return 50
	case limit > 1000:
		return 1000
	}
	return limit
}

// cursor names the last row of a page by the two columns that order the list.
func cursor(key int64, id string) string {
	b, err := json.Marshal([]any{key, id})
	if err != nil {
		panic(err) // a number and a text always marshal
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// after adds that rows come after a cursor. A cursor that is none is a fault of
// the input.
func after(q *statement, text string, newest bool, key, id string) error {
	if text == "" {
		return nil
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	var last [2]json.RawMessage
	var k int64
	var i string
	if err != nil || json.Unmarshal(b, &last) != nil || json.Unmarshal(last[0], &k) != nil || json.Unmarshal(last[1], &i) != nil {
		return committee.Wrong("cursor", "store.bad-cursor")
	}
	sign := ">"
	if newest {
		sign = "<"
	}
	q.add(" and ("+key+", "+id+") "+sign+" (?, ?)", k, i)
	return nil
}

func order(newest bool, key, id string) string {
	if newest {
		return " order by " + key + " desc, " + id + " desc"
	}
	return " order by " + key + ", " + id
}
