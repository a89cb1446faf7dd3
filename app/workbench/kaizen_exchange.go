package workbench

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"time"

	"eenkeer/app/figure"
	"eenkeer/app/kaizen"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/app/report"
	"eenkeer/assets/locale"
)

// Exchange is a list of actions that was read and is about to be taken in.
type Exchange struct {
	Path    string
	Sheet   exchange.Sheet
	Mapping exchange.Mapping
	Plan    *exchange.Plan // what taking it in would do
	Err     error          // why it could not be read; nil when it was
}

// base gives actions as they were when a list went out.
func (w *Workbench) base(ctx context.Context, r *kaizen.Register) exchange.Base {
	return func(id kaizen.ID, step int64) (*kaizen.Action, error) {
		history, err := w.ws.History(ctx, kaizen.Ref{Kind: kaizen.OfAction, ID: id})
		if err != nil {
			return nil, err
		}
		history = slices.DeleteFunc(history, func(s kaizen.Step) bool { return s.ID > r.Last() })
		return r.ActionAsOf(id, history, step)
	}
}

// ReadActionList reads a list of actions and puts what taking it in would do in the
// snapshot, as Exchange.
func (w *Workbench) ReadActionList(path string) {
	w.onOpen("task.reading_list", func(ctx context.Context) error {
		sheet, err := report.ReadList(ctx, path, "", 0)
		if errors.Is(err, context.Canceled) {
			return err
		}
		x := &Exchange{Path: path, Sheet: sheet, Err: err}
		if err == nil {
			if x.Mapping, err = ListMapping(ctx, w.ws, sheet); err != nil {
				return err
			}
		}
		return w.compareList(ctx, x)
	})
}

// MapActionList says which column of the list that was read holds which field.
func (w *Workbench) MapActionList(m exchange.Mapping) {
	w.onOpen("", func(ctx context.Context) error {
		x := w.Snapshot().Exchange
		if x == nil {
			return nil
		}
		next := *x
		next.Mapping = m
		return w.compareList(ctx, &next)
	})
}

func (w *Workbench) compareList(ctx context.Context, x *Exchange) error {
	if x.Err == nil {
		w.FlushRegister()
		r := w.Snapshot().Register
		plan, err := exchange.Compare(r, w.base(ctx, r), x.Sheet, x.Mapping)
		if err != nil {
			return err
		}
		x.Plan = plan
	}
	w.change(func(s *Snapshot) { s.Exchange = x })
	return nil
}

// TakeDifference decides a conflict of the list that was read: take what the list says,
// or leave what is here. Rows and differences are counted from 0, as in the plan.
func (w *Workbench) TakeDifference(row, difference int, take bool) {
	w.change(func(s *Snapshot) {
		if s.Exchange == nil || s.Exchange.Plan == nil || row >= len(s.Exchange.Plan.Rows) || difference >= len(s.Exchange.Plan.Rows[row].Differences) {
			return
		}
		x, plan := *s.Exchange, *s.Exchange.Plan
		plan.Rows = slices.Clone(plan.Rows)
		plan.Rows[row].Differences = slices.Clone(plan.Rows[row].Differences)
		plan.Rows[row].Differences[difference].Take = take
		x.Plan = &plan
		s.Exchange = &x
	})
}

// ApplyActionList takes the list that was read in, as one step that can be undone.
func (w *Workbench) ApplyActionList() error {
	x := w.Snapshot().Exchange
	if x == nil || x.Plan == nil {
		return nil
	}
	added, changed, _ := x.Plan.Counts()
	if err := w.EditRegister("kaizen.did.import", func(e *kaizen.Edit) error { x.Plan.Apply(e); return nil }); err != nil {
		return err
	}
	w.change(func(s *Snapshot) { s.Exchange = nil })
	w.onOpen("", func(ctx context.Context) error { return KeepListMapping(ctx, w.ws, x.Sheet, x.Mapping) })
	w.note(Note{ID: "note.list_taken", Args: []any{"file", filepath.Base(x.Path), "added", added, "changed", changed}}, w.undoStep())
	return nil
}

