// Package app_test holds the arrows of the house: which folder may import which.
package app_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// floors lists the house from the ground up: a folder imports from its own floor
// or from those below it. Folders not listed stand on the floor of their parent.
var floors = []struct {
	folder string
	floor  int
}{
	{"assets", 0},
	{"docs", 0},
	{"analysis/key", 1},
	{"analysis/contact", 1},
	{"analysis/holiday", 1},
	{"analysis/survival", 1},
	{"analysis/ingest", 2},
	{"analysis/repeat", 2},
	{"analysis/spc", 2},
	{"analysis/association", 1},
	{"analysis/coding", 2},
	{"analysis/outlier", 2},
	{"analysis/effect", 2},
	{"charts", 2},
	{"app/workspace", 3},
	{"app/figure", 3},
	{"app/report", 3},
	{"app/kaizen", 3},
	{"app/workbench", 4},
	{"app/ui", 5},
	{"cmd", 6},
}

// walls lists what a folder may not import though it stands lower or level.
var walls = []struct{ folder, never string }{
	{"analysis/ingest", "analysis/repeat"},
	{"analysis/repeat", "analysis/ingest"},
	{"analysis/spc", "analysis/repeat"},
	{"analysis/spc", "analysis/ingest"},
	{"analysis/spc", "analysis/contact"},
	{"analysis/repeat", "analysis/outlier"},
	{"analysis/repeat", "analysis/coding"},
	{"analysis/association", "analysis/contact"},
	{"analysis/coding", "analysis/ingest"},
	{"analysis/outlier", "analysis/ingest"},
	{"analysis/effect", "analysis/ingest"},
	{"analysis/effect", "analysis/outlier"},
	{"analysis/repeat", "analysis/effect"},
	{"app/kaizen", "analysis/effect"},
	{"analysis/key", "analysis/contact"},
	{"analysis/contact", "analysis/key"},
	{"analysis/ingest/cell", "analysis/contact"},
	{"analysis/ingest/textfile", "analysis/contact"},
	{"analysis/ingest/moment", "analysis/contact"},
	{"analysis/ingest/book", "analysis/contact"},
	{"charts", "analysis"},
	{"analysis", "charts"},
	{"app/kaizen", "app/workspace"},
	{"app/kaizen", "app/report"},
	{"app/kaizen", "app/figure"},
	{"app/kaizen", "charts"},
	{"app/workspace", "app/report"},
	{"app/report", "app/workspace"},
	{"app/figure", "app/workspace"},
	{"app/figure", "app/report"},
	{"app/workspace", "app/figure"},
	{"app/workspace", "analysis/ingest"},
	{"app/ui/kit", "app/workbench"},
	{"app/ui/kit", "app/workspace"},
	{"app/ui/kit", "analysis"},
	{"app/ui/kit", "assets"},
	{"app/ui/kit", "charts"},
}

func within(folder, parent string) bool {
	return folder == parent || strings.HasPrefix(folder, parent+"/")
}

func floorOf(folder string) int {
	best, floor := -1, -1
	for _, f := range floors {
		if within(folder, f.folder) && len(f.folder) > best {
			best, floor = len(f.folder), f.floor
		}
	}
	return floor
}

// imports gives the imports of every folder with Go code, tests left out.
func imports(t *testing.T) map[string]map[string]bool {
	t.Helper()
	root := ".."
	all := map[string]map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		folder = filepath.ToSlash(folder)
		if all[folder] == nil {
			all[folder] = map[string]bool{}
		}
		for _, i := range file.Imports {
			name, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			all[folder][name] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestArrows(t *testing.T) {
	all := imports(t)
	if len(all) < 10 {
		t.Fatalf("only %d folders found", len(all))
	}
	for folder, names := range all {
		floor := floorOf(folder)
		if floor < 0 {
			t.Errorf("%s stands nowhere in the house", folder)
		}
		for name := range names {
			ours, isOurs := strings.CutPrefix(name, "eenkeer/")
			if isOurs && floorOf(ours) > floor {
				t.Errorf("%s imports %s, which stands above it", folder, ours)
			}
			for _, w := range walls {
				if isOurs && within(folder, w.folder) && within(ours, w.never) {
					t.Errorf("%s imports %s, though there is a wall between them", folder, ours)
				}
			}
			isFyne := name == "fyne.io/fyne/v2" || strings.HasPrefix(name, "fyne.io/fyne/v2/")
			if isFyne && !within(folder, "app/ui") && !within(folder, "cmd/eenkeer") {
				t.Errorf("%s imports Fyne", folder)
			}
			if name == "fyne.io/fyne/v2/app" && !within(folder, "cmd/eenkeer") {
				t.Errorf("%s imports %s, which needs a C compiler", folder, name)
			}
			if (name == "net/http" || strings.HasPrefix(name, "net/")) && name != "net/url" {
				t.Errorf("%s imports %s: nothing goes over a network", folder, name)
			}
		}
	}
}
