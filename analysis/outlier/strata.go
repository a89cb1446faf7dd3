package outlier

// LeastStratum is the number of ripe contacts a stratum needs.
const LeastStratum = 30

// MergeStrata puts the cells of a table together until each stratum holds at least `least` contacts. counts is the table, row
// by row; sizes are the sizes of its dimensions, the one to give up first standing last. Cells that are too small are put
// together with the small ones beside them in all other dimensions; what is still too small gives up the dimension before
// that one, and so on. What is left over at the end joins the smallest stratum. stratum says for each cell which stratum it
// is in (−1 for an empty cell), n how many contacts each stratum has.
func MergeStrata(counts, sizes []int, least int) (stratum, n []int) {
	stratum = make([]int, len(counts))
	var small []int // cells without a stratum
	for i, c := range counts {
		stratum[i] = -1
		switch {
		case c >= least:
			stratum[i] = len(n)
			n = append(n, c)
		case c > 0:
			small = append(small, i)
		}
	}
	width := 1
	for d := len(sizes) - 1; d >= 0 && len(small) > 0; d-- {
		width *= sizes[d]
		var left []int
		for from := 0; from < len(small); {
			until, sum := from, 0
			for until < len(small) && small[until]/width == small[from]/width {
				sum += counts[small[until]]
				until++
			}
			if sum >= least {
				for _, i := range small[from:until] {
					stratum[i] = len(n)
				}
				n = append(n, sum)
			} else {
				left = append(left, small[from:until]...)
			}
			from = until
		}
		small = left
	}
	if len(small) == 0 {
		return stratum, n
	}
	to := 0
	if len(n) == 0 {
		n = append(n, 0)
	}
	for s := range n {
		if n[s] < n[to] {
			to = s
		}
	}
	for _, i := range small {
		stratum[i] = to
		n[to] += counts[i]
	}
	return stratum, n
}
