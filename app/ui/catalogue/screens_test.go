package catalogue

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// states are the states of the view worth looking at.
var states = map[string]func(v *View){
	"unfiled":   func(v *View) { v.Show(some()) },
	"reasons":   func(v *View) { v.Show(some()); v.Choose(partReasons) },
	"processes": func(v *View) { v.Show(some()); v.Choose(partProcesses) },
	"teams":     func(v *View) { v.Show(some()); v.Choose(partTeams) },
	"renamed":   func(v *View) { v.Show(some()); v.Choose(partRenamed) },
	"closed":    func(v *View) { v.Show(&workbench.Snapshot{}) },
	"filed":     func(v *View) { s := some(); s.Unfiled = nil; v.Show(s); v.Choose(partUnfiled) },
	"sheet":     func(v *View) { s := some(); s.Sheet = badSheet(); v.Show(s) },
	"readonly":  func(v *View) { s := some(); s.Workspace.ReadOnly = true; v.Show(s); v.Choose(partProcesses) },
	"typing": func(v *View) {
		v.Show(some())
		u := v.parts[partUnfiled].(*unfiled)
		u.shown[2].tick.SetChecked(true)
		u.shown[3].tick.SetChecked(true)
		v.sh.Window().Canvas().Focus(u.shown[1].process)
		test.Type(u.shown[1].process, "de")
	},
	"wrong": func(v *View) {
		v.Show(some())
		v.Choose(partRenamed)
		f := v.parts[partRenamed].(*renamed).form
		f.fields[1].entry.SetText("Nota kwijt")
		test.Tap(f.save)
	},
}

// TestScreens draws every state for looking at, when told where.
func TestScreens(t *testing.T) {
	folder := os.Getenv("EENKEER_SCREENS")
	if folder == "" {
		t.Skip("EENKEER_SCREENS does not name a folder")
	}
	for name, state := range states {
		if only := os.Getenv("EENKEER_STATE"); only != "" && !strings.Contains(name, only) {
			continue
		}
		for _, lang := range []string{"nl", "en"} {
			for mode, modeName := range map[kit.Mode]string{kit.ModeLight: "light", kit.ModeDark: "dark"} {
				for _, size := range []fyne.Size{{Width: 620, Height: 560}, {Width: 844, Height: 620}, {Width: 1100, Height: 720}} {
					t.Run(fmt.Sprintf("%s-%s-%s-%.0f", name, lang, modeName, size.Width), func(t *testing.T) {
						v, sh, _ := start(t, lang, mode, size.Width, size.Height)
						state(v)
						f, err := os.Create(filepath.Join(folder, fmt.Sprintf("catalogue-%s-%s-%s-%.0f.png", name, lang, modeName, size.Width)))
						if err != nil {
							t.Fatal(err)
						}
						defer f.Close()
						if err := png.Encode(f, sh.Window().Canvas().Capture()); err != nil {
							t.Fatal(err)
						}
					})
				}
			}
		}
	}
}
