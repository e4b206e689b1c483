// Read a C2SP tlog-tiles log with the packages of the Go checksum database (golang.org/x/mod/sumdb/note and tlog):
// signature, root, every leaf hash, and one inclusion and one consistency proof written by the log.
//
//	apt install golang-go golang-golang-x-mod-dev
//	GO111MODULE=off GOPATH=/usr/share/gocode go run read-log.go FOLDER VKEY PROOF ADD-CHECKPOINT OLD-CHECKPOINT
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Println("NOT VERIFIED:", err)
		os.Exit(1)
	}
	return value
}

func require(err error) { must(0, err) }

// tiles serves Go's tile client from a folder; Go writes the height into the path, tlog-tiles fixes it at 8.
type tiles struct{ folder string }

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(all []tlog.Tile) ([][]byte, error) {
	var rows [][]byte
	for _, tile := range all {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		row, err := os.ReadFile(filepath.Join(t.folder, path))
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func parseHash(line string) tlog.Hash {
	data := must(base64.StdEncoding.Strict().DecodeString(line))
	if len(data) != tlog.HashSize {
		require(fmt.Errorf("a hash of %d bytes", len(data)))
	}
	return *(*tlog.Hash)(data)
}

func openCheckpoint(data []byte, verifiers note.Verifiers) tlog.Tree {
	opened := must(note.Open(data, verifiers))
	lines := strings.Split(opened.Text, "\n")
	return tlog.Tree{N: must(strconv.ParseInt(lines[1], 10, 64)), Hash: parseHash(lines[2])}
}

// splitHead reads "<number>", hashes and the checkpoint out of a tlog-proof or an add-checkpoint body.
func splitHead(data []byte, prefix string) (number int64, hashes []tlog.Hash, checkpoint []byte) {
	head, rest, _ := strings.Cut(string(data), "\n\n")
	lines := strings.Split(strings.TrimPrefix(head, "c2sp.org/tlog-proof@v1\n"), "\n")
	number = must(strconv.ParseInt(strings.TrimPrefix(lines[0], prefix), 10, 64))
	for _, line := range lines[1:] {
		hashes = append(hashes, parseHash(line))
	}
	return number, hashes, []byte(rest)
}

func main() {
	folder, vkey := os.Args[1], os.Args[2]
	verifiers := note.VerifierList(must(note.NewVerifier(vkey)))
	tree := openCheckpoint(must(os.ReadFile(filepath.Join(folder, "checkpoint"))), verifiers)
	hashes := tlog.TileHashReader(tree, tiles{folder})
	if root := must(tlog.TreeHash(tree.N, hashes)); root != tree.Hash {
		require(fmt.Errorf("root %v, not %v", root, tree.Hash))
	}

	index := int64(0)
	var leaf map[int64]tlog.Hash = map[int64]tlog.Hash{}
	for bundle := int64(0); index < tree.N; bundle++ {
		width := tree.N - index
		if width > 256 {
			width = 256
		}
		path := tlog.Tile{H: 8, L: 0, N: bundle, W: int(width)}.Path()
		data := must(os.ReadFile(filepath.Join(folder, strings.Replace(path, "tile/8/0/", "tile/entries/", 1))))
		for len(data) > 0 {
			end := 2 + int(binary.BigEndian.Uint16(data))
			leaf[index] = tlog.RecordHash(data[2:end])
			data = data[end:]
			index++
		}
	}
	var wanted []int64
	for at := int64(0); at < tree.N; at++ {
		wanted = append(wanted, tlog.StoredHashIndex(0, at))
	}
	for at, hash := range must(hashes.ReadHashes(wanted)) {
		if hash != leaf[int64(at)] {
			require(fmt.Errorf("entry %d does not match its tile", at))
		}
	}

	number, path, checkpoint := splitHead(must(os.ReadFile(os.Args[3])), "index ")
	under := openCheckpoint(checkpoint, verifiers)
	require(tlog.CheckRecord(path, under.N, under.Hash, number, leaf[number]))

	oldSize, path, checkpoint := splitHead(must(os.ReadFile(os.Args[4])), "old ")
	before := openCheckpoint(must(os.ReadFile(os.Args[5])), verifiers)
	after := openCheckpoint(checkpoint, verifiers)
	if oldSize != before.N {
		require(fmt.Errorf("old %d, not %d", oldSize, before.N))
	}
	require(tlog.CheckTree(path, after.N, after.Hash, before.N, before.Hash))
	fmt.Printf("verified: %d entries, root %v, proof of entry %d, growth from %d\n", tree.N, tree.Hash, number, before.N)
}
