package repeat

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"testing"

	"eenkeer/analysis/contact"
)

// benchRows is the size of the log that benchmarks work on; the figures in
// BENCHMARKS.md are for EENKEER_BENCH_ROWS=10000000.
func benchRows(b *testing.B) int {
	if n, err := strconv.Atoi(os.Getenv("EENKEER_BENCH_ROWS")); err == nil {
		return n
	}
	return 1_000_000
}

// benchBatch makes a log of about four contacts a customer over 18 months, with
// the dimensions and numbers that an export has.
func benchBatch(n int) *contact.Batch {
	r := rand.New(rand.NewPCG(1, 2))
	customers := contact.NewEncoder(n / 4)
	for i := range n / 4 {
		customers.Code(fmt.Appendf(nil, "K%08d", i))
	}
	b := &contact.Batch{Customers: *customers.Dict()}
	b.Time = make([]int64, n)
	b.Customer = contact.NewCodes(n, b.Customers.Len())
	b.Handle = make([]int32, n)
	start := int64(1_735_689_600_000)
	span := int64(540 * 24 * 3600 * 1000)
	for i := range n {
		b.Time[i] = start + span*int64(i)/int64(n)/1000*1000
		b.Customer.Set(i, uint32(r.IntN(b.Customers.Len()))) // code 0: some without a key
		b.Handle[i] = int32(r.IntN(900))
	}
	for d, size := range []int{12, 60, 8, 9, 70, 3, 2, 4} { // by the order of contact.Stored
		e := contact.NewEncoder(size)
		for k := range size {
			e.Code(fmt.Appendf(nil, "value %d", k))
		}
		codes := contact.NewCodes(n, size+1)
		for i := range n {
			codes.Set(i, uint32(1+r.IntN(size)))
		}
		b.Columns[d] = contact.Column{Codes: codes, Dict: *e.Dict()}
	}
	return b
}

var (
	fourDimensions = [][]contact.Dimension{{contact.Process}, {contact.Reason}, {contact.Third}, {contact.Week}}
	sink           any
)

func perContact(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/contact")
}

func BenchmarkBuild(b *testing.B) {
	n := benchRows(b)
	for b.Loop() {
		b.StopTimer()
		batch := benchBatch(n)
		b.StartTimer()
		sink = contact.Build([]*contact.Batch{batch}, 0)
	}
	perContact(b, n)
}

// BenchmarkMemory reports what a log and the links of one definition hold.
func BenchmarkMemory(b *testing.B) {
	n := benchRows(b)
	var before, after runtime.MemStats
	for b.Loop() {
		sink = nil
		runtime.GC()
		runtime.ReadMemStats(&before)
		e := New(contact.Build([]*contact.Batch{benchBatch(n)}, 0))
		if _, err := e.RatesBy(context.Background(), Query{Definition: Default}, fourDimensions); err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		sink = e
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "B/contact")
	sink = nil
}

func benchEngine(b *testing.B) (*Engine, int) {
	n := benchRows(b)
	e := New(contact.Build([]*contact.Batch{benchBatch(n)}, 0))
	if _, err := e.RatesBy(context.Background(), Query{Definition: Default}, fourDimensions); err != nil {
		b.Fatal(err)
	}
	return e, n
}

// BenchmarkRelink changes the rule each time, so that nothing is kept.
func BenchmarkRelink(b *testing.B) {
	e, n := benchEngine(b)
	for _, c := range []struct {
		name string
		d    Definition
	}{
		{"any", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious}},
		{"reason", Definition{Window: 7 * Day, Same: SameReason, Channels: AnyChannel, Chain: FromPrevious}},
		{"reason-channel", Definition{Window: 7 * Day, Same: SameReason, Channels: SameChannel, Chain: FromPrevious}},
		{"least-gap", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, LeastGap: 10 * Minute}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				l, err := e.link(context.Background(), c.d)
				if err != nil {
					b.Fatal(err)
				}
				sink = l
			}
			perContact(b, n)
		})
	}
}

// BenchmarkWindow moves the window over four dimensions, as the slider does.
func BenchmarkWindow(b *testing.B) {
	e, n := benchEngine(b)
	for _, filter := range []Filter{nil, {{contact.Channel, []string{"value 1"}}}} {
		b.Run(fmt.Sprintf("filters=%d", len(filter)), func(b *testing.B) {
			q := Query{Definition: Default, Selection: Selection{Filter: filter}}
			for i := 0; b.Loop(); i++ {
				q.Definition.Window = Span(1+i%30) * Day
				r, err := e.RatesBy(context.Background(), q, fourDimensions)
				if err != nil {
					b.Fatal(err)
				}
				sink = r
			}
			perContact(b, n)
		})
	}
}
