package figure

import (
	"math"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// working reports whether days of a definition are working days.
func working(d repeat.Definition) bool { return len(d.Opening.Hours) > 0 }

// DaysText writes a time as people say it, in the days that a definition counts: "40 minuten", "5,3 uur", "2 dagen", "3,4 werkdagen".
func DaysText(s repeat.Span, d repeat.Definition, l *locale.Locale) string {
	day := d.DayLength()
	id := "survival.days"
	if working(d) {
		id = "survival.workdays"
	}
	switch {
	case s%day == 0 && s > 0:
		return l.T(id, "n", int(s/day))
	case s < 2*repeat.Hour:
		return l.T("survival.minutes", "n", int((s+repeat.Minute/2)/repeat.Minute))
	case s < 2*day && !d.CalendarDays:
		return l.T("survival.hours", "x", l.Decimal(float64(s)/float64(repeat.Hour), 1))
	}
	return l.T(id+".decimal", "x", l.Decimal(float64(s)/float64(day), 1))
}

// DaysShort writes a time for an axis or the head of a column: "2 d", "12 u".
func DaysShort(s repeat.Span, d repeat.Definition, l *locale.Locale) string {
	day := d.DayLength()
	if s < day {
		return l.T("survival.short.hours", "x", l.Decimal(float64(s)/float64(repeat.Hour), 0))
	}
	decimals := 0
	if s%day != 0 {
		decimals = 1
	}
	id := "survival.short.days"
	if working(d) {
		id = "survival.short.workdays"
	}
	return l.T(id, "x", l.Decimal(float64(s)/float64(day), decimals))
}

// TimesTitle says what times to repeat are shown.
func TimesTitle(by []contact.Dimension, l *locale.Locale) string {
	if len(by) == 0 {
		return l.T("survival.title")
	}
	names := make([]string, len(by))
	for i, d := range by {
		names[i] = l.T("dimension." + string(d))
	}
	return l.T("survival.title.by", "by", strings.Join(names, " × "))
}

// TimesName names a row of times to repeat.
func TimesName(t repeat.Times, r repeat.TimesRow, l *locale.Locale) string {
	if len(r.Key) == 0 {
		return l.T("survival.all")
	}
	names := make([]string, len(r.Key))
	for i, key := range r.Key {
		names[i] = Value(t.Query.By[i], key, l)
	}
	return strings.Join(names, " · ")
}

// TimesFew reports whether a row rests on too few contacts to say anything.
func TimesFew(r repeat.TimesRow) bool { return r.Contacts < repeat.LeastRipe }

// TimesWithheld reports whether nothing may be told of a row: it is of an agent with few contacts.
func TimesWithheld(by []contact.Dimension, r repeat.TimesRow) bool {
	return TimesFew(r) && len(by) > 0 && ofAgents(by)
}

func ofAgents(by []contact.Dimension) bool {
	for _, d := range by {
		if ofAgent(d) {
			return true
		}
	}
	return false
}

// TimesShareText writes a share with its interval: "31,2 % (30,1 – 32,3)"; "–" when nothing is known.
func TimesShareText(s repeat.TimesShare, l *locale.Locale) string {
	if !s.Known() {
		return "–"
	}
	text := l.Percent(s.Share)
	if !math.IsNaN(s.Low) && s.High > s.Low {
		text += " (" + strings.TrimRight(l.Interval(s.Low, s.High), "\u00a0%") + ")"
	}
	return text
}

// QuantileText writes a time by which a share was followed: "3,4 dagen (3,1 – 3,9)"; "–" when it was not reached.
func QuantileText(q repeat.TimesQuantile, d repeat.Definition, l *locale.Locale) string {
	if !q.Known {
		return "–"
	}
	return DaysText(q.Value, d, l)
}

// QuantileRange writes the interval of a time: "3,1 dagen – 3,9 dagen"; an end that was not reached is "…"; empty when neither was.
func QuantileRange(q repeat.TimesQuantile, d repeat.Definition, l *locale.Locale) string {
	if !q.Known || q.Low < 0 && q.High < 0 {
		return ""
	}
	end := func(s repeat.Span) string {
		if s < 0 {
			return "…"
		}
		return DaysText(s, d, l)
	}
	return end(q.Low) + " – " + end(q.High)
}

// MedianText says by when half came back, or that fewer did.
func MedianText(r repeat.TimesRow, d repeat.Definition, l *locale.Locale) string {
	switch {
	case r.Median.Known:
		text := l.T("survival.median", "time", DaysText(r.Median.Value, d, l))
		if in := QuantileRange(r.Median, d, l); in != "" {
			text += " (" + in + ")"
		}
		return text
	case r.Quarter.Known:
		return l.T("survival.median.quarter", "time", DaysText(r.Quarter.Value, d, l))
	}
	return l.T("survival.median.none")
}

// PromiseText says how many of the contacts that were followed were so before and after what was promised; empty without a promise.
func PromiseText(r repeat.TimesRow, d repeat.Definition, l *locale.Locale) string {
	p := r.Promise
	if p == nil {
		return ""
	}
	time := DaysText(p.By, d, l)
	if r.Followed == 0 {
		return l.T("survival.promise.none", "time", time)
	}
	before := repeat.NewRate(p.Followed, r.Followed)
	return l.T("survival.promise", "time", time, "n", r.Followed, "before", p.Followed, "share", l.Percent(before.Value), "interval", Range(before, l), "after", p.After)
}

// TimesLine is a curve to draw.
type TimesLine struct {
	Name string
	Row  repeat.TimesRow
}

// MostCurves is how many curves can be told apart in one chart.
const MostCurves = 4

// TimesLines gives the curves of the groups with these keys, or that of all together when there are none.
func TimesLines(t repeat.Times, keys []string, l *locale.Locale) []TimesLine {
	var lines []TimesLine
	for _, key := range keys {
		for _, r := range t.Rows {
			if len(lines) < MostCurves && len(r.Key) == 1 && r.Key[0] == key && !TimesWithheld(t.Query.By, r) {
				lines = append(lines, TimesLine{TimesName(t, r, l), r})
			}
		}
	}
	if len(lines) == 0 {
		lines = []TimesLine{{TimesName(t, t.Total, l), t.Total}}
	}
	return lines
}

// TimesChart draws the share that came back as time goes by, up to a time.
func TimesChart(lines []TimesLine, d repeat.Definition, until repeat.Span, l *locale.Locale) charts.Survival {
	day := float64(d.DayLength())
	c := charts.Survival{
		Max: float64(until) / day, Promise: charts.NoPromise, Message: l.T("survival.none"), RiskName: l.T("survival.risk"),
		Format:  func(x float64) string { return l.PercentN(x, 0) },
		FormatX: func(x float64) string { return DaysShort(repeat.Span(math.Round(x*day)), d, l) },
	}
	for i, line := range lines {
		if line.Row.Contacts == 0 {
			continue
		}
		one := charts.SurvivalLine{Name: line.Name, End: float64(line.Row.Longest) / day}
		for _, p := range line.Row.Curve {
			one.Steps = append(one.Steps, charts.SurvivalStep{Time: float64(p.By) / day, Value: p.Share, Low: p.Low, High: p.High})
		}
		var ticks []float64
		for _, s := range line.Row.Shares {
			if s.By > until {
				continue
			}
			ticks = append(ticks, float64(s.By)/day)
			one.Risk = append(one.Risk, l.Int(s.AtRisk))
			if s.Known() {
				one.Marks = append(one.Marks, charts.SurvivalStep{Time: float64(s.By) / day, Value: s.Share, Low: s.Low, High: s.High,
					Key: s.By.String(), Text: TimesShareTip(line.Name, s, d, l)})
			}
		}
		c.Lines, c.Ticks = append(c.Lines, one), ticks
		if p := line.Row.Promise; p != nil && i == 0 {
			c.Promise, c.PromiseLabel = float64(p.By)/day, l.T("survival.promised", "time", DaysText(p.By, d, l))
		}
		if text := PromiseText(line.Row, d, l); text != "" {
			if len(lines) > 1 {
				text = line.Name + ": " + text
			}
			c.PromiseText = strings.TrimPrefix(c.PromiseText+"\n"+text, "\n")
		}
	}
	return c
}

// TimesShareTip is the tooltip of a point of a curve.
func TimesShareTip(name string, s repeat.TimesShare, d repeat.Definition, l *locale.Locale) string {
	return name + "\n" + l.T("survival.within", "time", DaysText(s.By, d, l), "share", TimesShareText(s, l)) + "\n" +
		l.T("survival.seen", "n", s.Followed) + "\n" + l.T("survival.at_risk", "n", s.AtRisk)
}

// TimesNote says what a curve rests on: how many contacts, and how many of them were followed so far.
func TimesNote(r repeat.TimesRow, d repeat.Definition, l *locale.Locale) string {
	return Join(l.T("survival.note", "n", r.Contacts, "followed", r.Followed), MedianText(r, d, l))
}

// TimesMethod says how times to repeat are worked out.
func TimesMethod(d repeat.Definition, l *locale.Locale) string {
	text := l.T("survival.method")
	if working(d) {
		text += " " + l.T("survival.method.work")
	}
	return text
}

// TimesPicture is [TimesChart] as it may leave the program. own is a line more, such as what a comparison found.
func TimesPicture(t repeat.Times, lines []TimesLine, until repeat.Span, own string, l *locale.Locale) charts.Captioned {
	d := t.Query.Definition
	p := charts.Captioned{
		Title: TimesTitle(t.Query.By, l),
		Lines: captionLines(t.Query, t.Data, l.T("survival.method.short"), l),
		Chart: TimesChart(lines, d, until, l),
	}
	for _, line := range lines {
		text := Join(TimesNote(line.Row, d, l), PromiseText(line.Row, d, l))
		if len(lines) > 1 {
			text = line.Name + ": " + text
		}
		p.Lines = append(p.Lines, text)
	}
	if own != "" {
		p.Lines = append(p.Lines, own)
	}
	return p
}

// TimesTestText says whether two curves differ by more than chance.
func TimesTestText(c repeat.Compared, l *locale.Locale) string {
	if !c.Known {
		return l.T("survival.test.unknown")
	}
	id := "survival.test.chance"
	switch {
	case c.Test.P < 0.001:
		id = "survival.test.hardly"
	case c.Test.P < 0.05:
		id = "survival.test.probably"
	}
	text := l.T(id, "p", l.Decimal(c.Test.P, 3))
	// Which of two came back sooner is only said where they differ.
	if len(c.Times) == 2 && c.Test.P < 0.05 {
		if float64(c.Test.Observed[0]) > c.Test.Expected[0] {
			text += " " + l.T("survival.test.first")
		} else {
			text += " " + l.T("survival.test.second")
		}
	}
	return text
}
