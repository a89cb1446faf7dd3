// Command make writes the sample's files, or a log of any length for benchmarks.
//
//	go run ./assets/sample/make                                     the three files of the sample, in place
//	go run ./assets/sample/make -plain out.csv -contacts 10000000   plain CSV with about so many contacts
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"eenkeer/assets/sample"
)

func main() {
	o := sample.Default()
	plain := flag.String("plain", "", "write plain CSV to this `file` instead of the sample")
	dir := flag.String("dir", home(), "`folder` of the sample's files")
	flag.IntVar(&o.Contacts, "contacts", o.Contacts, "`number` of contacts to aim at (with -plain)")
	flag.Uint64Var(&o.Seed, "seed", o.Seed, "`seed` of the generator (with -plain)")
	flag.Parse()

	var err error
	if *plain != "" {
		err = toFile(*plain, func(w io.Writer) error { return sample.WritePlainCSV(w, sample.Generate(o)) })
	} else {
		err = all(*dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// home is the folder of the sample, from where `go generate` and the root of the repository start.
func home() string {
	if _, err := os.Stat("packed.go"); err == nil {
		return "."
	}
	return filepath.Join("assets", "sample")
}

func all(dir string) error {
	var csv bytes.Buffer
	contacts := sample.Exported(sample.Default())
	if err := sample.WriteCSV(&csv, contacts); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, sample.CSVName), csv.Bytes(), 0o644); err != nil {
		return err
	}
	err := toFile(filepath.Join(dir, sample.PackedName), func(w io.Writer) error {
		z, err := sample.Pack(w)
		if err != nil {
			return err
		}
		if _, err := z.Write(csv.Bytes()); err != nil {
			return err
		}
		return z.Close()
	})
	if err != nil {
		return err
	}
	return toFile(filepath.Join(dir, sample.XLSXName), func(w io.Writer) error { return sample.WriteXLSX(w, contacts) })
}

func toFile(name string, write func(io.Writer) error) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		_ = f.Close() // the first error is the one that matters
		return err
	}
	return f.Close()
}
