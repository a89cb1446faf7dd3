package trends

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// kept opens the screen on a third party whose rate changed, and keeps what is
// chosen, as the workbench would.
func kept(t *testing.T) (*Trends, *[]string) {
	t.Helper()
	q := workbench.DefaultQuestion
	q.Trends = workbench.TrendsView{Per: contact.Week, Measure: repeat.FollowedRate}
	q.Selection.Filter = repeat.Filter{{By: contact.Third, Values: []string{"Pakketdienst Oost"}}}
	n := figuretest.Snapshot(t, figuretest.Sample(), q)
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	s := New(sh).(*Trends)
	sh.Put(t, s, 1040, 740)
	s.Show(n)
	var told []string
	s.chart.set = func(m figure.Measure, f repeat.Filter, u figure.Setup, note string) {
		next := *n
		next.Setups = map[string]figure.Setup{figure.SetupKey(m, f): u}
		n = &next
		if note != "" {
			if !sh.Locale().Has(note) {
				t.Errorf("no text %s", note)
			}
		}
		told = append(told, strings.TrimPrefix(note, "note.control."))
		s.Show(n)
	}
	return s, &told
}

// A lasting change is proposed as a phase in a sentence, and made only when a
// person agrees.
func TestProposalIsMadeOrTurnedDown(t *testing.T) {
	s, told := kept(t)
	c := s.chart
	if !c.notice.Visible() || !strings.Contains(c.notice.Text(), "blijvend hoger") || len(c.control.Chart.Phases) != 1 {
		t.Fatalf("%v, %q, %d phases", c.notice.Visible(), c.notice.Text(), len(c.control.Chart.Phases))
	}
	c.accept()
	if len(c.control.Chart.Phases) != 2 || c.notice.Visible() || !slices.Equal(*told, []string{"phase"}) {
		t.Errorf("%d phases, told %v", len(c.control.Chart.Phases), *told)
	}
	s, told = kept(t)
	s.chart.decline()
	if s.chart.notice.Visible() || len(s.chart.control.Chart.Phases) != 1 || !slices.Equal(*told, []string{"declined"}) {
		t.Errorf("turned down, but %v", *told)
	}
	find(t, s.chart.menu(), "Voorstellen weer tonen").Do()
	if !s.chart.notice.Visible() {
		t.Error("the proposal did not come back")
	}
}

func find(t *testing.T, items []kit.MenuItem, text string) kit.MenuItem {
	t.Helper()
	i := slices.IndexFunc(items, func(m kit.MenuItem) bool { return strings.HasPrefix(m.Text, text) })
	if i < 0 {
		t.Fatalf("no %q in %v", text, items)
	}
	return items[i]
}

// Everything that is chosen can be taken back from a menu.
func TestWorkWithTheChart(t *testing.T) {
	s, told := kept(t)
	c := s.chart
	find(t, c.periodMenu(44), "Nieuwe fase").Do()
	if !c.begins(44) {
		t.Error("no phase")
	}
	find(t, c.periodMenu(44), "Fase vanaf").Do()
	find(t, c.rangeMenu(2, 20), "Grenzen bevriezen").Do()
	if b := c.control.Chart.Phases[0].Basis; b.From != 2 || b.To != 21 {
		t.Errorf("basis %+v", b)
	}
	find(t, c.menu(), "Bevriezing").Do()
	find(t, c.menu(), "XmR").Do()
	if got := figure.KindName(c.control.Options.Kind); got != "xmr" {
		t.Error(got)
	}
	if !find(t, c.menu(), "XmR").Checked {
		t.Error("the menu does not say what was chosen")
	}
	find(t, c.menu(), "Kies naar").Do()
	key := c.shown.Trends.Periods[10].Key
	c.keep(c.chosen().Without(key, "storing"), "excluded")
	if c.control.Chart.Points[10].Used {
		t.Error("the period takes part")
	}
	find(t, c.periodMenu(10), "wk 11 2025 weer").Do()
	if !c.chosen().Empty() {
		t.Errorf("left: %+v", c.chosen())
	}
	if want := []string{"phase", "joined", "frozen", "thawed", "kind", "kind", "excluded", "included"}; !slices.Equal(*told, want) {
		t.Errorf("told %v", *told)
	}
}

func TestTargetsAreRead(t *testing.T) {
	for _, x := range []struct {
		text string
		m    figure.Measure
		want float64 // -1: none; -2: bad
	}{
		{"20", figure.HHV, 0.2}, {" 20,5 % ", figure.HHV, 0.205}, {"80%", figure.FTF, 0.2}, {"", figure.HHV, -1}, {"1.200", figure.Volume, 1200},
		{"120", figure.HHV, -2}, {"-1", figure.HHV, -2}, {"veel", figure.Volume, -2},
	} {
		got, ok := readTarget(x.text, x.m)
		switch {
		case x.want == -2:
			if ok {
				t.Errorf("%q is taken as %v", x.text, got)
			}
		case x.want == -1:
			if !ok || got != nil {
				t.Errorf("%q: %v, %v", x.text, got, ok)
			}
		case !ok || got == nil || *got < x.want-1e-9 || *got > x.want+1e-9:
			t.Errorf("%q: %v, %v, want %v", x.text, got, ok, x.want)
		}
	}
}

// The menu key and a right click give what can be done with the period there.
func TestMenuIsOfThePeriodThere(t *testing.T) {
	s, _ := kept(t)
	c := s.chart
	c.sh.Window().Canvas().Capture()
	figuretest.Eventually(t, "a drawing", func() bool { c.sh.Window().Canvas().Capture(); _, ok := c.view.Drawing(); return ok })
	d, _ := c.view.Drawing()
	for _, i := range []int{3, 30, 70} {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c.view.Widget).AddXY(float32(d.X.Pixel(float64(i))/d.Scale), float32(float64(d.Plot.Min.Y)/d.Scale)+20)
		if got, ok := c.periodAt(at); !ok || got != i {
			t.Errorf("period %d, %v, want %d", got, ok, i)
		}
	}
}
