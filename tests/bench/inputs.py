"""Seeded inputs with a truth file of every planted value: (kind, value, where), one a line."""
import hashlib
import pathlib
import random
import re
import sys
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "fixtures"))
import values  # noqa: E402

KINDS = ["resident-id", "mobile", "bank-card", "email", "uscc"]
LABELS = {"resident-id": "身份证号", "mobile": "联系电话", "bank-card": "银行卡号", "email": "邮箱", "uscc": "统一社会信用代码"}
CHINESE = ("为进一步规范政务公开工作保障人民群众知情参与监督根据有关规定结合本地实际现将事项通知如下各单位应当高度重视"
           "加强组织领导落实责任分工完善制度建设提高服务水平推进项目实施严格资金管理做好信息报送定期开展检查评估")
ENGLISH = ("the office shall publish the report within thirty days of its approval and keep a record of every decision "
           "that concerns the budget the staff or the services which it provides to the public").split()


def planted(rng):
    kind = rng.choice(KINDS)
    return kind, values.MAKERS[kind](rng)


def sentence(rng, language):
    if language == "en":
        return " ".join(rng.choice(ENGLISH) for _ in range(rng.randint(8, 16))).capitalize() + ". "
    return "".join(rng.choice(CHINESE) for _ in range(rng.randint(14, 30))) + "。"


def marked(kind, value, language):
    return f" {kind}: {value}. " if language == "en" else f"{LABELS[kind]}：{value}。"


class Truth:
    def __init__(self):
        self.rows = []

    def add(self, kind, value, where):
        self.rows.append(f"{kind}\t{value}\t{where}")


def text(path, seed, size, language):
    rng, truth, lines, written = random.Random(seed), Truth(), [], 0
    while written < size:
        line = "".join(sentence(rng, language) for _ in range(4))
        if rng.random() < 0.1:
            kind, value = planted(rng)
            truth.add(kind, value, f"line {len(lines) + 1}")
            line += marked(kind, value, language)
        lines.append(line + "\n")
        written += len(lines[-1].encode())
    path.write_text("".join(lines), encoding="utf-8")
    return truth


def xml(path, seed, size):
    """Like Akoma Ntoso: short paragraphs, attributes, some values split by inline tags."""
    rng, truth, written, number = random.Random(seed), Truth(), 0, 0
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'
                  '<act name="act"><body>\n')
        while written < size:
            number += 1
            body = sentence(rng, "zh") + "<ref href=\"#a%d\">第%d条</ref>" % (number, number) + sentence(rng, "zh")
            if rng.random() < 0.1:
                kind, value = planted(rng)
                truth.add(kind, value, f"p{number}")
                half = len(value) // 2
                shown = f"{value[:half]}<b>{value[half:]}</b>" if rng.random() < 0.3 else value
                body += f"{LABELS[kind]}：{shown}。"
            block = f'<section eId="sec_{number}"><num>{number}</num><content><p eId="p{number}">{body}</p></content></section>\n'
            written += len(block.encode())
            out.write(block)
        out.write("</body></act></akomaNtoso>\n")
    return truth


def pdf(path, seed, pages, language):
    """Our own writer: Type0 Identity-H with ToUnicode, no font embedded (a code is its UTF-16 unit), 44 lines a page."""
    rng, truth, objects, kids = random.Random(seed), Truth(), {}, []
    font = {"zh": "STSong-Light", "en": "Helvetica"}[language]
    ranges = "<0020> <00FE> <0020>\n" + "".join(f"<{h:02X}00> <{h:02X}FF> <{h:02X}00>\n" for h in
                                                  [0x20, 0x30, 0xFF] + list(range(0x4E, 0xA0)))
    cmap = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" +
            f"{ranges.count(chr(10))} beginbfrange\n{ranges}endbfrange\nendcmap end end\n")
    objects[3] = (f"<</Type/Font/Subtype/Type0/BaseFont/{font}/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>").encode()
    objects[4] = (f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{font}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                  "/Supplement 0>>/DW 1000/W[32 126 500]/FontDescriptor 6 0 R>>").encode()
    objects[5] = stream(cmap.encode())
    objects[6] = (f"<</Type/FontDescriptor/FontName/{font}/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
                  "/Descent -120/CapHeight 700/StemV 80>>").encode()
    for page in range(1, pages + 1):
        lines = []
        for _ in range(44):
            line = sentence(rng, language)[:34 if language == "zh" else 78]
            if rng.random() < 0.08:
                kind, value = planted(rng)
                truth.add(kind, value, f"page {page}")
                line = line[:8 if language == "zh" else 20] + marked(kind, value, language)
            lines.append(line.rstrip())
        shows = "".join(shown(line, language) + "T*\n" for line in lines)
        number = 5 + 2 * page
        objects[number] = stream(f"BT /F1 11 Tf 56 790 Td 17 TL\n{shows}ET\n".encode())
        objects[number + 1] = (f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R/F2"
                               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>"
                               f"/Contents {number} 0 R>>").encode()
        kids.append(f"{number + 1} 0 R")
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[2] = f"<</Type/Pages/Count {pages}/Kids[{' '.join(kids)}]>>".encode()
    write_objects(path, objects)
    return truth


def shown(line, language):
    """Chinese drafts take Latin letters and digits from a second font, as word processors do."""
    runs = re.findall(r"[ -~]+|[^ -~]+", line) if language == "zh" else [line]
    out = []
    for run in runs:
        if language == "zh" and run[0] <= "~":
            out.append(f"/F2 11 Tf ({run}) Tj ")
        else:
            out.append(f"/F1 11 Tf <{run.encode('utf-16-be').hex()}> Tj ")
    return "".join(out)


def stream(plain):
    packed = zlib.compress(plain, 6)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)


def write_objects(path, objects):
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number in sorted(objects):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start)
    path.write_bytes(out)


def sha256(path):
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
