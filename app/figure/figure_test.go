package figure

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

var nl, en = locale.New("nl"), locale.New("en")

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// weekly is a trend of four weeks around a new year: the first without history,
// the last unripe, the third of few contacts.
func weekly() repeat.Trend {
	from := day(2025, time.December, 15)
	t := repeat.Trend{Query: repeat.Query{Definition: repeat.Default}, Per: contact.Week, Data: repeat.Data{From: from, To: day(2026, time.January, 11)}}
	for i, key := range []string{"2025-W51", "2025-W52", "2026-W01", "2026-W02"} {
		start := from.AddDate(0, 0, 7*i)
		t.Periods = append(t.Periods, repeat.Period{Key: key, Start: start, End: start.AddDate(0, 0, 7), NoHistory: i == 0, Unripe: i == 3})
	}
	t.Total.Points = []repeat.Counts{
		{Contacts: 100, Repeats: 5, Ripe: 100, Followed: 20},
		{Contacts: 200, Repeats: 50, Ripe: 200, Followed: 40},
		{Contacts: 9, Repeats: 3, Ripe: 9, Followed: 2},
		{Contacts: 300, Repeats: 60},
	}
	for _, c := range t.Total.Points {
		t.Total.Total = t.Total.Total.Plus(c)
	}
	return t
}

