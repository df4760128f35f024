package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
	"nghisu/internal/store"
	"nghisu/internal/store/storetest"
)

// names is what a question may name.
type names struct {
	body     committee.BodyKey
	meeting  committee.MeetingID
	task     committee.TaskID
	decision committee.DecisionID
	act      committee.ActID
	paper    committee.PaperID
	round    committee.RoundID
	topic    committee.TopicID
	vote     committee.VoteID
	agency   committee.AgencyID
	person   committee.PersonID
	text     string
	job      string
	letter   string
	incoming string // a letter that came in
	code     string // by which it is confirmed
	token    string // id of a key
	secret   string // of a key
	calendar string // secret of a calendar's address
	session  string
	roster   app.ReconstituteIn
}

// asked is what every method that is no command is called with, after the
// context: by is who asks, in an office; n is what is named.
func asked(by app.Actor, n names, out io.Writer) map[string][]any {
	on := day("2019-03-22")
	return map[string][]any{
		"Accounts":            {by},
		"Act":                 {by, n.act},
		"Agencies":            {by, on},
		"AgendaOffers":        {by, n.meeting},
		"Backlog":             {by, n.body},
		"Foreseen":            {by, n.body},
		"OpenConclusions":     {by, n.body},
		"Seating":             {by, n.meeting},
		"ByHand":              {by, n.meeting},
		"RehearseByHand":      {by, app.ByHandIn{Meeting: n.meeting}},
		"EnterByHand":         {by, app.ByHandIn{Meeting: n.meeting}},
		"NoticeOf":            {by, app.NoticeIn{Body: n.body, Start: time.Date(2019, 3, 25, 1, 0, 0, 0, time.UTC)}},
		"Bodies":              {by, on},
		"Body":                {by, n.body, on},
		"ChangePassword":      {by, n.text, n.text},
		"CharterOn":           {by, n.body, on},
		"CharterSource":       {by, n.body, 0},
		"ClaimJobs":           {by.Office, []string{app.Housekeeping}, time.Minute, 10},
		"Calendar":            {by.Office, n.calendar},
		"Calendars":           {by},
		"CloseCalendar":       {by, n.text},
		"CreateAccount":       {by, app.AccountIn{Login: n.text, Person: n.person, Password: "mật khẩu đủ dài"}},
		"CreateToken":         {by, app.TokenIn{Login: n.text, Name: "Khóa"}},
		"Decision":            {by, n.decision},
		"Decisions":           {by, n.body},
		"Delegations":         {by, n.body, on},
		"Desk":                {by},
		"DisableAccount":      {by, n.text, true},
		"Duties":              {by, n.body, day("2019-01-01"), day("2019-12-31")},
		"ExportOffice":        {by.Office, out},
		"ExportRegister":      {by, out},
		"FailJob":             {by.Office, n.job, errors.New("thử")},
		"FinishJob":           {by.Office, n.job},
		"FoldLag":             {by.Office},
		"FoldNow":             {by.Office},
		"Forget":              {by.Office},
		"HandOvers":           {by, n.body},
		"Invitations":         {by, n.meeting},
		"LetterDone":          {by.Office, n.letter, 1, app.Delivered, "thử"},
		"Letters":             {by, ""},
		"MailAddresses":       {by},
		"Matrix":              {by, n.body, on},
		"May":                 {by, n.body, app.MayIn{Act: "meeting.convene"}},
		"Me":                  {by},
		"Meeting":             {by, n.meeting},
		"Meetings":            {by, app.MeetingFilter{Body: n.body}},
		"OfficeInfo":          {by.Office},
		"OfficeName":          {by.Office},
		"OpenCalendar":        {by, app.CalendarIn{Body: n.body}},
		"OpenPaper":           {by, n.paper, 1, true},
		"OpenLetterFile":      {by, n.incoming, 1},
		"Minutes":             {by, n.meeting},
		"MinutesParts":        {by, n.meeting},
		"WriteMinutes":        {by, app.MinutesIn{Meeting: n.meeting, Text: "ghi"}},
		"Marks":               {by, n.paper},
		"PutMark":             {by, app.MarkIn{Paper: n.paper, Version: 1, Page: 1, Words: "ghi chú"}},
		"DropMark":            {by, n.paper, n.job},
		"OpenReading":         {by, n.paper, 1, true},
		"Draw":                {by.Office, app.Job{ID: n.job, Kind: app.DrawFile, Key: strings.Repeat("a", 64), Payload: []byte("application/pdf")}},
		"Outgoing":            {by},
		"Paper":               {by, n.paper},
		"Papers":              {by, app.PaperFilter{Meeting: n.meeting}},
		"People":              {by, n.text},
		"PresenceCode":        {by, n.meeting},
		"PreviewReconstitute": {by, n.roster},
		"Proof":               {by, int64(0)},
		"Proposals":           {by, n.body},
		"Refusals":            {by, app.RefusalFilter{Body: n.body}},
		"Register":            {by, app.RegisterFilter{Body: n.body, Ref: n.text}},
		"Replay":              {by.Office},
		"ResetPassword":       {by, n.text, "mật khẩu đủ dài"},
		"RetryLetter":         {by, n.letter},
		"RevokeToken":         {by, n.token},
		"OfficeTokens":        {by, app.TokenFilter{Person: n.person}},
		"RevokeOfficeToken":   {by, n.token},
		"RosterOn":            {by, n.body, on},
		"Round":               {by, n.round},
		"GiveSlips":           {by, app.AnswerRoundIn{Round: n.round, Slips: []app.SlipIn{{Question: "khong-co", Position: "for"}}}},
		"SlipsOf":             {by, n.round, app.PartyIn{}},
		"RoundTable":          {by, n.round},
		"Rounds":              {by, app.RoundFilter{Body: n.body, Asked: true}},
		"RoundsAwaiting":      {by},
		"Topic":               {by, n.topic},
		"TopicRead":           {by, n.topic},
		"Topics":              {by, app.TopicFilter{Body: n.body}},
		"ScheduleDaily":       {by.Office},
		"SessionOf":           {by.Office, n.session},
		"SetMailAddress":      {by, store.MailPerson, string(n.person), "ai@x.example"},
		"SetPreferences":      {by.Office, n.session, app.Preferences{Lang: "vi"}},
		"Sitting":             {by, n.meeting},
		"Wall":                {by, n.meeting},
		"SignIn":              {by.Office, n.text, "mật khẩu của " + n.text, "10.0.0.1"},
		"SignOut":             {by.Office, n.session},
		"Task":                {by, n.task},
		"Tasks":               {by, app.TaskFilter{Body: n.body, Lead: n.agency, SourceID: n.text, Q: n.text}},
		"SweepFiles":          {by.Office},
		"TakeLetter":          {by.Office, n.letter},
		"TokenActor":          {by.Office, n.secret},
		"Tokens":              {by},
		"TryMail":             {by, "ai@x.example"},
		"VerifyRegister":      {by},
		"Watch":               {by, n.meeting, int64(0)},
		"Vote":                {by, n.vote},
		"Votes":               {by, n.meeting},
		"MayOpenVote":         {by, n.meeting},
		"CloseDueVote":        {by.Office, n.vote},
		"Week":                {by, on, n.body},
		"YearPlan":            {by, n.body, 2019},
		"CheckDevice":         {by.Office, n.session},
		"Devices":             {by},
		"RegisterDevice":      {by, "Máy bảng"},
		"ReleaseDevice":       {by.Office, n.session},
		"RemoveDevice":        {by, n.text},
		// Letters that come in, reminders and what people want to be sent.
		"ConfirmLetter":    {by.Office, n.code},
		"Digest":           {by},
		"ErrandOf":         {by.Office, uint64(1)},
		"LetterToConfirm":  {by.Office, n.code},
		"MailWish":         {by},
		"Mailbox":          {by},
		"MailboxRead":      {by.Office, n.text},
		"NextJob":          {by.Office, []string{app.Housekeeping}},
		"NoteMailbox":      {by.Office, n.text, app.Bookmark{Validity: 1, UID: 1}, "thử"},
		"PlaceLetter":      {by, app.PlaceIn{ID: n.incoming}},
		"PreviewEnrolment": {by, app.EnrolIn{Lines: []app.EnrolLineIn{{Name: "Người mới"}}}},
		"Enrol":            {by, app.EnrolIn{}},
		"Jobs":             {by, store.JobReady},
		"RetryJob":         {by, n.job},
		"PutJobAside":      {by, n.job},
		"ReminderDays":     {by},
		"SetMailWish":      {by, app.MailWish{Digest: true}},
		"SetReminderDays":  {by, []int{2}},
		"TakeIn":           {by.Office, app.Incoming{Digest: n.text, Letter: n.letter, Kind: app.InOther, Proof: app.ProofNone}},
		"Tray":             {by, store.IncomingWaiting},
		"TrayLetter":       {by, n.incoming},
		"TryMailbox":       {by},
		"WriteDigests":     {by.Office},
		"WriteReminders":   {by.Office},
	}
}

