package figure

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/analysis/spc"
	"eenkeer/charts"
)

// many is a trend of n weeks from 6 January 2025 with the same contacts in each and
// followed of them in week i; the last is unripe, the first not whole.
func many(n int, followed func(i int) int) repeat.Trend {
	t := repeat.Trend{Per: contact.Week, Query: repeat.Query{Definition: repeat.Default}}
	start := day(2025, time.January, 6)
	for i := range n {
		_, week := start.ISOWeek()
		end := start.AddDate(0, 0, 7)
		t.Periods = append(t.Periods, repeat.Period{Key: start.Format("2006") + "-W" + string([]byte{byte('0' + week/10), byte('0' + week%10)}), Start: start, End: end,
			Partial: i == 0, Unripe: i == n-1})
		c := repeat.Counts{Contacts: 400, Repeats: 90, Ripe: 400, Followed: followed(i)}
		t.Total.Points = append(t.Total.Points, c)
		t.Total.Total = t.Total.Total.Plus(c)
		start = end
	}
	t.Data = repeat.Data{From: t.Periods[0].Start, To: start, Contacts: 400 * n}
	return t
}

// stepped falls from about a quarter to about a sixth in week 20.
func stepped(i int) int {
	wobble := []int{0, 6, -5, 3, -7, 4, -1}[i%7]
	if i < 20 {
		return 100 + wobble
	}
	return 66 + wobble
}

