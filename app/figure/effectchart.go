package figure

import (
	"math"
	"strings"
	"time"

	"eenkeer/analysis/effect"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// EffectChart draws an effect: the rates before and after with those of others, and the differences.
func EffectChart(e Effect, l *locale.Locale) charts.Effect {
	out := charts.Effect{
		RateName: l.T("effect.chart.rates", "window", l.Duration(time.Duration(e.Definition.Window))), DifferenceName: l.T("effect.chart.differences"),
		Below: l.T("effect.chart.below"), Above: l.T("effect.chart.above"),
		Format: percentTick(l), FormatDifference: pointsTick(l), Message: e.VerdictText(l),
	}
	rate := func(key string, s effect.Side, tone charts.Tone) {
		r := rateOf(s)
		row := charts.EffectRow{Key: key, Name: l.T("effect.fact." + key), Value: r.Value, Low: r.Low, High: r.High, Label: Percent(r, l), Tone: tone, Text: sideText(s, l)}
		if r.Few() {
			row.Value, row.Low, row.High, row.Label = math.NaN(), math.NaN(), math.NaN(), "–"
		}
		out.Rates = append(out.Rates, row)
	}
	rate("before", e.Before, charts.Plain)
	rate("after", e.After, charts.Plain)
	if o := e.Others; o != nil {
		other := func(key string, c effect.Count) {
			r := repeat.NewRate(c.Followed, c.Ripe)
			out.Rates = append(out.Rates, charts.EffectRow{Key: key, Name: l.T("effect.chart." + key), Value: r.Value, Low: r.Low, High: r.High,
				Label: Percent(r, l), Tone: charts.Faint, Text: Join(l.T("effect.rate", "rate", l.Percent(r.Value), "interval", l.Interval(r.Low, r.High)), Of(r, l))})
		}
		other("others_before", o.Before)
		other("others_after", o.After)
	}
	difference := func(key string, d effect.Difference, tone charts.Tone) {
		if d.Known() {
			out.Differences = append(out.Differences, charts.EffectRow{Key: key, Name: l.T("effect.chart." + key), Value: d.Value, Low: d.Low, High: d.High,
				Label: l.Points(d.Value), Tone: tone, Text: l.T("effect.chart."+key+".tip") + "\n" + DifferenceText(d, l)})
		}
	}
	tone := map[effect.Verdict]charts.Tone{effect.Lower: charts.Good, effect.Higher: charts.Bad}[e.Verdict]
	difference(string(e.Method), e.Result.Effect, tone)
	if e.Method == effect.AgainstOthers {
		difference("crude", e.Crude, charts.Faint)
	}
	if e.Series != nil {
		difference("series", e.Series.Mean, charts.Faint)
	}
	return out
}

// pointsTick writes the values of an axis of differences.
func pointsTick(l *locale.Locale) func(float64) string {
	return func(x float64) string {
		if math.Abs(x) < 1e-9 {
			return "0"
		}
		text := strings.TrimSuffix(l.Points(x), " pt")
		for _, zero := range []string{",0", ".0"} {
			text = strings.TrimSuffix(text, zero)
		}
		return text
	}
}

// EffectPicture is [EffectChart] as it may leave the program, under the title of the action.
func EffectPicture(e Effect, title string, l *locale.Locale) charts.Captioned {
	lines := []string{e.VerdictText(l), DefinitionText(e.Definition, l), Join(SelectionText(e.Study.Scope, l), DataText(repeat.Data{From: e.DataFrom, To: e.DataTo}, l)), l.T("effect.caution")}
	return charts.Captioned{Title: title, Lines: lines, Chart: EffectChart(e, l)}
}

// EffectTrend draws the control chart of what an action is about, per week over all of the data, with its start as a flag and
// limits that start afresh there. name is that of the action.
func EffectTrend(e Effect, weeks repeat.Trend, name string, l *locale.Locale) (charts.Chart, error) {
	setup := Setup{}
	for i, p := range weeks.Periods {
		if !p.Start.Before(e.Study.Full.Time()) {
			if i > 0 {
				setup.Phases = []repeat.Date{repeat.DateOf(p.Start)}
			}
			break
		}
	}
	day := e.Study.Start.Time()
	flags := []Event{{Kind: charts.Action, From: day, To: day, Name: name, Note: e.VerdictText(l)}}
	return ControlOf(weeks, Followed, One(setup), flags, l)
}

// FindingChart draws what a check found, as it was then.
func FindingChart(f kaizen.Finding, l *locale.Locale) charts.Effect {
	nan := math.NaN()
	e := Effect{Result: effect.Result{Definition: f.Definition, Crude: effect.Difference{Value: nan, Low: nan, High: nan}, Method: effect.AgainstBefore,
		Before: sideOf(f.Before, f.BeforeDays), After: sideOf(f.After, f.AfterDays)}}
	for v, word := range verdicts {
		if word == f.Verdict {
			e.Verdict = v
		}
	}
	if e.Verdict == effect.TooEarly {
		e.Why = effect.WhyFirstDays
	}
	if m := effect.Method(f.Method); m == effect.AgainstOthers {
		e.Method = m
	}
	e.Result.Effect = e.Crude
	if f.Difference != nil && f.Low != nil && f.High != nil {
		e.Result.Effect = effect.Difference{Value: *f.Difference, Low: *f.Low, High: *f.High}
	}
	return EffectChart(e, l)
}

func sideOf(f kaizen.Figure, d kaizen.Days) effect.Side {
	return effect.Side{Days: effect.Days{From: d.From, To: d.To}, Count: effect.Count{Followed: f.Numerator, Ripe: f.Denominator}}
}
