package sample

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestQueueGivesTheEarliest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var q queue
	var held []int64
	for range 20_000 {
		if r.IntN(5) < 3 || len(held) == 0 {
			at := r.Int64N(5_000)
			q.push(pending{at: at})
			i, _ := slices.BinarySearch(held, at)
			held = slices.Insert(held, i, at)
			continue
		}
		if got := q.pop().at; got != held[0] {
			t.Fatalf("got %d, want %d", got, held[0])
		}
		held = held[1:]
	}
}

func TestAliasFollowsWeights(t *testing.T) {
	weights := []float64{3, 0, 1, 0.5, 10}
	a := newAlias(weights)
	source := rand.NewPCG(3, 4)
	const n = 200_000
	got := make([]float64, len(weights))
	for range n {
		got[a.draw(source.Uint64())]++
	}
	for i, w := range weights {
		want := n * w / 14.5
		if math.Abs(got[i]-want) > 5*math.Sqrt(want) {
			t.Errorf("index %d drawn %v times, want about %v", i, got[i], want)
		}
	}
}
