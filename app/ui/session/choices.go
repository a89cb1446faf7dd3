package session

import (
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/app/ui/kit"
)

// choices is a line beneath a field with the known texts that fit what is typed. Up and Down put one of them in the field,
// a click too; typing on finds others.
type choices struct {
	box     *fyne.Container // what to lay out
	d       *desk
	entry   *kit.Entry
	options func() []string
	scale   float32
	typed   string // what the person typed themselves
	fit     []string
	at      int // of fit, in the field; -1: what was typed
	setting bool
}

// mostChoices is how many are shown at once.
const mostChoices = 6

func newChoices(d *desk, e *kit.Entry, options func() []string, scale float32) *choices {
	c := &choices{box: kit.Flow(8 * scale), d: d, entry: e, options: options, scale: scale, at: -1}
	e.OnChanged = func(text string) {
		if !c.setting {
			c.typed, c.at = text, -1
			c.find()
		}
	}
	e.OnKey = c.key
	c.typed = e.Text
	c.find()
	return c
}

// find lists what fits the part after the last comma: a field may take several names.
func (c *choices) find() {
	part := strings.ToLower(strings.TrimSpace(c.part()))
	var begins, holds []string
	for _, o := range c.options() {
		low := strings.ToLower(o)
		switch {
		case low == part:
		case strings.HasPrefix(low, part):
			begins = append(begins, o)
		case part != "" && strings.Contains(low, part):
			holds = append(holds, o)
		}
	}
	c.fit = append(begins, holds...)
	c.fit = c.fit[:min(len(c.fit), mostChoices)]
	c.draw()
}

// part is what is typed after the last comma.
func (c *choices) part() string { return c.typed[strings.LastIndexByte(c.typed, ',')+1:] }

func (c *choices) draw() {
	c.box.Objects = nil
	for i, o := range c.fit {
		role := kit.RoleAccent
		if c.d.beamer && i != c.at { // there is no pointer: they only tell what can be typed
			role = kit.RoleMuted
		}
		// No buttons, so that Tab leads to the next field.
		text := &choiceRow{content: kit.Pad(2, 1, kit.NewText(o, role).Scale(c.scale).SetBold(i == c.at)), lit: i == c.at, chosen: func() { c.take(i) }}
		text.ExtendBaseWidget(text)
		c.box.Add(text)
	}
	c.box.Refresh()
}

// take puts one of the texts in the field.
func (c *choices) take(i int) {
	c.at = i
	text := c.typed
	if i >= 0 {
		before := c.typed[:len(c.typed)-len(c.part())]
		if before != "" {
			before += " "
		}
		text = before + c.fit[i]
	}
	c.setting = true
	c.entry.SetText(text)
	c.entry.CursorColumn = len([]rune(text))
	c.setting = false
	c.draw()
}

// key moves through the texts.
func (c *choices) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		if len(c.fit) > 0 {
			c.take(min(c.at+1, len(c.fit)-1))
		}
	case fyne.KeyUp:
		if c.at >= 0 {
			c.take(c.at - 1)
		}
	default:
		return false
	}
	return true
}
