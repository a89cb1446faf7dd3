package shell

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"eenkeer/app/ui/kit"
	"eenkeer/app/ui/screen"
	"eenkeer/app/workbench"
)

// pump is the window's goroutine in a test: what is meant for it waits in a queue
// that the test drains.
type pump struct {
	mu    sync.Mutex
	queue []func()
	news  chan struct{}
}

func newPump() *pump { return &pump{news: make(chan struct{}, 1)} }

func (p *pump) scheduler() kit.Scheduler {
	return kit.Scheduler{
		Background: func(work func()) { go work() },
		UI:         p.ui,
		After: func(d time.Duration, f func()) func() { // toasts and tips pass, but on the test's goroutine
			t := time.AfterFunc(min(d, 10*time.Millisecond), func() { p.ui(f) })
			return func() { t.Stop() }
		},
	}
}

func (p *pump) ui(f func()) {
	p.mu.Lock()
	p.queue = append(p.queue, f)
	p.mu.Unlock()
	select {
	case p.news <- struct{}{}:
	default:
	}
}

// drain runs all that waits.
func (p *pump) drain() {
	for {
		p.mu.Lock()
		queue := p.queue
		p.queue = nil
		p.mu.Unlock()
		if len(queue) == 0 {
			return
		}
		for _, f := range queue {
			f()
		}
	}
}

// window is a shell in a test window.
type window struct {
	*Shell
	t     *testing.T
	pump  *pump
	files *kit.FakeFileDialogs
	win   fyne.Window
}

func open(t *testing.T, p screen.Preferences, size fyne.Size) *window {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("EENKEER_STATE", filepath.Join(home, "state"))
	test.NewTempApp(t)
	w := &window{t: t, pump: newPump(), files: &kit.FakeFileDialogs{}}
	t.Cleanup(kit.UseScheduler(w.pump.scheduler()))
	w.win = test.NewTempWindow(t, nil)
	w.win.SetPadded(false)
	w.Shell = New(Options{Window: w.win, Files: w.files, Scheduler: w.pump.scheduler(), Preferences: p})
	w.win.Resize(size)
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		w.pump.drain()
	})
	return w
}

// until drains the queue until a state of the workbench is shown.
func (w *window) until(what string, ok func(s *workbench.Snapshot) bool) *workbench.Snapshot {
	w.t.Helper()
	limit := time.After(2 * time.Minute)
	for {
		w.pump.drain()
		if w.shown != nil && ok(w.shown) {
			return w.shown
		}
		select {
		case <-w.pump.news:
		case <-limit:
			w.t.Fatalf("no %s", what)
		}
	}
}

func (w *window) settled() *workbench.Snapshot {
	w.t.Helper()
	return w.until("figures", func(s *workbench.Snapshot) bool {
		return s.Phase == workbench.Ready && s.Task == nil && !s.Computing && s.Figures != nil && s == w.bench.Snapshot() && !w.behind(s)
	})
}

// behind reports whether the figures are of an earlier question.
func (w *window) behind(s *workbench.Snapshot) bool {
	a, b := s.Figures.Question, s.Question
	return a.RatesQuery().Definition.Sentence(w.locale) != b.RatesQuery().Definition.Sentence(w.locale) ||
		len(a.Selection.Filter) != len(b.Selection.Filter) || a.Selection.From != b.Selection.From || a.Selection.To != b.Selection.To ||
		len(a.Rates.By) != len(b.Rates.By) || a.Rates.By[0] != b.Rates.By[0] || a.Rates.Measure != b.Rates.Measure || a.Trends != b.Trends
}

// write makes a file in a folder of the test.
func (w *window) write(name, text string) string {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	return path
}
