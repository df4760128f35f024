package drafting

import (
	"fmt"
	"time"

	"nghisu/internal/render/paper"
)

// weekdays as documents write them.
var weekdays = [...]string{"Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"}

// moment writes an instant as documents do: "14 giờ 00 phút, Thứ Tư, ngày 15 tháng
// 4 năm 2026".
func (o Occasion) moment(t time.Time) string {
	t = o.local(t)
	return fmt.Sprintf("%02d giờ %02d phút, %s, %s", t.Hour(), t.Minute(), weekdays[t.Weekday()], paper.LongDay(t))
}

// day writes the civil day of an instant: "ngày 15 tháng 4 năm 2026".
func (o Occasion) day(t time.Time) string { return paper.LongDay(o.local(t)) }

func (o Occasion) local(t time.Time) time.Time {
	if o.Zone == nil {
		return t.UTC()
	}
	return t.In(o.Zone)
}
