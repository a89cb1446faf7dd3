// Package screen says what a screen is and what it may ask of the shell around
// it. Every screen lies in a package of its own beside this one; the shell alone
// listens to the workbench and hands each new snapshot to the screen in sight.
//
// A screen draws a snapshot and passes intents to the workbench. It holds no
// numbers of its own and starts no work.
package screen

import (
	"time"

	"fyne.io/fyne/v2"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// ID names a screen in the rail.
type ID string

// The screens.
const (
	Start       ID = "start"
	Data        ID = "data"
	Rates       ID = "rates"
	Trends      ID = "trends"
	Outliers    ID = "outliers"
	Pairs       ID = "pairs"
	Kaizen      ID = "kaizen"
	Settings    ID = "settings"
	Story       ID = "story"       // one customer's; opens by Workbench.ShowStory, not in the rail
	Definitions ID = "definitions" // side by side; opens from the panel of the definition, not in the rail
	Contacts    ID = "contacts"    // those behind a figure; opens by Workbench.ShowContacts, not in the rail
)

// Screen is one page of the program.
type Screen interface {
	// Content gives what to show; the same object every time.
	Content() fyne.CanvasObject
	// Show draws a snapshot. It is called on the goroutine of the window, when the
	// screen comes in sight and for each new snapshot while it is.
	Show(s *workbench.Snapshot)
}

// Tab is a page of a screen that has several. The screen shows the chosen one and hands it every snapshot while it is in
// sight; it tells the workbench which that is, see [workbench.Look].
type Tab interface {
	Title() string
	Content() fyne.CanvasObject
	Show(s *workbench.Snapshot)
}

// Escaper is a screen that may have something to close when Escape is pressed, before the key leads back.
type Escaper interface {
	Escape() bool // false: there is nothing
}

// Shell is what a screen may ask of the window around it.
type Shell interface {
	Bench() *workbench.Workbench
	Locale() *locale.Locale
	Window() fyne.Window
	Files() kit.FileDialogs
	Go(to ID)                // shows another screen
	ShowAction(id kaizen.ID) // shows an action of the register, on the screen of Kaizen
	Run(command string)      // runs a command of the registry by its id: "import", "open", "new", "sample", "save_copy", …
	Copy(text string)        // puts text on the clipboard and says so
	// CopyPicture puts a picture on the clipboard and says so. draw gives it as a
	// PNG, away from the goroutine of the window. Where no picture can be copied
	// that is said, with save as the way out.
	CopyPicture(draw func() ([]byte, error), save func())
	Fail(err error) // tells an error in plain words
	Do(f func())    // runs f on the goroutine of the window; for work done elsewhere
	Preferences() Preferences
	SetPreferences(p Preferences) // keeps them, and redraws the window in them
}

// AgentNames says on whose word agents are shown by name, or that they go by code.
func AgentNames(s *workbench.Snapshot, l *locale.Locale) string {
	if !s.Agents.Shown {
		return l.T("agents.codes")
	}
	decided := s.Agents.Decided
	if t, err := time.Parse(time.DateOnly, decided); err == nil {
		decided = l.Date(t)
	}
	return l.T("agents.names", "reference", s.Agents.Reference, "decided", decided)
}

// Preferences are what a person chose for all workspaces.
type Preferences struct {
	Language string  // "nl", "en"; empty: that of the machine
	Theme    string  // "light", "dark"; empty: that of the machine
	Zoom     float32 // 1 is normal
}
