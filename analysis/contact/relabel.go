package contact

// Relabelled gives the log with other texts for the values of a stored dimension,
// with no value left out or joined: name must give each text one of its own. Codes
// and contacts are shared with the log. A catalogue laid over either, see
// [Log.With], keeps the new texts.
func (l *Log) Relabelled(d Dimension, name func(text string) string) *Log {
	out := *l
	at := StoredIndex(d)
	out.Columns[at].Dict = relabelled(&l.Columns[at].Dict, name)
	if l.asRead != nil {
		read := *l.asRead
		read[at].Dict = relabelled(&read[at].Dict, name)
		out.asRead = &read
	}
	return &out
}

func relabelled(d *Dict, name func(text string) string) Dict {
	var out Dict
	for code := uint32(1); code < uint32(d.Len()); code++ {
		out.Data = append(out.Data, name(d.Text(code))...)
		out.Ends = append(out.Ends, uint32(len(out.Data)))
	}
	return out
}
