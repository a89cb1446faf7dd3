package data

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// mappingView shows the files that are about to be imported, one at a time: what
// was recognised, what is doubtful, the fields, and the first rows.
type mappingView struct {
	p       *page
	content *fyne.Container
	body    *fyne.Container // the part below the files

	heading *kit.Text
	files   *kit.ChipGroup
	cancel  *kit.Button
	goOn    *kit.Button
	locked  *kit.Notice

	snapshot *workbench.Snapshot
	shown    int // file
	local    map[*ingest.Table]ingest.Mapping
	editor   *editor // of the file shown; nil when it cannot be read
}

func newMappingView(p *page) *mappingView {
	v := &mappingView{p: p, local: map[*ingest.Table]ingest.Mapping{}, body: container.NewStack()}
	v.heading = kit.NewTruncatedText("", kit.RoleHeading)
	v.cancel = kit.NewButton(p.t("data.cancel"), func() { p.bench().ForgetDraft() })
	v.cancel.SetTip(p.t("data.mapping.cancel_tip"))
	v.goOn = kit.NewPrimaryButton(p.t("data.import_rows"), func() { p.bench().ImportDraft() })
	v.files = kit.NewChipGroup(nil, "0", func(id string) {
		v.shown, _ = strconv.Atoi(id)
		v.show(v.snapshot)
	})
	v.locked = kit.NewNotice(kit.KindWarn, "", "", nil, nil)
	head := container.NewBorder(nil, nil, nil, kit.HBox(kit.GapSmall, v.cancel, v.goOn), v.heading)
	v.content = kit.Pad(kit.GapPage, kit.GapPage-4, kit.VBoxFill(10, head, v.locked, v.files, v.body))
	return v
}

func (v *mappingView) show(s *workbench.Snapshot) {
	v.snapshot = s
	d := s.Draft
	v.forget(d)
	v.shown = max(0, min(v.shown, len(d.Files)-1))
	v.heading.SetText(v.p.t("data.import"))
	if slices.ContainsFunc(d.Files, func(f workbench.DraftFile) bool { return f.Prepared != nil }) {
		v.heading.SetText(v.p.t("data.mapping.title", "n", len(d.Files)))
	}
	v.showFiles(d)
	v.locked.SetText(kit.KindWarn, v.p.why(s))
	v.locked.Hidden = !s.Workspace.ReadOnly
	v.showButtons(s)

	f := d.Files[v.shown]
	if f.Prepared == nil {
		v.editor = nil
		v.body.Objects = []fyne.CanvasObject{v.unreadable(f)}
	} else {
		if v.editor == nil || v.editor.table != f.Table {
			v.editor = newEditor(v, f)
			v.body.Objects = []fyne.CanvasObject{v.editor.content}
		}
		v.editor.show(f, len(d.Files) > 1)
	}
	v.content.Refresh()
}

// forget drops the edits of files that are no longer there.
func (v *mappingView) forget(d *workbench.Draft) {
	for t := range v.local {
		if !slices.ContainsFunc(d.Files, func(f workbench.DraftFile) bool { return f.Prepared != nil && f.Table == t }) {
			delete(v.local, t)
		}
	}
}

// of gives the mapping of a file as a person left it: the snapshot follows a
// moment later.
func (v *mappingView) of(f workbench.DraftFile) ingest.Mapping {
	if m, ok := v.local[f.Table]; ok {
		return m
	}
	return f.Mapping
}

// change edits the mapping of the file shown.
func (v *mappingView) change(edit func(m ingest.Mapping) ingest.Mapping) {
	f := v.snapshot.Draft.Files[v.shown]
	if f.Prepared == nil || v.snapshot.Workspace.ReadOnly {
		return
	}
	m := edit(v.of(f))
	v.local[f.Table] = m
	v.p.bench().SetMapping(v.shown, m)
}

func (v *mappingView) showFiles(d *workbench.Draft) {
	options := make([]kit.Option, len(d.Files))
	for i, f := range d.Files {
		options[i] = kit.Option{ID: strconv.Itoa(i), Title: filepath.Base(f.Path), Tip: f.Path}
		if f.Problem != nil {
			options[i].Title, options[i].Tip = "! "+options[i].Title, workbench.Say(f.Problem, v.p.locale())
		} else {
			options[i].Title = "✓ " + options[i].Title
		}
	}
	v.files.SetOptions(options)
	v.files.SetSelected(strconv.Itoa(v.shown))
	v.files.Hidden = len(d.Files) < 2
}

func (v *mappingView) showButtons(s *workbench.Snapshot) {
	d := s.Draft
	switch {
	case s.Workspace.ReadOnly:
		v.p.readOnly(s, v.goOn)
	case !d.Ready():
		v.goOn.Disable()
		i := slices.IndexFunc(d.Files, func(f workbench.DraftFile) bool { return f.Problem != nil })
		v.goOn.SetTip(workbench.Say(d.Files[max(0, i)].Problem, v.p.locale()))
	default:
		v.goOn.Enable()
		v.goOn.SetTip(v.p.t("data.mapping.import_tip") + v.p.keys("import_draft"))
	}
}

