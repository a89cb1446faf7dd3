package key

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
)

func TestNormalise(t *testing.T) {
	for _, c := range []struct{ kind, text, want string }{
		{ID, " k 123 ab\u00a0", "K123AB"}, {ID, "00042", "00042"}, {ID, "0612345678", "0612345678"}, {ID, "", ""}, {ID, "0", ""}, {ID, "000", ""},
		{ID, "?", ""}, {ID, "Anonymous", ""}, {ID, "é1", "É1"}, {ID, "Jan@X.nl", "jan@x.nl"}, {ID, "tel:+31612345678", "+31612345678"}, {ID, "A0", "A0"},
		{ID, "100000.0", "100000"}, {ID, "100000,00", "100000"}, {ID, "0100.0", "0100.0"}, {ID, "1.000", "1.000"}, {ID, "K1.0", "K1.0"}, {ID, "1.2.0", "1.2.0"}, {Other, "7.0", "KOLOM:7"}, {Phone, "612345678.0", "+31612345678"},
		{Phone, "06-12 34 56 78", "+31612345678"}, {Phone, "0031612345678", "+31612345678"}, {Phone, "+31 (0)6 12345678", "+31612345678"},
		{Phone, "tel:+31612345678", "+31612345678"}, {Phone, "TEL:+31-6-12345678;ext=12", "+31612345678"}, {Phone, "612345678", "+31612345678"},
		{Phone, "sip:+31612345678@sbc.example.nl;transport=tls", "+31612345678"}, {Phone, "sip:Jan.Bakker@Example.NL", "sip:jan.bakker@example.nl"},
		{Phone, "020-1234567", "+31201234567"}, {Phone, "+49 30 901820", "+4930901820"}, {Phone, "0318888888", "+31318888888"}, {Phone, "030 1234567 ext. 12", "+31301234567"},
		{Phone, "1234", "tel:1234"}, {Phone, "anonymous", ""}, {Phone, "Restricted", ""}, {Phone, "unavailable", ""}, {Phone, "+266696687", ""},
		{Phone, "0000000000", ""}, {Phone, "9999999999", ""}, {Phone, "tel:anonymous", ""}, {Phone, "sip:anonymous@anonymous.invalid", ""}, {Phone, "K12A", "KOLOM:K12A"},
		{Phone, "jan@x.nl", "jan@x.nl"}, {Phone, "Geheim nummer", ""}, {Phone, "nummer is niet bekend", ""}, {ID, "Onbekend nummer", ""}, {ID, "geheim", ""},
		{Phone, "0601234567", "tel:31601234567"}, {Phone, "+31601234567", "tel:31601234567"}, {Phone, "tel:0031601234567", "tel:31601234567"},
		{Phone, "0612345678 (mobiel)", "+31612345678"}, {Phone, "\u202a+31 6 12345678\u202c", "+31612345678"},
		{Phone, `="0612345678"`, "+31612345678"}, {Phone, "'0612345678", "+31612345678"}, {Phone, "Geheim", ""}, {Phone, "geheim nummer", ""},
		{ID, `="00042"`, "00042"}, {ID, "'00042", "00042"}, {ID, `="0"`, ""}, {ID, "\ufeffK1", "K1"}, {Other, `="7"`, "KOLOM:7"},
		{Email, "Jan.Bakker+web@X.nl", "jan.bakker@x.nl"}, {Email, "mailto:jan@x.nl?subject=hoi", "jan@x.nl"}, {Email, "Jan Bakker <Jan@X.nl>", "jan@x.nl"},
		{Email, "a@x.nl; b@x.nl", "a@x.nl"}, {Email, "+@x.nl", "+@x.nl"}, {Email, "jan", "KOLOM:JAN"}, {Email, "geen e-mail", ""}, {Email, "onbekend", ""}, {Email, `"Jan, B" <jan@x.nl>`, "jan@x.nl"},
		{Other, "123 4", "KOLOM:1234"}, {Other, "x@y.nl", "x@y.nl"}, {Other, "0", ""},
	} {
		if got := Normalise(c.kind, "KOLOM", c.text); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.kind, c.text, got, c.want)
		}
	}
}

// What is in its one form stays in it.
func TestNormaliseOnce(t *testing.T) {
	for text, kind := range map[string]string{"+31612345678": Phone, "tel:1234": Phone, "sip:jan@example.nl": Phone, "jan@x.nl": Email, "K123AB": ID} {
		if again := Normalise(kind, "NS", text); again != text {
			t.Errorf("%s %q became %q", kind, text, again)
		}
	}
}

// The short way for Dutch numbers gives what the library gives, however a number is written.
func TestDutchIsTheLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	taken := 0
	for range 20_000 {
		national := fmt.Sprintf("%d%08d", 1+r.IntN(9), r.IntN(1e8))
		if r.IntN(8) == 0 {
			national = national[:7+r.IntN(2)]
		}
		form := []string{"0%s", "0031%s", "+31%s", "+31(0)%s", "00310%s", "+31 0%s", "%s", "31%s"}[r.IntN(8)]
		text := fmt.Sprintf(form, national)
		if r.IntN(2) == 0 {
			at := len(text) - 4
			text = text[:at] + []string{" ", "-", ".", " - "}[r.IntN(4)] + text[at:]
		}
		got, ok := dutch(nil, []byte(text))
		if !ok {
			continue
		}
		taken++
		n, err := phonenumbers.Parse(text, "NL")
		if err != nil || !phonenumbers.IsValidNumber(n) || phonenumbers.Format(n, phonenumbers.E164) != "+31"+string(got) {
			t.Fatalf("%q: %s, the library says %v %v", text, got, n, err)
		}
	}
	if taken < 5000 {
		t.Errorf("only %d of 20000 went the short way", taken)
	}
}

