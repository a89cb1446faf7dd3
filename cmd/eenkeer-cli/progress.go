package main

import (
	"fmt"
	"os"
	"time"

	"eenkeer/app/workbench"

	"github.com/schollz/progressbar/v3"
)

// progress shows how far an import is, when someone is looking.
type progress struct {
	session *session
	bar     *progressbar.ProgressBar // nil when standard error is no terminal
	begin   time.Time
}

func newProgress(s *session) *progress {
	p := &progress{session: s, begin: time.Now()}
	if isTerminal(s.err) {
		p.bar = progressbar.NewOptions64(-1,
			progressbar.OptionSetWriter(s.err), progressbar.OptionSetWidth(24), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
			progressbar.OptionSetTheme(progressbar.ThemeASCII))
	}
	return p
}

// isTerminal reports whether a writer is a terminal.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// show is told by the import how far it is.
func (p *progress) show(now workbench.ImportProgress) {
	if p.bar == nil {
		return
	}
	l := p.session.l
	if now.Storing {
		p.set(l.T("cli.progress.storing"), now.Done, now.Total)
		return
	}
	speed := 0
	if seconds := time.Since(p.begin).Seconds(); seconds > 0.2 {
		speed = int(float64(now.Rows) / seconds)
	}
	text := l.T("cli.progress.reading", "file", now.Name, "rows", int(now.Rows), "speed", speed)
	if now.Files > 1 {
		text = fmt.Sprintf("%d/%d ", now.File, now.Files) + text
	}
	p.set(text, now.Bytes, now.TotalBytes)
}

func (p *progress) set(text string, done, total int64) {
	if total > 0 && p.bar.GetMax64() != total {
		p.bar.ChangeMax64(total)
	}
	p.bar.Describe(text)
	p.bar.Set64(min(done, max(total-1, 0))) // the last step is taken by done, which clears the line
}

// done takes the bar off the terminal.
func (p *progress) done() {
	if p.bar != nil {
		p.bar.Clear()
	}
}
