package settings

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"
	"eenkeer/assets/licences"
	"eenkeer/assets/locale"
)

// shell stands in for the window.
type shell struct {
	l           *locale.Locale
	ran         []string
	copied      string
	preferences screen.Preferences
}

func (s *shell) Bench() *workbench.Workbench                { return nil }
func (s *shell) Locale() *locale.Locale                     { return s.l }
func (s *shell) Window() fyne.Window                        { return nil }
func (s *shell) Files() kit.FileDialogs                     { return nil }
func (s *shell) Go(screen.ID)                               {}
func (s *shell) Run(command string)                         { s.ran = append(s.ran, command) }
func (s *shell) ShowAction(kaizen.ID)                       {}
func (s *shell) Copy(text string)                           { s.copied = text }
func (s *shell) CopyPicture(func() ([]byte, error), func()) {}
func (s *shell) Fail(error)                                 {}
func (s *shell) Do(f func())                                { f() }
func (s *shell) Preferences() screen.Preferences            { return s.preferences }
func (s *shell) SetPreferences(p screen.Preferences)        { s.preferences = p }

var profiles = []workspace.Profile{{Signature: "a1", Name: "week 26.csv", ChangedAt: time.Date(2026, 6, 29, 7, 0, 0, 0, time.UTC)}}

func (s *shell) Commands() *kit.Commands {
	c := kit.NewCommands()
	do := func() {}
	c.Add(kit.Command{ID: "import", Title: s.l.T("command.import"), Group: s.l.T("command.group.file"), Shortcut: kit.Ctrl(fyne.KeyI), Do: do},
		kit.Command{ID: "save_copy", Title: s.l.T("command.save_copy"), Group: s.l.T("command.group.file"), Shortcut: kit.CtrlShift(fyne.KeyS), Do: do},
		kit.Command{ID: "sample", Title: s.l.T("command.sample"), Do: do})
	return c
}

type fakeBench struct {
	deleted, forgotten, reference, me string
	settings                          kaizen.Settings
	restored                          []kaizen.Ref
	compacted                         bool
}

func (b *fakeBench) SetMe(name string)                                    { b.me = name }
func (b *fakeBench) SetRegisterSettings(f func(s *kaizen.Settings)) error { f(&b.settings); return nil }
func (b *fakeBench) RestoreItem(ref kaizen.Ref) error {
	b.restored = append(b.restored, ref)
	return nil
}
func (b *fakeBench) CompactRegister() { b.compacted = true }

func (b *fakeBench) DeleteDefinition(name string) { b.deleted = name }
func (b *fakeBench) HideAgentNames()              { b.reference = "" }
func (b *fakeBench) SetAgentNames(reference string, decided time.Time) {
	b.reference = reference + " " + decided.Format(time.DateOnly)
}
func (b *fakeBench) ForgetProfile(signature string) { b.forgotten = signature }

func start(t *testing.T, lang string, mode kit.Mode, w, h float32) (*view, *shell, *fakeBench, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(mode))
	manual := &kit.ManualScheduler{}
	t.Cleanup(kit.UseScheduler(manual.Scheduler()))
	sh, b := &shell{l: locale.New(lang)}, &fakeBench{}
	v := newView(sh)
	v.bench = func() bench { return b }
	win := test.NewTempWindow(t, kit.Spacer())
	win.SetPadded(false)
	host := kit.NewHost(win.Canvas(), kit.Filled(kit.ColorPage, v.Content()))
	t.Cleanup(host.Close)
	win.SetContent(host)
	win.Resize(fyne.NewSize(w, h))
	return v, sh, b, win
}

func snapshot() *workbench.Snapshot {
	strict := repeat.Default
	strict.Name, strict.Window, strict.Same = "Directierapport", 24*repeat.Hour, repeat.SameReason
	usual := repeat.Default
	usual.Name = "Zoals altijd"
	return &workbench.Snapshot{Phase: workbench.Ready, Me: "Vera de Wit", Register: register(), Profiles: profiles, Definitions: []repeat.Definition{strict, usual}, Batches: []workspace.Batch{{ID: 1}, {ID: 2, TakenBack: true}},
		Workspace: workbench.Info{Name: "Zorgverzekeraar Noord", Path: filepath.Join("Documenten", "Klantcontact", "Zorgverzekeraar Noord.eenkeer"), Contacts: 60_214,
			From: time.Date(2025, 1, 1, 7, 0, 0, 0, time.UTC), To: time.Date(2026, 6, 28, 20, 0, 0, 0, time.UTC)}}
}

