package kaizen

import (
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// saveAs asks for the name of a file and passes it on, if one was given. what names what is in it.
func saveAs(sh screen.Shell, what, extension string, do func(path string)) {
	l := sh.Locale()
	filters := []kit.FileFilter{{Name: l.T("board.file" + extension), Patterns: []string{"*" + extension}}}
	name := sh.Bench().Snapshot().Workspace.Name + " " + what + extension
	sh.Files().SaveFile(kit.SaveOptions{Title: l.T("board.exchange"), Name: name, Folder: workbench.Documents(), Filters: filters}, func(path string, err error) {
		if err != nil {
			sh.Fail(err)
		} else if path != "" {
			do(kit.WithExtension(path, filters))
		}
	})
}

// saveCalendar writes a calendar file of what someone has to do; of everyone for 0.
func saveCalendar(sh screen.Shell, person kaizen.ID) {
	l := sh.Locale()
	what := sh.Bench().Snapshot().Register.Name(person)
	if what == "" {
		what = l.T("kaizen.tab.actions")
	}
	saveAs(sh, what, ".ics", func(path string) { sh.Bench().ExportCalendar(path, person, 0, l) })
}

// saveWeekly writes the weekly list as a page to print.
func saveWeekly(sh screen.Shell) {
	l := sh.Locale()
	n := sh.Bench().Snapshot()
	saveAs(sh, l.T("kaizen.tab.weekly"), ".pdf", func(path string) {
		page := report.WeeklyPage{Register: n.Register, Weekly: list(n), Workspace: n.Workspace.Name, At: n.Today.Time()}
		sh.Bench().Export(path, func(path string) error {
			return report.Save(path, func(w io.Writer) error { return page.Write(w, l) })
		})
	})
}

// exchange offers to take the actions that are shown out of the program, or a list in.
func (a *actions) exchange(under fyne.CanvasObject) {
	l := a.sh.Locale()
	kit.ShowMenu(under, []kit.MenuItem{
		{Text: l.T("board.out.xlsx"), Do: func() { a.save(".xlsx") }},
		{Text: l.T("board.out.csv"), Do: func() { a.save(".csv") }},
		{Text: l.T("board.out.pdf"), Do: func() { a.save(".pdf") }},
		{Text: l.T("board.out.ics"), Do: func() { saveCalendar(a.sh, max(0, a.filter.owner)) }},
		{},
		{Text: l.T("board.in"), Do: a.importList, Disabled: a.shown == nil || a.shown.Workspace.ReadOnly},
	})
}

// save writes the actions that are shown to a file.
func (a *actions) save(extension string) {
	n := a.sh.Bench().Snapshot()
	var ids []kaizen.ID
	if a.filter.any() {
		ids = []kaizen.ID{}
		for _, x := range a.filter.of(n) {
			ids = append(ids, x.ID)
		}
	}
	l := a.sh.Locale()
	saveAs(a.sh, l.T("kaizen.tab.actions"), extension, func(path string) { a.sh.Bench().ExportActions(path, ids, l) })
}

// importList asks for a list of actions and reads it; what it would change is shown before anything is.
func (a *actions) importList() {
	l := a.sh.Locale()
	filters := []kit.FileFilter{{Name: l.T("board.file.list"), Patterns: []string{"*.xlsx", "*.xlsm", "*.ods", "*.xls", "*.csv", "*.txt", "*.tsv"}}}
	a.sh.Files().OpenFiles(kit.OpenOptions{Title: l.T("board.in"), Folder: workbench.Documents(), Filters: filters}, func(paths []string, err error) {
		if err != nil {
			a.sh.Fail(err)
		} else if len(paths) > 0 {
			a.sh.Bench().ReadActionList(paths[0])
		}
	})
}

// takeIn is the dialog in which a list that was read is looked at before it is taken in: what its columns hold, and field by
// field what is here beside what is there.
type takeIn struct {
	sh      screen.Shell
	dialog  *kit.Dialog
	text    *kit.Paragraph
	columns *fyne.Container
	table   *kit.Table[lineIn]
	wrong   *kit.Paragraph
	hint    *kit.Text
	shown   *workbench.Exchange
	sheet   string
}

// lineIn is a difference of the list with the register, or a row of which it is one.
type lineIn struct {
	row, difference int
	planned         exchange.Planned
	exchange.Difference
}

// showIn shows the list that was read, if there is one and it is not shown yet.
func (a *actions) showIn(n *workbench.Snapshot) {
	x := n.Exchange
	switch {
	case x == nil:
		if a.in != nil {
			a.in.dialog.Close()
		}
		return
	case x.Err != nil:
		a.sh.Bench().DropActionList()
		a.sh.Fail(x.Err)
		return
	case a.in == nil:
		a.in = newTakeIn(a.sh, x, func() { a.in = nil })
	}
	a.in.show(x)
}

func newTakeIn(sh screen.Shell, x *workbench.Exchange, closed func()) *takeIn {
	l := sh.Locale()
	t := &takeIn{sh: sh, text: kit.NewParagraph("", kit.RoleBody), columns: kit.VBox(4), wrong: kit.NewParagraph("", kit.RoleWarn), hint: kit.NewText("", kit.RoleMuted)}
	choice := func(x lineIn) kit.Role {
		switch {
		case !x.Conflict:
			return kit.RoleMuted
		case x.Take:
			return kit.RoleAccent
		}
		return kit.RoleWarn
	}
	t.table = kit.NewTable(
		kit.Column[lineIn]{ID: "action", Title: l.T("kaizen.kind.action"), MinWidth: 150, Text: func(x lineIn) string { return x.planned.Title }, Role: func(lineIn) kit.Role { return kit.RoleStrong },
			Tag: func(x lineIn) string {
				if x.planned.Action == 0 {
					return l.T("board.in.new")
				}
				return ""
			}},
		kit.Column[lineIn]{ID: "field", Title: l.T("board.in.field"), Width: 110, Text: func(x lineIn) string { return x.Field.Name(l) }},
		kit.Column[lineIn]{ID: "base", Title: l.T("board.in.base"), Tip: l.T("board.in.base.tip"), Width: 130, MinWidth: 70, Text: func(x lineIn) string { return exchange.Show(x.Field, x.Base, l) }},
		kit.Column[lineIn]{ID: "here", Title: l.T("board.in.here"), Width: 150, MinWidth: 80, Text: func(x lineIn) string { return exchange.Show(x.Field, x.Here, l) },
			Role: func(x lineIn) kit.Role { return kept(x.Conflict && !x.Take) }},
		kit.Column[lineIn]{ID: "there", Title: l.T("board.in.there"), Width: 150, MinWidth: 80, Text: func(x lineIn) string { return exchange.Show(x.Field, x.There, l) },
			Role: func(x lineIn) kit.Role { return kept(!x.Conflict || x.Take) }},
		kit.Column[lineIn]{ID: "choice", Title: l.T("board.in.choice"), Width: 150, Role: choice, Text: func(x lineIn) string {
			switch {
			case !x.Conflict:
				return l.T("board.in.taken")
			case x.Take:
				return l.T("board.in.take_there")
			}
			return l.T("board.in.keep_here")
		}})
	t.table.Key = func(x lineIn) string { return strconv.Itoa(x.row) + "/" + strconv.Itoa(x.difference) }
	t.table.OnActivate = func(x lineIn) {
		if x.Conflict {
			sh.Bench().TakeDifference(x.row, x.difference, !x.Take)
			t.show(sh.Bench().Snapshot().Exchange)
		}
	}
	t.table.SetEmptyText(l.T("board.in.nothing"))
	content := container.NewBorder(kit.VBox(kit.GapSmall, t.text, t.columns), kit.VBox(4, t.hint, t.wrong), nil, nil, kit.MinSize(400, 220, t.table))
	t.dialog = kit.ShowDialog(sh.Window().Canvas(), kit.DialogOptions{
		Title: l.T("board.in.title", "file", filepath.Base(x.Path)), Content: content, Width: 940, Height: 560, Focus: t.table,
		OnClose: func() {
			closed()
			if sh.Bench().Snapshot().Exchange != nil {
				sh.Bench().DropActionList()
			}
		},
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: l.T("board.in.do"), Kind: kit.ButtonPrimary, Do: func() bool {
			if err := sh.Bench().ApplyActionList(); err != nil {
				t.wrong.SetText(said(sh, err))
				return false
			}
			return true
		}}},
	})
	return t
}

