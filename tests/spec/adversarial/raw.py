"""A search of the raw file and of its fonts."""
import base64
import functools
import os
import re
import struct
import tempfile
import zlib

from runner import run


def inflated(data):
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def streams(file):
    """Everything that stands behind the word stream, found in the raw file and inflated, to any depth."""
    for match in re.finditer(rb"stream\r?\n?", file):
        data = inflated(file[match.end():])
        for _ in range(4):
            if not data:
                break
            yield data
            data = inflated(data)


def unescaped(data):
    """Strings of PDF without their escapes, names without #xx."""
    def one(match):
        word = match.group(1)
        if word[:1] in b"01234567":
            return bytes([int(word, 8) & 255])
        return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b""}.get(word, word)
    data = re.sub(rb"\\([0-7]{1,3}|\r\n|.)", one, data, flags=re.S)
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m.group(1), 16)]), data)


def unquoted(data):
    """URI, XML and script escapes."""
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m.group(1), 16)]), data)
    data = re.sub(rb"&#(x[0-9A-Fa-f]{1,6}|[0-9]{1,7});", lambda m: chr(
        min(int(m.group(1)[1:], 16) if m.group(1)[:1] == b"x" else int(m.group(1)), 0x10FFFF)).encode("utf-8", "replace"), data)
    return re.sub(rb"\\+u([0-9A-Fa-f]{4})", lambda m: chr(int(m.group(1), 16)).encode("utf-8", "replace"), data)


def spellings(secret):
    """The secret in bytes, in every way a file may hold it."""
    forms = set()
    for text in {secret, secret[::-1]}:
        for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gbk", "gb18030", "big5", "latin-1"):
            try:
                forms.add(text.encode(encoding))
            except UnicodeEncodeError:
                pass
    for phase in range(3):  # base64: the part that depends on the secret alone
        whole = base64.b64encode(b"\0" * phase + secret.encode())
        begin, end = (8 * phase + 5) // 6, (8 * (phase + len(secret.encode()))) // 6
        forms.add(whole[begin:end])
    return {form for form in forms if len(form) >= 5}


@functools.lru_cache(maxsize=8)
def plain_of(path, stamp):
    """The file as qpdf writes it, without compression."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as out:
        run("qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", path, out.name)
        return out.read()


def plain(path):
    return plain_of(path, os.stat(path).st_mtime_ns)


class Bytes:
    """The raw file, all its streams, and what qpdf makes of it."""

    def __init__(self, path):
        with open(path, "rb") as file:
            raw = file.read()
        pieces = [raw, *streams(raw), plain(path), run("qpdf", "--json", path)]
        self.views = []
        for piece in pieces:
            for view in {piece, unescaped(piece), unquoted(piece), unquoted(unescaped(piece))}:
                self.views += [view, re.sub(rb"[\s\0]+", b"", view)] if view else []
        self.lower = [view.lower() for view in self.views]

    def sees(self, secret, codes=()):
        for form in spellings(secret) | {code for code in codes if len(code) >= 6}:
            needle, digits = form.lower(), form.hex().encode()
            plain = form.isascii() and form.isalnum()
            for view, lower in zip(self.views, self.lower):
                if (needle in lower if plain else form in view) or digits in lower:
                    return True
        return False


def names_of(secret):
    return [f"uni{ord(c):04X}".encode() for c in secret]


def font_residue(path, secret, outlines=()):
    """Maps, names and outlines of characters that only the secret has."""
    with open(path, "rb") as file:
        pieces = list(streams(file.read()))
    whole = plain(path)
    mapped = set()
    for piece in pieces + [whole]:
        for section in re.findall(rb"begin(?:bfchar|bfrange)(.*?)endbf", piece, re.S):
            mapped |= {c for c in secret if c.encode("utf-16-be").hex().encode() in section.lower().replace(b" ", b"")}
        mapped |= {c for c, name in zip(secret, names_of(secret)) if name in piece}
    found = len(mapped & {c for c in secret if not c.isascii()}) >= 2
    return found or any(box in boxes_of_glyphs(piece) for piece in pieces for box in outlines)


def boxes_of_glyphs(program):
    """Bounding boxes of all outlines of a TrueType program."""
    if program[:4] not in (b"\0\1\0\0", b"true") or len(program) < 12:
        return set()
    tables = {}
    for at in range(struct.unpack(">H", program[4:6])[0]):
        tag, _, offset, size = struct.unpack(">4sIII", program[12 + 16 * at:28 + 16 * at])
        tables[tag] = program[offset:offset + size]
    if not {b"head", b"loca", b"glyf"} <= set(tables):
        return set()
    long = struct.unpack(">h", tables[b"head"][50:52])[0]
    width, scale = (4, 1) if long else (2, 2)
    loca = [scale * int.from_bytes(tables[b"loca"][i:i + width], "big") for i in range(0, len(tables[b"loca"]), width)]
    return {struct.unpack(">hhhh", tables[b"glyf"][a + 2:a + 10]) for a, b in zip(loca, loca[1:]) if b - a >= 10}
