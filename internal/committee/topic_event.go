package committee

// TopicOpened opens a working space.
type TopicOpened struct {
	ID      TopicID      `json:"id"`
	Body    BodyKey      `json:"body"`
	Title   Prose        `json:"title"`
	About   Prose        `json:"about,omitempty"`
	Wide    bool         `json:"wide,omitempty"`
	Parties []PartyEntry `json:"parties"`
	Links   []TopicLink  `json:"links,omitempty"`
	Host    PartyEntry   `json:"host"`
	At      int64        `json:"at"` // microseconds UTC
}

// TopicArranged sets a working space in order; all of it is whole.
type TopicArranged struct {
	Topic   TopicID      `json:"topic"`
	Body    BodyKey      `json:"body"`
	Title   Prose        `json:"title"`
	About   Prose        `json:"about,omitempty"`
	Wide    bool         `json:"wide,omitempty"`
	Parties []PartyEntry `json:"parties"`
	Links   []TopicLink  `json:"links,omitempty"`
}

// TopicClosed ends a working space.
type TopicClosed struct {
	Topic  TopicID `json:"topic"`
	Body   BodyKey `json:"body"`
	At     int64   `json:"at"`
	Result Prose   `json:"result"`
}

// RemarkMade is something said in a working space.
type RemarkMade struct {
	ID       RemarkID     `json:"id"`
	Topic    TopicID      `json:"topic"`
	Body     BodyKey      `json:"body"`
	To       RemarkID     `json:"to,omitempty"`
	By       PartyEntry   `json:"by"`
	Person   PersonID     `json:"person"`
	Text     Prose        `json:"text"`
	Mentions []PartyEntry `json:"mentions,omitempty"`
	At       int64        `json:"at"`
}

// RemarkWithdrawn takes a remark back.
type RemarkWithdrawn struct {
	Topic  TopicID  `json:"topic"`
	Body   BodyKey  `json:"body"`
	Remark RemarkID `json:"remark"`
	At     int64    `json:"at"`
	Reason Prose    `json:"reason,omitempty"`
}

// EventName implements [Event].
func (TopicOpened) EventName() string { return "topic.opened/1" }

// EventName implements [Event].
func (TopicArranged) EventName() string { return "topic.arranged/1" }

// EventName implements [Event].
func (TopicClosed) EventName() string { return "topic.closed/1" }

// EventName implements [Event].
func (RemarkMade) EventName() string { return "remark.made/1" }

// EventName implements [Event].
func (RemarkWithdrawn) EventName() string { return "remark.withdrawn/1" }

var topicEvents = []eventKind{
	kindOf[TopicOpened](), kindOf[TopicArranged](), kindOf[TopicClosed](), kindOf[RemarkMade](), kindOf[RemarkWithdrawn](),
}
