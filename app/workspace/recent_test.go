package workspace

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestRecent(t *testing.T) {
	t.Setenv(stateVariable, filepath.Join(t.TempDir(), "state"))
	if got := Recent(); len(got) != 0 {
		t.Fatal(got)
	}
	folder := t.TempDir()
	here, gone := filepath.Join(folder, "Zorg.eenkeer"), filepath.Join(folder, "weg.eenkeer")
	if err := os.WriteFile(here, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{here, gone, here} {
		if err := AddRecent(path); err != nil {
			t.Fatal(err)
		}
	}
	got := Recent()
	if len(got) != 2 || got[0].Path != here || got[0].Missing || !got[1].Missing || got[0].Name() != "Zorg" || got[0].Opened.IsZero() {
		t.Errorf("%+v", got)
	}
	if err := ForgetRecent(gone); err != nil {
		t.Fatal(err)
	}
	for i := range 2 * recentLimit {
		if err := AddRecent(filepath.Join(folder, fmt.Sprint(i))); err != nil {
			t.Fatal(err)
		}
	}
	if got := Recent(); len(got) != recentLimit {
		t.Error(len(got))
	}
	if err := os.WriteFile(recentPath(), []byte("{stuk"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := Recent(); len(got) != 0 {
		t.Error(got)
	}
}
