"""PDF pages of any characters: a font that is not embedded, its own codes, a /ToUnicode (ISO 32000-1, 9.10.3)."""
import zlib

SIZE, LEADING, TOP, LEFT, GAP = 12, 18, 800, 56, 24


def is_narrow(character):
    return ord(character) < 0x300


def is_invisible(character):
    return character in "\u200b\u00ad\ufe0e"


def width_of(text):
    return sum(0 if is_invisible(c) else SIZE / 2 if is_narrow(c) else SIZE for c in text)


class Pages:
    def __init__(self):
        self.codes, self.pages = {}, []

    def code(self, character):
        return self.codes.setdefault(character, len(self.codes) + 1)

    def page(self, lines, rows=()):
        """lines: of (x, text) pieces, each line one below the other. rows: (first line, past the last, edges of its cells), ruled."""
        out = []
        for first, last, edges in rows:
            top, bottom = TOP - LEADING * first + SIZE, TOP - LEADING * (last - 1) - 5
            out += [b"%d %d m %d %d l S" % (edges[0], y, edges[-1], y) for y in (top, bottom)]
            out += [b"%d %d m %d %d l S" % (x, top, x, bottom) for x in edges]
        out.append(b"BT /F1 %d Tf" % SIZE)
        for number, pieces in enumerate(lines):
            for x, text in pieces:
                out.append(b"1 0 0 1 %d %d Tm <%s> Tj" % (x, TOP - LEADING * number, b"".join(b"%04x" % self.code(c) for c in text)))
        self.pages.append(b"\n".join(out + [b"ET"]))

    def widths(self):
        narrow = [(code, 0 if is_invisible(c) else 500) for c, code in self.codes.items() if is_narrow(c) or is_invisible(c)]
        return b" ".join(b"%d [%d]" % pair for pair in narrow)

    def to_unicode(self):
        rows = [b"<%04x> <%s>" % (code, character.encode("utf-16-be").hex().encode()) for character, code in self.codes.items()]
        blocks = [rows[at:at + 100] for at in range(0, len(rows), 100)]
        return (b"/CIDInit /ProcSet findresource begin begincmap /CMapName /U def 1 begincodespacerange <0000> <ffff> endcodespacerange\n" +
                b"\n".join(b"%d beginbfchar\n" % len(block) + b"\n".join(block) + b"\nendbfchar" for block in blocks) + b"\nendcmap end")

    def bytes(self):
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"",
                   b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
                   b"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                   b"/DW 1000/W[" + self.widths() + b"]/FontDescriptor 6 0 R>>",
                   stream(self.to_unicode()),
                   b"<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>"]
        kids = []
        for content in self.pages:
            kids.append(b"%d 0 R" % (len(objects) + 1))
            objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1684 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % (len(objects) + 2))
            objects.append(stream(content))
        objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
        out, offsets = bytearray(b"%PDF-1.7\n"), []
        for number, body in enumerate(objects):
            offsets.append(len(out))
            out += b"%d 0 obj\n" % (number + 1) + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % at for at in offsets)
        return bytes(out + b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))


def stream(data):
    packed = zlib.compress(data)
    return b"<</Filter/FlateDecode/Length %d>>\nstream\n" % len(packed) + packed + b"\nendstream"
