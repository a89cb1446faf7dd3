package data

import (
	"encoding/csv"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"eenkeer/analysis/ingest"
	"eenkeer/app/figure"
	"eenkeer/app/report"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workspace"
	"eenkeer/assets/locale"
)

// problems lists what could not be used of an import, with the counts per reason
// as a filter.
type problems struct {
	p       *page
	content *fyne.Container
	head    *fyne.Container
	count   *kit.Text
	reasons *kit.ChipGroup
	table   *kit.Table[ingest.Problem]
	fine    fyne.CanvasObject // in place of the table when there is nothing wrong
	none    *kit.Paragraph

	batch  workspace.Batch
	report *ingest.Report
}

const allReasons = "all"

func newProblems(p *page) *problems {
	v := &problems{p: p, count: kit.NewTruncatedText("", kit.RoleStrong), none: kit.NewParagraph(p.t("data.problems.none"), kit.RoleGood)}
	v.reasons = kit.NewChipGroup(nil, allReasons, func(string) { v.fill() })
	v.table = kit.NewTable(v.columns()...)
	v.table.SetRowHeight(27)
	v.table.OnCopy = p.sh.Copy
	v.table.SetEmptyText(p.t("data.problems.empty"))
	copies := kit.NewButtonOf(kit.ButtonQuiet, p.t("data.problems.copy"), v.copy)
	copies.SetTip(p.t("data.problems.copy_tip"))
	saves := kit.NewButtonOf(kit.ButtonQuiet, p.t("data.problems.save"), v.save)
	saves.SetTip(p.t("data.problems.save_tip"))
	v.head = container.NewBorder(nil, nil, nil, kit.HBox(2, copies, saves), v.count)
	v.fine = kit.Pad(0, 4, v.none)
	v.content = container.NewStack()
	return v
}

func (v *problems) columns() []kit.Column[ingest.Problem] {
	type problem = ingest.Problem
	p := v.p
	return []kit.Column[problem]{
		{ID: "line", Title: p.t("data.problems.line"), Tip: p.t("data.problems.line_tip"), Width: 62, Align: fyne.TextAlignTrailing,
			Text: func(r problem) string { return p.locale().Int(r.Line) }, Less: func(a, b problem) bool { return a.Line < b.Line }},
		{ID: "column", Title: p.t("data.problems.column"), Width: 108, Text: func(r problem) string { return r.Column },
			Less: func(a, b problem) bool { return a.Column < b.Column }},
		{ID: "value", Title: p.t("data.problems.value"), Width: 100, Text: func(r problem) string { return r.Value },
			Less: func(a, b problem) bool { return a.Value < b.Value }},
		{ID: "reason", Title: p.t("data.problems.reason"), Text: func(r problem) string { return figure.Capital(figure.ReasonName(r.Reason, p.locale())) },
			Less: func(a, b problem) bool { return a.Reason < b.Reason }},
		{ID: "effect", Title: p.t("data.problems.effect"), Width: 146, Text: func(r problem) string { return v.effect(r.Reason) },
			Role: func(r problem) kit.Role {
				if slices.Contains(ingest.Dropping, r.Reason) {
					return kit.RoleWarn
				}
				return kit.RoleMuted
			}, Less: func(a, b problem) bool { return v.effect(a.Reason) < v.effect(b.Reason) }},
	}
}

func (v *problems) clear() {
	v.content.Objects = nil
	v.content.Refresh()
}

func (v *problems) show(b workspace.Batch, r *ingest.Report) {
	v.batch, v.report = b, r
	if len(r.Problems) == 0 {
		v.content.Objects = []fyne.CanvasObject{v.fine}
		v.content.Refresh()
		return
	}
	l := v.p.locale()
	total := 0
	counts := figure.CountReasons(r.ProblemCount)
	for _, c := range counts {
		total += c.N
	}
	options := []kit.Option{{ID: allReasons, Title: v.p.t("data.problems.all", "count", l.Int(total))}}
	for _, c := range counts {
		options = append(options, kit.Option{ID: c.Reason, Title: figure.Capital(figure.ReasonName(c.Reason, l)) + " · " + l.Int(c.N), Tip: v.effect(c.Reason)})
	}
	v.reasons.SetOptions(options)
	v.reasons.SetSelected(allReasons)
	v.reasons.Hidden = len(counts) < 2
	title := v.p.t("data.problems.title", "n", total)
	if total > len(r.Problems) {
		title += " · " + v.p.t("data.problems.first", "n", len(r.Problems))
	}
	v.count.SetText(title)
	v.fill()
	v.content.Objects = []fyne.CanvasObject{container.NewBorder(kit.VBox(6, v.head, v.reasons), nil, nil, nil, v.table)}
	v.content.Refresh()
}

// effect says what a reason did to a row: it was left out, or came in without the
// value.
func (v *problems) effect(reason string) string {
	if slices.Contains(ingest.Dropping, reason) {
		return v.p.t("data.problems.row_out")
	}
	return v.p.t("data.problems.value_out")
}

func (v *problems) fill() {
	v.table.SetRows(v.chosen())
	v.table.Select(-1)
}

// chosen gives the problems with the reason that is chosen.
func (v *problems) chosen() []ingest.Problem {
	reason := v.reasons.Selected()
	if reason == allReasons {
		return v.report.Problems
	}
	var some []ingest.Problem
	for _, p := range v.report.Problems {
		if p.Reason == reason {
			some = append(some, p)
		}
	}
	return some
}

func (v *problems) copy() { v.p.sh.Copy(v.table.TSV(true)) }

// save writes the problems that show to a CSV file.
func (v *problems) save() {
	filters := []kit.FileFilter{{Name: v.p.t("data.problems.csv"), Patterns: []string{"*.csv"}}}
	base := strings.TrimSuffix(v.batch.Name, filepath.Ext(v.batch.Name))
	name := v.p.t("data.problems.file", "file", base) + ".csv"
	v.p.sh.Files().SaveFile(kit.SaveOptions{Title: v.p.t("data.problems.save"), Name: name, Filters: filters}, func(path string, err error) {
		if err != nil {
			v.p.sh.Fail(err)
			return
		}
		if path == "" {
			return
		}
		path = kit.WithExtension(path, filters)
		rows, l := v.chosen(), v.p.locale()
		v.p.work(func() {
			if err := report.Save(path, func(w io.Writer) error { return writeProblems(w, rows, l) }); err != nil {
				v.p.sh.Do(func() { v.p.sh.Fail(err) })
			}
		})
	})
}

// writeProblems writes problems as CSV: in Dutch as a Dutch Excel opens it.
func writeProblems(w io.Writer, rows []ingest.Problem, l *locale.Locale) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if l.Language == "nl" {
		out.Comma = ';'
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	records := [][]string{{l.T("data.problems.line"), l.T("data.problems.column"), l.T("data.problems.value"), l.T("data.problems.sentence")}}
	for _, p := range rows {
		records = append(records, []string{strconv.Itoa(p.Line), report.Guard(p.Column), report.Guard(p.Value), p.In(l)})
	}
	return out.WriteAll(records)
}
