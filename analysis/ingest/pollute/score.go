package pollute

import (
	"strings"
)

// Measures are the benchmark's ten, each from 0 to 1: success, then precision,
// recall and F1 of header, records and cells (pollock/metrics.py).
type Measures [10]float64

// Sum is the score of a file, out of 10.
func (m Measures) Sum() float64 {
	sum := 0.0
	for _, v := range m {
		sum += v
	}
	return sum
}

// Score compares what was read with what is right. The first row of each counts
// as its header, also where there is none.
func Score(clean, loaded [][]string) Measures {
	m := Measures{1}
	if len(clean) == 0 {
		return Measures{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	}
	var header []string
	var rows [][]string
	if len(loaded) > 0 {
		header, rows = loaded[0], loaded[1:]
	}
	m[1], m[2], m[3] = overlap(folded(clean[0]), folded(header))
	m[4], m[5], m[6] = overlap(joined(clean[1:]), joined(rows))
	m[7], m[8], m[9] = overlap(flat(clean), flat(loaded))
	return m
}

// overlap gives the shares of two bags of texts that are in both, of the first
// and of the second, and their harmonic mean.
func overlap(source, loaded []string) (precision, recall, f1 float64) {
	if len(source) == 0 {
		return 1, 1, 1
	}
	count := map[string]int{}
	for _, s := range source {
		count[s]++
	}
	both := 0
	for _, l := range loaded {
		if count[l] > 0 {
			count[l]--
			both++
		}
	}
	if both == 0 {
		return 0, 0, 0
	}
	precision, recall = float64(both)/float64(len(source)), float64(both)/float64(len(loaded))
	return precision, recall, 2 * precision * recall / (precision + recall)
}

// folded brings texts to one case; the benchmark also writes numbers and dates in
// one way, which changes nothing for a reader that leaves cells as they stand.
func folded(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = strings.ToLower(c)
	}
	return out
}

// joined makes one text of every record.
func joined(rows [][]string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = strings.Join(folded(row), "")
	}
	return out
}

func flat(rows [][]string) []string {
	var out []string
	for _, row := range rows {
		out = append(out, row...)
	}
	return out
}
