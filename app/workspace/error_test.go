package workspace

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"eenkeer/assets/locale"
)

// Every id in error.go has a sentence in both languages, and none is left over.
func TestEveryErrorHasItsText(t *testing.T) {
	ids := regexp.MustCompile(`"(workspace\.error\.\w+)"`).FindAllStringSubmatch(string(bytesOf(t, "error.go")), -1)
	if len(ids) < 20 {
		t.Fatal("found only", ids)
	}
	for _, lang := range locale.Languages {
		data, err := os.ReadFile("../../assets/locale/" + lang + "/workspace.json")
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(data), `"workspace.error.`); n != len(ids) {
			t.Errorf("%s has %d texts for %d errors", lang, n, len(ids))
		}
		l := locale.New(lang)
		for _, id := range ids {
			e := &Error{ID: id[1], File: "/ver/weg/Zorg.eenkeer", Args: []any{"who", "anna@X", "since", time.Now(), "batch", "b.csv", "folder", "/y"}}
			text := e.In(l)
			if text == id[1] || strings.Contains(text, "no value") || strings.Contains(text, "/ver/weg") || !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %q", lang, text)
			}
		}
	}
}
