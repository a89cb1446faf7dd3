package figure

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/analysis/spc"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// Event is something that happened, as a chart shows it.
type Event struct {
	Kind     charts.MarkerKind
	From, To time.Time // first and last day
	Name     string
	Note     string // more to tell on hovering; may be empty
}

// ControlChart draws the control chart of the whole selection, with the contacts
// per period as bars beneath and events as flags. The key of a point is that of
// its period.
func ControlChart(t repeat.Trend, c Control, events []Event, l *locale.Locale) charts.Control {
	m := c.Measure
	out := charts.Control{
		Labels: labels(t, l), Points: c.points("", l), Limits: c.limits(l), Regions: c.regions(t, l),
		Phases: c.phases(l), Excluded: c.excluded(), Events: append(years(t), flags(t, events, l)...),
		Format: m.tick(l), Message: message(t, m, l),
		Names: charts.ControlNames{Value: m.Short(l), Centre: l.T("figure.control.name.centre"), Limits: l.T("figure.control.name.limits"),
			Target: l.T("figure.control.name.target"), Good: l.T("figure.control.name.good"), Bad: l.T("figure.control.name.bad"),
			Notable: l.T("figure.control.name.notable"), Excluded: l.T("figure.control.name.excluded")},
	}
	if c.Options.Kind == spc.Run {
		out.Names.Centre = l.T("figure.control.name.median")
	}
	if c.Target != nil {
		out.Target = &charts.Target{Value: *c.Target, Text: c.targetText(l)}
	}
	if !m.IsRate() {
		out.Bounds = anything
	}
	if m.Clock() != "" {
		out.Steps = charts.Clock
		out.Names.Value += " " + l.T("figure.time.axis")
	}
	if m != Volume {
		bars := charts.Trend{}
		addCounts(&bars, t, m, l)
		out.Counts, out.CountName, out.CountTexts, out.FormatCount = bars.Counts, bars.CountName, bars.CountTexts, bars.FormatCount
	}
	return out
}

// anything is where a number of contacts may lie.
var anything = charts.Bounds{Low: 0, High: math.MaxInt32}

func (c Control) targetText(l *locale.Locale) string {
	text := l.T("figure.control.target", "value", c.Measure.Text(*c.Target, l))
	if a := c.AssuranceText(l); a != "" {
		text += "\n" + a
	}
	return text
}

// tick writes the values of an axis.
func (m Measure) tick(l *locale.Locale) func(float64) string {
	switch {
	case m.Clock() != "":
		return clockText
	case m == Volume:
		return func(x float64) string { return m.Text(x, l) }
	}
	return percentTick(l)
}

// points makes a point a period, toned where it is a signal.
func (c Control) points(name string, l *locale.Locale) []charts.Point {
	out := make([]charts.Point, len(c.Periods))
	for i, p := range c.Periods {
		at := c.Chart.Points[i]
		lines := []string{}
		if name != "" {
			lines = append(lines, name)
		}
		switch {
		case c.Times != nil:
			lines = append(lines, PeriodTitle(c.Per, p, l), c.Measure.MeanText(c.Times[i], l))
			lines = append(lines, Lacks(p, c.Measure, l)...)
		case c.Measure == Volume:
			lines = append(lines, PeriodTitle(c.Per, p, l), l.T("figure.contacts", "n", c.Counts[i].Contacts))
			lines = append(lines, Lacks(p, Volume, l)...)
		default:
			lines = append(lines, PointText(c.Per, p, c.Counts[i], c.Measure, l))
		}
		if at.Low <= at.High {
			lines = append(lines, l.T("figure.control.between", "low", c.Measure.Text(at.Low, l), "high", c.Measure.Text(at.High, l), "centre", c.Measure.Text(at.Centre, l)))
		}
		if s := c.SignalAt(i, l); s != "" {
			lines = append(lines, s)
		}
		if note, left := c.Setup.Note(p.Key); left {
			text := l.T("figure.control.excluded")
			if note != "" {
				text = l.T("figure.control.excluded.note", "note", note)
			}
			lines = append(lines, text)
		} else if at.Flag == spc.Partial || at.Flag == spc.Unripe {
			lines = append(lines, l.T("figure.control.unused"))
		}
		out[i] = charts.Point{Value: at.Value, Low: math.NaN(), High: math.NaN(), Tone: tone(at.Verdict), Key: p.Key, Text: strings.Join(lines, "\n")}
	}
	return out
}

func tone(v spc.Verdict) charts.Tone {
	switch v {
	case spc.Improvement:
		return charts.Good
	case spc.Concern:
		return charts.Bad
	case spc.Changed:
		return charts.Notable
	}
	return charts.Plain
}

