package charts

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures anew; look at each before keeping it")

// golden are the pictures under testdata.
var golden = []struct {
	name  string
	chart Chart
	w, h  int
	style Style
}{
	{"trend_light", sampleTrend(), 480, 260, Style{}},
	{"trend_dark", sampleTrend(), 480, 260, Style{Dark: true}},
	{"trend_gaps_light", gapTrend(), 480, 260, Style{}},
	{"trend_gaps_dark", gapTrend(), 480, 260, Style{Dark: true}},
	{"trend_long_light", longTrend(600), 480, 220, Style{}},
	{"trend_one_light", Trend{Labels: []string{"wk 1"}, Series: []Series{{Points: wave(1, 0.23)}}, Format: percent}, 320, 180, Style{}},
	{"trend_none_light", Trend{Labels: weeks(8), Format: percent, Message: "Nog geen contacten in deze periode."}, 320, 180, Style{}},
	{"multiples_light", sampleMultiples(6), 560, 320, Style{}},
	{"multiples_dark", sampleMultiples(6), 560, 320, Style{Dark: true}},
	{"control_light", sampleControl(), 760, 380, Style{}},
	{"control_dark", sampleControl(), 760, 380, Style{Dark: true}},
	{"control_print", sampleControl(), 760, 380, Style{Print: true}},
	{"control_small_light", sampleControl(), 420, 220, Style{}},
	{"control_days_light", controlDays(1000), 760, 300, Style{}},
	{"control_multiples_light", controlMultiples(), 640, 340, Style{}},
	{"control_multiples_dark", controlMultiples(), 640, 340, Style{Dark: true}},
	{"control_multiples_print", controlMultiples(), 640, 340, Style{Print: true}},
	{"caption_trend_light", captioned(gapTrend()), 480, 320, Style{}},
	{"caption_multiples_dark", captioned(sampleMultiples(6)), 560, 390, Style{Dark: true}},
	{"bars_light", sampleBars(), 480, 260, Style{}},
	{"bars_dark", sampleBars(), 480, 200, Style{Dark: true}},
	{"curve_light", sampleCurve(), 340, 200, Style{}},
	{"curve_dark", twoCurves(), 340, 200, Style{Dark: true}},
	{"curves_light", fiveCurves(), 720, 320, Style{}},
	{"curves_dark", fiveCurves(), 460, 260, Style{Dark: true}},
	{"curves_print", fiveCurves(), 560, 320, Style{Print: true}},
	{"funnel_light", sampleFunnel(70), 560, 340, Style{}},
	{"funnel_dark", sampleFunnel(70), 560, 340, Style{Dark: true}},
	{"funnel_log_light", sampleFunnel(1000), 640, 380, Style{}},
	{"funnel_narrow_light", sampleFunnel(70), 330, 260, Style{}},
	{"funnel_print", sampleFunnel(70), 560, 340, Style{Print: true}},
	{"story_light", sampleStory(), 640, 220, Style{}},
	{"story_dark", sampleStory(), 640, 220, Style{Dark: true}},
	{"story_narrow_light", sampleStory(), 330, 180, Style{}},
	{"story_long_light", longStory(), 900, 260, Style{}},
	{"pareto_light", samplePareto(), 640, 420, Style{}},
	{"pareto_print", samplePareto(), 560, 330, Style{Print: true}},
	{"pareto_dark", samplePareto(), 560, 300, Style{Dark: true}},
	{"survival_light", sampleSurvival(risen("alle contacten", 0.42, 0.45, 200)), 640, 360, Style{}},
	{"survival_two_dark", sampleSurvival(risen("vóór 1 maart", 0.42, 0.45, 200), risen("vanaf 1 maart", 0.3, 0.3, 200)), 640, 380, Style{Dark: true}},
	{"survival_print", sampleSurvival(risen("Declaraties", 0.42, 0.45, 200), risen("Premie", 0.3, 0.3, 200)), 560, 340, Style{Print: true}},
	{"chains_light", sampleChains(), 520, 300, Style{}},
	{"chains_dark", sampleChains(), 420, 240, Style{Dark: true}},
	{"matrix_light", sampleMatrix(8), 640, 420, Style{}},
	{"matrix_dark", sampleMatrix(8), 520, 360, Style{Dark: true}},
	{"matrix_print", sampleMatrix(8), 560, 400, Style{Print: true}},
	{"matrix_large_light", sampleMatrix(40), 900, 760, Style{}},
	{"sankey_light", sampleSankey(), 640, 420, Style{}},
	{"sankey_dark", sampleSankey(), 560, 360, Style{Dark: true}},
	{"effect_light", sampleEffect(), 640, 360, Style{}},
	{"effect_dark", sampleEffect(), 460, 360, Style{Dark: true}},
	{"effect_print", sampleEffect(), 560, 360, Style{Print: true}},
	{"sankey_print", sampleSankey(), 560, 360, Style{Print: true}},
	{"fishbone_light", sampleFishbone(), 1000, 440, Style{}},
	{"fishbone_dark", sampleFishbone(), 760, 400, Style{Dark: true}},
	{"fishbone_print", sampleFishbone(), 1000, 440, Style{Print: true}},
	{"fishbone_crowded_light", crowdedFishbone(), 760, 360, Style{}},
	{"fishbone_beamer_dark", sampleFishbone(), 1240, 600, Style{Dark: true, FontSize: 18}},
	{"grid_light", sampleGrid(), 760, 420, Style{}},
	{"grid_dark", sampleGrid(), 760, 420, Style{Dark: true}},
	{"grid_print", sampleGrid(), 760, 420, Style{Print: true}},
	{"grid_beamer_light", sampleGrid(), 1240, 600, Style{FontSize: 18}},
}

func TestGolden(t *testing.T) {
	for _, g := range golden {
		t.Run(g.name, func(t *testing.T) {
			d, err := g.chart.Draw(context.Background(), g.w, g.h, g.style)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", g.name+".png")
			if err := sameAs(path, d.Image); err != nil {
				t.Error(err)
			}
		})
	}
}

// sameAs says what img has that the picture at path has not; with -update it becomes that picture.
func sameAs(path string, img *image.RGBA) error {
	if *update {
		return writePNG(path, img)
	}
	return compare(path, img)
}

// writePNG keeps img at path.
func writePNG(path string, img image.Image) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, img), f.Close())
}

// compare fails where more than a few pixels differ clearly: rounding of floating point may differ between machines.
func compare(path string, got *image.RGBA) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	want, err := png.Decode(f)
	if err != nil {
		return err
	}
	if want.Bounds() != got.Bounds() {
		return fmt.Errorf("size %v, want %v", got.Bounds(), want.Bounds())
	}
	bad := 0
	for y := range got.Bounds().Dy() {
		for x := range got.Bounds().Dx() {
			r1, g1, b1, _ := want.At(x, y).RGBA()
			r2, g2, b2, _ := got.At(x, y).RGBA()
			if apart(r1, r2) || apart(g1, g2) || apart(b1, b2) {
				bad++
			}
		}
	}
	if limit := got.Bounds().Dx() * got.Bounds().Dy() / 2000; bad > limit {
		return fmt.Errorf("%d pixels differ from %s, more than %d", bad, path, limit)
	}
	return nil
}

// apart says whether two channels differ by more than 6 %.
func apart(a, b uint32) bool { return max(a, b)-min(a, b) > 0x0fff }
