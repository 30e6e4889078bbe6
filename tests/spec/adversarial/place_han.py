"""Places 30 to 45: Han, its encodings and its fonts."""
import struct

from construct import ASCII, HAN, NUMBER, construct
from fonts import Identity, Simple, procedures, rectangle_of, to_unicode, truetype
from pdf import composite, hexed, literal

PUBLIC = "公示名单第号"
TEXT = "pdftotext mutool"


def show(d, font, data, at=b"30 200 Td", name="X", size=12):
    d.first.use("Font", name, font)
    d.first.draw(b"BT /%s %d Tf %s %s Tj ET" % (name.encode(), size, at, hexed(data)))


def beyond(d, encoding, ordering, data, base=b"STSong-Light", registry=b"Adobe"):
    """A predefined CMap and a font that is embedded nowhere."""
    show(d, composite(base, encoding, ordering, registry=registry), data)
    d.codes.append(data)


@construct(30, "GBK-EUC-H", TEXT + " pdfjs bytes", secrets=(HAN, ASCII))
def _(d, s, way):
    """STSong by GBK-EUC-H, not embedded."""
    beyond(d, b"GBK-EUC-H", b"GB1", s.encode("gbk"))


@construct(31, "GB-EUC-H", TEXT + " pdfjs", secrets=("刘建国明", ASCII))
def _(d, s, way):
    """GB 2312 alone."""
    beyond(d, b"GB-EUC-H", b"GB1", s.encode("gb2312"))


@construct(32, "UniGB-UCS2-H", TEXT + " pdfjs bytes", secrets=(HAN, ASCII))
def _(d, s, way):
    """UCS-2."""
    beyond(d, b"UniGB-UCS2-H", b"GB1", s.encode("utf-16-be"))


@construct(33, "UniGB-UTF16-H", TEXT + " bytes", secrets=(HAN, "\U00020087欧阳锦", ASCII), ways=("codes",))
def _(d, s, way):
    """UTF-16, with a character beyond the first plane."""
    beyond(d, b"UniGB-UTF16-H", b"GB1", s.encode("utf-16-be"))


@construct(34, "GBKp-EUC-H", TEXT + " bytes", secrets=("ID440欧阳锦", ASCII))
def _(d, s, way):
    """Codes of one byte and of two in one string."""
    beyond(d, b"GBKp-EUC-H", b"GB1", s.encode("gbk"))


@construct(35, "vertical", TEXT, secrets=(HAN, NUMBER), ways=("UniGB-UCS2-V", "GBK-EUC-V", "UniGB-UTF16-V", "Identity-V"))
def _(d, s, way):
    """Vertical writing, with W2 and DW2."""
    if way == "Identity-V":
        font = Identity(d, PUBLIC + s, encoding=b"/Identity-V", descendant=b"/DW2[880 -1000]/W2[1[-1000 500 880]]")
        return show(d, font.value, font.codes(s), b"200 250 Td")
    data = s.encode("gbk" if "GBK" in way else "utf-16-be")
    show(d, composite(b"STSong-Light", way.encode(), b"GB1", descendant=b"/DW2[880 -1000]"), data, b"200 250 Td")


@construct(36, "other-scripts", TEXT, secrets=("歐陽錦瀾",), ways=("UniCNS-UCS2-H", "UniCNS-UTF16-H", "ETen-B5-H"))
def _(d, s, way):
    """Traditional Han: Big5 and Unicode."""
    beyond(d, way.encode(), b"CNS1", s.encode("big5" if "B5" in way else "utf-16-be"), b"MSung-Light")


@construct(36, "japanese", TEXT, secrets=("渡辺ひろし",), ways=("UniJIS-UCS2-H", "UniJIS-UTF16-H", "90ms-RKSJ-H", "EUC-H", "H"))
def _(d, s, way):
    """Japanese: Shift-JIS, EUC, JIS and Unicode."""
    encoding = {"90ms-RKSJ-H": "cp932", "EUC-H": "euc_jp"}.get(way, "utf-16-be")
    data = s.encode(encoding)
    if way == "H":
        data = bytes(byte & 0x7F for byte in s.encode("euc_jp"))
    beyond(d, way.encode(), b"Japan1", data, b"HeiseiMin-W3")


@construct(36, "korean", TEXT, secrets=("홍길동전",), ways=("UniKS-UCS2-H", "UniKS-UTF16-H", "KSCms-UHC-H", "KSC-EUC-H"))
def _(d, s, way):
    """Korean: UHC, EUC and Unicode."""
    beyond(d, way.encode(), b"Korea1", s.encode("cp949" if "KSC" in way else "utf-16-be"), b"HYSMyeongJo-Medium")


