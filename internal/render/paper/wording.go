package paper

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Name is what the document is called in a list of files: its kind and subject.
func (p Paper) Name() string { return strings.TrimSpace(p.Kind + " " + p.Subject) }

// NumberLine is component 3: "Số: 05/GM-BCĐ". A number below ten has a zero
// before it; a number that is not known leaves room.
func (p Paper) NumberLine() string {
	n := p.Number
	switch {
	case n == "":
		n = "        "
	case utf8.RuneCountInString(n) == 1:
		n = "0" + n
	}
	if p.Symbol == "" {
		return "Số: " + n
	}
	return "Số: " + n + "/" + p.Symbol
}

// DayLine is component 4: "Nghệ An, ngày 05 tháng 01 năm 2026". Days below ten
// and the months 1 and 2 have a zero before them; what is not known leaves room.
func (p Paper) DayLine() string {
	place := p.Place
	if place != "" {
		place += ", "
	}
	if p.Day.IsZero() {
		return place + "ngày      tháng      năm        "
	}
	return place + LongDay(p.Day)
}

// LongDay writes a day as documents do: "ngày 05 tháng 01 năm 2026".
func LongDay(t time.Time) string {
	month := fmt.Sprint(int(t.Month()))
	if t.Month() <= time.February {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", t.Day(), month, t.Year())
}

// RecipientLines are the lines under "Nơi nhận:": each begins with a hyphen and
// ends with a semicolon, the last with a full stop.
func (p Paper) RecipientLines() []string {
	var out []string
	for i, r := range p.Recipients {
		end := ";"
		if i == len(p.Recipients)-1 {
			end = "."
		}
		out = append(out, "- "+strings.TrimRight(r, ".;")+end)
	}
	return out
}

// GroundLines are the grounds, each with its end: a semicolon, the last a full
// stop.
func (p Paper) GroundLines() []string {
	var out []string
	for i, g := range p.Grounds {
		end := ";"
		if i == len(p.Grounds)-1 {
			end = "."
		}
		out = append(out, strings.TrimRight(g, ".;")+end)
	}
	return out
}

// Addressees are the lines of "Kính gửi:": one stands on its line, several stand
// below it, a line each.
func (p Paper) Addressees() []string {
	if len(p.To) < 2 {
		return p.To
	}
	var out []string
	for i, s := range p.To {
		end := ";"
		if i == len(p.To)-1 {
			end = "."
		}
		out = append(out, "- "+strings.TrimRight(s, ".;")+end)
	}
	return out
}

// Closed is the text with its closing mark after the last paragraph. A text that
// ends in a table gets a line of its own for it.
func (p Paper) Closed() []Block {
	n := len(p.Body)
	if n == 0 {
		return nil
	}
	out := append([]Block(nil), p.Body...)
	last := out[n-1]
	if last.Table != nil || len(last.Text) == 0 {
		return append(out, Block{Style: Centre, Text: []Run{{Text: End}}})
	}
	runs := append([]Run(nil), last.Text...)
	end := &runs[len(runs)-1]
	end.Text = strings.TrimRight(end.Text, " ")
	if !strings.HasSuffix(end.Text, End) {
		end.Text = strings.TrimRight(end.Text, ".") + End
	}
	last.Text = runs
	out[n-1] = last
	return out
}
