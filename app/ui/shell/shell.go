package shell

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/app/ui/contacts"
	"eenkeer/app/ui/data"
	"eenkeer/app/ui/definitions"
	"eenkeer/app/ui/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/outliers"
	"eenkeer/app/ui/pairs"
	"eenkeer/app/ui/rates"
	"eenkeer/app/ui/screen"
	"eenkeer/app/ui/settings"
	"eenkeer/app/ui/start"
	"eenkeer/app/ui/story"
	"eenkeer/app/ui/trends"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// Shell is the window's content and what the screens ask of it.
type Shell struct {
	window      fyne.Window
	bench       *workbench.Workbench
	files       kit.FileDialogs
	scheduler   kit.Scheduler
	locale      *locale.Locale
	preferences screen.Preferences
	copyPicture func(png []byte) error

	host     *kit.Host
	rail     *kit.Rail
	top      *topBar
	define   *definePanel
	foot     *footLine
	progress *progressStrip
	middle   *fyne.Container // bars, page and panel: all but the rail
	side     *fyne.Container // holds the panel of the definition while it is open
	page     *fyne.Container // holds the screen in sight
	commands *kit.Commands

	screens map[screen.ID]screen.Screen
	current screen.ID
	shown   *workbench.Snapshot
	told    int                          // number of the last note told
	undone  int                          // number of the last note undone by key
	draft   int                          // number of the last draft shown
	listed  int                          // number of the last contacts shown
	paired  int                          // number of the last pairs asked for
	storied int                          // number of the last story shown
	under   []screen.ID                  // what lies under the page in sight, where that is an overlay; the screen first
	held    map[screen.ID]fyne.Focusable // what had the keyboard when a page was left
	toldAt  map[int]time.Time            // when notes that can be undone came, by their numbers
	trail   trail

	waiting atomic.Bool // a redraw is on its way to the window's goroutine
}

// Options say what a shell works with.
type Options struct {
	Window      fyne.Window
	Files       kit.FileDialogs // nil: those of the desktop
	Scheduler   kit.Scheduler   // zero: that of the program
	Preferences screen.Preferences
	CopyPicture func(png []byte) error // puts a PNG on the clipboard; nil: cannot be done
}

// New fills a window. The workbench it makes is closed by [Shell.Close].
func New(o Options) *Shell {
	s := &Shell{window: o.Window, files: o.Files, scheduler: o.Scheduler, preferences: o.Preferences, copyPicture: o.CopyPicture, current: screen.Start}
	if s.scheduler.UI == nil {
		s.scheduler = kit.RealScheduler()
	}
	s.speak()
	s.bench = workbench.New(s.t("shell.file.new_name"), s.changed)
	s.window.SetOnDropped(s.dropped)
	s.build()
	return s
}

// Close ends the workbench and waits for it.
func (s *Shell) Close() error {
	s.host.Close()
	return s.bench.Close()
}

// changed is told by the workbench that there is a new snapshot. Many at once
// become one redraw.
func (s *Shell) changed() {
	if s.waiting.CompareAndSwap(false, true) {
		s.scheduler.UI(func() {
			s.waiting.Store(false)
			s.show()
		})
	}
}

// build makes everything in the language and theme of the preferences. It is
// done again when they change.
func (s *Shell) build() {
	s.speak()
	s.applyTheme()
	if s.files == nil || s.ownFiles() {
		s.files = kit.NewFileDialogs(s.window, kit.FileTexts{
			Open: s.t("shell.file.open"), Save: s.t("shell.file.save"), Cancel: s.t("shell.cancel"), Close: s.t("shell.close"),
			Name: s.t("shell.file.name"), Path: s.t("shell.file.path"), Exists: s.t("shell.file.exists"), Empty: s.t("shell.file.empty"),
			Missing: s.t("shell.file.missing"),
		})
	}
	s.commands = s.makeCommands()
	s.held = map[screen.ID]fyne.Focusable{}
	s.screens = map[screen.ID]screen.Screen{
		screen.Start: start.New(s), screen.Data: data.New(s), screen.Rates: rates.New(s), screen.Trends: trends.New(s),
		screen.Outliers: outliers.New(s), screen.Pairs: pairs.New(s), screen.Kaizen: kaizen.New(s), screen.Settings: settings.New(s), screen.Contacts: contacts.New(s), screen.Story: story.New(s),
		screen.Definitions: definitions.New(s),
	}
	s.rail = kit.NewRail("een", "keer", s.railItems(), func(id string) {
		if id == helpItem {
			s.help()
			s.rail.Select(string(s.current))
			return
		}
		s.Go(screen.ID(id))
	})
	s.top, s.define, s.foot, s.progress = newTopBar(s), newDefinePanel(s), newFootLine(s), newProgressStrip(s)
	wasOpen := s.side != nil && s.side.Visible()
	s.side = container.NewStack(s.define.content)
	if !wasOpen {
		s.side.Hide()
	}
	s.page = container.NewStack()
	s.middle = container.New(frame{}, container.NewVBox(s.top.content, s.progress.content), s.foot.content, s.side, kit.Filled(kit.ColorPage, s.page))
	if s.host != nil {
		s.host.Close()
	}
	s.host = kit.NewHost(s.window.Canvas(), kit.Split(s.rail, s.middle))
	s.window.SetContent(s.host)
	s.commands.Install(s.window.Canvas())
	s.put(s.current)
	s.show()
}

