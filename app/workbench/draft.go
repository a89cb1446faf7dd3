package workbench

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"eenkeer/analysis/ingest"
	"eenkeer/app/workspace"
)

// Draft is the files that are about to be imported, each with its mapping and
// how its first rows will be understood.
type Draft struct {
	Number int // tells one draft from the next; changes to a mapping keep it
	Files  []DraftFile
	// Presets are those that can be chosen for a file.
	Presets []ingest.Preset
}

// DraftFile is one file of a [Draft].
type DraftFile struct {
	*Prepared        // nil when the file cannot be read
	Path      string // always
	Preview   []ingest.PreviewRow
	Keys      []ingest.KeyCoverage // the columns of customer keys, in the rows that were looked at
	Looked    int                  // how many rows those are
	Problem   error                // why it cannot be imported as it is mapped now; nil when it can
}

// previewRows is how many rows the mapping screen shows.
const previewRows = 20

// Ready reports whether every file can be imported.
func (d *Draft) Ready() bool {
	return d != nil && len(d.Files) > 0 && !slices.ContainsFunc(d.Files, func(f DraftFile) bool { return f.Problem != nil })
}

// Remembered reports whether every file's mapping was saved before, so that it
// can be imported without being asked anything again. A file that would give false
// figures is looked at all the same.
func (d *Draft) Remembered() bool {
	return d.Ready() && !slices.ContainsFunc(d.Files, func(f DraftFile) bool { return !f.Prepared.Remembered || f.red() })
}

// red reports whether something in a file makes figures false, in a column that is
// used.
func (f DraftFile) red() bool {
	return slices.ContainsFunc(slices.Concat(f.Table.Doubts, f.Guess.Doubts), func(d ingest.Doubt) bool {
		if !d.Red {
			return false
		}
		for _, columns := range f.Mapping.Fields {
			if slices.Contains(columns, d.Column) {
				return true
			}
		}
		return d.Column == ""
	})
}

// readable reports whether any of the files could be read.
func (d *Draft) readable() bool {
	return slices.ContainsFunc(d.Files, func(f DraftFile) bool { return f.Prepared != nil })
}

// only gives the problem of the first file that could not be read.
func (d *Draft) only() error {
	for _, f := range d.Files {
		if f.Prepared == nil {
			return f.Problem
		}
	}
	return nil
}

// clone gives a copy whose files can be replaced.
func (d *Draft) clone() *Draft {
	c := *d
	c.Files = slices.Clone(d.Files)
	return &c
}

func (d *Draft) close() {
	if d == nil {
		return
	}
	for _, f := range d.Files {
		if f.Prepared != nil {
			f.Table.Close()
		}
	}
}

// look works out the preview and the problem of a file under its mapping.
func (f *DraftFile) look() {
	f.Preview, f.Problem = nil, f.Mapping.Check(f.Table)
	f.Keys, f.Looked = f.Table.KeySample(f.Mapping)
	if f.Problem != nil && !IsNoCustomer(f.Problem) && !isNoTime(f.Problem) && Refusal(f.Problem) == "" {
		return
	}
	rows, err := f.Table.Preview(f.Mapping, previewRows)
	f.Preview = rows
	if f.Problem == nil {
		f.Problem = err
	}
}

// Drop looks at files that were dropped on the window or chosen. When each has
// a remembered mapping they are imported at once; else they wait as
// [Snapshot.Draft] for a person to look at the mapping. A single workspace file
// is opened instead.
func (w *Workbench) Drop(paths []string) {
	if len(paths) == 1 && isWorkspace(paths[0]) {
		w.Open(paths[0])
		return
	}
	w.do("task.reading", func(ctx context.Context) error {
		if w.ws != nil && w.ws.ReadOnly() {
			return w.ws.Why()
		}
		w.drafts++
		d := &Draft{Number: w.drafts}
		d.Presets, _ = ListPresets() // an own one that cannot be used is told where it is asked for
		for _, path := range paths {
			d.Files = append(d.Files, w.draftFile(ctx, path, PrepareOptions{}))
			if err := ctx.Err(); err != nil {
				d.close()
				return err
			}
		}
		if w.ws == nil && d.readable() {
			if err := w.createFor(ctx); err != nil {
				d.close()
				return err
			}
		}
		if err := d.only(); err != nil && w.ws == nil {
			d.close()
			return err
		}
		w.Snapshot().Draft.close()
		w.setDraft(d)
		if d.Remembered() {
			return w.importDraft(ctx, d)
		}
		return nil
	})
}

