package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// workplacePage is what the open workspace is and keeps.
type workplacePage struct {
	v       *view
	content fyne.CanvasObject

	name     *kit.Text
	path     *kit.Text
	holds    *kit.Text
	locked   *kit.Notice
	facts    *fyne.Container
	copyPath *kit.LinkButton
	saveCopy *kit.Button

	definitions *fyne.Container
	mappings    *fyne.Container
	known       *kit.Card // of mappings
	agents      *agentsCard
	register    *registerCard
}

func newWorkplace(v *view) *workplacePage {
	p := &workplacePage{v: v, name: kit.NewTruncatedText("", kit.RoleStrong), path: kit.NewTruncatedText("", kit.RoleBody), holds: kit.NewTruncatedText("", kit.RoleBody),
		definitions: kit.VBox(0), mappings: kit.VBox(0)}
	run := func(id string) func() { return func() { v.sh.Run(id) } }
	p.saveCopy = kit.NewButton(v.t("settings.workspace.save_copy"), run("save_copy"))
	p.copyPath = kit.NewLinkButton(v.t("settings.workspace.copy_path"), func() { v.sh.Copy(v.last.Workspace.Path) })
	p.locked = kit.NewNotice(kit.KindWarn, "", "", nil, nil)
	p.facts = kit.VBox(8, labelled(v.t("settings.workspace.name"), p.name),
		labelled(v.t("settings.workspace.path"), container.NewBorder(nil, nil, nil, p.copyPath, p.path)),
		labelled(v.t("settings.workspace.holds"), p.holds), p.locked)
	buttons := kit.HBox(kit.GapSmall, p.saveCopy, kit.NewButton(v.t("settings.workspace.open"), run("open")), kit.NewButton(v.t("settings.workspace.new"), run("new")))
	here := kit.NewCard(v.t("settings.workspace.title"), nil, kit.VBox(12, p.facts, buttons))
	saved := kit.NewCard(v.t("settings.definitions"), nil, p.definitions)
	p.known = kit.NewCard(v.t("settings.mappings"), nil, p.mappings)
	p.agents, p.register = newAgentsCard(v), newRegisterCard(v)
	p.content = column(here, p.agents.content, p.register.content, saved, p.known)
	return p
}

func (p *workplacePage) object() fyne.CanvasObject { return p.content }

func (p *workplacePage) show(s *workbench.Snapshot) {
	l := p.v.sh.Locale()
	open := s.Phase != workbench.Closed
	p.name.SetText(s.Workspace.Name)
	if !open {
		p.name.SetText(p.v.t("settings.workspace.none"))
	}
	p.path.SetText(s.Workspace.Path)
	p.holds.SetText(holds(s, l))
	for _, o := range p.facts.Objects[1:] {
		o.(interface{ Show() }).Show()
		if !open {
			o.Hide()
		}
	}
	p.locked.Hidden = !open || !s.Workspace.ReadOnly
	if s.Workspace.ReadOnly {
		p.locked.SetText(kit.KindWarn, why(s, l))
	}
	if open {
		p.saveCopy.Enable()
	} else {
		p.saveCopy.Disable()
	}
	p.agents.show(s)
	p.register.show(s)
	p.showDefinitions(s)
	p.showMappings(s)
	p.content.Refresh()
}

// holds says what is in the workspace.
func holds(s *workbench.Snapshot, l *locale.Locale) string {
	live := 0
	for _, b := range s.Batches {
		if !b.TakenBack {
			live++
		}
	}
	text := l.T("settings.workspace.contacts", "n", s.Workspace.Contacts)
	if s.Workspace.Contacts > 0 {
		text += "  ·  " + l.Period(s.Workspace.From, s.Workspace.To) + "  ·  " + l.T("settings.workspace.imports", "n", live)
	}
	return text
}

func why(s *workbench.Snapshot, l *locale.Locale) string {
	if s.Workspace.Why == nil {
		return l.T("settings.workspace.read_only")
	}
	return workbench.Say(s.Workspace.Why, l)
}

func (p *workplacePage) showDefinitions(s *workbench.Snapshot) {
	p.definitions.Objects = nil
	if len(s.Definitions) == 0 {
		p.definitions.Add(kit.NewParagraph(p.v.t("settings.definitions.none"), kit.RoleMuted))
	}
	for _, d := range s.Definitions {
		p.entry(p.definitions, d.Name, d.Short(p.v.sh.Locale()), p.v.t("settings.definitions.delete"), s, func() { p.v.bench().DeleteDefinition(d.Name) })
	}
	p.definitions.Refresh()
}

// showMappings lists the remembered mappings.
func (p *workplacePage) showMappings(s *workbench.Snapshot) {
	p.known.Hidden = s.Phase == workbench.Closed
	if p.known.Hidden {
		return
	}
	p.mappings.Objects = nil
	if len(s.Profiles) == 0 {
		p.mappings.Add(kit.NewParagraph(p.v.t("settings.mappings.none"), kit.RoleMuted))
	}
	for _, m := range s.Profiles {
		p.entry(p.mappings, m.Name, mappingText(m, p.v.sh.Locale()), p.v.t("settings.mappings.forget"), s, func() { p.v.bench().ForgetProfile(m.Signature) })
	}
	p.mappings.Refresh()
}

// entry adds a line with a name, what it is, and a button that takes it away.
func (p *workplacePage) entry(list *fyne.Container, name, text, action string, s *workbench.Snapshot, do func()) {
	listed(p.v, list, name, text, action, s, do)
}

// listed adds a line with a name, what it is, and a button that does something with it.
func listed(v *view, list *fyne.Container, name, text, action string, s *workbench.Snapshot, do func()) {
	if len(list.Objects) > 0 {
		list.Add(kit.Line())
	}
	b := kit.NewButtonOf(kit.ButtonQuiet, action, do)
	if s.Workspace.ReadOnly {
		b.Disable()
		b.SetTip(why(s, v.sh.Locale()))
	}
	list.Add(kit.Pad(0, 4, container.NewBorder(nil, nil, kit.MinWidth(190, kit.NewText(name, kit.RoleStrong)), b, kit.NewTruncatedText(text, kit.RoleMuted))))
}

func mappingText(m workspace.Profile, l *locale.Locale) string {
	return l.T("settings.mappings.used", "date", l.Date(m.ChangedAt.Local()))
}
