"""Places 60 to 68: pictures. The officer marks the place, which is a part of the picture."""
from construct import ASCII, construct
from pdf import FILTERS, literal, up_predicted
import pictures
from pictures import CROP, HEIGHT, INSIDE, WIDTH, fax, jbig2, jpeg, packed, samples

# Where the picture stands, and of it the part that shows the secret.
PLACE = (40, 60, 40 + 8 * WIDTH, 60 + 8 * HEIGHT)
SECRET = (40 + 8 * INSIDE[0], 60 + 8 * (HEIGHT - INSIDE[3]), 40 + 8 * INSIDE[2], 60 + 8 * (HEIGHT - INSIDE[1]))


def put(d, image, matrix=None, area=SECRET, page=None):
    page = page or d.first
    page.use("XObject", "Im", image)
    x0, y0, x1, y1 = PLACE
    page.draw(b"q " + (matrix or b"%d 0 0 %d %d %d" % (x1 - x0, y1 - y0, x0, y0)) + b" cm /Im Do Q")
    if page.number == 1 and area:
        d.boxes.append((1, *area))
        d.ink.append((1, area[0] + 2, area[1] + 2, area[2] - 2, area[3] - 2))
        d.crops.append(CROP)


def image(d, data, colours=b"/DeviceGray", depth=8, filters=("FlateDecode",), keys=b""):
    keys = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d%s%s" % (
        WIDTH, HEIGHT, depth, b"/ColorSpace" + colours if colours else b"", keys)
    return d.stream(keys, data, filters)


FAX = b"/DecodeParms<</K %d/Columns 32/Rows 24>>"


def encoded(d, way):
    if way in FILTERS:
        return image(d, samples(b"\0", b"\xff"), filters=(way,))
    make = {
        "gray": lambda: image(d, samples(b"\0", b"\xff")),
        "rgb": lambda: image(d, samples(b"\0\0\0", b"\xff\xff\xff"), b"/DeviceRGB"),
        "cmyk": lambda: image(d, samples(b"\0\0\0\xff", b"\0\0\0\0"), b"/DeviceCMYK"),
        "indexed": lambda: image(d, samples(b"\1", b"\0"), b"[/Indexed/DeviceRGB 1<FFFFFF000000>]"),
        "icc": lambda: image(d, samples(b"\0", b"\xff"), b"[/ICCBased %s]" % d.stream(b"/N 1/Alternate/DeviceGray", b"\0" * 128)),
        "calibrated": lambda: image(d, samples(b"\0", b"\xff"), b"[/CalGray<</WhitePoint[.95 1 1.09]>>]"),
        "one-bit": lambda: image(d, packed(), depth=1),
        "sixteen-bit": lambda: image(d, samples(b"\0\0", b"\xff\xff"), depth=16),
        "decode": lambda: image(d, samples(b"\xff", b"\0"), keys=b"/Decode[1 0]"),
        "predictor": lambda: image(d, up_predicted(samples(b"\0", b"\xff"), WIDTH),
                                   keys=b"/DecodeParms[<</Predictor 12/Columns 32>>]"),
        "fax3": lambda: image(d, fax(3), depth=1, filters=(), keys=b"/Filter/CCITTFaxDecode" + FAX % 0),
        "fax4": lambda: image(d, fax(4), depth=1, filters=(), keys=b"/Filter/CCITTFaxDecode" + FAX % -1),
        "jbig2": lambda: image(d, jbig2(), depth=1, filters=(), keys=b"/Filter/JBIG2Decode"),
        "dct-gray": lambda: image(d, jpeg(), filters=(), keys=b"/Filter/DCTDecode"),
        "dct-rgb": lambda: image(d, jpeg(3), b"/DeviceRGB", filters=(), keys=b"/Filter/DCTDecode/DecodeParms<</ColorTransform 0>>"),
        "dct-cmyk": lambda: image(d, jpeg(4, invert=True), b"/DeviceCMYK", filters=(), keys=b"/Filter/DCTDecode"),
        "dct-flate": lambda: image(d, FILTERS["FlateDecode"](jpeg()), filters=(), keys=b"/Filter[/FlateDecode/DCTDecode]"),
    }
    return make[way]()


