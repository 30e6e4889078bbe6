"""Writes PDF files by hand, so that every construct is exactly what it claims (ISO 32000-1)."""
import subprocess
import tempfile
import zlib


# --- strings -------------------------------------------------------------------------------------------

def literal(data):
    return b"(" + b"".join(b"\\" + bytes([c]) if c in b"()\\\r" else bytes([c]) for c in data) + b")"


def octal(data):
    return b"(" + b"".join(b"\\%03o" % c for c in data) + b")"


def hexed(data):
    return b"<" + data.hex().encode() + b">"


def utf16(text):
    return b"\xfe\xff" + text.encode("utf-16-be")


# A text string (7.9.2.2) in every way producers write one.
TEXT_STRINGS = {
    "pdfdoc": lambda text: literal(text.encode("latin-1")),
    "octal": lambda text: octal(text.encode("latin-1")),
    "utf16": lambda text: literal(utf16(text)),
    "utf16octal": lambda text: octal(utf16(text)),
    "utf16hex": lambda text: hexed(utf16(text)),
    "utf16le": lambda text: literal(b"\xff\xfe" + text.encode("utf-16-le")),
    "utf8": lambda text: literal(b"\xef\xbb\xbf" + text.encode()),
    "gbk": lambda text: literal(text.encode("gbk")),  # no producer may and many do
}


def name(text):
    """A name with every byte that needs it as #xx (7.3.5)."""
    return b"/" + b"".join(bytes([c]) if chr(c).isalnum() and c < 128 else b"#%02X" % c for c in text.encode())


# --- filters -------------------------------------------------------------------------------------------

def ascii85(data):
    import base64
    return base64.a85encode(data) + b"~>"


def run_length(data):
    out = bytearray()
    for at in range(0, len(data), 128):
        piece = data[at:at + 128]
        out += bytes([len(piece) - 1]) + piece
    return bytes(out) + b"\x80"


def lzw(data):
    """Every byte a code of nine bits, the table cleared before it grows (7.4.4.2)."""
    codes = []
    for at in range(0, len(data), 200):
        codes += [256] + list(data[at:at + 200])
    bits = "".join(f"{code:09b}" for code in codes + [257])
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def up_predicted(data, columns):
    """PNG prediction with the row above (7.4.4.4)."""
    data += b"\n" * (-len(data) % columns)
    out, above = b"", bytes(columns)
    for at in range(0, len(data), columns):
        row = data[at:at + columns]
        out += b"\2" + bytes((a - b) & 255 for a, b in zip(row, above))
        above = row
    return out


FILTERS = {
    "FlateDecode": lambda data: zlib.compress(data, 9),
    "ASCIIHexDecode": lambda data: data.hex().encode() + b">",
    "ASCII85Decode": ascii85,
    "RunLengthDecode": run_length,
    "LZWDecode": lzw,
}


# --- documents -----------------------------------------------------------------------------------------

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def composite(base, encoding, ordering, more=b"", descendant=b"", registry=b"Adobe"):
    """A Type0 font whose program is nowhere: every reader has its own."""
    return (b"<</Type/Font/Subtype/Type0/BaseFont/%s-%s/Encoding/%s%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
            b"/BaseFont/%s/CIDSystemInfo<</Registry(%s)/Ordering(%s)/Supplement 2>>/DW 1000%s"
            b"/FontDescriptor<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
            b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
            % (base, encoding, encoding, more, base, registry, ordering, descendant, base))


SONG = composite(b"STSong-Light", b"GBK-EUC-H", b"GB1")


def rewritten(data, options):
    """What qpdf writes of it, the same in every run."""
    with tempfile.NamedTemporaryFile() as draft, tempfile.NamedTemporaryFile() as out:
        draft.write(data)
        draft.flush()
        subprocess.run(["qpdf", "--deterministic-id" if "--encrypt" not in options else "--static-id", "--warning-exit-0",
                        *options, draft.name, out.name], check=True, capture_output=True, timeout=60)
        return out.read()