// kept shows which of two values stays.
func kept(stays bool) kit.Role {
	if stays {
		return kit.RoleBody
	}
	return kit.RoleFaint
}

func (t *takeIn) show(x *workbench.Exchange) {
	if x == nil || t.shown == x {
		return
	}
	t.shown = x
	l := t.sh.Locale()
	added, changed, conflicts := x.Plan.Counts()
	parts := []string{l.T("board.in.added", "n", added), l.T("board.in.changed", "n", changed), l.T("board.in.same", "n", x.Plan.Same)}
	if conflicts > 0 {
		parts = append(parts, l.T("board.in.conflicts", "n", conflicts))
	}
	if len(x.Plan.People) > 0 {
		parts = append(parts, l.T("board.in.people", "names", strings.Join(x.Plan.People, ", ")))
	}
	t.text.SetText(strings.Join(parts, " · "))
	t.hint.SetText("")
	if conflicts > 0 {
		t.hint.SetText(l.T("board.in.hint"))
	}
	var rows []lineIn
	for i, p := range x.Plan.Rows {
		for j, d := range p.Differences {
			rows = append(rows, lineIn{i, j, p, d})
		}
	}
	slices.SortStableFunc(rows, func(a, b lineIn) int { // what has to be decided first
		return boolInt(b.Conflict) - boolInt(a.Conflict)
	})
	t.table.SetRows(rows)
	const most = 6
	var wrong []string
	for i, p := range x.Plan.Problems {
		if i == most {
			wrong = append(wrong, l.T("board.more", "n", len(x.Plan.Problems)-most))
			break
		}
		if p.Line > 0 {
			wrong = append(wrong, l.T("board.in.problem", "line", p.Line, "text", p.In(l)))
		} else {
			wrong = append(wrong, p.In(l))
		}
	}
	t.wrong.SetText(strings.Join(wrong, "\n"))
	show(t.wrong, len(wrong) > 0)
	t.askColumns(x)
	if added+changed+conflicts == 0 {
		t.dialog.Button(1).Disable()
	} else {
		t.dialog.Button(1).Enable()
	}
	t.dialog.Refresh()
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// mapped are the fields that a list of someone's own is asked about.
var mapped = []exchange.Field{exchange.Title, exchange.Owner, exchange.Due, exchange.Status, exchange.Process, exchange.Text}

// askColumns asks which column holds what, for a list that did not go out from here.
func (t *takeIn) askColumns(x *workbench.Exchange) {
	if _, ours := x.Mapping[exchange.Mark]; ours {
		show(t.columns, false)
		return
	}
	if t.sheet == x.Path { // the choices follow what was chosen by themselves
		return
	}
	t.sheet = x.Path
	l := t.sh.Locale()
	var fields []fyne.CanvasObject
	for _, f := range mapped {
		options := []kit.Option{{ID: "", Title: "–"}}
		for i, name := range x.Sheet.Columns {
			options = append(options, kit.Option{ID: strconv.Itoa(i), Title: name})
		}
		chosen := ""
		if i, ok := x.Mapping[f]; ok {
			chosen = strconv.Itoa(i)
		}
		fields = append(fields, labelled(f.Name(l), kit.NewSelect("", options, chosen, func(id string) {
			m := exchange.Mapping{}
			for k, v := range t.sh.Bench().Snapshot().Exchange.Mapping {
				m[k] = v
			}
			if i, err := strconv.Atoi(id); err == nil {
				m[f] = i
			} else {
				delete(m, f)
			}
			t.sh.Bench().MapActionList(m)
		})))
	}
	t.columns.Objects = []fyne.CanvasObject{kit.NewText(l.T("board.in.columns"), kit.RoleMuted), kit.Flow(kit.GapSmall, fields...)}
	show(t.columns, true)
}
