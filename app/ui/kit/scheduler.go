package kit

import (
	"sort"
	"time"

	"fyne.io/fyne/v2"
)

// Scheduler is where widgets get goroutines and time from. All three are set.
type Scheduler struct {
	Background func(work func())                             // runs work off the UI goroutine
	UI         func(f func())                                // runs f on the UI goroutine
	After      func(d time.Duration, f func()) (stop func()) // runs f on the UI goroutine after d, unless stopped
}

// RealScheduler works with goroutines, timers and fyne.Do.
func RealScheduler() Scheduler {
	return Scheduler{
		Background: func(work func()) { go work() },
		UI:         fyne.Do,
		After: func(d time.Duration, f func()) func() {
			t := time.AfterFunc(d, func() { fyne.Do(f) })
			return func() { t.Stop() }
		},
	}
}

var defaultScheduler = RealScheduler()

// UseScheduler sets the scheduler of widgets that were given none of their own and returns a function that puts the
// old one back. Tests call it with a ManualScheduler's.
func UseScheduler(s Scheduler) (restore func()) {
	old := defaultScheduler
	defaultScheduler = s
	return func() { defaultScheduler = old }
}

// ManualScheduler runs everything on the caller's goroutine: background work at once (or, with Queue set, when Drain
// is called), timers when Advance passes their moment.
type ManualScheduler struct {
	Queue bool // keep background work until Drain

	now    time.Duration
	timers []*manualTimer
	work   []func()
}

type manualTimer struct {
	at      time.Duration
	f       func()
	stopped bool
}

// Scheduler gives the functions to hand to widgets.
func (m *ManualScheduler) Scheduler() Scheduler {
	return Scheduler{
		Background: func(work func()) {
			if m.Queue {
				m.work = append(m.work, work)
				return
			}
			work()
		},
		UI: func(f func()) { f() },
		After: func(d time.Duration, f func()) func() {
			t := &manualTimer{at: m.now + d, f: f}
			m.timers = append(m.timers, t)
			return func() { t.stopped = true }
		},
	}
}

// Drain runs the background work that waits, and what that work adds.
func (m *ManualScheduler) Drain() {
	for len(m.work) > 0 {
		w := m.work[0]
		m.work = m.work[1:]
		w()
	}
}

// Advance moves the clock and fires the timers whose moment has come, in order.
func (m *ManualScheduler) Advance(d time.Duration) {
	m.now += d
	for {
		sort.SliceStable(m.timers, func(i, j int) bool { return m.timers[i].at < m.timers[j].at })
		if len(m.timers) == 0 || m.timers[0].at > m.now {
			return
		}
		t := m.timers[0]
		m.timers = m.timers[1:]
		if !t.stopped {
			t.f()
		}
	}
}
