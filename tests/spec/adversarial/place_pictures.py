"""Places 60 to 68: pictures. The officer marks the place, which is a part of the picture."""
import struct

from construct import ASCII, construct
from pdf import FILTERS, literal, up_predicted
import coded_pictures
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
        "two-bit": lambda: image(d, deep(2), depth=2),
        "four-bit-indexed": lambda: image(d, deep(4), b"[/Indexed/DeviceGray 15<%s>]" % bytes(range(0, 256, 17)).hex().encode(), 4),
        "separation": lambda: image(d, samples(b"\xff", b"\0"), b"[/Separation/Spot/DeviceGray<</FunctionType 2/Domain[0 1]"
                                                               b"/C0[1]/C1[0]/N 1>>]"),
        "lab": lambda: image(d, samples(b"\0\x80\x80", b"\xff\x80\x80"), b"[/Lab<</WhitePoint[.95 1 1.09]/Range[-128 127 -128 127]>>]"),
        "lzw-predictor": lambda: image(d, up_predicted(samples(b"\0", b"\xff"), WIDTH), filters=("LZWDecode",),
                                       keys=b"/DecodeParms[<</Predictor 12/Columns 32>>]"),
        "fax-black-is-1": lambda: image(d, fax(4), depth=1, filters=(), keys=b"/Decode[1 0]/Filter/CCITTFaxDecode"
                                        + FAX.replace(b"/K", b"/BlackIs1 true/K") % -1),
        "dct-adobe-cmyk": lambda: image(d, jpeg(4, adobe(0)), b"/DeviceCMYK", filters=(), keys=b"/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode"),
        "dct-ycck": lambda: image(d, jpeg(4, adobe(2)), b"/DeviceCMYK", filters=(), keys=b"/Decode[1 0 1 0 1 0 1 0]/Filter/DCTDecode"),
        "dct-progressive": lambda: image(d, coded_pictures.PROGRESSIVE, filters=(), keys=b"/Filter/DCTDecode"),
        "dct-subsampled": lambda: image(d, coded_pictures.SUBSAMPLED, b"/DeviceRGB", filters=(), keys=b"/Filter/DCTDecode"),
        "jpx": lambda: image(d, coded_pictures.JPEG_2000, b"", filters=(), keys=b"/Filter/JPXDecode"),
        "jpx-gray": lambda: image(d, coded_pictures.JPEG_2000, filters=(), keys=b"/Filter/JPXDecode"),
        "jbig2-symbols": lambda: image(d, coded_pictures.text_region(), depth=1, filters=(), keys=b"/Filter/JBIG2Decode/DecodeParms<<"
                                       b"/JBIG2Globals %s>>" % d.stream(b"", coded_pictures.symbols())),
    }
    return make[way]()


