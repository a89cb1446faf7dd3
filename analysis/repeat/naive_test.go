package repeat

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"eenkeer/analysis/contact"
)

// entry is a contact as the naive model sees it, in source order.
type entry struct {
	time     int64 // ms
	customer string
	values   map[contact.Dimension]string
}

// logOf puts entries through a batch into a log, cut into batches at random.
func logOf(entries []entry, cuts ...int) *contact.Log {
	var batches []*contact.Batch
	start := 0
	for _, end := range append(cuts, len(entries)) {
		batches = append(batches, batchOf(entries[start:end]))
		start = end
	}
	return contact.Build(batches, contact.Rules{})
}

func batchOf(entries []entry) *contact.Batch {
	b := &contact.Batch{}
	customers := contact.NewEncoder(0)
	codes := make([]uint32, len(entries))
	columns := make([]*contact.Encoder, len(contact.Stored))
	values := make([][]uint32, len(contact.Stored))
	for d := range contact.Stored {
		columns[d] = contact.NewEncoder(0)
	}
	for i, e := range entries {
		b.Time = append(b.Time, e.time)
		b.Line = append(b.Line, uint32(i+2))
		codes[i] = customers.Code([]byte(e.customer))
		for d, name := range contact.Stored {
			values[d] = append(values[d], columns[d].Code([]byte(e.values[name])))
		}
	}
	keys := contact.NewCodes(len(entries), customers.Dict().Len())
	for i, c := range codes {
		keys.Set(i, c)
	}
	b.Keys = []contact.KeyColumn{{Name: "klant", Kind: "id", Codes: keys, Dict: *customers.Dict()}}
	for d := range contact.Stored {
		b.Columns[d].Dict = *columns[d].Dict()
		b.Columns[d].Codes = contact.NewCodes(len(entries), columns[d].Dict().Len())
		for i, c := range values[d] {
			b.Columns[d].Codes.Set(i, c)
		}
	}
	return b
}

// passes says in the plainest way whether a condition list lets an entry through.
func passes(e entry, f Filter) bool {
	for _, c := range f {
		if !slices.Contains(c.Values, e.values[c.By]) {
			return false
		}
	}
	return true
}

// naiveRates is the definition of DESIGN section 3 word by word: every pair of
// contacts is looked at.
func naiveRates(entries []entry, q Query) (total Counts, groups map[string]Counts) {
	d := q.Definition
	end := int64(-1 << 62)
	for _, e := range entries {
		end = max(end, e.time)
	}
	window, least := d.Window.Seconds()*1000, d.LeastGap.Seconds()*1000
	follows := func(j, i int) bool {
		a, b := entries[i], entries[j]
		if a.customer == "" || a.customer != b.customer || i == j {
			return false
		}
		if b.time < a.time || (b.time == a.time && j < i) { // order is time, then source row
			return false
		}
		if d.Same == SameProcess && a.values[contact.Process] != b.values[contact.Process] ||
			d.Same == SameReason && a.values[contact.Reason] != b.values[contact.Reason] ||
			d.Channels == SameChannel && a.values[contact.Channel] != b.values[contact.Channel] {
			return false
		}
		gap := b.time - a.time
		return gap >= least && gap <= window && passes(a, d.Eligible) && passes(b, d.Eligible)
	}
	groups = map[string]Counts{}
	for i, e := range entries {
		if e.customer == "" || !passes(e, d.Eligible) || !passes(e, q.Selection.Filter) {
			continue
		}
		day := DateOf(contact.When(e.time)).t
		if f := q.Selection.From; !f.IsZero() && day.Before(f.t) {
			continue
		}
		if to := q.Selection.To; !to.IsZero() && day.After(to.t) {
			continue
		}
		c := Counts{Contacts: 1}
		if e.time+window <= end {
			c.Ripe = 1
		}
		for j := range entries {
			if follows(i, j) {
				c.Repeats = 1
			}
			if c.Ripe == 1 && follows(j, i) {
				c.Followed = 1
			}
		}
		key := ""
		for _, by := range q.By {
			key += fmt.Sprintf("%q", e.values[by])
		}
		g := groups[key]
		g.add(c)
		groups[key] = g
		total.add(c)
	}
	return total, groups
}

var (
	genDimension = rapid.SampledFrom([]contact.Dimension{contact.Process, contact.Reason, contact.Channel, contact.Team})
	genValue     = rapid.SampledFrom([]string{"", "a", "b", "c"})
)

func genEntries(t *rapid.T) []entry {
	// Few customers, few distinct times: ties and edges of the window are common.
	step := rapid.SampledFrom([]int64{1, 500, 60_000, 3_600_000}).Draw(t, "step")
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) entry {
		e := entry{
			time:     1_700_000_000_000 + step*rapid.Int64Range(0, 60).Draw(t, "time"),
			customer: rapid.SampledFrom([]string{"", "k1", "k2", "k3", "k4"}).Draw(t, "customer"),
			values:   map[contact.Dimension]string{},
		}
		for _, d := range []contact.Dimension{contact.Process, contact.Reason, contact.Channel, contact.Team} {
			e.values[d] = genValue.Draw(t, string(d))
		}
		return e
	}), 0, 60).Draw(t, "contacts")
}

