#!/usr/bin/env python3
"""office_pictures.py REVIEW PLUGINS: pictures in Word, Excel and PowerPoint documents and in OFD, read by Tesseract and for bar codes.

What stands on them is found; a cut takes the picture whole, and python's zipfile finds nothing of it; every other picture is as it was."""
import io
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "ooxml"), os.path.join(HERE, "..", "ofd")]
import scans  # noqa: E402
from docx import Docx, paragraph, run  # noqa: E402
from objects import named  # noqa: E402
from ofd import Ofd  # noqa: E402
from office import Pptx, Xlsx  # noqa: E402

REVIEW, PLUGINS = sys.argv[1:3]
FAULTS = []
os.environ["OMP_THREAD_LIMIT"] = "1"
OCR = ["--plugin", named(os.path.join(PLUGINS, "ocr_tesseract.so"))]
CODES = ["--plugin", named(os.path.join(PLUGINS, "barcodes.so"))]
VALUE, OTHER = "420303198606255236", "Room 12, second floor"


def check(good, what):
    if not good:
        FAULTS.append(what)
        print("FAULT", what, flush=True)


def review(*words_, status, what):
    done = subprocess.run([REVIEW, "--lang", "en", *words_], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600)
    check(done.returncode == status, f"{what}: status {done.returncode}, not {status}: {done.stdout[-400:]} {done.stderr[-600:]}")
    return done


def scan(draft, *more, status, what):
    return json.loads(review("scan", "--no-config", "--format", "json", draft, *more, status=status, what=what).stdout)["documents"][0]


