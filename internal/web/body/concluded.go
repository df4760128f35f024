package body

import (
	"slices"

	"nghisu/internal/app"
	"nghisu/internal/committee"
	"nghisu/internal/web/concluding"
	"nghisu/internal/web/ui"
)

// lacks names what a conclusion leaves open, by its key in the catalogue: work that
// nobody answers for, a task without a day; empty: nothing.
func lacks(c committee.Conclusion) string {
	switch {
	case c.Task == "" && c.Work != "":
		return "conclusion.no-owner"
	case c.Task != "" && c.Due == 0:
		return "conclusion.no-date"
	}
	return ""
}

// lackCounts counts the conclusions without who answers for them, and those that
// somebody answers for without a day.
func lackCounts(list []concluding.Concluded) (owners, dates int) {
	for _, x := range list {
		switch lacks(x.Conclusion) {
		case "conclusion.no-owner":
			owners++
		case "conclusion.no-date":
			dates++
		}
	}
	return owners, dates
}

// taskWords names the task of a conclusion, with its due day.
func taskWords(p *ui.Page, c committee.Conclusion) string {
	s := p.T("conclusion.task")
	if c.Due != 0 {
		s += ", " + p.T("owed.date", p.Day(c.Due))
	}
	return s
}

// revisePath leads to saying a conclusion anew, or correcting it.
func revisePath(m app.MeetingPage, id committee.ConclusionID) string {
	return meetingAct(m.Line.ID, "ket-luan") + "?sua=" + string(id)
}

// reviseWord is what saying a conclusion anew is called.
func reviseWord(m app.MeetingPage) string {
	if m.Line.State == committee.Concluded {
		return "do.correct-conclusion"
	}
	return "do.revise-conclusion"
}

// settleWay leads to giving a conclusion what it lacks.
func settleWay(id committee.MeetingID, of committee.ConclusionID) string {
	return meetingAct(id, "giao-viec") + "?ket-luan=" + string(of)
}

// taken reports whether the side has been taken on an item already: who went against
// the positions once, knowing it, is not asked again.
func taken(item committee.Item, side committee.Position) bool {
	return slices.ContainsFunc(item.Conclusions, func(c committee.Conclusion) bool { return c.Side == side })
}
