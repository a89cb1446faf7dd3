package cell

// Rows is how many records are split at a time: few enough for their cells
// to stay near the processor.
const Rows = 512

// Slack is the room behind the cells, so that eight bytes can be read anywhere.
const Slack = 16

// Block holds the wanted cells of some records, column by column.
type Block struct {
	Buf   []byte
	N     int
	Cells []uint64 // by slot, then record: where the cell starts, and above that where it ends
	Line  []uint32 // lines since the start of the chunk
	From  []uint32 // where the record starts in buf
	To    []uint32
	Long  []int // records with filled cells beyond the last column

	Errors []Place // cells that hold an error of a spreadsheet, and are left empty
}

// Place is a cell of a block.
type Place struct{ Slot, Row int }

// NewBlock makes a block for a number of slots. One more takes what nobody wants.
func NewBlock(slots int) *Block {
	return &Block{
		Cells: make([]uint64, (slots+1)*Rows),
		Line:  make([]uint32, Rows), From: make([]uint32, Rows), To: make([]uint32, Rows),
	}
}

// Cell gives the text of a slot of a record.
func (b *Block) Cell(slot, row int) []byte {
	c := b.Cells[slot*Rows+row]
	return b.Buf[uint32(c) : c>>32]
}

// Set puts a cell.
func (b *Block) Set(slot, row int, from, to uint32) {
	b.Cells[slot*Rows+row] = uint64(to)<<32 | uint64(from)
}

// Column gives the cells of a slot.
func (b *Block) Column(slot int) []uint64 { return b.Cells[slot*Rows:][:b.N] }

// Drop takes the marked records out.
func (b *Block) Drop(marked []bool) {
	k := 0
	for r := range b.N {
		if marked[r] {
			continue
		}
		if k != r {
			for at := 0; at < len(b.Cells); at += Rows {
				b.Cells[at+k] = b.Cells[at+r]
			}
			b.Line[k], b.From[k], b.To[k] = b.Line[r], b.From[r], b.To[r]
		}
		k++
	}
	b.N = k
}

// MarkLong notes that a record has filled cells beyond the last column.
func (b *Block) MarkLong(row int) {
	if k := len(b.Long); k == 0 || b.Long[k-1] != row {
		b.Long = append(b.Long, row)
	}
}

// Reset empties a block that is filled cell by cell.
func (b *Block) Reset() {
	b.Buf, b.N, b.Long, b.Errors = b.Buf[:0], 0, b.Long[:0], b.Errors[:0]
}

// Pad makes room behind the cells, so that eight bytes can be read anywhere.
func (b *Block) Pad() {
	b.Buf = append(b.Buf, make([]byte, Slack)...)[:len(b.Buf)]
}
