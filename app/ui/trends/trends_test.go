package trends

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

func open(t *testing.T, v workbench.TrendsView) (*figuretest.Shell, *Trends, *workbench.Snapshot) {
	t.Helper()
	q := workbench.DefaultQuestion
	q.Trends = v
	n := figuretest.Snapshot(t, figuretest.Sample(), q)
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	s := New(sh).(*Trends)
	sh.Put(t, s, 1040, 740)
	s.Show(n)
	return sh, s, n
}

var (
	weekly    = workbench.TrendsView{Per: contact.Week, Measure: repeat.RepeatRate}
	byProcess = workbench.TrendsView{Per: contact.Month, By: contact.Process, Measure: repeat.FollowedRate}
)

func TestChipsAskTheQuestion(t *testing.T) {
	sh, s, _ := open(t, weekly)
	if s.controls.measure.Selected() != "repeat" || s.controls.per.Selected() != "week" || s.controls.by.Selected() != none {
		t.Errorf("chosen %s, %s, %s", s.controls.measure.Selected(), s.controls.per.Selected(), s.controls.by.Selected())
	}
	test.Tap(s.controls.measure.Chips()[1])
	test.Tap(s.controls.per.Chips()[2])
	test.Tap(s.controls.by.Chips()[1])
	want := workbench.TrendsView{Per: contact.Month, By: contact.Process, Measure: repeat.FollowedRate}
	if got := sh.Bench().Snapshot().Question.Trends; got != want {
		t.Errorf("got %+v", got)
	}
	test.Tap(s.controls.by.Chips()[0])
	if got := sh.Bench().Snapshot().Question.Trends.By; got != "" {
		t.Errorf("by %q", got)
	}
}

func TestNeverOneRateUnderTheOthersName(t *testing.T) {
	for measure, want := range map[repeat.Measure]string{repeat.RepeatRate: "Herhaalpercentage (HHV) per week", repeat.FollowedRate: "In één keer goed (FTF) per week"} {
		v := weekly
		v.Measure = measure
		_, s, n := open(t, v)
		if got := figure.Title(n.Figures.Trends, s.chart.m, s.sh.Locale()); got != want {
			t.Errorf("%s: %q", measure, got)
		}
		rate := n.Figures.Total.Total.Repeat()
		if measure == repeat.FollowedRate {
			rate = n.Figures.Total.Total.FTF()
		}
		trend := figure.Chart(n.Figures.Trends, s.chart.m, s.sh.Locale()).(charts.Trend)
		if trend.Levels[0].Value != rate.Value {
			t.Errorf("%s: the level is %v, not %v", measure, trend.Levels[0].Value, rate.Value)
		}
	}
}

func TestPanelDrillsIntoItsGroup(t *testing.T) {
	sh, s, n := open(t, byProcess)
	sh.Bench().SetTrends(byProcess)
	s.chart.view.OnHit(charts.Hit{Series: charts.HitPanel, Key: "2"})
	q := sh.Bench().Snapshot().Question
	want := repeat.Filter{{By: contact.Process, Values: n.Figures.Trends.Series[2].Key}}
	if !slices.EqualFunc(q.Selection.Filter, want, func(a, b repeat.Condition) bool { return a.By == b.By && slices.Equal(a.Values, b.Values) }) || q.Trends.By != "" {
		t.Errorf("filter %v, by %q", q.Selection.Filter, q.Trends.By)
	}
}

// A mark leads to the contacts that it stands for: as many as it says.
func TestMarkLeadsToItsContacts(t *testing.T) {
	for _, c := range []struct {
		measure repeat.Measure
		hit     charts.Hit
		want    repeat.Only
	}{
		{repeat.RepeatRate, charts.Hit{Series: 0, Key: "2026-W10"}, repeat.OnlyRepeats},
		{repeat.FollowedRate, charts.Hit{Series: 0, Key: "2026-W10"}, repeat.OnlyFollowed},
		{repeat.RepeatRate, charts.Hit{Series: charts.HitCount, Key: "2026-W10"}, repeat.AllContacts},
	} {
		view := weekly
		view.Measure = c.measure
		_, s, n := open(t, view)
		var filter repeat.Filter
		only := repeat.Only("none")
		s.chart.contacts = func(f repeat.Filter, o repeat.Only) { filter, only = f, o }
		s.chart.view.OnHit(c.hit)
		if len(filter) != 1 || filter[0].By != contact.Week || !slices.Equal(filter[0].Values, []string{"2026-W10"}) || only != c.want {
			t.Errorf("%s: filter %v, only %q", c.measure, filter, only)
		}
		if len(n.Question.Selection.Filter) != 0 {
			t.Error("the selection changed")
		}
	}
}

