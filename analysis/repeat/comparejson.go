package repeat

import "encoding/json"

type countsJSON struct {
	Contacts     int      `json:"contacts"`
	Repeats      int      `json:"repeats"`
	RepeatRate   *float64 `json:"repeat_rate"`
	RepeatLow    *float64 `json:"repeat_low"`
	RepeatHigh   *float64 `json:"repeat_high"`
	Ripe         int      `json:"ripe"`
	Followed     int      `json:"followed"`
	FollowedRate *float64 `json:"followed_rate"`
	FollowedLow  *float64 `json:"followed_low"`
	FollowedHigh *float64 `json:"followed_high"`
}

// json gives counts with both rates and their intervals.
func (c Counts) json() countsJSON {
	r, f := c.Repeat(), c.Follow()
	return countsJSON{c.Contacts, c.Repeats, number(r.Value), number(r.Low), number(r.High), c.Ripe, c.Followed, number(f.Value), number(f.Low), number(f.High)}
}

type episodesJSON struct {
	Episodes   int      `json:"episodes"`
	Contacts   int      `json:"contacts"`
	PerEpisode *float64 `json:"contacts_per_episode"`
	OneAndDone int      `json:"one_and_done"`
	Longest    int      `json:"longest"`
}

type touchJSON struct {
	Switch   Switch     `json:"switch"`
	Contacts int        `json:"contacts"`
	Changed  int        `json:"changed"`
	Without  countsJSON `json:"without"`
}

type curvePointJSON struct {
	Window Span    `json:"window"`
	Days   float64 `json:"days"`
	countsJSON
}

type comparedJSON struct {
	Definition  Definition `json:"definition"`
	NotEligible int        `json:"not_eligible"`
	RipeUntil   string     `json:"ripe_until"`
	countsJSON
	Episodes episodesJSON     `json:"episodes"`
	Touches  []touchJSON      `json:"touches,omitempty"`
	Curve    []curvePointJSON `json:"curve,omitempty"`
}

// MarshalJSON writes the comparison as the command line promises: rates are
// fractions, null where there is nothing to divide by, each with its Wilson interval.
func (c Comparison) MarshalJSON() ([]byte, error) {
	items := []comparedJSON{}
	for _, i := range c.Items {
		item := comparedJSON{
			Definition: i.Definition, NotEligible: i.Data.NotEligible, RipeUntil: wallClock(i.Definition.WindowBefore(i.Data.To)), countsJSON: i.Total.json(),
			Episodes: episodesJSON{i.Episodes.Episodes, i.Episodes.Contacts, number(i.Episodes.PerEpisode()), i.Episodes.OneAndDone, i.Episodes.Longest},
		}
		for _, t := range i.Touches {
			item.Touches = append(item.Touches, touchJSON{t.Switch, t.Contacts, t.Changed, t.Without.json()})
		}
		for _, p := range i.Curve {
			item.Curve = append(item.Curve, curvePointJSON{p.Window, p.Days, p.Counts.json()})
		}
		items = append(items, item)
	}
	return json.Marshal(struct {
		Selection   Selection      `json:"selection"`
		Data        Data           `json:"data"`
		Coverage    *float64       `json:"coverage"`
		Definitions []comparedJSON `json:"definitions"`
	}{c.Selection, c.Data, number(c.Data.Coverage()), items})
}
