package workbench

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
	"eenkeer/assets/sample"
)

// isWorkspace looks at the first bytes of a file.
func isWorkspace(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 16)
	_, err = io.ReadFull(f, head)
	return err == nil && bytes.Equal(head, []byte("SQLite format 3\x00"))
}

// Open opens a workspace in place of the present one. When that fails the
// present one stays.
func (w *Workbench) Open(path string) {
	w.do("task.opening", func(ctx context.Context) error {
		if s := w.Snapshot(); w.ws != nil && sameFile(s.Workspace.Path, path) {
			return nil
		}
		ws, err := workspace.Open(path)
		if err != nil {
			return err
		}
		return w.take(ctx, ws)
	})
}

func sameFile(a, b string) bool {
	ia, errA := os.Stat(a)
	ib, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(ia, ib)
}

// Create makes a new, empty workspace and opens it.
func (w *Workbench) Create(path string) {
	w.do("task.opening", func(ctx context.Context) error {
		ws, err := workspace.Create(path)
		if err != nil {
			return err
		}
		return w.take(ctx, ws)
	})
}

// SamplePath is where the sample workspace is kept for this user.
func SamplePath() string {
	return filepath.Join(workspace.StateFolder(), "Voorbeeld zorgverzekeraar.eenkeer")
}

// OpenSample opens the sample workspace; the first time it is made by importing
// the sample export.
func (w *Workbench) OpenSample() {
	w.do("task.sample", func(ctx context.Context) error {
		path := SamplePath()
		if w.ws != nil && sameFile(w.ws.Path(), path) {
			return nil
		}
		if _, err := os.Stat(path); os.IsNotExist(err) {
			if err := MakeSample(ctx, path, func(p ImportProgress) {
				w.task("", func(t *Task) { t.Import, t.Done, t.Total = p, p.Bytes, p.TotalBytes })
			}); err != nil {
				return err
			}
		}
		ws, err := workspace.Open(path)
		if err != nil {
			return err
		}
		return w.take(ctx, ws)
	})
}

// MakeSample makes a workspace out of the sample export, as a person would by
// importing it. Nothing is left behind when it fails.
func MakeSample(ctx context.Context, path string, progress func(ImportProgress)) (err error) {
	folder, err := os.MkdirTemp("", "eenkeer-sample-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	export := filepath.Join(folder, sample.CSVName)
	if err := writeSample(export); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	ws, err := workspace.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := ws.Close(); err == nil {
			err = e
		}
		if err != nil {
			os.Remove(path)
		}
	}()
	file, err := Prepare(ctx, ws, export, PrepareOptions{})
	if err != nil {
		return err
	}
	defer file.Table.Close()
	_, err = Import(ctx, ws, []*Prepared{file}, ImportOptions{}, progress)
	return err
}

func writeSample(path string) (err error) {
	in, err := sample.OpenCSV()
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := out.Close(); err == nil {
			err = e
		}
	}()
	_, err = io.Copy(out, in)
	return err
}

// take puts a workspace in place of the present one and reads its contacts.
func (w *Workbench) take(ctx context.Context, ws *workspace.Workspace) error {
	w.saveQuestion()
	old := w.ws
	w.ws = ws
	q := DefaultQuestion
	if text, ok, err := ws.Setting(ctx, settingQuestion); err == nil && ok {
		var kept Question
		if json.Unmarshal([]byte(text), &kept) == nil {
			q = kept.check()
		}
	}
	w.saved, w.engine, w.computed = q, nil, false
	w.Snapshot().Draft.close()
	w.change(func(s *Snapshot) {
		s.Phase, s.Question, s.Figures, s.Draft, s.Last, s.Batches = Opening, q, nil, nil, nil, nil
		s.Workspace = Info{Path: ws.Path(), Name: ws.Name(), Sample: sameFile(ws.Path(), SamplePath()), ReadOnly: ws.ReadOnly()}
		if why := ws.Why(); why != nil {
			s.Workspace.Why = why
		}
	})
	if old != nil {
		if err := old.Close(); err != nil {
			w.note(Note{Err: err}, nil)
		}
	}
	err := w.reload(ctx)
	if err == nil && !w.Snapshot().Workspace.Sample {
		err = workspace.AddRecent(ws.Path())
		w.change(func(s *Snapshot) { s.Recent = workspace.Recent() })
	}
	if err != nil && w.engine == nil { // its contacts cannot be read: show no half of it
		w.ws = nil
		ws.Close()
		w.change(func(s *Snapshot) { s.Phase, s.Workspace, s.Batches = Closed, Info{}, nil })
	}
	return err
}

// reload reads the contacts of the workspace again, after what it holds changed.
func (w *Workbench) reload(ctx context.Context) error {
	batches, err := w.ws.Batches(ctx)
	if err != nil {
		return err
	}
	engine, err := LoadEngine(ctx, w.ws, func(done, total int64) {
		w.task("", func(t *Task) { t.Done, t.Total = done, total })
	})
	if err != nil {
		return err
	}
	definitions, err := w.definitions(ctx)
	if err != nil {
		return err
	}
	profiles, err := w.ws.Profiles(ctx)
	if err != nil {
		return err
	}
	w.engine, w.computed = engine, false
	log := engine.Log()
	w.change(func(s *Snapshot) {
		s.Phase, s.Batches, s.Definitions, s.Profiles = Ready, batches, definitions, profiles
		s.Workspace.Contacts, s.Workspace.Values = log.Len(), engine.Values
		s.Workspace.From, s.Workspace.To = contact.When(log.Start), contact.When(log.End)
	})
	return nil
}

