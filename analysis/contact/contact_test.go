package contact

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// item is a contact in plain form.
type item struct {
	time                     int64
	customer, reason, id     string
	handle                   int32
	batch, row               int
	hasReason, hasHandle, ID bool
}

func batchOf(items []item) *Batch {
	b := &Batch{}
	customers, reasons := NewEncoder(0), NewEncoder(0)
	var customer, reason []uint32
	for _, it := range items {
		b.Time = append(b.Time, it.time)
		customer = append(customer, customers.Code([]byte(it.customer)))
		reason = append(reason, reasons.Code([]byte(it.reason)))
		if it.hasHandle {
			b.Handle = append(b.Handle, it.handle)
		}
		if it.ID {
			if b.ID == nil {
				b.ID = &Texts{}
			}
			b.ID.Append([]byte(it.id))
		}
	}
	b.Keys = []KeyColumn{{Name: "klant", Kind: "id", Codes: codesOf(customer, customers.Dict().Len()), Dict: *customers.Dict()}}
	if len(items) > 0 && items[0].hasReason {
		b.Columns[StoredIndex(Reason)] = Column{codesOf(reason, reasons.Dict().Len()), *reasons.Dict()}
	}
	return b
}

func codesOf(codes []uint32, limit int) Codes {
	c := NewCodes(len(codes), limit)
	for i, code := range codes {
		c.Set(i, code)
	}
	return c
}

// A log holds every contact once, the latest batch's where ids meet, ordered by
// customer, time and source row, whatever columns the batches have.
func TestBuildAgainstPlainSort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var batches []*Batch
		var all []item
		for k := range rapid.IntRange(0, 4).Draw(t, "batches") {
			withReason, withHandle, withID := rapid.Bool().Draw(t, "reason"), rapid.Bool().Draw(t, "handle"), rapid.Bool().Draw(t, "ids")
			var items []item
			for r := range rapid.IntRange(0, 40).Draw(t, "contacts") {
				it := item{
					time: rapid.Int64Range(-3, 3).Draw(t, "time"), customer: rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(t, "customer"),
					handle: int32(rapid.IntRange(0, 9).Draw(t, "handle s")), batch: k, row: r, hasReason: withReason, hasHandle: withHandle, ID: withID,
				}
				if withReason {
					it.reason = rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "reason of")
				}
				if withID { // unique within a batch, and shared with others
					it.id = fmt.Sprint(r * 2 % 50)
					if r >= 25 {
						it.id = fmt.Sprint("only", k, r)
					}
				}
				items = append(items, it)
			}
			batches = append(batches, batchOf(items))
			if rapid.Bool().Draw(t, "ordered") {
				rank := map[string]int{"": 0}
				for _, it := range items {
					if _, seen := rank[it.customer]; !seen {
						rank[it.customer] = len(rank)
					}
				}
				batches[k].Order()
				slices.SortFunc(items, func(a, b item) int {
					return cmp.Or(cmp.Compare(rank[a.customer], rank[b.customer]), cmp.Compare(a.time, b.time), cmp.Compare(a.row, b.row))
				})
				for i := range items {
					items[i].row = i
				}
			}
			all = append(all, items...)
		}
		want := slices.DeleteFunc(slices.Clone(all), func(it item) bool {
			return it.ID && slices.ContainsFunc(all, func(o item) bool { return o.ID && o.batch > it.batch && o.id == it.id })
		})
		// Codes are given in the order of the batches, so customers stand by first sight.
		log := Build(batches, Rules{})
		if log.Len() != len(want) {
			t.Fatalf("%d contacts, want %d", log.Len(), len(want))
		}
		rank := map[string]uint32{}
		for c := range log.Customers.Len() {
			rank[log.Customers.Text(uint32(c))] = uint32(c)
		}
		slices.SortStableFunc(want, func(a, b item) int {
			return cmp.Or(cmp.Compare(rank[a.customer], rank[b.customer]), cmp.Compare(a.time, b.time), cmp.Compare(a.batch, b.batch), cmp.Compare(a.row, b.row))
		})
		single := len(batches) == 1
		for i, it := range want {
			batch, place := log.Origin(i)
			reason := log.Column(Reason)
			got := item{time: log.Time[i], customer: log.Customers.Text(log.Customer.At(i)), reason: reason.Dict.Text(reason.Codes.At(i)), batch: batch, row: place}
			if single {
				got.row = it.row // a log of one batch is that batch, ordered
			}
			plain := item{time: it.time, customer: it.customer, reason: it.reason, batch: it.batch, row: it.row}
			if got != plain {
				t.Fatalf("place %d: %+v, want %+v", i, got, plain)
			}
			if log.Handle != nil {
				handle := int32(NoNumber)
				if it.hasHandle {
					handle = it.handle
				}
				if log.Handle[i] != handle {
					t.Fatalf("place %d: handle %d, want %d", i, log.Handle[i], handle)
				}
			}
		}
		if log.Keyed != len(slices.DeleteFunc(want, func(it item) bool { return it.customer != "" })) {
			t.Fatalf("keyed from %d", log.Keyed)
		}
	})
}

