package workbench

import "testing"

// What is a code already needs no other; anything that may be a name does.
func TestNamesSomebody(t *testing.T) {
	for agent, want := range map[string]bool{
		"": false, "M014": false, "10023": false, "agt7": false, "AGT7": false, "xx12": false, "Anne": true, "J. Bakker": true, "J2": false, "M014a": true, "M-014": true, "é1": true, "Bo": true,
	} {
		if got := namesSomebody(agent); got != want {
			t.Errorf("%q: %v", agent, got)
		}
	}
}
