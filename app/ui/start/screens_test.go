package start

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/figuretest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
)

// states are the snapshots that the screen must look well in.
func states(t *testing.T) map[string]*workbench.Snapshot {
	recent := []workspace.RecentFile{
		{Path: "/home/anna/Documenten/Zorgverzekeraar Noord.eenkeer", Opened: time.Date(2026, 6, 29, 9, 0, 0, 0, time.UTC)},
		{Path: "/media/stick/Proef voorjaar.eenkeer", Opened: time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC), Missing: true},
	}
	q := workbench.DefaultQuestion
	few := q
	few.Selection.Filter = repeat.Filter{{By: contact.Reason, Values: []string{"Spoed in buitenland"}}, {By: contact.Team, Values: []string{"Zuid"}}}
	unripe := q
	unripe.Selection.From = repeat.DateOf(contact.When(figuretest.Sample().Log().End)).AddDays(-4)
	week := q
	week.Selection.Filter = repeat.Filter{{By: contact.Week, Values: []string{"2026-W10"}}}
	empty := figuretest.Snapshot(t, figuretest.Sample(), q)
	empty.Figures.Empty = true
	return map[string]*workbench.Snapshot{
		"none":      {Question: q},
		"recent":    {Question: q, Recent: recent},
		"new":       figuretest.Empty(),
		"opening":   figuretest.Opening(),
		"full":      figuretest.Snapshot(t, figuretest.Sample(), q),
		"few":       figuretest.Snapshot(t, figuretest.Sample(), few),
		"unripe":    figuretest.Snapshot(t, figuretest.Sample(), unripe),
		"week":      figuretest.Snapshot(t, figuretest.Sample(), week),
		"selection": empty,
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
						sh.Save(t, "start_"+name+"_"+size+"_"+mode+"_"+lang)
					})
				}
			}
		}
	}
}

func TestHoverPicture(t *testing.T) {
	figuretest.Wanted(t)
	for mode, kind := range map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark} {
		sh := figuretest.NewShell(t, "nl", kind)
		s := New(sh).(*Start)
		sh.Put(t, s, 1040, 740)
		s.Show(figuretest.Snapshot(t, figuretest.Sample(), workbench.DefaultQuestion))
		sh.Window().Canvas().Capture()
		sh.Window().Canvas().Capture()
		test.MoveMouse(sh.Window().Canvas(), fyne.NewPos(260, 500))
		sh.Save(t, "start_hover_small_"+mode+"_nl")
	}
}
