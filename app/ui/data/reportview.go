package data

import (
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
)

// reportView is the import report of one import: all that is known of it, with
// the rows that were not used.
type reportView struct {
	p       *page
	content *fyne.Container

	title   *kit.Text
	tag     *kit.Tag
	withKey *kit.Chip
	back    *kit.Button
	body    *fyne.Container
	list    *problems
	listed  *kit.Card

	batch  workspace.Batch
	report report.ImportReport
	shown  reportKey
	keys   bool // customer keys are in sight
}

// reportKey says what a report was made of.
type reportKey struct {
	batch  batchKey
	gone   bool
	window repeat.Span
	end    time.Time
}

func newReportView(p *page, close func()) *reportView {
	v := &reportView{p: p, title: kit.NewTruncatedText("", kit.RoleStrong), tag: kit.NewTag(p.t("data.tag.taken_back")), body: container.NewStack(), list: newProblems(p)}
	list := kit.NewButton(p.t("data.report.back"), close)
	list.SetTip(p.t("data.report.back_tip"))
	save := kit.NewButton(p.t("data.report.save"), v.save)
	save.SetTip(p.t("data.report.save_tip"))
	v.back = kit.NewButton("", nil)
	v.withKey = kit.NewChip(p.t("data.report.with_keys"), func() { v.withKey.SetSelected(!v.withKey.Selected()) })
	v.withKey.SetTip(p.t("data.report.with_keys_tip"))
	v.listed = kit.NewCard("", nil, kit.MinSize(0, 300, v.list.content))
	buttons := kit.HBox(kit.GapSmall, v.tag, v.withKey, save, v.back)
	head := sideways(kit.GapSmall, container.NewBorder(nil, nil, list, nil, kit.Pad(6, 0, v.title)), buttons)
	v.content = kit.VBox(12, head, v.body, v.listed)
	return v
}

// show draws the report of a batch, made off the goroutine of the window where
// that takes long.
func (v *reportView) show(b workspace.Batch, s *workbench.Snapshot) {
	title, do := v.p.desk.batches.details.takeBack(b)
	v.back.SetText(title)
	v.back.OnTapped(do)
	v.p.readOnly(s, v.back)
	if s.Task != nil {
		v.back.Disable()
	}
	v.title.SetText(v.p.t("report.import.title", "file", b.Name))
	v.tag.Hidden = !b.TakenBack
	key := reportKey{batchKey{s.Workspace.Path, b.ID, b.Hash}, b.TakenBack, s.Question.Definition.Window, s.Workspace.To}
	if key == v.shown {
		return
	}
	if key.batch != v.shown.batch {
		v.keys = false
		v.withKey.SetSelected(false)
	}
	v.batch, v.shown = b, key
	definition, end := s.Question.Definition, s.Workspace.To
	if len(b.Report) <= quick {
		v.fill(workbench.ImportReport(b, definition, end))
		return
	}
	v.body.Objects = []fyne.CanvasObject{kit.NewText(v.p.t("data.details.loading"), kit.RoleMuted)}
	v.listed.Hide()
	v.body.Refresh()
	v.p.work(func() {
		r, ok := workbench.ImportReport(b, definition, end)
		v.p.sh.Do(func() {
			if v.shown == key {
				v.fill(r, ok)
				v.p.settle()
			}
		})
	})
}

func (v *reportView) fill(r report.ImportReport, ok bool) {
	v.report = r
	v.listed.Hidden = len(r.Problems) == 0
	if !ok {
		v.body.Objects = []fyne.CanvasObject{kit.NewParagraph(v.p.t("data.details.unknown"), kit.RoleMuted)}
		v.content.Refresh()
		return
	}
	v.draw()
	if len(r.Problems) > 0 {
		count := map[string]int{}
		for _, c := range r.Reasons {
			count[c.Reason] = c.N
		}
		v.list.show(v.batch, &ingest.Report{Problems: r.Problems, ProblemCount: count})
	}
	v.content.Refresh()
}

// draw makes the sections: what wants a look above, the others in two columns.
func (v *reportView) draw() {
	above, left, right := kit.VBox(8), kit.VBox(12), kit.VBox(12)
	columns := map[string]*fyne.Container{
		report.SectionRows: left, report.SectionBefore: left, report.SectionKeys: left, report.SectionTop: left,
		report.SectionPeriod: right, report.SectionFields: right, report.SectionRead: right,
	}
	for _, s := range v.report.Sections(v.p.locale(), v.keys) {
		if s.ID == report.SectionLook {
			for _, line := range s.Lines {
				kind := kit.KindWarn
				if line.Weight == report.Bad {
					kind = kit.KindBad
				}
				above.Add(kit.NewNotice(kind, line.Text, "", nil, nil))
			}
			continue
		}
		columns[s.ID].Add(v.section(s))
	}
	sections := besideEqual(760, 12, left, right)
	if len(above.Objects) == 0 {
		v.body.Objects = []fyne.CanvasObject{sections}
	} else {
		v.body.Objects = []fyne.CanvasObject{kit.VBox(12, above, sections)}
	}
	v.body.Refresh()
}

// section is one card of the report.
func (v *reportView) section(s report.ImportSection) fyne.CanvasObject {
	var aside fyne.CanvasObject
	if s.ID == report.SectionTop && len(v.report.Top) > 0 {
		id := "data.report.show_keys"
		if v.keys {
			id = "data.report.hide_keys"
		}
		aside = kit.NewLinkButton(v.p.t(id), func() {
			v.keys = !v.keys
			v.draw()
			v.p.settle()
		})
	}
	lines := kit.VBox(5)
	for _, line := range s.Lines {
		label, role, indent := kit.RoleMuted, kit.RoleBody, float32(0)
		text := line.Label
		switch line.Weight {
		case report.Detail:
			indent = 18
		case report.Warn:
			text, label, role = "! "+text, kit.RoleWarn, kit.RoleWarn
		case report.Bad:
			text, label, role = "!! "+text, kit.RoleBad, kit.RoleBad
		}
		lines.Add(paragraphs([]float32{210, 0}, indented(indent, kit.NewParagraph(text, label)), kit.NewParagraph(line.Text, role)))
	}
	return kit.NewCard(s.Title, aside, lines)
}

// save asks for a place and writes the report there.
func (v *reportView) save() {
	var filters []kit.FileFilter
	for _, ext := range report.ImportFiles {
		filters = append(filters, kit.FileFilter{Name: v.p.t("data.report.kind" + strings.ReplaceAll(ext, ".", "_")), Patterns: []string{"*" + ext}})
	}
	base := strings.TrimSuffix(v.batch.Name, filepath.Ext(v.batch.Name))
	name := v.p.t("data.report.file", "file", base) + report.ImportFiles[0]
	v.p.sh.Files().SaveFile(kit.SaveOptions{Title: v.p.t("data.report.save"), Name: name, Filters: filters}, func(path string, err error) {
		if err != nil {
			v.p.sh.Fail(err)
			return
		}
		if path == "" {
			return
		}
		r, keys, l := v.report, v.withKey.Selected(), v.p.locale()
		v.p.bench().Export(kit.WithExtension(path, filters), func(path string) error {
			return report.SaveImports(path, []report.ImportReport{r}, keys, l)
		})
	})
}
