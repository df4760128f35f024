package api

import (
	"time"

	"nghisu/internal/app"
	"nghisu/internal/committee"
)

// filled is when an answer was filled in on a device that had no network, by that
// device's clock, and how far the clock was ahead of the server's.
type filled struct {
	At   time.Time `json:"at"`
	Kept int64     `json:"kept_skew,omitempty" doc:"Mili giây đồng hồ máy nhanh hơn máy chủ lúc lưu · milliseconds the device was ahead when the page was kept"`
	Sent int64     `json:"sent_skew,omitempty" doc:"Mili giây lúc gửi · milliseconds when it was sent"`
}

func (f filled) in() app.FilledIn { return app.FilledIn(f) }

// filledOf writes a claimed time; nil where none was claimed.
func filledOf(f committee.Filled) *filled {
	if f.IsZero() {
		return nil
	}
	return &filled{At: f.At, Kept: f.Kept.Milliseconds(), Sent: f.Sent.Milliseconds()}
}
