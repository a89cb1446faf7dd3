package workbench

import (
	"testing"

	"eenkeer/analysis/repeat"
)

// Definitions are set beside the present one, change places with it, and are taken away; more than fit are refused.
func TestBeside(t *testing.T) {
	q := DefaultQuestion
	for range 7 {
		q.Beside = append(q.Beside, repeat.ReadyMade[0].Definition)
	}
	q.Beside = append([]repeat.Definition{{Window: -1}}, q.Beside...)
	if got := q.check(); len(got.Beside) != MostBeside || got.Beside[0].Window != repeat.Day {
		t.Errorf("%d beside: %+v", len(got.Beside), got.Beside)
	}
	w := New("w", func() {})
	defer w.Close()
	for _, r := range repeat.ReadyMade {
		w.PutBeside(r.Definition)
	}
	w.PutBeside(repeat.ReadyMade[1].Definition) // is there
	if n := len(w.Snapshot().Question.Beside); n != MostBeside {
		t.Fatalf("%d beside", n)
	}
	w.UseBeside(2)
	if q := w.Snapshot().Question; q.Definition.Same != repeat.SameReason || q.Beside[2].Same != repeat.SameAny {
		t.Errorf("%+v", q)
	}
	w.TakeFromBeside(0)
	w.TakeFromBeside(99)
	if q := w.Snapshot().Question; len(q.Beside) != MostBeside-1 || q.Beside[0].Window != 3*repeat.Day {
		t.Errorf("%+v", q.Beside)
	}
}
