package api

import (
	"cmp"
	"time"

	"nghisu/internal/app"
	"nghisu/internal/catalogue"
	"nghisu/internal/charter"
	"nghisu/internal/committee"
)

// RoundLine is an opinion round in a list (đợt lấy ý kiến).
type RoundLine struct {
	ID         committee.RoundID   `json:"id"`
	Body       committee.BodyKey   `json:"body"`
	BodyName   string              `json:"body_name"`
	In         string              `json:"in"`
	Title      string              `json:"title"`
	State      app.RoundStage      `json:"state" enum:"open,closed,concluded,cancelled" doc:"closed: hết hạn, chờ kết luận · its last day has passed and it waits for its conclusion"`
	Opened     time.Time           `json:"opened"`
	Deadline   charter.Date        `json:"deadline"`
	DaysLeft   int                 `json:"days_left" doc:"Ngày làm việc còn lại; âm: đã quá hạn · working days; negative when past"`
	Asked      int                 `json:"asked"`
	Answered   int                 `json:"answered"`
	Comments   int                 `json:"comments"`
	Unanswered int                 `json:"unanswered" doc:"Góp ý chưa tiếp thu, giải trình · comments that wait for the drafter"`
	Meeting    committee.MeetingID `json:"meeting" doc:"Phiên họp có dự thảo trong chương trình · on whose agenda the draft stands"`
	Item       committee.ItemID    `json:"item"`
	Veiled     bool                `json:"veiled,omitempty" doc:"Đã chuyển thành nội dung kín: chỉ còn hạn trả lời và phiếu của mình · confidential now: no more than the last day and the own slips"`
}

func (c *call) roundLine(l app.RoundLine) RoundLine {
	title := l.Title
	if l.Veiled {
		title = c.veiledRound()
	}
	return RoundLine{
		l.ID, l.Body, c.say(l.BodyName), l.In, title, l.Stage, l.Opened, l.Deadline, l.DaysLeft, l.Asked, l.Answered, l.Comments, l.Unanswered, l.Meeting, l.Item, l.Veiled,
	}
}

// veiledRound is what a round is called to who no longer sees its matter.
func (c *call) veiledRound() string { return catalogue.T(c.lang, "round.veiled-name") }

// paperTitle is what a paper that a round binds is called; one that the reader no
// longer sees has no title.
func (c *call) paperTitle(title string) string {
	return cmp.Or(title, catalogue.T(c.lang, "round.veiled-paper"))
}

// party is who is asked: a seat, an agency or an expert in person.
type party struct {
	Seat   committee.SeatID   `json:"seat,omitempty"`
	Agency committee.AgencyID `json:"agency,omitempty"`
	Person committee.PersonID `json:"person,omitempty"`
}

// option is one position that a question offers.
type option struct {
	Key   string             `json:"key"`
	Label string             `json:"label" doc:"Để trống: phương án mặc định · empty: a default one"`
	Side  committee.Position `json:"side" enum:"for,against,other"`
	Slips *int               `json:"slips" nullable:"true"`
}

// roundCount is how a question was answered by one group.
type roundCount struct {
	Asked           int `json:"asked"`
	For             int `json:"for"`
	ForWithComments int `json:"for_with_comments"`
	Against         int `json:"against"`
	Other           int `json:"other"`
	Silent          int `json:"silent"`
	Stale           int `json:"stale" doc:"Phiếu theo bản cũ, chưa xác nhận · slips on an older text, not confirmed"`
	StaleFor        int `json:"stale_for"`
	StaleAgainst    int `json:"stale_against"`
	StaleOther      int `json:"stale_other"`
	Recorded        int `json:"recorded" doc:"Ghi hộ, chưa xác nhận · written down by somebody else and not confirmed"`
}

func roundCountOf(n *committee.Count) *roundCount {
	if n == nil {
		return nil
	}
	return &roundCount{
		n.Asked, n.For, n.ForWithComments, n.Against, n.Other, n.Silent, n.Stale(), n.StaleFor, n.StaleAgainst, n.StaleOther, n.Recorded,
	}
}