def deep(depth):
    """Black and white in samples of 2 or 4 bits."""
    whole = "".join(("0" if dot else "1") * depth for row in pictures.grid() for dot in row)
    return int(whole, 2).to_bytes(len(whole) // 8, "big")


def adobe(transform):
    return b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0" + bytes([transform])


ENCODINGS = ("gray", "rgb", "cmyk", "indexed", "icc", "calibrated", "one-bit", "sixteen-bit", "decode", "predictor", "fax3", "fax4", "jbig2",
             "dct-gray", "dct-rgb", "dct-cmyk", "dct-flate", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "two-bit", "four-bit-indexed",
             "separation", "lab", "lzw-predictor", "fax-black-is-1", "dct-adobe-cmyk", "dct-ycck", "dct-progressive", "dct-subsampled",
             "jpx", "jpx-gray", "jbig2-symbols")


@construct(60, "picture", "pixels images", secrets=(ASCII,), ways=ENCODINGS, but={"jbig2-symbols": "pixels images bytes"})
def _(d, s, way):
    """A part of a picture is marked, in each encoding."""
    if way == "jbig2-symbols":
        d.codes.append(coded_pictures.SYMBOL)
    put(d, encoded(d, way))


@construct(61, "mask", "pixels images", secrets=(ASCII,), ways=("soft", "stencil", "image-mask", "soft-jpx", "soft-dct", "stencil-fax", "stencil-jbig2", "colour-key", "matte"),
           but={"colour-key": "pixels"})
def _(d, s, way):
    """The picture is plain; its mask shows the secret."""
    if way == "colour-key":  # one value is not painted: the samples themselves differ by a hair
        put(d, image(d, samples(b"\x10", b"\x11"), keys=b"/Mask[17 17]"))
        d.crops.clear()
        return
    if way == "image-mask":
        return put(d, image(d, packed(), b"", 1, keys=b"/ImageMask true"))
    soft = {"soft": lambda: image(d, samples(b"\xff", b"\0")), "soft-dct": lambda: encoded(d, "dct-gray"),
            "soft-jpx": lambda: encoded(d, "jpx-gray"), "matte": lambda: image(d, samples(b"\xff", b"\0"), keys=b"/Matte[0]")}
    stencil = {"stencil-fax": (fax(4), b"/Filter/CCITTFaxDecode" + FAX % -1), "stencil-jbig2": (jbig2(), b"/Filter/JBIG2Decode")}
    if way in soft:
        mask = b"/SMask " + soft[way]()
    elif way in stencil:
        data, keys = stencil[way]
        mask = b"/Mask " + image(d, data, b"", 1, (), b"/ImageMask true" + keys)
    else:
        mask = b"/Mask " + image(d, packed(), b"", 1, keys=b"/ImageMask true")
    put(d, d.stream(b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray%s" % mask, b"\0"))


@construct(62, "inline", "pixels bytes", secrets=(ASCII,), ways=("plain", "hex", "flate", "lzw", "run-length", "dct"),
           but={"dct": "pixels", "lzw": "pixels", "run-length": "pixels"})
def _(d, s, way):
    """An inline image."""
    data, kind = {"lzw": (FILTERS["LZWDecode"](samples(b"\0", b"\xff")), b"/F/LZW"), "dct": (jpeg(), b"/F/DCT"),
                  "run-length": (FILTERS["RunLengthDecode"](samples(b"\0", b"\xff")), b"/F[/RL]"),
                  "plain": (samples(b"\0", b"\xff"), b""), "hex": (samples(b"\0", b"\xff").hex().encode() + b">", b"/F/AHx"),
                  "flate": (FILTERS["FlateDecode"](samples(b"\0", b"\xff")), b"/F/Fl")}[way]
    x0, y0, x1, y1 = PLACE
    d.first.draw(b"q %d 0 0 %d %d %d cm BI /W %d /H %d /CS /G /BPC 8 %s ID %s EI Q"
                 % (x1 - x0, y1 - y0, x0, y0, WIDTH, HEIGHT, kind, data))
    d.boxes.append((1, *SECRET))
    d.ink.append((1, SECRET[0] + 2, SECRET[1] + 2, SECRET[2] - 2, SECRET[3] - 2))
    d.codes.append({"hex": b"ffff00000000ffffffff00000000", "flate": data, "lzw": data, "dct": data, "run-length": data}.get(way, b"\xff" * 8 + b"\0\0\0\0\xff\xff\xff\xff\0\0\0\0"))


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


@construct(64, "shared-one-marked", "pixels", secrets=(ASCII,))
def _(d, s, way):
    """One picture on two pages, marked on the first: the second keeps it."""
    picture = encoded(d, "gray")
    put(d, picture)
    d.crops.clear()
    page = d.page()
    d.show("The second page of the notice", page=page, y=20)
    put(d, picture, page=page)


@construct(65, "layers", "pixels images", secrets=(ASCII,), ways=("flate", "fax", "jbig2"))
def _(d, s, way):
    """A scan in three layers: background, foreground, and the mask between them."""
    for row in range(4):  # a page of text, not of pictures
        d.show("What the notice of the town says in so many words", y=8 + 12 * row)
    data, keys = {"flate": (packed(), b""), "fax": (fax(4), b"/Filter/CCITTFaxDecode" + FAX % -1), "jbig2": (jbig2(), b"/Filter/JBIG2Decode")}[way]
    mask = image(d, data, b"", 1, ("FlateDecode",) if way == "flate" else (), b"/ImageMask true" + keys)
    back = image(d, jpeg(3), b"/DeviceRGB", filters=(), keys=b"/Filter/DCTDecode")
    fore = image(d, samples(b"\0\0\0", b"\x80\0\0"), b"/DeviceRGB", keys=b"/Mask " + mask)
    put(d, back)
    d.first.use("XObject", "Fore", fore)
    d.first.draw(b"q 256 0 0 192 40 60 cm /Fore Do Q")


@construct(66, "blocks", "pixels images", secrets=(ASCII,), ways=("gray", "subsampled", "progressive"))
def _(d, s, way):
    """The mark ends inside blocks of eight samples."""
    x0, y0, x1, y1 = SECRET
    put(d, encoded(d, "dct-" + way), area=(x0 - 13, y0 - 13, x1 + 13, y1 + 13))


def marker(kind, data):
    return b"\xff" + bytes([kind]) + struct.pack(">H", len(data) + 2) + data


JPEG_PARTS = {
    "exif": pictures.exif, "comment": pictures.jpeg_comment,
    "exif-thumbnail": lambda s: marker(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + jpeg(more=pictures.jpeg_comment(s))),
    "app1-xmp": lambda s: marker(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + s.encode() + b"</x>"),
    "app2-profile": lambda s: marker(0xE2, b"ICC_PROFILE\0\1\1" + b"\0" * 128 + s.encode()),
    "app13": lambda s: marker(0xED, b"Photoshop 3.0\08BIM\4\4\0\0" + struct.pack(">I", len(s.encode())) + s.encode()),
}


@construct(67, "beside-samples", "bytes", ways=("metadata", "alternates", "exif", "exif-thumbnail", "app1-xmp", "app2-profile", "app13",
                                             "comment", "behind-jpeg", "jpx-uuid", "jpx-xml", "jpx-comment", "profile",
                                             "broken-profile", "jpeg-in-flate", "name", "id", "opi", "measure"))
def _(d, s, way):
    """In what comes with a picture."""
    keys, colours, filters, data = b"", b"/DeviceGray", ("FlateDecode",), samples(b"\x80", b"\xff")
    if way == "metadata":
        keys = b"/Metadata " + d.stream(b"/Type/Metadata/Subtype/XML", b"<dc:title>" + s.encode() + b"</dc:title>")
    elif way == "alternates":
        other = d.stream(b"/Type/XObject/Subtype/Image/Width 40/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", s.encode().ljust(40))
        keys = b"/Alternates[<</Image %s/DefaultForPrinting true>>]" % other
    elif way in ("jpx-uuid", "jpx-xml", "jpx-comment"):
        whole = coded_pictures.JPEG_2000
        data, filters, colours, keys = whole + {"jpx-uuid": coded_pictures.box(b"uuid", b"0123456789abcdef" + s.encode()), "jpx-comment": b"",
                                                "jpx-xml": coded_pictures.box(b"xml ", b"<x>" + s.encode() + b"</x>")}[way], (), b"", b"/Filter/JPXDecode"
        if way == "jpx-comment":
            data = whole.replace(b"Created by OpenJPEG version 2.5.0"[:len(s.encode())], s.encode())
    elif way in JPEG_PARTS or way == "behind-jpeg":
        more = JPEG_PARTS[way](s) if way in JPEG_PARTS else b""
        data, filters, keys = jpeg(more=more) + (s.encode() if way == "behind-jpeg" else b""), (), b"/Filter/DCTDecode"
    elif way == "jpeg-in-flate":
        data, filters, keys = FILTERS["FlateDecode"](jpeg(more=pictures.exif(s))), (), b"/Filter[/FlateDecode/DCTDecode]"
    elif way in ("profile", "broken-profile"):
        data_of = coded_pictures.profile(s) if way == "profile" else b"\0" * 128 + b"desc" + s.encode()
        colours = b"[/ICCBased %s]" % d.stream(b"/N 1/Alternate/DeviceGray", data_of, ["FlateDecode"])
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
