package repeat

import (
	"fmt"
	"time"

	"eenkeer/analysis/contact"
)

// Measure is which of the two rates a question is about.
type Measure string

// The measures. They are different numbers: the repeat rate is counted for the
// repeat contact, the followed rate for the first contact.
const (
	RepeatRate   Measure = "repeat"
	FollowedRate Measure = "followed"
)

// Date is a day without a zone, written "2026-06-28"; the zero Date is none.
type Date struct{ t time.Time }

// DateOf gives the day of a wall-clock time.
func DateOf(t time.Time) Date {
	return Date{time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)}
}

// ParseDate reads "2026-06-28", and as people here write it "28-06-2026".
func ParseDate(text string) (Date, error) {
	for _, layout := range []string{"2006-01-02", "02-01-2006", "2-1-2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return Date{t}, nil
		}
	}
	return Date{}, fmt.Errorf("%q is not a date such as 2026-06-28", text)
}

// IsZero reports whether the date is none.
func (d Date) IsZero() bool { return d.t.IsZero() }

// Time gives the start of the day.
func (d Date) Time() time.Time { return d.t }

// AddDays gives the date n days later.
func (d Date) AddDays(n int) Date { return Date{d.t.AddDate(0, 0, n)} }

// String writes the date, "" for none.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.t.Format("2006-01-02")
}

// MarshalText writes the date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the date; an empty text is none.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d = Date{}
	if len(text) > 0 {
		*d, err = ParseDate(string(text))
	}
	return err
}

// Selection is which contacts are counted: those of the days From to To, both
// included (none: from the start, to the end), that pass Filter.
type Selection struct {
	From   Date   `json:"from,omitzero"`
	To     Date   `json:"to,omitzero"`
	Filter Filter `json:"filter,omitempty"`
}

// Query is a question about a log. A screen, an export and the command line
// that show the same figure ask the same Query.
type Query struct {
	Definition Definition          `json:"definition"`
	Selection  Selection           `json:"selection"`
	By         []contact.Dimension `json:"by,omitempty"`
	Measure    Measure             `json:"measure,omitempty"` // whose interval is given; empty: repeat
}

// Check says what is wrong with the query, if anything.
func (q Query) Check() error {
	for _, d := range q.By {
		if !contact.Known(d) {
			return fmt.Errorf("there is no dimension %q", d)
		}
	}
	if q.Measure != "" && q.Measure != RepeatRate && q.Measure != FollowedRate {
		return fmt.Errorf("measure is repeat or followed, not %q", q.Measure)
	}
	if !q.Selection.From.IsZero() && !q.Selection.To.IsZero() && q.Selection.To.t.Before(q.Selection.From.t) {
		return fmt.Errorf("the period ends (%s) before it starts (%s)", q.Selection.To, q.Selection.From)
	}
	if err := q.Selection.Filter.Check(); err != nil {
		return err
	}
	return q.Definition.Check()
}
