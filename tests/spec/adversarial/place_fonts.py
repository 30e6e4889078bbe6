"""Places 46 to 51: what fonts carry beside the text they show."""
from construct import ASCII, HAN, construct
from fonts import Identity, Simple, descriptor, procedures, rectangle_of, to_unicode, truetype
from pdf import HELVETICA, SONG, hexed, literal, name
from place_han import PUBLIC, show
from place_text import coded
import programs


@construct(46, "type3-text", "gs", ways=("own-resources", "page-resources"))
def _(d, s, way):
    """The procedure of a Type 3 glyph shows the secret as text."""
    font, data = coded(s)
    resources = b"/Resources<</Font<</F1 %s/F2 %s>>>>" % (HELVETICA, SONG) if way == "own-resources" else b""
    value = procedures(d, [b"1000 0 d0 BT %s 100 Tf 0 0 Td %s Tj ET" % (font, literal(data))], [(33, "A")], resources)
    d.first.use("Font", "T3", value)
    d.first.draw(b"BT /T3 100 Tf 30 200 Td (!) Tj ET")


@construct(46, "type3-form", "gs")
def _(d, s, way):
    """The procedure of a Type 3 glyph draws a form that shows the secret."""
    font, data = coded(s)
    form = d.form_xobject(b"BT %s 100 Tf 0 0 Td %s Tj ET" % (font, literal(data)), box=b"[0 0 1000 1000]")
    value = procedures(d, [b"1000 0 d0 /Fm Do"], [(33, "A")], b"/Resources<</XObject<</Fm %s>>>>" % form)
    d.first.use("Font", "T3", value)
    d.first.draw(b"BT /T3 100 Tf 30 200 Td (!) Tj ET")


@construct(47, "type3-bitmaps", "pdftotext mutool bytes")
def _(d, s, way):
    """Every glyph a bitmap in its procedure, as TeX writes them; public characters use the font too."""
    letters = "".join(dict.fromkeys("Notice" + s))
    bitmaps = [bytes((37 * i + 11 * row) & 255 for row in range(8)) for i in range(len(letters))]
    value = procedures(d, [b"1000 0 0 0 1000 1000 d1 1000 0 0 1000 0 0 cm BI /W 8 /H 8 /IM true /BPC 1 ID " + bits + b" EI"
                           for bits in bitmaps], [(33 + i, c) for i, c in enumerate(letters)])
    d.codes += [bits for bits, c in zip(bitmaps, letters) if c not in "Notice"]
    d.first.use("Font", "T3", value)
    for text, y in (("Notice", 150), (s, 200)):
        d.first.draw(b"BT /T3 12 Tf 30 %d Td %s Tj ET" % (y, hexed(bytes(33 + letters.index(c) for c in text))))
    d.kept.append("Notice")


@construct(48, "differences", "pdftotext mutool fonts", secrets=(HAN,))
def _(d, s, way):
    """Glyph names in /Differences spell the secret; the font stays for public text."""
    characters = PUBLIC + s
    font = Simple(d, characters, unicode=[], names=[f"uni{ord(c):04X}" for c in characters])
    d.outlines += [rectangle_of(i) for i in range(len(PUBLIC) + 1, len(characters) + 1)]
    show(d, font.value, font.codes(s))
    d.first.draw(b"BT /X 12 Tf 30 150 Td %s Tj ET" % hexed(font.codes(PUBLIC)))
    d.kept.append(PUBLIC)


@construct(48, "named-glyph", "bytes", secrets=(ASCII,), ways=("used", "unused"))
def _(d, s, way):
    """A glyph that is called like the secret."""
    names = [f"uni{ord(c):04X}" for c in PUBLIC]
    names = [s] + names[1:] if way == "used" else names + [s]
    font = Simple(d, PUBLIC + ("" if way == "used" else "x"), unicode=list(enumerate(PUBLIC, 33)), names=names)
    show(d, font.value, font.codes(PUBLIC))
    d.kept.append(PUBLIC)


@construct(49, "charset", "fonts", secrets=(HAN,))
def _(d, s, way):
    """/CharSet of the descriptor lists characters that no page shows."""
    listed = b"/CharSet" + literal("".join(f"/uni{ord(c):04X}" for c in PUBLIC + s).encode())
    font = Simple(d, PUBLIC, described=listed)
    show(d, font.value, font.codes(PUBLIC))
    d.kept.append(PUBLIC)


@construct(49, "font-name", "bytes", ways=("base", "family", "both"), beside=True)
def _(d, s, way):
    """The font is called like the project."""
    base = b"ABCDEF+" + name(s)[1:] if way != "family" else b"ABCDEF+Boxes"
    family = b"" if way == "base" else b"/FontFamily" + literal(s.encode())
    font = Simple(d, PUBLIC, base=base, described=family)
    show(d, font.value, font.codes(PUBLIC))
    d.kept.append(PUBLIC)


