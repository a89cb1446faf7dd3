package shell

import (
	"io"

	"eenkeer/app/figure"
	"eenkeer/app/report"
	"eenkeer/app/ui/chartview"
	"eenkeer/app/ui/kit"
	"eenkeer/app/workbench"
	"eenkeer/charts"
)

// exportMenu offers the figures on screen as files: the table of repeat rates as
// it is asked for now, and the trend.
func (t *topBar) exportMenu() {
	s := t.s
	if s.bench.Snapshot().Figures == nil {
		return
	}
	rates, trend := ratesTable(s), trendTable(s)
	kit.ShowMenu(t.export, []kit.MenuItem{
		{Text: s.t("export.rates_xlsx"), Do: func() { s.exportTable("rates", ".xlsx", rates) }},
		{Text: s.t("export.rates_csv"), Do: func() { s.exportTable("rates", ".csv", rates) }},
		{Text: s.t("export.trend_xlsx"), Do: func() { s.exportTable("trend", ".xlsx", trend) }},
		{Text: s.t("export.trend_csv"), Do: func() { s.exportTable("trend", ".csv", trend) }},
		{Text: s.t("export.trend_png"), Do: func() { s.exportPicture(".png") }},
		{Text: s.t("export.trend_pdf"), Do: func() { s.exportPicture(".pdf") }},
	})
}

func ratesTable(s *Shell) func(*workbench.Figures) report.Table {
	l := s.locale // the file is written elsewhere, while the language may change here
	return func(f *workbench.Figures) report.Table { return report.Rates(f.Rates, l) }
}

func trendTable(s *Shell) func(*workbench.Figures) report.Table {
	l := s.locale
	return func(f *workbench.Figures) report.Table { return report.Trend(f.Trends, l) }
}

func (s *Shell) exportTable(what, extension string, table func(*workbench.Figures) report.Table) {
	f := s.bench.Snapshot().Figures
	l := s.locale
	filter := []kit.FileFilter{{Name: s.t("export.kind" + extension), Patterns: []string{"*" + extension}}}
	s.saveAs(s.t("command.export"), s.exportName(s.t("export."+what), extension), filter, func(path string) {
		s.bench.Export(path, func(path string) error {
			t := table(f)
			return report.Save(path, func(w io.Writer) error {
				if extension == ".csv" {
					return report.WriteCSV(w, t, l)
				}
				return report.WriteXLSX(w, t, l)
			})
		})
	})
}

func (s *Shell) exportPicture(kind string) {
	f, l := s.bench.Snapshot().Figures, s.locale
	chartview.SavePicture(s, chartview.Picture{
		Name: s.exportName(s.t("export.trend"), ""),
		Make: func() charts.Captioned { return figure.Picture(f.Trends, figure.Shown(f.Trends.Query.Measure), l) },
	}, kind, report.PictureOptions{})
}
