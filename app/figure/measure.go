package figure

import (
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// Measure is a rate as people know it. The analysis has two rates; the followed
// rate is shown either as itself or turned round, as first time fix, and always
// under the name of what it is.
type Measure string

// The measures. Their texts are figure.<measure>.name, .short, .means and so on.
const (
	HHV      Measure = "hhv"      // repeat rate: of the contacts, those that repeat an earlier one
	FTF      Measure = "ftf"      // first time fix: of the ripe contacts, those not followed
	Followed Measure = "followed" // followed rate: of the ripe contacts, those followed
	Volume   Measure = "volume"   // no rate: the number of contacts with a customer key
	Handle   Measure = "handle"   // no rate: the mean handle time
	Wait     Measure = "wait"     // no rate: the mean wait time
)

// IsRate reports whether the measure is a share of contacts, and not a number or a time.
func (m Measure) IsRate() bool { return m != Volume && m.Clock() == "" }

// Clock gives the duration that the measure is the mean of; empty for others.
func (m Measure) Clock() repeat.Clock {
	switch m {
	case Handle:
		return repeat.HandleTime
	case Wait:
		return repeat.WaitTime
	}
	return ""
}

// Shown gives the measure that managers expect for a rate of the analysis: the
// followed rate is shown as first time fix.
func Shown(m repeat.Measure) Measure {
	switch m {
	case repeat.FollowedRate:
		return FTF
	case repeat.Measure(Volume), repeat.Measure(Handle), repeat.Measure(Wait):
		return Measure(m)
	}
	return HHV
}

// Asked gives the rate of the analysis that the measure is made of; of what is no
// rate its own name.
func (m Measure) Asked() repeat.Measure {
	switch m {
	case HHV:
		return repeat.RepeatRate
	case Volume, Handle, Wait:
		return repeat.Measure(m)
	}
	return repeat.FollowedRate
}

// Of gives the rate of counts, with its own numerator. Of what is no rate it is the
// repeat rate, for what must have contacts at all.
func (m Measure) Of(c repeat.Counts) repeat.Rate {
	switch m {
	case FTF:
		return c.FTF()
	case Followed:
		return c.Follow()
	}
	return c.Repeat()
}

// NeedsRipe reports whether the measure counts ripe contacts only.
func (m Measure) NeedsRipe() bool { return m == FTF || m == Followed }

// HigherIsBetter reports whether a rise is good news.
func (m Measure) HigherIsBetter() bool { return m == FTF }

// Name gives the name with its abbreviation: "Herhaalpercentage (HHV)".
func (m Measure) Name(l *locale.Locale) string { return l.T("figure." + string(m) + ".name") }

// Short gives the abbreviation, for headings of tables.
func (m Measure) Short(l *locale.Locale) string { return l.T("figure." + string(m) + ".short") }

// Means says what the measure means under a definition, and the definition
// itself; for tooltips.
func (m Measure) Means(d repeat.Definition, l *locale.Locale) string {
	return l.T("figure."+string(m)+".means", "window", d.WindowText(l)) + "\n" + DefinitionText(d, l)
}

// DefinitionText says a definition in full, with its name when it has one.
func DefinitionText(d repeat.Definition, l *locale.Locale) string {
	if d.Name != "" {
		return l.T("figure.definition.named", "name", d.Name, "definition", d.Sentence(l))
	}
	return l.T("figure.definition", "definition", d.Sentence(l))
}
