package workspace

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

func mePath() string { return filepath.Join(StateFolder(), "person.json") }

// Me gives who is using the program, for what is kept with a name: what the person
// chose to be called, else how the system knows them.
func Me() string {
	var kept struct {
		Name string `json:"name"`
	}
	if data, err := os.ReadFile(mePath()); err == nil && json.Unmarshal(data, &kept) == nil && kept.Name != "" {
		return kept.Name
	}
	return myself().User
}

// SetMe keeps what the person wants to be called; empty: as the system knows them.
func SetMe(name string) error {
	data, err := json.Marshal(struct {
		Name string `json:"name"`
	}{strings.Join(strings.Fields(name), " ")})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(StateFolder(), 0o700); err != nil {
		return err
	}
	return os.WriteFile(mePath(), data, 0o600)
}
