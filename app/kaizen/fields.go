package kaizen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Field is one field of an item that changed. Path names it as in the JSON of the item,
// with the number of an element of a list: "due", "causes/4/text". A path that ends in
// "/" is the order of a list: its numbers. From and To are JSON; nil is absent.
type Field struct {
	Path string          `json:"path"`
	From json.RawMessage `json:"from,omitempty"`
	To   json.RawMessage `json:"to,omitempty"`
}

// Parts gives the path in parts.
func (f Field) Parts() []string { return strings.Split(f.Path, "/") }

// tree reads JSON with its numbers as they stand.
func tree(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	err := d.Decode(&v)
	return v, err
}

// differences gives the fields that differ between two items as JSON; nil for an item
// that is not there.
func differences(before, after []byte) ([]Field, error) {
	from, to := any(map[string]any{}), any(map[string]any{})
	var err error
	if before != nil {
		if from, err = tree(before); err != nil {
			return nil, err
		}
	}
	if after != nil {
		if to, err = tree(after); err != nil {
			return nil, err
		}
	}
	var all []Field
	compare("", from, to, &all)
	return all, nil
}

// absent stands for what is not there.
type absent struct{}

func compare(path string, from, to any, all *[]Field) {
	if fm, ok := from.(map[string]any); ok {
		if tm, ok := to.(map[string]any); ok {
			compareObjects(path, fm, tm, all)
			return
		}
	}
	fl, fids := numbered(from)
	tl, tids := numbered(to)
	if fl != nil && tl != nil {
		compareLists(path, fl, tl, fids, tids, all)
		return
	}
	f, t := raw(from), raw(to)
	if !bytes.Equal(f, t) {
		*all = append(*all, Field{path, f, t})
	}
}

func compareObjects(path string, from, to map[string]any, all *[]Field) {
	keys := slices.Sorted(maps.Keys(from))
	for key := range to {
		if _, there := from[key]; !there {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		compare(join(path, key), orAbsent(from, key), orAbsent(to, key), all)
	}
}

func compareLists(path string, from, to map[string]any, fids, tids []string, all *[]Field) {
	for _, id := range fids {
		compare(join(path, id), from[id], orAbsent(to, id), all)
	}
	for _, id := range tids {
		if _, there := from[id]; !there {
			compare(join(path, id), absent{}, to[id], all)
		}
	}
	if !slices.Equal(fids, tids) {
		*all = append(*all, Field{path + "/", order(fids), order(tids)})
	}
}

func order(ids []string) json.RawMessage { return json.RawMessage("[" + strings.Join(ids, ",") + "]") }

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}

func orAbsent(m map[string]any, key string) any {
	if v, there := m[key]; there {
		return v
	}
	return absent{}
}

func raw(v any) json.RawMessage {
	if _, gone := v.(absent); gone {
		return nil
	}
	data, err := json.Marshal(v)
	if err != nil {
		panic("kaizen: " + err.Error()) // what came out of JSON goes into it
	}
	return data
}

// numbered gives a list whose elements are objects with numbers of their own, by number;
// nil for anything else. An empty list is one.
func numbered(v any) (byID map[string]any, ids []string) {
	list, ok := v.([]any)
	if !ok {
		return nil, nil
	}
	byID = map[string]any{}
	for _, x := range list {
		m, ok := x.(map[string]any)
		if !ok {
			return nil, nil
		}
		id, ok := m["id"].(json.Number)
		if !ok {
			return nil, nil
		}
		if _, twice := byID[id.String()]; twice {
			return nil, nil
		}
		byID[id.String()] = m
		ids = append(ids, id.String())
	}
	return byID, ids
}

// errMoved says that an item is not as a change left it.
type errMoved string

func (e errMoved) Error() string { return fmt.Sprintf("kaizen: %s has changed since", string(e)) }

// applied gives an item with changes to its fields made, or taken back when back. Each
// field must stand as the change found it: what has changed since is an error.
func applied(body []byte, fields []Field, back bool) ([]byte, error) {
	v, err := tree(body)
	if err != nil {
		return nil, err
	}
	m, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("kaizen: an item that is no object")
	}
	// Elements before orders: an order names elements that must be there.
	for _, orders := range []bool{false, true} {
		for _, f := range fields {
			if strings.HasSuffix(f.Path, "/") != orders {
				continue
			}
			from, to := f.From, f.To
			if back {
				from, to = to, from
			}
			if err := set(m, f.Path, strings.Split(f.Path, "/"), from, to); err != nil {
				return nil, err
			}
		}
	}
	return json.Marshal(m)
}

// set puts a value at a path in place of what must be there.
func set(m map[string]any, path string, parts []string, from, to json.RawMessage) error {
	key := parts[0]
	if len(parts) == 1 {
		if !bytes.Equal(raw(orAbsent(m, key)), from) {
			return errMoved(path)
		}
		return place(m, key, to)
	}
	switch child := m[key].(type) {
	case map[string]any:
		return set(child, path, parts[1:], from, to)
	case []any:
		list, err := setInList(child, path, parts[1:], from, to)
		if err != nil {
			return err
		}
		m[key] = list
		return nil
	}
	return errMoved(path)
}

func place(m map[string]any, key string, to json.RawMessage) error {
	if to == nil {
		delete(m, key)
		return nil
	}
	v, err := tree(to)
	m[key] = v
	return err
}

func setInList(list []any, path string, parts []string, from, to json.RawMessage) ([]any, error) {
	byID, ids := numbered(list)
	if byID == nil {
		return nil, errMoved(path)
	}
	id := parts[0]
	if id == "" {
		return reordered(byID, ids, to)
	}
	if len(parts) > 1 {
		m, ok := byID[id].(map[string]any)
		if !ok {
			return nil, errMoved(path)
		}
		return list, set(m, path, parts[1:], from, to)
	}
	if !bytes.Equal(raw(orAbsent(byID, id)), from) {
		return nil, errMoved(path)
	}
	at := slices.Index(ids, id)
	switch {
	case to == nil:
		return slices.Delete(list, at, at+1), nil
	case at < 0:
		v, err := tree(to)
		return append(list, v), err
	}
	v, err := tree(to)
	list[at] = v
	return list, err
}

// reordered puts a list in an order; elements that came since stay behind those it names.
func reordered(byID map[string]any, ids []string, to json.RawMessage) ([]any, error) {
	var wanted []json.Number
	if err := json.Unmarshal(to, &wanted); err != nil {
		return nil, err
	}
	out := []any{}
	for _, id := range wanted {
		if x, there := byID[id.String()]; there { // what was taken out since has no place
			out = append(out, x)
		}
	}
	for _, id := range ids {
		if !slices.Contains(wanted, json.Number(id)) {
			out = append(out, byID[id])
		}
	}
	return out, nil
}

// element gives the number in a part of a path; 0 for a name.
func element(part string) ID {
	n, err := strconv.ParseInt(part, 10, 64)
	if err != nil {
		return 0
	}
	return ID(n)
}
