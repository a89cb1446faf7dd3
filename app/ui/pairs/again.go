package pairs

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// again is the tab of who comes back once more after a repeat, and what that goes together with.
type again struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	box     *fyne.Container
	loading *kit.EmptyState
	base    *kit.Paragraph
	what    *kit.Text
	fair    *kit.Paragraph
	table   *kit.Table[repeat.AgainRow]
	shown   *repeat.Again
}

func newAgain(sh screen.Shell) *again {
	l := sh.Locale()
	v := &again{sh: sh, base: kit.NewParagraph("", kit.RoleStrong), what: kit.NewTruncatedText("", kit.RoleMuted), fair: kit.NewParagraph("", kit.RoleSmall)}
	rate := func(id string, of func(r repeat.AgainRow) repeat.Rate) kit.Column[repeat.AgainRow] {
		return kit.Column[repeat.AgainRow]{ID: id, Title: l.T("again.column." + id), Tip: l.T("again.column." + id + ".tip"), Width: 168, MinWidth: 120, Align: fyne.TextAlignTrailing,
			Text: func(r repeat.AgainRow) string {
				return l.Percent(of(r).Value) + " · " + figure.Of(of(r), l)
			},
			Role: func(r repeat.AgainRow) kit.Role {
				if of(r).Few() {
					return kit.RoleFaint
				}
				return kit.RoleBody
			}}
	}
	v.table = kit.NewTable(
		kit.Column[repeat.AgainRow]{ID: "factor", Title: l.T("again.column.factor"), MinWidth: 190, Text: func(r repeat.AgainRow) string { return l.T("again.factor." + string(r.Factor)) }},
		rate("with", func(r repeat.AgainRow) repeat.Rate { return r.With }),
		rate("without", func(r repeat.AgainRow) repeat.Rate { return r.Without }),
		kit.Column[repeat.AgainRow]{ID: "ratio", Title: l.T("again.column.ratio"), Tip: l.T("again.column.ratio.tip"), Width: 90, Align: fyne.TextAlignTrailing, Text: func(r repeat.AgainRow) string {
			return figure.RatioText(r.Within.Ratio, l)
		}},
		kit.Column[repeat.AgainRow]{ID: "interval", Title: l.T("again.column.interval"), Width: 96, Text: func(r repeat.AgainRow) string { return figure.RatioRange(r.Within.Ratio, l) }},
		kit.Column[repeat.AgainRow]{ID: "crude", Title: l.T("again.column.crude"), Tip: l.T("again.column.crude.tip"), Width: 84, Align: fyne.TextAlignTrailing, Text: func(r repeat.AgainRow) string {
			return figure.RatioText(r.Crude, l)
		}, Role: func(repeat.AgainRow) kit.Role { return kit.RoleMuted }},
		kit.Column[repeat.AgainRow]{ID: "verdict", Title: l.T("again.column.verdict"), Width: 176, MinWidth: 120, Text: func(r repeat.AgainRow) string { return figure.AgainVerdict(r, l) }, Role: func(r repeat.AgainRow) kit.Role {
			if figure.AgainClear(r) {
				return kit.RoleStrong
			}
			return kit.RoleMuted
		}},
	)
	v.table.Key = func(r repeat.AgainRow) string { return string(r.Factor) }
	v.table.OnCopy = sh.Copy
	v.table.SetFitHeight(len(repeat.Factors))
	v.table.SetEmptyText(l.T("again.none"))
	v.box = kit.VBox(kit.GapSmall, kit.NewText(l.T("again.title"), kit.RoleHeading), v.what,
		kit.NewCard("", nil, kit.VBox(10, v.base, v.table)), kit.NewParagraph(l.T("again.text"), kit.RoleSmall), v.fair)
	v.page = container.NewVScroll(container.New(&besideBar{}, v.box))
	v.loading = kit.NewEmptyState(l.T("pairs.loading.title"), l.T("pairs.loading.text"))
	v.content = container.NewStack(v.page, v.loading)
	return v
}

// Title gives the word of the tab.
func (v *again) Title() string { return v.sh.Locale().T("pairs.tab.again") }

// Content gives what to show.
func (v *again) Content() fyne.CanvasObject { return v.content }

// Show draws a snapshot.
func (v *again) Show(s *workbench.Snapshot) {
	if s.Looked == nil || s.Looked.Again == nil {
		if v.shown == nil {
			put(v.content, v.loading)
		}
		return
	}
	put(v.content, v.page)
	if s.Looked.Again == v.shown {
		return
	}
	v.shown = s.Looked.Again
	l, a := v.sh.Locale(), v.shown
	v.what.SetText(figure.Join(figure.SelectionText(a.Query.Selection.Filter, l), figure.Period(a.Query.Selection, repeat.Data{From: s.Workspace.From, To: s.Workspace.To}, l), a.Query.Definition.Short(l)))
	v.base.SetText(figure.AgainText(*a, l))
	v.table.SetRows(a.Rows)
	v.fair.SetText(l.T("again.fair"))
	v.box.Refresh() // the table wants another height
	v.page.Refresh()
}
