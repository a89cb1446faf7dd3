package survival

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/stat/distuv"
)

// Curve is the estimated share that has not yet had the event as time goes by. It steps down at the times of events.
type Curve struct {
	Watched, Events int
	End             float64 // the longest that any was watched; 0 for nobody

	steps []step // at the times of events
	z     float64
	table Table
	left  []int // at risk at each time of the table
}

// step is the curve from an event on.
type step struct {
	at       int     // place in the table
	s        float64 // Kaplan and Meier: the product of 1 − d ÷ n
	variance float64 // Greenwood, of ln S: the sum of d ÷ (n (n − d)); infinite once nobody is left
}

// Point is a curve at one time.
type Point struct {
	Time             float64
	AtRisk           int // watched for this long or longer, without the event before
	Events, Censored int // exactly then
	S, SE, Low, High float64
}

// Estimate gives the curve of a table with bands of the given confidence, such as 0.95. The bands are of the log type, S exp(∓ z
// √Σ d ÷ (n (n − d))), cut at 1 (Kalbfleisch and Prentice 1980; the default of R's survfit). They are point by point and take
// observations to be independent. Where the curve reaches 0 nothing is known of its spread: SE, Low and High are NaN.
func Estimate(t Table, confidence float64) *Curve {
	c := &Curve{table: t, z: distuv.UnitNormal.Quantile(1 - (1-confidence)/2), left: make([]int, t.Len())}
	c.Watched, c.Events = t.Totals()
	stepped := 0
	for _, d := range t.Events {
		if d > 0 {
			stepped++
		}
	}
	c.steps = make([]step, 0, stepped)
	n, s, variance := c.Watched, 1.0, 0.0
	for i, d := range t.Events {
		c.left[i] = n
		if d > 0 {
			s *= float64(n-int(d)) / float64(n)
			variance += float64(d) / (float64(n) * float64(n-int(d)))
			c.steps = append(c.steps, step{i, s, variance})
		}
		n -= int(d) + int(t.Censored[i])
	}
	if t.Len() > 0 {
		c.End = t.Time[t.Len()-1]
	}
	return c
}

// Len gives the number of steps of the curve, the times at which events were.
func (c *Curve) Len() int { return len(c.steps) }

// Step gives the curve at its step i.
func (c *Curve) Step(i int) Point { return c.point(c.steps[i].at, i) }

// point describes place at of the table, where the curve has made the steps up to and including k.
func (c *Curve) point(at, k int) Point {
	p := Point{Time: c.table.Time[at], AtRisk: c.left[at], Events: int(c.table.Events[at]), Censored: int(c.table.Censored[at])}
	c.level(&p, k)
	return p
}

// level fills in the estimate after step k; none was made when k is −1.
func (c *Curve) level(p *Point, k int) {
	p.S, p.Low, p.High = 1, 1, 1
	if k < 0 {
		return
	}
	s := c.steps[k]
	half := c.z * math.Sqrt(s.variance)
	p.S, p.SE = s.s, s.s*math.Sqrt(s.variance)
	p.Low, p.High = s.s*math.Exp(-half), min(1, s.s*math.Exp(half))
	if s.s == 0 {
		p.SE, p.Low, p.High = math.NaN(), math.NaN(), math.NaN()
	}
}

// Known reports whether anybody was watched for a time or longer: beyond it the curve says nothing.
func (c *Curve) Known(time float64) bool { return c.Watched > 0 && time <= c.End }

// At gives the curve at any time. AtRisk are those watched for at least that long. Beyond [Curve.End] nothing is known, and S, SE,
// Low and High are NaN, unless everybody had the event.
func (c *Curve) At(time float64) Point {
	p := Point{Time: time}
	at := sort.SearchFloat64s(c.table.Time, time) // the first that is not earlier
	if at < len(c.left) {
		p.AtRisk = c.left[at]
		if c.table.Time[at] == time {
			p.Events, p.Censored = int(c.table.Events[at]), int(c.table.Censored[at])
		}
	}
	k := sort.Search(len(c.steps), func(k int) bool { return c.table.Time[c.steps[k].at] > time }) - 1
	c.level(&p, k)
	if !c.Known(time) && (k < 0 || c.steps[k].s > 0) {
		p.S, p.SE, p.Low, p.High = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	}
	return p
}

// Quantile is the time by which a share has had the event, with the interval that the bands of the curve leave for it. NaN: not
// reached while they were watched.
type Quantile struct{ Value, Low, High float64 }

// Quantile gives the time at which the curve comes down to 1 − share: the first time it is below, or the middle of the stretch
// where it is exactly there (as R's quantile.survfit does). The interval is where the bands do so (Brookmeyer and Crowley 1982).
func (c *Curve) Quantile(share float64) Quantile {
	level := 1 - share
	return Quantile{
		c.cross(level, true, func(p Point) float64 { return p.S }),
		c.cross(level, true, func(p Point) float64 { return p.Low }),
		c.cross(level, false, func(p Point) float64 { return p.High }),
	}
}

// same is how near two shares are that differ by rounding alone.
const same = 1.5e-8

// cross gives the time at which a line of the curve comes down to a level for the first time. S and Low only fall; High can rise
// again where hardly any are left.
func (c *Curve) cross(level float64, falls bool, of func(Point) float64) float64 {
	down := func(i int) bool { return !(of(c.Step(i)) > level+same) } // also where nothing is known of it
	first := 0
	if falls {
		first = sort.Search(len(c.steps), down)
	} else {
		first = sort.Search(len(c.steps), func(i int) bool { return !(c.steps[i].s > level+same) }) // not before S itself
		for first < len(c.steps) && !down(first) {
			first++
		}
	}
	if first == len(c.steps) {
		return math.NaN()
	}
	from := c.table.Time[c.steps[first].at]
	switch v := of(c.Step(first)); {
	case math.IsNaN(v):
		return v
	case v < level-same:
		return from
	}
	for j := first + 1; j < len(c.steps); j++ {
		if next := of(c.Step(j)); !(math.Abs(next-level) <= same) {
			return (from + c.table.Time[c.steps[j].at]) / 2
		}
	}
	return (from + c.End) / 2
}

// Thin gives the curve up to a time in at most about most points, for a picture: the first and last, and those between which the
// curve moves by little. Nothing is rounded: every point is one of the curve.
func (c *Curve) Thin(until float64, most int) []Point {
	last := sort.Search(len(c.steps), func(k int) bool { return c.table.Time[c.steps[k].at] > until })
	if last == 0 {
		return nil
	}
	bottom := c.steps[last-1].s
	high, wide := (1-bottom)/float64(max(1, most/2)), min(until, c.End)/float64(max(1, most/2))
	var out []Point
	s, time := math.Inf(1), math.Inf(-1)
	for k := range last {
		at := c.table.Time[c.steps[k].at]
		if k == last-1 || last <= most || s-c.steps[k].s >= high || at-time >= wide {
			out = append(out, c.Step(k))
			s, time = c.steps[k].s, at
		}
	}
	return out
}
