package workspace

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func numbersRoundTrip[T number](t *rapid.T, name string, one *rapid.Generator[T]) {
	values := rapid.SliceOfN(one, 0, 3000).Draw(t, name)
	if rapid.Bool().Draw(t, name+" sorted") {
		slices.Sort(values)
	}
	back(t, name, values)
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func back[T number](t fataler, name string, values []T) []byte {
	t.Helper()
	u := newUnpacker()
	defer u.close()
	data, high := packNumbers(newPacker(), nil, values)
	if len(values) > 0 && T(high) != slices.Max(values) {
		t.Fatalf("%s: highest %d, want %d", name, high, slices.Max(values))
	}
	got := make([]T, len(values))
	if err := unpackNumbers(u, got, data); err != nil || !slices.Equal(got, values) {
		t.Fatalf("%s: %v comes back as %v (%v)", name, values, got, err)
	}
	return data
}

func TestNumbersComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbersRoundTrip(t, "u8", rapid.Uint8())
		numbersRoundTrip(t, "u16", rapid.Uint16())
		numbersRoundTrip(t, "u32", rapid.Uint32())
		numbersRoundTrip(t, "i32", rapid.Int32())
		numbersRoundTrip(t, "i64", rapid.Int64())
		unit := rapid.SampledFrom([]int64{1, 1000, 60000}).Draw(t, "unit")
		numbersRoundTrip(t, "times", rapid.Map(rapid.Int64Range(-1e8, 1e9), func(n int64) int64 { return 7 + n*unit }))
		step := rapid.Int32Range(-1e5, 1e5)
		values := rapid.SliceOfN(step, 0, 500).Draw(t, "walk")
		for i := 1; i < len(values); i++ {
			values[i] = values[i-1] + values[i]%100
		}
		back(t, "walk", values)
	})
}

func TestNumbersAtTheEdges(t *testing.T) {
	back(t, "extremes", []int64{math.MinInt64, math.MaxInt64, 0, math.MaxInt64, math.MinInt64})
	back(t, "none", []int32{})
	back(t, "minus one", []int32{-1, -1, -1})
	lines := make([]uint32, 100_000)
	for i := range lines {
		lines[i] = uint32(i + 2)
	}
	if size := len(back(t, "lines", lines)); size > 40 {
		t.Errorf("lines that follow one another take %d bytes", size)
	}
	seconds := make([]int64, 100_000)
	for i := range seconds {
		seconds[i] = 1.7e12 + int64(i*i%7+i*20)*1000
	}
	if size := len(back(t, "seconds", seconds)); size > 100_000 {
		t.Errorf("times in order take %d bytes for 100000", size)
	}
}

func TestTextsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.String(), 0, 200).Draw(t, "texts")
		if rapid.Bool().Draw(t, "one length") {
			all = rapid.SliceOfN(rapid.StringN(6, 6, 6), 0, 200).Draw(t, "even")
		}
		var data []byte
		var ends []uint64
		for _, s := range all {
			data = append(data, s...)
			ends = append(ends, uint64(len(data)))
		}
		from := 0
		if len(all) > 0 {
			from = rapid.IntRange(0, len(all)-1).Draw(t, "from")
		}
		start := uint64(0)
		if from > 0 {
			start = ends[from-1]
		}
		blob := packTexts(newPacker(), nil, data, start, ends[from:])
		u := newUnpacker()
		defer u.close()
		got, gotEnds := make([]byte, uint64(len(data))-start), make([]uint64, len(ends)-from)
		if err := unpackTexts(u, got, gotEnds, start, blob); err != nil {
			t.Fatal(err)
		}
		if string(got) != string(data[start:]) || !slices.Equal(gotEnds, ends[from:]) {
			t.Fatalf("%q comes back as %q", data[start:], got)
		}
	})
}

// What comes from a file is not trusted, even when its sum is right.
func FuzzUnpack(f *testing.F) {
	data, _ := packNumbers(newPacker(), nil, []int64{1, 60001, 120001})
	f.Add(data)
	f.Add(packTexts(newPacker(), nil, []byte("abcd"), 0, []uint64{2, 4}))
	f.Fuzz(func(t *testing.T, data []byte) {
		u := newUnpacker()
		defer u.close()
		_ = unpackNumbers(u, make([]int64, 3), data)
		_ = unpackNumbers(u, make([]uint8, 3), data)
		_ = unpackTexts(u, make([]byte, 4), make([]uint64, 2), 0, data)
	})
}
