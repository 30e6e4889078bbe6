"""Places 1 to 29: how text is encoded and where it stands."""
from construct import ASCII, HAN, NUMBER, construct
from fonts import Identity
from pdf import FILTERS, hexed, literal, octal, up_predicted

TEXT = "pdftotext mutool gs"


def coded(s):
    """Font and bytes of a text in one of the two fonts every page has."""
    return (b"/F1", s.encode("latin-1")) if s.isascii() else (b"/F2", s.encode("gbk"))


def letters(s):
    """One by one: bytes and advance in thousandths (Helvetica is not measured: 700 is more than any here)."""
    return [(c.encode("latin-1"), 700) if s.isascii() else (c.encode("gbk"), 1000) for c in s]


def text(doc, operators, s, size=12, at=b"30 200 Td"):
    doc.first.draw(b"BT %s %d Tf %s %s ET" % (coded(s)[0], size, at, operators))


@construct(1, "tj", TEXT, ways=("literal", "octal", "hex"))
def _(d, s, way):
    """Shown by one Tj."""
    text(d, {"literal": literal, "octal": octal, "hex": hexed, "": literal}[way or "literal"](coded(s)[1]) + b" Tj", s)


@construct(1, "filter", TEXT, secrets=(ASCII,), ways=tuple(FILTERS) + ("Predictor", "Twice", "Abbreviated"))
def _(d, s, way):
    """In a content stream behind each filter."""
    d.show(s)
    data = b"\n".join(d.first.content)
    if way == "Predictor":
        d.first.contents = d.stream(b"/DecodeParms[<</Predictor 12/Columns 16>>]", up_predicted(data, 16), ["FlateDecode"])
        return
    chain = {"Twice": ["ASCII85Decode", "FlateDecode"], "Abbreviated": ["ASCIIHexDecode"]}.get(way, [way])
    d.first.contents = d.stream(b"", data, chain)
    if way == "Abbreviated":
        number = max(d.objects)
        d.objects[number] = d.objects[number].replace(b"[/ASCIIHexDecode]", b"/AHx")


@construct(2, "kerned", TEXT)
def _(d, s, way):
    """Fragments of a TJ array with kerning inside the word."""
    text(d, b"[" + b" ".join(literal(c) + b" -15" for c, _ in letters(s)) + b"] TJ", s)


@construct(3, "one-by-one", TEXT)
def _(d, s, way):
    """One Tj for each character."""
    text(d, b" ".join(literal(c) + b" Tj" for c, _ in letters(s)), s)


@construct(4, "reversed", "pdftotext", secrets=(HAN,))
def _(d, s, way):
    """Drawn from the last character to the first, each put in place by Tm."""
    places = list(enumerate(letters(s)))
    text(d, b" ".join(b"1 0 0 1 %d 200 Tm %s Tj" % (30 + 12 * at, literal(c)) for at, (c, _) in reversed(places)), s, at=b"")


@construct(4, "reversed-latin", "gs", secrets=(ASCII,))
def _(d, s, way):
    """Drawn from the last character to the first, each put in place by Tm."""
    places = list(enumerate(letters(s)))
    text(d, b" ".join(b"1 0 0 1 %d 200 Tm %s Tj" % (30 + 8 * at, literal(c)) for at, (c, _) in reversed(places)), s, at=b"")


@construct(5, "interleaved", "pdftotext")
def _(d, s, way):
    """Odd characters first, even ones in a second pass."""
    step = 8 if s.isascii() else 12
    places = list(enumerate(letters(s)))
    order = places[::2] + places[1::2]
    text(d, b" ".join(b"1 0 0 1 %d 200 Tm %s Tj" % (30 + step * at, literal(c)) for at, (c, _) in order), s, at=b"")


