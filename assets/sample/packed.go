package sample

import (
	"bytes"
	_ "embed"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Names of the shipped files. CSVName is also what the program calls the source of its sample workspace.
const (
	CSVName    = "eenkeer-voorbeeld.csv"
	XLSXName   = "eenkeer-voorbeeld.xlsx"
	PackedName = CSVName + ".zst"
)

//go:embed eenkeer-voorbeeld.csv.zst
var packed []byte

// OpenCSV unpacks the sample as a stream: the bytes of [CSVName], which is [Exported] of [Default] through [WriteCSV].
// Close frees the unpacker.
func OpenCSV() (io.ReadCloser, error) {
	z, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	return z.IOReadCloser(), nil
}

// Pack writes what it is given to w in the packed form; Close ends it.
func Pack(w io.Writer) (io.WriteCloser, error) {
	return zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
}
