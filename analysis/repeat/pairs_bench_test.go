package repeat

import (
	"context"
	"testing"

	"eenkeer/analysis/contact"
)

// BenchmarkPairs lists every pair of a log whose links are kept, in an order, and chosen.
func BenchmarkPairs(b *testing.B) {
	e, n := benchEngine(b)
	for _, c := range []struct {
		name string
		o    PairOptions
	}{
		{"time", PairOptions{}},
		{"between", PairOptions{Sort: SortBetween, Desc: true}},
		{"reason", PairOptions{Sort: SortSecond(contact.Reason)}},
		{"chosen", PairOptions{Alike: []Likeness{{contact.Agent, false}}, Search: "value 3"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				p, err := e.Pairs(context.Background(), Query{Definition: Default}, c.o)
				if err != nil {
					b.Fatal(err)
				}
				sink = p
				b.ReportMetric(float64(p.Len()), "pairs")
			}
			perContact(b, n)
		})
	}
	p, err := e.Pairs(context.Background(), Query{Definition: Default}, PairOptions{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("sample", func(b *testing.B) {
		for b.Loop() {
			s, err := p.Sample(50, contact.Reason, 7)
			if err != nil {
				b.Fatal(err)
			}
			sink = s
		}
		perContact(b, n)
	})
	b.Run("again", func(b *testing.B) {
		for b.Loop() {
			a, err := e.Again(context.Background(), Query{Definition: Default}, PairOptions{})
			if err != nil {
				b.Fatal(err)
			}
			sink = a
		}
		perContact(b, n)
	})
	b.Run("at", func(b *testing.B) { // a row of a table
		i := 0
		for b.Loop() {
			sink = p.At(i % p.Len())
			i += 7919
		}
	})
}