// outcome is what was concluded on one question.
type outcome struct {
	ID              committee.ConclusionID `json:"id"`
	Text            string                 `json:"text"`
	Side            committee.Position     `json:"side" enum:"for,against"`
	Count           roundCount             `json:"count"`
	AgainstMajority bool                   `json:"against_majority"`
	Task            committee.TaskID       `json:"task"`
}

// roundQuestion is one question with what became of it.
type roundQuestion struct {
	ID      committee.QuestionID `json:"id"`
	Order   int                  `json:"order"`
	Text    string               `json:"text"`
	Options []option             `json:"options"`
	Members *roundCount          `json:"members,omitempty" doc:"Ghế thành viên; vắng: chưa được biết · seats of the body; absent: not to be known yet"`
	Others  *roundCount          `json:"others,omitempty" doc:"Cơ quan, chuyên gia: để tham khảo · agencies and experts, for reference"`
	Tally   verdict              `json:"tally"`
	Silence verdict              `json:"silence"`
	Outcome *outcome             `json:"outcome,omitempty"`
}

// comment is what a slip says on one place of the text.
type comment struct {
	ID      committee.CommentID `json:"id"`
	Address string              `json:"address"`
	Place   string              `json:"place"`
	Text    string              `json:"text"`
}

// slip is one answer to one question.
type slip struct {
	Question  committee.QuestionID `json:"question"`
	By        party                `json:"by"`
	Position  string               `json:"position"`
	Side      committee.Position   `json:"side" enum:"for,against,other"`
	Reason    string               `json:"reason"`
	Comments  []comment            `json:"comments"`
	Revision  int                  `json:"revision"`
	Version   int                  `json:"version" doc:"Bản văn bản mà phiếu gắn với · version of the text"`
	At        time.Time            `json:"at"`
	Entered   time.Time            `json:"entered"`
	How       string               `json:"how"`
	Confirmed bool                 `json:"confirmed"`
	Filled    *filled              `json:"filled,omitempty" doc:"Giờ điền khi không có mạng · when it was filled in without a network"`
}

func slipOf(s committee.Slip) slip {
	return slip{
		s.Question, party(s.By), s.Option, s.Position, s.Reason,
		each(s.Comments, func(x committee.Comment) comment { return comment{x.ID, x.Address, x.Place, x.Text} }),
		s.Revision, s.Version, s.At, s.Entered, s.How, s.Confirmed, filledOf(s.Filled),
	}
}

// asked is one of those asked, with how far it has answered.
type asked struct {
	party
	Name     string     `json:"name"`
	Capacity string     `json:"capacity" enum:"personal,official," doc:"Để trống: quy chế không nêu · empty: the charter leaves it open"`
	Known    bool       `json:"known" doc:"Được biết đã trả lời đến đâu · how far it has answered may be known"`
	Left     int        `json:"left"`
	Stale    int        `json:"stale"`
	Recorded int        `json:"recorded"`
	Answered *time.Time `json:"answered" nullable:"true"`
	Mine     bool       `json:"mine"`
}

// tableRow is one comment with the drafter's answer.
type tableRow struct {
	Comment  committee.CommentID  `json:"comment"`
	Question committee.QuestionID `json:"question"`
	By       party                `json:"by"`
	Name     string               `json:"name"`
	Address  string               `json:"address"`
	Heading  string               `json:"heading"`
	Gone     bool                 `json:"gone" doc:"Bản hiện hành không còn điều ấy · the text in force has no such article"`
	Place    string               `json:"place"`
	Text     string               `json:"text"`
	Version  int                  `json:"version"`
	Reply    committee.ReplyKind  `json:"reply" enum:"accepted,partly,explained,"`
	Answer   string               `json:"answer"`
	Who      string               `json:"answered_by"`
	To       string               `json:"charged" doc:"Ai được giao trả lời · who is charged with the answer"`
	Due      charter.Date         `json:"due"`
}

