package figure

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/effect"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/charts"
)

// measured is an effect as the analysis gives it: lower, against others.
func measured() effect.Result {
	side := func(from, to time.Time, x, n int) effect.Side {
		return effect.Side{Days: effect.Days{From: repeat.DateOf(from), To: repeat.DateOf(to)}, Count: effect.Count{Followed: x, Ripe: n}, Contacts: n, Over: 100}
	}
	return effect.Result{
		Study:      effect.Study{Scope: repeat.Filter{{By: contact.Reason, Values: []string{"Brief"}}}, Start: repeat.DateOf(day(2025, time.September, 15))},
		Definition: repeat.Default, DataFrom: day(2025, time.January, 1), DataTo: day(2026, time.June, 28),
		Before: side(day(2025, time.March, 17), day(2025, time.September, 14), 260, 620), After: side(day(2025, time.September, 15), day(2026, time.June, 21), 434, 1603),
		Adjusted: 0.42, Crude: effect.Difference{Value: -0.149, Low: -0.194, High: -0.104},
		Others: &effect.Others{By: contact.Reason, Before: effect.Count{Followed: 2390, Ripe: 10000}, After: effect.Count{Followed: 2370, Ripe: 10000}, Change: 0.005},
		Effect: effect.Difference{Value: -0.156, Low: -0.203, High: -0.108}, Method: effect.AgainstOthers, Verdict: effect.Lower,
		Spread: effect.Spread{Used: 1.44, By: effect.ByCustomers, Customers: 1.44, Weeks: 0.9}, LookedFor: 0.1, Smallest: 0.068, Enough: 700,
		Monthly: 174, Saved: effect.Range{Low: 18.8, High: 35.3}, Reasons: []effect.Mixed{{Reason: "Brief", Process: "Declaraties", Contacts: 1500}, {Reason: "Los", Process: "", Contacts: 103}},
	}
}

