package charts

import (
	"context"
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func ExampleGrid() {
	marks("grid", Grid{Items: []GridItem{
		{Mark: "1", Name: "Terugbelafspraak", Effort: 1, Impact: 4, Text: "40 minder per maand"},
		{Mark: "2", Name: "Track & trace-sms", Effort: 3, Impact: 9, Text: "120 minder per maand"},
		{Mark: "3", Name: "Nieuw systeem", Effort: 8, Impact: math.NaN(), Text: "nog geen plek"},
	}}, 560, 320)
	// Output:
	// -16 2 nog geen plek
	// 0 1 120 minder per maand
	// 0 0 40 minder per maand
}

func sampleGrid() Grid {
	g := Grid{
		EffortEnds: [2]string{"weinig", "veel"}, ImpactEnds: [2]string{"weinig", "veel"}, EffortName: "moeite",
		ImpactName: "wat het oplevert: minder herhaalcontact",
		Fields:     [4]string{"eerst doen", "groot project", "tussendoor", "niet nu"},
		Unplaced:   "nog geen plek:", Selected: "i3",
	}
	for i, it := range []GridItem{
		{Name: "Track & trace-sms", Effort: 2, Impact: 9, Note: "5 stemmen", Strong: true},
		{Name: "Terugbelafspraak", Effort: 1, Impact: 5, Note: "3 stemmen"},
		{Name: "Bezorger belt vooraf", Effort: 7, Impact: 7.5, Note: "4 stemmen", Strong: true},
		{Name: "Belscript retour", Effort: 1, Impact: 5},
		{Name: "Eén lijst met benodigde stukken voor een machtiging", Effort: 3, Impact: 2},
		{Name: "Nieuw contract", Effort: 10, Impact: 10},
		{Name: "Statuspagina", Effort: 5, Impact: 7.5},
		{Name: "Bericht bij vertraging", Effort: 5, Impact: 7},
		{Name: "Koppeling retouren", Effort: math.NaN(), Impact: math.NaN()},
		{Name: "Nabellen na klacht", Effort: 2, Impact: math.NaN()},
	} {
		it.Key, it.Mark, it.Text = fmt.Sprintf("i%d", i+1), fmt.Sprint(i+1), it.Name
		g.Items = append(g.Items, it)
	}
	return g
}

// Whatever is asked, each placed item is shown once, and no disc or name covers another.
func TestGridShowsEachOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var g Grid
		for i := range rapid.IntRange(1, 24).Draw(t, "items") {
			it := GridItem{Key: fmt.Sprint(i), Mark: fmt.Sprint(i), Name: "Een idee met een naam", Effort: float64(rapid.IntRange(0, 10).Draw(t, "effort")),
				Impact: float64(rapid.IntRange(0, 10).Draw(t, "impact"))}
			if rapid.IntRange(0, 3).Draw(t, "unknown") == 0 {
				it.Impact = math.NaN()
			}
			g.Items = append(g.Items, it)
		}
		d, err := g.Draw(context.Background(), 1100, 640, Style{})
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		for i, h := range d.Hits {
			seen[h.Key]++
			if it := g.Items[h.Index]; it.placed() != (h.Series == 0) {
				t.Errorf("item %s with effort %g and impact %g stands in series %d", h.Key, it.Effort, it.Impact, h.Series)
			}
			if !h.Rect.In(d.Image.Bounds()) {
				t.Errorf("item %s stands outside, at %v", h.Key, h.Rect)
			}
			for _, o := range d.Hits[:i] { // the corners of round discs may cross
				if in := h.Rect.Intersect(o.Rect); in.Dx() > 6 && in.Dy() > 6 {
					t.Errorf("items %s and %s overlap: %v and %v", h.Key, o.Key, h.Rect, o.Rect)
				}
			}
		}
		for key, n := range seen {
			if n != 1 {
				t.Errorf("item %s is there %d times", key, n)
			}
		}
		for _, it := range g.Items {
			if it.placed() && seen[it.Key] == 0 {
				t.Errorf("item %s is not shown", it.Key)
			}
		}
	})
}

// The scales lead from a place to an effort and an impact.
func TestGridScales(t *testing.T) {
	g := sampleGrid()
	g.Items = g.Items[:1]
	d, err := g.Draw(context.Background(), 760, 420, Style{})
	if err != nil {
		t.Fatal(err)
	}
	mid := d.Hits[0].Rect
	if got := d.Y.Value(float64(mid.Min.Y+mid.Max.Y) / 2); math.Abs(got-9) > 0.1 {
		t.Errorf("the disc stands at an impact of %g, not 9", got)
	}
	if got := d.X.Value(float64(mid.Min.X) + discRadius); math.Abs(got-2) > 0.1 {
		t.Errorf("the disc stands at an effort of %g, not 2", got)
	}
}

func TestGridSmall(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {60, 60}, {160, 100}, {300, 160}} {
		if _, err := sampleGrid().Draw(context.Background(), size[0], size[1], Style{}); err != nil {
			t.Error(err)
		}
	}
	d, err := Grid{Message: "Nog geen ideeën"}.Draw(context.Background(), 300, 200, Style{})
	if err != nil || len(d.Hits) != 0 {
		t.Errorf("without items: %v, %v", d.Hits, err)
	}
}
