package workspace

import (
	"os"
	"path/filepath"
	"testing"
)

// Presets are found back whatever the folder is called; what is none, or is too large, is no reason to miss the others.
func TestPresets(t *testing.T) {
	t.Setenv(stateVariable, filepath.Join(t.TempDir(), "van [mij] *"))
	if all := Presets(); len(all) != 0 {
		t.Fatal(all)
	}
	for _, id := range []string{"b", "a", "a"} {
		if _, err := WritePreset(id, []byte(id)); err != nil {
			t.Fatal(err)
		}
	}
	for name, size := range map[string]int{"lees mij.txt": 1, "c.json": presetLimit + 1} {
		if err := os.WriteFile(filepath.Join(presetFolder(), name), make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all := Presets()
	if len(all) != 3 || string(all[0].Data) != "a" || string(all[1].Data) != "b" || all[2].Err == nil {
		t.Errorf("%+v", all)
	}
}
