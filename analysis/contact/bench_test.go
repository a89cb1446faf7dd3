package contact_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/contact/contacttest"
)

// BenchmarkBuildKeys builds a log of one stored batch with one and with three columns
// of customer keys; the second two join customers.
func BenchmarkBuildKeys(b *testing.B) {
	for _, columns := range []int{1, 3} {
		b.Run(fmt.Sprint(columns), func(b *testing.B) {
			n := contacttest.Rows()
			batch := contacttest.Batch(n)
			r := rand.New(rand.NewPCG(1, 2))
			for k := 1; k < columns; k++ {
				e := contact.NewEncoder(n / 4)
				for i := range n / 4 {
					e.Code(fmt.Appendf(nil, "+316%d%07d", k, i))
				}
				codes := contact.NewCodes(n, e.Dict().Len())
				for i := range n {
					codes.Set(i, batch.Keys[0].At(i)) // everyone their own number,
					if r.IntN(20) == 0 {
						codes.Set(i, uint32(r.IntN(e.Dict().Len()))) // now and then another's
					}
				}
				batch.Keys = append(batch.Keys, contact.KeyColumn{Name: fmt.Sprint("telefoon", k), Kind: "phone", Codes: codes, Dict: *e.Dict()})
			}
			batch.Order()
			for b.Loop() {
				again := *batch // its columns are not changed, but let go of
				again.Keys = append([]contact.KeyColumn{}, batch.Keys...)
				contact.Build([]*contact.Batch{&again}, contact.Rules{})
			}
		})
	}
}
