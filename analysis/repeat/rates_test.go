package repeat

import (
	"context"
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"eenkeer/analysis/contact"
	"eenkeer/assets/locale"
)

func at(day int, clock string) int64 {
	t, err := time.Parse("15:04:05.000", clock)
	if err != nil {
		panic(err)
	}
	return time.Date(2026, 6, day, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC).UnixMilli()
}

func reason(r string) map[contact.Dimension]string {
	return map[contact.Dimension]string{contact.Reason: r, contact.Process: "p", contact.Channel: "c"}
}

func define(window Span) Definition {
	d := Default
	d.Window = window
	return d
}

func TestEdgesOfTheWindow(t *testing.T) {
	last := entry{at(30, "00:00:00.000"), "last", reason("a")}
	for _, c := range []struct {
		name    string
		second  int64
		same    Same
		reason  string
		gap     Span
		repeats int
	}{
		{"exactly the window", at(8, "10:00:00.000"), SameAny, "a", 0, 1},
		{"a millisecond over", at(8, "10:00:00.001"), SameAny, "a", 0, 0},
		{"the same moment", at(1, "10:00:00.000"), SameAny, "a", 0, 1},
		{"another reason counts", at(2, "10:00:00.000"), SameAny, "b", 0, 1},
		{"another reason does not", at(2, "10:00:00.000"), SameReason, "b", 0, 0},
		{"the same process", at(2, "10:00:00.000"), SameProcess, "b", 0, 1},
		{"exactly the least gap", at(1, "10:10:00.000"), SameAny, "a", 10 * Minute, 1},
		{"a millisecond too near", at(1, "10:09:59.999"), SameAny, "a", 10 * Minute, 0},
	} {
		d := define(7 * Day)
		d.Same, d.LeastGap = c.same, c.gap
		entries := []entry{{at(1, "10:00:00.000"), "k", reason("a")}, {c.second, "k", reason(c.reason)}, last}
		r, err := New(logOf(entries)).Rates(context.Background(), Query{Definition: d})
		if err != nil {
			t.Fatal(err)
		}
		want := Counts{Contacts: 3, Repeats: c.repeats, Ripe: 2, Followed: c.repeats}
		if r.Total.Counts != want {
			t.Errorf("%s: got %+v, want %+v", c.name, r.Total.Counts, want)
		}
	}
}

// With "same reason" the next contact of that reason counts, not the very next one.
func TestOtherReasonBetween(t *testing.T) {
	entries := []entry{
		{at(1, "10:00:00.000"), "k", reason("a")}, {at(2, "10:00:00.000"), "k", reason("b")},
		{at(3, "10:00:00.000"), "k", reason("a")}, {at(30, "10:00:00.000"), "x", reason("a")},
	}
	d := define(7 * Day)
	d.Same = SameReason
	r, err := New(logOf(entries)).Rates(context.Background(), Query{Definition: d, By: []contact.Dimension{contact.Reason}})
	if err != nil {
		t.Fatal(err)
	}
	want := []Row{{[]string{"a"}, Counts{3, 1, 2, 1}}, {[]string{"b"}, Counts{1, 0, 1, 0}}}
	if diff := cmp.Diff(want, r.Rows); diff != "" {
		t.Error(diff)
	}
}

// A filter and a period choose what is counted, never what is linked.
func TestSelection(t *testing.T) {
	entries := []entry{
		{at(1, "10:00:00.000"), "k", reason("a")}, {at(2, "23:59:59.000"), "k", reason("b")},
		{at(3, "00:00:00.000"), "", reason("b")}, {at(30, "10:00:00.000"), "x", reason("a")},
	}
	engine := New(logOf(entries))
	day := func(text string) Date {
		d, err := ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		name    string
		s       Selection
		total   Counts
		all     int
		keyless int
	}{
		{"all", Selection{}, Counts{3, 1, 2, 1}, 4, 1},
		{"one reason still repeats the other", Selection{Filter: Filter{{contact.Reason, []string{"b"}}}}, Counts{1, 1, 1, 0}, 2, 1},
		{"both ends of the period", Selection{From: day("2026-06-02"), To: day("02-06-2026")}, Counts{1, 1, 1, 0}, 1, 0},
		{"from", Selection{From: day("2026-06-03")}, Counts{1, 0, 0, 0}, 2, 1},
		{"week", Selection{Filter: Filter{{contact.Week, []string{"2026-W23"}}}}, Counts{2, 1, 2, 1}, 3, 1},
		{"no such value", Selection{Filter: Filter{{contact.Team, []string{"x"}}}}, Counts{}, 0, 0},
		{"the missing value", Selection{Filter: Filter{{contact.Team, []string{""}}}}, Counts{3, 1, 2, 1}, 4, 1},
	} {
		r, err := engine.Rates(context.Background(), Query{Definition: define(7 * Day), Selection: c.s})
		if err != nil {
			t.Fatal(err)
		}
		if r.Total.Counts != c.total || r.Data.Contacts != c.all || r.Data.WithoutCustomer != c.keyless {
			t.Errorf("%s: got %+v of %+v", c.name, r.Total.Counts, r.Data)
		}
	}
}

