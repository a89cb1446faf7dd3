// Package catalogue is the view of what an organisation knows of its reasons, processes and teams: reasons that wait for a
// process, the reasons with their process, third party, target and cost, the processes with their owner, the teams
// with their manager, and the reasons that go by another name. It goes to Excel and back.
//
// It is a part of the screen of data: it draws a snapshot, passes intents to the workbench and holds no numbers.
package catalogue

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/contact"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// bench is what the view asks of the workbench.
type bench interface {
	FileReasons(process string, reasons ...string)
	FileAsRead()
	PutReason(e contact.ReasonEntry)
	PutProcess(old string, e contact.ProcessEntry)
	RemoveProcess(name string)
	PutTeam(e contact.TeamEntry)
	PutRename(old, r contact.Rename)
	RemoveRename(r contact.Rename)
	ExportCatalogue(path string, l *locale.Locale)
	ImportCatalogue(path string)
	DropSheet()
}

// The parts of the view.
const (
	partUnfiled   = "unfiled"
	partReasons   = "reasons"
	partProcesses = "processes"
	partTeams     = "teams"
	partRenamed   = "renamed"
)

// part is one of the lists of the view.
type part interface {
	object() fyne.CanvasObject
	show(s *workbench.Snapshot)
}

// View is the catalogue.
type View struct {
	sh    screen.Shell
	bench func() bench

	content *fyne.Container
	chips   *kit.ChipGroup
	toExcel *kit.Button
	from    *kit.Button
	notices *fyne.Container
	holder  *fyne.Container
	parts   map[string]part

	snapshot  *workbench.Snapshot
	chosen    string             // part that a person chose; empty: what there is most to do in
	said      error              // of the notice that shows
	drawn     *contact.Catalogue // that shows: another snapshot with the same one has nothing new to show
	drawnPart string             // chosen when it was drawn
	offered   []kit.Option
}

// New makes the view.
func New(sh screen.Shell) *View {
	v := &View{sh: sh, holder: container.NewStack(), notices: kit.VBox(8)}
	v.bench = func() bench { return sh.Bench() }
	v.chips = kit.NewChipGroup(nil, "", func(id string) {
		v.chosen = id
		v.Show(v.snapshot)
	})
	v.from = kit.NewButton(v.t("catalogue.from_excel"), v.fromExcel)
	v.toExcel = kit.NewButton(v.t("catalogue.to_excel"), v.writeExcel)
	v.from.SetTip(v.t("catalogue.from_excel.tip"))
	v.toExcel.SetTip(v.t("catalogue.to_excel.tip"))
	v.parts = map[string]part{partUnfiled: newUnfiled(v), partReasons: newReasons(v), partProcesses: newProcesses(v), partTeams: newTeams(v), partRenamed: newRenamed(v)}
	v.notices.Hide()
	head := container.NewBorder(nil, nil, nil, kit.HBox(kit.GapSmall, v.from, v.toExcel), kit.Pad(0, 2, v.chips))
	v.content = kit.VBoxFill(12, head, v.notices, v.holder)
	return v
}

// Content gives what to show.
func (v *View) Content() fyne.CanvasObject { return v.content }

func (v *View) t(id string, pairs ...any) string { return v.sh.Locale().T(id, pairs...) }

// Show draws a snapshot.
func (v *View) Show(s *workbench.Snapshot) {
	v.snapshot = s
	if s == nil || s.Catalogue == nil {
		v.drawn = nil
		v.setOptions(nil)
		v.toExcel.Disable()
		v.from.Disable()
		v.put(kit.NewEmptyState(v.t("catalogue.closed.title"), v.t("catalogue.closed.text")))
		return
	}
	v.toExcel.Enable()
	v.setEnabled(v.from)
	if v.drawn == s.Catalogue && v.chosen == v.drawnPart {
		v.showNotice(s.Sheet) // other news is of no concern here
		return
	}
	v.drawn, v.drawnPart = s.Catalogue, v.chosen
	now := v.chosen
	if now == "" {
		now = partReasons
		if len(s.Unfiled) > 0 {
			now = partUnfiled
		}
	}
	if options := v.options(s); !slices.Equal(options, v.offered) {
		v.setOptions(options)
	}
	v.chips.SetSelected(now)
	v.showNotice(s.Sheet)
	v.parts[now].show(s)
	v.put(v.parts[now].object())
}

// setOptions changes the chips, which may then take another number of lines.
func (v *View) setOptions(options []kit.Option) {
	v.offered = options
	v.chips.SetOptions(options)
	v.content.Refresh()
}

// Choose shows one of the parts, as a click on its chip does.
func (v *View) Choose(id string) { v.chosen = id; v.Show(v.snapshot) }

