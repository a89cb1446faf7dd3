package outliers

import (
	"cmp"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/outlier"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
	"eenkeer/charts"
)

// dimensions are what can be compared, in the order of the chips.
var dimensions = []contact.Dimension{contact.Third, contact.Team, contact.Reason, contact.Process, contact.Agent}

// What the list holds.
const (
	listFlagged = "flagged"
	listAll     = "all"
)

// compare is the funnel with its list and what was found of one.
type compare struct {
	sh      screen.Shell
	content *fyne.Container
	by      *kit.ChipGroup
	view    *chartview.View
	card    *kit.Card
	note    *kit.Paragraph
	which   *kit.ChipGroup
	search  *kit.Entry
	table   *kit.Table[outlier.Row]
	detail  *detail

	offered string // what there is to choose from
	shown   *outlier.Result
	chosen  string // key of the unit that is looked at
}

func newCompare(sh screen.Shell) *compare {
	l := sh.Locale()
	c := &compare{sh: sh, view: chartview.New(), note: kit.NewParagraph("", kit.RoleSmall)}
	c.by = kit.NewChipGroup(c.options(nil), "", func(id string) {
		v := sh.Bench().Snapshot().Question.Outliers
		v.By = contact.Dimension(id)
		sh.Bench().SetOutliers(v)
	})
	c.view.Widget.SetMinSize(240, 180)
	c.view.Widget.OnError = sh.Fail
	c.view.OnHit = func(h charts.Hit) { c.choose(h.Key) }
	c.view.Offer(sh, c.picture)
	c.card = kit.NewCard("", c.view.PictureButton(sh), container.NewBorder(nil, c.note, nil, nil, c.view.Widget))

	c.which = kit.NewChipGroup([]kit.Option{{ID: listFlagged}, {ID: listAll}}, listFlagged, func(string) { c.fill() })
	c.search = kit.NewSearchEntry(l.T("outliers.search"))
	c.search.OnChanged = func(text string) {
		if text != "" && c.which.Selected() != listAll {
			c.which.SetSelected(listAll)
		}
		c.fill()
	}
	c.table = kit.NewTable[outlier.Row]()
	c.table.Key = func(r outlier.Row) string { return r.Key[0] }
	c.table.OnSelect = func(r outlier.Row) { c.choose(r.Key[0]) }
	c.table.OnActivate = func(r outlier.Row) { c.choose(r.Key[0]) }
	c.table.OnCopy = sh.Copy
	list := kit.NewCard("", nil, container.NewBorder(
		kit.VBox(kit.GapSmall, container.NewBorder(nil, nil, nil, kit.MinWidth(150, c.search), c.which), kit.MinSize(0, 2, kit.Spacer())),
		nil, nil, nil, kit.MinSize(200, 120, c.table)))
	c.detail = newDetail(sh)
	c.content = kit.VBoxFill(kit.Gap, c.by, beside(0.66, kit.Gap, upper(0.62, kit.Gap, c.card, list), c.detail.card))
	return c
}

// options are the dimensions that the workspace has values of.
func (c *compare) options(n *workbench.Snapshot) []kit.Option {
	l := c.sh.Locale()
	all := make([]kit.Option, len(dimensions))
	for i, d := range dimensions {
		known := n == nil || n.Workspace.Values == nil || len(n.Workspace.Values(d)) > 1
		all[i] = kit.Option{ID: string(d), Title: l.T("dimension." + string(d)), Disabled: !known}
	}
	return all
}

// byCode says whether agents are compared, and stand there by code.
func (c *compare) byCode(n *workbench.Snapshot) bool {
	return n.Question.Outliers.By == contact.Agent && !n.Agents.Shown
}

func (c *compare) show(n *workbench.Snapshot) {
	options := c.options(n)
	if now := fmt.Sprint(options); now != c.offered {
		c.offered = now
		c.by.SetOptions(options)
	}
	c.by.SetSelected(string(n.Question.Outliers.By))
	if n.Looked == nil || n.Looked.Result == nil || n.Looked.Result == c.shown {
		return
	}
	other := c.shown == nil || c.shown.Dimension != n.Looked.Result.Dimension
	c.shown = n.Looked.Result
	l := c.sh.Locale()
	if other {
		c.chosen = ""
		c.search.SetText("")
		c.which.SetSelected(listFlagged)
		c.table.SetColumns(columns(c.shown.Dimension, l)...)
		if figure.Ranked(c.shown.Dimension) {
			c.table.SetSort("excess", true)
		} else {
			c.table.SetSort("name", false)
		}
	}
	if c.chosen == "" {
		c.chosen = first(c.shown)
	}
	c.card.SetTitle(figure.OutliersTitle(*c.shown, l))
	c.note.SetText(figure.OutliersNote(*c.shown, l))
	c.fill()
	c.draw()
	c.detail.show(c.shown, c.chosen)
}

// first is what is looked at when nobody chose: the first by name that does better than expected, else the first that stands
// out.
func first(r *outlier.Result) string {
	key := ""
	for _, row := range r.Rows {
		if row.Flag == outlier.Low {
			return row.Key[0]
		}
		if row.Flag == outlier.High && key == "" {
			key = row.Key[0]
		}
	}
	return key
}

