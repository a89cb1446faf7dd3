package outlier

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/contact/contacttest"
	"eenkeer/analysis/repeat"
)

// call is one contact of a small log: the day, the customer and the dimensions by their stored order.
type call struct {
	day, hour             int
	customer              string
	process, reason, team string
	third, agent, channel string
}

func engineOf(calls []call) *repeat.Engine {
	b := &contact.Batch{}
	customers := contact.NewEncoder(0)
	var columns [len(contact.Stored)]*contact.Encoder
	var codes [len(contact.Stored)][]uint32
	for d := range columns {
		columns[d] = contact.NewEncoder(0)
	}
	var keys []uint32
	for _, c := range calls {
		b.Time = append(b.Time, (int64(c.day)*24+int64(c.hour))*3_600_000+1_735_689_600_000)
		keys = append(keys, customers.Code([]byte(c.customer)))
		for d, text := range []string{c.process, c.reason, c.third, c.team, c.agent, c.channel, "", ""} {
			codes[d] = append(codes[d], columns[d].Code([]byte(text)))
		}
	}
	b.Keys = []contact.KeyColumn{{Name: "customer", Kind: "id", Codes: contact.Codes{U32: keys}, Dict: *customers.Dict()}}
	for d := range columns {
		b.Columns[d] = contact.Column{Codes: contact.Codes{U32: codes[d]}, Dict: *columns[d].Dict()}
	}
	return repeat.New(contact.Build([]*contact.Batch{b}, contact.Rules{}))
}

// manyCalls makes ten agents with 100 contacts each, 20 followed; agent a0 has 40 more of one customer who calls every day,
// and "few" has nine. All contacts stay ripe.
func manyCalls() []call {
	var calls []call
	id := 0
	name := func() string { id++; return "K" + string(rune('a'+id%26)) + strings.Repeat("x", id/26) }
	for a := range 10 {
		agent := "a" + string(rune('0'+a))
		for k := range 100 {
			c := call{day: k % 50 * 10, hour: 9, customer: name(), reason: "r" + string(rune('0'+k%2)), agent: agent, channel: "phone"}
			calls = append(calls, c)
			if k < 20 { // the follow-up is nobody's: without an agent
				c.day, c.agent = c.day+2, ""
				calls = append(calls, c)
			}
		}
	}
	for k := range 40 {
		calls = append(calls, call{day: k, hour: 9, customer: "heavy", reason: "r0", agent: "a0", channel: "phone"})
	}
	for k := range 9 {
		calls = append(calls, call{day: k, hour: 9, customer: name(), reason: "r0", agent: "few", channel: "phone"})
	}
	return append(calls, call{day: 900, hour: 9, customer: "last", agent: "late", reason: "r0", channel: "phone"})
}