// register is one from which three things were removed.
func register() *kaizen.Register {
	r, _, err := kaizen.Empty().Change("kaizen.did.add", "vera", time.Date(2026, 6, 29, 7, 0, 0, 0, time.UTC), func(e *kaizen.Edit) error {
		for _, title := range []string{"Uitlegfilm eigen risico", "Belscript polis wijzigen", "Terugbelafspraak Zorgboulevard, met een titel die langer is dan de regel breed is en nog wat"} {
			e.AddAction(kaizen.Action{Title: title})
		}
		e.AddSignal(kaizen.Signal{Text: "De brief noemt een nummer dat niet bestaat"})
		return nil
	})
	if err == nil {
		r, _, err = r.Change("kaizen.did.remove", "vera", time.Date(2026, 6, 30, 7, 0, 0, 0, time.UTC), func(e *kaizen.Edit) error {
			for _, ref := range []kaizen.Ref{{Kind: kaizen.OfAction, ID: 2}, {Kind: kaizen.OfAction, ID: 3}, {Kind: kaizen.OfSignal, ID: 1}} {
				e.Remove(ref)
			}
			return nil
		})
	}
	if err != nil {
		panic(err)
	}
	return r
}

// The name that changes are signed with is kept when its field is left.
func TestMe(t *testing.T) {
	v, _, b, _ := start(t, "nl", kit.ModeLight, 1040, 740)
	v.Show(snapshot())
	g := v.pages[general].(*generalPage)
	if g.me.Text != "Vera de Wit" {
		t.Error(g.me.Text)
	}
	g.me.SetText("Vera")
	if b.me != "" {
		t.Error("kept while it is typed")
	}
	g.me.Keep()
	if b.me != "Vera" {
		t.Error(b.me)
	}
}

// Days for looking at effects are numbers; what was removed can be put back.
func TestRegister(t *testing.T) {
	v, _, b, _ := start(t, "nl", kit.ModeLight, 1040, 740)
	v.Show(snapshot())
	test.Tap(v.tabs.Chips()[1])
	c := v.pages[workplace].(*workplacePage).register
	if c.days.Text != "30, 60, 90" {
		t.Error(c.days.Text)
	}
	for text, want := range map[string]string{"45 15,45": "[15 45]", "30/60": "[30 60]", "": "[]"} {
		c.days.SetText(text)
		c.days.Keep()
		if got := fmt.Sprint(b.settings.CheckDays); got != want || c.bad.Text() != "" {
			t.Errorf("%q: %s, %s", text, got, c.bad.Text())
		}
	}
	b.settings.CheckDays = []int{1}
	c.days.SetText("een maand")
	c.days.Keep()
	if len(b.settings.CheckDays) != 1 || c.bad.Text() == "" {
		t.Error("days that are none were kept")
	}
	tapIn(t, c.gone, "Terugzetten")
	if fmt.Sprint(b.restored) != "[{action 2}]" {
		t.Error(b.restored)
	}
	s := *snapshot()
	s.Register = kaizen.Empty()
	v.Show(&s)
	if !c.purge.Hidden {
		t.Error("there is nothing to take out for good")
	}
}

func TestPreferences(t *testing.T) {
	v, sh, _, _ := start(t, "nl", kit.ModeLight, 1040, 740)
	v.Show(snapshot())
	g := v.pages[general].(*generalPage)
	if g.language.Selected() != ofMachine || g.theme.Selected() != ofMachine || g.zoom.Selected() != "1.00" {
		t.Fatal("not what nobody chose:", g.language.Selected(), g.theme.Selected(), g.zoom.Selected())
	}
	test.Tap(g.language.Chips()[2])
	test.Tap(g.theme.Chips()[2])
	g.zoom.Choose("1.25")
	if want := (screen.Preferences{Language: "en", Theme: "dark", Zoom: 1.25}); sh.preferences != want {
		t.Fatalf("got %+v, want %+v", sh.preferences, want)
	}
	test.Tap(g.language.Chips()[0])
	if sh.preferences.Language != "" {
		t.Fatal("following the machine is kept as", sh.preferences.Language)
	}
}

func TestLanguageChanges(t *testing.T) {
	v, sh, _, _ := start(t, "nl", kit.ModeLight, 1040, 740)
	v.Show(snapshot())
	sh.l = locale.New("en")
	v.Show(snapshot())
	if got := v.tabs.Chips()[0].Text(); got != "General" {
		t.Fatal(got)
	}
}

func TestWorkspace(t *testing.T) {
	v, sh, b, _ := start(t, "nl", kit.ModeLight, 1040, 740)
	v.Show(snapshot())
	test.Tap(v.tabs.Chips()[1])
	p := v.pages[workplace].(*workplacePage)
	test.Tap(p.saveCopy)
	test.Tap(p.copyPath)
	if fmt.Sprint(sh.ran) != "[save_copy]" || !strings.HasSuffix(sh.copied, "Noord.eenkeer") {
		t.Fatal(sh.ran, sh.copied)
	}
	tapIn(t, p.definitions, "Verwijderen")
	tapIn(t, p.mappings, "Vergeten")
	if b.deleted != "Directierapport" || b.forgotten != "a1" {
		t.Fatal(b.deleted, b.forgotten)
	}
	s := snapshot()
	s.Workspace.ReadOnly = true
	v.Show(s)
	b.deleted = ""
	tapIn(t, p.definitions, "Verwijderen")
	if b.deleted != "" || p.locked.Hidden {
		t.Fatal("a workspace that can only be read was changed")
	}
	v.Show(&workbench.Snapshot{})
	if !p.saveCopy.Disabled() {
		t.Fatal("nothing is open, and yet it can be copied")
	}
}

