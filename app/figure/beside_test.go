package figure

import (
	"math"
	"strings"
	"testing"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/assets/locale"
)

// The chart has a line a definition with its own window marked on it, and a picture says every definition in full.
func TestBeside(t *testing.T) {
	day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	working := repeat.Definition{Window: 5 * repeat.Day, Same: repeat.SameAny, Channels: repeat.AnyChannel, Chain: repeat.FromPrevious, CalendarDays: true, Opening: repeat.OfficeHours}
	c := repeat.Comparison{Data: repeat.Data{From: day, To: day.AddDate(0, 1, 0), Contacts: 100}}
	for _, d := range []repeat.Definition{repeat.Default, working} {
		c.Items = append(c.Items, repeat.ComparedDefinition{Definition: d, Total: repeat.Counts{Contacts: 100, Repeats: 20, Ripe: 80, Followed: 15},
			Curve: []repeat.CurvePoint{
				{Window: repeat.Day, Days: 1, Counts: repeat.Counts{Contacts: 100, Repeats: 10, Ripe: 90, Followed: 9}},
				{Window: 60 * repeat.Day, Days: 60, Counts: repeat.Counts{Contacts: 100, Repeats: 40}}, // nothing is ripe
			}})
	}
	l := locale.New("nl")
	chart := Beside(c, Followed, l)
	if len(chart.Lines) != 2 || chart.Lines[1].Points[0].Window != 1 || chart.Lines[0].Points[0].Value != 0.1 || !math.IsNaN(chart.Lines[0].Points[1].Value) {
		t.Errorf("%+v", chart.Lines)
	}
	if m := chart.Lines[0].Marked; m == nil || math.Abs(m.Window-math.Sqrt(7)) > 1e-9 || m.Value != 15.0/80 || !strings.Contains(m.Text, "7 dagen") {
		t.Errorf("%+v", m)
	}
	if got := chart.FormatX(math.Sqrt(14)); got != "14 d" {
		t.Errorf("axis: %s", got)
	}
	picture := strings.Join(BesidePicture(c, HHV, l).Lines, "\n")
	for _, want := range []string{repeat.Default.Sentence(l), working.Sentence(l), "20,0", "werkdag", "1. ", "2. "} {
		if !strings.Contains(picture, want) {
			t.Errorf("the picture lacks %q:\n%s", want, picture)
		}
	}
	if text := BesideRates(c.Items[0], l); !strings.Contains(text, "20,0") || !strings.Contains(text, "18,8") {
		t.Error(text)
	}
	touch := TouchText(repeat.Touch{Switch: repeat.SwitchRedial, Contacts: 3, Changed: 2, Without: repeat.Counts{Ripe: 10, Followed: 5}}, repeat.Counts{Ripe: 10, Followed: 3}, l)
	if touch != "3 contacten kwamen direct opnieuw; zonder deze regel komt 50,0\u00a0% terug in plaats van 30,0\u00a0%" {
		t.Error(touch)
	}
}
