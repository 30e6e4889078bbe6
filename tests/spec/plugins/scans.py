"""Pages that are pictures, made of a fixture that has text: drawn, turned a little as a scanner does, and drawn again."""
import math
import subprocess
import zlib

DPI, WIDTH, HEIGHT = 200, 595, 842


def pdf(objects):
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def page_of(pictures, text=b""):
    """A page with pictures, each (width, height, stream, filter, matrix), and content behind them."""
    content, names, streams = b"", b"", []
    for i, (width, height, data, name, matrix) in enumerate(pictures):
        content += b"q %.4f %.4f %.4f %.4f %.4f %.4f cm /I%d Do Q\n" % (*matrix, i)
        names += b"/I%d %d 0 R" % (i, 5 + i)
        space = b"DeviceRGB" if name == b"DCTDecode" else b"DeviceGray"  # pdftoppm's JPEG has three components, grey or not
        streams.append(b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8/Filter/%s/Length %d>>stream\n%s\nendstream"
                       % (width, height, space, name, len(data), data))
    content += text
    font = b"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<</XObject<<%s>>%s>>/Contents 4 0 R>>" % (WIDTH, HEIGHT, names, font),
                b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)] + streams)


def whole_page(degrees=0.0):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (c * WIDTH, s * WIDTH, -s * HEIGHT, c * HEIGHT, (WIDTH - c * WIDTH + s * HEIGHT) / 2, (HEIGHT - s * WIDTH - c * HEIGHT) / 2)


def drawn(file, *options):
    """Page 1 in grey: width, height and rows."""
    out = subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), "-f", "1", "-l", "1", *options, file], capture_output=True, check=True).stdout
    if options:
        return out
    head = out.split(b"\n", 3)
    width, height = map(int, head[1].split())
    return width, height, head[3]


def scan_of(fixture, folder, degrees, jpeg):
    """The bytes of a PDF that shows page 1 of the fixture as one picture, turned by some degrees."""
    width, height, grey = drawn(fixture)
    turned = f"{folder}/turned.pdf"
    with open(turned, "wb") as file:
        file.write(page_of([(width, height, zlib.compress(grey), b"FlateDecode", whole_page(degrees))]))
    width, height, grey = drawn(turned)
    data, name = (drawn(turned, "-jpeg"), b"DCTDecode") if jpeg else (zlib.compress(grey), b"FlateDecode")
    return page_of([(width, height, data, name, whole_page())])


def code_picture(text, x, y, size):
    """A QR code as a picture of a page, by qrencode."""
    rows = subprocess.run(["qrencode", "-t", "ASCII", "-m", "2", text], capture_output=True, check=True, text=True).stdout.splitlines()
    scale, grey = 4, b""
    for row in rows:
        line = b"".join((b"\x00" if row[i:i + 2] == "##" else b"\xff") * scale for i in range(0, len(row), 2))
        grey += line * scale
    width, height = len(rows[0]) // 2 * scale, len(rows) * scale
    return (width, height, zlib.compress(grey), b"FlateDecode", (size, 0, 0, size, x, y))