// createFor makes a workspace for files that were dropped when none was open, so
// that nothing has to be asked first. It lies among the person's documents.
func (w *Workbench) createFor(ctx context.Context) error {
	folder := Documents()
	for i := 1; ; i++ {
		name := w.newName
		if i > 1 {
			name += " " + strconv.Itoa(i)
		}
		path := filepath.Join(folder, name+".eenkeer")
		if _, err := os.Lstat(path); err == nil {
			continue
		}
		ws, err := workspace.Create(path)
		if err != nil {
			return err
		}
		w.note(Note{ID: "note.created", Args: []any{"file", path}}, nil)
		return w.take(ctx, ws)
	}
}

func (w *Workbench) draftFile(ctx context.Context, path string, o PrepareOptions) DraftFile {
	p, err := Prepare(ctx, w.ws, path, o)
	f := DraftFile{Prepared: p, Path: path, Problem: err}
	if err == nil {
		f.look()
	}
	return f
}

// setDraft puts a draft in place of the one there was.
func (w *Workbench) setDraft(d *Draft) {
	w.change(func(s *Snapshot) { s.Draft = d })
}

// Refusal gives the rule by which a file is refused, which a person may put into
// [ingest.Mapping.Accepted] to import it all the same; empty: nothing helps.
func Refusal(err error) string {
	var e *ingest.Error
	if errors.As(err, &e) {
		return e.Rule
	}
	return ""
}

func isNoTime(err error) bool {
	var e *ingest.Error
	return errors.As(err, &e) && e.ID == ingest.ErrNoTime
}

// draftPath names file i of the draft in sight, for the draft may be another by
// the time the work is done.
func (w *Workbench) draftPath(i int) (string, bool) {
	d := w.Snapshot().Draft
	if d == nil || i < 0 || i >= len(d.Files) {
		return "", false
	}
	return d.Files[i].Path, true
}

// find gives the place of a file in the draft, or -1.
func (d *Draft) find(path string) int {
	if d == nil {
		return -1
	}
	return slices.IndexFunc(d.Files, func(f DraftFile) bool { return f.Path == path })
}

// elsewhere reports whether a mapping is for another sheet or table than was read.
func elsewhere(m ingest.Mapping, t *ingest.Table) bool {
	return m.Sheet != "" && m.Sheet != t.Sheet || m.Table > 0 && m.Table != t.Number && m.Table <= len(t.Tables)
}

// SetMapping changes how file i of the draft is understood.
func (w *Workbench) SetMapping(i int, m ingest.Mapping) {
	path, known := w.draftPath(i)
	if !known {
		return
	}
	task := ""
	if f := w.Snapshot().Draft.Files[i]; f.Prepared != nil && elsewhere(m, f.Table) {
		task = "task.reading" // another sheet may be a long one
	}
	w.do(task, func(ctx context.Context) error {
		d := w.Snapshot().Draft
		i := d.find(path)
		if i < 0 || d.Files[i].Prepared == nil {
			return nil
		}
		next := d.clone()
		f := &next.Files[i]
		if elsewhere(m, f.Table) {
			number := m.Table
			if m.Sheet != f.Table.Sheet {
				number = 0
			}
			other := w.draftFile(ctx, path, PrepareOptions{Sheet: m.Sheet, Table: number})
			if other.Prepared == nil { // no table there: the one there was stays
				return other.Problem
			}
			f.Table.Close()
			*f = other
		} else {
			p := *f.Prepared
			p.Mapping, p.Remembered = m, false
			f.Prepared = &p
			f.look()
		}
		w.setDraft(next)
		return nil
	})
}

// ChoosePreset has file i of the draft understood by a preset, by its id; "none" is
// by none. What a person changed about the file is forgotten.
func (w *Workbench) ChoosePreset(i int, id string) {
	path, known := w.draftPath(i)
	if !known {
		return
	}
	w.do("task.reading", func(ctx context.Context) error {
		d := w.Snapshot().Draft
		i := d.find(path)
		if i < 0 || d.Files[i].Prepared == nil {
			return nil
		}
		old := d.Files[i]
		f := w.draftFile(ctx, path, PrepareOptions{Sheet: old.Table.Sheet, Table: old.Mapping.Table, Preset: id})
		if f.Prepared == nil { // what there was stays
			return f.Problem
		}
		old.Table.Close()
		next := d.clone()
		next.Files[i] = f
		w.setDraft(next)
		return nil
	})
}

