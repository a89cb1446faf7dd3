package pollute

import (
	"fmt"
	"strings"
)

// Cell is a value and whether it stands in quotes.
type Cell struct {
	Text   string
	Quoted bool
}

// Source makes the table that gets damaged: a header and 83 rows of 9 columns, as
// many as the benchmark's, with separators, quotes, apostrophes and line breaks in
// quoted cells, a column in which nothing stands, dates, times, prices and web addresses.
func Source() [][]Cell {
	rows := [][]Cell{{
		{Text: "Datum"}, {Text: "Tijd"}, {Text: "Aantal"}, {Text: "Artikelcode"}, {Text: "Prijs"}, {Text: "Soort"},
		{"Omschrijving", true}, {"Adres", true}, {Text: "Opmerking"},
	}}
	goods := []string{
		"Bureaustoel, verstelbaar", "Lamp", "Beeldscherm 24\"", "Foto's inlijsten", "Kabel 3 m", "Tafel, rond 48\"", "Toetsenbord", "Papa's koffie, vers",
		"Kast met 4 laden", "Muis",
	}
	about := []string{
		"Stevig en licht, dus makkelijk mee te nemen: van huis naar kantoor en weer terug.",
		"Geeft helder licht zonder dat je ogen er moe van worden.",
		"Beeld van 24\" met een voet die draait, kantelt en in hoogte te verstellen is.",
		"Klanten zeggen dat dit de beste is, en daar zijn we 't mee eens.",
		"Levertijd: 2 dagen, tenzij het artikel niet op voorraad is.",
		"Gemaakt van hout dat is gekapt met toestemming",
		"Twee delen.\nHet tweede deel volgt later, zonder kosten.",
		"De lengte is 8\\'9\" of korter, naar keuze.",
	}
	for i := range 83 {
		good, text := goods[i*7%len(goods)], about[i*5%len(about)]
		if i%3 > 0 {
			text = about[i%2]
		}
		code := fmt.Sprintf("%c%c-%04d", 'A'+i*5%26, 'K'+i%12, 1000+i*431%9000)
		rows = append(rows, []Cell{
			{Text: fmt.Sprintf("%02d/%02d/2018", 1+i*3%28, 1+i/7)}, {Text: fmt.Sprintf("%02d:%02d", i/4, i%4*15)}, {Text: fmt.Sprint(i * i % 31)},
			{Text: code}, {Text: fmt.Sprintf("€%d.%02d", i*13%97, i*29%100)},
			{good, strings.ContainsAny(good, ",\"")}, {text, true},
			{"https://www.example.com/artikel/" + strings.ReplaceAll(code, "-", "_") + ".html", true}, {},
		})
	}
	return rows
}
