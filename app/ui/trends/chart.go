package trends

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// leastHeight is that of the chart within its card.
const leastHeight = 180

// chart is the card of the chart, or of the small charts.
type chart struct {
	contacts func(filter repeat.Filter, only repeat.Only) // shows those behind a mark
	card     *kit.Card
	sh       screen.Shell
	view     *chartview.View
	scroll   *container.Scroll
	shown    *workbench.Figures
	m        figure.Measure
	room     fyne.Size // that the chart may take
	panels   int
}

func newChart(sh screen.Shell) *chart {
	c := &chart{sh: sh, view: chartview.New(), contacts: sh.Bench().ShowContacts}
	c.view.Widget.OnError = sh.Fail
	c.view.OnHit = c.drill
	c.view.OnRange = c.only
	c.scroll = container.NewVScroll(c.view.Widget)
	c.view.Offer(sh, c.picture)
	c.card = kit.NewCard("", c.view.PictureButton(sh), watchSize(kit.MinSize(300, leastHeight, c.scroll), func(s fyne.Size) {
		c.room = s
		c.fit()
	}))
	return c
}

func (c *chart) show(f *workbench.Figures, m figure.Measure) {
	c.shown, c.m = f, m
	c.panels = figure.Panels(f.Trends, m)
	l := c.sh.Locale()
	c.card.SetTitle(figure.Title(f.Trends, m, l))
	note := figure.Note(f.Trends, m, l)
	if note != "" {
		note = "· " + note
	}
	c.card.SetNote(note)
	c.fit()
	c.scroll.ScrollToTop()
	c.view.Set(func() charts.Chart { return figure.Chart(f.Trends, m, l) })
}

// by gives the dimension of the small charts, empty for one chart.
func (c *chart) by() contact.Dimension {
	if by := c.shown.Trends.Query.By; len(by) > 0 {
		return by[0]
	}
	return ""
}

// fit makes the chart as high as its card, or as all small charts need.
func (c *chart) fit() {
	height := c.room.Height
	if c.shown != nil && c.by() != "" && c.room.Width > 0 {
		needed := charts.Multiples{Panels: make([]charts.Panel, c.panels)}.Height(int(c.room.Width), chartview.Style(1, false))
		height = max(height, float32(needed))
	}
	if c.view.Widget.MinSize().Height != height {
		c.view.Widget.SetMinSize(160, height)
		c.scroll.Refresh()
	}
}

// only counts the contacts of the periods that were selected, both included.
func (c *chart) only(from, to int) {
	if c.shown == nil || c.by() != "" || to >= len(c.shown.Trends.Periods) {
		return
	}
	s := c.sh.Bench().Snapshot().Question.Selection
	s.From = repeat.DateOf(c.shown.Trends.Periods[from].Start)
	s.To = repeat.DateOf(c.shown.Trends.Periods[to].End).AddDays(-1)
	c.sh.Bench().SetSelection(s)
}

// drill counts only the group of a small chart that was clicked; a period leads to
// the contacts behind its mark.
func (c *chart) drill(h charts.Hit) {
	if c.shown == nil {
		return
	}
	if by := c.by(); by != "" {
		if i, ok := figure.PanelOf(h); ok && i < len(c.shown.Trends.Series) {
			view := c.sh.Bench().Snapshot().Question.Trends
			view.By = ""
			c.sh.Bench().SetFilter(by, c.shown.Trends.Series[i].Key[0])
			c.sh.Bench().SetTrends(view)
		}
		return
	}
	if h.Key != "" && (h.Series >= 0 || h.Series == charts.HitCount) {
		at := slices.IndexFunc(c.shown.Trends.Periods, func(p repeat.Period) bool { return p.Key == h.Key })
		c.contacts(workbench.Behind(c.shown.Trends, -1, at), behind(h, c.m))
	}
}

// behind says which contacts a mark counts: a bar all of them, a point those that
// the rate is about. Of first time fix a person wants to see those that came back.
func behind(h charts.Hit, m figure.Measure) repeat.Only {
	switch {
	case h.Series == charts.HitCount:
		return repeat.AllContacts
	case m.NeedsRipe():
		return repeat.OnlyFollowed
	}
	return repeat.OnlyRepeats
}
