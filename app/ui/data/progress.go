package data

import (
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// progressView shows long work that has the screen to itself: the bar, the rows
// and their speed, and which of the files is under way.
type progressView struct {
	p       *page
	content *fyne.Container
	holder  *fyne.Container // of the panel
	panel   *kit.ProgressPanel
	files   *fyne.Container
	note    *kit.Paragraph

	started time.Time // of the task the panel was made for
	file    int       // under way
	since   time.Time // of the file
}

func newProgressView(p *page) *progressView {
	v := &progressView{p: p, holder: container.NewStack(), files: kit.VBox(4), note: kit.NewParagraph(p.t("data.progress.note"), kit.RoleMuted)}
	v.content = kit.Pad(kit.GapPage, kit.GapPage, centred(620, kit.NewCard("", nil, kit.Pad(4, 6, kit.VBox(kit.Gap, v.holder, v.files, v.note)))))
	return v
}

func (v *progressView) show(s *workbench.Snapshot) {
	t, l := s.Task, v.p.locale()
	if v.panel == nil || !v.started.Equal(t.Started) {
		v.end()
		v.panel = kit.NewProgressPanel("", v.p.t("data.progress.stop"), func() { v.p.bench().Cancel() })
		v.holder.Objects = []fyne.CanvasObject{v.panel}
		v.started, v.file, v.since = t.Started, 0, t.Started
	}
	now := v.p.now()
	if t.Import.File != v.file {
		v.file, v.since = t.Import.File, now
		if v.file == 1 {
			v.since = t.Started
		}
	}
	v.panel.SetTitle(progressTitle(t, l))
	v.panel.Set(progressFraction(t), progressLine(t, now.Sub(v.since), l))
	v.note.Hidden = t.ID != "task.importing"
	v.showFiles(s)
	v.content.Refresh()
}

// showFiles lists the files of an import of several: done, under way, waiting.
func (v *progressView) showFiles(s *workbench.Snapshot) {
	v.files.Objects = nil
	v.files.Hidden = s.Task.Import.Files < 2 || s.Draft == nil
	if v.files.Hidden {
		return
	}
	for i, f := range s.Draft.Files {
		id, role := "data.progress.waiting", kit.RoleMuted
		switch at := s.Task.Import; {
		case at.Storing || i+1 < at.File:
			id, role = "data.progress.read", kit.RoleGood
		case i+1 == at.File:
			id, role = "data.progress.reading", kit.RoleAccent
		}
		v.files.Add(kit.HBox(kit.GapSmall, kit.NewText(filepath.Base(f.Path), kit.RoleBody), kit.Spacer(), kit.NewText(v.p.t(id), role)))
	}
	v.files.Refresh()
}

// end lets go of the panel when there is no work to show.
func (v *progressView) end() {
	if v.panel != nil {
		v.panel.Stop()
		v.panel = nil
	}
}
