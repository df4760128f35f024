package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

const (
	bodyA = committee.BodyKey("to-cong-tac-ubqg-cpdt")
	bodyD = committee.BodyKey("ban-chi-dao-ha-noi")
)

// workingGroup founds body A with two of its four groups seated, and gives its
// seats by the names of those who sit in them.
func (w *world) workingGroup() map[string]app.SeatLine {
	w.t.Helper()
	ctx := context.Background()
	for _, n := range []string{"to-head", "pho1", "pho2", "tv", "nhom-head", "nhom-member", "other-head"} {
		w.person(n)
	}
	w.must(w.app.EstablishBody(ctx, w.keeper, app.EstablishIn{
		Key: bodyA, Host: w.agency["vp"], Charter: w.bundled(bodyA), From: day("2019-03-19"), Decision: decision("", "Thành lập Tổ công tác", "2019-03-19"),
	}))
	in := func(part string, l app.SeatIn) app.SeatIn { l.In = part; return l }
	w.must(w.app.Reconstitute(ctx, w.keeper, app.ReconstituteIn{
		Body: bodyA, Decision: decision("2/QĐ", "Danh sách Tổ công tác", "2019-03-19"), Seats: []app.SeatIn{
			w.sits("head", "to-head"), w.sits("deputy", "pho1"), w.sits("deputy", "pho2"), w.sits("member", "tv"),
			in("nhom-the-che", w.sits("group-head", "nhom-head")), in("nhom-the-che", w.sits("group-member", "nhom-member")),
			in("nhom-truyen-thong", w.sits("group-head", "other-head")),
		},
	}))
	out := map[string]app.SeatLine{}
	for _, l := range w.roster(bodyA) {
		for name, id := range w.people {
			if l.Person == id {
				out[name] = l
			}
		}
	}
	return out
}

// A9: each group's head decides in the group: tasks are given there by its head
// and by nobody else, to the group's own seats alone.
func TestGroupHeadAssignsInTheGroup(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		seats := w.workingGroup()
		give := func(by, part, to string) (app.Receipt, error) {
			return w.app.AssignTask(ctx, w.as(by), app.TaskIn{Body: bodyA, In: part, Title: "Rà soát thể chế", Accountable: seats[to].Seat})
		}
		r := w.must(give("nhom-head", "nhom-the-che", "nhom-member"))
		if r.Capacity.ID != string(seats["nhom-head"].Seat) || r.Ground.Role != "group-head" ||
			!slices.ContainsFunc(r.Ground.Clauses, func(c app.Clause) bool { return c.Address == "quy-che/7.1" }) {
			t.Errorf("given by %v on %+v, want the group's head by quy-che/7.1", r.Capacity, r.Ground)
		}
		page, err := w.app.Task(ctx, w.as("nhom-member"), committee.TaskID(r.Ref))
		if err != nil || page.Task.Assigner != seats["nhom-head"].Seat {
			t.Errorf("the group's member reads %+v, %v", page.Task, err)
		}
		w.must(w.app.ActOnTask(ctx, w.as("nhom-head"), app.TaskActIn{ID: committee.TaskID(r.Ref), Act: "task.urge", Note: "Làm sớm."}))

		_, err = give("nhom-head", "", "nhom-member")
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/7.1", "head")
		_, err = give("other-head", "nhom-the-che", "nhom-member")
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/7.1", "group-head")
		_, err = give("nhom-member", "nhom-the-che", "nhom-member")
		refusedBy(t, err, charter.ReasonNotHolder, "quy-che/7.1", "group-head")
		_, err = give("nhom-head", "nhom-the-che", "tv")
		wants(t, err, committee.Invalid, "task.outside-part")
		_, err = give("nhom-head", "nhom-khong-co", "tv")
		if err == nil {
			t.Error("a task was given in a group that the charter does not name")
		}
	})
}

// The text says when the working group meets and who calls it, and nothing of
// meetings of the groups (A12): convening one there stays open, also to its
// head, and chairing one does not.
func TestConveningInAGroupIsUnstated(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		seats := w.workingGroup()
		for _, by := range []string{"nhom-head", "to-head"} {
			for _, kind := range []committee.MeetingKind{committee.Regular, committee.Extraordinary} {
				_, err := w.app.Convene(ctx, w.as(by), app.ConveneIn{Body: bodyA, In: "nhom-the-che", Kind: kind, Start: w.at.Add(48 * time.Hour), Chair: seats["nhom-head"].Seat})
				refusedBy(t, err, charter.ReasonUnstated, "")
			}
		}
		page, err := w.app.Body(ctx, w.as("nhom-head"), bodyA, 0)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(page.Subs, func(s app.SubBody) bool { return s.Key == "nhom-the-che" })
		for _, o := range page.Subs[i].Offers {
			if want := o.Act == "task.assign"; o.Allowed != want {
				t.Errorf("%s offered in the group: %v, want %v", o.Act, o.Allowed, want)
			}
		}
		me, err := w.app.Me(ctx, w.as("nhom-head"))
		if err != nil || len(me.Seats) != 1 || me.Seats[0].InName.VI != "Nhóm Thể chế và cải cách hành chính" {
			t.Errorf("the seat in the group reads %+v, %v", me.Seats, err)
		}
	})
}

// A body is listed by the name that its text gives it, not by the title of the
// text, also when it was founded before the text was in force.
func TestBodyNameIsThatOfTheText(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		const cio = committee.BodyKey("hoi-dong-cio")
		w.must(w.app.EstablishBody(ctx, w.as("lead-so1"), app.EstablishIn{
			Key: cio, Host: w.agency["vp"], Superior: w.agency["so1"], Charter: strings.Replace(w.bundled(cio), "date: 2011-08-12", "date: 2030-01-01", 1),
			From: day("2019-03-20"), Decision: decision("1235/QĐ-BTTTT", "Thành lập Hội đồng", "2019-03-20"),
		}))
		list, err := w.app.Bodies(ctx, w.keeper, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range list {
			if b.Key == cio && (b.Name.VI != "Hội đồng giám đốc công nghệ thông tin của cơ quan nhà nước" || !b.Draft) {
				t.Errorf("listed as %q, draft %v", b.Name.VI, b.Draft)
			}
		}
	})
}
