"""Small fonts of rectangles, every glyph with a rectangle of its own, and the ways PDF uses them."""
import struct

from pdf import hexed


def rectangle_of(index):
    """The bounding box of glyph `index`: no two alike."""
    return 40 + index, 3 * index, 900 - 2 * index, 800 - index


def _glyph(index):
    x0, y0, x1, y1 = rectangle_of(index)
    head = struct.pack(">hhhhhHH", 1, x0, y0, x1, y1, 3, 0)
    points = [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
    xs = b"".join(struct.pack(">h", x - before) for (x, _), (before, _) in zip(points, [(0, 0)] + points))
    ys = b"".join(struct.pack(">h", y - before) for (_, y), (_, before) in zip(points, [(0, 0)] + points))
    data = head + bytes([1, 1, 1, 1]) + xs + ys
    return data + bytes(-len(data) % 4)


def _cmap(characters):
    rows = sorted((ord(c), glyph) for glyph, c in enumerate(characters, 1))
    groups = b"".join(struct.pack(">III", point, point, glyph) for point, glyph in rows)
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(rows)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _post(names):
    table = struct.pack(">IIhhIIIII", 0x00020000, 0, -100, 50, 0, 0, 0, 0, 0)
    table += struct.pack(">H", len(names) + 1) + struct.pack(">H", 0)
    table += b"".join(struct.pack(">H", 258 + at) for at in range(len(names)))
    return table + b"".join(bytes([len(n)]) + n.encode() for n in names)


def _name(family):
    texts = {1: family, 2: "Regular", 4: family, 6: family}
    rows, data = b"", b""
    for identity, text in texts.items():
        text = text.encode("utf-16-be")
        rows += struct.pack(">HHHHHH", 3, 1, 0x409, identity, len(text), len(data))
        data += text
    return struct.pack(">HHH", 0, len(texts), 6 + len(rows)) + rows + data


def truetype(characters, family="Boxes", names=None, cmap=True, post=True):
    """Glyph n + 1 draws characters[n]."""
    names = names or [f"uni{ord(c):04X}" for c in characters]
    glyphs = [b""] + [_glyph(i) for i in range(1, len(characters) + 1)]
    offsets, glyf = [0], b""
    for glyph in glyphs:
        glyf += glyph
        offsets.append(len(glyf))
    count = len(glyphs)
    tables = {
        b"head": struct.pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 0, 0, 1000, 1000, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, 0, 0, 900, 1, 0, 0, 0, 0, 0, 0, 0, count),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, count, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"hmtx": b"".join(struct.pack(">Hh", 1000, 0 if i == 0 else rectangle_of(i)[0]) for i in range(count)),
        b"loca": b"".join(struct.pack(">I", offset) for offset in offsets),
        b"glyf": glyf,
        b"name": _name(family),
        b"post": _post(names) if post else struct.pack(">IIhhIIIII", 0x00030000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    if cmap:
        tables[b"cmap"] = _cmap(characters)
    head = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128)
    at, body = 12 + 16 * len(tables), b""
    for tag, data in sorted(tables.items()):
        total = sum(struct.unpack(f">{len(data + bytes(-len(data) % 4)) // 4}I", data + bytes(-len(data) % 4))) & 0xFFFFFFFF
        head += tag + struct.pack(">III", total, at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return head + body


# --- what PDF puts around them -------------------------------------------------------------------------

def to_unicode(pairs, width=2, ranges=False):
    """(code, text) -> a ToUnicode CMap (9.10.3)."""
    rows = []
    for code, text in pairs:
        left = b"<%0*X>" % (2 * width, code)
        right = hexed(text.encode("utf-16-be"))
        rows.append(left + left + right if ranges else left + right)
    kind = b"bfrange" if ranges else b"bfchar"
    body = b"".join(b"%d begin%s\n%s\nend%s\n" % (len(rows[i:i + 100]), kind, b"\n".join(rows[i:i + 100]), kind)
                    for i in range(0, len(rows), 100))
    return (b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
            b"1 begincodespacerange<%s><%s>endcodespacerange\n%sendcmap end end" % (b"00" * width, b"FF" * width, body))


def descriptor(doc, base, program, key=b"FontFile2", more=b""):
    return doc.ref(b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -200 1000 1000]/ItalicAngle 0/Ascent 880"
                   b"/Descent -120/CapHeight 700/StemV 80/%s %s%s>>" % (base, key, program, more))


class Identity:
    """A Type0 font with an embedded TrueType program, Identity-H: two bytes are a glyph."""

    def __init__(self, doc, characters, unicode=None, encoding=b"/Identity-H", base=b"ABCDEF+Boxes", ordering=b"Identity",
                 more=b"", program=None, descendant=b"", described=b"", cid_map=b"/Identity"):
        self.characters = characters
        program = truetype(characters) if program is None else program
        data = doc.stream(b"/Length1 %d" % len(program), program, ["FlateDecode"])
        widths = b"/W[1[%s]]" % b" ".join([b"1000"] * len(characters))
        pairs = enumerate(characters, 1) if unicode is None else unicode
        map_ = b"/ToUnicode " + doc.stream(b"", to_unicode(pairs), ["FlateDecode"]) if unicode != [] else b""
        self.value = doc.ref(
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding%s%s%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
            b"/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 0>>/CIDToGIDMap%s%s%s"
            b"/FontDescriptor %s>>]>>" % (base, encoding, map_, more, base, ordering, cid_map, widths, descendant,
                                          descriptor(doc, base, data, more=described)))

    def codes(self, text):
        return b"".join(struct.pack(">H", self.characters.index(c) + 1) for c in text)


class Simple:
    """A simple TrueType font: codes from 33 on, in order of `characters`, each glyph named or mapped."""

    def __init__(self, doc, characters, unicode=None, names=None, base=b"ABCDEF+Boxes", program=None, described=b"", kind=b"TrueType",
                 key=b"FontFile2"):
        self.characters = characters
        program = truetype(characters) if program is None else program
        data = doc.stream(b"/Length1 %d" % len(program), program, ["FlateDecode"])
        widths = b" ".join([b"1000"] * len(characters))
        encoding = b""
        if names:
            encoding = b"/Encoding<</Type/Encoding/Differences[33%s]>>" % b"".join(b"/" + n.encode() for n in names)
        pairs = enumerate(characters, 33) if unicode is None else unicode
        map_ = b"/ToUnicode " + doc.stream(b"", to_unicode(pairs, 1), ["FlateDecode"]) if unicode != [] else b""
        self.value = doc.ref(b"<</Type/Font/Subtype/%s/BaseFont/%s/FirstChar 33/LastChar %d/Widths[%s]%s%s/FontDescriptor %s>>"
                             % (kind, base, 32 + len(characters), widths, encoding, map_, descriptor(doc, base, data, key, described)))

    def codes(self, text):
        return bytes(self.characters.index(c) + 33 for c in text)


def procedures(doc, drawings, unicode=None, resources=b"", names=None, matrix=b"[0.001 0 0 0.001 0 0]", width=1000):
    """A Type 3 font: drawings[n] is the procedure of code 33 + n."""
    names = names or [f"g{n}" for n in range(len(drawings))]
    entries = b"".join(b"/%s %s" % (n.encode(), doc.stream(b"", drawing)) for n, drawing in zip(names, drawings))
    map_ = b"/ToUnicode " + doc.stream(b"", to_unicode(unicode, 1)) if unicode else b""
    return doc.ref(b"<</Type/Font/Subtype/Type3/FontBBox[0 -200 1000 1000]/FontMatrix%s/CharProcs<<%s>>/Encoding<</Type/Encoding"
                   b"/Differences[33%s]>>/FirstChar 33/LastChar %d/Widths[%s]%s%s>>"
                   % (matrix, entries, b"".join(b"/" + n.encode() for n in names), 32 + len(drawings),
                      b" ".join([b"%d" % width] * len(drawings)), map_, resources))
