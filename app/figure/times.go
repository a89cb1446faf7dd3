package figure

import (
	"fmt"
	"math"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// TimeText writes seconds as people say a duration: "42 s", "4 min 32 s",
// "1 u 12 min".
func TimeText(seconds float64, l *locale.Locale) string {
	if math.IsNaN(seconds) || math.IsInf(seconds, 0) {
		return "–"
	}
	switch s := int(math.Round(seconds)); {
	case s < 10:
		return l.T("figure.time.s", "s", l.Decimal(seconds, 1))
	case s < 60:
		return l.T("figure.time.s", "s", s)
	case s < 3600:
		return l.T("figure.time.ms", "m", s/60, "s", fmt.Sprintf("%02d", s%60))
	default:
		m := int(math.Round(seconds / 60))
		return l.T("figure.time.hm", "h", m/60, "m", fmt.Sprintf("%02d", m%60))
	}
}

// clockText writes seconds at the tick of an axis, as clocks do: "4:30", "1:05:00".
func clockText(seconds float64) string {
	s := int(math.Round(seconds))
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// MeanText writes a mean time in full: with its interval, and of how many contacts;
// of too few it says that alone.
func (m Measure) MeanText(x repeat.Durations, l *locale.Locale) string {
	of := l.T("figure."+string(m)+".of", "n", x.Contacts)
	if x.Few() {
		return of + "\n" + remark(RemarkFew, l).Text
	}
	low, high := x.Interval()
	return l.T("figure.time.mean", "measure", m.Short(l), "mean", TimeText(x.Mean(), l), "low", TimeText(low, l), "high", TimeText(high, l)) + "\n" + of
}

// TimesNote is the mean time of a selection and what it rests on, to read beside
// the title of a chart.
func (m Measure) TimesNote(x repeat.Durations, l *locale.Locale) string {
	of := l.T("figure."+string(m)+".of", "n", x.Contacts)
	if x.Few() {
		return of
	}
	return TimeText(x.Mean(), l) + " (" + of + ")"
}