@construct(6, "contents-array", "pdftotext mutool", ways=("between", "inside"))
def _(d, s, way):
    """Split over two content streams, between two operators or inside a string."""
    half = len(letters(s)) // 2
    first, second = (b"".join(c for c, _ in part) for part in (letters(s)[:half], letters(s)[half:]))
    opened = b"\n".join(d.first.content) + b"\nBT " + coded(s)[0] + b" 12 Tf 30 200 Td "
    if way == "between":
        pieces = opened + b"(" + first + b") Tj", b"(" + second + b") Tj ET"
    else:  # 7.8.2 forbids it and readers join the streams anyway: the blank between them is part of the string
        pieces = opened + b"<" + first.hex().encode(), second.hex().encode() + b"> Tj ET"
    d.first.contents = b"[%s]" % b" ".join(d.stream(b"", piece) for piece in pieces)


@construct(7, "turned", TEXT, ways=("cm", "page-90", "page-180", "page-270"))
def _(d, s, way):
    """Turned by the matrix or with the whole page."""
    if way == "cm":
        d.first.draw(b"q 0 1 -1 0 200 30 cm BT %s 12 Tf 0 0 Td %s Tj ET Q" % (coded(s)[0], literal(coded(s)[1])))
    else:
        d.first.more = b"/Rotate " + way[5:].encode()
        d.show(s)


@construct(8, "slanted", "mutool gs bytes")
def _(d, s, way):
    """At 45 degrees, with neighbours on both sides."""
    font, data = coded(s)
    d.first.draw(b"BT %s 12 Tf .7071 .7071 -.7071 .7071 60 60 Tm %s Tj ET" % (font, literal(data)))
    d.first.draw(b"BT /F1 12 Tf .7071 .7071 -.7071 .7071 40 80 Tm (Abovemarker) Tj ET")
    d.kept.append("Abovemarker")


@construct(9, "mirrored", "mutool bytes", ways=("flipped", "skewed", "negative", "mirror"))
def _(d, s, way):
    """Mirrored, skewed, upside down, with a negative font size."""
    matrix = {"flipped": b"1 0 0 -1 30 200", "skewed": b"1 .2 .6 1 30 150", "negative": b"-1 0 0 -1 30 200",
              "mirror": b"-1 0 0 1 300 200"}[way]
    size = -12 if way == "negative" else 12
    text(d, matrix + b" Tm " + literal(coded(s)[1]) + b" Tj", s, size, b"")


