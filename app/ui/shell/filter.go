package shell

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// filterMenu chooses the dimension to filter by.
func (t *topBar) filterMenu() {
	snapshot := t.s.bench.Snapshot()
	if snapshot.Phase != workbench.Ready {
		return
	}
	var items []kit.MenuItem
	for _, d := range filterDimensions {
		n := len(snapshot.Workspace.Values(d))
		items = append(items, kit.MenuItem{
			Text: t.s.t("dimension." + string(d)), Disabled: n < 2, // nothing but the missing value
			Checked: slices.ContainsFunc(snapshot.Question.Selection.Filter, func(c repeat.Condition) bool { return c.By == d }),
			Do:      func() { t.valuePanel(d) },
		})
	}
	kit.ShowMenu(t.filter, items)
}

// value is a value of a dimension in the list to choose from.
type value struct {
	text, label string
	on          bool
}

// valuePanel chooses which values of a dimension are counted; every figure
// follows at once.
func (t *topBar) valuePanel(d contact.Dimension) {
	s := t.s
	snapshot := s.bench.Snapshot()
	var all []*value
	chosen := map[string]bool{}
	for _, c := range snapshot.Question.Selection.Filter {
		if c.By == d {
			for _, v := range c.Values {
				chosen[v] = true
			}
		}
	}
	for _, v := range snapshot.Workspace.Values(d) {
		all = append(all, &value{v, figure.Value(d, v, s.locale), chosen[v]})
	}
	slices.SortStableFunc(all, func(a, b *value) int { return strings.Compare(strings.ToLower(a.label), strings.ToLower(b.label)) })
	table := kit.NewTable(
		kit.Column[*value]{ID: "value", Title: s.t("dimension." + string(d)), Text: func(v *value) string { return v.label }, Role: func(v *value) kit.Role {
			if v.on {
				return kit.RoleAccent
			}
			return kit.RoleBody
		}},
		kit.Column[*value]{ID: "on", Title: "", Width: 40, Align: fyne.TextAlignCenter, Text: func(v *value) string {
			if v.on {
				return "✓"
			}
			return ""
		}, Role: func(*value) kit.Role { return kit.RoleAccent }},
	)
	apply := func() {
		var values []string
		for _, v := range all {
			if v.on {
				values = append(values, v.text)
			}
		}
		s.bench.SetFilter(d, values...)
	}
	search := kit.NewSearchEntry(s.t("top.filter.search"))
	list := func(words string) {
		words = strings.ToLower(strings.TrimSpace(words))
		var rows []*value
		for _, v := range all {
			if strings.Contains(strings.ToLower(v.label), words) {
				rows = append(rows, v)
			}
		}
		table.SetRows(rows)
	}
	list("")
	search.OnChanged = list
	table.OnActivate = func(v *value) {
		v.on = !v.on
		table.Refresh()
		apply()
	}
	clear := kit.NewLinkButton(s.t("top.filter.none"), func() {
		for _, v := range all {
			v.on = false
		}
		table.Refresh()
		apply()
	})
	rows := min(len(all), 10)
	kit.ShowPopover(t.filter, container.NewBorder(
		kit.VBox(kit.GapSmall, kit.NewText(s.t("top.filter.title", "dimension", s.t("dimension."+string(d))), kit.RoleStrong), search), kit.Pad(0, 4, clear), nil, nil,
		kit.MinSize(320, float32(rows)*30+44, table)))
}
