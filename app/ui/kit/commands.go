package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Command is something a person can do, as data: menus, buttons, shortcuts and their overview come from it.
type Command struct {
	ID, Title string
	Group     string        // heading in the overview
	Shortcut  fyne.Shortcut // nil, or *desktop.CustomShortcut, or one of Fyne's own
	Key       fyne.KeyName  // a key without modifier, such as Escape; works when no text is being typed
	Icon      fyne.Resource // may be nil
	InModal   bool          // also while a dialog or popover is open
	Enabled   func() bool   // nil: always
	Do        func()
}

// Ctrl makes a shortcut with Ctrl (Command on a Mac).
func Ctrl(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}

// CtrlShift makes a shortcut with Ctrl and Shift.
func CtrlShift(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
}

// Alt makes a shortcut with Alt.
func Alt(key fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}
}

// Commands is the registry. It needs no canvas until Install.
type Commands struct {
	list   []*Command
	byID   map[string]*Command
	modal  func() bool
	prevOn func(*fyne.KeyEvent)
}

// NewCommands makes an empty registry.
func NewCommands() *Commands { return &Commands{byID: map[string]*Command{}} }

// Add adds commands, in the order of the overview; an ID that exists is replaced in place. Commands that are added
// after Install have no shortcut until the next Install.
func (c *Commands) Add(commands ...Command) {
	for _, cmd := range commands {
		if old := c.byID[cmd.ID]; old != nil {
			*old = cmd
			continue
		}
		p := &cmd
		c.list = append(c.list, p)
		c.byID[cmd.ID] = p
	}
}

// Get returns a command.
func (c *Commands) Get(id string) (Command, bool) {
	if p := c.byID[id]; p != nil {
		return *p, true
	}
	return Command{}, false
}

// All lists the commands in the order they were added.
func (c *Commands) All() []Command {
	out := make([]Command, len(c.list))
	for i, p := range c.list {
		out[i] = *p
	}
	return out
}

// Enabled says whether a command can be run now.
func (c *Commands) Enabled(id string) bool {
	p := c.byID[id]
	return p != nil && c.can(p)
}

func (c *Commands) can(p *Command) bool {
	if !p.InModal && c.modal != nil && c.modal() {
		return false
	}
	return p.Do != nil && (p.Enabled == nil || p.Enabled())
}

// Run runs a command as its shortcut would; false when it does not exist, is not enabled, or a modal is open.
func (c *Commands) Run(id string) bool {
	p := c.byID[id]
	if p == nil || !c.can(p) {
		return false
	}
	p.Do()
	return true
}

// Handle runs the command of a shortcut; false when there is none that can run.
func (c *Commands) Handle(s fyne.Shortcut) bool {
	name := normalShortcut(s).ShortcutName()
	for _, p := range c.list {
		if p.Shortcut != nil && normalShortcut(p.Shortcut).ShortcutName() == name && c.can(p) {
			p.Do()
			return true
		}
	}
	return false
}

// HandleKey runs the command of a plain key; false when there is none that can run.
func (c *Commands) HandleKey(e *fyne.KeyEvent) bool {
	for _, p := range c.list {
		if p.Key != "" && p.Key == e.Name && c.can(p) {
			p.Do()
			return true
		}
	}
	return false
}

// SetModal says how to find out that a dialog is open; Install sets it to "the canvas has an overlay".
func (c *Commands) SetModal(open func() bool) { c.modal = open }

// Install makes the shortcuts and keys work on a canvas. Keys that no command takes go to whoever had them before.
func (c *Commands) Install(cv fyne.Canvas) {
	c.modal = func() bool { return cv.Overlays().Top() != nil }
	for _, p := range c.list {
		if p.Shortcut != nil {
			cv.AddShortcut(normalShortcut(p.Shortcut), func(s fyne.Shortcut) { c.Handle(s) })
		}
	}
	if c.prevOn == nil {
		prev := cv.OnTypedKey()
		c.prevOn = func(e *fyne.KeyEvent) {
			if !c.HandleKey(e) && prev != nil {
				prev(e)
			}
		}
	}
	cv.SetOnTypedKey(c.prevOn)
}

// normalShortcut gives the form in which Fyne reports a combination: Ctrl+Z comes as Undo, never as Ctrl and Z.
func normalShortcut(s fyne.Shortcut) fyne.Shortcut {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierShortcutDefault {
		return s
	}
	switch c.KeyName {
	case fyne.KeyZ:
		return &fyne.ShortcutUndo{}
	case fyne.KeyY:
		return &fyne.ShortcutRedo{}
	case fyne.KeyV:
		return &fyne.ShortcutPaste{}
	case fyne.KeyC:
		return &fyne.ShortcutCopy{}
	case fyne.KeyX:
		return &fyne.ShortcutCut{}
	case fyne.KeyA:
		return &fyne.ShortcutSelectAll{}
	}
	return s
}

// ShortcutText writes a command's shortcut as keys, such as "Ctrl+Shift+E"; "" when it has none.
func ShortcutText(c Command) string {
	var s fyne.KeyboardShortcut
	switch v := c.Shortcut.(type) {
	case nil:
		return keyText(c.Key)
	case fyne.KeyboardShortcut:
		s = v
	default:
		return c.Shortcut.ShortcutName()
	}
	var parts []string
	m := s.Mod()
	for _, k := range []struct {
		bit  fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl"}, {fyne.KeyModifierSuper, "Cmd"}, {fyne.KeyModifierAlt, "Alt"}, {fyne.KeyModifierShift, "Shift"}} {
		if m&k.bit != 0 {
			parts = append(parts, k.name)
		}
	}
	return strings.Join(append(parts, keyText(s.Key())), "+")
}

func keyText(k fyne.KeyName) string {
	switch k {
	case fyne.KeyEscape:
		return "Esc"
	case fyne.KeyReturn:
		return "Enter"
	case fyne.KeyDelete:
		return "Del"
	case fyne.KeyPageUp:
		return "PgUp"
	case fyne.KeyPageDown:
		return "PgDn"
	}
	return string(k)
}
