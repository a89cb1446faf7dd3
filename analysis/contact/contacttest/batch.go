// Package contacttest makes large batches for benchmarks. Nothing but tests
// imports it.
package contacttest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"

	"eenkeer/analysis/contact"
)

// Rows is the size of the log that benchmarks work on: EENKEER_BENCH_ROWS, or a
// million. The figures in BENCHMARKS.md are for ten million.
func Rows() int {
	if n, err := strconv.Atoi(os.Getenv("EENKEER_BENCH_ROWS")); err == nil && n > 0 {
		return n
	}
	return 1_000_000
}

// Batch makes n contacts, about four a customer, over 18 months in order of time,
// with the dimensions and numbers that an export has. The same n gives the same
// batch.
func Batch(n int) *contact.Batch {
	r := rand.New(rand.NewPCG(1, 2))
	customers := contact.NewEncoder(n / 4)
	for i := range n / 4 {
		customers.Code(fmt.Appendf(nil, "K%08d", i))
	}
	b := &contact.Batch{}
	b.Time = make([]int64, n)
	known := customers.Dict().Len()
	keys := contact.NewCodes(n, known)
	b.Handle = make([]int32, n)
	start := int64(1_735_689_600_000)
	span := int64(540 * 24 * 3600 * 1000)
	for i := range n {
		b.Time[i] = start + span*int64(i)/int64(n)/1000*1000
		keys.Set(i, uint32(r.IntN(known))) // code 0: some without a key
		b.Handle[i] = int32(r.IntN(900))
	}
	b.Keys = []contact.KeyColumn{{Name: "customer", Kind: "id", Codes: keys, Dict: *customers.Dict()}}
	for d, size := range []int{12, 60, 8, 9, 70, 3, 2, 4} { // by the order of contact.Stored
		e := contact.NewEncoder(size)
		for k := range size {
			e.Code(fmt.Appendf(nil, "value %d", k))
		}
		codes := contact.NewCodes(n, size+1)
		for i := range n {
			codes.Set(i, uint32(1+r.IntN(size)))
		}
		b.Columns[d] = contact.Column{Codes: codes, Dict: *e.Dict()}
	}
	return b
}
