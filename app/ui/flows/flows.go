// Package flows is the page of the pairs on which first contacts are set against second ones: a matrix of where customers come back
// with, and the strongest streams.
package flows

import (
	"cmp"
	"fmt"
	"math"
	"strings"

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

// The two ways to look.
const (
	asMatrix = "matrix"
	asRibs   = "sankey"
)

// mostStreams is how many streams are drawn, and mostListed how many are listed.
const (
	mostStreams = 18
	mostListed  = 400
)

// Flows is the page.
type Flows struct {
	sh      screen.Shell
	bench   func() bench
	content *fyne.Container
	page    fyne.CanvasObject
	loading *kit.EmptyState

	by     *kit.ChipGroup
	as     *kit.ChipGroup
	order  *kit.Select
	shade  *kit.Select
	apart  *kit.Chip
	view   *chartview.View
	card   *kit.Card
	note   *kit.Paragraph
	table  *kit.Table[repeat.FlowCell]
	list   *kit.Card
	before string // what there is to choose from

	asked   workbench.FlowsView
	shown   *repeat.Flows
	setting bool
}

// bench is what the page asks of the workbench.
type bench interface {
	SetFlows(v workbench.FlowsView)
	ShowPairs(first, second repeat.Filter, ripe bool)
	Snapshot() *workbench.Snapshot
}

// New makes the page in the language of the shell.
func New(sh screen.Shell) screen.Tab {
	v := &Flows{sh: sh, bench: func() bench { return sh.Bench() }, view: chartview.New(), note: kit.NewParagraph("", kit.RoleMuted)}
	v.by = kit.NewChipGroup(v.options(nil), "", func(id string) { v.ask(func(q *workbench.FlowsView) { q.By = contact.Dimension(id) }) })
	v.as = kit.NewChipGroup([]kit.Option{
		{ID: asMatrix, Title: v.t("flows.view.matrix"), Tip: v.t("flows.view.matrix.tip")}, {ID: asRibs, Title: v.t("flows.view.sankey"), Tip: v.t("flows.view.sankey.tip")},
	}, asMatrix, func(id string) { v.ask(func(q *workbench.FlowsView) { q.Ribs = id == asRibs }) })
	v.order = kit.NewSelect("", []kit.Option{{ID: string(repeat.LikeOrder), Title: v.t("flows.order.like")}, {ID: string(repeat.VolumeOrder), Title: v.t("flows.order.volume")}},
		"", func(id string) { v.ask(func(q *workbench.FlowsView) { q.Order = repeat.FlowOrder(id) }) })
	v.order.SetTip(v.t("flows.order.tip"))
	v.shade = kit.NewSelect("", []kit.Option{{ID: string(figure.ShadeResidual), Title: v.t("flows.shade.residual")}, {ID: string(figure.ShadeShare), Title: v.t("flows.shade.share")}},
		"", func(id string) { v.ask(func(q *workbench.FlowsView) { q.Shade = figure.FlowShade(id) }) })
	v.shade.SetTip(v.t("flows.shade.tip"))
	v.apart = kit.NewChip(v.t("flows.apart"), func() { v.ask(func(q *workbench.FlowsView) { q.Apart = !q.Apart }) })
	v.apart.SetTip(v.t("flows.apart.tip"))

	v.view.Widget.SetMinSize(260, 200)
	v.view.Widget.OnError = sh.Fail
	v.view.OnHit = func(h charts.Hit) { v.open(h) }
	v.view.Offer(sh, v.picture)
	hint := kit.NewTruncatedText(v.t("flows.hint"), kit.RoleSmall)
	v.card = kit.NewCard("", v.view.PictureButton(sh), container.NewBorder(nil, kit.VBox(2, v.note, hint), nil, nil, v.view.Widget))
	v.table = kit.NewTable[repeat.FlowCell]()
	v.table.Key = func(c repeat.FlowCell) string {
		return v.shown.Sides[c.First].Name() + "\x00" + v.shown.Sides[c.Second].Name()
	}
	v.table.OnActivate = func(c repeat.FlowCell) { v.pairs(c.First, c.Second) }
	v.table.OnCopy = sh.Copy
	v.table.SetEmptyText(v.t("flows.none"))
	v.list = kit.NewCard(v.t("flows.strongest"), nil, kit.MinSize(210, 110, v.table))
	choices := kit.Flow(kit.GapSmall, kit.HBox(0, v.as), v.apart, kit.HBox(6, kit.NewText(v.t("flows.order"), kit.RoleMuted), kit.MinWidth(180, v.order)),
		kit.HBox(6, kit.NewText(v.t("flows.shade"), kit.RoleMuted), kit.MinWidth(190, v.shade)))
	v.page = kit.VBoxFill(kit.GapSmall, v.by, choices, container.New(&beside{share: 0.62, gap: kit.Gap}, v.card, v.list))
	v.loading = kit.NewEmptyState(v.t("pairs.loading.title"), v.t("pairs.loading.text"))
	v.content = container.NewStack(v.page, v.loading)
	v.page.Hide()
	return v
}

func (v *Flows) t(id string, pairs ...any) string { return v.sh.Locale().T(id, pairs...) }

// Title gives the word of the tab.
func (v *Flows) Title() string { return v.t("flows.tab") }

// Content gives what to show.
func (v *Flows) Content() fyne.CanvasObject { return v.content }

// options are the dimensions that the workspace has values of.
func (v *Flows) options(n *workbench.Snapshot) []kit.Option {
	var all []kit.Option
	for _, d := range repeat.FlowDimensions {
		known := n == nil || n.Workspace.Values == nil || len(n.Workspace.Values(d)) > 1
		all = append(all, kit.Option{ID: string(d), Title: v.t("dimension." + string(d)), Disabled: !known})
	}
	return all
}

func (v *Flows) ask(change func(q *workbench.FlowsView)) {
	if v.setting {
		return
	}
	q := v.bench().Snapshot().Question.Flows
	change(&q)
	v.bench().SetFlows(q)
}

// Show draws a snapshot. What was found for an earlier question stays until the next is there.
func (v *Flows) Show(n *workbench.Snapshot) {
	v.setting = true
	defer func() { v.setting = false }()
	q := n.Question.Flows
	if options := v.options(n); fmt.Sprint(options) != v.before {
		v.before = fmt.Sprint(options)
		v.by.SetOptions(options)
	}
	v.by.SetSelected(string(q.By))
	as := asMatrix
	if q.Ribs {
		as = asRibs
	}
	v.as.SetSelected(as)
	v.order.SetSelected(string(q.Order))
	v.shade.SetSelected(string(q.Shade))
	v.apart.SetSelected(q.Apart)
	if n.Looked == nil || n.Looked.Flows == nil {
		if v.shown == nil {
			v.loading.Show()
			v.page.Hide()
		}
		return
	}
	v.loading.Hide()
	v.page.Show()
	asked := n.Looked.Question.Flows
	if n.Looked.Flows == v.shown && asked == v.asked {
		return
	}
	other := n.Looked.Flows != v.shown
	v.shown, v.asked = n.Looked.Flows, asked
	v.draw()
	if other {
		v.fill()
	}
}

func (v *Flows) draw() {
	f, q, l := v.shown, v.asked, v.sh.Locale()
	title := figure.FlowsTitle(f, l)
	if q.Ribs {
		title = figure.SankeyTitle(f, l)
		v.view.Set(func() charts.Chart { return figure.FlowSankey(f, mostStreams, l) })
	} else {
		v.view.Set(func() charts.Chart { return figure.FlowMatrix(f, q.Shade, l) })
	}
	v.card.SetTitle(title)
	v.note.SetText(figure.FlowsNote(f, l))
}

// fill lists the strongest streams.
func (v *Flows) fill() {
	f, l := v.shown, v.sh.Locale()
	name := func(side int) string { return figure.FlowName(f, side, l) }
	v.table.SetRows(nil) // those of an earlier question have other sides
	v.table.SetColumns(
		kit.Column[repeat.FlowCell]{ID: "first", Title: v.t("flows.column.first"), MinWidth: 90, Text: func(c repeat.FlowCell) string { return name(c.First) },
			Less: func(a, b repeat.FlowCell) bool { return name(a.First) < name(b.First) }},
		kit.Column[repeat.FlowCell]{ID: "second", Title: v.t("flows.column.second"), MinWidth: 90, Text: func(c repeat.FlowCell) string { return name(c.Second) },
			Less: func(a, b repeat.FlowCell) bool { return name(a.Second) < name(b.Second) }},
		kit.Column[repeat.FlowCell]{ID: "pairs", Title: v.t("flows.column.pairs"), Tip: v.t("flows.column.pairs.tip"), Width: 54, MinWidth: 46, Align: fyne.TextAlignTrailing,
			Text: func(c repeat.FlowCell) string { return l.Int(c.Pairs) }, Less: func(a, b repeat.FlowCell) bool { return a.Pairs < b.Pairs }, DescFirst: true},
		kit.Column[repeat.FlowCell]{ID: "share", Title: v.t("flows.column.share"), Tip: v.t("flows.column.share.tip"), Width: 64, MinWidth: 58, Align: fyne.TextAlignTrailing,
			Text: func(c repeat.FlowCell) string { return l.Percent(c.Share.Value) }, Less: func(a, b repeat.FlowCell) bool { return cmp.Less(a.Share.Value, b.Share.Value) }, DescFirst: true},
		kit.Column[repeat.FlowCell]{ID: "residual", Title: v.t("flows.column.residual"), Tip: v.t("flows.column.residual.tip"), Width: 74, MinWidth: 62, Align: fyne.TextAlignTrailing,
			Text: func(c repeat.FlowCell) string { return residual(c, l.Decimal) },
			Role: func(c repeat.FlowCell) kit.Role {
				if c.Stands {
					return kit.RoleStrong
				}
				return kit.RoleMuted
			}, Less: func(a, b repeat.FlowCell) bool { return cmp.Less(a.Residual, b.Residual) }, DescFirst: true})
	v.table.SetRows(f.Strongest(mostListed, true))
}

// residual writes an adjusted residual with its sign; a triangle says that it is more than chance.
func residual(c repeat.FlowCell, decimal func(x float64, decimals int) string) string {
	switch {
	case math.Abs(c.Residual) < 0.05:
		return decimal(0, 1)
	case math.IsNaN(c.Residual):
		return "–"
	case c.Stands && c.Residual > 0:
		return "▲ +" + decimal(c.Residual, 1)
	case c.Stands:
		return "▼ " + decimal(c.Residual, 1)
	case c.Residual > 0:
		return "+" + decimal(c.Residual, 1)
	}
	return decimal(c.Residual, 1)
}

// open leads from a mark of either chart to the pairs behind it.
func (v *Flows) open(h charts.Hit) {
	if v.shown == nil {
		return
	}
	if first, second, ok := strings.Cut(h.Key, "\x00"); ok {
		v.pairs(v.side(first), v.side(second))
		return
	}
	side := v.side(h.Key)
	if side < 0 {
		return
	}
	if h.Series == 2 { // a bar at the right of the streams
		v.bench().ShowPairs(nil, v.filter(side), true)
		return
	}
	v.bench().ShowPairs(v.filter(side), nil, true)
}

// side finds a side by its name; -1 when it is not there.
func (v *Flows) side(name string) int {
	for i, s := range v.shown.Sides {
		if s.Name() == name {
			return i
		}
	}
	return -1
}

func (v *Flows) filter(side int) repeat.Filter {
	return repeat.Filter{{By: v.shown.Options.By, Values: v.shown.Sides[side].Keys}}
}

// pairs shows the pairs with a first and a second value: as many as the cell counts.
func (v *Flows) pairs(first, second int) {
	if first < 0 || second < 0 || v.shown.Never(first, second) {
		return
	}
	v.bench().ShowPairs(v.filter(first), v.filter(second), true)
}

// picture gives the chart as it may leave the program.
func (v *Flows) picture() (chartview.Picture, bool) {
	if v.shown == nil {
		return chartview.Picture{}, false
	}
	f, q, l := v.shown, v.asked, v.sh.Locale()
	p := chartview.Picture{Name: figure.FlowsTitle(f, l) + ", " + f.Query.Definition.Short(l), Make: func() charts.Captioned { return figure.FlowsPicture(f, q.Shade, l) }}
	if q.Ribs {
		p.Name = figure.SankeyTitle(f, l) + ", " + f.Query.Definition.Short(l)
		p.Make = func() charts.Captioned { return figure.SankeyPicture(f, mostStreams, l) }
	}
	return p, true
}

// beside puts two objects beside one another; the first takes a share of the width. Where that is small they go above one another.
type beside struct {
	share, gap float32
	above      bool // at the last layout
}

// tall is the least height of the chart where the list lies beneath it and the page scrolls anyway: some ten rows.
const tall = 480

// narrow is the width under which the list goes beneath the chart.
const narrow = 980

// listed is the width in which the list shows all its columns.
const listed = 500

func (b *beside) MinSize(o []fyne.CanvasObject) fyne.Size {
	x, y := o[0].MinSize(), o[1].MinSize()
	if b.above {
		x.Height = max(x.Height, tall)
	}
	return fyne.NewSize(max(x.Width, y.Width), x.Height+b.gap+y.Height)
}

func (b *beside) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if b.above = s.Width < narrow; b.above {
		h := max(float32(int((s.Height-b.gap)*0.68)), o[0].MinSize().Height, tall)
		h = min(h, s.Height-b.gap-o[1].MinSize().Height)
		place(o[0], 0, 0, s.Width, h)
		place(o[1], 0, h+b.gap, s.Width, s.Height-h-b.gap)
		return
	}
	w := float32(int((s.Width - b.gap) * b.share))
	w = min(max(w, s.Width-b.gap-560), s.Width-b.gap-listed)
	place(o[0], 0, 0, w, s.Height)
	place(o[1], w+b.gap, 0, s.Width-w-b.gap, s.Height)
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}
