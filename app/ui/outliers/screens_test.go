package outliers

import (
	"context"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// catalogue gives some of the sample's reasons a process with a cost and a target.
func catalogue() *contact.Catalogue {
	return &contact.Catalogue{Processes: []contact.ProcessEntry{
		{Process: "Declaraties", Cost: contact.Some(7.5), Target: contact.Some(0.2)},
		{Process: "Hulpmiddelen", Cost: contact.Some(9)},
	}}
}

// snapshot gives what the workbench has for a view.
func snapshot(t testing.TB, e *repeat.Engine, v workbench.OutliersView) *workbench.Snapshot {
	t.Helper()
	q := workbench.DefaultQuestion
	q.Outliers = v
	n := figuretest.Snapshot(t, e, q)
	r, err := workbench.Compare(context.Background(), e, q.Query(repeat.FollowedRate), v.By, v.Spread, n.Catalogue)
	if err != nil {
		t.Fatal(err)
	}
	b, err := workbench.WhereToBegin(context.Background(), e, q.Query(repeat.FollowedRate), v, n.Catalogue)
	if err != nil {
		t.Fatal(err)
	}
	n.Looked = &workbench.Looked{Question: q, Result: &r, Begin: b}
	return n
}

// withCosts is a snapshot with the costs of a catalogue.
func withCosts(t testing.TB, v workbench.OutliersView) *workbench.Snapshot {
	t.Helper()
	n := snapshot(t, figuretest.Sample(), v)
	n.Catalogue = catalogue()
	r, err := workbench.Compare(context.Background(), figuretest.Sample(), n.Question.Query(repeat.FollowedRate), v.By, v.Spread, n.Catalogue)
	if err != nil {
		t.Fatal(err)
	}
	n.Looked.Result = &r
	b, err := workbench.WhereToBegin(context.Background(), figuretest.Sample(), n.Question.Query(""), v, n.Catalogue)
	if err != nil {
		t.Fatal(err)
	}
	n.Looked.Begin = b
	return n
}

func view(by, begin contact.Dimension) workbench.OutliersView {
	return workbench.OutliersView{By: by, Begin: begin, Spread: 0.2}
}

func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	e := figuretest.Sample()
	states := map[string]*workbench.Snapshot{
		"none":   {Question: workbench.DefaultQuestion},
		"agents": snapshot(t, e, view(contact.Agent, contact.Reason)),
		"thirds": snapshot(t, e, view(contact.Third, contact.Third)),
		"teams":  snapshot(t, e, view(contact.Team, contact.Process)),
		"reason": withCosts(t, view(contact.Reason, contact.Process)),
	}
	for name, n := range states {
		for size, s := range figuretest.Sizes {
			for mode, kind := range map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark} {
				for _, lang := range []string{"nl", "en"} {
					for _, tab := range []string{tabCompare, tabBegin} {
						t.Run(name+"/"+size+"/"+mode+"/"+lang+"/"+tab, func(t *testing.T) {
							sh := figuretest.NewShell(t, lang, kind)
							scr := New(sh).(*Outliers)
							scr.tabs.SetSelected(tab)
							sh.Put(t, scr, s.Width, s.Height)
							scr.Show(n)
							sh.Save(t, "outliers_"+name+"_"+tab+"_"+size+"_"+mode+"_"+lang)
						})
					}
				}
			}
		}
	}
}
