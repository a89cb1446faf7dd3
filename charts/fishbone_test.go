package charts

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

func ExampleFishbone() {
	marks("fishbone", Fishbone{Problem: "Nabellen over Pakketdienst", Bones: []Bone{
		{Name: "Derde partij", Text: "1 oorzaak", Causes: []Cause{{Name: "Geen track & trace", Evidence: []Evidence{EvidencePairs}, Text: "12 van 20 paren"}}},
		{Name: "Onduidelijke uitleg", Text: "nog geen oorzaken"},
	}}, 640, 360)
	// Output:
	// -15 0 Nabellen over Pakketdienst
	// -14 0 1 oorzaak
	// 0 0 12 van 20 paren
	// -14 1 nog geen oorzaken
}

// sampleFishbone has nine bones, as a session starts with, and causes in every state.
func sampleFishbone() Fishbone {
	f := Fishbone{
		Problem: "41,2 % van de klanten belt terug over Pakketdienst Oost", Selected: "c2",
		More: func(n int) string { return fmt.Sprintf("en nog %d", n) },
	}
	for i, name := range []string{"Derde partij", "Fout antwoord", "Onvolledig antwoord", "Onduidelijke uitleg", "Achterstand",
		"Verwachting of beleid", "Systeem gestoord", "Collega niet bereikbaar", "Kennis of mandaat"} {
		f.Bones = append(f.Bones, Bone{Key: fmt.Sprintf("b%d", i), Name: name, Text: name})
	}
	f.Bones[0].Causes = []Cause{
		{Key: "c1", Name: "Geen bericht als het pakket later komt", Note: "3×", Evidence: []Evidence{EvidencePairs, EvidenceChart}, Strong: true, Text: "12 van 20 paren"},
		{Key: "c2", Name: "Bezorger belt niet aan", Evidence: []Evidence{EvidencePairs}},
		{Key: "c3", Name: "Retour pas na tien dagen zichtbaar in ons systeem, soms nog later", Note: "2×"},
	}
	f.Bones[3].Causes = []Cause{{Key: "c4", Name: "“Binnen enkele dagen” zegt niets", Evidence: []Evidence{EvidenceFigure}, Note: "5×"}}
	f.Bones[4].Causes = []Cause{{Key: "c5", Name: "Zoekopdracht ligt vijf dagen", Evidence: []Evidence{EvidenceChart, EvidenceOther}}, {Key: "c6", Name: "Geen terugbelafspraak"}}
	return f
}

// crowdedFishbone has more causes on a bone than there is room for.
func crowdedFishbone() Fishbone {
	f := sampleFishbone()
	f.Bones = f.Bones[:4]
	f.Selected = "b1"
	for i := range 14 {
		f.Bones[1].Causes = append(f.Bones[1].Causes, Cause{Key: fmt.Sprintf("x%d", i), Name: fmt.Sprintf("Oorzaak nummer %d met een lange naam", i+1)})
	}
	return f
}

// What is not written is counted, and the counted and written causes are all there are.
func TestFishboneCountsWhatDoesNotFit(t *testing.T) {
	f := crowdedFishbone()
	left := 0
	f.More = func(n int) string { left = n; return fmt.Sprint(n) }
	total := 0
	for _, b := range f.Bones {
		total += len(b.Causes)
	}
	for _, h := range []int{300, 420, 600, 1000, 1400} {
		left = 0
		d, err := f.Draw(context.Background(), 900, h, Style{})
		if err != nil {
			t.Fatal(err)
		}
		if d.Shown+left != total && d.Shown > 0 {
			t.Errorf("at a height of %d: %d causes shown and %d counted of %d", h, d.Shown, left, total)
		}
	}
	if left != 0 {
		t.Errorf("at a height of 1400 %d causes of bone 1 still do not fit", left)
	}
}

// No cause lies over another, nor over a head or name.
func TestFishboneKeepsApart(t *testing.T) {
	for _, f := range []Fishbone{sampleFishbone(), crowdedFishbone()} {
		for _, size := range [][2]int{{760, 420}, {1100, 520}, {1800, 900}} {
			d, err := f.Draw(context.Background(), size[0], size[1], Style{})
			if err != nil {
				t.Fatal(err)
			}
			for i, a := range d.Hits {
				if !a.Rect.In(d.Image.Bounds()) {
					t.Errorf("%v: %v is outside", size, a)
				}
				for _, b := range d.Hits[i+1:] {
					if o := a.Rect.Intersect(b.Rect); o.Dx() > 4 && o.Dy() > 6 {
						t.Errorf("%v: %q (%v) lies over %q (%v)", size, a.Key, a.Rect, b.Key, b.Rect)
					}
				}
			}
		}
	}
}

// A picture too small for texts is no error, and a whole name that was shortened is in the tooltip.
func TestFishboneSmall(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {170, 130}, {300, 160}, {400, 220}} {
		if _, err := sampleFishbone().Draw(context.Background(), size[0], size[1], Style{}); err != nil {
			t.Error(err)
		}
	}
	d, err := sampleFishbone().Draw(context.Background(), 700, 360, Style{})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range d.Hits {
		if h.Key == "c3" && !strings.Contains(h.Text, "soms nog later") {
			t.Errorf("the tooltip of a shortened cause is %q", h.Text)
		}
	}
	empty, err := Fishbone{Message: "Nog geen graten"}.Draw(context.Background(), 300, 200, Style{})
	if err != nil || len(empty.Hits) != 0 {
		t.Errorf("without bones: %v, %v", empty.Hits, err)
	}
}
