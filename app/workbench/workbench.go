package workbench

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/repeat"
	"eenkeer/app/kaizen"
	"eenkeer/app/workspace"
)

// Workbench holds the state. Its methods return at once and may be called from
// any goroutine; what they ask for happens on the workbench's own, one thing
// after the other. Close ends it.
type Workbench struct {
	changed func() // told after every new snapshot
	newName string // of a workspace that is made for dropped files

	snapshot atomic.Pointer[Snapshot]

	mu            sync.Mutex
	jobs          []job
	cancelTask    context.CancelFunc // of the task under way; nil when there is none
	cancelFigures context.CancelFunc // of the figures being made; nil when none are
	look          Look               // what is in sight
	wanted        []kaizen.ID        // actions whose effects are in sight
	detailed      kaizen.ID          // the action whose effect is looked at; 0: none
	wake          chan struct{}
	done          chan struct{}
	closed        bool

	reg registrar

	// Owned by the goroutine of the workbench.
	ws        *workspace.Workspace
	engine    *repeat.Engine
	computed  bool           // figures are of the present question
	figuresOf *repeat.Engine // the engine that made them
	looked    bool           // what is in sight is of the present figures
	looks     looks
	studied   bool // the effects in sight are of the present figures and register
	studies   studies
	saved     Question
	notes     int // numbers given to notes and drafts
	drafts    int
	lists     int
}

// job is something to do. A named one is shown as a task and can be cancelled.
type job struct {
	task string
	work func(ctx context.Context) error
}

// New makes a workbench with no workspace. changed is called after every new
// snapshot, from the goroutine that made it; it must not wait for the workbench.
// newName names a workspace that has to be made for files dropped on none.
func New(newName string, changed func()) *Workbench {
	w := &Workbench{changed: changed, newName: newName, wake: make(chan struct{}, 1), done: make(chan struct{})}
	now := time.Now
	w.reg.clock.Store(&now)
	w.reg.empty, w.reg.wake, w.reg.me = sync.NewCond(&w.reg.mu), make(chan struct{}, 1), workspace.Me()
	w.snapshot.Store(&Snapshot{Question: DefaultQuestion, Me: w.reg.me, Today: w.today()})
	w.do("", func(context.Context) error { // a drive that is away keeps nobody waiting
		recent := workspace.Recent()
		w.change(func(s *Snapshot) { s.Recent = recent })
		return nil
	})
	go w.run()
	go w.keepRegister()
	return w
}

// Snapshot gives the state as it is now.
func (w *Workbench) Snapshot() *Snapshot { return w.snapshot.Load() }

// change makes a new snapshot.
func (w *Workbench) change(f func(s *Snapshot)) {
	w.mu.Lock()
	next := *w.snapshot.Load()
	next.Today = w.today()
	f(&next)
	w.snapshot.Store(&next)
	w.mu.Unlock()
	w.changed()
}

// Close ends the work under way and closes the workspace. It waits for both.
func (w *Workbench) Close() error {
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		<-w.done
		return nil
	}
	w.closed = true
	for _, cancel := range []context.CancelFunc{w.cancelTask, w.cancelFigures} {
		if cancel != nil {
			cancel()
		}
	}
	w.mu.Unlock()
	w.signal()
	<-w.done
	w.Snapshot().Draft.close()
	err := w.closeWorkspace()
	close(w.reg.wake)
	return err
}

// Cancel ends the task under way.
func (w *Workbench) Cancel() {
	w.mu.Lock()
	busy := w.cancelTask != nil
	if busy {
		w.cancelTask()
	}
	w.mu.Unlock()
	if busy {
		w.task("", func(t *Task) { t.Stopping = true })
	}
}

// do puts work in the queue; task names it for people, or is empty for what is
// over in a moment.
func (w *Workbench) do(task string, work func(ctx context.Context) error) {
	w.mu.Lock()
	if !w.closed {
		w.jobs = append(w.jobs, job{task, work})
		if w.cancelFigures != nil {
			w.cancelFigures() // they will be made again after the job
		}
	}
	w.mu.Unlock()
	w.signal()
}

func (w *Workbench) signal() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// saveAfter is how long the question must rest before it is written to the
// workspace: a slider being dragged asks many questions and means the last.
const saveAfter = time.Second

// run does the jobs in order, and makes figures when there are none waiting.
func (w *Workbench) run() {
	defer close(w.done)
	for {
		w.mu.Lock()
		if w.closed {
			jobs := w.jobs
			w.mu.Unlock()
			for _, j := range jobs { // what was asked for and is short is still done
				if j.task == "" {
					w.runJob(context.Background(), j)
				}
			}
			w.saveQuestion()
			return
		}
		ctx, cancel := context.WithCancel(context.Background())
		var next *job
		switch {
		case len(w.jobs) > 0:
			next = &w.jobs[0]
			w.jobs = w.jobs[1:]
			if next.task != "" {
				w.cancelTask = cancel
			}
		case w.engine != nil && !(w.computed && w.looked && w.studied):
			w.cancelFigures = cancel
		}
		figures := w.cancelFigures != nil
		w.mu.Unlock()
		switch {
		case next != nil:
			w.runJob(ctx, *next)
		case figures:
			if !w.computed {
				w.compute(ctx)
			}
			if w.computed && !w.looked {
				w.lookAt(ctx)
			}
			if w.computed && w.looked && !w.studied {
				w.study(ctx)
			}
		default:
			w.rest()
		}
		w.mu.Lock()
		w.cancelTask, w.cancelFigures = nil, nil
		w.mu.Unlock()
		cancel()
	}
}