func TestVerdictWords(t *testing.T) {
	early := func(why effect.Why, more int, when time.Time) Effect {
		r := measured()
		r.Verdict, r.Why, r.More, r.When = effect.TooEarly, why, more, when
		return Effect{Result: r}
	}
	higher, none := measured(), measured()
	higher.Verdict, higher.Effect = effect.Higher, effect.Difference{Value: 0.031, Low: 0.004, High: 0.058}
	none.Verdict = effect.NoChange
	later := early(effect.WhyNotStarted, 0, time.Time{})
	later.Study.Start = repeat.DateOf(day(2026, time.August, 3))
	for _, c := range []struct{ got, want string }{
		{Effect{Result: measured()}.VerdictText(nl), "lager: −15,6 pt"},
		{Effect{Result: measured()}.VerdictText(en), "lower: −15.6 pt"},
		{Effect{Result: higher}.VerdictText(nl), "hoger: +3,1 pt"},
		{Effect{Result: none}.VerdictText(nl), "geen verschil aangetoond"},
		{early(effect.WhyMore, 312, day(2026, time.August, 3)).VerdictText(nl), "te vroeg: nog 312 contacten, tot ongeveer 3 aug 2026"},
		{early(effect.WhyMore, 1, day(2026, time.August, 3)).VerdictText(en), "too early: 1 more contact, until about 3 Aug 2026"},
		{early(effect.WhyMore, 312, time.Time{}).VerdictText(nl), "te vroeg: nog 312 contacten"},
		{early(effect.WhyNoBaseline, 0, time.Time{}).VerdictText(nl), "te weinig gegevens van vóór de start"},
		{early(effect.WhyNotStarted, 0, time.Time{}).VerdictText(nl), "te vroeg: nog geen rijp contact sinds de start"},
		{later.VerdictText(nl), "te vroeg: begint op 3 aug 2026"},
		{early(effect.WhyFirstDays, 0, time.Time{}).VerdictText(nl), "te vroeg: pas 1.603 rijpe contacten"},
		{Effect{Result: measured()}.Tone() + Effect{Result: higher}.Tone() + Effect{Result: none}.Tone(), "goodbad"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	for _, v := range []effect.Verdict{effect.Lower, effect.Higher, effect.NoChange, effect.TooEarly} {
		x := measured()
		x.Verdict = v
		for _, l := range []string{(Effect{Result: x}).VerdictMeans(nl), (Effect{Result: x}).VerdictName(en)} {
			if strings.Contains(l, "effect.") {
				t.Errorf("no text for %s: %q", v, l)
			}
		}
	}
}

// Contacts at the costs of the catalogue: a range of a range, and none where half of the contacts have no cost.
func TestEuros(t *testing.T) {
	c := &contact.Catalogue{Processes: []contact.ProcessEntry{{Process: "Declaraties", Cost: contact.Some(5)}}}
	e := NewEffect(measured(), c, 0.2)
	if e.Cost != (effect.Range{Low: 4, High: 6}) || math.Abs(e.Euros.Low-18.8*4) > 1e-9 || math.Abs(e.Euros.High-35.3*6) > 1e-9 {
		t.Errorf("%+v, %+v", e.Cost, e.Euros)
	}
	if got, want := e.SavedText(nl), "19 tot 35 contacten minder; € 75 tot € 212 bespaard"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	worse := measured()
	worse.Saved = effect.Range{Low: -35.3, High: -18.8}
	e = NewEffect(worse, c, 0.2)
	if math.Abs(e.Euros.Low+35.3*6) > 1e-9 || math.Abs(e.Euros.High+18.8*4) > 1e-9 {
		t.Errorf("a loss: %+v", e.Euros)
	}
	if got, want := e.SavedText(nl), "19 tot 35 contacten méér; € 75 tot € 212 extra kosten"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	worse.Saved = effect.Range{Low: -10, High: 20}
	e = NewEffect(worse, c, 0.2)
	if got, want := e.SavedText(en), "between 10 contacts more and 20 fewer; between €60 extra and €120 saved"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for name, none := range map[string]*contact.Catalogue{"no catalogue": nil, "cost of the rest": {Reasons: []contact.ReasonEntry{{Reason: "Los", Cost: contact.Some(5)}}}} {
		if e := NewEffect(measured(), none, 0.2); !math.IsNaN(e.Euros.Low) || !math.IsNaN(e.Cost.High) || strings.Contains(e.SavedText(nl), "€") {
			t.Errorf("%s: %+v", name, e.Euros)
		}
	}
	unknown := measured()
	unknown.Saved = effect.Range{Low: math.NaN(), High: math.NaN()}
	if e := NewEffect(unknown, c, 0.2); e.SavedText(nl) != "" || !math.IsNaN(e.Euros.Low) {
		t.Errorf("of no effect: %q", e.SavedText(nl))
	}
}

// Every fact can be said in both languages, also of an effect of which nothing is known.
func TestFacts(t *testing.T) {
	full := measured()
	full.Doubts = []effect.Doubt{effect.PickedBaseline, effect.FallingBefore, effect.RisingBefore, effect.OthersToo, effect.NewReasons, effect.SeriesDiffers, effect.ShortBaseline}
	full.Series = &effect.Series{Before: 26, After: 39, Mean: full.Effect, Step: full.Crude, Seasonal: true}
	early := effect.Result{Study: full.Study, Definition: repeat.Default, Verdict: effect.TooEarly, Why: effect.WhyNotStarted, Effect: effect.Difference{Value: math.NaN(), Low: math.NaN(), High: math.NaN()},
		Smallest: math.NaN(), LookedFor: math.NaN(), Saved: effect.Range{Low: math.NaN(), High: math.NaN()}}
	alone := measured()
	alone.Others, alone.Method, alone.Smallest, alone.Beyond = nil, effect.AgainstBefore, math.Inf(1), true
	for name, r := range map[string]effect.Result{"full": full, "early": early, "alone": alone} {
		for _, l := range []string{"nl", "en"} {
			texts := nl
			if l == "en" {
				texts = en
			}
			facts := (Effect{Result: r}).Facts(texts)
			for _, f := range facts {
				if strings.Contains(f.Label+f.Text, "effect.") || strings.Contains(f.Text, "<no value>") || strings.Contains(f.Text, "NaN") || strings.Contains(f.Text, "Inf") {
					t.Errorf("%s, %s: %s: %s", name, l, f.Label, f.Text)
				}
			}
			has := func(id string) bool { return slices.ContainsFunc(facts, func(f Fact) bool { return f.ID == id }) }
			if !has("before") || !has("definition") || has("series") != (name == "full") || has("saved") != (name != "early") {
				t.Errorf("%s, %s: %+v", name, l, facts)
			}
		}
	}
	text := ""
	out := measured()
	out.Study.Picked = effect.Days{From: repeat.DateOf(day(2025, time.May, 1)), To: repeat.DateOf(day(2025, time.July, 31))}
	out.Study.Full = out.Study.Start.AddDays(10)
	for _, f := range (Effect{Result: out}).Facts(nl) {
		text += f.Label + ": " + f.Text + "\n"
	}
	for _, want := range []string{"41,9\u00a0% gevolgd (38,1 – 45,9\u00a0%) · 260 van 620 · 17 mrt – 14 sep 2025", "−15,6 pt (−20,3 tot −10,8 pt)", "20.000 contacten met een andere contactreden",
		"een daling vanaf 6,8 pt", "zonder 1 mei – 31 jul 2025, waarop", "zonder de uitrol, 15 sep – 24 sep 2025", "1,20 keer", "contactreden is Brief"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// A finding keeps the figures, and its chart is drawn from what was kept.
func TestFinding(t *testing.T) {
	e := NewEffect(measured(), &contact.Catalogue{Processes: []contact.ProcessEntry{{Process: "Declaraties", Cost: contact.Some(5)}}}, 0.2)
	f := e.Finding("Noor", time.Date(2026, 7, 1, 10, 0, 0, 5, time.FixedZone("", 7200)))
	if f.Verdict != kaizen.Lower || f.Before.Numerator != 260 || f.After.Denominator != 1603 || *f.Difference != -0.156 || *f.High != -0.108 || *f.ContactsLow != 18.8 || f.EurosHigh == nil ||
		f.Method != "others" || f.AfterDays.To.String() != "2026-06-21" || f.At.String() != "2026-07-01 08:00:00 +0000 UTC" {
		t.Errorf("%+v", f)
	}
	if got, want := FindingText(f, nl), "lager: −15,6 pt (−20,3 tot −10,8 pt) · 41,9\u00a0% en daarna 27,1\u00a0% · 19 tot 35 contacten minder; € 75 tot € 212 bespaard"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	chart := FindingChart(f, nl)
	if len(chart.Rates) != 2 || len(chart.Differences) != 1 || chart.Differences[0].Value != -0.156 || chart.Differences[0].Tone != charts.Good || chart.Rates[1].Label != "27,1\u00a0%" {
		t.Errorf("%+v", chart)
	}
	unknown := measured()
	unknown.Verdict, unknown.Effect, unknown.After = effect.TooEarly, effect.Difference{Value: math.NaN(), Low: math.NaN(), High: math.NaN()}, effect.Side{}
	unknown.Saved = effect.Range{Low: math.NaN(), High: math.NaN()}
	f = NewEffect(unknown, nil, 0.2).Finding("Noor", time.Now())
	if f.Verdict != kaizen.Early || f.Difference != nil || f.EurosLow != nil || f.After.Denominator != 0 {
		t.Errorf("of nothing: %+v", f)
	}
	if got := FindingText(f, nl); got != "te vroeg" {
		t.Errorf("got %q", got)
	}
	if c := FindingChart(f, nl); len(c.Differences) != 0 || !math.IsNaN(c.Rates[1].Value) {
		t.Errorf("%+v", c)
	}
}

func TestEffectChart(t *testing.T) {
	r := measured()
	r.Series = &effect.Series{Mean: effect.Difference{Value: -0.17, Low: -0.29, High: -0.06}}
	c := EffectChart(Effect{Result: r}, nl)
	var keys []string
	for _, row := range slices.Concat(c.Rates, c.Differences) {
		keys = append(keys, row.Key)
		if strings.Contains(row.Name+row.Text, "effect.") {
			t.Errorf("%s: %q, %q", row.Key, row.Name, row.Text)
		}
	}
	if !slices.Equal(keys, []string{"before", "after", "others_before", "others_after", "others", "crude", "series"}) {
		t.Errorf("%v", keys)
	}
	if got := []string{c.FormatDifference(0), c.FormatDifference(-0.1), c.FormatDifference(0.025)}; !slices.Equal(got, []string{"0", "−10", "+2,5"}) {
		t.Errorf("%v", got)
	}
	weeks := many(40, stepped)
	e := Effect{Result: r}
	e.Study.Start, e.Study.Full = repeat.DateOf(weeks.Periods[20].Start.AddDate(0, 0, 2)), repeat.DateOf(weeks.Periods[20].Start.AddDate(0, 0, 2))
	drawn, err := EffectTrend(e, weeks, "Nieuwe brief", nl)
	if err != nil {
		t.Fatal(err)
	}
	control := drawn.(charts.Control)
	if len(control.Phases) != 2 || control.Phases[1].From != 21 {
		t.Errorf("phases %+v: they begin with the first whole week of the action", control.Phases)
	}
	flag := slices.IndexFunc(control.Events, func(m charts.Marker) bool { return m.Label == "Nieuwe brief" })
	if flag < 0 || !strings.Contains(control.Events[flag].Text, "lager: −15,6 pt") || control.Events[flag].Kind != charts.Action {
		t.Errorf("flags %+v", control.Events)
	}
}
