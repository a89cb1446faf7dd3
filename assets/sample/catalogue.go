package sample

// Process is a chain of work at the insurer; reasons belong to it.
type Process struct {
	Name    string
	Reasons []Reason
}

// Reason is why a customer makes contact.
type Reason struct {
	Name   string
	Weight float64 // share of first contacts, relative, before the season
	Season Season
	Repeat float64 // chance that a contact is ever repeated, before the factors of [Options.Repeated]
	Delay  Delay
	Handle float64 // mean handle time in seconds
	Then   string  // the reason a repeat often shifts to; empty: it keeps its own
	// Parties are the names of third parties that may be involved, one of them in PartyShare of the contacts.
	Parties    []string
	PartyShare float64
}

// Processes holds the twelve processes and their sixty reasons.
var Processes = []Process{
	{"Declaraties", []Reason{
		{Name: "Declaratie indienen", Weight: 40, Season: Claims, Repeat: .26, Delay: Weeks, Handle: 290, Then: "Status declaratie"},
		{Name: "Status declaratie", Weight: 48, Season: Claims, Repeat: .42, Delay: Days, Handle: 240},
		{Name: "Declaratie afgewezen", Weight: 34, Season: Claims, Repeat: .52, Delay: Days, Handle: 420, Then: "Brief afwijzing onduidelijk"},
		{Name: "Brief afwijzing onduidelijk", Weight: 20, Season: Claims, Repeat: .50, Delay: Days, Handle: 390},
		{Name: "Vergoeding lager", Weight: 26, Season: Claims, Repeat: .38, Delay: Days, Handle: 400, Then: "Status declaratie"},
		{Name: "Nota van zorgverlener", Weight: 18, Repeat: .33, Delay: Weeks, Handle: 330, Then: "Status declaratie"},
		{Name: "Bijlage ontbreekt", Weight: 14, Season: Claims, Repeat: .40, Delay: Days, Handle: 230, Then: "Status declaratie"},
		{Name: "Uitbetaling niet ontvangen", Weight: 14, Season: Claims, Repeat: .41, Delay: Days, Handle: 280},
	}},
	{"Eigen risico", []Reason{
		{Name: "Stand eigen risico", Weight: 26, Season: YearEnd, Repeat: .14, Delay: Days, Handle: 200},
		{Name: "Rekening eigen risico", Weight: 30, Season: Claims, Repeat: .27, Delay: Days, Handle: 310, Then: "Gespreid betalen"},
		{Name: "Gespreid betalen", Weight: 16, Season: Claims, Repeat: .24, Delay: Weeks, Handle: 300},
		{Name: "Vrijwillig eigen risico", Weight: 10, Season: Switching, Repeat: .16, Delay: Days, Handle: 260},
		{Name: "Uitleg eigen risico", Weight: 14, Repeat: .20, Delay: Days, Handle: 290},
	}},
	{"Premie", []Reason{
		{Name: "Incasso mislukt", Weight: 22, Repeat: .32, Delay: Days, Handle: 280, Parties: []string{"Incassodienst Rietveen"}, PartyShare: .3},
		{Name: "Betalingsregeling", Weight: 30, Repeat: .35, Delay: Weeks, Handle: 430, Parties: []string{"Incassodienst Rietveen"}, PartyShare: .4},
		{Name: "Aanmaning ontvangen", Weight: 26, Repeat: .38, Delay: Days, Handle: 360, Then: "Betalingsregeling", Parties: []string{"Incassodienst Rietveen"}, PartyShare: .5},
		{Name: "Betaaldatum wijzigen", Weight: 14, Repeat: .15, Delay: Weeks, Handle: 190},
		{Name: "Premie niet begrepen", Weight: 22, Season: Switching, Repeat: .24, Delay: Days, Handle: 320},
		{Name: "Rekeningnummer wijzigen", Weight: 14, Repeat: .16, Delay: Weeks, Handle: 180},
	}},
	{"Polis en dekking", []Reason{
		{Name: "Wat is verzekerd", Weight: 40, Repeat: .19, Delay: Days, Handle: 340},
		{Name: "Vergoeding opzoeken", Weight: 26, Repeat: .17, Delay: Days, Handle: 280},
		{Name: "Polisblad niet ontvangen", Weight: 14, Season: Switching, Repeat: .28, Delay: Weeks, Handle: 180, Parties: []string{"Drukwerk Populier"}, PartyShare: .7},
		{Name: "Aanvullend wijzigen", Weight: 16, Season: Switching, Repeat: .20, Delay: Days, Handle: 330},
		{Name: "Tandartsverzekering", Weight: 14, Season: Switching, Repeat: .18, Delay: Days, Handle: 290},
		{Name: "Zorgpas kwijt", Weight: 10, Repeat: .22, Delay: Weeks, Handle: 150, Parties: []string{"Drukwerk Populier"}, PartyShare: .8},
	}},
	{"Overstappen", []Reason{
		{Name: "Aanmelden", Weight: 20, Season: Switching, Repeat: .25, Delay: Days, Handle: 420, Then: "Bevestiging overstap"},
		{Name: "Bevestiging overstap", Weight: 18, Season: Switching, Repeat: .33, Delay: Days, Handle: 210},
		{Name: "Opzeggen", Weight: 14, Season: Switching, Repeat: .22, Delay: Days, Handle: 280},
		{Name: "Acceptatie aanvullend", Weight: 8, Season: Switching, Repeat: .30, Delay: Weeks, Handle: 300},
		{Name: "Collectieve korting", Weight: 8, Season: Switching, Repeat: .20, Delay: Days, Handle: 250},
	}},
	{"Persoonsgegevens", []Reason{
		{Name: "Adres wijzigen", Weight: 22, Repeat: .10, Delay: Weeks, Handle: 160},
		{Name: "Gezinslid toevoegen", Weight: 12, Repeat: .18, Delay: Weeks, Handle: 290},
		{Name: "Geboorte melden", Weight: 12, Repeat: .15, Delay: Weeks, Handle: 270},
		{Name: "Overlijden melden", Weight: 10, Repeat: .21, Delay: Weeks, Handle: 400},
	}},
	{"Hulpmiddelen", []Reason{
		{Name: "Levering hulpmiddel", Weight: 40, Repeat: .37, Delay: Hours, Handle: 300, Parties: []string{"Pakketdienst Oost", "Zorgboulevard BV", "Hulpmiddelenhuis De Linde"}, PartyShare: .95},
		{Name: "Pakket zoek", Weight: 22, Repeat: .45, Delay: Hours, Handle: 280, Then: "Levering hulpmiddel", Parties: []string{"Pakketdienst Oost"}, PartyShare: .9},
		{Name: "Verkeerd geleverd", Weight: 12, Repeat: .42, Delay: Days, Handle: 350, Then: "Levering hulpmiddel", Parties: []string{"Zorgboulevard BV", "Hulpmiddelenhuis De Linde"}, PartyShare: .9},
		{Name: "Reparatie hulpmiddel", Weight: 14, Repeat: .36, Delay: Days, Handle: 320, Parties: []string{"Zorgboulevard BV", "Hulpmiddelenhuis De Linde"}, PartyShare: .85},
		{Name: "Aanvraag hulpmiddel", Weight: 16, Repeat: .30, Delay: Weeks, Handle: 380, Then: "Levering hulpmiddel", Parties: []string{"Zorgboulevard BV", "Hulpmiddelenhuis De Linde"}, PartyShare: .5},
		{Name: "Hulpmiddel retour", Weight: 8, Repeat: .26, Delay: Days, Handle: 210, Parties: []string{"Pakketdienst Oost", "Zorgboulevard BV"}, PartyShare: .8},
	}},
	{"Medicijnen", []Reason{
		{Name: "Voorkeursmiddel", Weight: 14, Repeat: .30, Delay: Days, Handle: 360, Parties: []string{"Apotheekpunt Kastanje"}, PartyShare: .6},
		{Name: "Levering medicijn", Weight: 14, Repeat: .38, Delay: Hours, Handle: 270, Parties: []string{"Apotheekpunt Kastanje", "Pakketdienst Oost"}, PartyShare: .8},
		{Name: "Eigen bijdrage medicijn", Weight: 12, Repeat: .20, Delay: Days, Handle: 280},
		{Name: "Machtiging medicijn", Weight: 10, Repeat: .34, Delay: Weeks, Handle: 330, Parties: []string{"Apotheekpunt Kastanje"}, PartyShare: .4},
	}},
	{"Machtigingen", []Reason{
		{Name: "Machtiging aanvragen", Weight: 16, Repeat: .34, Delay: Weeks, Handle: 370, Then: "Status machtiging"},
		{Name: "Status machtiging", Weight: 20, Repeat: .43, Delay: Days, Handle: 230},
		{Name: "Machtiging afgewezen", Weight: 10, Repeat: .44, Delay: Days, Handle: 460},
		{Name: "Aanvullende informatie", Weight: 8, Repeat: .36, Delay: Days, Handle: 260, Then: "Status machtiging"},
	}},
	{"Zorg zoeken", []Reason{
		{Name: "Wachtlijstbemiddeling", Weight: 12, Repeat: .28, Delay: Weeks, Handle: 480},
		{Name: "Zorgverlener zoeken", Weight: 12, Repeat: .17, Delay: Days, Handle: 310},
		{Name: "Gecontracteerde zorg", Weight: 10, Repeat: .18, Delay: Days, Handle: 290},
		{Name: "Zittend ziekenvervoer", Weight: 10, Repeat: .27, Delay: Days, Handle: 340, Parties: []string{"Zorgvervoer Kromme Weide"}, PartyShare: .9},
	}},
	{"Zorg in buitenland", []Reason{
		{Name: "Europese pas aanvragen", Weight: 14, Season: Summer, Repeat: .08, Delay: Weeks, Handle: 150},
		{Name: "Dekking op reis", Weight: 12, Season: Summer, Repeat: .09, Delay: Days, Handle: 240},
		{Name: "Spoed in buitenland", Weight: 8, Season: Summer, Repeat: .16, Delay: Hours, Handle: 520, Parties: []string{"Alarmdesk Wijdezee"}, PartyShare: .9},
		{Name: "Toestemming vooraf", Weight: 6, Repeat: .17, Delay: Weeks, Handle: 380},
	}},
	{"Mijn-omgeving", []Reason{
		{Name: "Inloggen lukt niet", Weight: 22, Repeat: .32, Delay: Hours, Handle: 260},
		{Name: "App werkt niet", Weight: 14, Repeat: .34, Delay: Hours, Handle: 270},
		{Name: "Document uploaden", Weight: 10, Repeat: .26, Delay: Hours, Handle: 220},
		{Name: "Toestemming partner", Weight: 6, Repeat: .20, Delay: Days, Handle: 240},
	}},
}

