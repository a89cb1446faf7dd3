package figuretest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// Shell notes what a screen asks of it. Its workbench is a real one without a
// workspace.
type Shell struct {
	Went       []screen.ID
	Ran        []string
	Copied     []string
	Failed     []error
	Actions    []kaizen.ID // shown
	Pictures   [][]byte    // PNGs put on the clipboard
	NoPictures bool        // the clipboard takes none
	Dialog     *kit.FakeFileDialogs

	bench  *workbench.Workbench
	locale *locale.Locale
	window fyne.Window
	prefs  screen.Preferences
}

var _ screen.Shell = (*Shell)(nil)

// NewShell makes a shell in a language over a test app with the program's theme;
// all goes with the test. Background work of widgets runs on the caller's
// goroutine.
func NewShell(t testing.TB, lang string, mode kit.Mode) *Shell {
	t.Helper()
	t.Setenv("EENKEER_STATE", t.TempDir())
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(mode))
	var clock kit.ManualScheduler
	t.Cleanup(kit.UseScheduler(clock.Scheduler()))
	s := &Shell{locale: locale.New(lang), Dialog: &kit.FakeFileDialogs{}}
	s.bench = workbench.New("test", func() {})
	t.Cleanup(func() { s.bench.Close() })
	s.window = test.NewTempWindow(t, kit.Spacer())
	s.window.SetPadded(false)
	return s
}

// Put shows a screen in the window at a size, on the page and within a host as
// the program does.
func (s *Shell) Put(t testing.TB, scr screen.Screen, w, h float32) {
	t.Helper()
	host := kit.NewHost(s.window.Canvas(), kit.Filled(kit.ColorPage, scr.Content()))
	t.Cleanup(host.Close)
	s.window.SetContent(host)
	s.window.Resize(fyne.NewSize(w, h))
}

// The rest is what screens ask; see [screen.Shell].

func (s *Shell) Bench() *workbench.Workbench { return s.bench }
func (s *Shell) Locale() *locale.Locale      { return s.locale }
func (s *Shell) Window() fyne.Window         { return s.window }
func (s *Shell) Files() kit.FileDialogs      { return s.Dialog }
func (s *Shell) Go(to screen.ID)             { s.Went = append(s.Went, to) }
func (s *Shell) ShowAction(id kaizen.ID)     { s.Actions = append(s.Actions, id) }
func (s *Shell) Run(command string)          { s.Ran = append(s.Ran, command) }
func (s *Shell) Copy(text string)            { s.Copied = append(s.Copied, text) }
func (s *Shell) CopyPicture(draw func() ([]byte, error), save func()) {
	switch png, err := draw(); {
	case err != nil:
		s.Fail(err)
	case s.NoPictures:
		save()
	default:
		s.Pictures = append(s.Pictures, png)
	}
}
func (s *Shell) Fail(err error)                      { s.Failed = append(s.Failed, err) }
func (s *Shell) Do(f func())                         { f() }
func (s *Shell) Preferences() screen.Preferences     { return s.prefs }
func (s *Shell) SetPreferences(p screen.Preferences) { s.prefs = p }
