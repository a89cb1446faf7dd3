package licences

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func TestEveryModuleHasALicence(t *testing.T) {
	if len(Modules()) < 10 {
		t.Fatalf("%d modules", len(Modules()))
	}
	for _, m := range Modules() {
		if m.Licence == "" || len(Text(m)) < 200 {
			t.Errorf("%s: licence %q, text of %d letters", m.Path, m.Licence, len(Text(m)))
		}
	}
}

// TestEveryLinkedModuleIsNamed asks the go tool what the programs are made of.
func TestEveryLinkedModuleIsNamed(t *testing.T) {
	tool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go tool")
	}
	cmd := exec.Command(tool, "list", "-e", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "eenkeer/cmd/eenkeer", "eenkeer/cmd/eenkeer-cli")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1")
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("go list: %v", err)
	}
	linked := strings.Fields(string(out))
	slices.Sort(linked)
	for _, path := range slices.Compact(linked) {
		if !slices.ContainsFunc(Modules(), func(m Module) bool { return m.Path == path }) {
			t.Errorf("%s is linked in and not in the list: run go generate ./assets/licences", path)
		}
	}
}