// draw draws the funnel with a ring round the chosen one.
func (c *compare) draw() {
	r, chosen, l := c.shown, c.chosen, c.sh.Locale()
	c.view.Set(func() charts.Chart { return figure.Funnel(*r, chosen, l) })
}

// choose looks at one.
func (c *compare) choose(key string) {
	if c.shown == nil || key == "" || key == c.chosen {
		return
	}
	c.chosen = key
	c.table.SelectKey(key)
	c.draw()
	c.detail.show(c.shown, key)
}

// fill lists those that stand out, or all that match the search.
func (c *compare) fill() {
	if c.shown == nil {
		return
	}
	l := c.sh.Locale()
	c.which.SetOptions([]kit.Option{
		{ID: listFlagged, Title: l.T("outliers.flagged", "n", c.shown.Flagged)},
		{ID: listAll, Title: l.T("outliers.all", "n", len(c.shown.Rows))},
	})
	flagged, wanted := c.which.Selected() == listFlagged, strings.ToLower(strings.TrimSpace(c.search.Text))
	var rows []outlier.Row
	for _, row := range c.shown.Rows {
		if flagged && row.Flag == outlier.Inside || wanted != "" && !strings.Contains(strings.ToLower(row.Key[0]), wanted) {
			continue
		}
		rows = append(rows, row)
	}
	switch {
	case !flagged:
		c.table.SetEmptyText(l.T("outliers.list.nothing"))
	case c.shown.Dimension == contact.Reason || c.shown.Dimension == contact.Process:
		c.table.SetEmptyText(l.T("outliers.list.none.work"))
	default:
		c.table.SetEmptyText(l.T("outliers.list.none"))
	}
	c.table.SetRows(rows)
	c.table.SelectKey(c.chosen)
}

// columns are those of the list. Agents can be put in order by name alone.
func columns(d contact.Dimension, l *locale.Locale) []kit.Column[outlier.Row] {
	less := func(of func(outlier.Row) float64) func(a, b outlier.Row) bool {
		if !figure.Ranked(d) {
			return nil
		}
		return func(a, b outlier.Row) bool { return cmp.Less(of(a), of(b)) }
	}
	withheld := func(r outlier.Row, text string) string {
		if r.State == outlier.Few {
			return "–"
		}
		return text
	}
	excess := func(r outlier.Row) float64 { return float64(r.Followed) - r.Expected }
	return []kit.Column[outlier.Row]{
		{ID: "name", Title: l.T("dimension." + string(d)), MinWidth: 150, Text: func(r outlier.Row) string { return figure.Value(d, r.Key[0], l) },
			Role: func(outlier.Row) kit.Role { return kit.RoleStrong }, Less: func(a, b outlier.Row) bool { return a.Key[0] < b.Key[0] }},
		{ID: "found", Title: l.T("outliers.column.found"), Width: 256, MinWidth: 110, Text: func(r outlier.Row) string { return figure.JudgedText(r, l) },
			Role: func(r outlier.Row) kit.Role { return roleOf(r.Flag) }},
		{ID: "ripe", Title: l.T("outliers.column.ripe"), Width: 62, Align: fyne.TextAlignTrailing, Text: func(r outlier.Row) string { return l.Int(r.Ripe) },
			Less: less(func(r outlier.Row) float64 { return float64(r.Ripe) }), DescFirst: true},
		{ID: "rate", Title: l.T("outliers.column.rate"), Tip: l.T("outliers.column.rate.tip"), Width: 92, Align: fyne.TextAlignTrailing,
			Text: func(r outlier.Row) string { return withheld(r, l.Percent(r.Rate)) },
			Less: less(func(r outlier.Row) float64 { return r.Rate }), DescFirst: true},
		{ID: "excess", Title: l.T("outliers.column.excess"), Tip: l.T("outliers.column.excess.tip"), Width: 76, Align: fyne.TextAlignTrailing,
			Text: func(r outlier.Row) string { return withheld(r, figure.Signed(excess(r), l)) }, Less: less(excess), DescFirst: true},
	}
}

// roleOf colours a finding; its words say the same.
func roleOf(s outlier.Side) kit.Role {
	switch s {
	case outlier.High:
		return kit.RoleWarn
	case outlier.Low:
		return kit.RoleGood
	}
	return kit.RoleMuted
}

// picture gives the funnel as it may leave the program.
func (c *compare) picture() (chartview.Picture, bool) {
	if c.shown == nil {
		return chartview.Picture{}, false
	}
	r, l := c.shown, c.sh.Locale()
	return chartview.Picture{
		Name: figure.OutliersTitle(*r, l) + ", " + r.Query.Definition.Short(l),
		Make: func() charts.Captioned { return figure.FunnelPicture(*r, l) },
	}, true
}

// contactsOf shows the contacts of one after which the customer came back.
func contactsOf(sh screen.Shell, d contact.Dimension, key string) {
	sh.Bench().ShowContacts(repeat.Filter{{By: d, Values: []string{key}}}, repeat.OnlyFollowed)
}
