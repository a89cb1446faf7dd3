package repeat

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"eenkeer/analysis/contact"
)

// Period is one day, week or month of a [Trend].
type Period struct {
	Key        string    // "2026-06-28", "2026-W26", "2026-06"
	Start, End time.Time // wall clock; End is where the next one starts
	Unripe     bool      // a contact at its end could not be judged yet
	NoHistory  bool      // a contact at its start may repeat one from before the data
	Partial    bool      // the data or the selection cover only part of it
}

// Series is the counts of one group in each period of a [Trend].
type Series struct {
	Key    []string // values of the dimensions asked by besides the period; empty for the total
	Points []Counts // one for each period, zero where it has no contacts
	Total  Counts

	Times      []Durations // one for each period, where the trend was given them ([Engine.AddTimes]); nil otherwise
	TotalTimes Durations
}

// Trend is the answer to a query by period.
type Trend struct {
	Query   Query // By does not hold Per
	Per     contact.Dimension
	Data    Data
	Periods []Period // without a gap from the first to the last
	Total   Series
	Series  []Series // by the dimensions asked by, most repeats first; nil without any
	Omitted int      // groups left out, those with fewest repeats, where there would be more than mostPoints
	Clock   Clock    // whose times the series have; empty: none
}

// mostPoints is how many points a trend may have: one contact of 1900 in the log
// must not make millions of empty days for every group.
const mostPoints = 4_000_000

// Trend answers a query for every day, week or month (per), for all contacts of
// the selection together and, if q.By names dimensions, for each group.
func (e *Engine) Trend(ctx context.Context, q Query, per contact.Dimension) (Trend, error) {
	t := Trend{Query: q, Per: per}
	if !contact.IsPeriod(per) {
		return t, fmt.Errorf("a trend is per day, week or month, not %q", per)
	}
	bys := [][]contact.Dimension{{per}}
	if len(q.By) > 0 {
		bys = append(bys, q.By, append([]contact.Dimension{per}, q.By...))
	}
	results, err := e.RatesBy(ctx, q, bys)
	if err != nil {
		return t, err
	}
	t.Data = results[0].Data
	at, err := e.periodList(&t)
	if err != nil {
		return t, err
	}
	t.Total = Series{Points: make([]Counts, len(t.Periods)), Total: results[0].Total.Counts}
	for _, row := range results[0].Rows {
		if i, ok := at[row.Key[0]]; ok {
			t.Total.Points[i] = row.Counts
		}
	}
	if len(q.By) == 0 {
		return t, nil
	}
	place := map[string]int{}
	for _, row := range results[1].Rows {
		if (len(t.Series)+1)*len(t.Periods) > mostPoints {
			t.Omitted++
			continue
		}
		place[fmt.Sprintf("%q", row.Key)] = len(t.Series)
		t.Series = append(t.Series, Series{Key: row.Key, Points: make([]Counts, len(t.Periods)), Total: row.Counts})
	}
	for _, row := range results[2].Rows {
		if i, ok := at[row.Key[0]]; ok {
			if s, ok := place[fmt.Sprintf("%q", row.Key[1:])]; ok {
				t.Series[s].Points[i] = row.Counts
			}
		}
	}
	return t, nil
}

// periodList fills the periods that the selection touches, and says where each is.
func (e *Engine) periodList(t *Trend) (map[string]int, error) {
	p, err := e.periodsOf(t.Per)
	if err != nil {
		return nil, err
	}
	d := t.Query.Definition
	ripe, history := d.WindowBefore(t.Data.To.Add(time.Second)), d.WindowAfter(t.Data.From)
	from, to := t.Data.From, t.Data.To
	if s := t.Query.Selection.From; !s.IsZero() && s.t.After(from) {
		from = s.t
	}
	if s := t.Query.Selection.To; !s.IsZero() && s.AddDays(1).t.Before(to) {
		to = s.AddDays(1).t.Add(-time.Millisecond)
	}
	at := map[string]int{}
	for i, key := range p.Keys {
		start, end := contact.When(p.Starts[i]), contact.When(p.Starts[i+1])
		if !end.After(from) || start.After(to) {
			continue
		}
		at[key] = len(t.Periods)
		t.Periods = append(t.Periods, Period{
			Key: key, Start: start, End: end,
			Unripe:    end.After(ripe),
			NoHistory: start.Before(history),
			Partial:   start.Before(contact.When(dayStart(from))) || end.After(contact.When(dayStart(to)+24*60*60*1000)),
		})
	}
	return at, nil
}

func dayStart(t time.Time) int64 { return contact.Wall(DateOf(t).t) }

type pointJSON struct {
	rowJSON
	Start     string `json:"start"`
	Unripe    bool   `json:"unripe"`
	NoHistory bool   `json:"no_history"`
	Partial   bool   `json:"partial"`
	*timesJSON
}

// MarshalJSON writes the trend in the form of rates: one row for each period
// and group, with the period as the first part of its key.
func (t Trend) MarshalJSON() ([]byte, error) {
	series := t.Series
	if len(t.Query.By) == 0 {
		series = []Series{t.Total}
	}
	rows := []pointJSON{}
	for i, p := range t.Periods {
		for _, s := range series {
			row := Row{append([]string{p.Key}, s.Key...), s.Points[i]}
			rows = append(rows, pointJSON{row.json(t.Query), wallClock(p.Start), p.Unripe, p.NoHistory, p.Partial, t.timesJSON(s, i)})
		}
	}
	return json.Marshal(struct {
		Definition Definition        `json:"definition"`
		Selection  Selection         `json:"selection"`
		Per        contact.Dimension `json:"per"`
		Data       Data              `json:"data"`
		Total      rowJSON           `json:"total"`
		Rows       []pointJSON       `json:"rows"`
	}{t.Query.Definition, t.Query.Selection, t.Per, t.Data, Row{nil, t.Total.Total}.json(Query{Measure: t.Query.Measure}), rows})
}
