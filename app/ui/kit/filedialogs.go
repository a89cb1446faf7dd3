package kit

import (
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/ncruces/zenity"
)

// FileFilter is a line of the "files of type" choice. Patterns are like "*.csv"; case does not matter.
type FileFilter struct {
	Name     string
	Patterns []string
}

// OpenOptions says what may be opened.
type OpenOptions struct {
	Title    string
	Multiple bool
	Folder   string // where to start; "" is up to the system
	Filters  []FileFilter
}

// SaveOptions says what is saved.
type SaveOptions struct {
	Title   string
	Name    string // proposed file name
	Folder  string
	Filters []FileFilter
}

// FileDialogs asks the user for files. done is called on the UI goroutine; no paths and no error mean that the user
// thought better of it.
type FileDialogs interface {
	OpenFiles(opts OpenOptions, done func(paths []string, err error))
	SaveFile(opts SaveOptions, done func(path string, err error))
	Message(kind Kind, title, text string, done func())
}

// FileTexts are the words of the plain chooser that stands in where the desktop has no file dialogs of its own.
type FileTexts struct {
	Open, Save, Cancel, Close string
	Name                      string // heading of the column of names
	Path                      string // placeholder of the path field
	Exists                    string // the file is there already, press again to write over it
	Missing                   string // there is no such file or folder, or it cannot be read
	Empty                     string // a folder without files of the types asked for
}

// NewFileDialogs asks with the dialogs of the desktop. Where there are none (Linux without the zenity program) a plain
// chooser of this package stands in; texts are its words.
func NewFileDialogs(w fyne.Window, texts FileTexts) FileDialogs {
	return &nativeDialogs{win: w, texts: texts, sched: defaultScheduler, available: zenity.IsAvailable}
}

type nativeDialogs struct {
	win       fyne.Window
	texts     FileTexts
	sched     Scheduler
	available func() bool
}

func zenityOptions(title, folder, name string, filters []FileFilter) []zenity.Option {
	opts := []zenity.Option{zenity.Modal()}
	if title != "" {
		opts = append(opts, zenity.Title(title))
	}
	switch {
	case folder != "" && name != "":
		opts = append(opts, zenity.Filename(filepath.Join(folder, name)))
	case folder != "":
		opts = append(opts, zenity.Filename(folder+string(filepath.Separator)))
	case name != "":
		opts = append(opts, zenity.Filename(name))
	}
	for _, f := range filters {
		opts = append(opts, zenity.FileFilter{Name: f.Name, Patterns: f.Patterns, CaseFold: true})
	}
	return opts
}

func cancelledIsNil(err error) error {
	if errors.Is(err, zenity.ErrCanceled) {
		return nil
	}
	return err
}

func (d *nativeDialogs) OpenFiles(o OpenOptions, done func([]string, error)) {
	if !d.available() {
		d.plainOpen(o, done)
		return
	}
	d.sched.Background(func() {
		opts := zenityOptions(o.Title, o.Folder, "", o.Filters)
		var paths []string
		var err error
		if o.Multiple {
			paths, err = zenity.SelectFileMultiple(opts...)
		} else {
			var p string
			if p, err = zenity.SelectFile(opts...); p != "" {
				paths = []string{p}
			}
		}
		d.sched.UI(func() { done(paths, cancelledIsNil(err)) })
	})
}

func (d *nativeDialogs) SaveFile(o SaveOptions, done func(string, error)) {
	if !d.available() {
		d.plainSave(o, done)
		return
	}
	d.sched.Background(func() {
		opts := append(zenityOptions(o.Title, o.Folder, o.Name, o.Filters), zenity.ConfirmOverwrite())
		p, err := zenity.SelectFileSave(opts...)
		d.sched.UI(func() { done(WithExtension(p, o.Filters), cancelledIsNil(err)) })
	})
}

func (d *nativeDialogs) Message(kind Kind, title, text string, done func()) {
	if done == nil {
		done = func() {}
	}
	if !d.available() {
		ShowDialog(d.win.Canvas(), DialogOptions{Title: title, Content: NewParagraph(text, RoleBody), OnClose: done,
			Buttons: []DialogButton{{Text: d.texts.Close, Default: true, Cancel: true}}})
		return
	}
	d.sched.Background(func() {
		show := zenity.Info
		switch kind {
		case KindWarn:
			show = zenity.Warning
		case KindBad:
			show = zenity.Error
		}
		_ = show(text, zenity.Title(title), zenity.Modal()) // closing it any way is fine
		d.sched.UI(done)
	})
}

// WithExtension adds the first filter's extension to a path that has none of the filters' extensions.
func WithExtension(path string, filters []FileFilter) string {
	if path == "" {
		return path
	}
	first := ""
	for _, f := range filters {
		for _, p := range f.Patterns {
			e := strings.TrimPrefix(p, "*")
			if first == "" && strings.HasPrefix(e, ".") {
				first = e
			}
			if strings.HasPrefix(e, ".") && strings.HasSuffix(strings.ToLower(path), strings.ToLower(e)) {
				return path
			}
		}
	}
	return path + first
}

// FakeFileDialogs answers at once, for tests of screens.
type FakeFileDialogs struct {
	Open     []string // answer of OpenFiles
	Save     string   // answer of SaveFile
	Err      error
	Asked    []string // titles asked, in order
	Messages []string // texts of messages shown
	LastOpen OpenOptions
	LastSave SaveOptions
}

// OpenFiles answers Open.
func (f *FakeFileDialogs) OpenFiles(o OpenOptions, done func([]string, error)) {
	f.Asked, f.LastOpen = append(f.Asked, o.Title), o
	done(f.Open, f.Err)
}

// SaveFile answers Save.
func (f *FakeFileDialogs) SaveFile(o SaveOptions, done func(string, error)) {
	f.Asked, f.LastSave = append(f.Asked, o.Title), o
	done(f.Save, f.Err)
}

// Message notes the text.
func (f *FakeFileDialogs) Message(_ Kind, _, text string, done func()) {
	f.Messages = append(f.Messages, text)
	if done != nil {
		done()
	}
}
