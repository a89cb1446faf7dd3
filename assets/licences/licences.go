// Package licences lists the modules that the program is made of, each with its
// licence, as their authors ask. The list is made by the program in make/ from
// the modules that are linked in, and kept beside this file.
package licences

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:generate go run ./make

//go:embed licences.json
var data []byte

// Module is one module that is linked in, the Go library, or the program itself.
type Module struct {
	Path    string `json:"path"`
	Version string `json:"version"`
	Licence string `json:"licence"` // short name, such as "MIT"; several with " and " between
	Texts   []int  `json:"texts"`   // of its licence files, in File.Texts
}

// File is the list as it is kept.
type File struct {
	Modules []Module `json:"modules"` // by path
	Texts   []string `json:"texts"`   // each once
}

var load = sync.OnceValue(func() (f File) {
	if err := json.Unmarshal(data, &f); err != nil {
		panic("licences: embedded list: " + err.Error()) // a broken build, not a user's mistake
	}
	return f
})

// Modules lists the modules by path.
func Modules() []Module { return load().Modules }

// Text gives the licence of a module in full.
func Text(m Module) string {
	text := ""
	for _, i := range m.Texts {
		if text != "" {
			text += "\n\n" + rule + "\n\n"
		}
		text += load().Texts[i]
	}
	return text
}

const rule = "――――――――――"