func TestEncoder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOf(rapid.StringN(0, 5, 20)).Draw(t, "texts")
		e := NewEncoder(0)
		codes := map[string]uint32{"": 0}
		for _, text := range texts {
			want, seen := codes[text]
			if !seen {
				want = uint32(len(codes))
				codes[text] = want
			}
			if got := e.Code([]byte(text)); got != want {
				t.Fatalf("%q: %d, want %d", text, got, want)
			}
		}
		for text, want := range codes {
			if got := e.Code([]byte(text)); got != want || e.Dict().Text(got) != text {
				t.Fatalf("%q: %d, was %d", text, got, want)
			}
		}
		if e.Dict().Len() != len(codes) {
			t.Fatalf("%d codes for %d texts", e.Dict().Len(), len(codes))
		}
		other := NewEncoder(0)
		for _, text := range []string{"zz", "a"} {
			other.Code([]byte(text))
		}
		for code, to := range other.Merge(e.Dict()) {
			if other.Dict().Text(to) != e.Dict().Text(uint32(code)) {
				t.Fatalf("code %d became %q", code, other.Dict().Text(to))
			}
		}
	})
}

func TestEncoderGrows(t *testing.T) {
	e := NewEncoder(0)
	for round := range 2 {
		for i := range 100_000 {
			if code := e.Code(fmt.Append(nil, "k", i)); code != uint32(i+1) {
				t.Fatalf("round %d: k%d has code %d", round, i, code)
			}
		}
	}
}

func TestCodesWidths(t *testing.T) {
	for _, c := range []struct{ limit, width int }{{1, 1}, {256, 1}, {257, 2}, {65536, 2}, {65537, 4}} {
		codes := NewCodes(3, c.limit)
		if codes.Width() != c.width {
			t.Errorf("limit %d: width %d, want %d", c.limit, codes.Width(), c.width)
		}
		codes.Set(1, uint32(c.limit-1))
		if codes.At(1) != uint32(c.limit-1) || codes.At(0) != 0 || codes.Len() != 3 {
			t.Errorf("limit %d: %d", c.limit, codes.At(1))
		}
	}
	if (Codes{}).At(5) != 0 || (Codes{}).Len() != 0 {
		t.Error("an absent column is not all missing")
	}
}

func TestPeriods(t *testing.T) {
	day := func(text string) int64 {
		for d := int64(-40000); ; d++ { // plain search: no arithmetic shared with what is tested
			if When(d*dayMs).Format("2006-01-02") == text {
				return d * dayMs
			}
		}
	}
	l := Build([]*Batch{{Time: []int64{day("2024-12-29"), day("2024-12-30") + 5*3600_000, day("2026-01-04") + dayMs - 1}, Keys: []KeyColumn{{Codes: NewCodes(3, 1)}}}}, Rules{})
	for _, c := range []struct {
		d    Dimension
		keys []string
		n    int
	}{
		{Day, []string{"2024-12-29", "2024-12-30", "2026-01-04"}, 372},
		{Week, []string{"2024-W52", "2025-W01", "2026-W01"}, 54},
		{Month, []string{"2024-12", "2024-12", "2026-01"}, 14},
		{Weekday, []string{"7", "1", "7"}, 7},
		{Hour, []string{"00", "05", "23"}, 24},
	} {
		p := l.PeriodsOf(c.d)
		if len(p.Keys) != c.n {
			t.Errorf("%s: %d periods, want %d", c.d, len(p.Keys), c.n)
		}
		for i, want := range c.keys {
			if got := p.Keys[p.Codes.At(i)]; got != want {
				t.Errorf("%s of contact %d: %s, want %s", c.d, i, got, want)
			}
			if p.Starts != nil && (l.Time[i] < p.Starts[p.Codes.At(i)] || l.Time[i] >= p.Starts[p.Codes.At(i)+1]) {
				t.Errorf("%s of contact %d does not hold it", c.d, i)
			}
		}
	}
	// Before 1970 days still start at midnight.
	early := Build([]*Batch{{Time: []int64{day("1969-12-28") + 23*3600_000}, Keys: []KeyColumn{{Codes: NewCodes(1, 1)}}}}, Rules{})
	if p := early.PeriodsOf(Week); p.Keys[p.Codes.At(0)] != "1969-W52" {
		t.Errorf("%v", p.Keys)
	}
}
