package charts

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func ExampleGrid() {
	marks(Grid{Steps: []string{"uur", "dag", "week"}, Items: []GridItem{
		{Mark: "1", Name: "Track & trace-sms", Effort: 2, Impact: 120, Text: "120 minder per maand"},
		{Mark: "2", Name: "Terugbelafspraak", Effort: 1, Impact: 40, Text: "40 minder per maand"},
		{Mark: "3", Name: "Nieuw systeem", Impact: math.NaN(), Text: "nog geen plek"},
	}}, 560, 320)
	// Output:
	// -13 2 nog geen plek
	// 0 1 40 minder per maand
	// 0 0 120 minder per maand
}

func sampleGrid() Grid {
	g := Grid{
		Steps:      []string{"uren", "dagen", "weken", "maanden", "langer"},
		EffortName: "moeite", ImpactName: "minder herhaalcontacten per maand", Format: whole,
		Fields:   [4]string{"eerst doen", "groot project", "tussendoor", "niet nu"},
		Unplaced: "nog geen plek:", Selected: "i3",
	}
	for i, it := range []GridItem{
		{Name: "Track & trace-sms", Effort: 2, Impact: 118, Note: "5 stemmen", Strong: true},
		{Name: "Terugbelafspraak", Effort: 1, Impact: 64, Note: "3 stemmen"},
		{Name: "Bezorger belt vooraf", Effort: 4, Impact: 96, Note: "4 stemmen", Strong: true},
		{Name: "Belscript retour", Effort: 1, Impact: 60},
		{Name: "Eén lijst met benodigde stukken voor een machtiging", Effort: 2, Impact: 22},
		{Name: "Nieuw contract", Effort: 5, Impact: 96},
		{Name: "Statuspagina", Effort: 3, Impact: 96},
		{Name: "Bericht bij vertraging", Effort: 3, Impact: 92},
		{Name: "Koppeling retouren", Effort: 0, Impact: math.NaN()},
		{Name: "Nabellen na klacht", Effort: 2, Impact: math.NaN()},
	} {
		it.Key, it.Mark, it.Text = fmt.Sprintf("i%d", i+1), fmt.Sprint(i+1), it.Name
		g.Items = append(g.Items, it)
	}
	return g
}

// Whatever is asked, each item is shown once, and discs of a step do not cover one another while there is room.
func TestGridShowsEachOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := Grid{Steps: []string{"1", "2", "3", "4", "5"}}
		for i := range rapid.IntRange(1, 14).Draw(t, "items") {
			it := GridItem{Key: fmt.Sprint(i), Mark: fmt.Sprint(i), Name: "Een idee", Effort: rapid.IntRange(0, 5).Draw(t, "effort"), Impact: float64(rapid.IntRange(0, 100).Draw(t, "impact"))}
			if rapid.Bool().Draw(t, "unknown") {
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
			if it := g.Items[h.Index]; it.placed(5) != (h.Series == 0) {
				t.Errorf("item %s with effort %d and impact %g stands in series %d", h.Key, it.Effort, it.Impact, h.Series)
			}
			for _, o := range d.Hits[:i] {
				if h.Series == 0 && o.Series == 0 && !h.Rect.Intersect(o.Rect).Empty() {
					t.Errorf("items %s and %s overlap", h.Key, o.Key)
				}
			}
		}
		for key, n := range seen {
			if n != 1 {
				t.Errorf("item %s is there %d times", key, n)
			}
		}
		loose := 0
		for _, it := range g.Items {
			if seen[it.Key] == 0 && it.placed(5) {
				t.Errorf("item %s is not shown", it.Key)
			}
			if !it.placed(5) {
				loose++
			}
		}
		if loose <= 8 && len(seen) != len(g.Items) {
			t.Errorf("%d of %d items are shown", len(seen), len(g.Items))
		}
	})
}

// The scales lead from a place to a step and an impact.
func TestGridScales(t *testing.T) {
	g := sampleGrid()
	g.Items = g.Items[:1]
	d, err := g.Draw(context.Background(), 760, 420, Style{})
	if err != nil {
		t.Fatal(err)
	}
	mid := d.Hits[0].Rect
	if got := d.Y.Value(float64(mid.Min.Y+mid.Max.Y) / 2); math.Abs(got-118) > 3 {
		t.Errorf("the disc stands at an impact of %g, not 118", got)
	}
	if got := d.X.Value(float64(mid.Min.X)); math.Abs(got-2) > 0.6 {
		t.Errorf("the disc stands at step %g, not 2", got)
	}
	if strings.TrimSpace(d.Hits[0].Text) != "Track & trace-sms" {
		t.Errorf("its tooltip is %q", d.Hits[0].Text)
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
