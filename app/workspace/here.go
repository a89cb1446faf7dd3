package workspace

import (
	"os"
	"sync"
)

// here lists the workspaces this program has open.
var here struct {
	sync.Mutex
	open map[*Workspace]bool
}

func openHere(w *Workspace) {
	here.Lock()
	defer here.Unlock()
	if here.open == nil {
		here.open = map[*Workspace]bool{}
	}
	here.open[w] = true
}

func closedHere(w *Workspace) {
	here.Lock()
	defer here.Unlock()
	delete(here.open, w)
}

// isOpenHere reports whether this program has the file open for writing.
func isOpenHere(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	here.Lock()
	defer here.Unlock()
	for w := range here.open {
		if other, err := os.Stat(w.path); err == nil && w.lock != nil && os.SameFile(info, other) {
			return true
		}
	}
	return false
}
