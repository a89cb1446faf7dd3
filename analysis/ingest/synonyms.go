package ingest

import (
	"slices"
	"strings"
	"sync"

	"eenkeer/analysis/contact"
)

// headerWords are the headers under which fields are known, in the order of how
// plainly they say it, by field: Dutch, English, and what phone systems, CRMs
// and ticket tools write. They are compared folded (see [fold]).
var headerWords = map[contact.Field]string{
	contact.FieldID: `contact id|contactid|contactnummer|contact nummer|contact nr|contact number|gespreksnummer|gesprek id|gespreks id|
		conversation id|interaction id|interactie id|meldingnummer|melding nummer|meldingsnummer|zaaknummer|zaak id|ticketnummer|ticket nummer|
		ticket id|ticket number|case number|case id|complaint id|call id|callid|incidentnummer|incident number|incident id|kenmerk|
		communicatie id|session id|segment id|record id|klantcontactnummer|klantcontact id|interactienummer|
		number|nummer|id|journey id|uuid|guid|ticket|callnummer|volgnummer`,
	contact.FieldCustomer: `klantsleutel|klantnummer|klant nummer|kundennummer|kunden nr|kunde|numero de cliente|cliente|klant nr|klantnr|klant id|klantid|customer id|customerid|customer number|customer no|
		customer key|customer|klant|relatienummer|relatie nummer|relatie|debiteur|debiteurnummer|polisnummer|client id|client number|
		requester external id|requester id|requester|caller id|callerid|caller|aanmelder|contact|account|account name|account number|
		bsn|telefoonnummer|telefoon|phone|phone number|e mailadres|emailadres|email|e mail|requester email|remote|ani|
		lidnummer|subscriber|user id|cli|klantreferentie|persoonsnummer|persoon id|patientnummer|studentnummer|deelnemernummer|verzekerdennummer|
		customer email|email klant|e mail klant|klant email|customer phone|telefoon klant|klant telefoon|telefoonnummer klant|customer external id|
		mobiel|mobiel nummer|mobiele nummer|mobile|mobile phone|mobile number|msisdn|gsm|from number|caller number|nummer beller|beller|
		afzender|sender|from address|party id|betrokkene|contract|contractnummer|klantcode|customer code|consumer id|member id|contact email|contact phone|client nummer|debiteur nummer|account nummer|abonneenummer|aansluitnummer|relatiecode|
		huurdernummer|leerlingnummer|crediteurnummer|burgerservicenummer|mailadres|mail adres|bellernummer|telefoon nummer|cust number`,
	contact.FieldTime: `tijdstip|datum tijd|datumtijd|datum en tijd|date time|datetime|timestamp|contactdatum|contact datum|contact date|contact time|
		contactmoment|begintijd|begin|starttijd|start tijd|start|started|started at|start date|start time|startdatum|start datetime|begindatum|
		plaatsgevonden op|geregistreerd op|ontvangen op|ontvangen|datum aangemeld|aangemeld op|aanmelddatum|aanmeld datum|aangemaakt op|aangemaakt|
		datum aangemaakt|created at|created|created on|created date|creation date|creation time|datum creatie|opened at|opened|open time first touch|open time|
		initiated|initiated at|initiation timestamp|datum ontvangst|ontvangstdatum|meldtijd|meldmoment|belmoment|datum gesprek|gespreksdatum|start utc|
		aanvang|aanvangstijd|moment|opening date|reported at|logged at|datum|date|day|dag|call date|vru entry|time|meldingsdatum|received|received at|registratiedatum`,
	contact.FieldEnd: `eindtijd|eind tijd|einddatum|einde|eind|eind datum|eindtijdstip|datum afgemeld|afgemeld op|afgemeld|gereed|gereed op|gesloten op|gesloten|datum gesloten|
		end date|end time|end|ended|ended at|solved at|resolved at|close time|closed at|closed date|closed|closed on|disconnect|
		disconnect timestamp|disconnect time|disconnected|vru exit|completed at|closure date|close date|stop|stoptijd|eindmoment|afgehandeld op|datum gereed|afmelddatum|finished at|finished|afgesloten op|afsluitdatum|afhandeldatum`,
	contact.FieldChannel: `kanaal|channel|contactkanaal|contact channel|contact channel id|contact kanaal|contact type|contacttype|media type|mediatype|media|medium|ingang|
		binnengekomen via|via|source|origin|case origin|bron|channel type|soort contact|soort binnenkomst|entry|kanaalnaam|channel name|communicatiekanaal`,
	contact.FieldDirection: `richting|direction|initial direction|initiatiefnemer|inkomend uitgaand|in uit|inbound outbound|operation|call type|calltype`,
	contact.FieldReason: `contactreden|contact reden|contact reason|reden|reason|belreden|vraagtype|vraag type|soort vraag|onderwerp|soort melding|
		nabewerkingscode|wrap up code|wrap up|wrapup|wrap up reason|disposition|disposition code|intent|call reason|case reason|
		contact driver|call driver|call category|reden contact|reden van contact|aanleiding|hoofdreden|tag|wrap up name|conclusie|conclusion code|
		topic|complaint topic|subcategorie|subcategory|sub category|subreden|sub reason|detail|type|ticket type|case type|soort|
		klantvraag|contactsoort|afrondcode|vraag|categorie|category|rubriek`,
	contact.FieldProcess: `proces|process|klantreis|klantproces|customer journey|journey|dienst|service type|service|product|productgroep|product group|
		werkstroom|workflow|line of business|lob|theme|thema|complaint theme|queue|wachtrij|first queue|categorie|category|hoofdcategorie|skill`,
	contact.FieldThird: `derde partij|third party|leverancier|supplier|ketenpartner|keten partner|vervoerder|carrier|winkel|store|backoffice|back office|
		partij|partner|vendor|external tag|uitvoerder|aannemer|reseller|dealer|bezorger`,
	contact.FieldTeam: `team|teamnaam|team name|behandelaarsgroep|behandelgroep|afdeling|department|group|groep|assignment group|group name|
		agent position|locatie|location|site|vestiging|office|office u|kantoor|agent group|agent team|queue name`,
	contact.FieldAgent: `medewerker|agent|agent name|agentnaam|agent id|medewerkernummer|medewerker id|behandelaar|consulent|adviseur|users|user|
		assignee|assigned to|owner|case owner|responder|responder id|server|employee|handled by|behandeld door|agent login|medewerkernaam|naam medewerker|
		afgehandeld door|aangenomen door|gebruiker|collega`,
	contact.FieldOutcome: `afhandeling|resultaat|outcome|result|uitkomst|status|opgelost|resolved|indicatie contact gelukt|first call resolution|fcr|
		state|incident state|afgehandeld|disposition result`,
	contact.FieldHandle: `afhandeltijd|gespreksduur|duur|duration|handle time secs|handle time|handle seconds|handletime|total handle|aht|bestede tijd|
		ser time|talk time|gesprekstijd seconden|behandelduur|handle|nawerktijd|time spent|call duration|gesprekstijd|behandeltijd|duur seconden|duration seconds|doorlooptijd gesprek|handling time|service time|spreektijd`,
	contact.FieldWait: `wachttijd|wait time|wait seconds|wait|waiting time|waittime|q time|queue time|time in queue|asa|speed of answer|wachtduur|hold|
		hold time|in de wacht|agent wait|stilte|queue duration|wacht|first reply time`,
	contact.FieldTransfers: `doorverbonden|transfers|transfer count|aantal doorverbindingen|doorverbindingen|aantal keer doorverbonden|reassignment count|
		group stations|assignee stations|transferred|geescaleerd|escalations|overdrachten|tweede lijn|number transfers|aantal overdrachten`,
	contact.FieldNote: `notitie|notities|omschrijving|toelichting|samenvatting|opmerking|opmerkingen|note|notes|description|summary|subject|comment|
		comments|remarks|inhoud|vrije tekst|memo|verslag|gespreksverslag`,
}

