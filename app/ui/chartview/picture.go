package chartview

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// Picture is a chart as it may leave the program.
type Picture struct {
	Name string                  // proposed for the file, without its end
	Make func() charts.Captioned // called away from the goroutine of the window
}

// Offer lets a person copy or save the chart as a picture, by a right click, the
// menu key or the button of [View.PictureButton]. picture is asked each time;
// false when there is nothing to copy.
func (v *View) Offer(sh screen.Shell, picture func() (Picture, bool)) {
	v.menu = func() []kit.MenuItem {
		p, ok := picture()
		if !ok {
			return nil
		}
		return pictureMenu(sh, p)
	}
	v.Widget.OnMenu = func(at fyne.Position) {
		if items := v.menu(); len(items) > 0 {
			kit.ShowMenuAt(sh.Window().Canvas(), at, items)
		}
	}
}

// PictureButton makes a button for the menu that [View.Offer] gives.
func (v *View) PictureButton(sh screen.Shell) *kit.LinkButton {
	var b *kit.LinkButton
	b = kit.NewLinkButton(sh.Locale().T("chart.picture"), func() {
		if v.menu == nil {
			return
		}
		if items := v.menu(); len(items) > 0 {
			kit.ShowMenu(b, items)
		}
	})
	b.SetTip(sh.Locale().T("chart.picture.tip"))
	return b
}

// Menu gives the lines of the menu, for a screen that has a menu of its own.
func (v *View) Menu() []kit.MenuItem {
	if v.menu == nil {
		return nil
	}
	return v.menu()
}

func pictureMenu(sh screen.Shell, p Picture) []kit.MenuItem {
	l := sh.Locale()
	save := func(kind string, o report.PictureOptions) func() {
		return func() { SavePicture(sh, p, kind, o) }
	}
	items := []kit.MenuItem{
		{Text: l.T("chart.copy"), Do: func() { CopyPicture(sh, p) }},
		{},
	}
	for _, scale := range report.PictureScales {
		items = append(items, kit.MenuItem{Do: save(".png", report.PictureOptions{Scale: scale}),
			Text: l.T("chart.save.png", "scale", scale, "width", strconv.Itoa(report.PictureWidth*scale))})
	}
	return append(items,
		kit.MenuItem{Text: l.T("chart.save.svg"), Do: save(".svg", report.PictureOptions{})},
		kit.MenuItem{Text: l.T("chart.save.pdf"), Do: save(".pdf", report.PictureOptions{})},
		kit.MenuItem{Text: l.T("chart.save.print"), Do: save(".pdf", report.PictureOptions{Print: true})})
}

// CopyPicture puts a picture on the clipboard.
func CopyPicture(sh screen.Shell, p Picture) {
	l := sh.Locale()
	sh.CopyPicture(
		func() ([]byte, error) { return report.PNG(p.Make(), report.PictureOptions{}, l) },
		func() { SavePicture(sh, p, ".png", report.PictureOptions{}) })
}

// SavePicture asks where a picture is to go and writes it there, away from the
// goroutine of the window. kind is the end of the name that is proposed; the
// person may choose another.
func SavePicture(sh screen.Shell, p Picture, kind string, o report.PictureOptions) {
	l := sh.Locale()
	filters := []kit.FileFilter{filter(sh, kind)}
	for _, k := range report.PictureKinds {
		if k != kind {
			filters = append(filters, filter(sh, k))
		}
	}
	options := kit.SaveOptions{Title: l.T("chart.save.title"), Name: fileName(p.Name) + kind, Folder: workbench.Documents(), Filters: filters}
	sh.Files().SaveFile(options, func(path string, err error) {
		switch {
		case err != nil:
			sh.Fail(err)
		case path != "":
			sh.Bench().Export(kit.WithExtension(path, filters), func(path string) error {
				return report.SavePicture(path, p.Make(), o, l)
			})
		}
	})
}

func filter(sh screen.Shell, kind string) kit.FileFilter {
	return kit.FileFilter{Name: sh.Locale().T("chart.kind" + kind), Patterns: []string{"*" + kind}}
}

// unsafe takes out what a file system may not have in a name.
var unsafe = strings.NewReplacer(" · ", ", ", "/", "-", `\`, "-", ":", "", "%", "", "*", "", "?", "", `"`, "", "<", "", ">", "", "|", "", "  ", " ")

func fileName(name string) string { return strings.TrimSpace(unsafe.Replace(name)) }
