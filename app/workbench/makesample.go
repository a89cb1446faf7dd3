package workbench

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"time"

	"eenkeer/analysis/repeat"
	"eenkeer/app/workspace"
	"eenkeer/assets/sample"
)

// SamplePath is where the sample workspace is kept for this user.
func SamplePath() string {
	return filepath.Join(workspace.StateFolder(), "Voorbeeld zorgverzekeraar.eenkeer")
}

// OpenSample opens the sample workspace; the first time it is made by importing
// the sample export.
func (w *Workbench) OpenSample() {
	w.do("task.sample", func(ctx context.Context) error {
		path := SamplePath()
		if w.ws != nil && sameFile(w.ws.Path(), path) {
			return nil
		}
		if _, err := os.Stat(path); os.IsNotExist(err) {
			if err := MakeSample(ctx, path, func(p ImportProgress) {
				w.task("", func(t *Task) { t.Import, t.Done, t.Total = p, p.Bytes, p.TotalBytes })
			}); err != nil {
				return err
			}
		}
		ws, err := workspace.Open(path)
		if err != nil {
			return err
		}
		return w.take(ctx, ws)
	})
}

// MakeSample makes a workspace out of the sample export, as a person would by
// importing it, with a catalogue of costs and targets and a register of improvement.
// Nothing is left behind when it fails.
func MakeSample(ctx context.Context, path string, progress func(ImportProgress)) (err error) {
	folder, err := os.MkdirTemp("", "eenkeer-sample-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	export := filepath.Join(folder, sample.CSVName)
	if err := writeSample(export); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	// Under another name until it is whole: what a kill leaves must not be taken
	// for the sample.
	making := path + ".making"
	if err := os.Remove(making); err != nil && !os.IsNotExist(err) {
		return err
	}
	ws, err := workspace.Create(making)
	if err != nil {
		return err
	}
	defer func() {
		if e := ws.Close(); err == nil {
			err = e
		}
		if err == nil {
			err = os.Rename(making, path)
		}
		if err != nil {
			os.Remove(making)
		}
	}()
	file, err := Prepare(ctx, ws, export, PrepareOptions{})
	if err != nil {
		return err
	}
	defer file.Table.Close()
	if _, err = Import(ctx, ws, []*Prepared{file}, ImportOptions{}, progress); err != nil {
		return err
	}
	if err := ws.SaveCatalogue(ctx, sampleCatalogue()); err != nil {
		return err
	}
	e, err := LoadEngine(ctx, ws, nil)
	if err != nil {
		return err
	}
	return sampleRegister(ctx, ws, e, repeat.DateOf(time.Now()))
}

func writeSample(path string) (err error) {
	in, err := sample.OpenCSV()
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if e := out.Close(); err == nil {
			err = e
		}
	}()
	_, err = io.Copy(out, in)
	return err
}
