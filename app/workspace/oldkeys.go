package workspace

import (
	"encoding/json"

	"eenkeer/analysis/contact"
	"eenkeer/analysis/key"
)

// empty gives the batch that the contacts are read into: with its columns of
// customer keys, and nothing in them.
func (b Batch) empty() *contact.Batch {
	out := &contact.Batch{Source: b.Source}
	for _, k := range b.Keys {
		out.Keys = append(out.Keys, contact.KeyColumn{Name: k.Name, Kind: k.Kind})
	}
	if b.Keys == nil { // version 1 had one, as it stood in the file
		name, _ := b.oldKeyName()
		out.Keys = []contact.KeyColumn{{Name: name, Kind: key.ID}}
	}
	return out
}

// oldKeyName gives the column that the customer keys of a batch of version 1 are
// from, if its mapping says so.
func (b Batch) oldKeyName() (name string, known bool) {
	var m struct{ Fields map[contact.Field][]string }
	if json.Unmarshal(b.Mapping, &m) == nil && len(m.Fields[contact.FieldCustomer]) == 1 {
		return m.Fields[contact.FieldCustomer][0], true
	}
	return string(contact.FieldCustomer), false
}

// guessed is how many keys of a batch of version 1 are looked at to know their kind.
const guessed = 1000

// normalise brings the customer keys of a batch of version 1 to the form that keys
// have now, so that they meet those of newer batches.
func normalise(b *contact.Batch, info Batch) {
	k := &b.Keys[0]
	if k.Width() == 0 {
		b.Keys = nil
		return
	}
	if _, known := info.oldKeyName(); known {
		var some []string
		for c := 1; c < min(k.Dict.Len(), guessed); c++ {
			some = append(some, k.Dict.Text(uint32(c)))
		}
		k.Kind = key.Guess(k.Name, some)
	}
	namespace := key.Namespace(k.Name)
	e := contact.NewEncoder(k.Dict.Len())
	to := make([]uint32, k.Dict.Len())
	var form []byte
	for c := uint32(1); int(c) < len(to); c++ {
		form = key.Append(form[:0], k.Kind, namespace, k.Dict.Bytes(c))
		to[c] = e.Code(form)
	}
	for i := range k.Len() {
		k.Set(i, to[k.At(i)])
	}
	k.Dict = *e.Dict()
}