func TestSelectedPeriodsAreCountedAlone(t *testing.T) {
	sh, s, n := open(t, weekly)
	s.chart.rangeMenu(2, 4)[0].Do()
	periods := n.Figures.Trends.Periods
	got := sh.Bench().Snapshot().Question.Selection
	if want := repeat.DateOf(periods[2].Start); got.From != want || got.To != repeat.DateOf(periods[5].Start).AddDays(-1) {
		t.Errorf("counts %v to %v, want from %v", got.From, got.To, want)
	}
}

func TestTableBeginsWithTheLatest(t *testing.T) {
	_, s, n := open(t, weekly)
	grid := s.table.grid
	periods := n.Figures.Trends.Periods
	if grid.Len() != len(periods) {
		t.Fatalf("%d rows of %d periods", grid.Len(), len(periods))
	}
	if got, want := grid.Row(0).period.Key, periods[len(periods)-1].Key; got != want {
		t.Errorf("first %s, want %s", got, want)
	}
	grid.SetSort("hhv", true)
	if top := grid.Row(0); top.Repeat().Few() {
		t.Errorf("a rate over %d contacts stands at the top", top.Contacts)
	}
}

func TestTableIsCopied(t *testing.T) {
	sh, s, n := open(t, byProcess)
	link, ok := figuretest.Find(s.Content(), func(b *kit.LinkButton) bool { return b.Text() == "Tabel kopiëren" })
	if !ok {
		t.Fatal("no link to copy")
	}
	test.Tap(link)
	if len(sh.Copied) != 1 {
		t.Fatalf("copied %d times", len(sh.Copied))
	}
	lines := strings.Split(strings.TrimSpace(sh.Copied[0]), "\n")
	if want := "maand\tproces\tcontacten\therhaald\tHHV\t95 %\trijp\tFTF\t95 %\topmerking"; lines[0] != want {
		t.Errorf("heading %q", lines[0])
	}
	if most := len(n.Figures.Trends.Periods)*len(n.Figures.Trends.Series) + 1; len(lines) < most/2 || len(lines) > most {
		t.Errorf("%d lines of %d", len(lines), most)
	}
}

func TestChartIsSaved(t *testing.T) {
	for _, c := range []struct {
		view workbench.TrendsView
		name string
	}{{weekly, "trend.png"}, {weekly, "trend.svg"}, {weekly, "trend.pdf"}, {byProcess, "panelen.png"}} {
		sh, s, _ := open(t, c.view)
		sh.Dialog.Save = filepath.Join(t.TempDir(), c.name)
		s.chart.view.Menu()[3].Do()
		if !strings.Contains(sh.Dialog.LastSave.Name, "7 dagen") {
			t.Errorf("the name does not say the definition: %q", sh.Dialog.LastSave.Name)
		}
		figuretest.Eventually(t, "told that the picture is there", func() bool { return len(sh.Bench().Snapshot().Notes) > 0 })
		if n := sh.Bench().Snapshot().Notes[0]; n.Err != nil {
			t.Fatal(n.Err)
		}
		data, err := os.ReadFile(sh.Dialog.Save)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(c.name, ".pdf") {
			if !bytes.HasPrefix(data, []byte("%PDF-")) {
				t.Error("no PDF")
			}
			continue
		}
		if strings.HasSuffix(c.name, ".svg") {
			if !bytes.Contains(data, []byte("over welke reden")) {
				t.Error("the drawing does not say the definition")
			}
			continue
		}
		if img, err := png.Decode(bytes.NewReader(data)); err != nil || img.Bounds().Dx() < 1000 {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestEmptyTeaches(t *testing.T) {
	sh, s, _ := open(t, weekly)
	s.Show(&workbench.Snapshot{})
	b, ok := figuretest.Find(s.Content(), func(b *kit.Button) bool { return b.Text() == "Naar Start" })
	if !ok {
		t.Fatal("no way to go on")
	}
	test.Tap(b)
	if !slices.Equal(sh.Went, []screen.ID{screen.Start}) {
		t.Errorf("went %v", sh.Went)
	}
}
