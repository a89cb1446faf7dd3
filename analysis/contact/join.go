package contact

// join lays batches one behind the other, in one dictionary for each column,
// without the contacts that a later batch has again.
func join(batches []*Batch) (*Batch, origin) {
	dead := replacedRows(batches)
	n := 0
	for i, b := range batches {
		n += b.Len()
		if dead != nil {
			for _, d := range dead[i] {
				if d {
					n--
				}
			}
		}
	}
	j := joiner{dead: dead, n: n, batches: batches}
	out := &Batch{}
	from := origin{make([]uint16, 0, n), make([]uint32, 0, n)}
	out.Time = make([]int64, 0, n)
	for i, b := range batches {
		for r := range b.Len() {
			if j.lives(i, r) {
				out.Time = append(out.Time, b.Time[r])
				from.batch, from.row = append(from.batch, uint16(i)), append(from.row, uint32(r))
			}
		}
	}
	out.Customer, out.Customers = j.codes(func(b *Batch) (Codes, *Dict) { return b.Customer, &b.Customers })
	for d := range Stored {
		out.Columns[d].Codes, out.Columns[d].Dict = j.codes(func(b *Batch) (Codes, *Dict) { return b.Columns[d].Codes, &b.Columns[d].Dict })
	}
	out.Length = j.numbers(func(b *Batch) []int32 { return b.Length })
	out.Handle = j.numbers(func(b *Batch) []int32 { return b.Handle })
	out.Wait = j.numbers(func(b *Batch) []int32 { return b.Wait })
	out.Transfers = j.numbers(func(b *Batch) []int32 { return b.Transfers })
	return out, from
}

type joiner struct {
	batches []*Batch
	dead    [][]bool // nil: none; dead[i] nil: none in batch i
	n       int      // contacts that live
}

func (j joiner) lives(batch, row int) bool {
	return j.dead == nil || j.dead[batch] == nil || !j.dead[batch][row]
}

// codes joins a coded column; it is absent when no batch has it.
func (j joiner) codes(of func(*Batch) (Codes, *Dict)) (Codes, Dict) {
	present := false
	e := NewEncoder(0)
	to := make([][]uint32, len(j.batches))
	for i, b := range j.batches {
		if codes, dict := of(b); codes.Len() > 0 {
			present = true
			to[i] = e.Merge(dict)
		}
	}
	if !present {
		return Codes{}, Dict{}
	}
	joined := NewCodes(j.n, e.Dict().Len())
	at := 0
	for i, b := range j.batches {
		codes, _ := of(b)
		for r := range b.Len() {
			if !j.lives(i, r) {
				continue
			}
			if to[i] != nil {
				joined.Set(at, to[i][codes.At(r)])
			}
			at++
		}
	}
	return joined, *e.Dict()
}

func (j joiner) numbers(of func(*Batch) []int32) []int32 {
	present := false
	for _, b := range j.batches {
		present = present || of(b) != nil
	}
	if !present {
		return nil
	}
	joined := make([]int32, 0, j.n)
	for i, b := range j.batches {
		values := of(b)
		for r := range b.Len() {
			switch {
			case !j.lives(i, r):
			case values == nil:
				joined = append(joined, NoNumber)
			default:
				joined = append(joined, values[r])
			}
		}
	}
	return joined
}

// replacedRows marks the contacts that a later batch has again. It is nil when
// there can be none.
func replacedRows(batches []*Batch) [][]bool {
	withID, total := 0, 0
	for _, b := range batches {
		if b.ID != nil {
			withID++
			total += b.Len()
		}
	}
	if withID < 2 {
		return nil
	}
	dead := make([][]bool, len(batches))
	seen := NewEncoder(total)
	// From the latest batch back: an id met before belongs to a later batch.
	for i := len(batches) - 1; i >= 0; i-- {
		ids := batches[i].ID
		if ids == nil {
			continue
		}
		known := uint32(seen.Dict().Len())
		for r := range ids.Len() {
			id := ids.Bytes(r)
			if len(id) == 0 {
				continue
			}
			if code := seen.Code(id); code < known {
				if dead[i] == nil {
					dead[i] = make([]bool, ids.Len())
				}
				dead[i][r] = true
			}
		}
	}
	return dead
}
