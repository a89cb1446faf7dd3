// Command make lists the licences of all modules that are linked into the
// programs, on every system they are built for.
//
//	go run ./assets/licences/make            writes assets/licences/licences.json
//	go run ./assets/licences/make PACKAGE…   the same, for these packages
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"eenkeer/assets/licences"
)

func main() {
	packages := os.Args[1:]
	if len(packages) == 0 {
		packages = []string{"eenkeer/cmd/eenkeer", "eenkeer/cmd/eenkeer-cli"}
	}
	if err := run(packages); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(packages []string) error {
	modules, err := linked(packages)
	if err != nil {
		return err
	}
	modules = append([]module{{path: "Eenkeer", dir: filepath.Join(home(), "..", "..")}}, modules...)
	var out licences.File
	known := map[string]int{}
	for _, m := range modules {
		texts, err := licenceTexts(m)
		if err != nil {
			return err
		}
		if len(texts) == 0 {
			return fmt.Errorf("%s has no licence file", m.path)
		}
		entry := licences.Module{Path: m.path, Version: m.version, Licence: names(texts)}
		for _, text := range texts {
			i, ok := known[text]
			if !ok {
				i = len(out.Texts)
				known[text], out.Texts = i, append(out.Texts, text)
			}
			entry.Texts = append(entry.Texts, i)
		}
		if entry.Licence == "" {
			return fmt.Errorf("%s: licence not recognised", m.path)
		}
		out.Modules = append(out.Modules, entry)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(out); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(home(), "licences.json"), b.Bytes(), 0o644)
}

// home is the folder of the list, from where `go generate` and the root of the
// repository start.
func home() string {
	if _, err := os.Stat("licences.go"); err == nil {
		return "."
	}
	return filepath.Join("assets", "licences")
}
