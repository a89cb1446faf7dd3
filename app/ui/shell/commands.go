package shell

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// makeCommands lists everything a person can do from anywhere. Menus, buttons,
// shortcuts and their overview come from this list.
func (s *Shell) makeCommands() *kit.Commands {
	open := func() bool { return s.bench.Snapshot().Phase == workbench.Ready }
	figures := func() bool { return s.bench.Snapshot().Figures != nil }
	c := kit.NewCommands()
	add := func(group, id string, shortcut fyne.Shortcut, enabled func() bool, do func()) {
		c.Add(kit.Command{ID: id, Title: s.t("command." + id), Group: s.t("command.group." + group), Shortcut: shortcut, Enabled: enabled, Do: do})
	}
	add("file", "import", kit.Ctrl(fyne.KeyI), nil, s.importFiles)
	add("file", "import_draft", kit.Ctrl(fyne.KeyReturn), func() bool { return s.bench.Snapshot().Draft.Ready() }, s.bench.ImportDraft)
	add("file", "new", kit.Ctrl(fyne.KeyN), nil, s.newWorkspace)
	add("file", "open", kit.Ctrl(fyne.KeyO), nil, s.openWorkspace)
	add("file", "save_copy", kit.CtrlShift(fyne.KeyS), open, s.saveCopy)
	add("file", "sample", nil, nil, s.bench.OpenSample)
	add("file", "close", kit.Ctrl(fyne.KeyW), open, s.bench.CloseWorkspace)
	add("file", "export", kit.Ctrl(fyne.KeyE), figures, func() { s.top.exportMenu() })
	c.Add(kit.Command{ID: "quit", Title: s.t("command.quit"), Group: s.t("command.group.file"), Shortcut: kit.Ctrl(fyne.KeyQ), InModal: true, Do: s.window.Close})
	add("file", "undo", kit.Ctrl(fyne.KeyZ), func() bool { return s.undoNext() != undoNothing }, s.undo)
	add("file", "redo", kit.Ctrl(fyne.KeyY), func() bool { _, ok := s.redoable(); return ok }, s.redo)
	add("kaizen", "new_action", kit.CtrlShift(fyne.KeyA), open, s.newAction)
	c.Add(kit.Command{ID: "session_mode", Title: s.t("command.session_mode"), Group: s.t("command.group.kaizen"), Key: fyne.KeyF5, Enabled: open, Do: s.startSession})
	for i, id := range railScreens {
		add("view", "go_"+string(id), kit.Alt(fyne.KeyName(rune('1'+i))), nil, func() { s.Go(id) })
	}
	add("view", "definition", kit.Ctrl(fyne.KeyD), open, s.toggleDefinition)
	add("view", "definitions", kit.CtrlShift(fyne.KeyB), open, func() { s.Go(screen.Definitions) })
	add("view", "period", kit.Ctrl(fyne.KeyP), open, func() { s.top.periodPanel() })
	add("view", "filter", kit.Ctrl(fyne.KeyF), open, func() { s.top.filterMenu() })
	add("view", "clear_filters", kit.CtrlShift(fyne.KeyF), open, s.clearFilters)
	add("view", "back", &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}, func() bool { return len(s.trail.past) > 0 || overlay(s.current) }, s.back)
	add("view", "story", kit.Ctrl(fyne.KeyK), func() bool { _, ok := s.inHand(); return ok }, func() {
		if place, ok := s.inHand(); ok {
			s.bench.ShowStory(place)
		}
	})
	reading := func() bool { return s.current == screen.Pairs && s.bench.Snapshot().InHand.Pair > 0 }
	add("view", "sample_next", kit.Alt(fyne.KeyDown), reading, func() { s.bench.StepSample(1, false) })
	add("view", "sample_previous", kit.Alt(fyne.KeyUp), reading, func() { s.bench.StepSample(-1, false) })
	add("view", "theme", kit.CtrlShift(fyne.KeyD), nil, s.switchTheme)
	c.Add(kit.Command{ID: "escape", Title: s.t("command.escape"), Group: s.t("command.group.view"), Key: fyne.KeyEscape, Do: s.escape})
	add("help", "help", nil, nil, s.help)
	c.Add(kit.Command{ID: "help_key", Title: s.t("command.help"), Group: s.t("command.group.help"), Key: fyne.KeyF1, Do: s.help})
	return c
}

