package settings

import (
	"strings"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// agentsCard says whether agents are shown by name, and switches it.
type agentsCard struct {
	v       *view
	content *kit.Card
	state   *kit.Paragraph
	toggle  *kit.Button
	shown   bool
}

func newAgentsCard(v *view) *agentsCard {
	c := &agentsCard{v: v, state: kit.NewParagraph("", kit.RoleBody)}
	c.toggle = kit.NewButton(v.t("settings.agents.show"), c.press)
	c.content = kit.NewCard(v.t("settings.agents"), nil, kit.VBox(10, c.state, kit.NewParagraph(v.t("settings.agents.text"), kit.RoleMuted), kit.HBox(kit.GapSmall, c.toggle)))
	return c
}

func (c *agentsCard) show(s *workbench.Snapshot) {
	c.content.Hidden = s.Phase == workbench.Closed
	l := c.v.sh.Locale()
	c.shown = s.Agents.Shown
	if c.shown {
		c.state.SetText(c.v.t("settings.agents.on", "reference", s.Agents.Reference, "decided", day(s.Agents.Decided, c.v), "since", l.Date(s.Agents.At.Local())))
		c.toggle.SetText(c.v.t("settings.agents.hide"))
	} else {
		c.state.SetText(c.v.t("settings.agents.off"))
		c.toggle.SetText(c.v.t("settings.agents.show"))
	}
	if s.Workspace.ReadOnly {
		c.toggle.Disable()
	} else {
		c.toggle.Enable()
	}
}

func day(text string, v *view) string {
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return v.sh.Locale().Date(t)
	}
	return text
}

func (c *agentsCard) press() {
	if c.shown {
		c.v.bench().HideAgentNames()
		return
	}
	c.ask()
}

// ask wants the works council's decision before names are shown.
func (c *agentsCard) ask() {
	v := c.v
	reference, decided := kit.NewEntry(v.t("settings.agents.reference")), kit.NewEntry(v.t("settings.agents.decided"))
	wrong := kit.NewText("", kit.RoleBad)
	switchOn := func() bool {
		if !c.on(reference.Text, decided.Text) {
			wrong.SetText(v.t("settings.agents.wanted"))
			return false
		}
		return true
	}
	kit.ShowDialog(v.sh.Window().Canvas(), kit.DialogOptions{
		Title: v.t("settings.agents.ask"), Focus: reference,
		Content: kit.VBox(kit.GapSmall, kit.NewParagraph(v.t("settings.agents.ask.text"), kit.RoleMuted), reference, decided, wrong),
		Buttons: []kit.DialogButton{{Text: v.t("shell.cancel"), Cancel: true}, {Text: v.t("settings.agents.show"), Kind: kit.ButtonPrimary, Do: switchOn}},
	})
}

// on shows names on a decision; false when its reference or its day is missing.
func (c *agentsCard) on(reference, decided string) bool {
	reference = strings.TrimSpace(reference)
	date, err := repeat.ParseDate(strings.TrimSpace(decided))
	if reference == "" || err != nil {
		return false
	}
	c.v.bench().SetAgentNames(reference, date.Time())
	return true
}
