package survival

import (
	"context"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// snapshot gives what the workbench has for a view.
func snapshot(t testing.TB, v workbench.TimesView) *workbench.Snapshot {
	t.Helper()
	q := workbench.DefaultQuestion
	q.Times = v
	n := figuretest.Snapshot(t, figuretest.Sample(), q)
	times, err := workbench.TimeToRepeat(context.Background(), figuretest.Sample(), q.Query(repeat.FollowedRate), v)
	if err != nil {
		t.Fatal(err)
	}
	n.Looked = &workbench.Looked{Question: q, Times: times}
	return n
}

func view(by contact.Dimension, promise repeat.Span, chosen ...string) workbench.TimesView {
	return workbench.TimesView{By: by, Until: 30 * repeat.Day, Promise: promise, Chosen: chosen}
}

// split is a view of before and after a day in the middle of the sample.
func split(t testing.TB) workbench.TimesView {
	v := view(contact.Process, 0)
	v.Split = repeat.DateOf(contact.When((figuretest.Sample().Log().Start + figuretest.Sample().Log().End) / 2))
	return v
}

// values are the two groups with most followed contacts.
func values(t testing.TB) []string {
	n := snapshot(t, view(contact.Process, 0))
	return []string{n.Looked.Times.Times.Rows[0].Key[0], n.Looked.Times.Times.Rows[2].Key[0]}
}

func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	states := map[string]*workbench.Snapshot{
		"waiting": {Question: workbench.DefaultQuestion},
		"process": snapshot(t, view(contact.Process, 2*repeat.Day)),
		"two":     snapshot(t, view(contact.Process, 2*repeat.Day, values(t)...)),
		"all":     snapshot(t, view("", 0)),
		"split":   snapshot(t, split(t)),
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
						sh.Save(t, "survival_"+name+"_"+size+"_"+mode+"_"+lang)
					})
				}
			}
		}
	}
}
