package report

import (
	"bytes"
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/assets/locale"

	"github.com/google/go-cmp/cmp"
)

var nl, en = locale.New("nl"), locale.New("en")

// at gives an hour of a day in March 2026.
func at(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 0, 0, 0, time.UTC) }

var data = repeat.Data{From: at(2, 9), To: at(29, 17), Contacts: 200, WithoutCustomer: 20}

// rates is an answer with a group that is a formula to a spreadsheet, one
// without a value and one of few contacts.
func rates(by contact.Dimension) repeat.Result {
	row := func(key string, n, r, ripe, f int) repeat.Row {
		return repeat.Row{Key: []string{key}, Counts: repeat.Counts{Contacts: n, Repeats: r, Ripe: ripe, Followed: f}}
	}
	return repeat.Result{
		Query: repeat.Query{Definition: repeat.Default, By: []contact.Dimension{by}}, Data: data,
		Total: row("", 180, 45, 150, 40),
		Rows:  []repeat.Row{row("=SOM(A1)", 120, 30, 100, 25), row("", 52, 13, 46, 12), row("Premie; \"x\"", 8, 2, 4, 3)},
	}
}

// trend is an answer over three weeks, the first without history, the last unripe.
func trend(by ...contact.Dimension) repeat.Trend {
	t := repeat.Trend{Query: repeat.Query{Definition: repeat.Default, By: by}, Per: contact.Week, Data: data}
	for i, key := range []string{"2026-W10", "2026-W11", "2026-W12"} {
		start := at(2+7*i, 0)
		t.Periods = append(t.Periods, repeat.Period{Key: key, Start: start, End: start.AddDate(0, 0, 7), NoHistory: i == 0, Unripe: i == 2})
	}
	points := []repeat.Counts{{Contacts: 60, Repeats: 10, Ripe: 60, Followed: 14}, {Contacts: 60, Repeats: 17, Ripe: 60, Followed: 18}, {Contacts: 60, Repeats: 18, Ripe: 30, Followed: 8}}
	t.Total = repeat.Series{Points: points, Total: repeat.Counts{Contacts: 180, Repeats: 45, Ripe: 150, Followed: 40}}
	if len(by) > 0 {
		few := []repeat.Counts{{Contacts: 3, Repeats: 1, Ripe: 3, Followed: 1}, {}, {Contacts: 5, Repeats: 2, Ripe: 1}}
		t.Series = []repeat.Series{{Key: []string{"M001"}, Points: points, Total: t.Total.Total}, {Key: []string{"M002"}, Points: few, Total: repeat.Counts{Contacts: 8, Repeats: 3, Ripe: 4, Followed: 1}}}
	}
	return t
}

func TestTableHoldsEveryFigure(t *testing.T) {
	table := Rates(rates(contact.Process), nl)
	got := map[string]Cell{}
	for i, c := range table.Columns {
		got[c.ID] = table.Rows[0].Cells[i]
	}
	for id, want := range map[string]float64{
		"contacts": 120, "repeats": 30, "repeat_rate": .25, "repeat_share": 30.0 / 45, "ripe": 100, "followed": 25, "followed_rate": .25, "ftf": .75,
	} {
		if math.Abs(got[id].Number-want) > 1e-12 {
			t.Errorf("%s: got %v, want %v", id, got[id].Number, want)
		}
	}
	low, high := repeat.Wilson(25, 100, 1.959963984540054)
	if c := got["followed_interval"]; math.Abs(c.Number-low) > 1e-9 || math.Abs(c.High-high) > 1e-9 {
		t.Errorf("followed interval: %v – %v, want %v – %v", c.Number, c.High, low, high)
	}
	if table.Total == nil || table.Total.Cells[0].Text != "Totaal" || table.Total.Key != nil {
		t.Errorf("total: %+v", table.Total)
	}
	for _, id := range []string{NoteDefinition, NotePeriod, NoteSelection, NoteData, NoteCoverage, "ripe", "history"} {
		if table.Note(id) == "" {
			t.Errorf("no note %s", id)
		}
	}
}

func TestFewContactsAreMarkedAndOfAgentsWithheld(t *testing.T) {
	find := func(table Table, id string) Cell {
		for i, c := range table.Columns {
			if c.ID == id {
				return table.Rows[2].Cells[i]
			}
		}
		return Cell{}
	}
	process, agent := Rates(rates(contact.Process), nl), Rates(rates(contact.Agent), nl)
	for _, id := range []string{"repeat_rate", "followed_rate", "followed_interval", "ftf"} {
		if c := find(process, id); c.Mark != Few || c.none() {
			t.Errorf("process, %s: %+v, want it marked and there", id, c)
		}
		if c := find(agent, id); c.Mark != Withheld || !math.IsNaN(c.Number) {
			t.Errorf("agent, %s: %+v, want it withheld", id, c)
		}
	}
	if r := process.Rows[2].Remarks; len(r) != 1 || r[0].ID != figure.RemarkFew {
		t.Errorf("process: %+v", r)
	}
	if r := agent.Rows[2].Remarks; len(r) != 1 || r[0].ID != figure.RemarkWithheld {
		t.Errorf("agent: %+v", r)
	}
	if len(process.Rows[0].Remarks) > 0 {
		t.Errorf("many contacts: %+v", process.Rows[0].Remarks)
	}
}

