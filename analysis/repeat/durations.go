package repeat

import (
	"context"
	"fmt"
	"math"
	"slices"

	"eenkeer/analysis/contact"
)

// Clock is a duration that contacts can have.
type Clock string

// The clocks.
const (
	HandleTime Clock = "handle"
	WaitTime   Clock = "wait"
)

// Durations is one duration of a group of contacts: of all that the selection counts
// and that have it, with or without a customer key, for no contact need be linked
// to another to know how long it took. The definition has no part in it.
type Durations struct {
	Contacts int     // that have the duration
	Seconds  int64   // theirs together
	Squares  float64 // of the seconds of each, together
}

// Plus gives the times of two groups together.
func (t Durations) Plus(o Durations) Durations {
	return Durations{t.Contacts + o.Contacts, t.Seconds + o.Seconds, t.Squares + o.Squares}
}

func (t *Durations) add(seconds int32) {
	t.Contacts++
	t.Seconds += int64(seconds)
	t.Squares += float64(seconds) * float64(seconds)
}

// Few reports whether the mean rests on fewer than [LeastRipe] contacts.
func (t Durations) Few() bool { return t.Contacts < LeastRipe }

// Mean gives the mean in seconds, NaN without contacts.
func (t Durations) Mean() float64 {
	if t.Contacts == 0 {
		return math.NaN()
	}
	return float64(t.Seconds) / float64(t.Contacts)
}

// Interval gives the 95 % interval of the mean in seconds, by its standard error
// s/√n; NaN under two contacts. No duration is negative, and so neither is the mean.
func (t Durations) Interval() (low, high float64) {
	n := float64(t.Contacts)
	if n < 2 {
		return math.NaN(), math.NaN()
	}
	mean := t.Mean()
	variance := max(0, (t.Squares-n*mean*mean)/(n-1))
	half := z95 * math.Sqrt(variance/n)
	return max(0, mean-half), mean + half
}

// Clocks gives the durations that some contact of the log has.
func (e *Engine) Clocks() []Clock { return e.clocks() }

func (e *Engine) findClocks() []Clock {
	var out []Clock
	for _, c := range []Clock{HandleTime, WaitTime} {
		for _, seconds := range e.seconds(c) {
			if seconds >= 0 {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// seconds gives the column of a clock; nil where no contact has it.
func (e *Engine) seconds(c Clock) []int32 {
	switch c {
	case HandleTime:
		return e.log.Handle
	case WaitTime:
		return e.log.Wait
	}
	return nil
}

// AddTimes gives a trend the times of its periods and groups beside their counts.
func (e *Engine) AddTimes(ctx context.Context, t *Trend, c Clock) error {
	if c != HandleTime && c != WaitTime {
		return fmt.Errorf("there is no duration %q", c)
	}
	seconds := e.seconds(c)
	t.Clock = c
	t.Total.Times, t.Total.TotalTimes = make([]Durations, len(t.Periods)), Durations{}
	for i := range t.Series {
		t.Series[i].Times, t.Series[i].TotalTimes = make([]Durations, len(t.Periods)), Durations{}
	}
	if seconds == nil {
		return nil
	}
	m, err := e.mask(ctx, t.Query.Selection)
	if err != nil {
		return err
	}
	per, err := e.periodsOf(t.Per)
	if err != nil {
		return err
	}
	at := map[string]int{}
	for i, p := range t.Periods {
		at[p.Key] = i
	}
	places := make([]int, len(per.Keys)) // of the periods of the log among those of the trend
	for code, key := range per.Keys {
		places[code] = -1
		if i, ok := at[key]; ok {
			places[code] = i
		}
	}
	groups, err := e.placesOf(ctx, t)
	if err != nil {
		return err
	}
	// One pass without workers: it is asked for one chart at a time and costs a few additions a contact.
	for i, s := range seconds {
		if i%block == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if s < 0 || m.bits != nil && m.bits[i] == 0 {
			continue
		}
		t.Total.TotalTimes.add(s)
		place := places[per.Codes.At(i)]
		if place >= 0 {
			t.Total.Times[place].add(s)
		}
		if groups == nil {
			continue
		}
		if g := groups.of[groups.codes.At(i)]; g >= 0 {
			t.Series[g].TotalTimes.add(s)
			if place >= 0 {
				t.Series[g].Times[place].add(s)
			}
		}
	}
	return nil
}

// seriesPlaces says in which series of a trend a contact is.
type seriesPlaces struct {
	codes contact.Codes
	of    []int // by code; -1 for groups that the trend leaves out
}

// placesOf gives the places of the groups of t in its series; nil where it has none.
func (e *Engine) placesOf(ctx context.Context, t *Trend) (*seriesPlaces, error) {
	if len(t.Query.By) == 0 {
		return nil, nil
	}
	g, err := e.grouping(ctx, t.Query.By)
	if err != nil {
		return nil, err
	}
	place := map[string]int{}
	for i, s := range t.Series {
		place[fmt.Sprintf("%q", s.Key)] = i
	}
	out := &seriesPlaces{g.codes, make([]int, max(1, g.limit))}
	for code := range out.of {
		out.of[code] = -1
		if i, ok := place[fmt.Sprintf("%q", g.key(code))]; ok {
			out.of[code] = i
		}
	}
	return out, nil
}

// timesJSON is the times of a period in the JSON of a trend.
type timesJSON struct {
	Timed int      `json:"timed"` // contacts that have the duration
	Mean  *float64 `json:"mean_seconds"`
	Low   *float64 `json:"mean_low"`
	High  *float64 `json:"mean_high"`
}

// timesJSON gives the times of period i of a series; nil where the trend has none.
// Those of an agent that rest on too few contacts are withheld.
func (t Trend) timesJSON(s Series, i int) *timesJSON {
	if s.Times == nil {
		return nil
	}
	x := s.Times[i]
	out := &timesJSON{Timed: x.Contacts}
	if slices.Contains(t.Query.By, contact.Agent) && x.Few() {
		return out
	}
	low, high := x.Interval()
	out.Mean, out.Low, out.High = number(x.Mean()), number(low), number(high)
	return out
}
