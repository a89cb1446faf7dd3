package settings

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// registerCard is the choices of the register of improvement, and what was removed from it.
type registerCard struct {
	v       *view
	content *kit.Card
	days    *kit.Field
	bad     *kit.Text
	gone    *fyne.Container
	purge   *kit.Button
	shown   *kaizen.Register // whose removed items are listed
}

// mostGone is how many removed items are listed.
const mostGone = 8

func newRegisterCard(v *view) *registerCard {
	c := &registerCard{v: v, gone: kit.VBox(0), bad: kit.NewText("", kit.RoleBad)}
	c.bad.Hide()
	c.days = kit.NewField(daysText(kaizen.DefaultCheckDays), c.keepDays)
	c.purge = kit.NewButtonOf(kit.ButtonQuiet, v.t("settings.register.purge"), c.ask)
	c.content = kit.NewCard(v.t("settings.register"), nil, kit.VBox(10,
		labelled(v.t("settings.register.days"), kit.HBox(kit.GapSmall, kit.MinWidth(160, c.days), kit.NewText(v.t("settings.register.days.note"), kit.RoleMuted))), c.bad,
		kit.NewText(v.t("settings.register.gone"), kit.RoleStrong), c.gone, kit.HBox(kit.GapSmall, c.purge)))
	return c
}

func daysText(days []int) string {
	var all []string
	for _, d := range days {
		all = append(all, strconv.Itoa(d))
	}
	return strings.Join(all, ", ")
}

// keepDays keeps after how many days effects are looked at.
func (c *registerCard) keepDays(text string) {
	days, ok := []int{}, true
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '/' || r == ';' }) {
		n, err := strconv.Atoi(part)
		ok = ok && err == nil && n > 0
		days = append(days, n)
	}
	slices.Sort(days)
	if !ok {
		c.tell(c.v.t("settings.register.days.bad"))
		return
	}
	err := c.v.bench().SetRegisterSettings(func(s *kaizen.Settings) { s.CheckDays = slices.Compact(days) })
	c.tell(workbench.Say(err, c.v.sh.Locale()))
}

// tell says what is wrong with what was typed; nothing takes no room.
func (c *registerCard) tell(text string) {
	c.bad.SetText(text)
	c.bad.Hidden = text == ""
	c.content.Refresh()
}

func (c *registerCard) show(s *workbench.Snapshot) {
	c.content.Hidden = s.Register == nil
	if s.Register == nil {
		return
	}
	c.days.Set(daysText(s.Register.Settings.Looks()))
	c.days.Enable()
	if s.Workspace.ReadOnly {
		c.days.Disable()
	}
	if s.Register == c.shown {
		return
	}
	c.shown = s.Register
	gone := s.Register.Gone()
	c.gone.Objects = nil
	c.purge.Hidden = len(gone) == 0
	if len(gone) == 0 {
		c.gone.Add(kit.NewParagraph(c.v.t("settings.register.gone.none"), kit.RoleMuted))
	}
	for _, ref := range gone[:min(len(gone), mostGone)] {
		restore := func() {
			if err := c.v.bench().RestoreItem(ref); err != nil {
				c.v.sh.Fail(err)
			}
		}
		listed(c.v, c.gone, c.v.t("kaizen.kind."+string(ref.Kind))+" "+strconv.Itoa(int(ref.ID)), s.Register.Title(ref), c.v.t("settings.register.restore"), s, restore)
	}
	if n := len(gone) - mostGone; n > 0 {
		c.gone.Add(kit.NewText(c.v.t("settings.register.gone.more", "n", n), kit.RoleMuted))
	}
	if s.Workspace.ReadOnly {
		c.purge.Disable()
	} else {
		c.purge.Enable()
	}
	c.gone.Refresh()
}

// ask asks before removed items go for good: it is the one thing here that nothing undoes.
func (c *registerCard) ask() {
	v := c.v
	kit.ShowDialog(v.sh.Window().Canvas(), kit.DialogOptions{
		Title: v.t("settings.register.purge.ask"), Content: kit.NewParagraph(v.t("settings.register.purge.text"), kit.RoleBody),
		Buttons: []kit.DialogButton{{Text: v.t("shell.cancel"), Cancel: true}, {Text: v.t("settings.register.purge.do"), Kind: kit.ButtonPrimary, Do: func() bool { v.bench().CompactRegister(); return true }}},
	})
}