// synonym is a known header: the field it means and how plainly (0 to 1).
type synonym struct {
	field contact.Field
	trust float64
}

// synonyms looks up folded headers without their spaces.
var synonyms = sync.OnceValue(func() map[string][]synonym {
	all := map[string][]synonym{}
	for _, f := range contact.Fields {
		words := strings.Split(headerWords[f], "|")
		for i, w := range words {
			w = squeeze(strings.TrimSpace(w))
			all[w] = append(all[w], synonym{f, 1 - 0.35*float64(i)/float64(len(words))})
		}
	}
	return all
})

// smallWords say nothing in a header.
var smallWords = strings.Fields("van de het een der of the in op per en and for voor")

// wordSet brings a folded header to its words in order, small ones left out.
func wordSet(folded string) string {
	words := slices.DeleteFunc(strings.Fields(folded), func(w string) bool { return slices.Contains(smallWords, w) })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// wordSets looks up known headers of several words by these words.
var wordSets = sync.OnceValue(func() map[string][]synonym {
	all := map[string][]synonym{}
	for _, f := range contact.Fields {
		words := strings.Split(headerWords[f], "|")
		for i, w := range words {
			if w = strings.TrimSpace(w); strings.Contains(w, " ") {
				all[wordSet(w)] = append(all[wordSet(w)], synonym{f, 1 - 0.35*float64(i)/float64(len(words))})
			}
		}
	}
	return all
})

// longestSynonym gives the length of the longest known header.
var longestSynonym = sync.OnceValue(func() int {
	n := 0
	for known := range synonyms() {
		n = max(n, len(known))
	}
	return n
})

// inFull writes the words out that a folded header cuts short: "relatienr" and "tel
// nr" in Dutch, "ticket nr" and "cust no" in English. A language in which nothing
// is cut short is left out.
func inFull(folded string) (full []string) {
	dutch, english := strings.Fields(folded), strings.Fields(folded)
	for i, word := range dutch {
		stem, short := strings.CutSuffix(word, "nr")
		switch {
		case short:
			dutch[i], english[i] = stem+"nummer", stem+"number"
		case word == "no":
			english[i] = "number"
		}
		if word == "tel" || word == "telnr" {
			dutch[i] = "telefoon" + strings.TrimPrefix(dutch[i], "tel")
		}
	}
	for _, words := range [][]string{dutch, english} {
		if all := strings.Join(words, " "); all != folded {
			full = append(full, all)
		}
	}
	return full
}

// squeeze takes the spaces out of a folded header.
func squeeze(folded string) string { return strings.ReplaceAll(folded, " ", "") }

// synonymsOf gives the fields that a header is known to mean.
func synonymsOf(header string) []synonym { return synonyms()[squeeze(fold(header))] }
