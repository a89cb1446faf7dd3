package kaizen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
)

// side is a panel at the right of a tab, open or shut.
type side struct {
	sh      screen.Shell
	content *fyne.Container
	title   *kit.Text
	around  *fyne.Container // to be laid out anew when it opens
	back    func()          // puts the keyboard where it was before
	closed  func()          // keeps what was typed
}

// newSide makes a shut panel over a form.
func newSide(sh screen.Shell, title string, body fyne.CanvasObject) *side {
	s := &side{sh: sh, title: kit.NewTruncatedText(title, kit.RoleStrong)}
	shut := kit.NewButtonOf(kit.ButtonQuiet, "×", s.close)
	shut.SetTip(sh.Locale().T("board.panel.close"))
	card := kit.NewCard("", nil, container.NewBorder(container.NewBorder(nil, nil, nil, shut, s.title), nil, nil, nil, body))
	s.content = container.NewStack(kit.MinWidth(panelWidth, container.New(&panelRoom{}, card)))
	s.content.Hide()
	return s
}

func (s *side) isOpen() bool { return s.content.Visible() }

func (s *side) open() {
	if !s.isOpen() {
		s.content.Show()
		s.around.Refresh()
	}
}

func (s *side) close() {
	if !s.isOpen() {
		return
	}
	if s.closed != nil {
		s.closed()
	}
	s.content.Hide()
	s.around.Refresh()
	if s.back != nil {
		s.back()
	}
}

// escape leaves the panel, then closes it; false when it is shut.
func (s *side) escape() bool {
	switch {
	case !s.isOpen():
		return false
	case s.hasFocus():
		s.back()
	default:
		s.close()
	}
	return true
}

// hasFocus reports whether the keyboard is somewhere in the panel.
func (s *side) hasFocus() bool {
	o, ok := s.sh.Window().Canvas().Focused().(fyne.CanvasObject)
	if !ok || o == nil {
		return false
	}
	driver := fyne.CurrentApp().Driver()
	return driver.AbsolutePositionForObject(o).X >= driver.AbsolutePositionForObject(s.content).X
}

// panelRoom keeps the panel off what is at its left.
type panelRoom struct{}

func (panelRoom) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(m.Width+kit.Gap, 120)
}

func (panelRoom) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(kit.Gap, 0))
	o[0].Resize(fyne.NewSize(s.Width-kit.Gap, s.Height))
}
