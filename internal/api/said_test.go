package api

import (
	"encoding/json"
	"testing"
)

func TestSaid(t *testing.T) {
	for stored, want := range map[string]string{
		`{"reason":{"§":"vì sao"},"n":12345678901234567890,"list":[{"§":"a"},{"b":{"§x":"id"}}]}`: `{"list":["a",{"b":"[đã xóa]"}],"n":12345678901234567890,"reason":"vì sao"}`,
		`{"§":"a","other":1}`: `{"other":1,"§":"a"}`,
		`{}`:                  `{}`,
		``:                    `null`,
	} {
		got, err := json.Marshal(said(json.RawMessage(stored)))
		if err != nil || string(got) != want {
			t.Errorf("%s is said as %s (%v), want %s", stored, got, err, want)
		}
	}
}
