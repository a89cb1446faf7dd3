package workbench

import (
	"context"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// Export writes a file beside the other work and tells when it is there. write
// must leave nothing behind when it fails.
func (w *Workbench) Export(path string, write func(path string) error) {
	w.do("", func(context.Context) error {
		if err := write(path); err != nil {
			return err
		}
		w.note(Note{ID: "note.exported", Args: []any{"file", filepath.Base(path)}}, nil)
		return nil
	})
}

// Documents gives the folder where this person keeps documents.
func Documents() string {
	if folder := xdg.UserDirs.Documents; folder != "" {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return folder
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	return home
}
