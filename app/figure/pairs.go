package figure

import (
	"time"

	"eenkeer/analysis/association"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// Gap writes the time between two contacts in its two largest units: "3 d 4 u".
func Gap(d time.Duration, l *locale.Locale) string {
	days, hours, minutes := int(d/(24*time.Hour)), int(d/time.Hour)%24, int(d/time.Minute)%60
	switch {
	case days > 0:
		return l.T("contacts.gap.days", "d", days, "h", hours)
	case hours > 0:
		return l.T("contacts.gap.hours", "h", hours, "m", minutes)
	}
	return l.T("contacts.gap.minutes", "m", minutes)
}

// PairsTitle says how many pairs there are: "12.345 paren".
func PairsTitle(p *repeat.Pairs, l *locale.Locale) string { return l.T("pairs.count", "n", p.Len()) }

// PairsCounted says which of the two contacts puts a pair in the selection.
func PairsCounted(o repeat.PairOptions, l *locale.Locale) string {
	id := "pairs.counted.first"
	switch {
	case o.By == repeat.BySecond:
		id = "pairs.counted.second"
	case o.Ripe:
		id = "pairs.counted.first.ripe"
	}
	return l.T(id)
}

// PairsScope says what was asked of pairs besides the selection: "2e: reden is Nota · zelfde medewerker".
func PairsScope(o repeat.PairOptions, l *locale.Locale) string {
	var parts []string
	if len(o.Other) > 0 {
		id := "pairs.scope.second"
		if o.By == repeat.BySecond {
			id = "pairs.scope.first"
		}
		parts = append(parts, l.T(id, "what", SelectionText(o.Other, l)))
	}
	for _, a := range o.Alike {
		id := "pairs.is.other"
		if a.Same {
			id = "pairs.is.same"
		}
		parts = append(parts, l.T(id, "what", l.T("dimension."+string(a.By))))
	}
	if o.Search != "" {
		parts = append(parts, l.T("pairs.is.search", "text", o.Search))
	}
	return Join(parts...)
}

// AlikeText says of a pair whether agent and channel were the same: "andere medewerker · zelfde kanaal".
func AlikeText(p repeat.Pair, l *locale.Locale) string {
	var parts []string
	for _, d := range []contact.Dimension{contact.Agent, contact.Channel} {
		switch same, known := p.Alike(d); {
		case !known:
		case same:
			parts = append(parts, l.T("pairs.detail.same_"+string(d)))
		default:
			parts = append(parts, l.T("pairs.detail.other_"+string(d)))
		}
	}
	return Join(parts...)
}

// RatioText writes an odds ratio: "1,42"; "–" when it cannot be told, and with a * where counts were corrected.
func RatioText(r association.Ratio, l *locale.Locale) string {
	if !r.Known() {
		return "–"
	}
	text := l.Decimal(r.Value, 2)
	if r.Corrected {
		text += " *"
	}
	return text
}

// RatioRange writes the interval of an odds ratio: "1,20 – 1,68".
func RatioRange(r association.Ratio, l *locale.Locale) string {
	if !r.Known() {
		return "–"
	}
	return l.Decimal(r.Low, 2) + " – " + l.Decimal(r.High, 2)
}

// leastAgain is how many customers must be on either side before a factor is said to make a difference.
const leastAgain = 20

// AgainClear reports whether a factor goes together with coming back once more by more than chance and enough customers.
func AgainClear(r repeat.AgainRow) bool {
	return r.Within.Known() && r.Within.Clear() && r.With.Denominator >= leastAgain && r.Without.Denominator >= leastAgain
}

// AgainVerdict says in words what a factor goes together with.
func AgainVerdict(r repeat.AgainRow, l *locale.Locale) string {
	return l.T("again.verdict." + AgainVerdictID(r))
}

// AgainVerdictID is the verdict for programs: more, less, none (no clear difference) or few (too few to say).
func AgainVerdictID(r repeat.AgainRow) string {
	switch {
	case r.With.Denominator < leastAgain || r.Without.Denominator < leastAgain || !r.Within.Known():
		return "few"
	case !r.Within.Clear():
		return "none"
	case r.Within.Value > 1:
		return "more"
	}
	return "less"
}

// AgainText says what the comparison rests on: "812 klanten met een paar dat te beoordelen is; 230 kwamen nog eens terug".
func AgainText(a repeat.Again, l *locale.Locale) string {
	return l.T("again.base", "n", a.Total.Denominator, "x", l.Int(a.Total.Numerator), "share", l.Percent(a.Total.Value), "interval", l.Interval(a.Total.Low, a.Total.High))
}
