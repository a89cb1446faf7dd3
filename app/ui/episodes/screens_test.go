package episodes

import (
	"context"
	"testing"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// snapshot gives what the workbench has for a view.
func snapshot(t testing.TB, least int) *workbench.Snapshot {
	t.Helper()
	q := workbench.DefaultQuestion
	q.Chains = workbench.ChainsView{Least: least}
	n := figuretest.Snapshot(t, figuretest.Sample(), q)
	c, err := figuretest.Sample().Chains(context.Background(), q.Query(""), repeat.ChainOptions{Least: least, Most: 1000})
	if err != nil {
		t.Fatal(err)
	}
	n.Looked = &workbench.Looked{Question: q, Chains: c}
	return n
}

func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	states := map[string]*workbench.Snapshot{"waiting": {Question: workbench.DefaultQuestion}, "two": snapshot(t, 2), "none": snapshot(t, 10)}
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
						sh.Save(t, "episodes_"+name+"_"+size+"_"+mode+"_"+lang)
					})
				}
			}
		}
	}
}