@construct(49, "cidset", "fonts", secrets=(HAN,))
def _(d, s, way):
    """/CIDSet, widths, ToUnicode and outlines of characters that no page shows."""
    cid_set = b"/CIDSet " + d.stream(b"", b"\xff\xff")
    font = Identity(d, PUBLIC + s, described=cid_set)
    d.outlines += [rectangle_of(i) for i in range(len(PUBLIC) + 1, len(PUBLIC + s) + 1)]
    show(d, font.value, font.codes(PUBLIC))
    d.kept.append(PUBLIC)


@construct(50, "truetype-names", "bytes", ways=("name", "post"), beside=True)
def _(d, s, way):
    """The name or the post table says the secret."""
    names = None if way == "name" or not s.isascii() else [s] + [f"uni{ord(c):04X}" for c in PUBLIC[1:]]
    if way == "post" and not s.isascii():
        names = ["uni" + "".join(f"{ord(c):04X}" for c in s)] + [f"uni{ord(c):04X}" for c in PUBLIC[1:]]
        d.codes.append("".join(f"{ord(c):04X}" for c in s).encode())
    font = Identity(d, PUBLIC, program=truetype(PUBLIC, s if way == "name" else "Boxes", names))
    show(d, font.value, font.codes(PUBLIC))
    d.kept.append(PUBLIC)


@construct(50, "type1-names", "bytes", secrets=(ASCII,), ways=("full-name", "font-name"), beside=True)
def _(d, s, way):
    """A Type 1 program with the secret in its clear part."""
    names = [f"uni{ord(c):04X}" for c in PUBLIC]
    program, lengths = programs.type1(names, s if way == "font-name" else "Boxes", s if way == "full-name" else "Boxes")
    data = d.stream(b"/Length1 %d/Length2 %d/Length3 %d" % lengths, program, ["FlateDecode"])
    embed(d, data, b"FontFile", b"Type1")


@construct(50, "type1-charstrings", "pdftotext mutool", secrets=(HAN,))
def _(d, s, way):
    """A Type 1 program whose glyph names, in its locked part, are all that says which characters they are."""
    names = [f"uni{ord(c):04X}" for c in PUBLIC + s]
    program, lengths = programs.type1(names)
    data = d.stream(b"/Length1 %d/Length2 %d/Length3 %d" % lengths, program, ["FlateDecode"])
    embed(d, data, b"FontFile", b"Type1", s)


@construct(50, "cff-strings", "bytes", secrets=(ASCII,), ways=("notice", "name", "glyph"), beside=True)
def _(d, s, way):
    """A CFF program with the secret in its name, its strings or a glyph's name."""
    names = [f"uni{ord(c):04X}" for c in PUBLIC]
    if way == "glyph":
        names[-1] = s
    program = programs.cff(names, s if way == "name" else "Boxes", s if way == "notice" else "Boxes")
    embed(d, d.stream(b"/Subtype/Type1C", program, ["FlateDecode"]), b"FontFile3", b"Type1")


@construct(50, "cff-glyphs", "pdftotext mutool fonts", secrets=(HAN,))
def _(d, s, way):
    """A CFF program whose strings are all that says which characters its glyphs are."""
    names = [f"uni{ord(c):04X}" for c in PUBLIC + s]
    embed(d, d.stream(b"/Subtype/Type1C", programs.cff(names), ["FlateDecode"]), b"FontFile3", b"Type1", s)


def embed(d, program, key, kind, s=""):
    """Public text, and perhaps the secret, by the program's own encoding."""
    count = len(PUBLIC + s)
    mapped = b"" if s else b"/ToUnicode " + d.stream(b"", to_unicode(enumerate(PUBLIC, 33), 1))
    font = d.ref(b"<</Type/Font/Subtype/%s/BaseFont/ABCDEF+Boxes/FirstChar 33/LastChar %d/Widths[%s]%s/FontDescriptor %s>>"
                 % (kind, 32 + count, b" ".join([b"1000"] * count), mapped, descriptor(d, b"ABCDEF+Boxes", program, key)))
    show(d, font, bytes(range(33, 33 + len(PUBLIC))), b"30 150 Td")
    if s:
        show(d, font, bytes(range(33 + len(PUBLIC), 33 + count)))
    d.kept.append(PUBLIC)


@construct(51, "default-resources", "fonts", secrets=(HAN, ASCII))
def _(d, s, way):
    """A font that only the form's default resources name."""
    font = Identity(d, PUBLIC + s)
    d.outlines += [rectangle_of(i) for i in range(len(PUBLIC) + 1, len(PUBLIC + s) + 1)]
    d.form += b"/DA(/X 12 Tf 0 g)/DR<</Font<</X %s>>>>" % font.value


@construct(51, "unused-resource", "fonts", secrets=(HAN, ASCII))
def _(d, s, way):
    """A font among the page's resources that no operator takes."""
    font = Identity(d, PUBLIC + s)
    d.outlines += [rectangle_of(i) for i in range(len(PUBLIC) + 1, len(PUBLIC + s) + 1)]
    d.first.use("Font", "Spare", font.value)
