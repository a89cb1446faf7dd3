package episodes

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// fake notes what the page asks.
type fake struct {
	*workbench.Workbench
	stories []int
	least   int
}

func (f *fake) ShowStory(place int)              { f.stories = append(f.stories, place) }
func (f *fake) SetChains(v workbench.ChainsView) { f.least = v.Least }

func open(t *testing.T, n *workbench.Snapshot) (*figuretest.Shell, *Episodes, *fake) {
	t.Helper()
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	v := New(sh).(*Episodes)
	f := &fake{Workbench: sh.Bench()}
	v.bench = func() bench { return f }
	sh.Put(t, v, 1040, 740)
	v.Show(n)
	return sh, v, f
}

// The figures above are those of the analysis, each with what it rests on.
func TestFigures(t *testing.T) {
	n := snapshot(t, 3)
	sh, v, _ := open(t, n)
	c, l := n.Looked.Chains, sh.Locale()
	if s := v.figures[0].State(); s.Value != l.Percent(c.Done().Value) || !strings.Contains(s.Basis, l.Int(c.OneAndDone)) || !strings.Contains(s.Tip, "7 dagen") {
		t.Errorf("%+v", s)
	}
	if s := v.figures[3].State(); s.Value != l.Int(c.Opened) || !strings.Contains(s.Basis, "3") {
		t.Errorf("%+v", s)
	}
	if v.table.Len() != c.Opened || v.table.Len() == 0 {
		t.Errorf("%d open chains in the list, %d are", v.table.Len(), c.Opened)
	}
}

// Enter on a chain tells the customer's story from its last contact; a choice lists shorter chains too.
func TestWorkList(t *testing.T) {
	n := snapshot(t, 3)
	_, v, f := open(t, n)
	v.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	v.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(f.stories) != 1 || f.stories[0] != n.Looked.Chains.Open[0].Last {
		t.Errorf("stories of %v", f.stories)
	}
	for i := 1; i < v.table.Len(); i++ {
		if v.table.Row(i).Contacts > v.table.Row(i-1).Contacts {
			t.Fatal("a longer chain stands after a shorter one")
		}
	}
	v.least.Chips()[0].Tapped(nil)
	if f.least != 2 {
		t.Errorf("least %d", f.least)
	}
	if p, ok := v.picture(); !ok || p.Make().Title == "" {
		t.Error("no picture")
	}
}
