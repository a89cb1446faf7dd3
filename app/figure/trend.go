package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// Trend draws a measure of the whole selection per period. Periods that rest on
// fewer than [repeat.LeastRipe] contacts are gaps that tell why; those that are
// unripe (followed rate, first time fix) or lack history (repeat rate) are
// hatched; where a new year begins stands a mark; the dashed level is the rate
// of all periods together. The key of a point is that of its period.
func Trend(t repeat.Trend, m Measure, l *locale.Locale) charts.Trend {
	c := charts.Trend{
		Labels:  labels(t, l),
		Series:  []charts.Series{{Points: points(t, t.Total.Points, m, "", l)}},
		Regions: regions(t, m, l),
		Markers: years(t),
		Format:  percentTick(l),
		Message: message(t, m, l),
	}
	if mean := m.Of(t.Total.Total); !mean.Few() {
		c.Levels = []charts.Level{{Value: mean.Value}}
	}
	return c
}

// addCounts adds the number of contacts per period as bars beneath a trend, and
// a legend with them and the mean.
func addCounts(c *charts.Trend, t repeat.Trend, m Measure, l *locale.Locale) {
	c.Counts, c.CountTexts = make([]float64, len(t.Periods)), make([]string, len(t.Periods))
	for i, p := range t.Periods {
		n := t.Total.Points[i].Contacts
		c.Counts[i] = float64(n)
		c.CountTexts[i] = PeriodTitle(t.Per, p, l) + "\n" + l.T("figure.contacts", "n", n)
	}
	c.CountName = l.T("figure.contacts.name")
	c.FormatCount = func(x float64) string { return l.Int(int(x)) }
	if len(c.Levels) > 0 {
		c.Levels[0].Label = l.T("figure.mean", "rate", l.Percent(c.Levels[0].Value))
	}
}

// Multiples draws a measure per period for each group of a trend that has
// enough contacts in some period to show one. The dashed level in every panel
// is the rate of the whole selection. The key of a panel is the place of its
// group in t.Series, see [PanelOf].
func Multiples(t repeat.Trend, m Measure, l *locale.Locale) charts.Multiples {
	c := charts.Multiples{
		Labels:  fullLabels(t, l),
		Regions: regions(t, m, l),
		Format:  percentTick(l),
		Message: message(t, m, l),
		More:    func(n int) string { return l.T("figure.more", "n", n) },
	}
	for i := range c.Regions {
		c.Regions[i].Label = ""
	}
	var levels []charts.Level
	if mean := m.Of(t.Total.Total); !mean.Few() {
		levels = []charts.Level{{Value: mean.Value}}
	}
	for i, s := range t.Series {
		if !someStand(s, m) {
			continue
		}
		name, rate := seriesName(t, s, l), m.Of(s.Total)
		text := name + "\n" + m.Counted(rate, l)
		if !rate.Few() {
			text = name + "\n" + rateText(rate, m, l)
		}
		c.Panels = append(c.Panels, charts.Panel{
			Key: strconv.Itoa(i), Title: name, Note: l.Percent(rate.Value),
			Points: points(t, s.Points, m, name, l), Levels: levels, Text: text,
		})
	}
	return c
}

// Panels counts the groups of a trend that have a panel in its [Multiples], which
// is quick; so the room they need is known before they are drawn.
func Panels(t repeat.Trend, m Measure) int {
	n := 0
	for _, s := range t.Series {
		if someStand(s, m) {
			n++
		}
	}
	return n
}

// PanelOf gives the place in the series of a trend of what was hit in its
// [Multiples].
func PanelOf(h charts.Hit) (series int, ok bool) {
	i, err := strconv.Atoi(h.Key)
	return i, err == nil
}

// seriesName names a group of a trend.
func seriesName(t repeat.Trend, s repeat.Series, l *locale.Locale) string {
	parts := make([]string, len(s.Key))
	for i, key := range s.Key {
		parts[i] = Value(t.Query.By[i], key, l)
	}
	return strings.Join(parts, " · ")
}

// someStand reports whether a group has enough contacts in some period to show one.
func someStand(s repeat.Series, m Measure) bool {
	if m.Clock() != "" {
		return slices.ContainsFunc(s.Times, func(x repeat.Durations) bool { return !x.Few() })
	}
	for _, c := range s.Points {
		if !m.Of(c).Few() {
			return true
		}
	}
	return false
}

// fullLabels are labels that say the year: small charts have room for the first and
// the last only.
func fullLabels(t repeat.Trend, l *locale.Locale) []string {
	out := make([]string, len(t.Periods))
	for i, p := range t.Periods {
		out[i] = Value(t.Per, p.Key, l)
	}
	return out
}

func labels(t repeat.Trend, l *locale.Locale) []string {
	out := make([]string, len(t.Periods))
	for i, p := range t.Periods {
		out[i] = PeriodLabel(t.Per, p.Key, l)
	}
	return out
}

