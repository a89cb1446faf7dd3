package figure

import (
	"strings"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// Percent writes a rate: "23,1 %"; "–" when there is nothing to divide by.
func Percent(r repeat.Rate, l *locale.Locale) string { return l.Percent(r.Value) }

// Range writes the interval of a rate without the sign, for beside the rate
// itself: "22,8 – 23,5".
func Range(r repeat.Rate, l *locale.Locale) string {
	return strings.TrimRight(l.Interval(r.Low, r.High), "\u00a0%")
}

// Of writes what a rate is made of: "13.912 van 60.214".
func Of(r repeat.Rate, l *locale.Locale) string {
	return l.T("figure.of", "x", r.Numerator, "of", r.Denominator)
}

// Basis writes what a rate rests on: "22,8 – 23,5 · 13.912 van 60.214". Without
// contacts it is the numerator and the denominator alone.
func Basis(r repeat.Rate, l *locale.Locale) string {
	if !r.Known() {
		return Of(r, l)
	}
	return Range(r, l) + " · " + Of(r, l)
}

// Counted says in words what a rate counts: "13.912 van 60.214 contacten zijn een
// herhaling".
func (m Measure) Counted(r repeat.Rate, l *locale.Locale) string {
	return l.T("figure."+string(m)+".counted", "x", r.Numerator, "n", r.Denominator)
}

// Withheld says why a rate is not shown as a finding: there are no contacts, none
// is ripe yet, or fewer than [repeat.LeastRipe]. It is empty for a rate that
// stands.
func (m Measure) Withheld(c repeat.Counts, l *locale.Locale) string {
	r := m.Of(c)
	switch {
	case !r.Few():
		return ""
	case c.Contacts == 0:
		return l.T("figure.withheld.none")
	case m.NeedsRipe() && c.Ripe == 0:
		return l.T("figure.withheld.unripe")
	case m.NeedsRipe():
		return remark(RemarkFewRipe, l).Text
	}
	return remark(RemarkFew, l).Text
}

// Coverage says which share of the selection is in no rate for want of a
// customer key: "4,1 % zonder klantsleutel".
func Coverage(d repeat.Data, l *locale.Locale) string {
	switch {
	case d.Contacts == 0:
		return ""
	case d.WithoutCustomer == 0:
		return l.T("figure.coverage.all")
	case d.WithoutCustomer == d.Contacts:
		return l.T("figure.coverage.none")
	}
	return l.T("figure.coverage", "share", l.Percent(1-d.Coverage()), "n", d.WithoutCustomer)
}

// Unripe says how many contacts cannot be judged yet and why: "1.023 contacten na
// 21 jun 2026 zijn nog onrijp". It is empty when all can.
func Unripe(r repeat.Result, l *locale.Locale) string {
	n := r.Total.Contacts - r.Total.Ripe
	switch {
	case n <= 0:
		return ""
	case r.Total.Ripe == 0:
		return l.T("figure.unripe.all", "n", n)
	}
	return l.T("figure.unripe", "n", n, "date", l.Date(r.RipeUntil()))
}

// NotEligible says how many contacts the definition leaves out; empty when none.
func NotEligible(d repeat.Data, l *locale.Locale) string {
	if d.NotEligible <= 0 {
		return ""
	}
	return l.T("figure.not_eligible", "n", d.NotEligible)
}

// Join puts the texts that say something in one line.
func Join(texts ...string) string {
	var said []string
	for _, t := range texts {
		if t != "" {
			said = append(said, t)
		}
	}
	return strings.Join(said, " · ")
}
