package workbench

import (
	"encoding/json"
	"time"

	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/workspace"
)

// ImportReport makes the import report of a batch from what was kept with it. ok
// is false for a batch of which nothing was. definition and end, the end of the
// data of the workspace, tell which of its days are not ripe yet.
func ImportReport(b workspace.Batch, definition repeat.Definition, end time.Time) (r report.ImportReport, ok bool) {
	var kept ingest.Report
	var m ingest.Mapping
	if json.Unmarshal(b.Report, &kept) != nil || json.Unmarshal(b.Mapping, &m) != nil {
		return report.ImportReport{}, false
	}
	return report.NewImport(report.ImportInput{
		Name: b.Name, Imported: b.ImportedAt, TakenBack: b.TakenBack, Report: &kept, Mapping: m, Definition: definition, End: end,
	}), true
}