// Party is another organisation in the chain. Factor multiplies the chance of a repeat.
type Party struct {
	Name   string
	Factor float64
}

// Parties holds the eight third parties.
var Parties = []Party{
	{"Pakketdienst Oost", 1.30},
	{"Zorgboulevard BV", 1.20},
	{"Hulpmiddelenhuis De Linde", 0.80},
	{"Apotheekpunt Kastanje", 1.00},
	{"Incassodienst Rietveen", 1.15},
	{"Drukwerk Populier", 0.90},
	{"Zorgvervoer Kromme Weide", 1.25},
	{"Alarmdesk Wijdezee", 0.85},
}

// Channel is a way in. Share is its part of first contacts, about; Factor multiplies the chance of a repeat.
type Channel struct {
	Name   string
	Share  float64
	Factor float64
}

const (
	phone = iota
	mail
	chat
)

// Channels holds phone, mail and chat, in that order.
var Channels = []Channel{
	phone: {"Telefoon", .68, 1.00},
	mail:  {"E-mail", .17, 1.10},
	chat:  {"Chat", .15, 0.95},
}

// Outcome says how a contact ended. Factor multiplies the chance of a repeat.
type Outcome struct {
	Name   string
	Factor float64
}

const (
	solved = iota
	inProgress
	transferred
	callBack
	hungUp
	notReached
)

// Outcomes holds the ways a contact ends. Hung up: in the queue, before anyone answered. Not reached: the insurer called.
var Outcomes = []Outcome{
	solved:      {"Opgelost", 0.90},
	inProgress:  {"Loopt nog", 1.25},
	transferred: {"Doorverbonden", 1.25},
	callBack:    {"Terugbellen", 1.35},
	hungUp:      {"Opgehangen", 1.80},
	notReached:  {"Niet bereikt", 1.20},
}

// Directions of a contact: the customer came, or the insurer called.
const (
	Inbound  = "Inkomend"
	Outbound = "Uitgaand"
)

// outboundFactor multiplies the chance that a call by the insurer is repeated.
const outboundFactor = 0.6
