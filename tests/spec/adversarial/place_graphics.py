"""Places 52 to 59: forms, patterns, soft masks, paths."""
from construct import ASCII, construct
from pdf import HELVETICA, SONG, literal
from place_text import TEXT, coded

RESOURCES = b"<</Font<</F1 %s/F2 %s>>>>" % (HELVETICA, SONG)


def line(s, size=12, at=b"30 200"):
    return b"BT %s %d Tf %s Td %s Tj ET" % (coded(s)[0], size, at, literal(coded(s)[1]))


@construct(52, "form", TEXT, ways=("plain", "nested", "deep", "no-resources", "moved", "flate"))
def _(d, s, way):
    """In a form XObject, in a form in a form, in one without resources of its own."""
    form = d.form_xobject(line(s), filters=["FlateDecode"] if way == "flate" else (),
                          resources=b"" if way == "no-resources" else RESOURCES,
                          keys=b"/Matrix[.5 0 0 .5 30 20]" if way == "moved" else b"")
    for _ in range({"nested": 1, "deep": 5}.get(way, 0)):
        form = d.form_xobject(b"/Inner Do", resources=b"<</XObject<</Inner %s>>>>" % form)
    d.first.use("XObject", "Fm", form)
    d.first.draw(b"/Fm Do")


@construct(52, "form-twice", TEXT, ways=("same-page", "two-pages"))
def _(d, s, way):
    """One form in two places."""
    form = d.form_xobject(line(s))
    d.first.use("XObject", "Fm", form)
    d.first.draw(b"/Fm Do")
    if way == "same-page":
        d.first.draw(b"q 1 0 0 1 0 -60 cm /Fm Do Q")
    else:
        page = d.page()
        page.use("XObject", "Fm", form)
        page.draw(b"/Fm Do")


@construct(52, "contents-shared", TEXT)
def _(d, s, way):
    """Two pages with one content stream."""
    d.show(s)
    d.first.contents = d.stream(b"", b"\n".join(d.first.content))
    d.page().contents = d.first.contents


@construct(53, "never-drawn", "bytes", ways=("form", "image", "nested"))
def _(d, s, way):
    """Among the resources and drawn nowhere."""
    if way == "image":
        value = d.stream(b"/Type/XObject/Subtype/Image/Width 40/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
                         s.encode().ljust(40))
    else:
        value = d.form_xobject(line(s))
        if way == "nested":
            value = d.form_xobject(b"", resources=b"<</XObject<</Inner %s>>>>" % value)
            d.first.draw(b"/Spare Do")
    d.first.use("XObject", "Spare", value)


def pattern(d, content, resources=RESOURCES, kind=1):
    return d.stream(b"/Type/Pattern/PatternType 1/PaintType %d/TilingType 1/BBox[0 0 200 40]/XStep 200/YStep 40/Resources%s"
                    % (kind, resources), content)


@construct(54, "tiling", "mutool", ways=("coloured", "uncoloured", "stroke", "form-inside", "in-form", "in-pattern", "two-pages", "text-colour"))
def _(d, s, way):
    """Text in the cell of a tiling pattern."""
    content, resources = line(s, at=b"5 10"), RESOURCES
    if way == "form-inside":
        resources = b"<</XObject<</Inner %s>>>>" % d.form_xobject(content)
        content = b"/Inner Do"
    d.first.use("Pattern", "P", pattern(d, content, resources, 2 if way == "uncoloured" else 1))
    d.first.use("ColorSpace", "C", b"[/Pattern/DeviceGray]")
    if way in ("in-form", "in-pattern"):
        paint, own = b"/Pattern cs /P scn 0 0 300 120 re f", b"<</Pattern<</P %s>>>>" % pattern(d, content, resources)
        if way == "in-form":
            d.first.use("XObject", "Fm", d.form_xobject(paint, b"/Matrix[1 0 0 1 20 20]", resources=own))
            d.first.draw(b"/Fm Do")
        else:
            d.first.use("Pattern", "Q", pattern(d, paint, own))
            d.first.draw(b"/Pattern cs /Q scn 30 60 300 80 re f")
    elif way == "two-pages":
        shared = pattern(d, content)
        for page in (d.first, d.page()):
            page.use("Pattern", "P", shared)
            page.draw(b"/Pattern cs /P scn 30 60 300 80 re f")
    elif way == "text-colour":
        d.first.draw(b"BT /F1 90 Tf /Pattern cs /P scn 20 60 Td (HHHHH) Tj ET")
    elif way == "stroke":
        d.first.draw(b"/Pattern CS /P SCN 60 w 30 100 m 300 100 l S")
    else:
        d.first.draw((b"/C cs 0 /P scn" if way == "uncoloured" else b"/Pattern cs /P scn") + b" 30 60 300 80 re f")