@construct(60, "picture", "pixels images", secrets=(ASCII,),
           ways=("gray", "rgb", "cmyk", "indexed", "icc", "calibrated", "one-bit", "sixteen-bit", "decode", "predictor", "fax3", "fax4",
                 "jbig2", "dct-gray", "dct-rgb", "dct-cmyk", "dct-flate", "LZWDecode", "RunLengthDecode", "ASCII85Decode"))
def _(d, s, way):
    """A part of a picture is marked, in each encoding."""
    put(d, encoded(d, way))


@construct(61, "mask", "pixels images", secrets=(ASCII,), ways=("soft", "stencil", "image-mask"))
def _(d, s, way):
    """The picture is plain; its mask shows the secret."""
    if way == "image-mask":
        return put(d, image(d, packed(), b"", 1, keys=b"/ImageMask true"))
    if way == "soft":
        mask = b"/SMask " + image(d, samples(b"\xff", b"\0"))
    else:
        mask = b"/Mask " + image(d, packed(), b"", 1, keys=b"/ImageMask true")
    put(d, d.stream(b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray%s" % mask, b"\0"))


@construct(62, "inline", "pixels bytes", secrets=(ASCII,), ways=("plain", "hex", "flate"))
def _(d, s, way):
    """An inline image."""
    data, kind = {"plain": (samples(b"\0", b"\xff"), b""), "hex": (samples(b"\0", b"\xff").hex().encode() + b">", b"/F/AHx"),
                  "flate": (FILTERS["FlateDecode"](samples(b"\0", b"\xff")), b"/F/Fl")}[way]
    x0, y0, x1, y1 = PLACE
    d.first.draw(b"q %d 0 0 %d %d %d cm BI /W %d /H %d /CS /G /BPC 8 %s ID %s EI Q"
                 % (x1 - x0, y1 - y0, x0, y0, WIDTH, HEIGHT, kind, data))
    d.boxes.append((1, *SECRET))
    d.ink.append((1, SECRET[0] + 2, SECRET[1] + 2, SECRET[2] - 2, SECRET[3] - 2))
    d.codes.append({"hex": b"ffff00000000ffffffff00000000", "flate": data}.get(way, b"\xff" * 8 + b"\0\0\0\0\xff\xff\xff\xff\0\0\0\0"))


@construct(62, "inline-text", "bytes")
def _(d, s, way):
    """An inline image whose samples are the secret."""
    d.first.draw(b"q 100 0 0 10 30 200 cm BI /W %d /H 1 /CS /G /BPC 8 ID %s EI Q" % (len(s.encode()), s.encode()))


@construct(63, "placed", "pixels images", secrets=(ASCII,), ways=("flipped", "turned", "skewed", "slanted", "in-form"))
def _(d, s, way):
    """Upside down, turned, skewed, in a form that is moved."""
    matrix, area = {
        "flipped": (b"256 0 0 -192 40 252", (104, 124, 232, 188)),
        "turned": (b"0 192 -256 0 300 60", (125, 104, 219, 208)),
        "skewed": (b"200 0 60 150 40 60", (110, 110, 230, 160)),
        "slanted": (b"140 140 -100 100 160 30", (125, 95, 235, 205)),
        "in-form": (None, SECRET),
    }[way]
    if way != "in-form":
        put(d, encoded(d, "gray"), matrix, area)
        d.ink[:] = [(1, area[0] + 30, area[1] + 15, area[2] - 30, area[3] - 15)]
        return
    form = d.form_xobject(b"q 128 0 0 96 0 0 cm /Im Do Q", b"/Matrix[2 0 0 2 40 60]",
                          resources=b"<</XObject<</Im %s>>>>" % encoded(d, "gray"))
    put(d, form, b"1 0 0 1 0 0", SECRET)


@construct(64, "shared", "pixels images", secrets=(ASCII,), ways=("marked-on-both",))
def _(d, s, way):
    """One picture on two pages, marked on both."""
    picture = encoded(d, "gray")
    put(d, picture)
    page = d.page()
    d.show("The second page of the notice", page=page, y=20)
    put(d, picture, page=page)
    d.boxes.append((2, *SECRET))
    d.ink.append((2, SECRET[0] + 2, SECRET[1] + 2, SECRET[2] - 2, SECRET[3] - 2))


@construct(65, "layers", "pixels images", secrets=(ASCII,))
def _(d, s, way):
    """A scan in three layers: background, foreground, and the mask between them."""
    for row in range(4):  # a page of text, not of pictures
        d.show("What the notice of the town says in so many words", y=8 + 12 * row)
    mask = image(d, packed(), b"", 1, keys=b"/ImageMask true")
    back = image(d, jpeg(3), b"/DeviceRGB", filters=(), keys=b"/Filter/DCTDecode")
    fore = image(d, samples(b"\0\0\0", b"\x80\0\0"), b"/DeviceRGB", keys=b"/Mask " + mask)
    put(d, back)
    d.first.use("XObject", "Fore", fore)
    d.first.draw(b"q 256 0 0 192 40 60 cm /Fore Do Q")


@construct(66, "blocks", "pixels images", secrets=(ASCII,))
def _(d, s, way):
    """The mark ends inside blocks of eight samples."""
    x0, y0, x1, y1 = SECRET
    put(d, encoded(d, "dct-gray"), area=(x0 - 13, y0 - 13, x1 + 13, y1 + 13))


@construct(67, "beside-samples", "bytes", ways=("metadata", "alternates", "exif", "comment", "profile", "name", "id", "opi", "measure"))
def _(d, s, way):
    """In what comes with a picture."""
    keys, colours, filters, data = b"", b"/DeviceGray", ("FlateDecode",), samples(b"\x80", b"\xff")
    if way == "metadata":
        keys = b"/Metadata " + d.stream(b"/Type/Metadata/Subtype/XML", b"<dc:title>" + s.encode() + b"</dc:title>")
    elif way == "alternates":
        other = d.stream(b"/Type/XObject/Subtype/Image/Width 40/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", s.encode().ljust(40))
        keys = b"/Alternates[<</Image %s/DefaultForPrinting true>>]" % other
    elif way in ("exif", "comment"):
        more = pictures.exif(s) if way == "exif" else pictures.jpeg_comment(s)
        data, filters, keys = jpeg(more=more), (), b"/Filter/DCTDecode"
    elif way == "profile":
        colours = b"[/ICCBased %s]" % d.stream(b"/N 1/Alternate/DeviceGray", b"\0" * 128 + b"desc" + s.encode())
    elif way == "name":
        keys = b"/Name/" + b"".join(b"#%02X" % c for c in s.encode())
    else:
        keys = {"id": b"/ID%s", "opi": b"/OPI<</1.3<</F %s>>>>", "measure": b"/Measure<</R %s>>"}[way] % literal(s.encode())
    picture = image(d, data, colours, filters=filters, keys=keys)
    d.first.use("XObject", "Im", picture)
    d.first.draw(b"q 20 0 0 20 350 20 cm /Im Do Q")


@construct(68, "code", "pixels images", secrets=(ASCII,), ways=("matrix-code", "signature", "seal"))
def _(d, s, way):
    """A two-dimensional code, a signature, a seal: pictures the officer marks whole."""
    put(d, encoded(d, {"matrix-code": "one-bit", "signature": "dct-rgb", "seal": "indexed"}[way]), area=(30, 50, 306, 262))
