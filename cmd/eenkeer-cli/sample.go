package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"eenkeer/app/report"
	"eenkeer/app/workbench"
	"eenkeer/app/workspace"

	"github.com/spf13/cobra"
)

// sampleCommand makes the sample workspace, by importing the sample export as
// anybody would.
func (s *session) sampleCommand() *cobra.Command {
	return &cobra.Command{
		Use: "sample WORKSPACE", Short: s.l.T("cli.sample.short"), Long: s.l.T("cli.sample.long"),
		Args: s.exactly(1, "WORKSPACE"),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Lstat(args[0]); err == nil { // a failed import must not take away what was there
				return &workspace.Error{ID: workspace.ErrExists, File: args[0]}
			}
			if looksLikeExport(c.Context(), args[0]) {
				return s.usage(c, "cli.usage.not_workspace", "file", args[0])
			}
			bar := newProgress(s)
			defer bar.done()
			if err := workbench.MakeSample(c.Context(), args[0], bar.show); err != nil {
				var bare *fs.PathError
				if errors.As(err, &bare) { // of the folder or the copy of the export: not yet in plain words
					return report.WriteError(args[0], err)
				}
				return err
			}
			if s.format == formatTable {
				fmt.Fprintln(s.out, s.l.T("cli.sample.done", "file", filepath.Base(args[0])))
			}
			return nil
		},
	}
}
