package start

import (
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// weeks is the card with the repeat rate per week. A click on a week counts that
// week alone; another click counts all again.
type weeks struct {
	card *kit.Card
	view *chartview.View
	all  *kit.LinkButton
	sh   screen.Shell

	shown *repeat.Trend
}

func newWeeks(sh screen.Shell) *weeks {
	l := sh.Locale()
	w := &weeks{sh: sh, view: chartview.New()}
	w.view.Widget.SetMinSize(300, 240)
	w.view.Widget.OnError = sh.Fail
	w.view.OnHit = func(h charts.Hit) {
		if (h.Series < 0 && h.Series != charts.HitGap) || h.Key == "" {
			return
		}
		if slices.Equal(chosen(sh.Bench().Snapshot().Question.Selection.Filter, contact.Week), []string{h.Key}) {
			sh.Bench().SetFilter(contact.Week)
			return
		}
		sh.Bench().SetFilter(contact.Week, h.Key)
	}
	w.view.Offer(sh, w.picture)
	w.all = kit.NewLinkButton(l.T("start.weeks.all"), func() { sh.Bench().SetFilter(contact.Week) })
	w.card = kit.NewCard(l.T("start.weeks"), nil, w.view.Widget)
	return w
}

func (w *weeks) show(f *workbench.Figures) {
	l := w.sh.Locale()
	note := ""
	if mean := f.Weeks.Total.Total.Repeat(); !mean.Few() {
		note = l.T("start.weeks.note", "rate", figure.Percent(mean, l))
	}
	w.card.SetNote(note)
	if len(chosen(f.Question.Selection.Filter, contact.Week)) > 0 {
		w.card.SetAside(w.all)
	} else {
		w.card.SetAside(nil)
	}
	weeks := f.Weeks
	w.shown = &weeks
	w.view.Set(func() charts.Chart { return figure.Trend(weeks, figure.HHV, l) })
}

// picture gives the chart as it may leave the program.
func (w *weeks) picture() (chartview.Picture, bool) {
	if w.shown == nil {
		return chartview.Picture{}, false
	}
	l, weeks := w.sh.Locale(), *w.shown
	return chartview.Picture{
		Name: figure.Title(weeks, figure.HHV, l) + ", " + weeks.Query.Definition.Short(l),
		Make: func() charts.Captioned { return figure.Picture(weeks, figure.HHV, l) },
	}, true
}

// chosen gives the values that a filter lets through for a dimension.
func chosen(f repeat.Filter, d contact.Dimension) []string {
	for _, c := range f {
		if c.By == d {
			return c.Values
		}
	}
	return nil
}
