package kaizen

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// anyItem draws an item as JSON: values, lists of plain values and of numbered
// elements, nested twice.
func anyItem(t *rapid.T, depth int) map[string]any {
	m := map[string]any{}
	for _, key := range []string{"title", "due", "n", "tags", "causes", "ideas"} {
		switch rapid.IntRange(0, 5).Draw(t, key) {
		case 0:
		case 1:
			m[key] = rapid.StringN(0, 6, -1).Draw(t, "text")
		case 2:
			m[key] = rapid.Float64Range(-9, 9).Draw(t, "number")
		case 3:
			m[key] = rapid.SliceOfN(rapid.StringN(0, 3, -1), 0, 3).Draw(t, "texts")
		default:
			if depth == 0 {
				continue
			}
			var list []any
			for _, id := range rapid.Permutation([]int{1, 2, 3, 10}).Draw(t, "ids")[:rapid.IntRange(0, 4).Draw(t, "elements")] {
				x := anyItem(t, depth-1)
				x["id"] = id
				list = append(list, x)
			}
			if list == nil {
				list = []any{}
			}
			m[key] = list
		}
	}
	return m
}

func encoded(t *rapid.T, v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decoded(t *rapid.T, data []byte) any {
	v, err := tree(data)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// The differences of two items lead from one to the other and back, whatever is in them.
func TestDifferencesLeadThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := encoded(t, anyItem(t, 2)), encoded(t, anyItem(t, 2))
		fields, err := differences(a, b)
		if err != nil {
			t.Fatal(err)
		}
		kept := encoded(t, fields) // as a workspace keeps them
		fields = nil
		if err := json.Unmarshal(kept, &fields); err != nil {
			t.Fatal(err)
		}
		there, err := applied(a, fields, false)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(decoded(t, b), decoded(t, there)); d != "" {
			t.Fatal(d)
		}
		back, err := applied(b, fields, true)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(decoded(t, a), decoded(t, back)); d != "" {
			t.Fatal(d)
		}
	})
}

// A change of one field of one element says just that.
func TestDifferencesAreSmall(t *testing.T) {
	for _, x := range []struct{ from, to, want string }{
		{`{"id":1,"due":"2026-07-04"}`, `{"id":1,"due":"2026-07-11"}`, `[{"path":"due","from":"2026-07-04","to":"2026-07-11"}]`},
		{`{"causes":[{"id":3,"text":"a"},{"id":4,"text":"b","whys":[{"id":1,"text":"c"}]}]}`, `{"causes":[{"id":3,"text":"a"},{"id":4,"text":"b","whys":[{"id":1,"text":"d"}]}]}`,
			`[{"path":"causes/4/whys/1/text","from":"c","to":"d"}]`},
		{`{"causes":[{"id":3},{"id":4}]}`, `{"causes":[{"id":4},{"id":3}]}`, `[{"path":"causes/","from":[3,4],"to":[4,3]}]`},
		{`{"causes":[{"id":3}]}`, `{"causes":[{"id":3},{"id":4}]}`, `[{"path":"causes/4","to":{"id":4}},{"path":"causes/","from":[3],"to":[3,4]}]`},
		{`{"tags":["a"]}`, `{"tags":["b"]}`, `[{"path":"tags","from":["a"],"to":["b"]}]`},
		{`{"owner":3}`, `{}`, `[{"path":"owner","from":3}]`},
		{`{"a":1}`, `{"a":1}`, `null`},
	} {
		fields, err := differences([]byte(x.from), []byte(x.to))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := json.Marshal(fields); string(got) != x.want {
			t.Errorf("%s → %s: %s, want %s", x.from, x.to, got, x.want)
		}
	}
}

// Taking back a change of something that was changed again is refused, not guessed at.
func TestTakingBackWhatMovedOn(t *testing.T) {
	fields, err := differences([]byte(`{"title":"a","due":"x"}`), []byte(`{"title":"b","due":"x"}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := applied([]byte(`{"title":"b","due":"y"}`), fields, true); err != nil || string(got) != `{"due":"y","title":"a"}` {
		t.Errorf("%s %v", got, err)
	}
	if got, err := applied([]byte(`{"title":"c"}`), fields, true); err == nil {
		t.Errorf("%s", got)
	}
}
