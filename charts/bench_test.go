package charts

import (
	"context"
	"testing"
)

func BenchmarkDraw(b *testing.B) {
	for _, c := range []struct {
		name  string
		chart Chart
		w, h  int
		scale float64
	}{
		{"trend26", sampleTrend(), 1200, 700, 1},
		{"trend26@2", sampleTrend(), 2400, 1400, 2},
		{"trend600", longTrend(600), 1200, 700, 1},
		{"control40", sampleControl(), 1200, 700, 1},
		{"control1000", controlDays(1000), 1200, 700, 1},
		{"controlMultiples", controlMultiples(), 1200, 700, 1},
		{"gaps", gapTrend(), 1200, 700, 1},
		{"multiples12", sampleMultiples(12), 1200, 700, 1},
		{"bars10", sampleBars(), 1200, 700, 1},
		{"curve", sampleCurve(), 1200, 700, 1},
		{"funnel1000", sampleFunnel(1000), 1200, 700, 1},
		{"pareto", samplePareto(), 1200, 700, 1},
		{"survival400", sampleSurvival(risen("a", 0.4, 0.5, 400), risen("b", 0.3, 0.4, 400)), 1200, 700, 1},
		{"matrix40", sampleMatrix(40), 1200, 700, 1},
		{"sankey", sampleSankey(), 1200, 700, 1},
		{"fishbone", sampleFishbone(), 1200, 700, 1},
		{"grid", sampleGrid(), 1200, 700, 1},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.chart.Draw(context.Background(), c.w, c.h, Style{Scale: c.scale}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
