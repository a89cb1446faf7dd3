package settings

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// generalPage is what holds for every workspace.
type generalPage struct {
	v        *view
	content  fyne.CanvasObject
	language *kit.ChipGroup
	theme    *kit.ChipGroup
	zoom     *kit.Select
	me       *kit.Field
}

// ofMachine is the choice to follow the machine; an empty id would be no choice.
const ofMachine = "system"

var zooms = []float32{0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2}

func newGeneral(v *view) *generalPage {
	p := &generalPage{v: v}
	system := v.t("settings.language." + locale.System())
	p.language = kit.NewChipGroup([]kit.Option{{ID: ofMachine, Title: v.t("settings.system_is", "what", system)},
		{ID: "nl", Title: v.t("settings.language.nl")}, {ID: "en", Title: v.t("settings.language.en")}}, "",
		func(id string) { p.change(func(q *screen.Preferences) { q.Language = orMachine(id) }) })
	p.theme = kit.NewChipGroup([]kit.Option{{ID: ofMachine, Title: v.t("settings.system")},
		{ID: "light", Title: v.t("settings.theme.light")}, {ID: "dark", Title: v.t("settings.theme.dark")}}, "",
		func(id string) { p.change(func(q *screen.Preferences) { q.Theme = orMachine(id) }) })
	var options []kit.Option
	for _, z := range zooms {
		options = append(options, kit.Option{ID: zoomID(z), Title: fmt.Sprintf("%.0f\u00a0%%", z*100)})
	}
	p.zoom = kit.NewSelect("", options, "", func(id string) {
		p.change(func(q *screen.Preferences) {
			z, _ := strconv.ParseFloat(id, 32)
			q.Zoom = float32(z)
		})
	})
	look := kit.NewCard(v.t("settings.look"), nil, kit.VBox(12,
		labelled(v.t("settings.language"), p.language),
		labelled(v.t("settings.theme"), p.theme),
		labelled(v.t("settings.zoom"), kit.HBox(kit.GapSmall, kit.MinWidth(92, p.zoom), kit.NewText(v.t("settings.zoom.note"), kit.RoleMuted)))))
	p.me = kit.NewField("", func(text string) { v.bench().SetMe(text) })
	who := kit.NewCard(v.t("settings.me"), nil, kit.VBox(8, labelled(v.t("settings.me.name"), kit.MinWidth(260, p.me)), kit.NewParagraph(v.t("settings.me.text"), kit.RoleMuted)))
	privacy := kit.NewCard(v.t("settings.privacy"), nil, kit.VBox(6, kit.NewParagraph(v.t("settings.privacy.line"), kit.RoleStrong), kit.NewParagraph(v.t("settings.privacy.text"), kit.RoleBody)))
	p.content = column(look, who, privacy)
	return p
}

func orMachine(id string) string {
	if id == ofMachine {
		return ""
	}
	return id
}

func zoomID(z float32) string { return strconv.FormatFloat(float64(z), 'f', 2, 32) }

func (p *generalPage) change(edit func(q *screen.Preferences)) {
	q := p.v.sh.Preferences()
	edit(&q)
	p.v.sh.SetPreferences(q)
}

func (p *generalPage) object() fyne.CanvasObject { return p.content }

func (p *generalPage) show(s *workbench.Snapshot) {
	p.me.Set(s.Me)
	q := p.v.sh.Preferences()
	p.language.SetSelected(or(q.Language, ofMachine))
	p.theme.SetSelected(or(q.Theme, ofMachine))
	if q.Zoom == 0 {
		q.Zoom = 1
	}
	p.zoom.SetSelected(zoomID(nearest(q.Zoom)))
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// nearest gives the zoom of the list that is closest.
func nearest(z float32) float32 {
	best := zooms[0]
	for _, c := range zooms {
		if abs(c-z) < abs(best-z) {
			best = c
		}
	}
	return best
}

func abs(x float32) float32 { return max(x, -x) }
