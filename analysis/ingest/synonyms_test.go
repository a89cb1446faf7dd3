package ingest

import (
	"strings"
	"testing"

	"eenkeer/analysis/contact"
)

// Every header that real exports are known to have means its field, most plainly
// or as plainly as another.
func TestSynonyms(t *testing.T) {
	for f, headers := range map[contact.Field]string{
		contact.FieldID: `contactnummer|gespreksnummer|meldingnummer|nummer|zaaknummer|ticketnummer|kenmerk|Conversation ID|Id|Case Number|Interaction ID|call_id|ContactId|ticket id|Journey ID|Ticketnr.|Melding nr|Zaaknr|Case No.|Ticket #`,
		contact.FieldCustomer: `klantnummer|relatienummer|klant-id|polisnummer|debiteur|aanmelder|bsn|telefoonnummer|e-mailadres|Requester id|Requester external id|customer_id|Customer ID|Remote|ANI|Contact|
			account|caller id|requester email|Klant_Nr.|KlantNummer|nummer klant|Klantnummer [txt]|Kundennummer|
			Relatienr.|Cliënt_nummer|Clientnr|Debiteurnr|Tel.nr.|Tel nr|Telnr|Telefoonnr|Cust no.|Abonneenr.`,
		contact.FieldTime: `datum|Datum Aangemeld|aanmelddatum|tijdstip|begintijd|plaatsgevondenOp|starttijd|ontvangen op|Date|Created at|Open Time (First Touch)|Start Date|vru_entry|opened|initiated|Aangemeld (datum)`,
		contact.FieldEnd:  `einddatum|eindtijd|Datum Afgemeld|afgemeld|gereed|gesloten op|End Date|Solved at|Close Time|ClosedDate|disconnect`,
		contact.FieldReason: `contactreden|reden|onderwerp|soort melding|categorie|vraagtype|nabewerkingscode|belreden|Wrap-up|Reason|Type|type|disposition|wrap-up code|contact reason|intent|Ticket type|Category|
			subcategorie|detail|subreden|subcategory|sub-reason`,
		contact.FieldProcess:   `proces|klantreis|dienst|product|werkstroom|process|journey|Service Type|Product|Queue|line of business|wachtrij|skill|First Queue`,
		contact.FieldChannel:   `kanaal|ingang|binnengekomen via|medium|Media Type|Via|Channel|source|Origin`,
		contact.FieldDirection: `richting|initiatiefnemer|inkomend/uitgaand|Direction|Initial Direction|Operation|callType`,
		contact.FieldAgent:     `medewerker|behandelaar|agent|consulent|adviseur|Users|Assignee|Agent|server|Case Owner|responder`,
		contact.FieldTeam:      `team|behandelaarsgroep|afdeling|locatie|Group|Agent Position|site`,
		contact.FieldThird:     `derde partij|leverancier|ketenpartner|vervoerder|winkel|backoffice|partij|third party|supplier|partner|carrier|vendor|External Tag`,
		contact.FieldOutcome:   `afhandeling|resultaat|status|opgelost|indicatieContactGelukt|outcome|Status|First Call Resolution|resolved`,
		contact.FieldHandle:    `gespreksduur|afhandeltijd|bestede tijd|nawerktijd|Duration|Handle Time (secs)|ser_time|AHT|Total Handle`,
		contact.FieldWait:      `wachttijd|in de wacht|stilte|q_time|hold|ASA`,
		contact.FieldTransfers: `doorverbonden|geëscaleerd|tweede lijn|Transfers|Group stations|Assignee stations|reassignment count`,
		contact.FieldNote:      `omschrijving|notitie|toelichting|samenvatting|Subject|description|notes`,
	} {
		for _, h := range strings.Split(headers, "|") {
			h = strings.TrimSpace(h)
			got := match(h, f)
			if got < 0.5 {
				t.Errorf("%q means %s by %.2f", h, f, got)
			}
			for _, other := range contact.Fields {
				if score := match(h, other); score > got+0.25 {
					t.Errorf("%q means %s by %.2f, but %s by %.2f", h, f, got, other, score)
				}
			}
		}
	}
}
