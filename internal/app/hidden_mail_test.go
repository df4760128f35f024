package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/store"
)

// TestConfidentialTasksStayWithTheirPeople proves that a task which came of a
// confidential item is warned of to who answers and assists there, and not in the
// mailbox of the agency whose delegate it is, which its whole office reads; any
// other task is. Nobody else finds it in the morning letter or the calendar.
func TestConfidentialTasksStayWithTheirPeople(t *testing.T) {
	eachWorld(t, func(t *testing.T, w *world) {
		ctx := context.Background()
		w.mailed()
		w.address(store.MailAgency, string(w.agency["so2"]), "so2@tinh.example")
		w.address(store.MailPerson, string(w.people["secretary"]), "thuky@tinh.example")
		w.clock("2019-03-20", 9, 0)
		// The delegate of an agency answers for both.
		delegate := w.seats["member"][1]
		w.must(w.app.NameAssistant(ctx, w.keeper, app.AssistantIn{Assistant: w.people["secretary"], Kind: committee.BySeat, ID: string(delegate), Day: day("2019-03-20")}))
		m := w.expanded("Phiên kín")
		w.must(w.app.ArrangeAgenda(ctx, w.as("head"), app.ArrangeIn{Meeting: m, Items: []app.ArrangeItemIn{{Title: "Việc thường"}, {Title: "Việc kín", Closed: true}}}))
		agenda := w.page("head", m).Meeting.Agenda
		w.at = w.page("head", m).Line.Start.Add(time.Minute)
		for i, title := range []string{"Nhiệm vụ thường", "Nhiệm vụ kín"} {
			w.must(w.app.Conclude(ctx, w.as("head"), app.ConcludeIn{
				Meeting: m, Item: agenda[i].ID, Text: "Giao việc", Title: committee.Prose(title), Accountable: delegate, Due: day("2019-04-05"),
			}))
		}
		w.dispatched()
		w.clock("2019-04-08", 10, 0)
		w.reminds()
		to := map[string][]string{}
		for _, l := range w.dispatched() {
			if l.Kind == app.LetterTaskOverdue {
				to[l.Task.Title] = append(to[l.Task.Title], l.Address)
			}
		}
		if got := to["Nhiệm vụ thường"]; !slices.Contains(got, "so2@tinh.example") || !slices.Contains(got, "thuky@tinh.example") {
			t.Errorf("the open task is warned of to %v", got)
		}
		if got := to["Nhiệm vụ kín"]; slices.Contains(got, "so2@tinh.example") || !slices.Contains(got, "thuky@tinh.example") {
			t.Errorf("the confidential task is warned of to %v", got)
		}
	})
}
