package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// licenceTexts reads the licence files at the root of a module, and beside the
// packages in use: fonts and copied code have their own.
func licenceTexts(m module) ([]string, error) {
	folders := []string{m.dir}
	if len(m.folders) > 0 {
		folders = append(folders, within(m.dir)...)
	}
	for folder := range m.folders {
		folders = append(folders, within(folder)...)
		for ; strings.HasPrefix(folder, m.dir) && folder != m.dir; folder = filepath.Dir(folder) {
			folders = append(folders, folder)
		}
	}
	slices.Sort(folders)
	var texts []string
	for _, folder := range slices.Compact(folders) {
		files, err := os.ReadDir(folder)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if f.IsDir() || !isLicence(f.Name()) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(folder, f.Name()))
			if err != nil {
				return nil, err
			}
			text := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(string(data), "?"), "\r", ""))
			if text != "" && !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
	}
	return texts, nil
}

// within lists the folders right under that of a package: what is embedded, such
// as fonts or sources in C, lies there with a licence of its own.
func within(folder string) (all []string) {
	files, _ := os.ReadDir(folder)
	for _, f := range files {
		if f.IsDir() && !slices.Contains([]string{"testdata", "vendor", "example", "examples", "internal", "cmd", "docs"}, f.Name()) {
			all = append(all, filepath.Join(folder, f.Name()))
		}
	}
	return all
}

// isLicence tells by the name of a file whether it holds a licence.
func isLicence(name string) bool {
	upper := strings.ToUpper(name)
	switch ext := filepath.Ext(upper); ext {
	case ".GO", ".SH", ".PY", ".JSON", ".YML", ".YAML", ".PNG", ".SVG", ".TMPL", ".TOML":
		return false
	}
	for _, word := range []string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE", "PATENTS", "OFL", "FTL"} {
		if strings.HasPrefix(upper, word) || strings.HasSuffix(strings.TrimSuffix(upper, ".TXT"), "-"+word) || strings.HasSuffix(strings.TrimSuffix(upper, ".TXT"), "_"+word) {
			return true
		}
	}
	return false
}

// marks tell licences apart by words that only they have; the first that fits
// a text is its licence.
var marks = []struct {
	name  string
	words []string
}{
	{"FTL or GPL-2.0", []string{"choice of exactly one", "FreeType License"}},
	{"Apache-2.0", []string{"Apache License", "Version 2.0"}},
	{"MPL-2.0", []string{"Mozilla Public License", "2.0"}},
	{"OFL-1.1", []string{"SIL OPEN FONT LICENSE"}},
	{"LGPL-3.0", []string{"GNU LESSER GENERAL PUBLIC LICENSE", "Version 3"}},
	{"GPL-3.0", []string{"GNU GENERAL PUBLIC LICENSE", "Version 3"}},
	{"GPL-2.0", []string{"GNU GENERAL PUBLIC LICENSE", "Version 2"}},
	{"FTL", []string{"FreeType Project", "Legal Terms"}},
	{"DejaVu", []string{"Bitstream", "DejaVu"}},
	{"CC0-1.0", []string{"CC0"}},
	{"Unlicense", []string{"free and unencumbered software released into the public domain"}},
	{"ISC", []string{"Permission to use, copy, modify, and", "distribute this software", "THE SOFTWARE IS PROVIDED \"AS IS\" AND"}},
	{"BSD-3-Clause", []string{"Redistribution and use in source and binary forms", "endorse or promote"}},
	{"BSD-2-Clause", []string{"Redistribution and use in source and binary forms"}},
	{"MIT", []string{"Permission is hereby granted, free of charge"}},
	{"zlib", []string{"This software is provided 'as-is'", "misrepresented"}},
	{"CC-BY-4.0", []string{"Creative Commons Attribution 4.0"}},
	{"PATENTS", []string{"Additional IP Rights Grant"}},
	{"public domain", []string{"public domain"}},
}

// names gives the short names of the licences of a module.
func names(texts []string) string {
	var all []string
	for _, text := range texts {
		flat := strings.Join(strings.Fields(text), " ")
		for _, m := range marks {
			if !slices.ContainsFunc(m.words, func(w string) bool { return !strings.Contains(strings.ToLower(flat), strings.ToLower(w)) }) {
				if m.name != "PATENTS" && !slices.Contains(all, m.name) {
					all = append(all, m.name)
				}
				break
			}
		}
	}
	return strings.Join(all, " and ")
}
