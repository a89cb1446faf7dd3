package charts

import (
	"context"
	"slices"
)

// Control is a control chart: a value per period with the limits that chance keeps it within. Signals are points with a
// [Tone]: they differ in shape and size as well as in colour.
type Control struct {
	Labels   []string // one a period, first to last; "" writes none
	Points   []Point  // their intervals are not drawn
	Limits   []Limits // one a period; a stretch without (NaN) has none
	Phases   []Phase  // the centre lines, in order; the later ones begin at an upright line
	Target   *Target
	Excluded []bool   // points left out of limits and rules: hollow and grey
	Regions  []Region // hatched, their points hollow: not ripe
	Events   []Marker

	Counts      []float64            // contacts per period; nil draws no bars
	CountName   string               // what the bars are, such as "contacten"
	CountTexts  []string             // tooltips of the bars
	FormatCount func(float64) string // writes the number at the top of the bars
	Format      func(float64) string // writes a value on the y axis
	Bounds      Bounds               // what the y axis may not leave
	Steps       Steps                // between the ticks of the y axis
	Zero        bool                 // begin the y axis at 0
	Names       ControlNames
	Message     string // shown where there is no value to draw
}

// Limits is what chance keeps the value of a period within; NaN where there is none.
type Limits struct {
	Low, High         float64
	NearLow, NearHigh float64 // two thirds of the way; left out where periods are close together
	LowText, HighText string  // tooltips; neighbours with equal limits and texts are one place to point at
}

// known says whether there are limits to draw.
func (l Limits) known() bool { return number(l.Low) && number(l.High) && l.Low <= l.High }

// Phase is a stretch of periods, From up to but not including To, with one centre.
type Phase struct {
	From, To int
	Centre   float64 // NaN draws none
	Trial    bool    // limits of few points: the centre is dashed
	Label    string  // above the border where a later phase begins, such as "fase 2"
	Key      string
	Text     string // tooltip of the centre line and of the border
}

// Target is the value to reach.
type Target struct {
	Value float64
	Text  string // tooltip
}

// ControlNames are the names in the legend; "" leaves one out. What the chart has none of is left out anyhow.
type ControlNames struct {
	Value, Centre, Limits, Target string
	Good, Bad, Notable            string // signals
	Excluded                      string
}

// Draw implements Chart. Drawing.X gives periods: 0 is the middle of the first.
func (c Control) Draw(ctx context.Context, width, height int, s Style) (Drawing, error) {
	return draw(ctx, c, width, height, s)
}

// trend is the part of c that a trend has too; its markers are the events and then the borders of the phases.
func (c Control) trend() Trend {
	t := Trend{Labels: c.Labels, Regions: c.Regions, Markers: slices.Clone(c.Events),
		Counts: c.Counts, CountName: c.CountName, CountTexts: c.CountTexts, FormatCount: c.FormatCount,
		Format: c.Format, Bounds: c.Bounds, Steps: c.Steps, Zero: c.Zero, Message: c.Message}
	t.Series = []Series{{Points: c.Points}}
	for i, p := range c.Phases {
		at := float64(p.From) - 0.5
		if i == 0 || p.From <= 0 {
			at = -1 // beyond the chart: not drawn
		}
		t.Markers = append(t.Markers, Marker{At: at, Label: p.Label, Kind: border, Key: p.Key, Text: p.Text})
	}
	return t
}

