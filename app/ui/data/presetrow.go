package data

import (
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/ingest"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// presetRow is the choice of a preset, what to know of it, and the way to save
// one.
type presetRow struct {
	e       *editor
	content *fyne.Container
	choice  *kit.Select
	save    *kit.Button
	known   *kit.Notice // a preset was used, and has something to tell
	entry   *kit.Entry  // of the panel opened last

	notes []string
}

// noPreset is the id that stands for none.
const noPreset = "none"

func newPresetRow(e *editor) *presetRow {
	p := e.v.p
	r := &presetRow{e: e}
	r.choice = kit.NewSelect(p.t("data.preset.none"), nil, "", func(id string) {
		delete(e.v.local, e.table)
		p.bench().ChoosePreset(e.v.shown, id)
	})
	r.choice.SetTip(p.t("data.preset.tip"))
	r.save = kit.NewButtonOf(kit.ButtonQuiet, p.t("data.preset.save"), r.askName)
	r.save.SetTip(p.t("data.preset.save_tip"))
	r.known = kit.NewNotice(kit.KindInfo, "", p.t("data.preset.notes"), r.showNotes, nil)
	r.content = kit.HBox(kit.GapSmall, kit.NewText(p.t("data.preset.label"), kit.RoleSmall), upTo(170, r.choice))
	return r
}

func (r *presetRow) show(f workbench.DraftFile, m ingest.Mapping, presets []ingest.Preset) {
	p := r.e.v.p
	options := []kit.Option{{ID: noPreset, Title: p.t("data.preset.none")}}
	var used *ingest.Preset
	for i := range presets {
		options = append(options, kit.Option{ID: presets[i].ID, Title: presets[i].Name})
		if presets[i].ID == m.Preset {
			used = &presets[i]
		}
	}
	r.choice.SetOptions(options)
	r.choice.SetSelected(noPreset)
	r.notes = nil
	if used != nil {
		r.choice.SetSelected(used.ID)
		r.notes = used.NotesIn(p.locale())
		if text := p.t("data.preset.known", "name", used.Name); r.known.Text() != text {
			r.known.SetText(kit.KindInfo, text)
		}
	}
	r.known.Hidden = len(r.notes) == 0
	r.save.Disable()
	if f.Problem == nil || workbench.IsNoCustomer(f.Problem) {
		r.save.Enable()
	}
}

// showNotes opens what to know of exports of the system.
func (r *presetRow) showNotes() {
	lines := kit.VBox(kit.GapSmall, kit.NewText(r.e.v.p.t("data.preset.notes_title"), kit.RoleStrong))
	for _, note := range r.notes {
		lines.Add(kit.NewParagraph("• "+note, kit.RoleBody))
	}
	kit.ShowPopover(r.known, kit.MinWidth(460, lines))
}

// askName opens the name under which the mapping is to be kept.
func (r *presetRow) askName() {
	p := r.e.v.p
	r.entry = kit.NewEntry(p.t("data.preset.name"))
	var panel *kit.Popover
	keep := func() {
		if name := strings.TrimSpace(r.entry.Text); name != "" {
			panel.Close()
			p.bench().SavePreset(r.e.v.shown, name)
		}
	}
	r.entry.OnSubmitted = func(string) { keep() }
	panel = kit.ShowPopover(r.save, kit.MinWidth(320, kit.VBox(kit.GapSmall,
		kit.NewText(p.t("data.preset.save_title"), kit.RoleStrong), kit.NewParagraph(p.t("data.preset.save_tip"), kit.RoleMuted), r.entry,
		kit.HBox(kit.GapSmall, kit.Spacer(), kit.NewPrimaryButton(p.t("data.preset.keep"), keep)))))
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.entry); c != nil {
		c.Focus(r.entry)
	}
}
