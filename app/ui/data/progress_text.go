package data

import (
	"strings"
	"time"

	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// progressTitle says what is being done: to which file, and which of how many.
func progressTitle(t *workbench.Task, l *locale.Locale) string {
	at := t.Import
	switch {
	case t.Stopping:
		return l.T("data.progress.stopping")
	case at.Storing:
		return l.T("data.progress.storing")
	case at.Name == "":
		return l.T(t.ID)
	case at.Files > 1:
		return l.T("data.progress.file_of", "file", at.Name, "i", at.File, "of", at.Files)
	}
	return l.T("data.progress.file", "file", at.Name)
}

// progressFraction gives how far the work is, from 0 to 1; below 0 when that is
// not known.
func progressFraction(t *workbench.Task) float64 {
	done, total := t.Done, t.Total
	if t.Import.Storing {
		done, total = t.Import.Done, t.Import.Total
	}
	if total <= 0 {
		return -1
	}
	return float64(done) / float64(total)
}

// progressLine says how much was read and how fast: 34.500 rijen · 410.000 rijen
// per seconde · 12,4 van 28,1 MB. took is since the file under way was begun.
func progressLine(t *workbench.Task, took time.Duration, l *locale.Locale) string {
	at := t.Import
	if at.Storing || at.Rows == 0 {
		return ""
	}
	parts := []string{l.T("data.equation.rows", "n", int(at.Rows))}
	if took > 200*time.Millisecond {
		parts = append(parts, l.T("data.progress.speed", "rows", l.Int(roundSpeed(float64(at.Rows)/took.Seconds()))))
	}
	if at.TotalBytes > 0 {
		parts = append(parts, l.T("data.progress.bytes", "done", l.Decimal(float64(at.Bytes)/1e6, 1), "total", l.Decimal(float64(at.TotalBytes)/1e6, 1)))
	}
	return strings.Join(parts, "  ·  ")
}

// roundSpeed keeps two figures, so that the number can be read while it changes.
func roundSpeed(x float64) int {
	step := 1.0
	for x/step >= 100 {
		step *= 10
	}
	return int(x/step+0.5) * int(step)
}
