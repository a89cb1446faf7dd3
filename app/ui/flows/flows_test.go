package flows

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// fake notes what the page asks.
type fake struct {
	*workbench.Workbench
	asked []string
	view  workbench.FlowsView
}

func (f *fake) ShowPairs(first, second repeat.Filter, ripe bool) {
	f.asked = append(f.asked, fmt.Sprint(first, second, ripe))
}
func (f *fake) SetFlows(v workbench.FlowsView) { f.view = v }

func open(t *testing.T, n *workbench.Snapshot) (*Flows, *fake) {
	t.Helper()
	sh := figuretest.NewShell(t, "nl", kit.ModeLight)
	v := New(sh).(*Flows)
	f := &fake{Workbench: sh.Bench()}
	v.bench = func() bench { return f }
	sh.Put(t, v, 1200, 740)
	v.Show(n)
	return v, f
}

// A click on a cell, a ribbon or a bar leads to its pairs, as many as it counts.
func TestMarksLeadToTheirPairs(t *testing.T) {
	v, f := open(t, snapshot(t, view(contact.Process, false, false)))
	c := v.shown.Strongest(1, false)[0]
	a, b := v.shown.Sides[c.First], v.shown.Sides[c.Second]
	want := fmt.Sprint(repeat.Filter{{By: contact.Process, Values: a.Keys}}, repeat.Filter{{By: contact.Process, Values: b.Keys}}, true)
	v.open(charts.Hit{Series: c.First, Index: c.Second, Key: a.Name() + "\x00" + b.Name()})
	if len(f.asked) != 1 || f.asked[0] != want {
		t.Errorf("%v, want %s", f.asked, want)
	}
	p, err := figuretest.Sample().Pairs(context.Background(), repeat.Query{Definition: repeat.Default, Selection: repeat.Selection{Filter: v.filter(c.First)}},
		repeat.PairOptions{Ripe: true, Other: v.filter(c.Second)})
	if err != nil || p.Len() != c.Pairs {
		t.Errorf("%d pairs behind a cell of %d, %v", p.Len(), c.Pairs, err)
	}
	v.open(charts.Hit{Series: 2, Key: b.Name()})
	if want := fmt.Sprint(repeat.Filter(nil), repeat.Filter{{By: contact.Process, Values: b.Keys}}, true); f.asked[1] != want {
		t.Errorf("a bar at the right: %s, want %s", f.asked[1], want)
	}
	v.open(charts.Hit{Key: "nobody"})
	if len(f.asked) != 2 {
		t.Error("what is not there leads somewhere")
	}
}

// Enter in the list does what a click on the cell does; what is left out leads nowhere.
func TestListByKeyboard(t *testing.T) {
	v, f := open(t, snapshot(t, view(contact.Process, true, true)))
	if v.table.Len() < 5 {
		t.Fatalf("%d rows", v.table.Len())
	}
	for i := range v.table.Len() {
		if c := v.table.Row(i); c.First == c.Second && !v.shown.Sides[c.First].Rest {
			t.Fatal("pairs of the same value twice are listed")
		}
	}
	v.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	v.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(f.asked) != 1 {
		t.Errorf("%v", f.asked)
	}
	v.pairs(0, 0)
	if len(f.asked) != 1 {
		t.Error("a cell that is left out leads somewhere")
	}
}

// The choices ask for what they say, and what was chosen stands.
func TestChoices(t *testing.T) {
	v, f := open(t, snapshot(t, view(contact.Process, false, false)))
	v.as.Chips()[1].Tapped(nil)
	if !f.view.Ribs {
		t.Error("no streams asked for")
	}
	v.apart.Tapped(nil)
	if !f.view.Apart {
		t.Error("nothing left out")
	}
	v.Show(snapshot(t, view(contact.Channel, true, true)))
	if v.by.Selected() != string(contact.Channel) || v.as.Selected() != asRibs || !v.apart.Selected() || !strings.Contains(v.note.Text(), "verschillende") {
		t.Errorf("%s, %s, %v, %q", v.by.Selected(), v.as.Selected(), v.apart.Selected(), v.note.Text())
	}
	if p, ok := v.picture(); !ok || !strings.Contains(p.Make().Title, "stromen") {
		t.Error("the picture is another")
	}
}

// Beside the chart the list has room for all its columns; beneath it the chart has room for its rows.
func TestChartAndListHaveRoom(t *testing.T) {
	lay := &beside{share: 0.62, gap: kit.Gap}
	chart, list := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	chart.SetMinSize(fyne.NewSize(260, 200))
	both := container.New(lay, chart, list)
	both.Resize(fyne.NewSize(1046, 500))
	if list.Size().Width < listed || chart.Size().Height != 500 {
		t.Errorf("beside: %v and %v", chart.Size(), list.Size())
	}
	both.Resize(fyne.NewSize(790, 300))
	if need := both.MinSize().Height; need < tall {
		t.Errorf("a page of 790 wide asks for %v", need)
	}
	both.Resize(fyne.NewSize(790, both.MinSize().Height))
	if chart.Size().Height < tall || list.Position().Y < tall {
		t.Errorf("above: %v, the list at %v", chart.Size(), list.Position())
	}
}
