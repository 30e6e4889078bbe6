#!/usr/bin/env python3
"""tricks.py REVIEW PLUGINS: pages that would be called clean though nobody has read all that their pictures hold, codes nobody counted, and
programs that are not what was named. Each is found and cut, or a blind spot with exit status 3."""
import hashlib
import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import scans  # noqa: E402
from objects import named  # noqa: E402

REVIEW, PLUGINS = sys.argv[1:3]
FAULTS = []
NUMBER = "420303198606255236"
WORDS = b"BT /F 12 Tf 72 760 Td (A page of text with a picture that somebody has to look at) Tj ET"
os.environ["OMP_THREAD_LIMIT"] = "1"  # of Tesseract: tests stand side by side


def check(good, what):
    if not good:
        FAULTS.append(what)
        print("FAULT", what, flush=True)


OCR, CODES = (["--plugin", named(os.path.join(PLUGINS, name))] for name in ("ocr_tesseract.so", "barcodes.so"))


def review(*words, status, what):
    done = subprocess.run([REVIEW, "--lang", "en", *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=600)
    check(done.returncode == status, f"{what}: status {done.returncode}, not {status}: {done.stdout[-600:]} {done.stderr[-300:]}")
    return done


def scan(draft, *words, status, what):
    return json.loads(review("scan", "--no-config", "--format", "json", "--reveal", draft, *words, status=status, what=what).stdout)["documents"][0]


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)
    return path


def stream(keys, data):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (keys, len(data), data)


def picture(keys, width, height, data, space=b"/DeviceGray"):
    return stream(b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8%s" % (width, height, space, keys), data)


def page(content, resources, *others):
    """Objects from 5 on are the others."""
    return scans.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                      b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>%s>>%s>>>>"
                      % resources, stream(b"", content + b"\n" + WORDS), *others])


def drawn_words(folder, words=NUMBER, width=200, height=30, *options):
    """A picture of words in grey, 300 dots to an inch: width, height and rows; with options the file that pdftoppm makes."""
    path = write(f"{folder}/words.pdf", scans.pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                 b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>" % (width, height),
                 stream(b"", b"BT /F 14 Tf 14 TL 10 %d Td " % (height - 6) + b" ".join(b"(%s) '" % line.encode() for line in words.split("\n")) + b" ET")]))
    out = subprocess.run(["pdftoppm", "-gray", "-r", "300", *options, path], capture_output=True, check=True).stdout
    if options:
        return out
    head = out.split(b"\n", 3)
    return (*map(int, head[1].split()), head[3])


def blind(draft, why, what, *reader):
    seen = scan(draft, *(reader or CODES), "--accept-recognised", status=3, what=what)
    told = [(spot["reason"], spot["detail"]) for spot in seen["blind_spots"]]
    check(any(reason == "unsupported" and why in detail for reason, detail in told), f"{what}: the blind spot says {why!r}: {told}")
    out = draft + ".out.pdf"
    review("redact", "--no-config", draft, "-o", out, "--all", *(reader or CODES), "--accept-recognised", status=3, what=what + ", redacted")
    check(not os.path.exists(out), what + ": nothing is written")


def numbers_in(path, folder):
    """What tesseract's own program reads on every picture that pdfimages finds, whichever way it lies, and on the page."""
    for old in os.listdir(folder):
        if old.startswith("seen-"):
            os.unlink(f"{folder}/{old}")
    subprocess.run(["pdfimages", "-png", path, f"{folder}/seen-image"], check=True)
    subprocess.run(["pdftoppm", "-r", "200", "-png", path, f"{folder}/seen-page"], check=True)
    text = ""
    for name in sorted(os.listdir(folder)):
        if name.startswith("seen-"):
            text += subprocess.run(["tesseract", f"{folder}/{name}", "-", "-l", "eng", "--dpi", "200"], capture_output=True, text=True, check=False).stdout
    return re.sub(r"\s", "", text)


