package main

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/ingest"
	"eenkeer/app/report"
	"eenkeer/app/workbench"
)

// listedProblems is how many rows that could not be used are named on a
// terminal; CSV and JSON name all that the report holds.
const listedProblems = 10

// imported says what an import brought.
func (s *session) imported(j *importJob) error {
	switch s.format {
	case formatJSON:
		return s.json(importedJSON(j))
	case formatCSV:
		return s.problemsCSV(j)
	}
	for i, file := range j.outcome.Files {
		s.importedText(j, file, j.prepared[i])
	}
	return nil // a failed write is remembered by s.out
}

func (s *session) importedText(j *importJob, file workbench.FileOutcome, p *workbench.Prepared) {
	line := func(text string) { fmt.Fprintln(s.out, text) }
	r := file.Report
	switch {
	case file.Already:
		line(s.l.T("cli.import.already", "file", file.Name))
		return
	case j.dry:
		line(s.l.T("cli.import.would", "n", r.Kept, "file", file.Name, "rows", r.Rows))
	default:
		line(s.l.T("cli.import.done", "n", r.Kept, "file", file.Name, "rows", r.Rows))
	}
	if r.Kept > 0 {
		share := float64(r.WithoutCustomer) / float64(r.Kept)
		line("  " + s.l.T("cli.import.span", "from", s.l.DateTime(r.First), "to", s.l.DateTime(r.Last), "share", s.l.Percent(share)))
	}
	if r.Merged > 0 {
		id := "cli.import.merged"
		if r.Identical > 0 {
			id = "cli.import.identical"
		}
		line("  " + s.l.T(id, "n", r.Merged))
	}
	if r.Dropped > 0 {
		line("  " + s.l.T("cli.import.dropped", "n", r.Dropped))
	}
	if len(r.Keys) > 1 {
		for _, k := range r.Keys {
			line("  " + s.l.T("cli.import.key", "column", k.Column, "kind", s.l.T("key.kind."+k.Kind), "share", s.l.Percent(float64(k.Filled)/float64(max(1, r.Kept))), "n", k.Distinct))
		}
	}
	if o := r.Overlap; o != nil {
		line("  " + s.l.T("cli.import.overlap", "n", len(o.Against), "new", o.New, "changed", o.Changed, "unchanged", o.Unchanged, "gone", o.Gone))
	}
	if preset := p.Guess.Preset; preset != nil && preset.ID == p.Mapping.Preset {
		line("  " + s.l.T("cli.import.preset", "name", preset.Name))
		for _, note := range preset.NotesIn(s.l) {
			line("  - " + note)
		}
	}
	line("  " + s.l.T("cli.import.mapping") + " " + mappingText(p.Mapping))
	for _, d := range r.Doubts {
		line("  ! " + d.In(s.l))
	}
	for _, problem := range r.Problems[:min(len(r.Problems), listedProblems)] {
		line("  " + s.l.T("cli.import.problem", "line", strconv.Itoa(problem.Line), "problem", problem.In(s.l)))
	}
	if rest := problemCount(r) - min(len(r.Problems), listedProblems); rest > 0 {
		line("  " + s.l.T("cli.import.more_problems", "n", rest))
	}
}

// problemCount is the number of problems, those that are not listed included.
func problemCount(r *ingest.Report) int {
	total := 0
	for _, n := range r.ProblemCount {
		total += n
	}
	return total
}

// mappingText writes a mapping on one line: time=date+start customer=client.
func mappingText(m ingest.Mapping) string {
	var parts []string
	for _, f := range contact.Fields {
		if columns := m.Fields[f]; len(columns) > 0 {
			between := "+"
			if f == contact.FieldCustomer {
				between = ","
			}
			parts = append(parts, string(f)+"="+strings.Join(columns, between))
		}
	}
	return strings.Join(parts, " ")
}

