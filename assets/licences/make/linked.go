package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// module is a module of which packages are linked in.
type module struct {
	path, version, dir string
	folders            map[string]bool // of the packages
}

// systems are those that the programs are built for.
var systems = []string{"linux", "windows", "darwin"}

// linked asks the go tool which modules the packages are made of; the Go
// library is the first.
func linked(packages []string) ([]module, error) {
	found := map[string]*module{}
	for _, system := range systems {
		cmd := exec.Command("go", append([]string{"list", "-e", "-deps", "-tags", "migrated_fynedo", "-json=Dir,Standard,Module"}, packages...)...)
		cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", system, err)
		}
		if err := collect(out, found); err != nil {
			return nil, err
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	all := []module{{path: "Go", version: runtime.Version(), dir: strings.TrimSpace(string(root))}}
	for _, path := range slices.Sorted(maps.Keys(found)) {
		all = append(all, *found[path])
	}
	return all, nil
}

func collect(list []byte, found map[string]*module) error {
	type pkg struct {
		Dir      string
		Standard bool
		Module   *struct {
			Path, Version, Dir string
			Main               bool
			Replace            *struct{ Path, Version, Dir string }
		}
	}
	for d := json.NewDecoder(bytes.NewReader(list)); ; {
		var p pkg
		if err := d.Decode(&p); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		m := found[p.Module.Path]
		if m == nil {
			m = &module{path: p.Module.Path, version: p.Module.Version, dir: p.Module.Dir, folders: map[string]bool{}}
			if r := p.Module.Replace; r != nil {
				m.version, m.dir = r.Version, r.Dir
			}
			found[p.Module.Path] = m
		}
		m.folders[p.Dir] = true
	}
}