class Page:
    def __init__(self, number):
        self.number = number
        self.content = []     # operators, one stream
        self.resources = {}   # category -> name -> value
        self.more = b""       # further keys
        self.annotations = []
        self.box = b"[0 0 400 300]"
        self.contents = None  # instead of one stream of `content`

    def draw(self, operators):
        self.content.append(operators)

    def use(self, category, key, value):
        self.resources.setdefault(category, {})[key] = value


class Doc:
    """Objects by number; 1 is the catalogue, 2 the page tree, 3 and on as they come."""

    def __init__(self):
        self.objects = {1: b"", 2: b""}
        self.pages = []
        self.catalogue = b""          # further keys of it
        self.info = b""               # keys of /Info
        self.trailer = b""
        self.head, self.tail = b"", b""
        self.through = ()             # options of qpdf, which writes the file once more
        self.revisions = []           # lists of (number, body) written as earlier revisions
        self.in_object_stream = set()
        self.fields = []
        self.form = b""
        self.outline_items = []
        # What the runner is told beside the bytes.
        self.codes = []               # byte sequences that spell the secret in some font
        self.boxes = []               # --box
        self.ink = []                 # (page, x0, y0, x1, y1): shows the secret
        self.crops = []               # (x0, y0, x1, y1) of a picture, parts of one: shows the secret
        self.outlines = []            # (x0, y0, x1, y1) of glyphs that draw the secret
        self.kept = ["Public notice"]  # what must not get lost
        self.file_name = "draft.pdf"
        self.page()

    # -- objects

    def add(self, body):
        number = max(self.objects) + 1
        self.objects[number] = body
        return number

    def ref(self, body):
        return b"%d 0 R" % self.add(body)

    def stream(self, keys, data, filters=(), parameters=b""):
        for one in reversed(filters):
            data = FILTERS[one](data)
        if filters:
            keys += b"/Filter[" + b"".join(b"/" + one.encode() for one in filters) + b"]" + parameters
        return self.ref(b"<<%s/Length %d>>\nstream\n%s\nendstream" % (keys, len(data), data))

    # -- pages

    def page(self):
        page = Page(len(self.pages) + 1)
        self.pages.append(page)
        page.use("Font", "F1", HELVETICA)
        page.use("Font", "F2", SONG)
        if page.number == 1:
            page.draw(b"BT /F1 12 Tf 30 270 Td (Public notice of the town) Tj ET")
        return page

    @property
    def first(self):
        return self.pages[0]

    def show(self, text, x=30, y=200, page=None):
        """The plainest way to put a line on a page: Helvetica, or Song in GBK."""
        page = page or self.first
        font, data = ("F1", text.encode("latin-1")) if text.isascii() else ("F2", text.encode("gbk"))
        page.draw(b"BT /%s 12 Tf %d %d Td %s Tj ET" % (font.encode(), x, y, literal(data)))

    def form_xobject(self, content, keys=b"", box=b"[0 0 400 300]", resources=None, filters=()):
        resources = b"<</Font<</F1 %s/F2 %s>>>>" % (HELVETICA, SONG) if resources is None else resources
        if resources:
            resources = b"/Resources" + resources
        return self.stream(b"/Type/XObject/Subtype/Form/BBox%s%s%s" % (box, resources, keys), content, filters)

    # -- the file

    def _resources(self, page):
        out = b"<<"
        for category, names in page.resources.items():
            out += b"/%s<<" % category.encode() + b"".join(b"/%s %s" % (k.encode(), v) for k, v in names.items()) + b">>"
        return out + b">>"

    def _close(self):
        kids = []
        for page in self.pages:
            contents = page.contents or self.stream(b"", b"\n".join(page.content))
            annotations = b"/Annots[%s]" % b" ".join(page.annotations) if page.annotations else b""
            kids.append(self.ref(b"<</Type/Page/Parent 2 0 R/MediaBox%s/Resources%s/Contents %s%s%s>>"
                                 % (page.box, self._resources(page), contents, annotations, page.more)))
        for at, item in enumerate(self.outline_items):
            self._outline(at, item)
        self.objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
        catalogue = self.catalogue
        if self.fields or self.form:
            catalogue += b"/AcroForm<</Fields[%s]%s>>" % (b" ".join(self.fields), self.form)
        if self.outline_items:
            first, last = self.outline_items[0][0], self.outline_items[-1][0]
            self.objects[self.outline_root] = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (
                first, last, len(self.outline_items))
            catalogue += b"/Outlines %d 0 R" % self.outline_root
        self.objects[1] = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue.replace(b"@PAGE1", kids[0])
        for number, body in self.objects.items():
            self.objects[number] = body.replace(b"@PAGE1", kids[0])
        if self.info:
            self.trailer += b"/Info " + self.ref(b"<<%s>>" % self.info)

    def bookmark(self, title, more=b"/Dest[@PAGE1/Fit]"):
        if not self.outline_items:
            self.outline_root = self.add(b"")
        self.outline_items.append((self.add(b""), title, more))

    def _outline(self, at, item):
        number, title, more = item
        near = b"".join(b"/%s %d 0 R" % (key, self.outline_items[other][0])
                        for key, other in ((b"Prev", at - 1), (b"Next", at + 1)) if 0 <= other < len(self.outline_items))
        self.objects[number] = b"<</Title %s/Parent %d 0 R%s%s>>" % (title, self.outline_root, near, more)

    def write(self):
        self._close()
        out = bytearray(self.head + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        previous = None
        for revision in self.revisions:
            objects = dict(self.objects) if previous is None else {}
            objects.update(revision)
            previous = self._section(out, objects, previous)
        if previous is None:
            self._section(out, self.objects, None)
        else:
            changed = {n for revision in self.revisions for n, _ in revision}
            self._section(out, {n: body for n, body in self.objects.items() if n in changed}, previous)
        whole = bytes(out) + self.tail
        return rewritten(whole, self.through) if self.through else whole

    def _section(self, out, objects, previous):
        offsets, packed = {}, {}
        for number, body in sorted(objects.items()):
            if number in self.in_object_stream:
                packed[number] = body
                continue
            offsets[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        if packed:
            return self._packed_section(out, offsets, packed)
        start = len(out)
        out += b"xref\n0 1\n0000000000 65535 f \n"
        for number, offset in sorted(offsets.items()):
            out += b"%d 1\n%010d 00000 n \n" % (number, offset)
        chain = b"/Prev %d" % previous if previous is not None else b""
        out += b"trailer\n<</Size %d/Root 1 0 R%s%s>>\nstartxref\n%d\n%%%%EOF\n" % (
            max(self.objects) + 1, self.trailer, chain, start)
        return start

    # 7.5.7 and 7.5.8: an object stream and a cross-reference stream.
    def _packed_section(self, out, offsets, packed):
        holder = max(self.objects) + 1
        rows, bodies = b"", b""
        for number, body in packed.items():
            rows += b"%d %d " % (number, len(bodies))
            bodies += body + b"\n"
        data = zlib.compress(rows + bodies)
        offsets[holder] = len(out)
        out += b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
            holder, len(packed), len(rows), len(data), data)
        start = offsets[holder + 1] = len(out)
        places = {number: at for at, number in enumerate(packed)}
        table = b""
        for number in range(holder + 2):
            if number in places:
                table += b"\2" + holder.to_bytes(4, "big") + places[number].to_bytes(2, "big")
            elif number in offsets:
                table += b"\1" + offsets[number].to_bytes(4, "big") + b"\0\0"
            else:
                table += b"\0" + bytes(6)
        out += b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
            holder + 1, holder + 2, self.trailer, len(table), table)
        out += b"startxref\n%d\n%%%%EOF\n" % start
        return start
