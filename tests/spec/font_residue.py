#!/usr/bin/env python3
"""font_residue.py REVIEW FIXTURES: what fonts of a redacted file still tell, by mutool, fontTools and poppler.

For every fixture PDF, redacted whole: a program draws no character that no page shows, no encoding, width or
map speaks of one; and outside the boxes every page looks as it did.
"""
import io
import os
import re
import subprocess
import sys
import tempfile

from fontTools import t1Lib, ttLib

review, fixtures = sys.argv[1:3]
faults = []


def run(*words, **more):
    return subprocess.run(words, capture_output=True, **more)


# Font -> glyphs that pages show, as MuPDF found them.
def shown_glyphs(pdf):
    shown, font = {}, None
    for line in run("mutool", "trace", pdf).stdout.decode("utf-8", "replace").splitlines():
        if found := re.search(r'<span font="(?:[A-Z]{6}\+)?([^"]*)"', line):
            font = found.group(1)
        if found := re.search(r'<g .*glyph="([^"]*)"', line):
            shown.setdefault(font, set()).add(found.group(1))
    return shown


def programs(pdf, folder):
    run("mutool", "extract", os.path.abspath(pdf), cwd=folder)
    for name in sorted(os.listdir(folder)):
        if name.startswith("font-"):
            with open(os.path.join(folder, name), "rb") as file:
                yield name, file.read()


def drawn_by_true_type(data):
    font = ttLib.TTFont(io.BytesIO(data))
    outlines, order = font["glyf"], font.getGlyphOrder()
    drawn = {index for index, name in enumerate(order) if outlines[name].numberOfContours != 0}
    mapped = {font.getGlyphID(name) for table in font["cmap"].tables for name in table.cmap.values()} if "cmap" in font else set()
    wide = {index for index, name in enumerate(order) if font["hmtx"][name][0] != 0}
    extra = set(font.keys()) & {"name", "GSUB", "GPOS", "GDEF", "kern", "OS/2", "DSIG"}
    return drawn, mapped, wide, extra


def drawn_by_type1(data):
    with tempfile.NamedTemporaryFile(suffix=".pfa") as file:
        file.write(data)
        file.flush()
        program = t1Lib.T1Font(file.name)
        program.parse()
    return set(program.font["CharStrings"].keys()), program.font["FontName"], set(program.font["Encoding"])


def check_fonts(draft, pdf):
    shown = shown_glyphs(pdf)
    everything = set().union(*shown.values())
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, data in programs(pdf, folder):
            count += 1
            if data[:4] in (b"\0\1\0\0", b"true"):
                drawn, mapped, wide, extra = drawn_by_true_type(data)
                allowed = {int(glyph) if glyph.isdigit() else glyph for glyph in everything} | {0}
                names = ttLib.TTFont(io.BytesIO(data)).getGlyphOrder()
                allowed |= {names.index(glyph) for glyph in everything if glyph in names}
                over = (drawn | mapped | wide) - allowed
                if extra:
                    faults.append(f"{draft}: {name} has the tables {sorted(extra)}")
            elif data[:1] == b"%":
                drawn, font, encoded = drawn_by_type1(data)
                allowed = shown.get(re.sub(r"^[A-Z]{6}\+", "", font), everything) | {".notdef"}
                over = (drawn | encoded) - allowed
            else:
                faults.append(f"{draft}: {name} is of a kind this test does not read")
                continue
            if over:
                faults.append(f"{draft}: {name} speaks of {len(over)} characters that nobody shows: {sorted(map(str, over))[:5]}")
    if count == 0:
        faults.append(f"{draft}: no font found")
    return count


def pages(command):
    with tempfile.TemporaryDirectory() as folder:
        run(*command(folder))
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), "rb") as file:
                _, size, _, pixels = file.read().split(b"\n", 3)
            yield name, size, pixels


def poppler(pdf):
    return lambda folder: ("pdftoppm", "-r", "60", "-l", "6", "-gray", pdf, f"{folder}/page")


# A pixel may only have become (nearly) black: a box covers it. Edges of boxes and of glyphs beside them may be
# a shade apart, so a few pixels do not count: twenty of a page with as many cuts. MuPDF is no judge here: it places glyphs on a grid of fractions
# of a pixel, and a number in a TJ array that is a thousandth off moves one to the next.
def check_looks(draft, pdf):
    old, new = list(pages(poppler(draft))), list(pages(poppler(pdf)))
    if [page[:2] for page in old] != [page[:2] for page in new] or not old:
        faults.append(f"{draft}: there are other pages")
        return
    for (name, _, was), (_, _, now) in zip(old, new):
        changed = sum(1 for a, b in zip(was, now) if abs(a - b) > 48 and b > 96)
        if changed > 20:
            faults.append(f"{draft}: {name} looks otherwise in {changed} pixels outside the boxes")


fonts = 0
with tempfile.TemporaryDirectory() as folder:
    drafts = sorted(name for name in os.listdir(fixtures) if name.endswith(".pdf"))
    for name in drafts:
        draft, pdf = os.path.join(fixtures, name), os.path.join(folder, name)
        done = run(review, "redact", draft, "--all", "--width", "exact", "-o", pdf)
        if done.returncode != 0:
            faults.append(f"{draft}: not redacted, exit status {done.returncode}")
            continue
        fonts += check_fonts(draft, pdf)
        if name not in ("comments.pdf", "form.pdf"):  # fields and comments leave the page
            check_looks(draft, pdf)
print(f"{len(drafts)} drafts, {fonts} font programs, {len(faults)} faults")
for fault in faults:
    print(fault)
sys.exit(1 if faults or not drafts else 0)
