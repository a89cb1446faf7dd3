package figure

import (
	"encoding/json"

	"eenkeer/analysis/effect"
)

// MarshalJSON writes the effect as the analysis has it, with what it is worth.
func (e Effect) MarshalJSON() ([]byte, error) {
	data, err := json.Marshal(e.Result)
	if err != nil {
		return nil, err
	}
	worth, err := json.Marshal(struct {
		Cost  effect.Range `json:"cost_a_contact"`
		Euros effect.Range `json:"euros_saved_a_month"`
	}{e.Cost, e.Euros})
	if err != nil {
		return nil, err
	}
	return append(append(data[:len(data)-1], ','), worth[1:]...), nil
}
