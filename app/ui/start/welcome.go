package start

import (
	"path/filepath"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// welcome is the screen without contacts: no workspace is open, or an empty one.
type welcome struct {
	sh      screen.Shell
	content *fyne.Container
	page    *fyne.Container
	shown   *welcomeState
}

// welcomeState is all that the face depends on.
type welcomeState struct {
	open, readOnly, draft bool
	name                  string
	recent                []workspace.RecentFile
}

func newWelcome(sh screen.Shell) *welcome {
	w := &welcome{sh: sh, page: container.NewStack()}
	w.content = container.NewStack(container.NewVScroll(kit.Pad(kit.GapPage, kit.GapPage, w.page)))
	return w
}

func (w *welcome) show(n *workbench.Snapshot) {
	state := &welcomeState{n.Phase == workbench.Ready, n.Workspace.ReadOnly, n.Draft != nil, n.Workspace.Name, n.Recent}
	if w.shown != nil && reflect.DeepEqual(*w.shown, *state) {
		return
	}
	w.shown = state
	l := w.sh.Locale()
	parts := []fyne.CanvasObject{w.heading(state, l)}
	if state.draft {
		parts = append(parts, kit.NewNotice(kit.KindInfo, l.T("start.draft"), l.T("start.draft.look"), func() { w.sh.Go(screen.Data) }, nil))
	}
	parts = append(parts, w.dropArea(state, l), w.steps(l))
	if len(state.recent) > 0 {
		parts = append(parts, w.recent(state.recent, l))
	}
	w.page.Objects = []fyne.CanvasObject{narrow(780, kit.VBox(kit.Gap, parts...))}
	w.page.Refresh()
}

func (w *welcome) heading(s *welcomeState, l *locale.Locale) fyne.CanvasObject {
	title, text := l.T("start.welcome.title"), l.T("start.welcome.text")
	if s.open {
		title, text = l.T("start.empty.title", "name", s.name), l.T("start.empty.text")
	}
	return kit.VBox(4, kit.NewTruncatedText(title, kit.RoleHeading), kit.NewParagraph(text, kit.RoleMuted))
}

// dropArea is where a file can be dropped. The whole window takes it; this says so.
func (w *welcome) dropArea(s *welcomeState, l *locale.Locale) fyne.CanvasObject {
	run := func(command string) func() { return func() { w.sh.Run(command) } }
	sample := kit.NewButton(l.T("start.sample"), run("sample"))
	sample.SetTip(l.T("start.sample.tip"))
	create, open := kit.NewButton(l.T("start.new"), run("new")), kit.NewButton(l.T("start.open"), run("open"))
	create.SetTip(l.T("start.new.tip"))
	title, text := l.T("start.drop.title"), l.T("start.drop.text")
	var buttons []fyne.CanvasObject
	switch {
	case s.readOnly:
		title, text = l.T("start.read_only.title"), l.T("start.read_only.text")
		buttons = []fyne.CanvasObject{sample, create, open}
	case s.open:
		buttons = []fyne.CanvasObject{kit.NewPrimaryButton(l.T("start.import"), run("import")), sample, open}
	default:
		sample = kit.NewPrimaryButton(l.T("start.sample"), run("sample"))
		sample.SetTip(l.T("start.sample.tip"))
		text = l.T("start.drop.text.closed")
		buttons = []fyne.CanvasObject{sample, create, open}
	}
	return newDropArea(title, text, buttons)
}

// steps says what happens to what is dropped.
func (w *welcome) steps(l *locale.Locale) fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, step := range []string{"1", "2", "3"} {
		cards = append(cards, kit.NewCard(l.T("start.step"+step+".title"), nil, kit.NewParagraph(l.T("start.step"+step+".text"), kit.RoleMuted)))
	}
	return kit.Columns(kit.Gap, nil, cards...)
}

// recent lists the workspaces that were open before.
func (w *welcome) recent(files []workspace.RecentFile, l *locale.Locale) fyne.CanvasObject {
	table := kit.NewTable(
		kit.Column[workspace.RecentFile]{ID: "name", Title: l.T("start.recent.name"), Text: workspace.RecentFile.Name, Role: recentRole(kit.RoleStrong),
			Tag: func(r workspace.RecentFile) string {
				if r.Missing {
					return l.T("start.recent.missing")
				}
				return ""
			}},
		kit.Column[workspace.RecentFile]{ID: "folder", Title: l.T("start.recent.folder"), Width: 300, Text: func(r workspace.RecentFile) string { return filepath.Dir(r.Path) }, Role: recentRole(kit.RoleMuted)},
		kit.Column[workspace.RecentFile]{ID: "opened", Title: l.T("start.recent.opened"), Width: 120, Align: fyne.TextAlignTrailing,
			Text: func(r workspace.RecentFile) string { return l.Date(r.Opened.Local()) }, Role: recentRole(kit.RoleMuted)},
	)
	table.Key = func(r workspace.RecentFile) string { return r.Path }
	table.OnActivate = func(r workspace.RecentFile) {
		if !r.Missing {
			w.sh.Bench().Open(r.Path)
		}
	}
	table.SetRows(files)
	table.SetFitHeight(6)
	return kit.NewCard(l.T("start.recent"), nil, table)
}

// recentRole greys what is not there.
func recentRole(role kit.Role) func(workspace.RecentFile) kit.Role {
	return func(r workspace.RecentFile) kit.Role {
		if r.Missing {
			return kit.RoleFaint
		}
		return role
	}
}