@construct(10, "invisible-layer", TEXT + " pixels", ways=("page", "page-few-words", "page-fax"))
def _(d, s, way):
    """Invisible text (Tr 3) over a picture of the page that shows it as well: what scanners write."""
    rows = range(24, 300, 20)  # from the top: where lines stand, of bars for letters
    dark = [any(row - 12 <= y < row for row in rows) and x % 6 < 3 and 30 <= x < 370 for y in range(300) for x in range(400)]
    keys = b"/Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceGray/BitsPerComponent "
    if way == "page-fax":
        whole = int("".join("0" if dot else "1" for dot in dark), 2).to_bytes(400 * 300 // 8, "big")
        picture = d.stream(keys + b"1", whole, ["FlateDecode"])
    else:
        picture = d.stream(keys + b"8", bytes(0 if dot else 255 for dot in dark), ["FlateDecode"])
    d.first.use("XObject", "Scan", picture)
    d.first.draw(b"q 400 0 0 300 0 0 cm /Scan Do Q")
    for y in range(20, 160, 20) if way != "page-few-words" else ():
        d.first.draw(b"BT /F1 11 Tf 3 Tr 30 %d Td (What the notice of the town says in so many words) Tj ET" % y)
    d.ink.append((1, 32, 200, 75, 210))
    text(d, b"3 Tr " + literal(coded(s)[1]) + b" Tj", s)


@construct(10, "invisible", TEXT)
def _(d, s, way):
    """Invisible text and nothing else."""
    text(d, b"3 Tr " + literal(coded(s)[1]) + b" Tj", s)


@construct(11, "clip-over-picture", TEXT, ways=("4", "5", "6", "7"))
def _(d, s, way):
    """Text as a clip (Tr 4 to 7) that lets a picture through."""
    picture = d.stream(b"/Type/XObject/Subtype/Image/Width 2/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\0\x80")
    d.first.use("XObject", "Im", picture)
    d.first.draw(b"q BT %s 24 Tf %s Tr 30 200 Td %s Tj ET q 400 0 0 60 0 180 cm /Im Do Q Q"
                 % (coded(s)[0], way.encode(), literal(coded(s)[1])))


@construct(11, "clip", TEXT)
def _(d, s, way):
    """Text as a clip (Tr 7) with a fill behind it."""
    d.first.draw(b"q BT %s 24 Tf 7 Tr 30 200 Td %s Tj ET 0 0 1 rg 0 180 400 60 re f Q" % (coded(s)[0], literal(coded(s)[1])))


@construct(12, "white", TEXT, ways=("gray", "rgb", "transparent", "background", "blend", "pattern-white"))
def _(d, s, way):
    """White on white, or wholly transparent."""
    colour = {"gray": b"1 g", "rgb": b"1 1 1 rg", "transparent": b"/Clear gs", "background": b".2 .4 .6 rg 0 180 400 60 re f",
              "blend": b"/Same gs", "pattern-white": b"/Cs cs 1 scn"}[way]
    d.first.use("ExtGState", "Clear", b"<</ca 0/CA 0>>")
    d.first.use("ExtGState", "Same", b"<</BM/Screen>>")
    d.first.use("ColorSpace", "Cs", b"[/CalGray<</WhitePoint[.95 1 1.09]>>]")
    d.first.draw(b"q %s BT %s 12 Tf 30 200 Td %s Tj ET Q" % (colour, coded(s)[0], literal(coded(s)[1])))


@construct(13, "tiny", "mutool gs bytes")
def _(d, s, way):
    """A hundredth of a point high."""
    d.first.draw(b"BT %s .01 Tf 30 200 Td %s Tj ET" % (coded(s)[0], literal(coded(s)[1])))


@construct(14, "degenerate", "bytes", ways=("tz0", "singular", "size0", "line"))
def _(d, s, way):
    """Glyphs with no area: scaling 0, a matrix of rank 1 or 0, size 0."""
    operators, at = {"tz0": (b"0 Tz", b"30 200 Td"), "singular": (b"", b"0 0 0 0 30 200 Tm"),
                     "size0": (coded(s)[0] + b" 0 Tf", b"30 200 Td"), "line": (b"", b"1 0 0 0 30 200 Tm")}[way]
    text(d, operators + b" " + literal(coded(s)[1]) + b" Tj", s, at=at)


@construct(15, "outside", "bytes", ways=("crop", "media", "far", "negative-box", "trim"))
def _(d, s, way):
    """Outside the CropBox, the MediaBox, and far away from both."""
    if way == "crop":
        d.first.more = b"/CropBox[0 250 400 300]"
    if way == "negative-box":
        d.first.box = b"[400 300 0 0]"
    if way == "trim":
        d.first.more = b"/TrimBox[0 250 400 300]/ArtBox[0 250 400 300]/BleedBox[0 250 400 300]"
    at = {"crop": b"30 100 Td", "negative-box": b"30 100 Td", "trim": b"30 100 Td", "media": b"30 -50 Td", "far": b"30 99999 Td"}[way]
    text(d, literal(coded(s)[1]) + b" Tj", s, at=at)


@construct(16, "clipped-away", "bytes pdftotext", ways=("empty", "elsewhere", "off-page", "nested"))
def _(d, s, way):
    """Under an empty clip path, and under a clip of another place."""
    clip = {"empty": b"0 0 0 0 re W n", "elsewhere": b"300 20 20 20 re W n", "off-page": b"500 500 20 20 re W n",
            "nested": b"0 0 400 100 re W* n 0 250 400 50 re W n"}[way]
    d.first.draw(b"q " + clip)
    text(d, literal(coded(s)[1]) + b" Tj", s)
    d.first.draw(b"Q")


@construct(17, "covered", TEXT, ways=("white", "black", "form"))
def _(d, s, way):
    """Under an opaque rectangle: the redaction that is none."""
    d.show(s)
    cover = b"q %d g 20 190 200 30 re f Q" % (way == "white")
    if way == "form":
        d.first.use("XObject", "Cover", d.form_xobject(cover))
        cover = b"/Cover Do"
    d.first.draw(cover)


@construct(17, "covered-by-picture", TEXT)
def _(d, s, way):
    """Under an opaque picture."""
    d.show(s)
    d.first.use("XObject", "Cover", d.stream(b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
                                             b"/BitsPerComponent 8", b"\0"))
    d.first.draw(b"q 200 0 0 30 20 190 cm /Cover Do Q")


@construct(18, "twice", TEXT, ways=("bold", "shadow"))
def _(d, s, way):
    """Drawn twice: as fake bold and as a shadow."""
    away = b".3 0 Td" if way == "bold" else b"2 -2 Td"
    text(d, literal(coded(s)[1]) + b" Tj " + away + b" " + literal(coded(s)[1]) + b" Tj", s)


@construct(19, "quotes", TEXT, ways=("one", "two"))
def _(d, s, way):
    """The operators ' and \", with what they change for the lines that follow."""
    show = literal(coded(s)[1]) + b" '" if way == "one" else b"3 1 " + literal(coded(s)[1]) + b' "'
    text(d, b"20 TL " + show + b" /F1 12 Tf (Followingline) '", s)
    d.kept.append("Followingline")


@construct(20, "odd-strings", TEXT, ways=("odd-hex", "blanks", "continued", "short-octal", "nested"))
def _(d, s, way):
    """Hex with an odd digit and blanks, line continuation, short octal codes, nested parentheses."""
    data = coded(s)[1]
    written = {
        "odd-hex": b"<" + data.hex().encode() + b"7>",  # 0x70: a p more
        "blanks": b"<" + b" \n".join(data.hex().encode()[i:i + 3] for i in range(0, 2 * len(data), 3)) + b">",
        "continued": b"(" + b"\\\n".join(data[i:i + 1] for i in range(len(data))) + b")",
        "short-octal": b"(" + b"".join(b"\\%o" % c if not data[i + 1:i + 2].isdigit() else b"\\%03o" % c
                                       for i, c in enumerate(data)) + b")",
        "nested": b"((" + data + b"))",
    }[way]
    text(d, written + b" Tj", s)


@construct(21, "unknown-operator", "bytes", ways=("compatible", "bare"))
def _(d, s, way):
    """The operand of an operator nobody knows, inside BX EX or not."""
    operation = literal(coded(s)[1]) + b" xyz"
    d.first.draw(b"BX " + operation + b" EX" if way == "compatible" else operation)


@construct(21, "marked-point", "bytes", ways=("DP", "MP-operand", "named"))
def _(d, s, way):
    """In the properties of a marked point."""
    value = literal(s.encode())
    if way == "named":
        d.first.use("Properties", "P0", b"<</Note %s>>" % value)
        d.first.draw(b"/Note /P0 DP")
    else:
        d.first.draw(b"/Note <</Text %s>> DP" % value if way == "DP" else value + b" /Note MP")


@construct(21, "mark-name", "bytes", ways=("BMC", "BDC", "MP"))
def _(d, s, way):
    """The tag of a marked-content operator is the secret itself."""
    from pdf import name
    d.first.draw({"BMC": b"%s BMC EMC", "BDC": b"%s <<>> BDC EMC", "MP": b"%s MP"}[way] % name(s))


@construct(21, "left-operands", "bytes")
def _(d, s, way):
    """Operands that no operator takes, at the end of the page and before an operator that wants others."""
    d.first.draw(literal(s.encode()) + b" 1 0 0 RG")
    d.first.draw(literal(s.encode()))


@construct(22, "comment", "bytes", ways=("line", "in-text", "in-array", "carriage-return"))
def _(d, s, way):
    """A comment in a content stream."""
    remark = b"% written for " + s.encode()
    d.first.draw({"line": remark, "in-text": b"BT /F1 9 Tf 30 100 Td\n" + remark + b"\n(Remarked) Tj ET",
                  "in-array": b"BT /F1 9 Tf 30 100 Td [(Rem)" + remark + b"\n(arked)] TJ ET",
                  "carriage-return": b"q\r" + remark + b"\rQ"}[way])


@construct(23, "spaced", "pdftotext gs", ways=("tc", "em-gaps", "td", "blanks"))
def _(d, s, way):
    """Letter-spaced, by Tc, by numbers of a TJ array, by Td, or by blanks."""
    parts = letters(s)
    operators = {
        "tc": b"6 Tc " + literal(coded(s)[1]) + b" Tj",
        "em-gaps": b"[" + b" -1000 ".join(literal(c) for c, _ in parts) + b"] TJ",
        "td": b" 24 0 Td ".join(literal(c) + b" Tj" for c, _ in parts),
        "blanks": literal(b"  ".join(c for c, _ in parts)) + b" Tj",
    }[way]
    text(d, operators, s)


@construct(24, "split-han", "pdftotext mutool", secrets=(HAN,), ways=("line", "cells", "columns"))
def _(d, s, way):
    """A name over two lines, two cells, from one column to the next."""
    a, b = (literal(half.encode("gbk")) for half in (s[:2], s[2:]))
    if way == "columns":
        d.first.draw(b"BT /F1 10 Tf 30 220 Td (The left column) Tj 0 -40 Td (goes on here) Tj 200 40 Td (The right one) Tj ET")
        d.first.draw(b"BT /F2 12 Tf 30 160 Td %s Tj ET BT /F2 12 Tf 230 240 Td %s Tj ET" % (a, b))
    elif way == "cells":
        d.first.draw(b"30 190 60 24 re 90 190 60 24 re S")
        text(d, a + b" Tj 60 0 Td " + b + b" Tj", s)
    else:
        text(d, a + b" Tj 0 -14 Td " + b + b" Tj", s)


@construct(24, "split", "pdftotext", secrets=(NUMBER,), ways=("line", "cells", "hyphen", "soft-hyphen"))
def _(d, s, way):
    """Over two lines, two table cells, with a hyphen and with a soft hyphen."""
    a, b = literal(s[:10].encode()), literal(s[10:].encode())
    if way == "line":
        text(d, a + b" Tj 0 -14 Td " + b + b" Tj", s)
    elif way == "cells":
        d.first.draw(b"30 190 90 24 re 120 190 90 24 re S")
        text(d, a + b" Tj 90 0 Td " + b + b" Tj", s)
    elif way == "hyphen":
        text(d, literal(s[:10].encode() + b"-") + b" Tj 0 -14 Td " + b + b" Tj", s)
    else:
        font = Identity(d, "0123456789\xad")
        d.first.use("Font", "Soft", font.value)
        d.first.draw(b"BT /Soft 12 Tf 30 200 Td %s Tj ET" % hexed(font.codes(s[:10] + "\xad" + s[10:])))


@construct(24, "split-pages", "pdftotext mutool gs", secrets=(NUMBER, HAN))
def _(d, s, way):
    """The last line of one page and the first of the next."""
    half = len(s) // 2
    d.show(s[:half], 30, 20)
    d.show(s[half:], 30, 280, d.page())


@construct(25, "digit-boxes", "pdftotext gs", secrets=(NUMBER, HAN), ways=("frames", "lines", "backwards"))
def _(d, s, way):
    """A form grid: every character in a frame and a text object of its own."""
    places = list(enumerate(letters(s)))
    for at, (character, _) in reversed(places) if way == "backwards" else places:
        frame = b"%d 195 m %d 213 l S" % (20 + 20 * at, 20 + 20 * at) if way == "lines" else b"%d 195 18 18 re S" % (20 + 20 * at)
        d.first.draw(frame + b" BT %s 12 Tf %d 200 Td %s Tj ET" % (coded(s)[0], 23 + 20 * at, literal(character)))


@construct(26, "zero-width", "pdftotext mutool", secrets=(NUMBER, HAN), ways=("200B", "200C", "200D", "200E", "FEFF", "2060", "00AD", "180E"))
def _(d, s, way):
    """Characters of no width between the digits."""
    nothing = chr(int(way, 16))
    font = Identity(d, "".join(sorted(set(s))) + nothing)
    d.first.use("Font", "Zero", font.value)
    d.first.draw(b"BT /Zero 6 Tf 30 200 Td %s Tj ET" % hexed(font.codes(nothing.join(s))))


@construct(26, "zero-width-actual-text", "pdftotext", secrets=(NUMBER, HAN))
def _(d, s, way):
    """Characters of no width in what marked content says the glyphs are."""
    from pdf import utf16
    d.first.draw(b"/Span <</ActualText %s>> BDC BT %s 12 Tf 30 200 Td %s Tj ET EMC"
                 % (hexed(utf16("\u200b".join(s))), coded(s)[0], literal(coded(s)[1])))


@construct(27, "ligature", "pdftotext mutool", secrets=("fin88", "88Grif"))
def _(d, s, way):
    """The secret begins or ends inside a ligature: one code, three characters."""
    characters = "Gri\uFB03n8"
    font = Identity(d, characters, [(i, {"\uFB03": "ffi"}.get(c, c)) for i, c in enumerate(characters, 1)])
    d.first.use("Font", "Lig", font.value)
    shown = "Gri\uFB03n88" if s == "fin88" else "88Gri\uFB03n"
    d.first.draw(b"BT /Lig 12 Tf 30 200 Td %s Tj ET" % hexed(font.codes(shown)))


@construct(28, "combining", "pdftotext mutool", secrets=("Ren\u00e9e77",), ways=("marks",), also=("Rene\u0301e77",))
def _(d, s, way):
    """A combining accent of no width instead of the letter that has it."""
    characters = "Ren7\u0301"
    font = Identity(d, characters)
    d.first.use("Font", "Mark", font.value)
    d.first.draw(b"BT /Mark 12 Tf 30 200 Td %s Tj ET" % hexed(font.codes("Rene\u0301e77")))


@construct(29, "hebrew", "pdftotext", secrets=("\u05d9\u05e2\u05e7\u05d1",), ways=("visual", "marked"))
def _(d, s, way):
    """Hebrew drawn from left to right, with and without a mark of direction."""
    shown = ("\u200f" if way == "marked" else "") + s
    font = Identity(d, "".join(sorted(set(shown))))
    d.first.use("Font", "Heb", font.value)
    d.first.draw(b"BT /Heb 12 Tf 30 200 Td %s Tj ET" % hexed(font.codes(shown[::-1])))
    d.codes.append(font.codes(shown[::-1]))


@construct(29, "arabic", "pdftotext", secrets=("\u0645\u0631\u062a\u0636\u0649",), ways=("visual", "forms"))
def _(d, s, way):
    """Arabic drawn from left to right, with its letters or with presentation forms."""
    forms = {"\u0645": "\ufee3", "\u0631": "\ufeae", "\u062a": "\ufe97", "\u0636": "\ufec0", "\u0649": "\ufef0"}
    shown = "".join(forms[c] for c in s) if way == "forms" else s
    font = Identity(d, shown)
    d.first.use("Font", "Arab", font.value)
    d.first.draw(b"BT /Arab 12 Tf 30 200 Td %s Tj ET" % hexed(font.codes(shown[::-1])))
    d.codes.append(font.codes(shown[::-1]))
