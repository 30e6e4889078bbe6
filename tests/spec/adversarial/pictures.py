"""Pictures with a secret in the middle, in the encodings PDF knows."""
import struct

WIDTH, HEIGHT = 32, 24
# Columns and rows of the part that shows the secret; around it the picture is white.
INSIDE = 8, 8, 24, 16
CROP = (INSIDE[0] / WIDTH, INSIDE[1] / HEIGHT, INSIDE[2] / WIDTH, INSIDE[3] / HEIGHT)


def ink(x, y):
    """Bars of four: black where the secret is drawn."""
    x0, y0, x1, y1 = INSIDE
    return x0 <= x < x1 and y0 <= y < y1 and (x // 4 + y // 4) % 2 == 0


def grid():
    return [[ink(x, y) for x in range(WIDTH)] for y in range(HEIGHT)]


def samples(black, white):
    return b"".join(black if dot else white for row in grid() for dot in row)


def packed(black=0):
    """One bit a sample."""
    return b"".join(int("".join(str(black if dot else 1 - black) for dot in row), 2).to_bytes(WIDTH // 8, "big") for row in grid())


# ITU-T T.4, tables 2 and 3: the runs these pictures have.
RUNS = {False: {0: "00110101", 4: "1011", 8: "10011", 12: "001000", 16: "101010", 32: "00011011"},
        True: {0: "0000110111", 4: "011", 8: "000101", 12: "0000111", 16: "0000010111"}}


def runs(row):
    out, colour, at = [], False, 0
    while at < len(row):
        end = next((i for i in range(at, len(row)) if row[i] != colour), len(row))
        out.append((colour, end - at))
        colour, at = not colour, end
    return out


def bits(text):
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big")


def fax(group):
    """Group 3 of one dimension, or group 4 with horizontal codes alone (ITU-T T.6, 2.2.3)."""
    out = ""
    for row in grid():
        pairs = runs(row)
        if group == 3:
            out += "".join(RUNS[colour][length] for colour, length in pairs)
            continue
        pairs += [(True, 0)] * (len(pairs) % 2)
        for (_, white), (_, black) in zip(pairs[::2], pairs[1::2]):
            out += "001" + RUNS[False][white] + RUNS[True][black]
    return bits(out + "000000000001" * (2 if group == 4 else 6))


def segment(number, kind, page, data):
    return struct.pack(">IBBBI", number, kind, 0, page, len(data)) + data


def jbig2():
    """A page and a generic region coded by MMR (ITU-T T.88, 7.4.6)."""
    region = struct.pack(">IIIIB", WIDTH, HEIGHT, 0, 0, 0) + b"\1" + fax(4)
    page = struct.pack(">IIIIBH", WIDTH, HEIGHT, 0, 0, 0, 0)
    return segment(0, 48, 1, page) + segment(1, 38, 1, region)


# --- baseline JPEG, one component or more alike (ITU-T T.81) -------------------------------------------------

import math  # noqa: E402

ZIGZAG = sorted(((x, y) for y in range(8) for x in range(8)),
                key=lambda p: (p[0] + p[1], p[1] if (p[0] + p[1]) % 2 else p[0]))
DC_BITS = [0, 1, 5, 1, 1, 1, 1, 1, 1] + [0] * 7
DC_CODES = list(range(12))


# Every run and size a code of eight bits or nine: no table of the standard is needed.
AC_SYMBOLS = [0x00, 0xF0] + [run << 4 | size for run in range(16) for size in range(1, 11)]
AC_BITS = [0] * 7 + [len(AC_SYMBOLS)] + [0] * 8


def huffman(counts, symbols):
    codes, code, at = {}, 0, 0
    for length, count in enumerate(counts, 1):
        for _ in range(count):
            codes[symbols[at]] = f"{code:0{length}b}"
            code, at = code + 1, at + 1
        code <<= 1
    return codes


def magnitude(value):
    size = abs(value).bit_length()
    return size, f"{value if value > 0 else value + (1 << size) - 1:0{size}b}" if size else ""


def jpeg(components=1, more=b"", invert=False):
    """Every component has the same samples."""
    dc, ac = huffman(DC_BITS, DC_CODES), huffman(AC_BITS, AC_SYMBOLS)
    dark, light = (127, -128) if invert else (-128, 127)
    rows = [[dark if dot else light for dot in row] for row in grid()]
    before, out = [0] * components, ""
    for by in range(0, HEIGHT, 8):
        for bx in range(0, WIDTH, 8):
            block = coefficients([row[bx:bx + 8] for row in rows[by:by + 8]])
            for component in range(components):
                size, extra = magnitude(block[0] - before[component])
                before[component] = block[0]
                out += dc[size] + extra
                run = 0
                last = max((i for i in range(1, 64) if block[i]), default=0)
                for value in block[1:last + 1]:
                    if value == 0:
                        run += 1
                        continue
                    while run > 15:
                        out, run = out + ac[0xF0], run - 16
                    size, extra = magnitude(value)
                    out, run = out + ac[run << 4 | size] + extra, 0
                if last < 63:
                    out += ac[0x00]
    out += "1" * (-len(out) % 8)
    data = int(out, 2).to_bytes(len(out) // 8, "big").replace(b"\xff", b"\xff\0")
    frame = struct.pack(">BHHB", 8, HEIGHT, WIDTH, components) + b"".join(bytes([i + 1, 0x11, 0]) for i in range(components))
    scan = bytes([components]) + b"".join(bytes([i + 1, 0]) for i in range(components)) + b"\0\x3f\0"
    tables = b"\0" + bytes(DC_BITS) + bytes(DC_CODES) + b"\x10" + bytes(AC_BITS) + bytes(AC_SYMBOLS)

    def marker(kind, body):
        return b"\xff" + bytes([kind]) + struct.pack(">H", len(body) + 2) + body
    return (b"\xff\xd8" + more + marker(0xDB, b"\0" + b"\x10" * 64) + marker(0xC0, frame) + marker(0xC4, tables)
            + marker(0xDA, scan) + data + b"\xff\xd9")


def coefficients(block):
    def scale(k):
        return math.sqrt(.125) if k == 0 else .5
    out = []
    for u, v in ZIGZAG:
        total = sum(block[y][x] * math.cos((2 * x + 1) * u * math.pi / 16) * math.cos((2 * y + 1) * v * math.pi / 16)
                    for y in range(8) for x in range(8))
        out.append(round(scale(u) * scale(v) * total / 16))
    return out


def exif(text):
    """An APP1 marker with a description (Exif 2.3)."""
    value = text.encode() + b"\0"
    ifd = struct.pack("<HHHIII", 1, 0x010E, 2, len(value), 26, 0)
    body = b"Exif\0\0II*\0\x08\0\0\0" + ifd + value
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def jpeg_comment(text):
    return b"\xff\xfe" + struct.pack(">H", len(text.encode()) + 2) + text.encode()