// points makes a point a period, with its tooltip; name is the group's, if any.
func points(t repeat.Trend, counts []repeat.Counts, m Measure, name string, l *locale.Locale) []charts.Point {
	out := make([]charts.Point, len(t.Periods))
	for i, p := range t.Periods {
		r := m.Of(counts[i])
		out[i] = charts.Point{Value: r.Value, Low: r.Low, High: r.High, Key: p.Key, Text: PointText(t.Per, p, counts[i], m, l)}
		if r.Few() || !m.NeedsRipe() && mostlyWithoutHistory(t, p) {
			out[i].Value, out[i].Low, out[i].High = math.NaN(), math.NaN(), math.NaN()
		}
		if name != "" {
			out[i].Text = name + "\n" + out[i].Text
		}
	}
	return out
}

// mostlyWithoutHistory reports whether the window before most of a period lies
// outside the data. Its repeat rate is so low for that reason alone that it would
// flatten the line; its tooltip gives it.
func mostlyWithoutHistory(t repeat.Trend, p repeat.Period) bool {
	whole := t.Query.Definition.WindowAfter(t.Data.From)
	return p.NoHistory && 2*whole.Sub(p.Start) > p.End.Sub(p.Start)
}

// PointText is the tooltip of a period: which days, the rate with its interval,
// the counts, and what the period lacks.
func PointText(per contact.Dimension, p repeat.Period, c repeat.Counts, m Measure, l *locale.Locale) string {
	lines := []string{PeriodTitle(per, p, l)}
	r := m.Of(c)
	if why := m.Withheld(c, l); why == "" {
		lines = append(lines, rateText(r, m, l))
	} else {
		if r.Known() {
			lines = append(lines, m.Counted(r, l))
		}
		lines = append(lines, why)
	}
	return strings.Join(append(lines, Lacks(p, m, l)...), "\n")
}

// rateText writes a rate in full on two lines.
func rateText(r repeat.Rate, m Measure, l *locale.Locale) string {
	return l.T("figure.rate", "measure", m.Short(l), "rate", l.Percent(r.Value), "interval", l.Interval(r.Low, r.High)) + "\n" + m.Counted(r, l)
}

// Lacks says what makes a period less than whole for a measure.
func Lacks(p repeat.Period, m Measure, l *locale.Locale) []string {
	var out []string
	if p.Unripe && m.NeedsRipe() {
		out = append(out, l.T("figure.period.unripe"))
	}
	if p.NoHistory && m == HHV {
		out = append(out, l.T("figure.period.no_history"))
	}
	if p.Partial {
		out = append(out, l.T("figure.period.partial"))
	}
	return out
}

// regions hatches the periods that cannot be judged in full.
func regions(t repeat.Trend, m Measure, l *locale.Locale) []charts.Region {
	window := t.Query.Definition.WindowText(l)
	id, lacks := RemarkNoHistory, func(p repeat.Period) bool { return p.NoHistory }
	if m.NeedsRipe() {
		id, lacks = RemarkUnripe, func(p repeat.Period) bool { return p.Unripe }
	}
	var out []charts.Region
	for i := 0; i < len(t.Periods); i++ {
		if !lacks(t.Periods[i]) {
			continue
		}
		from := i
		for i < len(t.Periods) && lacks(t.Periods[i]) {
			i++
		}
		out = append(out, charts.Region{From: from, To: i, Label: remark(id, l).Text, Text: l.T("figure.region."+id, "window", window)})
	}
	return out
}

// years marks where a new year begins, in trends whose labels do not say it.
func years(t repeat.Trend) []charts.Marker {
	if t.Per == contact.Month {
		return nil
	}
	var out []charts.Marker
	for i := 1; i < len(t.Periods); i++ {
		if y := yearOf(t.Per, t.Periods[i]); y != yearOf(t.Per, t.Periods[i-1]) {
			out = append(out, charts.Marker{At: float64(i) - 0.5, Label: strconv.Itoa(y), Tone: charts.Faint})
		}
	}
	return out
}

// message says why a trend has nothing to draw.
func message(t repeat.Trend, m Measure, l *locale.Locale) string {
	switch c := t.Total.Total; {
	case m.Clock() != "" && t.Total.TotalTimes.Contacts == 0:
		return l.T("figure.trend.untimed." + string(m))
	case c.Contacts == 0:
		return l.T("figure.trend.none")
	case m.NeedsRipe() && c.Ripe == 0:
		return l.T("figure.trend.unripe")
	}
	return l.T("figure.trend.few", "n", repeat.LeastRipe, "per", l.T("dimension."+string(t.Per)))
}

// percentTick writes the values of an axis, with a decimal only where it needs one.
func percentTick(l *locale.Locale) func(float64) string {
	return func(x float64) string {
		if whole := math.Round(x * 100); math.Abs(x*100-whole) < 1e-6 {
			return l.PercentN(x, 0)
		}
		return l.Percent(x)
	}
}
