package repeat

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/contact/contacttest"
)

var (
	fourDimensions = [][]contact.Dimension{{contact.Process}, {contact.Reason}, {contact.Third}, {contact.Week}}
	sink           any
)

func perContact(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/contact")
}

func BenchmarkBuild(b *testing.B) {
	n := contacttest.Rows()
	for b.Loop() {
		b.StopTimer()
		batch := contacttest.Batch(n)
		b.StartTimer()
		sink = contact.Build([]*contact.Batch{batch}, contact.Rules{})
	}
	perContact(b, n)
}

// BenchmarkMemory reports what a log and the links of one definition hold.
func BenchmarkMemory(b *testing.B) {
	n := contacttest.Rows()
	var before, after runtime.MemStats
	for b.Loop() {
		sink = nil
		runtime.GC()
		runtime.ReadMemStats(&before)
		e := New(contact.Build([]*contact.Batch{contacttest.Batch(n)}, contact.Rules{}))
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
	n := contacttest.Rows()
	e := New(contact.Build([]*contact.Batch{contacttest.Batch(n)}, contact.Rules{}))
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

// BenchmarkTimes estimates times to repeat of a whole log whose links are kept, and of the 60 reasons in it.
func BenchmarkTimes(b *testing.B) {
	e, n := benchEngine(b)
	for _, c := range []struct {
		name   string
		by     []contact.Dimension
		filter Filter
	}{{"all", nil, nil}, {"filtered", nil, Filter{{contact.Channel, []string{"value 1"}}}}, {"reasons", []contact.Dimension{contact.Reason}, nil}} {
		b.Run(c.name, func(b *testing.B) {
			q := Query{Definition: Default, By: c.by, Selection: Selection{Filter: c.filter}}
			for b.Loop() {
				r, err := e.Times(context.Background(), q, DefaultTimes(Default))
				if err != nil {
					b.Fatal(err)
				}
				sink = r
			}
			perContact(b, n)
		})
	}
}

// BenchmarkFlows sets first against second contacts by 60 reasons, with the links kept.
func BenchmarkFlows(b *testing.B) {
	e, n := benchEngine(b)
	for b.Loop() {
		f, err := e.Flows(context.Background(), Query{Definition: Default}, FlowOptions{By: contact.Reason})
		if err != nil {
			b.Fatal(err)
		}
		sink = f
	}
	perContact(b, n)
}

// BenchmarkChains counts the lengths of episodes and lists the open ones, with the links kept.
func BenchmarkChains(b *testing.B) {
	e, n := benchEngine(b)
	for b.Loop() {
		c, err := e.Chains(context.Background(), Query{Definition: Default}, ChainOptions{Least: 3, Most: 500})
		if err != nil {
			b.Fatal(err)
		}
		sink = c
	}
	perContact(b, n)
}
