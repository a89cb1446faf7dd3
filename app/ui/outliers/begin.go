package outliers

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// Against what excess is measured.
const (
	againstMix    = "mix"
	againstTarget = "target"
)

// spreads are how far the cost of a contact may lie from that of the catalogue.
var spreads = []float64{0, 0.1, 0.2, 0.3, 0.5}

// begin is where to begin: the excess of each item, and what to bear in mind.
type begin struct {
	sh      screen.Shell
	content *fyne.Container
	by      *kit.ChipGroup
	against *kit.ChipGroup
	spread  *kit.Select
	costs   fyne.CanvasObject // holds spread
	view    *chartview.View
	scroll  *container.Scroll
	card    *kit.Card
	hint    *kit.Notice
	notes   *fyne.Container

	offered string
	shown   *workbench.Begin
	room    fyne.Size
}

func newBegin(sh screen.Shell) *begin {
	l := sh.Locale()
	b := &begin{sh: sh, view: chartview.New()}
	set := func(change func(v *workbench.OutliersView)) {
		v := sh.Bench().Snapshot().Question.Outliers
		change(&v)
		sh.Bench().SetOutliers(v)
	}
	b.by = kit.NewChipGroup(b.options(nil), "", func(id string) { set(func(v *workbench.OutliersView) { v.Begin = contact.Dimension(id) }) })
	b.against = kit.NewChipGroup(b.measures(false), "", func(id string) { set(func(v *workbench.OutliersView) { v.Target = id == againstTarget }) })
	var costs []kit.Option
	for _, s := range spreads {
		costs = append(costs, kit.Option{ID: spreadID(s), Title: l.T("outliers.begin.spread", "share", l.PercentN(s, 0))})
	}
	b.spread = kit.NewSelect("", costs, "", func(id string) {
		if x, err := strconv.ParseFloat(id, 64); err == nil {
			set(func(v *workbench.OutliersView) { v.Spread = x })
		}
	})
	b.spread.SetTip(l.T("outliers.begin.spread.tip"))
	b.view.Widget.OnError = sh.Fail
	b.view.OnHit = func(h charts.Hit) {
		if b.shown != nil && h.Key != "" {
			contactsOf(sh, b.shown.Dimension, h.Key)
		}
	}
	b.view.Offer(sh, b.picture)
	b.scroll = container.NewVScroll(b.view.Widget)
	b.card = kit.NewCard("", b.view.PictureButton(sh), container.New(&roomLayout{func(s fyne.Size) { b.room = s; b.fit() }}, kit.MinSize(240, 200, b.scroll)))
	b.hint = kit.NewNotice(kit.KindInfo, l.T("outliers.begin.no_cost"), "", nil, nil)
	b.notes = kit.VBox(4)
	b.costs = kit.MinWidth(150, b.spread)
	controls := kit.Flow(kit.GapSmall, whole(b.by), kit.MinSize(kit.GapPage, 1, kit.Spacer()), whole(b.against), b.costs)
	b.content = kit.VBoxFill(kit.Gap, controls, container.NewBorder(nil, kit.VBox(kit.GapSmall, kit.MinSize(0, 2, kit.Spacer()), b.notes, b.hint), nil, nil, b.card))
	return b
}

func spreadID(s float64) string { return strconv.FormatFloat(s, 'f', -1, 64) }

func (b *begin) options(n *workbench.Snapshot) []kit.Option {
	l := b.sh.Locale()
	all := make([]kit.Option, len(workbench.TopDimensions))
	for i, d := range workbench.TopDimensions {
		known := n == nil || n.Workspace.Values == nil || len(n.Workspace.Values(d)) > 1
		all[i] = kit.Option{ID: string(d), Title: l.T("dimension." + string(d)), Disabled: !known}
	}
	return all
}

func (b *begin) measures(targets bool) []kit.Option {
	l := b.sh.Locale()
	return []kit.Option{
		{ID: againstMix, Title: l.T("outliers.begin.against.mix"), Tip: l.T("outliers.begin.against.mix.tip")},
		{ID: againstTarget, Title: l.T("outliers.begin.against.target"), Tip: l.T("outliers.begin.against.target.tip"), Disabled: !targets},
	}
}

func (b *begin) show(n *workbench.Snapshot) {
	targets := n.Question.Outliers.Target || n.Looked != nil && n.Looked.Begin != nil && n.Looked.Begin.Targets
	options := b.options(n)
	if now := fmt.Sprint(options, targets); now != b.offered {
		b.offered = now
		b.by.SetOptions(options)
		b.against.SetOptions(b.measures(targets))
	}
	v := n.Question.Outliers
	b.by.SetSelected(string(v.Begin))
	b.against.SetSelected(map[bool]string{false: againstMix, true: againstTarget}[v.Target])
	if b.spread.Selected() != spreadID(v.Spread) {
		b.spread.SetSelected(spreadID(v.Spread))
	}
	if n.Looked == nil || n.Looked.Begin == nil || n.Looked.Begin == b.shown {
		return
	}
	b.shown = n.Looked.Begin
	l := b.sh.Locale()
	x := b.shown.Excesses
	b.card.SetTitle(figure.ParetoTitle(x, l))
	b.notes.Objects = nil
	heavy := figure.HeavyText(x.Heavy, l)
	if heavy != "" {
		heavy = l.T("outliers.heavy.named", "text", heavy)
	}
	for _, text := range []string{figure.TailText(x, l), figure.EurosTotal(x, l), heavy, l.T("outliers.begin.mind")} {
		if text != "" {
			b.notes.Add(kit.NewParagraph(text, kit.RoleMuted))
		}
	}
	show(b.hint, !b.shown.Costs)
	show(b.costs, b.shown.Costs)
	b.fit()
	b.scroll.ScrollToTop()
	b.view.Set(func() charts.Chart { return figure.Pareto(x, l) })
	b.content.Refresh()
}

// mostHigh is how high the chart becomes; what does not fit then is put together in it.
const mostHigh = 2400

// fit makes the chart as high as its card, or as its items need.
func (b *begin) fit() {
	height := b.room.Height
	if b.shown != nil {
		p := charts.Pareto{Rows: make([]charts.ParetoRow, len(b.shown.Items))}
		height = max(height, min(mostHigh, float32(p.Height(chartview.Style(1, false)))))
	}
	if b.view.Widget.MinSize().Height != height {
		b.view.Widget.SetMinSize(200, height)
		b.scroll.Refresh()
	}
}

// picture gives the chart as it may leave the program.
func (b *begin) picture() (chartview.Picture, bool) {
	if b.shown == nil {
		return chartview.Picture{}, false
	}
	x, l := b.shown.Excesses, b.sh.Locale()
	return chartview.Picture{
		Name: figure.ParetoTitle(x, l) + ", " + x.Query.Definition.Short(l),
		Make: func() charts.Captioned { return figure.ParetoPicture(x, l) },
	}, true
}

// roomLayout tells the size an object is laid out in, before it is.
type roomLayout struct{ told func(s fyne.Size) }

func (r *roomLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (r *roomLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	r.told(s)
	place(o[0], 0, 0, s.Width, s.Height)
}

// whole keeps a row of chips at the width that it needs for one line.
func whole(g *kit.ChipGroup) fyne.CanvasObject {
	width := float32(0)
	for i, c := range g.Chips() {
		if i > 0 {
			width += kit.GapSmall
		}
		width += c.MinSize().Width
	}
	return kit.MinWidth(width+1, g)
}
