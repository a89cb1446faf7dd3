package figure

import (
	"math"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/assets/locale"
)

// ofAgent reports whether a dimension holds single agents.
func ofAgent(d contact.Dimension) bool { return d == contact.Agent }

// Ranked reports whether units of a dimension may be put in order of what was found. Agents never are.
func Ranked(d contact.Dimension) bool { return !ofAgent(d) }

// OutliersTitle says what a comparison shows: "Opgevolgd per medewerker, gecorrigeerd voor reden × kanaal × dagdeel".
func OutliersTitle(r outlier.Result, l *locale.Locale) string {
	return l.T("outliers.chart", "dimension", l.T("dimension."+string(r.Dimension)), "mix", mixText(r.Dimension, l))
}

func mixText(d contact.Dimension, l *locale.Locale) string {
	if d == contact.Reason || d == contact.Process {
		return l.T("outliers.mix.short")
	}
	return l.T("outliers.mix")
}

// FlagText says which way a unit stands out; empty when it does not.
func FlagText(s outlier.Side, l *locale.Locale) string {
	if s == outlier.Inside {
		return ""
	}
	return l.T("outliers.flag." + string(s))
}

// JudgedText says in one line what was found of a unit, also when nothing could be.
func JudgedText(row outlier.Row, l *locale.Locale) string {
	switch {
	case row.Flag != outlier.Inside:
		return FlagText(row.Flag, l)
	case row.State == outlier.Judged:
		return l.T("outliers.flag.inside")
	}
	return l.T("outliers.flag.unjudged")
}

// ChanceText puts a q-value in words.
func ChanceText(q float64, l *locale.Locale) string {
	switch {
	case math.IsNaN(q):
		return ""
	case q <= 0.001:
		return l.T("outliers.q.hardly")
	case q <= 0.01:
		return l.T("outliers.q.unlikely", "q", l.Decimal(q, 3))
	case q <= 0.05:
		return l.T("outliers.q.probably", "q", l.Decimal(q, 2))
	}
	return l.T("outliers.q.chance", "q", l.Decimal(q, 2))
}

// WhyText says why a unit is not flagged, and how far it is from that; empty for one that is.
func WhyText(r outlier.Result, row outlier.Row, l *locale.Locale) string {
	if row.Why.Code == "" {
		return ""
	}
	text := l.T("outliers.why."+row.Why.Code, "n", row.Ripe, "least", r.Options.LeastRipe, "units", r.Judged,
		"ratio", l.Decimal(r.Options.LargestRatio, 0), "share", l.PercentN(row.OwnPart, 0))
	switch more, fewer := row.Why.More, row.Why.Fewer; {
	case more > 0 && fewer > 0:
		text += " " + l.T("outliers.why.both", "more", l.Int(more), "fewer", l.Int(fewer))
	case more > 0:
		text += " " + l.T("outliers.why.more", "n", more)
	case fewer > 0:
		text += " " + l.T("outliers.why.fewer", "n", fewer)
	}
	return text
}

// ContributionName names a part of what a unit has more or fewer of. Customers and agents have a number, never a name.
func ContributionName(c outlier.Contribution, l *locale.Locale) string {
	switch c.By {
	case outlier.Customer:
		return l.T("outliers.part.customer", "n", c.Ripe)
	case string(contact.Agent):
		return l.T("outliers.part.agent", "n", c.Ripe)
	}
	if c.Key == "" {
		return l.T("outliers.part.without", "dimension", l.T("dimension."+c.By))
	}
	return c.Key
}

// ContributionText says what becomes of the flag when a part is left out.
func ContributionText(c outlier.Contribution, l *locale.Locale) string {
	if c.Goes {
		return l.T("outliers.part.goes")
	}
	return l.T("outliers.part.stays")
}

// Signed writes a difference in contacts, rounded, with its sign.
func Signed(x float64, l *locale.Locale) string {
	n := int(math.Round(math.Abs(x)))
	switch {
	case n == 0:
		return "0"
	case x < 0:
		return "−" + l.Int(n)
	}
	return "+" + l.Int(n)
}

