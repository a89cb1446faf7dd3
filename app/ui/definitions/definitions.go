// Package definitions sets definitions side by side: the present one and up to four
// others on the same contacts, in one chart and one table. It opens from the panel of the
// definition; nothing is chosen here but what stands side by side.
package definitions

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// Definitions is the screen.
type Definitions struct {
	sh      screen.Shell
	content *fyne.Container
	page    fyne.CanvasObject
	empty   *kit.EmptyState

	measure *kit.ChipGroup
	add     *kit.Button
	view    *chartview.View
	card    *kit.Card
	table   *kit.Table[row]
	note    *kit.Paragraph
	says    *kit.Paragraph // the chosen definition in full
	use     *kit.Button
	keep    *kit.Button
	away    *kit.Button

	shown   *repeat.Comparison
	drawnOf figure.Measure
	chosen  int // place of the row that is looked at; 0 is the present definition
}

// row is one definition of the table.
type row struct {
	place int
	repeat.ComparedDefinition
}

// New makes the screen in the language of the shell.
func New(sh screen.Shell) screen.Screen {
	l := sh.Locale()
	d := &Definitions{sh: sh, view: chartview.New(), note: kit.NewParagraph("", kit.RoleSmall), says: kit.NewParagraph("", kit.RoleMuted)}
	d.measure = kit.NewChipGroup([]kit.Option{
		{ID: string(figure.HHV), Title: l.T("figure.hhv.short"), Tip: l.T("definitions.hhv.tip")},
		{ID: string(figure.Followed), Title: l.T("figure.followed.short"), Tip: l.T("definitions.followed.tip")},
	}, string(figure.HHV), func(string) { d.draw() })
	d.add = kit.NewPrimaryButton(l.T("definitions.add"), d.addMenu)
	d.view.Widget.SetMinSize(360, 180)
	d.view.Widget.OnError = sh.Fail
	d.view.OnHit = func(h charts.Hit) { d.choose(h.Series) }
	d.view.Offer(sh, d.picture)
	d.card = kit.NewCard("", d.view.PictureButton(sh), container.NewBorder(nil, d.note, nil, nil, d.view.Widget))

	d.table = kit.NewTable(columns(sh)...)
	d.table.Key = func(r row) string { return strconv.Itoa(r.place) }
	d.table.OnSelect = func(r row) { d.choose(r.place) }
	d.table.OnActivate = func(r row) { d.choose(r.place) }
	d.table.OnDelete(func(r row) { sh.Bench().TakeFromBeside(r.place - 1) })
	d.table.OnCopy = sh.Copy
	d.use = kit.NewButton(l.T("definitions.use"), func() { sh.Bench().UseBeside(d.chosen - 1) })
	d.use.SetTip(l.T("definitions.use.tip"))
	d.keep = kit.NewButton(l.T("definitions.keep"), d.save)
	d.keep.SetTip(l.T("definitions.keep.tip"))
	d.away = kit.NewButton(l.T("definitions.away"), func() { sh.Bench().TakeFromBeside(d.chosen - 1) })
	d.away.SetTip(l.T("definitions.away.tip"))
	head := container.NewBorder(nil, nil, kit.NewText(l.T("definitions.title"), kit.RoleHeading), kit.HBox(kit.GapSmall, d.measure, d.add))
	table := kit.NewCard(l.T("definitions.table"), nil, container.NewBorder(nil,
		kit.VBox(kit.GapSmall, d.says, kit.HBox(kit.GapSmall, d.use, d.keep, d.away)), nil, nil, kit.MinSize(360, 208, d.table)))
	d.page = kit.Pad(kit.GapPage, kit.GapPage, container.NewBorder(kit.Pad(0, 4, head), kit.VBox(kit.Gap, kit.MinSize(0, 2, kit.Spacer()), table), nil, nil, d.card))
	d.empty = kit.NewEmptyState(l.T("definitions.empty.title"), l.T("definitions.empty.text"),
		kit.NewPrimaryButton(l.T("outliers.empty.start"), func() { sh.Go(screen.Start) }))
	d.content = container.NewStack(d.page, d.empty)
	d.put(d.empty)
	return d
}

// Content gives what to show.
func (d *Definitions) Content() fyne.CanvasObject { return d.content }

// Show draws a snapshot. What stood side by side before stays until the next is there.
func (d *Definitions) Show(n *workbench.Snapshot) {
	d.sh.Bench().Look(workbench.Look{Beside: true})
	if n.Phase != workbench.Ready || n.Figures == nil || n.Workspace.Contacts == 0 {
		d.put(d.empty)
		return
	}
	d.put(d.page)
	enable(d.add, len(n.Question.Beside) < workbench.MostBeside)
	if n.Looked == nil || n.Looked.Beside == nil || n.Looked.Beside == d.shown {
		return
	}
	d.shown = n.Looked.Beside
	d.chosen = min(d.chosen, len(d.shown.Items)-1)
	rows := make([]row, len(d.shown.Items))
	for i, item := range d.shown.Items {
		rows[i] = row{i, item}
	}
	d.table.SetRows(rows)
	d.draw()
	d.choose(d.chosen)
}

func (d *Definitions) draw() {
	if d.shown == nil {
		return
	}
	l, c, m := d.sh.Locale(), *d.shown, figure.Measure(d.measure.Selected())
	d.drawnOf = m
	d.card.SetTitle(figure.BesideTitle(m, l))
	d.note.SetText(figure.BesideNote(c, l))
	d.view.Set(func() charts.Chart { return figure.Beside(c, m, l) })
}

