package catalogue

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// mostRows is how many reasons are shown for filing at once; as they are filed, the next come up.
const mostRows = 50

// leastList is the height that the list keeps; in a lower window the screen is scrolled.
const leastList float32 = 160

// Columns of the list: tick, reason, contacts, latest, process.
var (
	unfiledWidths = []float32{26, 0, 78, 100, 260}
	unfiledDrops  = []int{3}
)

// unfiled is the list of reasons that wait for a process, each with a field beside it.
type unfiled struct {
	v       *View
	content *fyne.Container
	card    *kit.Card
	intro   *kit.Paragraph
	search  *kit.Entry
	asRead  *kit.Button

	tools    *fyne.Container
	bulk     *fyne.Container // in tools: what is done to the ticked ones
	bulkText *kit.Text
	bulkInto *kit.CompletionEntry
	all      *kit.Check

	rows  map[string]*unfiledRow
	shown []*unfiledRow
	list  *fyne.Container
	roll  *container.Scroll
	rest  *kit.Text
	done  *kit.EmptyState
}

// unfiledRow is a reason with its field.
type unfiledRow struct {
	seen    contact.Seen
	tick    *kit.Check
	name    *kit.Text
	tag     *kit.Tag
	count   *kit.Text
	latest  *kit.Text
	process *kit.CompletionEntry
	object  fyne.CanvasObject
}

func newUnfiled(v *View) *unfiled {
	u := &unfiled{v: v, rows: map[string]*unfiledRow{}, list: kit.VBox(0), rest: kit.NewTruncatedText("", kit.RoleSmall)}
	u.intro = kit.NewParagraph(v.t("catalogue.unfiled.intro"), kit.RoleMuted)
	u.search = kit.NewSearchEntry(v.t("catalogue.search"))
	u.search.OnChanged = func(string) { u.fill() }
	u.asRead = kit.NewButton("", func() { v.bench().FileAsRead() })
	u.asRead.SetTip(v.t("catalogue.as_read.tip"))
	u.bulkText = kit.NewText("", kit.RoleStrong)
	u.bulkInto = kit.NewCompletionEntry(v.t("catalogue.process"), v.processNames, u.fileTicked)
	u.bulkInto.NewText = u.newProcess
	u.bulk = kit.HBox(kit.GapSmall, u.bulkText, kit.MinWidth(220, u.bulkInto), kit.NewPrimaryButton(v.t("catalogue.file"), func() { u.fileTicked(u.bulkInto.Text) }))
	u.all = kit.NewCheck("", false, u.tickAll)
	u.roll = container.NewVScroll(u.list)
	u.roll.OnScrolled = func(fyne.Position) { u.follow() }
	u.done = kit.NewEmptyState(v.t("catalogue.all_filed.title"), v.t("catalogue.all_filed.text"))
	head := line(26, unfiledWidths, unfiledDrops, u.all, u.heading("reason", false), u.heading("contacts", true), u.heading("latest", false),
		u.heading("process", false))
	u.tools = kit.Flow(kit.GapSmall, kit.MinWidth(170, u.search), u.asRead, u.bulk)
	top := kit.VBox(10, u.intro, u.tools, kit.VBox(4, kit.Pad(0, 0, head), kit.Line()))
	u.card = kit.NewCard("", nil, container.NewBorder(top, kit.Pad(0, 4, u.rest), nil, nil, kit.MinSize(0, leastList, u.roll)))
	u.content = container.NewStack(u.card)
	return u
}

func (u *unfiled) heading(id string, right bool) *kit.Text {
	t := kit.NewTruncatedText(u.v.t("catalogue.heading."+id), kit.RoleSmall)
	t.SetBold(true)
	if right {
		t.Align(fyne.TextAlignTrailing)
	}
	return t
}

func (u *unfiled) object() fyne.CanvasObject { return u.content }

func (u *unfiled) newProcess(text string) string { return u.v.t("catalogue.new_process", "name", text) }

func (u *unfiled) show(s *workbench.Snapshot) {
	if len(s.Unfiled) == 0 {
		title, text := "catalogue.all_filed.title", "catalogue.all_filed.text"
		if len(s.Reasons) == 0 {
			title, text = "catalogue.no_reasons.title", "catalogue.no_reasons.text"
		}
		u.done.SetText(u.v.t(title), u.v.t(text))
		u.hold(u.done)
		return
	}
	u.hold(u.card)
	readable := 0
	for _, r := range s.Unfiled {
		if r.Process != "" {
			readable++
		}
	}
	u.asRead.SetText(u.v.t("catalogue.as_read", "n", readable))
	u.asRead.Hidden = readable == 0
	u.v.setEnabled(u.asRead)
	u.fill()
}

func (u *unfiled) hold(o fyne.CanvasObject) {
	if u.content.Objects[0] != o {
		u.content.Objects = []fyne.CanvasObject{o}
		u.content.Refresh()
	}
}

