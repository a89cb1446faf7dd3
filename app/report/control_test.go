package report

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
)

// Whatever a trend holds, nothing or all alike, its limits can be written as JSON and as a table with a cell for each column.
func TestControlOfAnyTrend(t *testing.T) {
	l := en
	rapid.Check(t, func(t *rapid.T) {
		trend := repeat.Trend{Per: contact.Week, Query: repeat.Query{Definition: repeat.Default}, Clock: repeat.WaitTime}
		start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
		alike := rapid.Bool().Draw(t, "alike")
		n := rapid.IntRange(0, 40).Draw(t, "weeks")
		for i := range n {
			contacts := rapid.IntRange(0, 60).Draw(t, "contacts")
			repeats := rapid.IntRange(0, contacts).Draw(t, "repeats")
			if alike {
				contacts, repeats = 40, 10
			}
			c := repeat.Counts{Contacts: contacts, Repeats: repeats, Ripe: contacts, Followed: repeats}
			trend.Periods = append(trend.Periods, repeat.Period{Key: start.Format("2006-01-02"), Start: start, End: start.AddDate(0, 0, 7), Partial: i == 0, Unripe: i == n-1})
			trend.Total.Points = append(trend.Total.Points, c)
			trend.Total.Times = append(trend.Total.Times, repeat.Durations{Contacts: contacts, Seconds: int64(repeats) * 7, Squares: float64(repeats * 49)})
			trend.Total.Total = trend.Total.Total.Plus(c)
			start = start.AddDate(0, 0, 7)
		}
		trend.Data = repeat.Data{From: start.AddDate(-1, 0, 0), To: start}
		m := rapid.SampledFrom([]figure.Measure{figure.HHV, figure.Followed, figure.FTF, figure.Volume, figure.Wait}).Draw(t, "measure")
		u := figure.Setup{Kind: rapid.SampledFrom([]string{"", "p", "pprime", "xmr", "run"}).Draw(t, "kind")}
		c, err := NewControlled(trend, m, figure.One(u), l)
		if err != nil {
			t.Fatal(err)
		}
		if data, err := json.Marshal(c); err != nil || !json.Valid(data) {
			t.Fatal(err)
		}
		table := Control(c, l)
		for _, r := range table.all() {
			if len(r.Cells) != len(table.Columns) {
				t.Fatalf("%d cells of %d columns", len(r.Cells), len(table.Columns))
			}
		}
	})
}