func control(t *testing.T, trend repeat.Trend, m Measure, s Setup) Control {
	t.Helper()
	c, err := NewControl(trend, trend.Total, m, s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A change is signalled, explained and proposed; first time fix says the same as
// the followed rate with its sides turned.
func TestControlOfAChange(t *testing.T) {
	trend := many(40, stepped)
	c := control(t, trend, Followed, Setup{})
	p, ok := c.Proposal()
	if !ok || p.At != 20 || p.Verdict != spc.Improvement {
		t.Fatalf("%+v, %v", c.Shifts, ok)
	}
	if text := c.ProposalText(p, nl); !strings.Contains(text, "wk 22") || !strings.Contains(text, "lager") {
		t.Error(text)
	}
	f := control(t, trend, FTF, Setup{})
	if len(f.Chart.Signals) != len(c.Chart.Signals) {
		t.Errorf("%d signals, not %d", len(f.Chart.Signals), len(c.Chart.Signals))
	}
	for i, g := range f.Chart.Signals {
		if o := c.Chart.Signals[i]; g.Side != -o.Side || g.Verdict != o.Verdict || g.First != o.First || g.Last != o.Last {
			t.Errorf("%+v beside %+v", g, o)
		}
	}
	for _, l := range []Control{c, f} {
		for _, g := range l.Chart.Signals {
			for _, text := range []string{l.SignalText(g, nl), l.SignalText(g, en)} {
				if strings.Contains(text, "figure.") || strings.Contains(text, "{{") || text == "" {
					t.Error(text)
				}
			}
		}
	}
	phased := control(t, trend, Followed, Setup{}.Rebase(c.Day(20)))
	if len(phased.Chart.Phases) != 2 || phased.Chart.Phases[1].From != 20 || len(phased.Shifts) != 0 {
		t.Errorf("%+v, proposes %v", phased.Chart.Phases, phased.Shifts)
	}
	if quiet := control(t, many(40, func(i int) int { return 100 + []int{0, 6, -5, 3, -7, 4, -1}[i%7] }), Followed, Setup{}); quiet.Moved() >= c.Moved() || phased.Moved() < 3 {
		t.Errorf("moved %v, %v and %v", quiet.Moved(), c.Moved(), phased.Moved())
	}
}

// Unripe periods, those that are not whole and those left out are drawn and take no
// part, however wild they are.
func TestControlLeavesOut(t *testing.T) {
	trend := many(40, func(i int) int {
		if i == 0 || i == 15 || i == 39 {
			return 399
		}
		return 100 + []int{0, 6, -5, 3, -7, 4, -1}[i%7]
	})
	c := control(t, trend, Followed, Setup{}.Without(trend.Periods[15].Key, "storing"))
	if len(c.Chart.Signals) != 0 || math.Abs(c.Chart.Phases[0].Centre-0.25) > 0.005 {
		t.Errorf("%+v, centre %v", c.Chart.Signals, c.Chart.Phases[0].Centre)
	}
	d := ControlChart(trend, c, nil, nl)
	for _, i := range []int{0, 15, 39} {
		if math.IsNaN(d.Points[i].Value) || d.Points[i].Tone != charts.Plain {
			t.Errorf("period %d: %+v", i, d.Points[i])
		}
	}
	if !strings.Contains(d.Points[15].Text, "storing") || !d.Excluded[15] || len(d.Regions) != 2 || !math.IsNaN(d.Limits[39].High) || math.IsNaN(d.Limits[15].High) {
		t.Errorf("%q, %v, regions %+v", d.Points[15].Text, d.Excluded[15], d.Regions)
	}
}

// A setup holds per day, week and month, in data that begin later and with a
// baseline that a phase cuts through.
func TestSetupFindsItsPeriods(t *testing.T) {
	trend := many(40, stepped)
	wednesday := repeat.DateOf(day(2025, time.March, 12))
	for _, x := range []struct {
		setup  Setup
		phases []int
		basis  spc.Range
	}{
		{Setup{}.Rebase(wednesday), []int{9}, spc.Range{}},
		{Setup{}.Rebase(wednesday.AddDays(2)), []int{10}, spc.Range{}}, // most of the week lies before
		{Setup{}.Rebase(wednesday).Rebase(wednesday), []int{9}, spc.Range{}},
		{Setup{}.Rebase(repeat.DateOf(day(2020, time.March, 12))), nil, spc.Range{}},
		{Setup{From: repeat.DateOf(day(2025, time.January, 13)), To: repeat.DateOf(day(2025, time.April, 6))}, nil, spc.Range{From: 1, To: 13}},
		{Setup{From: repeat.DateOf(day(2025, time.January, 13)), To: repeat.DateOf(day(2025, time.April, 6))}.Rebase(wednesday), []int{9}, spc.Range{From: 1, To: 9}},
		{Setup{From: repeat.DateOf(day(2030, time.January, 13))}, nil, spc.Range{}},
	} {
		o := x.setup.options(trend.Periods)
		if !slices.Equal(o.Phases, x.phases) || o.Baseline != x.basis {
			t.Errorf("%+v: phases %v, baseline %v", x.setup, o.Phases, o.Baseline)
		}
		control(t, trend, FTF, x.setup)
	}
}

func TestSetupKeys(t *testing.T) {
	a := repeat.Filter{{By: contact.Process, Values: []string{"B", "A"}}, {By: contact.Week, Values: []string{"2025-W03"}}, {By: contact.Channel, Values: []string{"Chat"}}}
	b := repeat.Filter{{By: contact.Channel, Values: []string{"Chat"}}, {By: contact.Process, Values: []string{"A", "B"}}}
	if SetupKey(FTF, a) != SetupKey(Followed, b) {
		t.Error("the order of a filter, a period and the way a rate is shown make another key")
	}
	if SetupKey(FTF, a) == SetupKey(HHV, a) || SetupKey(FTF, a) == SetupKey(FTF, b[:1]) {
		t.Error("different charts have one key")
	}
}

// The number of contacts has an XmR chart without better or worse.
func TestControlOfContacts(t *testing.T) {
	trend := many(40, stepped)
	for i := range trend.Total.Points {
		trend.Total.Points[i].Contacts = 400 + []int{0, 9, -8, 5, -11, 7, -2}[i%7]
	}
	trend.Total.Points[30].Contacts = 700
	c := control(t, trend, Volume, Setup{Kind: "p"})
	if c.Options.Kind != spc.XmR || c.ReasonID() != "counts" {
		t.Errorf("%v because %s", c.Options.Kind, c.ReasonID())
	}
	if g, ok := c.Latest(); !ok || g.First != 30 || g.Verdict != spc.Changed {
		t.Errorf("%+v", c.Chart.Signals)
	}
	d := ControlChart(trend, c, []Event{{Kind: charts.Outage, From: day(2025, time.January, 15), To: day(2025, time.January, 15), Name: "Storing"}}, nl)
	if d.Points[30].Tone != charts.Notable || d.Counts != nil || d.Format(1200) != "1.200" || strings.Contains(d.Points[3].Text, "%") {
		t.Errorf("%+v, %q", d.Points[30], d.Points[3].Text)
	}
	if e := d.Events[len(d.Events)-1]; e.Kind != charts.Outage || math.Abs(e.At-(1-0.5+2.5/7)) > 1e-9 {
		t.Errorf("event at %v", e.At)
	}
}

// Panels begin with what changed most; their keys lead to their groups.
func TestControlMultiplesAreSorted(t *testing.T) {
	trend := many(40, stepped)
	trend.Query.By = []contact.Dimension{contact.Process}
	quiet := many(40, func(i int) int { return 100 + []int{0, 6, -5, 3, -7, 4, -1}[i%7] })
	trend.Series = []repeat.Series{{Key: []string{"Rustig"}, Points: quiet.Total.Points, Total: quiet.Total.Total}, {Key: []string{"Anders"}, Points: trend.Total.Points, Total: trend.Total.Total}}
	target := 0.25
	m, err := ControlMultiples(trend, FTF, func(i int) Setup {
		if i == 0 {
			return Setup{Target: &target}
		}
		return Setup{}
	}, nl)
	if err != nil || len(m.Panels) != 2 || m.Panels[0].Title != "Anders" {
		t.Fatalf("%+v, %v", m.Panels, err)
	}
	if i, ok := PanelOf(charts.Hit{Key: m.Panels[0].Key}); !ok || i != 1 {
		t.Errorf("leads to %d", i)
	}
	if len(m.Panels[0].Icons) != 1 || m.Panels[0].Icons[0].Sign != charts.ImprovedUp || len(m.Panels[1].Icons) != 2 ||
		m.Panels[1].Icons[0].Sign != charts.OnlyChance || m.Panels[1].Icons[1].Sign != charts.TargetByChance {
		t.Errorf("icons %+v and %+v", m.Panels[0].Icons, m.Panels[1].Icons)
	}
}

// A chart of a thousand days is worked out and drawn in the time that a slider
// being dragged leaves for it.
func BenchmarkControlOfThousandDays(b *testing.B) {
	trend := many(1000, func(i int) int { return 100 + (i*7919)%31 - 15 })
	for b.Loop() {
		c, err := NewControl(trend, trend.Total, FTF, Setup{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := ControlChart(trend, c, nil, nl).Draw(b.Context(), 1200, 500, charts.Style{}); err != nil {
			b.Fatal(err)
		}
	}
}

// timed is many with times: mean seconds per contact in week i, of 400 contacts of which half wait twice that and half none.
func timedTrend(n int, mean func(i int) int64) repeat.Trend {
	t := many(n, func(int) int { return 100 })
	t.Clock = repeat.WaitTime
	for i := range n {
		m := mean(i)
		x := repeat.Durations{Contacts: 400, Seconds: 400 * m, Squares: 200 * float64(4*m*m)}
		t.Total.Times = append(t.Total.Times, x)
		t.Total.TotalTimes = t.Total.TotalTimes.Plus(x)
	}
	return t
}

// A mean time gets an XmR chart of seconds: limits at 2.66 mean moving ranges, unripe weeks take part, a longer wait is
// worse, a longer contact neither.
func TestControlOfTimes(t *testing.T) {
	trend := timedTrend(30, func(i int) int64 {
		if i == 20 {
			return 200
		}
		return 60 + 6*int64(i%2)
	})
	c := control(t, trend, Wait, Setup{})
	p := c.Chart.Points[5]
	if c.Options.Kind != spc.XmR || c.ReasonID() != "times" || math.Abs(c.Chart.Points[20].Value-200) > 1e-9 {
		t.Fatalf("%v %s %v", c.Options.Kind, c.ReasonID(), c.Chart.Points[20])
	}
	// Weeks 1 to 29 are whole; their ranges are all 6 but for the two at the peak, which are screened out.
	if want := 3 * 6 / 1.128; math.Abs(p.High-p.Centre-want) > 1e-9 {
		t.Errorf("the limit lies %v above the mean, not %v", p.High-p.Centre, want)
	}
	if g, ok := c.signalAt(20); !ok || g.Rule != spc.Outside || g.First != 20 || g.Last != 20 || g.Verdict != spc.Concern {
		t.Errorf("%+v, %v", g, ok)
	}
	if !c.Chart.Points[29].Used || c.Chart.Points[0].Used {
		t.Error("an unripe week has all its times, one that is not whole has not")
	}
	trend.Clock = repeat.HandleTime
	if g, _ := control(t, trend, Handle, Setup{}).signalAt(20); g.Verdict != spc.Changed {
		t.Errorf("a longer contact is judged: %+v", g)
	}
	chart := ControlChart(trend, c, nil, nl)
	if chart.Steps != charts.Clock || chart.Format(200) != "3:20" || chart.Format(3725) != "1:02:05" || chart.Bounds != anything || len(chart.Regions) != 1 {
		t.Errorf("%v %q %v %v", chart.Steps, chart.Format(200), chart.Bounds, chart.Regions)
	}
	for _, want := range []string{"3 min 20 s", "400 contacten met een wachttijd", "boven de bovengrens", "verslechtering"} {
		if text := chart.Points[20].Text; !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	// Few contacts have no mean: the week is a gap that says so.
	trend.Total.Times[7] = repeat.Durations{Contacts: 3, Seconds: 30}
	if c := control(t, trend, Wait, Setup{}); c.Chart.Points[7].Used || !strings.Contains(ControlChart(trend, c, nil, nl).Points[7].Text, "minder dan 10 contacten") {
		t.Error("a mean of three contacts")
	}
}

func TestTimeText(t *testing.T) {
	for seconds, want := range map[float64]string{4.26: "4,3 s", 42.4: "42 s", 59.6: "1 min 00 s", 272: "4 min 32 s", 3599.6: "1 u 00 min", 4340: "1 u 12 min", math.NaN(): "–"} {
		if got := TimeText(seconds, nl); got != want {
			t.Errorf("%v: %q, want %q", seconds, got, want)
		}
	}
}

// Where most weeks hold too few contacts, the chart says to choose months; per month there is nothing longer.
func TestSparseWeeks(t *testing.T) {
	trend := many(20, func(int) int { return 2 })
	for i := range trend.Total.Points {
		if i%3 > 0 {
			trend.Total.Points[i] = repeat.Counts{Contacts: 6, Repeats: 1, Ripe: 6, Followed: 1}
		}
	}
	if got := control(t, trend, HHV, Setup{}).SparseText(nl); !strings.Contains(got, "kies maand") {
		t.Error(got)
	}
	if got := control(t, many(20, func(int) int { return 2 }), HHV, Setup{}).SparseText(nl); got != "" {
		t.Error(got)
	}
	trend.Per = contact.Month
	if got := control(t, trend, HHV, Setup{}).SparseText(nl); got != "" {
		t.Error(got)
	}
}

// Control charts of agents say that they are not for appraisal alone, on screen and in pictures, and put nobody first for
// having changed most.
func TestControlChartsOfAgents(t *testing.T) {
	trend := many(24, stepped)
	trend.Query.By = []contact.Dimension{contact.Agent}
	calm := make([]repeat.Counts, 24)
	for i := range calm {
		calm[i] = repeat.Counts{Contacts: 400, Repeats: 90 + i%3, Ripe: 400, Followed: 100 + i%3}
	}
	trend.Series = []repeat.Series{{Key: []string{"A001"}, Points: calm}, {Key: []string{"A002"}, Points: trend.Total.Points}}
	p, err := ControlPicture(trend, Followed, One(Setup{}), nil, nl)
	if err != nil {
		t.Fatal(err)
	}
	if panels := p.Chart.(charts.Multiples).Panels; len(panels) != 2 || panels[0].Title != "A001" {
		t.Errorf("%d panels, %q first", len(panels), panels[0].Title)
	}
	if !slices.Contains(p.Lines, Appraisal(trend.Query, nl)) || !strings.Contains(p.Title, Appraisal(trend.Query, nl)) {
		t.Errorf("%q, %q", p.Title, p.Lines)
	}
	trend.Query.By[0] = contact.Team
	if p, err = ControlPicture(trend, Followed, One(Setup{}), nil, nl); err != nil || p.Chart.(charts.Multiples).Panels[0].Title != "A002" {
		t.Errorf("what changed most comes first: %v", err)
	}
	one := many(24, stepped)
	one.Query.Selection.Filter = repeat.Filter{{By: contact.Agent, Values: []string{"A002"}}}
	for _, m := range []Measure{HHV, Volume, Wait} {
		if note := ControlNote(one, m, nl); !strings.Contains(note, Appraisal(one.Query, nl)) {
			t.Errorf("%s: %q", m, note)
		}
	}
}