@construct(54, "tiling-unused", "bytes")
def _(d, s, way):
    """A pattern that nothing is painted with."""
    d.first.use("Pattern", "P", pattern(d, line(s)))


@construct(55, "soft-mask", "bytes", ways=("luminosity", "alpha", "unused", "in-form", "two-states"))
def _(d, s, way):
    """Text in the group of a soft mask."""
    group = d.form_xobject(b"1 g " + line(s), b"/Group<</S/Transparency/CS/DeviceGray>>")
    kind = b"Alpha" if way == "alpha" else b"Luminosity"
    d.first.use("ExtGState", "M", b"<</SMask<</Type/Mask/S/%s/G %s>>>>" % (kind, group))
    if way == "in-form":
        state = b"<</ExtGState<</M<</SMask<</S/Luminosity/G %s>>>>>>>>" % group
        d.first.use("XObject", "Fm", d.form_xobject(b"/M gs 0 0 1 rg 0 180 400 60 re f", resources=state))
        d.first.draw(b"q /Fm Do Q")
    elif way == "two-states":
        d.first.use("ExtGState", "N", b"<</ca .5/SMask<</S/Luminosity/G %s>>>>" % group)
        d.first.draw(b"q /N gs 0 180 400 60 re f Q q /M gs 0 180 400 60 re f Q")
    elif way != "unused":
        d.first.draw(b"q /M gs 0 0 1 rg 0 180 400 60 re f Q")
        d.ink.append((1, 50, 199, 90, 209))


@construct(56, "form-keys", "bytes", ways=("OPI", "Ref", "Metadata", "PieceInfo", "Name", "group"))
def _(d, s, way):
    """In a form's own keys."""
    value = literal(s.encode())
    keys = {
        "OPI": b"/OPI<</2.0<</Type/OPI/Version 2.0/F %s/MainImage %s>>>>" % (value, value),
        "Ref": b"/Ref<</F<</Type/Filespec/F %s>>/Page 0/ID[%s%s]>>" % (value, value, value),
        "Metadata": b"/Metadata " + d.stream(b"/Type/Metadata/Subtype/XML", b"<x>" + s.encode() + b"</x>"),
        "PieceInfo": b"/LastModified(D:2031)/PieceInfo<</App<</LastModified(D:2031)/Private<</Note %s>>>>>>" % value,
        "Name": b"/Name/" + b"".join(b"#%02X" % c for c in s.encode()),
        "group": b"/Group<</S/Transparency/Note %s>>" % value,
    }[way]
    d.first.use("XObject", "Fm", d.form_xobject(b"0 0 10 10 re f", keys))
    d.first.draw(b"/Fm Do")


@construct(56, "postscript", "bytes", ways=("XObject", "PS-key"))
def _(d, s, way):
    """A PostScript XObject, and the PostScript of a form (obsolete and read by some)."""
    code = b"/Helvetica findfont 12 scalefont setfont 30 200 moveto (" + s.encode() + b") show"
    if way == "XObject":
        value = d.stream(b"/Type/XObject/Subtype/PS", code)
    else:
        value = d.form_xobject(b"", b"/Subtype2/PS/PS " + d.stream(b"", code))
    d.first.use("XObject", "Ps", value)
    d.first.draw(b"/Ps Do")


# --- drawn: the officer marks the place -----------------------------------------------------------------