// fill lists the reasons that fit the search. Rows that were there stay, with what was typed and ticked in them.
func (u *unfiled) fill() {
	s := u.v.snapshot
	words := strings.Fields(strings.ToLower(u.search.Text))
	rows := map[string]*unfiledRow{}
	var objects []fyne.CanvasObject
	fitting := 0
	u.shown = nil
	for _, seen := range s.Unfiled {
		key := contact.Fold(seen.Reason)
		if !holdsAll(key, words) {
			continue
		}
		if fitting++; fitting > mostRows {
			continue
		}
		r := u.rows[key]
		if r == nil {
			r = u.newRow()
		}
		r.set(seen, u)
		rows[key] = r
		u.shown = append(u.shown, r)
		objects = append(objects, r.object, kit.Line())
	}
	for key, r := range u.rows {
		if rows[key] == nil {
			r.process.CloseList()
		}
	}
	u.rows = rows
	u.list.Objects = objects
	u.list.Refresh()
	u.roll.Refresh()
	u.follow()
	u.rest.SetText("")
	switch {
	case fitting == 0:
		u.rest.SetText(u.v.t("catalogue.none_fit"))
	case fitting > mostRows:
		u.rest.SetText(u.v.t("catalogue.unfiled.rest", "n", fitting-mostRows))
	}
	u.ticked()
}

// follow keeps the list of the field that is being typed in beneath it.
func (u *unfiled) follow() {
	for _, r := range u.shown {
		r.process.Follow()
	}
}

func holdsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func (u *unfiled) newRow() *unfiledRow {
	v := u.v
	r := &unfiledRow{name: kit.NewTruncatedText("", kit.RoleStrong), tag: kit.NewTag(v.t("catalogue.new")), count: kit.NewText("", kit.RoleBody).Align(fyne.TextAlignTrailing),
		latest: kit.NewTruncatedText("", kit.RoleMuted)}
	r.tag.SetRole(kit.RoleAccent)
	r.tick = kit.NewCheck("", false, func(bool) { u.ticked() })
	r.process = kit.NewCompletionEntry("", v.processNames, func(process string) { u.file(r, process) })
	r.process.NewText = u.newProcess
	r.object = line(38, unfiledWidths, unfiledDrops, r.tick, container.New(namedLayout{}, r.name, r.tag), r.count, r.latest, r.process)
	return r
}

func (r *unfiledRow) set(seen contact.Seen, u *unfiled) {
	l := u.v.sh.Locale()
	r.seen = seen
	r.name.SetText(seen.Reason)
	r.tag.Hidden = !seen.New
	r.count.SetText(l.Int(seen.Contacts))
	r.latest.SetText(l.Date(contact.When(seen.Latest)))
	hint := u.v.t("catalogue.process")
	if seen.Process != "" {
		hint = seen.Process
	}
	if r.process.PlaceHolder != hint {
		r.process.SetPlaceHolder(hint)
	}
	u.v.setEnabled(r.process, r.tick)
}

// file files the reason of a row and goes on to the next. Nothing typed takes the process that the import names, which
// stands in the field faintly; where there is none the row is passed over.
func (u *unfiled) file(r *unfiledRow, process string) {
	if process == "" {
		process = r.seen.Process
	}
	u.next(r)
	if process != "" {
		u.v.bench().FileReasons(process, r.seen.Reason)
	}
}

// next puts the cursor in the field below a row, and that in sight.
func (u *unfiled) next(r *unfiledRow) {
	for i, row := range u.shown {
		if row != r || i+1 == len(u.shown) {
			continue
		}
		below := u.shown[i+1]
		if c := fyne.CurrentApp().Driver().CanvasForObject(r.process); c != nil { // that of the next may never have been painted
			c.Focus(below.process)
		}
		at, h := below.object.Position().Y, below.object.Size().Height
		if bottom := at + 2*h; bottom > u.roll.Offset.Y+u.roll.Size().Height {
			u.roll.ScrollToOffset(fyne.NewPos(0, bottom-u.roll.Size().Height))
		}
		return
	}
}

// tickAll ticks every row in the list, or none.
func (u *unfiled) tickAll(on bool) {
	for _, r := range u.shown {
		if r.tick.Checked != on {
			r.tick.Checked = on
			r.tick.Refresh()
		}
	}
	u.ticked()
}

// ticked shows what can be done to the ticked rows.
func (u *unfiled) ticked() {
	n := len(u.tickedReasons())
	shows := u.bulk.Visible()
	u.bulk.Hidden = n == 0
	u.bulkText.SetText(u.v.t("catalogue.ticked", "n", n))
	if all := n > 0 && n == len(u.shown); u.all.Checked != all {
		u.all.Checked = all
		u.all.Refresh()
	}
	if u.tools.Refresh(); shows != u.bulk.Visible() {
		u.card.Refresh() // the tools may take another number of lines
	}
}

func (u *unfiled) tickedReasons() []string {
	var all []string
	for _, r := range u.shown {
		if r.tick.Checked {
			all = append(all, r.seen.Reason)
		}
	}
	return all
}

// fileTicked files all ticked reasons at once.
func (u *unfiled) fileTicked(process string) {
	process = strings.TrimSpace(process)
	reasons := u.tickedReasons()
	if process == "" || len(reasons) == 0 {
		return
	}
	u.bulkInto.SetText("")
	u.tickAll(false)
	u.v.bench().FileReasons(process, reasons...)
}
