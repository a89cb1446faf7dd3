package report

import (
	"io"
	"math"
	"path/filepath"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// Size of a picture in pixels, at a scale that suits a slide or a page.
const (
	pictureWidth  = 1920
	pictureHeight = 960
	pictureScale  = 1.5
	mostPanels    = 40 // small trends in one picture
)

// SavePicture writes the measure asked for by period as a picture, a PNG or SVG
// by the file's name. A trend by a dimension becomes a small trend for each
// group, those with most repeats first.
func SavePicture(path string, t repeat.Trend, l *locale.Locale) error {
	write, ok := map[string]func(io.Writer, charts.Chart, int, int, charts.Style) error{
		".png": charts.PNG, ".svg": charts.SVG,
	}[strings.ToLower(filepath.Ext(path))]
	if !ok {
		return &Error{ID: ErrPicture, File: path}
	}
	style := charts.Style{Scale: pictureScale}
	chart, height := charts.Chart(TrendChart(t, l)), pictureHeight
	if len(t.Query.By) > 0 {
		m := TrendPanels(t, l)
		chart, height = m, m.Height(pictureWidth, style)
	}
	return Save(path, func(w io.Writer) error { return write(w, chart, pictureWidth, height, style) })
}

// TrendChart draws the total of a trend: the rate with its interval, the rate
// over all periods, contacts as bars, and what cannot be judged in full hatched.
// The legend says the definition.
func TrendChart(t repeat.Trend, l *locale.Locale) charts.Trend {
	m := measureOf(t.Query)
	all := t.Total.Total.Of(m)
	c := charts.Trend{
		Labels: Labels(t, l), Regions: regions(t, l), Format: func(x float64) string { return l.PercentN(x, 0) },
		Series:  []charts.Series{{Points: points(t, t.Total.Points, false, l)}},
		Counts:  make([]float64, len(t.Periods)),
		Message: l.T("report.picture.empty"), CountName: l.T("report.column.contacts"),
		FormatCount: func(x float64) string { return l.Int(int(x)) },
	}
	if all.Known() {
		label := l.T("report.picture.level", "measure", l.T("report.column."+rateID(m)), "rate", l.Percent(all.Value), "definition", t.Query.Definition.Short(l))
		c.Levels = []charts.Level{{Value: all.Value, Label: label}}
	}
	for i, p := range t.Total.Points {
		c.Counts[i] = float64(p.Contacts)
		c.CountTexts = append(c.CountTexts, t.Periods[i].Key+": "+l.T("report.contacts", "n", p.Contacts))
	}
	return c
}

// TrendPanels draws a small trend for each group of a trend.
func TrendPanels(t repeat.Trend, l *locale.Locale) charts.Multiples {
	m := charts.Multiples{
		Labels: Labels(t, l), Regions: regions(t, l), Format: func(x float64) string { return l.PercentN(x, 0) },
		Message: l.T("report.picture.empty"), More: func(n int) string { return l.T("report.picture.more", "n", n) },
	}
	agents := ofAgents(t.Query.By)
	for _, s := range t.Series[:min(len(t.Series), mostPanels)] {
		var names []string
		for k, v := range s.Key {
			if v = Value(t.Query.By[k], v, l); v == "" {
				v = l.T("value.missing")
			}
			names = append(names, v)
		}
		p := charts.Panel{Key: strings.Join(s.Key, "\x1f"), Title: strings.Join(names, " · "), Points: points(t, s.Points, agents, l)}
		if r := s.Total.Of(measureOf(t.Query)); mark(r, agents) != Withheld && r.Known() {
			p.Note, p.Levels = l.Percent(r.Value), []charts.Level{{Value: r.Value}}
		}
		p.Text = p.Title + " " + p.Note
		m.Panels = append(m.Panels, p)
	}
	return m
}

// rateID is the column of a measure's rate.
func rateID(m repeat.Measure) string {
	if m == repeat.FollowedRate {
		return "followed_rate"
	}
	return "repeat_rate"
}

// points gives the rate in each period. An agent's over few contacts is
// withheld, others are drawn faint.
func points(t repeat.Trend, counts []repeat.Counts, agents bool, l *locale.Locale) []charts.Point {
	list := make([]charts.Point, len(counts))
	for i, c := range counts {
		r := c.Of(measureOf(t.Query))
		p := charts.Point{Value: r.Value, Low: r.Low, High: r.High, Key: t.Periods[i].Key}
		switch mark(r, agents) {
		case Withheld:
			p.Value, p.Low, p.High = math.NaN(), math.NaN(), math.NaN()
		case Few:
			p.Tone = charts.Faint
		}
		p.Text = t.Periods[i].Key + ": " + l.Percent(p.Value)
		if !math.IsNaN(p.Value) {
			p.Text += " (" + l.Interval(r.Low, r.High) + "), " + l.T("report.of", "part", r.Numerator, "whole", r.Denominator)
		}
		list[i] = p
	}
	return list
}

// Labels names the periods of a trend for an axis.
func Labels(t repeat.Trend, l *locale.Locale) []string {
	var list []string
	for _, p := range t.Periods {
		switch t.Per {
		case contact.Month:
			list = append(list, l.Month(p.Start.Month())+" "+p.Start.Format("2006"))
		case contact.Day:
			list = append(list, l.Date(p.Start))
		default:
			list = append(list, p.Key)
		}
	}
	return list
}

// regions hatches the periods in which the measure cannot be judged in full:
// for the repeat rate those without full history, for the followed rate the
// unripe ones.
func regions(t repeat.Trend, l *locale.Locale) []charts.Region {
	lacks, id := func(p repeat.Period) bool { return p.NoHistory }, RemarkNoHistory
	if measureOf(t.Query) == repeat.FollowedRate {
		lacks, id = func(p repeat.Period) bool { return p.Unripe }, RemarkUnripe
	}
	var list []charts.Region
	for i, p := range t.Periods {
		if !lacks(p) {
			continue
		}
		if n := len(list); n > 0 && list[n-1].To == i {
			list[n-1].To++
			continue
		}
		list = append(list, charts.Region{From: i, To: i + 1, Label: l.T("report.remark." + id), Key: id,
			Text: l.T("report.picture."+id, "window", l.Duration(time.Duration(t.Query.Definition.Window)))})
	}
	return list
}
