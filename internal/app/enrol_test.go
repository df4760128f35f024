package app_test

import (
	"context"
	"strings"
	"testing"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// TestEnrol proves that a list of people is understood line by line, that one line
// against which something stands refuses all, and that a sound list is one act of
// the record with an account for each, whose password serves once.
func TestEnrol(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.clock("2019-03-20", 9, 0)
		so1, err := w.app.Agencies(ctx, w.keeper, 0)
		if err != nil {
			t.Fatal(err)
		}
		name := ""
		for _, g := range so1 {
			if g.Agency.ID == w.agency["so1"] {
				name = g.Agency.Name.VI
			}
		}
		lines := []app.EnrolLineIn{
			{Name: "Chuyên viên 1", Login: "cv1", Address: "CV1@so.example", Agency: strings.ToUpper(name), Post: "Chuyên viên"},
			{Name: "Chuyên viên 2", Login: "cv2", Agency: name, Post: "chuyên viên"},
			{Name: "Người outsider", Login: "ngoai"},
			{Name: "Chuyên viên 3"},
		}
		in := app.EnrolIn{Lines: lines}
		list, err := w.app.PreviewEnrolment(ctx, w.keeper, in)
		if err != nil || len(list) != 4 {
			t.Fatal(list, err)
		}
		for i, l := range list {
			if len(l.Faults) > 0 || (l.Known != "") != (i == 2) {
				t.Errorf("line %d: %+v", i+1, l)
			}
		}
		if list[0].EnrolLineIn.Address != "cv1@so.example" || list[0].Agency.ID != w.agency["so1"] {
			t.Errorf("%+v", list[0])
		}

		// What stands against a line.
		for code, l := range map[string]app.EnrolLineIn{
			"text.empty":         {Login: "cv9"},
			"enrol.no-agency":    {Name: "Chuyên viên 9", Agency: "Sở không có", Post: "Chuyên viên"},
			"enrol.post-where":   {Name: "Chuyên viên 9", Post: "Chuyên viên"},
			"mail.address":       {Name: "Chuyên viên 9", Address: "không phải"},
			"account.login-form": {Name: "Chuyên viên 9", Login: "có dấu"},
			"account.exists":     {Name: "Chuyên viên 9", Login: "cv1"},
			"list.twice":         {Name: "chuyên viên 1"},
			"enrol.leads":        {Name: "Chuyên viên 9", Agency: name, Post: w.leadingPost("so1")},
			"enrol.has-account":  {Name: "Người giữ sổ", Login: "khac"},
		} {
			if code == "enrol.has-account" {
				if err := w.app.CreateAccount(ctx, w.keeper, app.AccountIn{Login: "giu-so", Person: w.keeper.Person, Password: "mat khau dai va la 1"}); err != nil {
					t.Fatal(err)
				}
			}
			bad := app.EnrolIn{Lines: append(lines[:4:4], l)}
			list, err := w.app.PreviewEnrolment(ctx, w.keeper, bad)
			if err != nil || len(list) != 5 || len(list[4].Faults) == 0 || list[4].Faults[0].Code != code {
				t.Errorf("%s: %v %+v", code, err, list[len(list)-1].Faults)
			}
			before := w.acts()
			_, slips, err := w.app.Enrol(ctx, w.keeper, bad)
			if f := wants(t, err, committee.Invalid, "enrol.lines"); f.Args[0] != "5" || slips != nil || w.acts() != before {
				t.Errorf("%s: %v", code, f)
			}
		}
		if _, err := w.app.PreviewEnrolment(ctx, w.as("head"), in); fault(err) == nil || fault(err).Code != "account.keeper-only" {
			t.Errorf("the head previews: %v", err)
		}
		if _, _, err := w.app.Enrol(ctx, w.as("head"), in); fault(err) == nil || fault(err).Kind != committee.Refused {
			t.Errorf("the head enrols: %v", err)
		}

		before := w.acts()
		rec, slips, err := w.app.Enrol(ctx, w.keeper, in)
		if err != nil || w.acts() != before+1 || len(slips) != 3 {
			t.Fatalf("%v, %d acts, %d slips", err, w.acts()-before, len(slips))
		}
		act, err := w.app.Act(ctx, w.keeper, rec.Act)
		if err != nil || act.Record.Act.Act != "people.enrol" {
			t.Errorf("%+v %v", act.Record, err)
		}
		// Each signs in with the slip, has to change the password, and can with it do
		// nothing else.
		for _, s := range slips {
			x, err := w.app.SignIn(ctx, w.office, s.Login, s.Password, "")
			if err != nil || !x.MustChange {
				t.Errorf("%s: %+v %v", s.Login, x, err)
			}
			if err := w.app.ChangePassword(ctx, app.Actor{Office: w.office, Person: x.Person, Via: "web"}, s.Password, "mot mat khau khac 42"); err != nil {
				t.Errorf("%s changes: %v", s.Login, err)
			}
			if _, err := w.app.SignIn(ctx, w.office, s.Login, s.Password, ""); err == nil {
				t.Errorf("%s: the slip serves twice", s.Login)
			}
		}
		if slips[0].Post != "Chuyên viên" || slips[0].Agency != name || slips[2].Name != "Người outsider" {
			t.Errorf("%+v", slips)
		}
		people, err := w.app.People(ctx, w.keeper, "Chuyên viên")
		if err != nil || len(people) != 3 {
			t.Errorf("%d people, %v", len(people), err)
		}
		addresses, err := w.app.MailAddresses(ctx, w.keeper)
		found := false
		for _, x := range addresses {
			found = found || x.Kind == store.MailPerson && x.Address == "cv1@so.example"
		}
		if err != nil || !found {
			t.Errorf("addresses: %v", err)
		}
		// No sign-in name, address or password went on record.
		var b strings.Builder
		if err := w.app.ExportRegister(ctx, w.keeper, &b); err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"cv1@so.example", slips[0].Password, "$argon2id"} {
			if strings.Contains(b.String(), secret) {
				t.Errorf("the register holds %q", secret)
			}
		}
		// The same list again: everybody has an account by now.
		list, err = w.app.PreviewEnrolment(ctx, w.keeper, in)
		if err != nil || len(list[0].Faults) == 0 || len(list[3].Faults) != 0 || list[3].Known == "" {
			t.Errorf("again: %+v %v", list, err)
		}
	})
}