func (c Control) paint(ctx context.Context, s *surface) error {
	t := c.trend()
	values := emptySpan()
	for _, p := range c.Points {
		values.add(p.Value)
	}
	none := !values.valid()
	c.widen(&values)
	st, ok := t.stage(s, values, c.legend(s, t), 2)
	if !ok || none {
		if ok {
			st.empty(t)
		} else if none {
			s.message(c.Message, rect{0, 0, s.w, s.h})
		}
		return ctx.Err()
	}
	f := st.frame
	f.emphasis = 1.5
	st.ground(t)
	f.limits(c.Limits, true)
	f.centres(c.Phases)
	f.target(c.Target)
	first := len(s.drawing.Hits)
	t.markers(f, st.heads)
	for i := first; i < len(s.drawing.Hits); i++ {
		if h := &s.drawing.Hits[i]; h.Index >= len(c.Events) {
			h.Series, h.Index = HitPhase, h.Index-len(c.Events)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	points, open := ghosted(c.Points, c.Excluded), hollow(c.Regions, f.n)
	for i := range min(len(c.Excluded), f.n) {
		open[i] = open[i] || c.Excluded[i]
	}
	f.path(points, open, s.pal.Accent)
	f.points(0, points, open, s.pal.Accent, circle)
	st.finish(t)
	return ctx.Err()
}

// ghosted gives points with those that are left out in grey.
func ghosted(points []Point, out []bool) []Point {
	if !slices.Contains(out, true) {
		return points
	}
	points = slices.Clone(points)
	for i := range min(len(points), len(out)) {
		if out[i] {
			points[i].Tone = Faint
		}
	}
	return points
}

// widen makes v hold the limits, as far as they do not flatten the line (a period of a handful of contacts has limits
// from floor to ceiling; they are cut at the edge), the centres and the target.
func (c Control) widen(v *span) {
	for _, p := range c.Phases {
		v.add(p.Centre)
	}
	if c.Target != nil {
		v.add(c.Target.Value)
	}
	limitSpan(v, c.Limits)
}

// limitSpan makes v hold limits: all that are no more than twice as wide as the middle ones.
func limitSpan(v *span, ls []Limits) {
	var halves []float64
	for _, l := range ls {
		if l.known() {
			halves = append(halves, (l.High-l.Low)/2)
		}
	}
	if len(halves) == 0 {
		return
	}
	slices.Sort(halves)
	most := 2 * halves[len(halves)/2]
	for _, l := range ls {
		if l.known() && (l.High-l.Low)/2 <= most {
			v.add(l.Low)
			v.add(l.High)
		}
	}
}

// legend names what c has.
func (c Control) legend(s *surface, t Trend) []legendItem {
	has := func(tone Tone) bool {
		return slices.ContainsFunc(c.Points, func(p Point) bool { return p.Tone == tone })
	}
	mark := func(tone Tone) func(x, y float64) {
		return func(x, y float64) {
			s.point(toneShape(tone, circle), pt{x + 9, y}, 4.4, s.pal.tone(tone, s.pal.Accent), tone == Faint)
		}
	}
	var items []legendItem
	add := func(ok bool, name string, sample func(x, y float64)) {
		if ok {
			items = append(items, legendItem{name, sample})
		}
	}
	add(true, c.Names.Value, func(x, y float64) {
		s.hline(x, x+18, y, 1.8, s.pal.Accent)
		s.point(circle, pt{x + 9, y}, 3.2, s.pal.Accent, false)
	})
	add(len(c.Phases) > 0, c.Names.Centre, func(x, y float64) { s.hline(x, x+18, y, 1.4, s.pal.Muted) })
	add(slices.ContainsFunc(c.Limits, Limits.known), c.Names.Limits, func(x, y float64) {
		s.fillRect(rect{x, y - 5, x + 18, y + 5}, faded(s.pal.Muted, limitShade))
		s.hline(x, x+18, y-5, 1, s.pal.Muted)
		s.hline(x, x+18, y+5, 1, s.pal.Muted)
	})
	add(c.Target != nil, c.Names.Target, func(x, y float64) { s.hline(x, x+18, y, 1.5, s.pal.series(1), targetDash...) })
	add(has(Good), c.Names.Good, mark(Good))
	add(has(Bad), c.Names.Bad, mark(Bad))
	add(has(Notable), c.Names.Notable, mark(Notable))
	add(slices.Contains(c.Excluded, true), c.Names.Excluded, mark(Faint))
	return named(append(items, t.countItem(s)...))
}
