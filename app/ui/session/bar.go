package session

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
)

// askBar asks at the foot of session mode, one field after the other: Enter goes on, Escape calls it off.
type askBar struct {
	d      *desk
	ask    ask
	texts  []string
	at     int
	done   int // how often something was kept
	focus  func(fyne.Focusable)
	closed func()

	content *fyne.Container
	label   *kit.Paragraph
	entry   *kit.Entry
	fit     *choices
	wrong   *kit.Paragraph
}

func newAskBar(d *desk, a ask, focus func(fyne.Focusable), closed func()) *askBar {
	b := &askBar{d: d, ask: a, focus: focus, closed: closed, content: container.NewStack()}
	b.start()
	return b
}

// start begins with the first field.
func (b *askBar) start() {
	b.at = 0
	b.texts = make([]string, len(b.ask.fields))
	for i, f := range b.ask.fields {
		b.texts[i] = f.text
	}
	b.build()
}

// build shows the field that is to be typed.
func (b *askBar) build() {
	d, f := b.d, b.ask.fields[b.at]
	title := b.ask.title
	if n := len(b.ask.fields); n > 1 {
		title = d.t("session.ask.place", "title", title, "i", b.at+1, "n", n)
	}
	b.label = d.para(f.label, kit.RoleMuted)
	b.entry = kit.NewEntry(f.hint)
	b.entry.SetText(b.texts[b.at])
	b.entry.CursorColumn = len([]rune(b.texts[b.at]))
	b.wrong = d.para("", kit.RoleBad)
	b.wrong.Hide()
	rows := []fyne.CanvasObject{d.para(title, kit.RoleStrong), b.label, kit.Larger(d.scale, b.entry)}
	b.fit = nil
	if f.options != nil {
		b.fit = newChoices(d, b.entry, f.options, d.scale)
		rows = append(rows, b.fit.box)
	}
	inner := b.entry.OnKey
	b.entry.TakesTab = true
	b.entry.OnKey = func(e *fyne.KeyEvent) bool {
		switch e.Name {
		case fyne.KeyPageUp:
			b.back()
			return true
		case fyne.KeyTab: // as Enter: there is nowhere else to go
			b.enter()
			return true
		}
		return inner != nil && inner(e)
	}
	b.content.Objects = []fyne.CanvasObject{kit.Panel(d.gap(10), kit.VBox(d.gap(3), append(rows, b.wrong, b.hints())...))}
	b.content.Refresh()
	b.d.redraw()
	b.focus(b.entry)
}

// hints says what the keys do here: the foot that says it otherwise has made room for the field.
func (b *askBar) hints() fyne.CanvasObject {
	d := b.d
	row := kit.Flow(d.gap(6))
	add := func(key, id string, do func()) {
		row.Add(kit.NewKeyHint(key, d.t(id), d.scale*0.72, do))
	}
	switch {
	case b.at+1 < len(b.ask.fields):
		add("Enter", "session.bar.on", b.enter)
	case b.ask.again:
		add("Enter", "session.bar.keep_more", b.enter)
	default:
		add("Enter", "session.keep", b.enter)
	}
	if b.at > 0 {
		add("PgUp", "session.bar.back", func() { b.back() })
	}
	if b.done > 0 && b.at == 0 {
		add("Esc", "session.bar.ready", b.closed)
	} else {
		add("Esc", "session.bar.off", b.closed)
	}
	return row
}

// enter goes on to the next field, or keeps what was typed.
func (b *askBar) enter() {
	b.texts[b.at] = b.entry.Text
	if b.ask.again && b.at == 0 && strings.TrimSpace(b.entry.Text) == "" && b.done > 0 {
		b.closed()
		return
	}
	if b.ask.fields[b.at].need && strings.TrimSpace(b.entry.Text) == "" {
		b.say(b.d.sayWrong(b.ask, b.at, errEmpty))
		return
	}
	if b.at+1 < len(b.ask.fields) {
		b.at++
		b.build()
		return
	}
	trimmed, i, err := b.ask.check(b.texts)
	if err == nil {
		err = b.ask.done(trimmed)
	}
	if err != nil {
		b.say(b.d.sayWrong(b.ask, i, err))
		return
	}
	if b.done++; b.ask.again {
		b.start()
		return
	}
	b.closed()
}

// back goes to the field before; false when there is none.
func (b *askBar) back() bool {
	if b.at == 0 {
		return false
	}
	b.texts[b.at] = b.entry.Text
	b.at--
	b.build()
	return true
}

func (b *askBar) say(text string) {
	b.wrong.SetText(text)
	b.wrong.Show()
	b.content.Refresh()
	b.d.redraw()
}
