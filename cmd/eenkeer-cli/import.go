package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"eenkeer/analysis/ingest"
	"eenkeer/analysis/repeat"
	"eenkeer/app/report"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// importCommand brings exports into a workspace.
func (s *session) importCommand() *cobra.Command {
	var mapping mappingFlags
	var profile string
	var dry, keys bool
	var reportFile string
	c := &cobra.Command{
		Use: "import WORKSPACE FILE...", Short: s.l.T("cli.import.short"), Long: s.l.T("cli.import.long"),
		Example: "  eenkeer-cli import week.eenkeer export.csv\n  eenkeer-cli import week.eenkeer calls.txt --map time=date+start --map customer=client --missing customer=0",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 2 {
				return s.usage(c, "cli.usage.few_arguments", "names", "WORKSPACE FILE...")
			}
			return nil
		},
	}
	c.Flags().StringVar(&profile, "profile", "", s.l.T("cli.flag.profile"))
	mapping.add(c, s)
	c.Flags().BoolVar(&dry, "dry-run", false, s.l.T("cli.flag.dry_run"))
	c.Flags().StringVar(&reportFile, "report", "", s.l.T("cli.flag.import_report"))
	c.Flags().BoolVar(&keys, "with-keys", false, s.l.T("cli.flag.with_keys"))
	c.RunE = func(c *cobra.Command, args []string) error {
		options, err := mapping.options(c, s)
		if err != nil {
			return err
		}
		if err := checkReportFile(reportFile); err != nil {
			return err
		}
		options.Profile = profile
		path, files := args[0], args[1:]
		if looksLikeExport(c.Context(), path) {
			return s.usage(c, "cli.usage.not_workspace", "file", path)
		}
		job := &importJob{session: s, path: path, files: files, options: options, dry: dry}
		if err := job.run(c.Context()); err != nil {
			return err
		}
		if reportFile != "" {
			if err := report.SaveImports(reportFile, job.reports(), keys, s.l); err != nil {
				return err
			}
		}
		return s.imported(job)
	}
	return c
}

// looksLikeExport reports whether someone left the workspace out and put an
// export in its place. What is in the file tells; where there is nothing yet, its
// name does.
func looksLikeExport(ctx context.Context, path string) bool {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		if !info.Mode().IsRegular() || takesAsWorkspace(path) {
			return false
		}
		t, err := ingest.Open(ctx, path, ingest.Options{})
		if err == nil {
			t.Close()
			return true
		}
	}
	return slices.Contains([]string{".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xltx", ".ods", ".xls"}, strings.ToLower(filepath.Ext(path)))
}

// importJob is one import of some files into a workspace.
type importJob struct {
	session *session
	path    string
	files   []string
	options workbench.PrepareOptions
	dry     bool

	prepared []*workbench.Prepared
	outcome  workbench.Outcome
}

// run imports all files or none. A workspace that was not there before is made
// when the files have been looked at, and is gone again if the import fails.
func (j *importJob) run(ctx context.Context) (err error) {
	defer j.close()
	isNew := isNewWorkspace(j.path)
	if isNew {
		if err := j.prepare(ctx, nil); err != nil {
			return err
		}
		if j.dry {
			return j.read(ctx, nil)
		}
	}
	ws, err := openOrCreate(j.path, isNew)
	if err != nil {
		return err
	}
	defer func() {
		if e := ws.Close(); err == nil {
			err = e
		}
		if err != nil && isNew {
			os.Remove(j.path)
		}
	}()
	if why := ws.Why(); why != nil && !j.dry {
		return why
	}
	if !isNew {
		if err := j.prepare(ctx, ws); err != nil {
			return err
		}
	}
	return j.read(ctx, ws)
}

// isNewWorkspace reports whether there is no workspace at path yet: nothing, or
// an empty file as mktemp leaves it.
func isNewWorkspace(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist) // any other error is said when it is opened
	}
	return info.Mode().IsRegular() && info.Size() == 0
}

func openOrCreate(path string, isNew bool) (*workspace.Workspace, error) {
	if isNew {
		return workspace.Create(path)
	}
	return workspace.Open(path)
}

func (j *importJob) prepare(ctx context.Context, ws *workspace.Workspace) error {
	for _, path := range j.files {
		p, err := workbench.Prepare(ctx, ws, path, j.options)
		if err != nil {
			return err
		}
		j.prepared = append(j.prepared, p)
		if err := p.Mapping.Check(p.Table); err != nil {
			return err
		}
	}
	return nil
}

func (j *importJob) read(ctx context.Context, ws *workspace.Workspace) (err error) {
	bar := newProgress(j.session)
	defer bar.done()
	j.outcome, err = workbench.Import(ctx, ws, j.prepared, workbench.ImportOptions{DryRun: j.dry}, bar.show)
	return err
}

// reports makes the import reports of the files.
func (j *importJob) reports() []report.ImportReport {
	var all []report.ImportReport
	for i, f := range j.outcome.Files {
		all = append(all, report.NewImport(report.ImportInput{
			Name: f.Name, Imported: time.Now(), Report: f.Report, Mapping: j.prepared[i].Mapping, Definition: repeat.Default,
		}))
	}
	return all
}

// checkReportFile refuses a report that cannot be written before anything is
// imported; an empty path is none.
func checkReportFile(path string) error {
	if path == "" {
		return nil
	}
	return report.CheckImportFile(path)
}

func (j *importJob) close() {
	for _, p := range j.prepared {
		p.Table.Close()
	}
}
