package data

import (
	"strings"

	"eenkeer/app/figure"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/assets/locale"
)

// outcomeLines is how many files the notice tells of one by one.
const outcomeLines = 5

// outcome says what the latest import brought, a line a file, and how it went.
func outcome(o *workbench.Outcome, l *locale.Locale) (kit.Kind, string) {
	kind := kit.KindGood
	var lines []string
	already := 0
	for _, f := range o.Files {
		switch {
		case f.Already:
			already++
		case f.Report != nil && f.Report.Dropped > 0 && kind == kit.KindGood:
			kind = kit.KindWarn
		}
		lines = append(lines, fileOutcome(f, l))
		if f.Report == nil || f.Already {
			continue
		}
		for _, d := range f.Report.Doubts {
			if d.Red {
				kind = kit.KindBad
				lines[len(lines)-1] += " " + doubtText(d, l)
			}
		}
	}
	if already == len(o.Files) {
		kind = kit.KindInfo
	}
	if rest := len(lines) - outcomeLines; rest > 0 {
		lines = append(lines[:outcomeLines], l.T("data.outcome.more", "n", rest))
	}
	return kind, strings.Join(lines, "\n")
}

func fileOutcome(f workbench.FileOutcome, l *locale.Locale) string {
	if f.Already || f.Report == nil {
		return l.T("data.outcome.already", "file", f.Name)
	}
	r := f.Report
	text := f.Name + ": " + equation(r.Rows, r.Kept, r.Merged, r.Dropped, l)
	if r.Dropped > 0 {
		if why := dropReasons(r.ProblemCount, l); why != "" {
			text += " (" + why + ")"
		}
	}
	text += "."
	if r.WithoutCustomer > 0 {
		text += " " + l.T("data.outcome.without", "n", r.WithoutCustomer, "share", figure.Share(r.WithoutCustomer, r.Kept, l))
	}
	return text
}

// dropReasons says why rows could not be used: 6 geen tijdstip, 4 tijdstip
// onleesbaar.
func dropReasons(count map[string]int, l *locale.Locale) string {
	var parts []string
	for _, c := range figure.CountReasons(count) {
		if c.Drops {
			parts = append(parts, l.Int(c.N)+" "+figure.ReasonName(c.Reason, l))
		}
	}
	return strings.Join(parts, ", ")
}