def png(width, height, grey):
    """Grey, eight bits."""
    rows = b"".join(b"\0" + grey[y * width:(y + 1) * width] for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def code(text):
    width, height, packed, _, _ = scans.code_picture(text, 0, 0, 1)
    return png(width, height, zlib.decompress(packed))


def screen(folder, text, jpeg):
    """Two lines as a screen shows them, 96 dots to an inch."""
    page = scans.page_of([], f"BT /F 11 Tf 40 780 Td (A notice to whom it may concern, of the second day) Tj 0 -20 Td ({text}) Tj ET".encode())
    with open(f"{folder}/screen.pdf", "wb") as file:
        file.write(page)
    form = "-jpeg" if jpeg else "-png"
    return subprocess.run(["pdftoppm", "-gray", "-r", "96", "-x", "0", "-y", "40", "-W", "620", "-H", "120", form, f"{folder}/screen.pdf"], capture_output=True, check=True).stdout


def word(pictures):
    doc = Docx()
    for i, (ending, data) in enumerate(pictures, 1):
        name = doc.part(f"word/media/image{i}.{ending}", f"image/{ending}", data, "image")
        doc.body.append(paragraph(f'<w:r><w:drawing><wp:inline><wp:extent cx="990000" cy="990000"/><wp:docPr id="{i}" name="p"/><a:graphic><a:graphicData>'
                                  f'<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill></pic:pic>'
                                  "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"))
    return doc.write()


def media(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if re.search(r"\.(png|jpe?g)$", name, re.I)}


def goes(folder, name, draft, plugins, secret, kept, what):
    """The secret on one picture is found and goes with it."""
    path = f"{folder}/{name}"
    with open(path, "wb") as file:
        file.write(draft)
    pictures = len(media(draft))
    alone = scan(path, status=3, what=what + " without a reader")
    check([spot["reason"] for spot in alone["blind_spots"]] == ["image-only"] * pictures and not alone["findings"], what + ": a picture is a blind spot where nobody reads it")
    seen = scan(path, *plugins, "--reveal", status=3, what=what + " read")
    check(sorted(spot["reason"] for spot in seen["blind_spots"]) == ["recognised"] * pictures, f"{what}: what a machine read stays a blind spot: {seen['blind_spots']}")
    told = [(f["rule"].split("/")[1], re.sub(r"\s", "", f["text"]), f["where"]["kind"]) for f in seen["findings"]]
    check(("resident-id", VALUE, "picture") in told, f"{what}: the number is found: {told}")
    check(all("recognised" in f["evidence"] for f in seen["findings"]), what + ": the findings say that a machine read them")

    out, evidence = f"{folder}/out-{name}", f"{folder}/{name}.json"
    redact = ["redact", "--no-config", path, "-o", out, "--all", "--evidence", evidence, *plugins]
    review(*redact, status=3, what=what + " redacted, and nobody has accepted it")
    check(not os.path.exists(out), what + ": nothing was written")
    review(*redact, "--accept-recognised", status=0, what=what + " redacted")
    if not os.path.exists(out):
        return
    with open(out, "rb") as file:
        after = media(file.read())
    check(len(after) == pictures and secret not in after.values(), what + ": the picture is gone")
    check(kept in after.values(), what + ": the other picture is as it was")
    check(sum(len(data) < 250 for data in after.values()) == 1, what + ": one pixel stands for it")
    with open(evidence, encoding="utf-8") as file:
        told = json.load(file)
    check(told["clean"] and [one for one in told["removals"] if one["place"].startswith("picture") and one["reason"] == "carries-value"], what + ": the evidence says so")
    again = f"{folder}/again-{name}"
    review("redact", "--no-config", out, "-o", again, "--all", *plugins, "--accept-recognised", status=0, what=what + " redacted again")
    with open(out, "rb") as first, open(again, "rb") as second:
        # Ids of OFD are numbered in the order of the members, which have new names the first time.
        seen, now = (media(file.read()) if name.endswith(".ofd") else file.read() for file in (first, second))
        check(seen == now, what + ": redacted again it is the same")


def of_office(folder):
    secret, kept = code("身份证 " + VALUE), code(OTHER)
    goes(folder, "a.docx", word([("png", secret), ("png", kept)]), CODES, secret, kept, "a code in Word")

    book = Xlsx()
    for i, data in enumerate((kept, secret), 1):
        book.part(f"xl/media/image{i}.png", "image/png", data, "image", "xl/drawings/drawing1.xml")
    anchors = "".join(f'<xdr:oneCellAnchor><xdr:pic><xdr:blipFill><a:blip r:embed="rId{i}"/></xdr:blipFill></xdr:pic></xdr:oneCellAnchor>' for i in (1, 2))
    book.part("xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml",
              '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
              f' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{anchors}</xdr:wsDr>', "drawing", "xl/worksheets/sheet1.xml")
    goes(folder, "a.xlsx", book.write(), CODES, secret, kept, "a code in Excel")

    show = Pptx()
    for i, data in enumerate((kept, secret), 1):
        show.part(f"ppt/media/image{i}.png", "image/png", data, "image", "ppt/slides/slide1.xml")
    goes(folder, "a.pptx", show.write(), CODES, secret, kept, "a code in PowerPoint")


def of_ofd(folder):
    secret, kept = code("身份证 " + VALUE), code(OTHER)
    page = Ofd()
    media_of = "".join(f'<ofd:MultiMedia ID="{7 + i}" Type="Image"><ofd:MediaFile>p{i}.png</ofd:MediaFile></ofd:MultiMedia>' for i in (0, 1))
    page.resources += f"<ofd:MultiMedias>{media_of}</ofd:MultiMedias>"
    page.more += [("Doc_0/Res/p0.png", kept), ("Doc_0/Res/p1.png", secret)]
    for i in (0, 1):
        page.add(f'<ofd:ImageObject ID="{60 + i}" Boundary="10 {100 + 50 * i} 40 40" CTM="40 0 0 40 0 0" ResourceID="{7 + i}"/>')
    goes(folder, "a.ofd", page.write(), CODES, secret, kept, "a code in OFD")


def of_screens(folder):
    for jpeg in (False, True):
        ending = "jpeg" if jpeg else "png"
        secret, kept = screen(folder, "Resident ID " + VALUE, jpeg), screen(folder, OTHER, jpeg)
        goes(folder, f"{ending}.docx", word([(ending, secret), (ending, kept)]), OCR, secret, kept, f"a screen as {ending} in Word")


def main():
    with tempfile.TemporaryDirectory() as folder:
        of_office(folder)
        of_ofd(folder)
        of_screens(folder)
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