// tapIn taps the first button with a text.
func tapIn(t *testing.T, o fyne.CanvasObject, text string) {
	t.Helper()
	for _, found := range test.LaidOutObjects(o) {
		if b, ok := found.(*kit.Button); ok && b.Text() == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", text)
}

func TestShortcuts(t *testing.T) {
	v, _, _, _ := start(t, "nl", kit.ModeLight, 1040, 740)
	v.Show(snapshot())
	v.open(keys)
	text := v.pages[keys].(*keysPage).table.TSV(true)
	for _, want := range []string{"Importeren…\tWerkmap\tCtrl+I", "Ctrl+Shift+S", "Ctrl+Shift+C"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Contains(text, "Voorbeeld") {
		t.Error("a command without keys is listed")
	}
}

func TestAbout(t *testing.T) {
	v, _, _, _ := start(t, "nl", kit.ModeLight, 1040, 740)
	v.Show(snapshot())
	v.open(about)
	p := v.pages[about].(*aboutPage)
	if p.modules.Len() != len(licences.Modules()) || p.text.Len() < 10 {
		t.Fatal(p.modules.Len(), p.text.Len())
	}
	before := p.text.TSV(true)
	p.modules.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if p.text.TSV(true) == before {
		t.Fatal("another module shows the same licence")
	}
}

func TestVersion(t *testing.T) {
	l := locale.New("en")
	b := &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.time", Value: "2026-12-01T09:05:00Z"}}}
	if got := version(b, l); got != "development version · 01234567 · 1 Dec 2026" {
		t.Error(got)
	}
	if got := version(&debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}}, l); got != "v1.2.0" {
		t.Error(got)
	}
	if got := version(nil, l); got != "development version" {
		t.Error(got)
	}
}

func TestReflow(t *testing.T) {
	long := strings.Repeat("woord ", 10)
	got := reflow("Kop\n\n" + long + "\nverder\n  * punt " + long + "\n  * nog een")
	want := "Kop\n\n" + strings.TrimSpace(long) + " verder\n  * punt " + strings.TrimSpace(long) + "\n  * nog een"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLines(t *testing.T) {
	got := lines("een twee drie vier\n\nvijf"+strings.Repeat("x", 12), 10)
	if want := []string{"een twee", "drie vier", "", "vijfxxxxxx", "xxxxxx"}; strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("%q", got)
	}
}

// TestScreens draws every page for looking at, when told where.
func TestScreens(t *testing.T) {
	folder := os.Getenv("EENKEER_SCREENS")
	if folder == "" {
		t.Skip("EENKEER_SCREENS does not name a folder")
	}
	for _, at := range []string{general, workplace, keys, about} {
		for _, lang := range []string{"nl", "en"} {
			for mode, name := range map[kit.Mode]string{kit.ModeLight: "light", kit.ModeDark: "dark"} {
				for _, size := range []fyne.Size{{Width: 1040, Height: 740}, {Width: 1680, Height: 1000}} {
					t.Run(fmt.Sprintf("%s-%s-%s-%.0f", at, lang, name, size.Width), func(t *testing.T) {
						v, _, _, win := start(t, lang, mode, size.Width, size.Height)
						v.at = at
						v.Show(snapshot())
						f, err := os.Create(filepath.Join(folder, fmt.Sprintf("settings-%s-%s-%s-%.0f.png", at, lang, name, size.Width)))
						if err != nil {
							t.Fatal(err)
						}
						defer f.Close()
						if err := png.Encode(f, win.Canvas().Capture()); err != nil {
							t.Fatal(err)
						}
					})
				}
			}
		}
	}
}

// Names of agents need the works council's word; without it they stay codes.
func TestAgentNames(t *testing.T) {
	v, _, b, _ := start(t, "nl", kit.ModeLight, 900, 700)
	s := snapshot()
	v.Show(s)
	v.open(workplace)
	card := v.pages[workplace].(*workplacePage).agents
	if !strings.Contains(card.state.Text(), "als code") {
		t.Error(card.state.Text())
	}
	shown := *s
	shown.Agents = workspace.AgentNames{Shown: true, Reference: "OR 2026/14", Decided: "2026-03-01", At: time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)}
	v.Show(&shown)
	for _, want := range []string{"OR 2026/14", "1 mrt 2026", "9 mrt 2026"} {
		if !strings.Contains(card.state.Text(), want) {
			t.Errorf("%q lacks %s", card.state.Text(), want)
		}
	}
	b.reference = "yes"
	test.Tap(card.toggle)
	if b.reference != "" {
		t.Error("names cannot be switched off")
	}
	if card.on("", "1-3-2026") || card.on("OR 2026/14", "ooit") || b.reference != "" {
		t.Error("names were switched on without a decision")
	}
	if !card.on(" OR 2026/14 ", "1-3-2026") || b.reference != "OR 2026/14 2026-03-01" {
		t.Errorf("%q", b.reference)
	}
}
