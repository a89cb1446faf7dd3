package workbench

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"
)

// registrar keeps the register of the open workspace. A change is made at once, on the
// goroutine that asks for it, so that what is typed is seen and refused without waiting
// for figures or an import; it is then written by a goroutine of its own, each change
// as one transaction and in order.
type registrar struct {
	mu       sync.Mutex
	empty    *sync.Cond           // told when nothing is left to write
	ws       *workspace.Workspace // nil without one
	register *kaizen.Register     // nil without a workspace
	queue    []*kaizen.Commit
	writing  bool
	wake     chan struct{}
	me       string
	clock    atomic.Pointer[func() time.Time]
}

// SetClock replaces the clock that says what day it is, for tests and pictures.
func (w *Workbench) SetClock(now func() time.Time) {
	w.reg.clock.Store(&now)
	w.change(func(*Snapshot) {})
}

func (r *registrar) now() time.Time { return (*r.clock.Load())() }

// today gives the day it is where the person is.
func (w *Workbench) today() repeat.Date { return repeat.DateOf(w.reg.now()) }

// History is what was changed of an item, the earliest first.
type History struct {
	Of    kaizen.Ref
	Steps []kaizen.Step // with what they did to this item alone
}

// EditRegister changes the register as f says. what is the id of the text that says
// what is done, see [kaizen.Told]. The change is in the next snapshot when this returns,
// and is written to the workspace as one transaction right after. An error leaves all
// as it was: it is a *kaizen.Refusal for a rule that would be broken.
func (w *Workbench) EditRegister(what string, f func(e *kaizen.Edit) error) error {
	return w.changeRegister(func(r *kaizen.Register, by string, at time.Time) (*kaizen.Register, *kaizen.Commit, error) {
		return r.Change(what, by, at, f)
	})
}

type registerChange func(r *kaizen.Register, by string, at time.Time) (*kaizen.Register, *kaizen.Commit, error)

func (w *Workbench) changeRegister(f registerChange) error {
	reg := &w.reg
	reg.mu.Lock()
	defer reg.mu.Unlock()
	switch {
	case reg.ws == nil:
		return &Message{ID: "kaizen.error.closed"}
	case reg.ws.ReadOnly():
		return reg.ws.Why()
	}
	next, commit, err := f(reg.register, reg.me, reg.now())
	if err != nil || commit == nil {
		return err
	}
	reg.register = next
	reg.queue = append(reg.queue, commit)
	w.change(func(s *Snapshot) { s.registered(next, commit.Step) })
	w.restudy()
	select {
	case reg.wake <- struct{}{}:
	default:
	}
	return nil
}

// registered puts a changed register in the snapshot.
func (s *Snapshot) registered(r *kaizen.Register, step kaizen.Step) {
	s.Register = r
	if s.History == nil {
		return
	}
	for _, c := range step.Changes {
		if c.Item == s.History.Of {
			step.Changes = []kaizen.Change{c}
			s.History = &History{s.History.Of, append(slices.Clone(s.History.Steps), step)}
			return
		}
	}
}

// keepRegister writes what was changed until the workbench closes.
func (w *Workbench) keepRegister() {
	reg := &w.reg
	for range reg.wake {
		for {
			reg.mu.Lock()
			if len(reg.queue) == 0 {
				reg.mu.Unlock()
				break
			}
			commit, ws := reg.queue[0], reg.ws
			reg.queue, reg.writing = reg.queue[1:], true
			reg.mu.Unlock()
			err := ws.Commit(context.Background(), commit)
			reg.mu.Lock()
			if err != nil {
				w.unregistered(err)
			}
			reg.writing = false
			if len(reg.queue) == 0 {
				reg.empty.Broadcast()
			}
			reg.mu.Unlock()
		}
	}
}

// unregistered tells that a change could not be written, and goes back to what the
// workspace has: what is seen must not be more than what is kept.
func (w *Workbench) unregistered(err error) {
	reg := &w.reg
	reg.queue = nil
	r, reading := reg.ws.Register(context.Background())
	if reading == nil {
		reg.register = r
	}
	w.do("", func(context.Context) error { return err })
	w.change(func(s *Snapshot) { s.Register, s.History = reg.register, nil })
}

// useRegister makes the register of a workspace, or none, the one that is changed; what
// was changed of the one before is written first.
func (w *Workbench) useRegister(ws *workspace.Workspace, r *kaizen.Register) {
	reg := &w.reg
	reg.mu.Lock()
	defer reg.mu.Unlock()
	w.written()
	reg.ws, reg.register = ws, r
	w.change(func(s *Snapshot) { s.Register, s.History, s.Exchange, s.Effects, s.Detail = r, nil, nil, nil, nil })
	w.restudy()
}

// written waits until every change is written. The lock of the registrar is held.
func (w *Workbench) written() {
	for len(w.reg.queue) > 0 || w.reg.writing {
		w.reg.empty.Wait()
	}
}