// DropActionList forgets the list that was read.
func (w *Workbench) DropActionList() { w.change(func(s *Snapshot) { s.Exchange = nil }) }

// undoStep makes the function that takes the latest step of the register back, whatever
// is done after it.
func (w *Workbench) undoStep() func() {
	w.reg.mu.Lock()
	defer w.reg.mu.Unlock()
	if w.reg.register == nil {
		return nil
	}
	step, ok := w.reg.register.LastStep()
	if !ok {
		return nil
	}
	ws := w.reg.ws
	return func() {
		w.reg.mu.Lock()
		same := w.reg.ws == ws
		w.reg.mu.Unlock()
		if !same {
			return
		}
		if err := w.UndoStep(step.ID); err != nil {
			w.do("", func(context.Context) error { return err })
		}
	}
}

// actionList gathers actions for a list that goes out: those with the numbers, in their
// order, or all of them.
func (w *Workbench) actionList(ids []kaizen.ID) (report.ActionList, bool) {
	w.FlushRegister()
	s := w.Snapshot()
	if s.Register == nil {
		return report.ActionList{}, false
	}
	a := report.ActionList{Register: s.Register, Actions: s.Register.Actions, Workspace: s.Workspace.Name, At: w.reg.now()}
	if ids != nil {
		a.Actions = nil
		for _, id := range ids {
			if x := s.Register.Action(id); x != nil {
				a.Actions = append(a.Actions, x)
			}
		}
	}
	return a, true
}

// ExportActions writes actions to a list: a workbook, or CSV, or a page to print when
// the name ends in .pdf; nil for all of them.
func (w *Workbench) ExportActions(path string, ids []kaizen.ID, l *locale.Locale) {
	w.onOpen("", func(context.Context) error {
		a, ok := w.actionList(ids)
		if !ok {
			return nil
		}
		w.Export(path, func(path string) error { return report.SaveActions(path, a, l) })
		return nil
	})
}

// ExportCalendar writes a calendar file of what someone has to do; everyone for 0. Of
// one session, with its actions and looks at their effect, when session is not 0.
func (w *Workbench) ExportCalendar(path string, person, session kaizen.ID, l *locale.Locale) {
	s := w.Snapshot()
	if s.Register == nil {
		return
	}
	a := report.Agenda{Register: s.Register, Person: person, Session: session, Workspace: s.Workspace.Name, At: w.reg.now()}
	w.Export(path, func(path string) error {
		return report.Save(path, func(out io.Writer) error { return report.WriteCalendar(out, a, l) })
	})
}

// ExportCalendars writes a calendar file for everyone who has something to do, into a folder.
func (w *Workbench) ExportCalendars(folder string, l *locale.Locale) {
	s := w.Snapshot()
	if s.Register == nil {
		return
	}
	at := w.reg.now()
	w.Export(folder, func(folder string) error { return report.SaveCalendars(folder, s.Register, s.Workspace.Name, at, l) })
}

// PrintSession writes a session as a page to print, A4 or A3 across; see [report.SessionPage].
func (w *Workbench) PrintSession(path string, id kaizen.ID, paper report.Paper, charts report.SessionCharts, l *locale.Locale) {
	s := w.Snapshot()
	if s.Register == nil || s.Register.Session(id) == nil {
		return
	}
	bones := func(code string) string { return figure.CodeName(s.CodeBook, code, l) }
	p := report.SessionPage{Register: s.Register, Session: s.Register.Session(id), Bones: bones, Workspace: s.Workspace.Name, At: w.reg.now(), Paper: paper, Charts: charts}
	w.Export(path, func(path string) error {
		return report.Save(path, func(out io.Writer) error { return p.Write(out, l) })
	})
}

// UndoStep takes one step of the register back, whatever was done after it; it is
// refused when what it changed was changed again.
func (w *Workbench) UndoStep(step int64) error {
	return w.changeRegister(func(r *kaizen.Register, by string, at time.Time) (*kaizen.Register, *kaizen.Commit, error) {
		return r.UndoStep(step, by, at)
	})
}
