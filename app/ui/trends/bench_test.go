package trends

import (
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// BenchmarkShow measures what new figures cost the goroutine of the window, on
// the sample: one chart per week, and small charts per reason and day, the most
// there is. Drawing happens elsewhere.
func BenchmarkShow(b *testing.B) {
	for name, view := range map[string]workbench.TrendsView{
		"week":       {Per: contact.Week, Measure: repeat.RepeatRate},
		"reason/day": {Per: contact.Day, By: contact.Reason, Measure: repeat.RepeatRate},
	} {
		b.Run(name, func(b *testing.B) {
			q := workbench.DefaultQuestion
			q.Trends = view
			snapshot := figuretest.Snapshot(b, figuretest.Sample(), q)
			sh := figuretest.NewShell(b, "nl", kit.ModeLight)
			scr := New(sh)
			sh.Put(b, scr, 1680, 1000)
			scr.Show(snapshot)
			for b.Loop() {
				next, figures := *snapshot, *snapshot.Figures // new figures are never the same pointer
				next.Figures = &figures
				scr.Show(&next)
			}
		})
	}
}