// FlushRegister waits until every change of the register is in the workspace.
func (w *Workbench) FlushRegister() {
	w.reg.mu.Lock()
	defer w.reg.mu.Unlock()
	w.written()
}

// Me gives who is using the program, as changes of the register are signed.
func (w *Workbench) Me() string {
	w.reg.mu.Lock()
	defer w.reg.mu.Unlock()
	return w.reg.me
}

// SetMe says who is using the program; empty: as the system knows them.
func (w *Workbench) SetMe(name string) {
	err := workspace.SetMe(name)
	w.reg.mu.Lock()
	w.reg.me = workspace.Me()
	me := w.reg.me
	w.reg.mu.Unlock()
	w.change(func(s *Snapshot) { s.Me = me })
	if err != nil {
		w.do("", func(context.Context) error { return err })
	}
}

// UndoRegister takes the latest change of the register back; what that is says
// [kaizen.Register.LastStep] of the snapshot.
func (w *Workbench) UndoRegister() error {
	return w.changeRegister(func(r *kaizen.Register, by string, at time.Time) (*kaizen.Register, *kaizen.Commit, error) {
		return r.Undo(by, at)
	})
}

// RedoRegister makes the change again that was taken back last.
func (w *Workbench) RedoRegister() error {
	return w.changeRegister(func(r *kaizen.Register, by string, at time.Time) (*kaizen.Register, *kaizen.Commit, error) {
		return r.Redo(by, at)
	})
}

// ShowHistory puts the history of an item in the snapshot, where it follows changes
// until [Workbench.HideHistory].
func (w *Workbench) ShowHistory(of kaizen.Ref) {
	w.onOpen("", func(ctx context.Context) error {
		w.reg.mu.Lock() // no change may come between reading and showing
		defer w.reg.mu.Unlock()
		w.written()
		steps, err := w.ws.History(ctx, of)
		if err == nil {
			w.change(func(s *Snapshot) { s.History = &History{of, steps} })
		}
		return err
	})
}

// HideHistory takes the history out of the snapshot.
func (w *Workbench) HideHistory() { w.change(func(s *Snapshot) { s.History = nil }) }

// AddAction adds an action and gives its number.
func (w *Workbench) AddAction(a kaizen.Action) (id kaizen.ID, err error) {
	err = w.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error { id = e.AddAction(a); return nil })
	return id, err
}

// EditAction changes an action: f is given a copy to change. One that is not there is left.
func (w *Workbench) EditAction(id kaizen.ID, f func(a *kaizen.Action)) error {
	return w.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if a := e.Action(id); a != nil {
			f(a)
		}
		return nil
	})
}

// MoveAction brings an action to another status, as of today. why says why it is
// dropped, and is not used otherwise.
func (w *Workbench) MoveAction(id kaizen.ID, to kaizen.Status, why string) error {
	today := w.today()
	return w.EditRegister("kaizen.did.move", func(e *kaizen.Edit) error {
		if a := e.Action(id); a != nil {
			a.Move(to, today)
			if to == kaizen.Dropped {
				a.Why = why
			}
		}
		return nil
	})
}

// AddPerson adds a person and gives its number.
func (w *Workbench) AddPerson(p kaizen.Person) (id kaizen.ID, err error) {
	err = w.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error { id = e.AddPerson(p); return nil })
	return id, err
}

// EditPerson changes a person.
func (w *Workbench) EditPerson(id kaizen.ID, f func(p *kaizen.Person)) error {
	return w.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if p := e.Person(id); p != nil {
			f(p)
		}
		return nil
	})
}

// AddTheme adds a theme and gives its number. Its baseline follows, from the contacts
// of its scope by the present definition.
func (w *Workbench) AddTheme(t kaizen.Theme) (id kaizen.ID, err error) {
	err = w.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error { id = e.AddTheme(t); return nil })
	if err == nil && t.Baseline == nil {
		w.FreezeBaseline(kaizen.Ref{Kind: kaizen.OfTheme, ID: id})
	}
	return id, err
}

// EditTheme changes a theme.
func (w *Workbench) EditTheme(id kaizen.ID, f func(t *kaizen.Theme)) error {
	return w.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if t := e.Theme(id); t != nil {
			f(t)
		}
		return nil
	})
}

// AddSession adds a session and gives its number. Its baseline follows, from the
// contacts of its scope by the present definition.
func (w *Workbench) AddSession(s kaizen.Session) (id kaizen.ID, err error) {
	err = w.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error { id = e.AddSession(s); return nil })
	if err == nil && s.Baseline == nil {
		w.FreezeBaseline(kaizen.Ref{Kind: kaizen.OfSession, ID: id})
	}
	return id, err
}

