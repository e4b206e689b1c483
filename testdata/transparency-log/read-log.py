#!/usr/bin/env python3
"""Read a C2SP tlog-tiles log from a web address or a folder, and check it whole.

An independent reader: Python's standard library alone, written from the specifications
(c2sp.org tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature, tlog-proof; RFC 6962, RFC 8032),
sharing no line with the log it reads.

  read-log.py http://mx.localhost:4100/log --log VKEY [--witness VKEY ...] [--json]
  read-log.py FOLDER --log VKEY --proof FILE.tlog-proof --entry FILE

It fetches the checkpoint, every entry bundle and every tile; hashes the entries; compares each tile and the root;
and checks the Ed25519 signatures of the log and the witnesses named. Exit code 0: all of it holds. 1: something does not.
"""

import argparse
import base64
import gzip
import hashlib
import json
import os
import ssl
import sys
import urllib.parse
import urllib.request

WIDTH = 256
MAX_BYTES = 32 * 1024 * 1024


class Refused(Exception):
    """What was read is not a log that checks out."""


def require(condition, sentence):
    if not condition:
        raise Refused(sentence)


# --- Ed25519 verification, RFC 8032 section 5.1, in affine coordinates: slow and short -----------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def recover_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


BASE = (recover_x(4 * pow(5, -1, P) % P, 0), 4 * pow(5, -1, P) % P)


def point_add(one, two):
    (x1, y1), (x2, y2) = one, two
    cross = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + cross, -1, P) % P
    y = (y1 * y2 + x1 * x2) * pow(1 - cross, -1, P) % P
    return x, y


def point_multiply(scalar, point):
    total = (0, 1)
    while scalar:
        if scalar & 1:
            total = point_add(total, point)
        point = point_add(point, point)
        scalar >>= 1
    return total


