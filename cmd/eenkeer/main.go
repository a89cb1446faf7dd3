// Command eenkeer is the desktop program: it opens the window.
//
//	eenkeer [--sample] [FILE]
//
// FILE is a workspace to open, or an export to import. --sample opens the sample
// workspace.
package main

import (
	"flag"
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"eenkeer/app/ui/shell"
	"eenkeer/assets"
)

func main() {
	sample := flag.Bool("sample", false, "open the sample workspace")
	flag.Parse()

	preferences := shell.LoadPreferences()
	if preferences.Zoom > 0 && os.Getenv("FYNE_SCALE") == "" {
		os.Setenv("FYNE_SCALE", fmt.Sprint(preferences.Zoom)) // read by Fyne when the program starts
	}
	a := app.NewWithID(assets.ID)
	a.SetIcon(fyne.NewStaticResource("eenkeer.png", assets.Icon))
	w := a.NewWindow("Eenkeer")
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1280, 800))
	w.CenterOnScreen()
	s := shell.New(shell.Options{Window: w, Preferences: preferences, CopyPicture: copyPicture})
	switch {
	case flag.NArg() > 0:
		s.Bench().Drop(flag.Args())
	case *sample:
		s.Bench().OpenSample()
	default:
		s.Bench().OpenLast()
	}
	w.ShowAndRun()
	if err := s.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "eenkeer:", err)
		os.Exit(1)
	}
}
