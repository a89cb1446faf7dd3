package trends

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
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
	contacts func(filter repeat.Filter, only repeat.Only)                         // shows those behind a mark
	set      func(m figure.Measure, f repeat.Filter, u figure.Setup, note string) // keeps what was chosen
	card     *kit.Card
	sh       screen.Shell
	view     *chartview.View
	scroll   *container.Scroll
	shown    *workbench.Figures
	events   []workbench.Event // that the chart shows
	setups   map[string]figure.Setup
	targets  *contact.Catalogue
	m        figure.Measure
	control  figure.Control // of the whole selection
	tools    *kit.LinkButton
	reading  *kit.Text
	notice   *kit.Notice
	body     *fyne.Container
	room     fyne.Size // that the chart may take
	panels   int
}

func newChart(sh screen.Shell) *chart {
	c := &chart{sh: sh, view: chartview.New(), contacts: sh.Bench().ShowContacts, set: sh.Bench().SetSetup, reading: kit.NewTruncatedText("", kit.RoleBody)}
	l := sh.Locale()
	c.view.Widget.OnError = sh.Fail
	c.view.OnHit = c.drill
	c.view.OnRange = c.offerRange
	c.scroll = container.NewVScroll(c.view.Widget)
	c.view.Offer(sh, c.picture)
	c.view.Widget.OnMenu = c.offerMenu
	c.tools = kit.NewLinkButton(l.T("trends.tools"), func() { kit.ShowMenu(c.tools, c.menu()) })
	c.notice = kit.NewNotice(kit.KindInfo, "", l.T("trends.proposal.split"), c.accept, c.decline)
	c.notice.Hide()
	c.body = kit.VBoxFill(kit.GapSmall, c.reading, c.notice, watchSize(kit.MinSize(300, leastHeight, c.scroll), func(s fyne.Size) {
		c.room = s
		c.fit()
	}))
	c.card = kit.NewCard("", kit.HBox(kit.Gap, c.tools, c.view.PictureButton(sh)), c.body)
	return c
}

// same reports whether a snapshot has nothing for the chart that it does not show.
func (c *chart) same(n *workbench.Snapshot) bool {
	return c.shown == n.Figures && c.targets == n.Catalogue && reflect.DeepEqual(c.setups, n.Setups) && reflect.DeepEqual(c.events, n.EventsOf(n.Figures.Question.Selection.Filter))
}

func (c *chart) show(n *workbench.Snapshot, m figure.Measure) {
	f := n.Figures
	moved := c.shown != f
	c.shown, c.m, c.setups, c.targets, c.events = f, m, n.Setups, n.Catalogue, n.EventsOf(f.Question.Selection.Filter)
	c.panels = figure.Panels(f.Trends, m)
	c.wantEffects(n)
	l := c.sh.Locale()
	c.card.SetTitle(figure.Title(f.Trends, m, l))
	note := figure.ControlNote(f.Trends, m, l)
	if note != "" {
		note = "· " + note
	}
	c.card.SetNote(note)
	c.read(n)
	c.fit()
	if moved {
		c.scroll.ScrollToTop()
	}
	draw, sh := c.drawing(n), c.sh
	c.view.Set(func() charts.Chart {
		chart, err := draw()
		if err != nil {
			sh.Do(func() { sh.Fail(err) })
			return figure.Chart(f.Trends, m, l)
		}
		return chart
	})
}

// wantEffects asks for the effects of the actions whose starts are flags of the chart: the flags tell them.
func (c *chart) wantEffects(n *workbench.Snapshot) {
	var ids []kaizen.ID
	for _, a := range workbench.Flagged(n.Register, nil, n.Figures.Question.Selection.Filter) {
		ids = append(ids, a.ID)
	}
	if len(ids) > 0 {
		c.sh.Bench().WantEffects(ids...)
	}
}

// drawing gives what makes the chart of a snapshot, away from the goroutine of the
// window: small charts there, the one chart is worked out by then.
func (c *chart) drawing(n *workbench.Snapshot) func() (charts.Chart, error) {
	l, f, m, control := c.sh.Locale(), n.Figures, c.m, c.control
	if c.by() == "" {
		events := workbench.Flags(c.events, l)
		return func() (charts.Chart, error) { return figure.ControlChart(f.Trends, control, events, l), nil }
	}
	setup := n.SetupOf(f.Trends, m)
	return func() (charts.Chart, error) { return figure.ControlMultiples(f.Trends, m, setup, l) }
}

// read says above the chart what it tells, and proposes a new phase.
func (c *chart) read(n *workbench.Snapshot) {
	l := c.sh.Locale()
	shown := c.by() == ""
	if !shown {
		c.reading.SetText(l.T("trends.icons"))
		c.reading.SetTip(l.T("trends.icons.tip"))
		c.put(c.tools, false)
		c.put(c.notice, false)
		return
	}
	var err error
	if c.control, err = figure.NewControl(c.shown.Trends, c.shown.Trends.Total, c.m, n.Setup(c.m, c.filter())); err != nil {
		c.sh.Fail(err)
	}
	c.reading.SetText(figure.Join(c.control.KindText(l), c.control.Reading(l), c.control.SparseText(l)))
	c.reading.SetTip(c.control.Reading(l) + "\n" + c.control.Reason(l))
	c.tools.SetTip(c.control.Reason(l) + "\n" + l.T("trends.tools.tip"))
	c.put(c.tools, true)
	s, proposed := c.control.Proposal()
	if proposed {
		c.notice.SetText(kit.KindInfo, c.control.ProposalText(s, l))
	}
	c.put(c.notice, proposed)
}

// put shows or hides a part above the chart.
func (c *chart) put(o fyne.CanvasObject, on bool) {
	if o.Visible() == on {
		return
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
	c.body.Refresh()
}

// accept begins the phase that is proposed.
func (c *chart) accept() {
	if s, ok := c.control.Proposal(); ok && c.shown != nil {
		c.rebase(s.At)
	}
}

// decline turns the proposal down.
func (c *chart) decline() {
	c.body.Refresh()
	if s, ok := c.control.Proposal(); ok && c.shown != nil {
		u := c.chosen()
		u.Declined = append(slices.Clone(u.Declined), c.control.Day(s.At))
		c.keep(u, "declined")
	}
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
	case h.Series == charts.HitCount || !m.IsRate():
		return repeat.AllContacts
	case m.NeedsRipe():
		return repeat.OnlyFollowed
	}
	return repeat.OnlyRepeats
}
