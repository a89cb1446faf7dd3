package outlier

import (
	"context"
	"math"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
)

// Row is a unit of a [Result].
type Row struct {
	Key      []string // its value of the dimension; never the missing one
	Contacts int
	Crude    repeat.Rate // followed ÷ ripe, with Wilson's interval
	// Rate is the standardised rate, ratio × overall rate: what the unit would have with the case mix of all. Low and High
	// are its 95 % interval.
	Rate, Low, High float64
	ShrunkRate      float64 // for an order only
	// EurosLow to EurosHigh is what the followed contacts beyond the expected cost, below 0 what they spare; NaN without a
	// cost, see [Result.Price].
	EurosLow, EurosHigh float64
	Score
	Explanation []Contribution // of a flagged unit
}

// withhold takes away every rate and judgement of a row.
func (r *Row) withhold() {
	nan := math.NaN()
	r.Crude.Value, r.Crude.Low, r.Crude.High = nan, nan, nan
	r.Rate, r.Low, r.High, r.ShrunkRate = nan, nan, nan, nan
	r.EurosLow, r.EurosHigh = nan, nan
	r.Expected, r.Variance, r.Ratio, r.RatioLow, r.RatioHigh, r.Shrunk, r.Error = nan, nan, nan, nan, nan, nan, nan
}

// Result is the answer to a comparison.
type Result struct {
	Query     repeat.Query
	Dimension contact.Dimension
	Options   Options // as used
	Data      repeat.Data
	Total     repeat.Rate // followed rate of all contacts that the units are compared with
	Without   int         // contacts in the rates without a value of the dimension: in no unit
	Strata    int         // of the case mix
	Merged    int         // cells of reason, channel and hour band that were too small and put together
	Rows      []Row       // by key
	Spread    Spread
	Judged    int
	Flagged   int
	Limits    []Limit // the funnel over the expected counts of the judged units
	Priced    bool    // some unit has euros
}

// funnelPoints is how many points the curves of a funnel have.
const funnelPoints = 80

// Compare compares the units of a dimension on the followed rate of the contacts of a query; q.By and q.Measure are not
// looked at. Of units with too few ripe contacts the counts are given, no rate.
func Compare(ctx context.Context, e *repeat.Engine, q repeat.Query, by contact.Dimension, o Options) (Result, error) {
	o, err := o.filled()
	if err != nil {
		return Result{}, err
	}
	q.By, q.Measure = nil, repeat.FollowedRate
	r := Result{Query: q, Dimension: by, Options: o}
	m, a, data, err := assess(ctx, e, q, by, o)
	if err != nil {
		return r, err
	}
	r.Data, r.Without, r.Strata, r.Merged = data, m.without, m.strata, m.merged
	r.Total = repeat.NewRate(a.Followed, a.Ripe)
	r.Spread, r.Judged, r.Flagged = a.Spread, a.Judged, a.Flagged
	least, most := math.Inf(1), 0.0
	for unit, contacts := range m.contacts {
		if contacts == 0 { // also of the missing value
			continue
		}
		if unit&0xff == 0 && ctx.Err() != nil {
			return r, ctx.Err()
		}
		s := a.Scores[unit]
		row := Row{
			Key: []string{m.units.Dict.Text(uint32(unit))}, Contacts: contacts, Crude: repeat.NewRate(s.Followed, s.Ripe),
			Rate: s.Ratio * r.Total.Value, Low: s.RatioLow * r.Total.Value, High: min(1, s.RatioHigh*r.Total.Value),
			ShrunkRate: s.Shrunk * r.Total.Value, EurosLow: math.NaN(), EurosHigh: math.NaN(), Score: s,
		}
		if s.Flag != Inside {
			row.Explanation = m.explain(a, unit)
		}
		if s.State == Few {
			row.withhold()
		}
		if s.State == Judged {
			least, most = min(least, s.Expected), max(most, s.Expected)
		}
		r.Rows = append(r.Rows, row)
	}
	slices.SortStableFunc(r.Rows, func(x, y Row) int { return slices.Compare(x.Key, y.Key) })
	r.Limits = a.Funnel(least/1.25, most*1.25, funnelPoints)
	return r, nil
}

// assess takes the counts of a query from the engine and compares the units.
func assess(ctx context.Context, e *repeat.Engine, q repeat.Query, by contact.Dimension, o Options) (*mix, *Assessment, repeat.Data, error) {
	total, err := e.Rates(ctx, q)
	if err != nil {
		return nil, nil, repeat.Data{}, err
	}
	answers, err := e.Answers(ctx, q)
	if err != nil {
		return nil, nil, repeat.Data{}, err
	}
	m, err := newMix(ctx, e, answers, by, o.LeastStratum)
	if err != nil {
		return nil, nil, repeat.Data{}, err
	}
	a, err := Assess(len(m.contacts), m.strata, m.cells(), o)
	return m, a, total.Data, err
}

// Price gives each unit the euros of its followed contacts above or below the expected, at the cost per contact of its key.
// Those of whom nothing is said get none.
func (r *Result) Price(costs map[string]Cost) error {
	for i := range r.Rows {
		row := &r.Rows[i]
		cost, ok := costs[row.Key[0]]
		if !ok || row.State == Few {
			continue
		}
		if !cost.ok() {
			return errCost
		}
		row.EurosLow, row.EurosHigh = cost.of(float64(row.Followed) - row.Expected)
		r.Priced = true
	}
	return nil
}
