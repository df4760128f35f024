package ui

import (
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// AgencyOptions lists the agencies of a tree for a field, the lower ones
// indented.
func AgencyOptions(p *Page, tree []app.AgencyNode) []Option {
	out := make([]Option, 0, len(tree))
	for _, n := range tree {
		out = append(out, Option{
			Value: string(n.Agency.ID),
			Text:  strings.Repeat("—"+nbsp, min(n.Depth, 6)) + p.Say(n.Agency.Name),
		})
	}
	return out
}

// PostOptions lists the posts of a tree for a field, by agency.
func PostOptions(p *Page, tree []app.AgencyNode) []Option {
	var out []Option
	for _, n := range tree {
		for _, post := range n.Posts {
			text := p.Say(post.Post.Title)
			if post.Holder != "" {
				text += ", " + post.Holder
			}
			out = append(out, Option{Value: string(post.Post.ID), Text: text, Group: p.Say(n.Agency.Name)})
		}
	}
	return out
}

// PeopleOptions lists people for a field.
func PeopleOptions(people []committee.Person) []Option {
	out := make([]Option, 0, len(people))
	for _, x := range people {
		out = append(out, Option{Value: string(x.ID), Text: x.Name})
	}
	return out
}

// SeatOptions lists seats for a field, title before name, in the order of the
// decision.
func SeatOptions(p *Page, seats []app.SeatLine) []Option {
	out := make([]Option, 0, len(seats))
	for _, s := range seats {
		out = append(out, Option{Value: string(s.Seat), Text: SeatName(p, s), Group: s.In})
	}
	return out
}

// SeatName writes a seat with who sits in it: "Trưởng ban, Bộ trưởng 1".
func SeatName(p *Page, s app.SeatLine) string {
	title := p.Say(s.Title)
	if title == "" {
		title = p.Role(s.Role)
	}
	if s.Holder == "" {
		return title + ", " + p.T("vacant")
	}
	return title + ", " + s.Holder
}

// BodyOptions lists bodies for a field; those that are over are left out.
func BodyOptions(p *Page, bodies []app.BodyLine) []Option {
	var out []Option
	for _, b := range bodies {
		if !b.Dissolved {
			out = append(out, Option{Value: string(b.Key), Text: p.Say(b.Name)})
		}
	}
	return out
}

// Chosen gives the words of the option with a value, for a check page.
func Chosen(options []Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return strings.TrimLeft(o.Text, "—"+nbsp)
		}
	}
	return value
}

// ChosenAll gives the words of several options, joined by commas.
func ChosenAll(options []Option, values []string) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = Chosen(options, v)
	}
	return strings.Join(words, ", ")
}
