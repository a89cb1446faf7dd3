package workbench

import (
	"context"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/effect"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
)

// Figures is the answer to a [Question].
type Figures struct {
	Question Question
	Total    repeat.Result                       // the whole selection
	Top      map[contact.Dimension]repeat.Result // by process, reason and third party
	Weeks    repeat.Trend                        // per week, for the start screen
	Episodes repeat.Episodes
	Rates    repeat.Result
	Trends   repeat.Trend
	Clocks   []repeat.Clock      // the durations that contacts of the log have
	Curve    []repeat.CurvePoint // of the definition at every window
	Empty    bool                // the selection holds no contacts
	Took     time.Duration
}

// TopDimensions are those that the start screen ranks by.
var TopDimensions = []contact.Dimension{contact.Process, contact.Reason, contact.Third}

// compute answers a question. The curve depends on everything but the window;
// old, if it is of the same question but for that, lends its own.
func compute(ctx context.Context, e *repeat.Engine, q Question, old *Figures) (*Figures, error) {
	begin := time.Now()
	f := &Figures{Question: q, Top: map[contact.Dimension]repeat.Result{}}
	bys := [][]contact.Dimension{{}}
	for _, d := range TopDimensions {
		bys = append(bys, []contact.Dimension{d})
	}
	results, err := e.RatesBy(ctx, q.Query(""), append(bys, q.Rates.By))
	if err != nil {
		return nil, err
	}
	f.Total = results[0]
	for i, d := range TopDimensions {
		f.Top[d] = results[1+i]
	}
	f.Rates = results[len(results)-1]
	f.Rates.Query.Measure = q.Rates.Measure
	if f.Weeks, err = e.Trend(ctx, q.Query(""), contact.Week); err != nil {
		return nil, err
	}
	if f.Trends, err = e.Trend(ctx, q.TrendsQuery(), q.Trends.Per); err != nil {
		return nil, err
	}
	if clock := figure.Shown(q.Trends.Measure).Clock(); clock != "" {
		if err := e.AddTimes(ctx, &f.Trends, clock); err != nil {
			return nil, err
		}
	}
	f.Clocks = e.Clocks()
	if f.Episodes, err = e.Episodes(ctx, q.Query("")); err != nil {
		return nil, err
	}
	if f.Curve, err = curve(ctx, e, q, old); err != nil {
		return nil, err
	}
	f.Empty = f.Total.Data.Contacts == 0
	f.Took = time.Since(begin)
	return f, nil
}

func curve(ctx context.Context, e *repeat.Engine, q Question, old *Figures) ([]repeat.CurvePoint, error) {
	if old != nil && sameButWindow(old.Question, q) {
		return old.Curve, nil
	}
	return e.CurvePoints(ctx, q.Query(""))
}

// Change is a rate over the latest weeks that can be judged, beside that over as
// many weeks before them.
type Change struct {
	Now, Before repeat.Rate
	Weeks       int  // in each of the two
	Known       bool // there are enough weeks, and enough contacts in them
	// Difference is Now − Before with its 95 % interval (Newcombe), widened by as much as the weeks of the data differ more
	// than chance alone lets them.
	Difference effect.Difference
	Clear      bool // the interval holds no 0
}

// changeWeeks is how many weeks are compared with as many before.
const changeWeeks = 4

// unrest is by how much the weeks vary more than chance alone lets them: 1 for not
// at all, or where that cannot be told.
func (f *Figures) unrest(m repeat.Measure) float64 {
	shown := figure.HHV
	if m == repeat.FollowedRate {
		shown = figure.Followed
	}
	c, err := figure.NewControl(f.Weeks, f.Weeks.Total, shown, figure.Setup{})
	if err != nil || !(c.Choice.SigmaZ > 1) {
		return 1
	}
	return c.Choice.SigmaZ * c.Choice.SigmaZ
}

// Change compares the latest four whole weeks with the four before, those that
// are unripe (followed rate) or partly covered left out.
func (f *Figures) Change(m repeat.Measure) Change {
	c := Change{Weeks: changeWeeks}
	var sums [2]repeat.Counts
	weeks := 0
	for i := len(f.Weeks.Periods) - 1; i >= 0 && weeks < 2*changeWeeks; i-- {
		p := f.Weeks.Periods[i]
		if p.Partial || (m == repeat.FollowedRate && p.Unripe) || (m != repeat.FollowedRate && p.NoHistory) {
			continue
		}
		sums[weeks/changeWeeks] = sums[weeks/changeWeeks].Plus(f.Weeks.Total.Points[i])
		weeks++
	}
	c.Now, c.Before = sums[0].Of(m), sums[1].Of(m)
	c.Known = weeks == 2*changeWeeks && !c.Now.Few() && !c.Before.Few()
	c.Difference = effect.Newcombe(c.Now.Numerator, c.Now.Denominator, c.Before.Numerator, c.Before.Denominator, f.unrest(m))
	c.Clear = c.Known && (c.Difference.Low > 0 || c.Difference.High < 0)
	return c
}