// SavePreset keeps how file i of the draft is mapped as a preset of this person.
func (w *Workbench) SavePreset(i int, name string) {
	path, known := w.draftPath(i)
	if !known {
		return
	}
	w.do("", func(context.Context) error {
		d := w.Snapshot().Draft
		i := d.find(path)
		if i < 0 || d.Files[i].Prepared == nil {
			return nil
		}
		saved, _, err := SavePreset(name, d.Files[i].Mapping, d.Files[i].Table)
		if err != nil {
			return err
		}
		next := d.clone()
		next.Presets, _ = ListPresets()
		p := *next.Files[i].Prepared
		p.Mapping = p.Mapping.Clone()
		p.Mapping.Preset = saved.ID
		next.Files[i].Prepared = &p
		w.setDraft(next)
		w.note(Note{ID: "note.preset_saved", Args: []any{"name", saved.Name}}, nil)
		return nil
	})
}

// LeaveOut takes file i out of the draft.
func (w *Workbench) LeaveOut(i int) {
	path, known := w.draftPath(i)
	if !known {
		return
	}
	w.do("", func(context.Context) error {
		d := w.Snapshot().Draft
		i := d.find(path)
		if i < 0 {
			return nil
		}
		if p := d.Files[i].Prepared; p != nil {
			p.Table.Close()
		}
		if len(d.Files) == 1 {
			w.setDraft(nil)
			return nil
		}
		next := d.clone()
		next.Files = slices.Delete(next.Files, i, i+1)
		w.setDraft(next)
		return nil
	})
}

// ForgetDraft drops the draft: nothing is imported.
func (w *Workbench) ForgetDraft() {
	w.do("", func(context.Context) error {
		w.Snapshot().Draft.close()
		w.setDraft(nil)
		return nil
	})
}

// ImportDraft imports the files of the draft, all or none.
func (w *Workbench) ImportDraft() {
	w.do("task.importing", func(ctx context.Context) error {
		if d := w.Snapshot().Draft; d != nil {
			return w.importDraft(ctx, d)
		}
		return nil
	})
}

func (w *Workbench) importDraft(ctx context.Context, d *Draft) error {
	files := make([]*Prepared, len(d.Files))
	for i, f := range d.Files {
		if f.Problem != nil {
			return f.Problem
		}
		files[i] = f.Prepared
	}
	w.task("task.importing", func(t *Task) {})
	out, err := Import(ctx, w.ws, files, ImportOptions{}, func(p ImportProgress) {
		w.task("task.importing", func(t *Task) { t.Import, t.Done, t.Total = p, p.Bytes, p.TotalBytes })
	})
	if err != nil && len(out.Files) == 0 {
		w.showRefusal(d, err)
		return err
	}
	d.close()
	w.change(func(s *Snapshot) { s.Draft, s.Last = nil, &out })
	w.note(imported(out), w.undoImport(out))
	return errors.Join(err, w.reload(context.WithoutCancel(ctx))) // the contacts are in the file: show them
}

// showRefusal puts a refusal that only all rows of a file gave beside the file, so
// that a person can accept it there.
func (w *Workbench) showRefusal(d *Draft, err error) {
	var e *ingest.Error
	if !errors.As(err, &e) || e.Rule == "" {
		return
	}
	if i := d.find(e.File); i >= 0 {
		next := d.clone()
		next.Files[i].Problem = err
		w.setDraft(next)
	}
}

// imported says what an import brought.
func imported(out Outcome) Note {
	contacts, dropped, already := 0, 0, 0
	for _, f := range out.Files {
		if f.Already {
			already++
			continue
		}
		contacts += f.Report.Kept
		dropped += f.Report.Dropped
	}
	switch {
	case already == len(out.Files):
		return Note{ID: "note.already", Args: []any{"n", already}}
	case dropped > 0:
		return Note{ID: "note.imported_dropped", Args: []any{"n", contacts, "dropped", dropped}}
	}
	return Note{ID: "note.imported", Args: []any{"n", contacts}}
}

// undoImport takes back all that an import brought; nil when it brought nothing.
func (w *Workbench) undoImport(out Outcome) func() {
	var ids []int64
	for _, f := range out.Files {
		if !f.Already {
			ids = append(ids, f.BatchID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return w.undo("task.taking_back", func(ctx context.Context) error { return w.takeBack(ctx, ids) })
}