def glyphs(folder):
    width, height, grey = drawn_words(folder)
    packed = zlib.compress(grey)
    inline = b"BI /W %d /H %d /CS /G /BPC 8 /F [/AHx /Fl] ID %s> EI" % (width, height, packed.hex().encode())
    for kind, place, procedure in (("as large as it", b"200", b"/I Do"), ("an object", b"0", b"/I Do"), ("in the content", b"0", inline), ("beside its own width", b"3", b"/I Do")):
        resources = (b"/T 5 0 R", b"")
        draft = write(f"{folder}/glyph.pdf", page(b"BT /T 1 Tf 100 500 Td (a) Tj 20 -200 Td (b) Tj ET", resources,
                      b"<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FontBBox[0 0 200 80]/FirstChar 97/LastChar 98/Widths[%s 10]/Encoding<</Type/Encoding/Differences[97/a/b]>>"
                      b"/CharProcs<</a 6 0 R/b 7 0 R>>/Resources<</XObject<</I 8 0 R>>>>>>" % place,
                      stream(b"", b"%s 0 d0 q 200 0 0 30 20 40 cm %s Q" % (place, procedure)), stream(b"", b"10 0 d0 0 0 10 10 re f"),
                      picture(b"/Filter/FlateDecode", width, height, packed)))
        what = "a picture in a glyph, " + kind
        found = scan(draft, *OCR, status=1, what=what)["findings"]
        check([f["text"].replace(" ", "") for f in found] == [NUMBER], f"{what}: it is found: {found}")
        out = f"{folder}/glyph.out.pdf"
        # A glyph goes whole, and so the page is not as it was beside the cut.
        review("redact", "--no-config", draft, "-o", out, "--all", *OCR, status=3, what=what + ", cut")
        check(not os.path.exists(out), what + ": nothing is written")
    whole = write(f"{folder}/glyphs.pdf", page(b"BT /T 1 Tf 0 0 Td (a) Tj ET", (b"/T 5 0 R", b""),
                  b"<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FontBBox[0 0 0 0]/FirstChar 97/LastChar 97/Widths[10]/Encoding<</Type/Encoding/Differences[97/a]>>"
                  b"/CharProcs<</a 6 0 R>>/Resources<</XObject<</I 7 0 R>>>>>>", stream(b"", b"10 0 d0 595 0 0 842 0 0 cm /I Do"),
                  picture(b"/Filter/FlateDecode", width, height, packed)))
    spots = scan(whole, status=3, what="a page that is one glyph")["blind_spots"]
    check([spot["reason"] for spot in spots] == ["image-only"], f"a page that is one glyph is a picture: {spots}")