func (w *Workbench) closeWorkspace() error {
	if w.ws == nil {
		return nil
	}
	ws := w.ws
	w.ws, w.engine = nil, nil
	return ws.Close()
}

// CloseWorkspace closes the workspace and leaves none open.
func (w *Workbench) CloseWorkspace() {
	w.do("", func(context.Context) error {
		w.saveQuestion()
		w.Snapshot().Draft.close()
		err := w.closeWorkspace()
		w.change(func(s *Snapshot) {
			*s = Snapshot{Question: DefaultQuestion, Recent: workspace.Recent(), Notes: s.Notes, Task: s.Task}
		})
		return err
	})
}

// SaveCopy writes the workspace to another file; the present one stays open.
func (w *Workbench) SaveCopy(path string) {
	w.do("task.copying", func(ctx context.Context) error {
		if w.ws == nil {
			return nil
		}
		w.saveQuestion()
		if err := w.ws.SaveCopy(ctx, path); err != nil {
			return err
		}
		w.note(Note{ID: "note.copied", Args: []any{"file", filepath.Base(path)}}, nil)
		return nil
	})
}

// TakeBack takes imports out of every figure. Until the workspace is closed they
// can be put back.
func (w *Workbench) TakeBack(ids ...int64) {
	w.do("task.taking_back", func(ctx context.Context) error {
		for _, id := range ids {
			if err := w.ws.TakeBack(ctx, id); err != nil {
				return err
			}
		}
		w.note(Note{ID: "note.taken_back", Args: []any{"n", len(ids)}}, func() { w.PutBack(ids...) })
		return w.reload(ctx)
	})
}

// PutBack puts imports back that were taken back.
func (w *Workbench) PutBack(ids ...int64) {
	w.do("task.putting_back", func(ctx context.Context) error {
		for _, id := range ids {
			if err := w.ws.PutBack(ctx, id); err != nil {
				return err
			}
		}
		return w.reload(ctx)
	})
}

// SaveDefinition keeps the present definition under a name.
func (w *Workbench) SaveDefinition(name string) {
	w.do("", func(ctx context.Context) error {
		d := w.Snapshot().Question.Definition
		d.Name = name
		w.keepDefinition(d)
		w.SetDefinition(d)
		return nil
	})
}

// DeleteDefinition forgets a saved definition; the note lets it be undone.
func (w *Workbench) DeleteDefinition(name string) {
	w.do("", func(ctx context.Context) error {
		i := slices.IndexFunc(w.Snapshot().Definitions, func(d repeat.Definition) bool { return d.Name == name })
		if i < 0 {
			return nil
		}
		gone := w.Snapshot().Definitions[i]
		if err := w.ws.DeleteDefinition(ctx, name); err != nil {
			return err
		}
		w.note(Note{ID: "note.definition_deleted", Args: []any{"name", name}}, func() { w.keepDefinition(gone) })
		return w.redefine(ctx)
	})
}

// keepDefinition keeps a definition under its name.
func (w *Workbench) keepDefinition(d repeat.Definition) {
	w.do("", func(ctx context.Context) error {
		data, err := json.Marshal(d)
		if err != nil {
			return err
		}
		if err := w.ws.SaveDefinition(ctx, d.Name, data); err != nil {
			return err
		}
		return w.redefine(ctx)
	})
}

// ForgetProfile forgets the mapping remembered for files with a header: the next
// such file is asked about again. The note lets it be undone.
func (w *Workbench) ForgetProfile(signature string) {
	w.do("", func(ctx context.Context) error {
		i := slices.IndexFunc(w.Snapshot().Profiles, func(p workspace.Profile) bool { return p.Signature == signature })
		if i < 0 {
			return nil
		}
		gone := w.Snapshot().Profiles[i]
		if err := w.ws.DeleteProfile(ctx, signature); err != nil {
			return err
		}
		w.note(Note{ID: "note.mapping_forgotten", Args: []any{"name", gone.Name}}, func() {
			w.do("", func(ctx context.Context) error {
				if err := w.ws.SaveProfile(ctx, gone.Signature, gone.Name, gone.Mapping); err != nil {
					return err
				}
				return w.reprofile(ctx)
			})
		})
		return w.reprofile(ctx)
	})
}

func (w *Workbench) reprofile(ctx context.Context) error {
	profiles, err := w.ws.Profiles(ctx)
	if err == nil {
		w.change(func(s *Snapshot) { s.Profiles = profiles })
	}
	return err
}

func (w *Workbench) redefine(ctx context.Context) error {
	definitions, err := w.definitions(ctx)
	if err == nil {
		w.change(func(s *Snapshot) { s.Definitions = definitions })
	}
	return err
}

// definitions reads the saved definitions; those that make no sense are left out.
func (w *Workbench) definitions(ctx context.Context) ([]repeat.Definition, error) {
	return Definitions(ctx, w.ws)
}

// Definitions lists the definitions saved in a workspace, by name.
func Definitions(ctx context.Context, ws *workspace.Workspace) ([]repeat.Definition, error) {
	named, err := ws.Definitions(ctx)
	if err != nil {
		return nil, err
	}
	var all []repeat.Definition
	for _, n := range named {
		var d repeat.Definition
		if json.Unmarshal(n.Definition, &d) == nil && d.Check() == nil {
			d.Name = n.Name
			all = append(all, d)
		}
	}
	return all, nil
}
