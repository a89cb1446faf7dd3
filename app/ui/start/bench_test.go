package start

import (
	"testing"

	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// BenchmarkShow measures what new figures cost the goroutine of the window, on
// the sample. Drawing happens elsewhere.
func BenchmarkShow(b *testing.B) {
	snapshot := figuretest.Snapshot(b, figuretest.Sample(), workbench.DefaultQuestion)
	sh := figuretest.NewShell(b, "nl", kit.ModeLight)
	scr := New(sh)
	sh.Put(b, scr, 1680, 1000)
	scr.Show(snapshot)
	for b.Loop() {
		next, figures := *snapshot, *snapshot.Figures // new figures are never the same pointer
		next.Figures = &figures
		scr.Show(&next)
	}
}
