package workbench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"eenkeer/analysis/coding"
	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/figure"
	"eenkeer/app/workspace"
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

// OpenLast opens the workspace that was open last, if it is still there, so that
// a person goes on where they left.
func (w *Workbench) OpenLast() {
	w.do("task.opening", func(ctx context.Context) error {
		recent := workspace.Recent()
		w.change(func(s *Snapshot) { s.Recent = recent })
		if w.ws != nil || len(recent) == 0 || recent[0].Missing {
			return nil
		}
		ws, err := workspace.Open(recent[0].Path)
		if err != nil {
			return err
		}
		return w.take(ctx, ws)
	})
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

// contents is what a workspace holds, ready to be asked.
type contents struct {
	batches     []workspace.Batch
	engine      *repeat.Engine
	definitions []repeat.Definition
	profiles    []workspace.Profile
	catalogue   *contact.Catalogue
	agents      shownAs
	calendar    calendar
	setups      map[string]figure.Setup
	samples     []Sampled
	book        coding.Book
}

// read reads all that a workspace holds. When one of its imports is damaged the
// rest is given with the error and no contacts, so that it can be taken back.
func (w *Workbench) read(ctx context.Context, ws *workspace.Workspace) (c contents, err error) {
	if c.batches, err = ws.Batches(ctx); err != nil {
		return c, err
	}
	if c.definitions, err = Definitions(ctx, ws); err != nil {
		return c, err
	}
	if c.profiles, err = ws.Profiles(ctx); err != nil {
		return c, err
	}
	if c.catalogue, err = ws.Catalogue(ctx); err != nil {
		return c, err
	}
	if c.calendar, err = readCalendar(ctx, ws); err != nil {
		return c, err
	}
	if c.setups, err = readSetups(ctx, ws); err != nil {
		return c, err
	}
	if c.samples, err = Samples(ctx, ws); err != nil {
		return c, err
	}
	if c.book, err = ws.CodeBook(ctx); err != nil {
		return c, err
	}
	c.engine, err = LoadEngine(ctx, ws, func(done, total int64) {
		w.task("", func(t *Task) { t.Done, t.Total = done, total })
	})
	if isDamagedBatch(err) {
		c.engine = repeat.New(contact.Build(nil, contact.Rules{}))
	} else if err != nil {
		return c, err
	}
	var failed error
	if c.agents, failed = readShownAs(ctx, ws); failed != nil {
		err = failed
	}
	return c, err
}

func isDamagedBatch(err error) bool {
	return errors.Is(err, &workspace.Error{ID: workspace.ErrDamagedBatch})
}

// take puts a workspace in place of the present one, once its contacts are read:
// when that fails or is cancelled the present one stays.
func (w *Workbench) take(ctx context.Context, ws *workspace.Workspace) error {
	if w.ws == nil {
		w.change(func(s *Snapshot) { s.Phase, s.Workspace.Name = Opening, ws.Name() })
	}
	c, err := w.read(ctx, ws)
	if err != nil && !isDamagedBatch(err) {
		if w.ws == nil {
			w.change(func(s *Snapshot) { s.Phase, s.Workspace = Closed, Info{} })
		}
		ws.Close()
		return err
	}
	register, failed := ws.Register(ctx)
	if failed != nil {
		ws.Close()
		return failed
	}
	w.saveQuestion()
	w.useRegister(nil, nil) // of the workspace before, which is about to close
	old := w.ws
	w.ws = ws
	q := DefaultQuestion.on(c.engine)
	if text, ok, err := ws.Setting(context.WithoutCancel(ctx), settingQuestion); err == nil && ok {
		var kept Question
		if json.Unmarshal([]byte(text), &kept) == nil {
			q = kept.check()
		}
	}
	q = c.agents.in(q)
	w.saved = q
	w.Snapshot().Draft.close()
	info := Info{Path: ws.Path(), Name: ws.Name(), Sample: sameFile(ws.Path(), SamplePath()), ReadOnly: ws.ReadOnly()}
	if why := ws.Why(); why != nil {
		info.Why = why
	}
	recent := w.Snapshot().Recent
	if !info.Sample {
		_ = workspace.AddRecent(ws.Path()) // a list that cannot be kept is no reason not to open
		recent = workspace.Recent()
	}
	w.change(func(s *Snapshot) {
		s.PairsView, s.Pair, s.InHand, s.Story, s.Coder = PairsView{}, nil, InHand{}, nil, workspace.Me()
		s.Question, s.Figures, s.Looked, s.Contacts, s.Draft, s.Last, s.Sheet, s.Workspace, s.Recent = q, nil, nil, nil, nil, nil, nil, info, recent
		for i := range s.Notes { // what could be undone was in the other workspace
			if s.Notes[i].Undo != nil {
				s.Notes = slices.Clone(s.Notes)
				s.Notes[i].Undo = nil
			}
		}
	})
	w.adopt(c)
	w.useRegister(ws, register)
	if old != nil {
		err = errors.Join(err, old.Close())
	}
	return err
}

// adopt makes what was read the state.
func (w *Workbench) adopt(c contents) {
	first := w.Snapshot().Workspace.Contacts == 0 // what is asked first depends on what there is
	w.engine, w.computed = c.engine, false
	log := c.engine.Log()
	customers, reasons := Customers{log.Identity, log.Largest(LargestShown)}, log.Seen(latestImport(c.batches, w.Snapshot().Last))
	w.change(func(s *Snapshot) {
		if first && sameQuestion(s.Question, DefaultQuestion) {
			s.Question = DefaultQuestion.on(c.engine)
		}
		s.Question, s.Agents = c.agents.in(s.Question), c.agents.names
		s.calendar(c.calendar, log)
		s.Samples, s.CodeBook, s.Pair = c.samples, c.book, nil
		s.Phase, s.Batches, s.Definitions, s.Profiles, s.Setups = Ready, c.batches, c.definitions, c.profiles, c.setups
		s.Computing = true // what figures there are, are of other contacts
		s.Workspace.Contacts, s.Workspace.Values = log.Len(), c.engine.Values
		s.Workspace.From, s.Workspace.To = contact.When(log.Start), contact.When(log.End)
		s.Customers = customers
		s.catalogue(c.catalogue, reasons)
	})
}

// reload reads the contacts of the workspace again, after what it holds changed.
func (w *Workbench) reload(ctx context.Context) error {
	c, err := w.read(ctx, w.ws)
	if err == nil || isDamagedBatch(err) {
		w.adopt(c)
	}
	return err
}

func (w *Workbench) closeWorkspace() error {
	if w.ws == nil {
		return nil
	}
	ws := w.ws
	w.useRegister(nil, nil)
	w.ws, w.engine = nil, nil
	return ws.Close()
}

// CloseWorkspace closes the workspace and leaves none open.
func (w *Workbench) CloseWorkspace() {
	w.do("", func(context.Context) error {
		w.saveQuestion()
		w.Snapshot().Draft.close()
		err := w.closeWorkspace()
		recent := workspace.Recent()
		w.change(func(s *Snapshot) {
			*s = Snapshot{Question: DefaultQuestion, Recent: recent, Notes: s.Notes, Task: s.Task, Me: s.Me, Today: s.Today}
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
		w.FlushRegister()
		if err := w.ws.SaveCopy(ctx, path); err != nil {
			return err
		}
		w.note(Note{ID: "note.copied", Args: []any{"file", filepath.Base(path)}}, nil)
		return nil
	})
}

// onOpen puts work in the queue that needs a workspace; without one it is left.
func (w *Workbench) onOpen(task string, work func(ctx context.Context) error) {
	w.do(task, func(ctx context.Context) error {
		if w.ws == nil {
			return nil
		}
		return work(ctx)
	})
}

// undo makes the function that takes something back. It works on the workspace
// that is open now and no other: import numbers are the same in every file.
func (w *Workbench) undo(task string, work func(ctx context.Context) error) func() {
	ws := w.ws
	return func() {
		w.do(task, func(ctx context.Context) error {
			if w.ws != ws {
				return nil
			}
			return work(ctx)
		})
	}
}

// TakeBack takes imports out of every figure. Until the workspace is closed they
// can be put back.
func (w *Workbench) TakeBack(ids ...int64) {
	w.onOpen("task.taking_back", func(ctx context.Context) error { return w.takeBack(ctx, ids) })
}

func (w *Workbench) takeBack(ctx context.Context, ids []int64) error {
	for _, id := range ids {
		if err := w.ws.TakeBack(ctx, id); err != nil {
			return err
		}
	}
	w.note(Note{ID: "note.taken_back", Args: []any{"n", len(ids)}},
		w.undo("task.putting_back", func(ctx context.Context) error { return w.putBack(ctx, ids) }))
	return w.reload(context.WithoutCancel(ctx))
}

// PutBack puts imports back that were taken back.
func (w *Workbench) PutBack(ids ...int64) {
	w.onOpen("task.putting_back", func(ctx context.Context) error { return w.putBack(ctx, ids) })
}

func (w *Workbench) putBack(ctx context.Context, ids []int64) error {
	for _, id := range ids {
		if err := w.ws.PutBack(ctx, id); err != nil {
			return err
		}
	}
	return w.reload(context.WithoutCancel(ctx))
}

// ForgetProfile forgets the mapping remembered for files with a header: the next
// such file is asked about again. The note lets it be undone.
func (w *Workbench) ForgetProfile(signature string) {
	w.onOpen("", func(ctx context.Context) error {
		i := slices.IndexFunc(w.Snapshot().Profiles, func(p workspace.Profile) bool { return p.Signature == signature })
		if i < 0 {
			return nil
		}
		gone := w.Snapshot().Profiles[i]
		if err := w.ws.DeleteProfile(ctx, signature); err != nil {
			return err
		}
		w.note(Note{ID: "note.mapping_forgotten", Args: []any{"name", gone.Name}}, w.undo("", func(ctx context.Context) error {
			if err := w.ws.SaveProfile(ctx, gone.Signature, gone.Name, gone.Mapping); err != nil {
				return err
			}
			return w.reprofile(ctx)
		}))
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
