package events

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"fyne.io/fyne/v2"
)

type fake struct {
	put      workspace.Event
	removed  int64
	holidays string
}

func (f *fake) PutEvent(e workspace.Event) { f.put = e }
func (f *fake) RemoveEvent(id int64)       { f.removed = id }
func (f *fake) SetHolidays(on bool)        { f.holidays = map[bool]string{true: "on", false: "off"}[on] }

func day(d int) time.Time { return time.Date(2026, 4, d, 0, 0, 0, 0, time.UTC) }

var some = &workbench.Snapshot{Phase: workbench.Ready, Holidays: true, Events: []workbench.Event{
	{Event: workspace.Event{ID: 1, Kind: workspace.Mailing, From: day(2), To: day(2), Title: "Jaarnota"}},
	{Event: workspace.Event{Kind: workspace.Holiday, From: day(3), To: day(3)}, Holiday: "good_friday"},
	{Event: workspace.Event{ID: 2, Kind: workspace.Outage, From: day(8), To: day(10), Title: "Storing Mijn-omgeving", By: contact.Channel, Value: "Chat"}},
}}

// page is the list as a screen of its own, for the test.
type page struct{ *View }

func (p page) Show(s *workbench.Snapshot) { p.View.Show(s) }

var _ screen.Screen = page{}

func (p page) Content() fyne.CanvasObject { return p.View.Content() }

func start(t testing.TB, lang string, mode kit.Mode) (*figuretest.Shell, *View, *fake) {
	sh := figuretest.NewShell(t, lang, mode)
	v := New(sh)
	f := &fake{}
	v.bench = func() bench { return f }
	sh.Put(t, page{v}, 760, 520)
	v.Show(some)
	return sh, v, f
}

func TestEditor(t *testing.T) {
	sh, v, f := start(t, "nl", kit.ModeLight)
	if v.table.Len() != 3 || v.table.Row(0).ID != 2 { // the latest first
		t.Fatalf("%d rows, %+v", v.table.Len(), v.table.Row(0))
	}
	for _, c := range []struct{ from, to, title, wrong string }{
		{"", "", "Jaarnota", "event.bad.day"}, {"1-4-2026", "", "", "event.bad.title"}, {"31-3-2026", "30-3-2026", "Jaarnota", "event.bad.order"}, {"31-3-2026", "morgen", "x", "event.bad.order"},
	} {
		v.from.SetText(c.from)
		v.to.SetText(c.to)
		v.title.SetText(c.title)
		test.Tap(v.keep)
		if v.wrong.Text() != sh.Locale().T(c.wrong) || f.put.Title != "" {
			t.Errorf("%+v: %q, put %+v", c, v.wrong.Text(), f.put)
		}
	}
	v.from.SetText("1-4-2026")
	v.to.SetText("2026-04-02")
	v.title.SetText("Jaarnota")
	v.by.Choose("process")
	v.value.SetText("Facturen")
	test.Tap(v.keep)
	if want := (workspace.Event{Kind: workspace.Mailing, From: day(1), To: day(2), Title: "Jaarnota", By: contact.Process, Value: "Facturen"}); f.put != want {
		t.Errorf("%+v", f.put)
	}
	v.table.OnActivate(v.table.Row(0))
	v.title.SetText("Storing")
	test.Tap(v.keep)
	if f.put.ID != 2 || f.put.Kind != workspace.Outage || f.put.Value != "Chat" || !f.put.To.Equal(day(10)) {
		t.Errorf("%+v", f.put)
	}
	v.table.OnActivate(v.table.Row(0))
	test.Tap(v.remove)
	if f.removed != 2 {
		t.Error(f.removed)
	}
	v.holidays.SetChecked(false)
	if f.holidays != "off" {
		t.Error(f.holidays)
	}
}

// TestScreens draws the list for looking at.
func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	for _, lang := range []string{"nl", "en"} {
		for mode, name := range map[kit.Mode]string{kit.ModeLight: "light", kit.ModeDark: "dark"} {
			sh, v, _ := start(t, lang, mode)
			v.table.Select(0)
			v.edit(v.table.Row(0))
			sh.Save(t, "events-"+lang+"-"+name)
		}
	}
}
