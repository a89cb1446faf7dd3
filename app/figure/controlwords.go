package figure

import (
	"math"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/analysis/spc"
	"eenkeer/assets/locale"
)

// Text writes a value of the measure: a percentage, a number of contacts or a time.
func (m Measure) Text(x float64, l *locale.Locale) string {
	if m.Clock() != "" {
		return TimeText(x, l)
	}
	if m == Volume {
		if math.IsNaN(x) {
			return "–"
		}
		return l.Int(int(math.Round(x)))
	}
	return l.Percent(x)
}

// KindText names the kind of chart: "P′-kaart".
func (c Control) KindText(l *locale.Locale) string {
	return l.T("figure.control.kind." + KindName(c.Options.Kind))
}

// ReasonID says in a word why the chart is of its kind: "chosen", "counts",
// "times", "binomial", "overdispersed", "underdispersed" or "few".
func (c Control) ReasonID() string {
	switch {
	case c.Chosen:
		return "chosen"
	case c.Measure == Volume:
		return "counts"
	case c.Times != nil:
		return "times"
	}
	return [...]string{spc.Binomial: "binomial", spc.Overdispersed: "overdispersed", spc.Underdispersed: "underdispersed", spc.FewToTell: "few"}[c.Choice.Reason]
}

// Reason says in a sentence why.
func (c Control) Reason(l *locale.Locale) string {
	id := c.ReasonID()
	if id == "chosen" {
		return l.T("figure.control.chosen." + KindName(c.Options.Kind))
	}
	return l.T("figure.control.reason."+id, "periods", l.T("figure.control.the."+string(c.Per)), "times", l.Decimal(c.Choice.SigmaZ, 1))
}

// PhaseText says from when a phase is and where its centre lies.
func (c Control) PhaseText(i int, l *locale.Locale) string {
	p := c.Chart.Phases[i]
	lines := []string{}
	switch {
	case p.Lack == spc.TooFew:
		return l.T("figure.control.phase.few", "n", p.Usable)
	case c.Options.Kind == spc.Run:
		lines = append(lines, l.T("figure.control.median", "value", c.Measure.Text(p.Centre, l)))
	default:
		lines = append(lines, l.T("figure.control.centre", "value", c.Measure.Text(p.Centre, l)))
	}
	if i > 0 {
		lines = append(lines, l.T("figure.control.phase.since", "n", i+1, "since", c.name(p.From, l), "before", c.Measure.Text(c.Chart.Phases[i-1].Centre, l)))
	}
	if p.Basis != p.Range {
		lines = append(lines, l.T("figure.control.frozen", "from", c.name(p.Basis.From, l), "to", c.name(p.Basis.To-1, l)))
	}
	if p.Trial {
		lines = append(lines, l.T("figure.control.trial", "n", p.Usable))
	}
	return strings.Join(lines, "\n")
}

// name names period i.
func (c Control) name(i int, l *locale.Locale) string {
	if i < 0 || i >= len(c.Periods) {
		return ""
	}
	if p := c.Periods[i]; yearOf(c.Per, p) != yearOf(c.Per, c.Periods[len(c.Periods)-1]) {
		return Value(c.Per, p.Key, l)
	}
	return PeriodLabel(c.Per, c.Periods[i].Key, l)
}

// count writes a number of periods: "9 weken".
func (c Control) count(n int, l *locale.Locale) string {
	return l.T("figure.control.n."+string(c.Per), "n", n)
}

// sides are the ends of the ids of texts that differ by side.
func side(s int) string {
	if s < 0 {
		return ".low"
	}
	return ".high"
}

// ruleIDs name the rules in texts and files.
var ruleIDs = map[spc.Rule]string{spc.Outside: "outside", spc.Trend: "trend", spc.TwoOfThree: "two_of_three", spc.OneSide: "one_side",
	spc.FourOfFive: "four_of_five", spc.Alternating: "alternating", spc.Hugging: "hugging", spc.Mixture: "mixture",
	spc.LongRun: "long_run", spc.FewCrossings: "few_crossings"}

// RuleID names a rule.
func RuleID(r spc.Rule) string { return ruleIDs[r] }

// VerdictID names what a signal means: "improvement", "concern", "change"; empty for chance.
func VerdictID(v spc.Verdict) string {
	return [...]string{spc.Common: "", spc.Improvement: "improvement", spc.Concern: "concern", spc.Changed: "change"}[v]
}

// VerdictText says in few words what a signal means: "beter, geen toeval".
func VerdictText(v spc.Verdict, l *locale.Locale) string {
	switch v {
	case spc.Improvement:
		return l.T("figure.control.name.good")
	case spc.Concern:
		return l.T("figure.control.name.bad")
	}
	return l.T("figure.control.name.notable")
}

