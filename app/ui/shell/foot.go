package shell

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// footLine says what the figures are of: contacts, their period, how many have no
// customer key, what is unripe.
type footLine struct {
	s       *Shell
	content fyne.CanvasObject
	text    *kit.Text
	state   *kit.Text
}

func newFootLine(s *Shell) *footLine {
	f := &footLine{s: s, text: kit.NewTruncatedText("", kit.RoleSmall), state: kit.NewText("", kit.RoleSmall)}
	f.content = kit.Filled(kit.ColorSurface, container.NewBorder(kit.Line(), nil, nil, nil,
		kit.Pad(kit.GapPage, 5, container.NewBorder(nil, nil, nil, f.state, f.text))))
	return f
}

func (f *footLine) show(s *workbench.Snapshot) {
	f.text.SetText(f.line(s))
	state := ""
	switch {
	case s.Workspace.ReadOnly:
		state = f.s.t("foot.read_only")
		f.state.SetRole(kit.RoleWarn)
		if s.Workspace.Why != nil {
			f.state.SetTip(workbench.Say(s.Workspace.Why, f.s.locale))
		}
	case s.Computing && s.Figures == nil:
		state = f.s.t("foot.computing")
	}
	f.state.SetText(state)
}

func (f *footLine) line(s *workbench.Snapshot) string {
	l := f.s.locale
	if s.Phase != workbench.Ready {
		return f.s.t("foot.closed")
	}
	if s.Workspace.Contacts == 0 {
		return f.s.t("foot.empty")
	}
	parts := []string{l.T("foot.contacts", "n", s.Workspace.Contacts), l.Period(s.Workspace.From, s.Workspace.To)}
	if figures := s.Figures; figures != nil {
		total := figures.Total
		if d := total.Data; d.Contacts != s.Workspace.Contacts {
			parts = append(parts, l.T("foot.selected", "n", d.Contacts))
		}
		if total.Data.Contacts > 0 {
			parts = append(parts, l.T("foot.coverage", "share", l.Percent(1-total.Data.Coverage())))
		}
		parts = append(parts, l.T("foot.unripe", "window", figures.Question.Definition.WindowText(l)))
	}
	return strings.Join(parts, " · ")
}