# What ISO 32000-1, table 118 names beside those above: how a secret is written in its codes.
NAMED = {
    "GB1": ("刘建国明", b"STSong-Light", {"GBpc-EUC": "gb2312", "GBK-EUC": "gbk", "GBKp-EUC": "gbk", "GBK2K": "gb18030", "GB-EUC": "gb2312"}),
    "CNS1": ("歐陽錦瀾", b"MSung-Light", {"B5pc": "big5", "HKscs-B5": "big5hkscs", "ETenms-B5": "big5", "ETen-B5": "big5", "UniCNS-UCS2": "utf-16-be",
                                     "UniCNS-UTF16": "utf-16-be"}),
    "Japan1": ("渡辺ひろし", b"HeiseiMin-W3", {"90msp-RKSJ": "cp932", "90ms-RKSJ": "cp932", "90pv-RKSJ": "cp932", "83pv-RKSJ": "cp932",
                                          "Add-RKSJ": "cp932", "Ext-RKSJ": "cp932", "EUC": "euc_jp", "UniJIS-UCS2": "utf-16-be",
                                          "UniJIS-UCS2-HW": "utf-16-be", "UniJIS-UTF16": "utf-16-be"}),
    "Korea1": ("홍길동전", b"HYSMyeongJo-Medium", {"KSCms-UHC-HW": "cp949", "KSCms-UHC": "cp949", "KSCpc-EUC": "euc_kr", "KSC-EUC": "euc_kr",
                                              "UniKS-UCS2": "utf-16-be", "UniKS-UTF16": "utf-16-be"}),
}
HORIZONTAL_ONLY = ("GBpc-EUC", "B5pc", "90pv-RKSJ", "83pv-RKSJ", "KSCpc-EUC")


def named(ordering, names):
    secret, base, encodings = NAMED[ordering]

    @construct(36, "named-" + ordering.lower(), "mutool bytes", secrets=(secret, ASCII), ways=tuple(names))
    def _(d, s, way):
        """By another CMap that ISO 32000 names, from left to right and from top to bottom."""
        codes = s.encode(encodings[way[:-2]])
        show(d, composite(base, way.encode(), ordering.encode()), codes, b"200 250 Td" if way[-1] == "V" else b"30 200 Td")
        d.codes.append(codes)


for _ordering, (_, _, _encodings) in NAMED.items():
    named(_ordering, [f"{n}-{w}" for n in _encodings for w in "HV" if w == "H" or n not in HORIZONTAL_ONLY])


@construct(37, "embedded-cmap", TEXT, secrets=(HAN, ASCII), ways=("usecmap-name", "usecmap-stream", "ranges"))
def _(d, s, way):
    """A CMap of the file's own, which builds on another."""
    head = b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/Own def/CMapType 1 def "
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(%s)/Supplement 0>>"
    if way == "ranges":
        body = head + b"1 begincodespacerange<00><FF>endcodespacerange 1 begincidrange<21><7E> 1 endcidrange endcmap end end"
        font_codes = lambda font, text: bytes(0x20 + code for code in font.codes(text)[1::2])
        cmap = d.stream(b"/Type/CMap/CMapName/Own" + system % b"Identity", body)
        font = Identity(d, PUBLIC + s, unicode=[(0x20 + i, c) for i, c in enumerate(PUBLIC + s, 1)], encoding=b" " + cmap)
        width_one = to_unicode([(0x20 + i, c) for i, c in enumerate(PUBLIC + s, 1)], 1)
        d.objects[int(font.value.split()[0])] = d.objects[int(font.value.split()[0])].replace(
            b"/ToUnicode ", b"/ToUnicode " + d.stream(b"", width_one) + b"/Was ")
        return show(d, font.value, font_codes(font, s))
    used, keys = b"/GBK-EUC-H usecmap ", b"/UseCMap/GBK-EUC-H"
    if way == "usecmap-stream":
        inner = d.stream(b"/Type/CMap/CMapName/Inner/UseCMap/GBK-EUC-H" + system % b"GB1",
                         head + b"/GBK-EUC-H usecmap endcmap end end")
        used, keys = b"/Inner usecmap ", b"/UseCMap " + inner
    cmap = d.stream(b"/Type/CMap/CMapName/Own" + keys + system % b"GB1", head + used + b"endcmap end end")
    value = composite(b"STSong-Light", b"GBK-EUC-H", b"GB1").replace(b"/Encoding/GBK-EUC-H", b"/Encoding " + cmap)
    show(d, value, s.encode("gbk"))