func (c *call) tableRow(x app.TableRow) tableRow {
	y := x.Row.Comment
	return tableRow{
		y.ID, x.Row.Question, party(x.Row.By), c.say(x.Name), y.Address, x.Heading, x.Gone, y.Place, y.Text, x.Row.Version,
		y.Reply.Kind, y.Reply.Text, x.By, x.To, y.Due,
	}
}

// staleSlip is an own slip to confirm, with what changed since.
type staleSlip struct {
	By       party                `json:"by"`
	Question committee.QuestionID `json:"question"`
	Revision int                  `json:"revision"`
	Version  int                  `json:"version"`
	Articles []string             `json:"articles"`
	Papers   []string             `json:"papers"`
}

// bound is a version of a paper to which a round is bound.
type bound struct {
	Paper   committee.PaperID `json:"paper"`
	Version int               `json:"version"`
	SHA256  string            `json:"sha256"`
	Title   string            `json:"title"`
}

// roundArticle is one article of a text written into a round.
type roundArticle struct {
	Address string `json:"address"`
	Heading string `json:"heading,omitempty"`
	Text    string `json:"text"`
}

// textChange is what changed with a version of the text.
type textChange struct {
	Version  int                 `json:"version"`
	At       time.Time           `json:"at"`
	Note     string              `json:"note"`
	Articles []string            `json:"articles"`
	Papers   []committee.PaperID `json:"papers"`
}

// origin is the request from outside that a round answers.
type origin struct {
	From        string       `json:"from"`
	Number      string       `json:"number"`
	Date        charter.Date `json:"date"`
	Received    charter.Date `json:"received"`
	Reply       string       `json:"reply"`
	ReplyNumber string       `json:"reply_number"`
}

// roundRule is what the charter says of a round; an empty word is left open.
type roundRule struct {
	Silence  string       `json:"silence" enum:"none,consent,escalate,"`
	Weight   string       `json:"weight" enum:"counts,reference,"`
	Capacity string       `json:"capacity" enum:"personal,official,"`
	Mode     charter.Mode `json:"mode"`
	Binds    bool         `json:"binds" doc:"Phiếu có giá trị biểu quyết · the slips bind as votes"`
	Clauses  []app.Clause `json:"clauses"`
	Least    charter.Date `json:"least_deadline" doc:"Hạn sớm nhất theo quy chế · the first deadline that the charter allows"`
	Short    bool         `json:"short"`
	Open     []string     `json:"unstated"`
}

// Round is one round whole, as far as the reader may know it.
type Round struct {
	RoundLine
	Matter       string           `json:"matter"`
	Authority    string           `json:"authority"`
	Public       bool             `json:"public"`
	Chair        committee.SeatID `json:"chair"`
	ChairWho     string           `json:"chair_who"`
	OpenerWho    string           `json:"opener_who"`
	Drafter      party            `json:"drafter"`
	DrafterName  string           `json:"drafter_name"`
	Origin       *origin          `json:"origin,omitempty"`
	Rule         roundRule        `json:"rule"`
	Version      int              `json:"version"`
	Papers       []bound          `json:"papers"`
	Articles     []roundArticle   `json:"articles"`
	Changes      []textChange     `json:"changes"`
	Questions    []roundQuestion  `json:"questions"`
	Parties      []asked          `json:"parties"`
	Missing      []string         `json:"missing" doc:"Nơi chưa trả lời đủ · who has not answered"`
	StaleParties int              `json:"stale_parties"`
	Late         []lateSlip       `json:"late" doc:"Phiếu đến sau hạn, chưa tính · slips that came after the last day and count for nothing yet"`
	Slips        []slip           `json:"slips" doc:"Các phiếu được đọc · the slips that the reader may read"`
	Stale        []staleSlip      `json:"to_confirm"`
	Table        []tableRow       `json:"table"`
	Conclusion   string           `json:"conclusion"`
	Closed       *time.Time       `json:"closed" nullable:"true"`
	Offers       []offer          `json:"offers"`
	Acts         []actRecord      `json:"acts"`
	Changed      int64            `json:"changed"`
}