// housebound are methods of the process and not of an office.
var housebound = []string{"AfterWorkdays", "DrawOffice", "FileLimit", "Health", "KeepFiles", "Now", "Offices", "ReadLetters", "Ready", "RunSequencer", "ScrubBallots", "SendLetters", "StopWatching"}

// ofJobs are called by the runner of jobs alone, who knows what it claimed.
var ofJobs = []string{"FinishJob", "FailJob"}

// dear are the methods that look at a password, which takes its time.
var dear = map[string]bool{"SignIn": true, "CreateAccount": true, "ResetPassword": true, "ChangePassword": true}

// call calls a method of the door and gives its answers but the error, written
// down.
func call(a *app.App, name string, args []any) (answer string, err error) {
	in := []reflect.Value{reflect.ValueOf(context.Background())}
	for _, x := range args {
		in = append(in, reflect.ValueOf(x))
	}
	for _, out := range reflect.ValueOf(a).MethodByName(name).Call(in) {
		if e, ok := out.Interface().(error); ok {
			err = e
			continue
		}
		b, jerr := json.Marshal(out.Interface())
		answer += fmt.Sprintf("%s %+v\n", b, out.Interface())
		if jerr != nil {
			answer += jerr.Error()
		}
	}
	return answer, err
}

var uuids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

