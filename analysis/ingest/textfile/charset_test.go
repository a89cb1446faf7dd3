package textfile

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// Texts of four languages are read as what they were written in.
func TestSniffCharset(t *testing.T) {
	dutch := "klant;reden\n1;geïmplementeerd, één keer\n2;coördinatie €5,00\n3;reünie\n"
	german := "Kunde;Grund\n1;Rückfrage zur Größe\n2;Änderung für 3 €\n"
	french := "client;motif\n1;réclamation reçue à l'hôtel\n2;déjà réglé\n"
	for _, c := range []struct {
		text string
		as   *charmap.Charmap
		want string
	}{
		{dutch, charmap.Windows1252, "Windows-1252"},
		{dutch, charmap.CodePage858, "CP850"},
		{strings.ReplaceAll(dutch, "€", "EUR "), charmap.CodePage850, "CP850"},
		{dutch, charmap.ISO8859_15, "ISO-8859-15"},
		{german, charmap.Windows1252, "Windows-1252"},
		{german, charmap.CodePage858, "CP850"},
		{german, charmap.ISO8859_15, "ISO-8859-15"},
		{french, charmap.Windows1252, "Windows-1252"},
		{french, charmap.CodePage850, "CP850"},
		{french + "3;cœur\n", charmap.ISO8859_15, "ISO-8859-15"},
		{french + "3;cœur – 3 “x”\n", charmap.Windows1252, "Windows-1252"},
		{"a;b\n1;“zo” – ‘of’ zo…\n", charmap.Windows1252, "Windows-1252"},
		{"NAAM\nRENÉ\nZOË\n", charmap.Windows1252, "Windows-1252"},
		{"a\n½ liter\n25 °C\n", charmap.Windows1252, "Windows-1252"},
		{"a\n¿qué pasó?\n", charmap.Windows1252, "Windows-1252"},
	} {
		text, err := c.as.NewEncoder().String(c.text)
		if err != nil {
			t.Fatalf("%q: %v", c.text, err)
		}
		got := SniffCharset([]byte(text), false)
		if got.Name != c.want {
			t.Errorf("%s as %s: %s", c.text, c.want, got.Name)
		} else if back := string(got.Text([]byte(text))); back != c.text {
			t.Errorf("%s: %q", c.want, back)
		}
	}
}
