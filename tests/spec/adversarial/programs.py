"""Type 1 and CFF programs with as little in them as readers take, and names that tell."""
import struct

from fonts import rectangle_of


def number(value):
    """A number of a charstring (Type 1 and Type 2 alike up to 1131)."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    if value > 0:
        return bytes([247 + (value - 108) // 256, (value - 108) % 256])
    return bytes([251 + (-value - 108) // 256, (-value - 108) % 256])


def encrypted(data, key):
    out = bytearray()
    for byte in data:
        out.append(byte ^ key >> 8)
        key = ((out[-1] + key) * 52845 + 22719) & 0xFFFF
    return bytes(out)


def type1(names, font_name="Boxes", full_name="Boxes"):
    """Glyph n + 1 is names[n], at code 33 + n."""
    def shape(index):
        x0, y0, x1, y1 = rectangle_of(index)
        return (number(x0) + number(1000) + b"\x0d" + number(0) + number(y0) + b"\x15" + number(y1 - y0) + b"\x07"
                + number(x1 - x0) + b"\x06" + number(y0 - y1) + b"\x07\x09\x0e")
    strings = {".notdef": number(0) + number(1000) + b"\x0d\x0e"} | {n: shape(i) for i, n in enumerate(names, 1)}
    private = (b"dup /Private 8 dict dup begin\n/RD {string currentfile exch readstring pop} executeonly def\n"
               b"/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n/BlueValues [] def\n"
               b"/MinFeature {16 16} def\n/password 5839 def\n2 index /CharStrings %d dict dup begin\n" % len(strings))
    for glyph, data in strings.items():
        data = encrypted(b"\0\0\0\0" + data, 4330)
        private += b"/%s %d RD %s ND\n" % (glyph.encode(), len(data), data)
    private += b"end\nend\nreadonly put\nnoaccess put\ndup /FontName get exch definefont pop\nmark currentfile closefile\n"
    clear = (b"%%!PS-AdobeFont-1.0: %s\n12 dict begin\n/FontInfo 1 dict dup begin\n/FullName (%s) readonly def\nend readonly def\n"
             b"/FontName /%s def\n/PaintType 0 def\n/FontType 1 def\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n"
             b"/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n%sreadonly def\n"
             b"/FontBBox {0 0 1000 1000} readonly def\ncurrentdict end\ncurrentfile eexec\n"
             % (font_name.encode(), full_name.encode(), font_name.encode(),
                b"".join(b"dup %d /%s put\n" % (32 + i, n.encode()) for i, n in enumerate(names, 1))))
    locked = encrypted(b"\0\0\0\0" + private, 55665)
    tail = b"\n" + (b"0" * 64 + b"\n") * 8 + b"cleartomark\n"
    return clear + locked + tail, (len(clear), len(locked), len(tail))


def index(items):
    if not items:
        return b"\0\0"
    offsets, at = b"", 1
    for item in items:
        offsets += struct.pack(">H", at)
        at += len(item)
    return struct.pack(">HB", len(items), 2) + offsets + struct.pack(">H", at) + b"".join(items)


def wide(value):
    return b"\x1d" + struct.pack(">i", value)


def cff(names, font_name="Boxes", notice="Boxes"):
    """Glyph n + 1 is names[n], at code 33 + n: Adobe Technical Note 5176."""
    def shape(at):
        x0, y0, x1, y1 = rectangle_of(at)
        return (number(x0) + number(y0) + b"\x15" + number(y1 - y0) + b"\x07" + number(x1 - x0) + b"\x06"
                + number(y0 - y1) + b"\x07\x0e")
    strings = index([n.encode() for n in names] + [notice.encode()])
    charstrings = index([b"\x0e"] + [shape(i) for i in range(1, len(names) + 1)])
    charset = b"\0" + b"".join(struct.pack(">H", 391 + i) for i in range(len(names)))
    encoding = bytes([0, len(names)]) + bytes(33 + i for i in range(len(names)))
    private = number(1000) + b"\x14" + number(0) + b"\x15"  # defaultWidthX, nominalWidthX
    head = b"\1\0\4\2" + index([font_name.encode()])

    def top(charset_at, encoding_at, charstrings_at, private_at):
        return (wide(391 + len(names)) + b"\1" + wide(charset_at) + b"\x0f" + wide(encoding_at) + b"\x10"
                + wide(charstrings_at) + b"\x11" + wide(len(private)) + wide(private_at) + b"\x12")
    start = len(head) + len(index([top(0, 0, 0, 0)])) + len(strings) + 2
    places = [start, start + len(charset), start + len(charset) + len(encoding)]
    places.append(places[2] + len(charstrings))
    return head + index([top(*places)]) + strings + b"\0\0" + charset + encoding + charstrings + private