// idsOf gives every id of an office: of its things and of its acts.
func (w *world) idsOf() map[string]bool {
	out := map[string]bool{}
	for _, id := range uuids.FindAllString(w.state(), -1) {
		out[id] = true
	}
	var b bytes.Buffer
	if err := w.app.ExportOffice(context.Background(), w.office, &b); err != nil {
		w.t.Fatal(err)
	}
	for _, id := range uuids.FindAllString(b.String(), -1) {
		out[id] = true
	}
	return out
}

// named gives what questions name in an office.
func (w *world) named(h history) names {
	w.t.Helper()
	ctx := context.Background()
	n := names{
		body: bodyC, meeting: h.sitting, task: h.open, decision: h.kept, act: h.act, paper: h.paper, round: h.rounds.open, topic: h.topics.open, vote: h.votes.named, agency: w.agency["so2"], person: w.people["head"],
		text:   "chung-" + string(w.office),
		roster: app.ReconstituteIn{Body: bodyC, Decision: decision("", "Kiện toàn", "2019-03-22"), Seats: []app.SeatIn{w.sits("head", "head")}},
	}
	if err := w.app.CreateAccount(ctx, w.keeper, app.AccountIn{Login: n.text, Person: n.person, Password: "mật khẩu của " + n.text}); err != nil {
		w.t.Fatal(err)
	}
	s, err := w.app.SignIn(ctx, w.office, n.text, "mật khẩu của "+n.text, "10.0.0.2")
	if err != nil {
		w.t.Fatal(err)
	}
	secret, token, err := w.app.CreateToken(ctx, w.as("head"), app.TokenIn{Name: "Khóa"})
	if err != nil {
		w.t.Fatal(err)
	}
	if err := w.app.ScheduleDaily(ctx, w.office); err != nil {
		w.t.Fatal(err)
	}
	jobs, err := w.app.ClaimJobs(ctx, w.office, []string{app.Housekeeping}, time.Hour, 1)
	if err != nil || len(jobs) != 1 {
		w.t.Fatalf("jobs %v %v", jobs, err)
	}
	letters, err := w.app.Letters(ctx, w.keeper, "waiting")
	if err != nil || len(letters) == 0 {
		w.t.Fatalf("letters %v %v", letters, err)
	}
	n.letter = letters[0].ID
	n.incoming, n.code = w.confirming(h)
	if n.calendar, err = w.app.OpenCalendar(ctx, w.as("head"), app.CalendarIn{Body: n.body}); err != nil {
		w.t.Fatal(err)
	}
	n.session, n.secret, n.token, n.job = s.Token, secret, token.ID, jobs[0].ID
	if err := w.app.FoldNow(ctx, w.office); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// everything of an office that a stranger could have touched: its books, its
// acts, accounts, keys and log.
func (w *world) everything() string {
	w.t.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, w.state(), w.acts())
	for _, name := range []string{"Accounts", "Tokens", "Calendars", "FoldLag", "Refusals", "Letters", "MailAddresses", "Tray"} {
		answer, err := call(w.app, name, asked(w.keeper, names{body: bodyC}, io.Discard)[name])
		fmt.Fprintln(&b, name, answer, err)
	}
	return b.String()
}