// unreadable tells why a file cannot be read, and what can be done.
func (v *mappingView) unreadable(f workbench.DraftFile) fyne.CanvasObject {
	again := kit.NewPrimaryButton(v.p.t("data.mapping.other_file"), func() { v.p.sh.Run("import") })
	buttons := []fyne.CanvasObject{again}
	if len(v.snapshot.Draft.Files) > 1 {
		buttons = []fyne.CanvasObject{kit.NewPrimaryButton(v.p.t("data.mapping.leave_out"), v.leaveOut), kit.NewButton(v.p.t("data.mapping.other_file"), func() { v.p.sh.Run("import") })}
	}
	return kit.NewEmptyState(v.p.t("data.mapping.unreadable", "file", filepath.Base(f.Path)), workbench.Say(f.Problem, v.p.locale()), buttons...)
}

func (v *mappingView) leaveOut() { v.p.bench().LeaveOut(v.shown) }

// editor is the mapping of one file that can be read.
type editor struct {
	v       *mappingView
	table   *ingest.Table
	content *fyne.Container

	name, sentence *kit.Text
	leave          *kit.Button
	preset         *presetRow
	orderLabel     *kit.Text
	order          *kit.Select
	orders         *kit.ChipGroup // in place of order when nothing tells day and month apart
	asked          *fyne.Container
	askedText      *kit.Notice
	problem        *fyne.Container
	problemText    *kit.Notice
	accept         *kit.Button // imports all the same, where that may be
	red            *kit.Notice // what must be solved first
	doubts         *kit.Notice
	rows           []*fieldRow
	preview        *preview
}

func newEditor(v *mappingView, f workbench.DraftFile) *editor {
	p := v.p
	e := &editor{v: v, table: f.Table, name: kit.NewText("", kit.RoleStrong), sentence: kit.NewTruncatedText("", kit.RoleMuted)}
	e.leave = kit.NewButtonOf(kit.ButtonQuiet, p.t("data.mapping.leave_out"), v.leaveOut)
	setOrder := func(id string) {
		v.change(func(m ingest.Mapping) ingest.Mapping { m = m.Clone(); m.DateOrder = id; return m })
	}
	var orders []kit.Option
	for _, o := range figure.DateOrders {
		orders = append(orders, kit.Option{ID: o, Title: figure.OrderName(o, p.locale())})
	}
	e.order = kit.NewSelect(p.t("data.order.auto"), orders, "", setOrder)
	e.order.SetTip(p.t("data.order.tip"))
	e.orders = kit.NewChipGroup(orders, "", setOrder)
	e.askedText = kit.NewNotice(kit.KindWarn, "", "", nil, nil)
	e.asked = sideways(kit.GapSmall, e.askedText, kit.Pad(4, 5, e.orders))
	e.problemText = kit.NewNotice(kit.KindBad, "", "", nil, nil)
	e.accept = kit.NewButton(p.t("data.mapping.accept"), e.acceptRule)
	e.accept.SetTip(p.t("data.mapping.accept_tip"))
	e.problem = sideways(kit.GapSmall, e.problemText, kit.HBox(0, e.accept))
	e.red = kit.NewNotice(kit.KindBad, "", "", nil, nil)
	e.doubts = kit.NewNotice(kit.KindWarn, "", "", nil, nil)

	e.orderLabel = kit.NewText(p.t("data.order.label"), kit.RoleSmall)
	e.preset = newPresetRow(e)
	controls := kit.Flow(kit.GapSmall, e.preset.content)
	if len(f.Table.Sheets) > 1 {
		controls.Add(kit.HBox(kit.GapSmall, kit.NewText(p.t("data.sheet.label"), kit.RoleSmall), upTo(180, e.sheets(f.Table))))
	}
	if len(f.Table.Tables) > 1 {
		controls.Add(kit.HBox(kit.GapSmall, kit.NewText(p.t("data.table.label"), kit.RoleSmall), upTo(220, e.tables(f.Table))))
	}
	controls.Add(kit.HBox(kit.GapSmall, e.orderLabel, e.order))
	controls.Add(e.preset.save)
	controls.Add(e.leave)
	strip := sideways(kit.GapSmall, named(380, kit.GapSmall, e.name, e.sentence), controls)

	for _, field := range fieldOrder(f.Mapping, f.Guess, f.Remembered) {
		e.rows = append(e.rows, newFieldRow(e, field))
	}
	lines := kit.VBox(0)
	for i, r := range e.rows {
		if i > 0 {
			lines.Add(kit.Line())
		}
		lines.Add(r.content)
	}
	list := container.NewBorder(container.NewVBox(fieldHeadings(p), kit.Line()), nil, nil, nil, kit.MinSize(0, 124, container.NewVScroll(lines)))
	fields := kit.NewCard("", nil, container.NewHScroll(list))
	e.preview = newPreview(p)
	upper := kit.VBoxFill(10, strip, e.problem, e.preset.known, e.red, e.asked, e.doubts, fields)
	e.content = stacked(0.36, 236, 12, upper, e.preview.content)
	return e
}