@construct(38, "subset", TEXT + " gs fonts", secrets=(HAN, ASCII), ways=("bfchar", "bfrange"))
def _(d, s, way):
    """Identity-H, a TrueType subset, ToUnicode."""
    font = Identity(d, s)
    if way == "bfrange":
        number = next(n for n, body in d.objects.items() if n == int(font.value.split()[0]))
        d.objects[number] = d.objects[number].replace(
            b"/ToUnicode ", b"/ToUnicode " + d.stream(b"", to_unicode(enumerate(s, 1), ranges=True)) + b"/Was ")
    d.codes.append(font.codes(s))
    d.outlines += [rectangle_of(i) for i in range(1, len(s) + 1)]
    show(d, font.value, font.codes(s))


@construct(39, "no-tounicode", "bytes", secrets=(HAN, ASCII), ways=("cmap", "adobe-gb1", "post", "nothing"))
def _(d, s, way):
    """Identity-H and no ToUnicode: the program's cmap, Adobe-GB1, glyph names, or nothing tells."""
    if way == "adobe-gb1":
        return beyond(d, b"Identity-H", b"GB1", bytes.fromhex("0B78101D08C609A8") if s == HAN else
                      b"".join(struct.pack(">H", ord(c) - 31) for c in s))
    program = truetype(PUBLIC + s, cmap=way == "cmap", post=way == "post")
    font = Identity(d, PUBLIC + s, unicode=[], program=program)
    d.codes.append(font.codes(s))
    show(d, font.value, font.codes(s))


@construct(39, "cids-as-text", "pdftotext bytes", secrets=(HAN, ASCII), ways=("readable", "nothing"))
def _(d, s, way):
    """No ToUnicode and CIDs that are the secret's characters, drawn as others: some readers show CIDs."""
    glyphs = bytearray(2 * 0xA000)
    for at, character in enumerate(s):
        struct.pack_into(">H", glyphs, 2 * ord(character), at % len(PUBLIC) + 1)
    cid_map = b" " + d.stream(b"", bytes(glyphs), ["FlateDecode"])
    font = Identity(d, PUBLIC, unicode=[], program=truetype(PUBLIC, cmap=way == "readable", post=False), cid_map=cid_map)
    d.codes.append(s.encode("utf-16-be"))
    show(d, font.value, s.encode("utf-16-be"))


@construct(40, "lying-tounicode", "bytes", secrets=(HAN,), ways=("han", "latin", "private"))
def _(d, s, way):
    """ToUnicode says something harmless; shapes and the program's cmap say the secret."""
    harmless = {"han": "某某某某", "latin": "abcd", "private": "\ue000\ue001\ue002\ue003"}[way]
    font = Identity(d, PUBLIC + s, unicode=list(enumerate(PUBLIC + harmless, 1)))
    d.codes.append(font.codes(s))
    show(d, font.value, font.codes(s))


FORMS = {"文山大川": "\u2f42\u2f2d\u2f24\u5ddd", "欧阳锦澜": "歐陽錦瀾"}


@construct(41, "compatibility", TEXT, secrets=("文山大川",), ways=("radicals",))
def _(d, s, way):
    """Kangxi radicals instead of the characters they look like."""
    font = Identity(d, FORMS[s])
    show(d, font.value, font.codes(FORMS[s]))


@construct(41, "traditional", TEXT, secrets=(HAN,), also=("歐陽錦瀾",))
def _(d, s, way):
    """The page has it in traditional Han."""
    font = Identity(d, FORMS[s])
    show(d, font.value, font.codes(FORMS[s]))


@construct(41, "digits", TEXT, secrets=(NUMBER,), ways=("fullwidth", "circled", "mathematical"))
def _(d, s, way):
    """Digits in full width, in circles, in mathematical shapes."""
    first = {"fullwidth": 0xFF10, "mathematical": 0x1D7CE}.get(way)
    shown = "".join(chr(first + int(c)) if first else "\u24ea" if c == "0" else chr(0x245F + int(c)) for c in s)
    font = Identity(d, "".join(sorted(set(shown))))
    show(d, font.value, font.codes(shown))


@construct(41, "han-digits", TEXT, secrets=("20310704",), also=("二〇三一〇七〇四",))
def _(d, s, way):
    """A number in Chinese numerals."""
    shown = "二〇三一〇七〇四"
    font = Identity(d, "".join(sorted(set(shown))))
    show(d, font.value, font.codes(shown))