func (c Control) limits(l *locale.Locale) []charts.Limits {
	out := make([]charts.Limits, len(c.Chart.Points))
	for i, p := range c.Chart.Points {
		out[i] = charts.Limits{Low: p.Low, High: p.High, NearLow: p.NearLow, NearHigh: p.NearHigh}
		if p.Flag == spc.Unripe || p.Flag == spc.Partial { // of too few contacts: the limits of a whole period do not hold
			out[i] = charts.Limits{Low: math.NaN(), High: math.NaN(), NearLow: math.NaN(), NearHigh: math.NaN()}
			continue
		}
		if l != nil && p.Low <= p.High {
			out[i].LowText = l.T("figure.control.limit.low", "value", c.Measure.Text(p.Low, l))
			out[i].HighText = l.T("figure.control.limit.high", "value", c.Measure.Text(p.High, l))
		}
	}
	return out
}

func (c Control) phases(l *locale.Locale) []charts.Phase {
	out := make([]charts.Phase, len(c.Chart.Phases))
	for i, p := range c.Chart.Phases {
		out[i] = charts.Phase{From: p.From, To: p.To, Centre: p.Centre, Trial: p.Trial}
		if l != nil {
			out[i].Label, out[i].Text = l.T("figure.control.phase", "n", i+1), c.PhaseText(i, l)
		}
		out[i].Key = c.Periods[p.From].Key
	}
	return out
}

func (c Control) excluded() []bool {
	out := make([]bool, len(c.Periods))
	for i, p := range c.Chart.Points {
		out[i] = p.Flag == spc.Excluded
	}
	return out
}

// regions hatches the periods that take no part: those of the trend, and those
// that are not whole.
func (c Control) regions(t repeat.Trend, l *locale.Locale) []charts.Region {
	var out []charts.Region
	taken := make([]bool, len(t.Periods))
	if c.Measure.IsRate() {
		out = regions(t, c.Measure, l)
		for _, r := range out {
			for i := r.From; i < r.To; i++ {
				taken[i] = true
			}
		}
	}
	for i, p := range t.Periods {
		if p.Partial && !taken[i] {
			out = append(out, charts.Region{From: i, To: i + 1, Label: remark(RemarkPartial, l).Text, Text: l.T("figure.period.partial")})
		}
	}
	slices.SortFunc(out, func(a, b charts.Region) int { return a.From - b.From })
	return out
}

// flags puts events at their day on the axis.
func flags(t repeat.Trend, events []Event, l *locale.Locale) []charts.Marker {
	var out []charts.Marker
	for _, e := range events {
		i, found := slices.BinarySearchFunc(t.Periods, e.From, func(p repeat.Period, day time.Time) int { return p.Start.Compare(day) })
		if !found {
			i--
		}
		if i < 0 || i >= len(t.Periods) || !t.Periods[i].End.After(e.From) {
			continue
		}
		p := t.Periods[i]
		into := float64(e.From.Add(12*time.Hour).Sub(p.Start)) / float64(p.End.Sub(p.Start))
		days := l.Date(e.From)
		if e.To.After(e.From) {
			days = l.Period(e.From, e.To)
		}
		m := charts.Marker{At: float64(i) - 0.5 + into, Kind: e.Kind, Label: e.Name, Text: e.Name + "\n" + days}
		if e.Note != "" {
			m.Text += "\n" + e.Note
		}
		if e.Kind == charts.Holiday {
			m.Tone = charts.Faint
			m.Label = ""
		}
		out = append(out, m)
	}
	return out
}

// ControlMultiples draws a control chart for each group of a trend that has enough
// contacts, what changed most first, then the larger; see [Control.Moved]. The key
// of a panel is the place of its group in t.Series, see [PanelOf].
func ControlMultiples(t repeat.Trend, m Measure, setup func(series int) Setup, l *locale.Locale) (charts.Multiples, error) {
	out := charts.Multiples{
		Labels: fullLabels(t, l), Regions: regions(t, m, l), Format: m.tick(l), Message: message(t, m, l),
		More: func(n int) string { return l.T("figure.more", "n", n) },
	}
	if !m.IsRate() {
		out.Regions, out.Bounds = nil, anything
	}
	if m.Clock() != "" {
		out.Steps = charts.Clock
	}
	for i := range out.Regions {
		out.Regions[i].Label = ""
	}
	type group struct {
		at      int
		control Control
		moved   float64
	}
	var groups []group
	for i, s := range t.Series {
		if !someStand(s, m) {
			continue
		}
		c, err := NewControl(t, s, m, setup(i))
		if err != nil {
			return out, err
		}
		groups = append(groups, group{i, c, c.Moved()})
	}
	if !OfAgents(t.Query) { // agents keep the order of their names: they are not ranked
		slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(b.moved, a.moved) })
	}
	for _, g := range groups {
		s := t.Series[g.at]
		name, rate := seriesName(t, s, l), m.Of(s.Total)
		lines := []string{name}
		note := l.Percent(rate.Value)
		switch {
		case m.Clock() != "":
			note = m.Text(s.TotalTimes.Mean(), l)
			lines = append(lines, m.MeanText(s.TotalTimes, l))
		case m == Volume:
			note = l.Int(s.Total.Contacts)
			lines = append(lines, l.T("figure.contacts", "n", s.Total.Contacts))
		case rate.Few():
			lines = append(lines, m.Counted(rate, l))
		default:
			lines = append(lines, rateText(rate, m, l))
		}
		lines = append(lines, g.control.Reading(l))
		p := charts.Panel{Key: strconv.Itoa(g.at), Title: name, Note: note, Points: g.control.points(name, l),
			Limits: g.control.limits(nil), Phases: g.control.phases(nil), Icons: g.control.icons(l), Text: strings.Join(lines, "\n")}
		if g.control.Target != nil {
			p.Target = &charts.Target{Value: *g.control.Target, Text: g.control.targetText(l)}
		}
		out.Panels = append(out.Panels, p)
	}
	return out, nil
}

