package contact

import (
	"fmt"
	"time"
)

const dayMs = 24 * 60 * 60 * 1000

// Periods is a dimension that follows from the time: for each contact a code,
// and for each code a key and, for the dimensions that count on through the
// years, when the period starts. Codes start at 0, unlike those of a [Dict]:
// a time is never missing.
type Periods struct {
	Codes  Codes
	Keys   []string // "2026-06-28", "2026-W26", "2026-06", "1" (Monday) to "7", "00" to "23"
	Starts []int64  // wall-clock milliseconds; one more than Keys, the last is the end; nil for weekday and hour
}

// dayOf gives the day of a wall-clock time, counted from 1970-01-01.
func dayOf(ms int64) int64 {
	if ms < 0 {
		return (ms+1)/dayMs - 1
	}
	return ms / dayMs
}

// mondayBased gives 0 for a Monday to 6 for a Sunday. 1970-01-01 was a Thursday.
func mondayBased(day int64) int64 { return ((day+3)%7 + 7) % 7 }

// FixedKeys gives the keys of a time dimension that are the same in every log:
// weekdays and hours; nil for any other.
func FixedKeys(d Dimension) []string {
	var keys []string
	switch d {
	case Hour:
		for h := range 24 {
			keys = append(keys, fmt.Sprintf("%02d", h))
		}
	case Weekday:
		keys = []string{"1", "2", "3", "4", "5", "6", "7"}
	}
	return keys
}

// PeriodsOf computes a time dimension for all contacts of the log. The periods
// run without a gap from that of Start to that of the last contact.
func (l *Log) PeriodsOf(d Dimension) *Periods {
	if l.Len() == 0 {
		return &Periods{}
	}
	last := l.Start
	for _, t := range l.Time {
		last = max(last, t)
	}
	first := dayOf(l.Start)
	days := int(dayOf(last)-first) + 1
	switch d {
	case Hour:
		p := &Periods{Codes: NewCodes(l.Len(), 24), Keys: FixedKeys(Hour)}
		parallel(l.Len(), func(from, until int) {
			for i := from; i < until; i++ {
				t := l.Time[i]
				p.Codes.U8[i] = uint8((t - dayOf(t)*dayMs) / (60 * 60 * 1000))
			}
		})
		return p
	case Weekday:
		p := &Periods{Keys: FixedKeys(Weekday)}
		p.fill(l, first, days, 7, func(day int64) uint32 { return uint32(mondayBased(day)) })
		return p
	}
	p := &Periods{}
	start := periodStart(d, first)
	for {
		p.Keys = append(p.Keys, PeriodKey(d, start*dayMs))
		p.Starts = append(p.Starts, start*dayMs)
		start = nextStart(d, start)
		if start >= first+int64(days) {
			break
		}
	}
	p.Starts = append(p.Starts, start*dayMs)
	code := uint32(0)
	p.fill(l, first, days, len(p.Keys), func(day int64) uint32 {
		for day*dayMs >= p.Starts[code+1] {
			code++
		}
		return code
	})
	return p
}

// fill codes every contact through a table with an entry a day. of is asked for
// the days in order.
func (p *Periods) fill(l *Log, first int64, days, limit int, of func(day int64) uint32) {
	table := make([]uint32, days)
	for i := range table {
		table[i] = of(first + int64(i))
	}
	p.Codes = NewCodes(l.Len(), limit)
	parallel(l.Len(), func(from, until int) {
		for i := from; i < until; i++ {
			p.Codes.Set(i, table[dayOf(l.Time[i])-first])
		}
	})
}

func periodStart(d Dimension, day int64) int64 {
	switch d {
	case Week:
		return day - mondayBased(day)
	case Month:
		t := When(day * dayMs)
		return dayOf(time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).UnixMilli())
	}
	return day
}

func nextStart(d Dimension, day int64) int64 {
	switch d {
	case Week:
		return day + 7
	case Month:
		return dayOf(When(day*dayMs).AddDate(0, 1, 0).UnixMilli())
	}
	return day + 1
}

// PeriodKey names the day, ISO week or month that a wall-clock time falls in.
func PeriodKey(d Dimension, ms int64) string {
	t := When(ms)
	switch d {
	case Week:
		year, week := t.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", year, week)
	case Month:
		return t.Format("2006-01")
	}
	return t.Format("2006-01-02")
}
