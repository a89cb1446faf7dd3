package contacts

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// fake notes what the page asks.
type fake struct {
	story    int
	asked    string
	view     workbench.ContactsView
	read     int
	exported report.ContactsOptions
	path     string
}

func (f *fake) ShowPairs(first, _ repeat.Filter, ripe bool) {
	f.asked = fmt.Sprint("first ", first, ripe)
}
func (f *fake) ShowRepeats(second repeat.Filter)     { f.asked = fmt.Sprint("second ", second) }
func (f *fake) SetContacts(v workbench.ContactsView) { f.view = v }
func (f *fake) ReadContact(place int)                { f.read = place }
func (f *fake) ShowStory(place int)                  { f.story = place }
func (f *fake) ExportContacts(path string, o report.ContactsOptions, _ *locale.Locale) {
	f.path, f.exported = path, o
}

func listed(t testing.TB, e *repeat.Engine, v workbench.ContactsView) *workbench.Snapshot {
	t.Helper()
	s := &workbench.Snapshot{Phase: workbench.Ready, Question: workbench.DefaultQuestion}
	list, err := e.List(context.Background(), s.Question.ContactsQuery(v), repeat.ListOptions{Only: v.Only, Sort: v.Sort, Desc: v.Desc})
	if err != nil {
		t.Fatal(err)
	}
	s.Contacts = &workbench.Contacts{Number: 1, View: v, List: list}
	return s
}

func start(t testing.TB, lang string, mode kit.Mode, w, h float32) (*figuretest.Shell, *view, *fake) {
	sh := figuretest.NewShell(t, lang, mode)
	v := New(sh).(*view)
	f := &fake{}
	v.bench = func() bench { return f }
	sh.Put(t, v, w, h)
	return sh, v, f
}

func TestPageShowsTheNumberAsked(t *testing.T) {
	e := repeat.New(figuretest.Log(4000))
	sh, v, f := start(t, "nl", kit.ModeLight, 1080, 700)
	rates, err := e.Rates(context.Background(), repeat.Query{Definition: repeat.Default, By: []contact.Dimension{contact.Reason}})
	if err != nil {
		t.Fatal(err)
	}
	row := rates.Rows[0]
	s := listed(t, e, workbench.ContactsView{Filter: repeat.Filter{{By: contact.Reason, Values: row.Key}}, Only: repeat.OnlyRepeats})
	v.Show(s)
	if v.table.Len() != row.Repeats || !strings.HasPrefix(v.count.Text(), sh.Locale().Int(row.Repeats)+" ") {
		t.Errorf("%d rows, %q, counted %d", v.table.Len(), v.count.Text(), row.Repeats)
	}
	if !strings.Contains(v.fair.Text(), "Niet geschikt als enige basis voor beoordeling") {
		t.Error(v.fair.Text())
	}
	one := v.table.Row(0)
	if key := s.Contacts.List.Key(one); strings.Contains(v.table.TSV(true), key) {
		t.Error("a customer key shows that nobody asked for")
	} else if v.keys.SetChecked(true); !strings.Contains(v.table.TSV(true), key) {
		t.Error("keys do not show")
	}
	v.table.OnSelect(one)
	if f.read != one.Place {
		t.Errorf("read %d", f.read)
	}
	next := *s
	c := *s.Contacts
	c.Detail = &workbench.ContactDetail{Place: one.Place, ID: "G-77", Note: "Belt weer over de nota."}
	next.Contacts = &c
	v.Show(&next)
	if !strings.Contains(v.detail.id.Text(), "G-77") || v.detail.note.Text() != "Belt weer over de nota." || !strings.HasPrefix(v.detail.first.Text(), "Herhaling, ") {
		t.Errorf("%q %q %q", v.detail.id.Text(), v.detail.note.Text(), v.detail.first.Text())
	}
	v.only.Chips()[3].Tapped(nil)
	if f.view.Only != repeat.OnlyFollowed || len(f.view.Filter) != 1 {
		t.Errorf("%+v", f.view)
	}
	v.table.OnSort(repeat.SortAfter, true)
	if f.view.Sort != repeat.SortAfter || !f.view.Desc {
		t.Errorf("%+v", f.view)
	}
}

// The pairs of a list are those of the same contacts: repeats are the second of theirs, followed ones the first.
func TestListLeadsToItsPairs(t *testing.T) {
	e := repeat.New(figuretest.Log(2000))
	_, v, f := start(t, "nl", kit.ModeLight, 1080, 700)
	filter := repeat.Filter{{By: contact.Channel, Values: []string{"Telefoon"}}}
	for only, want := range map[repeat.Only]string{repeat.OnlyRepeats: "second [{channel [Telefoon]}]", repeat.OnlyFollowed: "first [{channel [Telefoon]}] true", repeat.AllContacts: "first [{channel [Telefoon]}] false"} {
		v.Show(listed(t, e, workbench.ContactsView{Filter: filter, Only: only}))
		if v.pairs.Tapped(nil); f.asked != want {
			t.Errorf("%q: %s, want %s", only, f.asked, want)
		}
	}
	if v.Show(listed(t, e, workbench.ContactsView{Only: repeat.OnlySolved})); !v.pairs.Disabled() {
		t.Error("contacts that nothing followed have pairs")
	}
}

// A list of another figure starts without keys.
func TestKeysGoOutOfSightAgain(t *testing.T) {
	e := repeat.New(figuretest.Log(2000))
	_, v, _ := start(t, "en", kit.ModeLight, 1080, 700)
	v.Show(listed(t, e, workbench.ContactsView{}))
	v.keys.SetChecked(true)
	s := listed(t, e, workbench.ContactsView{Only: repeat.OnlyRepeats})
	s.Contacts.Number = 2
	v.Show(s)
	if v.keys.Checked {
		t.Error("keys still show")
	}
	v.Show(&workbench.Snapshot{})
	if v.table != nil {
		t.Error("contacts show that are no longer asked for")
	}
}

// TestScreens draws the page for looking at.
func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	e := repeat.New(figuretest.Log(20_000))
	for _, lang := range []string{"nl", "en"} {
		for mode, name := range map[kit.Mode]string{kit.ModeLight: "light", kit.ModeDark: "dark"} {
			for _, w := range []float32{1280, 1024} {
				sh, v, _ := start(t, lang, mode, w-204, 640)
				s := listed(t, e, workbench.ContactsView{Only: repeat.OnlyRepeats})
				v.Show(s)
				v.table.Select(3)
				c := *s.Contacts
				c.Detail = &workbench.ContactDetail{Place: v.table.Row(3).Place, ID: "G-10077", Note: "Mevrouw belt weer over de nota van maart: er is twee keer geïncasseerd. Teruggebeld door de nakijkafdeling."}
				next := *s
				next.Contacts = &c
				v.Show(&next)
				sh.Save(t, "contacts-"+lang+"-"+name+"-"+sh.Locale().Int(int(w)))
				if lang == "nl" && mode == kit.ModeLight {
					test.Tap(v.export)
					sh.Save(t, "contacts-export-"+sh.Locale().Int(int(w)))
				}
			}
		}
	}
}
