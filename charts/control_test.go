package charts

import (
	"context"
	"fmt"
	"math"
	"testing"
)

func ExampleControl() {
	marks("control", Control{
		Labels:   []string{"wk 1", "wk 2", "wk 3"},
		Points:   []Point{{Value: 0.24, Text: "wk 1: 24 %"}, {Value: 0.31, Tone: Bad, Text: "wk 2: 31 %, boven de grens"}, {Value: 0.22, Text: "wk 3: 22 %"}},
		Limits:   []Limits{{Low: 0.2, High: 0.3, HighText: "boven 30 %"}, {Low: 0.2, High: 0.3, HighText: "boven 30 %"}, {Low: 0.19, High: 0.31}},
		Phases:   []Phase{{To: 3, Centre: 0.25, Text: "gemiddeld 25 %"}},
		Target:   &Target{Value: 0.2, Text: "doel 20 %"},
		Excluded: []bool{false, false, true},
		Events:   []Marker{{At: 1, Kind: Outage, Label: "Storing", Text: "Storing, 9 jan"}},
		Format:   percent,
	}, 480, 260)
	// Output:
	// -6 0 boven 30 %
	// -7 0 gemiddeld 25 %
	// -8 0 doel 20 %
	// -2 0 Storing, 9 jan
	// 0 0 wk 1: 24 %
	// 0 1 wk 2: 31 %, boven de grens
	// 0 2 wk 3: 22 %
}

// Every point, event, limit, centre, target, border and region of a control chart can be pointed at.
func TestControlHits(t *testing.T) {
	for _, scale := range []float64{1, 1.5, 3} {
		c := sampleControl()
		d := drawAt(t, c, int(760*scale), int(380*scale), scale)
		for i, p := range c.Points {
			h, ok := d.At(int(d.X.Pixel(float64(i))), int(math.Round(d.Y.Pixel(p.Value))))
			if !ok || h.Series != 0 || h.Index != i || h.Key != p.Key || h.Text != p.Text {
				t.Errorf("scale %v: point %d gives %+v, %v", scale, i, h, ok)
			}
		}
		found := map[int]map[int]string{}
		for _, h := range d.Hits {
			if got, ok := d.At((h.Rect.Min.X+h.Rect.Max.X)/2, (h.Rect.Min.Y+h.Rect.Max.Y)/2); h.Series < -1 && !h.Area() && ok && !got.Area() {
				if found[h.Series] == nil {
					found[h.Series] = map[int]string{}
				}
				found[h.Series][h.Index] = h.Text
			}
		}
		if e := found[HitMarker]; len(e) != len(c.Events) || e[1] != "Storing van de app" {
			t.Errorf("events %v", e)
		}
		if found[HitPhase][1] != c.Phases[1].Text || len(found[HitPhase]) != 1 {
			t.Errorf("borders %v", found[HitPhase])
		}
		if found[HitCentre][0] != c.Phases[0].Text || found[HitCentre][1] != c.Phases[1].Text || found[HitTarget][0] != c.Target.Text {
			t.Errorf("centres %v, target %v", found[HitCentre], found[HitTarget])
		}
		if len(found[HitLimit]) != len(c.Points) {
			t.Errorf("%d limits, want one a week", len(found[HitLimit]))
		}
		if h, ok := d.At(int(d.X.Pixel(12)), int(d.Y.Pixel(c.Limits[12].High))); !ok || h.Text != c.Limits[12].HighText {
			t.Errorf("upper limit: %+v, %v", h, ok)
		}
	}
}

// Signals differ in shape, and a point left out is hollow, also on paper where there is no colour.
func TestControlOnPaper(t *testing.T) {
	d, err := sampleControl().Draw(context.Background(), 760, 380, Style{Print: true, Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	for y := range 380 {
		for x := range 760 {
			if c := d.Image.RGBAAt(x, y); c.R != c.G || c.G != c.B {
				t.Fatalf("colour %v at (%d, %d)", c, x, y)
			}
		}
	}
	at := func(i int) uint8 {
		return d.Image.RGBAAt(int(d.X.Pixel(float64(i))), int(d.Y.Pixel(sampleControl().Points[i].Value))).R
	}
	if at(16) < 0xc0 || at(6) > 0x40 {
		t.Errorf("the point left out is %x, a signal %x", at(16), at(6))
	}
	if shapes := map[shape]bool{toneShape(Plain, circle): true, toneShape(Good, circle): true, toneShape(Bad, circle): true, toneShape(Notable, circle): true}; len(shapes) != 4 {
		t.Error("two tones of one shape")
	}
}

// Limits of a period with few contacts do not flatten the line.
func TestWildLimitsDoNotFlatten(t *testing.T) {
	c := sampleControl()
	before := drawAt(t, c, 760, 380, 1).Y
	c.Limits[39].Low, c.Limits[39].High = 0, 1
	after := drawAt(t, c, 760, 380, 1).Y
	if after.Value1-after.Value0 > 2*(before.Value1-before.Value0) {
		t.Errorf("axis %v–%v, was %v–%v", after.Value0, after.Value1, before.Value0, before.Value1)
	}
}

// The icons of a panel tell what they mean, and lead to their panel.
func TestPanelIcons(t *testing.T) {
	d := drawAt(t, controlMultiples(), 640, 340, 1)
	n := 0
	for _, h := range d.Hits {
		if h.Series != HitIcon {
			continue
		}
		n++
		if got, ok := d.At((h.Rect.Min.X+h.Rect.Max.X)/2, (h.Rect.Min.Y+h.Rect.Max.Y)/2); !ok || got.Series != HitIcon || got.Key != fmt.Sprintf("p%d", h.Index) {
			t.Errorf("icon %+v gives %+v", h, got)
		}
	}
	if n != 11 {
		t.Errorf("%d icons, want 11", n)
	}
}
