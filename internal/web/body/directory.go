package body

import (
	"sort"
	"strings"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/web/ui"
)

// directory finds by its words whoever can fill a seat: a person, a post, an
// agency that sends somebody, another seat.
type directory struct {
	p       *ui.Page
	entries []entry
	exact   map[string][]int // by wording, small letters
	folded  map[string][]int // without marks
}

// entry is one filling with the words under which it is offered.
type entry struct {
	Label string
	Fill  committee.FillKind
	Ref   string
	Note  string // what kind of filling it is, in words
}

// newDirectory gathers what the office's books know on a day.
func newDirectory(p *ui.Page, tree []app.AgencyNode, people []committee.Person, seats []app.SeatLine) *directory {
	d := &directory{p: p, exact: map[string][]int{}, folded: map[string][]int{}}
	same := map[string]int{}
	for _, x := range people {
		same[fold(x.Name)]++
	}
	for _, n := range tree {
		agency := p.Say(n.Agency.Name)
		for _, post := range n.Posts {
			title := p.Say(post.Post.Title)
			label := title
			if !strings.Contains(fold(title), fold(agency)) {
				label = title + ", " + agency
			}
			d.add(entry{Label: label, Fill: committee.FillPost, Ref: string(post.Post.ID), Note: noteOf(p, "post", post.Holder)}, title, title+" "+agency)
		}
	}
	for _, n := range tree {
		name := p.Say(n.Agency.Name)
		names := []string{name, n.Agency.Name.VI, n.Agency.Short}
		d.add(entry{Label: p.T("fill.delegate-of", name), Fill: committee.FillDelegate, Ref: string(n.Agency.ID), Note: p.T("fill.delegate")}, names...)
	}
	for _, x := range people {
		label := x.Name
		if same[fold(x.Name)] > 1 && len(x.ID) > 4 {
			label += " (" + string(x.ID[len(x.ID)-4:]) + ")"
		}
		d.add(entry{Label: label, Fill: committee.FillPerson, Ref: string(x.ID), Note: p.T("fill.person")}, x.Name)
	}
	for _, s := range seats {
		d.add(entry{Label: p.T("fill.seat-of", ui.SeatName(p, s)), Fill: committee.FillSeat, Ref: string(s.Seat), Note: p.T("fill.seat")})
	}
	return d
}

func noteOf(p *ui.Page, kind, holder string) string {
	if holder != "" {
		return p.T("fill.held", p.T("fill."+kind), holder)
	}
	return p.T("fill." + kind)
}

// add takes an entry in, under its label and other wordings.
func (d *directory) add(e entry, also ...string) {
	d.entries = append(d.entries, e)
	i := len(d.entries) - 1
	for _, s := range append([]string{e.Label}, also...) {
		if s = plainSpace(s); s == "" {
			continue
		}
		d.index(d.exact, strings.ToLower(s), i)
		d.index(d.folded, fold(s), i)
	}
}

func (d *directory) index(m map[string][]int, key string, i int) {
	for _, j := range m[key] {
		if j == i {
			return
		}
	}
	m[key] = append(m[key], i)
}

// find gives whoever a wording means. More than one means that the wording is
// not enough; none that nobody is known by it.
func (d *directory) find(words string) []entry {
	words = plainSpace(words)
	if words == "" || fold(words) == fold(d.p.T("vacant")) || fold(words) == "khuyet" {
		return []entry{{Label: d.p.T("vacant"), Fill: committee.FillVacant}}
	}
	if n, ok := rowNumber(words); ok {
		return []entry{{Label: words, Fill: committee.FillSeat, Ref: "#" + n}}
	}
	if list := d.exact[strings.ToLower(words)]; len(list) > 0 {
		return d.pick(list)
	}
	if list := d.folded[fold(words)]; len(list) > 0 {
		return d.pick(list)
	}
	return nil
}

// pick gives the entries found.
func (d *directory) pick(list []int) []entry {
	out := make([]entry, len(list))
	for i, at := range list {
		out[i] = d.entries[at]
	}
	return out
}

// rowNumber reads "#3" or "dòng 3": the seat of another line of the roster.
func rowNumber(s string) (string, bool) {
	for _, prefix := range []string{"#", "dòng ", "row "} {
		if n, ok := strings.CutPrefix(strings.ToLower(s), prefix); ok && digits(n) {
			return strings.TrimSpace(n), true
		}
	}
	return "", false
}

func digits(s string) bool {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// label gives the words for a filling, as the list offers them.
func (d *directory) label(kind committee.FillKind, ref string) string {
	if kind == committee.FillVacant {
		return d.p.T("vacant")
	}
	for _, e := range d.entries {
		if e.Fill == kind && e.Ref == ref {
			return e.Label
		}
	}
	return ref
}

// fold makes words comparable.
func fold(s string) string { return ui.Fold(s) }

// plainSpace makes every run of spaces one, and binds none.
func plainSpace(s string) string { return ui.PlainSpace(s) }

// place is a role in a part of the body, as a line of a roster names it.
type place struct {
	Role  charter.Role
	In    string
	Title string // of the role
	Part  string // name of the part; empty: the body itself
	Rank  int
}

// key is the value of a place in a form: "member@to-cong-tac".
func (x place) key() string {
	if x.In == "" {
		return string(x.Role)
	}
	return string(x.Role) + "@" + x.In
}

// placesOf lists the roles that sit in a body and in its parts, by rank.
func placesOf(p *ui.Page, docs []charter.Document) []place {
	s := NewSpeaker(p.Lang, docs)
	var out []place
	seen := map[string]bool{}
	eachRule(docs, func(r *charter.Rule) {
		x, ok := r.Spec.(charter.RoleSpec)
		if !ok || !x.Outside.IsZero() {
			return
		}
		parts := r.In
		if len(parts) == 0 {
			parts = []string{""}
		}
		for _, in := range parts {
			at := place{Role: x.Role, In: in, Title: s.Role(x.Role), Rank: x.Rank}
			if in != "" {
				at.Part = s.word(in)
			}
			if !seen[at.key()] {
				seen[at.key()] = true
				out = append(out, at)
			}
		}
	})
	sort.SliceStable(out, func(i, j int) bool {
		if (out[i].In == "") != (out[j].In == "") {
			return out[i].In == ""
		}
		return out[i].In == out[j].In && rankOf(out[i]) < rankOf(out[j])
	})
	return out
}

func rankOf(x place) int {
	if x.Rank == 0 {
		return 1 << 20
	}
	return x.Rank
}

// placeOptions lists places for a field, parts under their own headings.
func placeOptions(list []place) []ui.Option {
	out := make([]ui.Option, len(list))
	for i, x := range list {
		out[i] = ui.Option{Value: x.key(), Text: x.Title, Group: x.Part}
	}
	return out
}