func TestWithoutDimensionsTheTotalIsTheRow(t *testing.T) {
	r := rates(contact.Process)
	r.Query.By, r.Rows, r.Total.Key = nil, nil, nil
	table := Rates(r, en)
	if len(table.Rows) != 1 || table.Total != nil || table.Rows[0].Cells[0].Number != 180 {
		t.Errorf("%+v", table)
	}
}

func TestTrendSaysWhatPeriodsLack(t *testing.T) {
	table := Trend(trend(), en)
	want := [][]string{{"2026-W10", "2026-03-02", "no full history"}, {"2026-W11", "2026-03-09", ""}, {"2026-W12", "2026-03-16", "unripe"}}
	var got [][]string
	for _, r := range table.Rows {
		got = append(got, []string{r.Cells[0].Text, r.Cells[1].Text, r.remarks(func(string) bool { return true })})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if n := len(Trend(trend(contact.Agent), en).Rows); n != 6 {
		t.Errorf("%d rows for three weeks of two agents", n)
	}
}

func readCSV(t *testing.T, table Table, l *locale.Locale) ([][]string, string) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCSV(&b, table, l); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	if l == nl {
		r.Comma = ';'
	}
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records, text
}

func TestCSV(t *testing.T) {
	records, text := readCSV(t, Rates(rates(contact.Process), nl), nl)
	if !strings.HasPrefix(text, "\ufeff") || !strings.Contains(text, "\r\n") {
		t.Error("a Dutch Excel wants a byte order mark and CRLF")
	}
	if d := cmp.Diff([]string{"'=SOM(A1)", "120", "30", "25,00%", "18,11%", "33,44%", "66,67%"}, records[1][:7]); d != "" {
		t.Error(d)
	}
	if len(records) != 4 || records[2][0] != "" || records[3][0] != `Premie; "x"` {
		t.Errorf("rows: %q", records)
	}
	if !strings.Contains(text, "Een contact is een herhaling") {
		t.Error("no definition in the file")
	}

	records, text = readCSV(t, Rates(rates(contact.Agent), en), en)
	if strings.HasPrefix(text, "\ufeff") {
		t.Error("RFC 4180 has no byte order mark")
	}
	if d := cmp.Diff([]string{"agent", "contacts", "repeats", "repeat_rate", "repeat_low", "repeat_high", "repeat_share", "ripe", "followed", "followed_rate", "followed_low", "followed_high", "ftf",
		"remark", "definition", "period", "selection", "data", "coverage", "appraisal"}, records[0]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"'=SOM(A1)", "120", "30", "0.25"}, records[1][:4]); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"8", "2", "", "", ""}, records[3][1:6]); d != "" {
		t.Error(d) // an agent's rate over few contacts
	}
}

func TestGuard(t *testing.T) {
	for text, want := range map[string]string{"=1": "'=1", "+31": "'+31", "-": "'-", "@x": "'@x", "\tx": "'\tx", "a=1": "a=1", "": "", "é": "é"} {
		if got := Guard(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTextOfOneMeasure(t *testing.T) {
	r := rates(contact.Process)
	r.Rows[0].Key[0] = "two\nlines\x1b[31m"
	for m, want := range map[repeat.Measure]string{repeat.RepeatRate: "repeats  repeat rate", repeat.FollowedRate: "followed  followed rate"} {
		r.Query.Measure = m
		var b bytes.Buffer
		if err := WriteText(&b, Rates(r, en), en); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if strings.Count(text, "95% interval") != 1 || !strings.Contains(text, want) || strings.Contains(text, "\x1b") || !strings.Contains(text, "(empty)") {
			t.Errorf("%s:\n%s", m, text)
		}
	}
}

// What people read of a ratio and of a chance has as many decimals as say something; files have the number whole.
func TestRatiosAndChances(t *testing.T) {
	l := locale.New("nl")
	for _, c := range []struct {
		kind Kind
		x    float64
		want string
	}{{Ratio, 1.1093, "1,11"}, {Ratio, math.NaN(), "–"}, {Chance, 0.0646, "0,0646"}, {Chance, 0.00001, "< 0,0001"}, {Chance, 0.0001, "0,0001"}, {Chance, math.NaN(), "–"}} {
		if got := textCell(Column{Kind: c.kind}, Cell{Number: c.x}, true, l); got != c.want {
			t.Errorf("%v: %q, not %q", c.x, got, c.want)
		}
	}
	if got := writeEnglish(Chance, Cell{Number: 0.00001}); !slices.Equal(got, []string{"0.00001"}) {
		t.Errorf("in a file: %q", got)
	}
}