// speak takes the language of the preferences, or that of the machine.
func (s *Shell) speak() {
	language := s.preferences.Language
	if language == "" {
		language = locale.System()
	}
	s.locale = locale.New(language)
}

func (s *Shell) ownFiles() bool {
	_, fake := s.files.(*kit.FakeFileDialogs)
	return !fake
}

func (s *Shell) applyTheme() {
	mode := map[string]kit.Mode{"light": kit.ModeLight, "dark": kit.ModeDark}[s.preferences.Theme]
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(mode))
}

const helpItem = "help"

// railScreens are the screens of the rail, in its order; Alt and the number of the place goes to each.
var railScreens = []screen.ID{screen.Start, screen.Data, screen.Rates, screen.Trends, screen.Outliers, screen.Pairs, screen.Kaizen, screen.Settings}

func (s *Shell) railItems() []kit.RailItem {
	items := make([]kit.RailItem, 0, len(railScreens)+1)
	for _, id := range railScreens {
		items = append(items, kit.RailItem{ID: string(id), Title: s.t("screen." + string(id)), Bottom: id == screen.Settings})
	}
	return append(items, kit.RailItem{ID: helpItem, Title: s.t("screen.help"), Bottom: true})
}

// show draws the latest snapshot everywhere.
func (s *Shell) show() {
	snapshot := s.bench.Snapshot()
	if s.shown != nil && (snapshot.Workspace.Path != s.shown.Workspace.Path || snapshot.Agents.Shown != s.shown.Agents.Shown) {
		s.trail.clear()
	}
	s.trail.step(s.current, snapshot)
	draft := snapshot.Draft != nil && snapshot.Draft.Number != s.draft
	done := snapshot.Last != nil && s.shown != nil && s.shown.Last != snapshot.Last
	s.shown = snapshot
	s.top.show(snapshot)
	s.define.show(snapshot)
	s.foot.show(snapshot)
	s.progress.show(snapshot)
	s.screens[s.current].Show(snapshot)
	s.rail.SetBadge(string(screen.Kaizen), s.late(snapshot))
	s.tell(snapshot)
	s.title(snapshot)
	switch {
	case draft:
		s.draft = snapshot.Draft.Number
		if !snapshot.Draft.Remembered() {
			s.Go(screen.Data) // the mapping wants a look
		}
	case snapshot.Contacts != nil && snapshot.Contacts.Number != s.listed:
		s.listed = snapshot.Contacts.Number
		s.over(screen.Contacts)
	case snapshot.Story != nil && snapshot.Story.Number != s.storied:
		s.storied = snapshot.Story.Number
		s.over(screen.Story)
	case overlay(s.current) && !overlays[s.current].there(snapshot):
		s.Go(s.beneath())
	case snapshot.PairsAsked.Number > s.paired:
		s.paired = snapshot.PairsAsked.Number
		s.Go(screen.Pairs)
	case done && s.current == screen.Data:
		s.Go(screen.Start) // what the import changed
	}
}

// relayout gives the bars the room that their new content wants: Fyne does not
// look at sizes again by itself.
func (s *Shell) relayout() {
	s.top.row.Refresh()
	s.top.chips.Refresh()
	s.middle.Refresh()
}

func (s *Shell) title(snapshot *workbench.Snapshot) {
	title := "Eenkeer"
	if snapshot.Workspace.Name != "" {
		title = snapshot.Workspace.Name + " – Eenkeer"
	}
	if s.window.Title() != title {
		s.window.SetTitle(title)
	}
}

