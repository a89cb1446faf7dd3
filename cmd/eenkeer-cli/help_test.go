package main

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"eenkeer/assets/locale"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Help names what a flag takes in words of its own, never the type that the program keeps it in.
func TestHelpNamesNoTypes(t *testing.T) {
	types := []string{"int", "ints", "uint", "float", "string", "strings", "stringArray", "int64Slice", "duration", "value"}
	for _, lang := range locale.Languages {
		s := &session{l: locale.New(lang), out: &output{w: &bytes.Buffer{}}, err: &bytes.Buffer{}}
		var look func(c *cobra.Command)
		look = func(c *cobra.Command) {
			c.LocalFlags().VisitAll(func(f *pflag.Flag) {
				if f.Hidden || f.Value.Type() == "bool" {
					return
				}
				if name, _ := pflag.UnquoteUsage(f); name == "" || slices.Contains(types, name) {
					t.Errorf("%s --%s in %s takes %q", c.CommandPath(), f.Name, lang, name)
				}
				if f.DefValue == "[]" && strings.HasSuffix(f.Value.Type(), "64Slice") {
					t.Errorf("%s --%s has [] as what it is without", c.CommandPath(), f.Name)
				}
			})
			for _, below := range c.Commands() {
				look(below)
			}
		}
		look(s.root())
	}
}