// picture gives the chart as it may leave the program, with every definition in full.
func (d *Definitions) picture() (chartview.Picture, bool) {
	if d.shown == nil {
		return chartview.Picture{}, false
	}
	l, c, m := d.sh.Locale(), *d.shown, figure.Measure(d.measure.Selected())
	return chartview.Picture{Name: figure.BesideTitle(m, l), Make: func() charts.Captioned { return figure.BesidePicture(c, m, l) }}, true
}

// choose says one of the definitions in full.
func (d *Definitions) choose(place int) {
	if d.shown == nil || place < 0 || place >= len(d.shown.Items) {
		return
	}
	d.chosen = place
	l, one := d.sh.Locale(), d.shown.Items[place]
	d.says.SetText(l.T("definitions.says", "place", strconv.Itoa(place+1), "definition", one.Definition.Sentence(l)) + "\n" + figure.BesideRates(one, l))
	for _, b := range []*kit.Button{d.use, d.away} {
		enable(b, place > 0)
	}
	d.content.Refresh()
}

// addMenu offers what can be set beside: the present definition as it is now, those that
// are saved, those that the field uses.
func (d *Definitions) addMenu() {
	l, n := d.sh.Locale(), d.sh.Bench().Snapshot()
	full := len(n.Question.Beside) >= workbench.MostBeside
	item := func(text, hint string, def repeat.Definition) kit.MenuItem {
		return kit.MenuItem{Text: text, Hint: hint, Disabled: full, Do: func() { d.sh.Bench().PutBeside(def) }}
	}
	items := []kit.MenuItem{item(l.T("definitions.add.now"), n.Question.Definition.WindowText(l), n.Question.Definition)}
	for _, def := range n.Definitions {
		items = append(items, item(def.Name, def.WindowText(l), def))
	}
	for _, r := range repeat.ReadyMade {
		def := r.Definition
		def.Name = r.Name(l)
		items = append(items, item(def.Name, def.WindowText(l), def))
	}
	kit.ShowMenu(d.add, items)
}

// save asks a name and keeps the chosen definition under it.
func (d *Definitions) save() {
	if d.shown == nil {
		return
	}
	l, def := d.sh.Locale(), d.shown.Items[d.chosen].Definition
	name := kit.NewEntry(l.T("define.save.placeholder"))
	name.SetText(def.Name)
	ok := func() bool {
		if name.Text == "" {
			return false
		}
		def.Name = name.Text
		d.sh.Bench().KeepDefinition(def)
		return true
	}
	var dialog *kit.Dialog
	name.OnSubmitted = func(string) {
		if ok() {
			dialog.Close()
		}
	}
	dialog = kit.ShowDialog(d.sh.Window().Canvas(), kit.DialogOptions{
		Title: l.T("define.save.title"), Focus: name,
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(def.Sentence(l), kit.RoleMuted), name),
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: l.T("define.save.do"), Kind: kit.ButtonPrimary, Default: true, Do: ok}},
	})
}

func columns(sh screen.Shell) []kit.Column[row] {
	l := sh.Locale()
	rate := func(m figure.Measure) func(row) string {
		return func(r row) string {
			if m.Withheld(r.Total, l) != "" {
				return "–"
			}
			return l.Percent(m.Of(r.Total).Value)
		}
	}
	counted := func(m figure.Measure) func(row) string {
		return func(r row) string {
			x := m.Of(r.Total)
			return l.T("definitions.counted", "x", x.Numerator, "of", x.Denominator)
		}
	}
	right := fyne.TextAlignTrailing
	return []kit.Column[row]{
		{ID: "place", Title: "", Width: 26, Text: func(r row) string { return strconv.Itoa(r.place + 1) }, Role: func(row) kit.Role { return kit.RoleStrong }},
		{ID: "name", Title: l.T("definitions.head.name"), MinWidth: 130, Text: func(r row) string { return figure.DefinitionName(r.Definition, l) },
			Tag: func(r row) string {
				if r.place == 0 {
					return l.T("definitions.now")
				}
				return ""
			}},
		{ID: "hhv", Title: l.T("figure.hhv.short"), Tip: l.T("definitions.hhv.tip"), Width: 70, Align: right, Text: rate(figure.HHV), Role: func(row) kit.Role { return kit.RoleStrong }},
		{ID: "repeats", Title: l.T("definitions.head.counted"), Tip: l.T("definitions.head.repeats.tip"), Width: 118, Fit: true, Align: right, Text: counted(figure.HHV)},
		{ID: "followed", Title: l.T("figure.followed.short"), Tip: l.T("definitions.followed.tip"), Width: 90, Align: right, Text: rate(figure.Followed), Role: func(row) kit.Role { return kit.RoleStrong }},
		{ID: "ripe", Title: l.T("definitions.head.counted"), Tip: l.T("definitions.head.ripe.tip"), Width: 118, Fit: true, Align: right, Text: counted(figure.Followed)},
		{ID: "episodes", Title: l.T("definitions.head.episodes"), Tip: l.T("definitions.head.episodes.tip"), Width: 74, Align: right, Text: func(r row) string { return l.Int(r.Episodes.Episodes) }},
		{ID: "one", Title: l.T("definitions.head.one"), Tip: l.T("definitions.head.one.tip"), Width: 92, Align: right, Text: func(r row) string {
			if r.Episodes.Episodes == 0 {
				return "–"
			}
			return l.Percent(float64(r.Episodes.OneAndDone) / float64(r.Episodes.Episodes))
		}},
		{ID: "out", Title: l.T("definitions.head.out"), Tip: l.T("definitions.head.out.tip"), Width: 84, Align: right, Text: func(r row) string { return l.Int(r.Data.NotEligible) }},
	}
}

func (d *Definitions) put(face fyne.CanvasObject) {
	for _, o := range d.content.Objects {
		switch {
		case o == face && !o.Visible():
			o.Show()
		case o != face && o.Visible():
			o.Hide()
		}
	}
}

func enable(b *kit.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}