func TestWords(t *testing.T) {
	rate := repeat.NewRate(13912, 60214)
	counts := repeat.Counts{Contacts: 60214, Repeats: 13912, Ripe: 59301, Followed: 13281}
	result := repeat.Result{Query: repeat.Query{Definition: repeat.Default}, Data: repeat.Data{To: day(2026, time.June, 28)}, Total: repeat.Row{Counts: repeat.Counts{Contacts: 2000, Ripe: 977}}}
	unripe := result
	unripe.Total.Ripe = 0
	for _, c := range []struct{ got, want string }{
		{Basis(rate, nl), "22,8 – 23,4 · 13.912 van 60.214"},
		{Basis(rate, en), "22.8 – 23.4 · 13,912 of 60,214"},
		{Basis(repeat.NewRate(0, 0), nl), "0 van 0"},
		{Percent(FTF.Of(counts), nl), "77,6\u00a0%"},
		{Percent(Followed.Of(counts), nl), "22,4\u00a0%"},
		{FTF.Counted(FTF.Of(counts), nl), "46.020 van 59.301 rijpe contacten in één keer goed"},
		{HHV.Counted(rate, en), "13,912 of 60,214 contacts are a repeat"},
		{HHV.Withheld(counts, nl), ""},
		{HHV.Withheld(repeat.Counts{}, nl), "geen contacten met klantsleutel in de selectie"},
		{HHV.Withheld(repeat.Counts{Contacts: 9}, nl), "minder dan 10 contacten"},
		{FTF.Withheld(repeat.Counts{Contacts: 90, Ripe: 9}, nl), "minder dan 10 rijpe contacten"},
		{FTF.Withheld(repeat.Counts{Contacts: 90}, nl), "nog onrijp: te vroeg"},
		{Coverage(repeat.Data{Contacts: 1000, WithoutCustomer: 41}, nl), "4,1\u00a0% zonder klantsleutel (41 contacten)"},
		{Coverage(repeat.Data{Contacts: 5}, nl), "alle contacten hebben een klantsleutel"},
		{Coverage(repeat.Data{Contacts: 5, WithoutCustomer: 5}, en), "no contact has a customer key; without one there is no rate"},
		{Coverage(repeat.Data{}, nl), ""},
		{Unripe(result, nl), "1.023 contacten na 21 jun 2026 zijn nog onrijp"},
		{Unripe(unripe, nl), "alle 2.000 contacten zijn nog onrijp"},
		{Unripe(repeat.Result{}, nl), ""},
		{Join("a", "", "b"), "a · b"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestMeasuresKeepTheirNames(t *testing.T) {
	for _, c := range []struct {
		m      Measure
		asked  repeat.Measure
		better bool
		ripe   bool
	}{{HHV, repeat.RepeatRate, false, false}, {FTF, repeat.FollowedRate, true, true}, {Followed, repeat.FollowedRate, false, true}} {
		if c.m.Asked() != c.asked || c.m.HigherIsBetter() != c.better || c.m.NeedsRipe() != c.ripe {
			t.Errorf("%s: asked %s, better %v, ripe %v", c.m, c.m.Asked(), c.m.HigherIsBetter(), c.m.NeedsRipe())
		}
		for _, l := range []*locale.Locale{nl, en} {
			for _, text := range []string{c.m.Name(l), c.m.Short(l), c.m.Means(repeat.Default, l)} {
				if text == "" || strings.HasPrefix(text, "figure.") {
					t.Errorf("%s has no text in %s: %q", c.m, l.Language, text)
				}
			}
		}
	}
	if Shown(repeat.FollowedRate) != FTF || Shown(repeat.RepeatRate) != HHV || Shown("") != HHV {
		t.Error("the rates are not shown as managers expect")
	}
}

func TestValues(t *testing.T) {
	for _, c := range []struct {
		d         contact.Dimension
		key, want string
	}{
		{contact.Process, "Declaraties", "Declaraties"},
		{contact.Third, "", "(leeg)"},
		{contact.Week, "2026-W03", "wk 3 2026"},
		{contact.Month, "2026-06", "jun 2026"},
		{contact.Day, "2026-06-03", "3 jun 2026"},
		{contact.Weekday, "1", "maandag"},
		{contact.Hour, "09", "09:00"},
	} {
		if got := Value(c.d, c.key, nl); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.d, c.key, got, c.want)
		}
	}
	for d, key := range map[contact.Dimension]string{contact.Week: "2026-W03", contact.Day: "2026-06-03", contact.Third: ""} {
		if got := FileValue(d, key, nl); got != key {
			t.Errorf("%s in a file: %q", d, got)
		}
	}
	if got := FileValue(contact.Weekday, "1", nl); got != "maandag" {
		t.Errorf("a weekday in a file: %q", got)
	}
	if got := PeriodLabel(contact.Day, "2026-06-03", nl); got != "3 jun" {
		t.Errorf("label of a day: %q", got)
	}
	p := repeat.Period{Key: "2026-W23", Start: day(2026, time.June, 1), End: day(2026, time.June, 8)}
	if got := PeriodTitle(contact.Week, p, nl); got != "wk 23 · 1 jun – 7 jun 2026" {
		t.Errorf("title of a week: %q", got)
	}
}

func TestTrendOfRepeatRate(t *testing.T) {
	c := Trend(weekly(), HHV, nl)
	points := c.Series[0].Points
	if !math.IsNaN(points[0].Value) || !strings.Contains(points[0].Text, "5 van 100") || !strings.Contains(points[0].Text, "Geen volle historie") {
		t.Errorf("a week without history: %+v", points[0])
	}
	if points[1].Value != 0.25 || points[1].Key != "2025-W52" {
		t.Errorf("a plain week: %+v", points[1])
	}
	if want := "wk 52 · 22 dec – 28 dec 2025\nHHV 25,0\u00a0% (19,5 – 31,4\u00a0%)\n50 van 200 contacten zijn een herhaling"; points[1].Text != want {
		t.Errorf("got  %q\nwant %q", points[1].Text, want)
	}
	if !math.IsNaN(points[2].Value) || !strings.Contains(points[2].Text, "minder dan 10") || !strings.Contains(points[2].Text, "3 van 9") {
		t.Errorf("a week of few: %+v", points[2])
	}
	if points[3].Value != 0.2 {
		t.Errorf("an unripe week has a repeat rate: %+v", points[3])
	}
	if len(c.Regions) != 1 || c.Regions[0].From != 0 || c.Regions[0].To != 1 || c.Regions[0].Label != "geen volle historie" {
		t.Errorf("regions: %+v", c.Regions)
	}
	if len(c.Markers) != 1 || c.Markers[0].At != 1.5 || c.Markers[0].Label != "2026" {
		t.Errorf("markers: %+v", c.Markers)
	}
	if got := strings.Join(c.Labels, " "); got != "wk 51 wk 52 wk 1 wk 2" {
		t.Errorf("labels: %s", got)
	}
	if len(c.Levels) != 1 || math.Abs(c.Levels[0].Value-118.0/609) > 1e-12 {
		t.Errorf("levels: %+v", c.Levels)
	}
}

func TestTrendOfFirstTimeFix(t *testing.T) {
	c := Trend(weekly(), FTF, nl)
	points := c.Series[0].Points
	if points[0].Value != 0.8 {
		t.Errorf("history does not matter: %+v", points[0])
	}
	if !math.IsNaN(points[3].Value) || !strings.Contains(points[3].Text, "onrijp") {
		t.Errorf("an unripe week: %+v", points[3])
	}
	if len(c.Regions) != 1 || c.Regions[0].From != 3 || c.Regions[0].To != 4 || c.Regions[0].Label != "onrijp" {
		t.Errorf("regions: %+v", c.Regions)
	}
}

func TestTrendWithoutFigures(t *testing.T) {
	few := weekly()
	few.Total = repeat.Series{Points: make([]repeat.Counts, 4), Total: repeat.Counts{Contacts: 20, Ripe: 20}}
	unripe := few
	unripe.Total.Total.Ripe = 0
	none := few
	none.Total.Total = repeat.Counts{}
	for _, c := range []struct {
		trend repeat.Trend
		want  string
	}{{few, "Minder dan 10 contacten per week"}, {unripe, "Alles is nog onrijp"}, {none, "Geen contacten"}} {
		if got := Trend(c.trend, FTF, nl).Message; !strings.HasPrefix(got, c.want) {
			t.Errorf("got %q, want %q…", got, c.want)
		}
	}
}

func TestMultiplesLeaveOutWhatCannotBeDrawn(t *testing.T) {
	trend := weekly()
	trend.Query.By = []contact.Dimension{contact.Process}
	small := []repeat.Counts{{Contacts: 3}, {Contacts: 2}, {}, {Contacts: 9}}
	trend.Series = []repeat.Series{{Key: []string{"klein"}, Points: small, Total: repeat.Counts{Contacts: 14}},
		{Key: []string{""}, Points: trend.Total.Points, Total: trend.Total.Total}}
	m := Multiples(trend, HHV, nl)
	if len(m.Panels) != 1 || Panels(trend, HHV) != 1 {
		t.Fatalf("%d panels, said %d", len(m.Panels), Panels(trend, HHV))
	}
	if p := m.Panels[0]; p.Title != "(leeg)" || p.Note != "19,4\u00a0%" || !strings.Contains(p.Text, "118 van 609") {
		t.Errorf("panel: %+v", p)
	}
	if i, ok := PanelOf(charts.Hit{Key: m.Panels[0].Key}); !ok || i != 1 {
		t.Errorf("the panel is of series %d, %v", i, ok)
	}
	if _, ok := PanelOf(charts.Hit{}); ok {
		t.Error("nothing was hit, and yet a panel")
	}
}

func TestRank(t *testing.T) {
	result := repeat.Result{Query: repeat.Query{By: []contact.Dimension{contact.Third}}, Total: repeat.Row{Counts: repeat.Counts{Contacts: 400, Repeats: 100}}}
	for _, g := range []struct {
		key     string
		repeats int
	}{{"", 60}, {"A", 20}, {"B", 15}, {"C", 5}, {"D", 0}} {
		result.Rows = append(result.Rows, repeat.Row{Key: []string{g.key}, Counts: repeat.Counts{Contacts: 80, Repeats: g.repeats}})
	}
	for _, c := range []struct {
		n                           int
		leave                       bool
		names                       string
		held, others, missing, rows int
	}{
		{2, true, "A B", 35, 1, 60, 2},
		{10, true, "A B C", 40, 0, 60, 3},
		{2, false, "(leeg) A", 80, 2, 0, 2},
	} {
		r := Rank(result, c.n, c.leave, nl)
		var names []string
		for _, row := range r.Rows {
			names = append(names, row.Name)
		}
		if got := strings.Join(names, " "); got != c.names || r.Held != c.held || r.Others != c.others || r.Missing != c.missing {
			t.Errorf("%+v: got %s, held %d, others %d, missing %d", c, got, r.Held, r.Others, r.Missing)
		}
	}
	if got := Rank(result, 1, true, nl).Rows[0].Share; got != 0.2 {
		t.Errorf("share %v", got)
	}
}

func TestSelection(t *testing.T) {
	f := repeat.Filter{{By: contact.Process, Values: []string{"Premie", ""}}, {By: contact.Weekday, Values: []string{"1"}}}
	if got, want := SelectionText(f, nl), "proces is Premie of (leeg); weekdag is maandag"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	data := repeat.Data{From: day(2026, time.March, 2), To: day(2026, time.March, 29)}
	on := func(y int, m time.Month, d int) repeat.Date { return repeat.DateOf(day(y, m, d)) }
	for _, c := range []struct {
		s    repeat.Selection
		d    repeat.Data
		want string
	}{
		{repeat.Selection{}, data, "2 mrt – 29 mrt 2026"},
		{repeat.Selection{From: on(2026, time.March, 9)}, data, "9 mrt – 29 mrt 2026"},
		{repeat.Selection{From: on(2027, time.March, 29)}, data, "29 mrt 2027 –"},
		{repeat.Selection{To: on(2025, time.March, 29)}, data, "– 29 mrt 2025"},
		{repeat.Selection{To: on(2025, time.March, 29)}, repeat.Data{}, "– 29 mrt 2025"},
		{repeat.Selection{From: on(2025, time.March, 29)}, repeat.Data{}, "29 mrt 2025 –"},
		{repeat.Selection{}, repeat.Data{}, ""},
	} {
		if got := Period(c.s, c.d, nl); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestRemarks(t *testing.T) {
	for _, c := range []struct {
		period repeat.Period
		counts repeat.Counts
		agent  bool
		want   string
	}{
		{repeat.Period{}, repeat.Counts{Contacts: 50, Ripe: 50}, true, ""},
		{repeat.Period{}, repeat.Counts{}, true, ""},
		{repeat.Period{Unripe: true}, repeat.Counts{Contacts: 50}, false, "onrijp"},
		{repeat.Period{}, repeat.Counts{Contacts: 50, Ripe: 4}, false, "minder dan 10 rijpe contacten"},
		{repeat.Period{Unripe: true}, repeat.Counts{Contacts: 50, Ripe: 4}, true, "onrijp; niet getoond: minder dan 10 (rijpe) contacten"},
		{repeat.Period{NoHistory: true, Partial: true}, repeat.Counts{Contacts: 4, Ripe: 4}, false, "niet volledig; geen volle historie; minder dan 10 contacten"},
	} {
		if got := RemarkText(PeriodRemarks(c.period, c.counts, c.agent, nl)); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// A picture is the chart of the screen under what it rests on.
func TestPictureSaysWhatItRestsOn(t *testing.T) {
	trend := weekly()
	trend.Data.Contacts, trend.Data.WithoutCustomer = 630, 21
	trend.Query.Selection.Filter = repeat.Filter{{By: contact.Channel, Values: []string{"Telefoon", ""}}}
	p := Picture(trend, HHV, nl)
	if want := "Herhaalpercentage (HHV) per week · 19,4\u00a0% (16,4 – 22,7 · 118 van 609)"; p.Title != want {
		t.Errorf("title: %q, want %q", p.Title, want)
	}
	want := []string{"Definitie: " + repeat.Default.Sentence(nl),
		"Selectie: kanaal is Telefoon of (leeg) · periode 15 dec 2025 – 11 jan 2026 · gegevens van 15 dec 2025 00:00 tot en met 11 jan 2026 00:00 · 630 contacten · 3,3\u00a0% zonder klantsleutel (21 contacten)"}
	if !slices.Equal(p.Lines, want) {
		t.Errorf("lines: %q", p.Lines)
	}
	chart := p.Chart.(charts.Trend)
	if shown := Chart(trend, HHV, nl).(charts.Trend); !slices.Equal(chart.Counts, shown.Counts) || chart.Levels[0] != shown.Levels[0] || len(chart.Regions) != len(shown.Regions) {
		t.Error("the picture is not the chart of the screen")
	}
	if lines := Picture(trend, FTF, nl).Lines; !strings.HasSuffix(lines[1], "nog onrijp") {
		t.Errorf("first time fix does not say what is unripe: %q", lines[1])
	}
	trend.Query.By = []contact.Dimension{contact.Process}
	trend.Series = []repeat.Series{{Key: []string{"klein"}, Points: make([]repeat.Counts, 4)}, {Key: []string{"groot"}, Points: trend.Total.Points, Total: trend.Total.Total}}
	p = Picture(trend, HHV, nl)
	if want := "Herhaalpercentage (HHV) per week, per proces · stippellijn: alles samen 19,4\u00a0% · 1 kleine groep zonder grafiek"; p.Title != want {
		t.Errorf("title: %q", p.Title)
	}
	if m := p.Chart.(charts.Multiples); len(m.Panels) != 1 {
		t.Errorf("%d panels", len(m.Panels))
	}
}
