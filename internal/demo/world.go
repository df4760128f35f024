package demo

import (
	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// agencyRow is one agency of the tables. A code stands where it is public; the
// first day is left unknown where no source of the five bodies tells it.
type agencyRow struct {
	key, parent, kind, code string
	vi, en, short           string
	from                    string
}

// postRow is one post with its first holder, a placeholder person of the same
// key. Posts that lead are those of the head of an agency.
type postRow struct {
	key, agency, kind string
	vi, en            string
	leads             bool
}

// chapter is a part of the books that is entered on one day.
type chapter struct {
	day      string
	agencies []agencyRow
	posts    []postRow
	people   []personRow
	since    string // first day of the holders in their posts
}

// personRow is a person who holds no post in the tables.
type personRow struct{ key, name string }

// history founds the office and enters agencies, posts and people in the order
// of time, with the successions of agencies on their days.
func (s *sim) history() {
	first := day("2011-08-01")
	s.plan(at(first, 8, 0), "found the office", func() {
		r := s.done(s.app.FoundOffice(s.ctx, s.by(""), app.OfficeIn{
			VI: "Văn phòng mẫu giữ sổ năm tổ chức", EN: "Example office keeping the books of five bodies",
			Keeper: "Người giữ sổ (mẫu)", From: first,
		}))
		s.keeper = committee.PersonID(r.Ref)
		s.people["quantri"] = s.keeper
	})
	for _, c := range chapters() {
		s.plan(at(day(c.day), 8, 30), "enter agencies, posts and people", func() { s.enter(c) })
	}
	s.successions()
}

// enter records a chapter.
func (s *sim) enter(c chapter) {
	for _, g := range c.agencies {
		r := s.done(s.app.RecordAgency(s.ctx, s.books(), app.AgencyIn{
			Parent: s.agency(g.parent), Kind: g.kind, Code: g.code, VI: g.vi, EN: g.en, Short: g.short, From: day(g.from),
		}))
		s.agencies[g.key] = committee.AgencyID(r.Ref)
	}
	for _, p := range c.people {
		s.name(p.key, p.name)
	}
	for _, p := range c.posts {
		r := s.done(s.app.RecordPost(s.ctx, s.books(), app.PostIn{
			Agency: s.agency(p.agency), Kind: p.kind, VI: p.vi, EN: p.en, Leads: p.leads,
		}))
		s.posts[p.key] = committee.PostID(r.Ref)
		s.agencyOf[s.posts[p.key]] = s.agency(p.agency)
		if p.leads {
			s.leads[s.agency(p.agency)] = p.key
		}
		s.name(p.key, p.vi+" (mẫu)")
		s.take(p.key, p.key, day(c.since))
	}
}

// name records a person under a key of the tables.
func (s *sim) name(key, name string) {
	if _, known := s.people[key]; known {
		return
	}
	r := s.done(s.app.RecordPerson(s.ctx, s.books(), app.PersonIn{Name: committee.Prose(name)}))
	s.people[key] = committee.PersonID(r.Ref)
}

// take puts a person of the tables in a post.
func (s *sim) take(post, person string, from charter.Date) {
	s.done(s.app.TakePost(s.ctx, s.books(), app.TakePostIn{Post: s.posts[post], Person: s.person(person), From: from}))
	s.holds[post] = s.person(person)
	s.turned()
}

// succeed changes the holder of a post by a decision; what the post fills
// follows it.
func (s *sim) succeed(post, person, name, title string, from charter.Date) {
	s.name(person, name)
	s.done(s.app.TakePost(s.ctx, s.books(), app.TakePostIn{
		Post: s.posts[post], Person: s.person(person), From: from,
		Decision: &app.DecisionIn{Title: committee.Prose(title), DateFrom: from, DateTo: from, Effect: from},
	}))
	s.holds[post] = s.person(person)
	s.turned()
}

// leader gives who heads an agency, or nobody.
func (s *sim) leader(agency committee.AgencyID) committee.PersonID { return s.holds[s.leads[agency]] }

// endAgency ends an agency; what it held passes to its successor.
func (s *sim) endAgency(key, successor string, last charter.Date) {
	s.done(s.app.EndAgency(s.ctx, s.books(), app.EndAgencyIn{ID: s.agency(key), To: last, Successor: s.agency(successor)}))
	delete(s.leads, s.agency(key))
	s.turned()
}

// successions are the ends of agencies on their true days: the Ministry of
// Information and Communications passed to the Ministry of Science and
// Technology on 1 March 2025; districts ended when the two tiers of local
// government began on 1 July 2025. The districts and communes here are samples.
func (s *sim) successions() {
	last := day("2025-02-28")
	s.plan(at(last, 16, 30), "end of the Ministry of Information and Communications", func() {
		s.endAgency("btttt", "bkhcn", last)
	})
	end := day("2025-06-30")
	s.plan(at(end, 15, 0), "end of the districts", func() {
		s.enter(communes())
		for _, n := range []string{"1", "2", "3"} {
			s.endAgency("na-xa-cu-"+n, "na-xa-"+n, end)
			s.endAgency("na-huyen-"+n, "na-xa-"+n, end)
		}
		s.endAgency("hn-quan-1", "hn-phuong-1", end)
		s.endAgency("hn-huyen-1", "hn-xa-1", end)
		s.endAgency("hn-thi-xa-1", "hn-phuong-2", end)
	})
}