// Telling gives the parts of an explanation that tell something: single customers only where one of them is a tenth of
// the difference or more, or carries the flag. alone says that there were customers and that none of them does.
func Telling(row outlier.Row) (parts []outlier.Contribution, alone bool) {
	difference := math.Abs(float64(row.Followed) - row.Expected)
	for _, c := range row.Explanation {
		if c.By == outlier.Customer && !c.Goes && math.Abs(c.Excess) < difference/10 {
			alone = true
			continue
		}
		parts = append(parts, c)
	}
	return parts, alone && !slices.ContainsFunc(parts, func(c outlier.Contribution) bool { return c.By == outlier.Customer })
}

// ExplanationText puts the explanation of a flagged unit in one line; empty for others.
func ExplanationText(row outlier.Row, l *locale.Locale) string {
	told, _ := Telling(row)
	parts := make([]string, len(told))
	for i, c := range told {
		parts[i] = ContributionName(c, l) + " " + Signed(c.Excess, l)
		if c.Goes {
			parts[i] += " (" + l.T("outliers.part.goes") + ")"
		}
	}
	return strings.Join(parts, "; ")
}

// Withheld counts the units of a comparison that have too few ripe contacts to say anything of.
func Withheld(r outlier.Result) int { return states(r, outlier.Few) }

// Compared counts the contacts that a comparison rests on, ripe or not.
func Compared(r outlier.Result) int {
	n := 0
	for _, row := range r.Rows {
		n += row.Contacts
	}
	if r.Dimension == contact.Third {
		n += r.Without
	}
	return n
}

func states(r outlier.Result, s outlier.State) int {
	n := 0
	for _, row := range r.Rows {
		if row.State == s {
			n++
		}
	}
	return n
}

// OutliersNote says in one line what a comparison found: how many, how many stand out, how many are withheld.
func OutliersNote(r outlier.Result, l *locale.Locale) string {
	withheld := ""
	if n := Withheld(r); n > 0 {
		withheld = l.T("outliers.note.withheld", "n", n, "least", r.Options.LeastRipe)
	}
	return Join(l.T("outliers.note.judged", "n", r.Judged), l.T("outliers.note.flagged", "n", r.Flagged), withheld)
}

// Method is a statement on how a comparison was made.
type Method struct{ ID, Label, Text string }

// OutliersMethod says how a comparison was made: case mix, spread, many comparisons, least volume, what was left out.
func OutliersMethod(r outlier.Result, l *locale.Locale) []Method {
	var list []Method
	add := func(id, text string) {
		if text != "" {
			list = append(list, Method{id, l.T("outliers.method." + id), text})
		}
	}
	add("appraisal", appraisal(r.Dimension, l))
	mix := l.T("outliers.method.mix.text", "mix", mixText(r.Dimension, l), "n", r.Strata)
	if r.Merged > 0 {
		mix += " " + l.T("outliers.method.merged", "n", r.Merged, "least", r.Options.LeastStratum)
	}
	add("mix", mix)
	phi := "–"
	if !math.IsNaN(r.Spread.Phi) {
		phi = l.Decimal(r.Spread.Phi, 2)
	}
	add("spread", l.T("outliers.method.spread."+r.Spread.Reason, "phi", phi)+" "+l.T("outliers.method.spread."+string(r.Spread.Used)))
	add("many", l.T("outliers.method.many.text", "n", r.Judged, "alpha", l.PercentN(r.Options.Alpha, 0)))
	least := l.T("outliers.method.least.text", "least", r.Options.LeastRipe, "n", Withheld(r))
	if n := states(r, outlier.Weak) + states(r, outlier.Alone) + states(r, outlier.Steady); n > 0 {
		least += " " + l.T("outliers.method.unjudged", "n", n)
	}
	add("least", least)
	if n := Compared(r) - r.Total.Denominator; n > 0 {
		add("unripe", l.T("outliers.method.unripe.text", "n", n))
	}
	if r.Without > 0 {
		id := "outliers.method.without.text"
		if r.Dimension == contact.Third {
			id = "outliers.method.without.third"
		}
		add("without", l.T(id, "n", r.Without, "dimension", l.T("dimension."+string(r.Dimension))))
	}
	return list
}

// appraisal is what every view of single agents says.
func appraisal(d contact.Dimension, l *locale.Locale) string {
	if !ofAgent(d) {
		return ""
	}
	return l.T("figure.appraisal")
}
