package workbench

import (
	"math"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// weeksOf makes figures of whole weeks of a thousand contacts, of which repeats are repeats.
func weeksOf(repeats ...int) *Figures {
	f := &Figures{Weeks: repeat.Trend{Per: contact.Week, Query: repeat.Query{Definition: repeat.Default}}}
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	f.Weeks.Data = repeat.Data{From: start.AddDate(0, -1, 0), To: start.AddDate(0, 0, 7*len(repeats)+30)}
	for _, x := range repeats {
		c := repeat.Counts{Contacts: 1000, Repeats: x, Ripe: 1000, Followed: x}
		f.Weeks.Periods = append(f.Weeks.Periods, repeat.Period{Key: start.Format("2006-01-02"), Start: start, End: start.AddDate(0, 0, 7)})
		f.Weeks.Total.Points = append(f.Weeks.Total.Points, c)
		f.Weeks.Total.Total = f.Weeks.Total.Total.Plus(c)
		start = start.AddDate(0, 0, 7)
	}
	return f
}

// A difference is clear when its own interval holds no zero, which asks less than that two intervals are apart; where weeks
// are restless, it asks more.
func TestChangeIsClearByItsOwnInterval(t *testing.T) {
	calm := []int{250, 252, 249, 251, 250, 248, 252, 250, 251, 249, 250, 251}
	now := []int{230, 231, 229, 230}
	c := weeksOf(append(calm, now...)...).Change(repeat.RepeatRate)
	if !c.Known || !c.Clear || !(c.Difference.High < 0) || math.Abs(c.Difference.Value+0.02025) > 1e-9 {
		t.Errorf("%+v", c)
	}
	if c.Now.High < c.Before.Low { // the intervals overlap all the same
		t.Errorf("%+v and %+v are apart", c.Now, c.Before)
	}
	restless := []int{310, 190, 300, 200, 320, 180, 290, 210, 310, 190, 292, 210}
	if c := weeksOf(append(restless, now...)...).Change(repeat.RepeatRate); !c.Known || c.Clear {
		t.Errorf("restless weeks: %+v", c)
	}
	if c := weeksOf(calm[:6]...).Change(repeat.RepeatRate); c.Known || c.Clear {
		t.Errorf("six weeks: %+v", c)
	}
}