// icons are the signs of what the latest point tells and whether the target is met.
func (c Control) icons(l *locale.Locale) []charts.Icon {
	var out []charts.Icon
	if v := c.Chart.Variation; v.Index >= 0 {
		sign := charts.OnlyChance
		switch {
		case v.Verdict == spc.Improvement && v.Side > 0:
			sign = charts.ImprovedUp
		case v.Verdict == spc.Improvement:
			sign = charts.ImprovedDown
		case v.Verdict == spc.Concern && v.Side > 0:
			sign = charts.WorsenedUp
		case v.Verdict == spc.Concern:
			sign = charts.WorsenedDown
		case v.Verdict == spc.Changed && v.Side > 0:
			sign = charts.ChangedUp
		case v.Verdict == spc.Changed:
			sign = charts.ChangedDown
		}
		out = append(out, charts.Icon{Sign: sign, Text: c.VariationText(l)})
	}
	sign := map[string]charts.Sign{"met": charts.TargetMet, "missed": charts.TargetMissed, "chance": charts.TargetByChance}[c.AssuranceID()]
	if sign != charts.NoSign {
		out = append(out, charts.Icon{Sign: sign, Text: c.AssuranceText(l)})
	}
	return out
}

// One gives the same setup for every series.
func One(s Setup) func(series int) Setup { return func(int) Setup { return s } }

// ControlOf draws a measure of a trend with limits as screens show it: of the
// whole selection, or of a trend by a dimension its groups. setup gives the choices
// for a series; -1 is the whole selection.
func ControlOf(t repeat.Trend, m Measure, setup func(series int) Setup, events []Event, l *locale.Locale) (charts.Chart, error) {
	if len(t.Query.By) > 0 {
		return ControlMultiples(t, m, setup, l)
	}
	c, err := NewControl(t, t.Total, m, setup(-1))
	if err != nil {
		return nil, err
	}
	return ControlChart(t, c, events, l), nil
}

// ControlPicture is [ControlOf] as it may leave the program.
func ControlPicture(t repeat.Trend, m Measure, setup func(series int) Setup, events []Event, l *locale.Locale) (charts.Captioned, error) {
	chart, err := ControlOf(t, m, setup, events, l)
	lines := []string{}
	if m.IsRate() {
		lines = append(lines, DefinitionText(t.Query.Definition, l))
	}
	lines = append(lines, RestsOn(t, m, l))
	if fair := Appraisal(t.Query, l); fair != "" {
		lines = append(lines, fair)
	}
	if err == nil && len(t.Query.By) == 0 {
		c, _ := NewControl(t, t.Total, m, setup(-1)) // it went well just now
		lines = append(lines, l.T("figure.control.chart", "kind", c.KindText(l), "reason", c.Reason(l)))
	}
	return charts.Captioned{Title: Join(Title(t, m, l), ControlNote(t, m, l)), Lines: lines, Chart: chart}, err
}

// ControlNote is what to read beside the title of a control chart.
func ControlNote(t repeat.Trend, m Measure, l *locale.Locale) string {
	if len(t.Query.By) == 0 {
		switch {
		case m.Clock() != "":
			return Join(m.TimesNote(t.Total.TotalTimes, l), Appraisal(t.Query, l))
		case m == Volume:
			return Join(l.T("figure.contacts", "n", t.Total.Total.Contacts), Appraisal(t.Query, l))
		}
		return Note(t, m, l)
	}
	left := ""
	if n := len(t.Series) - Panels(t, m); n > 0 {
		left = l.T("figure.left", "n", n)
	}
	if OfAgents(t.Query) {
		return Join(left, Appraisal(t.Query, l))
	}
	return Join(l.T("figure.control.sorted"), left)
}
