package ui

import (
	"net/url"
	"strconv"
	"strings"

	"nghisu/internal/committee"
)

// The addresses of pages. Every link is made here, so that a page that moves
// moves once.
const (
	DeskPath     = "/"
	SignInPath   = "/dang-nhap"
	SignOutPath  = "/dang-xuat"
	MePath       = "/toi"
	ViewPath     = "/hien-thi" // language and theme
	MorePath     = "/them"
	TasksPath    = "/nhiem-vu"
	NewTaskPath  = "/nhiem-vu/moi"
	RegisterPath = "/so-dang-ky"
	RefusalsPath = "/tu-choi"
	AgenciesPath = "/don-vi"
	AdminPath    = "/quan-tri"
	PeoplePath   = "/quan-tri/nguoi"
	MeetingsPath = "/phien-hop"
	WeekPath     = "/phien-hop/tuan" // the schedule of a week
	BodiesPath   = "/ban"
	PapersPath   = "/tai-lieu"
	RoundsPath   = "/lay-y-kien"
	TopicsPath   = "/chuyen-de"
	VotesPath    = "/bieu-quyet"
	TrayPath     = "/quan-tri/khay-thu" // letters that came in and wait to be placed
)

// TaskPath is the page of a task.
func TaskPath(id committee.TaskID) string { return TasksPath + "/" + url.PathEscape(string(id)) }

// ActPath is the page of one act of the register.
func ActPath(id committee.ActID) string { return RegisterPath + "/" + url.PathEscape(string(id)) }

// MeetingPath is the page of a meeting.
func MeetingPath(id committee.MeetingID) string {
	return MeetingsPath + "/" + url.PathEscape(string(id))
}

// RoomPath leads to a page or act of a meeting while it runs; an empty part is the
// page of who attends.
func RoomPath(id committee.MeetingID, part string) string {
	if part == "" {
		part = "phong"
	}
	return MeetingPath(id) + "/" + part
}

// PaperPath is the page of a paper; parts name what lies below it: "tep", "2".
func PaperPath(id committee.PaperID, parts ...string) string {
	return PapersPath + "/" + url.PathEscape(string(id)) + strings.Join(append([]string{""}, parts...), "/")
}

// TopicPath is the page of a working space; parts name what lies below it.
func TopicPath(id committee.TopicID, parts ...string) string {
	return TopicsPath + "/" + url.PathEscape(string(id)) + strings.Join(append([]string{""}, parts...), "/")
}

// RoundPath is the page of an opinion round; parts name what lies below it:
// "tra-loi".
func RoundPath(id committee.RoundID, parts ...string) string {
	return RoundsPath + "/" + url.PathEscape(string(id)) + strings.Join(append([]string{""}, parts...), "/")
}

// VotePath is the page of a vote; parts name what lies below it: "bo-phieu".
func VotePath(id committee.VoteID, parts ...string) string {
	return VotesPath + "/" + url.PathEscape(string(id)) + strings.Join(append([]string{""}, parts...), "/")
}

// LetterFilePath is a file that came attached to a letter.
func LetterFilePath(letter string, n int) string {
	return TrayPath + "/" + url.PathEscape(letter) + "/tep/" + strconv.Itoa(n)
}

// BodyPath is the page of a body; parts name a page below it: "quy-che".
func BodyPath(key committee.BodyKey, parts ...string) string {
	return BodiesPath + "/" + url.PathEscape(string(key)) + strings.Join(append([]string{""}, parts...), "/")
}

// DecisionPath is the page of a decision.
func DecisionPath(id committee.DecisionID) string {
	return "/quyet-dinh/" + url.PathEscape(string(id))
}

// CitePath leads to a clause in a body's charter.
func CitePath(body committee.BodyKey, address string) string {
	if body == "" {
		return ""
	}
	return BodyPath(body, "quy-che") + "#" + Anchor(address)
}

// Anchor is the id under which the charter's page shows a clause:
// "quy-che/5.2.a" becomes "quy-che-5-2-a".
func Anchor(address string) string {
	return strings.NewReplacer("/", "-", ".", "-").Replace(address)
}

// DonePath adds to an address the act that was recorded, so that the page tells
// of it.
func DonePath(to string, act committee.ActID) string {
	path, anchor, _ := strings.Cut(to, "#")
	sep := "?"
	if strings.Contains(path, "?") {
		sep = "&"
	}
	path += sep + "da-ghi=" + url.QueryEscape(string(act))
	if anchor != "" {
		path += "#" + anchor
	}
	return path
}

// LocalPath gives an address back when it lies on this server, and the desk
// otherwise: where a sign-in or a switch of language leads next.
func LocalPath(s string) string {
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.ContainsAny(s, "\\\r\n\t") {
		return DeskPath
	}
	u, err := url.Parse(s)
	if err != nil || u.Host != "" || u.Scheme != "" {
		return DeskPath
	}
	return s
}
