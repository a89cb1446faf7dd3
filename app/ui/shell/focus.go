package shell

import "fyne.io/fyne/v2"

// keepFocus takes the keyboard from the page that is about to go, and remembers what had it: a key pressed over a page
// that lies on top would else be heard by what nobody sees.
func (s *Shell) keepFocus() {
	c := s.window.Canvas()
	focused := c.Focused()
	o, ok := focused.(fyne.CanvasObject)
	if !ok || o == nil || c.Overlays().Top() != nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	at, page := driver.AbsolutePositionForObject(o), driver.AbsolutePositionForObject(s.page)
	if hidden := at.IsZero(); !hidden && (at.X < page.X || at.Y < page.Y || at.X >= page.X+s.page.Size().Width) {
		return // it stands beside the page: in the rail, the bar or the panel
	}
	s.held[s.current] = focused
	c.Unfocus()
}

// giveFocus gives the keyboard back to what had it when the page in sight was left, unless something else has it.
func (s *Shell) giveFocus() {
	c := s.window.Canvas()
	if held := s.held[s.current]; held != nil && c.Focused() == nil && c.Overlays().Top() == nil {
		c.Focus(held)
	}
	delete(s.held, s.current)
}
