package rates

import (
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// TestScreens draws the table by agent for looking at.
func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	e := repeat.New(figuretest.Log(20_000))
	for _, lang := range []string{"nl", "en"} {
		for mode, name := range map[kit.Mode]string{kit.ModeLight: "light", kit.ModeDark: "dark"} {
			for size, s := range figuretest.Sizes {
				sh := figuretest.NewShell(t, lang, mode)
				v := New(sh)
				sh.Put(t, v, s.Width, s.Height)
				q := workbench.DefaultQuestion
				q.Rates = workbench.RatesView{By: []contact.Dimension{contact.Agent}, Measure: repeat.FollowedRate}
				v.Show(figuretest.Snapshot(t, e, q))
				sh.Save(t, "rates-agents-"+lang+"-"+name+"-"+size)
			}
		}
	}
}
