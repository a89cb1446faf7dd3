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

// relinkCases are a definition for each rule that linking knows, and one with most of them.
var relinkCases = []struct {
	name string
	d    Definition
}{
	{"any", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious}},
	{"reason", Definition{Window: 7 * Day, Same: SameReason, Channels: AnyChannel, Chain: FromPrevious}},
	{"reason-channel", Definition{Window: 7 * Day, Same: SameReason, Channels: SameChannel, Chain: FromPrevious}},
	{"least-gap", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, LeastGap: 10 * Minute}},
	{"redial", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, Redial: 10 * Minute}},
	{"channel-pairs", Definition{Window: 7 * Day, Same: SameReason, Channels: PairedChannels, Pairs: []ChannelPair{{"value 0", "value 1"}, {"value 1", "value 0"}}, Chain: FromPrevious}},
	{"alike", Definition{Window: 7 * Day, Same: SameReason, Alike: [][]string{{"value 1", "value 2", "value 3"}, {"value 7", "value 8"}}, Channels: AnyChannel, Chain: FromPrevious}},
	{"invited", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, Invited: Invited{Filter{{contact.Outcome, []string{"value 1"}}}, MarkOnFirst}}},
	{"served", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, Abandoned: Abandoned{[]string{"value 1"}, ServedFirst}}},
	{"heavy", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, Heavy: Heavy{AtLeast: 10, Per: PerMonth}}},
	{"from-end", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, From: FromEnd}},
	{"calendar-days", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, CalendarDays: true}},
	{"opening-hours", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, Opening: OfficeHours}},
	{"legs", Definition{Window: 7 * Day, Same: SameAny, Channels: AnyChannel, Chain: FromPrevious, Legs: Legs{5 * Minute, Filter{{contact.Outcome, []string{"value 1"}}}}}},
	{"all", Definition{Window: 7 * Day, Same: SameReason, Channels: PairedChannels, Pairs: []ChannelPair{{"value 0", "value 1"}, {"value 1", "value 0"}}, Chain: FromPrevious,
		Alike: [][]string{{"value 1", "value 2", "value 3"}}, Redial: 10 * Minute, From: FromEnd, Opening: OfficeHours,
		Abandoned: Abandoned{[]string{"value 1"}, ServedFirst}, Legs: Legs{5 * Minute, Filter{{contact.Outcome, []string{"value 1"}}}},
		Invited: Invited{Filter{{contact.Outcome, []string{"value 2"}}}, MarkOnFirst}, Heavy: Heavy{AtLeast: 10, Per: PerMonth}}},
}

// BenchmarkRelink changes the rule each time, so that nothing is kept.
func BenchmarkRelink(b *testing.B) {
	e, n := benchEngine(b)
	for _, c := range relinkCases {
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
		name        string
		by          []contact.Dimension
		filter      Filter
		independent bool
	}{{"curve", nil, nil, true}, {"clustered", nil, nil, false}, {"filtered", nil, Filter{{contact.Channel, []string{"value 1"}}}, true},
		{"reasons", []contact.Dimension{contact.Reason}, nil, true}, {"reasons-clustered", []contact.Dimension{contact.Reason}, nil, false}} {
		b.Run(c.name, func(b *testing.B) {
			q := Query{Definition: Default, By: c.by, Selection: Selection{Filter: c.filter}}
			for b.Loop() {
				o := DefaultTimes(Default)
				o.Independent = c.independent
				r, err := e.Times(context.Background(), q, o)
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

// BenchmarkCurve is the curve of rate against window, from an hour to 60 days, of five definitions whose links are kept.
func BenchmarkCurve(b *testing.B) {
	e, n := benchEngine(b)
	e.links.limit = 5
	var five []Definition
	for i, same := range []Same{SameAny, SameProcess, SameReason, SameAny, SameReason} {
		five = append(five, Definition{Window: 7 * Day, Same: same, Channels: []Channels{AnyChannel, SameChannel}[i/3], Chain: FromPrevious})
	}
	curves := func() {
		for _, d := range five {
			c, err := e.Curve(context.Background(), Query{Definition: d}, CurveWindows(d))
			if err != nil {
				b.Fatal(err)
			}
			sink = c
		}
	}
	curves()
	for b.Loop() {
		curves()
	}
	perContact(b, n)
}
