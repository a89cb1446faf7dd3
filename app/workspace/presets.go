package workspace

import (
	"os"
	"path/filepath"
)

// PresetFile is a preset that a person saved: what is known of the exports of one
// system. What is in it is not looked at here.
type PresetFile struct {
	Path string
	Data []byte
	Err  error // why it could not be read; nil if it could
}

// presetLimit is the size over which a file is no preset.
const presetLimit = 1 << 20

func presetFolder() string { return filepath.Join(StateFolder(), "presets") }

// Presets reads the presets that a person saved, by name. No folder is no error.
func Presets() []PresetFile {
	entries, _ := os.ReadDir(presetFolder())
	var all []PresetFile
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".json" {
			continue
		}
		path := filepath.Join(presetFolder(), e.Name())
		f := PresetFile{Path: path}
		if info, err := os.Stat(path); err != nil {
			f.Err = err
		} else if info.Size() > presetLimit || !info.Mode().IsRegular() {
			f.Err = os.ErrInvalid
		} else {
			f.Data, f.Err = os.ReadFile(path)
		}
		all = append(all, f)
	}
	return all
}

// WritePreset keeps a person's preset, in place of one with the same id.
func WritePreset(id string, data []byte) (path string, err error) {
	if err := os.MkdirAll(presetFolder(), 0o700); err != nil {
		return "", err
	}
	path = filepath.Join(presetFolder(), id+".json")
	return path, replaceFile(path, data, 0o600)
}
