package story

import (
	"context"
	"strings"
	"testing"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// fake notes what the page asks.
type fake struct{ read []int }

func (f *fake) ReadStory(place int) { f.read = append(f.read, place) }

// told gives the story of the customer with about n contacts, asked of the second of them.
func told(t testing.TB, n int, d repeat.Definition) *workbench.Snapshot {
	t.Helper()
	e := figuretest.Sample()
	log := e.Log()
	for from := log.Keyed; from < log.Len(); {
		until := from + 1
		for until < log.Len() && log.Customer.At(until) == log.Customer.At(from) {
			until++
		}
		if until-from >= n {
			s, err := e.Story(context.Background(), d, from+1)
			if err != nil {
				t.Fatal(err)
			}
			return &workbench.Snapshot{Phase: workbench.Ready, Question: workbench.DefaultQuestion, Story: &workbench.Story{Number: 1, Place: from + 1, Told: s}}
		}
		from = until
	}
	t.Fatal("no customer has", n, "contacts")
	return nil
}

func start(t testing.TB, lang string, mode kit.Mode, w, h float32) (*figuretest.Shell, *view, *fake) {
	sh := figuretest.NewShell(t, lang, mode)
	v := New(sh).(*view)
	f := &fake{}
	v.bench = func() bench { return f }
	sh.Put(t, v, w, h)
	return sh, v, f
}

// The contact that the story was asked of is in hand at once, and its note is read; the key shows only when asked for.
func TestStoryBeginsAtTheContactAsked(t *testing.T) {
	_, v, f := start(t, "nl", kit.ModeLight, 1040, 740)
	s := told(t, 4, repeat.Default)
	v.Show(s)
	if v.table.Len() != len(s.Story.Told.Contacts) || v.chosen != 1 || v.table.SelectedIndex() != 1 || len(f.read) != 1 || f.read[0] != s.Story.Place {
		t.Fatalf("%d rows, contact %d in hand, read %v", v.table.Len(), v.chosen, f.read)
	}
	key := s.Story.Told.Key()
	if strings.Contains(v.title.Text(), key) || strings.Contains(v.table.TSV(true), key) {
		t.Error("the key shows unasked")
	}
	v.keys.SetChecked(true)
	if !strings.Contains(v.title.Text(), key) {
		t.Error("the key does not show")
	}
	next := *s
	story := *s.Story
	story.Detail = &workbench.ContactDetail{Place: s.Story.Place, Note: "Belt over de bril."}
	next.Story = &story
	v.Show(&next)
	if v.note.Text() != "Belt over de bril." {
		t.Error(v.note.Text())
	}
	v.chart.OnHit(charts.Hit{Series: 0, Index: 0})
	if v.chosen != 0 || v.table.SelectedIndex() != 0 || f.read[len(f.read)-1] != s.Story.Told.Contacts[0].Place || v.note.Text() == "Belt over de bril." {
		t.Errorf("contact %d in hand with note %q", v.chosen, v.note.Text())
	}
	if p := s.Story.Told.Pairs; len(p) > 0 {
		v.chart.OnHit(charts.Hit{Series: charts.HitArc, Index: 0})
		if v.chosen != p[0].Second {
			t.Error("a bow does not lead to the contact that repeats")
		}
	}
	other := told(t, 5, repeat.Default)
	other.Story.Number = 2
	v.Show(other)
	if v.keys.Checked {
		t.Error("the key of another customer shows unasked")
	}
}

func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	for name, n := range map[string]int{"short": 3, "long": 14} {
		for size, s := range figuretest.Sizes {
			for mode, kind := range map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark} {
				for _, lang := range []string{"nl", "en"} {
					sh, v, _ := start(t, lang, kind, s.Width, s.Height)
					snap := told(t, n, repeat.Default)
					snap.Story.Detail = &workbench.ContactDetail{Place: snap.Story.Place, Note: "Klant vraagt waar de vergoeding voor de bril blijft. Verteld dat verwerking tien werkdagen duurt."}
					v.Show(snap)
					sh.Save(t, "story_"+name+"_"+size+"_"+mode+"_"+lang)
				}
			}
		}
	}
}
