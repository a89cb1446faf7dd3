package shell

import (
	"encoding/json"
	"os"
	"path/filepath"

	"eenkeer/app/ui/screen"
	"eenkeer/app/workspace"
)

func preferencesPath() string { return filepath.Join(workspace.StateFolder(), "preferences.json") }

// LoadPreferences reads what the person chose before; nothing chosen if it
// cannot be read.
func LoadPreferences() screen.Preferences {
	var p screen.Preferences
	if data, err := os.ReadFile(preferencesPath()); err == nil && json.Unmarshal(data, &p) != nil {
		return screen.Preferences{}
	}
	return p
}

// savePreferences keeps them for the next start.
func savePreferences(p screen.Preferences) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(preferencesPath()), 0o700); err != nil {
		return err
	}
	return os.WriteFile(preferencesPath(), data, 0o600)
}