// inHand gives the place in the log of the contact that is chosen in sight.
func (s *Shell) inHand() (place int, ok bool) {
	n := s.bench.Snapshot()
	switch {
	case s.current == screen.Contacts && n.Contacts != nil && n.Contacts.Detail != nil:
		return n.Contacts.Detail.Place, true
	case s.current == screen.Pairs && n.Pair != nil && n.Pair.First >= 0:
		return n.Pair.First, true
	}
	return 0, false
}

// escape closes the panel of the definition if it is open, else what is open on the screen, else it leads back.
func (s *Shell) escape() {
	if s.side.Visible() {
		s.toggleDefinition()
		return
	}
	if e, ok := s.screens[s.current].(screen.Escaper); ok && e.Escape() {
		return
	}
	s.back()
}

func (s *Shell) clearFilters() {
	selection := s.bench.Snapshot().Question.Selection
	selection.Filter = nil
	s.bench.SetSelection(selection)
}

// switchTheme goes from light to dark and back.
func (s *Shell) switchTheme() {
	p := s.preferences
	if kit.Dark() {
		p.Theme = "light"
	} else {
		p.Theme = "dark"
	}
	s.SetPreferences(p)
}

func (s *Shell) dataFilter() []kit.FileFilter {
	return []kit.FileFilter{{Name: s.t("shell.file.exports"), Patterns: []string{"*.csv", "*.xlsx", "*.xlsm", "*.xltx", "*.ods", "*.xls", "*.txt", "*.tsv"}}}
}

func (s *Shell) workspaceFilter() []kit.FileFilter {
	return []kit.FileFilter{{Name: s.t("shell.file.workspace"), Patterns: []string{"*.eenkeer"}}}
}

func (s *Shell) importFiles() {
	s.files.OpenFiles(kit.OpenOptions{Title: s.t("command.import"), Multiple: true, Filters: s.dataFilter()}, func(paths []string, err error) {
		if err != nil {
			s.Fail(err)
		} else if len(paths) > 0 {
			s.bench.Drop(paths)
		}
	})
}

func (s *Shell) openWorkspace() {
	s.files.OpenFiles(kit.OpenOptions{Title: s.t("command.open"), Folder: workbench.Documents(), Filters: s.workspaceFilter()}, func(paths []string, err error) {
		if err != nil {
			s.Fail(err)
		} else if len(paths) > 0 {
			s.bench.Open(paths[0])
		}
	})
}

// saveAs asks for the name of a file and passes it on, if one was given.
func (s *Shell) saveAs(title, name string, filters []kit.FileFilter, do func(path string)) {
	s.files.SaveFile(kit.SaveOptions{Title: title, Name: name, Folder: workbench.Documents(), Filters: filters}, func(path string, err error) {
		if err != nil {
			s.Fail(err)
		} else if path != "" {
			do(kit.WithExtension(path, filters))
		}
	})
}

func (s *Shell) newWorkspace() {
	s.saveAs(s.t("command.new"), s.t("shell.file.new_name")+".eenkeer", s.workspaceFilter(), s.bench.Create)
}

func (s *Shell) saveCopy() {
	name := s.bench.Snapshot().Workspace.Name
	s.saveAs(s.t("command.save_copy"), s.t("shell.file.copy_name", "name", name)+".eenkeer", s.workspaceFilter(), s.bench.SaveCopy)
}

// exportName proposes a file name that says what is in it.
func (s *Shell) exportName(what, extension string) string {
	return filepath.Base(s.bench.Snapshot().Workspace.Name) + " " + what + extension
}
