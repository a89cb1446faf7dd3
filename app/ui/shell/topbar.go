package shell

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// topBar says, always, what the figures on screen are of: the workspace, the
// definition, the period, and the filters as chips.
type topBar struct {
	s       *Shell
	content fyne.CanvasObject

	workspace, definition, period *kit.PillButton
	filter                        *kit.Chip
	export, load                  *kit.Button
	row                           *fyne.Container
	chips                         *fyne.Container // the row of filters
	chipRow                       *fyne.Container
	shown                         string // what the bar says now
}

func newTopBar(s *Shell) *topBar {
	t := &topBar{s: s}
	t.workspace = kit.NewPillButton("", "", false, t.workspaceMenu).SetCaret(true)
	t.workspace.SetTip(s.t("top.workspace.tip"))
	t.definition = kit.NewPillButton("", "", true, s.toggleDefinition).SetCaret(true)
	t.definition.SetTip(s.t("top.definition.tip"))
	t.period = kit.NewPillButton("", "", false, t.periodPanel).SetCaret(true)
	t.period.SetTip(s.t("top.period.tip"))
	t.filter = kit.NewChip("+ "+s.t("top.filter"), t.filterMenu)
	t.filter.SetTip(s.t("top.filter.tip"))
	t.export = kit.NewButton(s.t("top.export"), t.exportMenu)
	t.load = kit.NewPrimaryButton(s.t("top.import"), s.importFiles)
	left := kit.Flow(kit.GapSmall, t.workspace, t.definition, t.period, t.filter)
	t.row = container.NewBorder(nil, nil, nil, container.NewVBox(kit.HBox(kit.GapSmall, t.export, t.load)), left)
	t.chips = kit.Flow(kit.GapSmall)
	t.chipRow = container.NewStack(kit.Pad(0, 4, t.chips))
	t.chipRow.Hide()
	t.content = kit.Filled(kit.ColorSurface, container.NewBorder(nil, kit.Line(), nil, nil, kit.Pad(kit.GapPage, 9, container.NewVBox(t.row, t.chipRow))))
	return t
}

func (t *topBar) show(s *workbench.Snapshot) {
	l := t.s.locale
	ready := s.Phase == workbench.Ready && s.Workspace.Contacts > 0
	name := s.Workspace.Name
	if name == "" {
		name = t.s.t("top.no_workspace")
	}
	window, rest, _ := strings.Cut(s.Question.Definition.Short(l), " · ")
	if named := s.Question.Definition.Name; named != "" {
		window, rest = shorten(named, 24), window+" · "+rest
	}
	period := periodText(l, s)
	filters := make([]string, len(s.Question.Selection.Filter))
	for i, c := range s.Question.Selection.Filter {
		filters[i] = filterText(l, c)
	}
	now := fmt.Sprint(name, window, rest, period, filters, ready, s.Figures != nil, s.Draft != nil, s.Workspace.ReadOnly)
	if now == t.shown {
		return
	}
	t.shown = now
	t.workspace.SetTexts(shorten(name, 28), "")
	t.definition.SetTexts(window, " · "+shorten(rest, 46)) // the panel says it in full
	t.period.SetTexts(period, "")
	for _, o := range []fyne.CanvasObject{t.definition, t.period, t.filter} {
		setVisible(o, ready)
	}
	setVisible(t.export, s.Figures != nil && ready)
	setVisible(t.load, s.Draft == nil) // the mapping screen has its own
	if s.Workspace.ReadOnly {
		t.load.Disable()
	} else {
		t.load.Enable()
	}
	t.showFilters(s.Question.Selection.Filter, filters)
	t.s.relayout()
}

func setVisible(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

// shorten cuts a name that would push the rest off the bar.
func shorten(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return text
}

// periodText says the period asked for, or that of the data.
func periodText(l *locale.Locale, s *workbench.Snapshot) string {
	from, to := s.Workspace.From, s.Workspace.To
	if f := s.Question.Selection.From; !f.IsZero() {
		from = f.Time()
	}
	if until := s.Question.Selection.To; !until.IsZero() {
		to = until.Time()
	}
	if from.After(to) {
		return l.Date(from)
	}
	return l.Period(from, to)
}

func (t *topBar) showFilters(f repeat.Filter, names []string) {
	t.chips.Objects = nil
	for i, c := range f {
		t.chips.Objects = append(t.chips.Objects, kit.NewFilterChip(names[i], func() { t.valuePanel(c.By) }, func() { t.s.bench.SetFilter(c.By) }))
	}
	if len(f) > 1 {
		t.chips.Objects = append(t.chips.Objects, kit.NewLinkButton(t.s.t("top.filter.clear"), t.s.clearFilters))
	}
	setVisible(t.chipRow, len(f) > 0)
}

// filterText says a condition in a few words: "proces: Declaraties".
func filterText(l *locale.Locale, c repeat.Condition) string {
	values := make([]string, 0, len(c.Values))
	for _, v := range c.Values {
		values = append(values, figure.Value(c.By, v, l))
	}
	text := strings.Join(values, ", ")
	if len(values) > 3 {
		text = strings.Join(values[:2], ", ") + " " + l.T("top.filter.more", "n", len(values)-2)
	}
	return l.T("dimension."+string(c.By)) + ": " + shorten(text, 60)
}

func (t *topBar) workspaceMenu() {
	s := t.s
	snapshot := s.bench.Snapshot()
	item := func(id string) kit.MenuItem {
		c, _ := s.commands.Get(id)
		return kit.MenuItem{Text: c.Title, Hint: kit.ShortcutText(c), Disabled: !s.commands.Enabled(id), Do: func() { s.commands.Run(id) }}
	}
	items := []kit.MenuItem{item("new"), item("open"), item("save_copy"), item("close"), item("sample")}
	for _, r := range snapshot.Recent {
		if r.Missing || r.Path == snapshot.Workspace.Path {
			continue
		}
		items = append(items, kit.MenuItem{Text: r.Name(), Hint: shorten(filepath.Dir(r.Path), 40), Do: func() { s.bench.Open(r.Path) }})
	}
	kit.ShowMenu(t.workspace, items)
}
