package repeat

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/survival"
)

// naiveTimes looks for each contact that can be a first one at every other: how many whole minutes it was watched, and whether
// that ended because another followed it.
func naiveTimes(entries []entry, q Query, key func(entry) string) map[string]survival.Table {
	n := newNaive(entries, q.Definition)
	end := n.end
	if n.d.CalendarDays {
		end = contact.Wall(DateOf(contact.When(n.end+1000)).Time()) - 1
	}
	times, happened := map[string][]float64{}, map[string][]bool{}
	for i, a := range entries {
		if !n.counts[i] || !n.canBeFirst(i) || n.anchor(i) > end || !selected(a, q.Selection) {
			continue
		}
		best := int64(math.MaxInt64)
		for j, b := range entries {
			if n.follows[j][i] {
				best = min(best, n.counted(n.anchor(i), b.time))
			}
		}
		k := key(a)
		seconds := func(ms int64) int64 { return (ms + 999) / 1000 }
		if best < math.MaxInt64 {
			times[k] = append(times[k], math.Ceil(float64(seconds(best))/60))
		} else {
			times[k] = append(times[k], math.Floor(float64(n.counted(n.anchor(i), end)/1000)/60))
		}
		happened[k] = append(happened[k], best < math.MaxInt64)
	}
	out := map[string]survival.Table{}
	for k := range times {
		out[k] = survival.Collect(times[k], happened[k])
	}
	return out
}

// holds compares a row with a curve that was made the plain way.
func holds(t *rapid.T, name string, r TimesRow, table survival.Table, o TimesOptions) {
	curve := survival.Estimate(table, timesBand)
	if r.Contacts != curve.Watched || r.Followed != curve.Events || r.Longest != spanOf(curve.End) {
		t.Fatalf("%s: %d contacts, %d followed, longest %s; want %d, %d, %g minutes", name, r.Contacts, r.Followed, r.Longest, curve.Watched, curve.Events, curve.End)
	}
	for i, by := range o.Days {
		s, p, followed := r.Shares[i], curve.At(float64(by/Minute)), 0
		for k, at := range table.Time {
			if at <= float64(by/Minute) {
				followed += int(table.Events[k])
			}
		}
		if s.By != by || s.AtRisk != p.AtRisk || s.Followed != followed || math.IsNaN(s.Share) != math.IsNaN(p.S) || math.Abs(s.Share-(1-p.S)) > 1e-12 {
			t.Fatalf("%s by %s: %+v, want %+v", name, by, s, p)
		}
	}
	if o.Promise > 0 && (r.Promise.By != o.Promise || r.Promise.Followed+r.Promise.After != r.Followed) {
		t.Fatalf("%s: of the promise %+v", name, r.Promise)
	}
	if m := curve.Quantile(0.5); r.Median.Known == math.IsNaN(m.Value) || r.Median.Known && r.Median.Value != Span(m.Value*float64(Minute)) {
		t.Fatalf("%s: median %+v, want %+v", name, r.Median, m)
	}
}

func TestTimesAgainstEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		q := Query{Definition: genDefinition(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		q.By = rapid.SliceOfNDistinct(genDimension, 0, 2, rapid.ID).Draw(t, "by")
		o := TimesOptions{Days: []Span{0, Minute, 10 * Minute, 5 * Hour, Day}, Promise: 2 * Minute, Until: Day, Points: 1000}
		got, err := New(logOf(entries)).Times(context.Background(), q, o)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, "all", got.Total, naiveTimes(entries, q, func(entry) string { return "" })[""], o)
		groups := naiveTimes(entries, q, func(e entry) string {
			key := ""
			for _, by := range q.By {
				key += fmt.Sprintf("%q", e.values[by])
			}
			return key
		})
		if len(q.By) > 0 && len(groups) != len(got.Rows) {
			t.Fatalf("%d groups, want %d", len(got.Rows), len(groups))
		}
		for _, r := range got.Rows {
			key := ""
			for _, v := range r.Key {
				key += fmt.Sprintf("%q", v)
			}
			holds(t, key, r, groups[key], o)
		}
	})
}

// largeTimes is a log of so many contacts in so little time that the histogram is made in one go.
func largeTimes(n int) []entry {
	var entries []entry
	for i := range n {
		entries = append(entries, entry{1_700_000_000_000 + int64(i)*7_300, fmt.Sprint("k", i*i%977), map[contact.Dimension]string{
			contact.Reason: fmt.Sprint(i % 7), contact.Channel: fmt.Sprint(i % 2)}})
	}
	return entries
}

