"""A small TrueType font made for a test, and what an outside reader finds in the fonts of a package."""
import io
import logging
import zipfile

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

logging.getLogger("fontTools").setLevel(logging.ERROR)  # a reduced font has no dates


def _outline(number):
    """A triangle of its own for each character."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0)), pen.lineTo((100 + number, 700)), pen.lineTo((400, number)), pen.closePath()
    return pen.glyph()


def subset_font(text):
    """A font with the characters of a text, in the order a fixed one has them."""
    letters = sorted(set(text))
    names = {c: f"g{ord(c)}" for c in letters}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef"] + [names[c] for c in letters])
    builder.setupCharacterMap({ord(c): n for c, n in names.items()})
    builder.setupGlyf({".notdef": _outline(0), **{n: _outline(ord(c)) for c, n in names.items()}})
    builder.setupHorizontalMetrics({n: (500, 0) for n in [".notdef", *names.values()]})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Subset", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupHead(unitsPerEm=1000, created=3786825600, modified=3786825600)
    out = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(out)
    return out.getvalue()


def font_characters(package):
    """Characters that some embedded font maps to a glyph with an outline, or draws as subset_font() does."""
    found = set()
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        for name in archive.namelist():
            if not name.lower().endswith((".ttf", ".otf", ".cff")):
                continue
            font = TTFont(io.BytesIO(archive.read(name)))
            for code, glyph in (font.getBestCmap() or {}).items():
                found.add(chr(code))
            for glyph in font.getGlyphOrder():
                points = list(font["glyf"][glyph].getCoordinates(font["glyf"])[0]) if font["glyf"][glyph].numberOfContours > 0 else []
                found |= {chr(x - 100) for x, y in points if y == 700 and x > 100}
    return found
