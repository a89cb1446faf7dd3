package trends

import (
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// states are the snapshots that the screen must look well in.
func states(t *testing.T) map[string]*workbench.Snapshot {
	ask := func(v workbench.TrendsView, change func(q *workbench.Question)) *workbench.Snapshot {
		q := workbench.DefaultQuestion
		q.Trends = v
		if change != nil {
			change(&q)
		}
		return figuretest.Snapshot(t, figuretest.Sample(), q)
	}
	return map[string]*workbench.Snapshot{
		"none":    {Question: workbench.DefaultQuestion},
		"week":    ask(workbench.TrendsView{Per: contact.Week, Measure: repeat.RepeatRate}, nil),
		"ftf":     ask(workbench.TrendsView{Per: contact.Week, Measure: repeat.FollowedRate}, func(q *workbench.Question) { q.Definition.Window = 30 * repeat.Day }),
		"month":   ask(workbench.TrendsView{Per: contact.Month, Measure: repeat.RepeatRate}, nil),
		"day":     ask(workbench.TrendsView{Per: contact.Day, Measure: repeat.RepeatRate}, nil),
		"process": ask(workbench.TrendsView{Per: contact.Week, By: contact.Process, Measure: repeat.FollowedRate}, nil),
		"reason":  ask(workbench.TrendsView{Per: contact.Month, By: contact.Reason, Measure: repeat.RepeatRate}, nil),
		"few": ask(workbench.TrendsView{Per: contact.Week, Measure: repeat.RepeatRate}, func(q *workbench.Question) {
			q.Selection.Filter = repeat.Filter{{By: contact.Reason, Values: []string{"Spoed in buitenland"}}}
		}),
		"unripe": ask(workbench.TrendsView{Per: contact.Day, Measure: repeat.FollowedRate}, func(q *workbench.Question) {
			q.Selection.From = repeat.DateOf(contact.When(figuretest.Sample().Log().End)).AddDays(-4)
		}),
	}
}

func TestScreens(t *testing.T) {
	figuretest.Wanted(t)
	for name, snapshot := range states(t) {
		for size, s := range figuretest.Sizes {
			for mode, kind := range map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark} {
				for _, lang := range []string{"nl", "en"} {
					t.Run(name+"/"+size+"/"+mode+"/"+lang, func(t *testing.T) {
						sh := figuretest.NewShell(t, lang, kind)
						scr := New(sh)
						sh.Put(t, scr, s.Width, s.Height)
						scr.Show(snapshot)
						sh.Save(t, "trends_"+name+"_"+size+"_"+mode+"_"+lang)
					})
				}
			}
		}
	}
}