// rest waits for something to do; when nothing comes for a while the question
// is saved.
func (w *Workbench) rest() {
	timer := time.NewTimer(saveAfter)
	defer timer.Stop()
	select {
	case <-w.wake:
		return
	case <-timer.C:
		w.saveQuestion()
	}
	<-w.wake
}

func (w *Workbench) runJob(ctx context.Context, j job) {
	if j.task != "" {
		w.change(func(s *Snapshot) { s.Task = &Task{ID: j.task, Started: time.Now()} })
	}
	err := j.work(ctx)
	if j.task != "" {
		w.change(func(s *Snapshot) { s.Task = nil })
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		w.note(Note{Err: err}, nil)
	}
}

// task changes the task shown. An empty id leaves its name.
func (w *Workbench) task(id string, f func(t *Task)) {
	w.change(func(s *Snapshot) {
		if s.Task == nil {
			return
		}
		next := *s.Task
		if id != "" {
			next.ID = id
		}
		f(&next)
		s.Task = &next
	})
}

// note tells something once.
func (w *Workbench) note(n Note, undo func()) {
	w.notes++
	n.Number, n.Undo = w.notes, undo
	const kept = 20
	w.change(func(s *Snapshot) {
		s.Notes = append(slices.Clone(s.Notes), n)
		if len(s.Notes) > kept {
			s.Notes = s.Notes[len(s.Notes)-kept:]
		}
	})
}

// compute makes the figures of the present question, unless it changes meanwhile.
func (w *Workbench) compute(ctx context.Context) {
	s := w.Snapshot()
	if !s.Computing {
		w.change(func(s *Snapshot) { s.Computing = true })
	}
	w.computed, w.looked, w.studied = true, false, false // a change from here on clears it through a job
	old := s.Figures
	if w.figuresOf != w.engine {
		old = nil // of other contacts: nothing of them may be used again
	}
	figures, err := compute(ctx, w.engine, s.Question, old)
	switch {
	case errors.Is(err, context.Canceled):
		w.computed = false
	case err != nil:
		w.note(Note{Err: err}, nil)
		w.looked, w.studied = true, true // there is nothing to look at
		w.change(func(s *Snapshot) { s.Computing = false })
	default:
		w.figuresOf = w.engine
		w.change(func(s *Snapshot) { s.Figures = figures })
		w.follow(ctx, s.Question)
		w.followStory(ctx, s.Question)
	}
}

// ask changes the question; figures follow. Of several changes that come while
// figures are being made only the last is worked out. When just the window moved
// the figures under way are finished first, so that they follow a slider that is
// dragged however long they take.
func (w *Workbench) ask(f func(q *Question)) {
	before := w.Snapshot().Question
	w.change(func(s *Snapshot) {
		f(&s.Question)
		s.Question = s.Question.check()
	})
	after := w.Snapshot().Question
	w.mu.Lock()
	if !w.closed {
		w.jobs = append(w.jobs, job{"", func(context.Context) error { w.computed = false; return nil }})
		if w.cancelFigures != nil && !sameButWindow(before, after) {
			w.cancelFigures()
		}
	}
	w.mu.Unlock()
	w.signal()
}

// SetDefinition changes when a contact counts as a repeat.
func (w *Workbench) SetDefinition(d repeat.Definition) {
	if d.Check() == nil {
		w.ask(func(q *Question) { q.Definition = d })
	}
}

// SetSelection changes which contacts are counted.
func (w *Workbench) SetSelection(sel repeat.Selection) {
	w.ask(func(q *Question) { q.Selection = sel })
}

// SetFilter lets through only the contacts with one of the values; without
// values the condition for the dimension goes.
func (w *Workbench) SetFilter(d contact.Dimension, values ...string) {
	w.ask(func(q *Question) {
		if len(values) == 0 {
			q.Selection.Filter = q.Selection.Filter.Without(d)
		} else {
			q.Selection.Filter = q.Selection.Filter.With(repeat.Condition{By: d, Values: values})
		}
	})
}

// SetRates changes what the table of repeat rates shows.
func (w *Workbench) SetRates(v RatesView) { w.ask(func(q *Question) { q.Rates = v }) }

// SetTrends changes what the trends show.
func (w *Workbench) SetTrends(v TrendsView) { w.ask(func(q *Question) { q.Trends = v }) }

// saveQuestion keeps the question in the workspace, so that it is found back.
func (w *Workbench) saveQuestion() {
	q := w.Snapshot().Question
	if w.ws == nil || w.ws.ReadOnly() || sameQuestion(q, w.saved) {
		return
	}
	data, err := json.Marshal(q)
	if err == nil {
		err = w.ws.SetSetting(context.Background(), settingQuestion, string(data))
	}
	if err != nil {
		w.note(Note{Err: err}, nil)
	}
	w.saved = q // also after a failure: it is told once, not every second
}

const settingQuestion = "question"
