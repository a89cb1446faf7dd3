package trends

import (
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
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
		"none":   {Question: workbench.DefaultQuestion},
		"week":   ask(workbench.TrendsView{Per: contact.Week, Measure: repeat.RepeatRate}, nil),
		"ftf":    ask(workbench.TrendsView{Per: contact.Week, Measure: repeat.FollowedRate}, func(q *workbench.Question) { q.Definition.Window = 30 * repeat.Day }),
		"volume": ask(workbench.TrendsView{Per: contact.Week, Measure: workbench.Volume}, nil),
		"wait":   ask(workbench.TrendsView{Per: contact.Week, Measure: workbench.WaitTime}, nil),
		"handle": ask(workbench.TrendsView{Per: contact.Month, By: contact.Process, Measure: workbench.HandleTime}, nil),
		"third":  ask(workbench.TrendsView{Per: contact.Week, By: contact.Third, Measure: repeat.FollowedRate}, nil),
		"changed": changed(ask(workbench.TrendsView{Per: contact.Week, Measure: repeat.FollowedRate}, func(q *workbench.Question) {
			q.Selection.Filter = repeat.Filter{{By: contact.Third, Values: []string{"Pakketdienst Oost"}}}
		})),
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

// changed has everything that a person may choose for a chart, and events.
func changed(n *workbench.Snapshot) *workbench.Snapshot {
	day := func(text string) repeat.Date {
		d, err := repeat.ParseDate(text)
		if err != nil {
			panic(err)
		}
		return d
	}
	target := 0.3
	u := figure.Setup{Target: &target}.Rebase(day("2025-11-03")).Without("2025-W20", "storing")
	n.Setups = map[string]figure.Setup{figure.SetupKey(figure.FTF, n.Question.Selection.Filter): u}
	for _, e := range []workspace.Event{
		{Kind: workspace.Mailing, Title: "Premiebrief", From: day("2025-12-01").Time(), To: day("2025-12-01").Time()},
		{Kind: workspace.Outage, Title: "Storing app", From: day("2025-05-14").Time(), To: day("2025-05-15").Time()},
		{Kind: workspace.Holiday, Title: "Koningsdag", From: day("2026-04-27").Time(), To: day("2026-04-27").Time()},
	} {
		n.Events = append(n.Events, workbench.Event{Event: e})
	}
	return n
}
