package workspace

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/adrg/xdg"
)

// stateVariable names a folder to keep the user's state in, for tests and for
// those who carry the program on a stick.
const stateVariable = "EENKEER_STATE"

const recentLimit = 12

// RecentFile is a workspace that was open before.
type RecentFile struct {
	Path    string    `json:"path"`
	Opened  time.Time `json:"opened"`
	Missing bool      `json:"-"` // not there now: moved, removed, or on a drive that is away
}

// Name gives the name of the workspace without folder and extension.
func (r RecentFile) Name() string { return (&Workspace{path: r.Path}).Name() }

// StateFolder gives where the program keeps what belongs to the user and not to
// a workspace.
func StateFolder() string {
	if dir := os.Getenv(stateVariable); dir != "" {
		return dir
	}
	return filepath.Join(xdg.StateHome, "eenkeer")
}

func recentPath() string { return filepath.Join(StateFolder(), "recent.json") }

// Recent lists the workspaces that were open, the last first. It looks whether
// each is still there, which on a drive that is away can take a while: do not
// call it on the goroutine of the window.
func Recent() []RecentFile {
	all := readRecent()
	for i := range all {
		info, err := os.Stat(all[i].Path)
		all[i].Missing = err != nil || info.IsDir()
	}
	return all
}

// AddRecent puts a workspace first in the list.
func AddRecent(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	all := append([]RecentFile{{Path: path, Opened: time.Now().UTC().Truncate(time.Second)}}, without(readRecent(), path)...)
	return writeRecent(all[:min(len(all), recentLimit)])
}

// ForgetRecent takes a workspace off the list, and leaves the file alone.
func ForgetRecent(path string) error {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return writeRecent(without(readRecent(), path))
}

func without(all []RecentFile, path string) []RecentFile {
	var rest []RecentFile
	for _, r := range all {
		if r.Path != path && !(runtime.GOOS == "windows" && strings.EqualFold(r.Path, path)) {
			rest = append(rest, r)
		}
	}
	return rest
}

// readRecent gives an empty list when there is none or it cannot be read: it is
// a convenience, and not worth an error on the first screen.
func readRecent() []RecentFile {
	var all []RecentFile
	data, err := os.ReadFile(recentPath())
	if err != nil || json.Unmarshal(data, &all) != nil {
		return nil
	}
	return all
}

func writeRecent(all []RecentFile) error {
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(StateFolder(), 0o700); err != nil {
		return err
	}
	return replaceFile(recentPath(), data, 0o600)
}
