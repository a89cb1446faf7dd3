package figure

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/analysis/spc"
)

// Setup is what a person chose about the control charts of one measure and
// selection. Phases and the baseline are days, so that they hold per day, week and
// month alike, and stay where they are when contacts are added.
type Setup struct {
	Kind     string        `json:"kind,omitempty"` // a name of [KindNames]; empty: chosen by the data
	From     repeat.Date   `json:"from,omitzero"`  // the limits come from the days From to To alone
	To       repeat.Date   `json:"to,omitzero"`
	Phases   []repeat.Date `json:"phases,omitempty"`   // where limits start afresh, rising
	Excluded []Exclusion   `json:"excluded,omitempty"` // periods left out of limits and rules
	Declined []repeat.Date `json:"declined,omitempty"` // proposals for a phase that were turned down
	Target   *float64      `json:"target,omitempty"`   // of the rate of the analysis (also where it shows as first time fix), or a number of contacts
}

// Exclusion is a period left out, and why.
type Exclusion struct {
	Period string `json:"period"` // its key, such as 2026-W14
	Note   string `json:"note,omitempty"`
}

// SetupKey names the setup of a measure and selection. The window and the other
// choices of a definition are not in it: a change in the work keeps its date
// however repeats are counted. Nor is the period, see [Setup].
func SetupKey(m Measure, f repeat.Filter) string {
	conditions := slices.DeleteFunc(slices.Clone(f), func(c repeat.Condition) bool { return contact.IsPeriod(c.By) })
	slices.SortFunc(conditions, func(a, b repeat.Condition) int { return cmp.Compare(a.By, b.By) })
	parts := []string{string(m.Asked())}
	for _, c := range conditions {
		values, _ := json.Marshal(slices.Sorted(slices.Values(c.Values))) // texts always can be written
		parts = append(parts, string(c.By)+"="+string(values))
	}
	return strings.Join(parts, "\n")
}

// Empty reports whether nothing was chosen.
func (s Setup) Empty() bool {
	return s.Kind == "" && s.From.IsZero() && len(s.Phases)+len(s.Excluded)+len(s.Declined) == 0 && s.Target == nil
}

// Rebase gives the setup with a phase from a day on.
func (s Setup) Rebase(at repeat.Date) Setup {
	s.Phases = slices.Clone(s.Phases)
	i, found := slices.BinarySearchFunc(s.Phases, at, func(a, b repeat.Date) int { return a.Time().Compare(b.Time()) })
	if !found {
		s.Phases = slices.Insert(s.Phases, i, at)
	}
	return s
}

// Without gives the setup with a period left out.
func (s Setup) Without(period, note string) Setup {
	s.Excluded = append(slices.DeleteFunc(slices.Clone(s.Excluded), func(e Exclusion) bool { return e.Period == period }), Exclusion{period, note})
	return s
}

// With gives the setup with a period counted in again.
func (s Setup) With(period string) Setup {
	s.Excluded = slices.DeleteFunc(slices.Clone(s.Excluded), func(e Exclusion) bool { return e.Period == period })
	return s
}

// Note gives why a period was left out; false when it was not.
func (s Setup) Note(period string) (string, bool) {
	i := slices.IndexFunc(s.Excluded, func(e Exclusion) bool { return e.Period == period })
	if i < 0 {
		return "", false
	}
	return s.Excluded[i].Note, true
}

// KindNames are the kinds of control chart as files and the command line name
// them; those of rates, and of everything else from XmR on.
var KindNames = []string{"p", "pprime", "xmr", "run"}

var kinds = map[string]spc.Kind{"p": spc.P, "pprime": spc.PPrime, "xmr": spc.XmR, "run": spc.Run}

// KindName gives the name of a kind.
func KindName(k spc.Kind) string {
	for name, kind := range kinds {
		if kind == k {
			return name
		}
	}
	return ""
}

// Kinds lists the kinds that suit the measure.
func (m Measure) Kinds() []string {
	if !m.IsRate() {
		return KindNames[2:]
	}
	return KindNames
}

// periodOf gives the first of periods that lies for the greater part on or after a day.
func periodOf(periods []repeat.Period, d repeat.Date) int {
	i, _ := slices.BinarySearchFunc(periods, d, func(p repeat.Period, d repeat.Date) int {
		return p.Start.Add(p.End.Sub(p.Start) / 2).Compare(d.Time())
	})
	return i
}

// Begins gives where phases after the first begin among periods.
func (s Setup) Begins(periods []repeat.Period) []int { return s.options(periods).Phases }

// options turns the days of the setup into places among periods. What lies
// outside them is left, and a baseline that a phase cuts through ends there.
func (s Setup) options(periods []repeat.Period) (o spc.Options) {
	for _, d := range s.Phases {
		i := periodOf(periods, d)
		if i > 0 && i < len(periods) && !slices.Contains(o.Phases, i) {
			o.Phases = append(o.Phases, i)
		}
	}
	slices.Sort(o.Phases)
	if !s.From.IsZero() {
		o.Baseline = spc.Range{From: periodOf(periods, s.From), To: len(periods)}
		if !s.To.IsZero() {
			o.Baseline.To = periodOf(periods, s.To.AddDays(1))
		}
		for _, p := range o.Phases {
			if p > o.Baseline.From {
				o.Baseline.To = min(o.Baseline.To, p)
			}
		}
		if o.Baseline.From >= o.Baseline.To {
			o.Baseline = spc.Range{}
		}
	}
	return o
}