func (c *call) round(p app.RoundPage) Round {
	r := p.Round
	out := Round{
		RoundLine: c.roundLine(p.Line), Matter: r.Matter, Authority: r.Authority, Public: r.Public, Chair: r.Chair, ChairWho: p.Chair, OpenerWho: p.Opener,
		Drafter: party(r.Drafter), DrafterName: c.say(p.Drafter), Version: r.Version, Conclusion: r.Closing.Text, StaleParties: p.StaleCount, Changed: p.Changed,
		Rule: roundRule{
			p.Rule.Silence, p.Rule.Weight, p.Rule.Capacity, p.Rule.Mode, p.Rule.Binds, ruleClauses(p.Rule), p.Rule.Least, p.Rule.Short, some(p.Rule.Open),
		},
		Papers:   each(r.Papers, func(x committee.BoundPaper) bound { return bound{x.Paper, x.Version, x.SHA256, c.paperTitle(x.Title)} }),
		Articles: each(r.Articles, func(x committee.Article) roundArticle { return roundArticle(x) }),
		Changes: each(r.Changes, func(x committee.TextChange) textChange {
			return textChange{x.Version, x.At, x.Note, some(x.Articles), some(x.Papers)}
		}),
		Questions: each(p.Questions, c.roundQuestion), Parties: each(p.Parties, c.asked), Missing: each(p.Missing, c.say),
		Late: each(r.Late, lateOf), Slips: each(r.Slips, slipOf), Table: each(p.Table, c.tableRow), Offers: each(p.Offers, c.offer), Acts: each(p.Acts, c.actRecord),
		Stale: each(p.Stale, func(x app.StaleSlip) staleSlip {
			return staleSlip{party(x.By), x.Question, x.Revision, x.Version, some(x.Articles), each(x.Papers, c.paperTitle)}
		}),
	}
	if p.Line.Veiled {
		for i := range out.Questions {
			out.Questions[i].Text = out.Title
		}
	}
	if r.Origin != (committee.Origin{}) {
		out.Origin = &origin{r.Origin.From, r.Origin.Number, r.Origin.Date, r.Origin.Received, r.Closing.Reply, r.Closing.ReplyNumber}
	}
	if !r.Closing.At.IsZero() {
		out.Closed = &r.Closing.At
	}
	return out
}

func ruleClauses(r app.RoundRule) []app.Clause {
	out := []app.Clause{}
	for _, x := range []*app.Clause{r.Clause, r.ModeBy} {
		if x != nil {
			out = append(out, *x)
		}
	}
	return out
}

func (c *call) roundQuestion(x app.RoundQuestion) roundQuestion {
	out := roundQuestion{
		ID: x.Question.ID, Order: x.Question.Order, Text: x.Question.Text, Members: roundCountOf(x.Members), Others: roundCountOf(x.Others),
		Tally: verdictOf(x.Tally, c.lang), Silence: verdictOf(x.Silence, c.lang),
		Options: each(x.Question.Options, func(o committee.Option) option {
			y := option{Key: o.Key, Label: o.Label, Side: o.Side}
			if x.Options != nil {
				n := x.Options[o.Key]
				y.Slips = &n
			}
			return y
		}),
	}
	if o := x.Question.Outcome; o != nil {
		out.Outcome = &outcome{o.ID, o.Text, o.Side, *roundCountOf(&o.Count), o.AgainstMajority, o.Task}
	}
	return out
}

func (c *call) asked(x app.RoundParty) asked {
	out := asked{party: party(x.Party), Name: c.say(x.Name), Capacity: x.Capacity, Known: x.Known, Left: x.Left, Stale: x.Stale, Recorded: x.Recorded, Mine: x.Mine}
	if !x.Answered.IsZero() {
		out.Answered = &x.Answered
	}
	return out
}