// The histogram, the sorted contacts and any number of workers say the same.
func TestWaysToCountTimesAgree(t *testing.T) {
	entries := largeTimes(60_000)
	for _, d := range []Definition{Default, {Window: Day, Same: SameReason, Channels: AnyChannel, Chain: FromPrevious},
		{Window: Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, LeastGap: 10 * Minute, Eligible: Filter{{contact.Reason, []string{"1", "2"}}}}} {
		for _, s := range []Selection{{}, {Filter: Filter{{contact.Channel, []string{"1"}}}}} {
			var want []string
			for _, workers := range []int{1, 2, 5} {
				withWorkers(workers, func() {
					e := New(logOf(entries))
					ctx := context.Background()
					l, err := e.linked(ctx, d)
					if err != nil {
						t.Fatal(err)
					}
					m, err := e.mask(ctx, s)
					if err != nil {
						t.Fatal(err)
					}
					if len(e.age) < e.longest()/8 {
						t.Fatal("the log is too small to be counted in a histogram")
					}
					binned, err := e.waiting(ctx, l, m)
					if err != nil {
						t.Fatal(err)
					}
					sorted, err := e.gather(ctx, l, m, nil, false)
					if err != nil {
						t.Fatal(err)
					}
					for _, table := range []survival.Table{binned, sorted.table(0)} {
						want = append(want, fmt.Sprint(table))
					}
				})
			}
			if len(want[0]) < 1000 || len(slices.Compact(want)) != 1 {
				t.Errorf("%v, %v: the tables differ", d, s)
			}
		}
	}
}

// Where every contact is watched longer than a window, the share by the window is the followed rate: followed ÷ ripe.
func TestShareIsTheFollowedRateWhereAllAreRipe(t *testing.T) {
	e := New(logOf(largeTimes(3000)))
	e.log.End += (40 * Day).Seconds() * 1000
	e = New(e.log)
	times, err := e.Times(context.Background(), Query{Definition: Default, By: []contact.Dimension{contact.Reason}}, DefaultTimes(Default))
	if err != nil {
		t.Fatal(err)
	}
	for i, by := range DefaultTimes(Default).Days {
		d := Default
		d.Window = by
		r, err := e.Rates(context.Background(), Query{Definition: d, By: []contact.Dimension{contact.Reason}, Measure: FollowedRate})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := times.Total.Shares[i], r.Total.Follow(); math.Abs(got.Share-want.Value) > 1e-9 || got.Followed != want.Numerator {
			t.Errorf("by %s: %+v, want %+v", by, got, want)
		}
		for k, row := range times.Rows {
			at := slices.IndexFunc(r.Rows, func(r Row) bool { return r.Key[0] == row.Key[0] })
			if got, want := row.Shares[i], r.Rows[at].Follow(); math.Abs(got.Share-want.Value) > 1e-9 {
				t.Errorf("row %d by %s: %+v, want %+v", k, by, got, want)
			}
		}
	}
}

// A service level splits the contacts that were followed, and a group may have its own.
func TestPromise(t *testing.T) {
	at := func(hours float64) int64 { return 1_700_000_000_000 + int64(hours*3_600_000) }
	values := func(process string) map[contact.Dimension]string {
		return map[contact.Dimension]string{contact.Process: process}
	}
	entries := []entry{
		{at(0), "a", values("Claims")}, {at(24), "a", values("Claims")}, // followed in a day
		{at(0), "b", values("Claims")}, {at(60), "b", values("Claims")}, // in two and a half
		{at(0), "c", values("Letters")}, {at(48), "c", values("Letters")}, // in exactly two
		{at(0), "d", values("Letters")},
	}
	o := TimesOptions{Days: []Span{Day}, Promise: 2 * Day, Of: map[string]Span{"Letters": Day}}
	got, err := New(logOf(entries)).Times(context.Background(), Query{Definition: Default, By: []contact.Dimension{contact.Process}}, o)
	if err != nil {
		t.Fatal(err)
	}
	check := func(name string, r TimesRow, by Span, before, after int) {
		t.Helper()
		if r.Promise == nil || r.Promise.By != by || r.Promise.Followed != before || r.Promise.After != after {
			t.Errorf("%s: %+v, want %d within %s and %d after", name, r.Promise, before, by, after)
		}
		if len(r.Shares) != 1 || r.Curve != nil {
			t.Errorf("%s has %d shares and %d points", name, len(r.Shares), len(r.Curve))
		}
	}
	check("all", got.Total, 2*Day, 2, 1)
	check(got.Rows[0].Key[0], got.Rows[0], 2*Day, 1, 1)
	check(got.Rows[1].Key[0], got.Rows[1], Day, 0, 1)
}

