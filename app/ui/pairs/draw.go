package pairs

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// usualSample is how many pairs a sample has when nobody says otherwise: what two people read in an afternoon.
const usualSample = 50

// mostSample is the largest sample: nobody reads more.
const mostSample = 1000

// askSample asks what sample to draw from pairs and hands that on.
func askSample(sh screen.Shell, p *repeat.Pairs, draw func(workbench.SampleAsked)) {
	l := sh.Locale()
	name := kit.NewEntry("")
	name.SetText(l.T("pairs.draw.default", "date", l.Date(time.Now())))
	n, seed := kit.NewEntry(""), kit.NewEntry("")
	n.SetText(strconv.Itoa(min(usualSample, p.Len())))
	seed.SetText(strconv.FormatUint(workbench.NewSeed(), 10))
	seed.SetTip(l.T("pairs.draw.seed.tip"))
	options := []kit.Option{{ID: "none", Title: l.T("pairs.draw.by.none")}}
	chosen := "none"
	for _, d := range []contact.Dimension{contact.Reason, contact.Process, contact.Channel, contact.Team, contact.Third} {
		if p.Log().Column(d).Dict.Len() > 2 {
			options = append(options, kit.Option{ID: string(d), Title: l.T("pairs.draw.by.value", "what", l.T("dimension."+string(d)))})
			if chosen == "none" {
				chosen = string(d)
			}
		}
	}
	by := kit.NewSelect("", options, chosen, nil)
	bad := kit.NewParagraph("", kit.RoleBad)
	field := func(id string, o fyne.CanvasObject) fyne.CanvasObject {
		return kit.VBox(3, kit.NewText(l.T(id), kit.RoleSmall), o)
	}
	var d *kit.Dialog
	d = kit.ShowDialog(sh.Window().Canvas(), kit.DialogOptions{
		Title: l.T("pairs.draw.title"),
		Content: kit.VBox(10, kit.NewParagraph(l.T("pairs.draw.text", "n", p.Len()), kit.RoleMuted), field("pairs.draw.name", name),
			kit.Columns(kit.Gap, nil, field("pairs.draw.n", n), field("pairs.draw.seed", seed)), field("pairs.draw.by", by), bad),
		Focus: name,
		Buttons: []kit.DialogButton{{Text: l.T("shell.cancel"), Cancel: true}, {Text: l.T("pairs.draw.go"), Kind: kit.ButtonPrimary, Default: true, Do: func() bool {
			a := workbench.SampleAsked{Name: strings.TrimSpace(name.Text)}
			why := ""
			var errN, errSeed error
			a.N, errN = strconv.Atoi(strings.TrimSpace(n.Text))
			a.Seed, errSeed = strconv.ParseUint(strings.TrimSpace(seed.Text), 10, 64)
			switch {
			case a.Name == "":
				why = "pairs.draw.bad.name"
			case errN != nil || a.N < 1 || a.N > mostSample:
				why = "pairs.draw.bad.n"
			case errSeed != nil:
				why = "pairs.draw.bad.seed"
			}
			if why != "" {
				bad.SetText(l.T(why))
				d.Refresh()
				return false
			}
			if by.Selected() != "none" {
				a.By = contact.Dimension(by.Selected())
			}
			draw(a)
			return true
		}}},
	})
}