// TestOfficesNeverMeet keeps two offices of the same bodies in one database, and
// lets the people of one name what is the other's, in every question and every
// command there is.
func TestOfficesNeverMeet(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		a, b := newWorld(t, s, "nghe-an"), newWorld(t, s, "ha-tinh")
		ha, hb := a.live(), b.live()
		na := a.named(ha)
		b.named(hb)
		theirs, ours := a.idsOf(), b.idsOf()
		for id := range theirs {
			if ours[id] {
				t.Fatalf("both offices have %s", id)
			}
		}
		trials := a.trials(ha)
		b.trials(hb)
		before := a.everything()

		door := reflect.TypeFor[*app.App]()
		for _, by := range []app.Actor{b.keeper, b.as("head"), b.as("lead-so2"), {Office: b.office, Person: na.person, Via: "web"}, app.Operator(b.office)} {
			var export bytes.Buffer
			table := asked(by, na, &export)
			for i := range door.NumMethod() {
				m := door.Method(i)
				if isCommand(m) || slices.Contains(housebound, m.Name) {
					continue
				}
				args, ok := table[m.Name]
				if !ok {
					t.Fatalf("nothing is asked of %s", m.Name)
				}
				answer, err := call(b.app, m.Name, args)
				if err != nil && fault(err) == nil && !slices.Contains(ofJobs, m.Name) {
					t.Errorf("%s: %v is no fault", m.Name, err)
				}
				if f := fault(err); f != nil {
					answer += fmt.Sprintf("%+v", f.Could)
				}
				for _, id := range uuids.FindAllString(answer+export.String(), -1) {
					if theirs[id] && id != string(by.Person) && !echoed(args, id) {
						t.Errorf("%s shows %s of the other office", m.Name, id)
						break
					}
				}
				export.Reset()
				switch m.Name {
				case "Act", "Meeting", "Sitting", "Watch", "PresenceCode", "Paper", "OpenPaper", "OpenReading", "Task", "Decision", "RevokeToken", "RevokeOfficeToken", "SessionOf", "SetPreferences", "SignIn", "TokenActor", "ResetPassword", "DisableAccount", "FinishJob", "FailJob":
					if err == nil {
						t.Errorf("%s answers a stranger: %s", m.Name, answer)
					}
				}
			}
		}
		after := b.state()
		for _, c := range trials {
			for _, name := range []string{"keeper", "head", "lead-so2", "chairman", "lead-ubnd"} {
				by := b.as(name)
				// What names nothing of the other office may be done in one's own.
				in, _ := json.Marshal(c.in)
				by.Dry = !slices.ContainsFunc(uuids.FindAllString(string(in), -1), func(id string) bool { return theirs[id] })
				_, err := c.run(b.app, by)
				f := fault(err)
				if err == nil && !by.Dry || err != nil && f == nil {
					t.Errorf("%s by %s: %v", c.name, name, err)
				}
				if f != nil && strings.Contains(f.Error()+strings.Join(f.Args, " "), "Nghệ An") {
					t.Errorf("%s by %s tells %v", c.name, name, f.Args)
				}
				by.Dry, by.Capacity = false, &committee.Capacity{Kind: committee.BySeat, ID: string(a.seatOf("head"))}
				if _, err := c.run(b.app, by); err == nil && c.name != "FoundOffice" {
					t.Errorf("%s by %s in a seat of the other office: allowed", c.name, name)
				}
			}
		}
		if b.state() != after {
			t.Error("naming things of another office changed the own one")
		}
		if a.everything() != before {
			t.Error("the other office changed")
		}
		if report, err := a.app.Replay(context.Background(), a.office); err != nil || !report.OK {
			t.Errorf("replay %+v %v", report, err)
		}
	})
}

// echoed reports whether an answer only says again what was asked.
func echoed(args []any, id string) bool { return strings.Contains(fmt.Sprintf("%+v", args), id) }

// TestQuestionsAboutNothing asks every question with ids that nobody gave, and
// with texts that are none: a fault or nothing, never an error of the machine.
func TestQuestionsAboutNothing(t *testing.T) {
	t.Parallel()
	eachWorld(t, func(t *testing.T, w *world) {
		for _, bad := range spoils {
			s := bad.value
			n := names{
				body: committee.BodyKey(s), meeting: committee.MeetingID(s), task: committee.TaskID(s), decision: committee.DecisionID(s),
				act: committee.ActID(s), paper: committee.PaperID(s), agency: committee.AgencyID(s), person: committee.PersonID(s), text: s, job: s, token: s, secret: s, calendar: s, session: s,
				roster: app.ReconstituteIn{Body: committee.BodyKey(s)},
			}
			for i, by := range []app.Actor{w.keeper, w.as("outsider"), {Office: w.office, Person: "01900000-0000-7000-8000-000000000000", Via: "api"}} {
				for name, args := range asked(by, n, io.Discard) {
					if name == "Replay" || name == "FoldNow" || dear[name] && i > 0 {
						continue // they name nothing, or cost much
					}
					if _, err := call(w.app, name, args); err != nil && fault(err) == nil && !slices.Contains(ofJobs, name) {
						t.Errorf("%s %s: %v is no fault", name, bad.name, err)
					}
				}
			}
		}
		if _, err := w.app.May(context.Background(), w.keeper, bodyC, app.MayIn{Act: "meeting.convene", Role: charter.Role("vua")}); fault(err) == nil {
			t.Errorf("an unknown role: %v", err)
		}
	})
}
