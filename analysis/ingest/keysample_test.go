package ingest

import (
	"reflect"
	"testing"
)

func TestKeySample(t *testing.T) {
	table := open(t, write(t, "a.csv", `klantnummer;telefoon;order;datum
A1;0612345678;77;05-06-2026 08:00
A1;06-12345678;78;05-06-2026 09:00
onbekend;;79;05-06-2026 10:00
b 2;0201234567;;05-06-2026 11:00
`))
	m := fields("customer=klantnummer+telefoon+order+weg", "time=datum")
	m.Missing["customer"] = []string{"onbekend"}
	got, rows := table.KeySample(m)
	want := []KeyCoverage{
		{Column: "klantnummer", Kind: "id", Filled: 3, Distinct: 2},
		{Column: "telefoon", Kind: "phone", Filled: 3, Distinct: 2},
		{Column: "order", Kind: "other", Filled: 3, Distinct: 3},
	}
	if rows != 4 || !reflect.DeepEqual(got, want) {
		t.Errorf("%d rows: %+v", rows, got)
	}
	m.KeyKinds = map[string]string{"order": "phone"}
	if got, _ = table.KeySample(m); got[2].Kind != "phone" {
		t.Error("a kind that was chosen is overlooked")
	}
}