def decode_point(data):
    number = int.from_bytes(data, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = recover_x(y, sign) if y < P else None
    return None if x is None else (x, y)


def ed25519_verifies(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, commitment = decode_point(public_key), decode_point(signature[:32])
    response = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or response >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return point_multiply(response, BASE) == point_add(commitment, point_multiply(challenge, key))


# --- notes, keys, checkpoints -------------------------------------------------------------------------------------

def decode_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused(f"not base64: {text[:60]!r}") from None
    require(base64.b64encode(data).decode() == text, f"not canonical base64: {text[:60]!r}")
    return data


def decimal(text):
    require(text.isascii() and text.isdigit() and (text == "0" or text[0] != "0"), f"not a size: {text[:30]!r}")
    return int(text)


class Key:
    def __init__(self, vkey):
        name, key_id, material = vkey.split("+", 2)
        data = decode_base64(material)
        self.name, self.type, self.public_key = name, data[0], data[1:]
        self.id = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
        require(self.id.hex() == key_id, f"the id of the key {name} is not its own")
        require(self.type in (1, 4), f"the key {name} is of a type unknown here")


def split_note(note):
    text, separator, signatures = note.rpartition("\n\n")
    require(separator and signatures.endswith("\n"), "not a signed note")
    lines = []
    for line in signatures[:-1].split("\n"):
        parts = line.split(" ")
        require(len(parts) == 3 and parts[0] == "\u2014", f"not a signature line: {line[:60]!r}")
        data = decode_base64(parts[2])
        lines.append((parts[1], data[:4], data[4:]))
    return text + "\n", lines


def check_signature(text, lines, key):
    """The time of a cosignature, or None for a plain signature. Refused when missing or wrong."""
    mine = [data for name, key_id, data in lines if (name, key_id) == (key.name, key.id)]
    require(mine, f"{key.name} has not signed the checkpoint")
    time = None
    for data in mine:
        message = text
        if key.type == 4:
            require(len(data) == 72, f"the cosignature of {key.name} is cut")
            time, data = int.from_bytes(data[:8], "big"), data[8:]
            message = f"cosignature/v1\ntime {time}\n{text}"
        require(ed25519_verifies(key.public_key, message.encode(), data), f"the signature of {key.name} does not verify")
    return time


def read_checkpoint(note, log, witnesses):
    text, lines = split_note(note)
    origin, size, root, *_ = text.split("\n") + ["", "", ""]
    require(log is None or origin == log.name, f"the origin is {origin!r}, not that of the key")
    signed_by = []
    for key in ([log] if log else []) + witnesses:
        signed_by.append({"name": key.name, "time": check_signature(text, lines, key)})
    root = decode_base64(root)
    require(len(root) == 32, "the root is not 32 bytes")
    return {"origin": origin, "size": decimal(size), "root": root, "signatures": len(lines), "checked": signed_by}


# --- hashes and tiles ---------------------------------------------------------------------------------------------

def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_hash(hashes):
    """RFC 6962 section 2.1 over leaf hashes, or over the hashes of equal complete subtrees and one shorter last."""
    if not hashes:
        return hashlib.sha256().digest()
    while len(hashes) > 1:
        paired = [node_hash(hashes[at], hashes[at + 1]) for at in range(0, len(hashes) - 1, 2)]
        hashes = paired + hashes[len(paired) * 2 :]
    return hashes[0]


def index_path(index, width):
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
    return path if width == WIDTH else f"{path}.p/{width}"


def fetch_tile(source, prefix, index, width):
    """The partial tile, or the full one that may have replaced it."""
    data = source.get(f"tile/{prefix}/{index_path(index, width)}")
    if data is None and width < WIDTH:
        data = source.get(f"tile/{prefix}/{index_path(index, WIDTH)}")
    require(data is not None, f"tile/{prefix}/{index_path(index, width)} is missing")
    return data


def split_bundle(data, width, path):
    entries, at = [], 0
    while at < len(data) and len(entries) < width:
        length = int.from_bytes(data[at : at + 2], "big")
        entries.append(data[at + 2 : at + 2 + length])
        at += 2 + length
        require(at <= len(data), f"{path} is cut")
    require(len(entries) == width, f"{path} has {len(entries)} entries, not {width}")
    require(at == len(data) or width < WIDTH, f"{path} goes on after its last entry")
    return entries


def rows_of(source, size):
    """Check every bundle against its tile and every tile against the row below; count what was read."""
    row, counts = [], {"bundles": 0, "tiles": 0, "entries": 0, "entryBytes": 0}
    for index in range(-(-size // WIDTH)):
        width = min(WIDTH, size - index * WIDTH)
        path = f"tile/entries/{index_path(index, width)}"
        entries = split_bundle(fetch_tile(source, "entries", index, width), width, path)
        row.extend(leaf_hash(entry) for entry in entries)
        counts["bundles"] += 1
        counts["entries"] += len(entries)
        counts["entryBytes"] += sum(len(entry) for entry in entries)
    leaves, level = row, 0
    while row:
        for index in range(-(-len(row) // WIDTH)):
            expected = row[index * WIDTH : (index + 1) * WIDTH]
            data = fetch_tile(source, level, index, len(expected))
            path = f"tile/{level}/{index_path(index, len(expected))}"
            require(data[: 32 * len(expected)] == b"".join(expected), f"{path} does not match the entries")
            require(len(data) in (32 * len(expected), 32 * WIDTH), f"{path} has {len(data)} bytes")
            counts["tiles"] += 1
        row = [tree_hash(row[at * WIDTH : (at + 1) * WIDTH]) for at in range(len(row) // WIDTH)]
        level += 1
    return leaves, counts


# --- a proof on its own -------------------------------------------------------------------------------------------

def root_from_path(index, size, leaf, path):
    """RFC 6962 section 2.1.1 read backwards."""
    if size == 1:
        require(not path, "the proof is too long")
        return leaf
    require(path, "the proof is too short")
    split = 1 << (size - 1).bit_length() - 1
    if index < split:
        return node_hash(root_from_path(index, split, leaf, path[:-1]), path[-1])
    return node_hash(path[-1], root_from_path(index - split, size - split, leaf, path[:-1]))


def check_proof(proof, entry, log, witnesses):
    head, separator, note = proof.partition("\n\n")
    lines = head.split("\n")
    require(separator and lines.pop(0) == "c2sp.org/tlog-proof@v1", "not a tlog-proof")
    if lines and lines[0].startswith("extra "):
        lines.pop(0)
    require(lines and lines[0].startswith("index "), "the proof has no index")
    index = decimal(lines.pop(0)[len("index ") :])
    checkpoint = read_checkpoint(note, log, witnesses)
    require(index < checkpoint["size"], "the index is beyond the tree")
    root = root_from_path(index, checkpoint["size"], leaf_hash(entry), [decode_base64(line) for line in lines])
    require(root == checkpoint["root"], "the entry is not in the tree at this index")
    return checkpoint | {"index": index}


# --- where the log lies -------------------------------------------------------------------------------------------

class Folder:
    def __init__(self, path):
        self.path = path

    def get(self, name):
        try:
            with open(os.path.join(self.path, name), "rb") as file:
                return file.read(MAX_BYTES)
        except FileNotFoundError:
            return None


class Web:
    def __init__(self, url, ca_file):
        self.url = url.rstrip("/")
        self.context = ssl.create_default_context(cafile=ca_file) if url.startswith("https:") else None

    def get(self, name):
        parts = urllib.parse.urlsplit(f"{self.url}/{name}")
        headers = {"Accept-Encoding": "gzip, identity", "Host": parts.netloc}
        # RFC 6761: every name under .localhost is this machine, whatever the resolver says.
        if parts.scheme == "http" and (parts.hostname or "").endswith(".localhost"):
            parts = parts._replace(netloc=f"127.0.0.1:{parts.port or 80}")
        request = urllib.request.Request(parts.geturl(), headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20, context=self.context) as answer:
                data = answer.read(MAX_BYTES)
                return gzip.decompress(data) if answer.headers.get("Content-Encoding") == "gzip" else data
        except urllib.error.HTTPError as error:
            if error.code in (404, 410):
                return None
            raise Refused(f"{name}: HTTP {error.code}") from None


def read_log(arguments):
    log = Key(arguments.log) if arguments.log else None
    witnesses = [Key(vkey) for vkey in arguments.witness]
    if arguments.proof:
        with open(arguments.proof, encoding="utf-8", newline="") as proof, open(arguments.entry, "rb") as entry:
            return check_proof(proof.read(), entry.read(), log, witnesses)
    source = Web(arguments.source, arguments.ca) if "://" in arguments.source else Folder(arguments.source)
    note = source.get("checkpoint")
    require(note is not None, "there is no checkpoint")
    checkpoint = read_checkpoint(note.decode("utf-8"), log, witnesses)
    leaves, counts = rows_of(source, checkpoint["size"])
    require(tree_hash(leaves) == checkpoint["root"], "the root is not that of the entries")
    return checkpoint | counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", help="address or folder that holds checkpoint and tile/")
    parser.add_argument("--log", metavar="VKEY", help="the log's verifier key; without it no signature is checked")
    parser.add_argument("--witness", metavar="VKEY", action="append", default=[], help="a witness that must have cosigned")
    parser.add_argument("--proof", help="check this .tlog-proof instead of the whole log")
    parser.add_argument("--entry", help="the entry the proof is about")
    parser.add_argument("--ca", help="certificate to trust for https")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    arguments = parser.parse_args()
    if bool(arguments.proof) != bool(arguments.entry):
        parser.error("--proof and --entry go together")
    try:
        result = read_log(arguments)
    except (Refused, OSError, UnicodeDecodeError, ValueError) as error:
        print(json.dumps({"ok": False, "reason": str(error)}) if arguments.json else f"NOT VERIFIED: {error}")
        return 1
    result["root"] = result["root"].hex()
    if arguments.json:
        print(json.dumps({"ok": True} | result))
        return 0
    names = ", ".join(one["name"] for one in result["checked"]) or "nobody: no key was given, NO SIGNATURE WAS CHECKED"
    print(f"verified: {result['origin']}, {result['size']} entries, root {result['root']}\nsigned by: {names}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
