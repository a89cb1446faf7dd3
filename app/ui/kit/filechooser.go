package kit

import (
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// fileRow is a line of the plain chooser.
type fileRow struct {
	name string
	dir  bool
}

// fileChooser is a folder's list with a path field above it.
type fileChooser struct {
	folder  string
	filters []FileFilter
	path    *Entry
	table   *Table[fileRow]
	problem *Text
	picked  func(path string)
	exists  string // what to say before a file is written over
	missing string // what to say of a path that is not there
	warned  string // path that was warned of
}

func newFileChooser(folder, name string, filters []FileFilter, texts FileTexts, picked func(string)) *fileChooser {
	if folder == "" {
		folder, _ = os.UserHomeDir()
	}
	c := &fileChooser{filters: filters, path: NewEntry(texts.Path), problem: NewTruncatedText("", RoleBad), picked: picked,
		exists: texts.Exists, missing: texts.Missing}
	c.table = NewTable(Column[fileRow]{ID: "name", Title: texts.Name, Text: func(r fileRow) string {
		if r.dir {
			return r.name + "/"
		}
		return r.name
	}, Role: func(r fileRow) Role {
		if r.dir {
			return RoleStrong
		}
		return RoleBody
	}})
	c.table.SetEmptyText(texts.Empty)
	c.table.OnSelect = func(r fileRow) {
		if !r.dir {
			c.path.SetText(filepath.Join(c.folder, r.name))
		}
	}
	c.table.OnActivate = func(r fileRow) {
		if r.dir {
			c.enter(filepath.Join(c.folder, r.name), "")
		} else {
			c.path.SetText(filepath.Join(c.folder, r.name))
		}
	}
	c.enter(folder, name)
	return c
}

// enter shows a folder; name is what the path field proposes in it.
func (c *fileChooser) enter(folder, name string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		c.problem.SetText(c.missing)
		return
	}
	c.problem.SetText("")
	c.folder = folder
	rows := []fileRow{{"..", true}}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		dir := e.IsDir()
		if !dir && e.Type()&os.ModeSymlink != 0 {
			if info, err := os.Stat(filepath.Join(folder, e.Name())); err == nil {
				dir = info.IsDir()
			}
		}
		if dir || c.fits(e.Name()) {
			rows = append(rows, fileRow{e.Name(), dir})
		}
	}
	sort.SliceStable(rows, func(i, j int) bool {
		if rows[i].dir != rows[j].dir {
			return rows[i].dir
		}
		return strings.ToLower(rows[i].name) < strings.ToLower(rows[j].name)
	})
	c.path.SetText(filepath.Join(folder, name))
	if name == "" {
		c.path.SetText(folder + string(filepath.Separator))
	}
	c.path.CursorColumn = len([]rune(c.path.Text)) // typing goes on behind what is there
	c.table.SetRows(rows)
	c.table.Select(-1)
}

func (c *fileChooser) fits(name string) bool {
	if len(c.filters) == 0 {
		return true
	}
	for _, f := range c.filters {
		for _, p := range f.Patterns {
			if ok, _ := path.Match(strings.ToLower(p), strings.ToLower(name)); ok {
				return true
			}
		}
	}
	return false
}

// take accepts what the path field says: a folder is entered, a file is picked. true closes the dialog.
func (c *fileChooser) take(mustExist bool) bool {
	p := strings.TrimSpace(c.path.Text)
	info, err := os.Stat(p)
	switch {
	case err == nil && info.IsDir():
		c.enter(filepath.Clean(p), "")
		return false
	case err != nil && mustExist:
		c.problem.SetText(c.missing)
		return false
	case p == "":
		return false
	case err == nil && !mustExist && c.warned != p: // press again to write over it
		c.warned = p
		c.problem.SetText(c.exists)
		return false
	}
	c.picked(p)
	return true
}

func (d *nativeDialogs) plainOpen(o OpenOptions, done func([]string, error)) {
	var paths []string
	c := newFileChooser(o.Folder, "", o.Filters, d.texts, func(p string) { paths = []string{p} })
	d.showChooser(o.Title, d.texts.Open, c, true, func() { done(paths, nil) })
}

func (d *nativeDialogs) plainSave(o SaveOptions, done func(string, error)) {
	var picked string
	c := newFileChooser(o.Folder, o.Name, o.Filters, d.texts, func(p string) { picked = WithExtension(p, o.Filters) })
	d.showChooser(o.Title, d.texts.Save, c, false, func() { done(picked, nil) })
}

func (d *nativeDialogs) showChooser(title, take string, c *fileChooser, mustExist bool, closed func()) {
	cv := d.win.Canvas()
	s := cv.Size()
	ShowDialog(cv, DialogOptions{
		Title: title, Width: min(720, s.Width*0.8), Height: min(560, s.Height*0.8),
		Content: VBoxFill(GapSmall, c.path, c.problem, c.table), Focus: c.path, OnClose: closed,
		Buttons: []DialogButton{{Text: d.texts.Cancel, Cancel: true},
			{Text: take, Default: true, Do: func() bool { return c.take(mustExist) }}},
	})
}
