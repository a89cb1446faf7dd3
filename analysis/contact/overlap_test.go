package contact

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// exported is a contact in an export of the overlap tests.
type exported struct {
	id, customer, reason string
	time                 int64
	handle               int32
}

// exportOf makes a batch; without reasons or handle times when it has no such columns.
func exportOf(rows []exported, source string, reasons, handles bool) *Batch {
	b := &Batch{Source: source, Keys: make([]KeyColumn, 1)}
	customers, reason := NewEncoder(0), NewEncoder(0)
	var c, r []uint32
	for _, e := range rows {
		b.Time = append(b.Time, e.time)
		c, r = append(c, customers.Code([]byte(e.customer))), append(r, reason.Code([]byte(e.reason)))
		if handles {
			b.Handle = append(b.Handle, e.handle)
		}
		if b.ID == nil {
			b.ID = &Texts{}
		}
		b.ID.Append([]byte(e.id))
	}
	b.Keys[0] = KeyColumn{Name: "klant", Kind: "id", Codes: codesOf(c, customers.Dict().Len()), Dict: *customers.Dict()}
	if reasons {
		b.Columns[StoredIndex(Reason)] = Column{codesOf(r, reason.Dict().Len()), *reason.Dict()}
	}
	return b
}

// naiveOverlap says which contacts count: of an id the latest of its source, of
// contacts without one as many as the batch has that has most of them.
func naiveOverlap(batches [][]exported, sources []string) map[string]int {
	counts := map[string]int{}
	most := map[string]int{}
	for b, rows := range batches {
		here := map[string]int{}
		for _, e := range rows {
			text := fmt.Sprint(e)
			if e.id == "" && sources[b] != "" {
				here[sources[b]+text]++
				if here[sources[b]+text] > most[sources[b]+text] {
					most[sources[b]+text]++
					counts[text]++
				}
				continue
			}
			later := false
			for l := b + 1; l < len(batches); l++ {
				later = later || e.id != "" && sources[l] == sources[b] && slices.ContainsFunc(batches[l], func(o exported) bool { return o.id == e.id })
			}
			if !later {
				counts[text]++
			}
		}
	}
	return counts
}

func TestOverlapAgainstNaive(t *testing.T) {
	draw := rapid.Custom(func(t *rapid.T) exported {
		return exported{
			customer: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "customer"), reason: rapid.SampledFrom([]string{"", "x"}).Draw(t, "reason"),
			time: rapid.Int64Range(0, 4).Draw(t, "time"), handle: int32(rapid.IntRange(0, 1).Draw(t, "handle")),
			id: rapid.SampledFrom([]string{"", "", "", "1", "2", "3", "4"}).Draw(t, "id"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		var all [][]exported
		var sources []string
		var batches []*Batch
		for range rapid.IntRange(1, 4).Draw(t, "batches") {
			rows := rapid.SliceOfN(draw, 0, 15).Draw(t, "rows")
			for i := 0; i < len(rows); i++ { // an id comes once in a file
				if rows[i].id != "" && slices.ContainsFunc(rows[:i], func(e exported) bool { return e.id == rows[i].id }) {
					rows = slices.Delete(rows, i, i+1)
					i--
				}
			}
			all, sources = append(all, rows), append(sources, rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "source"))
			batches = append(batches, exportOf(rows, sources[len(sources)-1], true, true))
		}
		now := len(batches) - 1
		var earlier []*Batch
		for i, b := range batches[:now] {
			if sources[i] == sources[now] {
				earlier = append(earlier, b)
			}
		}
		o := Compare(earlier, batches[now])
		if o.New+o.Changed+o.Unchanged != len(all[now]) {
			t.Fatalf("%+v of %d", o, len(all[now]))
		}
		want := naiveOverlap(all, sources)
		before := naiveOverlap(all[:now], sources[:now])
		log := Build(batches, Rules{})
		got := map[string]int{}
		total := func(counts map[string]int) (n int) {
			for _, k := range counts {
				n += k
			}
			return n
		}
		for i := range log.Len() {
			b, r := log.Origin(i)
			e := all[b][r]
			if len(batches) == 1 {
				e = exported{} // ordered: not to be found back by its row
			}
			got[fmt.Sprint(e)]++
		}
		if len(batches) > 1 {
			for text, n := range want {
				if got[text] != n {
					t.Fatalf("%s: %d times, want %d", text, got[text], n)
				}
			}
		}
		if log.Len() != total(want) {
			t.Fatalf("%d contacts, want %d", log.Len(), total(want))
		}
		// What is new makes the log longer, nothing else does.
		if len(earlier) > 0 && log.Len()-total(before) != o.New {
			t.Fatalf("from %d to %d contacts, %+v", total(before), log.Len(), o)
		}
	})
}

// Contacts are compared in the columns that both exports have.
func TestColumnsInCommon(t *testing.T) {
	a := []exported{{customer: "a", reason: "x", time: 1, handle: 5}, {customer: "b", reason: "y", time: 2, handle: 6}}
	b := []exported{{customer: "a", reason: "x", time: 1}, {customer: "b", reason: "z", time: 2}}
	for _, c := range []struct {
		reasons, handles bool
		contacts         int
	}{{true, false, 3}, {false, false, 2}, {true, true, 4}} {
		log := Build([]*Batch{exportOf(a, "s", true, true), exportOf(b, "s", c.reasons, c.handles)}, Rules{})
		if log.Len() != c.contacts {
			t.Errorf("reasons %v, handles %v: %d contacts, want %d", c.reasons, c.handles, log.Len(), c.contacts)
		}
	}
}

func TestCompare(t *testing.T) {
	old := []exported{{id: "1", time: 10, reason: "x"}, {id: "2", time: 20}, {id: "3", time: 30}, {id: "4", time: 40}, {time: 25, customer: "a"}, {time: 25, customer: "a"}, {time: 5, customer: "b"}}
	now := []exported{{id: "2", time: 20}, {id: "3", time: 31}, {id: "5", time: 15}, {time: 25, customer: "a"}, {time: 26, customer: "a"}}
	// The window is 15 to 31: contacts 1 and 4 and that of time 5 lie outside it.
	want := Overlap{New: 2, Changed: 1, Unchanged: 2, Gone: 1}
	if got := Compare([]*Batch{exportOf(old, "s", true, true)}, exportOf(now, "s", true, true)); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := Compare(nil, exportOf(now, "s", true, true)); got != (Overlap{New: 5}) {
		t.Errorf("%+v", got)
	}
	// Of two earlier versions the later one counts.
	again := []exported{{id: "3", time: 31}}
	if got := Compare([]*Batch{exportOf(old, "s", true, true), exportOf(again, "s", true, true)}, exportOf(again, "s", true, true)); got != (Overlap{Unchanged: 1}) {
		t.Errorf("%+v", got)
	}
}
