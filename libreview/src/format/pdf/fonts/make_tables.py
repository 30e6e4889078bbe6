#!/usr/bin/env python3
"""Writes glyph_names.inc, dingbat_names.inc and base_encodings.inc. Facts: the Adobe Glyph List, ISO 32000-1 annex D, and for
the names of ZapfDingbats and the codes of Symbol the metrics of their free twins.

Needs Debian's python3-fonttools and fonts-urw-base35. Run in this folder when a table has to change.
"""
from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding


def code_points(name):
    text = agl.toUnicode(name)
    return ord(text) if len(text) == 1 else 0


with open("glyph_names.inc", "w") as out:
    out.write("// Made by make_tables.py: Adobe Glyph List, sorted by name.\n")
    names = {**agl.LEGACY_AGL2UV, **agl.AGL2UV}
    for name in sorted(names):
        value = names[name]
        if not isinstance(value, (tuple, list)):
            out.write(f'REVIEW_GLYPH_NAME("{name}", 0x{value:04X})\n')
        elif len(value) == 1:
            out.write(f'REVIEW_GLYPH_NAME("{name}", 0x{value[0]:04X})\n')

standard = [code_points(name) if name != ".notdef" else 0 for name in StandardEncoding]


def codec(name):
    table = []
    for code in range(256):
        try:
            table.append(ord(bytes([code]).decode(name)))
        except UnicodeDecodeError:
            table.append(0)
    return [value if value >= 0x20 else 0 for value in table]


win = codec("cp1252")
for code in range(0x80, 0xA0):  # annex D.2, note 5: unused codes above 040 stand for the bullet
    win[code] = win[code] or 0x2022
win[0x7F] = 0x2022
win[0xAD] = 0x2D  # the soft hyphen is shown as a hyphen
mac = codec("mac_roman")
mac[0xDB] = 0xA4  # currency, not euro
pdf_doc = codec("latin-1")
for code in range(0x80, 0xA1):
    pdf_doc[code] = 0
for code, value in zip(range(0x18, 0x20), [0x2D8, 0x2C7, 0x2C6, 0x2D9, 0x2DD, 0x2DB, 0x2DA, 0x2DC]):
    pdf_doc[code] = value
for code, value in enumerate(
        [0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212, 0x2030, 0x201E, 0x201C,
         0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142,
         0x0153, 0x0161, 0x017E, 0, 0x20AC], 0x80):
    pdf_doc[code] = value
for code in (9, 10, 13):
    pdf_doc[code] = code
pdf_doc[0xAD] = 0


def coded_names(file):
    for line in open("/usr/share/fonts/type1/urw-base35/" + file, encoding="latin-1"):
        if line.startswith("C ") and not line.startswith("C -1"):
            yield int(line.split()[1]), line.split(" N ")[1].split()[0]


# Unicode took ZapfDingbats over in the order of its codes, but for characters it had already.
known = {0x25: 0x260E, 0x2A: 0x261B, 0x2B: 0x261E, 0x48: 0x2605, 0x6C: 0x25CF, 0x6E: 0x25A0, 0x73: 0x25B2, 0x74: 0x25BC,
         0x75: 0x25C6, 0x77: 0x25D7, 0xA8: 0x2663, 0xA9: 0x2666, 0xAA: 0x2665, 0xAB: 0x2660, 0xD5: 0x2192, 0xD6: 0x2194,
         0xD7: 0x2195, 0x20: 0x20}


def dingbat(code):
    if code in known:
        return known[code]
    if 0x80 <= code <= 0x8D:
        return 0x2768 + code - 0x80
    if 0xAC <= code <= 0xB5:
        return 0x2460 + code - 0xAC
    return 0x2700 + code - 0x20 if code < 0x80 else 0x2761 + code - 0xA1


symbol, dingbats = [0] * 256, [0] * 256
# The Adobe Glyph List gives these two forms of three signs private characters.
signs = {"register": 0xAE, "copyright": 0xA9, "trademark": 0x2122}
for code, name in coded_names("StandardSymbolsPS.afm"):
    symbol[code] = signs.get(name.removesuffix("sans").removesuffix("serif")) or code_points(name)
symbol[0xA0] = 0x20AC
with open("dingbat_names.inc", "w") as out:
    out.write("// Made by make_tables.py: glyphs of ZapfDingbats, sorted by name.\n")
    for code, name in sorted(coded_names("D050000L.afm"), key=lambda row: row[1]):
        dingbats[code] = dingbat(code)
        out.write(f'REVIEW_GLYPH_NAME("{name}", 0x{dingbat(code):04X})\n')

with open("base_encodings.inc", "w") as out:
    out.write("// Made by make_tables.py: ISO 32000-1 annex D.2; 0 is no character.\n")
    for name, table in (("standard", standard), ("win_ansi", win), ("mac_roman", mac), ("pdf_doc", pdf_doc),
                        ("symbol", symbol), ("dingbats", dingbats)):
        out.write(f"constexpr std::array<char16_t, 256> {name}_encoding{{\n")
        for row in range(0, 256, 16):
            out.write("    " + ", ".join(f"0x{value:04X}" for value in table[row:row + 16]) + ",\n")
        out.write("};\n")
