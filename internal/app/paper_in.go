package app

import (
	"io"

	"nghisu/internal/committee"
)

// Upload is a file that somebody sends: the name that it claims, and its bytes
// as they come.
type Upload struct {
	Name string
	Data io.Reader
}

// FileIn is a file as an act names it. Only the application fills it, from what
// it received ([Upload]); what an edge puts here is written over.
type FileIn struct {
	SHA256    string          `json:"sha256"`
	Name      committee.Prose `json:"name"`
	MediaType string          `json:"media_type"`
	Size      int64           `json:"size"`
	Remarks   []string        `json:"remarks,omitempty"`
}

// LayPaperIn lays a paper before a meeting, on one item of it or on none; before
// a round; in a working space; or, with a body alone, in none of them yet.
type LayPaperIn struct {
	Body    committee.BodyKey    `json:"body,omitempty"`
	In      string               `json:"in,omitempty"`
	Title   committee.Prose      `json:"title,omitempty"` // empty: the name of the file
	Kind    committee.PaperKind  `json:"kind"`
	Meeting committee.MeetingID  `json:"meeting,omitempty"`
	Item    committee.ItemID     `json:"item,omitempty"`
	Round   committee.RoundID    `json:"round,omitempty"`
	Topic   committee.TopicID    `json:"topic,omitempty"`
	Sight   committee.PaperSight `json:"sight,omitempty"`   // called (default), body
	Secrecy string               `json:"secrecy,omitempty"` // the mark of secrecy that the document bears
	Checked bool                 `json:"checked,omitempty"` // a person has looked: it is no secret, though it looks like one
	Note    committee.Prose      `json:"note,omitempty"`
	File    FileIn               `json:"file"`
	Upload  Upload               `json:"-"`
}

// AddVersionIn adds a version to a paper, with what changed.
type AddVersionIn struct {
	Paper   committee.PaperID `json:"paper"`
	After   int               `json:"after,omitempty"` // the newest version that its writer saw
	Note    committee.Prose   `json:"note"`
	Secrecy string            `json:"secrecy,omitempty"`
	Checked bool              `json:"checked,omitempty"`
	File    FileIn            `json:"file"`
	Seen    int64             `json:"seen,omitempty"`
	Upload  Upload            `json:"-"`
}

// WithdrawPaperIn takes a paper back.
type WithdrawPaperIn struct {
	Paper  committee.PaperID `json:"paper"`
	Reason committee.Prose   `json:"reason"`
	Seen   int64             `json:"seen,omitempty"`
}

// ShowPaperIn says anew who may read a paper.
type ShowPaperIn struct {
	Paper committee.PaperID    `json:"paper"`
	Sight committee.PaperSight `json:"sight"`
	Seen  int64                `json:"seen,omitempty"`
}
