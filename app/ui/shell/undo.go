package shell

import (
	"time"

	"eenkeer/app/kaizen"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
)

// What can be undone are notes, such as that of an import, and changes of the register. One key takes back whichever came
// last.
type undoKind int

const (
	undoNothing undoKind = iota
	undoNote
	undoRegister
)

// undoable gives the latest note that can still be undone by key.
func (s *Shell) undoable() (workbench.Note, bool) {
	notes := s.bench.Snapshot().Notes
	for i := len(notes) - 1; i >= 0 && notes[i].Number > s.undone; i-- {
		if notes[i].Undo != nil {
			return notes[i], true
		}
	}
	return workbench.Note{}, false
}

// undoNext says what the key would take back.
func (s *Shell) undoNext() undoKind {
	note, noted := s.undoable()
	var step kaizen.Step
	stepped := false
	if r := s.bench.Snapshot().Register; r != nil {
		step, stepped = r.LastStep()
	}
	switch {
	case !noted && !stepped:
		return undoNothing
	case stepped && (!noted || step.At.After(s.toldAt[note.Number])):
		return undoRegister
	}
	return undoNote
}

// undo takes back what was done last, and says what that was.
func (s *Shell) undo() {
	switch s.undoNext() {
	case undoNote:
		n, _ := s.undoable()
		s.undone = n.Number
		n.Undo()
	case undoRegister:
		r := s.bench.Snapshot().Register
		step, _ := r.LastStep()
		if err := s.bench.UndoRegister(); err != nil {
			s.Fail(err)
			return
		}
		s.host.Toasts().Post(kit.KindInfo, s.t("shell.undone", "what", r.Told(step, s.locale)), s.t("shell.redo"), s.redo)
	}
}

// redoable gives the change of the register that the key would do again.
func (s *Shell) redoable() (kaizen.Step, bool) {
	r := s.bench.Snapshot().Register
	if r == nil {
		return kaizen.Step{}, false
	}
	return r.NextStep()
}

// redo does again what was taken back last, and says what that was.
func (s *Shell) redo() {
	step, ok := s.redoable()
	if !ok {
		return
	}
	r := s.bench.Snapshot().Register
	if err := s.bench.RedoRegister(); err != nil {
		s.Fail(err)
		return
	}
	s.host.Toasts().Post(kit.KindInfo, s.t("shell.redone", "what", r.Told(step, s.locale)), s.t("shell.undo"), s.undo)
}

// toldNow remembers when a note came, to set it against changes of the register.
func (s *Shell) toldNow(n workbench.Note) {
	if s.toldAt == nil {
		s.toldAt = map[int]time.Time{}
	}
	if n.Undo != nil {
		s.toldAt[n.Number] = time.Now()
	}
}