def broken(folder):
    width, height, grey = drawn_words(folder)
    packed, jpeg = zlib.compress(grey), drawn_words(folder, NUMBER, 200, 30, "-jpeg")
    rgb = b"/DeviceRGB"
    kinds = {"Flate that breaks off": (b"/Filter/FlateDecode", packed[:len(packed) // 2], b"/DeviceGray"), "a JPEG cut to a sixth": (b"/Filter/DCTDecode", jpeg[:len(jpeg) // 6], rgb),
             "a filter of no list": (b"/Filter/SecretDecode", packed, b"/DeviceGray"), "no JPEG 2000": (b"/Filter/JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n" + packed, b"/DeviceGray")}
    for what, (keys, data, space) in kinds.items():
        draft = write(f"{folder}/broken.pdf", page(b"q 200 0 0 30 100 500 cm /I Do Q", (b"", b"/XObject<</I 5 0 R>>"), picture(keys, width, height, data, space)))
        blind(draft, "damaged", what)
    for what, keys, data, space in (("Flate", b"/Filter/FlateDecode", packed, b"/DeviceGray"), ("a JPEG", b"/Filter/DCTDecode", jpeg, rgb)):
        whole = write(f"{folder}/whole.pdf", page(b"q 200 0 0 30 100 500 cm /I Do Q", (b"", b"/XObject<</I 5 0 R>>"), picture(keys, width, height, data, space)))
        scan(whole, *CODES, status=0, what=what + " that is whole")


def turned(folder):
    width, height, grey = drawn_words(folder)
    places = {"on its right side": (0, -200, 30, 0, 100, 500), "on its head": (-200, 0, 0, -30, 300, 500), "on its left side": (0, 200, -30, 0, 130, 300)}
    for what, matrix in places.items():
        draft = write(f"{folder}/turned.pdf", scans.page_of([(width, height, zlib.compress(grey), b"FlateDecode", matrix)], WORDS))
        found = scan(draft, *OCR, status=1, what="a picture " + what)["findings"]
        check(NUMBER in [f["text"].replace(" ", "") for f in found], f"a picture {what} is read: {found}")
        out = f"{folder}/turned.out.pdf"
        review("redact", "--no-config", draft, "-o", out, "--all", *OCR, status=0, what="a picture " + what + ", cut")
        if os.path.exists(out):
            rows = subprocess.run(["pdfimages", "-list", out], capture_output=True, text=True, check=True).stdout
            left = subprocess.run(["pdftoppm", "-gray", "-r", "100", out], capture_output=True, check=True).stdout.split(b"\n", 3)[3]
            text = numbers_in(out, folder)
            check(NUMBER not in text and "somebodyhas" in text and len(left) > 0, f"a picture {what}: gone from the output: {rows} {text}")
            os.unlink(out)
    lines = "\n".join(["The office has looked at what was sent in"] * 6 + ["number " + NUMBER] + ["and has found that all of it is as it was"] * 6)
    width, height, grey = drawn_words(folder, lines, 360, 240)
    draft = write(f"{folder}/head.pdf", scans.page_of([(width, height, zlib.compress(grey), b"FlateDecode", (-595, 0, 0, -397, 595, 700))]))
    seen = scan(draft, *OCR, "--accept-recognised", status=1, what="a page on its head")
    check(NUMBER in [f["text"].replace(" ", "") for f in seen["findings"]], f"a page on its head is read: {seen['findings']}")


def cells(folder):
    width, height, grey = drawn_words(folder)
    draft = write(f"{folder}/cell.pdf", page(b"/Pattern cs /P scn 90 450 300 100 re f", (b"", b"/Pattern<</P 5 0 R>>"),
                  stream(b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 210 40]/XStep 210/YStep 40/Resources<</XObject<</I 6 0 R>>>>", b"q 200 0 0 30 5 5 cm /I Do Q"),
                  picture(b"/Filter/FlateDecode", width, height, zlib.compress(grey))))
    blind(draft, "cell of a pattern", "a picture in a pattern's cell")
    hatch = write(f"{folder}/hatch.pdf", page(b"/Pattern cs /P scn 90 450 300 100 re f", (b"", b"/Pattern<</P 5 0 R>>"),
                  stream(b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 40 40]/XStep 40/YStep 40/Resources<</XObject<</I 6 0 R>>>>", b"q 40 0 0 40 0 0 cm /I Do Q"),
                  picture(b"", 8, 8, bytes(255 * ((x + y) % 8 == 0) for y in range(8) for x in range(8)))))
    scan(hatch, *CODES, status=0, what="a hatch")


def masked(folder):
    width, height, grey = drawn_words(folder)
    packed, nothing = zlib.compress(grey), zlib.compress(bytes(width * height))
    stencil = stream(b"/Type/XObject/Subtype/Image/ImageMask true/Width 8/Height 8/BitsPerComponent 1", b"\xff" * 8)
    for what, keys, mask in (("a soft mask", b"/SMask 6 0 R", picture(b"/Filter/FlateDecode", width, height, nothing)), ("a stencil", b"/Mask 6 0 R", stencil),
                             ("a colour key", b"/Mask[0 255]", b"null")):
        draft = write(f"{folder}/masked.pdf", page(b"q 200 0 0 30 100 500 cm /I Do Q", (b"", b"/XObject<</I 5 0 R>>"),
                      picture(b"/Filter/FlateDecode" + keys, width, height, packed), mask))
        blind(draft, "behind its own mask", "samples behind " + what)
    shown = zlib.compress(b"\xff" * (width * height))
    draft = write(f"{folder}/seen.pdf", page(b"q 200 0 0 30 100 500 cm /I Do Q", (b"", b"/XObject<</I 5 0 R>>"), picture(b"/Filter/FlateDecode/SMask 6 0 R", width, height, packed),
                  picture(b"/Filter/FlateDecode", width, height, shown)))
    scan(draft, *CODES, status=0, what="a mask that hides nothing")


def inline(folder):
    width, height, grey = drawn_words(folder)
    content = b"q 200 0 0 30 100 500 cm BI /W %d /H %d /CS /G /BPC 8 /F [/AHx /Fl] ID %s> EI Q " % (width, height, zlib.compress(grey).hex().encode())
    box = b"1 g 95 495 220 45 re f 0 g"
    blind(write(f"{folder}/box.pdf", page(content + box, (b"", b""))), "under a box", "a picture in the content under a box")
    draft = write(f"{folder}/inline.pdf", page(content, (b"", b"")))
    scan(draft, *CODES, status=0, what="a picture in the content")
    out = f"{folder}/inline.out.pdf"
    review("redact", "--no-config", draft, "-o", out, "--all", *OCR, status=0, what="a picture in the content, cut")
    scan(out, *OCR, status=0, what="the box of a cut")


def codes(folder):
    def code(text, scale, dark=b"\0", light=b"\xff"):
        rows = subprocess.run(["qrencode", "-t", "ASCII", "-m", "3", text], capture_output=True, check=True, text=True).stdout.splitlines()
        return [b"".join((dark if row[i:i + 2] == "##" else light) * scale for i in range(0, len(row), 2)) for row in rows for _ in range(scale)]
    rows = code(NUMBER, 4, b"\xff", b"\0")
    draft = write(f"{folder}/light.pdf", scans.page_of([(len(rows[0]), len(rows), zlib.compress(b"".join(rows)), b"FlateDecode", (100, 0, 0, 100, 100, 500))], WORDS))
    found = scan(draft, *CODES, status=1, what="a code that is light on dark")["findings"]
    check([f["text"] for f in found] == [NUMBER], f"a code that is light on dark is read: {found}")
    rows = [row * 16 for row in code("12", 4)] * 16
    many = write(f"{folder}/many.pdf", scans.page_of([(len(rows[0]), len(rows), zlib.compress(b"".join(rows)), b"FlateDecode", (560, 0, 0, 560, 15, 100))], WORDS))
    seen = scan(many, *CODES, "--accept-recognised", status=3, what="more codes than are counted")
    check(not seen["complete"], "more codes than are counted are a blind spot")


TALKS = """
#include <stdio.h>
#include <string.h>
int main(void) { static char line[1 << 16]; for (long id = 1; fgets(line, sizeof line, stdin); ++id) { printf("{\\"id\\": %%ld, \\"findings\\": [%s]}\\n", id); fflush(stdout); } return 0; }
"""
TELLS = '{\\"begin\\": 0, \\"end\\": 4, \\"rule\\": \\"word\\", \\"category\\": \\"personal\\", \\"severity\\": \\"high\\", \\"likelihood\\": \\"certain\\"}'
SWAPS = """#!/bin/sh
read -r line
%s
echo '{"id": 1, "findings": []}'
while read -r line; do :; done
"""


def script(path, text):
    write(path, text.encode())
    os.chmod(path, stat.S_IRWXU)
    return path


def programs(folder):
    draft = write(f"{folder}/draft.txt", b"word after word\n")
    for name, tells in (("honest", TELLS), ("silent", "")):
        write(f"{folder}/{name}.c", (TALKS % tells).encode())
        subprocess.run(["cc", "-o", f"{folder}/{name}", f"{folder}/{name}.c"], check=True)
    honest = hashlib.sha256(open(f"{folder}/honest", "rb").read()).hexdigest()
    swap = script(f"{folder}/swap", SWAPS % f"mv -f {folder}/silent {folder}/honest")
    done = review("scan", "--no-config", "--format", "json", draft, "--detector", swap, "--detector", f"{folder}/honest", status=1, what="a program that is another by now")
    told = json.loads(done.stdout)
    check([f["rule"] for f in told["documents"][0]["findings"]] == ["honest/word"], f"the program that was named is the one that runs: {told['documents'][0]['findings']}")
    check(honest in [p["digest"] for p in told["tool"]["plugins"]], "the report names the program that ran")
    quiet = script(f"{folder}/quiet", SWAPS % ":")
    swap = script(f"{folder}/swap", SWAPS % f"echo '#' >> {quiet}")
    review("scan", "--no-config", draft, "--detector", quiet, status=0, what="a script")
    for words in ((swap, quiet), (script(f"{folder}/self", SWAPS % f"echo '#' >> {folder}/self"),)):
        done = review("scan", "--no-config", draft, *[word for one in words for word in ("--detector", one)], status=3, what="a script that is another by now")
        check("another file" in done.stdout, f"a script that is another by now is named: {done.stdout[-500:]}")


def main():
    only = sys.argv[3:]
    for part in (programs, broken, cells, masked, inline, codes, glyphs, turned):
        if only and part.__name__ not in only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            part(folder)
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
