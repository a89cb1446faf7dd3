package workbench

import (
	"context"
	"encoding/json"
	"maps"
	"strings"

	"eenkeer/analysis/contact"
	"eenkeer/app/kaizen/exchange"
	"eenkeer/app/workspace"
)

// settingLists holds which column is which field in lists of actions that people keep
// themselves: by their header, so that a list that comes every week is asked about once.
const settingLists = "lists"

// mostLists is how many headers are remembered; beyond it the memory begins anew.
const mostLists = 50

// headerOf tells lists with one header apart from others.
func headerOf(columns []string) string {
	var all []string
	for _, c := range columns {
		all = append(all, contact.Fold(c))
	}
	return strings.Join(all, "\n")
}

func readLists(ctx context.Context, ws *workspace.Workspace) (map[string]exchange.Mapping, error) {
	all := map[string]exchange.Mapping{}
	text, ok, err := ws.Setting(ctx, settingLists)
	if err == nil && ok && json.Unmarshal([]byte(text), &all) != nil {
		all = map[string]exchange.Mapping{}
	}
	return all, err
}

// ListMapping gives which column of a list of actions holds which field: as it was when
// a list with this header was taken in before, else by what the columns are called.
func ListMapping(ctx context.Context, ws *workspace.Workspace, s exchange.Sheet) (exchange.Mapping, error) {
	all, err := readLists(ctx, ws)
	if err != nil {
		return nil, err
	}
	m, known := all[headerOf(s.Columns)]
	if !known {
		return exchange.Guess(s.Columns), nil
	}
	maps.DeleteFunc(m, func(_ exchange.Field, column int) bool { return column < 0 || column >= len(s.Columns) })
	return m, nil
}

// KeepListMapping remembers which column of a list of actions holds which field, when it
// is not what the columns are called.
func KeepListMapping(ctx context.Context, ws *workspace.Workspace, s exchange.Sheet, m exchange.Mapping) error {
	all, err := readLists(ctx, ws)
	if err != nil {
		return err
	}
	header := headerOf(s.Columns)
	before, known := all[header]
	switch usual := maps.Equal(m, exchange.Guess(s.Columns)); {
	case known && maps.Equal(before, m), !known && usual:
		return nil
	case usual:
		delete(all, header)
	default:
		if len(all) >= mostLists {
			clear(all)
		}
		all[header] = m
	}
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return ws.SetSetting(ctx, settingLists, string(data))
}
