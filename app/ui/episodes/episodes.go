// Package episodes is the page of the pairs on which one sees how many contacts an episode takes, and which long chains are still
// open: a list to work through.
package episodes

import (
	"fmt"
	"strconv"
	"time"

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

// leasts are the lengths from which open chains can be listed.
var leasts = []int{2, 3, 4, 5, 7, 10}

// Episodes is the page.
type Episodes struct {
	sh      screen.Shell
	bench   func() bench
	content *fyne.Container
	page    fyne.CanvasObject
	loading *kit.EmptyState

	figures [4]*kit.Figure
	view    *chartview.View
	card    *kit.Card
	least   *kit.ChipGroup
	list    *kit.Card
	table   *kit.Table[repeat.OpenChain]

	shown   *repeat.Chains
	setting bool
}

// bench is what the page asks of the workbench.
type bench interface {
	SetChains(v workbench.ChainsView)
	ShowStory(place int)
	Snapshot() *workbench.Snapshot
}

// New makes the page in the language of the shell.
func New(sh screen.Shell) screen.Tab {
	v := &Episodes{sh: sh, bench: func() bench { return sh.Bench() }, view: chartview.New()}
	var cards []fyne.CanvasObject
	for i := range v.figures {
		v.figures[i] = kit.NewFigure(kit.FigureState{}, nil)
		cards = append(cards, v.figures[i])
	}
	v.view.Widget.SetMinSize(240, 170)
	v.view.Widget.OnError = sh.Fail
	v.view.Offer(sh, v.picture)
	v.card = kit.NewCard(figure.EpisodesTitle(sh.Locale()), v.view.PictureButton(sh), v.view.Widget)
	var options []kit.Option
	for _, n := range leasts {
		options = append(options, kit.Option{ID: strconv.Itoa(n), Title: strconv.Itoa(n) + "+", Tip: v.t("episodes.open.least.tip")})
	}
	v.least = kit.NewChipGroup(options, "", func(id string) {
		if n, err := strconv.Atoi(id); err == nil && !v.setting {
			q := v.bench().Snapshot().Question.Chains
			q.Least = n
			v.bench().SetChains(q)
		}
	})
	v.table = kit.NewTable[repeat.OpenChain]()
	v.table.Key = func(c repeat.OpenChain) string { return fmt.Sprint(c.First) }
	v.table.OnActivate = func(c repeat.OpenChain) { v.bench().ShowStory(c.Last) }
	v.table.OnCopy = sh.Copy
	v.list = kit.NewCard(v.t("episodes.open"), v.least, container.NewBorder(nil, kit.Pad(0, 4, kit.NewTruncatedText(v.t("episodes.open.tip"), kit.RoleSmall)), nil, nil, kit.MinSize(200, 120, v.table)))
	v.page = kit.VBoxFill(kit.Gap, kit.Columns(kit.Gap, nil, cards...), container.New(&parts{0.46, kit.Gap}, v.card, v.list))
	v.loading = kit.NewEmptyState(v.t("pairs.loading.title"), v.t("pairs.loading.text"))
	v.content = container.NewStack(v.page, v.loading)
	v.page.Hide()
	return v
}

func (v *Episodes) t(id string, pairs ...any) string { return v.sh.Locale().T(id, pairs...) }

// Title gives the word of the tab.
func (v *Episodes) Title() string { return v.t("episodes.tab") }

// Content gives what to show.
func (v *Episodes) Content() fyne.CanvasObject { return v.content }

// Show draws a snapshot. What was found for an earlier question stays until the next is there.
func (v *Episodes) Show(n *workbench.Snapshot) {
	v.setting = true
	defer func() { v.setting = false }()
	v.least.SetSelected(strconv.Itoa(n.Question.Chains.Least))
	if n.Looked == nil || n.Looked.Chains == nil {
		if v.shown == nil {
			v.loading.Show()
			v.page.Hide()
		}
		return
	}
	v.loading.Hide()
	v.page.Show()
	if n.Looked.Chains == v.shown {
		return
	}
	v.shown = n.Looked.Chains
	v.sum(n.Looked.Question.Chains.Least)
	c, l := v.shown, v.sh.Locale()
	v.view.Set(func() charts.Chart { return figure.EpisodesChart(c, l) })
	v.fill(n.Looked.Question.Chains.Least)
}

// sum fills the figures above.
func (v *Episodes) sum(least int) {
	c, l := v.shown, v.sh.Locale()
	means := figure.EpisodesMeans(c.Query.Definition, l)
	none := ""
	if c.Episodes.Episodes == 0 {
		none = v.t("episodes.none")
	}
	done := c.Done()
	v.figures[0].Set(kit.FigureState{Label: v.t("episodes.card.done"), Value: figure.DoneText(c.Episodes, l), Basis: figure.Basis(done, l),
		Tip: v.t("episodes.card.done.tip") + "\n" + means, Withheld: none})
	v.figures[1].Set(kit.FigureState{Label: v.t("episodes.card.per"), Value: figure.PerEpisodeText(c.Episodes, l),
		Basis: v.t("episodes.card.per.basis", "n", c.Episodes.Episodes, "contacts", c.Episodes.Contacts), Tip: v.t("episodes.card.per.tip") + "\n" + means, Withheld: none})
	v.figures[2].Set(kit.FigureState{Label: v.t("episodes.card.longest"), Value: l.Int(c.Longest), Basis: v.t("episodes.card.longest.basis", "n", c.Longest),
		Tip: v.t("episodes.card.longest.tip"), Withheld: none})
	v.figures[3].Set(kit.FigureState{Label: v.t("episodes.card.open"), Value: l.Int(c.Opened), Basis: v.t("episodes.card.open.basis", "least", least),
		Tip: v.t("episodes.card.open.tip")})
}

// fill lists the open chains.
func (v *Episodes) fill(least int) {
	c, l := v.shown, v.sh.Locale()
	type chain = repeat.OpenChain
	moment := func(place int) string {
		t := c.Contact(place).Time.Truncate(time.Minute)
		return l.DateTime(t)
	}
	reason := func(place int) string {
		one := c.Contact(place)
		if text := one.Value(contact.Reason); text != "" {
			return text
		}
		if text := one.Value(contact.Process); text != "" {
			return text
		}
		return v.t("value.missing")
	}
	v.table.SetRows(nil) // those of an earlier question are of another list
	v.table.SetColumns(
		kit.Column[chain]{ID: "contacts", Title: v.t("episodes.column.contacts"), Width: 84, Align: fyne.TextAlignTrailing, Text: func(o chain) string { return l.Int(o.Contacts) },
			Role: func(chain) kit.Role { return kit.RoleStrong }, Less: func(a, b chain) bool { return a.Contacts < b.Contacts }, DescFirst: true},
		kit.Column[chain]{ID: "reason_first", Title: v.t("episodes.column.reason_first"), MinWidth: 90, Text: func(o chain) string { return reason(o.First) },
			Less: func(a, b chain) bool { return reason(a.First) < reason(b.First) }},
		kit.Column[chain]{ID: "reason_last", Title: v.t("episodes.column.reason_last"), Width: 190, MinWidth: 90, Text: func(o chain) string { return reason(o.Last) },
			Less: func(a, b chain) bool { return reason(a.Last) < reason(b.Last) }},
		kit.Column[chain]{ID: "first", Title: v.t("episodes.column.first"), Width: 138, Text: func(o chain) string { return moment(o.First) },
			Less: func(a, b chain) bool { return c.Contact(a.First).Time.Before(c.Contact(b.First).Time) }, DescFirst: true},
		kit.Column[chain]{ID: "last", Title: v.t("episodes.column.last"), Width: 138, Text: func(o chain) string { return moment(o.Last) },
			Less: func(a, b chain) bool { return c.Contact(a.Last).Time.Before(c.Contact(b.Last).Time) }, DescFirst: true},
		kit.Column[chain]{ID: "lasted", Title: v.t("episodes.column.lasted"), Tip: v.t("episodes.column.lasted.tip"), Width: 90, Align: fyne.TextAlignTrailing,
			Text: func(o chain) string { return figure.ChainLasted(o, l) }, Less: func(a, b chain) bool { return a.Lasted < b.Lasted }, DescFirst: true},
		kit.Column[chain]{ID: "left", Title: v.t("episodes.column.left"), Tip: v.t("episodes.column.left.tip"), Width: 100, Align: fyne.TextAlignTrailing,
			Text: func(o chain) string { return figure.ChainLeft(o, c.Query.Definition, l) }, Less: func(a, b chain) bool { return a.Left < b.Left }})
	v.table.SetEmptyText(v.t("episodes.open.none", "least", least))
	v.table.SetRows(c.Open)
	note := ""
	if c.Opened > len(c.Open) {
		note = v.t("episodes.open.shown", "n", len(c.Open), "all", c.Opened)
	}
	v.list.SetNote(note)
}

// picture gives the lengths as they may leave the program.
func (v *Episodes) picture() (chartview.Picture, bool) {
	if v.shown == nil {
		return chartview.Picture{}, false
	}
	c, l := v.shown, v.sh.Locale()
	return chartview.Picture{Name: figure.EpisodesTitle(l) + ", " + c.Query.Definition.Short(l), Make: func() charts.Captioned { return figure.EpisodesPicture(c, l) }}, true
}

// parts puts two objects above one another; the first takes a share of the height.
type parts struct{ share, gap float32 }

func (p *parts) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+p.gap+b.Height)
}

func (p *parts) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := max(float32(int((s.Height-p.gap)*p.share)), o[0].MinSize().Height)
	h = min(h, s.Height-p.gap-o[1].MinSize().Height)
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(s.Width, h))
	o[1].Move(fyne.NewPos(0, h+p.gap))
	o[1].Resize(fyne.NewSize(s.Width, s.Height-h-p.gap))
}
