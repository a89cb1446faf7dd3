package session

import (
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// mode is session mode: the steps of a session over the whole window, in letters to be read from the back of a room, worked by
// keyboard alone. What the keys do stands at the foot.
type mode struct {
	d      *desk
	full   *kit.Full
	root   *fyne.Container
	body   *fyne.Container
	foot   *fyne.Container
	head   *fyne.Container
	frame  *fyne.Container
	step   step
	bar    *askBar
	told   string
	size   fyne.Size
	closed func()
	was    bool // the window filled the screen before
}

// Sizes of session mode: what the letters are for on a beamer, and how much larger they are there than on a page.
const (
	beamerWidth, beamerHeight = 1280, 720
	beamerScale               = 1.5
)

// startMode covers the window with a session. at is shared with its page, so that one goes on where the other was.
func startMode(page *desk, closed func()) *mode {
	d := *page
	d.beamer, d.scale = true, beamerScale
	m := &mode{d: &d, root: container.NewStack(), closed: closed}
	d.ask = m.ask
	d.redraw = m.draw
	d.tell = func(text string) { m.told = text; m.draw() }
	w := d.sh.Window()
	m.was = w.FullScreen()
	w.SetFullScreen(true)
	m.begin()
	m.full = kit.ShowFull(w.Canvas(), kit.FullOptions{
		Content: m.root, Key: m.key, Rune: m.rune, Short: m.short, Resized: m.resized,
		OnClose: func() { w.SetFullScreen(m.was); closed() },
	})
	m.resized(w.Canvas().Size())
	return m
}

// begin says in the register that the session is under way, once its baseline is frozen: after that it cannot be.
func (m *mode) begin() {
	d := m.d
	if d.s != nil && d.s.Stage == kaizen.Preparing && d.s.Baseline != nil && !d.locked() {
		d.try(func(s *kaizen.Session) { s.Stage = kaizen.Running })
		d.see(d.bench.Snapshot())
	}
}

// resized makes the letters fit the window.
func (m *mode) resized(size fyne.Size) {
	if size == m.size || size.Width < 10 {
		return
	}
	m.size = size
	scale := min(size.Width/beamerWidth, size.Height/beamerHeight)
	m.d.scale = beamerScale * min(max(scale, 0.6), 4)
	m.step = nil
	m.build()
}

// build makes the step in sight and what stands round it.
func (m *mode) build() {
	d := m.d
	m.step = newStep(d.at.step, d)
	m.head, m.foot = container.NewStack(), container.NewStack()
	m.body = container.NewStack(m.step.content())
	m.frame = container.NewBorder(m.head, m.foot, nil, nil, kit.Pad(0, d.gap(8), m.body))
	m.root.Objects = []fyne.CanvasObject{kit.Pad(d.gap(16), d.gap(10), m.frame)}
	m.draw()
	m.root.Refresh()
	if m.bar != nil { // what was being typed goes on
		m.bar.build()
	}
}

// show draws a snapshot; false when the session is not there any more.
func (m *mode) show(n *workbench.Snapshot) bool {
	m.d.see(n)
	if m.d.s == nil {
		return false
	}
	m.begin()
	m.draw()
	return true
}

// draw shows the session as it is, and the keys that do something now.
func (m *mode) draw() {
	d := m.d
	d.see(d.bench.Snapshot())
	if d.s == nil || m.step == nil {
		return
	}
	m.head.Objects = []fyne.CanvasObject{m.heading()}
	m.head.Refresh()
	d.asking = m.bar != nil
	m.step.show()
	if m.bar != nil {
		m.foot.Objects = []fyne.CanvasObject{m.bar.content}
	} else {
		m.foot.Objects = []fyne.CanvasObject{m.hints()}
	}
	m.frame.Refresh() // the foot may be higher or lower now
}

// heading is the title of the session and where in it we are.
func (m *mode) heading() fyne.CanvasObject {
	d := m.d
	row := kit.HBox(d.gap(10))
	for i, id := range steps {
		role := kit.RoleMuted
		if id == d.at.step {
			role = kit.RoleAccent
		}
		row.Add(d.text(strconv.Itoa(i+1)+" "+d.title(id), role).SetBold(id == d.at.step))
	}
	return kit.VBox(d.gap(4), container.NewBorder(nil, nil, nil, kit.HBox(d.gap(12), kit.MinSize(1, 1, kit.Spacer()), row), d.line(d.s.Title, kit.RoleStrong)), kit.Line())
}

// hints says what the keys do.
func (m *mode) hints() fyne.CanvasObject {
	d := m.d
	row := kit.Flow(d.gap(6))
	add := func(key, text string, do func()) {
		row.Add(kit.NewKeyHint(key, text, d.scale*0.72, do))
	}
	for _, a := range m.step.acts() {
		if a.off || arrows[a.id] || d.locked() && !reads[a.id] {
			continue
		}
		add(strings.ToUpper(d.t("session.key."+a.id)), d.t("session.act."+a.id), a.do)
	}
	for _, id := range m.step.moves() {
		add(d.t("session.move."+id+".key"), d.t("session.move."+id), nil)
	}
	add(d.t("session.key.steps"), d.t("session.move.steps"), func() { m.go_(1) })
	add("Esc", d.t("session.act.leave"), m.close)
	parts := []fyne.CanvasObject{kit.Line(), row}
	if m.told != "" {
		parts = append([]fyne.CanvasObject{d.para(m.told, kit.RoleWarn)}, parts...)
	}
	return kit.VBox(d.gap(5), parts...)
}

// arrows are the acts that the arrows do too, which the foot names already.
var arrows = map[string]bool{"previous": true, "next": true, "harder": true, "easier": true}

// ask asks at the foot.
func (m *mode) ask(a ask) {
	m.told = ""
	m.bar = newAskBar(m.d, a, func(f fyne.Focusable) {
		if m.full != nil {
			m.d.sh.Window().Canvas().Focus(f)
		}
	}, m.asked)
	m.draw()
	m.d.sh.Window().Canvas().Focus(m.bar.entry)
}

// asked ends the asking.
func (m *mode) asked() {
	m.bar = nil
	m.draw()
	m.full.TakeFocus()
}

func (m *mode) close() { m.full.Close() }

// go_ moves to a step further on or back.
func (m *mode) go_(by int) { m.goTo(shift(steps, m.d.at.step, by)) }

func (m *mode) goTo(id string) {
	if id != m.d.at.step {
		m.d.at.step, m.told = id, ""
		m.build()
	}
}

func (m *mode) key(e *fyne.KeyEvent) bool {
	if m.bar != nil {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			m.bar.enter()
		case fyne.KeyEscape:
			m.asked()
		}
		return true
	}
	switch e.Name {
	case fyne.KeyEscape:
		m.close()
		return true
	case fyne.KeyPageDown:
		m.go_(1)
		return true
	case fyne.KeyPageUp:
		m.go_(-1)
		return true
	}
	m.told = ""
	if m.d.s == nil {
		return true
	}
	if e.Name == fyne.KeyDelete {
		m.press("remove")
		return true
	}
	m.step.key(e)
	return true
}

// rune does the act with a key, or goes to the step with a number.
func (m *mode) rune(r rune) bool {
	if m.bar != nil {
		return false
	}
	if i := int(r - '1'); i >= 0 && i < len(steps) {
		m.goTo(steps[i])
		return true
	}
	for _, a := range m.step.acts() {
		if m.d.t("session.key."+a.id) == string(unicode.ToLower(r)) {
			return m.press(a.id)
		}
	}
	return false
}

// press does an act of the step; false when it cannot be done now.
func (m *mode) press(id string) bool {
	for _, a := range m.step.acts() {
		if a.id == id && !a.off && (!m.d.locked() || reads[id]) {
			m.told = ""
			a.do()
			if m.bar == nil {
				m.draw()
			}
			return true
		}
	}
	return false
}

// short takes back what was changed, and makes it again.
func (m *mode) short(s fyne.Shortcut) bool {
	var err error
	switch s.(type) {
	case *fyne.ShortcutUndo:
		err = m.d.bench.UndoRegister()
	case *fyne.ShortcutRedo:
		err = m.d.bench.RedoRegister()
	default:
		return false
	}
	m.told = ""
	if err != nil {
		m.told = workbench.Say(err, m.d.l)
	}
	m.draw()
	return true
}
