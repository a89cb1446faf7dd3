package ingest

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"eenkeer/analysis/contact"
)

// healthCSV has a Sunday (7 June 2026) without contacts.
const healthCSV = `id;klant;datum;reden;duur;notitie
1;A;05-06-2026 08:00;x;10;
2;A;05-06-2026 17:00;;;hallo
3;B;06-06-2026 08:30;x;;
4;A;06-06-2026 16:30;;20;
5;;08-06-2026 07:30;x;30;
6;B;08-06-2026 19:00;x;;dag
;C;08-06-2026 12:00;x;;
`

func TestHealth(t *testing.T) {
	m := fields("contact_id=id", "customer=klant", "time=datum", "reason=reden", "handle_seconds=duur", "note=notitie")
	_, r := imported(t, open(t, write(t, "a.csv", healthCSV)), m)
	h := r.Health
	if h == nil {
		t.Fatal("nothing was counted")
	}
	if want := time.Date(2026, 6, 5, 0, 0, 0, 0, time.UTC); !h.Start.Equal(want) || !reflect.DeepEqual(h.Days, []int{2, 2, 0, 3}) {
		t.Error(h.Start, h.Days)
	}
	if h.Opens != 8*60 || h.Closes != 17*60 {
		t.Error("usual hours:", h.Opens, h.Closes)
	}
	want := map[contact.Field]int{contact.FieldID: 6, contact.FieldReason: 5, contact.FieldHandle: 3, contact.FieldNote: 2}
	if !reflect.DeepEqual(h.Filled, want) {
		t.Error(h.Filled)
	}
	if !reflect.DeepEqual(h.Top, []KeyCount{{"A", 3}, {"B", 2}}) || h.Customers != 3 {
		t.Error(h.Top, h.Customers)
	}
	if h.Dates != (DateRule{Order: "dmy", Either: 7}) {
		t.Errorf("%+v", h.Dates)
	}
	text, err := json.Marshal(r)
	var back Report
	if err == nil {
		err = json.Unmarshal(text, &back)
	}
	if err != nil || !reflect.DeepEqual(back.Health, h) {
		t.Error("not kept as it is:", err, string(text))
	}
}

func TestHealthOfNothingKept(t *testing.T) {
	table, err := Open(t.Context(), write(t, "a.csv", healthCSV), Options{NoHash: true})
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	if _, r := imported(t, table, fields("customer=klant", "time=datum")); r.Health != nil {
		t.Error("counted for nobody")
	}
}

func TestHealthOfALongSpan(t *testing.T) {
	h := &Health{}
	h.spread([]int64{0, -1, 40 * 366 * dayMS})
	if h.Days != nil || h.Start.Format(time.DateOnly) != "1969-12-31" {
		t.Error(h.Start, len(h.Days))
	}
	h.spread([]int64{0, -1})
	if !reflect.DeepEqual(h.Days, []int{1, 1}) {
		t.Error("a time before 1970 is on its own day:", h.Days)
	}
}

func TestMostContacts(t *testing.T) {
	b := &contact.Batch{}
	e := contact.NewEncoder(0)
	const keys = 200
	var codes []uint32
	for k := range keys { // key k comes (k*37)%keys times
		code := e.Code([]byte{byte('a' + k/26), byte('a' + k%26)})
		for range k * 37 % keys {
			codes = append(codes, code)
		}
	}
	b.Keys = []contact.KeyColumn{{Codes: contact.NewCodes(len(codes), e.Dict().Len()), Dict: *e.Dict()}}
	for i, c := range codes {
		b.Keys[0].Set(i, c)
	}
	b.Time = make([]int64, len(codes))
	h := &Health{}
	h.customers(b)
	if len(h.Top) != mostTop || h.Customers != keys-1 {
		t.Fatal(len(h.Top), h.Customers)
	}
	for i, k := range h.Top {
		if k.Contacts != keys-1-i {
			t.Fatalf("place %d has %d contacts, not %d", i, k.Contacts, keys-1-i)
		}
	}
}
