package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// keysPage lists the shortcuts: those of the program, and those that work in
// tables and panels.
type keysPage struct {
	v       *view
	content fyne.CanvasObject
	table   *kit.Table[shortcut]
}

// shortcut is a line of the list.
type shortcut struct{ keys, title, group string }

// everywhere are the keys of widgets, by the id of their text.
var everywhere = []struct{ keys, id, group string }{
	{"Tab", "tab", "everywhere"}, {"Enter", "enter", "everywhere"}, {"Esc", "escape", "everywhere"}, {"▲ ▼", "arrows", "table"},
	{"Home, End", "ends", "table"}, {"PgUp, PgDn", "pages", "table"}, {"Ctrl+C", "copy", "table"}, {"Ctrl+Shift+C", "copy_all", "table"},
}

func newKeys(v *view) *keysPage {
	p := &keysPage{v: v}
	column := func(id string, width float32, role kit.Role, of func(s shortcut) string) kit.Column[shortcut] {
		return kit.Column[shortcut]{ID: id, Title: v.t("settings.keys." + id), Width: width, Text: of, Role: func(shortcut) kit.Role { return role }}
	}
	p.table = kit.NewTable(column("what", 0, kit.RoleBody, func(s shortcut) string { return s.title }),
		column("group", 170, kit.RoleMuted, func(s shortcut) string { return s.group }),
		column("keys", 170, kit.RoleStrong, func(s shortcut) string { return s.keys }))
	p.table.OnCopy = v.sh.Copy
	p.content = container.New(columnLayout{}, kit.NewCard("", nil, p.table))
	return p
}

func (p *keysPage) object() fyne.CanvasObject { return p.content }

func (p *keysPage) show(*workbench.Snapshot) { p.table.SetRows(p.shortcuts()) }

// shortcuts lists the commands that have one, then the keys of widgets.
func (p *keysPage) shortcuts() []shortcut {
	var all []shortcut
	if c, ok := p.v.sh.(Commander); ok && c.Commands() != nil {
		for _, command := range c.Commands().All() {
			keys := kit.ShortcutText(command)
			if keys == "" {
				keys = string(command.Key)
			}
			if keys != "" {
				all = append(all, shortcut{keys, command.Title, command.Group})
			}
		}
	}
	for _, k := range everywhere {
		all = append(all, shortcut{k.keys, p.v.t("settings.keys." + k.id), p.v.t("settings.keys." + k.group)})
	}
	return all
}