// SignalText explains a signal in a sentence, and says whether it is good news.
func (c Control) SignalText(g spc.Signal, l *locale.Locale) string {
	n, id := c.Used(g), "figure.control.signal."+RuleID(g.Rule)
	args := []any{"periods", c.count(n, l), "since", c.name(g.First, l), "to", c.name(g.Last, l)}
	var text string
	switch g.Rule {
	case spc.FewCrossings:
		r := c.runs(g)
		text = l.T(id, "n", r.Crossings, "least", r.CrossingsMin)
	case spc.LongRun:
		text = l.T(id+side(g.Side), append(args, "most", c.runs(g).LongestMax)...)
	case spc.Outside:
		if n > 1 {
			id += ".more"
		}
		text = l.T(id+side(g.Side), args...)
	default:
		text = l.T(id+side(g.Side), args...)
	}
	if v := VerdictID(g.Verdict); g.Verdict == spc.Improvement || g.Verdict == spc.Concern {
		text += " " + l.T("figure.control.verdict."+v)
	}
	return text
}

// runs is the run test of the phase that a signal lies in.
func (c Control) runs(g spc.Signal) spc.RunTest {
	for _, p := range c.Chart.Phases {
		if g.First >= p.From && g.First < p.To {
			return p.Runs
		}
	}
	return spc.RunTest{}
}

// signalAt gives the signal that flags point i.
func (c Control) signalAt(i int) (spc.Signal, bool) {
	p := c.Chart.Points[i]
	if p.Rule == spc.None {
		return spc.Signal{}, false
	}
	at := slices.IndexFunc(c.Chart.Signals, func(g spc.Signal) bool {
		return g.Rule == p.Rule && g.Side == p.Side && g.First <= i && i <= g.Last
	})
	if at < 0 {
		return spc.Signal{}, false
	}
	return c.Chart.Signals[at], true
}

// SignalAt explains what flags point i; empty where nothing does.
func (c Control) SignalAt(i int, l *locale.Locale) string {
	if g, ok := c.signalAt(i); ok {
		return c.SignalText(g, l)
	}
	return ""
}

// Reading says in a sentence or two what the chart tells: the latest signal, or
// that there is chance alone.
func (c Control) Reading(l *locale.Locale) string {
	if len(c.Chart.Phases) == 0 {
		return ""
	}
	switch last := c.Chart.Phases[len(c.Chart.Phases)-1]; {
	case last.Lack == spc.TooFew:
		return l.T("figure.control.phase.few", "n", last.Usable)
	case last.Lack == spc.NoSpread:
		return l.T("figure.control.no_spread")
	}
	g, ok := c.Latest()
	if !ok {
		return l.T("figure.control.calm")
	}
	return c.SignalText(g, l)
}

// SparseText says that most periods hold too few contacts to show, and what to
// choose instead; empty where they do not, or nothing longer can be chosen.
func (c Control) SparseText(l *locale.Locale) string {
	few := 0
	for i := range c.Periods {
		switch {
		case c.Times != nil && c.Times[i].Few(), c.Measure.IsRate() && c.Measure.Of(c.Counts[i]).Few() && !(c.Measure.NeedsRipe() && c.Periods[i].Unripe):
			few++
		}
	}
	if 2*few <= len(c.Periods) || c.Per == contact.Month {
		return ""
	}
	return l.T("figure.control.sparse."+string(c.Per), "n", repeat.LeastRipe)
}

// ProposalText says what a proposal for a phase rests on.
func (c Control) ProposalText(s spc.Shift, l *locale.Locale) string {
	id := "figure.control.proposal.higher"
	if s.Side < 0 {
		id = "figure.control.proposal.lower"
	}
	return l.T(id, "since", c.name(s.At, l), "before", c.Measure.Text(s.Before, l), "after", c.Measure.Text(s.After, l))
}

// VariationText says what the latest point tells, for the icon of it.
func (c Control) VariationText(l *locale.Locale) string {
	v := c.Chart.Variation
	if v.Index < 0 {
		return ""
	}
	if v.Verdict == spc.Common {
		return l.T("figure.control.variation.common")
	}
	text := l.T("figure.control.variation." + VerdictID(v.Verdict) + side(v.Side))
	if why := c.SignalAt(v.Index, l); why != "" {
		text += "\n" + why
	}
	return text
}

// AssuranceID names whether the target will be met: "met", "missed", "chance"; empty when untold.
func (c Control) AssuranceID() string {
	return [...]string{spc.Untold: "", spc.AlwaysMet: "met", spc.NeverMet: "missed", spc.HitAndMiss: "chance"}[c.Chart.Assurance]
}

// AssuranceText says whether the target will be met, for the icon of it.
func (c Control) AssuranceText(l *locale.Locale) string {
	if id := c.AssuranceID(); id != "" {
		return l.T("figure.control.assurance."+id, "target", c.Measure.Text(*c.Target, l))
	}
	return ""
}
