package figure

import (
	"math"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/analysis/spc"
)

// Control is a measure of one series of a trend with its limits and signals. Its
// texts and its chart are made of it by methods that take a locale.
type Control struct {
	Per     contact.Dimension
	Periods []repeat.Period
	Counts  []repeat.Counts    // one a period
	Times   []repeat.Durations // one a period, of a measure that is a time; else nil
	Measure Measure
	Setup   Setup
	Target  *float64 // of the measure as it shows; nil: none
	Choice  spc.Choice
	Chosen  bool // the kind was chosen by a person
	Options spc.Options
	Chart   spc.Chart
	Shifts  []spc.Shift // proposals for a new phase that were not turned down

	series spc.Series
}

// NewControl works out the limits and signals of a measure of one series of t.
func NewControl(t repeat.Trend, of repeat.Series, m Measure, s Setup) (Control, error) {
	c := Control{Per: t.Per, Periods: t.Periods, Counts: of.Points, Measure: m, Setup: s, Options: s.options(t.Periods)}
	if m.Clock() != "" {
		if c.Times = of.Times; c.Times == nil {
			c.Times = make([]repeat.Durations, len(t.Periods))
		}
	}
	c.series = c.makeSeries(t)
	o := &c.Options
	o.Better = m.better()
	if s.Target != nil {
		target := m.fromAsked(*s.Target)
		c.Target, o.Target = &target, &target
	}
	kind, known := kinds[s.Kind]
	c.Chosen = known && slices.Contains(m.Kinds(), s.Kind)
	var err error
	if m.IsRate() {
		if c.Choice, err = spc.Choose(c.series, *o); err != nil {
			return c, err
		}
	}
	switch {
	case c.Chosen:
		o.Kind = kind
	case !m.IsRate():
		o.Kind = spc.XmR
	default:
		o.Kind = c.Choice.Kind
	}
	if c.Chart, err = spc.New(c.series, *o); err != nil {
		return c, err
	}
	shifts, err := spc.Shifts(c.series, *o)
	for _, x := range shifts {
		if !slices.Contains(s.Declined, repeat.DateOf(t.Periods[x.At].Start)) {
			c.Shifts = append(c.Shifts, x)
		}
	}
	return c, err
}

// better is which way is improvement. A shorter contact is no aim in itself: it may
// well be the reason that the customer calls again.
func (m Measure) better() spc.Direction {
	switch {
	case m == Volume || m == Handle:
		return spc.Neither
	case m.HigherIsBetter():
		return spc.Higher
	}
	return spc.Lower
}

// fromAsked turns a value of the rate that the analysis has into one of the measure.
func (m Measure) fromAsked(x float64) float64 {
	if m == FTF {
		return 1 - x
	}
	return x
}

// ToAsked is the other way round.
func (m Measure) ToAsked(x float64) float64 { return m.fromAsked(x) }

// makeSeries gives the numbers of the chart. Periods that are unripe, lack history
// or are not whole are drawn and take no part; a rate over few contacts is none.
func (c *Control) makeSeries(t repeat.Trend) spc.Series {
	n := len(c.Periods)
	s := spc.Series{Values: make([]float64, n), Flags: make([]spc.Flag, n)}
	if c.Measure != Volume {
		s.Bases = make([]float64, n) // of a time: the contacts that have it
	}
	for i, p := range c.Periods {
		_, out := c.Setup.Note(p.Key)
		switch {
		case out:
			s.Flags[i] = spc.Excluded
		case p.Partial || p.NoHistory && c.Measure == HHV:
			s.Flags[i] = spc.Partial
		case p.Unripe && c.Measure.NeedsRipe():
			s.Flags[i] = spc.Unripe
		}
		switch {
		case c.Measure == Volume:
			s.Values[i] = float64(c.Counts[i].Contacts)
			continue
		case c.Times != nil:
			if x := c.Times[i]; !x.Few() {
				s.Values[i], s.Bases[i] = float64(x.Seconds), float64(x.Contacts)
			}
			continue
		}
		if r := c.Measure.Of(c.Counts[i]); !r.Few() && (c.Measure.NeedsRipe() || !mostlyWithoutHistory(t, p)) {
			s.Values[i], s.Bases[i] = float64(r.Numerator), float64(r.Denominator)
		}
	}
	return s
}

// Moved says how much changed, in standard deviations: the strongest of the
// proposals for a phase, of the steps between phases and of the signals. A run
// counts as the sum of its distances over the root of their number.
func (c Control) Moved() float64 {
	most := 0.0
	for _, s := range c.Shifts {
		most = max(most, math.Sqrt(s.Strength))
	}
	for _, g := range c.Chart.Signals {
		sum, n := 0.0, 0.0
		for i := g.First; i <= g.Last; i++ {
			p := c.Chart.Points[i]
			if z := (p.Value - p.Centre) / p.Sigma; p.Used && !math.IsNaN(z) && !math.IsInf(z, 0) {
				sum += z
				n++
			}
		}
		if n > 0 {
			most = max(most, math.Abs(sum)/math.Sqrt(n))
		}
	}
	for i := 1; i < len(c.Chart.Phases); i++ {
		a, b := c.Chart.Phases[i-1], c.Chart.Phases[i]
		if sigma := c.Chart.Points[b.From].Sigma; sigma > 0 && a.Usable > 0 && b.Usable > 0 {
			step := math.Abs(b.Centre-a.Centre) / (sigma * math.Sqrt(1/float64(a.Usable)+1/float64(b.Usable)))
			if !math.IsNaN(step) {
				most = max(most, step)
			}
		}
	}
	return most
}

// Used counts the points of a signal that take part.
func (c Control) Used(g spc.Signal) int {
	n := 0
	for i := g.First; i <= g.Last; i++ {
		if c.Chart.Points[i].Used {
			n++
		}
	}
	return n
}

// Latest is the last signal, of several that end together the first by
// precedence; false when there is none.
func (c Control) Latest() (g spc.Signal, ok bool) {
	for _, s := range c.Chart.Signals {
		if !ok || s.Last > g.Last {
			g, ok = s, true
		}
	}
	return g, ok
}

// Proposal is the latest proposal for a new phase; false when there is none.
func (c Control) Proposal() (spc.Shift, bool) {
	if n := len(c.Shifts); n > 0 {
		return c.Shifts[n-1], true
	}
	return spc.Shift{}, false
}

// Day is the first day of period i.
func (c Control) Day(i int) repeat.Date { return repeat.DateOf(c.Periods[i].Start) }