// Two periods of a log: from a day on half as many come back.
func TestCompareTimes(t *testing.T) {
	var entries []entry
	start := int64(1_700_006_400_000) // midnight
	for i := range 400 {
		day, customer := int64(i/10), fmt.Sprint("k", i)
		reason := map[contact.Dimension]string{contact.Reason: fmt.Sprint(i % 2)}
		first := start + day*86_400_000
		entries = append(entries, entry{first, customer, reason})
		if i%3 == 0 || i%3 == 1 && day < 20 {
			entries = append(entries, entry{first + (2+int64(i%9))*3_600_000, customer, reason})
		}
	}
	e := New(logOf(entries))
	from := DateOf(contact.When(start)).AddDays(20)
	got, err := e.CompareTimes(context.Background(), Default, []Selection{{To: from.AddDays(-1)}, {From: from}}, DefaultTimes(Default))
	if err != nil || !got.Known {
		t.Fatal(err)
	}
	if got.Test.P > 0.001 || got.Test.Expected[0] > float64(got.Test.Observed[0]) || got.Times[0].Data.Contacts+got.Times[1].Data.Contacts != len(entries) {
		t.Errorf("%+v", got.Test)
	}
	same, err := e.CompareTimes(context.Background(), Default, []Selection{{Filter: Filter{{contact.Reason, []string{"0"}}}}, {Filter: Filter{{contact.Reason, []string{"1"}}}}}, DefaultTimes(Default))
	if err != nil || !same.Known || same.Test.P < 0.05 {
		t.Errorf("%+v, %v", same.Test, err)
	}
	none, err := e.CompareTimes(context.Background(), Default, []Selection{{Filter: Filter{{contact.Reason, []string{"0"}}}}, {Filter: Filter{{contact.Reason, []string{"nobody's"}}}}}, DefaultTimes(Default))
	if err != nil || none.Known {
		t.Errorf("a test against nobody: %+v, %v", none, err)
	}
}

// The band that counts contacts of a customer together is that of the definition: for every customer what its contacts add, squared.
func TestTimesCountCustomersTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		q := Query{Definition: genDefinition(t), By: []contact.Dimension{contact.Team}}
		o := TimesOptions{Days: []Span{2 * Minute, 40 * Minute, 10 * Hour}, Until: Day, Points: 50}
		e := New(logOf(entries))
		got, err := e.Times(context.Background(), q, o)
		if err != nil {
			t.Fatal(err)
		}
		o.Independent = true
		plain, err := e.Times(context.Background(), q, o)
		if err != nil {
			t.Fatal(err)
		}
		// The same with each customer's contacts by themselves.
		check := func(name string, r, p TimesRow, of func(entry) bool) {
			tables := naiveTimes(entries, q, func(e entry) string {
				if of(e) {
					return e.customer
				}
				return "not asked"
			})
			delete(tables, "not asked")
			all := naiveTimes(entries, q, func(e entry) string { return fmt.Sprint(of(e)) })["true"]
			curve := survival.Estimate(all, timesBand)
			k := curve.Clusters([]float64{2, 40, 600})
			for _, table := range tables {
				for i, at := range table.Time {
					for range table.Events[i] {
						k.Add(at, true)
					}
					for range table.Censored[i] {
						k.Add(at, false)
					}
				}
				k.Next()
			}
			for i, deviation := range k.Deviations() {
				s := r.Shares[i]
				if s.Share != p.Shares[i].Share && !math.IsNaN(s.Share) || s.Followed != p.Shares[i].Followed {
					t.Fatalf("%s: %+v, %+v: the share itself changes", name, s, p.Shares[i])
				}
				if math.IsNaN(s.Share) || s.Share == 0 || s.Share == 1 {
					continue
				}
				low, high := curve.Band(1-s.Share, deviation)
				if math.Abs(s.Low-(1-high)) > 1e-9 || math.Abs(s.High-(1-low)) > 1e-9 {
					t.Fatalf("%s by %s: %g to %g, want %g to %g", name, s.By, s.Low, s.High, 1-high, 1-low)
				}
			}
		}
		check("all", got.Total, plain.Total, func(entry) bool { return true })
		for i, r := range got.Rows {
			check(r.Key[0], r, plain.Rows[i], func(e entry) bool { return e.values[contact.Team] == r.Key[0] })
		}
	})
}
