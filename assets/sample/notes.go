package sample

// notesFirst and notesAgain are remarks of agents, on contacts that begin something and on repeats. Some hold what breaks
// careless readers: quotes, semicolons, commas, line breaks.
var notesFirst = []string{
	"Uitleg gegeven",
	"Klant heeft brief ontvangen, begrijpt de tekst niet",
	"Doorgezet naar backoffice",
	"Terugbellen na 14:00 uur; niet eerder",
	"Klant vraagt om bevestiging per e-mail",
	"Partner belt namens klant",
	"Formulier opnieuw gestuurd",
	"Nota van € 86,40; deel vergoed",
	"Klant zegt: \"op de site staat iets anders\"",
	"Gegevens gecontroleerd\nAdres klopt",
	"Termijn van 10 werkdagen genoemd",
	"Wacht op reactie van leverancier",
}

var notesAgain = []string{
	"Belt opnieuw: nog niets gehoord",
	"Eerder gebeld, toezegging niet nagekomen",
	"\"Dit is al de derde keer\"; excuses aangeboden",
	"Vorige uitleg was anders",
	"Status was niet zichtbaar voor collega",
	"Pakket nog niet binnen; klant is thuisgebleven",
	"Mail niet beantwoord, belt nu",
	"Vervolgvraag op eerder antwoord",
	"Bijlage alsnog ontvangen\nDossier compleet",
	"Klant wil niet nog eens \"hetzelfde verhaal\" doen",
	"Termijn verstreken, geen bericht",
	"Zelfde vraag; antwoord nu per mail bevestigd",
}

func (g *generator) note(again bool, outcome int) string {
	notes, share := notesFirst, uint64(4)
	if again {
		notes, share = notesAgain, 16
	}
	r := g.source.Uint64()
	if outcome == hungUp || r%100 >= share {
		return ""
	}
	return notes[(r>>32)%uint64(len(notes))]
}
