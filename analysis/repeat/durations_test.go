package repeat

import (
	"context"
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
)

// timed is an entry that took so many seconds; below 0 it is not known how many.
type timed struct {
	entry
	handle int32
}

func timedLog(entries []timed) *contact.Log {
	plain := make([]entry, len(entries))
	for i, e := range entries {
		plain[i] = e.entry
	}
	b := batchOf(plain)
	for _, e := range entries {
		b.Handle = append(b.Handle, e.handle)
	}
	return contact.Build([]*contact.Batch{b}, contact.Rules{})
}

// The times of a trend are those of a look at every contact, in any selection and
// by any dimension; contacts without a customer key have their part in them.
func TestDurationsAgainstALookAtEveryContact(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		var entries []timed
		for range rapid.IntRange(1, 60).Draw(t, "contacts") {
			e := entry{
				time:     at(1, "00:00:00.000") + int64(rapid.IntRange(0, 60*24).Draw(t, "hour"))*3_600_000,
				customer: rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(t, "customer"),
				values:   reason(rapid.SampledFrom([]string{"x", "y"}).Draw(t, "reason")),
			}
			entries = append(entries, timed{e, int32(rapid.IntRange(-1, 900).Draw(t, "seconds"))})
		}
		q := Query{Definition: Default}
		filtered, by := rapid.Bool().Draw(t, "filtered"), rapid.Bool().Draw(t, "by reason")
		if filtered {
			q.Selection.Filter = Filter{{By: contact.Reason, Values: []string{"x"}}}
		}
		if by {
			q.By = []contact.Dimension{contact.Reason}
		}
		e := New(timedLog(entries))
		trend, err := e.Trend(ctx, q, contact.Week)
		if err != nil {
			t.Fatal(err)
		}
		if err := e.AddTimes(ctx, &trend, HandleTime); err != nil {
			t.Fatal(err)
		}
		keyed := map[string]bool{}
		for _, x := range entries {
			keyed[x.values[contact.Reason]] = keyed[x.values[contact.Reason]] || x.customer != ""
		}
		sum := func(keep func(timed) bool) Durations {
			var n Durations
			for _, x := range entries {
				if x.handle >= 0 && (!filtered || x.values[contact.Reason] == "x") && keep(x) {
					n = n.Plus(Durations{1, int64(x.handle), float64(x.handle) * float64(x.handle)})
				}
			}
			return n
		}
		near := cmpopts.EquateApprox(1e-12, 0)
		if d := cmp.Diff(sum(func(timed) bool { return true }), trend.Total.TotalTimes, near); d != "" {
			t.Fatal(d)
		}
		for i, p := range trend.Periods {
			in := func(x timed) bool { w := contact.When(x.time); return !w.Before(p.Start) && w.Before(p.End) }
			if d := cmp.Diff(sum(in), trend.Total.Times[i], near); d != "" {
				t.Fatalf("%s: %s", p.Key, d)
			}
			for _, s := range trend.Series {
				own := func(x timed) bool { return in(x) && x.values[contact.Reason] == s.Key[0] }
				if d := cmp.Diff(sum(own), s.Times[i], near); d != "" {
					t.Fatalf("%s %v: %s", p.Key, s.Key, d)
				}
			}
		}
	})
}

// The interval of a mean by hand: 10, 20, 30 and 40 have mean 25 and s² = 500/3.
func TestMeanTime(t *testing.T) {
	var x Durations
	for _, s := range []int32{10, 20, 30, 40} {
		x.add(s)
	}
	low, high := x.Interval()
	half := 1.959963984540054 * math.Sqrt(500.0/3/4)
	if x.Mean() != 25 || math.Abs(low-(25-half)) > 1e-9 || math.Abs(high-(25+half)) > 1e-9 {
		t.Errorf("mean %g, %g to %g", x.Mean(), low, high)
	}
	if low, _ := (Durations{2, 10, 100}).Interval(); low != 0 {
		t.Errorf("a mean time below nothing: %g", low)
	}
	var none Durations
	if low, _ := none.Interval(); !math.IsNaN(none.Mean()) || !math.IsNaN(low) {
		t.Error("a mean of nothing")
	}
}

// A log knows which durations it has; asking for one that it has not gives none, and no error.
func TestClocks(t *testing.T) {
	ctx := context.Background()
	e := New(timedLog([]timed{{entry{at(1, "10:00:00.000"), "a", reason("x")}, 60}, {entry{at(2, "10:00:00.000"), "", reason("x")}, -1}}))
	if d := cmp.Diff([]Clock{HandleTime}, e.Clocks()); d != "" {
		t.Error(d)
	}
	trend, err := e.Trend(ctx, Query{Definition: Default}, contact.Day)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.AddTimes(ctx, &trend, WaitTime); err != nil || trend.Total.TotalTimes != (Durations{}) || len(trend.Total.Times) != 2 {
		t.Errorf("%v, %+v", err, trend.Total)
	}
	if e.AddTimes(ctx, &trend, "lunch") == nil {
		t.Error("any duration")
	}
	if err := e.AddTimes(ctx, &trend, HandleTime); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(trend)
	var read struct {
		Rows []struct {
			Timed int      `json:"timed"`
			Mean  *float64 `json:"mean_seconds"`
			Low   *float64 `json:"mean_low"`
		}
	}
	if err != nil || json.Unmarshal(data, &read) != nil || len(read.Rows) != 2 || read.Rows[0].Timed != 1 || *read.Rows[0].Mean != 60 || read.Rows[0].Low != nil || read.Rows[1].Mean != nil {
		t.Errorf("%v: %s", err, data)
	}
}