// tell shows the notes that were not told yet.
func (s *Shell) tell(snapshot *workbench.Snapshot) {
	for _, n := range snapshot.Notes {
		if n.Number <= s.told {
			continue
		}
		s.told = n.Number
		s.toldNow(n)
		if n.Err != nil {
			s.Fail(n.Err)
			continue
		}
		action := ""
		if n.Undo != nil {
			action = s.t("shell.undo")
		}
		s.host.Toasts().Post(kit.KindGood, s.locale.T(n.ID, n.Args...), action, n.Undo)
	}
}

// put shows a screen on the page.
func (s *Shell) put(id screen.ID) {
	if id != s.current {
		s.bench.Look(workbench.Look{}) // the screen says what of it is in sight
		s.keepFocus()
	}
	s.current = id
	kit.HideTips() // of the screen that goes
	// A window smaller than the screen wants scrolls; it is not made to grow.
	s.page.Objects = []fyne.CanvasObject{container.NewScroll(s.screens[id].Content())}
	s.page.Refresh()
	if s.rail.Selected() != string(id) && !overlay(id) && id != screen.Definitions {
		s.rail.Select(string(id))
	}
}

func (s *Shell) t(id string, pairs ...any) string { return s.locale.T(id, pairs...) }

// The rest is what screens may ask; see [screen.Shell].

// Bench gives the workbench.
func (s *Shell) Bench() *workbench.Workbench { return s.bench }

// Locale gives the language of the window.
func (s *Shell) Locale() *locale.Locale { return s.locale }

// Window gives the window.
func (s *Shell) Window() fyne.Window { return s.window }

// Files asks the person for files.
func (s *Shell) Files() kit.FileDialogs { return s.files }

// Commands gives the registry, for the list of shortcuts.
func (s *Shell) Commands() *kit.Commands { return s.commands }

// Go shows another screen.
func (s *Shell) Go(to screen.ID) {
	if s.screens[to] == nil || to == s.current {
		return
	}
	s.leave(to)
	s.open(to)
}

// open puts a screen on the page and draws it.
func (s *Shell) open(to screen.ID) {
	s.put(to)
	snapshot := s.bench.Snapshot()
	s.trail.step(to, snapshot)
	s.screens[to].Show(snapshot)
	s.progress.show(snapshot)
	s.giveFocus()
}

// Run runs a command by its id.
func (s *Shell) Run(command string) { s.commands.Run(command) }

// Copy puts text on the clipboard and says so.
func (s *Shell) Copy(text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	s.host.Toasts().Post(kit.KindInfo, s.t("shell.copied"), "", nil)
}

// CopyPicture puts a picture on the clipboard and says so, or says that it cannot
// be done and offers to save it.
func (s *Shell) CopyPicture(draw func() ([]byte, error), save func()) {
	s.scheduler.Background(func() {
		png, err := draw()
		copied := err == nil && s.copyPicture != nil && s.copyPicture(png) == nil
		s.scheduler.UI(func() {
			switch {
			case err != nil:
				s.Fail(err)
			case copied:
				s.host.Toasts().Post(kit.KindInfo, s.t("shell.copied_picture"), "", nil)
			default:
				s.host.Toasts().Post(kit.KindWarn, s.t("shell.no_picture_clipboard"), s.t("shell.no_picture_clipboard.save"), save)
			}
		})
	})
}

// Fail tells an error in plain words; it stays until it is closed.
func (s *Shell) Fail(err error) {
	text := kit.NewParagraph(workbench.Say(err, s.locale), kit.RoleBody)
	kit.ShowDialog(s.window.Canvas(), kit.DialogOptions{
		Title: s.t("shell.failed"), Content: text,
		Buttons: []kit.DialogButton{{Text: s.t("shell.close"), Kind: kit.ButtonPrimary, Default: true, Cancel: true}},
	})
}

// Do runs f on the goroutine of the window.
func (s *Shell) Do(f func()) { s.scheduler.UI(f) }

// Preferences gives what the person chose.
func (s *Shell) Preferences() screen.Preferences { return s.preferences }

// SetPreferences keeps them and redraws the window in them.
func (s *Shell) SetPreferences(p screen.Preferences) {
	if p == s.preferences {
		return
	}
	s.preferences = p
	if err := savePreferences(p); err != nil {
		s.Fail(err)
	}
	s.build()
}

// dropped takes files that were dropped on the window.
func (s *Shell) dropped(_ fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	if len(paths) > 0 {
		s.bench.Drop(paths)
	}
}