// sheets is the choice of another sheet of a workbook.
func (e *editor) sheets(t *ingest.Table) fyne.CanvasObject {
	var options []kit.Option
	if !slices.Contains(t.Sheets, t.Sheet) { // several, read as one table
		options = append(options, kit.Option{ID: t.Sheet, Title: t.Sheet})
	}
	for _, s := range t.Sheets {
		options = append(options, kit.Option{ID: s, Title: s})
	}
	return kit.NewSelect("", options, t.Sheet, func(id string) {
		e.v.change(func(m ingest.Mapping) ingest.Mapping { m = m.Clone(); m.Sheet = id; return m })
	})
}

// tables is the choice of another table of a file or sheet.
func (e *editor) tables(t *ingest.Table) fyne.CanvasObject {
	p := e.v.p
	var options []kit.Option
	for i, place := range t.Tables {
		title := p.t("data.table.line", "i", i+1, "line", max(place.HeaderLine, place.From))
		if place.Title != "" {
			title = p.t("data.table.title", "i", i+1, "title", place.Title)
		}
		options = append(options, kit.Option{ID: strconv.Itoa(i + 1), Title: title})
	}
	s := kit.NewSelect("", options, strconv.Itoa(t.Number), func(id string) {
		n, _ := strconv.Atoi(id)
		e.v.change(func(m ingest.Mapping) ingest.Mapping { m = m.Clone(); m.Table = n; return m })
	})
	s.SetTip(p.t("data.table.tip"))
	return s
}

// rule is what a person can accept to import a file that is refused; empty for
// nothing.
func rule(problem error) string {
	var e *ingest.Error
	if errors.As(problem, &e) {
		return e.Rule
	}
	return ""
}

// acceptRule takes the file as it is, though it gives false figures.
func (e *editor) acceptRule() {
	id := rule(e.v.snapshot.Draft.Files[e.v.shown].Problem)
	e.v.change(func(m ingest.Mapping) ingest.Mapping {
		m = m.Clone()
		m.Accepted = append(m.Accepted, id)
		return m
	})
}

func (e *editor) show(f workbench.DraftFile, several bool) {
	l, m := e.v.p.locale(), e.v.of(f)
	e.name.SetText(filepath.Base(f.Path))
	e.name.Hidden = several // the pill says it
	sentence := readTable(f.Table).sentence(l)
	if f.Remembered {
		sentence += ". " + l.T("data.mapping.remembered")
	}
	e.sentence.SetText(sentence)
	e.leave.Hidden = !several
	e.preset.show(f, m, e.v.snapshot.Draft.Presets)

	e.showNotice(e.problemText, true, kit.KindBad, workbench.Say(f.Problem, l))
	e.problem.Hidden = f.Problem == nil
	e.accept.Hidden = rule(f.Problem) == ""
	ambiguous, order, red, doubts := e.doubtTexts(f, m)
	e.showNotice(e.red, len(red) > 0, kit.KindBad, strings.Join(red, "\n"))
	e.showNotice(e.askedText, true, kit.KindWarn, ambiguous)
	e.asked.Hidden = ambiguous == ""
	if m.DateOrder != "" {
		order = m.DateOrder
	}
	e.orders.SetSelected(order)
	e.order.SetSelected(m.DateOrder)
	e.order.Hidden = ambiguous != "" || len(m.Fields[contact.FieldTime]) == 0
	e.orderLabel.Hidden = e.order.Hidden
	e.showNotice(e.doubts, len(doubts) > 0, kit.KindWarn, strings.Join(doubts, "\n"))
	for _, r := range e.rows {
		r.show(f, m)
	}
	e.preview.show(f, m, e.rows)
	e.content.Refresh()
}

func (e *editor) showNotice(n *kit.Notice, on bool, kind kit.Kind, text string) {
	n.Hidden = !on
	if on && n.Text() != text {
		n.SetText(kind, text)
	}
}

// doubtTexts gives what is doubtful: the question how dates are to be read apart,
// for it can be answered on the spot. What the problem says already is left out,
// and so is what a person has settled. What is red gives false figures unless
// someone acts.
// order is how the reader takes them meanwhile.
func (e *editor) doubtTexts(f workbench.DraftFile, m ingest.Mapping) (ambiguous, order string, red, doubts []string) {
	l := e.v.p.locale()
	for _, d := range slices.Concat(f.Table.Doubts, f.Guess.Doubts) {
		switch text := doubtText(d, l); {
		case d.ID == ingest.DoubtDateOrder || d.ID == ingest.DoubtMixedDates:
			if d.Column == "" || slices.Contains(m.Fields[contact.FieldTime], d.Column) || slices.Contains(m.Fields[contact.FieldEnd], d.Column) {
				ambiguous, order = text, orderOf(d)
			}
		case d.ID == ingest.DoubtNoCustomer && (workbench.IsNoCustomer(f.Problem) || len(m.Fields[contact.FieldCustomer]) > 0):
		case slices.Contains(doubts, text) || slices.Contains(red, text):
		case d.Red:
			red = append(red, text)
		default:
			doubts = append(doubts, text)
		}
	}
	return ambiguous, order, red, doubts
}