// leadingPost is the title of the post that leads an agency.
func (w *world) leadingPost(agency string) string {
	w.t.Helper()
	tree, err := w.app.Agencies(context.Background(), w.keeper, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, g := range tree {
		for _, p := range g.Posts {
			if g.Agency.ID == w.agency[agency] && p.Post.Leads {
				return p.Post.Title.VI
			}
		}
	}
	w.t.Fatal("nobody leads " + agency)
	return ""
}

// TestJobsByKeeper proves that what was given up can be done again or put aside by
// who keeps the books, and by nobody else.
func TestJobsByKeeper(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		if err := w.app.ScheduleDaily(ctx, w.office); err != nil {
			t.Fatal(err)
		}
		jobs := func(state string) app.JobList {
			t.Helper()
			l, err := w.app.Jobs(ctx, w.keeper, state)
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		waits := jobs(store.JobReady)
		if len(waits.Items) == 0 || waits.Counts[store.JobReady] != len(waits.Items) {
			t.Fatalf("%+v", waits)
		}
		id := waits.Items[0].ID
		for range store.MaxJobAttempts {
			if err := w.app.RetryJob(ctx, w.keeper, id); err != nil {
				t.Fatal(err)
			}
			list, err := w.app.ClaimJobs(ctx, w.office, []string{waits.Items[0].Kind}, 1, 1)
			if err != nil || len(list) != 1 || list[0].Attempt != 1 {
				t.Fatalf("claimed %+v %v", list, err)
			}
			if err := w.app.FailJob(ctx, w.office, id, context.DeadlineExceeded); err != nil {
				t.Fatal(err)
			}
		}
		if x := jobs(store.JobReady).Items[0]; x.Why == "" {
			t.Errorf("why it failed: %+v", x)
		}
		for _, who := range []string{"head", "outsider"} {
			if _, err := w.app.Jobs(ctx, w.as(who), store.JobDead); fault(err) == nil || fault(err).Kind != committee.Refused {
				t.Errorf("%s reads the jobs: %v", who, err)
			}
			if err := w.app.PutJobAside(ctx, w.as(who), id); fault(err) == nil || fault(err).Kind != committee.Refused {
				t.Errorf("%s puts one aside: %v", who, err)
			}
		}
		if err := w.app.PutJobAside(ctx, w.keeper, id); err != nil || len(jobs(store.JobAside).Items) != 1 {
			t.Errorf("put aside: %v", err)
		}
		wants(t, w.app.PutJobAside(ctx, w.keeper, id), committee.Conflict, "job.not-now")
		wants(t, w.app.RetryJob(ctx, w.keeper, "khong-co"), committee.NotFound, "job.unknown")
		if err := w.app.RetryJob(ctx, w.keeper, id); err != nil || len(jobs(store.JobAside).Items) != 0 {
			t.Errorf("taken up again: %v", err)
		}
		if err := w.app.FinishJob(ctx, w.office, id); err != nil {
			t.Fatal(err)
		}
		wants(t, w.app.RetryJob(ctx, w.keeper, id), committee.Conflict, "job.not-now")
	})
}