@construct(42, "two-fonts", TEXT, secrets=("欧阳喆澜",))
def _(d, s, way):
    """The rare character of a name comes from another font."""
    usual, rare = Identity(d, PUBLIC + "欧阳澜"), Identity(d, "喆", base=b"GHIJKL+Rare")
    d.first.use("Font", "U", usual.value)
    d.first.use("Font", "R", rare.value)
    d.first.draw(b"BT /U 12 Tf 30 200 Td %s Tj /R 12 Tf %s Tj /U 12 Tf %s Tj ET"
                 % (hexed(usual.codes("欧阳")), hexed(rare.codes("喆")), hexed(usual.codes("澜"))))


@construct(43, "shared-subset", TEXT + " gs fonts", secrets=(HAN, ASCII), ways=("identity", "simple", "two-pages", "form"))
def _(d, s, way):
    """One subset for public and secret characters: what of it stays?"""
    maker = Simple if way == "simple" else Identity
    font = maker(d, PUBLIC + s)
    d.codes.append(font.codes(s))
    d.outlines += [rectangle_of(i) for i in range(len(PUBLIC) + 1, len(PUBLIC + s) + 1)]
    public = b"BT /X 12 Tf 30 150 Td %s Tj ET" % hexed(font.codes(PUBLIC))
    show(d, font.value, font.codes(s))
    if way == "two-pages":
        page = d.page()
        page.use("Font", "X", font.value)
        page.draw(public)
    elif way == "form":
        d.first.use("XObject", "Fm", d.form_xobject(public, resources=b"<</Font<</X %s>>>>" % font.value))
        d.first.draw(b"/Fm Do")
    else:
        d.first.draw(public)
    d.kept.append(PUBLIC)


@construct(44, "gb18030", TEXT, secrets=("\u3480\u4723\u4d16锦",))
def _(d, s, way):
    """Codes of four bytes, by GBK2K-H."""
    beyond(d, b"GBK2K-H", b"GB1", s.encode("gb18030"))


@construct(44, "self-made", "bytes", secrets=("\ue863\ue864锦澜",), ways=("unicode", "no-unicode"))
def _(d, s, way):
    """Self-made characters: private code points, or none at all."""
    font = Identity(d, PUBLIC + s, unicode=None if way == "unicode" else
                    [(i, c) for i, c in enumerate(PUBLIC + s, 1) if ord(c) < 0xE000])
    d.codes.append(font.codes(s))
    show(d, font.value, font.codes(s))


@construct(44, "self-made-type3", "bytes pixels", secrets=(HAN,))
def _(d, s, way):
    """Self-made characters as a Type 3 font without Unicode."""
    font = procedures(d, [b"1000 0 0 0 900 900 d1 %d %d 600 600 re f" % (20 * i, 30 * i) for i in range(len(s))])
    d.codes.append(bytes(range(33, 33 + len(s))) * 2)
    d.ink.append((1, 30, 198, 78, 212))
    d.first.use("Font", "X", font)
    d.first.draw(b"BT /X 12 Tf 30 200 Td %s Tj ET" % literal(bytes(range(33, 33 + len(s))) * 2))


@construct(45, "ruby", TEXT, secrets=("おうよう",))
def _(d, s, way):
    """A reading in small type above the characters."""
    font = Identity(d, "欧陽" + "おうよ")
    d.first.use("Font", "X", font.value)
    d.first.draw(b"BT /X 12 Tf 30 200 Td %s Tj ET BT /X 5 Tf 30 212 Td %s Tj ET"
                 % (hexed(font.codes("欧陽")), hexed(font.codes(s))))


@construct(45, "upright-in-vertical", TEXT, secrets=("欧阳41",))
def _(d, s, way):
    """Digits side by side in a vertical line."""
    upright, down = Identity(d, "41"), Identity(d, PUBLIC + "欧阳", encoding=b"/Identity-V")
    d.first.use("Font", "H", upright.value)
    d.first.use("Font", "V", down.value)
    d.first.draw(b"BT /V 12 Tf 200 250 Td %s Tj ET BT /H 6 Tf 194 216 Td %s Tj ET"
                 % (hexed(down.codes("欧阳")), hexed(upright.codes("41"))))


@construct(45, "half-width-katakana", TEXT, secrets=("ワタナベ",), also=("ﾜﾀﾅﾍﾞ",))
def _(d, s, way):
    """Half-width katakana, with the voicing mark as a character of its own."""
    shown = "ﾜﾀﾅﾍﾞ"
    font = Identity(d, shown)
    show(d, font.value, font.codes(shown))
