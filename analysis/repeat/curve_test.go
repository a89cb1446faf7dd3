package repeat

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A curve is what the rates are at each of its windows.
func TestCurveIsTheRates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		engine := New(logOf(genEntries(t)))
		q := Query{Definition: genDefinition(t), Selection: Selection{Filter: genFilter(t, "filter")}}
		q.Definition.LeastGap = 0
		windows := rapid.SliceOfN(rapid.SampledFrom([]Span{0, Second, 2 * Second, 30 * Second, 31 * Second, Minute, 10 * Minute, Hour, 5 * Hour, Day, 7 * Day, 60 * Day, 3660 * Day}), 1, 12).Draw(t, "windows")
		slices.Sort(windows)
		curve, err := engine.Curve(context.Background(), q, windows)
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range windows {
			q.Definition.Window = w
			r, err := engine.Rates(context.Background(), q)
			if err != nil {
				t.Fatal(err)
			}
			if r.Total.Counts != curve[i] {
				t.Fatalf("at %s: %+v, the rates say %+v", w, curve[i], r.Total.Counts)
			}
		}
	})
}

func TestCurveRefuses(t *testing.T) {
	engine := New(logOf(nil))
	if _, err := engine.Curve(context.Background(), Query{Definition: Default}, []Span{Day, Hour}); err == nil {
		t.Error("windows that fall")
	}
	if c, err := engine.Curve(context.Background(), Query{Definition: Default}, []Span{Hour, Day}); err != nil || len(c) != 2 || c[0] != (Counts{}) {
		t.Errorf("no contacts: %v, %v", c, err)
	}
}