AREA = (30, 100, 130, 130)


def marked(d, area=AREA):
    d.boxes.append((1, *area))
    x0, y0, x1, y1 = area
    d.ink.append((1, x0 + 4, y0 + 4, x1 - 4, y1 - 4))


# The letters V and X as paths, in places of 20 by 20.
V = b"%d %d m %d %d l %d %d l %d %d l %d %d l %d %d l h"


def outline(x, y):
    return V % (x, y + 20, x + 5, y + 20, x + 10, y + 8, x + 15, y + 20, x + 20, y + 20, x + 10, y)


def letters():
    return b" ".join(outline(40 + 22 * i, 105) for i in range(4))


@construct(57, "paths", "pixels", secrets=(ASCII,), ways=("fill", "stroke", "even-odd", "curves", "form", "white-on-black", "both"))
def _(d, s, way):
    """Letters as outlines, under a rectangle the officer drew."""
    drawn = {"fill": letters() + b" f", "stroke": letters() + b" S", "even-odd": letters() + b" f*", "both": letters() + b" B",
             "curves": b"40 105 m 60 160 80 60 110 125 c 45 110 90 140 125 105 c f",
             "white-on-black": b"20 90 120 50 re f 1 g " + letters() + b" f 0 g"}.get(way, letters() + b" f")
    if way == "form":
        d.first.use("XObject", "Fm", d.form_xobject(drawn))
        drawn = b"/Fm Do"
    d.first.draw(drawn)
    marked(d)


@construct(58, "shading", "pixels", secrets=(ASCII,), ways=("axial", "function", "free-form", "coons", "pattern"))
def _(d, s, way):
    """A gradient, a function or a mesh that draws something."""
    ramp = b"<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>"
    if way in ("axial", "pattern"):
        shading = d.ref(b"<</ShadingType 2/ColorSpace/DeviceGray/Coords[40 0 120 0]/Function%s/Extend[true true]>>" % ramp)
    elif way == "function":
        function = d.stream(b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1]", b"{ mul 8 mul dup floor sub }")
        shading = d.ref(b"<</ShadingType 1/ColorSpace/DeviceGray/Domain[0 1 0 1]/Matrix[100 0 0 30 30 100]/Function %s>>" % function)
    else:
        keys = b"/ColorSpace/DeviceGray/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8/Decode[0 255 0 255 0 1]"
        if way == "free-form":
            mesh = b"".join(bytes([0, x, y, 0]) for i in range(4) for x, y in ((40 + 22 * i, 125), (60 + 22 * i, 125), (50 + 22 * i, 105)))
            shading = d.stream(b"/ShadingType 4" + keys, mesh)
        else:
            corner = [(40, 105), (40, 110), (40, 120), (40, 125), (60, 125), (90, 125), (120, 125), (120, 118), (120, 110),
                      (120, 105), (90, 105), (60, 105)]
            shading = d.stream(b"/ShadingType 6" + keys, bytes([0]) + bytes(v for p in corner for v in p) + bytes([0, 80, 200, 0]))
    if way == "pattern":
        d.first.use("Pattern", "P", b"<</PatternType 2/Shading %s>>" % shading)
        d.first.draw(b"/Pattern cs /P scn 30 100 100 30 re f")
    else:
        d.first.use("Shading", "S", shading)
        d.first.draw(b"q 30 100 100 30 re W n /S sh Q")
    marked(d)


@construct(59, "clip-letters", "pixels", secrets=(ASCII,), ways=("fill", "shading", "nested"))
def _(d, s, way):
    """A clip in the shape of letters over a plain fill."""
    clip = letters() + b" W n"
    if way == "nested":
        clip = b"0 0 400 300 re W n " + clip
    fill = b"0 90 400 60 re f"
    if way == "shading":
        d.first.use("Shading", "S", b"<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 400 0]/Extend[true true]"
                                    b"/Function<</FunctionType 2/Domain[0 1]/C0[0]/C1[.4]/N 1>>>>")
        fill = b"/S sh"
    d.first.draw(b"q " + clip + b" " + fill + b" Q")
    marked(d)