// problemsCSV lists the rows that could not be used.
func (s *session) problemsCSV(j *importJob) error {
	out := csv.NewWriter(s.out)
	out.UseCRLF = true
	header := []string{"file", "line", "reason", "column", "value", "text"}
	if s.l.Language == "nl" {
		fmt.Fprint(s.out, "\ufeff")
		out.Comma = ';'
		header = strings.Split(s.l.T("cli.import.csv_header"), ";")
	}
	out.Write(header)
	for _, file := range j.outcome.Files {
		for _, p := range file.Report.Problems {
			out.Write([]string{report.Guard(file.Name), strconv.Itoa(p.Line), reason(p.Reason), report.Guard(p.Column), report.Guard(p.Value), p.In(s.l)})
		}
	}
	out.Flush()
	return out.Error()
}

// reason is the id of a problem without the room it comes from.
func reason(id string) string { return strings.TrimPrefix(id, "ingest.problem.") }

type outcomeJSON struct {
	Workspace string     `json:"workspace"`
	DryRun    bool       `json:"dry_run"`
	Files     []fileJSON `json:"files"`
}

type fileJSON struct {
	File            string                     `json:"file"`
	Batch           int64                      `json:"batch"` // 0: nothing was stored
	Already         bool                       `json:"already"`
	Rows            int                        `json:"rows"`
	Contacts        int                        `json:"contacts"`
	Merged          int                        `json:"merged"`
	Dropped         int                        `json:"dropped"`
	WithoutCustomer int                        `json:"without_customer"`
	From            string                     `json:"from"`
	To              string                     `json:"to"`
	Keys            []keyJSON                  `json:"keys"`    // columns of customer keys, the strongest first
	Overlap         *overlapJSON               `json:"overlap"` // null: no earlier export of the source
	Map             map[contact.Field][]string `json:"map"`
	Missing         map[contact.Field][]string `json:"missing"`
	Remembered      bool                       `json:"remembered"`
	Preset          string                     `json:"preset"`
	Doubts          []string                   `json:"doubts"`
	ProblemCount    map[string]int             `json:"problem_count"`
	Problems        []problemJSON              `json:"problems"`
}

type keyJSON struct {
	Column   string `json:"column"`
	Kind     string `json:"kind"`
	Filled   int    `json:"filled"`
	Distinct int    `json:"distinct"`
	Damaged  int    `json:"damaged"`
}

type overlapJSON struct {
	Against   []string `json:"against"`
	New       int      `json:"new"`
	Changed   int      `json:"changed"`
	Unchanged int      `json:"unchanged"`
	Gone      int      `json:"gone"`
}

type problemJSON struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
	Column string `json:"column"`
	Value  string `json:"value"`
}

func importedJSON(j *importJob) outcomeJSON {
	out := outcomeJSON{Workspace: j.path, DryRun: j.dry, Files: []fileJSON{}}
	for i, f := range j.outcome.Files {
		r, m := f.Report, j.prepared[i].Mapping
		file := fileJSON{
			File: f.Path, Batch: f.BatchID, Already: f.Already, Rows: r.Rows, Contacts: r.Kept, Merged: r.Merged, Dropped: r.Dropped,
			WithoutCustomer: r.WithoutCustomer, From: wallClock(r.First), To: wallClock(r.Last), Map: m.Fields, Missing: m.Missing,
			Remembered: j.prepared[i].Remembered, Preset: m.Preset, Doubts: []string{}, ProblemCount: map[string]int{}, Problems: []problemJSON{},
		}
		file.Keys = []keyJSON{}
		for _, k := range r.Keys {
			file.Keys = append(file.Keys, keyJSON(k))
		}
		if o := r.Overlap; o != nil {
			file.Overlap = &overlapJSON{o.Against, o.New, o.Changed, o.Unchanged, o.Gone}
		}
		for _, d := range r.Doubts {
			file.Doubts = append(file.Doubts, strings.TrimPrefix(d.ID, "ingest.doubt."))
		}
		for id, n := range r.ProblemCount {
			file.ProblemCount[reason(id)] = n
		}
		for _, p := range r.Problems {
			file.Problems = append(file.Problems, problemJSON{p.Line, reason(p.Reason), p.Column, p.Value})
		}
		out.Files = append(out.Files, file)
	}
	return out
}

// wallClock writes a time as the JSON of rates does; none is empty.
func wallClock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02T15:04:05")
}