// EditSession changes a session.
func (w *Workbench) EditSession(id kaizen.ID, f func(s *kaizen.Session)) error {
	return w.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if s := e.Session(id); s != nil {
			f(s)
		}
		return nil
	})
}

// AddSignal adds a signal and gives its number. One without a day is of today.
func (w *Workbench) AddSignal(s kaizen.Signal) (id kaizen.ID, err error) {
	if s.Day.IsZero() {
		s.Day = w.today()
	}
	err = w.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error { id = e.AddSignal(s); return nil })
	return id, err
}

// EditSignal changes a signal.
func (w *Workbench) EditSignal(id kaizen.ID, f func(s *kaizen.Signal)) error {
	return w.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if s := e.Signal(id); s != nil {
			f(s)
		}
		return nil
	})
}

// AddNote adds a note on an item and gives its number.
func (w *Workbench) AddNote(n kaizen.Note) (id kaizen.ID, err error) {
	err = w.EditRegister("kaizen.did.add", func(e *kaizen.Edit) error { id = e.AddNote(n); return nil })
	return id, err
}

// EditNote changes a note.
func (w *Workbench) EditNote(id kaizen.ID, f func(n *kaizen.Note)) error {
	return w.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error {
		if n := e.Note(id); n != nil {
			f(n)
		}
		return nil
	})
}

// RemoveItem takes an item out of the register; undo and [Workbench.RestoreItem] put it back.
func (w *Workbench) RemoveItem(ref kaizen.Ref) error {
	return w.EditRegister("kaizen.did.remove", func(e *kaizen.Edit) error { e.Remove(ref); return nil })
}

// RestoreItem puts an item back that was taken out.
func (w *Workbench) RestoreItem(ref kaizen.Ref) error {
	return w.EditRegister("kaizen.did.restore", func(e *kaizen.Edit) error { e.Restore(ref); return nil })
}

// SetRegisterSettings changes the choices of the register.
func (w *Workbench) SetRegisterSettings(f func(s *kaizen.Settings)) error {
	return w.EditRegister("kaizen.did.change", func(e *kaizen.Edit) error { f(e.Settings()); return nil })
}

// FreezeBaseline keeps where the scope of a session or theme stands now, by the present
// definition. It is refused once the session is under way or the theme has begun.
func (w *Workbench) FreezeBaseline(of kaizen.Ref) {
	w.onOpen("", func(ctx context.Context) error {
		var scope repeat.Selection
		r := w.Snapshot().Register
		switch of.Kind {
		case kaizen.OfSession:
			if s := r.Session(of.ID); s != nil {
				scope = s.Scope
			}
		case kaizen.OfTheme:
			if t := r.Theme(of.ID); t != nil {
				scope = t.Scope
			}
		}
		b, err := w.baseline(ctx, scope)
		if err != nil {
			return err
		}
		return w.EditRegister(kaizen.DidFreeze, func(e *kaizen.Edit) error { return e.Freeze(of, b) })
	})
}

// Freeze makes a baseline of a selection by the present definition, and hands it to
// then, on the goroutine of the workbench. It is how a figure becomes evidence.
func (w *Workbench) Freeze(sel repeat.Selection, then func(b *kaizen.Baseline)) {
	w.onOpen("", func(ctx context.Context) error {
		b, err := w.baseline(ctx, sel)
		if err == nil {
			then(b)
		}
		return err
	})
}

func (w *Workbench) baseline(ctx context.Context, sel repeat.Selection) (*kaizen.Baseline, error) {
	return Baseline(ctx, w.engine, w.Snapshot().Question.Definition, sel, w.Me(), w.reg.now())
}

// Baseline keeps where a selection stands by a definition; nil when there are no contacts at all.
func Baseline(ctx context.Context, e *repeat.Engine, d repeat.Definition, sel repeat.Selection, by string, at time.Time) (*kaizen.Baseline, error) {
	if e == nil || e.Log().Len() == 0 {
		return nil, nil
	}
	result, err := e.Rates(ctx, repeat.Query{Definition: d, Selection: sel, Measure: repeat.FollowedRate})
	if err != nil {
		return nil, err
	}
	return kaizen.Freeze(result, by, at), nil
}

// CompactRegister takes what was removed from the register out of the file for good,
// with its history; nothing can be undone after it.
func (w *Workbench) CompactRegister() {
	w.onOpen("", func(ctx context.Context) error {
		reg := &w.reg
		reg.mu.Lock()
		defer reg.mu.Unlock()
		w.written()
		if reg.ws.ReadOnly() {
			return reg.ws.Why()
		}
		next, commit, forget, err := reg.register.Compact(reg.me, reg.now())
		if err != nil {
			return err
		}
		if err := reg.ws.Compact(ctx, commit, forget); err != nil {
			return err
		}
		reg.register = next
		w.change(func(s *Snapshot) { s.Register, s.History = next, nil })
		return nil
	})
}