func genFilter(t *rapid.T, name string) Filter {
	var f Filter
	for range rapid.IntRange(0, 2).Draw(t, name) {
		f = f.With(Condition{genDimension.Draw(t, name+" by"), rapid.SliceOfN(genValue, 1, 3).Draw(t, name+" values")})
	}
	return f
}

func genDefinition(t *rapid.T) Definition {
	d := Definition{
		Window:   rapid.SampledFrom([]Span{0, Second, 30 * Second, 10 * Minute, Hour, 24 * Hour}).Draw(t, "window"),
		Same:     rapid.SampledFrom([]Same{SameAny, SameProcess, SameReason}).Draw(t, "same"),
		Channels: rapid.SampledFrom([]Channels{AnyChannel, SameChannel}).Draw(t, "channels"),
		Chain:    rapid.SampledFrom([]Chain{FromPrevious, FromFirst}).Draw(t, "chain"),
		Eligible: genFilter(t, "eligible"),
	}
	d.LeastGap = min(d.Window, rapid.SampledFrom([]Span{0, 0, Second, Minute, 10 * Minute, Hour}).Draw(t, "least gap"))
	return d
}

// withWorkers runs a test with so many parts that every edge between parts is met.
func withWorkers(n int, f func()) {
	old := contact.Workers
	contact.Workers = n
	defer func() { contact.Workers = old }()
	f()
}

func TestRatesAgainstEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		cuts := rapid.SliceOfN(rapid.IntRange(0, len(entries)), 0, 2).Draw(t, "cuts")
		slices.Sort(cuts)
		q := Query{Definition: genDefinition(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		q.By = rapid.SliceOfNDistinct(genDimension, 0, 3, rapid.ID).Draw(t, "by")
		engine := New(logOf(entries, cuts...))
		got, err := engine.Rates(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		total, groups := naiveRates(entries, q)
		if got.Total.Counts != total {
			t.Fatalf("total: got %+v, want %+v", got.Total.Counts, total)
		}
		gotGroups := map[string]Counts{}
		for _, row := range got.Rows {
			key := ""
			for _, v := range row.Key {
				key += fmt.Sprintf("%q", v)
			}
			gotGroups[key] = row.Counts
		}
		if len(q.By) == 0 {
			return
		}
		if diff := cmp.Diff(groups, gotGroups); diff != "" {
			t.Fatal(diff)
		}
	})
}

// With any reason, any channel, gap chaining and no ripeness cut:
// followed = repeats = contacts − episodes (measures.md section 0).
func TestIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := genEntries(t)
		d := genDefinition(t)
		d.LeastGap, d.Chain, d.Eligible = 0, FromPrevious, nil
		log := logOf(entries)
		log.End += d.Window.Seconds() * 1000 // the data go on for a window: all are ripe
		engine := New(log)
		r, err := engine.Rates(context.Background(), Query{Definition: d})
		if err != nil {
			t.Fatal(err)
		}
		ep, err := engine.Episodes(context.Background(), Query{Definition: d})
		if err != nil {
			t.Fatal(err)
		}
		if r.Total.Repeats != r.Total.Followed || r.Total.Repeats != r.Total.Contacts-ep.Episodes || ep.Contacts != r.Total.Contacts {
			t.Fatalf("%+v, %+v", r.Total.Counts, ep)
		}
	})
}

// Many parts must give what one part gives, with one customer across them all.
func TestPartsAgree(t *testing.T) {
	var entries []entry
	for i := range 1 << 16 {
		customer := "big"
		if i%3 == 0 {
			customer = fmt.Sprint("k", i%1000)
		}
		entries = append(entries, entry{1_700_000_000_000 + int64(i)*37_000, customer, map[contact.Dimension]string{
			contact.Reason: fmt.Sprint(i % 7), contact.Channel: fmt.Sprint(i % 2)}})
	}
	for _, d := range []Definition{
		{Window: Hour, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious},
		{Window: Hour, Same: SameReason, Channels: SameChannel, Chain: FromFirst},
		{Window: Hour, Same: SameReason, Channels: AnyChannel, Chain: FromPrevious, LeastGap: 5 * Minute},
	} {
		answer := func() (r Result, ep Episodes) {
			engine := New(logOf(entries))
			q := Query{Definition: d, By: []contact.Dimension{contact.Reason, contact.Day},
				Selection: Selection{Filter: Filter{{contact.Channel, []string{"1"}}}}}
			r, err := engine.Rates(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			ep, err = engine.Episodes(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			return r, ep
		}
		var one, many Result
		var oneEp, manyEp Episodes
		withWorkers(1, func() { one, oneEp = answer() })
		withWorkers(7, func() { many, manyEp = answer() })
		if diff := cmp.Diff(one.Rows, many.Rows); diff != "" {
			t.Error(diff)
		}
		if oneEp != manyEp {
			t.Errorf("%+v, %+v", oneEp, manyEp)
		}
	}
}
