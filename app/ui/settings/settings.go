package settings

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// Commander is a shell that has a registry of commands; its shortcuts are listed.
type Commander interface{ Commands() *kit.Commands }

// page is one of the pages of the screen.
type page interface {
	object() fyne.CanvasObject
	show(s *workbench.Snapshot)
}

// view is the screen.
type view struct {
	sh       screen.Shell
	root     *fyne.Container
	language string // that the pages were made in

	tabs  *kit.ChipGroup
	body  *fyne.Container
	pages map[string]page
	at    string
	last  *workbench.Snapshot

	bench func() bench
}

// bench is what the screen asks of the workbench.
type bench interface {
	DeleteDefinition(name string)
	ForgetProfile(signature string)
	SetAgentNames(reference string, decided time.Time)
	HideAgentNames()
	SetMe(name string)
	SetRegisterSettings(f func(s *kaizen.Settings)) error
	RestoreItem(ref kaizen.Ref) error
	CompactRegister()
}

// The pages.
const (
	general   = "general"
	workplace = "workspace"
	keys      = "keys"
	about     = "about"
)

// New makes the screen.
func New(sh screen.Shell) screen.Screen { return newView(sh) }

func newView(sh screen.Shell) *view {
	return &view{sh: sh, root: container.NewStack(), body: container.NewStack(), at: general, bench: func() bench { return sh.Bench() }}
}

// Content gives what to show.
func (v *view) Content() fyne.CanvasObject { return v.root }

// Show draws a snapshot.
func (v *view) Show(s *workbench.Snapshot) {
	v.last = s
	if l := v.sh.Locale(); v.language != l.Language {
		v.language = l.Language
		v.build()
	}
	v.pages[v.at].show(s)
}

func (v *view) build() {
	v.pages = map[string]page{general: newGeneral(v), workplace: newWorkplace(v), keys: newKeys(v), about: newAbout(v)}
	var options []kit.Option
	for _, id := range []string{general, workplace, keys, about} {
		options = append(options, kit.Option{ID: id, Title: v.t("settings.tab." + id)})
	}
	v.tabs = kit.NewChipGroup(options, v.at, v.open)
	v.body.Objects = []fyne.CanvasObject{v.pages[v.at].object()}
	v.root.Objects = []fyne.CanvasObject{kit.Pad(kit.GapPage, kit.GapPage-4, kit.VBoxFill(12,
		kit.NewText(v.t("settings.title"), kit.RoleHeading), v.tabs, v.body))}
	v.root.Refresh()
}

// open shows another page.
func (v *view) open(id string) {
	v.at = id
	v.body.Objects = []fyne.CanvasObject{v.pages[id].object()}
	v.pages[id].show(v.last)
	v.body.Refresh()
}

func (v *view) t(id string, pairs ...any) string { return v.sh.Locale().T(id, pairs...) }

// column is a scrolled column of cards, no wider than reads well. The scroller
// reaches a little further than its place, for what lies on its edge is cut.
func column(objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(bleedLayout{}, container.NewVScroll(kit.Pad(bleed, bleed, container.New(columnLayout{}, kit.VBox(kit.Gap, objects...)))))
}

type bleedLayout struct{}

const bleed float32 = 4

func (bleedLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (bleedLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(-bleed, -bleed))
	o[0].Resize(fyne.NewSize(s.Width+2*bleed, s.Height+2*bleed))
}

type columnLayout struct{}

const columnWidth float32 = 780

func (columnLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (columnLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(min(s.Width, columnWidth), s.Height))
}

// labelled is a control with what it is for before it.
func labelled(label string, control fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, kit.MinWidth(130, kit.NewText(label, kit.RoleMuted)), nil, control)
}