func (v *View) put(o fyne.CanvasObject) {
	if len(v.holder.Objects) == 1 && v.holder.Objects[0] == o {
		return
	}
	v.holder.Objects = []fyne.CanvasObject{o}
	v.holder.Refresh()
}

func (v *View) options(s *workbench.Snapshot) []kit.Option {
	counts := map[string]int{
		partUnfiled: len(s.Unfiled), partReasons: len(reasonRows(s)), partProcesses: len(processRows(s)), partTeams: len(teamRows(s)), partRenamed: len(s.Catalogue.Renames),
	}
	var all []kit.Option
	for _, id := range []string{partUnfiled, partReasons, partProcesses, partTeams, partRenamed} {
		title := v.t("catalogue.part." + id)
		if counts[id] > 0 {
			title += " · " + v.sh.Locale().Int(counts[id])
		}
		all = append(all, kit.Option{ID: id, Title: title, Tip: v.t("catalogue.part." + id + ".tip")})
	}
	return all
}

// readOnly reports whether the workspace cannot be changed.
func (v *View) readOnly() bool { return v.snapshot != nil && v.snapshot.Workspace.ReadOnly }

// setEnabled shuts what changes something in a workspace that cannot be changed.
func (v *View) setEnabled(all ...interface {
	Enable()
	Disable()
}) {
	for _, o := range all {
		if v.readOnly() {
			o.Disable()
		} else {
			o.Enable()
		}
	}
}

// mostProblems is how many mistakes of a sheet are listed.
const mostProblems = 6

// showNotice tells why the last sheet was not taken over.
func (v *View) showNotice(why error) {
	if v.said == why {
		return
	}
	v.said = why
	v.notices.Objects = nil
	if why != nil {
		v.notices.Objects = []fyne.CanvasObject{kit.NewNotice(kit.KindBad, v.sheetText(why), "", nil, func() { v.bench().DropSheet() })}
	}
	v.notices.Hidden = why == nil
	v.content.Refresh()
}

// sheetText says what is wrong in a sheet, a line for each mistake.
func (v *View) sheetText(err error) string {
	l := v.sh.Locale()
	var bad *report.SheetError
	if !errors.As(err, &bad) || len(bad.Problems) < 2 {
		return workbench.Say(err, l)
	}
	lines := []string{v.t("catalogue.not_taken", "n", len(bad.Problems))}
	for _, p := range bad.Problems[:min(mostProblems, len(bad.Problems))] {
		lines = append(lines, "– "+p.In(l))
	}
	if rest := len(bad.Problems) - mostProblems; rest > 0 {
		lines = append(lines, v.t("catalogue.not_taken.more", "n", rest))
	}
	return strings.Join(lines, "\n")
}

func (v *View) filters() []kit.FileFilter {
	return []kit.FileFilter{{Name: v.t("catalogue.excel_files"), Patterns: []string{"*.xlsx"}}}
}

func (v *View) fromExcel() {
	o := kit.OpenOptions{Title: v.t("catalogue.from_excel.title"), Folder: workbench.Documents(), Filters: v.filters()}
	v.sh.Files().OpenFiles(o, func(paths []string, err error) {
		switch {
		case err != nil:
			v.sh.Fail(err)
		case len(paths) > 0:
			v.bench().ImportCatalogue(paths[0])
		}
	})
}

func (v *View) writeExcel() {
	o := kit.SaveOptions{Title: v.t("catalogue.to_excel.title"), Name: v.t("catalogue.file_name", "name", v.snapshot.Workspace.Name) + ".xlsx", Folder: workbench.Documents(), Filters: v.filters()}
	v.sh.Files().SaveFile(o, func(path string, err error) {
		switch {
		case err != nil:
			v.sh.Fail(err)
		case path != "":
			v.bench().ExportCatalogue(path, v.sh.Locale())
		}
	})
}

// processNames lists the processes to choose from: those of the catalogue and those that contacts name.
func (v *View) processNames() []string { return processNames(v.snapshot) }

func processNames(s *workbench.Snapshot) []string {
	names := s.Catalogue.ProcessNames()
	return withValues(names, s, contact.Process)
}

// withValues adds to names the values that the data have of a dimension.
func withValues(names []string, s *workbench.Snapshot, d contact.Dimension) []string {
	listed := map[string]bool{"": true}
	for _, name := range names {
		listed[contact.Fold(name)] = true
	}
	if s.Workspace.Values != nil {
		for _, name := range s.Workspace.Values(d) {
			if key := contact.Fold(name); !listed[key] {
				listed[key] = true
				names = append(names, name)
			}
		}
	}
	sortFolded(names)
	return names
}