func TestOneCustomerBehindAFlag(t *testing.T) {
	e := engineOf(manyCalls())
	q := repeat.Query{Definition: repeat.Default}
	r, err := Compare(context.Background(), e, q, contact.Agent, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Without != 200 || r.Total.Denominator != 1049 || r.Total.Numerator != 239 {
		t.Errorf("without an agent %d, total %+v", r.Without, r.Total)
	}
	rows := map[string]Row{}
	sum := 0.0
	for _, row := range r.Rows {
		rows[row.Key[0]] = row
		if !math.IsNaN(row.Expected) {
			sum += row.Expected
		}
	}
	a0 := rows["a0"]
	if a0.Flag != High || a0.Ripe != 140 || a0.Followed != 59 {
		t.Fatalf("a0: %+v", a0.Score)
	}
	customer := a0.Explanation[len(a0.Explanation)-1]
	for _, c := range a0.Explanation {
		if c.By == Customer && c.Ordinal == 1 {
			customer = c
		}
	}
	if customer.Ripe != 40 || customer.Followed != 39 || !customer.Goes {
		t.Errorf("the one customer: %+v", customer)
	}
	if w := rows["a3"].Why; w.Code != "within" || w.More < 5 || w.More > 40 || w.Fewer < 5 {
		t.Errorf("a3 is not flagged because %+v", w)
	}
	if few := rows["few"]; few.State != Few || few.Why.Code != "few" || few.Contacts != 9 || few.Ripe != 9 || !math.IsNaN(few.Crude.Value) {
		t.Errorf("few: %+v", few)
	}
	if late := rows["late"]; late.Ripe != 0 || late.State != Few {
		t.Errorf("late: %+v", late)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"heavy", "Kx", `"customer":`} {
		if strings.Contains(string(text), key) {
			t.Errorf("the JSON holds %q", key)
		}
	}
	var back struct{ Rows []map[string]any }
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	for _, row := range back.Rows {
		for _, field := range []string{"key", "contacts", "ripe", "followed", "expected", "standardised_rate", "low", "high", "p", "q", "flag", "explanation"} {
			if _, ok := row[field]; !ok {
				t.Errorf("no %s in %v", field, row)
			}
		}
		if row["key"].([]any)[0] == "few" {
			for _, field := range []string{"expected", "standardised_rate", "low", "high", "followed_rate", "ratio", "shrunk_rate", "p", "q"} {
				if row[field] != nil {
					t.Errorf("%s of an agent with nine contacts is %v", field, row[field])
				}
			}
		}
	}
}

// The number that Why gives is the least that would do: at the cut where one unit more is flagged.
func TestWhyTellsTheNumber(t *testing.T) {
	cells := []Cell{{0, 0, 200, 52}}
	for u := 1; u < 20; u++ {
		cells = append(cells, Cell{u, 0, 200, 38 + u%5})
	}
	a, err := Assess(20, 1, cells, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := a.Scores[0]
	if s.Flag != Inside || s.Why.Code != "correction" || s.P > 0.05 || s.Q <= 0.05 {
		t.Fatalf("%+v", s)
	}
	p := func(x int) float64 { return twoSided(a.nulls[0].score(x) * a.Spread.scale(s.Error)) }
	if p(s.Followed+s.Why.More) > a.nextCut() || p(s.Followed+s.Why.More-1) <= a.nextCut() {
		t.Errorf("%d more are said to do", s.Why.More)
	}
}

func TestUnitsThatAreNotJudged(t *testing.T) {
	cells := []Cell{
		{NoUnit, 1, 100, 20},
		{0, 0, 500, 100}, // nobody else does this
		{1, 1, 9, 3},     // too few
		{2, 2, 12, 0},    // nothing is ever followed there
		{3, 2, 30, 0},
		{4, 3, 20, 1}, // one in a hundred: only an enormous difference could show
		{5, 3, 2000, 19},
		{6, 1, 300, 60},
	}
	a, err := Assess(7, 4, cells, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := make([]State, 7)
	for i, s := range a.Scores {
		got[i] = s.State
		if (s.State == Judged) != (!math.IsNaN(s.P) && !math.IsNaN(s.Q)) || s.State != Judged && (s.Flag != Inside || s.Why.Code != string(s.State)) {
			t.Errorf("unit %d: %+v", i, s)
		}
	}
	want := []State{Alone, Few, Steady, Steady, Weak, Alone, Judged}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOverdispersionIsAChoice(t *testing.T) {
	var cells []Cell
	for u := range 30 {
		cells = append(cells, Cell{u, 0, 400, 80 + (u%7-3)*8})
	}
	for way, want := range map[Overdispersion]Overdispersion{"": Additive, Auto: Additive, Additive: Additive, Multiplicative: Multiplicative, NoSpread: NoSpread} {
		a, err := Assess(30, 1, cells, Options{Overdispersion: way})
		if err != nil {
			t.Fatal(err)
		}
		limit := a.Funnel(20, 200, 10)[5]
		if a.Spread.Used != want || (want == NoSpread) != (a.Scores[0].Z == a.Scores[0].ChanceZ) {
			t.Errorf("%q: %+v", way, a.Spread)
		}
		plain := 1 + point(Inner)*math.Sqrt(0.8*(1-1.0/30)/limit.Expected) // about
		if wide := limit.High95 > plain*1.02; wide != (want != NoSpread) {
			t.Errorf("%q: limit %g at %g expected", way, limit.High95, limit.Expected)
		}
		if !(limit.Low998 < limit.Low95 && limit.Low95 < 1 && limit.High95 < limit.High998) {
			t.Errorf("limits out of order: %+v", limit)
		}
	}
	a, _ := Assess(9, 1, cells[:9], Options{})
	if a.Spread.Used != NoSpread || a.Spread.Reason != "few_units" {
		t.Errorf("nine units: %+v", a.Spread)
	}
}

func TestMergeStrata(t *testing.T) {
	// reasons × channels × bands of 2 × 2 × 2
	for _, c := range []struct {
		name           string
		counts         []int
		stratum, sizes []int
	}{
		{"all large", []int{30, 30, 30, 30, 30, 30, 30, 30}, []int{0, 1, 2, 3, 4, 5, 6, 7}, []int{30, 30, 30, 30, 30, 30, 30, 30}},
		{"hour bands go first", []int{40, 40, 20, 10, 40, 40, 40, 40}, []int{0, 1, 6, 6, 2, 3, 4, 5}, []int{40, 40, 40, 40, 40, 40, 30}},
		{"then channels", []int{10, 5, 10, 5, 40, 0, 40, 40}, []int{3, 3, 3, 3, 0, -1, 1, 2}, []int{40, 40, 40, 30}},
		{"then reasons", []int{10, 5, 0, 0, 10, 5, 0, 0}, []int{0, 0, -1, -1, 0, 0, -1, -1}, []int{30}},
		{"the rest joins the smallest", []int{50, 0, 0, 0, 40, 0, 3, 0}, []int{0, -1, -1, -1, 1, -1, 1, -1}, []int{50, 43}},
		{"too few for anything", []int{1, 2, 3, 0, 0, 0, 0, 0}, []int{0, 0, 0, -1, -1, -1, -1, -1}, []int{6}},
		{"nothing", make([]int, 8), []int{-1, -1, -1, -1, -1, -1, -1, -1}, nil},
	} {
		stratum, n := MergeStrata(c.counts, []int{2, 2, 2}, 30)
		if diff := cmp.Diff([][]int{c.stratum, c.sizes}, [][]int{stratum, n}); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestWhatCannotBeCompared(t *testing.T) {
	for _, c := range []Cell{{0, 0, 10, -1}, {0, 0, 0, 0}, {0, 0, -3, 0}, {0, 0, 10, 11}, {1, 0, 10, 1}, {0, 1, 10, 1}, {-2, 0, 10, 1}} {
		if _, err := Assess(1, 1, []Cell{c}, Options{}); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
	for _, o := range []Options{{Alpha: 1}, {Alpha: -1}, {Trim: 0.5}, {Overdispersion: "some"}, {LargestRatio: 1}, {Top: -1}} {
		if _, err := Assess(1, 1, []Cell{{0, 0, 10, 1}}, o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
	e := engineOf(manyCalls())
	for _, by := range []contact.Dimension{contact.Week, contact.Channel, "agents"} {
		if _, err := Compare(context.Background(), e, repeat.Query{Definition: repeat.Default}, by, Options{}); err == nil {
			t.Errorf("%s can be compared", by)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Compare(ctx, e, repeat.Query{Definition: repeat.Default}, contact.Agent, Options{}); err == nil {
		t.Error("a cancelled comparison gives an answer")
	}
	r, err := Compare(context.Background(), repeat.New(contact.Build(nil, contact.Rules{})), repeat.Query{Definition: repeat.Default}, contact.Agent, Options{})
	if err != nil || len(r.Rows) != 0 {
		t.Errorf("an empty log: %+v, %v", r, err)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

// BenchmarkCompare compares a thousand agents over a million contacts.
func BenchmarkCompare(b *testing.B) {
	n := contacttest.Rows()
	batch := contacttest.Batch(n)
	agents := contact.NewEncoder(1000)
	codes := contact.NewCodes(n, 1001)
	for i := range n {
		codes.Set(i, agents.Code([]byte{byte('a' + i*7919%10), byte('a' + i*104729/10%10), byte('a' + i*1299709/100%10)}))
	}
	for d, name := range contact.Stored {
		if name == contact.Agent {
			batch.Columns[d] = contact.Column{Codes: codes, Dict: *agents.Dict()}
		}
	}
	e := repeat.New(contact.Build([]*contact.Batch{batch}, contact.Rules{}))
	q := repeat.Query{Definition: repeat.Default}
	for b.Loop() {
		r, err := Compare(context.Background(), e, q, contact.Agent, Options{})
		if err != nil || r.Judged < 900 {
			b.Fatal(len(r.Rows), r.Judged, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/contact")
}