func TestNamespace(t *testing.T) {
	for text, want := range map[string]string{"Order-nummer": "ORDER NUMMER", " Cliënt_id [txt]": "CLIENT ID TXT", "": ""} {
		if got := Namespace(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestGuess(t *testing.T) {
	mobiles := []string{"0612345678", "0687654321", "0031 6 11111112"}
	for _, c := range []struct {
		header string
		values []string
		want   string
	}{
		{"Klantnummer", []string{"123", "456"}, ID}, {"klantnummer", mobiles, ID}, {"Telefoonnummer", []string{"123"}, Phone}, {"ANI", mobiles, Phone},
		{"x", mobiles, Phone}, {"Remote", []string{"tel:+31612345678", "sip:a@b"}, Phone}, {"E-mail", nil, Email}, {"contact", []string{"a@b.nl", "c@d.nl"}, Email},
		{"Ordernummer", []string{"1"}, Other}, {"polisnummer", nil, Other}, {"requester_id", []string{"9"}, ID}, {"caller_id", []string{"Caller 12"}, ID},
		{"customer_id", []string{"27644400"}, ID}, {"Beller", []string{"jdevries", "pbakker"}, ID}, {"Beller", []string{"1234", "geheim", "onbekend"}, Phone},
	} {
		if got := Guess(c.header, c.values); got != c.want {
			t.Errorf("%s %v: %s, want %s", c.header, c.values, got, c.want)
		}
	}
}

func TestInspect(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	make := func(n int, one func(i int) string) (all []string) {
		for i := range n {
			all = append(all, one(i))
		}
		return all
	}
	padded := make(2000, func(int) string { return fmt.Sprintf("%08d", r.IntN(1e8)) })
	bare := make(2000, func(int) string { return strings.TrimLeft(fmt.Sprintf("%08d", r.IntN(1e8)), "0") })
	for name, c := range map[string]struct {
		kind   string
		values []string
		want   string
	}{
		"padded":         {ID, padded, ""},
		"bare":           {ID, bare, NoZeros},
		"both":           {ID, append(make(1000, func(i int) string { return strings.TrimLeft(padded[i], "0") }), padded...), NoZeros},
		"growing":        {ID, make(5000, func(i int) string { return fmt.Sprint(i + 1) }), ""},
		"growing far":    {ID, make(99_999, func(i int) string { return fmt.Sprint(i + 1) }), ""},
		"growing sparse": {ID, make(3000, func(i int) string { return fmt.Sprint(i*977 + 5) }), ""},
		"exponents":      {ID, []string{"123", "1.2E+07"}, Exponents},
		"comma":          {Phone, []string{"6,12346E+08"}, Exponents},
		"no exponent":    {ID, []string{"12E05", "1E5", "E+05", "A1E+05"}, ""},
		"rounded":        {ID, make(10, func(int) string { return fmt.Sprintf("%015d0", 1e14+r.Int64N(8e14)) }), Rounded},
		"18 digits":      {ID, make(500, func(int) string { return fmt.Sprintf("87%016d", r.Int64N(1e16)) }), ""},
		"mobiles":        {Phone, make(50, func(int) string { return fmt.Sprintf("6%08d", r.IntN(1e8)) }), NoZeros},
		"phones":         {Phone, make(50, func(int) string { return fmt.Sprintf("06%08d", r.IntN(1e8)) }), ""},
		"words":          {ID, []string{"Caller 1", "Caller 2"}, ""},
		"none":           {ID, nil, ""},
	} {
		d := Inspect(c.kind, len(c.values), func(i int) []byte { return []byte(c.values[i]) })
		if d.How != c.want {
			t.Errorf("%s: %q, want %q", name, d.How, c.want)
		}
		hit := 0
		for _, v := range c.values {
			if d.Of([]byte(v)) {
				hit++
			}
		}
		if (hit > 0) != (c.want != "") {
			t.Errorf("%s: %d damaged", name, hit)
		}
	}
}

func FuzzNormalise(f *testing.F) {
	for _, s := range []string{"06-12 34 56 78", "sip:+31@x", "mailto:a@b", "<@>", "tel:", "+31(0)", "a@b;c@d", "\xff@\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range Kinds {
			if got := Normalise(kind, "NS", text); strings.ContainsAny(got, "\t\r\n") {
				t.Errorf("%s %q: %q", kind, text, got)
			} else if strings.Contains(got, "@") && !strings.Contains(got, ":") && Normalise(Email, "NS", got) != got {
				t.Errorf("%s %q: %q, and then %q", kind, text, got, Normalise(Email, "NS", got))
			}
		}
	})
}