func TestTrend(t *testing.T) {
	entries := []entry{
		{at(1, "10:00:00.000"), "k", reason("a")}, {at(3, "10:00:00.000"), "k", reason("b")},
		{at(17, "10:00:00.000"), "k", reason("a")}, {at(28, "10:00:00.000"), "x", reason("a")},
	}
	q := Query{Definition: define(7 * Day), By: []contact.Dimension{contact.Reason}}
	trend, err := New(logOf(entries)).Trend(context.Background(), q, contact.Week)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	var unripe, history []bool
	for _, p := range trend.Periods {
		keys, unripe, history = append(keys, p.Key), append(unripe, p.Unripe), append(history, !p.NoHistory)
	}
	if diff := cmp.Diff([]string{"2026-W23", "2026-W24", "2026-W25", "2026-W26"}, keys); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]bool{false, false, true, true}, unripe); diff != "" {
		t.Error("unripe", diff)
	}
	if diff := cmp.Diff([]bool{false, false, true, true}, history); diff != "" {
		t.Error("history", diff)
	}
	if diff := cmp.Diff([]Counts{{2, 1, 2, 1}, {}, {1, 0, 1, 0}, {1, 0, 0, 0}}, trend.Total.Points); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Counts{{1, 1, 1, 0}, {}, {}, {}}, trend.Series[0].Points); diff != "" {
		t.Error(diff)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New(logOf(make([]entry, 10))).Rates(ctx, Query{Definition: Default}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

// Published values: PHEindicatormethods, testdata_Proportion.xlsx at 093fd28.
func TestWilson(t *testing.T) {
	const z998 = 3.090232306167813
	for _, c := range []struct {
		x, n              int
		low, high, l3, h3 float64
	}{
		{1, 100, 0.0017674320641406511, 0.054486196178705294, 0.000873065697299977, 0.10455445283705821},
		{65, 100, 0.55254443296887967, 0.73635751756902468, 0.49549465740704313, 0.77835406140896968},
		{1045, 5000, 0.19795549880013297, 0.22049130373189027, 0.19179381799015244, 0.22731562902525818},
		{20, 100, 0.1333669333310325, 0.28882916559315885, 0.10519162066711432, 0.3471109417008601},
		{222, 3215, 0.060791690363636595, 0.078339566813836331, 0.05647101964624248, math.NaN()}, // the last digits of its upper bound do not follow from the formula
		{5, 100, 0.02154367915436798, 0.11175046923191911, 0.013865320725997183, 0.16458852282596442},
		{999, 3456, 0.27418951080009873, 0.30440389662818057, 0.26583995768074953, 0.31344754492799848},
		{9856, 12345, 0.79121017529090687, 0.80536400736149094, 0.7869924108419063, 0.80930614125896261},
		{7776456, 7564336677, 0.0010273201001641094, 0.0010287644578977231, 0.0010269040118442213, 0.0010291812992698397},
	} {
		low, high := Wilson(c.x, c.n, z95)
		l3, h3 := Wilson(c.x, c.n, z998)
		for _, d := range []float64{low - c.low, high - c.high, l3 - c.l3, h3 - c.h3} {
			if math.Abs(d) > 1e-12 {
				t.Errorf("%d of %d: %v %v, %v %v", c.x, c.n, low, high, l3, h3)
			}
		}
	}
	for _, c := range [][2]int{{-1, 10}, {0, 0}, {11, 10}} {
		if low, _ := Wilson(c[0], c[1], z95); !math.IsNaN(low) {
			t.Errorf("%v: got %v", c, low)
		}
	}
	if r := NewRate(0, 50); r.Low != 0 || r.High <= 0 {
		t.Errorf("0 of 50: %+v", r)
	}
}

func TestSpan(t *testing.T) {
	for text, want := range map[string]Span{"7d": 7 * Day, "24h": 24 * Hour, "1d": 24 * Hour, "1d12h": 36 * Hour, "90m": 90 * Minute, "0s": 0, "2w": 14 * Day, "10 m": 10 * Minute} {
		got, err := ParseSpan(text)
		if err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
		back, err := ParseSpan(got.String())
		if err != nil || back != got {
			t.Errorf("%s written as %s reads as %v, %v", text, got, back, err)
		}
	}
	for _, text := range []string{"", "7", "-7d", "d", "7x", "1.5d", "99999999999999999999d", "4000d", "7d7"} {
		if got, err := ParseSpan(text); err == nil {
			t.Errorf("%q gives %v", text, got)
		}
	}
}

func TestQueryCheck(t *testing.T) {
	from, _ := ParseDate("2026-02-01")
	to, _ := ParseDate("2026-01-01")
	for _, q := range []Query{
		{Definition: Definition{}},
		{Definition: Default, By: []contact.Dimension{"colour"}},
		{Definition: Default, Measure: "ftf"},
		{Definition: Default, Selection: Selection{From: from, To: to}},
		{Definition: Default, Selection: Selection{Filter: Filter{{"colour", nil}}}},
		{Definition: Definition{Window: Hour, Same: SameAny, Channels: AnyChannel, Chain: FromFirst, LeastGap: 2 * Hour}},
	} {
		if q.Check() == nil {
			t.Errorf("%+v passes", q)
		}
	}
}

func TestJSON(t *testing.T) {
	entries := []entry{{at(1, "10:00:00.000"), "k", reason("a")}, {at(2, "10:00:00.000"), "k", reason("a")}, {at(2, "11:00:00.000"), "", reason("b")}}
	r, err := New(logOf(entries)).Rates(context.Background(), Query{Definition: define(7 * Day), By: []contact.Dimension{contact.Reason}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"definition":{"window":"7d","same":"any","channels":"any","chain":"previous","least_gap":"0s"},` +
		`"selection":{},"measure":"repeat","data":{"from":"2026-06-01T10:00:00","to":"2026-06-02T11:00:00","contacts":3,"without_customer":1},` +
		`"total":{"key":[],"contacts":2,"repeats":1,"repeat_rate":0.5,"ripe":0,"followed":0,"followed_rate":null,"low":0.09453120573423074,"high":0.9054687942657692},` +
		`"rows":[{"key":["a"],"contacts":2,"repeats":1,"repeat_rate":0.5,"ripe":0,"followed":0,"followed_rate":null,"low":0.09453120573423074,"high":0.9054687942657692}]}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

// An agent's rate on few contacts is not given, not even to a program.
func TestJSONWithholdsAgents(t *testing.T) {
	var entries []entry
	for i := range 15 {
		agent := "few"
		if i >= 3 {
			agent = "many"
		}
		entries = append(entries, entry{at(1+i, "10:00:00.000"), "k", map[contact.Dimension]string{contact.Agent: agent}})
	}
	r, err := New(logOf(entries)).Rates(context.Background(), Query{Definition: define(Day), By: []contact.Dimension{contact.Agent}})
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var out struct{ Rows []map[string]any }
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{false, true} { // agents stand by name: "few" and "many"
		row := out.Rows[i]
		for _, name := range []string{"repeat_rate", "followed_rate", "low", "high"} {
			if (row[name] != nil) != want {
				t.Errorf("%v: %s is %v", row["key"], name, row[name])
			}
		}
		if row["repeats"] == nil || row["contacts"] == nil {
			t.Errorf("%v: counts are withheld too", row["key"])
		}
	}
}

func TestWords(t *testing.T) {
	nl := locale.New("nl")
	if got := Default.Short(nl); got != "7 dagen · elke reden · alle kanalen" {
		t.Error(got)
	}
	if got := Default.Sentence(nl); got != "Een contact is een herhaling als dezelfde klant in de 7 dagen ervoor contact had, over welke reden en via welk kanaal ook." {
		t.Error(got)
	}
}
