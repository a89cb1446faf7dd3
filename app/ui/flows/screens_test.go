package flows

import (
	"context"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// snapshot gives what the workbench has for a view.
func snapshot(t testing.TB, v workbench.FlowsView) *workbench.Snapshot {
	t.Helper()
	q := workbench.DefaultQuestion
	q.Flows = v
	n := figuretest.Snapshot(t, figuretest.Sample(), q)
	f, err := figuretest.Sample().Flows(context.Background(), q.Query(""), repeat.FlowOptions{By: v.By, Order: v.Order, Apart: v.Apart, Most: 40})
	if err != nil {
		t.Fatal(err)
	}
	n.Looked = &workbench.Looked{Question: q, Flows: f}
	return n
}

func view(by contact.Dimension, apart, ribs bool) workbench.FlowsView {
	return workbench.FlowsView{By: by, Order: repeat.LikeOrder, Shade: figure.ShadeResidual, Apart: apart, Ribs: ribs}
}

func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	states := map[string]*workbench.Snapshot{
		"waiting": {Question: workbench.DefaultQuestion},
		"process": snapshot(t, view(contact.Process, false, false)),
		"reason":  snapshot(t, view(contact.Reason, true, false)),
		"streams": snapshot(t, view(contact.Process, true, true)),
		"channel": snapshot(t, view(contact.Channel, false, true)),
	}
	for name, n := range states {
		for size, s := range figuretest.Sizes {
			for mode, kind := range map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark} {
				for _, lang := range []string{"nl", "en"} {
					if (lang == "en") != (mode == "dark") { // both of each are looked at, not every mix
						continue
					}
					t.Run(name+"/"+size+"/"+mode+"/"+lang, func(t *testing.T) {
						sh := figuretest.NewShell(t, lang, kind)
						page := New(sh)
						sh.Put(t, page, s.Width, s.Height)
						page.Show(n)
						sh.Save(t, "flows_"+name+"_"+size+"_"+mode+"_"+lang)
					})
				}
			}
		}
	}
}
